// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/concurrency/UnboundedSpawnCheck.h"
#include "checks/concurrency/StartedTasks.h"
#include "checks/flow/Loops.h"
#include "checks/knowledge/CalleeName.h"
#include "checks/knowledge/Spellings.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace clang::tidy;
using namespace llvm;

namespace corolint {

UnboundedSpawnCheck::UnboundedSpawnCheck(StringRef Name, ClangTidyContext *Context)
    : AsyncCheck(Name, Context), SmallBound(Options.get("SmallBound", 64U)),
      Limit(Options.get("Limit", 16U)) {}

void UnboundedSpawnCheck::storeOptions(ClangTidyOptions::OptionMap &Map) {
  AsyncCheck::storeOptions(Map);
  Options.store(Map, "SmallBound", SmallBound);
  Options.store(Map, "Limit", Limit);
}

void UnboundedSpawnCheck::registerMatchers(MatchFinder *Finder) { matchFunctions(Finder); }

void UnboundedSpawnCheck::check(const MatchFinder::MatchResult &Result) {
  const FunctionDecl *Function = matchedFunction(Result);
  if (!Function)
    return;
  CoroutineTypes &Types = types(*Result.Context);
  for (const StartedTask &Start : startedTasks(Function, Types)) {
    if (Start.Gather)
      gathered(Start.By, *Start.Gather, Function, Types);
    else
      started(Start.By, Start.Task, Start.Loops, Function, Types);
  }
}

void UnboundedSpawnCheck::started(const Call &Made, const Expr *Task, ArrayRef<const Stmt *> Loops,
                                  const FunctionDecl *Function, CoroutineTypes &Types) {
  if (isWaitedFor(Made.Expression, Types))
    return;
  // From the innermost loop outwards: what is paced inside is paced, and what is bounded inside may
  // be unbounded outside.
  for (const Stmt *Loop : reverse(Loops)) {
    // An awaited accept, receive, timer, batch or semaphore: by default all of them pace the loop.
    if (awaitsInLoop(Loop) && (!Strict || awaitsLimiter(Loop, Types)))
      return;
    // So does a blocking accept or wait in ordinary code.
    if (!Strict && blocksInLoop(Loop, Types))
      return;
    LoopBound Bound = boundOf(Loop, Function, SmallBound, Types.context());
    // How many there can be is known to whoever wrote a constant, and to whoever asked for so many
    // workers.
    if (Bound == LoopBound::SmallConstant || (Bound != LoopBound::Runtime && !Strict) ||
        leavesLoopAfter(Made.Expression, Loop, Types.context()))
      continue;
    if (!Reported.insert(Made.Expression->getBeginLoc()).second)
      return;
    bool LimitsItself = Task && limitsItself(Task, Types);
    diag(Made.Expression->getBeginLoc(),
         LimitsItself
             ? "'%0' starts a task per turn of this loop; each waits for a limiter only once it "
               "has been started, so the number of tasks is not bounded"
             : "'%0' starts a task per turn of this loop, and nothing limits how many run at once",
         LimitsItself ? DiagnosticIDs::Remark : DiagnosticIDs::Warning)
        << calleeName(Made.Expression) << Made.Expression->getSourceRange();
    diag(Loop->getBeginLoc(),
         "%select{the number of turns is known only at run time|it turns more than %1 times}0",
         DiagnosticIDs::Note)
        << (Bound == LoopBound::LargeConstant) << SmallBound;
    auto [Library, Root] = models().libraryOf(Made.Callee);
    if (!Library)
      std::tie(Library, Root) = libraryOfCoroutine(Function, Types);
    if (Library && !Library->Spellings.Limiter.empty())
      diag(Made.Expression->getBeginLoc(), "to bound them, await a limiter before each start: %0",
           DiagnosticIDs::Note)
          << withRoot(Library->Spellings.Limiter, Root);
    return;
  }
}

void UnboundedSpawnCheck::gathered(const Call &Made, const GatherModel &Gather,
                                   const FunctionDecl *Function, CoroutineTypes &Types) {
  const Expr *Range = Made.argument(Gather.Range ? *Gather.Range : *Gather.Each);
  // Overloads that take the tasks one by one have as many as were written.
  if (!Range || !isRange(Range->getType()))
    return;
  ContainerFill Fill;
  if (Gather.Range) {
    // A container of tasks is as large as the loop that filled it turned often; one from elsewhere
    // is not known here. Eager tasks have been started by that loop, and are told of there.
    Fill = fillOf(Range, Function, SmallBound, Types.context());
    if (!Fill.Unbounded &&
        (Fill.Known || !Strict ||
         boundOfRange(Range, Function, SmallBound, Types.context()) <= LoopBound::Count))
      return;
    if (Types.of(elementType(Range->getType())).Start == StartPolicy::Eager)
      return;
  } else if (boundOfRange(Range, Function, SmallBound, Types.context()) <
             (Strict ? LoopBound::LargeConstant : LoopBound::Runtime)) {
    return;
  }
  if (isWaitedFor(Made.Expression, Types))
    return;
  auto [Library, Root] = models().libraryOf(Made.Callee);
  bool HasLimiter = Library && !Library->Spellings.Limiter.empty();
  // Where the library offers nothing to bound them with, that is a matter of the program's design.
  if (!Strict && Library && !HasLimiter && Gather.WindowedTwin.empty())
    return;
  if (!Reported.insert(Made.Expression->getBeginLoc()).second)
    return;
  diag(Made.Expression->getBeginLoc(),
       "'%0' runs a task per element of a range at once, and nothing limits how many")
      << calleeName(Made.Expression) << Made.Expression->getSourceRange();
  if (Fill.Unbounded)
    diag(Fill.Unbounded->getBeginLoc(), "the range is filled by this loop, as often as it turns",
         DiagnosticIDs::Note);
  if (Gather.WindowedTwin.empty() && HasLimiter)
    diag(Made.Expression->getBeginLoc(), "to bound them: %0", DiagnosticIDs::Note)
        << withRoot(Library->Spellings.Limiter, Root);
  if (Gather.WindowedTwin.empty() || Range == Made.Object)
    return;
  SourceRange Name = calleeNameRange(Made.Expression);
  if (Name.isInvalid() || Range->getEndLoc().isMacroID())
    return;
  SourceLocation AfterRange = Lexer::getLocForEndOfToken(
      Range->getEndLoc(), 0, Types.context().getSourceManager(), getLangOpts());
  diag(Made.Expression->getBeginLoc(), "use '%0' to run at most %1 at once", DiagnosticIDs::Note)
      << Gather.WindowedTwin << Limit << FixItHint::CreateReplacement(Name, Gather.WindowedTwin)
      << FixItHint::CreateInsertion(AfterRange, (", " + Twine(Limit)).str());
}

} // namespace corolint
