// RUN: %check_corolint %s %t --model-file=%S/Inputs/cancel-model.yaml --checks=-*,async-swallowed-cancellation -- -std=c++20

// What is not reported of handlers that catch a cancellation, except in the strict profile.
// RUN: %corolint --checks=-*,async-swallowed-cancellation --profile=strict --no-color --fail-on=never --model-file=%S/Inputs/cancel-model.yaml \
// RUN:   %s -- -std=c++20 | FileCheck %s --check-prefix=STRICT --implicit-check-not=warning:

#include "Inputs/cancel.h"
#include <vector>

using lib::Task;

Task<std::string> read();
Task<> write(std::string);
Task<> step();
void log(const char *);
void log(const std::exception &);
void log(std::exception_ptr);
bool isOpen();
bool isFatal(std::exception_ptr);
int count();

// --- The author thought of it ----------------------------------------------------------------------------------------------

Task<> hasAHandlerForIt() {
  while (true) {
    try {
      co_await step();
    } catch (const lib::Cancelled &) {
      throw;
    } catch (const std::exception &E) {
      log(E);
    }
  }
}

// It is there to be ignored, and the author knows.
Task<> ignoresItKnowingly() {
  while (true) {
    try {
      co_await step();
    } catch (const lib::Cancelled &) {
    } catch (...) {
      log("step failed");
    }
  }
}

Task<> rethrowsSome() {
  while (true) {
    try {
      co_await step();
    } catch (...) {
      if (isFatal(std::current_exception()))
        throw;
      log("step failed");
    }
  }
}

Task<> asksForTheCode() {
  while (true) {
    try {
      co_await step();
    } catch (const lib::Failure &F) {
      if (F.code() != lib::StopCode)
        log("step failed");
    }
  }
}

Task<> givesUpAfterSome() {
  int Failures = 0;
  while (true) {
    try {
      co_await step();
      // STRICT: :[[@LINE+1]]:7: warning: 'givesUpAfterSome' goes on after it was told to stop: this handler also catches 'lib::Cancelled'
    } catch (const std::exception &E) {
      if (++Failures > 3)
        co_return;
      log(E);
    }
  }
}

void handleAny() {
  try {
    throw;
  } catch (const std::runtime_error &E) {
    log(E);
  }
}

// A function that throws again what it cannot handle.
Task<> asksAFunction() {
  while (true) {
    try {
      co_await step();
    } catch (...) {
      handleAny();
    }
  }
}

Task<> handsOn() {
  while (true) {
    try {
      co_await step();
    } catch (...) {
      lib::failWith(std::current_exception());
    }
  }
}

Task<> endsTheProgram() {
  while (true) {
    try {
      co_await step();
    } catch (...) {
      std::terminate();
    }
  }
}

// --- The loop ends ---------------------------------------------------------------------------------------------------------

Task<> breaks() {
  while (true) {
    try {
      co_await step();
    } catch (...) {
      log("step failed");
      break;
    }
  }
}

Task<> loopInside() {
  try {
    while (true)
      co_await step();
  } catch (const std::exception &E) {
    log(E);
  }
}

Task<> asksAFlag() {
  while (isOpen()) {
    try {
      co_await step();
      // STRICT: :[[@LINE+1]]:7: warning: 'asksAFlag' goes on after it was told to stop: this handler also catches 'lib::Cancelled'
    } catch (...) {
      log("step failed");
    }
  }
}

Task<> ofARange(std::vector<std::string> Lines) {
  for (std::string &Line : Lines) {
    try {
      co_await write(Line);
      // STRICT: :[[@LINE+1]]:7: warning: 'ofARange' goes on after it was told to stop: this handler also catches 'lib::Cancelled'
    } catch (const std::exception &E) {
      log(E);
    }
  }
}

// What is awaited outside of the block throws it again, and nothing catches that.
Task<> awaitsOutside() {
  while (true) {
    try {
      co_await step();
      // STRICT: :[[@LINE+1]]:7: warning: 'awaitsOutside' goes on after it was told to stop: this handler also catches 'lib::Cancelled'
    } catch (...) {
      log("step failed");
    }
    co_await lib::pause();
  }
}

// --- No loop ---------------------------------------------------------------------------------------------------------------

Task<> once() {
  try {
    co_await step();
  } catch (...) {
    log("step failed");
  }
}

Task<> goesOn() {
  try {
    co_await step();
    // STRICT: :[[@LINE+1]]:5: warning: 'goesOn' goes on after it was told to stop: this handler also catches 'lib::Cancelled'
  } catch (...) {
    log("step failed");
  }
  co_await write("done");
}

Task<> cleansUp() {
  std::exception_ptr Failed;
  try {
    co_await step();
  } catch (...) {
    Failed = std::current_exception();
  }
  co_await write("done");
  if (Failed)
    std::rethrow_exception(Failed);
}

// It is kept, and told later.
Task<> keeps() {
  std::exception_ptr Last;
  while (true) {
    try {
      co_await step();
      // STRICT: :[[@LINE+1]]:7: warning: 'keeps' cannot be stopped: this handler also catches 'lib::Cancelled', and the loop goes on
    } catch (...) {
      Last = std::current_exception();
    }
    log(Last);
  }
}

// --- Nothing to catch ------------------------------------------------------------------------------------------------------

Task<> awaitsNothing() {
  while (true) {
    try {
      log("nothing is awaited here");
    } catch (...) {
      log("failed");
    }
    co_await step();
  }
}

Task<> catchesAnotherKind() {
  while (true) {
    try {
      co_await step();
    } catch (const std::runtime_error &E) {
      log(E);
    }
  }
}

Task<> caughtInside() {
  while (true) {
    try {
      try {
        co_await step();
      } catch (const lib::Cancelled &) {
        co_return;
      } catch (const lib::Failure &F) {
        throw;
      }
    } catch (const std::runtime_error &E) {
      log(E);
    }
  }
}

void isNoCoroutine() {
  while (true) {
    try {
      (void)count();
    } catch (...) {
      log("failed");
    }
  }
}

// Nothing is known of how this library stops its coroutines.
namespace other {
struct Job {
  struct promise_type {
    Job get_return_object();
    std::suspend_never initial_suspend() noexcept;
    std::suspend_never final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
};
Job runs() {
  while (true) {
    try {
      co_await step();
    } catch (...) {
      log("step failed");
    }
  }
}
} // namespace other
