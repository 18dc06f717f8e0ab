// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Which calls on an event loop reach a call that blocks?

#pragma once

#include "checks/summary/FunctionSummary.h"
#include "llvm/ADT/ArrayRef.h"

namespace corolint {

/// One step of a chain: in \p Caller, at \p At, \p Callee is called.
struct Hop {
  const UnitSummary *Unit; ///< Of Caller and At.
  const FunctionSummary *Caller;
  const Site *At;
  llvm::StringRef Callee; ///< For messages.
};

/// A blocking call that a function on the event loop makes, by itself or through others.
struct BlockingChain {
  std::vector<Hop> Hops; ///< From the function on the event loop to the primitive; never empty.
  const BlockingSite *Primitive = nullptr; ///< In the unit of the last hop.
  const CallSite *Call = nullptr;          ///< Where it starts; null if that is the primitive itself.
  bool IsOpen = false; ///< A virtual call is on it, which a unit that is not here may answer otherwise.
};

/// Links \p Units: for every call site in a function on the event loop from which a blocking call of
/// \p Kind is reached, the gravest (by tier) and then shortest chain, in the order of the units, their
/// functions and the calls in those. A function that several units define alike counts once; where
/// they differ, a caller means its own unit's, and otherwise what is called must block in all of
/// them. A virtual call must block in every overrider that is known. Time and memory are linear in the
/// number of functions and calls.
std::vector<BlockingChain> findBlockingChains(llvm::ArrayRef<const UnitSummary *> Units,
                                              ChainKind Kind);

/// One line of a message about a chain.
struct ChainNote {
  const UnitSummary *Unit;
  const Site *At;
  std::string Text;
};

/// What is said of a chain.
struct ChainText {
  std::string Message; ///< At the first hop.
  std::vector<ChainNote> Steps;
  std::optional<ChainNote> Instead; ///< What to use in place of the primitive, where that is known.
};

ChainText describe(const BlockingChain &Chain, ChainKind Kind);

/// What the edits of an OffloadedCall do.
inline constexpr llvm::StringLiteral OffloadAdvice = "run it on another thread and await that";

} // namespace corolint
