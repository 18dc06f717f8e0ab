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
