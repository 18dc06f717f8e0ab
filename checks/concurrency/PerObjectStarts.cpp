// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/concurrency/PerObjectStarts.h"
#include "checks/flow/FunctionBody.h"
#include "checks/knowledge/Callables.h"
#include "checks/knowledge/OwningPointers.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// The variable, or the one that a structured binding takes apart, through which, or through a part
/// of a pair in which, \p Object is pointed to; null for an object that is reached in another way,
/// such as by an iterator, an optional or its only owner.
const ValueDecl *pointerTo(const Expr *Object) {
  bool IsPointedTo = Object->getType()->isPointerType();
  for (Object = ignoreWrapping(Object)->IgnoreParenImpCasts();;) {
    if (const auto *Access = dyn_cast<CXXOperatorCallExpr>(Object);
        Access && is_contained({OO_Arrow, OO_Star}, Access->getOperator())) {
      Object = Access->getArg(0)->IgnoreParenImpCasts(); // Perhaps of a base class.
      if (!isSharingPointer(Object->getType()->getAsCXXRecordDecl()))
        return nullptr;
      IsPointedTo = true;
    } else if (const auto *Star = dyn_cast<UnaryOperator>(Object);
               Star && Star->getOpcode() == UO_Deref) {
      IsPointedTo = true;
      Object = Star->getSubExpr()->IgnoreParenImpCasts();
    } else if (const auto *Member = dyn_cast<MemberExpr>(Object);
               Member && isa<FieldDecl>(Member->getMemberDecl()) &&
               cast<FieldDecl>(Member->getMemberDecl())->getParent()->isInStdNamespace()) {
      Object = Member->getBase()->IgnoreParenImpCasts();
    } else {
      break;
    }
  }
  const auto *Reference = dyn_cast<DeclRefExpr>(Object);
  if (!Reference || !IsPointedTo)
    return nullptr;
  const auto *Binding = dyn_cast<BindingDecl>(Reference->getDecl());
  return Binding ? Binding->getDecomposedDecl() : Reference->getDecl();
}

/// The object whose member function the body of \p Called is the call of, awaited perhaps, and
/// nothing else; null for any other.
const Expr *soleObject(const FunctionDecl *Called) {
  const CoroutineBodyStmt *Coroutine = coroutineBody(Called);
  const auto *Body = dyn_cast<CompoundStmt>(Coroutine ? Coroutine->getBody() : Called->getBody());
  const Stmt *Sole = Body && Body->size() == 1 ? Body->body_front() : nullptr;
  const auto *Value = dyn_cast_or_null<Expr>(Sole);
  if (const auto *Return = dyn_cast_or_null<ReturnStmt>(Sole))
    Value = Return->getRetValue();
  else if (const auto *Last = dyn_cast_or_null<CoreturnStmt>(Sole))
    Value = Last->getOperand();
  return Value ? asCall(awaitedOperand(Value)).Object : nullptr;
}

} // namespace

bool PerObjectStarts::isOfElement(const Expr *Work, const Stmt *Loop) {
  const auto *For = dyn_cast<CXXForRangeStmt>(Loop);
  Call Made = For && Work ? asCall(Work) : Call();
  return Made && Made.Object && pointerTo(Made.Object) == For->getLoopVariable() &&
         !Contents.isWork(For->getRangeInit());
}

bool PerObjectStarts::callsElement(const Call &Made, const Expr *Range) {
  auto MakesTask = [&](const Expr *Each) {
    const FunctionDecl *Called = calledBy(Each);
    return Called && Called->getBody() && Types.of(Called->getReturnType()).isAwaitable();
  };
  const auto *Callable = find_if(Made.Arguments, MakesTask);
  const FunctionDecl *Called = Callable != Made.Arguments.end() ? calledBy(*Callable) : nullptr;
  const Expr *Object = Called && Called->getNumParams() == 1 ? soleObject(Called) : nullptr;
  return Object && pointerTo(Object) == Called->getParamDecl(0) && !Contents.isWork(Range);
}

} // namespace corolint
