// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/errors/UnhandledGatherCheck.h"
#include "checks/errors/GatherResults.h"
#include "checks/errors/GatheredWork.h"
#include "checks/flow/DiscardedValues.h"
#include "checks/knowledge/CalleeName.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace llvm;

namespace corolint {

void UnhandledGatherCheck::registerMatchers(MatchFinder *Finder) { matchFunctions(Finder); }

void UnhandledGatherCheck::check(const MatchFinder::MatchResult &Result) {
  const FunctionDecl *Function = matchedFunction(Result);
  if (!Function)
    return;
  CoroutineTypes &Types = types(*Result.Context);
  std::vector<GatherUse> Uses = gathersIn(Function, Types);
  if (Uses.empty())
    return;

  DenseMap<const Expr *, DiscardForm> Discarded;
  forEachDiscardedValue(Function, getLangOpts(),
                        [&](const Expr *Value, DiscardForm Form) { Discarded[Value] = Form; });
  ExceptionFate Uncaught = Types.of(Function->getReturnType()).Exceptions;

  for (const GatherUse &Use : Uses) {
    if (!Strict && !gatheredWorkMayFail(Use.Gathered, Function, Types))
      continue;
    if (Use.Model->Errors == GatherErrors::Throws) {
      if (!Use.Await || Use.InTry || !coroutineBody(Function) || !getLangOpts().CXXExceptions)
        continue;
      if (Uncaught == ExceptionFate::Terminates)
        report(Use.Await, Use,
               "a failure of what '%0' gathers ends the program: nothing here catches it");
      else if (Uncaught == ExceptionFate::Swallowed)
        report(Use.Await, Use,
               "a failure of what '%0' gathers is swallowed: nothing here catches it");
      continue;
    }
    if (Use.Handler && ignoresErrors(Use.Handler, Types)) {
      report(Use.Gathered.Expression, Use,
             "the failures that '%0' hands to its handler are never looked at");
    } else if (Use.Await && Discarded.contains(Use.Await)) {
      if (Discarded[Use.Await] == DiscardForm::Silent || Strict)
        report(Use.Await, Use,
               "the result of '%0' is dropped, and with it the failures of what it gathered",
               /*ResultUnused=*/true);
    } else if (Use.Await && Use.Variable && ignoresErrors(Use.Variable, Function, Types)) {
      report(Use.Await, Use,
             "the failures in the result of '%0' are never looked at: they pass unnoticed",
             isUnusedAuto(Use.Variable, Function, Types));
    } else if (Use.Await && Use.Variable) {
      reportUnread(Use, Types);
    }
  }
}

void UnhandledGatherCheck::reportUnread(const GatherUse &Use, CoroutineTypes &Types) {
  SmallVector<const BindingDecl *, 2> Unread = unreadFailures(Use.Variable, Types);
  // One macro writes parts that only others of its users read.
  if (Unread.empty() || Use.Variable->getLocation().isMacroID())
    return;
  if (Reported.contains(Use.Await->getBeginLoc()))
    return;
  report(Use.Await, Use,
         "not every failure in the result of '%0' is looked at: the others pass unnoticed");
  for (const BindingDecl *Part : Unread)
    diag(Part->getLocation(), "nothing reads '%0'", DiagnosticIDs::Note) << Part->getName();
}

void UnhandledGatherCheck::report(const Expr *At, const GatherUse &Use, StringRef Message,
                                  bool ResultUnused) {
  if (!Reported.insert(At->getBeginLoc()).second)
    return;
  diag(At->getBeginLoc(), Message) << calleeName(Use.Gathered.Expression) << At->getSourceRange();
  SourceRange Written = calleeNameRange(Use.Gathered.Expression);
  if (ResultUnused && !Use.Model->ThrowingTwin.empty() && Written.isValid())
    diag(At->getBeginLoc(), "use '%0', which throws the first failure", DiagnosticIDs::Note)
        << Use.Model->ThrowingTwin
        << FixItHint::CreateReplacement(Written, Use.Model->ThrowingTwin);
}

} // namespace corolint
