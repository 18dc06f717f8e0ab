// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Which expressions make an awaitable whose work is lost, or goes unobserved, unless somebody awaits it?

#pragma once

#include "checks/knowledge/Calls.h"

namespace corolint {

/// An awaitable, or a future whose dropping blocks, made where it stands.
struct MadeAwaitable {
  const clang::Expr *Source = nullptr; ///< The call or construction that makes it.
  Call Made;            ///< The same as a call; false for an operation that is an object.
  CoroutineType Type;   ///< Of the value.
  DropFate Fate = DropFate::Unknown; ///< What becomes of the work if nobody awaits it.
  bool OfAwait = false; ///< The value is what awaiting Source yields.
};

/// The awaitable that \p Value, an expression as it is written, makes by a call, by making an
/// operation, or by awaiting what yields one. None for what hands on an awaitable from elsewhere
/// (std::exchange), for handles whose work somebody else hears of (one of several views, a
/// continuation of work under way, what a runtime gives back for a task that it was told to start,
/// a join handle), and for everything else.
std::optional<MadeAwaitable> madeAwaitable(const clang::Expr *Value, CoroutineTypes &Types);

/// What happens at run time to \p Dropped when nobody awaits it, a clause to follow "'f' is never
/// awaited: ".
llvm::StringRef consequence(const MadeAwaitable &Dropped);

} // namespace corolint
