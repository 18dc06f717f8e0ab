// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// The code actions beyond clangd's own: all fixes of a rule in a file, all safe fixes of the file.

#pragma once

#include "tool/clangd/Findings.h"

namespace corolint {

/// The kind of the action that applies every safe fix of a file; editors can ask for it as they
/// save.
inline constexpr llvm::StringLiteral FixAllKind = "source.fixAll.corolint";

/// Completes \p Actions, clangd's answer to the request \p Params for code actions, from \p Fixes,
/// what the file's findings come with. Fixes say what they do. Safe ones become preferred ones,
/// others do not; where several safe fixes of a rule can be applied, an action applies them all.
/// Does nothing to the answer for an editor that wants commands.
void completeCodeActions(llvm::json::Array &Actions, const llvm::json::Object &Params,
                         llvm::ArrayRef<OfferedFix> Fixes);

} // namespace corolint
