// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// How findings look in the editor, and which fixes they come with. Messages are those of the
// language server protocol, as JSON.

#pragma once

#include "tool/clangd/TextEdits.h"
#include "llvm/Support/JSON.h"
#include <string>
#include <vector>

namespace corolint {

/// A fix that clangd offers for a finding of ours.
struct OfferedFix {
  std::string Check, Message; ///< Of the finding.
  Position At;                ///< Where it is.
  bool IsSafe = false;        ///< Else it needs an eye.
  llvm::json::Object Action;  ///< The protocol's CodeAction.
};

/// Whether \p Diagnostic is a finding of ours.
bool isOurs(const llvm::json::Object &Diagnostic);

/// Makes the findings among \p Diagnostics, which clangd is about to publish, look like corolint's:
/// source, level and a link to the rule's page. Returns their fixes, which clangd has embedded;
/// they stay embedded if \p KeepEmbedded.
std::vector<OfferedFix> presentFindings(llvm::json::Array &Diagnostics, bool KeepEmbedded);

/// What begins the message of a remark. Clangd has no remarks of its own, and takes one for a note
/// of the diagnostic before.
inline constexpr llvm::StringLiteral RemarkPrefix = "remark: ";

} // namespace corolint
