// RUN: %check_corolint %s %t --checks=-*,async-detached-coroutine -- -std=c++20

// What is reported of coroutines that nobody can await.

#include "Inputs/detached.h"
#include <functional>

lib::Task<> work();
lib::Task<int> count();
void log(int Value);

// --- The fate of an exception ------------------------------------------------------------------------------------------------

lib::Detached ends() { co_await work(); }
// CHECK-MESSAGES: :[[@LINE-1]]:15: warning: nobody can await 'ends', and an exception that leaves it ends the program [async-detached-coroutine]
// CHECK-MESSAGES: task.h:{{.*}}: note: this is what its promise does with an exception

lib::Quiet swallows() { co_await work(); }
// CHECK-MESSAGES: :[[@LINE-1]]:12: warning: nobody can await 'swallows', and an exception that leaves it is swallowed [async-detached-coroutine]
// CHECK-MESSAGES: detached.h:{{.*}}: note: this is what its promise does with an exception

lib::Loud rethrows() { co_await work(); }
// CHECK-MESSAGES: :[[@LINE-1]]:11: warning: nobody can await 'rethrows', and an exception that leaves it is thrown at whatever resumed it [async-detached-coroutine]
// CHECK-MESSAGES: detached.h:{{.*}}: note: this is what its promise does with an exception

lib::Lost loses() { co_await work(); }
// CHECK-MESSAGES: :[[@LINE-1]]:11: warning: nobody can await 'loses', and an exception that leaves it is swallowed [async-detached-coroutine]
// CHECK-MESSAGES: detached.h:{{.*}}: note: this is what its promise does with an exception

lib::Opaque unknown() { co_await work(); }
// CHECK-MESSAGES: :[[@LINE-1]]:13: warning: nobody can await 'unknown' or learn how it ended [async-detached-coroutine]

void inBackground(InBackground) { co_await work(); }
// CHECK-MESSAGES: :[[@LINE-1]]:6: warning: nobody can await 'inBackground', and an exception that leaves it ends the program [async-detached-coroutine]
// CHECK-MESSAGES: detached.h:{{.*}}: note: this is what its promise does with an exception

// None leaves it, but nobody knows when it is done.
lib::Detached catches() {
  try {
    co_await work();
  } catch (const std::exception &) {
    log(1);
  } catch (...) {
    log(0);
  }
}
// CHECK-MESSAGES: :[[@LINE-9]]:15: warning: nobody can await 'catches' or learn how it ended [async-detached-coroutine]

lib::Detached catchesOutside() try {
  co_await work();
} catch (...) {
  log(0);
}
// CHECK-MESSAGES: :[[@LINE-5]]:15: warning: nobody can await 'catchesOutside' or learn how it ended [async-detached-coroutine]

lib::Detached catchesSome() {
  try {
    co_await work();
  } catch (const std::exception &) {
    log(1);
  }
}
// CHECK-MESSAGES: :[[@LINE-7]]:15: warning: nobody can await 'catchesSome', and an exception that leaves it ends the program
// CHECK-MESSAGES: note: this is what its promise does with an exception

lib::Detached throwsAgain() {
  try {
    co_await work();
  } catch (...) {
    log(0);
    throw;
  }
}
// CHECK-MESSAGES: :[[@LINE-8]]:15: warning: nobody can await 'throwsAgain', and an exception that leaves it ends the program
// CHECK-MESSAGES: note: this is what its promise does with an exception

lib::Detached catchesTooLate() {
  co_await work();
  try {
    log(1);
  } catch (...) {
  }
}
// CHECK-MESSAGES: :[[@LINE-7]]:15: warning: nobody can await 'catchesTooLate', and an exception that leaves it ends the program
// CHECK-MESSAGES: note: this is what its promise does with an exception

// --- Whatever is defined -----------------------------------------------------------------------------------------------------

class Window {
public:
  lib::Detached onClick();
  static lib::Detached refresh() { co_await work(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: nobody can await 'refresh', and an exception
  // CHECK-MESSAGES: note: this is what its promise does with an exception
  virtual lib::Detached onClose() { co_await work(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: nobody can await 'onClose', and an exception
  // CHECK-MESSAGES: note: this is what its promise does with an exception
  std::function<void()> Handler;
};
lib::Detached Window::onClick() { co_await work(); }
// CHECK-MESSAGES: :[[@LINE-1]]:23: warning: nobody can await 'onClick', and an exception
// CHECK-MESSAGES: note: this is what its promise does with an exception

void lambdas(Window &Of) {
  Of.Handler = []() -> lib::Detached { co_await work(); };
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: nobody can await this coroutine, and an exception that leaves it ends the program [async-detached-coroutine]
  // CHECK-MESSAGES: note: this is what its promise does with an exception
}

template <typename T> lib::Detached generic(T Value) {
  // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: nobody can await 'generic', and an exception
  // CHECK-MESSAGES: note: this is what its promise does with an exception
  log(co_await count() + Value);
}
void instances() {
  generic(1);
  generic('a');
}

// Without any await, too: the body of an event handler, say.
lib::Quiet neverAwaits() { co_return; }
// CHECK-MESSAGES: :[[@LINE-1]]:12: warning: nobody can await 'neverAwaits' or learn how it ended

// It awaits what it is given, and work of its own.
lib::Detached both(lib::Task<> Given) {
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: nobody can await 'both', and an exception
  // CHECK-MESSAGES: note: this is what its promise does with an exception
  co_await std::move(Given);
  co_await work();
}

// Called by main, and by others.
static lib::Detached poll() { co_await work(); }
// CHECK-MESSAGES: :[[@LINE-1]]:22: warning: nobody can await 'poll', and an exception
// CHECK-MESSAGES: note: this is what its promise does with an exception
void other() { poll(); }

int main() { poll(); }
