// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/flow/AsyncLocks.h"
#include "checks/flow/Conditions.h"
#include "checks/flow/FunctionBody.h"
#include "checks/knowledge/AsyncContext.h"
#include "checks/knowledge/AsyncGuards.h"
#include "checks/knowledge/ClassMembers.h"

using namespace clang;
using namespace llvm;

namespace corolint {

/// Whether \p Function takes a lock: with \p Over (null: anywhere) before that is evaluated, and in
/// a scope around it.
static bool takesLock(const FunctionDecl *Function, const Expr *Over, CoroutineTypes &Types) {
  struct Finder : FunctionBodyVisitor<Finder> {
    CoroutineTypes *Types;
    const Expr *Over;
    bool Found = false;
    bool covers(const Expr *Await) const {
      return !Over || precedes(Await, Over, Types->context());
    }
    bool VisitCoawaitExpr(CoawaitExpr *Await) {
      if (!covers(Await))
        return true;
      // Of a class that also gives back what it gave.
      Call Made = asCall(Await->getOperand());
      const CXXRecordDecl *Class = Made && Made.Object ? Made.objectClass() : nullptr;
      Found |= Class && Class->hasDefinition() &&
               (memberFunction(Class, "unlock") || Types->of(Class).Kind == TypeKind::Limiter);
      // get_units(semaphore, 1)
      Found |= any_of(Made.Arguments, [&](const Expr *Argument) {
        return Types->of(Argument->getType()).Kind == TypeKind::Limiter;
      });
      return true;
    }
    bool VisitVarDecl(VarDecl *Variable) {
      const Expr *Value = Variable->getInit() ? ignoreWrapping(Variable->getInit()) : nullptr;
      Found |= isa_and_nonnull<CoawaitExpr>(Value) && covers(Value) &&
               guardedAsyncClass(Variable->getType()->getAsCXXRecordDecl(), *Types);
      return true;
    }
  } Search;
  Search.Types = &Types;
  Search.Over = Over;
  Search.visitBodyOf(Function);
  return Search.Found;
}

bool takesAsyncLock(const FunctionDecl *Function, CoroutineTypes &Types) {
  return takesLock(Function, /*Over=*/nullptr, Types);
}

/// Whether \p Function is given the guard of a lock, or captures one: it holds it while it runs,
/// and hands it on to what goes on behind.
static bool isGivenGuard(const FunctionDecl *Function, CoroutineTypes &Types) {
  auto IsGuard = [&](QualType Type) {
    return guardedAsyncClass(Type.getNonReferenceType()->getAsCXXRecordDecl(), Types);
  };
  const auto *Method = dyn_cast<CXXMethodDecl>(Function);
  return any_of(Function->parameters(),
                [&](const ParmVarDecl *Each) { return IsGuard(Each->getType()); }) ||
         (Method && Method->getParent()->isLambda() &&
          any_of(Method->getParent()->fields(),
                 [&](const FieldDecl *Each) { return IsGuard(Each->getType()); }));
}

bool runsUnderAsyncLock(const FunctionDecl *Function, const StateChanges &Changes,
                        CoroutineTypes &Types) {
  if (takesAsyncLock(Function, Types))
    return true;
  SmallVector<FunctionUse, 4> Uses = Changes.uses().withOverridden(Function);
  return !Uses.empty() && all_of(Uses, [&](const FunctionUse &Use) {
    const FunctionDecl *Caller = Use.Call ? enclosingFunction(Use.Call, Types.context()) : nullptr;
    return Caller && Caller->getBody() &&
           (isGivenGuard(Caller, Types) || (Use.isAwaited() && takesLock(Caller, Use.Call, Types)));
  });
}

} // namespace corolint
