// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/lifetime/UnclosedResourceCheck.h"
#include "checks/flow/UnclosedResources.h"
#include "checks/flow/UnreturnedPlaces.h"
#include "checks/knowledge/CalleeName.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace llvm;

namespace corolint {

void UnclosedResourceCheck::registerMatchers(MatchFinder *Finder) { matchFunctions(Finder); }

void UnclosedResourceCheck::check(const MatchFinder::MatchResult &Result) {
  const FunctionDecl *Function = matchedFunction(Result);
  if (!Function || !Function->getBody())
    return;
  CoroutineTypes &Types = types(*Result.Context);
  for (const UnclosedResource &Lost : unclosedResources(Function, Types, Strict)) {
    SourceLocation At = Lost.Variable->getLocation();
    // A test that throws has failed in any case.
    bool Matters = Strict || Lost.On != UnclosedResource::OnThrow || !Types.isTestCode(At);
    if (!Matters || !Reported.insert(At).second)
      continue;
    diag(At, "'%0' is %select{never closed|not closed on every path|not closed when an await before "
             "that throws}1: destroyed without '%2', it %3")
        << Lost.Variable->getName() << Lost.On << Lost.With << Lost.Otherwise;
    if (Lost.Used && Lost.On != UnclosedResource::OnThrow)
      diag(Lost.Used->getBeginLoc(), "it is put to use here", DiagnosticIDs::Note);
    if (Lost.On == UnclosedResource::OnThrow)
      diag(cast<CoroutineSuspendExpr>(Lost.Where)->getKeywordLoc(),
           "what is thrown here leaves its scope", DiagnosticIDs::Note);
    else if (Lost.Where && !isa<CompoundStmt>(Lost.Where))
      diag(Lost.Where->getBeginLoc(), "its scope is left here", DiagnosticIDs::Note);
    if (Lost.Closing)
      diag(Lost.Closing->getBeginLoc(), "it is closed here on other paths", DiagnosticIDs::Note);
  }
  reportPlaces(Function, Types);
}

void UnclosedResourceCheck::reportPlaces(const FunctionDecl *Function, CoroutineTypes &Types) {
  for (const UnreturnedPlace &Lost : unreturnedPlaces(Function, Types)) {
    SourceLocation At = Lost.Taken->getBeginLoc();
    if (!Reported.insert(At).second)
      continue;
    diag(At, "what is taken of '%0' is never given back when an await before '%1' throws: others "
             "wait for it for ever")
        << Lost.In->getName() << calleeName(Lost.GivenBack);
    diag(Lost.Throws->getKeywordLoc(), "what is thrown here leaves the function",
         DiagnosticIDs::Note);
    diag(Lost.GivenBack->getBeginLoc(), "it is given back here on other paths",
         DiagnosticIDs::Note);
  }
}

} // namespace corolint
