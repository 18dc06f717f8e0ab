// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/lifetime/StaleCheckCheck.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace llvm;

namespace corolint {

void StaleCheckCheck::judge(const FunctionDecl *Function, CoroutineTypes &Types) {
  for (const StaleTest &Stale : staleTests(Function, changes(), Types)) {
    SourceLocation At = Stale.Use->getBeginLoc();
    if (!Reported.insert(At).second)
      continue;
    StringRef Name = Stale.State->getName();
    if (Stale.Does == StaleTest::Sets)
      diag(At, "'%0' is set after a suspension that follows its test: whoever else has passed the test "
               "meanwhile does the same")
          << Name << Stale.Use->getSourceRange();
    else
      diag(At, "'%0' is used after a suspension without another test: '%1' may have %select{changed|"
               "removed from|replaced}2 it meanwhile")
          << Name << Stale.Change->In->getNameAsString() << static_cast<unsigned>(Stale.Change->Kind)
          << Stale.Use->getSourceRange();
    diag(Stale.Test->getBeginLoc(), "it is %select{used|tested}0 here", DiagnosticIDs::Note)
        << Stale.IsTest;
    for (const CoroutineSuspendExpr *Await : Stale.Crossed)
      diag(Await->getKeywordLoc(), "the coroutine may be suspended here", DiagnosticIDs::Note);
    if (Stale.Change)
      diag(Stale.Change->At->getBeginLoc(), "meanwhile '%0' may be %select{changed|removed from|"
                                            "replaced}1 here",
           DiagnosticIDs::Note)
          << Name << static_cast<unsigned>(Stale.Change->Kind);
  }
}

} // namespace corolint
