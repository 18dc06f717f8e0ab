// RUN: %check_corolint %s %t --model-file=%S/Inputs/runtime-model.yaml -- -std=c++20

// What looks like a blocking call in a coroutine and is none, or runs where it may block.

#include "Inputs/runtime.h"
#include <array>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <functional>
#include <future>
#include <iostream>
#include <latch>
#include <mutex>
#include <netdb.h>
#include <poll.h>
#include <semaphore>
#include <sstream>
#include <sys/epoll.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace std::chrono_literals;

// --- The callee returns an awaitable ---

namespace awaited {

lib::Task<> sleep_for(std::chrono::seconds);
lib::Eager<int> get();
struct Thread {
  lib::Task<> join();
};
struct Event : std::condition_variable {
  lib::Awaiter<> wait(std::unique_lock<std::mutex> &);
};
lib::Task<int> slow() {
  auto Fetch = []() -> lib::Task<int> { co_return 1; };
  co_return co_await Fetch();
}
// Declared to block, but all it hands out is a task.
lib::Task<> declared() [[clang::blocking]];

lib::Task<> calls(Thread &T, Event &E, std::unique_lock<std::mutex> &Lock) {
  co_await sleep_for(1s);
  co_await T.join();
  co_await E.wait(Lock);
  co_await get();
  co_await slow();
  co_await declared();
}

} // namespace awaited

// --- Nothing to wait for ---

namespace zero {

constexpr auto NoTime = 0ms;
constexpr int NoWait = 0;
enum { Never = 0 };

lib::Task<> futures(std::future<int> &F, std::shared_future<int> G) {
  F.wait_for(0s);
  F.wait_for(0ms);
  F.wait_for(std::chrono::seconds(0));
  F.wait_for(std::chrono::milliseconds{0});
  F.wait_for(std::chrono::milliseconds::zero());
  F.wait_for(std::chrono::nanoseconds());
  F.wait_for(std::chrono::duration<double>(0.0));
  F.wait_for(NoTime);
  F.wait_for(NoTime * 2);
  const auto Local = 0s;
  F.wait_for(Local);
  if (G.wait_for(std::chrono::hours(0)) == std::future_status::ready)
    co_return;
}

lib::Task<> others(std::condition_variable &Changed, std::unique_lock<std::mutex> &Lock, std::binary_semaphore &Slot) {
  Changed.wait_for(Lock, 0s);
  Changed.wait_for(Lock, 0s, [] { return true; });
  if (Slot.try_acquire_for(0ms))
    Slot.release();
  if (Slot.try_acquire())
    Slot.release();
  std::this_thread::sleep_for(0s);
  std::this_thread::yield();
  sleep(0);
  usleep(NoWait);
  co_return;
}

lib::Task<> polls(int Descriptor, pollfd *Ready, epoll_event *Events) {
  poll(Ready, 1, 0);
  poll(Ready, 1, NoWait);
  poll(Ready, 1, Never);
  epoll_wait(Descriptor, Events, 8, 0);
  epoll_pwait(Descriptor, Events, 8, NoWait, nullptr);
  co_return;
}

lib::Task<> flags(int Descriptor, int Unknown) {
  char Buffer[16];
  int Status;
  recv(Descriptor, Buffer, sizeof Buffer, MSG_DONTWAIT);
  recv(Descriptor, Buffer, sizeof Buffer, MSG_PEEK | MSG_DONTWAIT);
  send(Descriptor, Buffer, sizeof Buffer, MSG_DONTWAIT | MSG_NOSIGNAL);
  recvmsg(Descriptor, nullptr, MSG_DONTWAIT);
  // Only strictly: the descriptor may be non-blocking.
  recv(Descriptor, Buffer, sizeof Buffer, 0);
  read(Descriptor, Buffer, sizeof Buffer);
  waitpid(-1, &Status, WNOHANG);
  waitpid(-1, &Status, WNOHANG | WUNTRACED);
  waitpid(-1, &Status, Unknown);
  flock(Descriptor, LOCK_EX | LOCK_NB);
  flock(Descriptor, LOCK_UN);
  open("/dev/tty", O_RDONLY | O_NONBLOCK);
  co_return;
}

lib::Task<> nothingToDo() {
  addrinfo *Found = nullptr;
  getaddrinfo(nullptr, "80", nullptr, &Found);
  getaddrinfo(NULL, "80", nullptr, &Found);
  if (std::system(nullptr))
    co_return;
  std::ifstream Closed;
  std::ofstream AlsoClosed{};
  std::ifstream Moved = std::move(Closed);
  std::filesystem::directory_iterator End;
  std::filesystem::path Path = "name";
  Path /= Path.filename();
  std::thread None;
  std::future<int> Empty;
  Empty = std::future<int>();
}

lib::Task<std::string> strings() {
  std::istringstream In("1 2");
  int Number;
  In >> Number;
  std::string Line;
  std::getline(In, Line);
  std::istream &Any = In;
  Any >> Number;
  std::cout << Line;
  std::stringstream Both;
  Both << Line << std::flush;
  co_return Line;
}

} // namespace zero

// --- Runs on another thread ---

namespace offloaded {

void loads() { sleep(1); }
int computes(int) { return static_cast<int>(sleep(1)); }

lib::Task<> onThreads(std::filesystem::path Path) {
  co_await rt::offload([] { sleep(1); });
  int Size = co_await rt::offload([&] {
    std::ifstream In(Path);
    loads();
    return 1;
  });
  (void)Size;
  co_await rt::offload(loads);
  co_await rt::offload(&loads);
  co_await rt::offload(std::bind(computes, 1));
  rt::runOnThread(loads);
  rt::runOnThread([] { sleep(1); });
  std::thread Other([] { sleep(1); });
  Other.detach();
  std::jthread Joining(loads);
  Joining.detach();
  auto Future = std::async(std::launch::async, computes, 1);
  auto Kept = [] { sleep(1); };
  co_await rt::offload(Kept);
  co_await rt::offload(std::move(Kept));
  std::function<void()> Erased = loads;
  co_await rt::offload(Erased);
}

// Coroutines that a pool runs.
lib::Task<> onPools(rt::Pool &Workers, rt::Loop &Main) {
  rt::spawnOn(Workers, []() -> lib::Task<> {
    sleep(1);
    co_return;
  });
  rt::spawnOn(Workers, [&]() -> lib::Task<> {
    loads();
    co_await lib::Awaiter<>();
    loads();
  });
  co_await rt::offloadTask([]() -> lib::Task<> {
    sleep(1);
    co_return;
  });
}

struct Owner {
  rt::Pool Workers;
  void start() {
    rt::spawnOn(Workers, [this]() -> lib::Task<> {
      sleep(1);
      co_return;
    });
    rt::spawnOn(this->Workers, [this] { sleep(1); });
  }
};

} // namespace offloaded

// --- After a switch to another executor ---

namespace switched {

lib::Task<> there(rt::Pool &Workers) {
  co_await Workers.schedule();
  sleep(1);
  std::ifstream In("name");
  offloaded::loads();
  for (;;) {
    sleep(1);
    co_await lib::Awaiter<>();
    sleep(1);
  }
}

lib::Task<> thereAndBack(rt::Pool &Workers, rt::Loop &Main) {
  co_await Workers.schedule();
  sleep(1);
  co_await Main.schedule();
  co_await rt::switchTo(Workers);
  sleep(1);
  co_await rt::switchTo(Main);
}

lib::Task<int> result(rt::Pool &Workers, std::future<int> F) {
  co_await Workers.schedule();
  int Value = F.get();
  if (Value)
    co_return F.get();
  co_return Value + F.get();
}

// On some path it is there: the report needs all of them.
lib::Task<> branches(rt::Pool &Workers, rt::Loop &Main, bool Heavy) {
  if (Heavy)
    co_await Workers.schedule();
  sleep(1);
  switch (Heavy) {
  case true:
    sleep(1);
    break;
  default:
    co_await Workers.schedule();
    sleep(1);
  }
  sleep(1);
}

lib::Task<> loops(rt::Pool &Workers, rt::Loop &Main, int Turns) {
  for (int I = 0; I < Turns; ++I) {
    co_await Workers.schedule();
    sleep(1);
    co_await Main.schedule();
    co_await lib::Awaiter<>();
  }
  while (Turns--) {
    co_await Workers.schedule();
    for (int J = 0; J < 3; ++J)
      sleep(1);
  }
  sleep(1);
}

lib::Task<> inTry(rt::Pool &Workers) {
  co_await Workers.schedule();
  try {
    sleep(1);
  } catch (const std::exception &) {
    co_return;
  }
  sleep(1);
  auto Here = [] { sleep(1); };
  Here();
  [] { sleep(1); }();
  std::this_thread::sleep_for(1s);
  while (sleep(1)) {
  }
  co_return;
}

} // namespace switched

// --- Not on the loop ---

lib::Generator<int> generator() {
  for (int I = 0; I < 3; ++I) {
    sleep(1);
    co_yield I;
  }
  offloaded::loads();
}

void ordinary(std::thread &T) {
  T.join();
  sleep(1);
}

struct Ordinary {
  Ordinary() { sleep(1); }
  ~Ordinary() { sleep(1); }
  void run() { sleep(1); }
};

lib::Task<> callee() {
  // NOLINTNEXTLINE(async-blocking-call)
  sleep(1);
  co_await rt::yield();
}

// What a coroutine does on its own time is reported there and not at who awaits it.
lib::Task<> caller() {
  co_await callee();
  auto Kept = callee();
  co_await std::move(Kept);
  for (auto Numbers = generator(); Numbers.next();)
    co_await rt::yield();
}

// The function between them makes the task and waits for nothing.
lib::Task<> hands() { return callee(); }
lib::Task<> callsHands() { co_await hands(); }

int main() {
  sleep(1);
  std::thread Worker(offloaded::loads);
  Worker.join();
  [] { sleep(1); }();
  return std::async(offloaded::computes, 1).get();
}

// --- Not evaluated ---

namespace unevaluated {

int value() {
  sleep(1);
  return 1;
}
struct Maker {
  Maker() { sleep(1); }
  int get() const noexcept { return value(); }
};
template <typename T> concept Sleeps = requires(T Value) { Value.sleep(1); sleep(1); };
template <typename T> T declval() noexcept;

lib::Task<> operands() {
  decltype(value()) Size = sizeof(value());
  using Result = decltype(Maker().get());
  constexpr bool Throws = noexcept(value()) || noexcept(std::this_thread::sleep_for(1s));
  if constexpr (requires { sleep(1); })
    Size = alignof(decltype(value()));
  static_assert(sizeof(sleep(1)) == sizeof(int));
  std::array<int, sizeof(value())> Values{};
  std::integral_constant<std::size_t, sizeof(value())> Constant;
  (void)typeid(value());
  (void)static_cast<decltype(sleep(1))>(2);
  (void)Values;
  (void)Constant;
  (void)Throws;
  (void)sizeof(Result);
  auto Typed = [](decltype(value()) V) -> decltype(value()) { return V; };
  co_await lib::Awaiter<decltype(Typed(value()))>();
}

template <bool Waits> lib::Task<> arms() {
  if constexpr (Waits) {
    sleep(1);
  } else {
    co_await rt::yield();
  }
  if constexpr (!Waits)
    co_return;
  else
    value();
  if constexpr (constexpr int Two = 2; Waits && Two > 1)
    sleep(1);
}
template lib::Task<> arms<false>();

lib::Task<> constant() {
  if constexpr (sizeof(int) == 8)
    sleep(1);
  if constexpr (false)
    value();
  if consteval {
  } else {
    co_await rt::yield();
  }
}

// Never instantiated.
template <typename T> lib::Task<> pattern(T Value) {
  sleep(1);
  Value.join();
  co_return;
}

} // namespace unevaluated

// --- Merely defined ---

namespace defined {

std::function<void()> Stored;
struct Widget {
  std::function<void()> OnClick;
};

lib::Task<std::function<void()>> keeps(Widget &W) {
  Stored = [] { sleep(1); };
  auto Named = [] { sleep(1); };
  W.OnClick = [Named] { Named(); };
  void (*Pointer)() = offloaded::loads;
  (void)Pointer;
  struct Local {
    void run() { sleep(1); }
    int Value = static_cast<int>(sleep(1));
  };
  static_assert(sizeof(Local) > 0);
  co_return [] { sleep(1); };
}

// Which function runs is known only at run time.
struct Base {
  virtual ~Base() = default;
  virtual void run() { sleep(1); }
};
struct Derived : Base {
  void run() override { sleep(1); }
};
struct Quick : Derived {
  void run() override {}
};
lib::Task<> calls(Base &Object, Derived *Other, std::function<void()> Callable, void (*Pointer)(), void (Base::*Member)()) {
  Object.run();
  Other->run();
  Callable();
  Pointer();
  (Object.*Member)();
  co_return;
}

} // namespace defined

// --- Declared not to block ---

namespace declared {

void quick() noexcept [[clang::nonblocking]];
void vouchedFor() noexcept [[clang::nonblocking]];
[[clang::annotate("corolint::nonblocking")]] void annotated() { sleep(1); }
struct Cache {
  [[clang::annotate("corolint::nonblocking")]] int get() { return unevaluated::value(); }
  [[clang::annotate("corolint::nonblocking")]] Cache() { sleep(1); }
};
struct Ready : std::future<int> {
  [[clang::annotate("corolint::nonblocking")]] int get();
};

lib::Task<> calls(Ready &Value) {
  quick();
  vouchedFor();
  annotated();
  Cache().get();
  Value.get();
  co_return;
}
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wfunction-effects"
void vouchedFor() noexcept [[clang::nonblocking]] { sleep(1); }
#pragma clang diagnostic pop

} // namespace declared

// --- Namesakes ---

namespace mine {

struct latch {
  void wait();
};
struct future {
  int get();
  void wait_for(std::chrono::seconds);
};
struct thread {
  void join();
};
namespace this_thread {
void sleep_for(std::chrono::seconds);
}
unsigned sleep(unsigned);
int system(const char *);
namespace std {
struct thread {
  void join();
};
namespace this_thread {
inline void sleep_for(int) {}
} // namespace this_thread
} // namespace std
struct Socket {
  int poll(void *, int, int);
  void connect();
  void sleep(int);
  static int wait(int *);
};

lib::Task<> calls(latch &L, future &F, thread &T, std::thread &U, Socket &S) {
  L.wait();
  F.get();
  F.wait_for(1s);
  T.join();
  U.join();
  this_thread::sleep_for(1s);
  std::this_thread::sleep_for(1);
  sleep(1);
  system("ls");
  S.poll(nullptr, 1, -1);
  S.connect();
  S.sleep(1);
  S.wait(nullptr);
  co_return;
}

} // namespace mine

namespace mystd {
struct thread {
  void join();
};
namespace this_thread {
void sleep_until(int);
}
} // namespace mystd
lib::Task<> likeStd(mystd::thread &T) {
  T.join();
  mystd::this_thread::sleep_until(1);
  auto sleep = [](int) {};
  sleep(1);
  co_return;
}

// --- Silenced ---

lib::Task<> silenced() {
  sleep(1); // NOLINT
  sleep(1); // NOLINT(async-blocking-call)
  sleep(1); // NOLINT(async-*)
  // NOLINTBEGIN(async-blocking-call)
  std::this_thread::sleep_for(1s);
  offloaded::loads();
  // NOLINTEND(async-blocking-call)
  co_return;
}

// --- A switch seen from a handler: an exception does not change the thread. ---

lib::Task<> handles(rt::Pool &Workers) {
  co_await Workers.schedule();
  try {
    unevaluated::value();
  } catch (const std::exception &) {
    sleep(1);
  }
}

// Switched to a pool inside a try, and back in its handler.
lib::Task<> handlesTwice(rt::Pool &Workers) {
  try {
    co_await Workers.schedule();
    mine::system("ls");
  } catch (...) {
    offloaded::loads();
  }
}

// --- The program's own functions at global scope that share a name with one of the C library ---

struct Player {};
struct Node {};
void pause(Player &);
int wait(Node &Item, int Times);
void link(Node *, Node *);
bool access(const Node &);
int poll(Node &Queue, Player &);
FILE *open(Player &);
long access64(unsigned long Address);

lib::Task<> namesakes(Player &P, Node &N) {
  pause(P);
  wait(N, 2);
  link(&N, &N);
  if (access(N))
    poll(N, P);
  open(P);
  access64(16);
  co_return;
}

// --- Two lambdas that one macro call holds: one runs, the other one sleeps. ---

#define BOTH(Left, Right) ((Left), (Right))
lib::Task<> macro() {
  BOTH(defined::Stored = [] { sleep(1); }, [] { (void)0; }());
  co_return;
}

// Likewise two instances of one lambda.
template <bool Waits> int picks() {
  auto Work = [] {
    if constexpr (Waits)
      return static_cast<int>(sleep(1));
    else
      return 1;
  };
  return Work();
}
int slowly() { return picks<true>(); }
lib::Task<int> quickly() { co_return picks<false>(); }

// --- A coroutine lambda with a name, handed to a pool ---

lib::Task<> namedForPool(rt::Pool &Workers) {
  auto Work = []() -> lib::Task<> {
    sleep(1);
    co_return;
  };
  rt::spawnOn(Workers, Work);
  rt::spawnOn(Workers, std::move(Work));
}

// The pool by pointer, the callable in a std::function, a coroutine within one that a pool runs.
lib::Task<> otherFormsForPool(rt::Pool *Workers) {
  rt::spawnOn(Workers, []() -> lib::Task<> {
    sleep(1);
    co_return;
  });
  rt::spawnOn(*Workers, std::function<lib::Task<>()>([]() -> lib::Task<> {
                sleep(1);
                co_return;
              }));
  rt::spawnOn(*Workers, []() -> lib::Task<> {
    auto Inner = []() -> lib::Task<> {
      sleep(1);
      co_return;
    };
    co_await Inner();
  });
  co_return;
}

// In a member's initialiser there is no function body around it.
struct Background {
  Background() : Started((rt::spawnOn(Workers, []() -> lib::Task<> {
                            sleep(1);
                            co_return;
                          }),
                          true)) {}
  rt::Pool Workers;
  bool Started;
};

// --- Known to be ready ---

lib::Task<int> ready(std::future<int> F) {
  if (F.wait_for(0s) == std::future_status::ready)
    co_return F.get();
  co_return 0;
}

// --- Files that the kernel makes from its memory ---

lib::Task<bool> kernelFiles() {
  std::ifstream Status("/proc/self/status");
  int Number = 0;
  std::string Line;
  Status >> Number;
  std::getline(Status, Line);
  co_return Status && !std::filesystem::exists("/sys/class/net/eth0");
}

// --- What only other threads run --------------------------------------------------------------------------------------------------------

struct LoopExecutor {
  bool running_in_this_thread() const;
};
struct Output {
  LoopExecutor On;
  void write() {
    if (On.running_in_this_thread())
      return;
    else
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  void flush() {
    if (!On.running_in_this_thread())
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
};
lib::Task<> writesTo(Output &To) {
  To.write();
  To.flush();
  co_return;
}
