// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/AsyncTidyModule.h"
#include "checks/awaiting/UnawaitedResultCheck.h"
#include "checks/blocking/BlockingCallCheck.h"
#include "checks/blocking/SyncSiblingCheck.h"
#include "checks/concurrency/UnboundedSpawnCheck.h"
#include "checks/errors/UnhandledGatherCheck.h"
#include "clang-tidy/ClangTidyModule.h"

using namespace clang::tidy;

namespace corolint {

llvm::ArrayRef<CheckInfo> allChecks() {
  static constexpr CheckInfo Checks[] = {
      {"async-blocking-call", Profile::Recommended, "a call on the event loop blocks its thread"},
      {"async-sync-sibling", Profile::Recommended,
       "a synchronous function is called on the event loop although it has an asynchronous twin"},
      {"async-unawaited-result", Profile::Recommended,
       "an awaitable is discarded without being awaited"},
      {"async-unbounded-spawn", Profile::Recommended,
       "tasks are started without a limit on their number"},
      {"async-unhandled-gather", Profile::Recommended,
       "the failures that a gather reports are not looked at"},
  };
  return Checks;
}

namespace {

class AsyncTidyModule : public ClangTidyModule {
public:
  void addCheckFactories(ClangTidyCheckFactories &Factories) override {
    Factories.registerCheck<BlockingCallCheck>("async-blocking-call");
    Factories.registerCheck<SyncSiblingCheck>("async-sync-sibling");
    Factories.registerCheck<UnawaitedResultCheck>("async-unawaited-result");
    Factories.registerCheck<UnboundedSpawnCheck>("async-unbounded-spawn");
    Factories.registerCheck<UnhandledGatherCheck>("async-unhandled-gather");
  }
};

ClangTidyModuleRegistry::Add<AsyncTidyModule>
    Registration("async-module", "Finds asynchronous bugs in coroutine code.");

} // namespace
} // namespace corolint
