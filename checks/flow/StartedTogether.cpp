// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/flow/StartedTogether.h"
#include "checks/flow/Conditions.h"
#include "checks/flow/Failures.h"
#include "checks/flow/FunctionBody.h"
#include "checks/knowledge/AwaitedThings.h"
#include "checks/knowledge/Limiters.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// The variable that \p Operand names, moved or not; null if it is another expression.
const VarDecl *variableIn(const Expr *Operand) {
  const auto *Reference = dyn_cast<DeclRefExpr>(ignoreIdentity(Operand));
  return Reference ? dyn_cast<VarDecl>(Reference->getDecl()) : nullptr;
}

/// Finds loops over containers, and the awaits in them of an element.
class LoopFinder : public FunctionBodyVisitor<LoopFinder> {
  using Base = FunctionBodyVisitor<LoopFinder>;

public:
  std::vector<AwaitInTurn> Found;
  DenseMap<const VarDecl *, unsigned> TriesAround; ///< How many try blocks a variable stands in.
  DenseSet<const Stmt *> InLoops;                  ///< The calls in loops.
  std::vector<const CoawaitExpr *> Awaits;         ///< Those in loops.

  bool TraverseCXXTryStmt(CXXTryStmt *Try) {
    ++Tries;
    bool Result = TraverseStmt(Try->getTryBlock());
    --Tries;
    for (unsigned I = 0; Result && I < Try->getNumHandlers(); ++I)
      Result = TraverseStmt(Try->getHandler(I));
    return Result;
  }
  bool TraverseCXXForRangeStmt(CXXForRangeStmt *For) {
    Elements[For->getLoopVariable()] = {variableIn(For->getRangeInit()), For};
    return inLoop(For, [&] { return Base::TraverseCXXForRangeStmt(For); });
  }
  bool TraverseForStmt(ForStmt *For) {
    return inLoop(For, [&] { return Base::TraverseForStmt(For); });
  }
  bool TraverseWhileStmt(WhileStmt *While) {
    return inLoop(While, [&] { return Base::TraverseWhileStmt(While); });
  }
  bool VisitVarDecl(VarDecl *Variable) {
    TriesAround[Variable] = Tries;
    return true;
  }
  bool VisitCallExpr(CallExpr *Call) {
    if (!Loops.empty())
      InLoops.insert(Call);
    return true;
  }
  bool VisitCoawaitExpr(CoawaitExpr *Await) {
    if (Loops.empty())
      return true;
    Awaits.push_back(Await);
    const VarDecl *Container = nullptr;
    const Stmt *Loop = Loops.back();
    if (auto Element = Elements.find(variableIn(Await->getOperand())); Element != Elements.end()) {
      std::tie(Container, Loop) = Element->second;
    } else if (Call Made = asCallItself(ignoreIdentity(Await->getOperand()));
               Made && Made.Callee->getOverloadedOperator() == OO_Subscript &&
               Made.Arguments.size() == 1 &&
               !constantInteger(Made.Arguments[0], Made.Callee->getASTContext())) {
      Container = Made.Object ? variableIn(Made.Object) : nullptr;
    }
    if (Container && TriesAround.lookup(Container) == Tries)
      Found.push_back({Container, Await, Loop});
    return true;
  }

private:
  template <typename Function> bool inLoop(const Stmt *Loop, Function Traverse) {
    Loops.push_back(Loop);
    bool Result = Traverse();
    Loops.pop_back();
    return Result;
  }

  unsigned Tries = 0;
  SmallVector<const Stmt *, 2> Loops;
  DenseMap<const VarDecl *, std::pair<const VarDecl *, const Stmt *>> Elements;
};

/// Whether \p Fill gives its container a task that goes on when it is dropped, and may fail.
bool addsRunning(const Mention &Fill, CoroutineTypes &Types) {
  std::optional<MadeAwaitable> Made =
      Fill.Value ? madeAwaitable(ignoreWrapping(Fill.Value), Types) : std::nullopt;
  return Made && Made->Fate == DropFate::RunsUnobserved && workMayFail(Made->Source, Types);
}

/// Whether \p Await waits for a turn, a time, or a place in a limiter.
bool isPause(const CoawaitExpr *Await, CoroutineTypes &Types) {
  if (is_contained({AwaitedThing::Turn, AwaitedThing::Time}, awaitedThing(Await, Types)))
    return true;
  Call Made = asCall(Await->getOperand());
  return Made && asksLimiter(Made, Types);
}

/// Whether all that \p Container is used for but \p Loop is to be filled, with more than one running
/// task, and to be asked how many there are.
bool isFilledOnly(const AwaitableVariable &Container, const Stmt *Loop, const LoopFinder &Loops,
                  CoroutineTypes &Types) {
  const SourceManager &Sources = Types.context().getSourceManager();
  unsigned Filled = 0;
  for (const Mention &Each : Container.Mentions) {
    if (Each.How == Treatment::Fills && Each.Value) {
      if (!addsRunning(Each, Types))
        return false;
      Filled += Loops.InLoops.contains(Each.At) ? 2 : 1;
    } else if (Each.How != Treatment::Tests &&
               !Sources.isPointWithin(Each.Reference->getBeginLoc(), Loop->getBeginLoc(),
                                      Loop->getEndLoc())) {
      return false;
    }
  }
  return Filled > 1;
}

} // namespace

bool isLostToSibling(const LostAwaitable &Lost, CoroutineTypes &Types) {
  if (Lost.Form != LossForm::OnThrow || Lost.Of.Fate != DropFate::RunsUnobserved)
    return false;
  const auto *Await = dyn_cast<CoawaitExpr>(Lost.Where);
  const VarDecl *Sibling = Await ? variableIn(Await->getOperand()) : nullptr;
  if (!Sibling || !Sibling->isLocalVarDecl() || Sibling == Lost.In.Variable || !Sibling->hasInit())
    return false;
  std::optional<MadeAwaitable> Made = madeAwaitable(ignoreWrapping(Sibling->getInit()), Types);
  return Made && !Made->OfAwait && Made->Fate == DropFate::RunsUnobserved &&
         workMayFail(Made->Source, Types);
}

std::vector<AwaitBetweenStarts> awaitsBetweenStarts(const FunctionDecl *Function,
                                                    CoroutineTypes &Types) {
  std::vector<AwaitBetweenStarts> Result;
  if (!coroutineBody(Function) || !Types.context().getLangOpts().CXXExceptions)
    return Result;
  LoopFinder Loops;
  Loops.visitBodyOf(Function);
  if (Loops.Awaits.empty())
    return Result;
  const SourceManager &Sources = Types.context().getSourceManager();
  for (const AwaitableVariable &Variable : awaitableVariables(Function, Types)) {
    if (!Variable.IsContainer || Variable.Part || isa<ParmVarDecl>(Variable.Variable))
      continue;
    auto Fill = find_if(Variable.Mentions, [&](const Mention &Each) {
      return Each.How == Treatment::Fills && Loops.InLoops.contains(Each.At) &&
             addsRunning(Each, Types);
    });
    if (Fill == Variable.Mentions.end())
      continue;
    const Stmt *Loop = loopAround(Fill->At, Types.context());
    bool IsKnown = any_of(Variable.Mentions, [&](const Mention &Each) {
      return Each.How != Treatment::Fills && Each.How != Treatment::Tests &&
             Sources.isBeforeInTranslationUnit(Each.Reference->getBeginLoc(), Loop->getEndLoc());
    });
    auto Throws = find_if(Loops.Awaits, [&](const CoawaitExpr *Await) {
      return loopAround(Await, Types.context()) == Loop && !neverSuspends(Await) &&
             !isCaughtInScope(Await, Variable.Variable, Types.context()) &&
             !isPause(Await, Types) && awaitMayFail(Await, Types);
    });
    // Declared in the loop it is another in each turn.
    if (!IsKnown && Throws != Loops.Awaits.end() &&
        Sources.isBeforeInTranslationUnit(Variable.Variable->getLocation(), Loop->getBeginLoc()))
      Result.push_back({Variable.Variable, *Throws, Fill->At});
  }
  return Result;
}

std::vector<AwaitInTurn> awaitsInTurn(const FunctionDecl *Function, CoroutineTypes &Types) {
  std::vector<AwaitInTurn> Result;
  if (!coroutineBody(Function))
    return Result;
  LoopFinder Loops;
  Loops.visitBodyOf(Function);
  if (Loops.Found.empty())
    return Result;
  for (const AwaitableVariable &Variable : awaitableVariables(Function, Types)) {
    if (!Variable.IsContainer || Variable.Part || isa<ParmVarDecl>(Variable.Variable))
      continue;
    for (const AwaitInTurn &Each : Loops.Found)
      if (Each.Container == Variable.Variable &&
          isFilledOnly(Variable, Each.Loop, Loops, Types)) {
        Result.push_back(Each);
        break;
      }
  }
  return Result;
}

} // namespace corolint
