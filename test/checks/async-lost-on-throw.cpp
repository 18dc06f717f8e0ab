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
  co_await Second;
  // CHECK-SUGGESTED: {{^}}  co_await lib::all(First, Second);
}

Task<> moved() {
  auto First = save(1);
  auto Second = save(2);
  co_await std::move(First);
  co_await std::move(Second);
  // CHECK-SUGGESTED: {{^}}  co_await lib::all(std::move(First), std::move(Second));
}

Task<int> withResults() {
  auto First = load(1);
  auto Second = load(2);
  int Sum = co_await First;
  Sum += co_await Second;
  co_return Sum;
}

Task<> three() {
  auto First = save(1);
  auto Second = save(2);
  auto Third = save(3);
  co_await First;
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
  co_await Second;
}

Task<> ofAContainer(const std::vector<int> &Values) {
  std::vector<Eager<>> Running;
  for (int Value : Values)
    Running.push_back(save(Value));
  for (auto &Each : Running)
    co_await Each;
}

Task<int> byIndex(const std::vector<int> &Values) {
  std::vector<Eager<int>> Running;
  for (int Value : Values)
    Running.push_back(load(Value));
  int Sum = 0;
  for (std::size_t I = 0; I < Running.size(); ++I)
    Sum += co_await Running[I];
  co_return Sum;
}

Task<> twoFilled() {
  std::vector<Eager<>> Running;
  Running.push_back(save(1));
  Running.push_back(save(2));
  for (auto &Each : Running)
    co_await std::move(Each);
}
