// RUN: %check_corolint %s %t --model-file=%S/Inputs/gather-model.yaml -- -std=c++20

// What is not reported of gathers: nothing here may be, except in the strict profile.
// RUN: %corolint --checks=-*,async-unhandled-gather --profile=strict --no-color --fail-on=never --model-file=%S/Inputs/gather-model.yaml \
// RUN:   %s -- -std=c++20 | FileCheck %s --check-prefix=STRICT --implicit-check-not=warning:

#include "Inputs/gather.h"
#include <functional>
#include <memory>
#include <variant>

using lib::Task;

Task<int> one();
Task<int> two();
std::vector<Task<int>> many();
void log(int Value);
void log(std::exception_ptr Failure);
void judge(std::tuple<lib::Try<int>, lib::Try<int>> Both);
void judgeAll(const std::vector<lib::Try<int>> &All);
template <typename... E> void judgeErrors(const E &...) {}
bool condition();

// --- The failures are looked at ----------------------------------------------------------------------------------------------

Task<int> looks() {
  auto [First, Second] = co_await lib::collectTry(one(), two());
  if (First.hasException() || Second.hasException())
    co_return 0;
  co_return First.value() + Second.value();
}

// value() throws the failure.
Task<int> values() {
  auto [First, Second] = co_await lib::settle(one(), two());
  co_return First.value() + Second.value();
}

Task<int> looksByGet() {
  auto Both = co_await lib::settle(one(), two());
  if (std::get<0>(Both).hasException())
    log(std::get<0>(Both).exception());
  co_return std::get<1>(Both).value();
}

Task<int> looksAtErrors() {
  auto [E1, A, E2, B] = co_await lib::settleErrors(one(), two());
  if (E1)
    std::rethrow_exception(E1);
  if (E2)
    co_return -1;
  co_return A + B;
}

Task<int> looksAtErrorsByGet() {
  const auto All = co_await lib::settleErrors(one(), two());
  if (std::get<0>(All) || std::get<2>(All))
    co_return -1;
  co_return std::get<1>(All);
}

Task<int> looksByType() {
  auto All = co_await lib::settleErrors(one(), two());
  if (std::get<std::exception_ptr>(All))
    co_return -1;
  if (std::get<std::error_code>(All))
    co_return -2;
  co_return std::get<1>(All);
}

Task<int> ties() {
  std::exception_ptr First;
  std::error_code Second;
  int A, B;
  std::tie(First, A, Second, B) = co_await lib::settleErrors(one(), two());
  if (First || Second)
    co_return -1;
  co_return A + B;
}

Task<int> applies() {
  co_return std::apply([](auto First, int A, auto Second, int B) { return First || Second ? 0 : A + B; },
                       co_await lib::settleErrors(one(), two()));
}

Task<int> loops() {
  int Sum = 0;
  for (auto &Each : co_await lib::collectTryRange(many()))
    Sum += Each.value();
  for (auto &Each : co_await lib::settleRange(many()))
    if (Each.hasException())
      log(Each.exception());
  auto All = co_await lib::settleRange(many());
  for (auto &Each : All)
    if (Each)
      Sum += *Each;
  auto Counted = co_await lib::settleRange(many());
  for (std::size_t I = 0; I < Counted.size(); ++I)
    Sum += Counted[I].value();
  for (auto &[Error, Value] : co_await lib::settleErrorRanges(many()))
    if (!Error)
      Sum += Value;
  co_return Sum;
}

Task<int> looksInLambda() {
  auto [E1, A, E2, B] = co_await lib::settleErrors(one(), two());
  auto Check = [&] { return E1 || E2; };
  co_return Check() ? 0 : A + B;
}

Task<int> looksInTry() {
  auto Both = co_await lib::settle(one(), two());
  try {
    co_return std::get<0>(Both).value() + std::get<1>(Both).value();
  } catch (...) {
    co_return 0;
  }
}

// --- Passed on ---------------------------------------------------------------------------------------------------------------

Task<std::tuple<lib::Try<int>, lib::Try<int>>> returns() { co_return co_await lib::settle(one(), two()); }
Task<std::tuple<lib::Try<int>, lib::Try<int>>> returnsVariable() {
  auto Both = co_await lib::settle(one(), two());
  co_return Both;
}
auto returnsGather() { return lib::settle(one(), two()); }

struct Kept {
  std::vector<lib::Try<int>> All;
};

Task<> passes(Kept &Into, std::function<void(std::vector<lib::Try<int>>)> Report) {
  judge(co_await lib::settle(one(), two()));
  auto Both = co_await lib::settle(one(), two());
  judge(std::move(Both));
  judgeAll(co_await lib::settleRange(many()));
  Into.All = co_await lib::settleRange(many());
  Report(co_await lib::settleRange(many()));
  auto All = co_await lib::settleErrors(one(), two());
  judgeErrors(std::get<0>(All), std::get<2>(All));
  auto [E1, A, E2, B] = co_await lib::settleErrors(one(), two());
  judgeErrors(E1, E2);
  auto First = std::get<0>(co_await lib::settle(one(), two())).value();
  log(First);
  auto Lazy = lib::settle(one(), two());
  judge(co_await std::move(Lazy));
  [Got = co_await lib::settleRange(many())] { judgeAll(Got); }();
}

// --- Dropped on purpose, but that the strict profile reports -----------------------------------------------------------------

Task<> onPurpose() {
  (void)co_await lib::settle(one(), two());
  // STRICT: :[[@LINE-1]]:9: warning: the result of 'settle' is dropped, and with it the failures of what it gathered [async-unhandled-gather]
  std::ignore = co_await lib::settleRange(many());
  // STRICT: :[[@LINE-1]]:17: warning: the result of 'settleRange' is dropped
  auto _ = co_await lib::settle(one(), two());
  // STRICT: :[[@LINE-1]]:12: warning: the result of 'settle' is dropped
}

// --- Handlers that listen ----------------------------------------------------------------------------------------------------

void handle(std::exception_ptr, int, std::exception_ptr, int);

void handlers() {
  lib::whenSettled(one(), two(), [](std::exception_ptr E1, int A, std::exception_ptr E2, int B) {
    if (E1 || E2)
      return;
    log(A + B);
  });
  lib::whenSettled(one(), two(), [](auto... All) { judgeErrors(All...); });
  lib::whenSettled(one(), two(), handle);
  lib::whenSettled(one(), two(), [](int A, int B) { log(A + B); });
  lib::whenSettled(one(), two(), [] {});
  lib::whenSettled(one(), two(), [](std::exception_ptr E1, int, std::exception_ptr E2, int) {
    auto Later = [=] { judgeErrors(E1, E2); };
    Later();
  });
}

// --- Gathers that throw ------------------------------------------------------------------------------------------------------

Task<int> throws() {
  co_await lib::collect(one(), two());
  auto [A, B] = co_await (one() && two());
  for (int Each : co_await lib::collectRange(many()))
    A += Each;
  co_return A + B;
}

lib::Detached catches() {
  try {
    co_await lib::collect(one(), two());
    if (condition())
      co_await (one() && two());
  } catch (const std::exception &) {
    log(1);
  }
}

lib::Detached catchesOutside() try {
  co_await lib::collect(one(), two());
} catch (...) {
  log(std::current_exception());
}

lib::Quiet catchesTwice() {
  try {
    try {
      log(1);
    } catch (...) {
      log(2);
    }
    co_await lib::collect(one(), two());
  } catch (...) {
    log(3);
  }
}

lib::Eager<> stores() { co_await lib::collect(one(), two()); }

// Not a gather, and not awaited.
lib::Detached others() {
  co_await one();
  auto Both = lib::collect(one(), two());
  try {
    co_await std::move(Both);
  } catch (...) {
  }
}

namespace other {
Task<std::tuple<lib::Try<int>, lib::Try<int>>> settle(Task<int>, Task<int>);
}
Task<> sameName() { co_await other::settle(one(), two()); }

// --- Asked not to ------------------------------------------------------------------------------------------------------------

Task<> asked() {
  co_await lib::settle(one(), two()); // NOLINT(async-unhandled-gather): best effort
  // NOLINTNEXTLINE(async-*)
  co_await lib::settle(one(), two());
  // NOLINTBEGIN(async-unhandled-gather)
  auto Unread = co_await lib::settle(one(), two());
  // NOLINTEND(async-unhandled-gather)
}

template <typename T> Task<> neverInstantiated(Task<T> Given) {
  co_await lib::settle(std::move(Given), two());
}

Task<> discardedArm() {
  if constexpr (sizeof(int) == 1)
    co_await lib::settle(one(), two());
  co_return;
}

void unevaluated() { using Type = decltype(lib::settle(one(), two())); }

// --- Followed to where they are looked at ------------------------------------------------------------------------------------

int checkedSum(const std::tuple<std::exception_ptr, int, std::error_code, int> &All) {
  return std::get<0>(All) || std::get<2>(All) ? 0 : std::get<1>(All) + std::get<3>(All);
}

Task<int> movedAndRead() {
  auto All = co_await lib::settleErrors(one(), two());
  auto Moved = std::move(All);
  auto &[E1, A, E2, B] = Moved;
  if (E1 || E2)
    co_return 0;
  co_return A + B;
}

Task<int> readInAFunction() {
  auto All = co_await lib::settleErrors(one(), two());
  co_return checkedSum(All);
}

Task<int> keptAndRead() {
  auto Later = lib::settle(one(), two());
  auto [First, Second] = co_await std::move(Later);
  co_return First.value() + Second.value();
}

// Awaited in two places: which of them it is for is not known.
Task<> awaitedInEither(bool Now) {
  auto Later = lib::settle(one(), two());
  if (Now) {
    co_await std::move(Later);
  } else {
    auto [First, Second] = co_await std::move(Later);
    log(First.value() + Second.value());
  }
}

// --- What is gathered cannot fail --------------------------------------------------------------------------------------------

lib::Task<int> sure() { co_return 42; }
lib::Task<int> handles() {
  try {
    co_return co_await one();
  } catch (...) {
    co_return 0;
  }
}
Task<> cannotFail() {
  co_await lib::collectTry(sure(), handles());
  // STRICT: :[[@LINE-1]]:3: warning: the result of 'collectTry' is dropped
  std::vector<Task<int>> Several;
  for (int I = 0; I < 3; ++I)
    Several.push_back(sure());
  co_await lib::collectTryRange(std::move(Several));
  // STRICT: :[[@LINE-1]]:3: warning: the result of 'collectTryRange' is dropped
}
// The tasks are another function's, and it forgets them.
Task<> cannotFailAround(std::allocator<Task<int>> Memory) {
  std::vector<Task<int>> Several(Memory);
  auto Gather = [&]() -> Task<> {
    auto Surely = []() -> Task<int> { co_return 42; };
    Several.push_back(Surely());
    co_await lib::collectTryRange(std::move(Several));
    // STRICT: :[[@LINE-1]]:5: warning: the result of 'collectTryRange' is dropped
    Several.clear();
  };
  co_await Gather();
}

// --- Continued by what looks, or hands on ------------------------------------------------------------------------------------

lib::Later<> save(int);
lib::Later<int> load(int);
using Pair = std::tuple<lib::Later<>, lib::Later<int>>;
void judgePair(Pair Given);

lib::Later<> continued(std::function<void(Pair)> Report) {
  lib::join(save(1), load(2)).then([](Pair Joined) {
    if (!std::get<0>(Joined).failed())
      log(std::get<1>(std::move(Joined)).get());
  });
  lib::join(save(1), load(2)).then([](auto &&Joined) {
    auto &[Saved, Loaded] = Joined;
    if (!Saved.failed())
      log(Loaded.get());
  });
  lib::join(save(1), load(2)).then([](Pair Joined) { judgePair(std::move(Joined)); });
  lib::join(save(1), load(2)).then([](Pair Joined) { auto Kept = std::move(Joined); });
  lib::join(save(1), load(2)).then([](Pair Joined) { return [Joined = std::move(Joined)] {}; });
  lib::join(save(1), load(2)).then([](Pair Joined) { (void)Joined; });
  lib::join(save(1), load(2)).then(Report);
  lib::join(save(1), load(2)).then(judgePair);
  lib::join(save(1), load(2)).thenUnpack([](lib::Later<> Saved, lib::Later<int> Loaded) {
    if (!Saved.failed())
      log(Loaded.get());
  });
  lib::join(save(1), load(2)).thenWrapped([](lib::Later<Pair> Joined) { judgePair(Joined.get()); });
  lib::join(save(1), load(2)).thenWrapped([](lib::Later<Pair> Joined) { Joined.failed(); });
  std::vector<lib::Later<int>> Several;
  lib::joinRange(std::move(Several)).then([](std::vector<lib::Later<int>> Joined) {
    for (auto &Each : Joined)
      log(Each.get());
  });
  // What the first waits for cannot fail.
  lib::join(lib::nap(), load(2)).then([](auto Joined) { log(std::get<1>(Joined).get()); });
  // STRICT: :[[@LINE-1]]:3: warning: not every failure in the result of 'join' is looked at
  lib::join(save(1).handle([](std::exception_ptr Failure) { log(Failure); }),
            save(2).thenWrapped([](lib::Later<> Done) { Done.failed(); }))
      .then([](auto) { log(1); });
  // STRICT: :[[@LINE-3]]:3: warning: the failures in the result of 'join' are never looked at
  return save(3);
}

// Its parameter is no result of the gather.
auto handled() { return lib::join(save(1), load(2)).handle([](std::exception_ptr) {}); }

// --- Counted, and looked at --------------------------------------------------------------------------------------------------

Task<int> countedToo() {
  auto Outcomes = co_await lib::collectTryRange(many());
  for (std::size_t I = 0; I < Outcomes.size(); ++I)
    if (Outcomes[I].hasException())
      log(Outcomes[I].exception());
  co_return Outcomes.size();
}
// What carries no failures has thrown them.
Task<int> countedOnly() {
  auto Numbers = co_await lib::collectRange(many());
  co_return Numbers.size();
}

// --- Results by what they are made of, and by what they can be asked ---------------------------------------------------------

template <typename T>
[[clang::annotate("corolint::gather: {errors: values, range: 0}")]] Task<std::vector<T>> all(std::vector<Task<T>>);
template <typename T> std::vector<Task<T>> several();
struct Response {
  bool ok() const;
  int status() const;
  int code() const;
};
struct Connection {
  bool ok() const;
  std::error_code error() const;
};
struct Slot {
  bool has_value() const;
  int value() const;
};
template <typename T> struct ValueOrProblem {
  bool has_value() const;
  T &value();
  int &error();
};

// Whether a status of HTTP's is a failure is for who asks to say.
Task<> countsOthers() {
  auto Responses = co_await all(several<Response>());
  auto Connections = co_await all(several<Connection>());
  auto Slots = co_await all(several<Slot>());
  auto Pairs = co_await all(several<std::pair<int, int>>());
  auto Variants = co_await all(several<std::variant<int, long>>());
  auto Pointers = co_await all(several<std::shared_ptr<Connection>>());
  log(Responses.size() + Connections.size() + Slots.size() + Pairs.size() + Variants.size() + Pointers.size());
}
Task<> looksAtResults() {
  for (auto &Each : co_await all(several<ValueOrProblem<int>>()))
    if (!Each.has_value())
      log(Each.error());
  for (auto &[Failure, Value] : co_await all(several<std::pair<std::error_code, int>>()))
    if (!Failure)
      log(Value);
  auto Results = co_await all(several<std::variant<int, std::exception_ptr>>());
  for (auto &Each : Results)
    log(Each.index());
  // The second is of no use where the first tells of a failure.
  auto Pairs = co_await all(several<std::pair<std::error_code, int>>());
  for (auto &Each : Pairs)
    if (Each.first)
      log(1);
}
