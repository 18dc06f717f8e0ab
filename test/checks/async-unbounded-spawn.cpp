// RUN: %check_corolint %s %t --model-file=%S/Inputs/runtime-model.yaml --checks=-async-lost-on-throw -- -std=c++20

// Tasks started once per element of what is as large as the data, with nothing that limits how many run.

#include "Inputs/runtime.h"
#include <algorithm>
#include <deque>
#include <functional>
#include <iterator>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <vector>

lib::Task<> fetch(std::string Url);
lib::Eager<> start(std::string Url);
lib::Eager<int> measure(int);
bool stopped();
std::optional<std::string> next();
std::vector<std::string> query(std::vector<std::string> Columns);

// --- A spawn in a loop ---

lib::Task<> spawns(std::vector<std::string> Urls, std::map<std::string, int> Hosts, std::span<std::string> Some) {
  for (const auto &Url : Urls)
    rt::spawn(fetch(Url));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: to bound them, await a limiter before each start: 'rt::Semaphore'
  for (auto &[Host, Port] : Hosts)
    rt::spawn([Host]() -> lib::Task<> { co_await fetch(Host); });
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: to bound them, await a limiter before each start: 'rt::Semaphore'
  for (auto &Url : Some) {
    if (!Url.empty())
      rt::spawn(fetch(Url));
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
      // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the number of turns is known only at run time
      // CHECK-MESSAGES: :[[@LINE-3]]:7: note: to bound them, await a limiter before each start: 'rt::Semaphore'
  }
  for (std::size_t I = 0; I < Urls.size(); ++I)
    rt::spawn(fetch(Urls[I]));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: to bound them, await a limiter before each start: 'rt::Semaphore'
  for (std::size_t I = 0; Urls.size() != I; ++I)
    rt::spawn(fetch(Urls[I]));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: to bound them, await a limiter before each start: 'rt::Semaphore'
  for (auto Url = Urls.begin(); Url != Urls.end(); ++Url)
    rt::spawn(fetch(*Url));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: to bound them, await a limiter before each start: 'rt::Semaphore'
  for (std::string *Url = Some.data(); Url; ++Url)
    rt::spawn(fetch(*Url));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: to bound them, await a limiter before each start: 'rt::Semaphore'
  co_return;
}

lib::Task<> whiles(std::deque<std::string> Queue) {
  while (!Queue.empty()) {
    rt::spawn(fetch(Queue.front()));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: to bound them, await a limiter before each start: 'rt::Semaphore'
    Queue.pop_front();
  }
  while (auto Url = next())
    rt::spawn(fetch(*Url));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: to bound them, await a limiter before each start: 'rt::Semaphore'
  do
    rt::spawn(fetch("again"));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: to bound them, await a limiter before each start: 'rt::Semaphore'
  while (!stopped());
  while (true) {
    if (stopped())
      break;
    rt::spawn(fetch("again"));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-5]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: to bound them, await a limiter before each start: 'rt::Semaphore'
  }
  co_return;
}

void endless() {
  for (;;)
    rt::spawn(fetch("again"));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: to bound them, await a limiter before each start: 'rt::Semaphore'
}

// Ordinary functions, constructors, lambdas and templates start tasks as well.
struct Crawler {
  std::vector<std::string> Urls;
  rt::TaskGroup Group;
  explicit Crawler(std::vector<std::string> Given) : Urls(Given) {
    for (auto &Url : Given)
      rt::spawn(fetch(Url));
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
      // CHECK-MESSAGES: :[[@LINE-3]]:5: note: the number of turns is known only at run time
      // CHECK-MESSAGES: :[[@LINE-3]]:7: note: to bound them, await a limiter before each start: 'rt::Semaphore'
  }
  void all() {
    for (auto &Url : Urls)
      Group.add(fetch(Url));
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'add' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
      // CHECK-MESSAGES: :[[@LINE-3]]:5: note: the number of turns is known only at run time
      // CHECK-MESSAGES: :[[@LINE-3]]:7: note: to bound them, await a limiter before each start: 'rt::Semaphore'
  }
};
auto Starter = [](std::vector<std::string> Urls) {
  for (auto &Url : Urls)
    rt::spawn(fetch(Url));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: to bound them, await a limiter before each start: 'rt::Semaphore'
};
template <typename Container> void startAll(const Container &Urls) {
  for (auto &Url : Urls)
    rt::spawn(fetch(Url));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: to bound them, await a limiter before each start: 'rt::Semaphore'
}
template void startAll(const std::vector<std::string> &);
template void startAll(const std::deque<std::string> &);
void onExecutor(rt::Pool &Workers, std::vector<std::string> &Urls) {
  for (auto &Url : Urls)
    rt::spawnOn(Workers, fetch(Url));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawnOn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: to bound them, await a limiter before each start: 'rt::Semaphore'
}

// The inner loop is short, the outer one is not; and the other way around.
lib::Task<> nested(std::vector<std::string> Urls) {
  for (auto &Url : Urls)
    for (int Try = 0; Try < 3; ++Try)
      rt::spawn(fetch(Url));
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
      // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the number of turns is known only at run time
      // CHECK-MESSAGES: :[[@LINE-3]]:7: note: to bound them, await a limiter before each start: 'rt::Semaphore'
  for (int Try = 0; Try < 3; ++Try)
    for (auto &Url : Urls)
      rt::spawn(fetch(Url));
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
      // CHECK-MESSAGES: :[[@LINE-3]]:5: note: the number of turns is known only at run time
      // CHECK-MESSAGES: :[[@LINE-3]]:7: note: to bound them, await a limiter before each start: 'rt::Semaphore'
  // What is awaited around the inner loop does not pace it.
  while (true) {
    co_await lib::Awaiter<>();
    for (auto &Url : Urls)
      rt::spawn(fetch(Url));
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
      // CHECK-MESSAGES: :[[@LINE-3]]:5: note: the number of turns is known only at run time
      // CHECK-MESSAGES: :[[@LINE-3]]:7: note: to bound them, await a limiter before each start: 'rt::Semaphore'
  }
}

// An await within the start itself does not pace the loop, nor one for the range, nor one in a lambda.
lib::Task<std::vector<std::string>> list();
lib::Task<std::string> resolve(std::string);
lib::Task<> unpaced() {
  for (auto &Url : co_await list())
    rt::spawn(fetch(Url));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: to bound them, await a limiter before each start: 'rt::Semaphore'
  auto Urls = co_await list();
  for (auto &Url : Urls) {
    auto Task = [Url]() -> lib::Task<> { co_await fetch(Url); };
    rt::spawn(Task);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: to bound them, await a limiter before each start: 'rt::Semaphore'
  }
  co_await rt::yield();
}

// --- Eager tasks ---

lib::Task<> eager(std::vector<std::string> Urls) {
  std::vector<lib::Eager<>> Running;
  for (auto &Url : Urls)
    Running.push_back(start(Url));
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'start' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:23: note: to bound them, await a limiter before each start: a counting semaphore
  for (auto &One : Running)
    co_await One;
}

lib::Task<int> eagerValues(std::vector<int> Numbers) {
  std::vector<lib::Eager<int>> Running;
  for (int Number : Numbers) {
    auto One = measure(Number);
    // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'measure' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:16: note: to bound them, await a limiter before each start: a counting semaphore
    Running.push_back(std::move(One));
  }
  for (std::size_t I = 0; I < Numbers.size(); ++I)
    Running.emplace_back(measure(Numbers[I]));
    // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'measure' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:26: note: to bound them, await a limiter before each start: a counting semaphore
  int Sum = 0;
  for (auto &One : Running)
    Sum += co_await One;
  co_return Sum;
}

// --- Gathers ---

lib::Task<> gathers(std::vector<std::string> Urls) {
  std::vector<lib::Task<>> Tasks;
  Tasks.reserve(Urls.size());
  for (auto &Url : Urls)
    Tasks.push_back(fetch(Url));
  co_await rt::whenAll(std::move(Tasks));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'whenAll' runs a task per element of a range at once, and nothing limits how many [async-unbounded-spawn]
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the range is filled by this loop, as often as it turns
  // CHECK-MESSAGES: :[[@LINE-3]]:12: note: use 'whenAllWindowed' to run at most 16 at once
  // CHECK-SUGGESTED: co_await rt::whenAllWindowed(std::move(Tasks), 16);
}

lib::Task<> gathersEmplaced(std::deque<std::string> Urls) {
  std::vector<lib::Task<>> Tasks;
  while (!Urls.empty()) {
    Tasks.emplace_back(fetch(Urls.front()));
    Urls.pop_front();
  }
  auto All = rt::whenAll(std::move(Tasks));
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'whenAll' runs a task per element of a range at once, and nothing limits how many [async-unbounded-spawn]
  // CHECK-MESSAGES: :[[@LINE-6]]:3: note: the range is filled by this loop, as often as it turns
  // CHECK-MESSAGES: :[[@LINE-3]]:14: note: use 'whenAllWindowed' to run at most 16 at once
  // CHECK-SUGGESTED: auto All = rt::whenAllWindowed(std::move(Tasks), 16);
  co_await std::move(All);
}

lib::Task<> eachOf(std::vector<std::string> Urls, std::map<int, std::string> Named) {
  co_await rt::forEach(Urls, [](const std::string &Url) { return fetch(Url); });
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'forEach' runs a task per element of a range at once, and nothing limits how many [async-unbounded-spawn]
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: use 'forEachAtMost' to run at most 16 at once
  // CHECK-SUGGESTED: co_await rt::forEachAtMost(Urls, 16, [](const std::string &Url) { return fetch(Url); });
  co_await rt::forEach(
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'forEach' runs a task per element of a range at once, and nothing limits how many [async-unbounded-spawn]
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: use 'forEachAtMost' to run at most 16 at once
      std::move(Named),
      [](auto &Entry) { return fetch(Entry.second); });
  // CHECK-SUGGESTED: co_await rt::forEachAtMost(
  // CHECK-SUGGESTED: std::move(Named), 16,
}

// --- A limiter that each task takes for itself ---

rt::Semaphore Slots(8);
lib::Task<> limited(std::string Url) {
  auto Taken = co_await Slots.acquire();
  co_await fetch(Url);
}
lib::Task<> limitsInside(std::vector<std::string> Urls) {
  for (auto &Url : Urls)
    rt::spawn(limited(Url));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: remark: 'spawn' starts a task per turn of this loop; each waits for a limiter only once it has been started, so the number of tasks is not bounded [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: to bound them, await a limiter before each start: 'rt::Semaphore'
  for (auto &Url : Urls)
    rt::spawn([Url]() -> lib::Task<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:5: remark: 'spawn' starts a task per turn of this loop; each waits for a limiter only once it has been started, so the number of tasks is not bounded [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: to bound them, await a limiter before each start: 'rt::Semaphore'
      auto Taken = co_await Slots.acquire();
      co_await fetch(Url);
    });
  co_return;
}

// --- A count that comes from data ---

lib::Task<> counted(std::vector<std::string> Urls, std::deque<std::string> Queue) {
  while (Queue.size() > 0) {
    rt::spawn(fetch(Queue.front()));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: to bound them, await a limiter before each start: 'rt::Semaphore'
    Queue.pop_front();
  }
  for (std::size_t I = Urls.size(); I > 0; --I)
    rt::spawn(fetch(Urls[I - 1]));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: to bound them, await a limiter before each start: 'rt::Semaphore'
  for (auto I = Urls.size(); I-- > 0;)
    rt::spawn(fetch(Urls[I]));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: to bound them, await a limiter before each start: 'rt::Semaphore'
  for (int I = 0; I < static_cast<int>(Urls.size()); ++I)
    rt::spawn(fetch(Urls[I]));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: to bound them, await a limiter before each start: 'rt::Semaphore'
  for (int I = 0; I < (int)Urls.size(); ++I)
    rt::spawn(fetch(Urls[I]));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: to bound them, await a limiter before each start: 'rt::Semaphore'
  for (std::size_t I = 0; I + 1 < Urls.size(); ++I)
    rt::spawn(fetch(Urls[I]));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: to bound them, await a limiter before each start: 'rt::Semaphore'
  for (std::size_t I = 0; I <= Urls.size() - 1; ++I)
    rt::spawn(fetch(Urls[I]));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: to bound them, await a limiter before each start: 'rt::Semaphore'
  for (std::size_t I = 0; I < std::size(Urls); ++I)
    rt::spawn(fetch(Urls[I]));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: to bound them, await a limiter before each start: 'rt::Semaphore'
  const std::size_t Size = Urls.size();
  for (std::size_t I = 0; I < Size; ++I)
    rt::spawn(fetch(Urls[I]));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: to bound them, await a limiter before each start: 'rt::Semaphore'
  while (stopped() == false)
    rt::spawn(fetch("again"));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: to bound them, await a limiter before each start: 'rt::Semaphore'
  co_return;
}

// A list among the arguments of the call that makes the range is not the range.
lib::Task<> lists(std::vector<std::string> Urls) {
  for (auto &Row : query({"id", "name"}))
    rt::spawn(fetch(Row));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: to bound them, await a limiter before each start: 'rt::Semaphore'
  const auto Rows = query({"id", "name"});
  for (auto &Row : Rows)
    rt::spawn(fetch(Row));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: to bound them, await a limiter before each start: 'rt::Semaphore'
  std::vector<std::string> AsMany;
  AsMany.resize(Urls.size());
  for (auto &Url : AsMany)
    rt::spawn(fetch(Url));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: to bound them, await a limiter before each start: 'rt::Semaphore'
  const std::vector<std::string> Same(Urls.size(), {'a', 'b'});
  for (auto &Url : Same)
    rt::spawn(fetch(Url));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: to bound them, await a limiter before each start: 'rt::Semaphore'
  co_return;
}

// What a for loop awaits once, and an await that never suspends, pace nothing.
lib::Task<std::vector<std::string>::iterator> find(std::vector<std::string> &);
lib::Task<> awaitsOnce(std::vector<std::string> Urls) {
  for (auto Url = co_await find(Urls); Url != Urls.end(); ++Url)
    rt::spawn(fetch(*Url));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: to bound them, await a limiter before each start: 'rt::Semaphore'
  for (auto &Url : Urls) {
    rt::Loop &Here = co_await rt::CurrentLoop();
    rt::spawnOn(Here, fetch(Url));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawnOn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: to bound them, await a limiter before each start: 'rt::Semaphore'
  }
}

// One cause, one report: at the start, not again at the gather.
lib::Task<> once(std::vector<std::string> Urls) {
  std::vector<lib::Eager<>> Running;
  for (auto &Url : Urls)
    Running.push_back(start(Url));
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'start' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:23: note: to bound them, await a limiter before each start: a counting semaphore
  co_await rt::whenAll(std::move(Running));
}

// --- Algorithms and helpers that call a lambda once per element ---

lib::Task<> algorithms(std::vector<std::string> Urls, std::vector<int> Numbers) {
  std::for_each(Urls.begin(), Urls.end(), [](const std::string &Url) { rt::spawn(fetch(Url)); });
  // CHECK-MESSAGES: :[[@LINE-1]]:72: warning: 'spawn' starts a task per element of a range, and nothing limits how many run at once [async-unbounded-spawn]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: 'for_each' calls this once per element
  // CHECK-MESSAGES: :[[@LINE-3]]:72: note: to bound them, await a limiter before each start: 'rt::Semaphore'
  std::ranges::for_each(Urls, [](const std::string &Url) {
    if (!Url.empty())
      rt::spawn(fetch(Url));
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'spawn' starts a task per element of a range, and nothing limits how many run at once [async-unbounded-spawn]
      // CHECK-MESSAGES: :[[@LINE-4]]:3: note: 'for_each' calls this once per element
      // CHECK-MESSAGES: :[[@LINE-3]]:7: note: to bound them, await a limiter before each start: 'rt::Semaphore'
  });
  std::vector<lib::Eager<int>> Running;
  std::transform(Numbers.begin(), Numbers.end(), std::back_inserter(Running), measure);
  // CHECK-MESSAGES: :[[@LINE-1]]:79: warning: 'transform' starts a task per element of a range, and nothing limits how many run at once [async-unbounded-spawn]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: to bound them, await a limiter before each start: a counting semaphore
  std::ranges::transform(Numbers, std::back_inserter(Running), [](int Number) { return measure(Number); });
  // CHECK-MESSAGES: :[[@LINE-1]]:88: warning: 'measure' starts a task per element of a range, and nothing limits how many run at once [async-unbounded-spawn]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: 'transform' calls this once per element
  // CHECK-MESSAGES: :[[@LINE-3]]:88: note: to bound them, await a limiter before each start: a counting semaphore
  std::for_each(Urls.begin(), Urls.end(), [](std::string Url) -> lib::Eager<> { co_await fetch(Url); });
  // CHECK-MESSAGES: :[[@LINE-1]]:43: warning: 'for_each' throws away the awaitable that this lambda returns: it runs unobserved, and its failure is lost [async-discarded-by-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:43: warning: 'for_each' starts a task per element of a range, and nothing limits how many run at once [async-unbounded-spawn]
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: to bound them, await a limiter before each start: a counting semaphore
  auto Visit = [](const std::string &Url) { rt::spawn(fetch(Url)); };
  // CHECK-MESSAGES: :[[@LINE-1]]:45: warning: 'spawn' starts a task per element of a range, and nothing limits how many run at once [async-unbounded-spawn]
  // CHECK-MESSAGES: :[[@LINE+2]]:3: note: 'for_each_n' calls this once per element
  // CHECK-MESSAGES: :[[@LINE-3]]:45: note: to bound them, await a limiter before each start: 'rt::Semaphore'
  std::for_each_n(Urls.begin(), Urls.size(), Visit);
  co_return;
}

template <typename Range, typename F> void forAll(const Range &Elements, F Do) {
  for (auto &Each : Elements)
    Do(Each);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Do' is never awaited: it runs unobserved, and its failure is lost [async-unawaited-result]
}
void untilEmpty(std::deque<std::string> &Queue, const std::function<void(std::string)> &Do) {
  while (!Queue.empty()) {
    std::invoke(Do, Queue.front());
    Queue.pop_front();
  }
}
void helpers(std::vector<std::string> &Urls, std::deque<std::string> &Queue) {
  forAll(Urls, [](const std::string &Url) { rt::spawn(fetch(Url)); });
  // CHECK-MESSAGES: :[[@LINE-1]]:45: warning: 'spawn' starts a task per element of a range, and nothing limits how many run at once [async-unbounded-spawn]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: 'forAll' calls this once per element
  // CHECK-MESSAGES: :[[@LINE-3]]:45: note: to bound them, await a limiter before each start: 'rt::Semaphore'
  untilEmpty(Queue, [](std::string Url) { rt::spawn(fetch(Url)); });
  // CHECK-MESSAGES: :[[@LINE-1]]:43: warning: 'spawn' starts a task per element of a range, and nothing limits how many run at once [async-unbounded-spawn]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: 'untilEmpty' calls this once per element
  // CHECK-MESSAGES: :[[@LINE-3]]:43: note: to bound them, await a limiter before each start: 'rt::Semaphore'
  forAll(Urls, start);
}

lib::Task<> gathersTransformed(std::vector<std::string> Urls) {
  std::vector<lib::Task<>> Tasks;
  std::ranges::transform(Urls, std::back_inserter(Tasks), fetch);
  co_await rt::whenAll(std::move(Tasks));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'whenAll' runs a task per element of a range at once, and nothing limits how many [async-unbounded-spawn]
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: each element of another range becomes a task here
  // CHECK-MESSAGES: :[[@LINE-3]]:12: note: use 'whenAllWindowed' to run at most 16 at once
  // CHECK-SUGGESTED: co_await rt::whenAllWindowed(std::move(Tasks), 16);
}

// --- What no model knows, and a coroutine gives tasks to ---

namespace home {
struct Scope {
  void take(lib::Task<> Work);
  lib::Awaiter<> join();
};
void launch(rt::Loop &On, lib::Task<> Work);
} // namespace home
lib::Task<> givesAway(std::vector<std::string> Urls, home::Scope &Scope) {
  for (auto &Url : Urls)
    Scope.take(fetch(Url));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'take' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: to bound them, await a limiter before each start: a counting semaphore
  for (auto &Url : Urls)
    home::launch(rt::mainLoop(), fetch(Url));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'launch' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: to bound them, await a limiter before each start: a counting semaphore
  co_await Scope.join();
}

// --- Tasks that start themselves again ---

struct Directory {
  std::vector<Directory> Inner;
  Directory *Left, *Right;
};
lib::Task<std::vector<std::string>> links(std::string Url);
lib::Task<> walk(Directory *Of) {
  if (Of->Left)
    rt::spawn(walk(Of->Left));
  if (Of->Right)
    rt::spawn([Of]() -> lib::Task<> { co_await walk(Of->Right); });
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'walk' starts itself more than once each time it runs, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-4]]:5: note: it has started itself here before
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: to bound them, await a limiter before each start: 'rt::Semaphore'
  co_return;
}
// The await in the loop does not pace what each of them starts.
lib::Task<> crawl(std::string Url) {
  for (auto &Link : co_await links(Url)) {
    co_await fetch(Link);
    rt::spawn(crawl(Link));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: to bound them, await a limiter before each start: 'rt::Semaphore'
  }
}

// --- Containers that grow ---

lib::Task<> grows(bool More) {
  std::vector<std::string> Names = {"one", "two"};
  while (More)
    Names.push_back("three");
  co_await rt::forEach(Names, [](std::string Name) { return fetch(Name); });
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'forEach' runs a task per element of a range at once, and nothing limits how many [async-
}
lib::Task<> growsElsewhere() {
  std::vector<std::string> Names;
  auto Add = [&Names] { Names.push_back("three"); };
  Add();
  co_await rt::forEach(Names, [](std::string Name) { return fetch(Name); });
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'forEach' runs a task per element of a range at once, and nothing limits how many [async-
}
// Tasks that this function made.
void startsOwn(const std::vector<std::string> &Urls) {
  std::vector<lib::Task<>> Tasks;
  for (auto &Url : Urls)
    Tasks.push_back(fetch(Url));
  for (auto &Task : Tasks)
    rt::spawn(std::move(Task));
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-
}

// --- What looks like one of those ---

lib::Task<> serve(int Socket);
std::vector<int> childrenOf(int Id);
void ofNumber(int Id) {
  for (int Child : childrenOf(Id))
    rt::spawn(serve(Child));
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-
}
bool next(std::string &Url);
void seen() {
  std::map<std::string, int> Seen;
  std::string Url;
  while (next(Url))
    Seen[Url] = 1;
  for (auto &[Each, Count] : Seen)
    rt::spawn(fetch(Each));
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-
}
struct Event {
  void set();
  lib::Awaiter<> operator co_await() const;
};
lib::Task<> work(std::string Url, Event &Done);
void withEvents(const std::vector<std::string> &Urls) {
  std::vector<Event> Done(Urls.size());
  for (std::size_t I = 0; I < Urls.size(); ++I)
    rt::spawn(work(Urls[I], Done[I]));
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-
}

// --- Handles that a spawn without a token gives back ---

lib::Task<> handles(std::vector<std::string> Urls) {
  for (auto &Url : Urls)
    (void)rt::bind(rt::mainLoop(), fetch(Url)).start();
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'start' starts a task per turn of this loop, and nothing limits how many run at once [async-
  std::vector<lib::Eager<>> Running;
  for (auto &Url : Urls)
    Running.push_back(rt::bind(rt::mainLoop(), fetch(Url)).start());
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'start' starts a task per turn of this loop, and nothing limits how many run at once [async-
  for (auto &Url : Urls) {
    auto Handle = rt::bind(rt::mainLoop(), fetch(Url)).start();
    // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'start' starts a task per turn of this loop, and nothing limits how many run at once [async-
    Running.push_back(std::move(Handle));
  }
  std::map<std::string, std::vector<lib::Eager<>>> ByHost;
  for (auto &Url : Urls)
    ByHost[Url].push_back(rt::bind(rt::mainLoop(), fetch(Url)).start());
    // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'start' starts a task per turn of this loop, and nothing limits how many run at once [async-
  std::for_each(Urls.begin(), Urls.end(), [&](const std::string &Url) {
    Running.push_back(rt::bind(rt::mainLoop(), fetch(Url)).start());
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'start' starts a task per element of a range, and nothing limits how many run at once [async-
  });
  for (auto &Each : Running)
    co_await Each;
}

// --- Functions of the program that start all that they are given ---

namespace home {
struct Latch {
  explicit Latch(std::size_t Count);
  void countDown();
  lib::Awaiter<> wait();
};
lib::Detached runOne(lib::Task<> Work, Latch &Left) {
  co_await std::move(Work);
  Left.countDown();
}
lib::Task<> all(std::vector<lib::Task<>> Tasks) {
  Latch Left(Tasks.size());
  for (auto &Each : Tasks)
    runOne(std::move(Each), Left);
  co_await Left.wait();
}
lib::Task<> allOfThem(std::vector<lib::Task<>> Tasks) { co_await all(std::move(Tasks)); }
lib::Task<> unseen(std::vector<lib::Task<>> Tasks);
} // namespace home
lib::Task<> gathersAtHome(std::vector<std::string> Urls) {
  std::vector<lib::Task<>> Tasks;
  for (auto &Url : Urls)
    Tasks.push_back(fetch(Url));
  co_await home::allOfThem(std::move(Tasks));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'allOfThem' runs a task per element of a range at once, and nothing limits how many [async-unbounded-spawn]
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the range is filled by this loop, as often as it turns
  // CHECK-MESSAGES: :[[@LINE-13]]:5: note: all of them are started here
  // CHECK-MESSAGES: :[[@LINE-4]]:12: note: to bound them: gather a batch of constant size at a time
}
// Handed on in circles, before they are.
namespace home {
lib::Task<> later(std::vector<lib::Task<>> Tasks, int Times);
lib::Task<> sooner(std::vector<lib::Task<>> Tasks, int Times) {
  if (Times)
    co_await later(std::move(Tasks), Times - 1);
  else
    co_await all(std::move(Tasks));
}
lib::Task<> later(std::vector<lib::Task<>> Tasks, int Times) { co_await sooner(std::move(Tasks), Times); }
} // namespace home
lib::Task<> gathersLater(std::vector<std::string> Urls) {
  std::vector<lib::Task<>> Tasks;
  for (auto &Url : Urls)
    Tasks.push_back(fetch(Url));
  co_await home::later(std::move(Tasks), 3);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'later' runs a task per element of a range at once, and nothing limits how many [async-unbounded-spawn]
}
// Each gives as many again to what is not seen: were they to run in turn, it would await each where it makes it.
lib::Task<> visit(Directory Of) {
  std::vector<lib::Task<>> Inner;
  for (auto &Each : Of.Inner)
    Inner.push_back(visit(Each));
  co_await home::unseen(std::move(Inner));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'unseen' runs a task per element of a range at once, and nothing limits how many [async-
}
// What is collected waits for the gather, whatever the loop awaits.
lib::Task<std::optional<std::string>> nextLine();
struct Importer {
  lib::Task<> run() {
    std::vector<lib::Task<>> Tasks;
    for (;;) {
      auto Line = co_await nextLine();
      if (!Line)
        break;
      Tasks.push_back(fetch(*Line));
    }
    co_await flush(std::exchange(Tasks, {}));
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'flush' runs a task per element of a range at once, and nothing limits how many [async-
  }

private:
  lib::Task<> flush(std::vector<lib::Task<>> Tasks) { co_await rt::whenAll(std::move(Tasks)); }
};
lib::Task<> collectsAll() {
  std::vector<lib::Task<>> Tasks;
  while (auto Line = co_await nextLine())
    Tasks.push_back(fetch(*Line));
  co_await rt::whenAll(std::move(Tasks));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'whenAll' runs a task per element of a range at once, and nothing limits how many [async-
}

// --- Coroutines that nobody can await ---

lib::Detached handle(std::string Line) {
  try {
    co_await fetch(Line);
  } catch (...) {
  }
}
void handlesAll(std::vector<std::string> Lines) {
  for (auto &Line : Lines)
    handle(Line);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'handle' starts a task per turn of this loop, and nothing limits how many run at once [async-
  std::for_each(Lines.begin(), Lines.end(), handle);
  // CHECK-MESSAGES: :[[@LINE-1]]:45: warning: 'for_each' starts a task per element of a range, and nothing limits how many run at once [async-
}
// One per item of a stream, which the tasks have no part in.
lib::Task<> dispatches() {
  while (auto Line = co_await nextLine())
    handle(std::move(*Line));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'handle' starts a task per turn of this loop, and nothing limits how many run at once [async-
}

// They run on one of the loops, or on the loop that each client has to do with.
struct Client {
  rt::Loop &loop();
};
void onOneLoop(std::vector<rt::Loop> &Loops, std::vector<Client> Clients, std::vector<std::string> Urls) {
  for (auto &Url : Urls)
    rt::spawnOn(Loops[0], fetch(Url));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawnOn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: to bound them, await a limiter before each start: 'rt::Semaphore'
  for (auto &Each : Clients)
    rt::spawnOn(Each.loop(), fetch("x"));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawnOn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: to bound them, await a limiter before each start: 'rt::Semaphore'
}

// One loop after the other: there are as many tasks as clients.
void inTurns(std::vector<rt::Loop> &Loops, std::vector<std::string> Urls) {
  for (std::size_t I = 0; I < Urls.size(); ++I)
    rt::spawnOn(Loops[I % Loops.size()], fetch(Urls[I]));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawnOn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: to bound them, await a limiter before each start: 'rt::Semaphore'
}

// What starts others has not ended with its own last line.
lib::Eager<> startsOne(std::string Url) {
  rt::spawn(fetch(Url));
  co_return;
}
void startsThem(std::vector<std::string> Urls) {
  for (auto &Url : Urls)
    auto Ended = startsOne(Url); // NOLINT(async-unawaited-local)
    // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'startsOne' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:18: note: to bound them, await a limiter before each start: a counting semaphore
}

// A group that was told nothing, or might have been.
class OpenGroup {
public:
  OpenGroup(const char *Name, unsigned short Port, int Level = 0);
  void spawn(lib::Task<> Work);
};
lib::Task<> spawnsIntoOpen(OpenGroup &Group, std::vector<std::string> Urls) {
  for (const std::string &Each : Urls)
    Group.spawn(fetch(Each));
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once
  co_return;
}

// What waits in a container of the object until it is taken out is work.
struct Job {
  lib::Task<> run();
};
class Queue {
  std::vector<std::unique_ptr<Job>> Waiting;
  void start() {
    for (auto &Each : Waiting)
      rt::spawn(Each->run());
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once
    Waiting.clear();
  }
  void startAll() {
    auto Taken = std::move(Waiting);
    for (auto &Each : Taken)
      rt::spawn(Each->run());
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once
  }
  void startMoved() {
    for (auto &Each : Waiting)
      rt::spawn(runs(std::move(Each)));
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once
  }
  static lib::Task<> runs(std::unique_ptr<Job> Given);
  std::vector<std::string> *Texts;
  std::vector<std::pair<std::string, int>> Pairs;
  void startTexts() {
    for (auto It = Texts->begin(); It != Texts->end(); ++It)
      rt::spawn(fetch(*It));
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once
    for (auto &Each : Pairs)
      rt::spawn(fetch(Each.first));
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once
  }
  const std::vector<std::unique_ptr<Job>> &of(const std::string &Request);
  void startOf(const std::string &Request) {
    for (auto &Each : of(Request))
      rt::spawn(Each->run());
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once
  }
  void startOthers(Queue &Other) {
    for (auto &Each : Other.Waiting)
      rt::spawn(Each->run());
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once
  }
};

// A reference to itself leads nowhere.
void startsNone() {
  std::vector<std::unique_ptr<Job>> &All = All;
  for (auto &Each : All)
    rt::spawn(Each->run());
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once
}

// What is asked before says something of the job, not of how many there are.
class Filter {
public:
  bool isKnown(const std::string &Url) const;
  bool remember(const std::string &Url) {
    Known.push_back(Url);
    return true;
  }
  std::vector<std::string> Known;
};
class Filtered {
  Filter &Asked;
  void start(std::vector<std::string> Urls) {
    for (auto &Url : Urls) {
      if (Asked.isKnown(Url))
        continue;
      rt::spawn(fetch(Url));
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once
    }
    for (auto &Url : Urls)
      if (Asked.remember(Url))
        rt::spawn(fetch(Url));
        // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once
  }
};

// A limiter that each of them is given, or asks.
lib::Task<> cleanUp(std::string Url, rt::Semaphore *Slots);
void cleans(std::vector<std::string> Urls, rt::Semaphore &Slots) {
  for (auto &Url : Urls)
    rt::spawn(cleanUp(Url, &Slots));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: remark: 'spawn' starts a task per turn of this loop; each waits for a limiter only once it has been started, so the number of tasks is not bounded [async-unbounded-spawn]
}
lib::Task<> gathersLimited(std::vector<std::string> Urls, rt::Semaphore &Slots) {
  co_await rt::forEach(Urls, [&](std::string Url) -> lib::Task<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:12: remark: 'forEach' runs a task per element of a range at once; each waits for a limiter only once it has been started, so the number of tasks is not bounded [async-unbounded-spawn]
    co_await Slots.acquire();
    co_await fetch(Url);
  });
}

// One and the same task, told of once.
void connects(std::vector<std::string> Urls, rt::Loop &On) {
  for (auto &Url : Urls) {
    auto Running = start(Url);
    // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'start' starts a task per turn of this loop, and nothing limits how many run at once
    rt::spawnOn(On, std::move(Running));
  }
}

// What hands something out, keeps no number down, or counts what is left out lets nobody in.
class Backlog {
public:
  bool tryPop(std::string &Url);
};
class Unique {
public:
  bool insert(const std::string &Url) {
    if (Known.size() + 1 > Known.capacity())
      Known.reserve(2 * Known.size() + 1);
    Known.push_back(Url);
    return true;
  }
  std::vector<std::string> Known;
};
class Crawl {
  Backlog Next;
  Unique Seen;
  void drain() {
    for (;;) {
      std::string Url;
      if (!Next.tryPop(Url))
        break;
      rt::spawn(fetch(Url));
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once
    }
  }
  void each(std::vector<std::string> Urls) {
    unsigned Line = 0;
    for (auto &Url : Urls) {
      ++Line;
      if (Line == 1 || !Seen.insert(Url))
        continue;
      rt::spawn(fetch(Url));
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once
    }
    for (auto &Url : Urls) {
      ++Line;
      if (Line == 1)
        continue;
      rt::spawn(fetch(Url));
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once
    }
  }
};
lib::Awaiter<std::vector<std::string>> page(rt::Semaphore &Slots, std::size_t Number);
lib::Task<> pages(rt::Semaphore &Slots, std::size_t Number) {
  auto Urls = co_await page(Slots, Number);
  for (auto &Url : Urls)
    rt::spawn(fetch(Url));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once
}

// A limiter behind an in-house pointer.
template <typename T> class Ref {
public:
  T *operator->() const;
};
lib::Task<> cleanShared(std::string Url, Ref<rt::Semaphore> Slots);
void cleansShared(std::vector<std::string> Urls, Ref<rt::Semaphore> Slots) {
  for (auto &Url : Urls)
    rt::spawn(cleanShared(Url, Slots));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: remark: 'spawn' starts a task per turn of this loop; each waits for a limiter only
}

// Conditions about the size of a range that say nothing of how large it may be.
void sendsToMany(std::vector<std::string> Peers, std::vector<std::string> Names) {
  if (Peers.size() <= 10) {
    stopped();
  } else {
    for (auto &Peer : Peers)
      rt::spawn(fetch(Peer));
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
  }
  if (Peers.size() != Names.size())
    return;
  for (auto &Peer : Peers)
    rt::spawn(fetch(Peer));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
}
void sendsMore(std::vector<std::string> Peers, std::vector<std::string> More) {
  if (Peers.size() > 10)
    return;
  Peers.insert(Peers.end(), More.begin(), More.end());
  for (auto &Peer : Peers)
    rt::spawn(fetch(Peer));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
}

// What is in between may make the range larger than it was.
bool fill(std::vector<std::string> &Urls);
void fillsIt(std::vector<std::string> Urls) {
  if (Urls.size() > 10)
    return;
  if (!fill(Urls))
    return;
  for (auto &Url : Urls)
    rt::spawn(fetch(Url));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
}
void fillsItThere(std::vector<std::string> Urls) {
  if (Urls.size() > 10 || !fill(Urls))
    return;
  for (auto &Url : Urls)
    rt::spawn(fetch(Url));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
}
void fillsAnother(std::vector<std::string> Urls) {
  auto &More = Urls;
  auto Add = [&] { Urls.push_back("more"); };
  if (Urls.size() > 10)
    return;
  while (!stopped())
    More.push_back("more");
  for (auto &Url : Urls)
    rt::spawn(fetch(Url));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
  if (Urls.size() > 10)
    return;
  Add();
  for (auto &Url : Urls)
    rt::spawn(fetch(Url));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
}
void fillsBehind(std::vector<std::string> Urls, std::vector<std::string> &More) {
  if (Urls.size() <= 10)
    for (int Turn = 0; Turn < 3; ++Turn) {
      for (auto &Url : Urls)
        rt::spawn(fetch(Url));
        // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
      Urls.insert(Urls.end(), More.begin(), More.end());
    }
}
struct Request {
  std::vector<std::string> Urls;
};
void sendsAnother(Request First, Request Second) {
  if (First.Urls.size() > 10)
    return;
  for (auto &Url : Second.Urls)
    rt::spawn(fetch(Url));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
}
struct Page {
  std::vector<std::string> Urls;
  void load();
  void startLoaded() {
    if (Urls.size() > 10)
      return;
    load();
    for (auto &Url : Urls)
      rt::spawn(fetch(Url));
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
  }
};
lib::Task<> suspends(std::vector<std::string> &Urls) {
  if (Urls.size() > 10)
    co_return;
  co_await lib::Awaiter<>();
  for (auto &Url : Urls)
    rt::spawn(fetch(Url));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
}

// Numbers and containers that do not grow with each start, are made anew or emptied, and exits of other loops.
bool isBad(const std::string &Url);
std::vector<std::string> split(const std::string &Url);
void countsOthers(std::vector<std::string> Urls) {
  std::vector<std::string> Bad;
  int Errors = 0;
  for (auto &Url : Urls) {
    rt::spawn(fetch(Url));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    if (isBad(Url)) {
      Bad.push_back(Url);
      ++Errors;
    }
    if (Bad.size() > 10)
      break;
    if (Errors > 10)
      break;
  }
}
void countsDistinct(std::vector<std::string> Urls) {
  std::map<std::string, int> Hosts;
  for (auto &Url : Urls) {
    Hosts.emplace(Url, 1);
    if (Hosts.size() > 100)
      break;
    rt::spawn(fetch(Url));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
  }
}
void countsParts(std::vector<std::string> Urls) {
  for (auto &Url : Urls) {
    auto Parts = split(Url);
    Parts.push_back("end");
    if (Parts.size() > 8)
      continue;
    rt::spawn(fetch(Parts[0]));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
  }
}
void startsBatches(std::vector<std::string> Urls) {
  std::vector<std::string> Batch;
  for (auto &Url : Urls) {
    Batch.push_back(Url);
    if (Batch.size() != 10)
      continue;
    rt::spawn(fetch(Batch.front()));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    Batch.clear();
  }
}
void remembersLast(std::deque<std::string> Urls) {
  std::deque<std::string> Last;
  for (auto &Url : Urls) {
    Last.push_back(Url);
    rt::spawn(fetch(Url));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    if (Last.size() > 10)
      Last.pop_front();
    if (Last.size() > 100)
      return;
  }
}
void perHost(std::map<std::string, std::vector<std::string>> Hosts) {
  for (auto &[Host, Urls] : Hosts) {
    std::vector<std::string> Taken;
    int Count = 0;
    for (auto &Url : Urls) {
      rt::spawn(fetch(Url));
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
      Taken.push_back(Url);
      ++Count;
      if (Taken.size() >= 10 || Count >= 10)
        break;
      if (Count >= 8)
        break;
    }
  }
}
void leavesTheSwitch(std::vector<std::string> Urls) {
  std::vector<std::string> Seen;
  for (auto &Url : Urls)
    switch (Url.size()) {
    case 1: {
      rt::spawn(fetch(Url));
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
      Seen.push_back(Url);
      if (Seen.size() > 10)
        break;
      stopped();
    }
    }
}

// Objects that the function makes, takes or receives, or that have one owner or are pointed to in another way.
struct Item {
  explicit Item(std::string Url);
  lib::Task<> run();
  std::size_t size() const;
  std::string Url;
};
using Items = std::vector<std::shared_ptr<Item>>;
lib::Task<> makesItems(std::vector<std::string> Urls) {
  Items All;
  std::vector<Item *> Raw;
  for (auto &Url : Urls) {
    All.push_back(std::make_shared<Item>(Url));
    Raw.push_back(new Item(Url));
  }
  for (auto &Each : All)
    rt::spawn(Each->run());
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
  for (auto *Each : Raw)
    rt::spawn(Each->run());
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
  std::vector<lib::Task<>> Tasks;
  for (auto &Each : All)
    Tasks.push_back(Each->run());
  co_await rt::whenAll(std::move(Tasks));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'whenAll' runs a task per element of a range at once, and nothing limits how many [async-unbounded-spawn]
  co_await rt::forEach(All, [](std::shared_ptr<Item> Each) { return Each->run(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'forEach' runs a task per element of a range at once, and nothing limits how many [async-unbounded-spawn]
}
struct Connection {
  std::shared_ptr<Item> read();
};
Items popAll();
class Backlogged {
  Items Waiting;
  Items take();
  void exchanges() {
    for (auto &Each : std::exchange(Waiting, {}))
      rt::spawn(Each->run());
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    auto Taken = std::exchange(Waiting, {});
    for (auto &Each : Taken)
      rt::spawn(Each->run());
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
  }
  void swaps() {
    Items Taken;
    Waiting.swap(Taken);
    for (auto &Each : Taken)
      rt::spawn(Each->run());
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
  }
  void assigns() {
    Items Taken;
    Taken = Waiting;
    Waiting.clear();
    for (auto &Each : Taken)
      rt::spawn(Each->run());
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
  }
  void takes() {
    for (auto &Each : take())
      rt::spawn(Each->run());
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    auto Batch = popAll();
    for (auto &Each : Batch)
      rt::spawn(Each->run());
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
  }
};
void receives(Connection &From) {
  Items Requests;
  while (auto Request = From.read())
    Requests.push_back(Request);
  for (auto &Each : Requests)
    rt::spawn(Each->run());
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
}
void ofValues(std::vector<Item> &Values) {
  std::vector<Item *> Ready;
  for (auto &Each : Values)
    if (!Each.Url.empty())
      Ready.push_back(&Each);
  for (auto *Each : Ready)
    rt::spawn(Each->run());
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
}
template <typename T> struct Sole {
  Sole(Sole &&);
  ~Sole();
  T *operator->();
};
void ofOtherPointers(std::vector<std::optional<Item>> Maybe, std::vector<std::vector<Item>::iterator> Places,
                     std::vector<Sole<Item>> Owned) {
  for (auto &Each : Maybe)
    rt::spawn(Each->run());
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
  for (auto Each : Places)
    rt::spawn(Each->run());
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
  for (auto &Each : Owned)
    rt::spawn(Each->run());
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
}
namespace rt {
template <typename Range, typename F, typename Key> lib::Task<> forEach(Range &&, F, Key) { co_return; }
template <typename Range, typename F, typename Key> lib::Task<> forEachAtMost(Range &&, std::size_t, F, Key) { co_return; }
} // namespace rt
lib::Task<> keyed(Items All) {
  co_await rt::forEach(All, [](const std::shared_ptr<Item> &Each) { return fetch(Each->Url); },
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'forEach' runs a task per element of a range at once, and nothing limits how many [async-unbounded-spawn]
                       [](const std::shared_ptr<Item> &Each) { return Each->size(); });
}

// --- What bounds nothing: sizes of the data, what is asked of the element, a number that is set back, flags of other times ------------

class Admission {
  std::vector<int> Seen;
  int Last = 0;
  int Running = 0, Most = 8;

public:
  bool claim(int Id) {
    if (Id < 0)
      return false;
    Seen.push_back(Id);
    return true;
  }
  bool isNext(int Id) {
    if (Id <= Last)
      return false;
    Last = Id;
    return true;
  }
  bool enter() {
    if (Running >= Most)
      return false;
    ++Running;
    return true;
  }
};
void admitsAll(Admission &Given, const std::vector<int> &Sockets) {
  for (int Each : Sockets) {
    if (!Given.claim(Each))
      continue;
    rt::spawn(serve(Each));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
  }
  for (int Each : Sockets) {
    if (!Given.isNext(Each))
      continue;
    rt::spawn(serve(Each));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
  }
  bool Once = Given.enter();
  for (int Each : Sockets) {
    if (!Once)
      continue;
    rt::spawn(serve(Each));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
  }
  for (int Each : Sockets) {
    bool Ok = Given.enter();
    if (Each == 0)
      Ok = true;
    if (!Ok)
      continue;
    rt::spawn(serve(Each));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
  }
}
void upToAll(const std::vector<int> &Sockets) {
  std::vector<int> Done;
  for (int Each : Sockets) {
    if (Done.size() >= Sockets.size())
      break;
    Done.push_back(Each);
    rt::spawn(serve(Each));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
  }
  const auto Count = Sockets.size();
  std::size_t At = 0;
  for (int Each : Sockets) {
    if (At >= Count)
      break;
    ++At;
    rt::spawn(serve(Each));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
  }
  for (int Each : Sockets) {
    if (Each < 0)
      break;
    rt::spawn(serve(Each));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
  }
  int Since = 0;
  for (int Each : Sockets) {
    if (Since >= 10) {
      Since = 0;
      continue;
    }
    ++Since;
    rt::spawn(serve(Each));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
  }
}
void grownSince(std::vector<int> Sockets) {
  const bool IsSmall = Sockets.size() <= 8;
  Sockets.push_back(1);
  if (!IsSmall)
    return;
  for (int Each : Sockets)
    rt::spawn(serve(Each));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
}

// --- A limiter of its own that a task waits for ---------------------------------------------------------------------------------------

struct Wire {
  std::size_t pending() const;
  lib::Awaiter<> drained();
};
struct Dialer {
  Wire *open(int Socket);
  std::size_t running() const;
  lib::Awaiter<> ended();
};
lib::Task<> talk(Wire *To) {
  Wire *Kept = To;
  while (Kept && Kept->pending() > 100)
    co_await Kept->drained();
}
lib::Task<> talkInTurn(Dialer &All, Wire *To) {
  while (All.running() > 100)
    co_await All.ended();
  co_await To->drained();
}
void talksToAll(Dialer &All, const std::vector<int> &Sockets) {
  for (int Each : Sockets) {
    auto *One = All.open(Each);
    rt::spawn(talk(One)); // How much it has to send says nothing of the others.
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    rt::spawn(talkInTurn(All, One));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: remark: 'spawn' starts a task per turn of this loop; each waits for a limiter only once it has been started, so the number of tasks is not bounded [async-unbounded-spawn]
  }
}

// Taken where there is something to do, or asked of a class of the program for a place.
template <typename F> lib::Task<> inSlot(rt::Semaphore &Slots, F Work) {
  co_await Slots.acquire();
  co_await Work();
}
[[clang::annotate("corolint::completed: true")]] lib::Task<> nothingToDo();
struct Place {
  rt::Semaphore *Of;
  ~Place();
};
struct Pool {
  lib::Task<Place> place();
};
lib::Task<> taken(std::vector<std::string> Urls, rt::Semaphore &Slots, Pool &Places) {
  co_await rt::forEach(Urls, [&](std::string Url) -> lib::Task<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:12: remark: 'forEach' runs a task per element of a range at once; each waits for a limiter only once it has been started, so the number of tasks is not bounded [async-unbounded-spawn]
    if (Url.empty())
      return nothingToDo();
    return inSlot(Slots, [Url] { return fetch(Url); });
  });
  co_await rt::forEach(Urls, [&](const std::string &Url) -> lib::Task<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:12: remark: 'forEach' runs a task per element of a range at once; each waits for a limiter only once it has been started, so the number of tasks is not bounded [async-unbounded-spawn]
    auto Held = co_await Places.place();
    co_await fetch(Url);
  });
  co_await rt::forEach(Urls, [&](std::string Url) -> lib::Task<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'forEach' runs a task per element of a range at once, and nothing limits how many [async-unbounded-spawn]
    if (Url.empty())
      return fetch("default");
    return inSlot(Slots, [Url] { return fetch(Url); });
  });
}

// Functions that are given a task, and do not wait for it.
struct Jobs {
  void keep(lib::Eager<> Work) {
    std::lock_guard<std::mutex> Lock(Guard);
    Kept.push_back(std::move(Work));
  }
  int number(lib::Eager<int> Work);
  std::mutex Guard;
  std::vector<lib::Eager<>> Kept;
};
lib::Eager<int> measured(std::string Url);
void handsOver(Jobs &Of, const std::vector<std::string> &Urls) {
  for (auto &Url : Urls) {
    Of.keep(start(Url));
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'start' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    Of.number(measured(Url));
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'measured' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
  }
}

// --- Which of two numbers says how many there is room for is not known -------------------------------------------------------------------

template <typename T, unsigned Alignment, unsigned Most> struct Inline {
  static unsigned capacity();
  T *begin();
  T *end();
};
void startsMany(Inline<std::string, 8, 100000> &Urls) {
  for (auto &Url : Urls)
    rt::spawn(fetch(Url));
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once
}
