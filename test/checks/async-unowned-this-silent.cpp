// RUN: %check_corolint %s %t --model-file=%S/Inputs/runtime-model.yaml -- -std=c++20

// Objects that somebody keeps alive while their coroutines run, or that nobody shares.

#include "Inputs/runtime.h"
#include <exception>
#include <memory>
#include <stop_token>
#include <vector>

using lib::Detached;
using lib::Eager;
using lib::Task;

lib::Awaiter<> tick();
template <typename T> Task<> holding(Task<> Work, T Kept);

class Session : public std::enable_shared_from_this<Session> {
public:
  Task<> awaits() {
    co_await run();
    auto Pending = run();
    co_await std::move(Pending);
  }

  void start() {
    rt::spawn(own());
    rt::spawn(given(shared_from_this()));
    rt::spawn(early());
    rt::spawn(holding(run(), shared_from_this()));
    rt::spawn([Self = shared_from_this()] { return Self->run(); });
    rt::spawn([this, Self = shared_from_this()] { return run(); });
    rt::spawnKept([this, Self = shared_from_this()]() -> Task<> {
      co_await tick();
      ++Count;
    });
    Tasks.add(run()); // Ends before the object does.
  }

  Task<> own() {
    auto Self = shared_from_this();
    co_await tick();
    ++Count;
  }
  Task<> given(std::shared_ptr<Session> Self) {
    co_await tick();
    ++Count;
  }
  Task<> early() {
    ++Count;
    co_await tick();
  }
  Task<> run() {
    co_await tick();
    ++Count;
  }

  Detached locks() {
    std::weak_ptr<Session> Weak = weak_from_this();
    co_await tick();
    auto Self = Weak.lock();
    if (!Self)
      co_return;
    ++Count;
    co_await tick();
    notify();
  }
  Detached locksEachTime() {
    std::weak_ptr<Session> Weak = weak_from_this();
    while (true) {
      co_await tick();
      if (auto Self = Weak.lock())
        ++Count;
      else
        co_return;
    }
  }

private:
  void notify();
  int Count = 0;
  rt::TaskGroup Tasks;
};

// A guard that its owner waits for, in the coroutine or beside it.
class Gate {
public:
  class Holder {
  public:
    explicit Holder(Gate *Of) : Of(Of) {}
    Holder(Holder &&Other) : Of(Other.Of) { Other.Of = nullptr; }
    ~Holder() {
      if (Of)
        Of->leave();
    }

  private:
    Gate *Of;
  };
  Holder hold() { return Holder(this); }
  void leave();
  lib::Awaiter<> close();
};

class Guarded : public std::enable_shared_from_this<Guarded> {
public:
  void start() {
    rt::spawn(inside());
    rt::spawn(holding(run(), [Held = Tasks.hold()] {}));
  }
  Task<> stop() { co_await Tasks.close(); }

private:
  Task<> inside() {
    auto Held = Tasks.hold();
    co_await tick();
    ++Count;
  }
  Task<> run() {
    co_await tick();
    ++Count;
  }
  Gate Tasks;
  int Count = 0;
};

// Not shared: unless strict, its owner is trusted to wait.
class Server {
public:
  void start() { rt::spawn(run()); }
  Task<> run() {
    co_await tick();
    ++Count;
  }
  Detached watch() {
    co_await tick();
    ++Count;
  }

private:
  int Count = 0;
};

// The object's owner waits for the end that the coroutine tells of.
class Client : public std::enable_shared_from_this<Client> {
public:
  void start() { rt::spawn(run()); }
  lib::Awaiter<> stop() { return Ended.wait(); }

private:
  struct Event {
    void set();
    lib::Awaiter<> wait();
  };
  Task<> run() {
    co_await tick();
    ++Count;
    Ended.set();
  }
  Event Ended;
  int Count = 0;
};

// A strong reference that is tested, comes from before any suspension, or is only handed on.
struct Window {
  void close();
};
void closes(std::shared_ptr<Window>);
void check(bool);
Detached asked(std::weak_ptr<Window> Weak) {
  auto First = Weak.lock();
  First->close();
  co_await tick();
  auto Second = Weak.lock();
  if (!Second)
    co_return;
  Second->close();
  co_await tick();
  if (auto Third = Weak.lock())
    Third->close();
  auto Fourth = Weak.lock();
  check(Fourth != nullptr);
  Fourth->close();
  co_await tick();
  if ((Second = Weak.lock()) == nullptr)
    co_return;
  Second->close();
  closes(Weak.lock());
}
Detached askedBefore(std::weak_ptr<Window> Weak) {
  co_await tick();
  if (Weak.expired())
    co_return;
  auto Strong = Weak.lock();
  Strong->close();
}

// A snapshot, and a guard, are there.
template <typename T> struct Snapshots {
  std::shared_ptr<T> get() const;
};
template <typename T> class Guarded {
public:
  class Access {
  public:
    Access(Access &&) noexcept;
    ~Access();
    T *operator->() const;
    explicit operator bool() const;
  };
  Access lock() const;
};
Detached present(Snapshots<Window> &Settings, const Guarded<Window> &State) {
  co_await tick();
  auto Now = Settings.get();
  Now->close();
  auto Access = State.lock();
  Access->close();
}

// --- Objects whose end stops the task, or that end themselves ---------------------------------------------------------------------

Task<> stoppable(std::stop_token Token, Task<> Work);

class StopsItsTasks : public std::enable_shared_from_this<StopsItsTasks> {
public:
  ~StopsItsTasks() { shutDown(); }
  void start() {
    rt::spawn(stoppable(Source.get_token(), run()));
    std::stop_token Token = Source.get_token();
    rt::spawn(stoppable(Token, run()));
  }
  Task<> run() {
    co_await tick();
    ++Count;
  }

private:
  void shutDown() { Source.request_stop(); }
  std::stop_source Source;
  int Count = 0;
};

class EndsItself : public std::enable_shared_from_this<EndsItself> {
public:
  Task<> run() {
    rt::spawn(write());
    co_await tick();
    destroy();
  }
  Task<> write() {
    co_await tick();
    ++Count;
  }

private:
  void destroy() { delete this; }
  int Count = 0;
};

// --- Somebody has been given a reference to it, and may keep it ----------------------------------------------------------------------

class Registers : public std::enable_shared_from_this<Registers> {
public:
  void start() { rt::spawn(run()); }
  Task<> run() {
    registerSelf();
    co_await tick();
    ++Count;
  }

private:
  void registerSelf() { Registry.push_back(shared_from_this()); }
  static std::vector<std::shared_ptr<Registers>> Registry;
  int Count = 0;
};

// --- The coroutine that starts them waits until all have ended ------------------------------------------------------------------------

template <typename F> [[clang::annotate("corolint::spawn: {task: 0, token: 1}")]] void spawnThen(Task<> Work, F Then);
class Counts : public std::enable_shared_from_this<Counts> {
public:
  Task<> run() {
    unsigned Under = 0;
    for (unsigned I = 0; I < 3; ++I) {
      ++Under;
      spawnThen(serve(), [&Under](std::exception_ptr) { --Under; });
    }
    while (Under)
      co_await tick();
  }
  Task<> serve() {
    co_await tick();
    ++Served;
  }

private:
  int Served = 0;
};

// --- By another reference, which is held or is another object's -----------------------------------------------------------------------

class Parent : public std::enable_shared_from_this<Parent> {
public:
  void starts() {
    auto Other = child();
    rt::spawn(Other->run());
    auto Kept = shared_from_this();
    All.push_back(Kept);
    rt::spawn(Kept->run());
  }
  Task<> gathers() {
    auto Self = shared_from_this();
    rt::TaskGroup Own;
    Own.add(Self->run());
    co_await Own.join();
  }
  Task<> run() {
    co_await tick();
    ++Count;
  }

private:
  std::shared_ptr<Parent> child();
  std::vector<std::shared_ptr<Parent>> All;
  int Count = 0;
};

// What the coroutine owns has a strong reference.
class Device : public std::enable_shared_from_this<Device> {
public:
  void launch() {
    auto Wanted = std::make_shared<Request>();
    Wanted->Of = shared_from_this();
    rt::spawn(process(std::move(Wanted)));
    rt::spawn(answer(Request{shared_from_this()}));
  }

private:
  struct Request {
    std::shared_ptr<Device> Of;
  };
  Task<> process(std::shared_ptr<Request> Wanted) {
    co_await tick();
    ++Count;
  }
  Task<> answer(Request Wanted) {
    co_await tick();
    ++Count;
  }
  int Count = 0;
};

// An object that has a strong reference is handed over, or made with one.
class Printer : public std::enable_shared_from_this<Printer> {
  struct Job {
    std::shared_ptr<Printer> On;
  };
  static void queue(Job);
  static void add(Job &&);
  Job job() { return {shared_from_this()}; }

public:
  void launch() {
    rt::spawn(queues());
    rt::spawn(adds());
    rt::spawn(has());
    rt::spawn(hasLater());
  }

private:
  Task<> queues() {
    queue(Current);
    co_await tick();
    ++Count;
  }
  Task<> adds() {
    add(std::move(Current));
    co_await tick();
    ++Count;
  }
  Task<> has() {
    Job Own = job();
    co_await tick();
    ++Count;
  }
  Task<> hasLater() {
    Job Own;
    Own = job();
    co_await tick();
    ++Count;
  }
  Job Current;
  int Count = 0;
};
