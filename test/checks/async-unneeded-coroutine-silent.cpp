// RUN: %check_corolint %s %t --checks=-*,async-unneeded-coroutine -- -std=c++20

// What is not reported of coroutines that await nothing, or one thing only.

#include "Inputs/task.h"
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

using lib::Task;

Task<std::string> fetch(const std::string &Url);
Task<std::string> fetchOwned(std::string Url);
Task<std::string> fetchView(std::string_view Url);
Task<int> sum(std::span<const int> Of);
Task<int> count(const int &From);
Task<int> countAt(const int *From);
Task<int> next(int From, const std::string &Name = "default");
Task<> work();
Task<> run(std::shared_ptr<int> Kept);
int now();
void log(int Value);

// --- More than one thing to do -----------------------------------------------------------------------------------------------

Task<int> adds(int To) { co_return To + co_await count(1); }
Task<> twice() {
  co_await work();
  co_await work();
}
Task<> logs() {
  co_await work();
  log(1);
}
Task<int> another() {
  co_await work();
  co_return 1;
}
Task<> perhaps(bool Wanted) {
  if (Wanted)
    co_await work();
}
// Another type: the coroutine converts it.
Task<long> converts(int From) { co_return co_await next(From, std::string()); }
lib::Eager<> starts() { co_await work(); }
Task<> ofAwaiter() { co_await lib::Awaiter<>(); }

// --- What must outlive the inner task ----------------------------------------------------------------------------------------

Task<std::string> parameter(std::string Url) { co_return co_await fetch(Url); }
Task<std::string> movedReference(std::string Url) { co_return co_await fetch(std::move(Url)); }
Task<std::string> view(std::string Url) { co_return co_await fetchView(Url); }
Task<int> span(std::vector<int> Of) { co_return co_await sum(Of); }
Task<int> number(int From) { co_return co_await count(From); }
Task<int> pointer(int From) { co_return co_await countAt(&From); }
Task<int> temporary() { co_return co_await count(1); }
Task<std::string> temporaryString() { co_return co_await fetch("text"); }
Task<std::string> temporaryView(const std::string &Host) { co_return co_await fetchView(Host + "/"); }
Task<int> defaultArgument(int From) { co_return co_await next(From); }
Task<int> local() {
  std::vector<int> Some = {1, 2};
  co_return co_await sum(Some);
}
Task<> guarded(std::shared_ptr<int> Guard) { co_await work(); }
Task<std::string> twoParameters(std::string Url, std::shared_ptr<int> Guard) {
  co_return co_await fetchOwned(std::move(Url));
}
Task<std::string> caught(const std::string &Url) {
  try {
    co_return co_await fetch(Url);
  } catch (...) {
    co_return "";
  }
}
Task<std::string> caughtOutside(const std::string &Url) try {
  co_return co_await fetch(Url);
} catch (...) {
  log(0);
  throw;
}

struct Session {
  Task<std::string> get() const;
  Task<std::string> getOn(int) const;
  std::string Name;
};
Session open();
Task<std::string> ofTemporary() { co_return co_await open().get(); }
Task<std::string> ofMade() { co_return co_await Session().get(); }
Task<std::string> ofParameter(Session Of) { co_return co_await Of.get(); }
Task<std::string> ofMember(Session Of) { co_return co_await fetch(Of.Name); }
Task<std::string> ofShared(std::shared_ptr<Session> Of) { co_return co_await Of->get(); }

// --- What would be computed earlier ------------------------------------------------------------------------------------------

Task<std::string> computes(const Session &Of) { co_return co_await Of.getOn(now()); }
Task<std::string> joins(const std::string &Host) { co_return co_await fetchOwned(Host + "/"); }

// A task that is handed over has been made by somebody else.
Task<> adopts(Task<> Given) { co_await std::move(Given); }

// --- Who decides what it must be ---------------------------------------------------------------------------------------------

struct Handler {
  virtual ~Handler() = default;
  virtual Task<int> handle(int Of) { co_return Of; }
  virtual Task<> stop() { co_await work(); }
};
struct Cached : Handler {
  Task<int> handle(int) override { co_return 1; }
  Task<> stop() final { co_await work(); }
};
Task<> handles(Cached &Of) {
  co_await Of.handle(1);
  co_await Of.stop();
}

void subscribe(Task<> (*Callback)());
void subscribe(std::function<Task<int>(int)> Callback);
static Task<> onEvent() { co_await work(); }
static Task<int> onValue(int Of) { co_return Of; }
struct Listener {
  Task<> onClose() { co_await work(); }
};
void subscribes() {
  subscribe(onEvent);
  subscribe(&onValue);
  auto Member = &Listener::onClose;
  subscribe([]() -> Task<> { co_await work(); });
  subscribe([](int Of) -> Task<int> { co_return Of; });
}

template <typename T> Task<T> ready(T Value) { co_return Value; }
template <typename T> Task<> forwardsIn(const T &) { co_await work(); }
template <typename T> struct Wrapper {
  Task<> stop() { co_await work(); }
  Task<T> value() { co_return T(); }
};
template <int N> Task<int> fold() { co_return N + co_await fold<N - 1>(); }
template <> Task<int> fold<0>() { co_return 0; }
Task<int> instances(Wrapper<int> &Of) {
  co_await fold<2>();
  co_await forwardsIn(1);
  co_await Of.stop();
  co_return co_await ready(1) + co_await Of.value();
}

// Named where a template is not yet known: perhaps a callback.
static Task<int> named(int Of) { co_return Of; }
template <typename F> void apply(F) {}
template <typename T> void applies(T) { apply(named); }

// --- A body to be run later --------------------------------------------------------------------------------------------------

void spawn(Task<> Work);
static Task<> logLater(int Value) {
  log(Value);
  co_return;
}
static Task<int> computeLater(int Value) { co_return Value * Value; }
Task<> starters() {
  spawn(logLater(1));
  std::vector<Task<int>> Many;
  Many.push_back(computeLater(1));
  co_await computeLater(2);
}

// It stands for what others of its name do.
static Task<int> load(int Of) { co_return Of; }
static Task<int> load(const std::string &) {
  co_await work();
  co_return 1;
}
Task<int> loads() { co_return co_await load(1) + co_await load("one"); }

// Not seen to be called: another unit may do anything with it.
Task<int> constant() { co_return 1; }

// --- What the preprocessor took ----------------------------------------------------------------------------------------------

static Task<int> configured(int Of) {
#ifdef HAVE_CACHE
  co_await work();
#endif
  co_return Of;
}
static Task<int> neverTaken(int Of) {
  if constexpr (sizeof(int) == 1)
    co_await work();
  co_return Of;
}
#define STUB(Name) static Task<int> Name(int Of) { co_return Of; }
STUB(stub)
Task<int> calls() { co_return co_await configured(1) + co_await neverTaken(2) + co_await stub(3); }

// --- Other coroutines --------------------------------------------------------------------------------------------------------

lib::Generator<int> nothing() { co_return; }
lib::Detached forgets() { co_return; }

// The promise is told of the arguments.
struct OnExecutor {
  int *Executor;
};
struct Placed {
  struct promise_type {
    promise_type() = default;
    explicit promise_type(OnExecutor) {}
    Placed get_return_object() { return {}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) noexcept {}
  void await_resume() noexcept {}
};
struct Pooled {};
Placed place();
static Placed placed(OnExecutor) { co_return; }
static Placed tagged(Pooled) { co_return; }
static Placed placedCall(OnExecutor) { co_await place(); }
Task<> places(OnExecutor On) {
  co_await placed(On);
  co_await placedCall(On);
  co_await tagged({});
}

// Whatever returns it must be a coroutine.
struct [[clang::coro_return_type]] Strict {
  struct promise_type {
    Strict get_return_object() { return {}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) noexcept {}
  void await_resume() noexcept {}
};
Strict strict();
Strict strictForwards() { co_await strict(); }

Task<> asked() { co_await work(); } // NOLINT(async-unneeded-coroutine): shows in stack traces
