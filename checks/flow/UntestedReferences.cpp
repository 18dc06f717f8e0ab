// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/flow/UntestedReferences.h"
#include "checks/flow/Conditions.h"
#include "checks/flow/ControlFlow.h"
#include "checks/flow/FunctionBody.h"
#include "checks/flow/Spans.h"
#include "checks/flow/Suspensions.h"
#include "checks/knowledge/WeakReferences.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// The variables of a coroutine that are made of weak references, and those that are asked whether
/// they have expired.
struct LockFinder : FunctionBodyVisitor<LockFinder> {
  explicit LockFinder(ASTContext &Context) : Context(Context) {}
  ASTContext &Context;

  struct Locking {
    const VarDecl *Variable = nullptr;
    const Expr *Weak = nullptr;
    const Expr *Made = nullptr; ///< The call.
  };
  DenseMap<const Stmt *, Locking> Lockings; ///< By the declaration or the assignment.
  DenseSet<const VarDecl *> Variables;
  DenseSet<const ValueDecl *> Asked;

  bool VisitDeclStmt(DeclStmt *Declaration) {
    if (Declaration->isSingleDecl())
      if (const auto *Variable = dyn_cast<VarDecl>(Declaration->getSingleDecl()))
        lock(Declaration, Variable, Variable->getInit());
    return true;
  }
  bool VisitCXXOperatorCallExpr(CXXOperatorCallExpr *Made) {
    if (Made->getOperator() != OO_Equal || Made->getNumArgs() != 2)
      return true;
    // if ((strong = weak.lock()) == nullptr): what it gives is asked.
    const Stmt *Around = parentOf(Made, Context);
    if (!isa_and_nonnull<Expr>(Around) || isa<ExprWithCleanups>(Around))
      if (const auto *Reference = dyn_cast<DeclRefExpr>(Made->getArg(0)->IgnoreParenImpCasts()))
        lock(Made, dyn_cast<VarDecl>(Reference->getDecl()), Made->getArg(1));
    return true;
  }
  bool VisitCXXMemberCallExpr(CXXMemberCallExpr *Made) {
    const CXXMethodDecl *Method = Made->getMethodDecl();
    const ValueDecl *Named = namedVariable(Made->getImplicitObjectArgument());
    if (Method && Named && Method->getReturnType()->isBooleanType())
      Asked.insert(Named);
    return true;
  }

  void lock(const Stmt *At, const VarDecl *Variable, const Expr *Value) {
    if (const Expr *Weak =
            Variable && Value && Variable->hasLocalStorage() ? lockedReference(Value) : nullptr) {
      Lockings[At] = {Variable, Weak, ignoreWrapping(Value)};
      Variables.insert(Variable);
    }
  }
};

/// Whether \p Reference is the object of `->` or `*`.
bool isDereferenced(const DeclRefExpr *Reference, ASTContext &Context) {
  const Stmt *Parent = parentOf(Reference, Context);
  while (isa_and_nonnull<ImplicitCastExpr, ParenExpr>(Parent))
    Parent = parentOf(Parent, Context);
  const auto *Made = dyn_cast_or_null<CXXOperatorCallExpr>(Parent);
  return Made && (Made->getOperator() == OO_Arrow ||
                  (Made->getOperator() == OO_Star && Made->getNumArgs() == 1));
}

} // namespace

std::vector<UntestedReference> untestedReferences(const FunctionDecl *Function,
                                                  CoroutineTypes &Types) {
  if (!coroutineBody(Function))
    return {};
  ASTContext &Context = Types.context();
  LockFinder Locks(Context);
  Locks.visitBodyOf(Function);
  if (Locks.Lockings.empty())
    return {};
  DenseSet<const Stmt *> Late = afterSuspension(Function);
  std::unique_ptr<CFG> Graph = controlFlow(Function, Context);
  if (!Graph)
    return {};
  auto Steps = [&](const CFGElement &Element, SmallVectorImpl<SpanStep> &Steps) {
    auto Statement = Element.getAs<CFGStmt>();
    if (!Statement)
      return;
    if (auto Locking = Locks.Lockings.find(Statement->getStmt()); Locking != Locks.Lockings.end()) {
      Steps.push_back({Locking->second.Variable, SpanStep::Begins, Statement->getStmt()});
    } else if (const auto *Reference = dyn_cast<DeclRefExpr>(Statement->getStmt())) {
      if (const auto *Variable = dyn_cast<VarDecl>(Reference->getDecl());
          Locks.Variables.contains(Variable)) {
        if (isDereferenced(Reference, Context))
          Steps.push_back({Variable, SpanStep::Uses, Reference});
        Steps.push_back({Variable, SpanStep::Ends, Reference});
      }
    } else if (const auto *Lambda = dyn_cast<LambdaExpr>(Statement->getStmt())) {
      for (const LambdaCapture &Capture : Lambda->captures())
        if (Capture.capturesVariable())
          if (const auto *Variable = dyn_cast<VarDecl>(Capture.getCapturedVar());
              Locks.Variables.contains(Variable))
            Steps.push_back({Variable, SpanStep::Ends, Lambda});
    }
  };
  std::vector<UntestedReference> Found;
  DenseSet<const void *> Told;
  for (const Span &Each : spans(*Graph, Context, Steps)) {
    const auto *Variable = static_cast<const VarDecl *>(Each.Thing);
    auto [Locked, Weak, Made] = Locks.Lockings.lookup(Each.Begin);
    if (Late.contains(Made) && !Locks.Asked.contains(namedVariable(Weak)) &&
        Told.insert(Variable).second)
      Found.push_back({Variable, Weak, cast<Expr>(Each.Use)});
  }
  return Found;
}

} // namespace corolint
