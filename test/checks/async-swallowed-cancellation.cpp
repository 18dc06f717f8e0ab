// RUN: %check_corolint %s %t --model-file=%S/Inputs/cancel-model.yaml --checks=-*,async-swallowed-cancellation -- -std=c++20

// What is reported of handlers that catch a cancellation.

#include "Inputs/cancel.h"

using lib::Task;

Task<std::string> read();
Task<> write(std::string);
Task<> step();
void log(const char *);
void log(const std::exception &);
bool isOpen();

// --- A loop that nothing ends ----------------------------------------------------------------------------------------------

Task<> catchesEverything() {
  while (true) {
    try {
      co_await step();
    } catch (...) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'catchesEverything' cannot be stopped: this handler also catches 'lib::Cancelled', and the loop goes on [async-swallowed-cancellation]
    // CHECK-MESSAGES: :[[@LINE-3]]:7: note: that is thrown where this await is when the coroutine is told to stop
    // CHECK-MESSAGES: :[[@LINE-3]]:7: note: let it through before this handler
      log("step failed");
    }
  }
}

Task<> catchesEveryException() {
  for (;;) {
    try {
      co_await write(co_await read());
    } catch (const std::exception &E) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'catchesEveryException' cannot be stopped: this handler also catches 'lib::Cancelled', and the loop goes on [async-swallowed-cancellation]
    // CHECK-MESSAGES: :[[@LINE-3]]:7: note: that is thrown where this await is when the coroutine is told to stop
    // CHECK-MESSAGES: :[[@LINE-3]]:7: note: let it through before this handler
      log(E);
    }
  }
}

// The loop ends by itself, but not when a failure came.
Task<> leavesFromTheTryBlock() {
  while (true) {
    try {
      std::string Line = co_await read();
      if (Line.empty())
        co_return;
      co_await write(Line);
    } catch (const std::exception &E) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'leavesFromTheTryBlock' cannot be stopped: this handler also catches 'lib::Cancelled', and the loop goes on [async-swallowed-cancellation]
    // CHECK-MESSAGES: :[[@LINE-6]]:26: note: that is thrown where this await is when the coroutine is told to stop
    // CHECK-MESSAGES: :[[@LINE-3]]:7: note: let it through before this handler
      log(E);
    }
  }
}

Task<> triesAgain() {
  do {
    try {
      co_await step();
      break;
    } catch (const std::runtime_error &E) {
      log(E);
    } catch (const std::exception &E) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'triesAgain' cannot be stopped: this handler also catches 'lib::Cancelled', and the loop goes on [async-swallowed-cancellation]
    // CHECK-MESSAGES: :[[@LINE-6]]:7: note: that is thrown where this await is when the coroutine is told to stop
    // CHECK-MESSAGES: :[[@LINE-3]]:7: note: let it through before this handler
      log(E);
      continue;
    }
  } while (true);
}

// One class for all failures: it is not asked which one this is.
Task<> catchesAllFailures() {
  while (true) {
    try {
      co_await step();
    } catch (lib::Failure &F) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'catchesAllFailures' cannot be stopped: this handler also catches 'lib::Failure', and the loop goes on [async-swallowed-cancellation]
    // CHECK-MESSAGES: :[[@LINE-3]]:7: note: that is thrown where this await is when the coroutine is told to stop
    // CHECK-MESSAGES: :[[@LINE-3]]:7: note: throw it again
      log("step failed");
    }
  }
}

// An inner handler that is not for it lets it through.
Task<> throughAnotherHandler() {
  while (true) {
    try {
      try {
        co_await step();
      } catch (const std::runtime_error &E) {
        log(E);
      }
    } catch (...) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'throughAnotherHandler' cannot be stopped: this handler also catches 'lib::Cancelled', and the loop goes on [async-swallowed-cancellation]
    // CHECK-MESSAGES: :[[@LINE-6]]:9: note: that is thrown where this await is when the coroutine is told to stop
    // CHECK-MESSAGES: :[[@LINE-3]]:7: note: let it through before this handler
    }
  }
}

// The loop is not left by what the handler throws: it is caught in the loop.
Task<> throwsInTheLoop() {
  while (true) {
    try {
      try {
        co_await step();
      } catch (...) {
        throw;
      }
    } catch (...) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'throwsInTheLoop' cannot be stopped: this handler also catches 'lib::Cancelled', and the loop goes on [async-swallowed-cancellation]
    // CHECK-MESSAGES: :[[@LINE-6]]:9: note: that is thrown where this await is when the coroutine is told to stop
    // CHECK-MESSAGES: :[[@LINE-3]]:7: note: let it through before this handler
      log("step failed");
    }
  }
}

auto Lambda = []() -> Task<> {
  while (true) {
    try {
      co_await step();
    } catch (...) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: this coroutine cannot be stopped: this handler also catches 'lib::Cancelled', and the loop goes on [async-swallowed-cancellation]
    // CHECK-MESSAGES: :[[@LINE-3]]:7: note: that is thrown where this await is when the coroutine is told to stop
    // CHECK-MESSAGES: :[[@LINE-3]]:7: note: let it through before this handler
      log("step failed");
    }
  }
};

template <typename T> Task<> inTemplate(T Given) {
  while (true) {
    try {
      co_await Given();
    } catch (...) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'inTemplate' cannot be stopped: this handler also catches 'lib::Cancelled', and the loop goes on [async-swallowed-cancellation]
    // CHECK-MESSAGES: :[[@LINE-3]]:7: note: that is thrown where this await is when the coroutine is told to stop
    // CHECK-MESSAGES: :[[@LINE-3]]:7: note: let it through before this handler
      log("step failed");
    }
  }
}
Task<> instances() {
  co_await inTemplate(step);
  co_await inTemplate([] { return step(); });
}

struct Server {
  Task<> run() {
    while (true)
      try {
        co_await step();
      } catch (...) {
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'run' cannot be stopped: this handler also catches 'lib::Cancelled', and the loop goes on [async-swallowed-cancellation]
      // CHECK-MESSAGES: :[[@LINE-3]]:9: note: that is thrown where this await is when the coroutine is told to stop
      // CHECK-MESSAGES: :[[@LINE-3]]:9: note: let it through before this handler
        log("step failed");
      }
  }
};

#define CATCH_AND_LOG                                                                                                          \
  catch (...) { log("failed"); }

Task<> byMacro() {
  while (true) {
    try {
      co_await step();
    }
    CATCH_AND_LOG
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'byMacro' cannot be stopped: this handler also catches 'lib::Cancelled', and the loop goes on [async-swallowed-cancellation]
    // CHECK-MESSAGES: :[[@LINE-9]]:3: note: expanded from macro 'CATCH_AND_LOG'
    // CHECK-MESSAGES: :[[@LINE-5]]:7: note: that is thrown where this await is when the coroutine is told to stop
  }
}
