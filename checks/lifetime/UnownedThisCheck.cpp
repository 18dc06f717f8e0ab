// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/lifetime/UnownedThisCheck.h"
#include "checks/flow/FunctionBody.h"
#include "checks/flow/ObjectEnds.h"
#include "checks/flow/ReturnedTasks.h"
#include "checks/flow/UntestedReferences.h"
#include "checks/knowledge/AsyncContext.h"
#include "checks/knowledge/AsyncGuards.h"
#include "checks/knowledge/CalleeName.h"
#include "checks/knowledge/FieldMentions.h"
#include "checks/knowledge/SharedObjects.h"
#include "checks/lifetime/OutlivingTasks.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace llvm;

namespace corolint {
namespace {

/// The class of what \p Type is, or points to.
const CXXRecordDecl *pointeeClass(QualType Type) {
  return (Type->isPointerType() ? Type->getPointeeType() : Type)->getAsCXXRecordDecl();
}

/// The local variable that \p Object, of a member call, goes by where that is a strong reference to
/// the object that runs, from a base that gives such out: `auto self = shared_from_this()`. Null
/// for other objects.
const VarDecl *referenceToThis(const Expr *Object) {
  const auto *Access =
      dyn_cast_or_null<CXXOperatorCallExpr>(Object ? Object->IgnoreParenImpCasts() : nullptr);
  if (!Access || Access->getNumArgs() != 1 ||
      !is_contained({OO_Arrow, OO_Star}, Access->getOperator()))
    return nullptr;
  const auto *Local = dyn_cast_or_null<VarDecl>(namedVariable(Access->getArg(0)));
  Call Given = Local && Local->getInit() && !Local->getType()->isReferenceType()
                   ? asCall(ignoreIdentity(Local->getInit()))
                   : Call();
  const auto *Giver = Given ? dyn_cast<CXXMethodDecl>(Given.Callee) : nullptr;
  const CXXRecordDecl *Class = pointeeClass(Access->getType());
  return Giver && Given.Object && Class && isa<CXXThisExpr>(ignoreWrapping(Given.Object)) &&
                 !declaresSameEntity(Giver->getParent(), Class) && Class->hasDefinition() &&
                 Class->isDerivedFrom(Giver->getParent()) &&
                 isStrongReference(Local->getType(), Class)
             ? Local
             : nullptr;
}

/// The class of `this` where \p Object, of a member call, is `this`, also by a strong reference to
/// it; null for other objects.
const CXXRecordDecl *classOfThis(const Expr *Object) {
  const Expr *Inner = Object ? Object->IgnoreParenImpCasts() : nullptr;
  if (const auto *Operator = dyn_cast_or_null<UnaryOperator>(Inner);
      Operator && Operator->getOpcode() == UO_Deref)
    Inner = Operator->getSubExpr()->IgnoreParenImpCasts();
  return isa_and_nonnull<CXXThisExpr>(Inner) || referenceToThis(Inner)
             ? pointeeClass(Inner->getType())
             : nullptr;
}

/// Whether \p Function gives \p Reference, a variable, to anybody: as an argument, or in a closure.
bool isHandedOn(const VarDecl *Reference, const FunctionDecl *Function) {
  struct Finder : CallVisitor<Finder> {
    const VarDecl *Reference = nullptr;
    bool Found = false;
    bool visitCall(const Call &Made) {
      Found |=
          !Made.Callee->isOverloadedOperator() && any_of(Made.Arguments, [&](const Expr *Each) {
            return namedVariable(ignoreIdentity(Each)) == Reference;
          });
      return !Found;
    }
    bool VisitLambdaExpr(LambdaExpr *Lambda) {
      Found |= any_of(Lambda->captures(), [&](const LambdaCapture &Each) {
        return Each.capturesVariable() && Each.getCapturedVar() == Reference;
      });
      return !Found;
    }
  } Search;
  Search.Reference = Reference;
  Search.visitBodyOf(Function);
  return Search.Found;
}

/// Whether \p Object is a part of the object that runs, and ends with it.
bool isOwnPart(const Expr *Object) {
  const auto *Member = dyn_cast_or_null<MemberExpr>(Object ? ignoreWrapping(Object) : nullptr);
  const auto *Field = Member ? dyn_cast<FieldDecl>(Member->getMemberDecl()) : nullptr;
  return Field && isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts()) &&
         !Field->getType()->isReferenceType() && !Field->getType()->isPointerType();
}

/// Whether the calls that \p Task goes through keep an object of \p Class alive, or end with it: a
/// strong reference is attached, or captured by a handler; the scope of tasks is a part of it; its
/// end tells the task to stop; the coroutine that starts it waits for its end by one of \p Counts.
bool isKeptOnTheWay(const MadeTask &Task, const CXXRecordDecl *Class, AwaitedCounts &Counts,
                    CoroutineTypes &Types) {
  for (const Call &Taking : Task.Course.Through) {
    for (const Expr *Argument : Taking.Arguments)
      // What the task is a member's of is gone with the call.
      if ((ignoreIdentity(Argument) != Task.Made.Expression &&
           holdsObject(Argument, Class, Types)) ||
          stopsWithObject(Argument, Class, Types) || Counts.tellEndOf(Argument))
        return true;
    const SpawnModel *Spawn = roleOf(Taking, &FunctionModel::Spawn, Types);
    if (Spawn && Spawn->Task >= 0 && isOwnPart(Taking.Object))
      return true;
  }
  return any_of(Task.Made.Arguments,
                [&](const Expr *Argument) { return holdsObject(Argument, Class, Types); });
}

/// Whether \p Function, or a function that it calls, has to do with \p Gate.
bool goesThrough(const FunctionDecl *Function, const FieldDecl *Gate) {
  struct Finder : CallVisitor<Finder> {
    const FieldDecl *Gate = nullptr;
    bool Found = false;
    bool visitCall(const Call &Made) {
      const FunctionDecl *Callee = visibleDefinition(Made.Callee);
      Found |= Callee && Callee->getBody() && mentionsField(Callee->getBody(), Gate);
      return !Found;
    }
  } Search;
  Search.Gate = Gate;
  if (mentionsField(Function->getBody(), Gate))
    return true;
  Search.visitBodyOf(Function);
  return Search.Found;
}

/// Whether an object of \p Class has a gate at which its end waits for those that use it, and
/// neither \p Coroutine nor \p Starter goes through that.
bool passesGateBy(const CXXRecordDecl *Class, const FunctionDecl *Coroutine,
                  const FunctionDecl *Starter, CoroutineTypes &Types) {
  const FieldDecl *Gate = Coroutine && Starter ? gateOf(Class, Types) : nullptr;
  return Gate && !goesThrough(Coroutine, Gate) && !goesThrough(Starter, Gate);
}

bool goesOnAlone(const MadeTask &Task) {
  return Task.Course.End == TaskEnd::Dropped && outlivesExpression(Task);
}

/// The lambda that \p Made starts, or keeps until the coroutine that it makes has ended; null for
/// other calls.
const LambdaExpr *startedLambda(const Call &Made, CoroutineTypes &Types) {
  const SpawnModel *Spawn = roleOf(Made, &FunctionModel::Spawn, Types);
  const int *Kept = roleOf(Made, &FunctionModel::Keeps, Types);
  const Expr *Callable = Spawn ? Made.argument(Spawn->Task) : Kept ? Made.argument(*Kept) : nullptr;
  return Callable ? dyn_cast<LambdaExpr>(ignoreIdentity(Callable)) : nullptr;
}

/// The class whose `this` \p Lambda captures as a pointer; null where it does not.
const CXXRecordDecl *capturedThis(const LambdaExpr *Lambda) {
  for (auto [Capture, Initializer] : zip(Lambda->captures(), Lambda->capture_inits()))
    if (Capture.capturesThis() && Capture.getCaptureKind() == LCK_This)
      return Initializer->getType()->getPointeeType()->getAsCXXRecordDecl();
  return nullptr;
}

} // namespace

void UnownedThisCheck::registerMatchers(MatchFinder *Finder) { matchFunctions(Finder); }

bool UnownedThisCheck::isWanted(const CXXRecordDecl *Class, CoroutineTypes &Types) const {
  return Class && (Strict || (isSharedObject(Class, Types) && !endsItself(Class)));
}

void UnownedThisCheck::check(const MatchFinder::MatchResult &Result) {
  const FunctionDecl *Function = matchedFunction(Result);
  if (!Function || !Function->getBody())
    return;
  CoroutineTypes &Types = types(*Result.Context);
  checkDetached(Function, Types);
  checkUntested(Function, Types);
  TaskCourses Courses(Function, Types);
  AwaitedCounts Counts(Function);
  OutlivingTasks Outliving(Function, Courses, Types);
  // What the function has a reference to lives as long as that, or goes on with whoever is given
  // it.
  auto IsHeldHere = [&](const MadeTask &Task) {
    const VarDecl *Reference = referenceToThis(Task.Made.Object);
    return Reference &&
           (isHandedOn(Reference, Function) ||
            (Reference->getDeclContext() == Function && !Outliving.outlives(Task, Reference)));
  };
  for (const MadeTask &Task : Courses.made())
    if (goesOnAlone(Task) && !IsHeldHere(Task))
      checkStarted(Task, Counts, Types);
}

void UnownedThisCheck::checkDetached(const FunctionDecl *Function, CoroutineTypes &Types) {
  const auto *Method = dyn_cast<CXXMethodDecl>(Function);
  if (!Method || !Method->isImplicitObjectMemberFunction() || Method->getParent()->isLambda() ||
      !coroutineBody(Method) ||
      Types.of(Method->getReturnType()).Kind != TypeKind::FireAndForget ||
      !isWanted(Method->getParent(), Types))
    return;
  std::optional<UnownedUse> Found = unownedUse(Method, Method->getParent(), Types);
  if (!Found || !Reported.insert(Found->Use->getBeginLoc()).second)
    return;
  diag(Found->Use->getBeginLoc(), "the object may be gone here: nothing has kept it alive while '%0' "
                                  "was suspended")
      << Method->getNameAsString();
  diag(Found->Suspension->getBeginLoc(), "it is suspended here, without a reference of its own",
       DiagnosticIDs::Note);
  diag(Method->getLocation(), "nobody can wait for '%0' before the object is destroyed",
       DiagnosticIDs::Note)
      << Method->getNameAsString();
}

void UnownedThisCheck::checkUntested(const FunctionDecl *Function, CoroutineTypes &Types) {
  for (const UntestedReference &Each : untestedReferences(Function, Types)) {
    if (!Reported.insert(Each.Use->getBeginLoc()).second)
      continue;
    diag(Each.Use->getBeginLoc(),
         "'%0' may be null here: its object may be gone since the coroutine "
         "was suspended, and nothing has asked")
        << Each.Variable->getName();
    diag(Each.Weak->getBeginLoc(), "it is obtained from a weak reference here",
         DiagnosticIDs::Note);
  }
}

void UnownedThisCheck::checkStarted(const MadeTask &Task, AwaitedCounts &Counts,
                                    CoroutineTypes &Types) {
  const Call &Made = Task.Made;
  // A member coroutine that nobody can await is told of itself.
  const CXXRecordDecl *Own = classOfThis(Made.Object);
  const FunctionDecl *Coroutine = Own ? visibleDefinition(Made.Callee) : nullptr;
  if (Own && Task.Type.Kind != TypeKind::FireAndForget &&
      (isWanted(Own, Types) ||
       passesGateBy(Own, Coroutine, enclosingFunction(Made.Expression, Types.context()), Types))) {
    if (coroutineBody(Coroutine) && !isKeptOnTheWay(Task, Own, Counts, Types))
      report(Made.Expression, Coroutine->getNameAsString(), Coroutine, Own, Types);
    return;
  }
  const LambdaExpr *Lambda = startedLambda(Made, Types);
  const CXXRecordDecl *Class = Lambda ? capturedThis(Lambda) : nullptr;
  if (!isWanted(Class, Types) || isKeptOnTheWay(Task, Class, Counts, Types))
    return;
  const CXXMethodDecl *Body = Lambda->getCallOperator();
  if (coroutineBody(Body))
    return report(Lambda, "", Body, Class, Types);
  // [this] { return run(); }
  for (const ReturnedTask &Returned : returnedTasks(Body, Types)) {
    const FunctionDecl *Called = Returned.Made && classOfThis(Returned.Made.Object)
                                     ? visibleDefinition(Returned.Made.Callee)
                                     : nullptr;
    if (coroutineBody(Called))
      report(Returned.Made.Expression, Called->getNameAsString(), Called, Class, Types);
  }
}

void UnownedThisCheck::report(const Expr *At, StringRef Name, const FunctionDecl *Coroutine,
                              const CXXRecordDecl *Class, CoroutineTypes &Types) {
  std::optional<UnownedUse> Found = unownedUse(Coroutine, Class, Types);
  if (!Found || !Reported.insert(At->getBeginLoc()).second)
    return;
  diag(At->getBeginLoc(), "nothing keeps the object alive while %select{'%1'|this lambda}0 runs on "
                          "by itself: it uses 'this' after a suspension")
      << Name.empty() << Name << At->getSourceRange();
  diag(Found->Suspension->getBeginLoc(), "it is suspended here, without a reference of its own",
       DiagnosticIDs::Note);
  diag(Found->Use->getBeginLoc(), "the object may be gone when it uses it here",
       DiagnosticIDs::Note);
}

} // namespace corolint
