// RUN: %check_corolint %s %t --checks=-*,async-blocking-call -- -std=c++20

// Every way in which a coroutine reaches a call that blocks, and ways that only look like one.

#include "Inputs/task.h"
#include <algorithm>
#include <chrono>
#include <functional>
#include <memory>
#include <thread>
#include <vector>

using namespace std::chrono_literals;
using lib::Task;

void nap() { std::this_thread::sleep_for(1s); }

// --- Calls, operators, conversions, constructors, destructors ----------------------------------------------------------------

void twice() {
  nap();
  nap();
}
Task<> calls() {
  twice();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'twice' blocks the event loop: through 'sleep_for' it suspends the whole thread [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-6]]:3: note: 'twice' calls 'nap' here
  // CHECK-MESSAGES: :[[@LINE-12]]:14: note: 'nap' calls 'sleep_for' here
  // CHECK-MESSAGES: :[[@LINE-13]]:14: note: use instead: an asynchronous timer
  co_return;
}

struct Slow {
  int Value = 0;
  Slow operator+(const Slow &) const {
    nap();
    return *this;
  }
  bool operator()() const {
    nap();
    return true;
  }
  operator int() const {
    nap();
    return Value;
  }
};
Task<> operators(Slow A, Slow B) {
  Slow Sum = A + B;
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'operator+' blocks the event loop: through 'sleep_for' it suspends the whole thread [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-15]]:5: note: 'operator+' calls 'nap' here
  // CHECK-MESSAGES: :[[@LINE-36]]:14: note: 'nap' calls 'sleep_for' here
  // CHECK-MESSAGES: :[[@LINE-37]]:14: note: use instead: an asynchronous timer
  Sum();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'operator()' blocks the event loop: through 'sleep_for' it suspends the whole thread [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-16]]:5: note: 'operator()' calls 'nap' here
  // CHECK-MESSAGES: :[[@LINE-41]]:14: note: 'nap' calls 'sleep_for' here
  // CHECK-MESSAGES: :[[@LINE-42]]:14: note: use instead: an asynchronous timer
  int Number = Sum;
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'operator int' blocks the event loop: through 'sleep_for' it suspends the whole thread [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-17]]:5: note: 'operator int' calls 'nap' here
  // CHECK-MESSAGES: :[[@LINE-46]]:14: note: 'nap' calls 'sleep_for' here
  // CHECK-MESSAGES: :[[@LINE-47]]:14: note: use instead: an asynchronous timer
  (void)Number;
  co_return;
}

struct Connects {
  explicit Connects(int) { nap(); }
};
struct ByDefault {
  Connects Member{1};
};
struct Derived : ByDefault {};
int slowNumber() {
  nap();
  return 1;
}
void withDefault(int = slowNumber());
Task<> constructs() {
  Connects Written(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'Connects' blocks the event loop: through 'sleep_for' it suspends the whole thread [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-14]]:28: note: 'Connects' calls 'nap' here
  // CHECK-MESSAGES: :[[@LINE-68]]:14: note: 'nap' calls 'sleep_for' here
  // CHECK-MESSAGES: :[[@LINE-69]]:14: note: use instead: an asynchronous timer
  ByDefault Implied;
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'Connects' blocks the event loop: through 'sleep_for' it suspends the whole thread [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-19]]:28: note: 'Connects' calls 'nap' here
  // CHECK-MESSAGES: :[[@LINE-73]]:14: note: 'nap' calls 'sleep_for' here
  // CHECK-MESSAGES: :[[@LINE-74]]:14: note: use instead: an asynchronous timer
  Derived Further;
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'Connects' blocks the event loop: through 'sleep_for' it suspends the whole thread [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-24]]:28: note: 'Connects' calls 'nap' here
  // CHECK-MESSAGES: :[[@LINE-78]]:14: note: 'nap' calls 'sleep_for' here
  // CHECK-MESSAGES: :[[@LINE-79]]:14: note: use instead: an asynchronous timer
  withDefault();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'slowNumber' blocks the event loop: through 'sleep_for' it suspends the whole thread [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-22]]:3: note: 'slowNumber' calls 'nap' here
  // CHECK-MESSAGES: :[[@LINE-83]]:14: note: 'nap' calls 'sleep_for' here
  // CHECK-MESSAGES: :[[@LINE-84]]:14: note: use instead: an asynchronous timer
  co_return;
}

struct Joins {
  Joins();
  Joins(Joins &&);
  ~Joins() { nap(); }
};
struct HasJoins {
  Joins Member;
};
Joins make();
Task<> destroys() {
  Joins Local;
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: '~Joins' blocks the event loop: through 'sleep_for' it suspends the whole thread [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-9]]:14: note: '~Joins' calls 'nap' here
  // CHECK-MESSAGES: :[[@LINE-101]]:14: note: 'nap' calls 'sleep_for' here
  // CHECK-MESSAGES: :[[@LINE-102]]:14: note: use instead: an asynchronous timer
  HasJoins Outer;
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: '~Joins' blocks the event loop: through 'sleep_for' it suspends the whole thread [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-14]]:14: note: '~Joins' calls 'nap' here
  // CHECK-MESSAGES: :[[@LINE-106]]:14: note: 'nap' calls 'sleep_for' here
  // CHECK-MESSAGES: :[[@LINE-107]]:14: note: use instead: an asynchronous timer
  Joins *Kept = new Joins;
  delete Kept;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: '~Joins' blocks the event loop: through 'sleep_for' it suspends the whole thread [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-20]]:14: note: '~Joins' calls 'nap' here
  // CHECK-MESSAGES: :[[@LINE-112]]:14: note: 'nap' calls 'sleep_for' here
  // CHECK-MESSAGES: :[[@LINE-113]]:14: note: use instead: an asynchronous timer
  co_return;
}
Task<> destroysParameter(Joins Given) { co_return; }
// CHECK-MESSAGES: :[[@LINE-1]]:32: warning: '~Joins' blocks the event loop: through 'sleep_for' it suspends the whole thread [async-blocking-call]
// CHECK-MESSAGES: :[[@LINE-27]]:14: note: '~Joins' calls 'nap' here
// CHECK-MESSAGES: :[[@LINE-119]]:14: note: 'nap' calls 'sleep_for' here
// CHECK-MESSAGES: :[[@LINE-120]]:14: note: use instead: an asynchronous timer
Task<Joins> givesAway() {
  Joins Local;
  co_return std::move(Local);
}
Task<> refers(Joins &Given, std::unique_ptr<Joins> &Pointer) {
  Joins &Other = Given;
  (void)Other;
  static Joins Once;
  co_return;
}
Task<> jthread() {
  std::jthread Worker([] {});
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: '~jthread' blocks the event loop: it asks the thread to stop and waits for it to end [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:16: note: use instead: an asynchronous event that the thread sets before it ends
  co_return;
}

struct Iterator {
  int operator*() const;
  Iterator &operator++() {
    nap();
    return *this;
  }
  bool operator!=(const Iterator &) const;
};
struct Lines {
  Iterator begin() const;
  Iterator end() const;
};
Task<> iterates(const Lines &All) {
  for (int Line : All)
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'operator++' blocks the event loop: through 'sleep_for' it suspends the whole thread [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-12]]:5: note: 'operator++' calls 'nap' here
  // CHECK-MESSAGES: :[[@LINE-154]]:14: note: 'nap' calls 'sleep_for' here
  // CHECK-MESSAGES: :[[@LINE-155]]:14: note: use instead: an asynchronous timer
    (void)Line;
  co_return;
}

// --- Callables ---------------------------------------------------------------------------------------------------------------

template <typename Callable> void callsTemplate(Callable Called) { Called(); }
void callsErased(const std::function<void()> &Called) { Called(); }
void callsPointer(void (*Called)()) { Called(); }
void keeps(std::function<void()> Called);
void keepsToo(std::function<void()> Called) { keeps(std::move(Called)); }

Task<> callables(std::vector<int> &All) {
  [] { nap(); }();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'a lambda' blocks the event loop: through 'sleep_for' it suspends the whole thread [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:8: note: 'a lambda' calls 'nap' here
  // CHECK-MESSAGES: :[[@LINE-172]]:14: note: 'nap' calls 'sleep_for' here
  // CHECK-MESSAGES: :[[@LINE-173]]:14: note: use instead: an asynchronous timer
  auto Named = [] { nap(); };
  Named();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'a lambda' blocks the event loop: through 'sleep_for' it suspends the whole thread [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-3]]:21: note: 'a lambda' calls 'nap' here
  // CHECK-MESSAGES: :[[@LINE-178]]:14: note: 'nap' calls 'sleep_for' here
  // CHECK-MESSAGES: :[[@LINE-179]]:14: note: use instead: an asynchronous timer
  callsTemplate([] { nap(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'callsTemplate' blocks the event loop: through 'sleep_for' it suspends the whole thread [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-20]]:68: note: 'callsTemplate' calls 'a lambda' here
  // CHECK-MESSAGES: :[[@LINE-3]]:22: note: 'a lambda' calls 'nap' here
  // CHECK-MESSAGES: :[[@LINE-184]]:14: note: 'nap' calls 'sleep_for' here
  // CHECK-MESSAGES: :[[@LINE-185]]:14: note: use instead: an asynchronous timer
  callsErased([] { nap(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'callsErased' blocks the event loop: through 'sleep_for' it suspends the whole thread [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-25]]:57: note: 'callsErased' calls 'a lambda' here
  // CHECK-MESSAGES: :[[@LINE-3]]:20: note: 'a lambda' calls 'nap' here
  // CHECK-MESSAGES: :[[@LINE-190]]:14: note: 'nap' calls 'sleep_for' here
  // CHECK-MESSAGES: :[[@LINE-191]]:14: note: use instead: an asynchronous timer
  callsPointer(nap);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'callsPointer' blocks the event loop: through 'sleep_for' it suspends the whole thread [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-30]]:39: note: 'callsPointer' calls 'nap' here
  // CHECK-MESSAGES: :[[@LINE-195]]:14: note: 'nap' calls 'sleep_for' here
  // CHECK-MESSAGES: :[[@LINE-196]]:14: note: use instead: an asynchronous timer
  callsPointer(&nap);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'callsPointer' blocks the event loop: through 'sleep_for' it suspends the whole thread [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-35]]:39: note: 'callsPointer' calls 'nap' here
  // CHECK-MESSAGES: :[[@LINE-200]]:14: note: 'nap' calls 'sleep_for' here
  // CHECK-MESSAGES: :[[@LINE-201]]:14: note: use instead: an asynchronous timer
  std::for_each(All.begin(), All.end(), [](int) { nap(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'a lambda' blocks the event loop: through 'sleep_for' it suspends the whole thread [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:51: note: 'a lambda' calls 'nap' here
  // CHECK-MESSAGES: :[[@LINE-205]]:14: note: 'nap' calls 'sleep_for' here
  // CHECK-MESSAGES: :[[@LINE-206]]:14: note: use instead: an asynchronous timer
  std::ranges::sort(All, [](int A, int B) {
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'a lambda' blocks the event loop: through 'sleep_for' it suspends the whole thread [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE+3]]:5: note: 'a lambda' calls 'nap' here
  // CHECK-MESSAGES: :[[@LINE-210]]:14: note: 'nap' calls 'sleep_for' here
  // CHECK-MESSAGES: :[[@LINE-211]]:14: note: use instead: an asynchronous timer
    nap();
    return A < B;
  });
  std::invoke(nap);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'nap' blocks the event loop: through 'sleep_for' it suspends the whole thread [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-217]]:14: note: 'nap' calls 'sleep_for' here
  // CHECK-MESSAGES: :[[@LINE-218]]:14: note: use instead: an asynchronous timer
  co_return;
}
// The callee does not call it, or it is not known whether it does, or somebody else's thread does.
Task<> handsOn() {
  keeps([] { nap(); });
  keepsToo([] { nap(); });
  std::thread([] { nap(); }).detach();
  auto Unused = [] { nap(); };
  (void)Unused;
  co_return;
}

// --- Virtual calls -----------------------------------------------------------------------------------------------------------

struct Source {
  virtual void read() = 0;
  virtual void quick() {}
  virtual ~Source() = default;
};
struct File final : Source {
  void read() override { nap(); }
  void quick() override { nap(); }
};
struct Socket : Source {
  void read() override { nap(); }
};
Task<> everyOverrider(Source &From) {
  From.read();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'read' blocks the event loop: through 'sleep_for' it suspends the whole thread [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-5]]:26: note: 'read' calls 'nap' here
  // CHECK-MESSAGES: :[[@LINE-249]]:14: note: 'nap' calls 'sleep_for' here
  // CHECK-MESSAGES: :[[@LINE-250]]:14: note: use instead: an asynchronous timer
  co_return;
}
Task<> someOverrider(Source &From) {
  From.quick();
  co_return;
}
Task<> finalClass(File &From) {
  From.quick();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'quick' blocks the event loop: through 'sleep_for' it suspends the whole thread [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-20]]:27: note: 'quick' calls 'nap' here
  // CHECK-MESSAGES: :[[@LINE-261]]:14: note: 'nap' calls 'sleep_for' here
  // CHECK-MESSAGES: :[[@LINE-262]]:14: note: use instead: an asynchronous timer
  co_return;
}

struct Codec {
  virtual void decode() = 0;
};
struct FastCodec : Codec {
  void decode() override; // What it does is not seen.
};
struct SlowCodec : Codec {
  void decode() override { nap(); }
};
Task<> unseenOverrider(Codec &With) {
  With.decode();
  co_return;
}

// --- Templates and recursion -------------------------------------------------------------------------------------------------

template <typename T> void perInstance(T Of) {
  if constexpr (sizeof(T) > 4)
    nap();
}
Task<> instances() {
  perInstance(1LL);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'perInstance' blocks the event loop: through 'sleep_for' it suspends the whole thread [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-5]]:5: note: 'perInstance' calls 'nap' here
  // CHECK-MESSAGES: :[[@LINE-290]]:14: note: 'nap' calls 'sleep_for' here
  // CHECK-MESSAGES: :[[@LINE-291]]:14: note: use instead: an asynchronous timer
  perInstance(1);
  co_return;
}

void odd(int Left);
void even(int Left) {
  if (Left)
    odd(Left - 1);
}
void odd(int Left) {
  if (Left)
    even(Left - 1);
  else
    nap();
}
Task<> recursion() {
  even(4);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'even' blocks the event loop: through 'sleep_for' it suspends the whole thread [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-11]]:5: note: 'even' calls 'odd' here
  // CHECK-MESSAGES: :[[@LINE-6]]:5: note: 'odd' calls 'nap' here
  // CHECK-MESSAGES: :[[@LINE-312]]:14: note: 'nap' calls 'sleep_for' here
  // CHECK-MESSAGES: :[[@LINE-313]]:14: note: use instead: an asynchronous timer
  co_return;
}

void harmless(int Left) {
  if (Left)
    harmless(Left - 1);
}
Task<> innocentRecursion() {
  harmless(2);
  co_return;
}
