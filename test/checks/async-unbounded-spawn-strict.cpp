// RUN: %check_corolint %s %t --profile=strict --model-file=%S/Inputs/runtime-model.yaml --checks=-*,async-unbounded-spawn -- -std=c++20

// The strict profile wants a limit: an awaited accept is none, nor is a number of workers that somebody configures.

#include "Inputs/runtime.h"
#include <array>
#include <ranges>
#include <string>
#include <vector>

lib::Task<> fetch(std::string Url);
lib::Task<> serve(int Socket);
lib::Awaiter<int> accept();

lib::Task<> server() {
  for (;;) {
    int Socket = co_await accept();
    rt::spawn(serve(Socket));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: to bound them, await a limiter before each start: 'rt::Semaphore'
  }
}

lib::Task<> yields(std::vector<std::string> Urls) {
  for (auto &Url : Urls) {
    rt::spawn(fetch(Url));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: to bound them, await a limiter before each start: 'rt::Semaphore'
    co_await rt::yield();
  }
}

lib::Task<> workers(unsigned Count) {
  for (unsigned I = 0; I < Count; ++I)
    rt::spawn(serve(0));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: to bound them, await a limiter before each start: 'rt::Semaphore'
  while (Count--)
    rt::spawn(serve(0));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: to bound them, await a limiter before each start: 'rt::Semaphore'
  co_return;
}

lib::Task<> gathers(std::vector<lib::Task<>> Given) {
  co_await rt::whenAll(std::move(Given));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'whenAll' runs a task per element of a range at once, and nothing limits how many [async-unbounded-spawn]
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: use 'whenAllWindowed' to run at most 16 at once
}

// Bounded all the same.
lib::Task<> limited(std::vector<std::string> Urls) {
  rt::Semaphore Slots(16);
  for (auto &Url : Urls) {
    auto Taken = co_await Slots.acquire();
    rt::spawn(fetch(Url));
  }
  for (;;) {
    int Socket = co_await accept();
    co_await Slots.acquire();
    rt::spawn(serve(Socket));
  }
}
lib::Task<> few() {
  for (int I = 0; I < 4; ++I)
    rt::spawn(serve(I));
  for (int Socket : std::array{1, 2})
    rt::spawn(serve(Socket));
  for (int I = 0; I < 4; ++I) {
    int Socket = co_await accept();
    rt::spawn(serve(Socket));
  }
  std::vector<lib::Task<>> Tasks;
  for (int I = 0; I < 4; ++I)
    Tasks.push_back(serve(I));
  co_await rt::whenAll(std::move(Tasks));
  co_await rt::whenAllWindowed(std::vector<lib::Task<>>(), 8);
  for (int I : std::views::iota(0, 4))
    rt::spawn(serve(I));
}

// A bound that is constant and large.
void manyOf() {
  for (int I = 0; I < 100'000; ++I)
    rt::spawn(serve(I));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: it turns more than 64 times
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: to bound them, await a limiter before each start: 'rt::Semaphore'
}

// Limiters are known by what they do: made with a number, asked for a place that is given back.
namespace home {
struct Permit {
  Permit(Permit &&);
  ~Permit();
};
class Permits {
public:
  explicit Permits(int Count);
  lib::Awaiter<Permit *> acquire();
  void release();
};
class Event {
public:
  lib::Awaiter<> wait();
  void set();
};
class Channel {
public:
  lib::Awaiter<int> receive();
};
} // namespace home

lib::Task<> limitedAtHome(std::vector<std::string> Urls, home::Permits &Free) {
  for (auto &Url : Urls) {
    co_await Free.acquire();
    rt::spawn(fetch(Url));
  }
}
lib::Task<> countedAtHome(std::vector<std::string> Urls, home::Event &Ended, int &Running) {
  for (auto &Url : Urls) {
    while (Running >= 16)
      co_await Ended.wait();
    ++Running;
    rt::spawn(fetch(Url));
  }
  for (auto &Url : Urls) {
    if (Running >= 16)
      co_await Ended.wait();
    rt::spawn(fetch(Url));
  }
}
lib::Task<> batches(std::vector<std::string> Urls) {
  for (std::size_t At = 0; At < Urls.size(); At += 16) {
    std::vector<lib::Task<>> Batch;
    for (std::size_t I = At; I < Urls.size() && Batch.size() < 16; ++I)
      Batch.push_back(fetch(Urls[I]));
    co_await rt::whenAll(std::move(Batch));
  }
}
lib::Task<> receives(home::Channel &In) {
  while (int Message = co_await In.receive())
    rt::spawn(serve(Message));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: to bound them, await a limiter before each start: 'rt::Semaphore'
}

// How much was read is no number of tasks.
lib::Awaiter<int> read(int Socket);
lib::Task<> reads(int Socket) {
  int Count = co_await read(Socket);
  while (Count > 0)
    Count = co_await read(Socket);
}
lib::Task<> readers(std::vector<int> Sockets) {
  for (int Socket : Sockets)
    rt::spawn(reads(Socket));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: to bound them, await a limiter before each start: 'rt::Semaphore'
}

// Awaited before the next turn, if only through calls that make another awaitable of the task, or through a variable.
namespace mine {
struct Future {
  struct promise_type {
    Future get_return_object();
    std::suspend_never initial_suspend() noexcept;
    std::suspend_never final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>) noexcept;
  void await_resume();

  template <typename F> Future recover(F) { return {}; }
  Future quiet();
  int number() const;
};
struct Timer {
  Future within(int Seconds, Future Work);
};
template <typename T> struct Pipe {
  lib::Awaiter<> send(T Value);
};
Future one(int Number);
Future limit(int Seconds, Future Work);
} // namespace mine
lib::Task<> oneByOne(std::vector<int> Numbers, mine::Timer &Timer) {
  for (int Number : Numbers) {
    co_await mine::one(Number).quiet();
    co_await mine::one(Number).recover([] {}).quiet();
    co_await mine::limit(5, mine::one(Number));
    co_await Timer.within(5, mine::one(Number).quiet());
    co_await (Number > 0 ? mine::one(Number) : mine::limit(1, mine::one(-Number)));
    auto Running = mine::one(Number);
    co_await serve(Number);
    co_await std::move(Running).quiet();
    co_await rt::bind(rt::mainLoop(), serve(Number)).start();
    auto Handle = rt::bind(rt::mainLoop(), serve(Number)).start();
    co_await Handle;
    std::vector<mine::Future> Two;
    Two.push_back(mine::one(Number));
    Two.push_back(mine::one(-Number));
    for (auto &Each : Two)
      co_await Each;
  }
}
void waits(std::vector<int> Numbers) {
  for (int Number : Numbers) {
    auto Handle = rt::bind(rt::mainLoop(), serve(Number)).start();
    rt::syncWait(std::move(Handle));
  }
}
lib::Task<> runOn(std::vector<int> Numbers, mine::Pipe<mine::Future> &Others) {
  for (int Number : Numbers) {
    auto First = rt::firstOf(mine::one(Number), serve(Number)); // The loser runs on.
    // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: 'one' starts a task per turn of this loop, and nothing limits how many run at once [async-
    co_await std::move(First);
  }
  for (int Number : Numbers)
    co_await Others.send(mine::one(Number));
    // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'one' starts a task per turn of this loop, and nothing limits how many run at once [async-
  for (int Number : Numbers)
    co_await serve(mine::one(Number).number());
    // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'one' starts a task per turn of this loop, and nothing limits how many run at once [async-
  std::vector<mine::Future> Kept;
  for (int Number : Numbers) {
    auto Running = mine::one(Number);
    // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'one' starts a task per turn of this loop, and nothing limits how many run at once [async-
    co_await serve(Number);
    Kept.push_back(std::move(Running));
    auto Handle = rt::bind(rt::mainLoop(), serve(Number)).start();
    // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'start' starts a task per turn of this loop, and nothing limits how many run at once [async-
  }
}

// What a gather starts is up to its callers: the body of one that is declared, a parameter of a function that only this class calls.
[[clang::annotate("corolint::gather: {errors: throws, each: 0}")]] void
serveEach(std::vector<int> Sockets, lib::Task<> (*Serve)(int)) {
  for (int Socket : Sockets)
    rt::spawn(Serve(Socket));
}
namespace home {
lib::Task<> unseen(std::vector<lib::Task<>> Tasks);
lib::Task<> unseenFewAtOnce(std::vector<lib::Task<>> Tasks, int Limit);
} // namespace home
class Feed {
public:
  lib::Task<> run(std::vector<std::string> Urls) {
    std::vector<lib::Task<>> All, Unseen, Few;
    for (auto &Url : Urls) {
      All.push_back(fetch(Url));
      Unseen.push_back(fetch(Url));
      Few.push_back(fetch(Url));
    }
    co_await flush(std::move(All));
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'flush' runs a task per element of a range at once, and nothing limits how many [async-
    co_await home::unseen(std::move(Unseen));
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'unseen' runs a task per element of a range at once, and nothing limits how many [async-
    co_await home::unseenFewAtOnce(std::move(Few), 8);
  }

private:
  lib::Task<> flush(std::vector<lib::Task<>> Tasks) { co_await rt::whenAll(std::move(Tasks)); }
};

// A container of tasks, which is made with a number and asked for its elements, limits nothing.
lib::Task<int> countOf(const std::vector<lib::Task<>> &Tasks);
lib::Task<> tells(std::vector<std::string> Urls, std::vector<lib::Task<>> Others) {
  for (auto &Url : Urls) {
    rt::spawn(fetch(Url));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: to bound them, await a limiter before each start: 'rt::Semaphore'
    co_await countOf(Others);
  }
}
