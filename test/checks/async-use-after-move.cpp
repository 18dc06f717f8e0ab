// RUN: %check_corolint %s %t --checks=-*,async-use-after-move -- -std=c++20

// What is reported of values that are used after a suspension although they were moved before it.

#include "Inputs/task.h"
#include <exception>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

using lib::Task;

Task<> work();
Task<int> send(std::string Given);
Task<int> sendReference(std::string &&Given);
Task<bool> trySend(std::string Given);
void log(const std::string &Text);
void take(std::string Given);
bool condition();

Task<> awaitedCall(std::string Text) {
  int Sent = co_await send(std::move(Text));
  if (Sent == 0)
    log(Text);
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'Text' is used after it was moved: after the suspension there is nothing left in it [async-use-after-move]
    // CHECK-MESSAGES: :[[@LINE-4]]:38: note: it is moved here
    // CHECK-MESSAGES: :[[@LINE-5]]:14: note: the coroutine may be suspended here
}

Task<> takesReference(std::string Text) {
  co_await sendReference(std::move(Text));
  log(Text);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Text' is used after it was moved: after the suspension there is nothing left in it [async-use-after-move]
  // CHECK-MESSAGES: :[[@LINE-3]]:36: note: it is moved here
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the coroutine may be suspended here
}

Task<> movedBefore(std::string Text) {
  take(std::move(Text));
  co_await work();
  log(Text);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Text' is used after it was moved: after the suspension there is nothing left in it [async-use-after-move]
  // CHECK-MESSAGES: :[[@LINE-4]]:18: note: it is moved here
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the coroutine may be suspended here
}

Task<> intoVariable() {
  std::string Text = "a";
  auto Other = std::move(Text);
  co_await send(Other);
  log(Text);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Text' is used after it was moved: after the suspension there is nothing left in it [async-use-after-move]
  // CHECK-MESSAGES: :[[@LINE-4]]:26: note: it is moved here
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the coroutine may be suspended here
}

Task<> retry(std::string Text) {
  for (int I = 0; I < 3; ++I)
    if (co_await trySend(std::move(Text)))
    // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: 'Text' is moved again in the next turn of the loop: after the suspension there is nothing left in it [async-use-after-move]
    // CHECK-MESSAGES: :[[@LINE-2]]:9: note: the coroutine may be suspended here
      co_return;
}

Task<> inHandler(std::string Text) {
  try {
    co_await send(std::move(Text));
  } catch (int) {
    log(Text);
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'Text' is used after it was moved: after the suspension there is nothing left in it [async-use-after-move]
    // CHECK-MESSAGES: :[[@LINE-4]]:29: note: it is moved here
    // CHECK-MESSAGES: :[[@LINE-5]]:5: note: the coroutine may be suspended here
  }
}

Task<> retryByException(std::string Text) {
  while (condition()) {
    try {
      co_await send(std::move(Text));
      // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: 'Text' is moved again in the next turn of the loop: after the suspension there is nothing left in it [async-use-after-move]
      // CHECK-MESSAGES: :[[@LINE-2]]:7: note: the coroutine may be suspended here
      co_return;
    } catch (int) {
    }
  }
}

struct Request {
  std::string Body, Target;
};
Task<> member(Request Given) {
  co_await send(std::move(Given.Body));
  log(Given.Target);
  log(Given.Body);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Given.Body' is used after it was moved: after the suspension there is nothing left in it [async-use-after-move]
  // CHECK-MESSAGES: :[[@LINE-4]]:27: note: it is moved here
  // CHECK-MESSAGES: :[[@LINE-5]]:3: note: the coroutine may be suspended here
}

Task<> wholeThenMember(Request Given) {
  Request Kept = std::move(Given);
  co_await work();
  log(Given.Target);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Given' is used after it was moved: after the suspension there is nothing left in it [async-use-after-move]
  // CHECK-MESSAGES: :[[@LINE-4]]:28: note: it is moved here
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the coroutine may be suspended here
}

// A function of the program that does what std::move does.
template <typename T> constexpr T &&mv(T &Given) noexcept { return static_cast<T &&>(Given); }
Task<> ownMove(std::string Text) {
  co_await send(mv(Text));
  log(Text);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Text' is used after it was moved: after the suspension there is nothing left in it [async-use-after-move]
  // CHECK-MESSAGES: :[[@LINE-3]]:20: note: it is moved here
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the coroutine may be suspended here
}

Task<> iterated(std::vector<std::string> Names) {
  std::vector<std::string> Kept = std::move(Names);
  co_await work();
  for (const std::string &Name : Names)
  // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: 'Names' is used after it was moved: after the suspension there is nothing left in it [async-use-after-move]
  // CHECK-MESSAGES: :[[@LINE-4]]:45: note: it is moved here
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the coroutine may be suspended here
    log(Name);
}

Task<> pointer(std::unique_ptr<Request> Given) {
  auto Kept = std::move(Given);
  co_await work();
  log(Given->Body);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Given' is used after it was moved: after the suspension there is nothing left in it [async-use-after-move]
  // CHECK-MESSAGES: :[[@LINE-4]]:25: note: it is moved here
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the coroutine may be suspended here
}

Task<> captured() {
  std::string Text = "a";
  auto Later = [Text = std::move(Text)]() -> Task<> { co_await work(); };
  co_await Later();
  log(Text);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Text' is used after it was moved: after the suspension there is nothing left in it [async-use-after-move]
  // CHECK-MESSAGES: :[[@LINE-4]]:34: note: it is moved here
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the coroutine may be suspended here
}

auto lambda = [](std::string Text) -> Task<> {
  co_await send(std::move(Text));
  log(Text);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Text' is used after it was moved: after the suspension there is nothing left in it [async-use-after-move]
  // CHECK-MESSAGES: :[[@LINE-3]]:27: note: it is moved here
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the coroutine may be suspended here
};

Task<> ownCapture() {
  auto Later = [Text = std::string("a")]() mutable -> Task<> {
    co_await send(std::move(Text));
    log(Text);
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'Text' is used after it was moved: after the suspension there is nothing left in it [async-use-after-move]
    // CHECK-MESSAGES: :[[@LINE-3]]:29: note: it is moved here
    // CHECK-MESSAGES: :[[@LINE-4]]:5: note: the coroutine may be suspended here
  };
  co_await Later();
}

template <typename T> Task<> instantiated(T Given) {
  co_await send(std::move(Given));
  log(Given);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Given' is used after it was moved: after the suspension there is nothing left in it [async-use-after-move]
  // CHECK-MESSAGES: :[[@LINE-3]]:27: note: it is moved here
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the coroutine may be suspended here
}
Task<> instances() { co_await instantiated(std::string("a")); }

class Result {
public:
  Result(Result &&);
  bool failed() const;
  std::exception_ptr error() &&;
};
void report(std::exception_ptr);
Task<> secondError(Result Of) {
  report(std::move(Of).error());
  co_await work();
  report(std::move(Of).error());
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'Of' is moved after it was moved: after the suspension there is nothing left in it [async-use-after-move]
  // CHECK-MESSAGES: :[[@LINE-4]]:20: note: it is moved here
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the coroutine may be suspended here
}

Task<std::string> returned(std::string Text) {
  co_await send(std::move(Text));
  co_return Text;
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'Text' is used after it was moved: after the suspension there is nothing left in it [async-use-after-move]
  // CHECK-MESSAGES: :[[@LINE-3]]:27: note: it is moved here
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the coroutine may be suspended here
}

template <typename... Ts> void format(const char *Form, Ts &&...Values);
Task<> formatted(std::string Text) {
  co_await send(std::move(Text));
  format("{}", Text);
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'Text' is used after it was moved: after the suspension there is nothing left in it [async-use-after-move]
  // CHECK-MESSAGES: :[[@LINE-3]]:27: note: it is moved here
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the coroutine may be suspended here
}

// Built into an object without constructors of its own.
Task<> sendRequest(Request Given);
Task<> intoAggregate(std::string Text) {
  co_await sendRequest(Request{.Body = std::move(Text)});
  log(Text);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Text' is used after it was moved: after the suspension there is nothing left in it [async-use-after-move]
  // CHECK-MESSAGES: :[[@LINE-3]]:50: note: it is moved here
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the coroutine may be suspended here
}

Task<> intoArgument(std::string Text) {
  co_await sendRequest({std::move(Text), "target"});
  log(Text);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Text' is used after it was moved: after the suspension there is nothing left in it [async-use-after-move]
  // CHECK-MESSAGES: :[[@LINE-3]]:35: note: it is moved here
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the coroutine may be suspended here
}

Task<> intoNested(std::string Text) {
  struct {
    Request Of;
    int Count;
  } Both = {{.Body = std::move(Text)}, 1};
  co_await work();
  log(Text);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Text' is used after it was moved: after the suspension there is nothing left in it [async-use-after-move]
  // CHECK-MESSAGES: :[[@LINE-4]]:32: note: it is moved here
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the coroutine may be suspended here
}

Task<> inParentheses(std::string Text) {
  Request Kept(std::move(Text), "target");
  co_await work();
  log(Text);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Text' is used after it was moved: after the suspension there is nothing left in it [async-use-after-move]
  // CHECK-MESSAGES: :[[@LINE-4]]:26: note: it is moved here
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the coroutine may be suspended here
}

Task<> intoNew(std::string Text) {
  std::unique_ptr<Request> Kept(new Request{std::move(Text)});
  co_await work();
  log(Text);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Text' is used after it was moved: after the suspension there is nothing left in it [async-use-after-move]
  // CHECK-MESSAGES: :[[@LINE-4]]:55: note: it is moved here
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the coroutine may be suspended here
}

Task<> intoAssigned(std::string Text, Request Kept) {
  Kept = {std::move(Text)};
  co_await work();
  log(Text);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Text' is used after it was moved: after the suspension there is nothing left in it [async-use-after-move]
  // CHECK-MESSAGES: :[[@LINE-4]]:21: note: it is moved here
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the coroutine may be suspended here
}

Task<> intoArray(std::string Text) {
  std::string Kept[] = {std::move(Text)};
  co_await work();
  log(Text);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Text' is used after it was moved: after the suspension there is nothing left in it [async-use-after-move]
  // CHECK-MESSAGES: :[[@LINE-4]]:35: note: it is moved here
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the coroutine may be suspended here
}

Task<> intoList(std::string Text) {
  std::vector<std::string> Kept{std::move(Text)};
  co_await work();
  log(Text);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Text' is used after it was moved: after the suspension there is nothing left in it [async-use-after-move]
  // CHECK-MESSAGES: :[[@LINE-4]]:43: note: it is moved here
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the coroutine may be suspended here
}

Task<> intoElement(std::string Text, std::vector<Request> Kept) {
  Kept.push_back({std::move(Text)});
  co_await work();
  log(Text);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Text' is used after it was moved: after the suspension there is nothing left in it [async-use-after-move]
  // CHECK-MESSAGES: :[[@LINE-4]]:29: note: it is moved here
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the coroutine may be suspended here
}

Task<> memberIntoAggregate(Request Given) {
  co_await sendRequest(Request{.Body = std::move(Given.Body)});
  log(Given.Body);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Given.Body' is used after it was moved: after the suspension there is nothing left in it [async-use-after-move]
  // CHECK-MESSAGES: :[[@LINE-3]]:50: note: it is moved here
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the coroutine may be suspended here
}

template <typename T> Task<> instantiatedAggregate(T Given) {
  Request Kept{.Body = std::move(Given)};
  co_await work();
  log(Given);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Given' is used after it was moved: after the suspension there is nothing left in it [async-use-after-move]
  // CHECK-MESSAGES: :[[@LINE-4]]:34: note: it is moved here
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the coroutine may be suspended here
}
Task<> aggregateInstances() { co_await instantiatedAggregate(std::string("a")); }

// An object is called, and what it is passed by reference used, after the arguments have been evaluated.
Task<> objectOfTheCall(std::string Text) {
  Text.append(co_await send(std::move(Text)), 'x');
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Text' is used after it was moved: after the suspension there is nothing left in it [async-use-after-move]
  // CHECK-MESSAGES: :[[@LINE-2]]:39: note: it is moved here
  // CHECK-MESSAGES: :[[@LINE-3]]:15: note: the coroutine may be suspended here
}

void both(const std::string &Text, int Sent);
Task<> otherArgument(std::string Text) {
  both(Text, co_await send(std::move(Text)));
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'Text' is used after it was moved: after the suspension there is nothing left in it [async-use-after-move]
  // CHECK-MESSAGES: :[[@LINE-2]]:38: note: it is moved here
  // CHECK-MESSAGES: :[[@LINE-3]]:14: note: the coroutine may be suspended here
}

// Other names for it.
Task<> throughReference() {
  std::string Text = "a";
  std::string &Name = Text;
  co_await send(std::move(Name));
  log(Text);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Text' is used after it was moved: after the suspension there is nothing left in it [async-use-after-move]
  // CHECK-MESSAGES: :[[@LINE-3]]:27: note: it is moved here
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the coroutine may be suspended here
}

Task<> usedThroughReference(Request Given) {
  auto &Body = Given.Body;
  co_await send(std::move(Given.Body));
  log(Body);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Body' is used after it was moved: after the suspension there is nothing left in it [async-use-after-move]
  // CHECK-MESSAGES: :[[@LINE-3]]:27: note: it is moved here
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the coroutine may be suspended here
}

Task<> referredToLater(std::string Text) {
  co_await send(std::move(Text));
  const std::string &Name = Text;
  log(Name);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Name' is used after it was moved: after the suspension there is nothing left in it [async-use-after-move]
  // CHECK-MESSAGES: :[[@LINE-4]]:27: note: it is moved here
  // CHECK-MESSAGES: :[[@LINE-5]]:3: note: the coroutine may be suspended here
}

void inspect(const Request *Given);
Task<> throughPointer(Request Given) {
  co_await sendRequest(std::move(Given));
  inspect(&Given);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'Given' is used after it was moved: after the suspension there is nothing left in it [async-use-after-move]
  // CHECK-MESSAGES: :[[@LINE-3]]:34: note: it is moved here
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the coroutine may be suspended here
}

Task<> inCalledLambda(std::string Text) {
  co_await send(std::move(Text));
  [&] { log(Text); }();
  // CHECK-MESSAGES: :[[@LINE-1]]:4: warning: 'Text' is used after it was moved: after the suspension there is nothing left in it [async-use-after-move]
  // CHECK-MESSAGES: :[[@LINE-3]]:27: note: it is moved here
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the coroutine may be suspended here
}

// What a variant holds.
using Answer = std::variant<int, std::string>;
Task<> movesPartAgain(Answer Given) {
  for (;;) {
    co_await send(std::move(std::get<std::string>(Given)));
    // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'Given' is moved again in the next turn of the loop: after the suspension there is nothing left in it [async-use-after-move]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: the coroutine may be suspended here
  }
}
// By reference in what an awaited call runs.
template <typename F> Task<> onEach(F Do) {
  Do();
  co_return;
}
Task<> inAwaitedLambda(std::vector<std::string> Lines) {
  co_await onEach([Lines = std::move(Lines)] { log(Lines.front()); });
  co_await onEach([&Each = Lines] {
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'Lines' is used after it was moved
    for (const std::string &Line : Each)
      log(Line);
  });
}

// An overrider may take what the function itself does nothing with.
struct Sink {
  virtual void put(std::string &&) {}
};
struct Kept {
  explicit Kept(std::string &&Given) : Text(std::move(Given)) {}
  std::string Text;
};
struct Inherits : Kept {
  using Kept::Kept;
};
Task<> taken(Sink &To, std::string Text, std::string Other) {
  To.put(std::move(Text));
  Inherits Keeps(std::move(Other));
  co_await work();
  log(Text);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'Text' {{.*}} [async-use-after-move]
  log(Other);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'Other' {{.*}} [async-use-after-move]
}

// A move constructor that takes one part and copies another.
class Parcel {
public:
  Parcel(Parcel &&Other) noexcept : Content(std::move(Other.Content)), Weight(Other.Weight) {}
  std::string Content;

private:
  int Weight = 0;
};
Task<> sends(Parcel Sent);
Task<> takesAPart(Parcel Sent) {
  co_await sends(std::move(Sent));
  log(Sent.Content);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Sent' is used after it was moved
}

// What the step of the loop makes of its condition leaves a second turn.
struct Chained {
  Chained *Next;
};
Task<> onceEach(std::string Text, Chained *Where) {
  for (Chained *Each = Where; Each; Each = Each->Next)
    co_await send(std::move(Text));
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'Text' is moved again in the next turn of the loop: after the suspension there is nothing left in it [async-use-after-move]
}

// A new value that has to do with neither the move nor its failure.
Task<> perhaps(std::string Text, bool Verbose) {
  take(std::move(Text));
  co_await work();
  if (Verbose)
    Text = "again";
  log(Text);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Text' is used after it was moved
}

// It did not fail, and nothing has given it back.
Task<> leavesAgain(std::string Text) {
  std::exception_ptr Failure;
  try {
    co_await send(std::move(Text));
  } catch (...) {
    Failure = std::current_exception();
  }
  if (Failure)
    std::rethrow_exception(Failure);
  log(Text);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Text' is used after it was moved
}
