// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception


#include "checks/flow/EndingScopes.h"
#include "checks/flow/FunctionBody.h"
#include "checks/flow/ReturnedTasks.h"
#include "checks/knowledge/AsyncGuards.h"
#include "checks/knowledge/Noexcept.h"
using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

class GuardFinder : public FunctionBodyVisitor<GuardFinder> {
public:
  GuardFinder(CoroutineTypes &Types, DenseMap<const ValueDecl *, unsigned> Mentions)
      : Types(Types), Mentions(std::move(Mentions)) {}
  std::vector<AsyncGuard> Found;

  bool TraverseCompoundStmt(CompoundStmt *Block) {
    size_t Before = Alive.size();
    for (Stmt *Child : Block->body())
      TraverseStmt(Child);
    Alive.resize(Before);
    return true;
  }
  bool VisitVarDecl(VarDecl *Variable) {
    if (Variable->hasLocalStorage() && !isa<ParmVarDecl, DecompositionDecl>(Variable) &&
        !Mentions.contains(Variable) && !Variable->getType()->isReferenceType() &&
        guardedAsyncClass(Variable->getType()->getAsCXXRecordDecl(), Types)) {
      Alive.push_back(Found.size());
      Found.push_back({Variable, {}});
    }
    return true;
  }
  bool VisitReturnStmt(ReturnStmt *Return) {
    for (size_t Guard : Alive)
      Found[Guard].Returns.push_back(Return);
    return true;
  }

private:
  CoroutineTypes &Types;
  DenseMap<const ValueDecl *, unsigned> Mentions;
  SmallVector<size_t, 4> Alive;
};

class TryFinder : public FunctionBodyVisitor<TryFinder> {
public:
  std::vector<TryBlock> Found;

  bool TraverseCXXTryStmt(CXXTryStmt *Try) {
    Open.push_back(Found.size());
    Found.push_back({Try, {}, {}});
    TraverseStmt(Try->getTryBlock());
    Open.pop_back();
    for (unsigned I = 0; I < Try->getNumHandlers(); ++I)
      TraverseStmt(Try->getHandler(I));
    return true;
  }
  bool VisitReturnStmt(ReturnStmt *Return) {
    if (!Open.empty())
      Found[Open.back()].Returns.push_back(Return);
    return true;
  }
  bool VisitCallExpr(CallExpr *Call) {
    return ignoreIdentity(Call) != Call || isNoexcept(Call->getDirectCallee()) || add(Call);
  }
  bool VisitCXXConstructExpr(CXXConstructExpr *Made) {
    const CXXConstructorDecl *Constructor = Made->getConstructor();
    // A copy fails for want of memory alone, as do the classes of the standard library.
    return Constructor->isCopyOrMoveConstructor() || Constructor->isInStdNamespace() ||
           !Constructor->isUserProvided() || isNoexcept(Constructor) || add(Made);
  }
  bool VisitCXXThrowExpr(CXXThrowExpr *Throw) { return add(Throw); }

private:
  bool add(const Expr *Thrower) {
    for (size_t Try : Open)
      Found[Try].MayThrow.push_back(Thrower);
    return true;
  }
  SmallVector<size_t, 4> Open;
};

} // namespace

std::vector<AsyncGuard> asyncGuardsIn(const FunctionDecl *Function, CoroutineTypes &Types) {
  GuardFinder Finder(Types, mentionsIn(Function));
  Finder.visitBodyOf(Function);
  return std::move(Finder.Found);
}

std::vector<TryBlock> tryBlocksIn(const FunctionDecl *Function) {
  TryFinder Finder;
  Finder.visitBodyOf(Function);
  return std::move(Finder.Found);
}

} // namespace corolint
