// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/flow/ExpectedThrows.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/ParentMapContext.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace llvm;

namespace corolint {

bool isExpectedToThrow(const Expr *Value, ASTContext &Context) {
  if (!Value->getBeginLoc().isMacroID())
    return false;
  const SourceManager &Sources = Context.getSourceManager();
  DynTypedNodeList Parents = Context.getParents(*Value);
  for (; !Parents.empty(); Parents = Context.getParents(Parents[0])) {
    const auto *Parent = Parents[0].get<Stmt>();
    if (!Parent || isa<LambdaExpr>(Parent))
      return false;
    if (const auto *Try = dyn_cast<CXXTryStmt>(Parent))
      return Sources.isMacroBodyExpansion(Try->getTryLoc()) &&
             Sources.isMacroArgExpansion(Value->getBeginLoc());
  }
  return false;
}

} // namespace corolint
