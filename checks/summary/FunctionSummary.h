// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// What the functions of one translation unit do that their callers must know: data alone. Made from a
// unit's syntax tree (Summarize.h), linked, of one unit or of many, to find what happens any number of
// calls below a function (BlockingChains.h), and written down for others to link (PackedSummary.h).

#pragma once

#include "checks/knowledge/LibraryModels.h"
#include "clang/AST/Expr.h"
#include "llvm/Support/StringSaver.h"

namespace corolint {

/// A place in the source.
struct Site {
  uint32_t File = 0;             ///< An index into UnitSummary::Files.
  uint32_t Line = 0, Column = 0; ///< 1-based; the column in bytes.
  uint32_t InUnit = 0; ///< One more than the index into UnitSummary::Places; 0 in a summary that was
                       ///< read.
  bool operator==(const Site &) const = default;
};

/// Which rule a chain of calls is for.
enum class ChainKind : uint8_t {
  Blocking, ///< Something at its end blocks the thread.
  SyncWait, ///< Something at its end waits for asynchronous work.
};

/// A call that blocks its thread by itself.
struct BlockingSite {
  Site At;
  llvm::StringRef Callee; ///< Its name, for messages.
  BlockingCategory Category = BlockingCategory::Wait;
  Tier Level = Tier::On;
  llvm::StringRef Why, Instead; ///< As BlockingModel has them.
  /// It waits for asynchronous work: the argument (-1: the object) that is that work.
  std::optional<int> SyncWait;

  ChainKind kind() const { return SyncWait ? ChainKind::SyncWait : ChainKind::Blocking; }
};

/// What is to be said of a call that is found to block.
enum class CallState : uint8_t {
  Open,
  Told,       ///< Its own unit has reported it.
  Suppressed, ///< A comment forbids it.
};

/// A call of a function whose body some unit may show.
struct CallSite {
  Site At;
  uint64_t Callee = 0;         ///< Its FunctionSummary::Key.
  bool IsDispatched = false;   ///< Virtual: an overrider of the callee may run in its place.
  bool HandsOnEnded = false;   ///< An argument is work that has been awaited: a wait for it is over.
  bool IsAside = false; ///< A macro makes it beside its task: remarks on it are of no use.
  CallState State[2] = {};     ///< By ChainKind.
};

/// A callable that a call is given: the callee may call it.
struct HandedCallable {
  uint32_t Call = 0;      ///< An index into FunctionSummary::Calls.
  uint32_t Parameter = 0; ///< For which parameter.
  uint64_t Callable = 0;  ///< The key of the function that calling it runs.
};

/// A call of what a parameter holds.
struct ParameterCall {
  uint32_t Parameter = 0;
  Site At;
};

/// One function with a body.
struct FunctionSummary {
  /// A hash of what names the function across units (clang's USR); for one without external linkage,
  /// of its unit and place, too.
  uint64_t Key = 0;
  llvm::StringRef Name;          ///< For messages.
  llvm::StringRef QualifiedName; ///< Of one on an event loop; empty otherwise.
  bool OnEventLoop = false;      ///< runsOnEventLoop(), or the function is a handler by name.
  /// Whether callers are kept waiting while it blocks: false for coroutines, which run on their own
  /// time, and for functions whose result is awaited.
  bool RunsInCaller = true;
  /// Another unit may define another function of this key, for another program.
  bool IsStrong = false;
  std::vector<BlockingSite> Blocks;
  std::vector<CallSite> Calls;
  std::vector<HandedCallable> Handed; ///< In the order of Calls.
  std::vector<ParameterCall> ParameterCalls;
};

/// Where a site is in the syntax tree.
struct UnitPlace {
  clang::SourceLocation Begin;
  const clang::Expr *Call = nullptr; ///< Null for what no expression of its own calls: destructors,
                                     ///< default arguments.
};

/// How a call on an event loop, whose callee another unit shows, is run on another thread and awaited.
struct OffloadedCall {
  /// One replacement of a part of the call's file: where, in bytes, and what stands there then.
  struct Edit {
    uint32_t Offset = 0, Length = 0;
    llvm::StringRef Text;
  };
  Site At; ///< The call.
  std::vector<Edit> Edits;
};

/// Whether the task that a function gives, which other units may await or start, may fail.
struct TaskFailure {
  uint64_t Key = 0;         ///< As FunctionSummary has it.
  llvm::StringRef Name;     ///< For messages.
  std::optional<Site> At;   ///< Where the function may fail; none if it may not.
  std::vector<uint64_t> If; ///< The functions whose tasks it awaits, if only these may fail there.
};

/// A finding of a lost failure that other units may settle.
struct UnsettledFinding {
  Site At;                  ///< The finding's.
  std::vector<uint64_t> If; ///< It is right if the task of one of these functions may fail.
  bool NeedsProof = false;  ///< Where no unit shows whether that may, it is not.
};

/// All that one unit tells of its functions. Its strings are its own.
struct UnitSummary {
  std::vector<std::string> Files; ///< As the compiler spells them.
  std::vector<FunctionSummary> Functions; ///< In source order.
  /// Each virtual function that overrides, by key, with everything that it overrides.
  std::vector<std::pair<uint64_t, uint64_t>> Overrides;
  std::vector<OffloadedCall> Offloaded; ///< For the calls that this unit has not told of.
  std::vector<TaskFailure> Failures;
  std::vector<UnsettledFinding> Unsettled;
  bool IsError[2] = {}; ///< By ChainKind: what is found on an event loop of this unit is an error.
  std::vector<UnitPlace> Places; ///< Empty in a summary that was read.

  bool empty() const { return Functions.empty() && Failures.empty() && Unsettled.empty(); }
  /// Adds what \p Other, a summary of the same unit, tells of failures.
  void addFailures(const UnitSummary &Other);
  /// Keeps \p Text as long as the summary lives.
  llvm::StringRef save(llvm::StringRef Text) { return Strings->save(Text); }
  const UnitPlace &place(const Site &Of) const { return Places[Of.InUnit - 1]; }

private:
  std::unique_ptr<llvm::BumpPtrAllocator> Memory = std::make_unique<llvm::BumpPtrAllocator>();
  std::unique_ptr<llvm::UniqueStringSaver> Strings =
      std::make_unique<llvm::UniqueStringSaver>(*Memory);
};

} // namespace corolint
