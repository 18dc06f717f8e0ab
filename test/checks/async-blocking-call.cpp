// RUN: %check_corolint %s %t -- -std=c++20

// A coroutine must not block its thread, itself or through any function that it calls.

#include "Inputs/task.h"
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <future>
#include <iostream>
#include <latch>
#include <mutex>
#include <netdb.h>
#include <poll.h>
#include <semaphore>
#include <string>
#include <sys/epoll.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace std::chrono_literals;

// --- What blocks: one of each category, called by the coroutine itself. ---

lib::Task<> sleeps(std::chrono::milliseconds Pause) {
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: an asynchronous timer
  std::this_thread::sleep_for(Pause);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks
  std::this_thread::sleep_until(std::chrono::steady_clock::now() + 1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_until' blocks
  ::sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep' blocks
  usleep(1000);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'usleep' blocks
  timespec Short{0, 1000};
  nanosleep(&Short, nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'nanosleep' blocks
  co_return;
}

lib::Task<> sleepsByUsing() {
  using namespace std::this_thread;
  sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks
  using std::this_thread::sleep_until;
  sleep_until(std::chrono::system_clock::now());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_until' blocks
  namespace t = std::this_thread;
  (t::sleep_for)(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks
  co_return;
}

lib::Task<> waitsForThreads(std::thread &Worker, std::jthread *Other) {
  Worker.join();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'join' waits on the event loop for asynchronous work: it waits for another thread to end [async-sync-wait]
  Other->join();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'join' waits on the event loop
  co_return;
}

struct Named : std::thread {
  using std::thread::thread;
};
lib::Task<> waitsForDerived(Named &Worker) {
  Worker.join();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'join' waits on the event loop
  co_return;
}

lib::Task<int> waitsForFutures(std::future<int> &One, std::shared_future<int> Two, std::future<int> &Three,
                               int Milliseconds) {
  Three.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait' waits on the event loop
  One.wait_for(1ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait_for' waits on the event loop
  One.wait_for(std::chrono::milliseconds(Milliseconds));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait_for' waits on the event loop
  auto Zero = 0s; // Not constant: it changes.
  Zero += 1s;
  One.wait_for(Zero);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait_for' waits on the event loop
  Two.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'get' waits on the event loop
  Three.get(); // It was waited for.
  co_return One.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'get' waits on the event loop
}

lib::Task<> waitsForOthers(std::condition_variable &Changed, std::unique_lock<std::mutex> &Lock, std::latch &Done,
                           std::counting_semaphore<4> &Slots, std::binary_semaphore &Turn, std::atomic<int> &Value) {
  Changed.wait(Lock);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait' blocks
  Changed.wait(Lock, [&] { return Value > 0; });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait' blocks
  Changed.wait_for(Lock, 10ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait_for' blocks
  Done.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait' blocks
  Done.arrive_and_wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'arrive_and_wait' blocks
  Slots.acquire();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'acquire' blocks
  Turn.acquire();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'acquire' blocks
  if (Slots.try_acquire_for(5ms))
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'try_acquire_for' blocks
    Slots.release();
  Value.wait(0);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait' blocks
  co_return;
}

lib::Task<> asksOthers(int Epoll, int Timeout) {
  addrinfo *Found = nullptr;
  if (getaddrinfo("example.org", "https", nullptr, &Found) == 0)
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'getaddrinfo' blocks the event loop: it waits for a name server [async-blocking-call]
    freeaddrinfo(Found);
  hostent *Host = gethostbyname("example.org");
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'gethostbyname' blocks
  (void)Host;
  std::system("sync");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'system' blocks
  int Status = 0;
  waitpid(-1, &Status, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'waitpid' blocks
  FILE *Pipe = popen("ls", "r");
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'popen' blocks
  pclose(Pipe);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'pclose' blocks
  pollfd Ready{0, POLLIN, 0};
  poll(&Ready, 1, -1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'poll' blocks
  epoll_event Event;
  epoll_wait(Epoll, &Event, 1, Timeout);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'epoll_wait' blocks
  co_return;
}

lib::Task<std::string> asksUser() {
  std::string Line;
  int Number;
  std::getline(std::cin, Line);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'getline' blocks the event loop: it waits for someone to type [async-blocking-call]
  std::cin >> Number >> Line;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'operator>>' blocks
  while (std::cin >> Line)
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'operator>>' blocks
    ;
  fgetc(stdin);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'fgetc' blocks
  getchar();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'getchar' blocks
  scanf("%d", &Number);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'scanf' blocks
  co_return Line;
}

// Files are quick most of the time: remarks.
lib::Task<> usesFiles(std::filesystem::path Path) {
  std::ifstream In(Path);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: 'basic_ifstream' blocks the event loop: it opens a file [async-blocking-call]
  std::string Word;
  In >> Word;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: remark: 'operator>>' blocks
  std::ofstream Out;
  Out.open("out");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: remark: 'open' blocks
  Out.close();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: remark: 'close' blocks
  if (std::filesystem::exists(Path))
    // CHECK-MESSAGES: :[[@LINE-1]]:7: remark: 'exists' blocks
    std::filesystem::remove_all(Path);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: remark: 'remove_all' blocks
  for (const auto &Entry : std::filesystem::directory_iterator(Path))
    // CHECK-MESSAGES: :[[@LINE-1]]:28: remark: 'directory_iterator' blocks
    (void)Entry;
  FILE *File = fopen("name", "r");
  // CHECK-MESSAGES: :[[@LINE-1]]:16: remark: 'fopen' blocks
  fclose(File);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: remark: 'fclose' blocks
  co_return;
}

// --- Where the call stands ---

lib::Task<int> anywhere(std::future<int> F, std::future<int> G, std::future<int> H, bool Choice) {
  int Value = Choice ? F.get() : 0;
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'get' waits on the event loop
  for (; Value < G.get(); ++Value)
    // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'get' waits on the event loop
    co_await lib::Awaiter<>();
  try {
    co_await lib::Awaiter<>();
  } catch (...) {
    std::this_thread::sleep_for(1s);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks
  }
  switch (Value) {
  case 0:
    ::sleep(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep' blocks
  }
  if constexpr (sizeof(int) == 4)
    ::sleep(2);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep' blocks
  else
    ::sleep(3);
  auto Kept = [Result = H.get()] { return Result; };
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'get' waits on the event loop
  co_return Kept();
}

lib::Task<> takes(int);
lib::Task<> asArgument(std::future<int> F) {
  co_await takes(F.get());
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'get' waits on the event loop
}

// Every kind of task, and what is made to be forgotten.
lib::Eager<> eager() {
  ::sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep' blocks
  co_return;
}
lib::Detached detached() {
  ::sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep' blocks
  co_return;
}
auto Lambda = []() -> lib::Task<> {
  ::sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep' blocks
  co_return;
};
void ordinary() {
  auto Inner = []() -> lib::Task<> {
    ::sleep(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep' blocks
    co_return;
  };
  (void)Inner;
  ::sleep(1);
}

#define PAUSE() ::sleep(1)
lib::Task<> inMacro() {
  PAUSE();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep' blocks
  co_return;
}

// --- Through functions of the program ---

namespace chain {

void third(std::thread &T) { T.join(); }
void second(std::thread &T) {
  third(T);
}
static void first(std::thread &T) {
  if (T.joinable())
    second(T);
}

lib::Task<> byOne(std::thread &T) {
  third(T);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'third' waits on the event loop for asynchronous work: through 'join' it waits for another thread to end [async-sync-wait]
  // CHECK-MESSAGES: :[[@LINE-12]]:30: note: 'third' calls 'join' here
  // CHECK-MESSAGES: :[[@LINE-13]]:30: note: use instead: an asynchronous event that the thread sets before it ends
  co_return;
}

lib::Task<> byTwo(std::thread &T) {
  second(T);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'second' waits on the event loop for asynchronous work: through 'join' it waits for another thread to end [async-sync-wait]
  // CHECK-MESSAGES: :[[@LINE-18]]:3: note: 'second' calls 'third' here
  // CHECK-MESSAGES: :[[@LINE-21]]:30: note: 'third' calls 'join' here
  co_return;
}

lib::Task<> byThree(std::thread &T) {
  first(T);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'first' waits on the event loop for asynchronous work: through 'join' it waits for another thread to end [async-sync-wait]
  // CHECK-MESSAGES: :[[@LINE-22]]:5: note: 'first' calls 'second' here
  // CHECK-MESSAGES: :[[@LINE-27]]:3: note: 'second' calls 'third' here
  // CHECK-MESSAGES: :[[@LINE-30]]:30: note: 'third' calls 'join' here
  co_return;
}

// The gravest that is reached, by the shortest way.
void opens() { std::ofstream Out("log"); }
void opensAndSleeps() {
  opens();
  ::sleep(1);
}
void far() { opensAndSleeps(); }
void near() {
  far();
  ::sleep(2);
}
lib::Task<> remarked() {
  opens();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: remark: 'opens' blocks the event loop: through 'basic_ofstream' it opens a file
  co_return;
}
lib::Task<> warned() {
  opensAndSleeps();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'opensAndSleeps' blocks the event loop: through 'sleep' it suspends the whole thread
  near();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'near' blocks
  // CHECK-MESSAGES: :[[@LINE-12]]:3: note: 'near' calls 'sleep' here
  co_return;
}

// Declared first, defined after the coroutine.
void later();
lib::Task<> early() {
  later();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'later' blocks
  co_return;
}
void later() { ::sleep(1); }

} // namespace chain

// --- Through every kind of function ---

namespace kinds {

struct Connection {
  Connection() { ::sleep(1); }
  explicit Connection(const char *) : Connection(1, 2) {}
  Connection(int, int) : Id(static_cast<int>(::sleep(2))) {}
  Connection(const Connection &) = default;
  void operator()() const { ::sleep(1); }
  Connection &operator<<(int) {
    ::sleep(1);
    return *this;
  }
  operator bool() const {
    ::sleep(1);
    return true;
  }
  static void all() { ::sleep(1); }
  void query() { helper(); }
  template <typename T> T as() {
    ::sleep(1);
    return T();
  }
  int Id = 0;

private:
  void helper() { ::sleep(1); }
};

struct Final {
  virtual ~Final() = default;
  virtual void exact() final { ::sleep(1); }
  virtual void any() { ::sleep(1); }
};

lib::Task<> constructors() {
  Connection One;
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'Connection' blocks the event loop: through 'sleep'
  auto Two = Connection("name");
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'Connection' blocks the event loop: through 'sleep'
  auto Three = new Connection{1, 2};
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'Connection' blocks
  Connection Copy = One;
  co_return;
}

lib::Task<> members(Connection &C, Connection *P, Final &F) {
  C();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'operator()' blocks
  C << 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'operator<<' blocks
  P->query();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'query' blocks
  // CHECK-MESSAGES: note: 'query' calls 'helper' here
  // CHECK-MESSAGES: note: 'helper' calls 'sleep' here
  Connection::all();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'all' blocks
  C.as<int>();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'as' blocks
  F.exact();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'exact' blocks
  F.Final::any();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'any' blocks
  co_return;
}

lib::Task<int> lambdas() {
  int Value = [] { return static_cast<int>(::sleep(1)); }();
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: {{.*}}a lambda{{.*}} blocks the event loop: through 'sleep'
  auto Named = [&] { ::sleep(Value); };
  Named();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}a lambda{{.*}} blocks
  auto Generic = [](auto Seconds) { ::sleep(Seconds); };
  Generic(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}a lambda{{.*}} blocks
  struct Local {
    static void run() { ::sleep(1); }
  };
  Local::run();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'run' blocks
  co_return Value;
}

struct Server {
  std::thread Worker;
  void shutdown() { Worker.join(); }
  lib::Task<> stop() {
    shutdown();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'shutdown' waits on the event loop
    this->Worker.join();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'join' waits on the event loop
    co_return;
  }
};

// Templates, by instantiation.
struct Slow {
  static void pause() { ::sleep(1); }
};
struct Quick {
  static void pause() {}
};
template <typename Policy> void pauseBy() { Policy::pause(); }
template <typename Policy> lib::Task<> runBy() {
  Policy::pause();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'pause' blocks
  co_return;
}
template <bool Wait> void maybe() {
  if constexpr (Wait)
    ::sleep(1);
}
lib::Task<> instantiations() {
  pauseBy<Quick>();
  pauseBy<Slow>();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'pauseBy' blocks
  maybe<false>();
  maybe<true>();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'maybe' blocks
  co_await runBy<Quick>();
  co_await runBy<Slow>();
}
template <typename T> struct Cache {
  T get() {
    ::sleep(1);
    return T();
  }
  lib::Task<T> load() {
    co_return get();
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'get' blocks
  }
};
template struct Cache<int>;
template struct Cache<long>;

// Recursion.
void recursive(int Depth) {
  if (Depth)
    recursive(Depth - 1);
  ::sleep(1);
}
void pong(int);
void ping(int Depth) {
  if (Depth)
    pong(Depth - 1);
}
void pong(int Depth) {
  ping(Depth);
  ::sleep(1);
}
lib::Task<> recursion() {
  recursive(3);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'recursive' blocks
  ping(3);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'ping' blocks
  // CHECK-MESSAGES: :[[@LINE-11]]:5: note: 'ping' calls 'pong' here
  // CHECK-MESSAGES: :[[@LINE-8]]:3: note: 'pong' calls 'sleep' here
  co_await recursion();
}

} // namespace kinds

// --- Declared in the source ---

namespace declared {

void attribute() [[clang::blocking]];
[[clang::annotate("corolint::blocking")]] void annotation();
struct Device {
  virtual void flush() [[clang::blocking]];
  [[clang::annotate("corolint::blocking")]] Device(int);
};
template <typename T> void generic(T) [[clang::blocking]];
void wrapped() { attribute(); }

lib::Task<> calls(Device &D) {
  attribute();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'attribute' blocks the event loop: it is declared to block its thread [async-blocking-call]
  annotation();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'annotation' blocks
  D.flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'flush' blocks
  Device Own(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'Device' blocks
  generic(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'generic' blocks
  wrapped();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wrapped' blocks the event loop: through 'attribute' it is declared to block its thread
  co_return;
}

} // namespace declared

// --- Implicit calls ---

namespace implicit {

struct Settings {
  Settings(const char *) { ::sleep(1); }
  operator bool() const {
    ::sleep(1);
    return true;
  }
};
void use(const Settings &);

// A converting constructor nobody wrote.
lib::Task<> conversions() {
  Settings Read = "name";
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'Settings' blocks
  use("name");
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Settings' blocks
  if (Read)
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'operator bool' blocks
    co_return;
}

} // namespace implicit

// Its default names a file of the kernel, its caller another.
lib::Task<> readsGiven(std::string Path = "/proc/self/status") {
  std::ifstream Read(Path);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: {{warning|remark}}: {{.*}} [async-blocking-call]
  co_return;
}

// Behind a branch that returns for certain other labels may be met.
constexpr bool IsFast = true;
lib::Task<int> labelled(int Kind) {
  switch (Kind) {
  case 0:
    if constexpr (IsFast)
      co_return 1;
  case 1:
    std::this_thread::sleep_for(std::chrono::seconds(1));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the event loop
  }
  co_return 2;
}
