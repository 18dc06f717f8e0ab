// RUN: %check_corolint %s %t --model-file=%S/Inputs/runtime-model.yaml -- -std=c++23

// From C++23 on the coroutine can have the closure, as an object parameter by value.

#include "Inputs/runtime.h"
#include <memory>

using lib::Eager;
using lib::Task;

void use(int);
Eager<> rest();

class Store {
public:
  Eager<> load() {
    return rt::later().then([this]() -> Eager<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: the coroutine uses 'this', captured in a closure that is gone when it is resumed [async-dangling-capture]
    // CHECK-MESSAGES: :[[@LINE-2]]:24: note: 'then' destroys the closure once it has called it, without waiting for the coroutine that it makes
    // CHECK-MESSAGES: :[[@LINE+3]]:9: note: it is used here, after a suspension
    // CHECK-MESSAGES: :[[@LINE-4]]:36: note: let the coroutine have the closure by value, as its object parameter
      co_await rest();
      ++Count;
    });
    // CHECK-SUGGESTED: {{^}}    return rt::later().then([this](this auto) -> Eager<> {
  }

private:
  int Count = 0;
};

void started(int Number) {
  rt::spawn([Number](int Other) -> Task<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the coroutine uses 'Number', captured in a closure that is gone when it runs [async-dangling-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:13: note: the closure ends with this full expression
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: 'spawn' starts it, and nothing here waits for it
  // CHECK-MESSAGES: :[[@LINE+2]]:9: note: it is used here
  // CHECK-MESSAGES: :[[@LINE-5]]:22: note: let the coroutine have the closure by value, as its object parameter
    use(Number + Other);
    co_return;
  }(1));
  // CHECK-SUGGESTED: {{^}}  rt::spawn([Number](this auto, int Other) -> Task<> {
}

// A reference to the closure is no copy, and what it owns cannot be copied.
void byReference(int Number, std::unique_ptr<int> Owned) {
  rt::spawn([Number](this const auto &) -> Task<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the coroutine uses 'Number', captured in a closure that is gone when it runs [async-dangling-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:13: note: the closure ends with this full expression
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: 'spawn' starts it, and nothing here waits for it
  // CHECK-MESSAGES: :[[@LINE+1]]:9: note: it is used here
    use(Number);
    co_return;
  }());
  rt::spawn([Owned = std::move(Owned)]() -> Task<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the coroutine uses 'Owned', captured in a closure that is gone when it runs [async-dangling-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:13: note: the closure ends with this full expression
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: 'spawn' starts it, and nothing here waits for it
  // CHECK-MESSAGES: :[[@LINE+1]]:10: note: it is used here
    use(*Owned);
    co_return;
  }());
}
