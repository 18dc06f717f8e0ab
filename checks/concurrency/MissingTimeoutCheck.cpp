// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/concurrency/MissingTimeoutCheck.h"
#include "checks/knowledge/CalleeName.h"
#include "checks/knowledge/Spellings.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace llvm;

namespace corolint {

void MissingTimeoutCheck::registerMatchers(MatchFinder *Finder) { matchFunctions(Finder); }

void MissingTimeoutCheck::check(const MatchFinder::MatchResult &Result) {
  const FunctionDecl *Function = matchedFunction(Result);
  if (!Function || !coroutineBody(Function))
    return;
  CoroutineTypes &Types = types(*Result.Context);
  if (!Limits || Unit != Result.Context) {
    Limits.emplace(Types);
    Unit = Result.Context;
  }
  std::vector<EndlessWait> Waits = Limits->endlessWaits(Function);
  if (Waits.empty())
    return;
  // One limit around all of them would do.
  const EndlessWait &First = Waits.front();
  SourceLocation At = First.Made.Expression->getBeginLoc();
  if (!Reported.insert(At).second)
    return;
  if (First.ForEver)
    diag(At,
         "'%0' is told to wait for ever: if what it waits for never comes, this coroutine never "
         "goes on")
        << calleeName(First.Made.Expression) << First.ForEver->getSourceRange();
  else
    diag(At, "'%0' waits for its peer without a time limit: if that never answers, this coroutine "
             "never goes on")
        << calleeName(First.Made.Expression) << First.Made.Expression->getSourceRange();
  for (const EndlessWait &Further : drop_begin(Waits))
    diag(Further.Made.Expression->getBeginLoc(), "so does '%0' here", DiagnosticIDs::Note)
        << calleeName(Further.Made.Expression);
  auto [Library, Root] = libraryOfCoroutine(Function, Types);
  if (Library && !Library->Spellings.Timeout.empty())
    diag(At, "to give up after a time: %0", DiagnosticIDs::Note)
        << withRoot(Library->Spellings.Timeout, Root);
}

} // namespace corolint
