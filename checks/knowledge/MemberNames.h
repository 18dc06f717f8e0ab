// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"

namespace corolint {

/// The declaration name spelled \p Name; empty where the unit never mentions it, so that nothing
/// can be called so.
inline clang::DeclarationName nameIn(const clang::ASTContext &Context, llvm::StringRef Name) {
  auto Known = Context.Idents.find(Name);
  if (Known != Context.Idents.end())
    return clang::DeclarationName(Known->getValue());
  // What only a precompiled preamble mentions is not in the table before it is asked for.
  clang::IdentifierInfoLookup *Precompiled = Context.Idents.getExternalIdentifierLookup();
  return clang::DeclarationName(Precompiled ? Precompiled->get(Name) : nullptr);
}

/// Whether \p Class, which is complete, or a base of it has a member called \p Name.
inline bool hasMember(const clang::CXXRecordDecl *Class, llvm::StringRef Name) {
  clang::DeclarationName Member = nameIn(Class->getASTContext(), Name);
  return Member && Class->hasMemberName(Member);
}

} // namespace corolint
