// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/awaiting/AwaitedTwiceCheck.h"
#include "checks/flow/Consumption.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace llvm;

namespace corolint {

void AwaitedTwiceCheck::registerMatchers(MatchFinder *Finder) { matchFunctions(Finder); }

void AwaitedTwiceCheck::check(const MatchFinder::MatchResult &Result) {
  const FunctionDecl *Function = matchedFunction(Result);
  if (!Function)
    return;
  for (const RepeatedUse &Use : usesAfterConsumption(Function, types(*Result.Context))) {
    SourceLocation At = Use.Second.Reference->getBeginLoc();
    if (!Reported.insert(At).second)
      continue;
    bool InLoop = Use.First.Reference == Use.Second.Reference;
    diag(At, "'%0' is %select{awaited|moved}1 again %select{after it was consumed|in the next turn "
             "of the loop}2: there is nothing left in it")
        << Use.Of.Variable->getName() << (Use.Second.How == Treatment::Moves) << InLoop
        << Use.Second.Reference->getSourceRange();
    if (InLoop)
      diag(Use.Of.Variable->getLocation(), "it is made once, here", DiagnosticIDs::Note);
    else
      diag(Use.First.Reference->getBeginLoc(), "it is %select{awaited|moved}0 here",
           DiagnosticIDs::Note)
          << (Use.First.How == Treatment::Moves);
  }
}

} // namespace corolint
