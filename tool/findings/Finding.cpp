// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/findings/Finding.h"
#include "tool/findings/SourceText.h"
#include "tool/project/Paths.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/SHA256.h"
#include <map>
#include <tuple>

using namespace llvm;

namespace corolint {
namespace {

auto orderOf(const Finding &Value) {
  return std::tie(Value.At.File, Value.At.Offset, Value.Check, Value.Message);
}

/// 16 digits.
std::string hashOf(const std::string &Text) {
  return toHex(SHA256::hash(arrayRefFromStringRef(Text)), /*LowerCase=*/true).substr(0, 16);
}

} // namespace

void sortAndUnique(std::vector<Finding> &Findings) {
  // Units come in their own order, whatever the schedule was, so which of the same findings is kept
  // does not vary. A comment that covers one of them, in one macro or one unit, leaves the others.
  sort(Findings, [](const Finding &A, const Finding &B) {
    return std::pair(orderOf(A), A.SilencedBy) < std::pair(orderOf(B), B.SilencedBy);
  });
  Findings.erase(llvm::unique(Findings, [](const Finding &A,
                                           const Finding &B) { return orderOf(A) == orderOf(B); }),
                 Findings.end());
}

void addFingerprints(std::vector<Finding> &Findings, const std::string &Root) {
  SourceText Text;
  std::map<std::string, unsigned> Seen;
  for (Finding &Each : Findings) {
    std::string Code =
        Each.Check + '\0' + Text.statement(Each.At.File, Each.At.Line, Each.At.Column).str();
    std::string Key = Code + '\0' + relativeTo(Each.At.File, Root) + '\0' + Each.Function;
    Key += '\0' + std::to_string(Seen[Key]++);
    Each.Fingerprint = hashOf(Code) + hashOf(Key);
  }
}

StringRef codeOf(StringRef Fingerprint) { return Fingerprint.take_front(16); }

const char *levelName(Level Severity) {
  static constexpr const char *Names[] = {"remark", "warning", "error"};
  return Names[static_cast<int>(Severity)];
}

std::optional<Level> parseLevel(const std::string &Name) {
  for (Level Severity : {Level::Remark, Level::Warning, Level::Error})
    if (Name == levelName(Severity))
      return Severity;
  return std::nullopt;
}

} // namespace corolint
