// The options of async-lock-across-await, and the shapes that clang-tidy's misc-coroutine-hostile-raii looks for.

// RUN: rm -rf %t && split-file %s %t
// RUN: not %corolint --no-color --checks=-*,async-lock-across-await %t/a.cpp -- -std=c++20 -I%S/Inputs | FileCheck %t/a.cpp --implicit-check-not=warning:

//--- .clang-tidy
CheckOptions: {async-lock-across-await.ThreadBoundTypes: "my::Scoped; my::Priority"}

//--- a.cpp
#include "task.h"
#include <mutex>

using lib::Task;

namespace my {
struct Scoped {
  Scoped();
  ~Scoped();
};
struct Priority {
  explicit Priority(int Level);
  ~Priority();
};
struct Harmless {
  ~Harmless();
};
} // namespace my

Task<> work();
bool condition();

Task<> scoped() {
  // CHECK: [[@LINE+1]]:14: warning: 'Set' lives on while the coroutine is suspended, and may be destroyed on another thread than it was made on [async-lock-across-await]
  my::Scoped Set;
  // CHECK: [[@LINE+1]]:3: note: the coroutine may be suspended here, and holds it
  co_await work();
}

Task<> nested() {
  my::Harmless Free;
  if (condition()) {
    // CHECK: [[@LINE+1]]:18: warning: 'Raised' lives on
    my::Priority Raised(1);
    for (int I = 0; I < 3; ++I) {
      while (condition())
        co_await work();
    }
  }
  {
    my::Priority Over(2);
  }
  co_await work();
}

Task<> outerScope() {
  // CHECK: [[@LINE+1]]:14: warning: 'Set' lives on
  my::Scoped Set;
  auto Later = []() -> Task<> {
    // CHECK: [[@LINE+1]]:16: warning: 'Inner' lives on
    my::Scoped Inner;
    co_await work();
  };
  co_await Later();
}

Task<> onlyDefined() {
  my::Scoped Set;
  auto Later = []() -> Task<> { co_await work(); };
  co_return;
}
