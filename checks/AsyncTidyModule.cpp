// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/AsyncTidyModule.h"
#include "checks/awaiting/AwaitedTwiceCheck.h"
#include "checks/awaiting/DetachedCoroutineCheck.h"
#include "checks/awaiting/DiscardedByCallbackCheck.h"
#include "checks/awaiting/NestedTaskCheck.h"
#include "checks/awaiting/TaskInConditionCheck.h"
#include "checks/awaiting/UnawaitedLocalCheck.h"
#include "checks/awaiting/UnawaitedResultCheck.h"
#include "checks/awaiting/UnneededCoroutineCheck.h"
#include "checks/blocking/BlockingCallCheck.h"
#include "checks/blocking/BusyWaitCheck.h"
#include "checks/blocking/SyncSiblingCheck.h"
#include "checks/blocking/SyncWaitCheck.h"
#include "checks/concurrency/ConnectionPerCallCheck.h"
#include "checks/concurrency/DroppedTokenCheck.h"
#include "checks/concurrency/MissingTimeoutCheck.h"
#include "checks/concurrency/SequentialAwaitCheck.h"
#include "checks/concurrency/UnboundedSpawnCheck.h"
#include "checks/errors/LostOnThrowCheck.h"
#include "checks/errors/SwallowedCancellationCheck.h"
#include "checks/errors/UnhandledGatherCheck.h"
#include "checks/errors/UnobservedFailureCheck.h"
#include "checks/lifetime/DanglingArgumentCheck.h"
#include "checks/lifetime/DanglingCaptureCheck.h"
#include "checks/lifetime/DanglingReturnCheck.h"
#include "checks/lifetime/InvalidatedReferenceCheck.h"
#include "checks/lifetime/LockAcrossAwaitCheck.h"
#include "checks/lifetime/StaleCheckCheck.h"
#include "checks/lifetime/UnclosedResourceCheck.h"
#include "checks/lifetime/UnownedThisCheck.h"
#include "checks/lifetime/UseAfterMoveCheck.h"
#include "checks/testing/TestNeverRunsCheck.h"
#include "checks/LlvmVersions.h"

using namespace clang::tidy;

namespace corolint {

llvm::ArrayRef<CheckInfo> allChecks() {
  static constexpr CheckInfo Checks[] = {
      {"async-awaited-twice", Profile::Recommended,
       "an awaitable is used again after it was consumed"},
      {"async-blocking-call", Profile::Recommended, "a call on the event loop blocks its thread"},
      {"async-busy-wait", Profile::Recommended,
       "a loop on the event loop waits for a change without suspending"},
      {"async-connection-per-call", Profile::Strict,
       "a connection is opened for each request although a pool lends them"},
      {"async-dangling-argument", Profile::Recommended,
       "a coroutine is given a reference to what ends before it does"},
      {"async-dangling-capture", Profile::Recommended,
       "a coroutine lambda's captures end before the coroutine does"},
      {"async-dangling-return", Profile::Recommended,
       "a task is returned while something that it needs ends"},
      {"async-detached-coroutine", Profile::Strict,
       "a coroutine returns nothing that can be awaited or observed"},
      {"async-discarded-by-callback", Profile::Recommended,
       "an awaitable that a callback returns is thrown away"},
      {"async-dropped-token", Profile::Strict,
       "a call is not given the stop token that it would take"},
      {"async-invalidated-reference", Profile::Recommended,
       "a reference into shared state is used after a suspension that may end it"},
      {"async-lock-across-await", Profile::Recommended,
       "a lock of threads is held while the coroutine is suspended"},
      {"async-lost-on-throw", Profile::Recommended,
       "a failure of one of several running tasks leaves the others behind"},
      {"async-missing-timeout", Profile::Strict, "a wait for a peer has no time limit"},
      {"async-nested-task", Profile::Recommended,
       "an un-awaited awaitable stands where its result was wanted"},
      {"async-sequential-await", Profile::Performance,
       "awaits that do not need each other follow one another"},
      {"async-stale-check", Profile::Recommended,
       "shared state is acted on after a suspension without another test"},
      {"async-swallowed-cancellation", Profile::Recommended,
       "a handler keeps a coroutine going that was told to stop"},
      {"async-sync-sibling", Profile::Recommended,
       "a synchronous function is called on the event loop although it has an asynchronous twin"},
      {"async-sync-wait", Profile::Recommended,
       "a wait on the event loop for asynchronous work blocks its thread"},
      {"async-task-in-condition", Profile::Recommended,
       "a task is tested or compared where its result was meant"},
      {"async-test-never-runs", Profile::Recommended,
       "a test's coroutine never runs, or cannot fail the test"},
      {"async-unawaited-local", Profile::Recommended,
       "an awaitable is kept in a variable and not awaited on every path"},
      {"async-unawaited-result", Profile::Recommended,
       "an awaitable is discarded without being awaited"},
      {"async-unbounded-spawn", Profile::Recommended,
       "tasks are started without a limit on their number"},
      {"async-unclosed-resource", Profile::Recommended,
       "an object that must be closed asynchronously is destroyed without that"},
      {"async-unhandled-gather", Profile::Recommended,
       "the failures that a gather reports are not looked at"},
      {"async-unneeded-coroutine", Profile::Performance,
       "a coroutine never suspends, or only awaits another one"},
      {"async-unobserved-failure", Profile::Recommended,
       "nobody hears of a failure of work that was started"},
      {"async-unowned-this", Profile::Recommended,
       "a coroutine that runs on by itself uses an object that nothing keeps alive"},
      {"async-use-after-move", Profile::Recommended,
       "a value is used after a suspension although it was moved before it"},
  };
  return Checks;
}

namespace {

class AsyncTidyModule : public ClangTidyModule {
public:
  void addCheckFactories(ClangTidyCheckFactories &Factories) override {
    Factories.registerCheck<AwaitedTwiceCheck>("async-awaited-twice");
    Factories.registerCheck<BlockingCallCheck>("async-blocking-call");
    Factories.registerCheck<BusyWaitCheck>("async-busy-wait");
    Factories.registerCheck<ConnectionPerCallCheck>("async-connection-per-call");
    Factories.registerCheck<DanglingArgumentCheck>("async-dangling-argument");
    Factories.registerCheck<DanglingCaptureCheck>("async-dangling-capture");
    Factories.registerCheck<DanglingReturnCheck>("async-dangling-return");
    Factories.registerCheck<DetachedCoroutineCheck>("async-detached-coroutine");
    Factories.registerCheck<DiscardedByCallbackCheck>("async-discarded-by-callback");
    Factories.registerCheck<DroppedTokenCheck>("async-dropped-token");
    Factories.registerCheck<InvalidatedReferenceCheck>("async-invalidated-reference");
    Factories.registerCheck<LockAcrossAwaitCheck>("async-lock-across-await");
    Factories.registerCheck<LostOnThrowCheck>("async-lost-on-throw");
    Factories.registerCheck<MissingTimeoutCheck>("async-missing-timeout");
    Factories.registerCheck<NestedTaskCheck>("async-nested-task");
    Factories.registerCheck<SequentialAwaitCheck>("async-sequential-await");
    Factories.registerCheck<StaleCheckCheck>("async-stale-check");
    Factories.registerCheck<SwallowedCancellationCheck>("async-swallowed-cancellation");
    Factories.registerCheck<SyncSiblingCheck>("async-sync-sibling");
    Factories.registerCheck<SyncWaitCheck>("async-sync-wait");
    Factories.registerCheck<TaskInConditionCheck>("async-task-in-condition");
    Factories.registerCheck<TestNeverRunsCheck>("async-test-never-runs");
    Factories.registerCheck<UnawaitedLocalCheck>("async-unawaited-local");
    Factories.registerCheck<UnawaitedResultCheck>("async-unawaited-result");
    Factories.registerCheck<UnboundedSpawnCheck>("async-unbounded-spawn");
    Factories.registerCheck<UnclosedResourceCheck>("async-unclosed-resource");
    Factories.registerCheck<UnhandledGatherCheck>("async-unhandled-gather");
    Factories.registerCheck<UnneededCoroutineCheck>("async-unneeded-coroutine");
    Factories.registerCheck<UnobservedFailureCheck>("async-unobserved-failure");
    Factories.registerCheck<UnownedThisCheck>("async-unowned-this");
    Factories.registerCheck<UseAfterMoveCheck>("async-use-after-move");
  }
};

ClangTidyModuleRegistry::Add<AsyncTidyModule>
    Registration("async-module", "Finds asynchronous bugs in coroutine code.");

} // namespace
} // namespace corolint
