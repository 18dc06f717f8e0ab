// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Text files compiled into the binary: it works with no file installed beside it.

#pragma once

namespace corolint {

/// One embedded file. The arrays below end with an entry whose Name is null.
struct EmbeddedFile {
  const char *Name; ///< The file's name without folder and extension.
  const char *Text; ///< Its whole content, null-terminated.
};

extern const EmbeddedFile CheckPages[]; ///< docs/checks/*.md
extern const EmbeddedFile HtmlPage[];   ///< tool/report/html/*; only in the driver

/// The digest (see ModelDigest.h) of checks/knowledge/models/*.yaml, and its size in bytes.
extern const char BuiltInModels[];
extern const unsigned long BuiltInModelsSize;

} // namespace corolint
