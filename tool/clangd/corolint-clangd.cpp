// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// corolint-clangd: clangd, with corolint's checks among clang-tidy's. TidyOptions.cpp says which
// run, Conversation.cpp how their findings reach the editor.

#include "tool/Configured.h"
#include "tool/clangd/ClangdParts.h"
#include "tool/clangd/WholeProgram.h"
#include "tool/project/ResourceDirectory.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

int main(int Argc, char **Argv) {
  std::vector<char *> Arguments(Argv, Argv + Argc);
  auto Is = [](StringRef Option) {
    return [Option](StringRef Argument) {
      return (Argument.consume_front("--") || Argument.consume_front("-")) &&
             Argument.split('=').first == Option;
    };
  };
  if (any_of(Arguments, Is("version")))
    outs() << "corolint " << COROLINT_VERSION << " in\n";
  // Clangd looks for clang's own headers beside itself, where they seldom are.
  std::string Resources = "--resource-dir=" + corolint::resourceDirectory();
  if (none_of(Arguments, Is("resource-dir")) &&
      !StringRef(sys::Process::GetEnv("CLANGD_FLAGS").value_or("")).contains("-resource-dir"))
    Arguments.insert(Arguments.begin() + 1, Resources.data());
  corolint::knowWholeProgram();
  int Count = Arguments.size();
  Arguments.push_back(nullptr);
  return clang::clangd::clangdMain(Count, Arguments.data());
}
