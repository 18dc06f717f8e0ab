// RUN: %check_corolint %s %t --model-file=%S/Inputs/runtime-model.yaml -- -std=c++20

// Calls that give a coroutine a reference to what ends before the task does.

#include "Inputs/runtime.h"
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

using lib::Detached;
using lib::Eager;
using lib::Generator;
using lib::Task;

struct Url {
  explicit Url(const char *);
  Url(const Url &);
  ~Url();
  std::string host() const;
  Task<> fetch() const;
  std::string Text;
};

void use(const Url &);
Eager<> rest();
std::string make();
lib::Awaiter<> tick();

// --- Temporaries --------------------------------------------------------------------------------------------------------------

Task<> send(const std::string &Text);
Task<> view(std::string_view Text);
Task<> read(const char *Text);
Task<> numbers(std::span<const int> Numbers);
Task<> list(std::initializer_list<int> Numbers);
Task<> load(const Url &Where) {
  // CHECK-SUGGESTED: {{^}}Task<> load(const Url Where) {
  use(Where);
  co_await tick();
}
Task<> fallback(const Url &Where = Url("default"), int Times = 1) {
  use(Where);
  co_await tick();
}
struct Options {
  std::string_view Name;
  int Times = 0;
};
Task<> configured(Options Given);

Task<> inVariable() {
  auto Pending = send("text");
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: the task that 'send' makes refers to a temporary, which is gone when it runs [async-dangling-argument]
  // CHECK-MESSAGES: :[[@LINE-2]]:23: note: a temporary ends with this full expression
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: it is kept in 'Pending'
  // CHECK-MESSAGES: :[[@LINE-25]]:8: note: 'send' is declared here
  auto Viewed = view(make());
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: the task that 'view' makes refers to a temporary, which is gone when it runs [async-dangling-argument]
  // CHECK-MESSAGES: :[[@LINE-2]]:22: note: a temporary ends with this full expression
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: it is kept in 'Viewed'
  // CHECK-MESSAGES: :[[@LINE-29]]:8: note: 'view' is declared here
  auto Of = view(std::string_view(make()).substr(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: the task that 'view' makes refers to a temporary, which is gone when it runs [async-dangling-argument]
  // CHECK-MESSAGES: :[[@LINE-2]]:18: note: a temporary ends with this full expression
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: it is kept in 'Of'
  // CHECK-MESSAGES: :[[@LINE-34]]:8: note: 'view' is declared here
  auto Raw = read(make().c_str());
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: the task that 'read' makes refers to a temporary, which is gone when it runs [async-dangling-argument]
  // CHECK-MESSAGES: :[[@LINE-2]]:19: note: a temporary ends with this full expression
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: it is kept in 'Raw'
  // CHECK-MESSAGES: :[[@LINE-38]]:8: note: 'read' is declared here
  auto Numbers = numbers(std::vector<int>(3));
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: the task that 'numbers' makes refers to a temporary, which is gone when it runs [async-dangling-argument]
  // CHECK-MESSAGES: :[[@LINE-2]]:26: note: a temporary ends with this full expression
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: it is kept in 'Numbers'
  // CHECK-MESSAGES: :[[@LINE-42]]:8: note: 'numbers' is declared here
  auto List = list({1, 2, 3});
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: the task that 'list' makes refers to a temporary, which is gone when it runs [async-dangling-argument]
  // CHECK-MESSAGES: :[[@LINE-2]]:20: note: a temporary ends with this full expression
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: it is kept in 'List'
  // CHECK-MESSAGES: :[[@LINE-46]]:8: note: 'list' is declared here
  auto Loaded = load(Url("here"));
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: the task that 'load' makes refers to a temporary, which is gone when it runs [async-dangling-argument]
  // CHECK-MESSAGES: :[[@LINE-2]]:22: note: a temporary ends with this full expression
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: it is kept in 'Loaded'
  // CHECK-MESSAGES: :[[@LINE-48]]:7: note: 'load' uses 'Where' here, when it runs
  // CHECK-MESSAGES: :[[@LINE-51]]:24: note: take 'Where' by value, so that the coroutine has its own
  auto Defaulted = fallback();
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: the task that 'fallback' makes refers to its default argument, which is gone when it runs [async-dangling-argument]
  // CHECK-MESSAGES: :[[@LINE-2]]:20: note: its default argument ends with this full expression
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: it is kept in 'Defaulted'
  // CHECK-MESSAGES: :[[@LINE-50]]:7: note: 'fallback' uses 'Where' here, when it runs
  // CHECK-MESSAGES: :[[@LINE-52]]:28: note: take 'Where' by value, so that the coroutine has its own
  auto Fetched = Url("there").fetch();
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: the task that 'fetch' makes refers to a temporary, which is gone when it runs [async-dangling-argument]
  // CHECK-MESSAGES: :[[@LINE-2]]:18: note: a temporary ends with this full expression
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: it is kept in 'Fetched'
  // CHECK-MESSAGES: :[[@LINE-78]]:10: note: 'fetch' is declared here
  auto Configured = configured({.Name = make()});
  // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: the task that 'configured' makes refers to a temporary, which is gone when it runs [async-dangling-argument]
  // CHECK-MESSAGES: :[[@LINE-2]]:32: note: a temporary ends with this full expression
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: it is kept in 'Configured'
  // CHECK-MESSAGES: :[[@LINE-54]]:8: note: 'configured' is declared here
  co_await std::move(Pending);
  co_await std::move(Viewed);
  co_await std::move(Of);
  co_await std::move(Raw);
  co_await std::move(Numbers);
  co_await std::move(List);
  co_await std::move(Loaded);
  co_await std::move(Defaulted);
  co_await std::move(Fetched);
  co_await std::move(Configured);
}

void started() {
  rt::spawn(send("text"));
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: the task that 'send' makes refers to a temporary, which is gone when it runs [async-dangling-argument]
  // CHECK-MESSAGES: :[[@LINE-2]]:18: note: a temporary ends with this full expression
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: 'spawn' starts it, and nothing here waits for it
  // CHECK-MESSAGES: :[[@LINE-90]]:8: note: 'send' is declared here
}

Task<> returned() {
  return send("text");
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the task that 'send' makes refers to a temporary, which is gone when it runs [async-dangling-argument]
  // CHECK-MESSAGES: :[[@LINE-2]]:15: note: a temporary ends with this full expression
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: it is returned here, and awaited later
  // CHECK-MESSAGES: :[[@LINE-98]]:8: note: 'send' is declared here
}

class Sender {
public:
  void later() { Pending.push_back(send("text")); }
  // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: the task that 'send' makes refers to a temporary, which is gone when it runs [async-dangling-argument]
  // CHECK-MESSAGES: :[[@LINE-2]]:41: note: a temporary ends with this full expression
  // CHECK-MESSAGES: :[[@LINE-3]]:18: note: it is kept here, for longer than this function runs
  // CHECK-MESSAGES: :[[@LINE-107]]:8: note: 'send' is declared here
  void now() { Running = std::make_unique<Task<>>(send("text")); }
  // CHECK-MESSAGES: :[[@LINE-1]]:56: warning: the task that 'send' makes refers to a temporary, which is gone when it runs [async-dangling-argument]
  // CHECK-MESSAGES: :[[@LINE-2]]:56: note: a temporary ends with this full expression
  // CHECK-MESSAGES: :[[@LINE-3]]:16: note: it is kept here, for longer than this function runs
  // CHECK-MESSAGES: :[[@LINE-112]]:8: note: 'send' is declared here
  void again(Task<> &Into) {
    Last = view(make());
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: the task that 'view' makes refers to a temporary, which is gone when it runs [async-dangling-argument]
    // CHECK-MESSAGES: :[[@LINE-2]]:17: note: a temporary ends with this full expression
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: it is kept here, for longer than this function runs
    // CHECK-MESSAGES: :[[@LINE-117]]:8: note: 'view' is declared here
    Into = view(make());
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: the task that 'view' makes refers to a temporary, which is gone when it runs [async-dangling-argument]
    // CHECK-MESSAGES: :[[@LINE-2]]:17: note: a temporary ends with this full expression
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: it is kept here, for longer than this function runs
    // CHECK-MESSAGES: :[[@LINE-122]]:8: note: 'view' is declared here
  }

private:
  std::vector<Task<>> Pending;
  std::unique_ptr<Task<>> Running;
  Task<> Last;
};

struct Owner {
  Owner() : First(view(make())) {}
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: the task that 'view' makes refers to a temporary, which is gone when it runs [async-dangling-argument]
  // CHECK-MESSAGES: :[[@LINE-2]]:24: note: a temporary ends with this full expression
  // CHECK-MESSAGES: :[[@LINE-3]]:19: note: it is kept here, for longer than this function runs
  // CHECK-MESSAGES: :[[@LINE-136]]:8: note: 'view' is declared here
  Task<> First;
};

Detached background(const Url &Where) {
  // CHECK-SUGGESTED: {{^}}Detached background(const Url Where) {
  co_await rest();
  use(Where);
}

void runsOn() {
  background(Url("here"));
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: the task that 'background' makes refers to a temporary, which is gone when it is resumed [async-dangling-argument]
  // CHECK-MESSAGES: :[[@LINE-2]]:14: note: a temporary ends with this full expression
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: nothing waits for it here: it goes on by itself
  // CHECK-MESSAGES: :[[@LINE-8]]:7: note: 'background' uses 'Where' here, after it may have been suspended
  // CHECK-MESSAGES: :[[@LINE-12]]:32: note: take 'Where' by value, so that the coroutine has its own
}

Generator<int> lengths(const std::string &Text) {
  int Length = Text.size();
  co_yield Length;
}

int generated() {
  auto Lengths = lengths("text");
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: the generator that 'lengths' makes refers to a temporary, which is gone when it runs [async-dangling-argument]
  // CHECK-MESSAGES: :[[@LINE-2]]:26: note: a temporary ends with this full expression
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: it is kept in 'Lengths'
  // CHECK-MESSAGES: :[[@LINE-9]]:16: note: 'lengths' uses 'Text' here, when it runs
  // CHECK-MESSAGES: :[[@LINE-11]]:43: note: take 'Text' by value, so that the coroutine has its own
  return Lengths.next() ? Lengths.value() : 0;
}

// --- Local variables ----------------------------------------------------------------------------------------------------------

Task<> narrowerScope(bool Wanted) {
  std::vector<Task<>> Pending;
  if (Wanted) {
    std::string Text = make();
    Pending.push_back(send(Text));
    // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: the task that 'send' makes refers to 'Text', which is gone when it runs [async-dangling-argument]
    // CHECK-MESSAGES: :[[@LINE-3]]:17: note: 'Text' ends with its scope
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: it is kept in 'Pending'
    // CHECK-MESSAGES: :[[@LINE-181]]:8: note: 'send' is declared here
  }
  co_await rt::whenAll(std::move(Pending));
}

Task<> eachTurn(const std::vector<std::string> &Texts) {
  std::vector<Task<>> Pending;
  for (std::string Text : Texts)
    Pending.push_back(send(Text));
    // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: the task that 'send' makes refers to 'Text', which is gone when it runs [async-dangling-argument]
    // CHECK-MESSAGES: :[[@LINE-3]]:20: note: 'Text' ends with its scope
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: it is kept in 'Pending'
    // CHECK-MESSAGES: :[[@LINE-193]]:8: note: 'send' is declared here
  for (Task<> &Each : Pending)
    co_await std::move(Each);
}

void parameter(std::string Text) {
  rt::spawn(send(Text));
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: the task that 'send' makes refers to 'Text', which is gone when it runs [async-dangling-argument]
  // CHECK-MESSAGES: :[[@LINE-3]]:28: note: 'Text' ends with its scope
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: 'spawn' starts it, and nothing here waits for it
  // CHECK-MESSAGES: :[[@LINE-203]]:8: note: 'send' is declared here
}

Task<> inCoroutine() {
  Url Where("here");
  rt::spawn(load(Where));
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: the task that 'load' makes refers to 'Where', which is gone when it runs [async-dangling-argument]
  // CHECK-MESSAGES: :[[@LINE-3]]:7: note: 'Where' ends with its scope
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: 'spawn' starts it, and nothing here waits for it
  // CHECK-MESSAGES: :[[@LINE-205]]:7: note: 'load' uses 'Where' here, when it runs
  // CHECK-MESSAGES: :[[@LINE-208]]:24: note: take 'Where' by value, so that the coroutine has its own
  co_return;
}

void eager(std::string Text) {
  Url Where("here");
  background(Where);
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: the task that 'background' makes refers to 'Where', which is gone when it is resumed [async-dangling-argument]
  // CHECK-MESSAGES: :[[@LINE-3]]:7: note: 'Where' ends with its scope
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: nothing waits for it here: it goes on by itself
  // CHECK-MESSAGES: :[[@LINE-79]]:7: note: 'background' uses 'Where' here, after it may have been suspended
  // CHECK-MESSAGES: :[[@LINE-83]]:32: note: take 'Where' by value, so that the coroutine has its own
}

Task<> ofObject() {
  Url Where("here");
  rt::spawn(Where.fetch());
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the task that 'fetch' makes refers to 'Where', which is gone when it runs [async-dangling-argument]
  // CHECK-MESSAGES: :[[@LINE-3]]:7: note: 'Where' ends with its scope
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: 'spawn' starts it, and nothing here waits for it
  // CHECK-MESSAGES: :[[@LINE-244]]:10: note: 'fetch' is declared here
  co_return;
}

class Client {
public:
  void start(std::string Text) { Pending.push_back(view(Text)); }
  // CHECK-MESSAGES: :[[@LINE-1]]:57: warning: the task that 'view' makes refers to 'Text', which is gone when it runs [async-dangling-argument]
  // CHECK-MESSAGES: :[[@LINE-2]]:26: note: 'Text' ends with its scope
  // CHECK-MESSAGES: :[[@LINE-3]]:34: note: it is kept here, for longer than this function runs
  // CHECK-MESSAGES: :[[@LINE-242]]:8: note: 'view' is declared here

private:
  std::vector<Task<>> Pending;
};

// --- What only says whether it was started ------------------------------------------------------------------------------------

class Acceptor {
public:
  [[clang::annotate("corolint::spawn: {task: 0}")]] bool tryStart(Task<> Work);
  [[clang::annotate("corolint::spawn: {task: 0}")]] int number(Task<> Work);
};

void startsWhileThereIsRoom(Acceptor &Of) {
  for (int Turn = 0; Turn < 3; ++Turn) {
    Url Where("here");
    if (!Of.tryStart(load(Where)))
    // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: the task that 'load' makes refers to 'Where', which is gone when it runs [async-dangling-argument]
    // CHECK-MESSAGES: :[[@LINE-3]]:9: note: 'Where' ends with its scope
    // CHECK-MESSAGES: :[[@LINE-3]]:10: note: 'tryStart' starts it, and nothing here waits for it
    // CHECK-MESSAGES: :[[@LINE-257]]:7: note: 'load' uses 'Where' here, when it runs
    // CHECK-MESSAGES: :[[@LINE-260]]:24: note: take 'Where' by value, so that the coroutine has its own
      break;
  }
}

int startsWithNumber(Acceptor &Of, bool Wanted) {
  Url Where("here");
  int Number = 0;
  if (Wanted && (Number = Of.number(load(Where))) > 2)
  // CHECK-MESSAGES: :[[@LINE-1]]:42: warning: the task that 'load' makes refers to 'Where', which is gone when it runs [async-dangling-argument]
  // CHECK-MESSAGES: :[[@LINE-4]]:7: note: 'Where' ends with its scope
  // CHECK-MESSAGES: :[[@LINE-3]]:27: note: 'number' starts it, and nothing here waits for it
  // CHECK-MESSAGES: :[[@LINE-270]]:7: note: 'load' uses 'Where' here, when it runs
  // CHECK-MESSAGES: :[[@LINE-273]]:24: note: take 'Where' by value, so that the coroutine has its own
    return Number;
  return 0;
}

bool tellsWhetherStarted(Acceptor &Of, std::string Text) {
  return Of.tryStart(send(Text));
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: the task that 'send' makes refers to 'Text', which is gone when it runs [async-dangling-argument]
  // CHECK-MESSAGES: :[[@LINE-3]]:52: note: 'Text' ends with its scope
  // CHECK-MESSAGES: :[[@LINE-3]]:10: note: 'tryStart' starts it, and nothing here waits for it
  // CHECK-MESSAGES: :[[@LINE-288]]:8: note: 'send' is declared here
}

// --- What the caller gave up --------------------------------------------------------------------------------------------------

Detached visits(Url &&Given) {
  // CHECK-SUGGESTED: {{^}}Detached visits(Url Given) {
  co_await rest();
  use(Given);
}
Task<> visitsLater(Url &&Given) {
  // CHECK-SUGGESTED: {{^}}Task<> visitsLater(Url Given) {
  co_await rest();
  use(Given);
}

void handsOn(Url &&Given) {
  visits(std::move(Given));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task that 'visits' makes refers to 'Given', which is gone when it is resumed [async-dangling-argument]
  // CHECK-MESSAGES: :[[@LINE-3]]:20: note: what 'Given' refers to was given up for this call, and ends with it
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: nothing waits for it here: it goes on by itself
  // CHECK-MESSAGES: :[[@LINE-13]]:7: note: 'visits' uses 'Given' here, after it may have been suspended
  // CHECK-MESSAGES: :[[@LINE-17]]:23: note: take 'Given' by value, so that the coroutine has its own
}

class Browser {
public:
  void open(Url &&Given) {
    rt::spawn(visitsLater(std::move(Given)));
    // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: the task that 'visitsLater' makes refers to 'Given', which is gone when it runs [async-dangling-argument]
    // CHECK-MESSAGES: :[[@LINE-3]]:19: note: what 'Given' refers to was given up for this call, and ends with it
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: 'spawn' starts it, and nothing here waits for it
    // CHECK-MESSAGES: :[[@LINE-19]]:7: note: 'visitsLater' uses 'Given' here, when it runs
    // CHECK-MESSAGES: :[[@LINE-23]]:26: note: take 'Given' by value, so that the coroutine has its own
  }
};

// The notes name what suspends the task before it uses the object.
Eager<> pausesTwice(const Url &Where) {
  use(Where);
  co_await tick();
  co_await tick();
  use(Where);
  co_await tick();
}
Task<> uses(const Url &Where) {
  use(Where);
  co_return;
}
Task<> suspendedAt(std::vector<Eager<>> &All) {
  All.push_back(pausesTwice(Url("here")));
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: the task that 'pausesTwice' makes refers to a temporary, which is gone when it is resumed [async-dangling-argument]
  // CHECK-MESSAGES: :[[@LINE-12]]:3: note: it may be suspended here
  // CHECK-MESSAGES: :[[@LINE-12]]:3: note: it may be suspended here
  // CHECK-MESSAGES: :[[@LINE-12]]:7: note: 'pausesTwice' uses 'Where' here, after it may have been suspended
  auto Later = uses(Url("there"));
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: the task that 'uses' makes refers to a temporary, which is gone when it runs [async-dangling-argument]
  // CHECK-MESSAGES: :[[@LINE-12]]:8: note: 'uses' is suspended at its start, until it is run
  // CHECK-MESSAGES: :[[@LINE-12]]:7: note: 'uses' uses 'Where' here, when it runs
  co_await std::move(Later);
}

// --- Handlers that nobody waits for -------------------------------------------------------------------------------------------

struct Clicked {
  std::string Name;
};
struct Button {
  template <typename F> int onClick(F Handler);
  Clicked Self;
};
struct Frame {
  Frame(const Frame &) = delete;
};
void show(const std::string &Text);
void registers(Button &Given) {
  Given.onClick([](auto &&From, const std::string &Text) -> Detached {
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: what 'From' refers to may be gone once the coroutine was suspended: whoever calls it cannot wait for it [async-dangling-argument]
  // CHECK-MESSAGES: :[[@LINE-2]]:9: note: it is given to 'onClick' here
  // CHECK-MESSAGES: :[[@LINE+4]]:10: note: it is used here, after a suspension
  // CHECK-MESSAGES: :[[@LINE-4]]:27: note: take 'From' by value, so that the coroutine has its own
    show(Text);
    co_await tick();
    show(From.Name);
  });
  Given.onClick([](const Clicked &From) -> Detached {
  // CHECK-MESSAGES: :[[@LINE-1]]:35: warning: what 'From' refers to may be gone once the coroutine was suspended
    co_await tick();
    show(From.Name);
  });
  Given.onClick([](Clicked From, Frame &Main, const Frame &Other) -> Detached {
    co_await tick();
    show(From.Name);
    show(&Main == &Other ? "same" : "other");
  });
  Given.onClick([](const auto &From) -> Detached {
    if (From.Name.empty()) {
      co_await tick();
      co_return;
    }
    show(From.Name);
  });
  Given.onClick([](const Clicked &From) -> Detached {
    auto Kept = From;
    co_await tick();
    show(Kept.Name);
  });
}

Task<> afterMove(bool Wanted) {
  std::vector<Task<>> Pending;
  if (Wanted) {
    Url Where("here");
    auto Loading = load(Where);
    // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: the task that 'load' makes refers to 'Where', which is gone when it runs [async-dangling-argument]
    // CHECK-MESSAGES: :[[@LINE-3]]:9: note: 'Where' ends with its scope
    // CHECK-MESSAGES: :[[@LINE+1]]:5: note: it is kept in 'Pending'
    Pending.push_back(std::move(Loading));
  }
  co_await rt::whenAll(std::move(Pending));
}

// The one owner of an object that is made here ends here.
struct Link {
  explicit Link(int Id);
  Task<> run() {
    co_await tick();
    use(Where);
  }
  Url Where;
};
Task<> serves() {
  for (int Id = 0;; ++Id) {
    co_await tick();
    const auto Own = std::make_shared<Link>(Id);
    if (Own)
      rt::spawn(Own->run());
      // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: the task that 'run' makes refers to 'Own', which is gone when it runs [async-dangling-argument]
  }
}

// So does that of an object that could share itself, and does not.
struct Sharing : std::enable_shared_from_this<Sharing> {
  Task<> run() {
    co_await tick();
    use(Where);
  }
  Url Where = Url("here");
};
void starts() {
  auto Own = std::make_shared<Sharing>();
  rt::spawn(Own->run());
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the task that 'run' makes refers to 'Own', which is gone when it runs [async-dangling-argument]
}
void startsOther() {
  rt::spawn(std::make_shared<Sharing>()->run());
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the task that 'run' makes refers to a temporary, which is gone when it runs [async-dangling-argument]
}
// Nor do its own functions, which call each other.
struct Recursive : std::enable_shared_from_this<Recursive> {
  Task<> run(int Depth) {
    down(Depth);
    co_await tick();
    use(Where);
    if (Depth)
      co_await run(Depth - 1);
  }
  void down(int Depth) {
    if (Depth)
      up(Depth - 1);
  }
  void up(int Depth) {
    if (Depth)
      down(Depth - 1);
  }
  Url Where = Url("here");
};
void startsRecursive() {
  auto Own = std::make_shared<Recursive>();
  rt::spawn(Own->run(3));
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the task that 'run' makes refers to 'Own', which is gone when it runs [async-dangling-argument]
}
// One that no std::shared_ptr owns cannot share itself.
struct Unshown : std::enable_shared_from_this<Unshown> {
  Task<> run();
  Task<> owns() {
    auto Self = shared_from_this();
    co_await tick();
    use(Where);
  }
  Url Where = Url("here");
};
void startsUnshared() {
  Unshown Own;
  rt::spawn(Own.owns());
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the task that 'owns' makes refers to 'Own', which is gone when it runs [async-dangling-argument]
}
void startsSole() {
  auto Sole = std::make_unique<Unshown>();
  rt::spawn(Sole->owns());
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the task that 'owns' makes refers to 'Sole', which is gone when it runs [async-dangling-argument]
}
void startsOneOf() {
  std::vector<Unshown> All(3);
  rt::spawn(All[0].run());
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the task that 'run' makes refers to 'All', which is gone when it runs [async-dangling-argument]
}

// What it is given it hands on to another coroutine, which it awaits.
Eager<> saves(const Url &Where) {
  co_await tick();
  use(Where);
}
Eager<> handsOn(const Url &Where) { co_return co_await saves(Where); }
Eager<> handsOnTwice(const Url &Where) { co_await handsOn(Where); }
Eager<> copiesFirst(const Url &Where) {
  Url Own = Where;
  co_await saves(Own);
}
void forgets() {
  (void)handsOnTwice(Url("here"));
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: the task that 'handsOnTwice' makes refers to a temporary, which is gone when it is resumed [async-dangling-argument]
  (void)copiesFirst(Url("here"));
}
// What it hands on is another object, to which the first was converted.
Eager<> savesView(const std::string_view &Text) {
  co_await tick();
  use(Url(Text.data()));
}
Eager<> converts(const std::string &Text) { co_await savesView(Text); }
void forgetsConverted() { (void)converts("here"); }

// A member function that uses its object by way of another one.
struct Chain {
  ~Chain();
  template <typename F> Eager<> then(F Next) {
    auto Own = Next;
    co_await tick();
    call(Own);
  }
  template <typename F> void call(F &Next) { Next(size()); }
  std::size_t size() const { return Text.size(); }
  std::string Text;
};
Chain chain();
void continues() {
  (void)chain().then([](std::size_t) {});
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task that 'then' makes refers to a temporary, which is gone when it is resumed [async-dangling-argument]
}
