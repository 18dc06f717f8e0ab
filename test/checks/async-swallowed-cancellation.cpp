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
      log("step failed");
    }
  }
}

Task<> catchesEveryException() {
  for (;;) {
    try {
      co_await write(co_await read());
    } catch (const std::exception &E) {
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
      log("step failed");
    }
  }
}

auto Lambda = []() -> Task<> {
  while (true) {
    try {
      co_await step();
    } catch (...) {
      log("step failed");
    }
  }
};

template <typename T> Task<> inTemplate(T Given) {
  while (true) {
    try {
      co_await Given();
    } catch (...) {
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
  }
}
