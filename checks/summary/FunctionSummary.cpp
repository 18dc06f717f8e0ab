// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/summary/FunctionSummary.h"
#include "llvm/ADT/STLExtras.h"

using namespace llvm;

namespace corolint {

void UnitSummary::addFailures(const UnitSummary &Other) {
  std::vector<uint32_t> Numbers; // Of the other's files here.
  for (const std::string &File : Other.Files) {
    Numbers.push_back(find(Files, File) - Files.begin());
    if (Numbers.back() == Files.size())
      Files.push_back(File);
  }
  auto Renumbered = [&](Site At) {
    At.File = Numbers[At.File];
    At.InUnit = 0;
    return At;
  };
  for (TaskFailure Each : Other.Failures) {
    Each.Name = save(Each.Name);
    if (Each.At)
      Each.At = Renumbered(*Each.At);
    Failures.push_back(std::move(Each));
  }
  for (UnsettledFinding Each : Other.Unsettled) {
    Each.At = Renumbered(Each.At);
    Unsettled.push_back(std::move(Each));
  }
}

} // namespace corolint
