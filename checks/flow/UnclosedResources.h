// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Which objects that must be closed asynchronously does a function destroy without that?

#pragma once

#include "checks/knowledge/CoroutineTypes.h"

namespace corolint {

/// A local object that is destroyed without having been closed.
struct UnclosedResource {
  enum Path {
    Any,     ///< Nothing in the function closes it.
    Exit,    ///< A way out of its scope misses what closes it on others.
    OnThrow, ///< So does an exception that an await throws before.
  };
  const clang::VarDecl *Variable = nullptr;
  Path On = Any;
  std::string With;      ///< The member function that closes it.
  std::string Otherwise; ///< Completes "destroyed without that, it …".
  const clang::Stmt *Used = nullptr;  ///< From where on it has something to close.
  const clang::Stmt *Where = nullptr; ///< The exit, null for the end of the scope; or the await.
  const clang::Expr *Closing = nullptr; ///< What closes it on other paths; null for Any.
};

/// Those of \p Function. Of classes that a model says must be closed, and of those whose destructor
/// is seen to end the program and which have a member function that returns an awaitable and is
/// named as what closes or joins; of those that own such an object, if the function closes or stops
/// it on some path; with \p Conventional also of other classes that have one, if the function
/// closes the object on some path. An object that is handed on, moved or referred to is for others
/// to close.
std::vector<UnclosedResource> unclosedResources(const clang::FunctionDecl *Function,
                                                CoroutineTypes &Types, bool Conventional);

} // namespace corolint
