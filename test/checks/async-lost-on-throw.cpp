// RUN: %check_corolint %s %t --model-file=%S/Inputs/failures-model.yaml --checks=-*,async-lost-on-throw,async-unawaited-local -- -std=c++23

// What is reported of running tasks that are awaited one after the other. 'async-unawaited-local' tells of none of them again.

#include "Inputs/failures.h"

using lib::Eager;
using lib::Task;

Eager<> save(int);
Eager<int> load(int);
void use(int);

Task<> twoInARow() {
  auto First = save(1);
  auto Second = save(2);
  co_await First;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: if this await throws, 'save' is dropped while it runs, and a failure of it is lost [async-lost-on-throw]
  // CHECK-MESSAGES: :[[@LINE-3]]:8: note: 'save' is started here and kept in 'Second'
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: await them together: 'lib::all'
  co_await Second;
  // CHECK-SUGGESTED: {{^}}  co_await lib::all(std::move(First), std::move(Second));
}

Task<> moved() {
  auto First = save(1);
  auto Second = save(2);
  co_await std::move(First);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: if this await throws, 'save' is dropped while it runs, and a failure of it is lost [async-lost-on-throw]
  // CHECK-MESSAGES: :[[@LINE-3]]:8: note: 'save' is started here and kept in 'Second'
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: await them together: 'lib::all'
  co_await std::move(Second);
  // CHECK-SUGGESTED: {{^}}  co_await lib::all(std::move(First), std::move(Second));
}

Task<int> withResults() {
  auto First = load(1);
  auto Second = load(2);
  int Sum = co_await First;
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: if this await throws, 'load' is dropped while it runs, and a failure of it is lost [async-lost-on-throw]
  // CHECK-MESSAGES: :[[@LINE-3]]:8: note: 'load' is started here and kept in 'Second'
  // CHECK-MESSAGES: :[[@LINE-3]]:13: note: await them together: 'lib::all'
  Sum += co_await Second;
  co_return Sum;
}

Task<> three() {
  auto First = save(1);
  auto Second = save(2);
  auto Third = save(3);
  co_await First;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: if this await throws, 'save' is dropped while it runs, and a failure of it is lost [async-lost-on-throw]
  // CHECK-MESSAGES: :[[@LINE-4]]:8: note: 'save' is started here and kept in 'Second'
  // CHECK-MESSAGES: :[[@LINE-4]]:8: note: 'save' is started here and kept in 'Third'
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: await them together: 'lib::all'
  co_await Second;
  co_await Third;
}

Task<> usesLocals() {
  int Value = 0;
  auto Loads = [&](int By) -> Eager<> {
    co_await save(By);
    Value += By;
  };
  auto First = save(1);
  auto Second = Loads(2);
  co_await First;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: if this await throws, 'Loads' is dropped while it runs, and a failure of it is lost [async-lost-on-throw]
  // CHECK-MESSAGES: :[[@LINE-3]]:8: note: 'Loads' is started here and kept in 'Second'
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: await them together: 'lib::all'
  co_await Second;
}

Task<> ofAContainer(const std::vector<int> &Values) {
  std::vector<Eager<>> Running;
  for (int Value : Values)
    Running.push_back(save(Value));
  for (auto &Each : Running)
    co_await Each;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: if this await throws, the rest of 'Running' is dropped while it runs, and its failures are lost [async-lost-on-throw]
    // CHECK-MESSAGES: :[[@LINE-6]]:24: note: every task in 'Running' runs already
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: await them together: 'lib::allOf'
}

Task<int> byIndex(const std::vector<int> &Values) {
  std::vector<Eager<int>> Running;
  for (int Value : Values)
    Running.push_back(load(Value));
  int Sum = 0;
  for (std::size_t I = 0; I < Running.size(); ++I)
    Sum += co_await Running[I];
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: if this await throws, the rest of 'Running' is dropped while it runs, and its failures are lost [async-lost-on-throw]
    // CHECK-MESSAGES: :[[@LINE-7]]:27: note: every task in 'Running' runs already
    // CHECK-MESSAGES: :[[@LINE-3]]:12: note: await them together: 'lib::allOf'
  co_return Sum;
}

Task<> twoFilled() {
  std::vector<Eager<>> Running;
  Running.push_back(save(1));
  Running.push_back(save(2));
  for (auto &Each : Running)
    co_await std::move(Each);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: if this await throws, the rest of 'Running' is dropped while it runs, and its failures are lost [async-lost-on-throw]
    // CHECK-MESSAGES: :[[@LINE-6]]:24: note: every task in 'Running' runs already
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: await them together: 'lib::allOf'
}

// --- Something else is awaited between the starts --------------------------------------------------------------------------------------

Task<> opensEach(const std::vector<int> &Values) {
  std::vector<Eager<>> Running;
  for (int Value : Values) {
    int Opened = co_await load(Value);
    // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: if this await throws, what 'Running' holds by then is dropped while it runs, and its failures are lost [async-lost-on-throw]
    // CHECK-MESSAGES: :[[@LINE+1]]:5: note: each task that is added here runs already
    Running.push_back(save(Opened));
  }
  co_await lib::allOf(std::move(Running));
}

Task<std::vector<Eager<>>> givesAway(int Times) {
  std::vector<Eager<>> Running;
  while (Times-- > 0) {
    Running.push_back(save(Times));
    co_await load(Times);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: if this await throws, what 'Running' holds by then is dropped while it runs
  }
  co_return Running;
}
