// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/awaiting/UnawaitedLocalCheck.h"
#include "checks/flow/References.h"
#include "checks/flow/StartedTogether.h"
#include "checks/knowledge/AsyncContext.h"
#include "checks/knowledge/AwaitedResult.h"
#include "checks/knowledge/CalleeName.h"
#include "checks/knowledge/ClosingNames.h"
#include "checks/knowledge/Spellings.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace llvm;

namespace corolint {
namespace {

/// Whether awaiting \p Made, which has no result, takes what is to be given back by another call: a
/// lock, a place.
bool takesPlace(const Call &Made) {
  const CXXRecordDecl *Class = Made ? Made.objectClass() : nullptr;
  return Class && Class->hasDefinition() && Made.Callee->getIdentifier() &&
         isTakingName(Made.Callee->getName()) &&
         any_of(Class->methods(), [](const CXXMethodDecl *Each) {
           return Each->getIdentifier() && isReleasingName(Each->getName());
         });
}

/// Edits that make \p Lost, which nothing mentions, hold the result of awaiting, or nothing where
/// that is void; none if that would not compile or cannot be known to.
SmallVector<FixItHint, 2> awaitInitializer(const LostAwaitable &Lost) {
  const VarDecl *Variable = Lost.In.Variable;
  QualType Result = awaitedResult(Lost.Of.Type);
  TypeSourceInfo *Written = Variable->getTypeSourceInfo();
  SourceLocation Init = Lost.Of.Source->getBeginLoc();
  if (Lost.In.IsContainer || Lost.In.Part || Lost.Of.OfAwait || !Lost.In.Mentions.empty() ||
      Result.isNull() || !Written || !Variable->getInit() || Variable->getBeginLoc().isMacroID() ||
      Init.isMacroID())
    return {};
  // Several variables may share a type, and braces or parentheses stand around some initialisers.
  bool IsCopied = Variable->getInitStyle() == VarDecl::CInit;
  if (Result->isVoidType())
    return IsCopied && !takesPlace(Lost.Of.Made)
               ? SmallVector<FixItHint, 2>{FixItHint::CreateReplacement(
                     CharSourceRange::getCharRange(Variable->getBeginLoc(), Init), "co_await ")}
               : SmallVector<FixItHint, 2>{};
  if (!Variable->getType()->getContainedAutoType())
    return {};
  return {FixItHint::CreateInsertion(Init, "co_await ")};
}

/// Whether \p Made is given a reference to a local variable or parameter of \p Function, or is a call
/// of a lambda or coroutine that is a member of one.
bool refersToLocals(const Call &Made, const FunctionDecl *Function) {
  if (!Made)
    return false;
  References To(Function);
  if (any_of(Made.Arguments,
             [&](const Expr *Argument) { return To.of(Argument).Object != nullptr; }))
    return true;
  const CXXRecordDecl *Class = Made.objectClass();
  return Class && (Class->isLambda() || coroutineBody(visibleDefinition(Made.Callee))) &&
         To.ofObject(Made.Object).Object;
}

/// Whether awaiting the result of \p Made waits for a time to be over.
bool isTimer(const Call &Made, CoroutineTypes &Types) {
  return Made && any_of(modelsOf(Made, Types), [](const FunctionModel *Model) {
           return Model->Awaits == AwaitedThing::Time;
         });
}

} // namespace

UnawaitedLocalCheck::UnawaitedLocalCheck(StringRef Name, tidy::ClangTidyContext *Context)
    : AsyncCheck(Name, Context), FindsLost(Context->isCheckEnabled("async-lost-on-throw")) {}

void UnawaitedLocalCheck::registerMatchers(MatchFinder *Finder) { matchFunctions(Finder); }

void UnawaitedLocalCheck::check(const MatchFinder::MatchResult &Result) {
  const FunctionDecl *Function = matchedFunction(Result);
  if (!Function)
    return;
  CoroutineTypes &Types = types(*Result.Context);
  for (const LostAwaitable &Lost : lostAwaitables(Function, Types))
    if (isReported(Lost, Function, Types) && !(FindsLost && isLostToSibling(Lost, Types)) &&
        Reported.insert(Lost.In.declaration()->getLocation()).second)
      report(Lost, Function, *Result.Context);
}

bool UnawaitedLocalCheck::isReportedAtExit(const LostAwaitable &Lost, const FunctionDecl *Function,
                                           CoroutineTypes &Types) const {
  switch (Lost.Of.Fate) {
  case DropFate::RunsUnobserved:
    return true;
  case DropFate::Cancelled:
    // What ran beside an await has had its use, and a timer may well be stopped.
    return !Lost.MeetsAwait && coroutineBody(Function) && !isTimer(Lost.Of.Made, Types);
  case DropFate::NeverRuns:
  case DropFate::Leaks:
    // That does no harm on the paths that have no use for it, so it is often meant.
    return Strict;
  default:
    return false;
  }
}

bool UnawaitedLocalCheck::isReported(const LostAwaitable &Lost, const FunctionDecl *Function,
                                     CoroutineTypes &Types) const {
  const CoroutineType &Type = Lost.Of.Type;
  bool NeverRuns = Lost.Of.Fate == DropFate::NeverRuns || Lost.Of.Fate == DropFate::Leaks;
  // With a gather in view, running on alone is often as good as it gets; not so for work that uses
  // what dies with the exception.
  if (Lost.Form == LossForm::OnThrow)
    return Lost.Of.Fate == DropFate::RunsUnobserved &&
           (Strict || refersToLocals(Lost.Of.Made, Function));
  if (Lost.Form == LossForm::AtExit)
    return isReportedAtExit(Lost, Function, Types);
  // What was asked for its state was looked after, and a reference is another rule's business.
  if (Lost.In.has(Treatment::Tests) && !Lost.In.IsContainer)
    return false;
  if (Lost.In.Variable->getType()->isLValueReferenceType())
    return false;
  if (NeverRuns)
    return true;
  if (Lost.OnPurpose)
    return false;
  switch (Lost.Of.Fate) {
  case DropFate::RunsUnobserved:
    return true;
  case DropFate::Cancelled:
    // Work that is to run beside what the function awaits, and to end with it.
    return !Lost.MeetsAwait && coroutineBody(Function);
  case DropFate::Unknown:
    // Its destructor may be what it is there for.
    return Type.Kind == TypeKind::Task ||
           (Type.Record->hasDefinition() && Type.Record->hasTrivialDestructor());
  default:
    return false;
  }
}

void UnawaitedLocalCheck::report(const LostAwaitable &Lost, const FunctionDecl *Function,
                                 ASTContext &Context) {
  const NamedDecl *Declared = Lost.In.declaration();
  std::string Callee = calleeName(Lost.Of.Source);
  if (Lost.Form != LossForm::Never) {
    bool Throws = Lost.Form == LossForm::OnThrow;
    diag(Declared->getLocation(),
         "'%0' is not awaited %select{on every path|if another await throws first}1: %2")
        << Callee << Throws << consequence(Lost.Of);
    diag(Throws || !isa<CompoundStmt>(Lost.Where) ? Lost.Where->getBeginLoc()
                                                  : Lost.Where->getEndLoc(),
         "%select{'%0' is left behind here|an exception that leaves this await leaves '%0' behind}1",
         DiagnosticIDs::Note)
        << Declared->getName() << Throws;
    return;
  }
  Answer MayAwait = Lost.Of.Type.isAwaitable() && mayWriteAwaitAt(Lost.Of.Source, Context)
                        ? mayAwait(promiseOf(Function), Lost.Of.Source->getType())
                        : Answer::No;
  SmallVector<FixItHint, 2> Fix;
  if (MayAwait != Answer::No)
    Fix = awaitInitializer(Lost);
  {
    auto Warning = diag(Declared->getLocation(),
                        "%select{'%1'|the result of awaiting '%1'}0 is kept in '%2' and never "
                        "awaited: %3")
                   << Lost.Of.OfAwait << Callee << Declared->getName() << consequence(Lost.Of)
                   << Lost.Of.Source->getSourceRange();
    if (MayAwait == Answer::Yes)
      Warning << Fix;
  }
  if (MayAwait == Answer::Unknown && !Fix.empty())
    diag(Declared->getLocation(), "await it, if this coroutine's promise accepts it",
         DiagnosticIDs::Note)
        << Fix;
  else if (MayAwait == Answer::No)
    if (std::string Ways = waysToRun(Lost.Of.Type, models()); !Ways.empty())
      diag(Declared->getLocation(), "co_await cannot be written here; %0", DiagnosticIDs::Note)
          << Ways;
}

} // namespace corolint
