// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/flow/TimeLimits.h"
#include "checks/flow/FunctionBody.h"
#include "checks/knowledge/AsyncContext.h"
#include "checks/knowledge/AwaitedThings.h"
#include "checks/knowledge/StdNames.h"
#include "checks/knowledge/UnitCode.h"
#include "clang/AST/ParentMapContext.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// Whether \p Time is a constant that no clock reaches, or nothing where nothing is said, as by a
/// default argument.
bool isForEver(const Expr *Time, const ASTContext &Context) {
  Expr::EvalResult Result;
  if (Time->isValueDependent() || !Time->EvaluateAsRValue(Result, Context))
    return false;
  const APValue *Value = &Result.Val;
  while (Value->isStruct() && Value->getStructNumFields() == 1 && Value->getStructNumBases() == 0)
    Value = &Value->getStructField(0);
  if (isa<CXXDefaultArgExpr>(Time) && Value->isInt() && Value->getInt().isZero())
    return true;
  if (Value->isInt())
    return Value->getInt().isSigned() ? Value->getInt().isMaxSignedValue()
                                      : Value->getInt().isMaxValue();
  return Value->isFloat() && (Value->getFloat().isInfinity() || Value->getFloat().isLargest());
}

/// Whether \p Made is given a time limit as a plain number.
bool isGivenLimit(const Call &Made, CoroutineTypes &Types) {
  const int *Limit = roleOf(Made, &FunctionModel::TimeLimit, Types);
  const Expr *Given = Limit ? Made.argument(*Limit) : nullptr;
  if (!Given || isa<CXXDefaultArgExpr>(Given))
    return false;
  Expr::EvalResult Result;
  bool IsNone = Given->EvaluateAsRValue(Result, Types.context()) &&
                ((Result.Val.isFloat() && Result.Val.getFloat().isZero()) ||
                 (Result.Val.isInt() && Result.Val.getInt().isZero()));
  return !IsNone;
}

/// Whether an object of \p Type holds a time, as options do.
bool holdsTime(QualType Type) {
  const CXXRecordDecl *Class = Type.getNonReferenceType()->getAsCXXRecordDecl();
  return isTime(Type) ||
         (Class && Class->hasDefinition() && !Class->isInStdNamespace() &&
          any_of(Class->fields(), [](const FieldDecl *Field) { return isTime(Field->getType()); }));
}

bool isGivenTime(const Call &Made, const ASTContext &Context) {
  return any_of(Made.Arguments, [&](const Expr *Argument) {
    const Expr *Given = ignoreWrapping(Argument);
    return holdsTime(Given->getType()) && !isForEver(Given, Context);
  });
}

/// Whether \p Whole computes a time anywhere, such as one in a completion token.
bool hasTimeInside(const Stmt *Whole, const ASTContext &Context) {
  if (const auto *Value = dyn_cast<Expr>(Whole); Value && isTime(Value->getType()))
    return !isForEver(Value, Context);
  return any_of(Whole->children(),
                [&](const Stmt *Part) { return Part && hasTimeInside(Part, Context); });
}

class TimedObjectFinder : public CallVisitor<TimedObjectFinder, InstanceVisitor> {
public:
  TimedObjectFinder(const ASTContext &Context, DenseSet<const ValueDecl *> &Found)
      : Context(Context), Found(Found) {}
  bool visitCall(const Call &Made) {
    if (Made.Object && isGivenTime(Made, Context))
      add(Made.Object);
    return true;
  }

private:
  void add(const Stmt *Object) {
    if (const auto *Value = dyn_cast<Expr>(Object))
      if (const ValueDecl *Named = namedVariable(Value))
        Found.insert(Named);
    for (const Stmt *Part : Object->children())
      if (Part)
        add(Part);
  }
  const ASTContext &Context;
  DenseSet<const ValueDecl *> &Found;
};

class WaitFinder : public CallVisitor<WaitFinder> {
public:
  using Callback = function_ref<void(const Call &)>;
  explicit WaitFinder(Callback Found) : Found(Found) {}
  bool visitCall(const Call &Made) {
    Found(Made);
    return true;
  }

private:
  Callback Found;
};

} // namespace

TimeLimits::TimeLimits(CoroutineTypes &Types) : Types(Types), Uses(Types.context()) {
  ASTContext &Context = Types.context();
  TimedObjectFinder Finder(Context, Timed);
  forEachOwnDeclaration(Context, [&](Decl *TopLevel) { Finder.TraverseDecl(TopLevel); });
}

bool TimeLimits::limits(const Call &Made, const Expr *Work) const {
  if (const int *Index = roleOf(Made, &FunctionModel::Timeout, Types))
    if (const Expr *Limited = Made.argument(*Index); !Limited || Limited == Work)
      return true;
  const GatherModel *Gather = roleOf(Made, &FunctionModel::Gather, Types);
  return (Gather && isRace(Made, *Gather)) || isGivenTime(Made, Types.context());
}

bool TimeLimits::isLimited(const Expr *Value) const {
  ASTContext &Context = Types.context();
  const Expr *Inner = Value, *Work = Value;
  for (DynTypedNodeList Parents = Context.getParents(*Value); !Parents.empty();
       Parents = Context.getParents(*Inner)) {
    const auto *Parent = Parents[0].get<Expr>();
    if (!Parent)
      return false;
    if (Call Made = asCallItself(Parent); Made && limits(Made, Work))
      return true;
    Inner = Parent;
    // task().within(limit): the call knows its object, not the expression that names its function.
    if (!isa<MemberExpr>(Parent))
      Work = Parent;
  }
  return false;
}

bool TimeLimits::timesItself(const FunctionDecl *Function) const {
  // A timer that is not merely slept on.
  struct Finder : CallVisitor<Finder> {
    CoroutineTypes *Types;
    bool Found = false;
    bool TraverseCoawaitExpr(CoawaitExpr *Await) {
      return awaitedThing(Await, *Types) == AwaitedThing::Time ||
             CallVisitor::TraverseCoawaitExpr(Await);
    }
    bool visitCall(const Call &Made) {
      bool Sets = isa<CXXConstructExpr>(Made.Expression) || Made.Object;
      Found |= Sets && !isFromStd(Made.Callee) && !isTime(Made.Expression->getType()) &&
               isGivenTime(Made, Types->context());
      return !Found;
    }
  } Search;
  Search.Types = &Types;
  Search.visitBodyOf(Function);
  return Search.Found;
}

std::vector<EndlessWait> TimeLimits::endlessWaits(const FunctionDecl *Function) const {
  std::vector<EndlessWait> Found;
  ASTContext &Context = Types.context();
  WaitFinder([&](const Call &Made) {
    EndlessWait Wait;
    Wait.Made = Made;
    for (const Expr *Argument : Made.Arguments)
      if (const Expr *Given = ignoreWrapping(Argument);
          isTime(Given->getType()) && isForEver(Given, Context))
        Wait.ForEver = Given;
    bool IsPeer = any_of(modelsOf(Made, Types), [](const FunctionModel *Model) {
      return Model->Awaits == AwaitedThing::Peer;
    });
    if ((!IsPeer && !Wait.ForEver) || !Types.of(Made.Expression->getType()).isAwaitable())
      return;
    const ValueDecl *Object = namedVariable(Made.Object ? Made.Object : Made.argument(0));
    if (!Wait.ForEver && (hasTimeInside(Made.Expression, Context) || Timed.contains(Object)))
      return;
    if (isGivenLimit(Made, Types) || isLimited(Made.Expression))
      return;
    // What is kept for later may be given a limit there.
    for (const Stmt *Inner = Made.Expression; !Wait.Await;) {
      DynTypedNodeList Parents = Context.getParents(*Inner);
      const auto *Parent = Parents.empty() ? nullptr : Parents[0].get<Expr>();
      if (!Parent)
        return;
      Wait.Await = dyn_cast<CoawaitExpr>(Parent);
      Inner = Parent;
    }
    Found.push_back(Wait);
  }).visitBodyOf(Function);
  if (Found.empty() || timesItself(Function))
    return {};
  // Its callers may see to it.
  for (const FunctionUse &Use : Uses.of(Function))
    if (Use.Call && isLimited(Use.Call))
      return {};
  if (const auto *Method = dyn_cast<CXXMethodDecl>(Function);
      Method && Method->getParent()->isLambda())
    for (const DynTypedNode &Parent : Context.getParents(*Method->getParent()))
      if (const auto *Lambda = Parent.get<LambdaExpr>(); Lambda && isLimited(Lambda))
        return {};
  return Found;
}

} // namespace corolint
