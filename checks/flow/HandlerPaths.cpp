// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/flow/HandlerPaths.h"
#include "checks/flow/FunctionBody.h"
#include "checks/flow/VariableMentions.h"
#include "clang/Analysis/CFG.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// Every statement in \p Of.
DenseSet<const Stmt *> statementsIn(const Stmt *Of) {
  struct Collector : RecursiveASTVisitor<Collector> {
    DenseSet<const Stmt *> Found;
    bool VisitStmt(Stmt *Each) {
      Found.insert(Each);
      return true;
    }
  } All;
  All.TraverseStmt(const_cast<Stmt *>(Of));
  return std::move(All.Found);
}

/// Whether \p Function is seen to throw by itself, as a function that handles what is being handled
/// and throws the rest again does.
bool isSeenToThrow(const FunctionDecl *Function) {
  struct ThrowFinder : FunctionBodyVisitor<ThrowFinder> {
    bool Found = false;
    bool VisitCXXThrowExpr(CXXThrowExpr *) {
      Found = true;
      return false;
    }
    bool VisitCallExpr(CallExpr *Call) {
      const FunctionDecl *Callee = Call->getDirectCallee();
      Found |= Callee && Callee->isNoReturn();
      return !Found;
    }
  } Search;
  if (const FunctionDecl *Definition = visibleDefinition(Function))
    Search.visitBodyOf(Definition);
  return Search.Found;
}

/// Whether \p Made throws again what it is given, or never returns.
bool throwsAgain(const Call &Made, CoroutineTypes &Types) {
  return Made.Callee->isNoReturn() || roleOf(Made, &FunctionModel::Rethrows, Types) ||
         isSeenToThrow(Made.Callee);
}

/// Reads a handler: its conditions and assignments, as far as they are about the exception.
class UseReader : public FunctionBodyVisitor<UseReader> {
public:
  explicit UseReader(const CXXCatchStmt *Handler) {
    if (const VarDecl *Caught = Handler->getExceptionDecl())
      About.push_back(Caught);
  }
  HandlerUse Found;

  // What is made of the exception here is about it, too.
  bool VisitVarDecl(VarDecl *Variable) {
    if (Variable->hasInit() && isAboutException(Variable->getInit()))
      About.push_back(Variable);
    return true;
  }
  bool VisitIfStmt(IfStmt *If) { return tested(If->getCond()); }
  bool VisitSwitchStmt(SwitchStmt *Switch) { return tested(Switch->getCond()); }
  bool VisitConditionalOperator(ConditionalOperator *Choice) { return tested(Choice->getCond()); }
  bool VisitWhileStmt(WhileStmt *While) { return tested(While->getCond()); }
  bool VisitBinaryOperator(BinaryOperator *Operator) {
    if (Operator->isLogicalOp())
      return tested(Operator->getLHS());
    Found.Keeps |= Operator->isAssignmentOp() && isAboutException(Operator->getRHS());
    return true;
  }
  bool VisitCXXOperatorCallExpr(CXXOperatorCallExpr *Operator) {
    Found.Keeps |= Operator->getOperator() == OO_Equal && Operator->getNumArgs() == 2 &&
                   isAboutException(Operator->getArg(1));
    return true;
  }
  // The exception is taken apart by throwing it again in here.
  bool VisitCXXTryStmt(CXXTryStmt *) {
    Found.Tests = true;
    return true;
  }

private:
  bool tested(const Expr *Condition) {
    Found.Tests |= isAboutException(Condition);
    return true;
  }
  bool isAboutException(const Expr *Value) const {
    struct CurrentFinder : RecursiveASTVisitor<CurrentFinder> {
      bool Found = false;
      bool VisitCallExpr(CallExpr *Call) {
        const FunctionDecl *Callee = Call->getDirectCallee();
        Found |= Callee && Callee->isInStdNamespace() && Callee->getIdentifier() &&
                 Callee->getName() == "current_exception";
        return !Found;
      }
    } Current;
    Current.TraverseStmt(const_cast<Expr *>(Value));
    return Current.Found ||
           any_of(About, [&](const VarDecl *Each) { return mentions(Value, Each); });
  }

  SmallVector<const VarDecl *, 2> About;
};

} // namespace

HandlerUse useIn(const CXXCatchStmt *Handler) {
  UseReader Reader(Handler);
  Reader.TraverseStmt(Handler->getHandlerBlock());
  return Reader.Found;
}

HandlerPaths pathsFrom(const CXXCatchStmt *Handler, const CXXTryStmt *Try,
                       const FunctionDecl *Function, CoroutineTypes &Types) {
  HandlerPaths Result;
  const CoroutineBodyStmt *Body = coroutineBody(Function);
  // Without edges for what calls may throw: every call may, and that says nothing.
  CFG::BuildOptions Options;
  Options.setAllAlwaysAdd();
  std::unique_ptr<CFG> Graph =
      Body ? CFG::buildCFG(Function, Body->getBody(), &Types.context(), Options) : nullptr;
  if (!Graph)
    return {true, true, false, nullptr};

  DenseSet<const Stmt *> Tried = statementsIn(Try->getTryBlock());
  // What an await calls of its awaiter is not written, and throws what was awaited.
  DenseSet<const Stmt *> Written = statementsIn(Body->getBody());
  bool IsTask = Types.of(Function->getReturnType()).Kind == TypeKind::Task;
  SmallVector<const CFGBlock *, 16> Pending;
  DenseSet<const CFGBlock *> Seen;
  for (const CFGBlock *Block : *Graph)
    if (Block->getLabel() == Handler && Seen.insert(Block).second)
      Pending.push_back(Block);
  auto ComesBack = [&](const CFGBlock *Block) {
    for (const CFGElement &Element : *Block) {
      std::optional<CFGStmt> Statement = Element.getAs<CFGStmt>();
      if (!Statement)
        continue;
      const Stmt *Evaluated = Statement->getStmt();
      if (Tried.contains(Evaluated))
        return true;
      if (!Written.contains(Evaluated))
        continue;
      const auto *Expression = dyn_cast<Expr>(Evaluated);
      Call Made = Expression ? asCallItself(Expression) : Call();
      // A task ends with what it yields: that is how a failure is returned without a throw.
      Result.Throws |= isa<CXXThrowExpr>(Evaluated) || (Made && throwsAgain(Made, Types)) ||
                       (IsTask && isa<CoyieldExpr>(Evaluated));
      const auto *Await = dyn_cast<CoawaitExpr>(Evaluated);
      if (Await && !Result.Await && !neverSuspends(Await))
        Result.Await = Await;
    }
    return false;
  };
  while (!Pending.empty()) {
    const CFGBlock *Block = Pending.pop_back_val();
    if (ComesBack(Block)) {
      Result.Returns = true;
      continue;
    }
    Result.Leaves |= Block == &Graph->getExit();
    for (const CFGBlock::AdjacentBlock &Next : Block->succs())
      if (Next && Seen.insert(Next).second)
        Pending.push_back(Next);
  }
  return Result;
}

} // namespace corolint
