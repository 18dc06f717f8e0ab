// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/flow/AsyncLocks.h"
#include "checks/flow/FunctionBody.h"
#include "checks/knowledge/AsyncGuards.h"
#include "checks/knowledge/ClassMembers.h"

using namespace clang;
using namespace llvm;

namespace corolint {

bool takesAsyncLock(const FunctionDecl *Function, CoroutineTypes &Types) {
  struct Finder : FunctionBodyVisitor<Finder> {
    CoroutineTypes *Types;
    bool Found = false;
    bool VisitCoawaitExpr(CoawaitExpr *Await) {
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
      Found |= isa_and_nonnull<CoawaitExpr>(Value) &&
               guardedAsyncClass(Variable->getType()->getAsCXXRecordDecl(), *Types);
      return true;
    }
  } Search;
  Search.Types = &Types;
  Search.visitBodyOf(Function);
  return Search.Found;
}

} // namespace corolint
