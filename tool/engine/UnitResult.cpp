// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/engine/UnitResult.h"

namespace corolint {

const char *statusName(UnitStatus Status) {
  static constexpr const char *Names[] = {"analysed", "partial", "failed", "crashed", "timed-out"};
  return Names[static_cast<int>(Status)];
}

void to_json(nlohmann::json &To, const Bytes &From) {
  To = nlohmann::json::binary({From.Data.begin(), From.Data.end()});
}

void from_json(const nlohmann::json &From, Bytes &To) {
  const nlohmann::json::binary_t &Data = From.get_binary();
  To.Data.assign(Data.begin(), Data.end());
}

} // namespace corolint
