// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// What is wrong with a YAML file of the user's, in one line.

#pragma once

#include "checks/knowledge/YamlDepth.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/SourceMgr.h"
#include <string>

namespace corolint {

/// Why LLVM's reader must not see \p Text, on which it would assert, crash or give up in silence;
/// empty if it may.
inline std::string unfitForYaml(llvm::StringRef Text) {
  if (Text.contains('\0') || !llvm::json::isUTF8(Text))
    return "it is no UTF-8 text";
  return isNestedTooDeep(Text) ? "nested deeper than " + std::to_string(DeepestYaml) + " levels"
                               : "";
}

/// A diagnostic handler for llvm::yaml::Input: keeps the first message as "FILE:LINE:COL: what is
/// wrong" in the std::string that \p Kept points to.
inline void keepFirst(const llvm::SMDiagnostic &Diagnostic, void *Kept) {
  std::string &Message = *static_cast<std::string *>(Kept);
  if (Message.empty())
    Message = (Diagnostic.getFilename() + ":" + llvm::Twine(Diagnostic.getLineNo()) + ":" +
               llvm::Twine(Diagnostic.getColumnNo() + 1) + ": " + Diagnostic.getMessage())
                  .str();
}

} // namespace corolint
