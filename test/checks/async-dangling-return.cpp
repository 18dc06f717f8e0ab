// RUN: %check_corolint %s %t -- -std=c++20

// Ordinary functions that return a task while something that it needs ends.

#include "Inputs/task.h"
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

using lib::Eager;
using lib::Task;

void use(const std::string &Text);
void use(std::string_view Text);
Eager<> rest();

// --- References ---------------------------------------------------------------------------------------------------------------

Task<int> send(const std::string &Text);
Task<int> take(std::string &&Text);
Task<int> read(std::string *Into);
Task<int> view(std::string_view Text);
Task<int> views(std::span<const int> Numbers);
Task<int> keep(std::reference_wrapper<std::string> Text);
std::string make();

Task<int> local() {
  std::string Text = make();
  return send(Text);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the task that 'send' returns refers to 'Text', which is gone when it runs [async-dangling-return]
  // CHECK-MESSAGES: :[[@LINE-3]]:15: note: 'Text' ends with this function, whose caller is given the task
  // CHECK-MESSAGES: :23:11: note: 'send' is declared here
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: make it a coroutine, so that it lives until the task has ended
  // CHECK-SUGGESTED: {{^}}  co_return co_await send(Text);
}

Task<int> parameter(std::string Text) {
  return send(Text);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the task that 'send' returns refers to 'Text', which is gone when it runs
  // CHECK-SUGGESTED: {{^}}  co_return co_await send(Text);
}

Task<int> moved(std::string Text) {
  return take(std::move(Text));
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the task that 'take' returns refers to 'Text', which is gone when it runs
}

Task<int> address(bool Once) {
  std::string Text;
  if (Once)
    return read(&Text);
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: the task that 'read' returns refers to 'Text', which is gone when it runs
  // Two returns: no fix.
  return Once ? view(Text) : view(std::string_view(Text).substr(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: the task that 'view' returns refers to 'Text', which is gone when it runs
  // CHECK-MESSAGES: :[[@LINE-2]]:35: warning: the task that 'view' returns refers to 'Text', which is gone when it runs
}

Task<int> uniquelyOwned(std::unique_ptr<std::string> Text) {
  return send(*Text);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the task that 'send' returns refers to 'Text', which is gone when it runs
}

Task<int> perhapsThere() {
  std::optional<std::string> Text = make();
  return send(Text.value());
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the task that 'send' returns refers to 'Text', which is gone when it runs
}

Task<int> madeView() {
  const char Text[] = "text";
  return view(std::string_view(Text));
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the task that 'view' returns refers to 'Text', which is gone when it runs
}

Task<int> span() {
  std::vector<int> Numbers{1, 2};
  return views(Numbers);
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the task that 'views' returns refers to 'Numbers', which is gone when it runs
}

Task<int> wrapped() {
  std::string Text;
  return keep(std::ref(Text));
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the task that 'keep' returns refers to 'Text', which is gone when it runs
}

struct Request {
  std::string Body;
  int Sizes[2];
};
Task<int> size(const int &Size);

Task<int> members(Request Given) {
  if (Given.Sizes[0] > 0)
    return size(Given.Sizes[1]);
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: the task that 'size' returns refers to 'Given', which is gone when it runs
  const Request &Alias = Given;
  return send(Alias.Body);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the task that 'send' returns refers to 'Given', which is gone when it runs
}

Task<int> element(std::vector<std::string> All) {
  return send(All.front());
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the task that 'send' returns refers to 'All', which is gone when it runs
}

Task<int> extended() {
  const std::string &Text = make();
  return send(Text);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the task that 'send' returns refers to 'Text', which is gone when it runs
}

// By way of a variable.
Task<int> throughVariable() {
  std::string Text = make();
  auto Sending = send(Text);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: the task that 'send' returns refers to 'Text', which is gone when it runs
  return std::move(Sending);
}

// By way of a call that is given the task.
Task<int> within(Task<int> Inner, int Seconds);
Task<int> nested() {
  std::string Text = make();
  return within(send(Text), 5);
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: the task that 'send' returns refers to 'Text', which is gone when it runs
}

// --- Coroutines whose bodies are seen -----------------------------------------------------------------------------------------

Task<> prints(const std::string &Text) {
  use(Text);
  co_return;
}
Task<> callsPrints(std::string Text) {
  return prints(Text);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: the task that 'prints' returns refers to 'Text', which is gone when it runs
  // CHECK-MESSAGES: :[[@LINE-3]]:32: note: 'Text' ends with this function
  // CHECK-MESSAGES: :[[@LINE-7]]:7: note: 'prints' uses 'Text' here, when it runs
}

Eager<> pauses(const std::string &Text, const int &Count) {
  int Copy = Count;
  for (int I = 0; I < Copy; ++I) {
    use(Text); // In the second turn after a suspension.
    co_await rest();
  }
}
Eager<> callsPauses(int Count) {
  std::string Text = make();
  return pauses(Text, Count);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: the task that 'pauses' returns refers to 'Text', which is gone when it is resumed
  // CHECK-MESSAGES: :[[@LINE-3]]:15: note: 'Text' ends with this function
  // CHECK-MESSAGES: :[[@LINE-9]]:9: note: 'pauses' uses 'Text' here, after it may have been suspended
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: make it a coroutine
  // CHECK-SUGGESTED: {{^}}  co_return co_await pauses(Text, Count);
}

// An ordinary function passes it on.
Task<> passes(const std::string &Text, int) { return prints(Text); }
Task<> callsPasses() {
  std::string Text = make();
  return passes(Text, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: the task that 'passes' returns refers to 'Text', which is gone when it runs
  // CHECK-MESSAGES: :[[@LINE-3]]:15: note: 'Text' ends with this function
  // CHECK-MESSAGES: :[[@LINE-6]]:54: note: 'passes' passes it on here
  // CHECK-MESSAGES: :{{[0-9]+}}:7: note: 'prints' uses 'Text' here, when it runs
}

template <typename T> Task<> printsAny(const T &Value) {
  use(Value);
  co_return;
}
template <typename T> Task<> forwards(T Value) {
  return printsAny(Value);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: the task that 'printsAny' returns refers to 'Value', which is gone when it runs
}
Task<> instances(bool First) {
  if (First)
    return forwards(std::string());
  return forwards(std::string_view());
}

auto InLambda = [](std::string Text) -> Task<> {
  return prints(Text);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: the task that 'prints' returns refers to 'Text', which is gone when it runs
};

// --- Objects -------------------------------------------------------------------------------------------------------------------

class Client {
public:
  explicit Client(std::string Host);
  ~Client();
  Task<int> get(int Page);
  Task<int> count() { co_return static_cast<int>(Host.size()); }
  Task<int> twice() { return count(); }

private:
  std::string Host;
};

Task<int> localObject() {
  Client Of(make());
  return Of.get(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task that 'get' returns refers to 'Of', which is gone when it runs
  // CHECK-SUGGESTED: {{^}}  co_return co_await Of.get(1);
}

Task<int> seenMember(Client Of, bool Twice) {
  if (Twice)
    return Of.twice();
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: the task that 'twice' returns refers to 'Of', which is gone when it runs
  return Of.count();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task that 'count' returns refers to 'Of', which is gone when it runs
  // CHECK-MESSAGES: :{{[0-9]+}}:50: note: 'count' uses its object here, when it runs
}

// A sender: an operation that starts when it is awaited.
struct Read {
  using sender_concept = int;
  int await_resume();
};
struct Socket {
  ~Socket();
  Read read();
};
Read localOperation() {
  Socket From;
  return From.read();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the awaitable that 'read' returns refers to 'From', which is gone when it is awaited
}

// An awaitable that is an object with a reference.
struct Mutex {
  struct Lock {
    Mutex &Of;
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<>) noexcept {}
    void await_resume() {}
  };
  Lock lock() { return Lock{*this}; }
  ~Mutex() {}
};
Mutex::Lock localMutex() {
  Mutex Own;
  return Own.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the awaitable that 'lock' returns refers to 'Own', which is gone when it is awaited
  // CHECK-MESSAGES: :{{[0-9]+}}:12: note: it is kept in 'Of'
}

// A closure whose coroutine uses what it has captured.
Task<> localClosure(int Count) {
  auto Body = [Count]() -> Task<> {
    use(std::string(Count, 'x'));
    co_return;
  };
  return Body();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task that 'Body' returns refers to 'Body', which is gone when it runs
}

// --- Lambdas -------------------------------------------------------------------------------------------------------------------

Task<> idle();
template <typename F> Task<> run(F Function) { co_await Function(); }
template <typename F> [[clang::annotate("corolint::offload: 0")]] Task<> onPool(F) { return idle(); }

Task<> capturesByReference() {
  std::string Text = make();
  return run([&]() -> Task<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: the task that 'run' returns refers to 'Text', which is gone when it runs
    use(Text);
    // CHECK-MESSAGES: :[[@LINE-1]]:9: note: it is used here, when the lambda runs
    co_return;
  });
}

Task<> runsOnPool(int Count) {
  std::string Text = make();
  return onPool([&Text, Count] { use(Text); });
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: the task that 'onPool' returns refers to 'Text', which is gone when it runs
}

// --- Guards --------------------------------------------------------------------------------------------------------------------

class Gate {
public:
  class Holder {
  public:
    explicit Holder(Gate &Of) : Of(&Of) { ++Of.Count; }
    Holder(Holder &&Other) noexcept : Of(std::exchange(Other.Of, nullptr)) {}
    ~Holder() {
      if (Of)
        Of->leave();
    }

  private:
    Gate *Of;
  };
  Holder hold() { return Holder(*this); }
  Task<> close();

private:
  void leave() { --Count; }
  int Count = 0;
};

class Slots {
public:
  Task<> wait();
  int Free = 3;
};
class Slot {
public:
  explicit Slot(Slots &Of) : Of(Of) { --Of.Free; }
  ~Slot() { ++Of.Free; }

private:
  Slots &Of;
};
Eager<> save(Slots &Of) {
  Slot One(Of);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'One' is given back when this function returns
  return rest();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: note: what 'rest' does goes on after this
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: make it a coroutine
}

class Store {
public:
  Task<> load(int Page) {
    auto Held = Inside.hold();
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'Held' is given back when this function returns, while the task that it returns is still under way [async-dangling-return]
    // CHECK-MESSAGES: :[[@LINE+3]]:5: note: what 'fetch' does goes on after this
    // CHECK-MESSAGES: :[[@LINE+2]]:5: note: make it a coroutine, so that it is held until the task has ended
    // CHECK-SUGGESTED: {{^}}    co_return co_await fetch(Page);
    return fetch(Page);
  }
  Eager<> store(int Page) {
    {
      Gate::Holder Held(Inside);
      // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'Held' is given back when this function returns
      if (Page > 0) {
        auto Stored = write(Page);
        return Stored;
        // CHECK-MESSAGES: :[[@LINE-1]]:9: note: what 'write' does goes on after this
      }
    }
    return rest();
  }

private:
  Task<> fetch(int Page);
  Eager<> write(int Page);
  Gate Inside;
};

// --- Handlers ------------------------------------------------------------------------------------------------------------------

Task<int> fetch(int Page);
Eager<int> fetchNow(int Page) {
  co_await rest();
  co_return Page;
}
void log(const char *) noexcept;

Task<int> handlesLazy(int Page) {
  try {
    return fetch(Page);
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: a failure of 'fetch' never comes to the handler here: it is thrown where the task is awaited [async-dangling-return]
    // CHECK-MESSAGES: :[[@LINE+3]]:5: note: this handler only sees what the call throws
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: make it a coroutine, so that the handler sees it
    // CHECK-SUGGESTED: {{^}}    co_return co_await fetch(Page);
  } catch (const std::exception &) {
    log("failed");
    throw;
  }
}

Eager<int> handlesEager(int Page) try {
  return fetchNow(Page);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: a failure of 'fetchNow' never comes to the handler here
} catch (...) {
  return fetchNow(0);
}

Task<int> handlesInVariable(int Page) {
  try {
    auto Fetching = fetch(Page);
    // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: a failure of 'fetch' never comes to the handler here
    log("fetching");
    return Fetching;
  } catch (...) {
    return fetch(0);
  }
}
