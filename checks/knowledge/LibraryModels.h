// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// What the language cannot say about libraries: which functions block, start tasks, gather them,
// run a callable elsewhere or move the coroutine to another executor. Read from YAML (one file a
// library, compiled in; users add their own); an entry describes behaviour and never names a check.
// docs/models.md is the reference of the format.
//
// A LibraryModels is immutable once loaded and may be shared between threads.

#pragma once

#include "clang/AST/DeclCXX.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/YAMLTraits.h"
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace corolint {

/// What a type is to asynchronous code.
enum class TypeKind {
  None,      ///< Nothing of interest.
  Task,      ///< Awaitable, with a coroutine behind it.
  Operation, ///< Awaitable, with an operation of a library behind it that starts when awaited.
  Awaitable, ///< Awaitable; what stands behind it is not known.
  Generator, ///< A coroutine that runs only while its consumer pulls, on the consumer's thread.
  AsyncGenerator,  ///< A coroutine that yields values, each of which its consumer awaits.
  FireAndForget,   ///< A coroutine made to run without anybody awaiting it.
  Coroutine,       ///< A coroutine of another kind: it cannot be awaited and is no event-loop code.
  Future,          ///< A handle to work under way that cannot be awaited.
  Result,          ///< A value or the failure to make it, which must be looked at.
  Resource,        ///< Must be closed or joined before it is destroyed.
  Limiter,         ///< Bounds how many tasks run: semaphore, buffered channel.
  EventLoop,       ///< Runs the event loop; an executor of it resumes there.
  ThreadPool,      ///< Runs work on threads of its own.
  CompletionToken, ///< Says how an operation tells of its end, not where.
  Shared, ///< Its objects, and those of classes derived from it, live as long as somebody counts a
          ///< reference to them.
  Cancellation, ///< The exception by which a coroutine is told to stop.
  StopToken,    ///< Tells whoever is given it that the work shall be given up.
  Connection,   ///< A connection to a server.
  Test,         ///< A test, or what registers one.
};

/// When the body of a coroutine, or an operation, starts.
enum class StartPolicy { Unknown, Lazy, Eager };

/// What happens to the work when its handle is destroyed without having been awaited.
enum class DropFate {
  Unknown,
  NeverRuns,
  RunsUnobserved,
  Cancelled,
  Blocks,
  Leaks,    ///< It never runs, and its memory is never freed.
  Harmless, ///< The handle is one of several views of the work; others hear of its end.
};

/// Where an exception goes that leaves the body of a coroutine, or of work that was started.
enum class ExceptionFate {
  Unknown,
  Stored,     ///< Kept for whoever awaits.
  Swallowed,  ///< Nobody hears of it.
  Logged,     ///< Written to a log, and otherwise forgotten.
  Terminates, ///< It ends the program.
  Rethrown,   ///< Thrown again, out of whatever resumed the coroutine.
  Handed,     ///< Given to a handler that the call names.
};

/// The resource on which a function blocks its thread.
enum class BlockingCategory {
  Sleep,
  Wait,
  Dns,
  Network,
  Process,
  Database,
  Http,
  Rpc,
  Console,
  File,
  Filesystem,
  Lock,
  Log,
  Cpu
};

/// How sure and how grave a blocking call is: reported, reported as a remark, or reported by the
/// strict profile alone.
enum class Tier { On, Quiet, Strict };

/// In what unit a sleep function takes its duration; Duration is a std::chrono::duration as it is,
/// TimePoint the std::chrono::time_point at which it ends.
enum class DurationUnit { Nanoseconds, Microseconds, Milliseconds, Seconds, Duration, TimePoint };

/// When what starts a task runs it for the first time.
enum class StartTime {
  Later,      ///< Once its caller has returned or been suspended, as far as is known.
  Inline,     ///< Within the call, until the task is first suspended.
  Dispatched, ///< Likewise where its caller is on the executor already; else later.
};

/// How a gather tells of the failures of what it gathered.
enum class GatherErrors {
  Never,  ///< What it gathers has no way to fail.
  Values, ///< Each failure stands in the result, which must be looked at.
  Throws, ///< The first failure is thrown at the await.
};

/// Where a coroutine goes on that awaits a switch of executors.
enum class SwitchTarget {
  None,      ///< It is no switch.
  Named,     ///< On the executor that its object or an argument names, or else on its own.
  Bound,     ///< On the executor that its last argument, a completion token, is bound to, or else on
             ///< its own.
  Elsewhere, ///< On a thread where blocking harms no event loop.
  EventLoop, ///< On an event loop.
};

/// What awaiting a result waits for.
enum class AwaitedThing {
  Unknown,
  Time, ///< For a time to be over, and for nothing else.
  Turn, ///< For others that are ready to have had their turn.
  Peer, ///< For whoever is at the other end of a network, for ever if that does not answer.
};

/// A constant argument that makes a call return at once.
struct FlagModel {
  int Argument = 0;       ///< 0-based, the object of a member call not counted.
  llvm::yaml::Hex64 Bits; ///< Any of these set: does not block.
};

/// The function blocks its thread.
struct BlockingModel {
  BlockingCategory Category = BlockingCategory::Wait;
  Tier Level = Tier::On;
  std::string Why;           ///< Completes "it …".
  std::string Instead;       ///< What to use in its place; may be empty.
  unsigned MinArguments = 0; ///< Only calls with at least so many written arguments block.
  std::vector<std::string>
      On; ///< If not empty: only where the object or the first argument is one of these variables
          ///< or of (a class derived from) one of these classes.
  std::optional<int> UnlessZero; ///< The timeout argument: a constant zero there does not block.
  std::optional<int> UnlessNull; ///< A null pointer constant there does not block.
  std::optional<FlagModel> UnlessFlag;
};

/// The function does nothing but wait for a time.
struct SleepModel {
  int Argument = 0;
  DurationUnit Unit = DurationUnit::Duration;
};

/// The function starts a task that nobody need await.
struct SpawnModel {
  int Task = 0; ///< The argument that is the task, or the callable that makes it; -1: the object.
  std::optional<int> Executor; ///< The argument that says where it runs.
  std::optional<int> Token;    ///< The argument that hears of the end.
  /// Where the task's exception goes; unknown: the token says it.
  ExceptionFate Exceptions = ExceptionFate::Unknown;
  StartTime Starts = StartTime::Later;
};

/// The function awaits several tasks at once.
struct GatherModel {
  GatherErrors Errors = GatherErrors::Throws;
  std::optional<int> Range; ///< The argument that is a range of tasks, all of them started at once.
  std::optional<int> Each;  ///< The argument that is a range for each element of which the callable
                            ///< after it is started.
  std::optional<int>
      Handler; ///< The argument that may be a completion handler, which then is given the failures.
  bool Race = false; ///< The first to end decides: the others' failures say nothing.
  std::vector<std::string> Races; ///< Classes of arguments that make it a race.
  std::string ThrowingTwin; ///< The last identifier of the function beside it that takes the same
                            ///< and throws; or empty.
  std::string
      WindowedTwin; ///< Likewise of the one that takes the same and a limit after it; or empty.
};

/// Where an entry of a model was read.
struct ModelPlace {
  std::string File; ///< As given; for a model compiled in "NAME.yaml"; empty for an annotation.
  unsigned Line = 0; ///< 1-based.
};

/// All that is known of some functions, found by any of their names.
struct FunctionModel {
  ModelPlace At;
  std::vector<std::string> Names; ///< Qualified, `~` expanded.
  std::optional<BlockingModel> Blocks;
  std::optional<SleepModel> Sleep;
  std::optional<SpawnModel> Spawn;
  std::optional<GatherModel> Gather;
  std::optional<DropFate>
      Dropped; ///< The fate of the result when dropped, where it differs from its type's.
  std::optional<int>
      Offload; ///< The callable argument that runs on another thread; -1: any callable argument.
  std::optional<int>
      Handler; ///< The callable argument that runs on the event loop; -1: any callable argument.
  std::optional<int> Keeps;    ///< The callable argument that is kept until the coroutine that it
                               ///< makes has ended; -1: any callable argument.
  std::optional<int> Calls;    ///< The callable argument that it calls before it returns; -1: any
                               ///< callable argument.
  std::optional<int> Walks;    ///< The range that it goes over while its result is awaited.
  std::optional<int> Discards; ///< The callable argument whose result it throws away; -1: any
                               ///< callable argument.
  std::optional<int> SyncWait; ///< The asynchronous work, an argument (-1: the object), until
                               ///< whose end it blocks.
  std::optional<int> TimeLimit; ///< The argument, a plain number, that limits how long it waits;
                                ///< zero, or left out, it does not.
  std::optional<int> Timeout;  ///< The asynchronous work, an argument (-1: the object), that it
                               ///< gives up after a time.
  SwitchTarget Switches = SwitchTarget::None; ///< Where awaiting the result resumes the coroutine.
  bool OnEventLoop = false; ///< It and its overriders are called on an event loop.
  bool NonBlocking = false; ///< It never waits, whatever its name or its twins suggest.
  bool Completed = false;   ///< Its result is there when it returns: no work is under way.
  bool Prepares = false; ///< After it the operations of its object return at once: it has waited
                        ///< until the object is ready, or makes it non-blocking.
  std::optional<int> Rethrows; ///< The argument, a failure, that it, or awaiting its result, throws
                               ///< again.
  std::optional<int> Reuses;   ///< The callable argument that it keeps and may call any number of
                               ///< times; -1: any callable argument.
  std::optional<int> Repeats;  ///< The callable argument that it calls once for each element of
                               ///< what it is given; -1: any callable argument.
  bool NeverFails = false; ///< Awaiting its result throws nothing, or nothing but that the coroutine
                           ///< is to stop.
  AwaitedThing Awaits = AwaitedThing::Unknown; ///< What awaiting the result waits for.
  bool Pauses = false; ///< It gives other threads a chance to run and does nothing else.
  bool Connects = false; ///< It connects its object, an argument or what it returns.
  bool Tests = false;    ///< It runs the tests of the file whose main() calls it.
};

/// How a resource is closed.
struct CloseModel {
  std::vector<std::string> With; ///< The last identifiers of the member functions that do it.
  std::string Otherwise; ///< Completes "destroyed without that, it …".
};

/// What a coroutine makes of the exception by which it is told to stop.
struct CancellationModel {
  std::string When; ///< Source text that is true of the exception `{error}` then; empty where it
                    ///< stands for nothing else.
  bool Ends = false; ///< The coroutine has nobody left to run for: it is to await nothing more.
};

/// All that is known of some types. What is set overrules what the language says.
struct TypeModel {
  ModelPlace At;
  std::vector<std::string> Names;
  TypeKind Kind = TypeKind::None;
  StartPolicy Start = StartPolicy::Unknown;
  DropFate Dropped = DropFate::Unknown;
  /// Of a task: as the name says. Of a completion token: the fate of the exception that it is given.
  ExceptionFate Exceptions = ExceptionFate::Unknown;
  std::optional<bool> SingleUse;
  std::optional<CloseModel> Close;
  std::optional<CancellationModel> Cancels; ///< Of a cancellation.
  std::string Pool; ///< Of a connection: names, for a note, what lends such connections; or empty.
};

/// Source text of a library for something it offers, with the headers that declare it. In the text,
/// `{root}` stands for the root namespace in use, `{duration}`, `{type}`, `{body}` and `{error}` for
/// what the fix is made of; in headers `{root}` has slashes for colons.
struct SpellingModel {
  std::string Text; ///< Source text; empty where it takes something that only the author knows.
  std::string Note; ///< In its place then, for a note: the form, with `…` for that.
  /// As between the angle brackets of an #include. `new.h | old.h` are the names that one header
  /// has in several versions of the library, the newest first.
  std::vector<std::string> Headers;
  std::vector<std::string> In; ///< The task types in whose coroutines it can be used; empty: any of
                               ///< the library's.
};

/// How a library's own tasks are used; empty texts where it has no such form.
struct SpellingsModel {
  std::optional<SpellingModel> Sleep;   ///< Suspends the coroutine for {duration}.
  std::optional<SpellingModel> Offload; ///< Evaluates {body} of {type} on another thread.
  std::optional<SpellingModel> Token;   ///< A completion token: the coroutine awaits the result,
                                        ///< and a failure is thrown.
  std::optional<SpellingModel> ErrorToken; ///< Likewise, but a failure is put into {error}.
  std::string Spawn;                    ///< Names, for a note, what starts a task.
  std::string SyncWait; ///< Names, for a note, what waits for a task from ordinary code.
  std::string Limiter;  ///< Names, for a note, what bounds the number of tasks.
  std::string Timeout;  ///< Names, for a note, what gives up on a task after a time.
  std::string Yield;    ///< Names, for a note, what lets other work of the executor run.
  std::string Mutex;    ///< Names, for a note, the lock that suspends the coroutine.
  std::string Keeper;   ///< Names, for a note, what keeps a callable while its coroutine runs.
  std::string Failure;  ///< Names, for a note, what hears of a failure that nobody awaits.
  std::optional<SpellingModel> FailureToken; ///< Of a task that is started and has no result: its
                                             ///< failure is thrown, out of the event loop.
};

/// One library.
struct LibraryModel {
  std::string Schema;
  std::string Library;
  std::string Title;
  std::vector<std::string> Roots;
  /// Names of which the unit must declare every one, or the model does not hold: for libraries
  /// whose own names, in the global namespace, another program may have for something else.
  std::vector<std::string> Requires;
  std::vector<TypeModel> Types;
  std::vector<FunctionModel> Functions;
  SpellingsModel Spellings;
};

/// The spelling of a value in models, options and messages: "sleep", "task", "never-runs", "on". That
/// of an unknown one is "unknown".
llvm::StringRef name(BlockingCategory Category);
llvm::StringRef name(TypeKind Kind);
llvm::StringRef name(StartPolicy Start);
llvm::StringRef name(DropFate Fate);
llvm::StringRef name(ExceptionFate Fate);
llvm::StringRef name(Tier Level);
llvm::StringRef name(DurationUnit Unit);
llvm::StringRef name(StartTime Time);
llvm::StringRef name(GatherErrors Errors);
llvm::StringRef name(SwitchTarget Target);
llvm::StringRef name(AwaitedThing Thing);

/// All models at hand, indexed by the last identifier of each name.
class LibraryModels {
public:
  /// Reads the models compiled in and, before them in rank, \p UserFiles. Fails with
  /// "FILE:LINE:COL: what is wrong" for a file that cannot be read, is no YAML, has an unknown key
  /// or value, another schema, or no name in an entry.
  static llvm::Expected<std::shared_ptr<const LibraryModels>>
  load(llvm::ArrayRef<std::string> UserFiles = {});

  LibraryModels(const LibraryModels &) = delete;
  LibraryModels &operator=(const LibraryModels &) = delete;

  /// The models of \p Function, those of user files first. \p Object is the class of the object
  /// expression of a member call, which may name the function through a derived class; null where
  /// there is none. \p FunctionObject is the variable whose call operator \p Function is (a
  /// customisation point is called like a function, and models name it like one); null where there
  /// is none. Inline namespaces do not count; a virtual function is also found by the names of what
  /// it overrides.
  llvm::SmallVector<const FunctionModel *, 2>
  find(const clang::FunctionDecl *Function, const clang::CXXRecordDecl *Object = nullptr,
       const clang::VarDecl *FunctionObject = nullptr) const;

  /// The model of the class \p Record (for a specialisation: of its template); null if there is
  /// none.
  const TypeModel *find(const clang::CXXRecordDecl *Record) const;

  /// The library one of whose roots encloses \p Declaration, and that root; {null, ""} if there is
  /// none.
  std::pair<const LibraryModel *, llvm::StringRef> libraryOf(const clang::Decl *Declaration) const;

  /// Every library, in the order of rank.
  const std::vector<std::unique_ptr<LibraryModel>> &libraries() const { return Libraries; }

private:
  LibraryModels() = default;

  template <typename Model> struct Entry {
    std::vector<std::string> Path; ///< Name components, last first.
    const Model *Of;
    const LibraryModel *In;
  };

  void index(const LibraryModel &Library);
  /// The first type entry that is about \p Record; null without one.
  const Entry<TypeModel> *entryOf(const clang::CXXRecordDecl *Record) const;

  std::vector<std::unique_ptr<LibraryModel>> Libraries;
  llvm::StringMap<std::vector<Entry<FunctionModel>>> Functions;
  llvm::StringMap<std::vector<Entry<TypeModel>>> Types;
};

/// Whether the qualified name of \p Declaration is \p Path (components, last first); inline
/// namespaces do not count.
bool hasQualifiedName(const clang::NamedDecl *Declaration, llvm::ArrayRef<std::string> Path);

/// Splits "a::b::c" (a leading "::" allowed) into {"c", "b", "a"}. Template arguments and operators
/// stay whole.
std::vector<std::string> splitQualifiedName(llvm::StringRef Name);

} // namespace corolint
