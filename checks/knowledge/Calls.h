// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// What a call does: its callee, its arguments as written, and the models that speak of it.

#pragma once

#include "checks/knowledge/CoroutineTypes.h"

namespace corolint {

/// A call or construction: the callee is fixed, its arguments are those after the object.
struct Call {
  const clang::Expr *Expression = nullptr;
  const clang::FunctionDecl *Callee = nullptr; ///< Never null for a Call that is true.
  const clang::Expr *Object = nullptr;         ///< The object of a member call; null without one.
  llvm::SmallVector<const clang::Expr *, 4> Arguments; ///< As written; default arguments left out.

  explicit operator bool() const { return Callee; }

  /// The static class of the object; null without one.
  const clang::CXXRecordDecl *objectClass() const;
  /// The variable of namespace scope whose call operator is called, as a customisation point is;
  /// null for other calls.
  const clang::VarDecl *functionObject() const;
  /// The argument at \p Index, -1 meaning the object; null if it is not there.
  const clang::Expr *argument(int Index) const;
};

/// \p Expression, looked at through parentheses, temporaries and implicit conversions, as a call;
/// false if it is none, or its callee is not known (through a pointer, dependent).
Call asCall(const clang::Expr *Expression);

/// Likewise for the very node \p Expression, implicit conversions and constructions included.
Call asCallItself(const clang::Expr *Expression);

/// Whether \p Made calls std::invoke or a function of its kind, which call their first argument.
bool isStdInvoke(const Call &Made);

/// The value of \p Value as a constant integer; none if it is no such constant.
std::optional<int64_t> constantInteger(const clang::Expr *Value, const clang::ASTContext &Context);

/// The expression under parentheses, temporaries, clean-ups and implicit nodes.
const clang::Expr *ignoreWrapping(const clang::Expr *Expression);

/// Likewise, and under std::move and whatever else gives back a reference to its only argument.
const clang::Expr *ignoreIdentity(const clang::Expr *Expression);

/// The definition of \p Function with a body to read; null where there is none, and for the
/// functions of libraries (in system headers), whose bodies may not have been parsed.
const clang::FunctionDecl *visibleDefinition(const clang::FunctionDecl *Function);

/// The variable or member that \p Object names; null if it is another expression, or null.
const clang::ValueDecl *namedVariable(const clang::Expr *Object);

/// Whether another function than the callee of \p Made may run: an overrider.
bool isDispatched(const Call &Made);

/// The operand of `co_await` as written, or \p Expression itself if it awaits nothing.
const clang::Expr *awaitedOperand(const clang::Expr *Expression);

/// All that is known of the function that \p Of calls, the most telling first: what is declared in
/// the source, then the models; what its body says where neither speaks of it.
llvm::SmallVector<const FunctionModel *, 2> modelsOf(const Call &Of, CoroutineTypes &Types);

/// The first of modelsOf(\p Of) that has the role \p Role (a member of FunctionModel); null if there
/// is none.
template <typename Model>
const Model *roleOf(const Call &Of, std::optional<Model> FunctionModel::*Role,
                    CoroutineTypes &Types) {
  for (const FunctionModel *Found : modelsOf(Of, Types))
    if (const std::optional<Model> &Played = Found->*Role)
      return &*Played;
  return nullptr;
}

/// Whether \p Of may wait at all: a call whose result is awaitable leaves the waiting to whoever
/// awaits it, and copying or moving an object opens and waits for nothing.
bool mayBlock(const Call &Of, CoroutineTypes &Types);

/// What \p Of blocks on, if a model says that it blocks and neither its arguments (zero timeout,
/// non-blocking flag) nor its result (an awaitable is never waited for here) say otherwise; null if
/// it does not.
const BlockingModel *blockingBehaviour(const Call &Of, CoroutineTypes &Types);

/// What \p Of only asks about: the model of a function that blocks, given a constant zero for a
/// timeout; null for other calls.
const BlockingModel *polledBehaviour(const Call &Of, CoroutineTypes &Types);

/// Whether the gather \p Model, or an argument of \p Of, makes it a race.
bool isRace(const Call &Of, const GatherModel &Model);

/// Whether \p Function, or a model of it, is said never to wait, whatever it calls.
bool isNonBlocking(const clang::FunctionDecl *Function, CoroutineTypes &Types);

} // namespace corolint
