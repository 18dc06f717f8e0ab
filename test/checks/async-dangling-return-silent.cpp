// RUN: %check_corolint %s %t --checks=-*,async-dangling-return -- -std=c++20

// What is not reported of functions that return tasks: nothing here may be.

#include "Inputs/task.h"
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using lib::Eager;
using lib::Task;

void use(const std::string &Text);
Eager<> rest();
std::string make();

// --- Nothing dies that the task refers to -----------------------------------------------------------------------------------------

Task<int> send(const std::string &Text);
Task<int> copy(std::string Text);
Task<int> view(std::string_view Text);
Task<int> point(const int *At);
Task<int> share(std::shared_ptr<std::string> Text);
Eager<int> sendNow(const std::string &Text);

Task<int> byValue(std::string Text) { return copy(std::move(Text)); }
Task<int> copied(const std::string &Text) {
  std::string Local = Text;
  return copy(Local);
}
Task<int> reference(const std::string &Text) { return send(Text); }
Task<int> referenceToView(const std::string &Text) { return view(Text); }
Task<int> alias(std::vector<std::string> &All) {
  const std::string &First = All.front();
  return send(First);
}
Task<int> pointer(int *At) { return point(At); }
Task<int> pointee(std::string *Text) { return send(*Text); }
Task<int> shared(std::shared_ptr<std::string> Text) { return share(Text); }
Task<int> viewByValue(std::string_view Text) { return view(Text); }
Task<int> statics() {
  static std::string Text = make();
  thread_local std::string Other = make();
  return Text.empty() ? send(Text) : send(Other);
}
std::string Global;
Task<int> global() { return send(Global); }
Task<int> literal() { return view("text"); }

class Holder {
  std::string Text;
  Task<int> member() { return send(Text); }
  Task<int> captured() {
    auto Send = [this]() { return send(Text); };
    return Send();
  }
};

// A temporary is another rule's business.
Task<int> temporary() { return send(make()); }

// An eager task may have been done with it before it returned.
Eager<int> eager() {
  std::string Text = make();
  return sendNow(Text);
}
Eager<> beforeSuspension(const std::string &Text) {
  std::string Own = Text;
  co_await rest();
  use(Own);
}
Eager<> callsBeforeSuspension(std::string Text) { return beforeSuspension(Text); }
Eager<> neverSuspends(const std::string &Text) {
  co_await std::suspend_never();
  use(Text);
}
Eager<> callsNeverSuspends(std::string Text) { return neverSuspends(Text); }
Task<> unused(const std::string &, int Count) {
  use(std::string(Count, 'x'));
  co_return;
}
Task<> callsUnused(std::string Text) { return unused(Text, 1); }

// An ordinary function may copy what it is given.
Task<int> sendCopy(const std::string &Text) { return copy(Text); }
Task<int> callsSendCopy(std::string Text) { return sendCopy(Text); }
Task<int> first(const std::vector<std::string> &All) {
  if (All.empty())
    return copy("");
  return copy(All.front());
}
Task<int> callsFirst() {
  std::vector<std::string> All{make()};
  return first(All);
}

// The task is awaited, or used otherwise, before the function ends.
int wait(Task<int>);
int waits() {
  std::string Text = make();
  return wait(send(Text));
}
Task<int> waitsFirst() {
  std::string Text = make();
  int Sent = wait(send(Text));
  return copy(std::string(Sent, 'x'));
}
Task<int> assigned(bool Again) {
  std::string Text = make();
  auto Sending = send(Text);
  wait(std::move(Sending));
  Sending = copy(Text);
  return Sending;
}

// A coroutine is no ordinary function.
Task<int> awaits() {
  std::string Text = make();
  co_return co_await send(Text);
}

// The result of a member function of a moved object is the object's own affair.
Task<> consumes(Task<> Given);
Task<> chained() {
  auto First = consumes([]() -> Task<> { co_return; }());
  return consumes(std::move(First));
}
class Builder {
public:
  Builder();
  ~Builder();
  Task<int> build() &&;
};
Task<int> builds() {
  Builder Of;
  return std::move(Of).build();
}

// A pointer is copied, however it is passed.
struct Arrived {
  template <typename T> explicit Arrived(T &&At) : At(At) {}
  int *At;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) noexcept {}
  int await_resume() { return *At; }
};
Arrived arrives(int *At) {
  int *Same = At;
  return At ? Arrived(At) : Arrived(Same);
}

// A handle is copied, not referred to.
struct Handle {
  int *Context;
  Task<int> schedule();
};
Task<int> schedules(Handle Given) { return Given.schedule(); }

// What a callable holds is its maker's business.
Task<> calls(std::function<Task<>()> Function) { return Function(); }
template <typename F> auto invokes(F Function) { return Function(); }
Task<> callsInvokes(int Count) {
  auto Body = [Count]() -> Task<> { return callsInvokes(Count); };
  return invokes(std::move(Body));
}

// --- Lambdas ------------------------------------------------------------------------------------------------------------------------

template <typename F> Task<> run(F Function) { co_await Function(); }
template <typename F> Task<> now(F Function) { return Function(); }

Task<> capturesByValue() {
  std::string Text = make();
  return run([Text]() -> Task<> {
    use(Text);
    co_return;
  });
}
Task<> capturesMoved() {
  std::string Text = make();
  return run([Text = std::move(Text)]() -> Task<> {
    use(Text);
    co_return;
  });
}
Task<> capturesReference(const std::string &Text) {
  return run([&]() -> Task<> {
    use(Text);
    co_return;
  });
}
Task<int> sorts(std::vector<int> All) {
  int Sum = 0;
  auto Add = [&](int Each) { Sum += Each; };
  for (int Each : All)
    Add(Each);
  return copy(std::string(Sum, 'x'));
}
// Called at once.
Task<> capturesForNow() {
  std::string Text = make();
  return now([&] {
    use(Text);
    return run([]() -> Task<> { co_return; });
  });
}

// --- Guards -------------------------------------------------------------------------------------------------------------------------

class Gate {
public:
  class Holder {
  public:
    explicit Holder(Gate &Of) : Of(&Of) {}
    Holder(Holder &&Other) noexcept : Of(std::exchange(Other.Of, nullptr)) {}
    ~Holder() {
      if (Of)
        Of->leave();
    }
    void release();

  private:
    Gate *Of;
  };
  Holder hold();
  Eager<> close();
  void leave();
};

/// Only tells the thread what runs on it.
class Current {
public:
  explicit Current(Gate &Now) : Before(std::exchange(Running, &Now)) {}
  ~Current() { Running = Before; }

private:
  static thread_local Gate *Running;
  Gate *Before;
};

/// Looks after what a call has started, once it has.
struct Timer {
  void arm();
};
struct Service {
  Eager<int> query(int Key);
  Timer Poll;
  int Calls = 0;
};
class Started {
public:
  explicit Started(Service &Of) : Of(Of) {}
  ~Started() {
    if (Of.Calls > 0)
      Of.Poll.arm();
  }

private:
  Service &Of;
};

class Counter {
public:
  void add(int);
};
/// Guards nothing asynchronous.
class Counted {
public:
  explicit Counted(Counter &Of) : Of(Of) { Of.add(1); }
  ~Counted() { Of.add(-1); }

private:
  Counter &Of;
};

[[clang::annotate("corolint::completed")]] Eager<> done();
Eager<> failed(const char *) { return done(); }
Eager<> atOnce() { co_return; }
void check();

class Store {
public:
  Eager<> moves(int Page) {
    auto Held = Inside.hold();
    return then(fetch(Page), [Held = std::move(Held)] {});
  }
  Eager<> ready(int Page) {
    auto Held = Inside.hold();
    if (Page < 0)
      return failed("no page");
    if (Page == 0)
      return atOnce();
    check();
    return done();
  }
  Eager<> endsBefore(int Page) {
    {
      auto Held = Inside.hold();
      check();
    }
    return fetch(Page);
  }
  Eager<> after(int Page) {
    if (Page < 0)
      return fetch(Page);
    auto Held = Inside.hold();
    return done();
  }
  Eager<> released(int Page) {
    auto Held = Inside.hold();
    check();
    Held.release();
    return fetch(Page);
  }
  Eager<> locks(int Page) {
    std::lock_guard<std::mutex> Lock(Mutex);
    std::unique_lock Other(Mutex);
    std::scoped_lock Both(Mutex);
    return fetch(Page);
  }
  Eager<> current(int Page) {
    Current Now(Inside);
    return fetch(Page);
  }
  Eager<> started(int Page) {
    Started Now(Queries);
    return fetch(Page);
  }
  Eager<> counted(int Page) {
    Counted Now(Calls);
    return fetch(Page);
  }
  Eager<> inLambda(int Page) {
    auto Check = [this] {
      auto Held = Inside.hold();
      check();
    };
    Check();
    return fetch(Page);
  }
  Task<> coroutine(int Page) {
    auto Held = Inside.hold();
    co_await fetch(Page);
  }

private:
  template <typename F> Eager<> then(Eager<>, F);
  Eager<> fetch(int Page);
  Gate Inside;
  Service Queries;
  std::mutex Mutex;
  Counter Calls;
};

// A value that is there already makes a task.
class Ready {
public:
  struct promise_type {
    Ready get_return_object();
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_value(int);
    void unhandled_exception();
  };
  Ready(int Value);
  bool await_ready() const;
  void await_suspend(std::coroutine_handle<>);
  int await_resume();
};
Gate Shared;
Ready value() {
  auto Held = Shared.hold();
  return 5;
}
Ready wrapsValue(int Value) { return Ready(Value); }
Ready callsWrapsValue() {
  auto Held = Shared.hold();
  return wrapsValue(1);
}

// --- Handlers -----------------------------------------------------------------------------------------------------------------------

int parse(const std::string &Text);
Task<int> fetch(int Page);
Eager<int> fetchNow(int Page);

// Something else in the block may throw.
Task<int> parses(const std::string &Text) {
  try {
    return fetch(parse(Text));
  } catch (const std::exception &) {
    return fetch(0);
  }
}
Task<int> parsesBefore(const std::string &Text) {
  try {
    int Page = parse(Text);
    if (Page < 0)
      throw std::out_of_range("page");
    return fetch(Page);
  } catch (const std::exception &) {
    return fetch(0);
  }
}
// An eager function may throw before it returns, and so may an ordinary one.
Eager<int> startsNow(int Page) {
  try {
    return fetchNow(Page);
  } catch (...) {
    return fetchNow(0);
  }
}
Task<int> checks(int Page) {
  if (Page < 0)
    throw std::out_of_range("page");
  return fetch(Page);
}
Task<int> handlesChecks(int Page) {
  try {
    return checks(Page);
  } catch (...) {
    return fetch(0);
  }
}
// The frame of the coroutine may find no memory.
Task<int> noMemory(int Page) {
  try {
    return fetch(Page);
  } catch (const std::bad_alloc &) {
    return fetch(0);
  }
}
Task<int> awaitsInTry(int Page) {
  try {
    co_return co_await fetch(Page);
  } catch (...) {
  }
  co_return 0;
}
Task<int> afterTry(int Page) {
  try {
    parse("");
  } catch (...) {
  }
  return fetch(Page);
}
Task<int> lambdaInTry() {
  try {
    auto Fetch = [](int Page) { return fetch(Page); };
    parse("");
    return Fetch(1);
  } catch (...) {
    return fetch(0);
  }
}

// Owned by another when the function returns.
void keep(std::unique_ptr<std::string>);
void keep(std::string *);
Task<int> sendOn(const std::string &);
Task<int> handedOver(std::unique_ptr<std::string> Text, std::unique_ptr<std::string> Other) {
  auto &Now = *Text;
  keep(std::move(Text));
  if (Now.empty())
    return sendOn(Now);
  keep(Other.release());
  return sendOn(*Other);
}
Task<int> sharedOwner(std::shared_ptr<std::string> Text) { return sendOn(*Text); }

void take(std::unique_ptr<std::string> &);
void keepAll(std::vector<std::unique_ptr<std::string>> &All, std::unique_ptr<std::string>);
Task<int> handedOn(std::unique_ptr<std::string> First, std::unique_ptr<std::string> Second, bool Which) {
  auto &One = *First;
  auto &Two = *Second;
  std::vector<std::unique_ptr<std::string>> All;
  keepAll(All, std::exchange(First, nullptr));
  take(Second);
  return Which ? sendOn(One) : sendOn(Two);
}

// One that starts at once has taken a reference of its own by then.
struct Shares : std::enable_shared_from_this<Shares> {
  Eager<> run() {
    auto Self = shared_from_this();
    co_await rest();
    use(Text);
  }
  std::string Text;
};
Eager<> startsOnce() {
  auto Own = std::make_shared<Shares>();
  return Own->run();
}

// What a braced list makes, of a type that is not written.
template <typename Condition> struct Sender {
  struct Waiter {
    bool await_ready();
    void await_suspend(std::coroutine_handle<>);
    void await_resume();
  };
  Waiter operator co_await();
  Condition Until;
};
auto sendsUntil() {
  auto Until = [] { return true; };
  return Sender<decltype(Until)>{Until};
}
