// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Where does a unit's code change what other functions refer to: members, and variables of the
// program?

#pragma once

#include "checks/flow/FunctionUses.h"
#include "checks/flow/IndependentRuns.h"
#include "checks/flow/PublishedClasses.h"
#include "checks/flow/SharedStates.h"
#include "checks/knowledge/Calls.h"
#include "checks/knowledge/ContainerChanges.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SetVector.h"

namespace corolint {

/// A change of a member or variable.
struct StateChange {
  ChangeKind Kind = ChangeKind::Replaces;
  const clang::Expr *At = nullptr;
  const clang::FunctionDecl *In = nullptr; ///< The function; for a lambda the one that makes it,
                                           ///< unless that is left out.
  /// Of Replaces: what is there afterwards.
  enum Content {
    Unknown,
    Filled, ///< Something new, as what opens or starts a thing puts there.
    Empty,  ///< Nothing: a null pointer, std::nullopt, `{}`.
  } Leaves = Unknown;
  bool IsOfThis = false; ///< It changes a member of the function's own object.
  bool IsIndependent = false; ///< Of those meanwhile: it or the coroutine is seen to run by itself.
};

/// Every change of a member or of a variable that is not local, in a unit's own code, that its
/// functions make by name. Constructors, destructors and assignment operators are left out: while
/// they run nobody else has the object; the lambdas that they make may run later. A reference
/// member that every constructor call binds to the same member or variable is that one by another
/// name.
class StateChanges {
public:
  explicit StateChanges(CoroutineTypes &Types);

  /// The changes of the member or variable \p State, in source order.
  llvm::ArrayRef<StateChange> of(const clang::ValueDecl *State) const;

  /// The changes of \p State that may be made while the coroutine \p Function is suspended: in
  /// another function, unless that one calls \p Function itself, awaits it, also through others, or
  /// is awaited in turn with it, or it or its callers first await that what others use is closed,
  /// and is not merely a part of \p Function, of constructors or of destructors, and not of another
  /// class derived from that of the member, whose objects are others. Nor changes of what holds
  /// nothing before, as isEmptyAt() has it, or of classes whose objects are shared as const alone.
  /// Those come first of which the unit shows that nobody sees to their order: their function, or
  /// the coroutine, runs by itself (IndependentRuns), and it is not what has the coroutine run.
  llvm::SmallVector<StateChange, 2> meanwhile(const clang::ValueDecl *State,
                                              const clang::FunctionDecl *Function) const;

  /// Whether the function of \p Change, before it makes it, neither stops or cancels anything nor
  /// waits for something: whoever uses the state is not told.
  bool isUnannounced(const StateChange &Change) const;

  /// Whether \p Change leaves \p State empty, unannounced, and its function does not fill it again.
  bool emptiesUnannounced(const clang::ValueDecl *State, const StateChange &Change) const;

  /// Whether \p In changes \p State.
  bool changes(const clang::FunctionDecl *In, const clang::ValueDecl *State) const;

  /// What the unit's expressions name.
  const SharedStates &states() const { return States; }

  /// Whether \p Function awaits before \p At, on every way there, that something is closed, joined
  /// or stopped which others use.
  bool isClosedBefore(const clang::FunctionDecl *Function, const clang::Stmt *At) const;

  /// The functions that call \p Function.
  const llvm::SmallPtrSetImpl<const clang::FunctionDecl *> &
  callersOf(const clang::FunctionDecl *Function) const;

  /// Who calls the functions of the unit.
  const FunctionUses &uses() const { return Uses; }

private:
  using Functions = llvm::SmallPtrSet<const clang::FunctionDecl *, 4>;
  /// The changes of \p Reference, a member that is bound to \p Referent, and of that are the same.
  void join(const clang::ValueDecl *Reference, const clang::ValueDecl *Referent);
  bool isPartOf(const clang::FunctionDecl *Part, const clang::FunctionDecl *Function) const;
  /// \p Function and those that await it, or are done with it when they have called it, and those of
  /// these, as long as nobody does anything else with them.
  const Functions &awaitersOf(const clang::FunctionDecl *Function) const;
  /// Whether \p Function is that of a lambda and given to a function that is seen to call it in a
  /// loop without waiting for what it starts.
  bool isCalledRepeatedly(const clang::FunctionDecl *Function) const;
  /// Whether \p Function is seen to be started again before it may have ended.
  bool mayRunTwice(const clang::FunctionDecl *Function) const;
  /// The awaits in \p Function of something that is closed, joined or stopped, a gate or a scope,
  /// so that nobody is under way any more.
  llvm::ArrayRef<const clang::CoawaitExpr *> closingsIn(const clang::FunctionDecl *Function) const;
  /// Whether every caller of \p Function first awaits such an end, or is itself called so.
  bool isCalledWhenClosed(const clang::FunctionDecl *Function) const;
  /// Whether the function of \p Change first awaits such an end; what a guard's destructor does is
  /// done last.
  bool waitsForOthersBefore(const StateChange &Change) const;
  /// Whether \p Starter calls \p Function, itself or by what it calls.
  bool starts(const clang::FunctionDecl *Starter, const clang::FunctionDecl *Function) const;
  /// Whether \p State holds nothing before \p Change.
  bool isOfEmpty(const clang::ValueDecl *State, const StateChange &Change) const;
  /// Whether \p First and \p Second run in turn: somebody awaits both, and does not run twice.
  bool runInTurn(const clang::FunctionDecl *First, const clang::FunctionDecl *Second) const;

  clang::ASTContext &Context;
  FunctionUses Uses;
  SharedStates States;
  PublishedClasses Published;
  IndependentRuns Runs;

  llvm::DenseMap<const clang::ValueDecl *, llvm::SmallVector<StateChange, 2>> Changes;
  llvm::DenseMap<const clang::FunctionDecl *, Functions> Callers;
  llvm::DenseMap<const clang::FunctionDecl *, bool>
      OnlyOnNew; ///< Only ever called on objects just made.
  mutable llvm::DenseMap<const clang::FunctionDecl *, Functions> Awaiters; ///< Those asked for.
  mutable llvm::DenseMap<const clang::FunctionDecl *, bool> CalledRepeatedly; ///< Likewise.
  mutable llvm::DenseMap<const clang::FunctionDecl *, bool> CalledWhenClosed; ///< Likewise.
  mutable llvm::DenseMap<std::pair<const clang::ValueDecl *, const clang::Expr *>, bool>
      OfEmpty; ///< Likewise.
  mutable llvm::DenseMap<const clang::FunctionDecl *,
                         llvm::SmallVector<const clang::CoawaitExpr *, 1>>
      Closings; ///< Likewise.
  Functions None;
};

} // namespace corolint
