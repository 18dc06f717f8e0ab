// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

namespace corolint {

/// \p Text for an XML attribute or element: valid UTF-8, escaped, and without the control
/// characters that XML cannot hold.
inline std::string xml(llvm::StringRef Text) {
  std::string Escaped;
  llvm::raw_string_ostream Out(Escaped);
  llvm::printHTMLEscaped(llvm::json::isUTF8(Text) ? Text.str() : llvm::json::fixUTF8(Text), Out);
  for (char &C : Escaped)
    if (static_cast<unsigned char>(C) < 0x20 && C != '\n' && C != '\t')
      C = ' ';
  return Escaped;
}

} // namespace corolint
