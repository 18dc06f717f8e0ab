// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// What has been asked, wherever a walk over a function is?

#pragma once

#include "clang/AST/Expr.h"
#include "clang/AST/Stmt.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SmallVector.h"

namespace corolint {

/// The conditions that have been asked where a visitor is, which tells of every statement before
/// and after it visits the parts: those of the `if`, `?:`, `&&`, `||`, `switch` and loops around,
/// and those of the `if`s before, in the blocks around, of which an arm has left.
class HeldConditions {
public:
  /// The parts of \p Each are visited next.
  void enter(const clang::Stmt *Each);
  /// They have been visited.
  void leave(const clang::Stmt *Each);

  /// Whether one of the conditions names \p Object, a variable or a member (null is none), or a
  /// local number, bool or pointer that was made by naming it.
  bool askAbout(const clang::ValueDecl *Object) const { return Object && Asked.lookup(Object); }

  /// Whether there are conditions, and all are about nothing but the object of the function.
  bool hingeOnOwnState() const { return !Held.empty() && Foreign == 0; }

private:
  struct Condition {
    llvm::SmallVector<const clang::ValueDecl *, 2> Named;
    bool IsOwn = false;          ///< It is about nothing but the object of the function.
    bool LeavesFunction = false; ///< Otherwise than it was answered, the function has been left.
  };
  struct Scope {
    const clang::Stmt *Of;
    size_t Outside; ///< How many conditions are held around it.
  };
  static Condition read(const clang::Expr *Asked);
  void hold(Condition Each);
  void end(const Scope &Ended);

  llvm::SmallVector<Condition, 4> Held;
  llvm::SmallVector<Scope, 8> Open;
  llvm::DenseMap<const clang::Stmt *, const clang::Expr *> Under; ///< What an entered one decides.
  llvm::DenseSet<const clang::Stmt *> DoBodies;                   ///< They run once, at least.
  llvm::DenseMap<const clang::ValueDecl *, unsigned> Asked;       ///< How many of Held name one.
  unsigned Foreign = 0;                                           ///< How many of Held are not own.
};

} // namespace corolint
