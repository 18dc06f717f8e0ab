// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/lifetime/LockAcrossAwaitCheck.h"
#include "checks/flow/HeldLocks.h"
#include "checks/knowledge/Spellings.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace llvm;

namespace corolint {

/// Whether \p Held is of a guard that has got its lock elsewhere than where it is declared.
static bool isTakenLater(const HeldLock &Held) {
  const auto *Declaration = dyn_cast<DeclStmt>(Held.Taken);
  return Declaration ? !is_contained(Declaration->decls(), Held.Holder)
                     : !isa<CoroutineBodyStmt>(Held.Taken);
}

LockAcrossAwaitCheck::LockAcrossAwaitCheck(StringRef Name, tidy::ClangTidyContext *Context)
    : AsyncCheck(Name, Context), ThreadBoundTypes(Options.get("ThreadBoundTypes", "")) {}

void LockAcrossAwaitCheck::storeOptions(tidy::ClangTidyOptions::OptionMap &Map) {
  AsyncCheck::storeOptions(Map);
  Options.store(Map, "ThreadBoundTypes", ThreadBoundTypes);
}

void LockAcrossAwaitCheck::registerMatchers(MatchFinder *Finder) { matchFunctions(Finder); }

void LockAcrossAwaitCheck::check(const MatchFinder::MatchResult &Result) {
  const FunctionDecl *Function = matchedFunction(Result);
  if (!Function || !coroutineBody(Function))
    return;
  CoroutineTypes &Types = types(*Result.Context);
  bool IsGenerator = Types.of(Function->getReturnType()).Kind == TypeKind::Generator;
  for (const HeldLock &Held : locksAtSuspensions(Function, Types, splitList(ThreadBoundTypes))) {
    // Whoever takes a value that is yielded has it on a thread of their own, and may know of the lock.
    if (IsGenerator && !Strict &&
        none_of(Held.At, [](const CoroutineSuspendExpr *At) { return isa<CoawaitExpr>(At); }))
      continue;
    SourceLocation At =
        Held.IsGuard && Held.Holder ? Held.Holder->getLocation() : Held.Taken->getBeginLoc();
    if (!Reported.insert(At).second)
      continue;
    if (Held.IsThreadBound)
      diag(At, "'%0' lives on while the coroutine is suspended, and may be destroyed on another thread "
               "than it was made on")
          << Held.Holder->getName();
    else if (Held.Holder)
      diag(At, "'%0' %select{stays locked|holds its lock}1 while the coroutine is suspended: whoever "
               "wants it blocks a thread, and another thread may give it back")
          << Held.Holder->getName() << Held.IsGuard;
    else
      diag(At, "this lock is held to the end of the expression, while the coroutine is suspended: "
               "whoever wants it blocks a thread, and another thread may give it back")
          << Held.Taken->getSourceRange();
    if (Held.Holder && Held.IsGuard && isTakenLater(Held))
      diag(Held.Taken->getBeginLoc(), "it is locked here", DiagnosticIDs::Note);
    if (Held.Left)
      diag(Held.Left->getBeginLoc(), "the guard gives up its mutex here, which stays locked",
           DiagnosticIDs::Note);
    for (const CoroutineSuspendExpr *Await : Held.At)
      diag(Await->getKeywordLoc(), "the coroutine may be suspended here, and holds it",
           DiagnosticIDs::Note);
    auto [Library, Root] = libraryOfCoroutine(Function, Types);
    if (Library && !Library->Spellings.Mutex.empty() && !Held.IsThreadBound)
      diag(At, "a lock that suspends the coroutine: %0", DiagnosticIDs::Note)
          << withRoot(Library->Spellings.Mutex, Root);
  }
}

} // namespace corolint
