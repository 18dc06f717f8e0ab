// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/concurrency/ExistingTasks.h"
#include "checks/flow/FunctionBody.h"
#include "checks/flow/Loops.h"
#include "checks/knowledge/Callables.h"
#include "checks/knowledge/ContainerChanges.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

class ElementFinder : public FunctionBodyVisitor<ElementFinder> {
public:
  ElementFinder(ArrayRef<const Stmt *> Loops, CoroutineTypes &Types) : Loops(Loops), Types(Types) {}
  bool Found = false;
  const ValueDecl *Container = nullptr; ///< Not a local variable; null for those without a name.

  // for (auto &task : tasks) start(std::move(task));
  bool VisitDeclRefExpr(DeclRefExpr *Reference) {
    for (const Stmt *Loop : Loops)
      if (const auto *For = dyn_cast<CXXForRangeStmt>(Loop);
          For && For->getLoopVariable() == Reference->getDecl())
        judge(Reference, For->getRangeInit());
    return !Found;
  }
  // start(std::move(tasks[i]));
  bool VisitArraySubscriptExpr(ArraySubscriptExpr *Element) {
    judge(Element, Element->getBase());
    return !Found;
  }
  bool VisitCallExpr(CallExpr *Expression) {
    Call Made = asCallItself(Expression);
    const auto *Method = Made ? dyn_cast<CXXMethodDecl>(Made.Callee) : nullptr;
    if (Method && Made.Object && isRange(Made.Object->getType()) && Expression->isLValue() &&
        !changeOf(Method))
      judge(Expression, Made.Object);
    return !Found;
  }

private:
  void judge(const Expr *Element, const Expr *From) {
    CoroutineType Type = Types.of(Element->getType());
    bool Runs = Type.isAwaitable() && Type.Start == StartPolicy::Eager;
    bool IsWork = Type.Kind == TypeKind::Task || calledBy(Element);
    const ValueDecl *Named = Runs || IsWork ? madeElsewhere(From) : nullptr;
    if (!Runs && !Named)
      return;
    Found = true;
    if (Named)
      Container = Named;
  }

  /// The variable that \p From names, or from which that, a local one, was moved or copied; null
  /// where that is the function's own.
  static const ValueDecl *madeElsewhere(const Expr *From) {
    const ValueDecl *Named = namedVariable(From);
    const auto *Variable = dyn_cast_or_null<VarDecl>(Named);
    if (!Variable || !Variable->isLocalVarDecl())
      return Named;
    const Expr *Source = Variable->getInit() ? ignoreIdentity(Variable->getInit()) : nullptr;
    return Source && isRange(Source->getType()) && namedVariable(Source) != Named
               ? madeElsewhere(Source)
               : nullptr;
  }

  ArrayRef<const Stmt *> Loops;
  CoroutineTypes &Types;
};

} // namespace

bool takesExistingTask(const Expr *Start, ArrayRef<const Stmt *> Loops, CoroutineTypes &Types) {
  ElementFinder Finder(Loops, Types);
  Finder.TraverseStmt(const_cast<Expr *>(Start));
  return Finder.Found;
}

const ValueDecl *existingTasks(const Expr *Start, ArrayRef<const Stmt *> Loops,
                               CoroutineTypes &Types) {
  ElementFinder Finder(Loops, Types);
  Finder.TraverseStmt(const_cast<Expr *>(Start));
  return Finder.Container;
}

} // namespace corolint
