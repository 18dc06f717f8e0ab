// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// The YAML form of a LibraryModel.

#pragma once

#include "checks/knowledge/LibraryModels.h"
#include "llvm/Support/MemoryBufferRef.h"

namespace corolint {

/// The schema that a model file must name.
inline constexpr llvm::StringLiteral ModelSchema = "corolint-model/1";

/// Reads \p Text, whose identifier is the file's name, and expands `~` in its names by its roots.
/// Fails with "FILE:LINE:COL: what is wrong" for anything that is no model.
llvm::Expected<std::unique_ptr<LibraryModel>> readModelFile(llvm::MemoryBufferRef Text);

/// Reads the roles that \p Text gives, lines of `key: value` as in an entry of a model, into \p Into,
/// which is all overwritten. Fails with what is wrong.
llvm::Error readRoles(llvm::StringRef Text, FunctionModel &Into);
llvm::Error readRoles(llvm::StringRef Text, TypeModel &Into);

/// \p Library as YAML, names expanded.
void writeModelFile(LibraryModel &Library, llvm::raw_ostream &Out);

/// The roles of one entry as YAML, without its names.
std::string rolesAsText(FunctionModel &Of);
std::string rolesAsText(TypeModel &Of);

} // namespace corolint
