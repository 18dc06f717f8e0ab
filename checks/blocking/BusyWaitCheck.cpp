// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/blocking/BusyWaitCheck.h"
#include "checks/flow/ExecutorSwitches.h"
#include "checks/flow/WaitingLoops.h"
#include "checks/knowledge/AsyncContext.h"
#include "checks/knowledge/Spellings.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace llvm;

namespace corolint {
namespace {

StringRef message(WaitForm Form) {
  switch (Form) {
  case WaitForm::Spins:
    return "this loop waits for '%0' to change without suspending: until then nothing else runs on "
           "its event loop, not even what would change it there";
  case WaitForm::SpinsAWhile:
    return "this loop waits a while for '%0' to change without suspending: meanwhile nothing else "
           "runs on its event loop";
  case WaitForm::Polls:
    return "this loop polls '%0': it wakes up for nothing until that changes, and then sees it late";
  }
  llvm_unreachable("all forms are handled");
}

/// Whether \p Function is no coroutine, and nothing outside of the unit can call it: no other sees
/// it, or it is private to a class that is defined in the unit's own file.
bool isHelper(const FunctionDecl *Function) {
  const auto *Method = dyn_cast<CXXMethodDecl>(Function);
  if (coroutineBody(Function) ||
      (Method && (Method->isVirtual() || Method->getParent()->isLambda())))
    return false;
  const SourceManager &Sources = Function->getASTContext().getSourceManager();
  return !Function->isExternallyVisible() ||
         (Method && Method->getAccess() == AS_private &&
          Sources.isInMainFile(Method->getParent()->getLocation()));
}

} // namespace

void BusyWaitCheck::registerMatchers(MatchFinder *Finder) { matchFunctions(Finder); }

void BusyWaitCheck::check(const MatchFinder::MatchResult &Result) {
  const FunctionDecl *Function = matchedFunction(Result);
  // Where something did not parse, an await may be missing.
  if (!Function || Result.Context->getDiagnostics().hasErrorOccurred())
    return;
  CoroutineTypes &Types = types(*Result.Context);
  if (!Strict && Types.isTestCode(Function->getLocation()))
    return;
  bool Runs = (Strict || coroutineBody(Function)) && runsOnEventLoop(Function, Types);
  bool IsHelper = !Runs && isHelper(Function);
  if (!Runs && !IsHelper)
    return;
  std::vector<WaitingLoop> Loops = waitingLoops(Function, Types);
  if (Loops.empty())
    return;
  const CallExpr *From = IsHelper ? calledOnEventLoop(Function, Types) : nullptr;
  if (IsHelper && !From)
    return;
  DenseSet<const Stmt *> Elsewhere = runsElsewhere(Function, Types);
  for (const WaitingLoop &Loop : Loops) {
    // On a thread of its own it harms no event loop; that it polls is as true there.
    if ((Loop.Form != WaitForm::Spins && !Strict) ||
        (Loop.Form != WaitForm::Polls && Elsewhere.contains(Loop.Looks)) ||
        !Reported.insert(Loop.Loop->getBeginLoc()).second)
      continue;
    diag(Loop.Loop->getBeginLoc(), message(Loop.Form))
        << Loop.For->getName() << Loop.Looks->getSourceRange();
    if (From)
      diag(From->getBeginLoc(), "it is called here, by a coroutine on the event loop",
           DiagnosticIDs::Note);
    if (Loop.Elsewhere)
      diag(Loop.Elsewhere->getBeginLoc(), "this await is not on every way round the loop",
           DiagnosticIDs::Note);
    if (const Expr *Change = changeOf(Loop.For, Function, *Result.Context))
      diag(Change->getBeginLoc(), "'%0' is changed here, where an event that the loop awaits could be set",
           DiagnosticIDs::Note)
          << Loop.For->getName();
    else
      diag(Loop.Looks->getBeginLoc(), "await an event that is set where '%0' is changed",
           DiagnosticIDs::Note)
          << Loop.For->getName();
  }
}

const CallExpr *BusyWaitCheck::calledOnEventLoop(const FunctionDecl *Function,
                                                 CoroutineTypes &Types) {
  if (!Uses)
    Uses.emplace(Types.context());
  ArrayRef<FunctionUse> All = Uses->of(Function);
  bool ByCoroutines = all_of(All, [&](const FunctionUse &Use) {
    const FunctionDecl *Caller = Use.Call ? enclosingFunction(Use.Call, Types.context()) : nullptr;
    return Caller && coroutineBody(Caller) && runsOnEventLoop(Caller, Types) &&
           !runsElsewhere(Caller, Types).contains(Use.Call);
  });
  return ByCoroutines && !All.empty() ? All.front().Call : nullptr;
}

} // namespace corolint
