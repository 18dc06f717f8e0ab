// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/summary/TaskFailures.h"
#include "checks/flow/ReturnedTasks.h"
#include "checks/knowledge/Callables.h"
#include "checks/summary/FunctionKey.h"

using namespace clang;
using namespace llvm;

namespace corolint {

/// Where the task that \p Function gives may fail; none where it is not seen which task that is.
static std::optional<FailureSource> failureOfTask(const FunctionDecl *Function,
                                                  CoroutineTypes &Types) {
  if (coroutineBody(Function))
    return failureOf(Function, Types, isDefinedOnce);
  Call Task = soleReturnedTask(Function, Types);
  if (!Task)
    return std::nullopt;
  WorkFailure Work = workMayFail(Task.Expression, Types);
  return Work ? FailureSource{Task.Expression, /*IsAwait=*/true, Work.Unseen} : FailureSource();
}

std::optional<TaskFailure> taskFailure(const FunctionDecl *Function, CoroutineTypes &Types,
                                       UnitSummary &Unit, Sites &Places) {
  // What did not parse may have been what fails, or what catches it.
  if (!isDefinedOnce(Function) || Types.of(Function->getReturnType()).Kind != TypeKind::Task ||
      Types.context().getDiagnostics().hasUncompilableErrorOccurred())
    return std::nullopt;
  std::optional<FailureSource> Source = failureOfTask(Function, Types);
  if (!Source)
    return std::nullopt;
  const SourceManager &Sources = Types.context().getSourceManager();
  TaskFailure Failure;
  Failure.Key = keyOf(Function, Sources);
  Failure.Name = Unit.save(Function->getNameAsString());
  if (*Source)
    Failure.At = Places.at(Source->At->getBeginLoc());
  Failure.If = keysOf(Source->Unseen, Sources);
  return Failure;
}

std::vector<uint64_t> keysOf(const UnseenTasks &Functions, const SourceManager &Sources) {
  std::vector<uint64_t> Keys;
  for (const FunctionDecl *Each : Functions) {
    // Of a virtual one, others may run in its place: no unit shows all.
    const auto *Method = dyn_cast<CXXMethodDecl>(Each);
    Keys.push_back(Method && Method->isVirtual() ? 0 : keyOf(Each, Sources));
  }
  return Keys;
}

} // namespace corolint
