// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "checks/AsyncCheck.h"
#include "checks/concurrency/AdmittedStarts.h"
#include "checks/concurrency/ContainerFills.h"
#include "checks/concurrency/GatheringFunctions.h"
#include "checks/concurrency/PerObjectStarts.h"
#include "checks/concurrency/RepeatedCalls.h"
#include "checks/concurrency/StartedTasks.h"
#include "checks/flow/Loops.h"

namespace corolint {

/// Finds tasks started once per element of a runtime-sized range or loop, with nothing that limits
/// how many run. Page: docs/checks/async-unbounded-spawn.md Options: SmallBound, Limit.
class UnboundedSpawnCheck : public AsyncCheck {
public:
  UnboundedSpawnCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);
  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap &Map) override;
  void registerMatchers(clang::ast_matchers::MatchFinder *Finder) override;
  void check(const clang::ast_matchers::MatchFinder::MatchResult &Result) override;

private:
  /// What one loop does, apart from each start in it.
  struct LoopFacts {
    bool Awaits, AwaitsLimiter, Blocks, IsPaidFor;
    LoopBound Bound;
  };
  /// Why starts may be as they are, each question asked once in a unit.
  struct Reasons {
    explicit Reasons(CoroutineTypes &Types)
        : Types(Types), Sizes(Types.context()), Admitted(Sizes, Types), PerObject(Types) {}
    CoroutineTypes &Types;
    SizeChecks Sizes;
    AdmittedStarts Admitted;
    PerObjectStarts PerObject;
    llvm::DenseMap<const clang::Stmt *, LoopFacts> Loops;
  };

  const LoopFacts &factsOf(const clang::Stmt *Loop, const clang::FunctionDecl *Function,
                           CoroutineTypes &Types);

  /// \p Start stands in a loop.
  void started(const StartedTask &Start, const clang::FunctionDecl *Function,
               CoroutineTypes &Types);
  /// \p Function starts itself at \p First and, on the same path, at \p Second.
  void multiplied(const clang::Expr *First, const clang::Expr *Second,
                  const clang::FunctionDecl *Function, CoroutineTypes &Types);
  /// \p Repeats calls something, maybe a lambda that starts a task, once per element.
  void repeated(const RepeatedCall &Repeats, const clang::FunctionDecl *Function,
                CoroutineTypes &Types);
  /// Notes at \p Start, a call of \p Callee in \p Function, what bounds tasks.
  void adviseLimiter(const clang::Expr *Start, const clang::FunctionDecl *Callee,
                     const clang::FunctionDecl *Function, CoroutineTypes &Types);
  /// Whether the library of \p Made, a gather, has nothing to bound its tasks with: that is a
  /// matter of the program's design then.
  bool offersNoBound(const Call &Made, const GatherModel &Gather) const;
  /// Tells of \p Made, which runs all tasks of a container filled as \p Fill says; false if it has
  /// been told of before.
  bool reportGathered(const Call &Made, const ContainerFill &Fill, bool LimitsItself = false);
  /// \p Handed hands a container to a function that runs all tasks in it, or may.
  void handed(const HandedTasks &Handed, const clang::FunctionDecl *Function,
              CoroutineTypes &Types);
  void gathered(const Call &Made, const GatherModel &Gather, const clang::FunctionDecl *Function,
                CoroutineTypes &Types);

  const unsigned SmallBound, Limit;
  std::optional<WaitsForTasks> Waits; ///< Of the one unit that a check sees.
  llvm::DenseSet<clang::SourceLocation> Reported;
  std::optional<GatheringFunctions> Gathering; ///< Of the unit, once it is known.
  std::unique_ptr<Reasons> Known;              ///< Of the unit; null before the first function.
};

} // namespace corolint
