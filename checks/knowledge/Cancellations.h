// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// By which exceptions is a coroutine told to stop?

#pragma once

#include "checks/knowledge/CoroutineTypes.h"

namespace corolint {

/// An exception that a library throws into coroutines which are to stop.
struct Cancellation {
  const clang::CXXRecordDecl *Class = nullptr; ///< As far as the unit declares it.
  std::string Name;                            ///< Qualified, as the library's model has it.
  CancellationModel Model;
};

/// Those of the library that the coroutine \p Function is written with, as far as the unit declares
/// them; empty for a library that stops coroutines in another way, or of which nothing is known.
std::vector<Cancellation> cancellationsOf(const clang::FunctionDecl *Function,
                                          CoroutineTypes &Types);

/// Whether \p Handler catches an exception of the class \p Thrown. Of a class that is only declared
/// it is taken to be a std::exception.
bool catches(const clang::CXXCatchStmt *Handler, const clang::CXXRecordDecl *Thrown);

/// The class whose objects \p Handler catches, those derived from it included; null for a handler of
/// everything, and for one of what is no class.
const clang::CXXRecordDecl *caughtClass(const clang::CXXCatchStmt *Handler);

} // namespace corolint
