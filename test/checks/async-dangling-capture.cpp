// RUN: %check_corolint %s %t --model-file=%S/Inputs/runtime-model.yaml -- -std=c++20 -isystem %S/Inputs/system

// Coroutine lambdas whose captures are gone before the coroutine has ended.

#include "Inputs/runtime.h"
#include <algorithm>
#include <functional>
#include <memory>
#include <owned-task.h>
#include <string>
#include <utility>
#include <vector>

using lib::Detached;
using lib::Eager;
using lib::Generator;
using lib::Task;

void use(int);
void use(const std::string &);
Eager<> rest();
std::string make();

// --- Called on the spot -------------------------------------------------------------------------------------------------------

void started(int Number, std::string &Text) {
  rt::spawn([Number, &Text]() -> Task<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the coroutine uses 'Number', captured in a closure that is gone when it runs [async-dangling-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:13: note: the closure ends with this full expression
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: 'spawn' starts it, and nothing here waits for it
  // CHECK-MESSAGES: :[[@LINE+3]]:9: note: it is used here
  // CHECK-MESSAGES: :[[@LINE-5]]:13: note: pass what it captures as parameters, of which the coroutine keeps its own
  // CHECK-SUGGESTED: {{^}}  rt::spawn([](auto Number, auto &Text) -> Task<> {
    use(Number);
    use(Text);
    co_return;
  }());
  // CHECK-SUGGESTED: {{^}}  }(Number, Text));
}

void startedForNothing(int Number) {
  rt::spawnKept([Number]() -> Task<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: the coroutine uses 'Number', captured in a closure that is gone when it runs [async-dangling-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:17: note: the closure ends with this full expression
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: 'spawnKept' starts it, and nothing here waits for it
  // CHECK-MESSAGES: :[[@LINE+1]]:9: note: it is used here
    use(Number);
    co_return;
  }());
  // CHECK-FIXES: {{^}}  });
}

void startedEverything(int Number) {
  rt::spawn([&]() -> Task<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the coroutine uses 'Number', captured in a closure that is gone when it runs [async-dangling-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:13: note: the closure ends with this full expression
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: 'spawn' starts it, and nothing here waits for it
  // CHECK-MESSAGES: :[[@LINE+1]]:9: note: it is used here
    use(Number);
    co_return;
  }());
}

Task<> stored(int Number) {
  auto Pending = [Number]() -> Task<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: the coroutine uses 'Number', captured in a closure that is gone when it runs [async-dangling-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:18: note: the closure ends with this full expression
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: it is kept in 'Pending'
  // CHECK-MESSAGES: :[[@LINE+2]]:9: note: it is used here
  // CHECK-MESSAGES: :[[@LINE-5]]:18: note: pass what it captures as parameters, of which the coroutine keeps its own
    use(Number);
    co_return;
  }();
  co_await std::move(Pending);
}

Task<> returned(int Number) {
  return [Number](int Other) -> Task<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the coroutine uses 'Number', captured in a closure that is gone when it runs [async-dangling-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:10: note: the closure ends with this full expression
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: it is returned here, and awaited later
  // CHECK-MESSAGES: :[[@LINE+1]]:9: note: it is used here
    use(Number + Other);
    co_return;
  }(1);
}

void runsOn(int Number) {
  [Number]() -> Detached {
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the coroutine uses 'Number', captured in a closure that is gone when it is resumed [async-dangling-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: the closure ends with this full expression
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: nothing waits for it here: it goes on by itself
  // CHECK-MESSAGES: :[[@LINE+3]]:9: note: it is used here, after a suspension
  // CHECK-MESSAGES: :[[@LINE-5]]:3: note: pass what it captures as parameters, of which the coroutine keeps its own
    co_await rest();
    use(Number);
  }();
}

Generator<Task<>> yields(int Number) {
  co_yield [&]() -> Task<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: the coroutine uses 'Number', captured in a closure that is gone when it runs [async-dangling-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: the closure ends with this full expression
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: it is handed to whoever runs the generator, and may be awaited later
  // CHECK-MESSAGES: :[[@LINE+1]]:9: note: it is used here
    use(Number);
    co_return;
  }();
}

class Service {
public:
  void start() {
    Pending.push_back([this]() -> Task<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: the coroutine uses 'this', captured in a closure that is gone when it runs [async-dangling-capture]
    // CHECK-MESSAGES: :[[@LINE-2]]:23: note: the closure ends with this full expression
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: it is kept here, for longer than this function runs
    // CHECK-MESSAGES: :[[@LINE+1]]:9: note: it is used here
      ++Count;
      co_return;
    }());
  }

private:
  std::vector<Task<>> Pending;
  int Count = 0;
};

// --- In a variable ------------------------------------------------------------------------------------------------------------

void named(int Number) {
  auto Work = [Number]() -> Task<> {
    use(Number);
    co_return;
  };
  rt::spawn(Work());
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the coroutine uses 'Number', captured in 'Work' that is gone when it runs [async-dangling-capture]
  // CHECK-MESSAGES: :[[@LINE-6]]:8: note: 'Work' ends with its scope
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: 'spawn' starts it, and nothing here waits for it
  // CHECK-MESSAGES: :[[@LINE-7]]:9: note: it is used here
}

Task<> inTurns(int Turns) {
  std::vector<Task<>> Pending;
  for (int I = 0; I < Turns; ++I) {
    auto Work = [I]() -> Task<> {
      use(I);
      co_return;
    };
    Pending.push_back(Work());
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: the coroutine uses 'I', captured in 'Work' that is gone when it runs [async-dangling-capture]
    // CHECK-MESSAGES: :[[@LINE-6]]:10: note: 'Work' ends with its scope
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: it is kept in 'Pending'
    // CHECK-MESSAGES: :[[@LINE-7]]:11: note: it is used here
  }
  co_await rt::whenAll(std::move(Pending));
}

// --- What a lambda that is no coroutine hands on to one ---

struct Request {
  std::string Path;
};
Eager<> serve(const Request &Of) {
  co_await rest();
  use(Of.Path.size());
}
Eager<> take(Request &&Of) {
  co_await rest();
  use(Of.Path.size());
}
Eager<> passedOn(const Request &Of) { return serve(Of); }

Eager<> handsOn(Request Given) {
  return rt::later().then([Given] { return passedOn(Given); });
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: the coroutine that this lambda returns refers to what the lambda has captured, which is gone when it is resumed [async-dangling-capture]
}
void handsOnMoved(rt::Semaphore &Slots, Request Given) {
  (void)rt::withSlot(Slots, [Given = std::move(Given)]() mutable { return take(std::move(Given)); });
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: the coroutine that this lambda returns refers to what the lambda has captured, which is gone when it is resumed [async-dangling-capture]
}

// --- Given to what destroys it ------------------------------------------------------------------------------------------------

class Store {
public:
  Eager<> load() {
    return rt::later().then([this]() -> Eager<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: the coroutine uses 'this', captured in a closure that is gone when it is resumed [async-dangling-capture]
    // CHECK-MESSAGES: :[[@LINE-2]]:24: note: 'then' destroys the closure once it has called it, without waiting for the coroutine that it makes
    // CHECK-MESSAGES: :[[@LINE+3]]:9: note: it is used here, after a suspension
      ++Count;
      co_await rest();
      ++Count;
    });
  }
  Task<> awaited() {
    co_await rt::later().then([this]() -> Eager<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: the coroutine uses 'this', captured in a closure that is gone when it is resumed [async-dangling-capture]
    // CHECK-MESSAGES: :[[@LINE-2]]:26: note: 'then' destroys the closure once it has called it, without waiting for the coroutine that it makes
    // CHECK-MESSAGES: :[[@LINE+2]]:9: note: it is used here, after a suspension
      co_await rest();
      ++Count;
    });
  }
  Eager<> limited() {
    return rt::withSlot(Slots, [Number = Count]() -> Eager<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: the coroutine uses 'Number', captured in a closure that is gone when it is resumed [async-dangling-capture]
    // CHECK-MESSAGES: :[[@LINE-2]]:12: note: 'withSlot' destroys the closure once it has called it, without waiting for the coroutine that it makes
    // CHECK-MESSAGES: :[[@LINE+2]]:11: note: it is used here, after a suspension
      co_await rest();
      use(Number);
    });
  }

private:
  rt::Semaphore Slots{1};
  int Count = 0;
};

// --- Kept, but not what it refers to ------------------------------------------------------------------------------------------

void keptByReference(std::string Text) {
  rt::spawnKept([&Text]() -> Task<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'Text' is captured by reference and gone when the coroutine runs [async-dangling-capture]
  // CHECK-MESSAGES: :[[@LINE-3]]:34: note: 'Text' ends with its scope
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: 'spawnKept' starts it, and nothing here waits for it
  // CHECK-MESSAGES: :[[@LINE+1]]:9: note: it is used here
    use(Text);
    co_return;
  });
}

// --- Called by std::invoke, and kept in a container of the caller -----------------------------------------------------------------

void invoked(int Number) {
  rt::spawn(std::invoke([Number]() -> Task<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: the coroutine uses 'Number', captured in a closure that is gone when it runs [async-dangling-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:25: note: the closure ends with this full expression
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: 'spawn' starts it, and nothing here waits for it
  // CHECK-MESSAGES: :[[@LINE+1]]:9: note: it is used here
    use(Number);
    co_return;
  }));
}
void collects(std::vector<Task<>> &Into, int Number) {
  Into.push_back([Number]() -> Task<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: the coroutine uses 'Number', captured in a closure that is gone when it runs [async-dangling-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:18: note: the closure ends with this full expression
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: it is kept here, for longer than this function runs
  // CHECK-MESSAGES: :[[@LINE+2]]:9: note: it is used here
  // CHECK-MESSAGES: :[[@LINE-5]]:18: note: pass what it captures as parameters, of which the coroutine keeps its own
    use(Number);
    co_return;
  }());
}

// --- Posted to a thread, which calls the closure once ------------------------------------------------------------------------

void posts(int Number) {
  rt::post([Number]() -> Detached {
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: the coroutine uses 'Number', captured in a closure that is gone when it is resumed [async-dangling-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: 'post' destroys the closure once it has called it, without waiting for the coroutine that it makes
  // CHECK-MESSAGES: :[[@LINE+2]]:9: note: it is used here, after a suspension
    co_await rest();
    use(Number);
  });
  rt::post([Number]() -> Detached {
    use(Number);
    co_await rest();
  });
}

// --- Handlers that somebody has who may let go of them -------------------------------------------------------------------------

struct Button {
  template <typename F> int click(F Handler) const { return 0; }
  int clicked(std::function<void(int)>) const;
};
void handles(const Button &Of, std::weak_ptr<Store> Weak) {
  Of.clicked([Weak](auto &&) -> Detached {
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: the coroutine uses 'Weak', captured in a closure that is gone when it is resumed [async-dangling-capture]
    co_await rest();
    if (auto Strong = Weak.lock())
      use(1);
  });
  Of.click([Weak]() -> Detached {
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: the coroutine uses 'Weak', captured in a closure that is gone when it is resumed [async-dangling-capture]
    co_await rest();
    if (auto Strong = Weak.lock())
      use(1);
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
struct Lines {
  std::vector<std::string> All;
  std::shared_ptr<Store> Of;
};
Task<> work();

void hearsOfEnd(Starter &Of) {
  bool Ended = false;
  Of.start(work(), [&Ended] { Ended = true; });
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'Ended' is captured by reference and gone when the lambda runs [async-dangling-capture]
  // CHECK-MESSAGES: :[[@LINE-3]]:8: note: 'Ended' ends with its scope
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: 'start' starts it, and nothing here waits for it
  // CHECK-MESSAGES: :[[@LINE-4]]:31: note: it is used here
}
void hearsWithEverything(Starter &Of, std::string Text) {
  Of.start(work(), [&] { use(Text); });
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'Text' is captured by reference and gone when the lambda runs [async-dangling-capture]
  // CHECK-MESSAGES: :[[@LINE-3]]:51: note: 'Text' ends with its scope
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: 'start' starts it, and nothing here waits for it
  // CHECK-MESSAGES: :[[@LINE-4]]:30: note: it is used here
}
void hearsByPointer(Starter &Of) {
  int Count = 0;
  Of.start(work(), [At = &Count] { ++*At; });
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'Count' is captured by reference and gone when the lambda runs [async-dangling-capture]
  // CHECK-MESSAGES: :[[@LINE-3]]:7: note: 'Count' ends with its scope
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: 'start' starts it, and nothing here waits for it
  // CHECK-MESSAGES: :[[@LINE-4]]:39: note: it is used here
}
// The destructors of what else is given to it cannot wait.
void hearsWithPlainObjects(Starter &Of, std::string Text, Lines Read) {
  auto Kept = std::make_shared<int>(1);
  bool Ended = false;
  Of.start(work(), [&Ended, Text, Read, Kept] { Ended = !Text.empty() && !Read.All.empty() && *Kept; });
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'Ended' is captured by reference and gone when the lambda runs [async-dangling-capture]
  // CHECK-MESSAGES: :[[@LINE-3]]:8: note: 'Ended' ends with its scope
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: 'start' starts it, and nothing here waits for it
  // CHECK-MESSAGES: :[[@LINE-4]]:49: note: it is used here
}
// This one may wait, but only once what is referred to has ended.
void waitsTooLate() {
  Threads All;
  std::string Text = make();
  All.start(work(), [&Text] { use(Text); });
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'Text' is captured by reference and gone when the lambda runs [async-dangling-capture]
  // CHECK-MESSAGES: :[[@LINE-3]]:15: note: 'Text' ends with its scope
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: 'start' starts it, and nothing here waits for it
  // CHECK-MESSAGES: :[[@LINE-4]]:35: note: it is used here
}

// --- Awaited where it is captured --------------------------------------------------------------------------------------------

namespace home {
template <typename Awaiting> class Work {
public:
  struct promise_type {
    Work get_return_object() { return Work(std::coroutine_handle<promise_type>::from_promise(*this)); }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { Failure = std::current_exception(); }
    std::exception_ptr Failure;
  };
  Work(Work &&Other) noexcept : Handle(std::exchange(Other.Handle, nullptr)) {}
  ~Work() {
    if (Handle)
      Handle.destroy();
  }
  auto operator co_await() && noexcept { return Awaiting{Handle}; }

private:
  explicit Work(std::coroutine_handle<promise_type> Handle) : Handle(Handle) {}
  std::coroutine_handle<promise_type> Handle;
};
/// Looks at the work.
struct Looking {
  std::coroutine_handle<> Handle;
  bool await_ready() const noexcept { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<>) noexcept { return Handle; }
  void await_resume() const noexcept {}
};
/// Takes the work over.
struct Taking : Looking {
  ~Taking() { Handle.destroy(); }
};
} // namespace home

void runs(home::Work<home::Looking> Given) {
  [Given = std::move(Given)]() mutable -> Detached { co_await std::move(Given); }();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the coroutine uses 'Given', captured in a closure that is gone when it is resumed [async-dangling-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: the closure ends with this full expression
  // CHECK-MESSAGES: :[[@LINE-3]]:{{[0-9]+}}: note:
  // CHECK-MESSAGES: :[[@LINE-4]]:{{[0-9]+}}: note: it is used here, after a suspension
}
namespace home {
/// Its awaiter ends what it takes out of it, when that has ended.
struct Given : Work<Looking> {
  using Work::Work;
  auto operator co_await() && noexcept { return Looking{std::exchange(Taken, nullptr)}; }
  std::coroutine_handle<> Taken;
};
} // namespace home
void runsLibrarys(owned::Task Given) {
  [Given = std::move(Given)]() mutable -> Detached { co_await std::move(Given); }();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the coroutine uses 'Given', captured in a closure that is gone when it is resumed [async-dangling-capture]
}
void takesOut(home::Given Work) {
  [Work = std::move(Work)]() mutable -> Detached { co_await std::move(Work); }();
}
void takesOver(home::Work<home::Taking> Given) {
  [Given = std::move(Given)]() mutable -> Detached { co_await std::move(Given); }();
}

// --- Lent to what is awaited -------------------------------------------------------------------------------------------------

Task<> busy(const std::string &Text);
Task<> busyWith(std::string Text);
Task<> counts(const int &Number);
Task<> reads(const std::string &Text) {
  use(Text);
  co_await rest();
}
Task<> readsLate(const std::string &Text) {
  co_await rest();
  use(Text);
}
struct Connection {
  ~Connection();
  Task<> run();
};
void lends(std::string Text, int Number, std::unique_ptr<Connection> Peer) {
  [Text]() -> Detached { co_await busy(Text); }();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the coroutine uses 'Text', captured in a closure that is gone when it is resumed [async-dangling-capture]
  [Text]() -> Detached { co_await readsLate(Text); }();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the coroutine uses 'Text', captured in a closure that is gone when it is resumed [async-dangling-capture]
  [Text]() -> Detached { co_await reads(Text); }();
  [Text]() -> Detached { co_await busyWith(Text); }();
  [Number]() -> Detached { co_await counts(Number); }();
  [Peer = std::move(Peer)]() -> Detached { co_await Peer->run(); }();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the coroutine uses 'Peer', captured in a closure that is gone when it is resumed [async-dangling-capture]
}

// --- What resumes the coroutine, given away by an awaiter --------------------------------------------------------------------

struct Client {
  void ask(std::function<void(int)> Answered);
  template <typename Callable> void locked(Callable &&Called) { Called(); }
};
struct Asking {
  Client *Asked;
  int Answer = 0;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> Waiting) {
    Asked->ask([this, &Waiting](int Given) {
    // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'Waiting' is captured by reference and gone when the lambda runs [async-dangling-capture]
    // CHECK-MESSAGES: :[[@LINE-3]]:8: note: it ends with this function, which returns before somebody resumes the coroutine
    // CHECK-MESSAGES: :[[@LINE+2]]:7: note: it is used here
      Answer = Given;
      Waiting.resume();
    });
  }
  int await_resume() { return Answer; }
};
struct AskingLater : Asking {
  template <typename Promise> bool await_suspend(std::coroutine_handle<Promise> Waiting) {
    Asked->ask([&](int) { Waiting(); });
    // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'Waiting' is captured by reference and gone when the lambda runs [async-dangling-capture]
    // CHECK-MESSAGES: :[[@LINE-3]]:36: note: it ends with this function, which returns before somebody resumes the coroutine
    // CHECK-MESSAGES: :[[@LINE-3]]:27: note: it is used here
    return true;
  }
};
struct AskingWell : Asking {
  std::vector<std::coroutine_handle<>> Queue;
  void await_suspend(std::coroutine_handle<> Waiting) {
    Asked->ask([Waiting](int) { Waiting.resume(); });
    Asked->ask([this, Copy = Waiting](int) { [&] { Copy.resume(); }(); });
    Asked->ask([Waiting](int) { [&] { Waiting.resume(); }(); });
    Asked->locked([&] { Queue.push_back(Waiting); });
    Asked->locked([&] { Waiting.resume(); });
  }
};
struct AskingForAnother : Asking {
  void await_suspend(const std::coroutine_handle<> &Waiting) {
    Asked->ask([&](int) { Waiting.resume(); });
  }
};
Task<int> asks(Client *Asked) { co_return co_await Asking{Asked} + co_await AskingLater{Asked}; }
struct AskingInside : Asking {
  std::vector<int> Numbers;
  template <typename Callable> static void lockedToo(Callable &&Called) { lockedInside(std::forward<Callable>(Called)); }
  template <typename Callable> static void lockedInside(Callable &&Called) { Called(); }
  void await_suspend(std::coroutine_handle<> Waiting) {
    std::for_each(Numbers.begin(), Numbers.end(), [&](int) { Waiting.resume(); });
    std::invoke([&] { Waiting.resume(); });
    lockedToo([&] { Waiting.resume(); });
    Asked->ask([&](int) { Waiting = nullptr; });
  }
};

// What the next turn awaits is no wait for the last task: the loop may end before.
struct Inbox {
  bool Open = true;
  Eager<int> next();
  Task<> serve() {
    auto Handle = [this](int Number) -> Task<> {
      use(Number);
      co_await rest();
      Open = Number > 0;
    };
    while (Open) {
      int Number = co_await next();
      rt::spawn(Handle(Number));
      // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: the coroutine uses 'this', captured in 'Handle' that is gone when it runs [async-dangling-capture]
    }
  }
  Task<> serveForEver() {
    auto Handle = [this](int Number) -> Task<> {
      co_await rest();
      Open = Number > 0;
    };
    while (true)
      rt::spawn(Handle(co_await next()));
  }
  Task<> serveAndWait() {
    auto Handle = [this](int Number) -> Task<> {
      co_await rest();
      Open = Number > 0;
    };
    while (Open)
      rt::spawn(Handle(co_await next()));
    co_await rest();
  }
};
