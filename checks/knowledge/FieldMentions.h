// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Does code name a member?

#pragma once

#include "clang/AST/RecursiveASTVisitor.h"

namespace corolint {

/// Whether \p Code, a function's body, say, names the member \p Field, or another of its name, of
/// whatever object: in a template it may be that of the pattern. Bodies of lambdas in it count.
inline bool mentionsField(const clang::Stmt *Code, const clang::FieldDecl *Field) {
  struct Finder : clang::RecursiveASTVisitor<Finder> {
    const clang::FieldDecl *Field = nullptr;
    bool Found = false;
    bool VisitMemberExpr(clang::MemberExpr *Member) {
      Found |= Member->getMemberDecl()->getDeclName() == Field->getDeclName();
      return !Found;
    }
    bool VisitCXXDependentScopeMemberExpr(clang::CXXDependentScopeMemberExpr *Member) {
      Found |= Member->getMember() == Field->getDeclName();
      return !Found;
    }
  } Search;
  Search.Field = Field;
  Search.TraverseStmt(const_cast<clang::Stmt *>(Code));
  return Search.Found;
}

} // namespace corolint
