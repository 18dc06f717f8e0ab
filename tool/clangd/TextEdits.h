// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// The edits of the language server protocol's code actions.

#pragma once

#include "llvm/Support/JSON.h"
#include <cstdint>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace corolint {

/// Line and character, both from 0.
using Position = std::pair<int64_t, int64_t>;

/// From where to where, and what is put there; in the order of the text.
using TextEdit = std::tuple<Position, Position, std::string>;

/// Where the range of \p Of, a diagnostic or an edit, begins.
Position beginOf(const llvm::json::Object &Of);

/// The edits of an action of clangd's, all of which are in the file that it was asked for; empty if
/// it has none.
std::vector<TextEdit> editsOf(const llvm::json::Object &Action);

/// Gives \p Action, which has edits, \p Edits instead.
void setEdits(llvm::json::Object &Action, llvm::ArrayRef<TextEdit> Edits);

} // namespace corolint
