// RUN: %check_corolint %s %t --model-file=%S/Inputs/runtime-model.yaml -- -std=c++20

// What may be given to a coroutine: it is there until the task has ended, or as far as can be told.

#include "Inputs/runtime.h"
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

using lib::Detached;
using lib::Eager;
using lib::Hot;
using lib::Task;

struct Url {
  explicit Url(const char *);
  ~Url();
  Task<> fetch() const;
  std::string Text;
};

void use(const Url &);
void note(const char *);
Eager<> rest();
std::string make();

Task<> send(const std::string &Text);
Task<int> count(const std::string &Text);
Task<> view(std::string_view Text);
Task<> copy(std::string Text);
Task<> point(const std::string *Text);
template <typename T> Task<> withTimeout(Task<> Work, T Duration);
Task<> both(Task<> One, Task<> Other);
Task<> load(const Url &Where) {
  use(Where);
  co_await rest();
}
// Done with it before it is suspended.
Detached announce(const Url &Where) {
  use(Where);
  co_await rest();
}
Eager<> unseen(const Url &Where);

// --- Awaited in the same full expression --------------------------------------------------------------------------------------

Task<> awaited(bool Choose) {
  co_await send("text");
  co_await view(make());
  co_await (Choose ? send("one") : send("other"));
  co_await withTimeout(send("text"), 3);
  co_await both(send("one"), view(make()));
  int Count = co_await count("text") + co_await count("other");
  if (co_await count("text") > Count)
    co_await Url("here").fetch();
  for (int I = co_await count("text"); I < 3; ++I)
    co_await load(Url("here"));
}

void waited() {
  rt::syncWait(send("text"));
  rt::syncWait(both(send("one"), view(make())));
}

// An unknown function may wait for it.
void runTest(Task<> Work);
void driven() { runTest(send("text")); }

// --- Nothing of it is kept ----------------------------------------------------------------------------------------------------

Task<> kept() {
  auto Copied = copy(make());
  auto Literal = view("text");
  static const std::string Text = "text";
  auto Static = send(Text);
  co_await std::move(Copied);
  co_await std::move(Literal);
  co_await std::move(Static);
}

void early() {
  announce(Url("here"));
  auto Running = unseen(Url("here")); // It may be done with it.
  Running.await_ready();
}

struct Nothing {};
Task<> tagged(const Nothing &) { co_return; }
Task<> stateless() {
  auto Pending = tagged(Nothing{});
  co_await std::move(Pending);
}

// An in-house wrapper that is no coroutine, and copies.
Task<> wrap(const std::string &Text) { return copy(Text); }
Task<> wrapped() {
  auto Pending = wrap(make());
  co_await std::move(Pending);
}

// Its temporary ends after the handle, which takes the coroutine with it.
Hot<> hot(const Url &Where) {
  co_await rest();
  use(Where);
}
void dropped() { hot(Url("here")); }
// CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'hot' is never awaited: what it started is cancelled at once [async-unawaited-result]

// Work that is handed over goes into the task.
Task<> adopt(Task<> &&Work);
Task<> repeat(std::function<Task<>()> &&Work);
Task<> adopted() {
  auto Pending = adopt(copy("text"));
  auto Repeated = repeat([] { return copy("text"); });
  co_await std::move(Pending);
  co_await std::move(Repeated);
}

// --- Local variables that are there until then --------------------------------------------------------------------------------

Task<> sameScope() {
  std::string Text = make();
  auto Pending = send(Text);
  co_await std::move(Pending);
}

Task<> gathered(const std::vector<std::string> &Texts) {
  std::string Text = make();
  std::vector<Task<>> Pending;
  Pending.push_back(send(Text));
  for (const std::string &Each : Texts)
    Pending.push_back(send(Each));
  for (Task<> &Each : Pending)
    co_await std::move(Each);
}

Task<> declaredBefore() {
  std::vector<Task<>> Pending;
  std::string Text = make();
  Pending.push_back(send(Text));
  co_await rt::whenAll(std::move(Pending));
}

Task<> inTurn(const std::vector<std::string> &Texts) {
  std::vector<Task<>> Pending;
  for (std::string Text : Texts) {
    Pending.push_back(send(Text));
    co_await rt::whenAll(std::move(Pending));
    Pending.clear();
  }
}

Task<> joined() {
  rt::TaskGroup Group;
  std::string Text = make();
  Group.add(send(Text));
  co_await Group.join();
}

// Something is awaited, perhaps for its end.
Task<> signalled(lib::Awaiter<> Done) {
  Url Where("here");
  rt::spawn(load(Where));
  co_await Done;
}

int main() {
  rt::Loop Loop;
  std::string Text = make();
  rt::spawnOn(Loop, send(Text));
  Loop.run();
}

// What waits need not be seen.
void runEverything();
void elsewhere(std::string Text) {
  rt::spawn(send(Text));
  runEverything();
}

// A scope that waits in its destructor.
struct Scope {
  ~Scope();
  void add(Task<> Work) { rt::spawn(std::move(Work)); }
};
void scoped() {
  std::string Text = make();
  Scope Tasks;
  Tasks.add(send(Text));
}

// --- What lives elsewhere -----------------------------------------------------------------------------------------------------

std::string Global;
class Client {
public:
  void start(const std::string &Text, std::string &Buffer) {
    rt::spawn(send(Name));
    rt::spawn(send(Text));
    rt::spawn(view(Buffer));
    rt::spawn(send(Global));
    rt::spawn(where().fetch());
    rt::spawn(fetch());
  }
  Task<> fetch();
  Url &where();

private:
  std::string Name;
};

void shared(std::shared_ptr<Url> Where) {
  rt::spawn(Where->fetch());
  rt::spawn(load(*Where));
}

// Pointers, unless strict.
void pointer(std::string Text) { rt::spawn(point(&Text)); }

// What is returned by an ordinary function is a matter of async-dangling-return, closures one of async-dangling-capture.
Task<> nothingElse() { return copy(make()); }

void callable(std::function<Task<>(const std::string &)> Run) {
  rt::spawn(Run("text"));
}

// --- What only says whether it was started ------------------------------------------------------------------------------------

class Acceptor {
public:
  [[clang::annotate("corolint::spawn: {task: 0}")]] bool tryStart(Task<> Work);
};

void startsWhatOutlives(Acceptor &Of, const std::string &Text, std::string Own) {
  if (!Of.tryStart(send(Text)) || !Of.tryStart(send(Global)) || !Of.tryStart(copy(Own)))
    return;
}

Task<> waitsThen(Acceptor &Of) {
  std::string Text = make();
  if (!Of.tryStart(send(Text)))
    co_return;
  co_await rest();
}

// --- What the caller gave up --------------------------------------------------------------------------------------------------

Detached owns(Url Given) {
  co_await rest();
  use(Given);
}
Detached looks(Url &&Given) {
  use(Given);
  co_await rest();
}
Detached takes(std::string &&Given) {
  std::string Own = std::move(Given);
  co_await rest();
  note(Own.c_str());
}
Detached keeps(std::string &&Given) {
  co_await rest();
  note(Given.c_str());
}
Task<> keepsLater(std::string &&Given) {
  co_await rest();
  note(Given.c_str());
}

void handsOn(Url &&Given, Url &&Other, std::string &&Text) {
  owns(std::move(Given));
  looks(std::move(Other));
  takes(std::move(Text));
}
Task<> awaitsIt(std::string &&Given) { co_await keepsLater(std::move(Given)); }
void waitsForIt(std::string &&Given) { rt::syncWait(keepsLater(std::move(Given))); }

// What is forwarded may be the caller's own, or what outlives the call.
template <typename T> void forwards(T &&Given) { keeps(std::forward<T>(Given)); }
template <typename T> void forwardsFor(T, std::string &&Given) { keeps(std::move(Given)); }
void forwarded() {
  forwards(std::move(Global));
  forwardsFor(1, std::move(Global));
}

// --- What the promise makes of a yielded value is awaited at once ---

struct Runner {
  struct promise_type {
    Runner get_return_object();
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void();
    void unhandled_exception();
    template <typename F> struct Calls {
      F &&Called;
      bool await_ready() noexcept { return false; }
      void await_suspend(std::coroutine_handle<>) noexcept { Called(); }
      void await_resume() noexcept {}
    };
    template <typename F> Calls<F> yield_value(F &&Called) noexcept {
      return {std::forward<F>(Called)};
    }
  };
};
Runner yieldsCalls(const char *Text) {
  co_yield [&]() noexcept { note(Text); };
}

// --- A gather that goes over its range when it is started ---

class Many : public lib::Awaiter<> {
public:
  explicit Many(std::vector<Task<>> &Given) : Range(&Given) {}
  [[clang::annotate("corolint::spawn: {task: -1}")]] void detach();

private:
  std::vector<Task<>> *Range;
};
[[clang::annotate("corolint::gather: {errors: never, range: 0}")]] Many manyOf(std::vector<Task<>> &Given) {
  return Many(Given);
}
void startsMany(Url Given) {
  std::vector<Task<>> Works;
  Works.push_back(copy("a"));
  manyOf(Works).detach();
}

// --- Owners that are not the only ones ------------------------------------------------------------------------------------------

struct Link {
  Task<> run() {
    co_await tick();
    use(Where);
  }
  Url Where = Url("here");
};
struct Sharing : Link, std::enable_shared_from_this<Sharing> {
  void start() { rt::spawn([](std::shared_ptr<Sharing>) -> Task<> { co_await tick(); }(shared_from_this())); }
  Task<> goOn() {
    auto Self = shared_from_this();
    co_await tick();
    use(Where);
  }
};
std::shared_ptr<Link> linkOf(int Id);
std::vector<std::shared_ptr<Link>> Links;
void later(std::function<void()>);
void serves() {
  auto Kept = std::make_shared<Link>(), Captured = std::make_shared<Link>();
  Links.push_back(Kept);
  rt::spawn(Kept->run());
  rt::spawn([](std::shared_ptr<Link> Held) -> Task<> { co_await Held->run(); }(Captured));
  rt::spawn(Captured->run());
  auto Given = linkOf(1);
  rt::spawn(Given->run());
  auto Shares = std::make_shared<Sharing>();
  Shares->start();
  rt::spawn(Shares->run());
  auto Owns = std::make_shared<Sharing>();
  rt::spawn(Owns->goOn());
  rt::spawn(std::make_shared<Sharing>()->goOn());
  std::shared_ptr<Link> AsBase = std::make_shared<Sharing>(), Of(new Sharing);
  rt::spawn(AsBase->run());
  rt::spawn(Of->run());
  auto Copied = std::make_shared<Link>();
  std::function<void()> Keeps = [=] { Copied->Where = Url("there"); };
  later(Keeps);
  rt::spawn(Copied->run());
}

// An object that shares itself may be kept by whoever its coroutine gives it to.
struct Keeper;
struct Registry {
  void add(Keeper *);
  void join(Keeper &);
} TheRegistry;
struct Keeper : std::enable_shared_from_this<Keeper> {
  Task<> adds() {
    TheRegistry.add(this);
    co_await tick();
    use(Where);
  }
  Task<> joins() {
    TheRegistry.join(*this);
    co_await tick();
    use(Where);
  }
  void arm();
  Task<> arms() {
    arm();
    co_await tick();
    use(Where);
  }
  virtual void onStart() {}
  Task<> tells() {
    onStart();
    co_await tick();
    use(Where);
  }
  void inner() {
    later([Self = shared_from_this()] { use(Self->Where); });
  }
  void outer() { inner(); }
  Task<> twoDeep() {
    outer();
    co_await tick();
    use(Where);
  }
  void down(int Depth) { Depth ? up(Depth - 1) : inner(); }
  void up(int Depth) { down(Depth); }
  Task<> inCircles() {
    up(2);
    co_await tick();
    use(Where);
  }
  Task<> inCirclesToo() {
    down(2);
    co_await tick();
    use(Where);
  }
  Task<> lists() {
    Kept = {shared_from_this()};
    co_await tick();
    use(Where);
  }
  static void keep(Keeper &Of);
  Task<> keeps() {
    keep(*this);
    co_await tick();
    use(Where);
  }
  Task<> run() {
    co_await tick();
    use(Where);
  }
  std::vector<std::shared_ptr<Keeper>> Kept;
  Url Where = Url("here");
};
Eager<> serveNow(Keeper &Of) {
  auto Self = Of.shared_from_this();
  co_await tick();
  use(Of.Where);
}
void startsKeepers() {
  auto Adds = std::make_shared<Keeper>(), Joins = std::make_shared<Keeper>(), Arms = std::make_shared<Keeper>(),
       Tells = std::make_shared<Keeper>(), Deep = std::make_shared<Keeper>(), Lists = std::make_shared<Keeper>(),
       Keeps = std::make_shared<Keeper>(), Given = std::make_shared<Keeper>(), Circles = std::make_shared<Keeper>(),
       CirclesToo = std::make_shared<Keeper>();
  rt::spawn(Adds->adds());
  rt::spawn(Joins->joins());
  rt::spawn(Arms->arms());
  rt::spawn(Tells->tells());
  rt::spawn(Deep->twoDeep());
  rt::spawn(Lists->lists());
  rt::spawn(Keeps->keeps());
  rt::spawn(Circles->inCircles());
  rt::spawn(CirclesToo->inCirclesToo());
  (void)serveNow(*Given);
}
void startsByName() {
  auto Own = std::make_shared<Keeper>();
  auto &Of = *Own;
  TheRegistry.add(&Of);
  rt::spawn(Of.run());
}

// What a wrapped awaiter declines, its wrapper does.
struct Noted {
  bool await_ready() const noexcept { return false; }
  bool await_suspend(std::coroutine_handle<>) { return false; }
  void await_resume() {}
};
template <typename T> struct Wrapped {
  bool await_ready() { return Inner.await_ready(); }
  decltype(auto) await_suspend(std::coroutine_handle<> Handle) { return Inner.await_suspend(Handle); }
  decltype(auto) await_resume() { return Inner.await_resume(); }
  T Inner;
};
Eager<> notesFirst(const Url &Where) {
  co_await Wrapped<Noted>();
  use(Where);
}
void notes() { (void)notesFirst(Url("here")); }

// A member function that makes no use of its object.
lib::Awaiter<> pause();
struct Chain {
  ~Chain();
  template <typename F> Eager<> then(F Next) {
    auto Own = Next;
    co_await pause();
    call(Own);
  }
  template <typename F> void call(F &Next) { Next(Number); }
  static inline int Number = 0;
  std::string Text;
};
Chain chain();
void continues() { (void)chain().then([](int) {}); }
