// RUN: %check_corolint %s %t --checks=-*,async-dangling-capture,async-dangling-argument,async-unowned-this,async-unbounded-spawn,async-unobserved-failure -- -std=c++20

// Functions of the program that start a task: no model knows them, their bodies say so.

#include "Inputs/handles.h"
#include "Inputs/detached.h"
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <vector>

template <typename T = void> class Job {
public:
  struct promise_type : lib::detail::Chained, lib::detail::Result<T> {
    Job get_return_object() { return Job(std::coroutine_handle<promise_type>::from_promise(*this)); }
    std::suspend_always initial_suspend() noexcept { return {}; }
    Back final_suspend() noexcept { return {}; }
  };
  Job(Job &&Other) noexcept : Handle(std::exchange(Other.Handle, nullptr)) {}
  ~Job() {
    if (Handle)
      Handle.destroy();
  }
  bool await_ready() noexcept { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> Waiting) noexcept {
    Handle.promise().Waiting = Waiting;
    return Handle;
  }
  T await_resume() { return Handle.promise().take(); }

  std::coroutine_handle<> release() { return std::exchange(Handle, nullptr); }
  std::coroutine_handle<> peek() const { return Handle; }
  std::coroutine_handle<promise_type> Handle;

private:
  explicit Job(std::coroutine_handle<promise_type> Handle) : Handle(Handle) {}
};

std::deque<std::coroutine_handle<>> Ready;
void post(std::coroutine_handle<> Next);
void turn();
void use(const std::string &);
Job<> rest();
Job<int> measure();

// --- What starts a task ------------------------------------------------------------------------------------------------------

void released(Job<> Work) { post(Work.release()); }
void resumed(Job<> &&Work) { Work.release().resume(); }
void exchanged(Job<> Work) { Ready.push_back(std::exchange(Work.Handle, {})); }
lib::Quiet awaited(Job<> Work) {
  turn();
  co_await std::move(Work);
}
void handedOn(Job<> Work) { awaited(std::move(Work)); }
template <typename Callable> lib::Detached called(Callable Work) { co_await Work(); }
template <typename Callable> lib::Detached borrowed(Callable &&Work) { co_await Work(); }
struct Pool {
  template <typename Work> void add(Work &&Added) { released(std::forward<Work>(Added)); }
};

Job<> with(const std::string &Text) {
  co_await measure();
  use(Text);
}

void temporaries(int Number, Pool &Of) {
  released(with("a"));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: the task that 'with' makes refers to a temporary, which is gone when it runs [async-dangling-argument]
  // CHECK-MESSAGES: :[[@LINE-2]]:17: note: a temporary ends with this full expression
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: 'released' starts it, and nothing here waits for it
  // CHECK-MESSAGES: :[[@LINE-8]]:7: note: 'with' uses 'Text' here, when it runs
  // CHECK-MESSAGES: :[[@LINE-11]]:31: note: take 'Text' by value, so that the coroutine has its own
  resumed(with("a"));
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the task that 'with' makes refers to a temporary, which is gone when it is resumed [async-dangling-argument]
  // CHECK-MESSAGES: :[[@LINE-2]]:16: note: a temporary ends with this full expression
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: 'resumed' starts it, and nothing here waits for it
  // CHECK-MESSAGES: :[[@LINE-14]]:7: note: 'with' uses 'Text' here, after it may have been suspended
  // CHECK-MESSAGES: :[[@LINE-17]]:31: note: take 'Text' by value, so that the coroutine has its own
  exchanged(with("a"));
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: the task that 'with' makes refers to a temporary, which is gone when it runs [async-dangling-argument]
  // CHECK-MESSAGES: :[[@LINE-2]]:18: note: a temporary ends with this full expression
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: 'exchanged' starts it, and nothing here waits for it
  // CHECK-MESSAGES: :[[@LINE-20]]:7: note: 'with' uses 'Text' here, when it runs
  // CHECK-MESSAGES: :[[@LINE-23]]:31: note: take 'Text' by value, so that the coroutine has its own
  awaited(with("a"));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a failure of 'with' is swallowed: 'awaited' starts it so that nobody hears of its end [async-unobserved-failure]
  // CHECK-MESSAGES: :[[@LINE-25]]:3: note: what is awaited here may fail, and nothing in 'with' catches it
  // CHECK-MESSAGES: :[[@LINE-3]]:16: warning: the task that 'with' makes refers to a temporary, which is gone when it is resumed [async-dangling-argument]
  // CHECK-MESSAGES: :[[@LINE-4]]:16: note: a temporary ends with this full expression
  // CHECK-MESSAGES: :[[@LINE-5]]:3: note: 'awaited' starts it, and nothing here waits for it
  // CHECK-MESSAGES: :[[@LINE-28]]:7: note: 'with' uses 'Text' here, after it may have been suspended
  // CHECK-MESSAGES: :[[@LINE-31]]:31: note: take 'Text' by value, so that the coroutine has its own
  handedOn(with("a"));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a failure of 'with' is swallowed: 'handedOn' starts it so that nobody hears of its end [async-unobserved-failure]
  // CHECK-MESSAGES: :[[@LINE-33]]:3: note: what is awaited here may fail, and nothing in 'with' catches it
  // CHECK-MESSAGES: :[[@LINE-3]]:17: warning: the task that 'with' makes refers to a temporary, which is gone when it is resumed [async-dangling-argument]
  // CHECK-MESSAGES: :[[@LINE-4]]:17: note: a temporary ends with this full expression
  // CHECK-MESSAGES: :[[@LINE-5]]:3: note: 'handedOn' starts it, and nothing here waits for it
  // CHECK-MESSAGES: :[[@LINE-36]]:7: note: 'with' uses 'Text' here, after it may have been suspended
  // CHECK-MESSAGES: :[[@LINE-39]]:31: note: take 'Text' by value, so that the coroutine has its own
  Of.add(with("a"));
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the task that 'with' makes refers to a temporary, which is gone when it runs [async-dangling-argument]
  // CHECK-MESSAGES: :[[@LINE-2]]:15: note: a temporary ends with this full expression
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: 'add' starts it, and nothing here waits for it
  // CHECK-MESSAGES: :[[@LINE-42]]:7: note: 'with' uses 'Text' here, when it runs
  // CHECK-MESSAGES: :[[@LINE-45]]:31: note: take 'Text' by value, so that the coroutine has its own
}

void closures(int Number) {
  released([Number]() -> Job<> { use(std::to_string(Number)); co_return; }());
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: the coroutine uses 'Number', captured in a closure that is gone when it runs [async-dangling-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: the closure ends with this full expression
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: 'released' starts it, and nothing here waits for it
  // CHECK-MESSAGES: :[[@LINE-4]]:53: note: it is used here
  // CHECK-MESSAGES: :[[@LINE-5]]:12: note: pass what it captures as parameters, of which the coroutine keeps its own
  called([Number]() -> Job<> { use(std::to_string(Number)); co_return; });
  called([&]() -> Job<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'Number' is captured by reference and gone when the coroutine goes on after a suspension [async-dangling-capture]
  // CHECK-MESSAGES: :[[@LINE-10]]:19: note: 'Number' ends with its scope
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: 'called' starts it, and nothing here waits for it
  // CHECK-MESSAGES: :[[@LINE+2]]:24: note: it is used here, after a suspension
    co_await rest();
    use(std::to_string(Number));
  });
  borrowed([Number]() -> Job<> {
    co_await rest();
    use(std::to_string(Number));
  });
}

// A coroutine that is started by hand.
class Waiting {
public:
  struct promise_type {
    Waiting get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void unhandled_exception() { throw; }
    void return_void() {}
  };
  void start() { Handle.resume(); }
  bool isDone() const { return Handle.done(); }
  std::coroutine_handle<promise_type> Handle;
};
struct Begin {
  static Waiting wrap(auto Work) { co_await std::move(Work); }
  template <typename T> void operator()(T &&Work) const {
    auto Wrapped = wrap(std::forward<T>(Work));
    Wrapped.start();
  }
} inline constexpr begin;
void beginAtOnce(Job<> Work) { Begin::wrap(std::move(Work)).start(); }

void wrapped(int Number) {
  begin([Number]() -> Job<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the coroutine uses 'Number', captured in a closure that is gone when it is resumed [async-dangling-capture]
    co_await rest();
    use(std::to_string(Number));
  }());
  beginAtOnce([Number]() -> Job<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the coroutine uses 'Number', captured in a closure that is gone when it is resumed [async-dangling-capture]
    co_await rest();
    use(std::to_string(Number));
  }());
}

class Session : public std::enable_shared_from_this<Session> {
public:
  void start() { released(run()); }
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: nothing keeps the object alive while 'run' runs on by itself: it uses 'this' after a suspension [async-unowned-this]
  // CHECK-MESSAGES: :[[@LINE+8]]:5: note: it is suspended here, without a reference of its own
  // CHECK-MESSAGES: :[[@LINE+8]]:9: note: the object may be gone when it uses it here
  void startKept() {
    called([Self = shared_from_this()]() -> Job<> { co_await Self->run(); });
  }

private:
  Job<> run() {
    co_await rest();
    use(Name);
  }
  std::string Name;
};

Job<> fails() {
  co_await measure();
  throw 1;
}
void lost() { handedOn(fails()); }
// CHECK-MESSAGES: :[[@LINE-1]]:15: warning: a failure of 'fails' is swallowed: 'handedOn' starts it so that nobody hears of its end [async-unobserved-failure]
// CHECK-MESSAGES: :[[@LINE-4]]:3: note: this may throw, and nothing in 'fails' catches it

Job<> each(const std::vector<std::string> &Texts) {
  for (const std::string &Text : Texts)
    awaited(with(Text));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'awaited' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: to bound them, await a limiter before each start: a counting semaphore
    // CHECK-MESSAGES: :[[@LINE-4]]:5: warning: a failure of 'with' is swallowed: 'awaited' starts it so that nobody hears of its end [async-unobserved-failure]
    // CHECK-MESSAGES: :[[@LINE-138]]:3: note: what is awaited here may fail, and nothing in 'with' catches it
  co_return;
}

// --- What does not, or may not -----------------------------------------------------------------------------------------------

void runs(Job<> Work) {
  post(Work.release());
  turn();
}
void waits(Job<> Work) {
  auto Handle = Work.release();
  while (!Handle.done())
    Handle.resume();
}
void steps(Job<> Work) { Work.peek().resume(); }
std::vector<Job<>> Kept;
void keeps(Job<> Work) { Kept.push_back(std::move(Work)); }
struct Runner {
  virtual void run(Job<> Work) { post(Work.release()); }
};
void drops(Job<>) {}
Job<> chains(Job<> Work) { co_await std::move(Work); }

struct Slots {
  explicit Slots(int Count);
  lib::Awaiter<> acquire();
  void release();
} Free(4);
lib::Detached bounded(Job<> Work) {
  co_await Free.acquire();
  co_await std::move(Work);
  Free.release();
}
void asks(Job<> Work) {
  auto Wrapped = Begin::wrap(std::move(Work));
  (void)Wrapped.isDone();
}
void startsAndTurns(Job<> Work) {
  auto Wrapped = Begin::wrap(std::move(Work));
  Wrapped.start();
  turn();
}
class Holding : public std::enable_shared_from_this<Holding> {
public:
  void go() { start(run()); }

private:
  lib::Detached start(Job<> Work) {
    auto Self = shared_from_this();
    co_await std::move(Work);
  }
  Job<> run() {
    co_await rest();
    use(Name);
  }
  std::string Name;
};

Job<> silent(Runner &Of, const std::vector<std::string> &Texts) {
  for (const std::string &Text : Texts)
    bounded(with(Text));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: remark: 'bounded' starts a task per turn of this loop; each waits for a limiter only once it has been started, so the number of tasks is not bounded [async-unbounded-spawn]
  asks(with("a"));
  startsAndTurns(with("a"));
  runs(with("a"));
  waits(with("a"));
  steps(with("a"));
  keeps(rest());
  Of.run(with("a"));
  drops(with("a"));
  co_await chains(with("a"));
}
