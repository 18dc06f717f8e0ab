// RUN: %check_corolint %s %t --model-file=%S/Inputs/gather-model.yaml -- -std=c++20

// What is reported of gathers that a model of the user's own describes.

#include "Inputs/gather.h"
#include <memory>
#include <variant>

using lib::Task;

Task<int> one();
Task<int> two();
std::vector<Task<int>> many();
void log(int Value);
bool condition();

// --- The result is dropped ---------------------------------------------------------------------------------------------------

Task<> drops(lib::Group &Group) {
  co_await lib::collectTry(one(), two());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'collectTry' is dropped, and with it the failures of what it gathered [async-unhandled-gather]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use 'collect', which throws the first failure
  // CHECK-SUGGESTED: {{^}}  co_await lib::collect(one(), two());
  (co_await lib::collectTryRange(many()));
  // CHECK-MESSAGES: :[[@LINE-1]]:4: warning: the result of 'collectTryRange' is dropped, and with it the failures of what it gathered [async-unhandled-gather]
  // CHECK-MESSAGES: :[[@LINE-2]]:4: note: use 'collectRange', which throws the first failure
  // CHECK-SUGGESTED: {{^}}  (co_await lib::collectRange(many()));
  co_await lib::settle(one(), two());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'settle' is dropped, and with it the failures of what it gathered [async-unhandled-gather]
  co_await Group.settle();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'settle' is dropped
  co_await lib::settleErrors(one(), two());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'settleErrors' is dropped
  if (condition())
    co_await lib::settle(one(), two());
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the result of 'settle' is dropped
  co_await lib::settle(one(), two()), log(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'settle' is dropped
  for (;; co_await lib::settleRange(many()))
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: the result of 'settleRange' is dropped
    log(2);
}

Task<> dropsInTry() {
  // Nothing is thrown, so nothing is caught.
  try {
    co_await lib::settle(one(), two());
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the result of 'settle' is dropped
  } catch (...) {
    log(0);
  }
}

// A builder in between does not change what is awaited.
Task<> dropsUsing() {
  using namespace lib;
  co_await collectTry(one(), two());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'collectTry' is dropped
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use 'collect', which throws the first failure
  // CHECK-SUGGESTED: {{^}}  co_await collect(one(), two());
}

auto dropsInLambda = []() -> Task<> {
  co_await lib::settle(one(), two());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'settle' is dropped
};

template <typename T> Task<> dropsInTemplate(Task<T> Given) {
  co_await lib::collectTry(std::move(Given), two());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'collectTry' is dropped
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use 'collect', which throws the first failure
  // CHECK-SUGGESTED: {{^}}  co_await lib::collect(std::move(Given), two());
}
Task<> instances(Task<char> Other) {
  co_await dropsInTemplate(one());
  co_await dropsInTemplate(std::move(Other));
}

// --- The result is never read ------------------------------------------------------------------------------------------------

Task<> neverReads() {
  auto Both = co_await lib::collectTry(one(), two());
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the failures in the result of 'collectTry' are never looked at: they pass unnoticed [async-unhandled-gather]
  // CHECK-MESSAGES: :[[@LINE-2]]:15: note: use 'collect', which throws the first failure
  // CHECK-SUGGESTED: {{^}}  auto Both = co_await lib::collect(one(), two());
  [[maybe_unused]] const auto &Reference = co_await lib::settle(one(), two());
  // CHECK-MESSAGES: :[[@LINE-1]]:44: warning: the failures in the result of 'settle' are never looked at: they pass unnoticed [async-unhandled-gather]
  auto [First, Second] = co_await lib::settle(one(), two());
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: the failures in the result of 'settle' are never looked at
  std::vector<lib::Try<int>> Many(co_await lib::settleRange(many()));
  // CHECK-MESSAGES: :[[@LINE-1]]:35: warning: the failures in the result of 'settleRange' are never looked at
}

// --- Only the values are read ------------------------------------------------------------------------------------------------

Task<int> readsValuesOfBinding() {
  auto [E1, A, E2, B] = co_await lib::settleErrors(one(), two());
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: the failures in the result of 'settleErrors' are never looked at: they pass unnoticed [async-unhandled-gather]
  co_return A + B;
}

// The twin's result has other parts: to call it would not do.
Task<int> readsValuesThatTwinLacks() {
  auto [E1, A, E2, B] = co_await lib::collectErrors(one(), two());
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: the failures in the result of 'collectErrors' are never looked at: they pass unnoticed [async-unhandled-gather]
  // CHECK-SUGGESTED: {{^}}  auto [E1, A, E2, B] = co_await lib::collectErrors(one(), two());
  co_return A + B;
}

// Nobody reads it, but it has four parts.
Task<> bindsFourParts() {
  auto [E1, A, E2, B] = co_await lib::collectErrors(one(), two());
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: the failures in the result of 'collectErrors' are never looked at: they pass unnoticed [async-unhandled-gather]
  // CHECK-SUGGESTED: {{^}}  auto [E1, A, E2, B] = co_await lib::collectErrors(one(), two());
}

Task<> typed() {
  std::tuple<lib::Try<int>, lib::Try<int>> Both = co_await lib::collectTry(one(), two());
  // CHECK-MESSAGES: :[[@LINE-1]]:51: warning: the failures in the result of 'collectTry' are never looked at: they pass unnoticed [async-unhandled-gather]
  // CHECK-SUGGESTED: {{^}}  std::tuple<lib::Try<int>, lib::Try<int>> Both = co_await lib::collectTry(one(), two());
}

Task<int> readsValuesByGet() {
  auto All = co_await lib::settleErrors(one(), two());
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: the failures in the result of 'settleErrors' are never looked at
  co_return std::get<1>(All) + std::get<3>(All);
}

// The failure that is looked at does not speak for the other.
Task<int> readsOneErrorOfTwo() {
  auto [E1, A, E2, B] = co_await lib::settleErrors(one(), two());
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: not every failure in the result of 'settleErrors' is looked at: the others pass unnoticed
  // CHECK-MESSAGES: :[[@LINE-2]]:16: note: nothing reads 'E2'
  if (E1)
    std::rethrow_exception(E1);
  co_return A + B;
}

Task<int> readsValuesInLoop() {
  int Sum = 0;
  for (auto &[Error, Value] : co_await lib::settleErrorRanges(many()))
    // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: the failures in the result of 'settleErrorRanges' are never looked at
    Sum += Value;
  co_return Sum;
}

Task<int> readsValuesInLoopOverVariable() {
  int Sum = 0;
  auto All = co_await lib::settleErrorRanges(many());
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: the failures in the result of 'settleErrorRanges' are never looked at
  for (auto &[Error, Value] : All)
    Sum += Value;
  co_return Sum;
}

Task<int> readsElementsByGet() {
  int Sum = 0;
  auto All = co_await lib::settleErrorRanges(many());
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: the failures in the result of 'settleErrorRanges' are never looked at
  for (auto &Each : All)
    Sum += std::get<1>(Each);
  co_return Sum;
}

// --- Handlers ----------------------------------------------------------------------------------------------------------------

void handlers() {
  lib::whenSettled(one(), two(), [](std::exception_ptr E1, int A, std::exception_ptr E2, int B) { log(A + B); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the failures that 'whenSettled' hands to its handler are never looked at [async-unhandled-gather]
  lib::whenSettled(one(), two(), [](std::exception_ptr, int, const std::exception_ptr &, int) {});
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the failures that 'whenSettled' hands to its handler are never looked at
  lib::whenSettled(one(), two(), [](std::error_code, std::tuple<int, int> Values) { log(std::get<0>(Values)); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the failures that 'whenSettled' hands to its handler are never looked at
  auto Named = [](std::exception_ptr, int A) { log(A); };
  lib::whenSettled(one(), two(), Named);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the failures that 'whenSettled' hands to its handler are never looked at
}

// --- Gathers that throw where nothing catches --------------------------------------------------------------------------------

lib::Detached ends() {
  co_await lib::collect(one(), two());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a failure of what 'collect' gathers ends the program: nothing here catches it [async-unhandled-gather]
  auto [A, B] = co_await lib::collect(one(), two());
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: a failure of what 'collect' gathers ends the program
  for (int Each : co_await lib::collectRange(many()))
    // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: a failure of what 'collectRange' gathers ends the program
    log(Each + A + B);
  co_await (one() && two());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a failure of what 'operator&&' gathers ends the program
  try {
    log(1);
  } catch (...) {
  }
  co_await lib::collect(one(), two());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a failure of what 'collect' gathers ends the program
}

lib::Quiet swallows() {
  co_await lib::collect(one(), two());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a failure of what 'collect' gathers is swallowed: nothing here catches it [async-unhandled-gather]
}

// The try block around a lambda is not around its coroutine.
void lambdaInTry() {
  try {
    [](Task<int> Given) -> lib::Detached {
      co_await lib::collect(std::move(Given), two());
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: a failure of what 'collect' gathers ends the program
    }(one());
  } catch (...) {
  }
}

// --- Awaited later, and results that are handed on ---------------------------------------------------------------------------

Task<> keptFirst() {
  auto Both = lib::collectTry(one(), two());
  log(0);
  co_await std::move(Both);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'collectTry' is dropped, and with it the failures of what it gathered
  auto Others = lib::settle(one(), two());
  auto Results = co_await std::move(Others);
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: the failures in the result of 'settle' are never looked at
}

lib::Detached keptAndThrown() {
  auto Both = lib::collect(one(), two());
  co_await std::move(Both);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a failure of what 'collect' gathers ends the program
}

Task<int> movedOn() {
  auto All = co_await lib::settleErrors(one(), two());
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: the failures in the result of 'settleErrors' are never looked at
  auto Moved = std::move(All);
  auto &[E1, A, E2, B] = Moved;
  co_return A + B;
}

int sum(const std::tuple<std::exception_ptr, int, std::error_code, int> &All) {
  return std::get<1>(All) + std::get<3>(All);
}
Task<int> inAFunction() {
  auto All = co_await lib::settleErrors(one(), two());
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: the failures in the result of 'settleErrors' are never looked at
  co_return sum(All);
}

Task<int> someOfThem() {
  auto [First, Second] = co_await lib::settle(one(), two());
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: not every failure in the result of 'settle' is looked at: the others pass unnoticed
  // CHECK-MESSAGES: :[[@LINE-2]]:16: note: nothing reads 'Second'
  co_return First.hasException() ? 0 : 1;
}

Task<int> firstErrorOnly() {
  auto [E1, A, E2, B] = co_await lib::settleErrors(one(), two());
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: not every failure in the result of 'settleErrors' is looked at
  // CHECK-MESSAGES: :[[@LINE-2]]:16: note: nothing reads 'E2'
  co_return E1 ? 0 : A + B;
}

// --- Some of what is gathered may fail ---------------------------------------------------------------------------------------

void fill(std::vector<Task<int>> &Given);
Task<int> answers() { co_return 42; }
Task<> oneMayFail() {
  co_await lib::collectTry(answers(), one());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'collectTry' is dropped, and with it the failures of what it gathered
  std::vector<Task<int>> Several;
  Several.push_back(answers());
  fill(Several);
  co_await lib::collectTryRange(std::move(Several));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'collectTryRange' is dropped, and with it the failures of what it gathered
}

// --- What a container holds is not all seen ----------------------------------------------------------------------------------

std::vector<Task<int>> makeAll();
Task<> notAllSeen(bool More) {
  std::vector<Task<int>> One = makeAll();
  One.push_back(answers());
  co_await lib::collectTryRange(std::move(One));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'collectTryRange' is dropped
  std::vector<Task<int>> Two;
  Two.push_back(answers());
  Two.insert(Two.end(), one());
  co_await lib::collectTryRange(std::move(Two));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'collectTryRange' is dropped
  auto Three = answers();
  if (More)
    Three = one();
  co_await lib::collectTry(std::move(Three), answers());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'collectTry' is dropped
}

// --- Continued, and not awaited ----------------------------------------------------------------------------------------------

lib::Later<> save(int);
lib::Later<int> load(int);

lib::Later<> continued() {
  lib::join(save(1), load(2)).then([](std::tuple<lib::Later<>, lib::Later<int>>) { log(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the failures in the result of 'join' are never looked at: they pass unnoticed [async-unhandled-gather]
  lib::join(save(1), load(2)).then([](auto &&Joined) { log(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the failures in the result of 'join' are never looked at: they pass unnoticed
  lib::join(save(1), load(2)).then([](std::tuple<lib::Later<>, lib::Later<int>> Joined) {
    // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: not every failure in the result of 'join' is looked at: the others pass unnoticed
    // CHECK-MESSAGES: :[[@LINE-2]]:81: note: nothing reads the failure in part 0
    log(std::get<1>(Joined).get());
  });
  lib::join(save(1), load(2)).then([](std::tuple<lib::Later<>, lib::Later<int>> Joined) {
    // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: not every failure in the result of 'join' is looked at: the others pass unnoticed
    // CHECK-MESSAGES: :[[@LINE+1]]:12: note: nothing reads 'Saved'
    auto &[Saved, Loaded] = Joined;
    log(Loaded.get());
  });
  lib::join(save(1), load(2)).thenUnpack([](lib::Later<> Saved, lib::Later<int> Loaded) { log(Loaded.get()); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: not every failure in the result of 'join' is looked at: the others pass unnoticed
  // CHECK-MESSAGES: :[[@LINE-2]]:58: note: nothing reads 'Saved'
  lib::join(save(1), load(2)).thenUnpack([](lib::Later<>, lib::Later<int>) { log(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the failures in the result of 'join' are never looked at
  lib::join(save(1), load(2)).thenWrapped([](lib::Later<std::tuple<lib::Later<>, lib::Later<int>>>) { log(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the failures in the result of 'join' are never looked at
  std::vector<lib::Later<int>> Several;
  lib::joinRange(std::move(Several)).then([](std::vector<lib::Later<int>> Joined) {
    // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the failures in the result of 'joinRange' are never looked at
    for (auto &Each : Joined)
      log(1);
  });
  auto Both = lib::join(save(1), load(2));
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the failures in the result of 'join' are never looked at
  return Both.then([](std::tuple<lib::Later<>, lib::Later<int>>) { log(1); });
}

// --- How many there are says nothing of failures -----------------------------------------------------------------------------

Task<int> counted() {
  auto Outcomes = co_await lib::collectTryRange(many());
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: the failures in the result of 'collectTryRange' are never looked at: they pass unnoticed [async-unhandled-gather]
  co_return Outcomes.size();
}
Task<> askedWhetherEmpty() {
  auto Outcomes = co_await lib::collectTryRange(many());
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: the failures in the result of 'collectTryRange' are never looked at: they pass unnoticed [async-unhandled-gather]
  if (!Outcomes.empty())
    log(1);
}

// --- Results by what they are made of, and by what they can be asked ---------------------------------------------------------

template <typename T>
[[clang::annotate("corolint::gather: {errors: values, range: 0}")]] Task<std::vector<T>> all(std::vector<Task<T>>);
template <typename T> std::vector<Task<T>> several();
enum class Code { Ok, Lost };
template <typename T> struct ValueOrProblem {
  bool has_value() const;
  T &value();
  int &error();
};
template <typename T> struct StatusOr {
  bool ok() const;
  T value();
  const int &status() const;
};
struct Status {
  bool ok() const;
  Code code() const;
};

Task<int> countsResults() {
  auto ResultsA = co_await all(several<ValueOrProblem<int>>());
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: the failures in the result of 'all' are never looked at: they pass unnoticed
  auto ResultsB = co_await all(several<StatusOr<int>>());
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: the failures in the result of 'all' are never looked at: they pass unnoticed
  auto ResultsC = co_await all(several<Status>());
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: the failures in the result of 'all' are never looked at: they pass unnoticed
  auto ResultsD = co_await all(several<std::pair<std::error_code, int>>());
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: the failures in the result of 'all' are never looked at: they pass unnoticed
  auto ResultsE = co_await all(several<std::tuple<int, std::exception_ptr>>());
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: the failures in the result of 'all' are never looked at: they pass unnoticed
  auto ResultsF = co_await all(several<std::variant<int, std::exception_ptr>>());
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: the failures in the result of 'all' are never looked at: they pass unnoticed
  auto ResultsG = co_await all(several<std::unique_ptr<ValueOrProblem<int>>>());
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: the failures in the result of 'all' are never looked at: they pass unnoticed
  co_return ResultsA.size() + ResultsB.size() + ResultsC.size() + ResultsD.size() + ResultsE.size() + ResultsF.size() + ResultsG.size();
}
