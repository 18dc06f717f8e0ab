// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/knowledge/CalleeName.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace llvm;

namespace corolint {

SourceRange calleeNameRange(const Expr *Expression) {
  const auto *Call = dyn_cast<CallExpr>(Expression);
  if (!Call)
    return {};
  const Expr *Callee = Call->getCallee()->IgnoreParenImpCasts();
  // A call of a function object names the object.
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call)) {
    if (Operator->getOperator() != OO_Call)
      return {};
    Callee = Operator->getArg(0)->IgnoreParenImpCasts();
  }
  SourceLocation Name;
  if (const auto *Reference = dyn_cast<DeclRefExpr>(Callee))
    Name = Reference->getLocation();
  else if (const auto *Member = dyn_cast<MemberExpr>(Callee))
    Name = Member->getMemberLoc();
  return Name.isMacroID() ? SourceRange() : SourceRange(Name);
}

} // namespace corolint
