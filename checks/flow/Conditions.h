// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Under which conditions is something evaluated?

#pragma once

#include "checks/knowledge/CoroutineTypes.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "clang/AST/Stmt.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace corolint {

/// Whether \p First and \p Second, statements of one function, stand under conditions, those around
/// both aside, that are about a common variable, or about objects of one class that each makes for
/// itself: whether the one is evaluated may say whether the other is.
bool haveRelatedConditions(const clang::Stmt *First, const clang::Stmt *Second,
                           clang::ASTContext &Context);

/// Whether \p First and \p Second, statements of one function, may not both be evaluated in one run
/// of it: they stand under conditions, those around both aside, that are about a common variable
/// and do not ask the very same of it.
bool mayExcludeEachOther(const clang::Stmt *First, const clang::Stmt *Second,
                         clang::ASTContext &Context);

/// The \p Child's parent, an initialiser's being its declaration; null outside of the function or
/// lambda.
const clang::Stmt *parentOf(const clang::Stmt *Child, clang::ASTContext &Context);

/// What must have been asked, and answered how, for a statement to be evaluated.
struct Condition {
  const clang::Stmt *Owner; ///< The statement that asks.
  const clang::Expr *Asked; ///< Null for an `if consteval`.
  bool Answer;
};

/// The conditions around \p Statement in its function or lambda, the innermost first: of `if`,
/// `?:`,
/// `&&` and `||`.
llvm::SmallVector<Condition, 4> conditionsOf(const clang::Stmt *Statement,
                                             clang::ASTContext &Context);

/// The innermost loop of the function or lambda around \p Inner; null without one.
const clang::Stmt *loopAround(const clang::Stmt *Inner, clang::ASTContext &Context);

/// Whether a try block that begins after the declaration of \p Variable encloses \p Statement: what
/// is thrown there need not leave the scope of \p Variable.
bool isCaughtInScope(const clang::Stmt *Statement, const clang::VarDecl *Variable,
                     clang::ASTContext &Context);

/// Whether \p Statement stands in a handler of a try block that \p Tried stands in: it is evaluated
/// where that, or something beside it, has thrown.
bool isInHandlerOf(const clang::Stmt *Statement, const clang::Stmt *Tried,
                   clang::ASTContext &Context);

/// Whether \p Statement is evaluated whenever its function gets past the statements around it: no
/// condition, loop or `try` encloses it.
bool isUnconditional(const clang::Stmt *Statement, clang::ASTContext &Context);

/// Whether \p Statement, in test code, is, or is in, what a macro is given, and evaluates under a
/// condition of its own: `EXPECT_THROW(co_await f(), Error)`. Whatever it asks first, a test's
/// macro evaluates what it is given.
bool isUnderTestCondition(const clang::Stmt *Statement, CoroutineTypes &Types);

/// Whether \p First is evaluated on every way to \p Then that comes by the scope of both: it is a
/// part of a statement, no condition of its own around it, that stands before \p Then in a block
/// around that.
bool precedes(const clang::Expr *First, const clang::Stmt *Then, clang::ASTContext &Context);

/// Whether \p Statement is a part of the condition of an `if`, a loop, a `switch` or `?:`, or of an
/// operand of `&&`, `||` or `!`.
bool isInCondition(const clang::Stmt *Statement, clang::ASTContext &Context);

/// The last statement of \p Arm, of a condition; null where there is none.
const clang::Stmt *lastStatementOf(const clang::Stmt *Arm);

/// What \p Arm, of a condition, ends with where control does not get past it to what follows: a
/// return, a break, a continue, a goto, a throw or the call of what does not return; null for
/// others.
const clang::Stmt *leavingStatement(const clang::Stmt *Arm);

/// Whether \p Arm ends with one of these that does not stay in the function: no break, continue or
/// goto.
bool leavesFunction(const clang::Stmt *Arm);

/// The loop or `switch` that \p Leaving, a break or continue, leaves or goes on with; null for any
/// other statement.
const clang::Stmt *leftBy(const clang::Stmt *Leaving, clang::ASTContext &Context);

/// A comparison of two values, as it is written or with its sides exchanged.
struct Comparison {
  const clang::Expr *Left;
  clang::BinaryOperatorKind How;
  const clang::Expr *Right;

  /// The same, read from the right.
  Comparison mirrored() const {
    return {Right, clang::BinaryOperator::reverseComparisonOp(How), Left};
  }
};

/// The comparison by an operator of the language, `<=>` aside, that \p Condition (may be null) is;
/// none for any other.
std::optional<Comparison> comparisonIn(const clang::Expr *Condition);

/// What a part of a condition stands for: what a flag has been made with, what a function that is
/// asked returns; null for what stands for itself.
using ConditionReader = llvm::function_ref<const clang::Expr *(const clang::Expr *)>;

/// The comparisons that hold where \p Condition (may be null) is answered by \p Answer: those that
/// it is, or is put together of by `!`, `&&` and `||`. What \p Behind finds behind a part is read
/// in its place.
llvm::SmallVector<Comparison, 2> comparisonsIn(const clang::Expr *Condition, bool Answer,
                                               ConditionReader Behind);

/// Whether \p Statement stands, within the innermost loop around it, under a condition about a local
/// flag (a bool), or with \p AnyLocal about any local variable: the function may keep in it whether
/// something has happened.
bool isUnderFlag(const clang::Stmt *Statement, bool AnyLocal, clang::ASTContext &Context);

} // namespace corolint
