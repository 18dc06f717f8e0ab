// RUN: %corolint types %s -- -std=c++20 > %t
// RUN: FileCheck %s --input-file=%t
// RUN: FileCheck %s --input-file=%t --check-prefix=NONE

// What is found of the types of an in-house library, without a model. Each expectation stands behind its type.

#include <coroutine>
#include <cstdlib>
#include <exception>
#include <utility>

using Handle = std::coroutine_handle<>;

/// The parts of a promise that most here do not care for.
struct Plain {
  std::suspend_always initial_suspend() noexcept { return {}; }
  std::suspend_always final_suspend() noexcept { return {}; }
  void return_void() {}
  void unhandled_exception() { Failure = std::current_exception(); }
  std::exception_ptr Failure;
};
struct Hot : Plain {
  std::suspend_never initial_suspend() noexcept { return {}; }
};

/// Makes what derives from it awaitable.
struct Awaiting {
  bool await_ready() const noexcept { return false; }
  void await_suspend(Handle) noexcept {}
  void await_resume() noexcept {}
};
// CHECK-DAG: {{^}}Awaiting: awaitable, start unknown, dropped unknown, exceptions unknown{{$}}

// --- Where the promise is ----------------------------------------------------------------------------------------------------

struct Nested : Awaiting {
  struct promise_type : Plain {
    Nested get_return_object();
  };
};
// CHECK-DAG: {{^}}Nested: task, start lazy, dropped never-runs, exceptions stored{{$}}

struct AliasedPromise : Plain {};
struct Aliased : Awaiting {
  using promise_type = AliasedPromise;
};
// CHECK-DAG: {{^}}Aliased: task, start lazy, dropped never-runs, exceptions stored{{$}}

struct Typedefed : Awaiting {
  typedef AliasedPromise promise_type;
};
// CHECK-DAG: {{^}}Typedefed: task, start lazy, dropped never-runs, exceptions stored{{$}}

/// No coroutine returns what its promise does not give.
struct AwaiterOfNested : Awaiting {
  using promise_type = Nested::promise_type;
};
// CHECK-DAG: {{^}}AwaiterOfNested: awaitable, start unknown, dropped unknown, exceptions unknown{{$}}

/// What makes it of a Nested may start that.
struct MadeOfNested : Awaiting {
  using promise_type = Nested::promise_type;
  MadeOfNested(Nested &&);
};
// CHECK-DAG: {{^}}MadeOfNested: task, start unknown, dropped unknown, exceptions stored{{$}}

struct DefinedLater : Awaiting {
  struct promise_type;
};
struct DefinedLater::promise_type : Hot {
  std::suspend_never final_suspend() noexcept { return {}; }
};
// CHECK-DAG: {{^}}DefinedLater: task, start eager, dropped runs-unobserved, exceptions stored{{$}}

struct NeverDefined : Awaiting {
  struct promise_type;
};
// CHECK-DAG: {{^}}NeverDefined: task, start unknown, dropped unknown, exceptions unknown{{$}}

struct FromTraits : Awaiting {};
template <> struct std::coroutine_traits<FromTraits> {
  struct promise_type : Plain {};
};
// CHECK-DAG: {{^}}FromTraits: task, start lazy, dropped never-runs, exceptions stored{{$}}

struct FromTraitsWithArguments : Awaiting {};
template <typename... A> struct std::coroutine_traits<FromTraitsWithArguments, A...> {
  using promise_type = AliasedPromise;
};
// CHECK-DAG: {{^}}FromTraitsWithArguments: task, start lazy, dropped never-runs, exceptions stored{{$}}

template <typename T> struct Partial : Awaiting {};
template <typename T> struct PartialPromise : Hot {
  std::suspend_never final_suspend() noexcept { return {}; }
  T *Value;
};
template <typename T, typename... A> struct std::coroutine_traits<Partial<T>, A...> {
  using promise_type = PartialPromise<T>;
};
Partial<int> partial();
// CHECK-DAG: {{^}}Partial<int>: task, start eager, dropped runs-unobserved, exceptions stored{{$}}

// The specialisation is for another one of the template's.
template <typename T> struct Other : Awaiting {};
template <> struct std::coroutine_traits<Other<char>> {
  using promise_type = AliasedPromise;
};
Other<char> otherChar();
// CHECK-DAG: {{^}}Other<char>: task, start lazy, dropped never-runs, exceptions stored{{$}}
Other<int> otherInt();
// CHECK-DAG: {{^}}Other<int>: awaitable, start unknown, dropped unknown, exceptions unknown{{$}}

// A promise for whatever is derived from a tag.
struct Tag {};
struct Tagged : Tag, Awaiting {};
template <typename T, typename... A>
  requires std::is_base_of_v<Tag, T>
struct std::coroutine_traits<T, A...> {
  struct promise_type : Plain {
    T get_return_object();
  };
};
Tagged usesTagged() { co_return; }
// CHECK-DAG: {{^}}Tagged: task, start lazy, dropped never-runs, exceptions stored{{$}}

// --- Promises in templates ---------------------------------------------------------------------------------------------------

// The usual form of a library's task. No coroutine of this type is in sight.
template <typename T> struct Generic {
  struct promise_type {
    Generic get_return_object();
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_value(T) {}
    void unhandled_exception() { std::terminate(); }
  };
  bool await_ready();
  void await_suspend(Handle);
  T await_resume();
  ~Generic() {
    if (Mine)
      Mine.destroy();
  }
  std::coroutine_handle<promise_type> Mine;
};
Generic<int> generic();
// CHECK-DAG: {{^}}Generic<int>: task, start lazy, dropped never-runs, exceptions terminates{{$}}
void completes() { generic(); }
Generic<char> &onlyNamed();
// CHECK-DAG: {{^}}Generic<char>: task, start lazy, dropped never-runs, exceptions terminates{{$}}
inline auto completesIt() { return sizeof(Generic<long>); }
Generic<long> completed();
// CHECK-DAG: {{^}}Generic<long>: task, start lazy, dropped never-runs, exceptions terminates{{$}}
Generic<short> implemented() { co_return 1; }
// CHECK-DAG: {{^}}Generic<short>: task, start lazy, dropped never-runs, exceptions terminates{{$}}

template <typename T> struct GenericPromise;
template <typename T> struct Forward : Awaiting {
  using promise_type = GenericPromise<T>;
};
template <typename T> struct ResultPart {
  void return_value(T) {}
  void unhandled_exception() { std::abort(); }
};
template <typename T, typename Start> struct Parts : ResultPart<T> {
  Start initial_suspend() noexcept { return {}; }
  std::suspend_always final_suspend() noexcept { return {}; }
};
template <typename T> struct GenericPromise : Parts<T, std::suspend_always> {
  Forward<T> get_return_object();
};
Forward<int> forwardInt();
// How it starts stands in an argument of a base that nothing made complete.
// CHECK-DAG: {{^}}Forward<int>: task, start {{lazy, dropped never-runs|unknown, dropped unknown}}, exceptions terminates{{$}}
Forward<char> forwardChar() { co_return 'c'; }
// CHECK-DAG: {{^}}Forward<char>: task, start lazy, dropped never-runs, exceptions terminates{{$}}

template <typename T> struct Outer {
  struct Inner : Awaiting {
    struct promise_type : Plain {};
  };
};
Outer<int>::Inner inner();
// CHECK-DAG: {{^}}Outer<int>::Inner: task, start lazy, dropped never-runs, exceptions stored{{$}}

// An explicit specialisation has its own members.
template <> struct Generic<void> : Awaiting {
  struct promise_type : Hot {};
};
Generic<void> special();
// CHECK-DAG: {{^}}Generic<void>: task, start eager, dropped runs-unobserved, exceptions stored{{$}}

// --- When it starts ----------------------------------------------------------------------------------------------------------

struct DeducedLazy : Awaiting {
  struct promise_type : Plain {
    auto initial_suspend() noexcept { return std::suspend_always{}; }
  };
};
// CHECK-DAG: {{^}}DeducedLazy: task, start lazy, dropped never-runs, exceptions stored{{$}}

template <typename T> struct DeducedInTemplate : Awaiting {
  struct promise_type : Plain {
    auto initial_suspend() noexcept { return std::suspend_never{}; }
    auto final_suspend() noexcept { return std::suspend_never{}; }
  };
};
DeducedInTemplate<int> deducedInTemplate();
// CHECK-DAG: {{^}}DeducedInTemplate<int>: task, start eager, dropped runs-unobserved, exceptions stored{{$}}

struct ReadyAwaiter {
  constexpr bool await_ready() const noexcept { return true; }
  void await_suspend(Handle) const noexcept {}
  void await_resume() const noexcept {}
};
// CHECK-DAG: {{^}}ReadyAwaiter: awaitable, start unknown, dropped unknown, exceptions unknown{{$}}
struct CustomEager : Awaiting {
  struct promise_type : Plain {
    ReadyAwaiter initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
  };
};
// CHECK-DAG: {{^}}CustomEager: task, start eager, dropped runs-unobserved, exceptions stored{{$}}

// It may have itself resumed at once.
struct Schedules {
  bool await_ready() const noexcept { return false; }
  void await_suspend(Handle) const noexcept;
  void await_resume() const noexcept {}
};
// CHECK-DAG: {{^}}Schedules: awaitable, start unknown, dropped unknown, exceptions unknown{{$}}
struct CustomUnknown : Awaiting {
  struct promise_type : Plain {
    Schedules initial_suspend() noexcept { return {}; }
  };
};
// CHECK-DAG: {{^}}CustomUnknown: task, start unknown, dropped unknown, exceptions stored{{$}}

struct DerivedStart : std::suspend_always {};
// CHECK-DAG: {{^}}DerivedStart: awaitable, start unknown, dropped unknown, exceptions unknown{{$}}
struct LazyByDerivation : Awaiting {
  struct promise_type : Plain {
    DerivedStart initial_suspend() noexcept { return {}; }
  };
};
// CHECK-DAG: {{^}}LazyByDerivation: task, start lazy, dropped never-runs, exceptions stored{{$}}

// One type or the other, by a condition.
template <bool Lazy> struct Chosen : Awaiting {
  struct promise_type : Plain {
    Chosen get_return_object() { return {}; }
    auto initial_suspend() noexcept {
      if constexpr (Lazy)
        return std::suspend_always{};
      else
        return std::suspend_never{};
    }
  };
};
Chosen<true> chosenLazy() { co_return; }
// CHECK-DAG: {{^}}Chosen<true>: task, start lazy, dropped never-runs, exceptions stored{{$}}
Chosen<false> chosenEager() { co_return; }
// CHECK-DAG: {{^}}Chosen<false>: task, start eager, dropped runs-unobserved, exceptions stored{{$}}

template <bool Lazy> struct ChosenType : Awaiting {
  struct promise_type : Plain {
    ChosenType get_return_object() { return {}; }
    std::conditional_t<Lazy, std::suspend_always, std::suspend_never> initial_suspend() noexcept { return {}; }
  };
};
ChosenType<true> chosenTypeLazy();
ChosenType<false> chosenTypeEager() { co_return; }
// CHECK-DAG: {{^}}ChosenType<true>: task, start {{lazy, dropped never-runs|unknown, dropped unknown}}, exceptions stored{{$}}
// CHECK-DAG: {{^}}ChosenType<false>: task, start eager, dropped runs-unobserved, exceptions stored{{$}}

// --- Where exceptions go -----------------------------------------------------------------------------------------------------

#define EXCEPTIONS(Name, ...)                                                                                                   \
  struct Name : Awaiting {                                                                                                      \
    struct promise_type : Plain {                                                                                               \
      void unhandled_exception() __VA_ARGS__                                                                                    \
    };                                                                                                                          \
  }
EXCEPTIONS(Empty, {});
// CHECK-DAG: {{^}}Empty: task, start lazy, dropped never-runs, exceptions swallowed{{$}}
EXCEPTIONS(EmptyNoexcept, noexcept{});
// CHECK-DAG: {{^}}EmptyNoexcept: task, start lazy, dropped never-runs, exceptions swallowed{{$}}
EXCEPTIONS(OnlySemicolon, { ; });
// CHECK-DAG: {{^}}OnlySemicolon: task, start lazy, dropped never-runs, exceptions swallowed{{$}}
EXCEPTIONS(OnlyReturn, { return; });
// CHECK-DAG: {{^}}OnlyReturn: task, start lazy, dropped never-runs, exceptions swallowed{{$}}
EXCEPTIONS(Terminates, { std::terminate(); });
// CHECK-DAG: {{^}}Terminates: task, start lazy, dropped never-runs, exceptions terminates{{$}}
EXCEPTIONS(Aborts, { std::abort(); });
// CHECK-DAG: {{^}}Aborts: task, start lazy, dropped never-runs, exceptions terminates{{$}}
[[noreturn]] void fail(const char *Why);
EXCEPTIONS(Fails, { fail("unhandled"); });
// CHECK-DAG: {{^}}Fails: task, start lazy, dropped never-runs, exceptions terminates{{$}}
EXCEPTIONS(Traps, { __builtin_trap(); });
// CHECK-DAG: {{^}}Traps: task, start lazy, dropped never-runs, exceptions terminates{{$}}
EXCEPTIONS(Throws, { throw; });
// CHECK-DAG: {{^}}Throws: task, start lazy, dropped never-runs, exceptions rethrown{{$}}
EXCEPTIONS(ThrowsCurrent, { std::rethrow_exception(std::current_exception()); });
// CHECK-DAG: {{^}}ThrowsCurrent: task, start lazy, dropped never-runs, exceptions rethrown{{$}}
EXCEPTIONS(ThrowsNoexcept, noexcept { throw; });
// CHECK-DAG: {{^}}ThrowsNoexcept: task, start lazy, dropped never-runs, exceptions terminates{{$}}
void log(std::exception_ptr);
EXCEPTIONS(LogsAndEnds, {
  log(std::current_exception());
  std::terminate();
});
// CHECK-DAG: {{^}}LogsAndEnds: task, start lazy, dropped never-runs, exceptions terminates{{$}}
void note(const char *);
EXCEPTIONS(Notes, { note("unhandled"); });
// CHECK-DAG: {{^}}Notes: task, start lazy, dropped never-runs, exceptions unknown{{$}}
EXCEPTIONS(Declared, ;);
// CHECK-DAG: {{^}}Declared: task, start lazy, dropped never-runs, exceptions unknown{{$}}
EXCEPTIONS(StoresOrEnds, {
  if (Failure)
    std::terminate();
  Failure = std::current_exception();
});
// CHECK-DAG: {{^}}StoresOrEnds: task, start lazy, dropped never-runs, exceptions stored{{$}}
EXCEPTIONS(ThrowsSome, {
  try {
    throw;
  } catch (const std::exception &) {
    Failure = std::current_exception();
  }
});
// CHECK-DAG: {{^}}ThrowsSome: task, start lazy, dropped never-runs, exceptions unknown{{$}}
EXCEPTIONS(CatchesItself, {
  try {
    throw;
  } catch (...) {
    note("unhandled");
  }
});
// CHECK-DAG: {{^}}CatchesItself: task, start lazy, dropped never-runs, exceptions {{unknown|swallowed}}{{$}}
struct Continuation {
  std::exception_ptr Failure;
  void stop() noexcept;
};
struct DefinedOutside : Awaiting {
  struct promise_type : Plain {
    void unhandled_exception();
  };
};
void DefinedOutside::promise_type::unhandled_exception() { Failure = std::current_exception(); }
// CHECK-DAG: {{^}}DefinedOutside: task, start lazy, dropped never-runs, exceptions stored{{$}}

// --- What becomes of it when dropped -----------------------------------------------------------------------------------------

struct DestroysDirectly : Awaiting {
  struct promise_type : Hot {};
  ~DestroysDirectly() {
    if (Mine)
      Mine.destroy();
  }
  Handle Mine;
};
// CHECK-DAG: {{^}}DestroysDirectly: task, start eager, dropped cancelled, exceptions stored{{$}}

struct Owner {
  ~Owner() { Mine.destroy(); }
  Handle Mine;
};
struct DestroysByBase : Owner, Awaiting {
  struct promise_type : Hot {};
};
// CHECK-DAG: {{^}}DestroysByBase: task, start eager, dropped cancelled, exceptions stored{{$}}
struct DestroysByMember : Awaiting {
  struct promise_type : Hot {};
  Owner Held;
};
// CHECK-DAG: {{^}}DestroysByMember: task, start eager, dropped cancelled, exceptions stored{{$}}
template <typename P> struct OwnerOf {
  ~OwnerOf() {
    if (Mine)
      Mine.destroy();
  }
  std::coroutine_handle<P> Mine;
};
template <typename T> struct CancelsWhenDropped : Awaiting {
  struct promise_type : Hot {};
  ~CancelsWhenDropped() { cleanUp(); }
  void cleanUp() {
    if (Mine.done())
      Mine.destroy();
    else
      cancel();
  }
  CancelsWhenDropped &cancel() &;
  CancelsWhenDropped &&cancel() &&;
  std::coroutine_handle<promise_type> Mine;
};
CancelsWhenDropped<int> cancelsWhenDropped();
// CHECK-DAG: {{^}}CancelsWhenDropped<int>: task, start eager, dropped cancelled, exceptions stored{{$}}
template <typename T> struct DestroysByTemplate : Awaiting {
  struct promise_type : Hot {};
  OwnerOf<promise_type> Held;
};
DestroysByTemplate<int> destroysByTemplate();
// CHECK-DAG: {{^}}DestroysByTemplate<int>: task, start eager, dropped cancelled, exceptions stored{{$}}
struct DestroysByFunction : Awaiting {
  struct promise_type : Hot {};
  ~DestroysByFunction() { reset(); }
  void reset() {
    if (Mine)
      std::exchange(Mine, nullptr).destroy();
  }
  Handle Mine;
};
// CHECK-DAG: {{^}}DestroysByFunction: task, start eager, dropped cancelled, exceptions stored{{$}}
// It frees the frame of what has ended; what still runs it lets run.
struct FreesWhenDone : Awaiting {
  struct promise_type : Hot {};
  ~FreesWhenDone() {
    if (Mine && Mine.done())
      Mine.destroy();
  }
  Handle Mine;
};
// CHECK-DAG: {{^}}FreesWhenDone: task, start eager, dropped {{unknown|runs-unobserved}}, exceptions stored{{$}}
// The last of several that hold it destroys it.
struct Counted : Awaiting {
  struct promise_type : Hot {
    int Holders = 1;
  };
  ~Counted() {
    if (Mine && --*Count == 0)
      Mine.destroy();
  }
  Handle Mine;
  int *Count;
};
// CHECK-DAG: {{^}}Counted: task, start eager, dropped unknown, exceptions stored{{$}}
struct LetsRun : Awaiting {
  struct promise_type : Hot {
    std::suspend_never final_suspend() noexcept { return {}; }
  };
  ~LetsRun() { note("dropped"); }
};
// CHECK-DAG: {{^}}LetsRun: task, start eager, dropped runs-unobserved, exceptions stored{{$}}
struct Unclear : Awaiting {
  struct promise_type : Hot {};
  ~Unclear();
};
// CHECK-DAG: {{^}}Unclear: task, start eager, dropped unknown, exceptions stored{{$}}
// A reference to an owner owns nothing.
struct Refers : Awaiting {
  struct promise_type : Hot {};
  Owner *Pointer;
  Owner &Reference;
};
// CHECK-DAG: {{^}}Refers: task, start eager, dropped runs-unobserved, exceptions stored{{$}}

// --- How it is awaited -------------------------------------------------------------------------------------------------------

struct ByMember {
  struct promise_type : Plain {};
  Awaiting operator co_await();
};
// CHECK-DAG: {{^}}ByMember: task, start lazy, dropped never-runs, exceptions stored{{$}}
struct ByRvalueMember {
  struct promise_type : Plain {};
  Awaiting operator co_await() &&;
};
// CHECK-DAG: {{^}}ByRvalueMember: task, start lazy, dropped never-runs, exceptions stored, single use{{$}}
struct ByBothMembers {
  struct promise_type : Plain {};
  Awaiting operator co_await() &&;
  Awaiting operator co_await() &;
};
// CHECK-DAG: {{^}}ByBothMembers: task, start lazy, dropped never-runs, exceptions stored{{$}}
struct ByFriend {
  struct promise_type : Plain {};
  friend Awaiting operator co_await(ByFriend &&) { return {}; }
};
// CHECK-DAG: {{^}}ByFriend: task, start lazy, dropped never-runs, exceptions stored, single use{{$}}
namespace space {
struct ByFree {
  struct promise_type : Plain {};
};
Awaiting operator co_await(const ByFree &);
struct Base {
  struct promise_type : Plain {};
};
Awaiting operator co_await(Base);
struct DerivedOfFree : Base {};
template <typename T> struct ByTemplate {
  struct promise_type : Plain {};
};
template <typename T> Awaiting operator co_await(ByTemplate<T> &&);
template <typename T> struct ByOther {};
Awaiting operator co_await(ByOther<int>);
inline namespace v2 {
struct InInline {};
} // namespace v2
Awaiting operator co_await(InInline);
} // namespace space
// CHECK-DAG: {{^}}space::ByFree: task, start lazy, dropped never-runs, exceptions stored{{$}}
// CHECK-DAG: {{^}}space::Base: task, start lazy, dropped never-runs, exceptions stored{{$}}
// CHECK-DAG: {{^}}space::DerivedOfFree: task, start lazy, dropped never-runs, exceptions stored{{$}}
// CHECK-DAG: {{^}}space::InInline: awaitable, start unknown, dropped unknown, exceptions unknown{{$}}
space::ByTemplate<int> byTemplate();
// CHECK-DAG: {{^}}space::ByTemplate<int>: task, start lazy, dropped never-runs, exceptions stored, single use{{$}}
space::ByOther<int> byOther();
// CHECK-DAG: {{^}}space::ByOther<int>: awaitable, start unknown, dropped unknown, exceptions unknown{{$}}
space::ByOther<char> notByOther();
// NONE-NOT: {{^}}space::ByOther<char>:

template <typename T> concept IsSender = requires { typename T::sender_tag; };
struct Sender {
  using sender_tag = void;
};
template <IsSender T> Awaiting operator co_await(T &&);
Sender sender();
// Only the compiler could say whether it is: not known.
// NONE-NOT: {{^}}Sender:

// Only a coroutine of its own kind can await it.
struct OnlyTransformed {
  struct promise_type : Plain {
    OnlyTransformed get_return_object();
    Awaiting await_transform(OnlyTransformed);
  };
};
// CHECK-DAG: {{^}}OnlyTransformed: task, start lazy, dropped never-runs, exceptions stored{{$}}
template <typename T> struct TransformedTemplate {
  struct promise_type : Plain {
    TransformedTemplate get_return_object();
    template <typename U> Awaiting await_transform(TransformedTemplate<U> &&);
  };
};
TransformedTemplate<int> transformedTemplate();
// CHECK-DAG: {{^}}TransformedTemplate<int>: task, start lazy, dropped never-runs, exceptions stored, single use{{$}}
struct TransformDeleted {
  struct promise_type : Plain {
    TransformDeleted get_return_object();
    Awaiting await_transform(TransformDeleted) = delete;
  };
};
// CHECK-DAG: {{^}}TransformDeleted: coroutine, start lazy, dropped never-runs, exceptions stored{{$}}
// The function may be an object.
struct TransformObject {
  struct Transform {
    Awaiting operator()(TransformObject) const;
  };
  struct promise_type : Plain {
    TransformObject get_return_object();
    static constexpr Transform await_transform{};
  };
};
// CHECK-DAG: {{^}}TransformObject: task, start lazy, dropped never-runs, exceptions stored{{$}}
template <typename T> struct TransformMember {
  struct Transform {
    template <typename U> Awaiting operator()(TransformMember<U> &&) const;
  };
  struct promise_type : Plain {
    TransformMember get_return_object();
    Transform await_transform;
  };
};
TransformMember<int> transformMember();
// CHECK-DAG: {{^}}TransformMember<int>: task, start lazy, dropped never-runs, exceptions stored, single use{{$}}
struct TransformLambda {
  struct promise_type : Plain {
    TransformLambda get_return_object();
    static constexpr auto await_transform = [](const TransformLambda &) { return Awaiting(); };
  };
};
// CHECK-DAG: {{^}}TransformLambda: task, start lazy, dropped never-runs, exceptions stored{{$}}
struct TransformObjectDeleted {
  struct Transform {
    Awaiting operator()(TransformObjectDeleted) const = delete;
  };
  struct promise_type : Plain {
    TransformObjectDeleted get_return_object();
    static constexpr Transform await_transform{};
  };
};
// CHECK-DAG: {{^}}TransformObjectDeleted: coroutine, start lazy, dropped never-runs, exceptions stored{{$}}
/// An object that is no function says nothing.
struct TransformNumber {
  struct promise_type : Plain {
    TransformNumber get_return_object();
    static constexpr int await_transform = 0;
  };
};
// CHECK-DAG: {{^}}TransformNumber: coroutine, start lazy, dropped never-runs, exceptions stored{{$}}
struct AwaitDeleted {
  Awaiting operator co_await() = delete;
};
// NONE-NOT: {{^}}AwaitDeleted:
struct PrivatelyAwaiting : private Awaiting {};
// NONE-NOT: {{^}}PrivatelyAwaiting:
class PrivateMembers {
  bool await_ready();
  void await_suspend(Handle);
  void await_resume();
};
// NONE-NOT: {{^}}PrivateMembers:
// A template member is one, too.
struct TemplateSuspend {
  bool await_ready();
  template <typename P> bool await_suspend(std::coroutine_handle<P>);
  int await_resume();
};
// CHECK-DAG: {{^}}TemplateSuspend: awaitable, start unknown, dropped unknown, exceptions unknown{{$}}
struct StaticMembers {
  static bool await_ready();
  static void await_suspend(Handle);
  static void await_resume();
};
// CHECK-DAG: {{^}}StaticMembers: awaitable, start unknown, dropped unknown, exceptions unknown{{$}}

// --- Derived from a task -----------------------------------------------------------------------------------------------------

struct Derived : Nested {
  int More;
};
// CHECK-DAG: {{^}}Derived: task, start lazy, dropped never-runs, exceptions stored{{$}}
struct Again : Derived {
  using Derived::Derived;
};
// CHECK-DAG: {{^}}Again: task, start lazy, dropped never-runs, exceptions stored{{$}}
template <typename T> struct DerivedFromDependent : Generic<T> {};
DerivedFromDependent<int> derivedFromDependent();
// CHECK-DAG: {{^}}DerivedFromDependent<int>: task, start lazy, dropped never-runs, exceptions terminates{{$}}
struct BringsIn : private Nested {
  using Nested::await_ready;
  using Nested::await_resume;
  using Nested::await_suspend;
  using Nested::promise_type;
};
// CHECK-DAG: {{^}}BringsIn: task, start lazy, dropped never-runs, exceptions stored{{$}}

// --- Coroutines that nobody awaits -------------------------------------------------------------------------------------------

struct Generator {
  struct promise_type : Plain {
    std::suspend_always yield_value(int);
    void await_transform() = delete;
  };
};
// CHECK-DAG: {{^}}Generator: generator, start lazy, dropped never-runs, exceptions stored{{$}}
// Its next value is awaited, not the generator.
struct AsyncGenerator {
  struct promise_type : Plain {
    std::suspend_always yield_value(int);
  };
  Awaiting next();
};
// CHECK-DAG: {{^}}AsyncGenerator: async-generator, start lazy, dropped never-runs, exceptions stored{{$}}
struct Stream : Awaiting {
  struct promise_type : Plain {
    std::suspend_always yield_value(int);
  };
};
// CHECK-DAG: {{^}}Stream: task, start lazy, dropped never-runs, exceptions stored{{$}}
struct Forgotten {
  struct promise_type : Hot {
    std::suspend_never final_suspend() noexcept { return {}; }
  };
};
// CHECK-DAG: {{^}}Forgotten: fire-and-forget, start eager, dropped runs-unobserved, exceptions swallowed{{$}}
struct Joined {
  struct promise_type : Hot {};
  ~Joined();
  void join();
};
// CHECK-DAG: {{^}}Joined: coroutine, start eager, dropped unknown, exceptions stored{{$}}
struct Driven {
  struct promise_type : Plain {};
  void resume();
};
// CHECK-DAG: {{^}}Driven: coroutine, start lazy, dropped never-runs, exceptions stored{{$}}

// A value or a failure: no coroutine of it ever suspends for later, and it is no asynchronous work.
template <typename T> struct Expected {
  struct promise_type;
  T Value;
};
template <typename T> struct Expected<T>::promise_type {
  Expected get_return_object();
  std::suspend_never initial_suspend() noexcept { return {}; }
  std::suspend_never final_suspend() noexcept { return {}; }
  void return_value(T) {}
  void unhandled_exception() { throw; }
  template <typename U> struct Unpack {
    bool await_ready();
    void await_suspend(Handle);
    U await_resume();
  };
  template <typename U> Unpack<U> await_transform(Expected<U>);
};
Expected<int> expected();
// CHECK-DAG: {{^}}Expected<int>: coroutine, start eager, {{.*}}exceptions rethrown{{$}}

// --- Nothing of the kind -----------------------------------------------------------------------------------------------------

// A promise is no coroutine of its own.
// NONE-NOT: promise_type:
// NONE-NOT: {{^}}{{(Plain|Hot|AliasedPromise|Tag|Owner|OwnerOf<.*>|Continuation|GenericPromise<.*>)}}:
// NONE-NOT: {{^}}{{(Incomplete|IncompleteTemplate<int>|OnlyReady|NoReady|Fields|OnlyPromiseMembers|ValuePromise|Union)}}:
// NONE-NOT: {{^}}{{(Enumeration|Alias|.*lambda.*)}}:
struct Incomplete;
Incomplete &incomplete();
template <typename T> struct IncompleteTemplate;
IncompleteTemplate<int> &incompleteTemplate();
struct OnlyReady {
  bool await_ready();
};
struct NoReady {
  void await_suspend(Handle);
  void await_resume();
};
struct Fields {
  bool await_ready, await_suspend, await_resume;
};
struct OnlyPromiseMembers {
  std::suspend_always initial_suspend();
  std::suspend_always final_suspend();
  void unhandled_exception();
};
struct ValuePromise {
  int promise_type;
};
union Union {
  int A;
};
enum class Enumeration { A };
using Alias = Nested;
auto Lambda = [] { return 1; };
int Number;
Nested *Pointer;
Nested Many[2];

// --- Awaitable in some coroutines alone, and senders ---------------------------------------------------------------------------

namespace customized {

/// Taken by nothing but the promise of Only.
struct Token {};
template <typename T> struct Boxed {};
struct Only {
  struct promise_type {
    Only get_return_object() { return {}; }
    std::suspend_always initial_suspend() { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
    std::suspend_always await_transform(Token) { return {}; }
    template <typename T> std::suspend_always await_transform(Boxed<T>) { return {}; }
  };
  ~Only() {}
};
Only takesTokens() { co_await Token(); }
// CHECK-DAG: {{^}}customized::Only: coroutine, start lazy, dropped never-runs, exceptions swallowed{{$}}
// CHECK-DAG: {{^}}customized::Token: awaitable, start unknown, dropped unknown, exceptions unknown{{$}}
Token token;
Boxed<int> boxed;
// CHECK-DAG: {{^}}customized::Boxed<int>: awaitable, start unknown, dropped unknown, exceptions unknown{{$}}

/// By a customisation point that the library's own promises ask for.
struct ViaExecutor {
  friend std::suspend_always co_viaIfAsync(int, ViaExecutor) { return {}; }
};
ViaExecutor viaExecutor;
// CHECK-DAG: {{^}}customized::ViaExecutor: awaitable, start unknown, dropped unknown, exceptions unknown{{$}}
struct AsAwaitable {
  template <typename Promise> std::suspend_always as_awaitable(Promise &);
};
AsAwaitable asAwaitable;
// CHECK-DAG: {{^}}customized::AsAwaitable: awaitable, start unknown, dropped unknown, exceptions unknown{{$}}

/// A sender does nothing before it is connected and started.
struct sender_t {};
template <typename T> struct Just {
  using sender_concept = sender_t;
  T Value;
};
Just<int> just;
// CHECK-DAG: {{^}}customized::Just<int>: operation, start lazy, dropped never-runs, exceptions unknown{{$}}

} // namespace customized

// --- Starting by an awaiter of the library's own -------------------------------------------------------------------------------

namespace starting {

template <typename Initial> struct Task {
  struct promise_type {
    Task get_return_object() { return {}; }
    Initial initial_suspend() { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { throw; }
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
constexpr bool Never = false;
struct Waits {
  bool await_ready() { return Never; }
  void await_suspend(std::coroutine_handle<>) {}
  void await_resume() {}
};
struct Stays {
  bool await_ready() { return false; }
  bool await_suspend(std::coroutine_handle<>) { return true; }
  void await_resume() {}
};
struct Goes {
  bool await_ready() { return !Never; }
  void await_suspend(std::coroutine_handle<>) {}
  void await_resume() {}
};
void post(std::coroutine_handle<>);
struct Posts {
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<> Self) { post(Self); }
  void await_resume() {}
};
Task<Waits> waits() { co_return; }
// CHECK-DAG: {{^}}starting::Task<starting::Waits>: task, start lazy, dropped never-runs, exceptions rethrown{{$}}
Task<Stays> stays() { co_return; }
// CHECK-DAG: {{^}}starting::Task<starting::Stays>: task, start lazy, dropped never-runs, exceptions rethrown{{$}}
Task<Goes> goes() { co_return; }
// CHECK-DAG: {{^}}starting::Task<starting::Goes>: task, start eager, dropped runs-unobserved, exceptions rethrown{{$}}
Task<Posts> posts() { co_return; }
// CHECK-DAG: {{^}}starting::Task<starting::Posts>: task, start unknown, dropped unknown, exceptions rethrown{{$}}

} // namespace starting

// --- What the source itself says -----------------------------------------------------------------------------------------------

struct [[clang::annotate("corolint::kind: resource"),
         clang::annotate("corolint::close: {with: [join], otherwise: terminates the program}")]] Scope {};
Scope scope;
// CHECK-DAG: {{^}}Scope: resource, start unknown, dropped unknown, exceptions unknown{{$}}
template <typename T> struct [[clang::annotate("corolint::dropped: harmless")]] View {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
View<int> view;
// CHECK-DAG: {{^}}View<int>: awaitable, start unknown, dropped harmless, exceptions unknown{{$}}

// --- A promise that takes anything ---------------------------------------------------------------------------------------------

namespace any {
template <typename Inner> struct Checked : Awaiting {
  Inner Of;
};
template <typename T> struct Task {
  struct promise_type : Plain {
    Task get_return_object();
    template <typename Awaited> Checked<Awaited> await_transform(Awaited &&);
  };
};
/// Nothing here awaits it: as far as is known it cannot be.
struct Never {
  struct promise_type : Plain {
    Never get_return_object();
    template <typename Awaited> Checked<Awaited> await_transform(Awaited &&);
  };
};
/// No task, and what it is to promises that await it, it is not to its users.
struct Context {};
Task<int> number();
Task<void> awaits() {
  co_await number();
  co_await Context();
}
Never awaitsNothing() { co_return; }
} // namespace any
// CHECK-DAG: {{^}}any::Task<int>: task, start lazy, dropped never-runs, exceptions stored{{$}}
// CHECK-DAG: {{^}}any::Task<void>: task, start lazy, dropped never-runs, exceptions stored{{$}}
// CHECK-DAG: {{^}}any::Never: coroutine, start lazy, dropped never-runs, exceptions stored{{$}}
// CHECK-NOT: {{^}}any::Context:

// --- What goes on when it is dropped ------------------------------------------------------------------------------------------

namespace resuming {
/// The coroutines that may go on: all that are left when it ends go on then.
struct Batch : Awaiting {
  ~Batch() { flush(); }
  void flush() {
    auto All = [this] {
      for (Handle Each : Waiting)
        if (Each)
          Each.resume();
    };
    All();
  }
  Handle Waiting[4];
};
template <typename T> struct BatchOf : Batch {};
struct Started : Awaiting {
  struct promise_type : Plain {
    Started get_return_object();
  };
  ~Started() {
    if (Own && !Own.done())
      Own();
  }
  Handle Own;
};
BatchOf<int> batch();
} // namespace resuming
// CHECK-DAG: {{^}}resuming::Batch: awaitable, start unknown, dropped harmless, exceptions unknown{{$}}
// CHECK-DAG: {{^}}resuming::BatchOf<int>: awaitable, start unknown, dropped harmless, exceptions unknown{{$}}
// CHECK-DAG: {{^}}resuming::Started: task, start lazy, dropped runs-unobserved, exceptions stored{{$}}

// --- Where exceptions go, on each path ------------------------------------------------------------------------------------------

namespace paths {

EXCEPTIONS(OnlyLogs, { log(std::current_exception()); });
// CHECK-DAG: {{^}}paths::OnlyLogs: task, start lazy, dropped never-runs, exceptions unknown{{$}}
EXCEPTIONS(LogsAndStores, {
  log(std::current_exception());
  auto Current = std::current_exception();
  Failure = std::move(Current);
  note("stored");
});
// CHECK-DAG: {{^}}paths::LogsAndStores: task, start lazy, dropped never-runs, exceptions stored{{$}}
EXCEPTIONS(ThrowsOrStores, {
  if (Failure)
    throw;
  Failure = std::current_exception();
});
// CHECK-DAG: {{^}}paths::ThrowsOrStores: task, start lazy, dropped never-runs, exceptions unknown{{$}}
EXCEPTIONS(StoresOrDrops, {
  if (!Failure)
    Failure = std::current_exception();
});
// CHECK-DAG: {{^}}paths::StoresOrDrops: task, start lazy, dropped never-runs, exceptions unknown{{$}}
EXCEPTIONS(StoresEither, {
  if (Failure)
    Failure = std::make_exception_ptr(1);
  else
    Failure = std::current_exception();
});
// CHECK-DAG: {{^}}paths::StoresEither: task, start lazy, dropped never-runs, exceptions stored{{$}}
EXCEPTIONS(Constructs, { ::new (static_cast<void *>(&Failure)) std::exception_ptr(std::current_exception()); });
// CHECK-DAG: {{^}}paths::Constructs: task, start lazy, dropped never-runs, exceptions stored{{$}}
EXCEPTIONS(Exchanges, { std::exchange(Failure, std::current_exception()); });
// CHECK-DAG: {{^}}paths::Exchanges: task, start lazy, dropped never-runs, exceptions stored{{$}}
std::exception_ptr Last;
EXCEPTIONS(StoresElsewhere, { Last = std::current_exception(); });
// CHECK-DAG: {{^}}paths::StoresElsewhere: task, start lazy, dropped never-runs, exceptions unknown{{$}}
EXCEPTIONS(StoresInLocal, {
  std::exception_ptr Local;
  Local = std::current_exception();
});
// CHECK-DAG: {{^}}paths::StoresInLocal: task, start lazy, dropped never-runs, exceptions swallowed{{$}}
EXCEPTIONS(ThrowsAgain, {
  try {
    std::rethrow_exception(std::current_exception());
  } catch (const std::exception &) {
    note("unhandled");
    throw;
  }
});
// CHECK-DAG: {{^}}paths::ThrowsAgain: task, start lazy, dropped never-runs, exceptions rethrown{{$}}
EXCEPTIONS(CatchesAll, {
  try {
    throw;
  } catch (...) {
  }
});
// CHECK-DAG: {{^}}paths::CatchesAll: task, start lazy, dropped never-runs, exceptions swallowed{{$}}
EXCEPTIONS(Remembers, {
  static bool Failed;
  Failed = true;
});
// CHECK-DAG: {{^}}paths::Remembers: task, start lazy, dropped never-runs, exceptions unknown{{$}}

void forget(std::exception_ptr) {}
[[noreturn]] void stop(std::exception_ptr);
void stopFor(std::exception_ptr Why) { stop(Why); }
EXCEPTIONS(Forgets, { forget(std::current_exception()); });
// CHECK-DAG: {{^}}paths::Forgets: task, start lazy, dropped never-runs, exceptions swallowed{{$}}
EXCEPTIONS(Stops, { stopFor(std::current_exception()); });
// CHECK-DAG: {{^}}paths::Stops: task, start lazy, dropped never-runs, exceptions terminates{{$}}
struct Base {
  std::exception_ptr Kept;
  void keep(std::exception_ptr Given) { Kept = Given; }
  void unhandled_exception() { keep(std::current_exception()); }
  void see(std::exception_ptr Given);
};
template <typename P> struct TaskOf : Awaiting {
  struct promise_type : P {
    TaskOf get_return_object();
    std::suspend_always initial_suspend() noexcept { return {}; }
  };
};
#define COMPLETE(Function, ...)                                                                                                 \
  TaskOf<__VA_ARGS__> Function(TaskOf<__VA_ARGS__>::promise_type);                                                              \
  inline auto Function##Size = sizeof(TaskOf<__VA_ARGS__>::promise_type)
COMPLETE(keepsByFunction, Base);
// CHECK-DAG: {{^}}paths::TaskOf<paths::Base>: task, start lazy, dropped never-runs, exceptions stored{{$}}
struct Sees : Base {
  void unhandled_exception() { see(std::current_exception()); }
};
COMPLETE(sees, Sees);
// CHECK-DAG: {{^}}paths::TaskOf<paths::Sees>: task, start lazy, dropped never-runs, exceptions unknown{{$}}
// As promises that are templates do.
template <typename T> struct Generic {
  std::exception_ptr Kept;
  void keep(std::exception_ptr Given) { Kept = Given; }
  void unhandled_exception() { keep(std::current_exception()); }
};
COMPLETE(keepsInTemplate, Generic<int>);
// CHECK-DAG: {{^}}paths::TaskOf<paths::Generic<int>>: task, start lazy, dropped never-runs, exceptions stored{{$}}
struct State {
  void setException(std::exception_ptr);
  void print(std::exception_ptr) const;
};
struct InState {
  State *Of;
  void unhandled_exception() { Of->setException(std::current_exception()); }
};
COMPLETE(keepsInState, InState);
// CHECK-DAG: {{^}}paths::TaskOf<paths::InState>: task, start lazy, dropped never-runs, exceptions stored{{$}}
struct Prints {
  State *Of;
  void unhandled_exception() { Of->print(std::current_exception()); }
};
COMPLETE(prints, Prints);
// CHECK-DAG: {{^}}paths::TaskOf<paths::Prints>: task, start lazy, dropped never-runs, exceptions unknown{{$}}
template <typename T> struct InDependent {
  T Result;
  void unhandled_exception() { Result.template emplace<1>(std::current_exception()); }
};
COMPLETE(keepsInDependent, InDependent<State>);
// CHECK-DAG: {{^}}paths::TaskOf<paths::InDependent<paths::State>>: task, start lazy, dropped never-runs, exceptions stored{{$}}

} // namespace paths

// --- Promises that depend on what the coroutine takes -----------------------------------------------------------------------------

namespace traits {
struct Executor {};
struct Either : Awaiting {};
struct Same : Awaiting {};
} // namespace traits
template <> struct std::coroutine_traits<traits::Either> {
  struct promise_type : Plain {};
};
template <typename... A> struct std::coroutine_traits<traits::Either, traits::Executor, A...> {
  struct promise_type : Hot {};
};
template <> struct std::coroutine_traits<traits::Same> {
  struct promise_type : Plain {};
};
template <typename... A> struct std::coroutine_traits<traits::Same, traits::Executor, A...> {
  struct promise_type : Plain {
    void unhandled_exception() { throw; }
  };
};
// CHECK-DAG: {{^}}traits::Either: task, start unknown, dropped unknown, exceptions stored{{$}}
// CHECK-DAG: {{^}}traits::Same: task, start lazy, dropped never-runs, exceptions unknown{{$}}

// --- Resumed, or waited for, by others than who awaits it --------------------------------------------------------------------------

namespace waiting {

struct Started : Awaiting {
  struct promise_type : Plain {
    Started get_return_object() {
      std::coroutine_handle<promise_type>::from_promise(*this).resume();
      return {};
    }
  };
};
// CHECK-DAG: {{^}}waiting::Started: task, start unknown, dropped unknown, exceptions stored{{$}}
#define DESTROYS(Name, ...)                                                                                                     \
  struct Name : Awaiting {                                                                                                      \
    struct promise_type : Hot {};                                                                                               \
    ~Name() {                                                                                                                   \
      if (Mine) {                                                                                                               \
        __VA_ARGS__;                                                                                                            \
        Mine.destroy();                                                                                                         \
      }                                                                                                                         \
    }                                                                                                                           \
    void wait();                                                                                                                \
    void count() { ++Count; }                                                                                                   \
    volatile int Count = 0;                                                                                                     \
    Handle Mine;                                                                                                                \
  }
DESTROYS(Joins, wait());
// CHECK-DAG: {{^}}waiting::Joins: task, start eager, dropped unknown, exceptions stored{{$}}
DESTROYS(Counts, count());
// CHECK-DAG: {{^}}waiting::Counts: task, start eager, dropped cancelled, exceptions stored{{$}}
DESTROYS(Spins, while (Count) {});
// CHECK-DAG: {{^}}waiting::Spins: task, start eager, dropped unknown, exceptions stored{{$}}
struct JoinsOwner : Owner, Awaiting {
  struct promise_type : Hot {};
  ~JoinsOwner() { wait(); }
  void wait();
};
// CHECK-DAG: {{^}}waiting::JoinsOwner: task, start eager, dropped unknown, exceptions stored{{$}}
struct NotesAfter : Awaiting {
  struct promise_type : Hot {};
  ~NotesAfter() {
    Mine.destroy();
    note("destroyed");
  }
  Handle Mine;
};
// CHECK-DAG: {{^}}waiting::NotesAfter: task, start eager, dropped cancelled, exceptions stored{{$}}

} // namespace waiting

// --- Taken as rvalues alone ------------------------------------------------------------------------------------------------------

namespace rvalues {

struct ByTransform {
  struct promise_type : Plain {
    ByTransform get_return_object();
    Awaiting await_transform(ByTransform &&);
    Awaiting await_transform(ByTransform &) = delete;
    Awaiting await_transform(int);
  };
};
// CHECK-DAG: {{^}}rvalues::ByTransform: task, start lazy, dropped never-runs, exceptions stored, single use{{$}}
struct ByTwoTransforms {
  struct promise_type : Plain {
    ByTwoTransforms get_return_object();
    Awaiting await_transform(ByTwoTransforms &&);
    Awaiting await_transform(const ByTwoTransforms &);
  };
};
// CHECK-DAG: {{^}}rvalues::ByTwoTransforms: task, start lazy, dropped never-runs, exceptions stored{{$}}
struct ByTransformOfAny {
  struct promise_type : Plain {
    ByTransformOfAny get_return_object();
    Awaiting await_transform(ByTransformOfAny &&);
    template <typename T> Awaiting await_transform(T &&);
  };
};
// CHECK-DAG: {{^}}rvalues::ByTransformOfAny: task, start lazy, dropped never-runs, exceptions stored{{$}}
// What is a sender says so by a type of its own, which is none.
struct Tagged {
  struct sender_concept {};
};
// CHECK-DAG: {{^}}rvalues::Tagged: operation, start lazy, dropped never-runs, exceptions unknown{{$}}
// NONE-NOT: {{^}}rvalues::Tagged::sender_concept:

} // namespace rvalues
