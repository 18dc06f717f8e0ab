// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// What one function does that its callers must know. A translation unit yields one summary a
// function; linking summaries, of one unit or of many, finds what happens any number of calls below
// a function. Nothing in a summary points into an AST but Site::InUnit, so summaries outlive their
// unit.

#pragma once

#include "checks/knowledge/CoroutineTypes.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/ArrayRef.h"
#include <functional>
#include <string>
#include <vector>

namespace corolint {

/// A place in the source.
struct Site {
  std::string File;              ///< As the compiler spells it.
  unsigned Line = 0, Column = 0; ///< 1-based; the column in bytes.
  const clang::Expr *InUnit =
      nullptr; ///< The same in the unit's own AST; null in a summary of another unit.
};

/// A call that blocks its thread by itself.
struct BlockingSite {
  Site At;
  std::string Callee; ///< Its name, for messages.
  BlockingCategory Category = BlockingCategory::Wait;
  Tier Level = Tier::On;
  std::string Why, Instead; ///< As BlockingModel has them.
  /// It waits for asynchronous work: the argument (-1: the object) that is that work.
  std::optional<int> SyncWait;
};

/// A call of a function whose body some unit may show.
struct CallSite {
  Site At;
  std::string Callee; ///< Its key, see FunctionSummary::Key.
};

/// One function with a body.
struct FunctionSummary {
  /// Names the function across units (clang's USR); for one without external linkage, unique within
  /// its unit alone.
  std::string Key;
  std::string Name;         ///< Qualified, for messages.
  bool OnEventLoop = false; ///< runsOnEventLoop().
  /// Whether callers are kept waiting while it blocks: false for coroutines, which run on their own
  /// time, and for functions whose result is awaited.
  bool RunsInCaller = true;
  std::vector<BlockingSite> Blocks;
  std::vector<CallSite> Calls;
};

/// What to look for.
struct SummaryOptions {
  /// Whether calls that block as that says count; those that do not are left out.
  std::function<bool(const BlockingSite &)> Counts;
  /// Whether waits for what could be awaited count on a pool of threads, too: that work may need its
  /// threads.
  bool PoolsCount = false;
  /// Globs (`*`) of qualified names of functions that may block; neither they nor what they call is
  /// reported.
  std::vector<std::string> AllowedFunctions;
  /// Qualified names (globs) of further functions that block, each with what to use instead.
  std::vector<std::pair<std::string, std::string>> BlockingFunctions;
};

/// The summaries of every function with a body that is written in or instantiated from the unit's
/// own code (system headers left out), in source order.
std::vector<FunctionSummary> summarize(CoroutineTypes &Types, const SummaryOptions &Options);

/// One step of a chain: in \p Caller, at \p At, \p Callee is called.
struct Hop {
  const FunctionSummary *Caller;
  const Site *At;
  std::string Callee; ///< For messages.
};

/// A blocking call that a function on the event loop makes, by itself or through others.
struct BlockingChain {
  std::vector<Hop> Hops; ///< From the function on the event loop to the primitive; never empty.
  const BlockingSite *Primitive;
};

/// Links \p Summaries: for every call site in a function on the event loop from which a blocking
/// call is reached, the gravest (by tier) and then shortest chain. In the order of \p Summaries and
/// of the calls in them.
std::vector<BlockingChain> findBlockingChains(llvm::ArrayRef<FunctionSummary> Summaries);

} // namespace corolint
