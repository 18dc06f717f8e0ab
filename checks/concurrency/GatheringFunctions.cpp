// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/concurrency/GatheringFunctions.h"
#include "checks/concurrency/AdmittedStarts.h"
#include "checks/concurrency/ExistingTasks.h"
#include "checks/concurrency/StartedTasks.h"
#include "checks/flow/FunctionBody.h"
#include "checks/flow/Loops.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// Finds the calls of functions that no model knows, and that are given a container of tasks whole.
class HandOverFinder : public CallVisitor<HandOverFinder> {
public:
  explicit HandOverFinder(CoroutineTypes &Types) : Types(Types) {}
  std::vector<HandedTasks> Found;

  bool visitCall(const Call &Made) {
    if (isa<CXXConstructExpr>(Made.Expression) || Made.Callee->isInStdNamespace() ||
        isDispatched(Made))
      return true;
    for (auto [Index, Argument] : enumerate(Made.Arguments))
      if (Index < Made.Callee->getNumParams() && holdsTasks(Argument->getType()) &&
          modelsOf(Made, Types).empty())
        Found.push_back({Made, unsigned(Index)});
    return true;
  }

private:
  bool holdsTasks(QualType Range) const {
    QualType Element = isRange(Range) ? elementType(Range) : QualType();
    if (Element.isNull())
      return false;
    CoroutineType Type = Types.of(Element);
    return Type.Kind == TypeKind::Task && Type.Start == StartPolicy::Lazy;
  }

  CoroutineTypes &Types;
};

/// Whether \p Start, in the one loop around it, is met for every element of what the loop goes
/// over, one after the other. \p Admitted and \p Sizes are those of \p Function.
bool isUnpaced(const StartedTask &Start, const FunctionDecl *Function, AdmittedStarts &Admitted,
               SizeChecks &Sizes, WaitsForTasks &Waits, CoroutineTypes &Types) {
  const Stmt *Loop = Start.Loops.front();
  return !awaitsInLoop(Loop) && !awaitsLimiter(Loop, Types) && !blocksInLoop(Loop, Types) &&
         boundOf(Loop, 0, Sizes, Types) == LoopBound::Runtime &&
         !Admitted.isAdmitted(Start.By.Expression, Loop) &&
         !leavesLoopAfter(Start.By.Expression, Loop, Types.context()) &&
         !isOverBeforeNext(Start, Function, Waits, Types);
}

/// Whether \p Range (null: no), as it is or moved, is the parameter \p Given.
bool isParameter(const Expr *Range, const ParmVarDecl *Given) {
  return Range && namedVariable(ignoreIdentity(Range)) == Given;
}

} // namespace

std::vector<HandedTasks> handedTasks(const FunctionDecl *Function, CoroutineTypes &Types) {
  HandOverFinder Finder(Types);
  Finder.visitBodyOf(Function);
  return std::move(Finder.Found);
}

const Expr *GatheringFunctions::startIn(const Given &Of) {
  auto [Function, Index] = Of;
  const ParmVarDecl *Parameter = Function->getParamDecl(Index);
  SizeChecks Sizes(Types.context());
  AdmittedStarts Admitted(Sizes, Types);
  for (const StartedTask &Start : startedTasks(Function, Types, /*Repeated=*/true)) {
    const Expr *By = Start.By.Expression;
    if (Start.Gather) {
      if (Start.Gather->Range && Start.Loops.empty() &&
          isParameter(Start.By.argument(*Start.Gather->Range), Parameter))
        return By;
    } else if (Start.Loops.size() == 1 && existingTasks(By, Start.Loops, Types) == Parameter &&
               isUnpaced(Start, Function, Admitted, Sizes, Waits, Types)) {
      return By;
    }
  }
  return nullptr;
}

const Expr *GatheringFunctions::startOfAll(const HandedTasks &Handed) {
  const FunctionDecl *Definition = visibleDefinition(Handed.By.Callee);
  if (!Definition)
    return nullptr;
  return Starts.of({Definition, Handed.Index}, [&](const Given &Of, SmallVectorImpl<Given> &Next) {
    const Expr *Start = startIn(Of);
    if (!Start)
      for (const HandedTasks &Each : handedTasks(Of.first, Types))
        if (const FunctionDecl *Callee = visibleDefinition(Each.By.Callee);
            Callee && isParameter(Each.range(), Of.first->getParamDecl(Of.second)))
          Next.push_back({Callee, Each.Index});
    return Start;
  });
}

bool mayGather(const HandedTasks &Handed, CoroutineTypes &Types) {
  const Call &Made = Handed.By;
  return !Made.Callee->isDefined() && Made.Arguments.size() == 1 && !Made.Object &&
         !Made.Callee->getParamDecl(Handed.Index)->getType()->isLValueReferenceType() &&
         Types.of(Made.Expression->getType()).isAwaitable();
}

bool isLimitedBeside(const HandedTasks &Handed, const FunctionDecl *Function,
                     CoroutineTypes &Types) {
  struct Finder : FunctionBodyVisitor<Finder> {
    const Expr *Except = nullptr;
    CoroutineTypes *Types = nullptr;
    bool Found = false;
    bool VisitCoawaitExpr(CoawaitExpr *Await) {
      Found |= ignoreWrapping(Await->getOperand()) != Except && awaitsLimiter(Await, *Types);
      return !Found;
    }
  } Search;
  Search.Except = Handed.By.Expression;
  Search.Types = &Types;
  Search.visitBodyOf(Function);
  return Search.Found;
}

bool isUpToSeenCallers(const Expr *Range, const FunctionDecl *Function) {
  const auto *Given = dyn_cast_or_null<ParmVarDecl>(namedVariable(ignoreIdentity(Range)));
  return Given && Given->getDeclContext() == Function &&
         (Function->getAccess() == AS_private || !Function->isExternallyVisible());
}

} // namespace corolint
