// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Functions of the program whose own bodies say that they start the task they are given.

#pragma once

#include "checks/knowledge/CoroutineTypes.h"

namespace corolint {

/// What \p Function does by its body, if that is to start a task for whose end nobody can wait: the
/// roles `spawn` and, where it keeps a callable that makes the task, `keeps`. The task is one of
/// its parameters, or is made by calling one. It starts it where the parameter, which it owns, does
/// nothing but
///
///  - go on to a function that starts tasks;
///  - be awaited, in a coroutine that nobody can await itself, or in one that waits to be started,
///    which the function does;
///  - give up its std::coroutine_handle, which is resumed or handed on.
///
/// None where the body is not seen or anything else happens to the parameter, where the function
/// may wait for the end itself, or for a turn, or is a coroutine with objects of its own that may
/// keep what the task needs, for virtual functions, and for those that return something to wait
/// for.
std::optional<FunctionModel> startsByBody(const clang::FunctionDecl *Function,
                                          CoroutineTypes &Types);

} // namespace corolint
