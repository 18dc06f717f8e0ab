// RUN: %check_corolint %s %t --model-file=%S/Inputs/runtime-model.yaml -- -std=c++20 -isystem %S/Inputs/system

// Loops that start few tasks, or no more than something allows.

#include "../models/Inputs/cppcoro.h"
#include "Inputs/runtime.h"
#include <tests.h>
#include <algorithm>
#include <array>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <initializer_list>
#include <iterator>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <ranges>
#include <span>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

lib::Task<> fetch(std::string Url);
lib::Task<> serve(int Socket);
lib::Eager<> start(std::string Url);
lib::Awaiter<int> accept();
bool stopped();
void log(const std::vector<std::string> &Urls);

// --- Small constant bounds ---

constexpr int Workers = 8;
inline constexpr std::size_t Shards = 4;
enum class Kind { One, Two, Count };
constexpr std::string_view Hosts[] = {"a", "b", "c"};
static const std::vector<std::string> Mirrors = {"a", "b"};
const std::map<std::string, int> Ports = {{"http", 80}, {"https", 443}};
struct Tables {
  static inline const std::vector<std::string> Names{"a", "b"};
  std::array<std::string, 3> Own;
  std::string Raw[2];
  void startAll(const std::array<int, 4> &Sockets);
};

void constants(int Times) {
  for (int I = 0; I < 3; ++I)
    rt::spawn(serve(I));
  for (int I = 0; I < Workers; ++I)
    rt::spawn(serve(I));
  for (int I = 0; I < static_cast<int>(Kind::Count); ++I)
    rt::spawn(serve(I));
  for (std::size_t I = 0; I != Shards; I++)
    rt::spawn(serve(0));
  for (int I = 9; I >= 0; --I)
    rt::spawn(serve(I));
  for (int I = 0; I < Times && I < 10; ++I)
    rt::spawn(serve(I));
  for (int I = 0; 64 > I; ++I)
    rt::spawn(serve(I));
  do {
    rt::spawn(serve(1));
  } while (false);
  do
    rt::spawn(serve(1));
  while (0);
}

void arrays(std::array<std::string, 3> Given, std::string (&Raw)[2]) {
  for (auto &Url : Given)
    rt::spawn(fetch(Url));
  for (auto &Url : Raw)
    rt::spawn(fetch(Url));
  for (std::size_t I = 0; I < Given.size(); ++I)
    rt::spawn(fetch(Given[I]));
  for (std::size_t I = 0; I < std::size(Raw); ++I)
    rt::spawn(fetch(Raw[I]));
  for (auto Host : Hosts)
    rt::spawn(fetch(std::string(Host)));
  int Sockets[] = {1, 2, 3};
  for (int Socket : Sockets)
    rt::spawn(serve(Socket));
}

void Tables::startAll(const std::array<int, 4> &Sockets) {
  for (auto &Url : Own)
    rt::spawn(fetch(Url));
  for (auto &Url : Raw)
    rt::spawn(fetch(Url));
  for (auto &Url : Names)
    rt::spawn(fetch(Url));
  for (int Socket : Sockets)
    rt::spawn(serve(Socket));
}

void lists() {
  for (int Socket : {1, 2, 3})
    rt::spawn(serve(Socket));
  for (auto &Url : std::vector<std::string>{"a", "b"})
    rt::spawn(fetch(Url));
  for (auto &Url : Mirrors)
    rt::spawn(fetch(Url));
  for (auto &[Name, Port] : Ports)
    rt::spawn(serve(Port));
  std::vector<std::string> Local{"a", "b", "c"};
  for (auto &Url : Local)
    rt::spawn(fetch(Url));
  std::vector<int> Sized, Counted(std::thread::hardware_concurrency());
  const int Four = 4;
  Sized.resize(Four);
  for (int Socket : Sized)
    rt::spawn(serve(Socket));
  for (size_t I = 0; I < Counted.size(); ++I)
    rt::spawn(serve(Counted[I]));
  const std::vector<int> Fixed = {1, 2};
  for (int Socket : Fixed)
    rt::spawn(serve(Socket));
  auto Deduced = {1, 2};
  for (int Socket : Deduced)
    rt::spawn(serve(Socket));
  std::initializer_list<int> Listed{3, 4};
  for (int Socket : Listed)
    rt::spawn(serve(Socket));
}

lib::Task<> gathersFew(std::vector<lib::Task<>> Given) {
  std::vector<lib::Task<>> Tasks;
  for (int I = 0; I < 4; ++I)
    Tasks.push_back(serve(I));
  Tasks.push_back(serve(5));
  co_await rt::whenAll(std::move(Tasks));
  co_await rt::whenAll(std::move(Given));
  co_await rt::forEach(std::array{1, 2}, serve);
  co_await rt::forEach(Mirrors, fetch);
  co_await rt::forEachAtMost(std::vector<int>(1000), 8, serve);
  co_await rt::whenAllWindowed(std::vector<lib::Task<>>(), 8);
}

// --- As many as there are workers ---

struct Options {
  unsigned Workers;
  int connections() const;
};
lib::Task<> workers(const Options &O, unsigned Count) {
  for (unsigned I = 0; I < O.Workers; ++I)
    rt::spawn(serve(0));
  for (int I = 0; I < O.connections(); ++I)
    rt::spawn(serve(I));
  for (unsigned I = 0; I < std::thread::hardware_concurrency(); ++I)
    rt::spawn(serve(0));
  std::vector<lib::Task<>> Tasks;
  for (unsigned I = 0; I < Count; ++I)
    Tasks.push_back(serve(0));
  co_await rt::whenAll(std::move(Tasks));
  while (Count--)
    rt::spawn(serve(0));
  for (int I : std::views::iota(0, O.connections()))
    rt::spawn(serve(I));
}

// --- Paced ---

lib::Task<> server() {
  for (;;) {
    int Socket = co_await accept();
    rt::spawn(serve(Socket));
  }
}
lib::Task<> whileAccepting() {
  while (int Socket = co_await accept())
    rt::spawn(serve(Socket));
}
lib::Task<> limited(std::vector<std::string> Urls) {
  rt::Semaphore Slots(16);
  for (auto &Url : Urls) {
    auto Taken = co_await Slots.acquire();
    rt::spawn([Url, Taken]() -> lib::Task<> { co_await fetch(Url); });
  }
  auto Shared = std::make_shared<rt::Semaphore>(4);
  for (auto &Url : Urls) {
    co_await Shared->acquire();
    rt::spawn(fetch(Url));
  }
}
lib::Task<> batches(std::vector<std::string> Urls) {
  std::vector<lib::Task<>> Batch;
  for (auto &Url : Urls) {
    Batch.push_back(fetch(Url));
    if (Batch.size() == 16) {
      co_await rt::whenAll(std::move(Batch));
      Batch.clear();
    }
  }
  co_await rt::whenAll(std::move(Batch));
}
lib::Task<> innerBatches(std::vector<std::string> Urls) {
  for (std::size_t At = 0; At < Urls.size(); At += 16) {
    std::vector<lib::Task<>> Batch;
    for (std::size_t I = At; I < Urls.size() && Batch.size() < 16; ++I)
      Batch.push_back(fetch(Urls[I]));
    co_await rt::whenAll(std::move(Batch));
  }
}
lib::Task<> oneByOne(std::vector<std::string> Urls) {
  for (auto &Url : Urls)
    co_await start(Url);
  for (auto &Url : Urls)
    co_await fetch(Url);
  for (auto &Url : Urls) {
    auto One = start(Url);
    co_await One;
  }
  for (auto &Url : Urls) {
    rt::spawn(fetch(Url));
    co_await rt::yield();
  }
}

// --- No start in the loop ---

lib::Task<> outside(std::vector<std::string> Urls) {
  rt::spawn(fetch("one"));
  for (auto &Url : Urls)
    Url += "/";
  rt::spawn(fetch("other"));
  for (rt::spawn(fetch("first")); !stopped();)
    log(Urls);
  rt::spawn([Urls]() -> lib::Task<> {
    for (auto &Url : Urls)
      co_await fetch(Url);
  });
  // Lazy and kept: awaited one by one.
  std::vector<lib::Task<>> Later;
  for (auto &Url : Urls)
    Later.push_back(fetch(Url));
  for (auto &One : Later)
    co_await std::move(One);
}
void defines(std::vector<std::string> Urls, std::vector<std::function<void()>> &Handlers) {
  for (auto &Url : Urls) {
    Handlers.push_back([Url] { rt::spawn(fetch(Url)); });
    auto Handler = [&] { (void)start(Url); };
    struct Local {
      static void run() { rt::spawn(serve(1)); }
    };
    Handlers.push_back(Local::run);
    static_assert(sizeof(start(Url)) > 0);
    (void)Handler;
  }
}
template <typename T> void uninstantiated(T Urls) {
  for (auto &Url : Urls)
    rt::spawn(fetch(Url));
}
void silenced(std::vector<std::string> &Urls) {
  for (auto &Url : Urls)
    rt::spawn(fetch(Url)); // NOLINT(async-unbounded-spawn)
}
namespace mine {
struct Thread {
  void spawn(int);
};
void spawn(lib::Task<>);
void each(std::vector<Thread> &Threads) {
  for (auto &One : Threads) {
    One.spawn(1);
    spawn(serve(1));
  }
}
} // namespace mine

// --- The loop ends with the start ---

struct Handler {
  bool matches(int) const;
  lib::Eager<> run(int);
};
lib::Eager<> dispatch(std::vector<Handler> &Handlers, int Request) {
  for (auto &One : Handlers)
    if (One.matches(Request))
      return One.run(Request);
  return start("default");
}
void spawnsOne(std::vector<Handler> &Handlers) {
  for (auto &One : Handlers)
    if (One.matches(1)) {
      rt::spawn(serve(1));
      break;
    }
  for (auto &One : Handlers) {
    if (!One.matches(2))
      continue;
    rt::spawn(serve(2));
    return;
  }
}

// --- Small ranges and bounds of other forms ---

void otherForms(std::vector<std::string> Urls, std::span<int, 3> Three, std::array<int, 3> &Given) {
  for (int Port = 8000; Port < 8004; ++Port)
    rt::spawn(serve(Port));
  for (auto &Url : Urls | std::views::take(8))
    rt::spawn(fetch(Url));
  for (int Socket : Three)
    rt::spawn(serve(Socket));
  for (std::size_t I = 0; I < Given.size(); ++I)
    rt::spawn(serve(Given[I]));
  std::vector<std::string> Local{"a", "b"};
  log(Local);
  for (auto &Url : Local)
    rt::spawn(fetch(Url));
}

// --- Paced by blocking, outside of the event loop ---

void blocking(std::vector<std::string> Urls) {
  for (auto &Url : Urls)
    rt::syncWait(start(Url));
}
void blockingBatches(std::vector<std::vector<std::string>> Given) {
  for (auto &Some : Given) {
    std::vector<lib::Task<>> Batch;
    for (std::size_t I = 0; I < 4; ++I)
      Batch.push_back(fetch(Some[I]));
    rt::syncWait(rt::whenAll(std::move(Batch)));
  }
}

// A bound that is constant, however large: its author knew it.
void manyOf() {
  for (int I = 0; I < 100'000; ++I)
    rt::spawn(serve(I));
}

// Limits written by hand.
void breaksAtMost(std::vector<std::string> Urls, int &Active, int Most) {
  for (auto &Url : Urls) {
    if (Active >= Most)
      break;
    ++Active;
    rt::spawn(fetch(Url));
  }
}
lib::Task<std::string *> nextUrl();
lib::Task<> awaitsInCondition() {
  for (; auto *Url = co_await nextUrl();)
    rt::spawn(fetch(*Url));
}

// A function that is seen to be no coroutine starts nothing itself.
struct Promised {
  lib::Eager<> Kept;
  lib::Eager<> get() { return std::move(Kept); }
};
void collects(std::vector<Promised> &All, std::vector<lib::Eager<>> &Kept) {
  for (auto &One : All)
    Kept.push_back(One.get());
}

// Loops of one turn, as macros write them.
inline bool no() { return false; }
void oneTurn(int *Socket) {
  do {
    rt::spawn(serve(1));
  } while (no());
  for (int *Only = Socket; Only; Only = nullptr)
    rt::spawn(serve(*Only));
  for (bool Once = true; Once; Once = false)
    rt::spawn(serve(1));
}

// Containers made here, with so many elements.
void madeHere() {
  std::vector<int> Two(2);
  for (int Socket : Two)
    rt::spawn(serve(Socket));
  auto Listed = std::vector<int>{1, 2, 3};
  for (int Socket : Listed)
    rt::spawn(serve(Socket));
}

// --- Algorithms and helpers over what is small, that start nothing, or that wait ---

template <typename Range, typename F> void forAll(const Range &Elements, F Do) {
  for (auto &Each : Elements)
    Do(Each);
}
template <typename Range, typename F> lib::Task<> oneAfterTheOther(const Range &Elements, F Do) {
  for (auto &Each : Elements)
    co_await Do(Each);
}
template <typename F> void once(std::vector<std::string> &Urls, F Do) {
  for (auto &Url : Urls)
    Url += "/";
  Do(Urls.front());
}
lib::Task<> algorithms(std::vector<std::string> Urls, std::array<std::string, 3> Three) {
  std::for_each(Urls.begin(), Urls.end(), [](std::string &Url) { Url += "/"; });
  std::ranges::for_each(Three, [](const std::string &Url) { rt::spawn(fetch(Url)); });
  std::for_each(Three.begin(), Three.end(), [](const std::string &Url) { rt::spawn(fetch(Url)); });
  std::for_each_n(Urls.begin(), 3, [](const std::string &Url) { rt::spawn(fetch(Url)); });
  forAll(Mirrors, [](const std::string &Url) { rt::spawn(fetch(Url)); });
  forAll(Urls, [](const std::string &) {});
  co_await oneAfterTheOther(Urls, [](const std::string &Url) { return start(Url); });
  once(Urls, [](const std::string &Url) { rt::spawn(fetch(Url)); });
  std::vector<std::function<void()>> Later;
  std::ranges::transform(Urls, std::back_inserter(Later), [](const std::string &Url) {
    return [Url] { rt::spawn(fetch(Url)); };
  });
  // Lazy, and awaited one by one.
  std::vector<lib::Task<>> Tasks;
  std::ranges::transform(Urls, std::back_inserter(Tasks), fetch);
  for (auto &One : Tasks)
    co_await std::move(One);
}

// --- Tasks that start themselves again, one at a time or awaited ---

struct Tree {
  Tree *Left, *Right;
};
lib::Task<> again(int Times) {
  co_await fetch("again");
  if (Times > 0)
    rt::spawn(again(Times - 1));
}
lib::Task<> eitherWay(Tree *Of) {
  if (Of->Left)
    rt::spawn(eitherWay(Of->Left));
  else
    rt::spawn(eitherWay(Of->Right));
  co_return;
}
lib::Task<> visits(Tree *Of) {
  if (Of->Left)
    co_await visits(Of->Left);
  if (Of->Right)
    co_await visits(Of->Right);
}
lib::Task<> limitedWalk(Tree *Of, rt::Semaphore &Slots) {
  co_await Slots.acquire();
  rt::spawn(limitedWalk(Of->Left, Slots));
  rt::spawn(limitedWalk(Of->Right, Slots));
}

// --- Given to containers, to what awaits them, or by ordinary functions that may wait ---

namespace home {
struct Tasks {
  void add(lib::Task<> Work);
  lib::Task<> *begin();
  lib::Task<> *end();
};
lib::Awaiter<> take(lib::Task<> Work);
void run(lib::Task<> Work);
void look(const lib::Task<> &Work);
} // namespace home
lib::Task<> keeps(std::vector<std::string> Urls, home::Tasks &Kept) {
  for (auto &Url : Urls)
    Kept.add(fetch(Url));
  for (auto &Url : Urls)
    co_await home::take(fetch(Url));
  auto Once = fetch("one");
  for (auto &Url : Urls)
    home::look(Once);
}
void ordinary(std::vector<std::string> Urls) {
  for (auto &Url : Urls)
    home::run(fetch(Url));
}

// --- Counted by hand ---

struct Limited {
  int Running = 0, Most = 8;
  std::deque<std::string> Waiting;
  void startSome() {
    for (auto &Url : Waiting)
      if (Running < Most) {
        ++Running;
        rt::spawn(fetch(Url));
      }
  }
};

// --- Tasks that exist already ---

void startGiven(std::vector<lib::Task<>> &Given) {
  for (auto &Task : Given)
    rt::spawn(std::move(Task));
  for (std::size_t I = 0; I < Given.size(); ++I)
    rt::spawn(std::move(Given[I]));
}
lib::Eager<> finish(lib::Eager<> Running);
void finishAll(std::vector<lib::Eager<>> Running) {
  for (auto &Each : Running)
    rt::spawn([Each = finish(std::move(Each))]() mutable -> lib::Task<> { co_await Each; });
}
struct Pending {
  std::vector<lib::Task<>> Tasks;
  void startAll() {
    for (auto &Task : Tasks)
      rt::spawn(std::move(Task));
  }
  lib::Task<> all(std::vector<lib::Task<>> Given) {
    std::vector<lib::Task<>> Kept;
    for (auto &Task : Given)
      Kept.push_back(std::move(Task));
    co_await rt::whenAll(std::move(Kept));
  }
};
template <typename F> void eachRunning(std::vector<lib::Eager<>> &Running, F Does) {
  for (std::size_t I = 0; I < Running.size(); ++I)
    Does(std::move(Running[I]));
}
void handsOn(std::vector<lib::Eager<>> Running) {
  eachRunning(Running, [](lib::Eager<> Each) -> lib::Eager<> { co_await Each; }); // NOLINT(async-discarded-by-callback)
}

// --- Containers whose size the function shows ---

lib::Task<> listed() {
  std::vector<std::string> Names = {"one", "two"};
  log(Names);
  co_await rt::forEach(Names, [](std::string Name) { return fetch(Name); });
  co_await rt::forEach(Names, [&](std::string Name) { return fetch(Name + Names[0]); });
  for (auto Each = Names.begin(); Each != Names.end(); ++Each)
    log({*Each});
}
lib::Task<> empty() {
  std::vector<std::string> None;
  co_await rt::forEach(None, [](std::string Name) { return fetch(Name); });
  std::vector<int> Two(2);
  co_await rt::forEach(Two, [](int Socket) { return serve(Socket); });
}
lib::Task<> viewed() {
  std::vector<int> Sockets{1, 2, 3};
  std::vector<lib::Task<>> Tasks;
  for (int Socket : Sockets | std::views::reverse)
    Tasks.push_back(serve(Socket));
  co_await rt::whenAll(std::move(Tasks));
}

// --- As many as somebody asks for ---

struct UpTo {
  struct Iterator {
    int operator*() const;
    Iterator &operator++();
    bool operator!=(Iterator) const;
  };
  Iterator begin() const, end() const;
};
UpTo upTo(int Count);
void workersOf(int Count) {
  for (int I : upTo(Count))
    rt::spawn(serve(I));
}

// --- A loop that a system's macro turns once ---

void checked() { SYSTEM_CHECK(rt::spawn(serve(1))); }

// --- A part of a range -------------------------------------------------------------------------------------------------------

lib::Task<> inBatches(std::vector<int> Numbers) {
  for (size_t From = 0; From < Numbers.size(); From += 16) {
    auto Last = Numbers.begin() + std::min<size_t>(From + 16, Numbers.size());
    std::vector<lib::Task<>> Batch;
    std::transform(Numbers.begin() + From, Last, std::back_inserter(Batch), [](int Number) { return serve(Number); });
    co_await rt::whenAll(std::move(Batch));
  }
}

// --- Handles that a spawn without a token gives back, waited for in the same turn or given to others --------------------------

void watch(lib::Eager<> Running);
struct Latest {
  std::optional<lib::Eager<>> Running;
  void restart(std::vector<std::string> Urls) {
    for (auto &Url : Urls)
      Running = rt::bind(rt::mainLoop(), fetch(Url)).start();
  }
};
struct Kept {
  std::vector<lib::Eager<>> Running;
  void start(std::vector<std::string> Urls) {
    for (auto &Url : Urls)
      Running.push_back(rt::bind(rt::mainLoop(), fetch(Url)).start());
  }
};
lib::Task<> handles(std::vector<std::string> Urls) {
  for (auto &Url : Urls)
    co_await rt::bind(rt::mainLoop(), fetch(Url)).start();
  for (auto &Url : Urls) {
    auto Handle = rt::bind(rt::mainLoop(), fetch(Url)).start();
    co_await Handle;
  }
  for (auto &Url : Urls)
    watch(rt::bind(rt::mainLoop(), fetch(Url)).start());
  auto Once = rt::bind(rt::mainLoop(), fetch("once")).start();
  co_await Once;
}
void waits(std::vector<std::string> Urls) {
  for (auto &Url : Urls) {
    auto Handle = rt::bind(rt::mainLoop(), fetch(Url)).start();
    rt::syncWait(std::move(Handle));
  }
  std::for_each(Urls.begin(), Urls.end(), [](const std::string &Url) {
    auto Handle = rt::bind(rt::mainLoop(), fetch(Url)).start();
    rt::syncWait(std::move(Handle));
  });
}
lib::Task<> inParallel(Tree *Of) {
  std::vector<lib::Eager<>> Both;
  Both.push_back(rt::bind(rt::mainLoop(), inParallel(Of->Left)).start());
  Both.push_back(rt::bind(rt::mainLoop(), inParallel(Of->Right)).start());
  for (auto &Each : Both)
    co_await Each; // NOLINT(async-lost-on-throw)
}

// Sizes that depend on themselves.
void sizes(int Times) { // NOLINTBEGIN(async-unbounded-spawn)
  std::vector<int> Own, One, Other;
  Own.resize(Own.size() + 1);
  auto Before = One.size();
  One.resize(Other.size() + Before);
  Other.resize(One.size());
  for (int Socket : Own)
    rt::spawn(serve(Socket));
  for (int Socket : One)
    rt::spawn(serve(Socket));
} // NOLINTEND(async-unbounded-spawn)

// One for each event loop, of which there are as many as threads.
void perLoop(std::vector<rt::Loop> Loops, std::vector<std::unique_ptr<rt::Loop>> Owned,
             std::vector<std::shared_ptr<rt::Loop>> Shared, std::size_t Count) {
  for (auto &Each : Loops)
    rt::spawnOn(Each, serve(1));
  for (std::size_t I = 0; I < Count; ++I)
    rt::spawnOn(Loops[I], serve(1));
  for (std::size_t I = 0; I < Count; ++I)
    rt::spawnOn(*Owned[I], serve(1));
  for (auto &Each : Shared)
    rt::spawnOn(*Each, serve(1));
  for (auto Each = Owned.begin(); Each != Owned.end(); ++Each)
    rt::spawnOn(**Each, serve(1));
  for (std::size_t I = 0; I < Loops.size(); ++I) {
    auto &Each = Loops.at(I);
    rt::spawnOn(Each, serve(1));
  }
}

// --- Given to functions of the program, which start them one after the other or few at once ---

namespace home {
lib::Detached runOne(lib::Task<> Work) { co_await std::move(Work); }
lib::Task<> inTurn(std::vector<lib::Task<>> Tasks) {
  for (auto &Each : Tasks)
    co_await std::move(Each);
}
lib::Task<> fewAtOnce(std::vector<lib::Task<>> Tasks, rt::Semaphore &Slots) {
  for (auto &Each : Tasks) {
    co_await Slots.acquire();
    runOne(std::move(Each));
  }
}
lib::Task<> allAtOnce(std::vector<lib::Task<>> Tasks) { // Its callers know how many.
  auto Mine = std::move(Tasks);
  for (auto &Each : Mine)
    runOne(std::move(Each));
  co_return;
}
lib::Task<> unseen(std::vector<lib::Task<>> Tasks);
void startsEach(const std::vector<std::function<lib::Task<>()>> &Jobs) { // So do these callers.
  for (auto &Job : Jobs)
    rt::spawn(Job());
}
template <typename Job> lib::Task<> run(Job Work) {
  Work();
  co_return;
}
template <typename Job> void submitAll(std::span<Job> Jobs) {
  for (auto &Each : Jobs)
    rt::spawn(run(std::move(Each)));
}
void submit(int First) {
  auto Job = [=] { return First; };
  std::array Jobs{Job, Job};
  submitAll(std::span(Jobs.data(), Jobs.size()));
}
} // namespace home
lib::Task<> givesToOwn(std::vector<std::string> Urls, rt::Semaphore &Slots) {
  std::vector<lib::Task<>> First, Second, Third, Few;
  for (auto &Url : Urls) {
    First.push_back(fetch(Url));
    Second.push_back(fetch(Url));
    Third.push_back(fetch(Url));
  }
  co_await home::inTurn(std::move(First));
  co_await home::fewAtOnce(std::move(Second), Slots);
  co_await home::unseen(std::move(Third));
  for (int I = 0; I < 3; ++I)
    Few.push_back(serve(I));
  co_await home::allAtOnce(std::move(Few));
}
// The limit is asked for by each of them.
lib::Task<> visit(Tree *Of, rt::Semaphore &Slots, std::vector<Tree *> Inner) {
  co_await Slots.acquire();
  std::vector<lib::Task<>> Below;
  for (auto *Each : Inner)
    Below.push_back(visit(Each, Slots, {}));
  co_await home::unseen(std::move(Below));
}
// Each batch is gathered before the next, here or in a lambda.
lib::Task<std::optional<std::string>> nextLine();
lib::Task<> collectsBatches() {
  std::vector<lib::Task<>> Batch;
  while (auto Line = co_await nextLine()) {
    Batch.push_back(fetch(*Line));
    if (Batch.size() == 16)
      co_await home::allAtOnce(std::exchange(Batch, {}));
  }
  co_await rt::whenAll(std::move(Batch));
  std::vector<lib::Task<>> Other;
  auto Flush = [&]() -> lib::Task<> { co_await rt::whenAll(std::exchange(Other, {})); };
  int Count = 0;
  while (auto Line = co_await nextLine()) {
    Other.push_back(fetch(*Line));
    if (++Count % 16 == 0)
      co_await Flush();
  }
  co_await rt::whenAll(std::move(Other));
}

// --- One per item of a stream, where something may hold the stream back ---

struct Message {
  std::string Text;
  void acknowledge();
};
struct Stream {
  lib::Task<std::optional<std::string>> next();
  lib::Task<std::optional<Message>> nextMessage();
  lib::Task<std::optional<int>> nextSocket();
  void done();
};
struct Dispatcher {
  Stream In;
  int Running = 0;
  lib::Awaiter<> Ended;
  lib::Detached tells(std::string Line) {
    co_await fetch(Line);
    In.done();
  }
  lib::Detached counts(std::string Line) {
    ++Running;
    co_await fetch(Line);
    --Running;
  }
  lib::Detached acknowledges(Message Of) {
    co_await fetch(Of.Text);
    Of.acknowledge();
  }
  lib::Detached serves(int Socket) { co_await serve(Socket); }
  lib::Detached works(std::string Line) { co_await fetch(Line); }
  lib::Detached unseen(std::string Line);
  lib::Task<> run() {
    while (auto Line = co_await In.next())
      tells(*Line);
    while (auto Line = co_await In.next())
      counts(*Line);
    while (auto Message = co_await In.nextMessage())
      acknowledges(*Message);
    while (auto Socket = co_await In.nextSocket())
      serves(*Socket);
    while (auto Line = co_await In.next())
      unseen(*Line);
    while (auto Line = co_await In.next()) {
      co_await Ended;
      works(*Line);
    }
  }
};

// --- Gathers of a library that has nothing to bound them with, called here or by a helper ---

cppcoro::task<int> measure(std::string Url);
cppcoro::task<> measureEach(std::vector<cppcoro::task<int>> Tasks) {
  co_await cppcoro::when_all(std::move(Tasks));
}
cppcoro::task<> measureAll(std::vector<std::string> Urls) {
  std::vector<cppcoro::task<int>> Here, Elsewhere;
  for (auto &Url : Urls) {
    Here.push_back(measure(Url));
    Elsewhere.push_back(measure(Url));
  }
  co_await cppcoro::when_all(std::move(Here));
  co_await measureEach(std::move(Elsewhere));
}

// What has ended when it returns, or only awaits what runs already, is no more work.
lib::Eager<int> counted(int Of) {
  if (Of > 1)
    co_return counted(Of - 1).await_resume();
  co_return Of + 1;
}
lib::Eager<> whenEnded(lib::Eager<> &Running) { co_await Running; }
void adapts(std::vector<std::string> Urls, lib::Eager<> Running) {
  for (auto &Url : Urls) {
    auto Count = counted(Url.size());  // NOLINT(async-unawaited-local)
    auto Ended = whenEnded(Running); // NOLINT(async-unawaited-local)
  }
}

// A group of the program's own that was told how many it takes, or how many threads it has.
class BoundedGroup {
public:
  explicit BoundedGroup(std::size_t Most);
  void spawn(lib::Task<> Work);
};
lib::Task<> spawnsIntoBounded(BoundedGroup &Group, std::vector<std::string> Urls) {
  for (const std::string &Each : Urls)
    Group.spawn(fetch(Each));
  co_return;
}

// What the object keeps is there already, and each of it may well have a task of its own.
struct Peer {
  lib::Eager<> greet();
  int Socket;
};
class Cluster {
  std::vector<std::unique_ptr<Peer>> Peers;
  std::map<std::string, Peer> ByName;
  const std::map<std::string, Peer> &named() const { return ByName; }
  void all() {
    for (auto &Each : Peers)
      rt::spawn(serve(Each->Socket));
    for (auto It = ByName.begin(); It != ByName.end(); ++It)
      rt::spawn(serve(It->second.Socket));
    for (auto &[Name, Each] : named())
      rt::spawn(serve(Each.Socket));
    auto Copies = ByName;
    for (auto &[Name, Each] : Copies)
      rt::spawn(serve(Each.Socket));
  }
};

// What is made of what a function is given, by a callable that it is given, is up to its callers.
template <typename Range, typename Function> lib::Task<> forEachOf(Range &Given, Function Called) {
  std::vector<lib::Eager<>> All;
  for (auto &Each : Given)
    All.push_back(Called(Each));
  for (auto &Each : All)
    co_await Each; // NOLINT(async-lost-on-throw)
}
lib::Task<> greetsAll(std::vector<Peer> &Peers) {
  co_await forEachOf(Peers, [](Peer &Each) -> lib::Eager<> { return Each.greet(); }); // NOLINT(async-unbounded-spawn)
}

// --- Let in before each start, or paid for before them all --------------------------------------------------------------------------

class Admission {
public:
  std::optional<int> admit(const std::string &Job);
  bool takeOne() {
    if (Running >= Most)
      return false;
    ++Running;
    return true;
  }
  unsigned Running = 0, Most = 2;
};
class Pump {
public:
  void unseen(std::vector<std::string> Jobs) {
    for (auto &Job : Jobs) {
      if (!Gate.admit(Job).has_value())
        continue;
      rt::spawn(fetch(Job));
    }
  }
  void seen(std::vector<std::string> Jobs) {
    for (auto &Job : Jobs)
      if (Gate.takeOne())
        rt::spawn(fetch(Job));
  }
  void limiter(std::vector<std::string> Jobs) {
    for (auto &Job : Jobs) {
      if (!Slots.tryAcquire())
        break;
      rt::spawn(fetch(Job));
    }
  }
  void counted(std::vector<std::string> Jobs) {
    for (auto &Job : Jobs) {
      if (Running >= Most)
        continue;
      ++Running;
      rt::spawn(fetch(Job));
    }
  }
  void batch(std::vector<std::string> Jobs) {
    unsigned Started = 0;
    for (auto &Job : Jobs) {
      if (Started == Most)
        break;
      rt::spawn(fetch(Job));
      ++Started;
    }
  }

private:
  Admission &Gate;
  rt::Semaphore Slots;
  unsigned Running = 0, Most = 4;
};

class Memory {
public:
  explicit Memory(std::size_t Bytes);
  lib::Awaiter<> take(std::size_t Bytes);
  void giveBack(std::size_t Bytes);
};
lib::Task<> paysFirst(std::vector<std::string> Urls, Memory &For) {
  co_await For.take(Urls.size());
  for (auto &Url : Urls)
    rt::spawn(fetch(Url));
}

// --- As many as a number says -------------------------------------------------------------------------------------------------------

lib::Task<> workers(std::size_t Count) {
  std::vector<lib::Eager<>> Workers;
  while (Workers.size() < Count)
    Workers.push_back(start("worker"));
  co_await rt::whenAll(std::move(Workers));
}
lib::Task<> batches(const std::vector<std::string> &Urls, std::size_t Most) {
  auto Next = Urls.begin();
  while (Next != Urls.end()) {
    std::vector<lib::Eager<>> Batch;
    while (Next != Urls.end() && Most > Batch.size())
      Batch.push_back(start(*Next++));
    co_await rt::whenAll(std::move(Batch));
  }
}

// --- Range and callable are the callers' --------------------------------------------------------------------------------------------

lib::Task<> each(const std::vector<std::string> &Urls, std::function<lib::Task<>(std::string)> Run) {
  std::vector<lib::Task<>> Tasks;
  for (std::size_t I = 0; I < Urls.size(); ++I)
    Tasks.push_back(Run(Urls[I]));
  co_await rt::whenAll(std::move(Tasks));
}

// --- One follows the other ----------------------------------------------------------------------------------------------------------

lib::Eager<> after(lib::Eager<> Last, std::string Url);
lib::Eager<> chains(std::vector<std::string> Urls) {
  lib::Eager<> Last = start("first");
  for (auto &Url : Urls)
    Last = after(std::move(Last), Url);
  co_await std::move(Last);
}
class Checks {
public:
  struct Handle : lib::Eager<> {
    bool isReady() const;
  };
  void idle(std::vector<std::string> Urls) {
    for (auto &Url : Urls)
      if (Running.isReady())
        Running = checkOne(Url);
  }

private:
  Handle checkOne(std::string Url);
  Handle Running;
};

// --- Ranges whose size was checked before -----------------------------------------------------------------------------------------

struct Settings {
  std::size_t MaxPeers;
} TheSettings;
void sendsToFew(const std::vector<std::string> &Peers) {
  if (Peers.size() > Workers)
    return;
  for (auto &Peer : Peers)
    rt::spawn(fetch(Peer));
}
void sendsAsMuchAsSet(std::vector<std::string> Peers) {
  if (Peers.empty() || TheSettings.MaxPeers < Peers.size())
    throw Peers.size();
  if (Peers.front().empty())
    return;
  for (auto &Peer : Peers)
    rt::spawn(fetch(Peer));
}
void sendsEither(std::vector<std::string> Peers) {
  if (!(Peers.size() > Workers)) {
    log(Peers);
  } else {
    return;
  }
  if (!stopped() && Peers.size() <= Workers)
    for (auto &Peer : Peers)
      rt::spawn(fetch(Peer));
}
// The loop ends once the container is full.
void queriesSome(std::map<std::string, int> Queries, std::vector<lib::Eager<>> &Running) {
  for (auto &[Name, Kind] : Queries) {
    Running.push_back(start(Name));
    if (Running.size() >= Workers)
      break;
  }
}

// One for each object that exists already.
struct Channel {
  lib::Task<> close();
};
lib::Task<> drains(std::vector<std::shared_ptr<Channel>> Channels, std::map<int, Channel *> ByName) {
  for (auto &Each : Channels)
    rt::spawn(Each->close());
  for (auto &[Name, Each] : ByName)
    rt::spawn(Each->close());
  for (auto &Entry : ByName)
    rt::spawn((*Entry.second).close());
  std::vector<lib::Task<>> Tasks;
  for (Channel *Each : std::vector<Channel *>{ByName[1]})
    Tasks.push_back(Each->close());
  for (auto &Each : Channels)
    Tasks.push_back(Each->close());
  co_await rt::whenAll(std::move(Tasks));
}

// What looks at the range, takes out of it or has nothing to do with it leaves it as small as it was.
struct Batches {
  std::vector<std::string> Urls;
  std::string Name;
  bool isOpen() const;
  void startFew() {
    if (Urls.size() > 16)
      return;
    log(Urls);
    Name = "few";
    if (!isOpen() || Urls.front() == Name)
      return;
    for (std::size_t I = 0; I < Urls.size(); ++I)
      rt::spawn(fetch(Urls[I]));
  }
};
lib::Task<> takesFew(std::vector<std::string> Urls, Batches Others) {
  if (Urls.size() > 16 || Others.Urls.size() > 16)
    co_return;
  Others.Name = Urls.back();
  Urls.pop_back();
  std::ranges::sort(Urls);
  Urls.erase(std::unique(Urls.begin(), Urls.end()), Urls.end());
  co_await accept();
  for (auto &Url : Urls)
    rt::spawn(fetch(Url));
  for (auto &Url : Others.Urls)
    rt::spawn(fetch(Url));
}

// What was started already keeps out the others, also of what comes after the inner loop.
void startsSome(std::map<std::string, std::vector<std::string>> Hosts, std::size_t Most) {
  std::vector<std::string> Started;
  std::map<std::string, lib::Eager<>> Running;
  std::size_t Count = 0;
  for (auto &[Host, Urls] : Hosts) {
    for (auto &Url : Urls) {
      if (Started.size() >= Most)
        continue;
      Started.push_back(Url);
      rt::spawn(fetch(Url));
    }
    for (auto &Url : Urls) {
      if (Count >= Most)
        break;
      ++Count;
      rt::spawn(fetch(Url));
    }
  }
  for (auto &[Host, Urls] : Hosts) {
    Running.emplace(Host, start(Host));
    if (Running.size() >= Most)
      break;
  }
  for (std::size_t Begun = 0; stopped();) {
    if (Begun >= Most)
      break;
    rt::spawn(fetch("again"));
    ++Begun;
  }
}

// Objects that exist already, chosen or copied.
class Rooms {
  struct Room {
    lib::Task<> close();
    bool isIdle() const;
  };
  std::vector<std::shared_ptr<Room>> All;
  std::vector<std::weak_ptr<Room>> Known;
  std::map<int, Room> ByNumber;
  std::vector<std::shared_ptr<Room>> all() { return All; }
  std::vector<std::shared_ptr<Room>> idle() const;
  void closeSome(const std::vector<std::shared_ptr<Room>> &Given) {
    std::vector<std::shared_ptr<Room>> Idle, Copied(Given.begin(), Given.end());
    std::vector<Room *> Numbered;
    for (auto &Each : Given)
      if (Each->isIdle())
        Idle.push_back(Each);
    for (auto &Each : Known)
      if (auto Found = Each.lock())
        Idle.push_back(Found);
    for (auto &[Number, Each] : ByNumber)
      Numbered.push_back(&Each);
    std::vector<std::shared_ptr<Room>> Assigned;
    {
      Assigned = All;
    }
    for (auto &Each : Assigned)
      rt::spawn(Each->close());
    for (auto &Each : Idle)
      rt::spawn(Each->close());
    for (auto &Each : Copied)
      rt::spawn(Each->close());
    for (auto *Each : Numbered)
      rt::spawn(Each->close());
    for (auto &Each : all())
      rt::spawn(Each->close());
    for (auto &Each : idle())
      rt::spawn(Each->close());
  }
};

// --- Counted beside other conditions, by atomics, through flags and functions --------------------------------------------------------

class Refill {
  std::deque<std::string> Waiting;
  std::atomic<int> Running = 0;
  int Most = 8, Plain = 0;
  bool isFull() const { return Plain >= Most; }
  bool enter() {
    if (Plain == Most)
      return false;
    ++Plain;
    return true;
  }
  bool take() { return Plain < Most ? (++Plain, true) : false; }
  void byCondition() {
    while (Running < Most && !Waiting.empty()) {
      ++Running;
      rt::spawn(fetch(Waiting.front()));
      Waiting.pop_front();
    }
  }
  void byExit() {
    while (!Waiting.empty()) {
      log({Waiting.front()});
      if (Running.load() >= Most)
        return;
      Running += 1;
      rt::spawn(fetch(Waiting.front()));
    }
    while (!Waiting.empty()) {
      if (Waiting.front().empty() || Plain >= Most)
        break;
      Plain = Plain + 1;
      rt::spawn(fetch(Waiting.front()));
    }
    for (auto &Url : Waiting)
      if (!Url.empty() && Plain < Most) {
        ++Plain;
        rt::spawn(fetch(Url));
      }
    for (auto &Url : Waiting) {
      if (isFull())
        break;
      ++Plain;
      rt::spawn(fetch(Url));
    }
  }
  void byFlag() {
    for (auto &Url : Waiting) {
      bool Ok = enter();
      if (!Ok)
        continue;
      rt::spawn(fetch(Url));
    }
    for (auto &Url : Waiting)
      if (bool Ok = take())
        rt::spawn(fetch(Url));
    for (auto &Url : Waiting)
      if (auto Ok = take(); Ok)
        rt::spawn(fetch(Url));
  }
};

// --- Sizes that are kept, and ranges that are cut ------------------------------------------------------------------------------------

void keptSizes(const std::vector<std::string> &Peers) {
  const bool IsSmall = Peers.size() <= 8;
  log(Peers);
  if (!IsSmall)
    return;
  for (auto &Peer : Peers)
    rt::spawn(fetch(Peer));
}
void keptCounts(const std::vector<std::string> &Peers) {
  auto Count = Peers.size();
  if (Count > 8) {
    return;
  } else if (Count == 0) {
    log(Peers);
  }
  for (auto &Peer : Peers)
    rt::spawn(fetch(Peer));
}
void cut(std::vector<std::string> Peers, std::vector<std::string> Others) {
  if (Peers.size() > 8)
    Peers.resize(8);
  for (auto &Peer : Peers)
    rt::spawn(fetch(Peer));
  Others.resize(std::min<std::size_t>(Others.size(), 8));
  for (auto &Other : Others)
    rt::spawn(fetch(Other));
}

// Copies of what there is, filtered.
struct Session {
  lib::Task<> run();
  bool isOver() const;
};
class Sessions {
  std::vector<std::shared_ptr<Session>> All;
  void runSome() {
    auto Left = All;
    std::erase_if(Left, [](auto &Each) { return Each->isOver(); });
    for (auto &Each : Left)
      rt::spawn(Each->run());
    std::vector<std::shared_ptr<Session>> Copied;
    Copied.assign(All.begin(), All.end());
    Copied.erase(std::remove_if(Copied.begin(), Copied.end(), [](auto &Each) { return Each->isOver(); }), Copied.end());
    for (auto &Each : Copied)
      rt::spawn(Each->run());
  }
};

// What peers have begun paces a loop over it, as an awaited accept does.
struct Listener {
  [[clang::annotate("corolint::awaits: peer")]] std::string *nextPending();
  void onConnection() {
    while (auto *Peer = nextPending())
      rt::spawn(fetch(*Peer));
  }
};

// What is given a task and waits for it, or gives out what that yields.
struct Root {
  template <typename T> T blockOn(lib::Eager<T> &&Work) try {
    return rt::syncWait(std::move(Work)), T();
  } catch (...) {
    throw;
  }
  void blockOnEvent(lib::Eager<> Work) {
    Kept.push_back(std::move(Work));
    Done.wait();
  }
  template <typename T> T unseen(lib::Eager<T> Work);

private:
  struct Event {
    void wait() {
      std::unique_lock<std::mutex> Lock(Guard);
      Changed.wait(Lock);
    }
    std::mutex Guard;
    std::condition_variable Changed;
  } Done;
  std::vector<lib::Eager<>> Kept;
};
void blockOnBoth(lib::Eager<> One, Root &Of) { Of.blockOnEvent(std::move(One)); }
lib::Eager<int> sizeOf(std::string Url);
std::string fetchNow(lib::Eager<std::string> Work);
lib::Eager<std::string> text(std::string Url);
void oneByOne(Root &Of, const std::vector<std::string> &Urls) {
  for (auto &Url : Urls) {
    Of.blockOn(sizeOf(Url));
    Of.blockOnEvent(start(Url));
    (void)Of.unseen(sizeOf(Url));
    blockOnBoth(start(Url), Of);
    (void)fetchNow(text(Url));
  }
}

// --- As many as the type has room for -------------------------------------------------------------------------------------------------

template <typename T, unsigned Most> struct Inline {
  static unsigned capacity();
  T *begin();
  T *end();
};
void startsFew(Inline<std::string, 8> &Urls) {
  for (auto &Url : Urls)
    rt::spawn(fetch(Url));
}
