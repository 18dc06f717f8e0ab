// RUN: %check_corolint %s %t --model-file=%S/Inputs/runtime-model.yaml -- -std=c++20

// Coroutines that run on by themselves and use an object that nothing keeps alive.

#include "Inputs/runtime.h"
#include <exception>
#include <memory>
#include <stop_token>

using lib::Detached;
using lib::Eager;
using lib::Task;

lib::Awaiter<> tick();

Task<> wrap(Eager<> Work);

class Session : public std::enable_shared_from_this<Session> {
public:
  void start() {
    rt::spawn(run());
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: nothing keeps the object alive while 'run' runs on by itself: it uses 'this' after a suspension [async-unowned-this]
    // CHECK-MESSAGES: :[[@LINE+24]]:5: note: it is suspended here, without a reference of its own
    // CHECK-MESSAGES: :[[@LINE+24]]:7: note: the object may be gone when it uses it here
    rt::spawn(this->run());
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: nothing keeps the object alive while 'run' runs on by itself: it uses 'this' after a suspension [async-unowned-this]
    // CHECK-MESSAGES: :[[@LINE+20]]:5: note: it is suspended here, without a reference of its own
    // CHECK-MESSAGES: :[[@LINE+20]]:7: note: the object may be gone when it uses it here
  }
  void startLambda() {
    rt::spawnKept([this]() -> Task<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: nothing keeps the object alive while this lambda runs on by itself: it uses 'this' after a suspension [async-unowned-this]
    // CHECK-MESSAGES: :[[@LINE+2]]:7: note: it is suspended here, without a reference of its own
    // CHECK-MESSAGES: :[[@LINE+2]]:9: note: the object may be gone when it uses it here
      co_await tick();
      ++Count;
    });
  }
  void startLater() {
    rt::spawn([this] { return run(); });
    // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: nothing keeps the object alive while 'run' runs on by itself: it uses 'this' after a suspension [async-unowned-this]
    // CHECK-MESSAGES: :[[@LINE+5]]:5: note: it is suspended here, without a reference of its own
    // CHECK-MESSAGES: :[[@LINE+5]]:7: note: the object may be gone when it uses it here
  }
  Task<> run() {
    ++Count;
    co_await tick();
    ++Count;
  }

  // Nobody can await it, whoever calls it.
  Detached watch() {
    co_await tick();
    ++Count;
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the object may be gone here: nothing has kept it alive while 'watch' was suspended [async-unowned-this]
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: it is suspended here, without a reference of its own
    // CHECK-MESSAGES: :[[@LINE-5]]:12: note: nobody can wait for 'watch' before the object is destroyed
  }

  // Locked before the last suspension, not after it.
  Detached recheck() {
    std::weak_ptr<Session> Weak = weak_from_this();
    co_await tick();
    if (auto Self = Weak.lock())
      ++Self->Count;
    co_await tick();
    notify();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the object may be gone here: nothing has kept it alive while 'recheck' was suspended [async-unowned-this]
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: it is suspended here, without a reference of its own
    // CHECK-MESSAGES: :[[@LINE-9]]:12: note: nobody can wait for 'recheck' before the object is destroyed
  }

  void startEager() { rt::spawn(wrap(background())); }
  // CHECK-MESSAGES: :[[@LINE-1]]:38: warning: nothing keeps the object alive while 'background' runs on by itself: it uses 'this' after a suspension [async-unowned-this]
  // CHECK-MESSAGES: :[[@LINE+4]]:7: note: it is suspended here, without a reference of its own
  // CHECK-MESSAGES: :[[@LINE+4]]:11: note: the object may be gone when it uses it here
  Eager<> background() {
    while (true) {
      co_await tick();
      if (Count > 3)
        co_return;
    }
  }

private:
  void notify();
  int Count = 0;
};

// In-house counting.
template <typename T> class Handle {
public:
  Handle(T *);
  T *operator->() const;
};
template <typename T> class Counted {
public:
  Handle<T> self() { return Handle<T>(static_cast<T *>(this)); }
};

class Job : public Counted<Job> {
public:
  void start() { rt::spawn(run()); }
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: nothing keeps the object alive while 'run' runs on by itself: it uses 'this' after a suspension [async-unowned-this]
  // CHECK-MESSAGES: :[[@LINE+5]]:5: note: it is suspended here, without a reference of its own
  // CHECK-MESSAGES: :[[@LINE+5]]:7: note: the object may be gone when it uses it here

private:
  Task<> run() {
    co_await tick();
    ++Steps;
  }
  int Steps = 0;
};

// It tells a member of something else before its last suspension, and of a count that nobody waits for.
class Counting : public std::enable_shared_from_this<Counting> {
public:
  void start() {
    rt::spawn(run());
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: nothing keeps the object alive while 'run' runs on by itself: it uses 'this' after a suspension [async-
  }

private:
  struct Event {
    void set();
    lib::Awaiter<> wait();
  };
  struct Counter {
    void add();
  };
  Task<> run() {
    Begun.set();
    co_await tick();
    Runs.add();
  }
  Event Begun;
  Counter Runs;
};

// What is told at some other time, on some ways, or before more is done; and what is closed.
class Telling : public std::enable_shared_from_this<Telling> {
public:
  void start() {
    rt::spawn(again());
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: nothing keeps the object alive while 'again' runs on by itself
    rt::spawn(sometimes());
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: nothing keeps the object alive while 'sometimes' runs on by itself
    rt::spawn(goesOn());
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: nothing keeps the object alive while 'goesOn' runs on by itself
    rt::spawn(closes());
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: nothing keeps the object alive while 'closes' runs on by itself
  }

private:
  struct Event {
    void set();
    void close();
    lib::Awaiter<> wait();
  };
  Task<> again() {
    while (Count < 100) {
      co_await tick();
      ++Count;
      Ended.set();
    }
  }
  Task<> sometimes() {
    co_await tick();
    if (++Count == 7)
      Ended.set();
  }
  Task<> goesOn() {
    co_await tick();
    Ended.set();
    ++Count;
  }
  Task<> closes() {
    co_await tick();
    ++Count;
    Ended.close();
  }
  Event Ended;
  int Count = 0;
};

// A parameter that says nothing.
struct Arguments {};
class Window : public std::enable_shared_from_this<Window> {
public:
  void close();
  Detached onDrop(Arguments) {
    co_await tick();
    ++Count;
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the object may be gone here: nothing has kept it alive while 'onDrop' was suspended [async-unowned-this]
  }

private:
  int Count = 0;
};

// What a weak reference gave after the suspension may be null.
Detached untested(std::weak_ptr<Window> Weak) {
  co_await tick();
  auto Strong = Weak.lock();
  Strong->close();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Strong' may be null here: its object may be gone since the coroutine was suspended, and nothing has asked [async-unowned-this]
}
Detached obtainedAgain(std::weak_ptr<Window> Weak) {
  auto Strong = Weak.lock();
  while (Strong) {
    Strong = nullptr;
    co_await tick();
    Strong = Weak.lock();
    Strong->close();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Strong' may be null here: its object may be gone since the coroutine was suspended, and nothing has asked [async-unowned-this]
  }
}
Detached testedOnOneWay(std::weak_ptr<Window> Weak, bool Asks) {
  co_await tick();
  const auto Strong = Weak.lock();
  if (Asks && !Strong)
    co_return;
  Strong->close();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Strong' may be null here: its object may be gone since the coroutine was suspended, and nothing has asked [async-unowned-this]
}

// --- A stop token of its own that its end does not ask ------------------------------------------------------------------------------

Task<> stoppable(std::stop_token Token, Task<> Work);

class ForgetsToStop : public std::enable_shared_from_this<ForgetsToStop> {
public:
  ~ForgetsToStop() { --Count; }
  void start() {
    rt::spawn(stoppable(Source.get_token(), run()));
    // CHECK-MESSAGES: :[[@LINE-1]]:45: warning: nothing keeps the object alive while 'run' runs on by itself: it uses 'this' after a suspension [async-unowned-this]
  }
  Task<> run() {
    co_await tick();
    ++Count;
  }

private:
  std::stop_source Source;
  int Count = 0;
};

// --- References that have ended again ---------------------------------------------------------------------------------------------------

class HoldsForAMoment : public std::enable_shared_from_this<HoldsForAMoment> {
public:
  void start() {
    rt::spawn(run());
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: nothing keeps the object alive while 'run' runs on by itself: it uses 'this' after a suspension [async-unowned-this]
    rt::spawn(runAfter());
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: nothing keeps the object alive while 'runAfter' runs on by itself: it uses 'this' after a suspension [async-unowned-this]
  }
  Task<> run() {
    trace();
    co_await tick();
    ++Count;
  }
  Task<> runAfter() {
    co_await send(shared_from_this());
    co_await tick();
    ++Count;
  }

private:
  void trace() {
    auto Self = shared_from_this();
    ++Self->Count;
  }
  Task<> send(std::shared_ptr<HoldsForAMoment> Self) { co_await tick(); }
  int Count = 0;
};

// To count them and not to wait is not enough.
template <typename F> [[clang::annotate("corolint::spawn: {task: 0, token: 1}")]] void spawnThen(Task<> Work, F Then);
class CountsOnly : public std::enable_shared_from_this<CountsOnly> {
public:
  Task<> run() {
    unsigned Ended = 0;
    for (unsigned I = 0; I < 3; ++I)
      spawnThen(serve(), [&Ended](std::exception_ptr) { ++Ended; });
      // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: nothing keeps the object alive while 'serve' runs on by itself
    co_await tick();
  }
  Task<> serve() {
    co_await tick();
    ++Served;
  }

private:
  int Served = 0;
};

// Nor to ask in the loop that starts them.
class Accepts : public std::enable_shared_from_this<Accepts> {
public:
  Task<> run() {
    int Left = 3;
    while (Left) {
      co_await tick();
      spawnThen(serve(), [&Left](std::exception_ptr Failure) {
        // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: nothing keeps the object alive while 'serve' runs on by itself
        if (Failure)
          --Left;
      });
    }
  }
  Task<> serve() {
    co_await tick();
    ++Served;
  }

private:
  int Served = 0;
};

// What it awaits is as unowned as it is.
class Relay : public std::enable_shared_from_this<Relay> {
public:
  void start() {
    rt::spawn(outer());
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: nothing keeps the object alive while 'outer' runs on by itself: it uses 'this' after a suspension [async-unowned-this]
    // CHECK-MESSAGES: :[[@LINE+10]]:5: note: it is suspended here, without a reference of its own
    // CHECK-MESSAGES: :[[@LINE+10]]:7: note: the object may be gone when it uses it here
    rt::spawn(outerOfHolder());
    rt::spawn(holdsWhileAwaiting());
    auto Self = shared_from_this();
    rt::spawn(Self->process());
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: nothing keeps the object alive while 'process' runs on by itself: it uses 'this' after a suspension [async-unowned-this]
  }
  Task<> outer() { co_await process(); }
  Task<> process() {
    co_await tick();
    ++Count;
  }
  Task<> outerOfHolder() { co_await holds(); }
  Task<> holds() {
    auto Self = shared_from_this();
    co_await tick();
    ++Count;
  }
  Task<> holdsWhileAwaiting() {
    auto Self = shared_from_this();
    co_await process();
  }

private:
  int Count = 0;
};

// A reference to what has a strong reference, and a weak one, keep nothing.
class Monitor : public std::enable_shared_from_this<Monitor> {
  struct Request {
    std::weak_ptr<Monitor> Of;
  };
  struct Holder {
    std::shared_ptr<Monitor> Of;
  };

public:
  void launch(Holder &Own) {
    rt::spawn(process(Request{weak_from_this()}));
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: nothing keeps the object alive while 'process' runs on by itself: it uses 'this' after a suspension [async-unowned-this]
    rt::spawn(answer(Own));
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: nothing keeps the object alive while 'answer' runs on by itself: it uses 'this' after a suspension [async-unowned-this]
  }

private:
  Task<> process(Request Wanted) {
    co_await tick();
    ++Count;
  }
  Task<> answer(Holder &Own) {
    co_await tick();
    ++Count;
  }
  int Count = 0;
};

// Nor does what only looks at such an object, or is made of nothing.
class Player : public std::enable_shared_from_this<Player> {
  struct Move {
    std::shared_ptr<Player> By;
    int Value = 0;
  };
  static void log(const Move &);

public:
  void launch(Move &Given) {
    rt::spawn(looks(Given));
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: nothing keeps the object alive while 'looks' runs on by itself: it uses 'this' after a suspension [async-unowned-this]
    rt::spawn(looksAtMember());
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: nothing keeps the object alive while 'looksAtMember' runs on by itself: it uses 'this' after a suspension [async-unowned-this]
    rt::spawn(fills());
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: nothing keeps the object alive while 'fills' runs on by itself: it uses 'this' after a suspension [async-unowned-this]
  }

private:
  Task<> looks(Move &Given) {
    log(Given);
    co_await tick();
    ++Count;
  }
  Task<> looksAtMember() {
    log(Last);
    co_await tick();
    ++Count;
  }
  Task<> fills() {
    Move Next;
    Next.Value = 1;
    co_await tick();
    ++Count;
  }
  Move Last;
  int Count = 0;
};
