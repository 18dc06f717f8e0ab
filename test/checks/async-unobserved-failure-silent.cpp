// RUN: %check_corolint %s %t --model-file=%S/Inputs/failures-model.yaml --checks=-*,async-unobserved-failure -- -std=c++23

// What is not reported of work that nobody awaits, except in the strict profile.
// RUN: %corolint --checks=-*,async-unobserved-failure --profile=strict --no-color --fail-on=never --model-file=%S/Inputs/failures-model.yaml \
// RUN:   %s -- -std=c++23 | FileCheck %s --check-prefix=STRICT --implicit-check-not=warning:

#include "Inputs/failures.h"
#include <memory>
#include <variant>

using lib::Eager;
using lib::Task;

Task<std::string> read();
Task<> write(std::string);
Task<> never() noexcept;
Task<std::expected<int, std::error_code>> tries();
Task<std::pair<std::error_code, int>> triesPair();
Eager<> save(int);
Eager<> saveQuietly(int) noexcept;
void log(const char *);
void log(std::exception_ptr);

// --- It cannot fail, as far as is seen -------------------------------------------------------------------------------------

Task<> catchesAll() {
  try {
    co_await write(co_await read());
  } catch (...) {
    log("failed");
  }
}

Task<> catchesExceptions() {
  try {
    co_await write(co_await read());
  } catch (const std::exception &E) {
    log(E.what());
  }
}

// One that has no base is the root of all that its library throws.
struct Failure {};
Task<> catchesTheRoot() {
  try {
    co_await write("x");
  } catch (const Failure &) {
    log("failed");
  }
}

Task<> awaitsWhatCatches() { co_await catchesAll(); }

Task<> awaitsNothingThatFails() {
  co_await lib::pause();
  co_await lib::toPool();
  co_await lib::Sure();
  co_await never();
}

Task<> getsFailuresAsValues() {
  auto Result = co_await tries();
  if (!Result)
    co_return;
  auto [Error, Size] = co_await triesPair();
  log(Error ? "failed" : "done");
}

Task<> throwsAndCatches(int Value) {
  try {
    if (Value < 0)
      throw std::invalid_argument("value");
  } catch (const std::exception &E) {
    log(E.what());
  }
  co_return;
}

// Its own end is all that calls of itself could tell of.
Task<> recursive(int Depth) {
  if (Depth > 0)
    co_await recursive(Depth - 1);
}

Task<> copies() { co_await write(co_await read()); }

void starts() {
  lib::spawn(catchesAll(), lib::Forget);
  lib::spawn(catchesExceptions(), lib::Forget);
  lib::spawn(catchesTheRoot(), lib::Forget);
  lib::spawn(awaitsWhatCatches(), lib::Forget);
  lib::spawn(awaitsNothingThatFails(), lib::Forget);
  lib::spawn(getsFailuresAsValues(), lib::Forget);
  lib::spawn(throwsAndCatches(1), lib::Forget);
  lib::spawn(recursive(3), lib::Forget);
  lib::mustNotFail(catchesAll());
}

// --- Somebody hears of it --------------------------------------------------------------------------------------------------

void heard() {
  lib::spawn(copies(), [](std::exception_ptr Failure) { log(Failure); });
  lib::spawn(copies(), [](auto &&Failure) { log(Failure); });
  lib::spawn(copies(), lib::ToFuture);
  lib::logged(copies());
  // A handler that is given nothing to look at.
  lib::spawn(copies(), [] { log("done"); });
}

// --- What is not in view ---------------------------------------------------------------------------------------------------

Task<> elsewhere();
void unseen() {
  // STRICT: :[[@LINE+1]]:3: warning: a failure of 'elsewhere' is swallowed: 'spawn' starts it so that nobody hears of its end
  lib::spawn(elsewhere(), lib::Forget);
  // STRICT: :[[@LINE+1]]:9: warning: a failure of 'save' is lost with the result, which is dropped
  (void)save(1);
  (void)lib::onShard(0, [] { log("nothing is awaited here"); return saveQuietly(1); });
}

// --- Ends the program, and was meant to ------------------------------------------------------------------------------------

// Runs what it is given.
// STRICT: :[[@LINE+1]]:37: warning: a failure of this await ends the program: nothing in 'runs' catches it
lib::Forgotten runs(Task<> Given) { co_await std::move(Given); }

lib::Forgotten catches() {
  try {
    co_await copies();
  } catch (...) {
    log("failed");
  }
}

lib::Detached ends() {
  // STRICT: :[[@LINE+1]]:3: warning: a failure of this await ends the program: nothing in 'ends' catches it
  co_await copies();
}

// --- noexcept --------------------------------------------------------------------------------------------------------------

Task<> truly() noexcept { co_await catchesAll(); }
struct Base {
  virtual Task<> run() noexcept = 0;
};
struct Derived : Base {
  Task<> run() noexcept override { co_await copies(); }
};

// A completion that has no place for a failure, and a result that was asked.
template <typename T, typename Signature>
concept TokenFor = requires { typename std::decay_t<T>; };
struct Lock {};
struct UseTask {};
template <TokenFor<void()> Token> Task<> waitsIn(Token &&);
template <TokenFor<void(Lock)> Token> Task<Lock> locks(Token &&);
Task<> completes() {
  co_await waitsIn(UseTask());
  co_await locks(UseTask());
}
class Outcome {
public:
  bool hasError() const;
  int value() {
    if (hasError())
      throw 1;
    return 0;
  }
};
Task<Outcome> outcome() noexcept;
Task<> asksOutcome() {
  Outcome Found = co_await outcome();
  if (!Found.hasError())
    log(Found.value() ? "one" : "none");
}
void startsSure() {
  lib::spawn(completes(), lib::Forget);
  lib::spawn(asksOutcome(), lib::Forget);
}

// --- Handlers of nearly everything, and throws that they take ----------------------------------------------------------------

struct Late : Failure {};
bool isValid(int);
void checkLate(int Value) {
  if (!isValid(Value))
    throw Late();
}
void checkArgument(int Value) {
  if (!isValid(Value))
    throw std::invalid_argument("value");
}
Task<> throwsLate(int Value) {
  checkLate(Value);
  co_return;
}

lib::Unheard throwsWhatIsCaught(int Value) {
  try {
    if (Value == 1)
      throw Late();
    if (Value == 2)
      throw Failure();
    checkLate(Value);
    co_await throwsLate(Value);
    co_await write("x");
  } catch (const Failure &) {
    log("failed");
  }
}

lib::Unheard throwsWhatAnotherCatches(int Value) {
  try {
    checkArgument(Value);
    if (Value == 1)
      throw 1;
    if (Value == 2)
      throw std::bad_alloc();
    co_await write("x");
  } catch (Failure) {
    log("failed");
  } catch (const std::logic_error &) {
    log("failed");
  } catch (int) {
    log("failed");
  }
}

lib::Unheard throwsWhatOuterCatches(int Value) {
  try {
    try {
      checkArgument(Value);
      throw Late();
    } catch (const Failure &) {
      log("failed");
    }
  } catch (const std::invalid_argument &) {
    log("failed");
  }
  co_return;
}

// A handler of just what is thrown.
lib::Unheard throwsAndCatchesOne(int Value) {
  try {
    if (Value == 1)
      throw std::invalid_argument("value");
  } catch (const std::invalid_argument &) {
    log("failed");
  }
  co_return;
}

// In here, all is taken first.
lib::Unheard throwsWithin(int Value) {
  try {
    try {
      checkArgument(Value);
    } catch (...) {
      log("failed");
    }
    co_await write("x");
  } catch (const Failure &) {
    log("failed");
  }
}

// --- What a promise keeps elsewhere, or until it is destroyed -----------------------------------------------------------------

struct SharedState {
  std::exception_ptr Failure;
};
struct KeepsElsewhere {
  struct promise_type {
    std::shared_ptr<SharedState> Shared = std::make_shared<SharedState>();
    KeepsElsewhere get_return_object() { return {Shared}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { Shared->Failure = std::current_exception(); }
  };
  std::shared_ptr<SharedState> Shared;
};
KeepsElsewhere keepsElsewhere() { co_await write("x"); }

struct KeepsUntilDestroyed {
  struct promise_type {
    std::exception_ptr Failure;
    KeepsUntilDestroyed get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { Failure = std::current_exception(); }
  };
  std::coroutine_handle<promise_type> Handle;
};
KeepsUntilDestroyed keepsUntilDestroyed() { co_await write("x"); }

struct KeepsAndTells {
  struct promise_type {
    std::exception_ptr Failure;
    KeepsAndTells get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {
      Failure = std::current_exception();
      tell(Failure);
    }
    void tell(std::exception_ptr);
  };
};
KeepsAndTells keepsAndTells() { co_await write("x"); }

// Nor where the one that is started only awaits it.
void unseenBehindOne() {
  auto Waits = [](int) -> Task<> { co_await elsewhere(); };
  // STRICT: :[[@LINE+1]]:3: warning: a failure of
  lib::spawn(Waits(1), lib::Forget);
}

// Nor where it takes and gives nothing, as what only waits for others, whatever stands beside it.
void waitsForUnseen(int Count) {
  auto Inner = [](int Turns) -> Task<> {
    for (; Turns; --Turns)
      co_await elsewhere();
  };
  auto Waits = [Inner](int Turns) -> Task<> {
    co_await Inner(Turns);
    ++Turns;
  };
  // STRICT: :[[@LINE+1]]:3: warning: a failure of
  lib::spawn(Waits(Count), lib::Forget);
}

// --- What a log rethrows behind a handler for all that is likely ------------------------------------------------------------------

void format(const char *);
void report(const char *);
void logs(const char *Text) {
  try {
    format(Text);
  } catch (const std::exception &) {
    report(Text);
  } catch (...) {
    report(Text);
    throw;
  }
}
Eager<> logsOnly() {
  co_await truly();
  logs("x");
}
void startsLogging() { (void)logsOnly(); }

// --- What a gather calls, and what is started and awaited in one ----------------------------------------------------------------------

template <typename Range, typename F>
[[clang::annotate("corolint::gather: {errors: throws, each: 0}")]] Task<> forEach(Range &&, F) {
  co_return;
}
Task<> gathersQuiet(std::vector<int> Numbers) {
  auto One = [](int) -> Task<> {
    try {
      co_await write("x");
    } catch (...) {
      log("failed");
    }
  };
  co_await forEach(Numbers, One);
}
void startsGatherer() { lib::spawn(gathersQuiet({}), lib::Forget); }

// --- A log that may fail while it tells of a failure ----------------------------------------------------------------------------------

void checked(const char *Text) {
  if (!Text)
    throw std::runtime_error("no text");
}
Task<> tellsOnly() {
  try {
    co_await write("x");
  } catch (const std::exception &E) {
    checked(E.what());
  }
}
void startsTelling() { lib::spawn(tellsOnly(), lib::Forget); }

// What std::visit calls for each kind cannot fail.
Task<> visits(std::variant<int, long> Value) {
  co_await std::visit([](auto) -> Task<> { co_await lib::pause(); }, Value);
}
void startsVisits() { lib::detach(visits(1)); }

// Whichever it is given cannot fail, and what is assigned behind the await is not awaited there.
Task<> givenQuiet(bool Other) {
  auto Work = never();
  if (Other)
    Work = catchesAll();
  co_await std::move(Work);
  Work = write("x");
  log(Other ? "other" : "first");
}
// What it is made of is what it was before.
Task<> wrapsItself() {
  auto Work = catchesAll();
  Work = forEach(std::vector{1}, std::move(Work));
  co_await std::move(Work);
}
Task<> returnsOneOf(bool Other) {
  if (Other)
    return never();
  auto Held = never();
  return Held;
}
Task<> onlyOne() {
  auto Held = catchesAll();
  return Held;
}
void startsGivenQuiet() {
  lib::detach(givenQuiet(true));
  lib::detach(onlyOne());
}

// --- Nothing that a handler could throw again ------------------------------------------------------------------------------------------

Task<bool> pausesUnlessTold() {
  try {
    co_await lib::pause();
    co_return true;
  } catch (const std::system_error &E) {
    if (E.code() == std::errc::operation_canceled)
      co_return false;
    throw;
  } catch (...) {
    log("failed");
    throw;
  }
}
Task<> pausesInside() {
  try {
    try {
      co_await lib::pause();
    } catch (const std::logic_error &) {
      throw;
    }
  } catch (...) {
    throw;
  }
}
void startsPausing() {
  lib::spawn(pausesUnlessTold(), lib::Forget);
  lib::spawn(pausesInside(), lib::Forget);
}

// --- What throws for the state of its object alone, which the caller has asked --------------------------------------------------------

class Answer {
public:
  explicit operator bool() const noexcept { return Held.index() == 0; }
  const std::string &text() const {
    if (!*this)
      throw std::logic_error("no text");
    return std::get<0>(Held);
  }
  int failure() const {
    if (const int *Found = std::get_if<1>(&Held))
      return *Found;
    throw std::logic_error("no failure");
  }
  const std::string &checkedText() const {
    expectText();
    return std::get<0>(Held);
  }

private:
  void expectText() const {
    if (bool IsText = Held.index() == 0; !IsText)
      refuse();
  }
  static void refuse() { throw std::logic_error("no text"); }
  std::variant<std::string, int> Held;
};
Task<Answer> ask() noexcept;
Task<> usesAnswer() {
  Answer Given = co_await ask();
  if (!Given)
    log(Given.failure() ? "refused" : "failed");
  else
    log(Given.text().c_str());
  log(Given ? Given.checkedText().c_str() : "");
  if (bool IsThere = bool(Given); IsThere && !Given.text().empty())
    log("text");
}
Task<> leavesBefore() {
  for (;;) {
    Answer Given = co_await ask();
    do {
      if (!Given)
        co_return;
    } while (false);
    log(Given.text().c_str());
    auto Other = std::make_unique<Answer>(co_await ask());
    if (!*Other)
      continue;
    log(Other->text().c_str());
  }
}
void startsAsking() {
  lib::spawn(usesAnswer(), lib::Forget);
  lib::spawn(leavesBefore(), lib::Forget);
}

// --- A virtual coroutine, of which none that is seen can fail ----------------------------------------------------------------------------

struct Source {
  virtual ~Source() = default;
  virtual Task<int> open(int) = 0;
};
struct QuietSource : Source {
  Task<int> open(int) override {
    co_await lib::pause();
    co_return 1;
  }
};
struct OuterSource : Source {
  Source &Inner;
  Task<int> open(int Which) override { co_return co_await Inner.open(Which) + 1; }
};
Task<> opens(Source &From) { log(co_await From.open(1) ? "open" : "closed"); }
// STRICT: :[[@LINE+1]]:36: warning: a failure of 'opens' is swallowed
void startsOpening(Source &From) { lib::spawn(opens(From), lib::Forget); }
