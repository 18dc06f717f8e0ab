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
    if ((!Strict && !(Stale.IsEmptied && isInNoOrder(*Stale.Change))) ||
        !Reported.insert(At).second)
      continue;
    StringRef Name = Stale.State->getName();
    unsigned Kind = Stale.IsEmptied ? 3
                    : Stale.Change  ? static_cast<unsigned>(Stale.Change->Kind)
                                    : 0;
    if (Stale.Does == StaleTest::Sets)
      diag(At,
           "'%0' is set after a suspension that follows its test: whoever else has passed the test "
           "meanwhile does the same")
          << Name << Stale.Use->getSourceRange();
    else
      diag(At, "'%0' is used after a suspension without %select{a|another}1 test: '%2' may have "
               "%select{changed|removed from|replaced|emptied}3 it meanwhile")
          << Name << (Stale.Test != nullptr) << Stale.Change->In->getNameAsString() << Kind
          << Stale.Use->getSourceRange();
    if (Stale.Test)
      diag(Stale.Test->getBeginLoc(), "it is %select{used|tested}0 here", DiagnosticIDs::Note)
          << Stale.IsTest;
    for (const CoroutineSuspendExpr *Await : Stale.Crossed)
      diag(Await->getKeywordLoc(), "the coroutine may be suspended here", DiagnosticIDs::Note);
    if (Stale.Change)
      diag(Stale.Change->At->getBeginLoc(),
           "meanwhile '%0' may be %select{changed|removed from|replaced|emptied}1 here",
           DiagnosticIDs::Note)
          << Name << Kind;
  }
}

} // namespace corolint
