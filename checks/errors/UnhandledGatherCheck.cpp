// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/errors/UnhandledGatherCheck.h"
#include "checks/errors/GatherResults.h"
#include "checks/errors/GatheredWork.h"
#include "checks/flow/DiscardedValues.h"
#include "checks/flow/Failures.h"
#include "checks/flow/Loops.h"
#include "checks/knowledge/Callables.h"
#include "checks/knowledge/CalleeName.h"
#include "checks/knowledge/ClassMembers.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace llvm;

namespace corolint {
namespace {

/// Whether a continuation of \p Work, something that is gathered, is given its failure:
/// `load().handle_exception([](std::exception_ptr) { … })`.
bool hasListener(const Expr *Work, CoroutineTypes &Types) {
  const Expr *Inner = ignoreIdentity(Work);
  if (const auto *Named = dyn_cast<DeclRefExpr>(Inner))
    if (const auto *Variable = dyn_cast<VarDecl>(Named->getDecl());
        Variable && Variable->hasLocalStorage() && Variable->getInit())
      Inner = ignoreIdentity(Variable->getInit());
  for (Call Made = asCall(Inner); Made && Made.Object && Types.of(Made.objectClass()).isAwaitable();
       Made = asCall(ignoreIdentity(Made.Object)))
    for (const Expr *Argument : Made.Arguments)
      if (const FunctionDecl *Callable = calledBy(Argument);
          Callable && any_of(Callable->parameters(), [&](const ParmVarDecl *Each) {
            return Each->getType()->isDependentType() || carriesErrors(Each->getType(), Types);
          }))
        return true;
  return false;
}

/// Whether there is nothing but numbers in a value of \p Type: the order in which the work ended,
/// of work that has no place for a failure.
bool isOnlyNumbers(QualType Type) {
  if (Type->isIntegerType())
    return true;
  const auto *Class = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
      Type.getNonReferenceType()->getAsCXXRecordDecl());
  if (!isStd(Class, "tuple"))
    return !elementType(Type).isNull() && isOnlyNumbers(elementType(Type));
  return all_of(Class->getTemplateArgs()[0].getPackAsArray(),
                [](const TemplateArgument &Part) { return isOnlyNumbers(Part.getAsType()); });
}

/// The parameter of the continuation of \p Use that \p Part of \p Unread stands in.
const ParmVarDecl *parameterOf(const ResultPart &Part, const UnreadResult &Unread,
                               const GatherUse &Use) {
  unsigned Parameters = Use.Continuation->getNumParams();
  return Use.Continuation->getParamDecl(Parameters == Unread.Of ? Part.Index : 0);
}

} // namespace

void UnhandledGatherCheck::registerMatchers(MatchFinder *Finder) { matchFunctions(Finder); }

void UnhandledGatherCheck::check(const MatchFinder::MatchResult &Result) {
  const FunctionDecl *Function = matchedFunction(Result);
  if (!Function)
    return;
  CoroutineTypes &Types = types(*Result.Context);
  std::vector<GatherUse> Uses = gathersIn(Function, Types);
  if (Uses.empty())
    return;

  DenseMap<const Expr *, DiscardForm> Discarded;
  forEachDiscardedValue(Function, getLangOpts(),
                        [&](const Expr *Value, DiscardForm Form) { Discarded[Value] = Form; });
  ExceptionFate Uncaught = Types.of(Function->getReturnType()).Exceptions;

  for (const GatherUse &Use : Uses) {
    if (!Strict && !gatheredWorkMayFail(Use.Gathered, Types))
      continue;
    if (Use.Model->Errors == GatherErrors::Throws) {
      if (!Use.Await || Use.InTry || !coroutineBody(Function) || !getLangOpts().CXXExceptions)
        continue;
      if (Uncaught == ExceptionFate::Terminates)
        report(Use.Await, Use,
               "a failure of what '%0' gathers ends the program: nothing here catches it");
      else if (Uncaught == ExceptionFate::Swallowed)
        report(Use.Await, Use,
               "a failure of what '%0' gathers is swallowed: nothing here catches it");
      continue;
    }
    if (Use.Continuation) {
      judgeContinuation(Use, Types);
    } else if (Use.Handler && ignoresErrors(Use.Handler, Types)) {
      report(Use.Gathered.Expression, Use,
             "the failures that '%0' hands to its handler are never looked at");
    } else if (Use.Await && Discarded.contains(Use.Await)) {
      if ((Discarded[Use.Await] == DiscardForm::Silent && !isOnlyNumbers(Use.Await->getType())) ||
          Strict)
        report(Use.Await, Use,
               "the result of '%0' is dropped, and with it the failures of what it gathered",
               /*ResultUnused=*/true);
    } else if (Use.Await && Use.Variable && ignoresErrors(Use.Variable, Function, Types)) {
      report(Use.Await, Use,
             "the failures in the result of '%0' are never looked at: they pass unnoticed",
             isUnusedAuto(Use.Variable, Function, Types));
    } else if (Use.Await && Use.Variable) {
      reportUnread(Use, Types);
    }
  }
}

void UnhandledGatherCheck::reportUnread(const GatherUse &Use, CoroutineTypes &Types) {
  SmallVector<const BindingDecl *, 2> Unread = unreadFailures(Use.Variable, Types);
  // One macro writes parts that only others of its users read.
  if (Unread.empty() || Use.Variable->getLocation().isMacroID())
    return;
  if (Reported.contains(Use.Await->getBeginLoc()))
    return;
  report(Use.Await, Use,
         "not every failure in the result of '%0' is looked at: the others pass unnoticed");
  for (const BindingDecl *Part : Unread)
    diag(Part->getLocation(), "nothing reads '%0'", DiagnosticIDs::Note) << Part->getName();
}

void UnhandledGatherCheck::judgeContinuation(const GatherUse &Use, CoroutineTypes &Types) {
  const Call &Gathered = Use.Gathered;
  if (!Strict && !Gathered.Arguments.empty() &&
      all_of(Gathered.Arguments, [&](const Expr *Each) { return hasListener(Each, Types); }))
    return;
  UnreadResult Unread = unreadByContinuation(Use, Types);
  if (Unread.All)
    return report(Gathered.Expression, Use,
                  "the failures in the result of '%0' are never looked at: they pass unnoticed");
  // Where each argument has a part of the result, that of work which cannot fail is left alone.
  if (Unread.Of == Gathered.Arguments.size() && !Strict)
    erase_if(Unread.Parts, [&](const ResultPart &Part) {
      const Expr *Work = Gathered.Arguments[Part.Index];
      Call Alone = Gathered;
      Alone.Arguments = {Work};
      return hasListener(Work, Types) || !gatheredWorkMayFail(Alone, Types);
    });
  if (Unread.Parts.empty() || Reported.contains(Gathered.Expression->getBeginLoc()))
    return;
  report(Gathered.Expression, Use,
         "not every failure in the result of '%0' is looked at: the others pass unnoticed");
  for (const ResultPart &Part : Unread.Parts) {
    if (Part.Variable)
      diag(Part.Variable->getLocation(), "nothing reads '%0'", DiagnosticIDs::Note)
          << Part.Variable->getName();
    else
      diag(parameterOf(Part, Unread, Use)->getLocation(), "nothing reads the failure in part %0",
           DiagnosticIDs::Note)
          << Part.Index;
  }
}

void UnhandledGatherCheck::report(const Expr *At, const GatherUse &Use, StringRef Message,
                                  bool ResultUnused) {
  if (!Reported.insert(At->getBeginLoc()).second)
    return;
  diag(At->getBeginLoc(), Message) << calleeName(Use.Gathered.Expression) << At->getSourceRange();
  SourceRange Written = calleeNameRange(Use.Gathered.Expression);
  if (ResultUnused && !Use.Model->ThrowingTwin.empty() && Written.isValid())
    diag(At->getBeginLoc(), "use '%0', which throws the first failure", DiagnosticIDs::Note)
        << Use.Model->ThrowingTwin
        << FixItHint::CreateReplacement(Written, Use.Model->ThrowingTwin);
}

} // namespace corolint
