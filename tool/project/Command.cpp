// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// A unit's command, made fit for clang.

#include "tool/Configured.h"
#include "clang/Options/Options.h"
#include "clang/Tooling/ArgumentsAdjusters.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Option/ArgList.h"
#include "llvm/Option/OptTable.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "tool/project/Project.h"
#include <set>

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// Drops the options that clang's driver does not know, as other compilers' databases have them; with a joined value they are
/// one argument each, so nothing of them stays behind.
std::vector<std::string> withoutUnknownOptions(std::vector<std::string> Command) {
  bool IsClStyle = any_of(Command, [](StringRef Argument) {
    return Argument == "--driver-mode=cl" || Argument == "/c" || Argument == "/nologo";
  });
  if (IsClStyle)
    return Command;
  SmallVector<const char *, 64> Arguments;
  for (const std::string &Argument : drop_begin(Command))
    Arguments.push_back(Argument.c_str());
  unsigned MissingIndex = 0, MissingCount = 0;
  opt::InputArgList Parsed = getDriverOptTable().ParseArgs(
      Arguments, MissingIndex, MissingCount, opt::Visibility(options::ClangOption));
  std::set<size_t> Unknown;
  for (const opt::Arg *Argument : Parsed)
    if (Argument->getOption().getKind() == opt::Option::UnknownClass)
      Unknown.insert(Argument->getIndex());
  std::vector<std::string> Kept{Command.front()};
  for (size_t I = 1; I < Command.size(); ++I)
    if (!Unknown.count(I - 1))
      Kept.push_back(std::move(Command[I]));
  return Kept;
}

/// The folder of clang's own headers: one beside this program, where it was installed with them, else the one it was built with.
std::string resourceDirectory() {
  static const std::string Directory = [] {
    std::string Program = sys::fs::getMainExecutable(nullptr, reinterpret_cast<void *>(&commandForAnalysis));
    SmallString<256> Beside(sys::path::parent_path(sys::path::parent_path(Program)));
    sys::path::append(Beside, "lib", "clang", "22");
    return sys::fs::is_directory(Beside) ? Beside.str().str() : std::string(COROLINT_RESOURCE_DIR);
  }();
  return Directory;
}

} // namespace

std::vector<std::string> commandForAnalysis(const Unit &Of) {
  std::vector<std::string> Command = withoutUnknownOptions(Of.Command);
  for (const tooling::ArgumentsAdjuster &Adjust :
       {tooling::getClangStripOutputAdjuster(), tooling::getClangSyntaxOnlyAdjuster(),
        tooling::getClangStripDependencyFileAdjuster()})
    Command = Adjust(Command, Of.File);
  // Narrowing is an error for clang alone, and not one that -w silences.
  std::vector<std::string> Added = {"-w", "-Wno-c++11-narrowing", "-ferror-limit=0"};
  if (none_of(Command, [](StringRef Argument) { return Argument.starts_with("-resource-dir"); }))
    Added.push_back("-resource-dir=" + resourceDirectory());
  return tooling::getInsertArgumentAdjuster(Added, tooling::ArgumentInsertPosition::END)(Command, Of.File);
}

} // namespace corolint
