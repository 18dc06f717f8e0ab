// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Which types ask work to stop, and which functions listen?

#pragma once

#include "checks/knowledge/Calls.h"

namespace corolint {

/// Whether \p Type (references and one pointer aside) is asked by work whether it shall stop: a model
/// says so, or it has the functions of a stop token of the standard (`stop_requested()` and
/// `stop_possible()`).
bool isStopToken(clang::QualType Type, CoroutineTypes &Types);

/// Whether \p Type (references aside) is what such tokens are had from and by which work is told to
/// stop: it has a `request_stop()` and a member function that gives a stop token.
bool isStopSource(clang::QualType Type, CoroutineTypes &Types);

/// A parameter for a stop token.
struct TokenParameter {
  const clang::ParmVarDecl *Parameter = nullptr;
  const clang::FunctionDecl *Of = nullptr; ///< The callee itself, or an overload of it.
  /// The token can be written behind the arguments that are there.
  bool IsNext = false;

  explicit operator bool() const { return Parameter; }
};

/// The parameter in which the callee of \p Made, or an overload of it that \p Caller may call and
/// that otherwise takes what \p Made gives, would take a stop token; false where there is none, and
/// where \p Made gives one.
TokenParameter tokenParameter(const Call &Made, const clang::FunctionDecl *Caller,
                              CoroutineTypes &Types);

} // namespace corolint
