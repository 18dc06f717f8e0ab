// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/lifetime/InvalidatedReferenceCheck.h"
#include "checks/flow/AwaitedReferences.h"
#include "checks/knowledge/AsyncContext.h"
#include "clang/AST/TypeLoc.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace llvm;

namespace corolint {
namespace {

/// Removes the `&` of \p Variable, a reference to const whose referent can be copied; none where
/// that will not do.
std::optional<FixItHint> copyInstead(const VarDecl *Variable) {
  const TypeSourceInfo *Written = Variable->getTypeSourceInfo();
  QualType Referent = Variable->getType().getNonReferenceType();
  const CXXRecordDecl *Class = Referent->getAsCXXRecordDecl();
  if (!Written || isa<DecompositionDecl>(Variable) || Variable->getLocation().isMacroID() ||
      !Variable->getType()->isLValueReferenceType() || !Referent.isConstQualified() ||
      Referent->isArrayType() ||
      (Class && (!Class->hasDefinition() || Class->isAbstract() ||
                 !Class->hasCopyConstructorWithConstParam())))
    return std::nullopt;
  if (Class)
    for (const CXXConstructorDecl *Constructor : Class->ctors())
      if (Constructor->isCopyConstructor() &&
          (Constructor->isDeleted() || Constructor->getAccess() != AS_public))
        return std::nullopt;
  auto Reference = Written->getTypeLoc().getAs<LValueReferenceTypeLoc>();
  return Reference ? std::optional(FixItHint::CreateRemoval(Reference.getAmpLoc())) : std::nullopt;
}

std::string nameOf(const FunctionDecl *Function) {
  const auto *Method = dyn_cast<CXXMethodDecl>(Function);
  return Method && Method->getParent()->isLambda() ? "a lambda"
                                                   : "'" + Function->getNameAsString() + "'";
}

/// Whether a library with a model makes \p Change, to what is its own: when it does is its
/// business.
bool isLibrarys(const StateChange &Change, CoroutineTypes &Types) {
  return Types.models().libraryOf(Change.In).first != nullptr;
}

} // namespace

void InvalidatedReferenceCheck::judge(const FunctionDecl *Function, CoroutineTypes &Types) {
  DenseSet<const ValueDecl *> Told;
  for (const StaleReference &Stale : staleReferences(Function, changes(), Types))
    if (counts(Stale, Function, Types)) {
      Told.insert(Stale.Owner.State);
      report(Stale);
    }
  for (const StaleObject &Stale : staleObjects(Function, changes(), Types))
    if (isMeant(Stale.Change, Types) && Told.insert(Stale.Owner.State).second)
      reportObject(Stale);
  for (const LentReference &Lent : lentReferences(Function, changes(), Types))
    if (isMeant(Lent.Change, Types) && Told.insert(Lent.Owner.State).second)
      reportLent(Lent);
  for (const StaleIndex &Stale : staleIndices(Function, changes(), Types))
    if (isMeant(Stale.Change, Types) && Told.insert(Stale.State).second)
      reportIndex(Stale);
  reportThread(Function, Types);
  reportAwaited(Function, Types);
}

bool InvalidatedReferenceCheck::isMeant(const StateChange &Change, CoroutineTypes &Types) const {
  return !isLibrarys(Change, Types) && isInNoOrder(Change);
}

bool InvalidatedReferenceCheck::counts(const StaleReference &Stale, const FunctionDecl *Function,
                                       CoroutineTypes &Types) const {
  if (Stale.IsByCallee)
    return !isLibrarys(Stale.Change, Types);
  if (!isMeant(Stale.Change, Types))
    return false;
  if (Strict)
    return true;
  const StateChange &Change = Stale.Change;
  if (Stale.IsOfParameter ||
      (Stale.Owner.As == SharedOwner::Pointer && Change.Leaves == StateChange::Filled))
    return false;
  return Change.Kind != ChangeKind::Grows || isAddedMeanwhile(Stale, Function, Types);
}

bool InvalidatedReferenceCheck::isAddedMeanwhile(const StaleReference &Stale,
                                                 const FunctionDecl *Function,
                                                 CoroutineTypes &Types) const {
  const FunctionDecl *Adder = Stale.Change.In;
  const auto &Adding = changes().callersOf(Adder);
  if (runsOnEventLoop(Adder, Types) ||
      any_of(Adding, [&](const FunctionDecl *Caller) { return runsOnEventLoop(Caller, Types); }))
    return true;
  // Whoever adds, and then runs it, is done with adding.
  if (!Adding.empty() && all_of(Adding, [&](const FunctionDecl *Caller) {
        return Caller->isMain() || changes().callersOf(Function).contains(Caller);
      }))
    return false;
  // It takes out what others add, or has been run before they have.
  const ValueDecl *State = Stale.Owner.State;
  return any_of(changes().of(State),
                [&](const StateChange &Own) {
                  return Own.Kind == ChangeKind::Removes && Own.In == Function->getCanonicalDecl();
                }) ||
         (!Stale.IsRangeFor && asksWhetherEmpty(Function, State, changes().states()));
}

void InvalidatedReferenceCheck::report(const StaleReference &Stale) {
  SourceLocation At = Stale.Use->getBeginLoc();
  if (!Reported.insert(At).second)
    return;
  StringRef State = Stale.Owner.State->getName();
  unsigned Kind = static_cast<unsigned>(Stale.Change.Kind);
  if (Stale.IsRangeFor)
    diag(At,
         "the loop goes on over '%0', which %1 may %select{add to|remove from|replace}2 while the "
         "coroutine is suspended in it")
        << State << nameOf(Stale.Change.In) << Kind;
  else
    diag(At,
         "%select{'%3'|this}4 leads into '%0', which %1 may %select{add to|remove from|replace}2 "
         "while the coroutine is suspended: it may be dangling here")
        << State << nameOf(Stale.Change.In) << Kind << Stale.Variable->getName()
        << isa<DecompositionDecl>(Stale.Variable) << Stale.Use->getSourceRange();
  if (!Stale.IsRangeFor)
    diag(Stale.Taken->getBeginLoc(), "it is taken here", DiagnosticIDs::Note);
  noteSuspensions(Stale.Crossed);
  noteChange(Stale.Owner.State, Stale.Change);
  if (!Stale.IsRangeFor)
    if (std::optional<FixItHint> Fix = copyInstead(Stale.Variable))
      diag(Stale.Variable->getLocation(), "a copy stays as it is", DiagnosticIDs::Note) << *Fix;
}

void InvalidatedReferenceCheck::reportObject(const StaleObject &Stale) {
  SourceLocation At = Stale.Await->getKeywordLoc();
  if (!Reported.insert(At).second)
    return;
  StringRef State = Stale.Owner.State->getName();
  unsigned Replaces = Stale.Change.Kind == ChangeKind::Replaces;
  diag(At, "the object that '%0' runs on lies in '%1', which %2 may %select{remove from|replace}3 "
           "while it is suspended")
      << Stale.Coroutine->getNameAsString() << State << nameOf(Stale.Change.In) << Replaces;
  diag(Stale.Use->getBeginLoc(), "it uses its object here, after a suspension",
       DiagnosticIDs::Note);
  noteChange(Stale.Owner.State, Stale.Change);
}

void InvalidatedReferenceCheck::reportLent(const LentReference &Lent) {
  SourceLocation At = Lent.Argument->getBeginLoc();
  if (!Reported.insert(At).second)
    return;
  StringRef State = Lent.Owner.State->getName();
  unsigned Replaces = Lent.Change.Kind == ChangeKind::Replaces;
  diag(At,
       "'%0' works on what lies in '%1', which %2 may %select{remove from|replace}3 before it is "
       "done")
      << Lent.Callee->getNameAsString() << State << nameOf(Lent.Change.In) << Replaces
      << Lent.Argument->getSourceRange();
  diag(Lent.Await->getKeywordLoc(), "the coroutine is suspended here until then",
       DiagnosticIDs::Note);
  if (Lent.Use)
    diag(Lent.Use->getBeginLoc(), "it is used here, after a suspension", DiagnosticIDs::Note);
  noteChange(Lent.Owner.State, Lent.Change);
}

void InvalidatedReferenceCheck::reportIndex(const StaleIndex &Stale) {
  SourceLocation At = Stale.Use->getBeginLoc();
  if (!Reported.insert(At).second)
    return;
  StringRef State = Stale.State->getName();
  unsigned Replaces = Stale.Change.Kind == ChangeKind::Replaces;
  diag(At,
       "'%0' is an index into '%1' as it was before a suspension: meanwhile %2 may %select{remove "
       "from|replace}3 it")
      << Stale.Index->getName() << State << nameOf(Stale.Change.In) << Replaces
      << Stale.Use->getSourceRange();
  if (Stale.Taken)
    diag(Stale.Taken->getBeginLoc(), "it is set or compared here", DiagnosticIDs::Note);
  noteSuspensions(Stale.Crossed);
  noteChange(Stale.State, Stale.Change);
}

void InvalidatedReferenceCheck::reportThread(const FunctionDecl *Function, CoroutineTypes &Types) {
  for (const StaleErrno &Stale : staleErrnos(Function, Types)) {
    SourceLocation At =
        Function->getASTContext().getSourceManager().getExpansionLoc(Stale.Use->getBeginLoc());
    if (!Reported.insert(At).second)
      continue;
    diag(At,
         "'errno' is read after a suspension: other code of the thread has set it meanwhile, or it "
         "is that of another thread");
    diag(Stale.Set->getBeginLoc(), "what was meant is left there by this call",
         DiagnosticIDs::Note);
    noteSuspensions(Stale.Crossed);
  }
  for (const StaleThreadLocal &Stale : staleThreadLocals(Function, Types)) {
    auto Switches = [&](const CoroutineSuspendExpr *Await) {
      Call Made = asCall(Await->getOperand());
      return Made && any_of(modelsOf(Made, Types), [](const FunctionModel *Model) {
               return Model->Switches != SwitchTarget::None;
             });
    };
    // Most loops stay on their thread.
    SourceLocation At = Stale.Use->getBeginLoc();
    if ((!Strict && none_of(Stale.Crossed, Switches)) || !Reported.insert(At).second)
      continue;
    diag(At,
         "'%0' refers to the '%1' of the thread that the coroutine ran on before it was suspended")
        << Stale.Variable->getName() << Stale.ThreadLocal->getName();
    diag(Stale.Taken->getBeginLoc(), "it is taken here", DiagnosticIDs::Note);
    noteSuspensions(Stale.Crossed);
  }
}

void InvalidatedReferenceCheck::reportAwaited(const FunctionDecl *Function, CoroutineTypes &Types) {
  for (const AwaitedReference &Each : referencesToAwaited(Function, Types)) {
    SourceLocation At = Each.Await->getKeywordLoc();
    if (!Reported.insert(At).second)
      continue;
    if (Each.IsRange) {
      diag(At, "the loop goes over the result of a task that is a temporary: it ends before the "
               "first turn, and its result with it");
      continue;
    }
    diag(At, "%select{'%1' refers|these names refer}0 to the result of a task that is a temporary: "
             "it ends here, and its result with it")
        << isa<DecompositionDecl>(Each.Variable) << Each.Variable->getName();
    diag(Each.Use->getBeginLoc(), "it is used here", DiagnosticIDs::Note);
    if (std::optional<FixItHint> Fix = copyInstead(Each.Variable))
      diag(Each.Variable->getLocation(), "a copy stays as it is", DiagnosticIDs::Note) << *Fix;
  }
}

void InvalidatedReferenceCheck::noteChange(const ValueDecl *State, const StateChange &Change) {
  diag(Change.At->getBeginLoc(),
       "meanwhile '%0' may be "
       "%select{added to, which may move what is in it,|removed from|replaced}1 here",
       DiagnosticIDs::Note)
      << State->getName() << static_cast<unsigned>(Change.Kind);
}

void InvalidatedReferenceCheck::noteSuspensions(ArrayRef<const CoroutineSuspendExpr *> Crossed) {
  for (const CoroutineSuspendExpr *Await : Crossed)
    diag(Await->getKeywordLoc(), "the coroutine may be suspended here", DiagnosticIDs::Note);
}

} // namespace corolint
