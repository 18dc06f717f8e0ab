// RUN: %check_corolint %s %t --checks=-*,async-use-after-move -- -std=c++20

// What is not reported of values that were moved before a suspension.

#include "Inputs/task.h"
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

using lib::Task;

Task<> work();
Task<int> send(std::string Given);
void log(const std::string &Text);
void take(std::string Given);
void fill(std::string &Given);
bool condition();

Task<> withoutSuspension(std::string Text) {
  take(std::move(Text));
  log(Text); // For bugprone-use-after-move.
  co_await work();
}

Task<> assigned(std::string Text) {
  while (condition()) {
    co_await send(std::move(Text));
    Text = "again";
  }
}

Task<> cleared(std::vector<std::string> Batch) {
  while (condition()) {
    std::vector<std::string> Full = std::move(Batch);
    co_await work();
    Batch.clear();
    Batch.push_back("a");
  }
}

Task<> filledAgain(std::vector<std::string> Batch) {
  while (condition()) {
    Batch.push_back("a");
    std::vector<std::string> Full = std::move(Batch);
    co_await work();
  }
}

Task<> filledByReference(std::string Text) {
  while (condition()) {
    co_await send(std::move(Text));
    fill(Text);
    log(Text);
  }
}

Task<> filledByLambda(std::string Text) {
  auto Refill = [&] { Text = "a"; };
  co_await send(std::move(Text));
  Refill();
  auto Again = [&] { Text = "b"; };
  Again();
  log(Text);
}

Task<> perTurn(const std::vector<std::string> &Names) {
  for (std::string Name : Names)
    co_await send(std::move(Name));
  for (int I = 0; I < 3; ++I) {
    std::string Name;
    co_await send(std::move(Name));
  }
}

Task<> otherBranch(std::string Text, bool Async) {
  if (Async)
    co_await send(std::move(Text));
  else
    log(Text);
}

Task<> otherCondition(std::string Text, bool Async) {
  if (Async)
    co_await send(std::move(Text));
  condition();
  if (!Async)
    log(Text);
}

Task<> leaves(std::string Text) {
  if (condition()) {
    co_await send(std::move(Text));
    co_return;
  }
  log(Text);
}

Task<> copies(int Number, std::string_view View, const std::string Fixed) {
  int Kept = std::move(Number);
  auto Same = std::move(View);
  auto Copy = std::move(Fixed);
  co_await work();
  (void)(Number + Kept);
  (void)View.size();
  log(Fixed);
}

Task<> asksWhatIsLeft(std::unique_ptr<int> Owner, std::optional<std::string> Maybe,
                      std::string Text) {
  auto Kept = std::move(Owner);
  auto Value = std::move(Maybe);
  co_await send(std::move(Text));
  if (Owner || Owner != nullptr || Owner.get())
    co_return;
  if (Maybe.has_value() || Text.empty())
    co_return;
}

class Queue {
public:
  bool tryPush(std::string &&Given);
  Task<bool> push(std::string &&Given);
};
Task<> leavesItWhereItIs(Queue &To, std::string Text) {
  while (!To.tryPush(std::move(Text)))
    co_await work();
}
Task<> awaitsWhetherItWorked(Queue &To, std::string Text) {
  while (!co_await To.push(std::move(Text)))
    log(Text);
}

Task<> tasks(Task<> Work) {
  auto Kept = std::move(Work);
  co_await work();
  co_await std::move(Work); // For async-awaited-twice.
}

class Member {
public:
  Task<> flush() {
    co_await send(std::move(Text));
    log(Text); // Others may have filled it.
  }

private:
  std::string Text;
};

struct Request {
  std::string Body, Target;
};
Task<> otherMember(Request Given) {
  co_await send(std::move(Given.Body));
  log(Given.Target);
  Given.Body = "b";
  log(Given.Body);
}

Task<> wholeAssigned(Request Given) {
  co_await send(std::move(Given.Body));
  Given = Request();
  log(Given.Body);
}

Task<> unevaluated(std::string Text) {
  co_await send(std::move(Text));
  static_assert(sizeof(Text) > 0);
  (void)Text;
}

Task<> lvalueReference(std::string &Text) {
  co_await send(std::move(Text));
  log(Text); // The owner may have filled it.
}

Task<> notMutable() {
  auto Later = [Text = std::string("a")]() -> Task<> {
    co_await send(std::move(Text)); // A copy: the capture is const.
    log(Text);
  };
  co_await Later();
}

Task<> neverSuspends(std::string Text) {
  take(std::move(Text));
  co_await std::suspend_never();
  log(Text); // For bugprone-use-after-move.
}

// It comes back with the result.
Task<std::tuple<int, std::string>> exchange(std::string Given);
Task<> givenBack(std::string Text) {
  int Error = 0;
  std::tie(Error, Text) = co_await exchange(std::move(Text));
  log(Text);
}

// Whether it is still there is asked first.
Task<> sendOwned(std::unique_ptr<std::string> Given);
Task<> asked(std::unique_ptr<std::string> Owned) {
  for (;;) {
    co_await work();
    if (Owned)
      co_await sendOwned(std::move(Owned));
  }
}
Task<> flagged(std::string Text, bool Now) {
  bool Sent = false;
  if (Now) {
    co_await send(std::move(Text));
    Sent = true;
  }
  if (!Sent)
    log(Text);
}
Task<> onceInALoop(std::string Hello) {
  bool Greeted = false;
  for (;;) {
    co_await work();
    if (!Greeted) {
      Greeted = true;
      co_await send(std::move(Hello));
    }
  }
}

// Filled again by functions of the program's own.
struct Message {
  void Clear();
  void set_text(std::string Text);
  [[clang::reinitializes]] bool init();
  std::string Text;
};
Task<> sendMessage(Message Given);
Task<> reused(Message One, Message Other) {
  for (;;) {
    One.set_text("again");
    co_await sendMessage(std::move(One));
    Other.init();
    co_await sendMessage(std::move(Other));
  }
}

// Built into an object: a reference in it, a copy, a new value since, the end of the coroutine.
struct Borrowed {
  std::string &&Text;
};
Task<> intoReference(std::string Text) {
  Borrowed Kept{std::move(Text)};
  co_await work();
  log(Text);
}
Task<> intoReferenceInParentheses(std::string Text) {
  Borrowed Kept(std::move(Text));
  co_await work();
  log(Text);
}
struct Numbered {
  std::string Text;
  int Number;
};
Task<> sendNumbered(Numbered Given);
Task<> copiedIntoAggregate(std::string Text, int Number, const std::string Fixed) {
  co_await sendNumbered({Text, std::move(Number)});
  co_await sendNumbered({std::move(Fixed), Number});
  log(Text);
  log(Fixed);
}
Task<> aggregateThenAssigned(std::string Text) {
  while (condition()) {
    co_await sendNumbered({.Text = std::move(Text), .Number = 1});
    Text = "again";
  }
}
Task<Numbered> aggregateReturned(std::string Text) {
  co_await work();
  co_return Numbered{std::move(Text), 1};
}
Task<> capturedOnOtherPath(std::string Text, bool Now) {
  if (Now) {
    auto Kept = [Held = std::move(Text)] {};
    co_await work();
  }
  if (!Now)
    log(Text);
}

// The object is given another value by the call that awaits its move.
Task<std::string> change(std::string Given);
Task<> changed(std::string Text, std::vector<std::string> Texts) {
  Text = co_await change(std::move(Text));
  Text.assign(co_await change(std::move(Text)));
  Texts.push_back(co_await change(std::move(Text)));
}

// Other names by which it is given another value.
Task<> refilledThroughReference(Request Given) {
  Request &Name = Given;
  co_await send(std::move(Name.Body));
  Name = Request();
  log(Given.Body);
}
Task<> refilledThroughLaterReference(std::string Text) {
  co_await send(std::move(Text));
  auto &Name = Text;
  fill(Name);
  log(Text);
}
Task<> refilledThroughBinding(Request Given) {
  co_await send(std::move(Given.Body));
  auto &[Body, Target] = Given;
  Body = "b";
  log(Given.Body);
}
class MemberByReference {
public:
  Task<> flush() {
    std::string &Name = Text;
    co_await send(std::move(Name));
    log(Name); // Others may have filled it.
  }

private:
  std::string Text;
};
std::string OfAll;
Task<> globalByReference() {
  std::string &Name = OfAll;
  co_await send(std::move(Name));
  log(Name);
}
void fillRequest(Request *Given);
void address(const void *Given);
Task<> refilledThroughPointer(Request Given) {
  co_await send(std::move(Given.Body));
  address(&Given);
  fillRequest(&Given);
  log(Given.Body);
}
Task<> refilledByCalledLambda(std::string Text) {
  co_await send(std::move(Text));
  [&] { Text = "a"; }();
  log(Text);
}
Task<> calledLambdaAsks(std::string Text, bool Now) {
  if (Now)
    co_await send(std::move(Text));
  [&] {
    if (!Now)
      log(Text);
  }();
}

// What functions give of it: another part, filled again, asked for first.
Task<> otherParts(std::variant<int, std::string> Given, std::optional<std::string> Held,
                  std::pair<std::string, std::string> Both) {
  co_await send(std::move(std::get<std::string>(Given)));
  log(std::to_string(Given.index()));
  co_await send(std::move(Both.first));
  log(std::get<1>(Both));
  while (Held) {
    co_await send(std::move(*Held));
    Held = std::nullopt;
  }
  co_await send(std::move(Held.value()));
  *Held = "b";
  co_await send(std::move(Held.value()));
  co_await send(std::move(std::get<0>(Both)));
  Both.first = "b";
  log(std::get<0>(Both));
  do {
    Held.emplace("a");
    co_await send(std::move(*Held));
  } while (condition());
}
template <typename F> Task<> perhaps(F Do) {
  Do();
  co_return;
}
Task<> filledByAwaitedLambda(std::string Text) {
  co_await send(std::move(Text));
  co_await perhaps([&Text] { Text = "b"; });
  log(Text);
  co_await send(std::move(Text));
  co_await perhaps([&] {
    if (condition())
      log(Text);
  });
}

// A function that does nothing with its argument takes nothing out of it.
template <typename Given> void checkType(Given &&) { static_assert(std::is_class_v<Given>); }
Task<> onlyItsType(std::string Text) {
  checkType(std::move(Text));
  co_await work();
  log(Text);
}

// A move constructor that only copies leaves all that was there.
class Endpoint {
public:
  explicit Endpoint(std::string Address) : Address(Address) {}
  Endpoint(const Endpoint &Other) : Address(Other.Address), Port(Other.Port) {}
  Endpoint(Endpoint &&Other) noexcept : Address(Other.Address), Port(Other.Port) {}
  std::string Address;

private:
  int Port = 0;
};
template <typename Protocol> struct BasicEndpoint {
  BasicEndpoint(const BasicEndpoint &Other) : Inner(Other.Inner) {}
  BasicEndpoint(BasicEndpoint &&Other) noexcept : Inner(Other.Inner) {}
  Endpoint Inner;
};
Task<> serves(Endpoint From);
Task<> servesBasic(BasicEndpoint<int> From);
Task<> stillThere(Endpoint From, BasicEndpoint<int> Other) {
  co_await serves(std::move(From));
  log(From.Address);
  co_await servesBasic(std::move(Other));
  log(Other.Inner.Address);
}

// A loop that a macro writes to declare something has no second turn.
#define WITH(Name, Value) for (auto *Name = Value, *Rest = Name; Rest; Rest = nullptr)
Task<> onlyOnce(std::string Text, int *Where) {
  WITH(Place, Where) {
    ++*Place;
    co_await send(std::move(Text));
  }
}

// A new value under the same condition, or where what took the old one has failed.
Task<std::string> next();
Task<std::string> swapFor(std::string Given);
struct Answer {
  bool Value;
  explicit operator bool() const { return Value; }
};
Task<> likewise(std::string Text, Answer Drop) {
  if (Drop)
    take(std::move(Text));
  co_await work();
  if (Drop)
    Text = co_await next();
  log(Text);
}
Task<> afterFailure(std::string Text) {
  bool Failed = false;
  try {
    Text = co_await swapFor(std::move(Text));
  } catch (...) {
    Failed = true;
  }
  if (Failed)
    Text = co_await next();
  log(Text);
}

// A number is what it was.
struct Node {
  std::string Name;
  long Id;
};
void drop(Node);
void logId(long);
Task<> number(Node Given) {
  drop(std::move(Given));
  co_await work();
  logId(Given.Id);
}

// Left again where what took it has failed.
Task<> leavesAgain(std::string Text) {
  std::exception_ptr Failure;
  try {
    Text = co_await swapFor(std::move(Text));
  } catch (...) {
    Failure = std::current_exception();
  }
  if (Failure)
    std::rethrow_exception(Failure);
  log(Text);
}
