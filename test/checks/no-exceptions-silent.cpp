// RUN: %check_corolint %s %t --model-file=%S/Inputs/scope-model.yaml -- -std=c++20 -fno-exceptions

// Where nothing is thrown, nothing is lost on the way.

#include "Inputs/scope.h"

using lib::Eager;
using lib::Task;

Task<int> number();
Eager<> eager(int &Uses);
Eager<> other();

Task<> closesLater() {
  sc::Stream To = sc::open();
  co_await To.write(1);
  co_await To.close();
}

Task<int> awaitsLater() {
  int Local = 0;
  auto Running = eager(Local);
  int Value = co_await number();
  co_await Running;
  co_return Value + Local;
}

Task<> together() {
  auto One = other();
  auto Two = other();
  co_await One;
  co_await Two;
}
