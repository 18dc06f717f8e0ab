// RUN: %check_corolint %s %t --model-file=%S/Inputs/runtime-model.yaml -- -std=c++23

// Coroutine lambdas whose captures are there until the coroutine has ended, or as far as can be told.

#include "Inputs/runtime.h"
#include <functional>
#include <future>
#include <memory>
#include <string>
#include <utility>
#include <vector>

using lib::Detached;
using lib::Eager;
using lib::Task;

void use(int);
void use(const std::string &);
Eager<> rest();
std::string make();
Task<> both(Task<> One, Task<> Other);

Task<> awaitedOnTheSpot(int Number) {
  co_await [&]() -> Task<> {
    use(Number);
    co_return;
  }();
  co_await both([Number]() -> Task<> { use(Number); co_return; }(),
                [=]() -> Task<> { use(Number); co_return; }());
}

Task<> named(int Number) {
  auto Work = [&]() -> Task<> {
    use(Number);
    co_return;
  };
  co_await Work();
  auto Pending = Work();
  co_await std::move(Pending);
  std::vector<Task<>> All;
  All.push_back(Work());
  co_await rt::whenAll(std::move(All));
}

void waited(int Number) {
  rt::syncWait([&]() -> Task<> { use(Number); co_return; }());
}

void runTest(Task<> Work);
void driven(int Number) {
  runTest([&]() -> Task<> { use(Number); co_return; }());
}

// No captures, or none that is used when it matters.
void nothing(int Number) {
  rt::spawn([]() -> Task<> { co_return; }());
  rt::spawn([](int Number) -> Task<> { use(Number); co_return; }(Number));
  [Number]() -> Detached {
    use(Number);
    co_await rest();
  }();
}

// The coroutine has a copy of the closure.
void ownClosure(int Number) {
  rt::spawn([Number](this auto) -> Task<> {
    use(Number);
    co_return;
  }());
}

// Kept by what starts it.
void kept(int Number, std::string Text) {
  rt::spawnKept([Number, Text]() -> Task<> {
    use(Number);
    use(Text);
    co_return;
  });
}

void keptAndWaited(std::string Text) {
  rt::Loop Loop;
  rt::spawnKept([&Text, &Loop]() -> Task<> {
    use(Text);
    co_return;
  });
  Loop.run();
}

// No coroutine: its captures are used while it is called.
Task<> plain(int);
void ordinary(int Number) {
  rt::spawn([Number] { return plain(Number); }());
}

// Awaited in place, the closure is there unless the work continues other work; and some is used at once only.
Task<> inPlace(rt::Semaphore &Slots, int Number) {
  co_await rt::withSlot(Slots, [&]() -> Eager<> {
    co_await rest();
    use(Number);
  });
  co_await rt::later().then([Number]() -> Eager<> {
    use(Number);
    co_await rest();
  });
  co_await rt::later().then([Number](this auto) -> Eager<> {
    co_await rest();
    use(Number);
  });
}

// The loop of the macro turns once.
#define EXPECT(...)                                                                                                              \
  do {                                                                                                                           \
    try {                                                                                                                        \
      __VA_ARGS__;                                                                                                               \
    } catch (...) {                                                                                                              \
    }                                                                                                                            \
  } while (never())
bool never();
Eager<> after(int);
Eager<> expects(int Number) {
  return rt::later().then([Number]() -> Eager<> { EXPECT(co_await after(Number)); });
}

// A parameter that is passed on.
template <typename F> Task<> passOn(F Work) { co_await Work(); }
void passed(int Number) {
  rt::spawn(passOn([Number]() -> Task<> { use(Number); co_return; }));
}

// A stored handler.
class Service {
public:
  Service() {
    Handler = [this]() -> Task<> {
      ++Count;
      co_return;
    };
  }
  void start() { rt::spawn(Handler()); }

private:
  std::function<Task<>()> Handler;
  int Count = 0;
};

// An awaiter that declines to suspend; a function that makes a future of a task.
struct Named {
  bool await_ready() const noexcept { return false; }
  bool await_suspend(std::coroutine_handle<>) const noexcept { return false; }
  void await_resume() const noexcept {}
};
void names(int Number) {
  [Number]() -> Detached {
    co_await Named();
    use(Number);
    co_await rest();
  }();
}
std::future<void> asFuture(Task<> Work);
std::future<void> waitsElsewhere(int Number) {
  return asFuture([&]() -> Task<> {
    use(Number);
    co_return;
  }());
}

// What the coroutine has a copy of, uses at once, or refers to elsewhere.
struct Request {
  std::string Path;
};
Eager<> keep(Request Of) {
  co_await rest();
  use(Of.Path.size());
}
Eager<> look(const Request &Of) {
  use(Of.Path.size());
  co_await rest();
}
Eager<> serve(const Request &Of) {
  co_await rest();
  use(Of.Path.size());
}
struct Server {
  Request Last;
  Eager<> again() {
    return rt::later().then([this] { return serve(Last); });
  }
};
Eager<> handsOn(Request Given, Request &Other, rt::Semaphore &Slots) {
  co_await rt::later().then([Given] { return keep(Given); });
  co_await rt::later().then([Given] { return look(Given); });
  co_await rt::later().then([&] { return serve(Given); });
  co_await rt::later().then([&Other] { return serve(Other); });
  co_await rt::withSlot(Slots, [Given] { return serve(Given); });
}

// A handler that looks at its weak reference, or takes a copy, before it is suspended.
struct Button {
  template <typename F> int click(F Handler) const { return 0; }
};
void handles(const Button &Of, std::weak_ptr<Server> Weak) {
  Of.click([Weak]() -> Detached {
    auto Own = Weak;
    co_await rest();
    if (auto Strong = Own.lock())
      use(1);
  });
  Of.click([Weak]() -> Detached {
    if (auto Strong = Weak.lock())
      co_await rest();
  });
}

// --- Handlers that hear of the end ---------------------------------------------------------------------------------------------

class Starter {
public:
  template <typename F> [[clang::annotate("corolint::spawn: {task: 0, token: 1}")]] void start(Task<> Work, F Done) {}
};
struct Threads : Starter {
  ~Threads();
};
struct Workers {
  Threads All;
};
Task<> work();
void mayWait();

void hearsByValue(Starter &Of, std::string Text) {
  int Number = 1;
  Of.start(work(), [Text, Number] { use(Text); use(Number); });
}
void hearsOfOthers(Starter &Of, std::string &Text) {
  static int Count = 0;
  Of.start(work(), [&] { use(Text); use(++Count); });
}
void hearsForNothing(Starter &Of) {
  int Number = 1;
  Of.start(work(), [&Number] {});
}
void waitsForAnother(Starter &Of) {
  bool Ended = false;
  Of.start(work(), [&Ended] { Ended = true; });
  rt::syncWait(work());
}
void callsWhatMayWait(Starter &Of) {
  bool Ended = false;
  Of.start(work(), [&Ended] { Ended = true; });
  mayWait();
}
void runsLoop(Starter &Of, rt::Loop &Loop) {
  bool Ended = false;
  Of.start(work(), [&Ended] { Ended = true; });
  Loop.run();
}
Eager<> awaitsAfterwards(Starter &Of) {
  bool Ended = false;
  Of.start(work(), [&Ended] { Ended = true; });
  co_await rest();
}
// The destructor of what it was given to may wait for it, wherever that lies.
void destroysLast() {
  bool Ended = false;
  Threads All;
  All.start(work(), [&Ended] { Ended = true; });
}
void destroysMember() {
  bool Ended = false;
  Workers Of;
  Of.All.start(work(), [&Ended] { Ended = true; });
}
void destroysOwned() {
  bool Ended = false;
  auto Of = std::make_unique<Workers>();
  Of->All.start(work(), [&Ended] { Ended = true; });
}

// --- The loop ends only when it has waited ------------------------------------------------------------------------------------------

struct Window {
  Eager<> freed();
  bool more();
  Task<> slides() {
    int Running = 0;
    auto Run = [&Running](int Number) -> Task<> {
      co_await rest();
      Running -= Number;
    };
    while (Running > 0 || more()) {
      if (Running >= 4 || !more()) {
        co_await freed();
        continue;
      }
      ++Running;
      rt::spawn(Run(1));
    }
  }
};
