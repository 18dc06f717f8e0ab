// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/flow/AwaitedValues.h"
#include "checks/flow/Conditions.h"
#include "checks/flow/FunctionBody.h"
#include "checks/knowledge/Calls.h"
#include "checks/knowledge/StdNames.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;
using namespace llvm;

namespace corolint {

bool cameFromAwait(const Expr *Value, unsigned Depth) {
  const Expr *Inner = Value && Depth < 8 ? ignoreWrapping(Value) : nullptr;
  if (!Inner)
    return false;
  if (isa<CoawaitExpr>(Inner))
    return true;
  if (const auto *Reference = dyn_cast<DeclRefExpr>(Inner)) {
    const ValueDecl *Named = Reference->getDecl();
    if (const auto *Binding = dyn_cast<BindingDecl>(Named))
      Named = Binding->getDecomposedDecl();
    const auto *Variable = dyn_cast_or_null<VarDecl>(Named);
    return Variable && Variable->isLocalVarDecl() &&
           cameFromAwait(Variable->getInit(), Depth + 1);
  }
  if (const auto *Member = dyn_cast<MemberExpr>(Inner))
    return cameFromAwait(Member->getBase(), Depth + 1);
  if (const auto *Unary = dyn_cast<UnaryOperator>(Inner))
    return cameFromAwait(Unary->getSubExpr(), Depth + 1);
  Call Made = asCallItself(Inner);
  if (!Made)
    return false;
  // An element through an iterator or an index, or what a function of the standard makes of it.
  const auto *Method = dyn_cast<CXXMethodDecl>(Made.Callee);
  OverloadedOperatorKind Operator = Made.Callee->getOverloadedOperator();
  if (!is_contained({OO_Star, OO_Arrow, OO_Subscript}, Operator) &&
      !Made.Callee->isInStdNamespace() && !(Method && Method->getParent()->isInStdNamespace()))
    return false;
  return cameFromAwait(Made.Object ? Made.Object : Made.argument(0), Depth + 1);
}

bool isAwaited(const VarDecl *Variable, const FunctionDecl *Function) {
  struct Search : FunctionBodyVisitor<Search> {
    const VarDecl *Variable = nullptr;
    unsigned Awaits = 0;
    bool TraverseCoawaitExpr(CoawaitExpr *Await) {
      SaveAndRestore Within(Awaits, Awaits + 1);
      return TraverseStmt(Await->getOperand());
    }
    bool VisitDeclRefExpr(DeclRefExpr *Name) { return !Awaits || Name->getDecl() != Variable; }
  } Finds;
  Finds.Variable = Variable;
  return !Finds.TraverseStmt(Function->getBody());
}

/// The last statement of the lambda that \p Init gives a thread to run; null without one.
static const Stmt *lastStatementOf(const Expr *Init) {
  struct Finder : RecursiveASTVisitor<Finder> {
    const LambdaExpr *Found = nullptr;
    bool VisitLambdaExpr(LambdaExpr *Lambda) {
      Found = Lambda;
      return false;
    }
  } Search;
  Search.TraverseStmt(const_cast<Expr *>(Init));
  const auto *Body = Search.Found ? dyn_cast<CompoundStmt>(Search.Found->getBody()) : nullptr;
  return Body && !Body->body_empty() ? Body->body_back() : nullptr;
}

bool hasToldOfItsEnd(const Call &Join, ASTContext &Context) {
  struct Mentions : RecursiveASTVisitor<Mentions> {
    bool OnlyAwaited = false;
    DenseSet<const ValueDecl *> Variables;
    bool TraverseCoawaitExpr(CoawaitExpr *Await) {
      SaveAndRestore Within(OnlyAwaited, false);
      return TraverseStmt(Await->getOperand());
    }
    bool VisitDeclRefExpr(DeclRefExpr *Name) {
      if (!OnlyAwaited && isa<VarDecl>(Name->getDecl()))
        Variables.insert(Name->getDecl());
      return true;
    }
  };
  const auto *Thread =
      Join.Object ? dyn_cast_or_null<VarDecl>(namedVariable(Join.Object)) : nullptr;
  if (!Thread || !Thread->isLocalVarDecl() || !Thread->getInit())
    return false;
  Mentions Used, Awaited;
  if (const Stmt *Last = lastStatementOf(Thread->getInit()))
    Used.TraverseStmt(const_cast<Stmt *>(Last));
  const Stmt *Child = Join.Expression, *Block = parentOf(Child, Context);
  for (; Block && !isa<CompoundStmt>(Block); Block = parentOf(Block, Context))
    Child = Block;
  if (!Block)
    return false;
  Awaited.OnlyAwaited = true;
  for (const Stmt *Before : Block->children()) {
    if (Before == Child)
      break;
    if (isa<Expr, DeclStmt>(Before) && Context.getSourceManager().isBeforeInTranslationUnit(
                                           Thread->getLocation(), Before->getBeginLoc()))
      Awaited.TraverseStmt(const_cast<Stmt *>(Before));
  }
  return any_of(Awaited.Variables,
                [&](const ValueDecl *Each) { return Used.Variables.contains(Each); });
}

} // namespace corolint
