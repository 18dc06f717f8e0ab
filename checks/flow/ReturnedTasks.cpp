// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/flow/ReturnedTasks.h"
#include "checks/flow/FunctionBody.h"
#include "checks/knowledge/ClassMembers.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

class ReturnFinder : public FunctionBodyVisitor<ReturnFinder> {
public:
  ReturnFinder(const FunctionDecl *Function, CoroutineTypes &Types)
      : Function(Function), Types(Types), Mentions(mentionsIn(Function)) {}
  std::vector<ReturnedTask> Found;
  unsigned Returns = 0;
  bool ReturnsOthers = false; ///< Tasks of which it is not seen what makes them.

  bool VisitReturnStmt(ReturnStmt *Return) {
    ++Returns;
    if (Return->getRetValue())
      add(Return->getRetValue(), Return, /*IsWhole=*/true);
    return true;
  }

private:
  void add(const Expr *Value, const ReturnStmt *Return, bool IsWhole) {
    Value = ignoreIdentity(Value);
    if (const auto *Cast = dyn_cast<CXXFunctionalCastExpr>(Value)) // C{…} of an aggregate.
      Value = ignoreWrapping(Cast->getSubExpr());
    if (const auto *Conditional = dyn_cast<ConditionalOperator>(Value)) {
      add(Conditional->getTrueExpr(), Return, IsWhole);
      add(Conditional->getFalseExpr(), Return, IsWhole);
      return;
    }
    if (!Types.of(Value->getType()).isAwaitable())
      return;
    if (const auto *Reference = dyn_cast<DeclRefExpr>(Value)) {
      const auto *Variable = dyn_cast<VarDecl>(Reference->getDecl());
      if (Variable && !isa<ParmVarDecl>(Variable) && Variable->getDeclContext() == Function &&
          Variable->hasLocalStorage() && Variable->getInit() && Mentions.lookup(Variable) == 1)
        add(Variable->getInit(), Return, IsWhole);
      else
        ReturnsOthers |= IsWhole;
      return;
    }
    Call Made = asCallItself(Value);
    if (const auto *List = dyn_cast<InitListExpr>(Value)) {
      Made.Expression = List;
      append_range(Made.Arguments, List->inits());
    } else if (!Made) {
      ReturnsOthers |= IsWhole;
      return;
    }
    Found.push_back({Return, Made, IsWhole});
    // What it waits for itself has ended.
    if (Made && roleOf(Made, &FunctionModel::SyncWait, Types))
      return;
    if (Made.Object)
      add(Made.Object, Return, /*IsWhole=*/false);
    for (const Expr *Argument : Made.Arguments)
      add(Argument, Return, /*IsWhole=*/false);
  }

  const FunctionDecl *Function;
  CoroutineTypes &Types;
  DenseMap<const ValueDecl *, unsigned> Mentions;
};

class AwaitSearch : public FunctionBodyVisitor<AwaitSearch> {
public:
  bool Any = false;
  bool VisitCoawaitExpr(CoawaitExpr *) { return !(Any = true); }
  bool VisitCoyieldExpr(CoyieldExpr *) { return !(Any = true); }
};

bool isMadeOfValue(const Call &Made, CoroutineTypes &Types) {
  if (Types.of(Made.Expression->getType()).Kind != TypeKind::Task)
    return false;
  return none_of(Made.Arguments, [&](const Expr *Argument) {
    QualType Type = Argument->getType().getNonReferenceType();
    const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
    return Type->isAnyPointerType() || isStd(Class, "coroutine_handle") ||
           (Class && Class->isLambda()) || Types.of(Type).Kind != TypeKind::None;
  });
}

bool isReady(const Call &Made, CoroutineTypes &Types, unsigned Depth) {
  if (!Made)
    return false;
  if (isa<CXXConstructExpr>(Made.Expression))
    return isMadeOfValue(Made, Types);
  if (isa<CXXConversionDecl>(Made.Callee))
    return Types.of(Made.objectClass()).Kind == TypeKind::None;
  if (any_of(modelsOf(Made, Types), [](const FunctionModel *Model) { return Model->Completed; }))
    return true;
  const FunctionDecl *Definition = visibleDefinition(Made.Callee);
  if (!Definition || Depth == 0)
    return false;
  if (coroutineBody(Definition)) {
    AwaitSearch Search;
    Search.visitBodyOf(Definition);
    return !Search.Any && Types.of(Definition->getReturnType()).Start == StartPolicy::Eager;
  }
  ReturnFinder Finder(Definition, Types);
  Finder.visitBodyOf(Definition);
  SmallPtrSet<const ReturnStmt *, 4> Ready;
  for (const ReturnedTask &Task : Finder.Found)
    if (Task.IsWhole && !isReady(Task.Made, Types, Depth - 1))
      return false;
    else if (Task.IsWhole)
      Ready.insert(Task.Return);
  return Finder.Returns > 0 && Ready.size() == Finder.Returns;
}

} // namespace

SmallVector<const ReturnStmt *, 4> returnsOf(const FunctionDecl *Function) {
  struct Finder : FunctionBodyVisitor<Finder> {
    SmallVector<const ReturnStmt *, 4> Found;
    bool VisitReturnStmt(ReturnStmt *Return) {
      Found.push_back(Return);
      return true;
    }
  } Returns;
  Returns.visitBodyOf(Function);
  return std::move(Returns.Found);
}

std::vector<ReturnedTask> returnedTasks(const FunctionDecl *Function, CoroutineTypes &Types) {
  ReturnFinder Finder(Function, Types);
  Finder.visitBodyOf(Function);
  return std::move(Finder.Found);
}

Call soleReturnedTask(const FunctionDecl *Function, CoroutineTypes &Types) {
  ReturnFinder Finder(Function, Types);
  Finder.visitBodyOf(Function);
  return Finder.Found.size() == 1 && Finder.Found[0].IsWhole && !Finder.ReturnsOthers
             ? Finder.Found[0].Made
             : Call();
}

bool isReady(const Call &Made, CoroutineTypes &Types) { return isReady(Made, Types, /*Depth=*/3); }

DenseMap<const ValueDecl *, unsigned> mentionsIn(const FunctionDecl *Function) {
  struct Counter : RecursiveASTVisitor<Counter> {
    DenseMap<const ValueDecl *, unsigned> Mentions;
    bool VisitDeclRefExpr(DeclRefExpr *Reference) {
      ++Mentions[Reference->getDecl()];
      return true;
    }
  } Count;
  Count.TraverseStmt(Function->getBody());
  return std::move(Count.Mentions);
}

} // namespace corolint
