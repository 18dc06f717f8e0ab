// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/flow/TemplateInstances.h"
#include "checks/knowledge/Calls.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;

namespace corolint {

bool isOfAnyType(const Expr *Value, const FunctionDecl *Function) {
  const FunctionDecl *Pattern = Function->getTemplateInstantiationPattern();
  if (!Pattern || !Pattern->getBody())
    return false;
  struct Finder : RecursiveASTVisitor<Finder> {
    SourceRange Wanted;
    bool AnyType = false;
    bool VisitCallExpr(CallExpr *Call) {
      if (Call->getSourceRange() == Wanted)
        AnyType |= Call->getType()->isSpecificBuiltinType(BuiltinType::Dependent) ||
                   Call->getType()->isTemplateTypeParmType() || Call->getType()->isUndeducedType();
      return true;
    }
  } Search;
  Search.Wanted = awaitedOperand(Value)->getSourceRange();
  Search.TraverseStmt(Pattern->getBody());
  return Search.AnyType;
}

} // namespace corolint
