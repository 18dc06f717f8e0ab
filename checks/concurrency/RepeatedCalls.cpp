// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/concurrency/RepeatedCalls.h"
#include "checks/concurrency/ExistingTasks.h"
#include "checks/concurrency/LoopVisitor.h"
#include "checks/flow/SharedReferences.h"
#include "checks/knowledge/Callables.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// Finds in which loop of a function one of its parameters is called.
class ParameterLoopFinder : public CallVisitor<ParameterLoopFinder, LoopVisitor> {
public:
  explicit ParameterLoopFinder(const ParmVarDecl *Parameter) : Parameter(Parameter) {}
  SmallVector<const Stmt *, 2> Around; ///< Empty where it is called in none.
  const Expr *Call = nullptr;          ///< The call; null without one in a loop.
  bool visitCall(const corolint::Call &Made) {
    if (!Call && !Loops.empty() && calledParameter(Made) == Parameter) {
      Around = Loops;
      Call = Made.Expression;
    }
    return !Call;
  }

private:
  const ParmVarDecl *Parameter;
};

class RepeatedCallFinder : public CallVisitor<RepeatedCallFinder, LoopVisitor> {
public:
  RepeatedCallFinder(uint64_t Small, CoroutineTypes &Types) : Small(Small), Types(Types) {}
  std::vector<RepeatedCall> Found;

  bool visitCall(const Call &Made) {
    if (roleOf(Made, &FunctionModel::Gather, Types) || roleOf(Made, &FunctionModel::Spawn, Types))
      return true;
    const int *Repeats = roleOf(Made, &FunctionModel::Repeats, Types);
    const FunctionDecl *Definition = Repeats ? nullptr : visibleDefinition(Made.Callee);
    if (!Repeats && (!Definition || isDispatched(Made)))
      return true;
    for (auto [Index, Argument] : enumerate(Made.Arguments)) {
      bool Calls = Repeats ? *Repeats == -1 || *Repeats == int(Index)
                           : isCalledInLoop(Definition, Index, Made);
      const FunctionDecl *Runs = Calls ? calledBy(Argument) : nullptr;
      if (Runs && (!Repeats || boundOfAlgorithm(Made, Small, Types) == LoopBound::Runtime)) {
        const FunctionDecl *Body = nullptr;
        Found.push_back({Made, Argument, Runs->isDefined(Body) ? Body : Runs});
      }
    }
    return true;
  }

private:
  /// Whether \p Definition calls its parameter \p Index as often as some data has elements, and
  /// nothing paces that.
  bool isCalledInLoop(const FunctionDecl *Definition, unsigned Index, const Call &Made) const {
    if (Index >= Definition->getNumParams())
      return false;
    ParameterLoopFinder Finder(Definition->getParamDecl(Index));
    Finder.visitBodyOf(Definition);
    if (Finder.Call && takesExistingTask(Finder.Call, Finder.Around, Types))
      return false;
    return any_of(Finder.Around,
                  [&](const Stmt *Loop) {
                    return !awaitsInLoop(Loop) && !blocksInLoop(Loop, Types) &&
                           boundOf(Loop, Small, Types) == LoopBound::Runtime &&
                           boundOfGiven(Loop, Definition, Made) == LoopBound::Runtime;
                  }) &&
           none_of(Finder.Around, [](const Stmt *Loop) { return awaitsInLoop(Loop); });
  }

  /// Where \p Loop goes over a parameter of \p Definition: the bound of what \p Made gives for it.
  LoopBound boundOfGiven(const Stmt *Loop, const FunctionDecl *Definition, const Call &Made) const {
    const auto *For = dyn_cast<CXXForRangeStmt>(Loop);
    const ValueDecl *Range = For ? namedVariable(For->getRangeInit()) : nullptr;
    for (auto [Parameter, Argument] : zip(Definition->parameters(), Made.Arguments))
      if (Parameter == Range)
        return boundOfRange(Argument, Small, Types);
    return LoopBound::Runtime;
  }

  uint64_t Small;
  CoroutineTypes &Types;
};

} // namespace

LoopBound boundOfAlgorithm(const Call &Made, uint64_t Small, CoroutineTypes &Types) {
  LoopBound Least = LoopBound::Runtime;
  for (auto [Index, Argument] : enumerate(Made.Arguments)) {
    if (constantInteger(Argument, Types.context())) // for_each_n(first, 3, …)
      return LoopBound::SmallConstant;
    const Expr *Range = ignoreWrapping(Argument);
    // first and last: items.begin(), std::begin(items)
    if (Call Iterator = asCall(Range);
        Iterator && Iterator.Callee->getIdentifier() &&
        is_contained({"begin", "end", "cbegin", "cend"}, Iterator.Callee->getName()))
      Range = Iterator.Object ? Iterator.Object : Iterator.argument(0);
    else if (Index < 2 && isReferring(Argument->getType()) &&
             !isRange(Made.Arguments[0]->getType()))
      return LoopBound::Count; // A part of some range, such as a batch.
    if (Range && isRange(Range->getType()))
      Least = std::min(Least, boundOfRange(Range, Small, Types));
  }
  return Least;
}

std::vector<RepeatedCall> repeatedCalls(const FunctionDecl *Function, uint64_t Small,
                                        CoroutineTypes &Types) {
  RepeatedCallFinder Finder(Small, Types);
  Finder.visitBodyOf(Function);
  return std::move(Finder.Found);
}

} // namespace corolint
