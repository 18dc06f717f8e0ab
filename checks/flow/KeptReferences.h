// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Which objects of a function do the tasks that it returns still refer to?

#pragma once

#include "checks/flow/References.h"
#include "checks/flow/ReturnedTasks.h"

namespace corolint {

/// The evidence that a task keeps a reference, in the order in which it happens.
using KeptSteps = llvm::SmallVector<std::pair<clang::SourceLocation, std::string>, 4>;

/// Where the coroutine \p Coroutine uses \p Wanted (null: its object, for a lambda the captures)
/// once its caller may have returned: a lazy one anywhere, any other where it has been suspended,
/// or is suspended on it: on the work or awaiter that it is, or on work that refers to it where it
/// is captured by value. Null if nowhere. With \p AtOnce, a lazy one that is started within the
/// call is like any other. Of a pattern, only what stands behind an await.
const clang::Expr *lateUse(const clang::FunctionDecl *Coroutine, const clang::ValueDecl *Wanted,
                           CoroutineTypes &Types, bool AtOnce = false);

/// Whether \p Argument, for a reference parameter, is a temporary that it was converted to.
bool isConverted(const clang::Expr *Argument);

/// The first use of \p Wanted (null: its object, for a lambda the captures) in \p Function; null if
/// there is none.
const clang::Expr *firstUse(const clang::FunctionDecl *Function, const clang::ValueDecl *Wanted);

/// How what \p Made returns, a task or a generator, keeps the argument \p Index (-1: the object),
/// which leads to an object as \p Reached says; none if that is not sure, or nearly so. \p AtOnce as
/// for lateUse().
std::optional<KeptSteps> keepsArgument(const Call &Made, int Index, const Reach &Reached,
                                       CoroutineTypes &Types, bool AtOnce = false);

/// How a task that \p Lambda, the body of a lambda and no coroutine, returns keeps what the lambda
/// has captured by value; none if that is not sure, or nearly so.
std::optional<KeptSteps> keepsCaptures(const clang::FunctionDecl *Lambda, CoroutineTypes &Types);

/// Calls \p Found for the object and every argument of \p Made that leads to what \p Inside is
/// about, default arguments included.
void forEachReached(
    const Call &Made, const References &Inside,
    llvm::function_ref<void(int Index, const clang::Expr *Argument, const Reach &Reached)> Found);

/// A task that an ordinary function returns refers to an object that dies with that function: a
/// local variable or a parameter passed by value.
struct KeptReference {
  ReturnedTask Task;
  const clang::Expr *Argument = nullptr; ///< Where the reference is given; may be the object.
  const clang::VarDecl *Object = nullptr;
  enum UseTime { Runs, Resumed, Awaited } When = Runs; ///< When the task will use it.
  KeptSteps Steps;
};

/// Those of \p Function, which is no coroutine. Only what is sure, or nearly so: a coroutine that
/// is seen to use what it was given, where it has been suspended, through ordinary functions that
/// pass it on; a lazy task made by a function whose body is not seen; the operation of a local
/// object.
std::vector<KeptReference> keptReferences(const clang::FunctionDecl *Function,
                                          CoroutineTypes &Types);

} // namespace corolint
