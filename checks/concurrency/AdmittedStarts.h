// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Does something decide before each start of a task whether there is a place for it?

#pragma once

#include "checks/flow/Conditions.h"
#include "checks/knowledge/Calls.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"

namespace corolint {

/// What lets starts of tasks in one function in, or keeps them out.
class AdmittedStarts {
public:
  explicit AdmittedStarts(CoroutineTypes &Types) : Types(Types) {}

  /// Whether \p Start, an expression in \p Loop, is only met while a number that is counted up with
  /// each start is compared with something and has not grown too large: `if (running < limit)
  /// { ++running; start(); }`, `if (running >= limit) continue;`, `if (running == limit) break;`.
  /// Or while a container that grows with each start, and that the loop takes nothing out of, is
  /// not full: `if (tasks.size() >= limit) break;`. Number and container outlive the turns of the
  /// loop; behind the start only what leaves that very loop keeps others out.
  ///
  /// Or where an object that outlives the function has let it in, `if (!scheduler.admit(job))
  /// continue;`: a limiter, or one that is asked by a function, not const, that gives nothing out
  /// and is seen to go back where a number has grown too large, or is not seen and has the name of
  /// an admission.
  bool isAdmitted(const clang::Expr *Start, const clang::Stmt *Loop);

private:
  using Variables = llvm::DenseSet<const clang::ValueDecl *>;
  /// What becomes more whenever some code is evaluated: numbers, and containers.
  struct Growth {
    Variables Counted, Filled;
  };
  /// An `if` in a block that may leave it for a number or a size, or where no place is given.
  struct Exit {
    const clang::IfStmt *If = nullptr;
    const clang::Stmt *Leaves = nullptr;
    llvm::SmallVector<Comparison, 2> Numbers;       ///< Of variables, on the left.
    llvm::SmallVector<const clang::Expr *, 1> Full; ///< The containers that have too many.
    bool AsksForPlace = false;
  };
  struct BlockFacts {
    Growth Of;
    std::vector<Exit> Exits;
  };

  static Growth growthIn(const clang::Stmt *Code);
  const BlockFacts &factsOf(const clang::CompoundStmt *Block);
  std::optional<Exit> exitOf(const clang::IfStmt *If);
  /// Whether the variable on the left of \p Of becomes more \p WithStart, and outlives the turns of
  /// \p Loop.
  bool isCounted(const Comparison &Of, const Growth &WithStart, const clang::Stmt *Loop) const;
  bool keepsOut(const Exit &Of, bool IsBefore, const Growth &WithStart, const clang::Stmt *Loop);
  bool isDrainedIn(const clang::ValueDecl *Container, const clang::Stmt *Loop);

  CoroutineTypes &Types;
  llvm::DenseMap<const clang::CompoundStmt *, std::unique_ptr<BlockFacts>> Blocks;
  llvm::DenseMap<const clang::Stmt *, Variables> Drained; ///< By loops.
};

/// Whether what \p Start gives is assigned to a variable that it is given, or that a condition
/// around it asks: each task waits for the last one, `last = then(std::move(last), …)`, or is only
/// started when that has ended, `if (last.isReady()) last = run();`.
bool followsLast(const clang::Expr *Start, CoroutineTypes &Types);

/// Whether \p Function, before it comes to \p Loop, awaits places in a limiter, from that itself or
/// by a function that a model knows, whose number is no constant: for all that the loop starts.
bool isPaidFor(const clang::Stmt *Loop, const clang::FunctionDecl *Function, CoroutineTypes &Types);

} // namespace corolint
