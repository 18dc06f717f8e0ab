// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/errors/UnobservedFailureCheck.h"
#include "checks/errors/GatherResults.h"
#include "checks/flow/Conditions.h"
#include "checks/flow/ForwardedCall.h"
#include "checks/flow/ReturnedTasks.h"
#include "checks/knowledge/AwaitedResult.h"
#include "checks/knowledge/Callables.h"
#include "checks/knowledge/CalleeName.h"
#include "checks/knowledge/ClassMembers.h"
#include "checks/knowledge/Noexcept.h"
#include "checks/knowledge/PromisePolicies.h"
#include "checks/knowledge/Spellings.h"
#include "checks/summary/LinkedFailures.h"
#include "checks/summary/OtherUnits.h"
#include "checks/summary/SummarySink.h"
#include "checks/summary/TaskFailures.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace llvm;

namespace corolint {
namespace {

bool isLambda(const FunctionDecl *Function) {
  const auto *Method = dyn_cast<CXXMethodDecl>(Function);
  return Method && Method->getParent()->isLambda();
}

/// What \p Function is called in messages.
std::string nameOf(const FunctionDecl *Function) {
  return !isLambda(Function)         ? "'" + Function->getNameAsString() + "'"
         : coroutineBody(Function) ? "this coroutine"
                                   : "this callable";
}

std::string nameOf(const ForgottenWork &Work) {
  if (Work.Coroutine)
    return nameOf(Work.Coroutine);
  return "'" + calleeName(ignoreIdentity(Work.Task)) + "'";
}

/// Whether \p Function has to be noexcept, for what it overrides is.
bool overrides(const FunctionDecl *Function) {
  const auto *Method = dyn_cast<CXXMethodDecl>(Function);
  return Method && Method->size_overridden_methods() > 0;
}

/// Whether \p Source is an await of what \p Function was given: who called it chose to forget that.
bool isOfParameter(const FailureSource &Source) {
  const auto *Await = Source.IsAwait ? dyn_cast<CoawaitExpr>(Source.At) : nullptr;
  const auto *Named =
      Await ? dyn_cast<DeclRefExpr>(ignoreIdentity(Await->getOperand())) : nullptr;
  return Named && isa<ParmVarDecl>(Named->getDecl());
}

/// Whether \p Source is all that the lambda \p Coroutine does: to await a task of the program's own
/// whose coroutine is not seen. Nothing is said of that one where it is started itself.
bool isUnseen(const FailureSource &Source, const FunctionDecl *Coroutine, CoroutineTypes &Types) {
  const CoawaitExpr *Sole = isLambda(Coroutine) ? soleAwait(Coroutine) : nullptr;
  const Expr *Task = Sole && Source.At == Sole ? Sole->getOperand() : nullptr;
  Call Made = Task ? asCall(Task) : Call();
  return Made && Types.of(Task->getType()).Kind == TypeKind::Task &&
         !coroutineBehind(Task, Types) && !Types.models().libraryOf(Made.Callee).first;
}

/// Whether \p Unseen is one task, which neither takes nor gives anything: `co_await group.wait()`
/// may well do no more than to wait.
bool isWait(const UnseenTasks &Unseen, CoroutineTypes &Types) {
  if (Unseen.size() != 1 || !Unseen.front()->param_empty() || visibleDefinition(Unseen.front()))
    return false;
  QualType Result = awaitedResult(Types.of(Unseen.front()->getReturnType()));
  return !Result.isNull() && Result->isVoidType();
}

/// Whether neither the virtual \p Function nor what is seen to override it, of which there is
/// something, may fail: all are coroutines that await nothing that may, but for virtual functions
/// of which the same holds. \p Seen holds those that were looked at.
bool isSound(const FunctionDecl *Function, const Overriders &Virtuals,
             SmallPtrSetImpl<const FunctionDecl *> &Seen, CoroutineTypes &Types) {
  const auto *Method = dyn_cast<CXXMethodDecl>(Function);
  if (!Method || !Method->isVirtual())
    return false;
  if (!Seen.insert(Method->getCanonicalDecl()).second)
    return true;
  auto Each = [&](const CXXMethodDecl *Candidate) {
    const FunctionDecl *Definition = visibleDefinition(Candidate);
    if (!coroutineBody(Definition))
      return false;
    FailureSource Source = failureOf(Definition, Types);
    return !Source ||
           (!Source.Unseen.empty() && all_of(Source.Unseen, [&](const FunctionDecl *Next) {
             return isSound(Next, Virtuals, Seen, Types);
           }));
  };
  ArrayRef<const CXXMethodDecl *> Overriding = Virtuals.of(Method);
  return !Overriding.empty() && (Method->isPureVirtual() || Each(Method)) &&
         all_of(Overriding, Each);
}

} // namespace

UnobservedFailureCheck::UnobservedFailureCheck(StringRef Name, tidy::ClangTidyContext *Context)
    : ThrownFailureCheck(Name, Context),
      FindsGathers(Context->isCheckEnabled("async-unhandled-gather")) {}

void UnobservedFailureCheck::registerMatchers(MatchFinder *Finder) { matchFunctions(Finder); }

void UnobservedFailureCheck::check(const MatchFinder::MatchResult &Result) {
  const FunctionDecl *Function = matchedFunction(Result);
  if (!Function)
    return;
  CoroutineTypes &Types = types(*Result.Context);
  if (summarySink() && !Places)
    Places.emplace(Summary, Result.Context->getSourceManager());
  if (Places)
    if (std::optional<TaskFailure> Failure = taskFailure(Function, Types, Summary, *Places))
      Summary.Failures.push_back(std::move(*Failure));
  // What a function that a model calls a spawn starts is told of where that is called.
  if (none_of(Types.models().find(Function),
              [](const FunctionModel *Model) { return Model->Spawn.has_value(); }))
    for (const ForgottenWork &Work : forgottenWork(Function, Types))
      reportForgotten(Work, Types);
  if (coroutineBody(Function))
    judgeCoroutine(Function, Types);
}

void UnobservedFailureCheck::onEndOfTranslationUnit() {
  AsyncCheck::onEndOfTranslationUnit();
  if (Places) {
    erase_if(Summary.Unsettled,
             [&](const UnsettledFinding &Each) { return is_contained(Settled, Each.At); });
    summarySink()(std::move(Summary));
  }
  Places.reset();
  Virtuals.reset();
  Sound.clear();
}

bool UnobservedFailureCheck::areSoundOverriders(const UnseenTasks &Unseen, CoroutineTypes &Types) {
  return !Unseen.empty() && all_of(Unseen, [&](const FunctionDecl *Each) {
    const auto *Method = dyn_cast<CXXMethodDecl>(Each);
    if (!Method || !Method->isVirtual())
      return false;
    auto [Known, IsNew] = Sound.try_emplace(Each->getCanonicalDecl(), false);
    if (!IsNew)
      return Known->second;
    if (!Virtuals)
      Virtuals.emplace(Types.context());
    SmallPtrSet<const FunctionDecl *, 4> Seen;
    return Known->second = isSound(Each, *Virtuals, Seen, Types);
  });
}

bool UnobservedFailureCheck::isNew(SourceLocation At, const UnseenTasks &Unseen,
                                   CoroutineTypes &Types, bool NeedsProof) {
  const bool IsFirst = !Reported.contains(At);
  NeedsProof |= !Strict && (IsFirst || Places) && areSoundOverriders(Unseen, Types);
  // What more there is at a place decides with the first whether that is reported.
  if (!(IsFirst || Places) || !isRight(At, Unseen, NeedsProof, Types))
    return false;
  if (Places && Unseen.empty())
    Settled.push_back(Places->at(At));
  return Reported.insert(At).second;
}

bool UnobservedFailureCheck::isRight(SourceLocation At, const UnseenTasks &Unseen, bool NeedsProof,
                                     CoroutineTypes &Types) {
  const SourceManager &Sources = Types.context().getSourceManager();
  if (Unseen.empty() || !(Places || otherUnits()))
    return !NeedsProof;
  UnsettledFinding Finding{{}, keysOf(Unseen, Sources), NeedsProof};
  if (Places) {
    Finding.At = Places->at(At);
    Summary.Unsettled.push_back(std::move(Finding));
    return true;
  }
  UnitSummary Own;
  Own.Unsettled.push_back(Finding);
  OptionalFileEntryRef Main = Sources.getFileEntryRefForID(Sources.getMainFileID());
  std::shared_ptr<const std::vector<UnitSummary>> Others =
      Main ? otherUnits()(Main->getName(), Own) : nullptr;
  SmallVector<const UnitSummary *> Units;
  if (Others)
    for (const UnitSummary &Each : *Others)
      Units.push_back(&Each);
  return LinkedFailures(Units).isRight(Finding);
}

void UnobservedFailureCheck::reportForgotten(const ForgottenWork &Work, CoroutineTypes &Types) {
  FailureSource Source; // Nowhere in what is not seen.
  bool NeedsProof = !Strict;
  if (Work.Coroutine) {
    Source = failureOf(Work.Coroutine, Types);
    // A function that is no coroutine hands on the task that it returns.
    if (!Source && !coroutineBody(Work.Coroutine))
      for (const ReturnedTask &Task : returnedTasks(Work.Coroutine, Types))
        if (WorkFailure Handed;
            !Source && Task.IsWhole && (Handed = workMayFail(Task.Made.Expression, Types)))
          Source = {Task.Made.Expression, /*IsAwait=*/true, Handed.Unseen};
    if (!Source)
      return;
    NeedsProof &= Work.Fate != ExceptionFate::Stored &&
                  ((isWait(Source.Unseen, Types) && Work.Fate != ExceptionFate::Terminates) ||
                   isUnseen(Source, Work.Coroutine, Types));
  } else {
    const LambdaExpr *Handler = Work.IgnoredByHandler ? lambdaIn(Work.Token) : nullptr;
    WorkFailure Failure = workMayFail(Work.Task, Types);
    if (!Failure)
      return;
    Source.Unseen = Failure.Unseen;
    NeedsProof &= !(Handler && usesResult(Handler, Types));
  }
  SourceLocation At = Work.By.Expression->getBeginLoc();
  if (!isNew(At, Source.Unseen, Types, NeedsProof))
    return;
  std::string Name = nameOf(Work), Starter = calleeName(Work.By.Expression);
  enum { Ends, Ignored, Swallowed, Dropped } Then =
      Work.Fate == ExceptionFate::Terminates ? Ends
      : Work.Fate == ExceptionFate::Stored   ? Dropped
      : Work.IgnoredByHandler                ? Ignored
                                             : Swallowed;
  diag(At, "a failure of %0 %select{ends the program: nothing catches "
           "it|is lost: the handler that '%2' hands it to does not look at it|is swallowed: '%2' "
           "starts it so that nobody hears of its end|is lost with the result, which is dropped}1")
      << Name << Then << Starter << Work.By.Expression->getSourceRange();
  if (Source)
    noteSource(Source, Work.Coroutine);
  suggestFix(Work, Types);
}

void UnobservedFailureCheck::suggestFix(const ForgottenWork &Work, CoroutineTypes &Types) {
  auto [Library, Root] = models().libraryOf(Work.By.Callee);
  const CXXRecordDecl *Result = Types.of(Work.By.Expression->getType()).Record;
  if (!Library && Result)
    std::tie(Library, Root) = models().libraryOf(Result);
  if (!Library)
    return;
  const SpellingsModel &Spelled = Library->Spellings;
  SourceLocation At = Work.By.Expression->getBeginLoc();
  const auto *Named = Work.Token && !Work.IgnoredByHandler
                          ? dyn_cast<DeclRefExpr>(ignoreWrapping(Work.Token))
                          : nullptr;
  // Out of a loop that starts one for each connection, say, a failure of one would end them all.
  if (Spelled.FailureToken && Named && !loopAround(Work.By.Expression, Types.context()) &&
      !Work.Token->getBeginLoc().isMacroID() && is_contained(Work.By.Arguments, Work.Token) &&
      Work.Coroutine) {
    QualType Value = awaitedResult(Types.of(Work.Coroutine->getReturnType()));
    if (!Value.isNull() && Value->isVoidType()) {
      Spelling Token = spell(*Spelled.FailureToken, Root, At, Types.context());
      diag(Work.Token->getBeginLoc(), "throw it, out of the event loop", DiagnosticIDs::Note)
          << FixItHint::CreateReplacement(Named->getSourceRange(), Token.Text);
      return;
    }
  }
  if (!Spelled.Failure.empty())
    diag(At, "to hear of it: %0", DiagnosticIDs::Note) << withRoot(Spelled.Failure, Root);
}

void UnobservedFailureCheck::judgeCoroutine(const FunctionDecl *Function, CoroutineTypes &Types) {
  CoroutineType Type = Types.of(Function->getReturnType());
  if (!Type.Record && !Function->getReturnType()->isVoidType())
    return;
  const CXXRecordDecl *Promise = promiseOf(Function);
  ExceptionFate Fate = Type.Record ? Type.Exceptions : exceptionFate(Promise);
  bool Swallows = Fate == ExceptionFate::Swallowed, Ends = Fate == ExceptionFate::Terminates;
  // Eager coroutines are often declared so: the call starts the work, and shall not throw.
  bool HidesThrow = isNoexcept(Function) && (Strict || Type.Start == StartPolicy::Lazy) && Type.Kind == TypeKind::Task &&
                    Fate == ExceptionFate::Stored && !overrides(Function);
  if (!Swallows && !Ends && !HidesThrow)
    return;
  FailureSource Source = failureOf(Function, Types);
  if (!Source)
    return;

  const FunctionDecl *Handler = Promise ? memberFunction(Promise, "unhandled_exception") : nullptr;
  const SourceManager &Sources = Types.context().getSourceManager();
  bool IsOwn = Handler && !Type.Model && !Sources.isInSystemHeader(Handler->getLocation());
  if (HidesThrow) {
    if (isNew(Function->getLocation(), Source.Unseen, Types)) {
      diag(Function->getLocation(), "%select{'%1'|this coroutine}0 is noexcept, but its failure is "
                                    "kept for whoever awaits it, and thrown there")
          << isLambda(Function) << Function->getNameAsString();
      noteSource(Source, Function);
    }
    return;
  }
  if (const auto *Await = dyn_cast<CoawaitExpr>(Source.At); Await && FindsGathers)
    if (Call Made = asCall(Await->getOperand()))
      if (const GatherModel *Gather = roleOf(Made, &FunctionModel::Gather, Types);
          Gather && Gather->Errors == GatherErrors::Throws)
        return;
  if (isOfParameter(Source) && !Strict)
    return;
  // A promise of the program's own that swallows is the one place to mend.
  if (Swallows && IsOwn) {
    if (isNew(Handler->getLocation(), Source.Unseen, Types)) {
      diag(Handler->getLocation(),
           "a failure of every coroutine that returns '%0' is swallowed here")
          << Function->getReturnType().getAsString(Types.context().getPrintingPolicy());
      noteSource(Source, Function);
    }
    return;
  }
  // One that ends the program was meant to.
  if (Ends && ((IsOwn && !Strict) || Type.Kind == TypeKind::Task))
    return;
  if (isNew(Source.At->getBeginLoc(), Source.Unseen, Types))
    diag(Source.At->getBeginLoc(), "a failure of this %select{throw|await|call}0 %select{is "
                                   "swallowed|ends the program}1: nothing in %2 catches it")
        << (Source.IsAwait ? 1 : isa<CXXThrowExpr>(Source.At) ? 0 : 2) << Ends << nameOf(Function)
        << Source.At->getSourceRange();
}

void UnobservedFailureCheck::noteSource(const FailureSource &Source, const FunctionDecl *In) {
  diag(Source.At->getBeginLoc(),
       "%select{this may throw|what is awaited here may fail}0, and nothing in %1 catches it",
       DiagnosticIDs::Note)
      << Source.IsAwait << nameOf(In) << Source.At->getSourceRange();
}

} // namespace corolint
