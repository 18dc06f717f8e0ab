// RUN: %check_corolint %s %t --model-file=%S/Inputs/actor-model.yaml --checks=-*,async-swallowed-cancellation -- -std=c++20

// Where a coroutine that is told to stop has nobody left to run for, whatever it awaits after that is wrong.

#include "Inputs/cancel.h"

using lib::Failure;
using lib::Task;

Task<> step();
Task<> report(const Failure &);
void log(const char *);
void send(const Failure &);
bool isOpen();

Task<bool> goesOn() {
  Failure Last(lib::OtherCode);
  try {
    co_await step();
    co_return true;
  } catch (Failure &F) {
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'goesOn' goes on after it was told to stop: this handler also catches 'lib::Failure' [async-swallowed-cancellation]
  // CHECK-MESSAGES: :[[@LINE-4]]:5: note: that is thrown where this await is when the coroutine is told to stop
  // CHECK-MESSAGES: :[[@LINE+6]]:5: note: here it goes on
  // CHECK-MESSAGES: :[[@LINE-4]]:5: note: throw it again
    Last = F;
  }
  log("step failed");
  if (isOpen())
    co_await report(Last);
  co_return false;
}

Task<> inALoop() {
  while (isOpen()) {
    try {
      co_await step();
    } catch (Failure &F) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'inALoop' goes on after it was told to stop: this handler also catches 'lib::Failure' [async-swallowed-cancellation]
    // CHECK-MESSAGES: :[[@LINE-3]]:7: note: that is thrown where this await is when the coroutine is told to stop
    // CHECK-MESSAGES: :[[@LINE-3]]:7: note: throw it again
      send(F);
    }
  }
}

Task<> catchesEverything() {
  try {
    co_await step();
  } catch (...) {
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'catchesEverything' goes on after it was told to stop: this handler also catches 'lib::Failure' [async-swallowed-cancellation]
  // CHECK-MESSAGES: :[[@LINE-3]]:5: note: that is thrown where this await is when the coroutine is told to stop
  // CHECK-MESSAGES: :[[@LINE+3]]:3: note: here it goes on
    log("step failed");
  }
  co_await step();
}

// --- Silent ----------------------------------------------------------------------------------------------------------------

Task<> throwsItAgain() {
  try {
    co_await step();
  } catch (Failure &F) {
    if (F.code() == lib::StopCode)
      throw;
    log("step failed");
  }
  co_await step();
}

// What is awaited with the failure throws it again.
Task<> tries() {
  while (true) {
    Failure Last(lib::OtherCode);
    try {
      co_await step();
      continue;
    } catch (Failure &F) {
      Last = F;
    }
    if (Last.isValid())
      co_await lib::retryAfter(Last);
  }
}

Task<> throwsLater() {
  Failure Last(lib::OtherCode);
  try {
    co_await step();
  } catch (Failure &F) {
    Last = F;
  }
  if (Last.isValid())
    throw Last;
  co_await step();
}

Task<> ends() {
  try {
    co_await step();
  } catch (Failure &F) {
    send(F);
  }
}

Task<> leaves() {
  while (true) {
    try {
      co_await step();
    } catch (Failure &F) {
      send(F);
      co_return;
    }
  }
}

// Nothing in the block awaits.
Task<> awaitsNothing() {
  try {
    log("open");
  } catch (Failure &F) {
    send(F);
  }
  co_await step();
}
