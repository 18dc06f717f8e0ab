// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/engine/Dependencies.h"
#include "tool/report/WriteWhole.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include <set>

using namespace llvm;

namespace corolint {
namespace {

/// \p File with what Make and Ninja would take for more than a name escaped.
std::string escaped(StringRef File) {
  std::string Result;
  for (char C : File) {
    if (C == ' ' || C == '#')
      Result += '\\';
    else if (C == '$')
      Result += '$';
    Result += C;
  }
  return Result;
}

} // namespace

std::vector<std::string> dependenciesOf(const ProjectResults &Of, const DriverSettings &Driver,
                                        const CheckSelection &Selection) {
  std::set<std::string> Files(Selection.ModelFiles.begin(), Selection.ModelFiles.end());
  if (!Driver.File.empty())
    Files.insert(Driver.File);
  std::vector<std::string> Ignored; // Told when they were read first.
  std::unique_ptr<clang::tidy::ClangTidyOptionsProvider> Options =
      makeOptionsProvider(Selection, Ignored);
  for (size_t I = 0; I < Of.Units.size(); ++I) {
    Files.insert(Of.Units[I].File);
    for (const std::vector<std::string> *Read : {&Of.Results[I].Files, &Of.Results[I].Read})
      Files.insert(Read->begin(), Read->end());
    for (const auto &Source : Options->getRawOptions(Of.Units[I].File))
      if (sys::fs::is_regular_file(Source.second))
        Files.insert(Source.second);
  }
  return {Files.begin(), Files.end()};
}

Error writeDepfile(const std::string &Depfile, StringRef Target, ArrayRef<std::string> Files) {
  std::string Text = escaped(Target) + ":";
  for (const std::string &Each : Files)
    Text += " \\\n  " + escaped(Each);
  if (Error Problem = writeWhole(Depfile, Text + "\n"))
    return createStringError(Twine(Depfile) + ": cannot write the dependencies: " +
                             toString(std::move(Problem)));
  return Error::success();
}

} // namespace corolint
