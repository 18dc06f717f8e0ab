// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Does something decide before each start of a task whether there is a place for it?

#pragma once

#include "checks/flow/CheckedSizes.h"
#include "checks/flow/KeptRanges.h"
#include "checks/knowledge/Calls.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"

namespace corolint {

/// What lets starts of tasks in, or keeps them out; each question is asked once.
class AdmittedStarts {
public:
  AdmittedStarts(SizeChecks &Sizes, CoroutineTypes &Types);
  ~AdmittedStarts();

  /// Whether \p Start, an expression in \p Loop, is only met while a number that is counted up with
  /// each start is compared with something, not with how much data there is, and has not grown too
  /// large: `if (running < limit) { ++running; start(); }`, `if (running >= limit) continue;`,
  /// `if (running == limit) break;`, alone or beside other conditions. Or while a container that
  /// grows with each start, and that the loop takes nothing out of, is not full:
  /// `if (tasks.size() >= limit) break;`. The condition may be kept in a variable of the turn, or
  /// be what a function returns that is seen to do nothing else. Number and container outlive the
  /// turns of the loop, which do not set the number back; behind the start only what leaves that
  /// very loop keeps others out.
  ///
  /// Or where an object that outlives the function has let it in, `if (!scheduler.admit(job))
  /// continue;`: a limiter, or one that is asked by a function, not const, that gives nothing out
  /// and is seen to go back where a number of its object, which that counts, or the size of its
  /// container is compared with what it was not given, or is not seen and has the name of an
  /// admission.
  bool isAdmitted(const clang::Expr *Start, const clang::Stmt *Loop);

private:
  using Variables = llvm::DenseSet<const clang::ValueDecl *>;
  class PlaceFinder;
  struct ClassCounts;
  /// What becomes more whenever some code is evaluated: numbers, and containers.
  struct Growth {
    Variables Counted, Filled;
  };
  /// What a condition says where it is answered in one way.
  struct Asked {
    llvm::SmallVector<Comparison, 2> Numbers; ///< Of variables, on the left, with no size of data.
    llvm::SmallVector<const clang::Expr *, 1> Sized; ///< Containers that have so many at most.
    bool Place = false;                              ///< It has asked for a place.
  };
  /// An `if` in a block that may leave it.
  struct Exit {
    const clang::IfStmt *If = nullptr;
    const clang::Stmt *Leaves = nullptr;
    Asked Passed; ///< What it says where it does not.
  };

  /// What the flag, a variable of the turn, that \p Named, a part of the condition of \p If, names
  /// has been made with; null for anything else.
  const clang::Expr *flagBehind(const clang::Expr *Named, const clang::Stmt *If);
  Asked askedBy(const clang::IfStmt *If, bool Answer);
  /// What \p If says where its condition holds.
  const Asked &askedOnce(const clang::IfStmt *If);
  const Growth &growthIn(const clang::Stmt *Code);
  const std::vector<Exit> &exitsOf(const clang::CompoundStmt *Block);
  std::optional<Exit> exitOf(const clang::IfStmt *If);
  /// Whether the variable on the left of \p Of becomes more \p WithStart, and outlives the turns of
  /// \p Loop, which do not set it back.
  bool isCounted(const Comparison &Of, const Growth &WithStart, const clang::Stmt *Loop);
  /// Whether \p Loop gives \p Number a constant again and goes on.
  bool isSetBackIn(const clang::ValueDecl *Number, const clang::Stmt *Loop);
  bool keepsOut(const Exit &Of, bool IsBefore, const Growth &WithStart, const clang::Stmt *Loop);
  bool isDrainedIn(const clang::ValueDecl *Container, const clang::Stmt *Loop);

  const ClassCounts &countsOf(const clang::CXXRecordDecl *Class);
  bool isCountOfObject(const clang::Expr *Side, clang::BinaryOperatorKind How,
                       const clang::Expr *Other);
  /// Whether \p Function, whose body is seen, goes back where a number of its object has grown too
  /// large, `if (running >= most) return false;`, or was not large enough to be counted down.
  bool refusesByNumber(const clang::FunctionDecl *Function);

  SizeChecks &Sizes;
  CoroutineTypes &Types;
  llvm::DenseMap<const clang::CompoundStmt *, std::unique_ptr<std::vector<Exit>>> Exits;
  llvm::DenseMap<const clang::IfStmt *, std::unique_ptr<Asked>> Arms;
  llvm::DenseMap<const clang::Stmt *, std::unique_ptr<Growth>> Growths;
  llvm::DenseMap<const clang::Stmt *, DrainedRanges> Drained;     ///< By loops.
  llvm::DenseMap<const clang::Stmt *, Variables> SetBack;         ///< Likewise.
  llvm::DenseMap<const clang::FunctionDecl *, Variables> Changed; ///< See changedIn().
  llvm::DenseMap<const clang::CXXRecordDecl *, std::unique_ptr<ClassCounts>> Classes;
  llvm::DenseMap<const clang::FunctionDecl *, bool> Refusing;
};

/// Whether what \p Start gives is assigned to a variable that it is given, or that a condition
/// around it asks: each task waits for the last one, `last = then(std::move(last), …)`, or is only
/// started when that has ended, `if (last.isReady()) last = run();`.
bool followsLast(const clang::Expr *Start, CoroutineTypes &Types);

/// Whether \p Function, before it comes to \p Loop, awaits places in a limiter, from that itself or
/// by a function that a model knows, whose number is no constant: for all that the loop starts.
bool isPaidFor(const clang::Stmt *Loop, const clang::FunctionDecl *Function, CoroutineTypes &Types);

} // namespace corolint
