// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// What the source itself says of a function or type, in the words of the models:
// [[clang::annotate("corolint::switches")]], [[clang::annotate("corolint::spawn: {task: 0}")]], and
// clang's own [[clang::blocking]] and [[clang::nonblocking]].

#pragma once

#include "checks/knowledge/LibraryModels.h"
#include "clang/AST/Decl.h"

namespace corolint {

/// Roles that a declaration has been given in the source, and what could not be read of them.
template <typename Model> struct Declared {
  std::optional<Model> Roles;
  /// Each annotation that is none, with what is wrong with it.
  llvm::SmallVector<std::pair<clang::SourceLocation, std::string>, 0> Malformed;
};

/// The roles that any declaration of \p Function gives it, and those that any of what it overrides
/// does, where nothing nearer gives it the same role.
Declared<FunctionModel> declaredRoles(const clang::FunctionDecl *Function);

/// The roles that any declaration of \p Record, or of the template it comes from, gives it.
Declared<TypeModel> declaredRoles(const clang::CXXRecordDecl *Record);

} // namespace corolint
