// RUN: %check_corolint %s %t --model-file=%S/Inputs/failures-model.yaml --checks=-*,async-unobserved-failure -- -std=c++23

// What is reported of work whose failure nobody hears of.

#include "Inputs/failures.h"

using lib::Eager;
using lib::Task;

Task<std::string> read();
Task<> write(std::string);
Eager<> save(int);
bool isValid(int);
void log(const char *);

// --- Started, and nobody hears of the end ----------------------------------------------------------------------------------

Task<> copies() { co_await write(co_await read()); }

Task<int> counts() {
  co_await write("counted");
  co_return 1;
}

Task<> throws(int Value) {
  if (!isValid(Value))
    throw std::invalid_argument("value");
  co_await lib::pause();
}

void check(int Value) {
  if (!isValid(Value))
    throw std::invalid_argument("value");
}
Task<> callsWhatThrows(int Value) {
  check(Value);
  co_return;
}

Task<> awaitsWhatFails() { co_await copies(); }

// A handler of one kind lets the others through.
Task<> catchesSome() {
  try {
    co_await copies();
  } catch (const std::invalid_argument &) {
    log("invalid");
  }
}

Task<> throwsAgain() {
  try {
    co_await copies();
  } catch (...) {
    log("failed");
    throw;
  }
}

void starts() {
  lib::spawn(copies(), lib::Forget);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a failure of 'copies' is swallowed: 'spawn' starts it so that nobody hears of its end [async-unobserved-failure]
  // CHECK-MESSAGES: :[[@LINE-45]]:19: note: what is awaited here may fail, and nothing in 'copies' catches it
  // CHECK-MESSAGES: :[[@LINE-3]]:24: note: throw it, out of the event loop
  lib::spawn(counts(), lib::Forget);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a failure of 'counts' is swallowed: 'spawn' starts it so that nobody hears of its end [async-unobserved-failure]
  // CHECK-MESSAGES: :[[@LINE-46]]:3: note: what is awaited here may fail, and nothing in 'counts' catches it
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: to hear of it: 'lib::Eager::handle'
  lib::spawn(throws(1), lib::Forget);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a failure of 'throws' is swallowed: 'spawn' starts it so that nobody hears of its end [async-unobserved-failure]
  // CHECK-MESSAGES: :[[@LINE-44]]:5: note: this may throw, and nothing in 'throws' catches it
  // CHECK-MESSAGES: :[[@LINE-3]]:25: note: throw it, out of the event loop
  lib::spawn(callsWhatThrows(1), lib::Forget);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a failure of 'callsWhatThrows' is swallowed: 'spawn' starts it so that nobody hears of its end [async-unobserved-failure]
  // CHECK-MESSAGES: :[[@LINE-39]]:3: note: this may throw, and nothing in 'callsWhatThrows' catches it
  // CHECK-MESSAGES: :[[@LINE-3]]:34: note: throw it, out of the event loop
  lib::spawn(awaitsWhatFails(), lib::Forget);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a failure of 'awaitsWhatFails' is swallowed: 'spawn' starts it so that nobody hears of its end [async-unobserved-failure]
  // CHECK-MESSAGES: :[[@LINE-39]]:28: note: what is awaited here may fail, and nothing in 'awaitsWhatFails' catches it
  // CHECK-MESSAGES: :[[@LINE-3]]:33: note: throw it, out of the event loop
  lib::spawn(catchesSome(), lib::Forget);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a failure of 'catchesSome' is swallowed: 'spawn' starts it so that nobody hears of its end [async-unobserved-failure]
  // CHECK-MESSAGES: :[[@LINE-38]]:5: note: what is awaited here may fail, and nothing in 'catchesSome' catches it
  // CHECK-MESSAGES: :[[@LINE-3]]:29: note: throw it, out of the event loop
  lib::spawn(throwsAgain(), lib::Forget);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a failure of 'throwsAgain' is swallowed: 'spawn' starts it so that nobody hears of its end [async-unobserved-failure]
  // CHECK-MESSAGES: :[[@LINE-31]]:5: note: this may throw, and nothing in 'throwsAgain' catches it
  // CHECK-MESSAGES: :[[@LINE-3]]:29: note: throw it, out of the event loop
  lib::spawn(copies, lib::Forget);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a failure of 'copies' is swallowed: 'spawn' starts it so that nobody hears of its end [async-unobserved-failure]
  // CHECK-MESSAGES: :[[@LINE-73]]:19: note: what is awaited here may fail, and nothing in 'copies' catches it
  // CHECK-MESSAGES: :[[@LINE-3]]:22: note: throw it, out of the event loop
  lib::spawn([]() -> Task<> { co_await copies(); }, lib::Forget);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a failure of this coroutine is swallowed: 'spawn' starts it so that nobody hears of its end [async-unobserved-failure]
  // CHECK-MESSAGES: :[[@LINE-2]]:31: note: what is awaited here may fail, and nothing in this coroutine catches it
  // CHECK-MESSAGES: :[[@LINE-3]]:53: note: throw it, out of the event loop
  lib::spawn([] { return copies(); }, lib::Forget);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a failure of 'copies' is swallowed: 'spawn' starts it so that nobody hears of its end [async-unobserved-failure]
  // CHECK-MESSAGES: :[[@LINE-81]]:19: note: what is awaited here may fail, and nothing in 'copies' catches it
  // CHECK-MESSAGES: :[[@LINE-3]]:39: note: throw it, out of the event loop
  lib::spawn(copies(), lib::onLoop(lib::Forget));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a failure of 'copies' is swallowed: 'spawn' starts it so that nobody hears of its end [async-unobserved-failure]
  // CHECK-MESSAGES: :[[@LINE-85]]:19: note: what is awaited here may fail, and nothing in 'copies' catches it
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: to hear of it: 'lib::Eager::handle'
  lib::detach(copies());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a failure of 'copies' is swallowed: 'detach' starts it so that nobody hears of its end [async-unobserved-failure]
  // CHECK-MESSAGES: :[[@LINE-89]]:19: note: what is awaited here may fail, and nothing in 'copies' catches it
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: to hear of it: 'lib::Eager::handle'
  lib::mustNotFail(copies());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a failure of 'copies' ends the program: nothing catches it [async-unobserved-failure]
  // CHECK-MESSAGES: :[[@LINE-93]]:19: note: what is awaited here may fail, and nothing in 'copies' catches it
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: to hear of it: 'lib::Eager::handle'
}

// --- A handler that looks away ---------------------------------------------------------------------------------------------

void handlers() {
  lib::spawn(copies(), [](std::exception_ptr) {});
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a failure of 'copies' is lost: the handler that 'spawn' hands it to does not look at it [async-unobserved-failure]
  // CHECK-MESSAGES: :[[@LINE-102]]:19: note: what is awaited here may fail, and nothing in 'copies' catches it
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: to hear of it: 'lib::Eager::handle'
  lib::spawn(copies(), [](std::exception_ptr Failure) { log("done"); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a failure of 'copies' is lost: the handler that 'spawn' hands it to does not look at it [async-unobserved-failure]
  // CHECK-MESSAGES: :[[@LINE-106]]:19: note: what is awaited here may fail, and nothing in 'copies' catches it
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: to hear of it: 'lib::Eager::handle'
  lib::spawn(copies(), [](auto &&) {});
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a failure of 'copies' is lost: the handler that 'spawn' hands it to does not look at it [async-unobserved-failure]
  // CHECK-MESSAGES: :[[@LINE-110]]:19: note: what is awaited here may fail, and nothing in 'copies' catches it
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: to hear of it: 'lib::Eager::handle'
  auto Done = [](std::exception_ptr) { log("done"); };
  lib::spawn(copies(), Done);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a failure of 'copies' is lost: the handler that 'spawn' hands it to does not look at it [async-unobserved-failure]
  // CHECK-MESSAGES: :[[@LINE-115]]:19: note: what is awaited here may fail, and nothing in 'copies' catches it
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: to hear of it: 'lib::Eager::handle'
}

// --- Dropped on purpose ----------------------------------------------------------------------------------------------------

Eager<> saves(int Value) {
  co_await save(Value);
}

void drops() {
  (void)saves(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: a failure of 'saves' is lost with the result, which is dropped [async-unobserved-failure]
  // CHECK-MESSAGES: :[[@LINE-6]]:3: note: what is awaited here may fail, and nothing in 'saves' catches it
  // CHECK-MESSAGES: :[[@LINE-3]]:9: note: to hear of it: 'lib::Eager::handle'
  (void)lib::onShard(0, [] { return save(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: a failure of this callable is lost with the result, which is dropped [async-unobserved-failure]
  // CHECK-MESSAGES: :[[@LINE-2]]:37: note: what is awaited here may fail, and nothing in this callable catches it
  // CHECK-MESSAGES: :[[@LINE-3]]:9: note: to hear of it: 'lib::Eager::handle'
  (void)lib::onShard(0, []() -> Eager<> { co_await save(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: a failure of this coroutine is lost with the result, which is dropped [async-unobserved-failure]
  // CHECK-MESSAGES: :[[@LINE-2]]:43: note: what is awaited here may fail, and nothing in this coroutine catches it
  // CHECK-MESSAGES: :[[@LINE-3]]:9: note: to hear of it: 'lib::Eager::handle'
}

// --- Nobody can await it ---------------------------------------------------------------------------------------------------

lib::Forgotten refreshes() {
  co_await lib::toPool();
  std::string Text = co_await read();
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: a failure of this await ends the program: nothing in 'refreshes' catches it [async-unobserved-failure]
  co_await write(Text);
}

lib::Unheard throwsUnheard(int Value) {
  if (!isValid(Value))
    throw std::invalid_argument("value");
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: a failure of this throw is swallowed: nothing in 'throwsUnheard' catches it [async-unobserved-failure]
  co_return;
}

lib::Forgotten callsUnheard(int Value) noexcept {
  check(Value);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a failure of this call ends the program: nothing in 'callsUnheard' catches it [async-unobserved-failure]
  co_return;
}

auto Lambda = []() -> lib::Forgotten { co_await copies(); };
// CHECK-MESSAGES: :[[@LINE-1]]:40: warning: a failure of this await ends the program: nothing in this coroutine catches it [async-unobserved-failure]

// It is told of once, where it is mended.
struct Own {
  struct promise_type {
    Own get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: a failure of every coroutine that returns 'Own' is swallowed here [async-unobserved-failure]
    // CHECK-MESSAGES: :[[@LINE+3]]:18: note: what is awaited here may fail, and nothing in 'ownFails' catches it
  };
};
Own ownFails() { co_await copies(); }
Own ownFailsToo() { co_await write("x"); }

// --- noexcept covers the call alone ----------------------------------------------------------------------------------------

Task<> promises() noexcept { co_await copies(); }
// CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'promises' is noexcept, but its failure is kept for whoever awaits it, and thrown there [async-unobserved-failure]
// CHECK-MESSAGES: :[[@LINE-2]]:30: note: what is awaited here may fail, and nothing in 'promises' catches it

// --- Handlers that take the result and not the failure -----------------------------------------------------------------------

Task<std::string> unseen();
void usesResultOnly() {
  lib::spawn(unseen(), [](std::exception_ptr Failure, std::string Text) { log(Text.c_str()); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a failure of 'unseen' is lost: the handler that 'spawn' hands it to does not look at it [async-unobserved-failure]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: to hear of it: 'lib::Eager::handle'
  lib::spawn(unseen(), [](std::exception_ptr Failure, std::string) { log("ended"); });
  lib::spawn(unseen(), [](std::exception_ptr Failure, std::string Text) { (void)Text; });
}

// --- Handlers of nearly everything, and a throw of something else --------------------------------------------------------------

struct Failure {};
struct Hidden : private Failure {};
struct Late : Failure {};

lib::Unheard throwsOther(int Value) {
  try {
    co_await copies();
    if (!isValid(Value))
      throw std::runtime_error("value");
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: a failure of this throw is swallowed: nothing in 'throwsOther' catches it [async-unobserved-failure]
  } catch (const Failure &) {
    log("failed");
  }
}

lib::Unheard throwsHidden(int Value) {
  try {
    if (!isValid(Value))
      throw Hidden();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: a failure of this throw is swallowed: nothing in 'throwsHidden' catches it
    co_await copies();
  } catch (const Failure &) {
    log("failed");
  } catch (const std::exception &) {
    log("failed");
  }
}

lib::Unheard throwsNumber(int Value) {
  try {
    if (!isValid(Value))
      throw Value;
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: a failure of this throw is swallowed: nothing in 'throwsNumber' catches it
    co_await copies();
  } catch (const std::exception &) {
    log("failed");
  }
}

lib::Unheard callsWhatThrowsOther(int Value) {
  try {
    co_await copies();
    check(Value);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: a failure of this call is swallowed: nothing in 'callsWhatThrowsOther' catches it
  } catch (const Failure &) {
    log("failed");
  }
}

lib::Unheard awaitsWhatThrowsOther(int Value) {
  try {
    co_await copies();
    co_await callsWhatThrows(Value);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: a failure of this await is swallowed: nothing in 'awaitsWhatThrowsOther' catches it
  } catch (const Failure &) {
    log("failed");
  }
}

lib::Unheard throwsAfterInner(int Value) {
  try {
    try {
      check(Value);
    } catch (const std::invalid_argument &) {
      throw std::runtime_error("value");
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: a failure of this throw is swallowed: nothing in 'throwsAfterInner' catches it
    }
    co_await copies();
  } catch (const Failure &) {
    log("failed");
  }
}

// --- What a promise keeps in itself goes with the coroutine -------------------------------------------------------------------

struct KeepsInItself {
  struct promise_type {
    std::exception_ptr Failure;
    KeepsInItself get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { Failure = std::current_exception(); }
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: a failure of every coroutine that returns 'KeepsInItself' is swallowed here [async-unobserved-failure]
    // CHECK-MESSAGES: :[[@LINE+3]]:33: note: what is awaited here may fail, and nothing in 'keepsInItself' catches it
  };
};
KeepsInItself keepsInItself() { co_await copies(); }
KeepsInItself keepsInItselfToo() { co_await write("x"); }

// --- Does more than to await what is not seen; hands on what cannot fail -----------------------------------------------------

Task<> notSeen(int);
Task<> neverThrows() noexcept;
Task<> handsOn() { return neverThrows(); }
Task<> awaitsWhatIsHandedOn() { co_await handsOn(); }
Task<> awaitsTwo() {
  co_await notSeen(1);
  co_await notSeen(2);
}
void startsThose() {
  lib::spawn(awaitsWhatIsHandedOn(), lib::Forget);
  lib::spawn(awaitsTwo(), lib::Forget);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a failure of 'awaitsTwo' is swallowed: 'spawn' starts it so that nobody hears of its end [async-unobserved-failure]
}
// Thrown out of the event loop, a failure of one would end the others, too.
void startsOneForEach(int Times) {
  for (; Times > 0; --Times)
    lib::spawn(awaitsTwo(), lib::Forget);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: a failure of 'awaitsTwo' is swallowed: 'spawn' starts it so that nobody hears of its end [async-unobserved-failure]
  // CHECK-MESSAGES: :[[@LINE-2]]:5: note: to hear of it: 'lib::Eager::handle'
}

// What a gather calls is followed.
template <typename Range, typename F>
[[clang::annotate("corolint::gather: {errors: throws, each: 0}")]] Task<> forEach(Range &&, F) {
  co_return;
}
Task<> gathersOpen(std::vector<int> Numbers) {
  auto One = [](int) -> Task<> { co_await write("x"); };
  co_await forEach(Numbers, One);
}
void startsGatherer() {
  lib::spawn(gathersOpen({}), lib::Forget);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a failure of 'gathersOpen' is swallowed
}

// --- A variable that is given other work --------------------------------------------------------------------------------------------

Task<> sound() { co_return; }
Task<> assignsAgain() {
  auto Work = sound();
  Work = copies();
  co_await std::move(Work);
}
Task<> swaps() {
  auto Work = sound(), Other = copies();
  std::swap(Work, Other);
  co_await std::move(Work);
}
Task<> nextTurn(int Turns) {
  auto Work = sound();
  while (Turns-- > 0) {
    co_await std::move(Work);
    Work = copies();
  }
}
// What it is given it may return, and that may fail.
Task<> soundOr(Task<> Given, bool Takes) {
  if (Takes)
    return Given;
  return sound();
}
Task<> chooses(Task<> Given, bool Takes) { return Takes ? std::move(Given) : sound(); }
Task<> holdsAndNames(bool Takes) {
  if (Takes) {
    auto Held = copies();
    auto &Same = Held;
    (void)Same;
    return Held;
  }
  return sound();
}
Task<> awaitsSoundOr() { co_await soundOr(copies(), true); }
Task<> awaitsChoice() { co_await chooses(copies(), true); }
Task<> awaitsHeld() { co_await holdsAndNames(true); }
void startsAgain() {
  lib::detach(assignsAgain());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a failure of 'assignsAgain' is swallowed
  lib::detach(swaps());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a failure of 'swaps' is swallowed
  lib::detach(nextTurn(2));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a failure of 'nextTurn' is swallowed
  lib::detach(awaitsSoundOr());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a failure of 'awaitsSoundOr' is swallowed
  lib::detach(awaitsChoice());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a failure of 'awaitsChoice' is swallowed
  lib::detach(awaitsHeld());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a failure of 'awaitsHeld' is swallowed
}

// --- A handler that throws again what is tried --------------------------------------------------------------------------------

lib::Unheard throwsAgainWhatIsSeen(int Value) {
  try {
    co_await lib::pause();
    if (!isValid(Value))
      throw std::invalid_argument("value");
  } catch (const std::invalid_argument &) {
    log("failed");
    throw;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: a failure of this throw is swallowed: nothing in 'throwsAgainWhatIsSeen' catches it
  }
}
lib::Unheard throwsAgainTwice() {
  try {
    try {
      co_await copies();
    } catch (...) {
      throw;
    }
  } catch (...) {
    throw;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: a failure of this throw is swallowed: nothing in 'throwsAgainTwice' catches it
  }
}

// --- What throws for more than the state of an object that was asked -----------------------------------------------------------

class Answer {
public:
  bool isText() const noexcept;
  const char *text() const {
    if (!isText())
      throw std::logic_error("no text");
    return Held;
  }
  const char *part(int From) const {
    if (From > Size)
      throw std::out_of_range("part");
    return Held + From;
  }
  void take(const char *Text) {
    if (!isText())
      throw std::logic_error("no text");
    check(*Text);
  }

private:
  const char *Held = nullptr;
  int Size = 0;
};
Task<Answer> ask() noexcept;
lib::Unheard asksNothing() {
  Answer Given = co_await ask();
  log(Given.text());
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: a failure of this call is swallowed: nothing in 'asksNothing' catches it
}
lib::Unheard asksInVain() {
  Answer Given = co_await ask();
  if (!Given.isText())
    log("no text");
  log(Given.text());
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: a failure of this call is swallowed: nothing in 'asksInVain' catches it
}
lib::Unheard asksAnother() {
  Answer Given = co_await ask(), Other = co_await ask();
  if (Other.isText())
    log(Given.text());
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: a failure of this call is swallowed: nothing in 'asksAnother' catches it
}
lib::Unheard asksForPart(int From) {
  Answer Given = co_await ask();
  if (Given.isText())
    log(Given.part(From));
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: a failure of this call is swallowed: nothing in 'asksForPart' catches it
}
lib::Unheard givesText() {
  Answer Given = co_await ask();
  if (Given.isText())
    Given.take("x");
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: a failure of this call is swallowed: nothing in 'givesText' catches it
}

// --- A virtual coroutine, of which one that is seen may fail, or is not defined here ---------------------------------------------

struct Source {
  virtual Task<int> open(int) = 0;
  virtual Task<int> close(int) { co_return 1; }
  virtual Task<int> size(int) { co_return 1; }
};
struct QuietSource : Source {
  Task<int> open(int) override { co_return 1; }
  Task<int> close(int) override { co_return 1; }
};
struct FileSource : Source {
  Task<int> open(int) override { co_return co_await counts(); }
  Task<int> close(int) override;
};
lib::Unheard opens(Source &From) {
  co_await From.open(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a failure of this await is swallowed: nothing in 'opens' catches it
}
lib::Unheard closes(Source &From) {
  co_await From.close(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a failure of this await is swallowed: nothing in 'closes' catches it
}
lib::Unheard sizes(Source &From) {
  co_await From.size(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a failure of this await is swallowed: nothing in 'sizes' catches it
}
