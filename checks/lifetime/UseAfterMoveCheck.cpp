// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/lifetime/UseAfterMoveCheck.h"
#include "checks/flow/MovedValues.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace clang::tidy;
using namespace llvm;

namespace corolint {

UseAfterMoveCheck::UseAfterMoveCheck(StringRef Name, ClangTidyContext *Context)
    : AsyncCheck(Name, Context),
      IsComplement(Context->isCheckEnabled("bugprone-use-after-move")) {}

void UseAfterMoveCheck::registerMatchers(MatchFinder *Finder) { matchFunctions(Finder); }

void UseAfterMoveCheck::check(const MatchFinder::MatchResult &Result) {
  const FunctionDecl *Function = matchedFunction(Result);
  if (!Function)
    return;
  for (const MovedUse &Use : movedUses(Function, types(*Result.Context))) {
    if ((IsComplement && Use.IsPlain) || !Reported.insert(Use.Use->getBeginLoc()).second)
      continue;
    std::string Name = Use.Variable->getName().str();
    if (Use.Member)
      Name += "." + Use.Member->getNameAsString();
    bool InLoop = Use.Use == Use.Move;
    diag(Use.Use->getBeginLoc(),
         "'%0' is %select{used|moved}1 %select{after it was moved|again in the next turn of the "
         "loop}2: after the suspension there is nothing left in it")
        << Name << Use.MovesAgain << InLoop << Use.Use->getSourceRange();
    if (!InLoop)
      diag(Use.Move->getBeginLoc(), "it is moved here", DiagnosticIDs::Note);
    for (const CoroutineSuspendExpr *Await : Use.Crossed)
      diag(Await->getKeywordLoc(), "the coroutine may be suspended here", DiagnosticIDs::Note);
  }
}

} // namespace corolint
