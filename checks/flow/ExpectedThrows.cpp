// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/flow/ExpectedThrows.h"
#include "checks/flow/FunctionBody.h"
#include "checks/knowledge/Callables.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/ParentMapContext.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// Whether \p Function calls its parameter at \p Index in a try block.
bool triesParameter(const FunctionDecl *Function, int Index) {
  struct Tries : FunctionBodyVisitor<Tries> {
    const ParmVarDecl *Parameter = nullptr;
    bool Found = false;
    bool TraverseCXXTryStmt(CXXTryStmt *Try) {
      struct Calls : CallVisitor<Calls> {
        const ParmVarDecl *Parameter = nullptr;
        bool visitCall(const Call &Made) { return calledParameter(Made) != Parameter; }
      } Search;
      Search.Parameter = Parameter;
      Found |= !Search.TraverseStmt(Try->getTryBlock());
      return !Found;
    }
  } Search;
  if (!Function || Index >= int(Function->getNumParams()))
    return false;
  Search.Parameter = Function->getParamDecl(Index);
  Search.visitBodyOf(Function);
  return Search.Found;
}

} // namespace

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

bool isTriedByCaller(const FunctionDecl *Function, ASTContext &Context) {
  const LambdaExpr *Lambda = lambdaOf(Function, Context);
  return Lambda && isHandedTo(Lambda, Context, [](const Call &Taking, int Index) {
           return triesParameter(visibleDefinition(Taking.Callee), Index);
         });
}

} // namespace corolint
