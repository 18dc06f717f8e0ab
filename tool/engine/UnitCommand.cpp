// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/engine/UnitCommand.h"
#include "checks/LlvmVersions.h"
#include "clang/Tooling/ArgumentsAdjusters.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace llvm;

namespace corolint {

std::vector<std::string> configuredCommand(const Unit &Of, const tidy::ClangTidyOptions &Options,
                                           CommandUse Use) {
  std::vector<std::string> Command = commandForAnalysis(Of, Use);
  erase_if(Command, [Removed = removedArguments(Options)](const std::string &Argument) {
    return is_contained(Removed, Argument);
  });
  for (auto [Arguments, Position] :
       {std::pair(Options.ExtraArgsBefore, tooling::ArgumentInsertPosition::BEGIN),
        std::pair(Options.ExtraArgs, tooling::ArgumentInsertPosition::END)})
    if (Arguments)
      Command = tooling::getInsertArgumentAdjuster(*Arguments, Position)(Command, Of.File);
  return Command;
}

} // namespace corolint
