// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/knowledge/AwaitedThings.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// Whether \p Value is a constant or temporary of a class without state, of no standard one.
bool isTag(const Expr *Value) {
  Value = Value->IgnoreParenCasts();
  const CXXRecordDecl *Class = Value->getType()->getAsCXXRecordDecl();
  if (!Class || !Class->hasDefinition() || !Class->isEmpty() || Class->isInStdNamespace() ||
      Class->isLambda())
    return false;
  const auto *Reference = dyn_cast<DeclRefExpr>(Value);
  const auto *Variable = Reference ? dyn_cast<VarDecl>(Reference->getDecl()) : nullptr;
  return (Variable && Variable->hasGlobalStorage()) ||
         isa<CXXTemporaryObjectExpr, InitListExpr>(Value);
}

bool isExecutor(QualType Type, CoroutineTypes &Types) {
  if (Type->isPointerType())
    Type = Type->getPointeeType();
  TypeKind Kind = Types.of(Type).Kind;
  return Kind == TypeKind::EventLoop || Kind == TypeKind::ThreadPool;
}

bool takesOnlyTime(const Call &Made, CoroutineTypes &Types) {
  if (Made.Object && !isExecutor(ignoreWrapping(Made.Object)->getType(), Types))
    return false;
  bool Any = false;
  for (const Expr *Argument : Made.Arguments) {
    QualType Type = ignoreWrapping(Argument)->getType();
    Any |= isTime(Type);
    if (!isTime(Type) && !isExecutor(Type, Types))
      return false;
  }
  return Any;
}

} // namespace

bool isTime(QualType Type) {
  const CXXRecordDecl *Class = Type.getNonReferenceType()->getAsCXXRecordDecl();
  return Class && (hasQualifiedName(Class, splitQualifiedName("std::chrono::duration")) ||
                   hasQualifiedName(Class, splitQualifiedName("std::chrono::time_point")));
}

AwaitedThing awaitedThing(const CoawaitExpr *Await, CoroutineTypes &Types) {
  const Expr *Operand = ignoreWrapping(Await->getOperand());
  if (isTime(Operand->getType()))
    return AwaitedThing::Time;
  if (isTag(Operand))
    return Await->getType()->isVoidType() ? AwaitedThing::Turn : AwaitedThing::Unknown;
  Call Made = asCall(Operand);
  if (!Made)
    return AwaitedThing::Unknown;
  for (const FunctionModel *Model : modelsOf(Made, Types)) {
    if (Model->Awaits != AwaitedThing::Unknown)
      return Model->Awaits;
    if (Model->Switches != SwitchTarget::None)
      return AwaitedThing::Turn;
  }
  return Await->getType()->isVoidType() && takesOnlyTime(Made, Types) ? AwaitedThing::Time
                                                                      : AwaitedThing::Unknown;
}

} // namespace corolint
