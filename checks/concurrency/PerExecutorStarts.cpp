// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/concurrency/PerExecutorStarts.h"
#include "checks/flow/FunctionBody.h"
#include "checks/knowledge/Initializers.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// Whether \p Value is the element that \p Loop is at, of a container, or what that points to.
bool isElement(const Expr *Value, const Stmt *Loop) {
  Value = ignoreIdentity(Value);
  const auto *Reference = dyn_cast<DeclRefExpr>(Value);
  const auto *Named = Reference ? dyn_cast<VarDecl>(Reference->getDecl()) : nullptr;
  if (Named && Named->isLocalVarDecl() && Named->getType()->isReferenceType())
    if (const Expr *Bound = initializerBehind(Reference); Bound && isElement(Bound, Loop))
      return true;
  if (const auto *Range = dyn_cast<CXXForRangeStmt>(Loop))
    if (namedVariable(Value) == Range->getLoopVariable())
      return true;
  const auto *For = dyn_cast<ForStmt>(Loop);
  const auto *Counters = For ? dyn_cast_or_null<DeclStmt>(For->getInit()) : nullptr;
  auto IsCounter = [&](const Expr *Index) {
    return Counters && is_contained(Counters->decls(), namedVariable(Index));
  };
  if (IsCounter(Value)) // An iterator.
    return true;
  if (const auto *Element = dyn_cast<ArraySubscriptExpr>(Value))
    return IsCounter(Element->getIdx());
  if (const auto *Pointed = dyn_cast<UnaryOperator>(Value))
    return Pointed->getOpcode() == UO_Deref && isElement(Pointed->getSubExpr(), Loop);
  if (const auto *At = dyn_cast<CXXMemberCallExpr>(Value))
    return At->getNumArgs() == 1 && At->isLValue() && IsCounter(At->getArg(0));
  const auto *Made = dyn_cast<CXXOperatorCallExpr>(Value);
  if (Made && Made->getOperator() == OO_Subscript)
    return IsCounter(Made->getArg(1));
  return Made && is_contained({OO_Star, OO_Arrow}, Made->getOperator()) &&
         isElement(Made->getArg(0), Loop);
}

} // namespace

bool isPerExecutor(const StartedTask &Start, const Stmt *Loop, CoroutineTypes &Types) {
  struct Finder : FunctionBodyVisitor<Finder> {
    const Stmt *Loop;
    CoroutineTypes *Types;
    bool Found = false;
    bool VisitExpr(Expr *Part) {
      QualType Type = Part->getType();
      const CXXRecordDecl *Class =
          (Type->isPointerType() ? Type->getPointeeType() : Type)->getAsCXXRecordDecl();
      TypeKind Kind = Class ? Types->of(Class).Kind : TypeKind::None;
      Found |=
          (Kind == TypeKind::EventLoop || Kind == TypeKind::ThreadPool) && isElement(Part, Loop);
      return !Found;
    }
  } Search;
  const SpawnModel *Spawn = roleOf(Start.By, &FunctionModel::Spawn, Types);
  const Expr *Executor = Spawn && Spawn->Executor ? Start.By.argument(*Spawn->Executor) : nullptr;
  if (!Executor || isElement(Executor, Loop))
    return Executor;
  Search.Loop = Loop;
  Search.Types = &Types;
  Search.TraverseStmt(const_cast<Expr *>(Executor));
  return Search.Found;
}

} // namespace corolint
