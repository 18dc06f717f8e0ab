// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Results as JSON, between a worker and its parent and in files. Apart, because few need what it costs
// to compile.

#pragma once

#include "nlohmann/json.hpp"
#include "tool/engine/UnitResult.h"

namespace corolint {

inline void to_json(nlohmann::json &To, const Bytes &From) {
  To = nlohmann::json::binary({From.Data.begin(), From.Data.end()});
}

inline void from_json(const nlohmann::json &From, Bytes &To) {
  const nlohmann::json::binary_t &Data = From.get_binary();
  To.Data.assign(Data.begin(), Data.end());
}

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Edit, File, Offset, Length, Text, Contents)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Fix, Safe, Description, Edits)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Place, File, Offset, Line, Column)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Note, At, Message)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Finding, Check, Severity, Message, At, End, Function, Contents,
                                   Notes, Fixes)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(SuppressedFinding, Of, Covered)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(UnitResult, Status, Reason, Seconds, Findings,
                                   ConfigurationErrors, Suppressed, Files, Read, Summary)

} // namespace corolint
