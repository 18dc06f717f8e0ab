// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/concurrency/UnboundedSpawnCheck.h"
#include "checks/concurrency/ExistingTasks.h"
#include "checks/concurrency/PerExecutorStarts.h"
#include "checks/concurrency/StartedWork.h"
#include "checks/flow/FunctionBody.h"
#include "checks/flow/Loops.h"
#include "checks/knowledge/Callables.h"
#include "checks/knowledge/CalleeName.h"
#include "checks/knowledge/Limiters.h"
#include "checks/knowledge/Spellings.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace clang::tidy;
using namespace llvm;

namespace corolint {
namespace {

/// Whether \p Loop goes over a range that its function is given, by a range-for or by its size.
bool goesOverGiven(const Stmt *Loop) {
  struct Finder : FunctionBodyVisitor<Finder> {
    bool Found = false;
    bool VisitDeclRefExpr(DeclRefExpr *Reference) {
      Found |= isa<ParmVarDecl>(Reference->getDecl()) && isRange(Reference->getType());
      return !Found;
    }
  } Search;
  if (const auto *For = dyn_cast<CXXForRangeStmt>(Loop))
    return isa_and_nonnull<ParmVarDecl>(namedVariable(For->getRangeInit()));
  if (const auto *For = dyn_cast<ForStmt>(Loop))
    Search.TraverseStmt(const_cast<Expr *>(For->getCond()));
  return Search.Found;
}

/// Whether \p Made, which makes a task in each turn of \p Loop, calls what its function is given
/// for each element of what that is given, too: that is a gather, whose callers know how many there
/// are.
bool isUpToCallers(const Call &Made, const Stmt *Loop) {
  return Made && calledParameter(Made) && goesOverGiven(Loop);
}

} // namespace

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
  // How many a test starts is up to the test.
  if (!Strict && Types.isTestCode(Function->getLocation()))
    return;
  // What a gather starts is up to its callers.
  for (const DeclContext *Around = Function; Around; Around = Around->getParent())
    if (const auto *Outer = dyn_cast<FunctionDecl>(Around)) {
      Call Itself;
      Itself.Callee = Outer;
      if (roleOf(Itself, &FunctionModel::Gather, Types))
        return;
    }
  if (!Waits)
    Waits.emplace(Types);
  std::vector<StartedTask> Starts = startedTasks(Function, Types, /*Repeated=*/true);
  if (!Known || &Known->Types != &Types)
    Known = std::make_unique<Reasons>(Types);
  for (const StartedTask &Start : Starts) {
    if (Start.Gather)
      gathered(Start.By, *Start.Gather, Function, Types);
    else if (!Start.Loops.empty())
      started(Start, Function, Types);
  }
  for (const HandedTasks &Each : handedTasks(Function, Types))
    handed(Each, Function, Types);
  if (auto [First, Second] = multiplies(Function, Starts, Types); First)
    multiplied(First, Second, Function, Types);
  for (const RepeatedCall &Repeats : repeatedCalls(Function, SmallBound, Types))
    repeated(Repeats, Function, Types);
}

void UnboundedSpawnCheck::adviseLimiter(const Expr *Start, const FunctionDecl *Callee,
                                        const FunctionDecl *Function, CoroutineTypes &Types) {
  auto [Library, Root] = models().libraryOf(Callee);
  if (!Library)
    std::tie(Library, Root) = libraryOfCoroutine(Function, Types);
  bool IsKnown = Library && !Library->Spellings.Limiter.empty();
  diag(Start->getBeginLoc(), "to bound them, await a limiter before each start: %0",
       DiagnosticIDs::Note)
      << (IsKnown ? withRoot(Library->Spellings.Limiter, Root) : "a counting semaphore");
}

void UnboundedSpawnCheck::multiplied(const Expr *First, const Expr *Second,
                                     const FunctionDecl *Function, CoroutineTypes &Types) {
  if (!Reported.insert(Second->getBeginLoc()).second)
    return;
  diag(Second->getBeginLoc(),
       "'%0' starts itself more than once each time it runs, and nothing limits how many run at once")
      << Function->getNameAsString() << Second->getSourceRange();
  diag(First->getBeginLoc(), "it has started itself here before", DiagnosticIDs::Note);
  adviseLimiter(Second, asCall(Second).Callee, Function, Types);
}

void UnboundedSpawnCheck::repeated(const RepeatedCall &Repeats, const FunctionDecl *Function,
                                   CoroutineTypes &Types) {
  if (isWaitedFor(Repeats.By.Expression, *Waits, Types))
    return;
  CoroutineType Result = Types.of(Repeats.Runs->getReturnType());
  bool IsLambda = isa<CXXMethodDecl>(Repeats.Runs) &&
                  cast<CXXMethodDecl>(Repeats.Runs)->getParent()->isLambda();
  // A coroutine that starts by itself.
  if (startsItself(Result) &&
      (coroutineBody(Repeats.Runs) || (!Repeats.Runs->isDefined() && !IsLambda))) {
    if (!Reported.insert(Repeats.Callable->getBeginLoc()).second)
      return;
    diag(Repeats.Callable->getBeginLoc(),
         "'%0' starts a task per element of a range, and nothing limits how many run at once")
        << calleeName(Repeats.By.Expression) << Repeats.Callable->getSourceRange();
    adviseLimiter(Repeats.By.Expression, Repeats.By.Callee, Function, Types);
    return;
  }
  if (!IsLambda || !Repeats.Runs->getBody() || coroutineBody(Repeats.Runs))
    return;
  for (const StartedTask &Start : startedTasks(Repeats.Runs, Types, /*Repeated=*/true)) {
    const Expr *Made = Start.By.Expression;
    if (Start.Gather || !Start.Loops.empty() ||
        isOverBeforeNext(Start, Repeats.Runs, *Waits, Types) ||
        !Reported.insert(Made->getBeginLoc()).second)
      continue;
    diag(Made->getBeginLoc(), "'%0' starts a task per element of a range, and nothing limits how many "
                              "run at once")
        << calleeName(Made) << Made->getSourceRange();
    diag(Repeats.By.Expression->getBeginLoc(), "'%0' calls this once per element", DiagnosticIDs::Note)
        << calleeName(Repeats.By.Expression);
    adviseLimiter(Made, Start.By.Callee, Function, Types);
  }
}

const UnboundedSpawnCheck::LoopFacts &UnboundedSpawnCheck::factsOf(const Stmt *Loop,
                                                                   const FunctionDecl *Function,
                                                                   CoroutineTypes &Types) {
  auto [Of, IsNew] = Known->Loops.try_emplace(Loop);
  if (IsNew)
    Of->second = {awaitsInLoop(Loop), awaitsLimiter(Loop, Types), blocksInLoop(Loop, Types),
                  isPaidFor(Loop, Function, Types), boundOf(Loop, SmallBound, Known->Sizes, Types)};
  return Of->second;
}

void UnboundedSpawnCheck::started(const StartedTask &Start, const FunctionDecl *Function,
                                  CoroutineTypes &Types) {
  const Call &Made = Start.By;
  // What a class of the program's own does with the number that it was made with is not known.
  bool MayRefuse = Made.Object && isMadeWithNumber(Made.objectClass()) &&
                   Types.models().find(Made.Callee).empty();
  if ((MayRefuse && !Strict) || isOverBeforeNext(Start, Function, *Waits, Types) ||
      (!Strict && takesExistingTask(Made.Expression, Start.Loops, Types)) ||
      endsWithItsTurn(Made.Expression, Function, Types) || followsLast(Made.Expression, Types))
    return;
  // Batches are as large as their author made them.
  bool IsBatched = any_of(
      Start.Loops, [&](const Stmt *Loop) { return factsOf(Loop, Function, Types).AwaitsLimiter; });
  // From the innermost loop outwards: what is paced inside is paced, and what is bounded inside may
  // be unbounded outside.
  for (const Stmt *Loop : reverse(Start.Loops)) {
    const LoopFacts &Of = factsOf(Loop, Function, Types);
    // An awaited accept, receive, timer, batch or semaphore: by default all of them pace the loop,
    // unless each turn starts one more such loop.
    if ((Of.Awaits && !Strict && !Start.IsAgain && !isPerStreamItem(Start, Loop, Types)) ||
        Of.AwaitsLimiter)
      return;
    // So does a blocking accept or wait in ordinary code.
    if (!Strict && Of.Blocks)
      return;
    LoopBound Bound = Of.Bound;
    // How many there can be is known to whoever wrote a constant, and to whoever asked for so many
    // workers.
    if (Bound == LoopBound::SmallConstant ||
        (Bound != LoopBound::Runtime && (!Strict || IsBatched)) ||
        (!Strict &&
         (isUpToCallers(Start.Task ? asCall(Start.Task) : Made, Loop) ||
          Known->PerObject.isOfElement(Start.Task ? Start.Task : Made.Expression, Loop))) ||
        leavesLoopAfter(Made.Expression, Loop, Types.context()) ||
        isPerExecutor(Start, Loop, Types) || Known->Admitted.isAdmitted(Made.Expression, Loop) ||
        Of.IsPaidFor)
      continue;
    // A task that starts itself was told of where it was made: auto task = run(); connect(task, …);
    const auto *Kept =
        Start.Task ? dyn_cast_or_null<VarDecl>(namedVariable(ignoreIdentity(Start.Task))) : nullptr;
    if (Kept && Kept->getInit() &&
        Reported.contains(ignoreWrapping(Kept->getInit())->getBeginLoc()))
      return;
    if (!Reported.insert(Made.Expression->getBeginLoc()).second)
      return;
    bool LimitsItself = Start.Task && limitsItself(Start.Task, Loop, Types);
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
    adviseLimiter(Made.Expression, Made.Callee, Function, Types);
    return;
  }
}

bool UnboundedSpawnCheck::offersNoBound(const Call &Made, const GatherModel &Gather) const {
  const LibraryModel *Library = models().libraryOf(Made.Callee).first;
  return Library && Library->Spellings.Limiter.empty() && Gather.WindowedTwin.empty();
}

bool UnboundedSpawnCheck::reportGathered(const Call &Made, const ContainerFill &Fill,
                                         bool LimitsItself) {
  if (!Reported.insert(Made.Expression->getBeginLoc()).second)
    return false;
  diag(Made.Expression->getBeginLoc(),
       LimitsItself
           ? "'%0' runs a task per element of a range at once; each waits for a limiter only "
             "once it has been started, so the number of tasks is not bounded"
           : "'%0' runs a task per element of a range at once, and nothing limits how many",
       LimitsItself ? DiagnosticIDs::Remark : DiagnosticIDs::Warning)
      << calleeName(Made.Expression) << Made.Expression->getSourceRange();
  if (Fill.Unbounded)
    diag(Fill.Unbounded->getBeginLoc(),
         "%select{the range is filled by this loop, as often as it turns|"
         "each element of another range becomes a task here}0",
         DiagnosticIDs::Note)
        << isa<Expr>(Fill.Unbounded);
  return true;
}

void UnboundedSpawnCheck::handed(const HandedTasks &Handed, const FunctionDecl *Function,
                                 CoroutineTypes &Types) {
  ContainerFill Fill = fillOf(Handed.range(), Function, SmallBound, Types);
  if (!Fill.Unbounded || isWaitedFor(Handed.By.Expression, *Waits, Types) ||
      (!Strict && Known->PerObject.isOfElement(Fill.Added.Expression, Fill.Unbounded)))
    return;
  if (!Gathering)
    Gathering.emplace(Types);
  if (const Expr *Start = Gathering->startOfAll(Handed)) {
    Call Starting = asCall(Start);
    const GatherModel *Gather =
        Starting ? roleOf(Starting, &FunctionModel::Gather, Types) : nullptr;
    if ((Gather && !Strict && offersNoBound(Starting, *Gather)) || !reportGathered(Handed.By, Fill))
      return;
    diag(Start->getBeginLoc(), "all of them are started here", DiagnosticIDs::Note);
  } else {
    // Who would have them run one after the other awaits each where it is made; what limits how
    // many run may still be in the function that is not seen, unless each of them gives it more of
    // its kind.
    bool MayBeLimited = !Strict && (!Fill.Again || isLimitedBeside(Handed, Function, Types));
    if (!mayGather(Handed, Types) || MayBeLimited || !reportGathered(Handed.By, Fill))
      return;
  }
  diag(Handed.By.Expression->getBeginLoc(),
       "to bound them: gather a batch of constant size at a time", DiagnosticIDs::Note);
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
    Fill = fillOf(Range, Function, SmallBound, Types);
    if (!Fill.Unbounded && (Fill.Known || !Strict || isUpToSeenCallers(Range, Function) ||
                            boundOfRange(Range, SmallBound, Types) <= LoopBound::Count))
      return;
    if (Types.of(elementType(Range->getType())).Start == StartPolicy::Eager ||
        (!Strict && Fill.Unbounded &&
         (isUpToCallers(Fill.Added, Fill.Unbounded) ||
          Known->PerObject.isOfElement(Fill.Added.Expression, Fill.Unbounded))))
      return;
  } else if (boundOfRange(Range, SmallBound, Types) <
                 (Strict ? LoopBound::LargeConstant : LoopBound::Runtime) ||
             (!Strict && Known->PerObject.callsElement(Made, Range))) {
    return;
  }
  if (isWaitedFor(Made.Expression, *Waits, Types))
    return;
  auto [Library, Root] = models().libraryOf(Made.Callee);
  bool HasLimiter = Library && !Library->Spellings.Limiter.empty();
  if (!Strict && offersNoBound(Made, Gather))
    return;
  bool LimitsItself = Gather.Each && any_of(Made.Arguments, [&](const Expr *Each) {
                        return calledBy(Each) && limitsItself(Each, /*Loop=*/nullptr, Types);
                      });
  if (!reportGathered(Made, Fill, LimitsItself))
    return;
  if (Gather.WindowedTwin.empty())
    diag(Made.Expression->getBeginLoc(), "to bound them: %0", DiagnosticIDs::Note)
        << (HasLimiter ? withRoot(Library->Spellings.Limiter, Root)
                       : "gather a batch of constant size at a time");
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
