// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/lifetime/DanglingArgumentCheck.h"
#include "checks/flow/VariableMentions.h"
#include "checks/knowledge/CalleeName.h"
#include "checks/knowledge/StdNames.h"
#include "checks/lifetime/Closures.h"
#include "checks/lifetime/OutlivingTasks.h"
#include "clang/AST/TypeLoc.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace llvm;

namespace corolint {
namespace {

/// What of a task the messages speak of, by when it uses what it is given.
unsigned useTime(const CoroutineType &Type, bool AtOnce) {
  enum { Runs, Resumed, Awaited, Generates };
  if (Type.Kind == TypeKind::Generator || Type.Kind == TypeKind::AsyncGenerator)
    return Generates;
  if (Type.Kind == TypeKind::Operation || Type.Kind == TypeKind::Awaitable)
    return Awaited;
  return Type.Start == StartPolicy::Lazy && !AtOnce ? Runs : Resumed;
}

/// Whether using \p Temporary once it is gone cannot be told from using it before: it has no state.
bool isStateless(const Expr *Temporary) {
  const CXXRecordDecl *Class = Temporary->getType()->getAsCXXRecordDecl();
  return Class && Class->hasDefinition() && Class->isEmpty();
}

/// A closure's lifetime is a matter of async-dangling-capture.
bool isClosure(const Call &Made, int Index) {
  const CXXRecordDecl *Class = Index < 0 ? Made.objectClass() : nullptr;
  return Class && Class->isLambda();
}

/// Whether the parameter that takes \p Argument is a plain pointer, which often points to what
/// lives long.
bool isPointer(const Reach &Reached, const Expr *Argument, int Index) {
  return Index >= 0 && !Reached.Temporary && Argument->getType()->isPointerType();
}

/// Whether \p Parameter refers to what its caller may well have made for the call: by `&&`, or as a
/// constant that could be copied.
bool mayTakeTemporary(const ParmVarDecl *Parameter) {
  QualType Type = Parameter->getType();
  if (!Type->isReferenceType() ||
      (Type->isLValueReferenceType() && !Type.getNonReferenceType().isConstQualified()))
    return false;
  if (Type->isDependentType())
    return true;
  const CXXRecordDecl *Class = Type.getNonReferenceType()->getAsCXXRecordDecl();
  return Class && Class->hasDefinition() && !Class->isAbstract() && !Class->isEmpty() &&
         Class->hasCopyConstructorWithConstParam() && !Class->defaultedCopyConstructorIsDeleted();
}

/// Whether the argument \p Index of what makes \p Task is a range of tasks that a gather goes over when
/// it is started, which is done here.
bool isWalkedAtStart(const MadeTask &Task, int Index, CoroutineTypes &Types) {
  const GatherModel *Gather = roleOf(Task.Made, &FunctionModel::Gather, Types);
  return Gather && Gather->Range == Index && Task.Course.Starter &&
         roleOf(Task.Course.Starter, &FunctionModel::Spawn, Types);
}

/// Whether a value of \p Type must be awaited where it is made: it can neither be moved nor awaited
/// as an lvalue.
bool mustBeAwaitedAtOnce(const CoroutineType &Type) {
  const CXXRecordDecl *Class = Type.Record;
  if (!Type.SingleUse || !Class || !Class->hasDefinition())
    return false;
  return !Class->hasSimpleMoveConstructor() && !Class->hasSimpleCopyConstructor() &&
         none_of(Class->ctors(), [](const CXXConstructorDecl *Each) {
           return Each->isCopyOrMoveConstructor() && !Each->isDeleted() &&
                  Each->getAccess() == AS_public;
         });
}

/// Whether \p Task, made in \p Function, is kept in a variable that is not mentioned: it never
/// runs, and so uses nothing. async-unawaited-local tells of it.
bool neverRuns(const MadeTask &Task, const FunctionDecl *Function) {
  return Task.Course.End == TaskEnd::Local && Task.Type.Start == StartPolicy::Lazy &&
         !mentions(Function->getBody(), Task.Course.Holder);
}

} // namespace

void DanglingArgumentCheck::registerMatchers(MatchFinder *Finder) { matchFunctions(Finder); }

void DanglingArgumentCheck::check(const MatchFinder::MatchResult &Result) {
  const FunctionDecl *Function = matchedFunction(Result);
  if (!Function || !Function->getBody())
    return;
  CoroutineTypes &Types = types(*Result.Context);
  if (Strict)
    checkDeclaration(Function, Types);
  checkHandlers(Function, Types);
  TaskCourses Courses(Function, Types);
  if (Courses.made().empty())
    return;
  References Temporaries = References::toTemporaries(Function), Locals(Function);
  SmallVector<std::pair<const ParmVarDecl *, References>, 1> Expiring;
  // What a caller gives up to a function that is no template is gone once that has returned.
  if (!isInstance(Function))
    for (const ParmVarDecl *Parameter : Function->parameters())
      if (Parameter->getType()->isRValueReferenceType())
        Expiring.emplace_back(Parameter, References(Function, Parameter, /*Carries=*/false));
  OutlivingTasks Outliving(Function, Courses, Types);
  if (!Owners)
    Owners.emplace(Types);
  for (const MadeTask &Task : Courses.made()) {
    if (mustBeAwaitedAtOnce(Task.Type))
      continue;
    const bool AtOnce = startsAtOnce(Task.Course, Types);
    if (outlivesExpression(Task) && !neverRuns(Task, Function))
      forEachReached(Task.Made, Temporaries,
                     [&](int Index, const Expr *Argument, const Reach &Reached) {
                       if (isClosure(Task.Made, Index) || isStateless(Reached.Temporary) ||
                           isWalkedAtStart(Task, Index, Types))
                         return;
                       if (auto Evidence = keepsArgument(Task.Made, Index, Reached, Types, AtOnce);
                           Evidence && !Owners->mayOwn(Task.Made, Index, Reached))
                         report(Task, Task.Course, Index, Argument, Reached, *Evidence, AtOnce);
                     });
    // Of the function's own variables: where the task is started decides how long they are there.
    auto JudgeOwn = [&](int Index, const Expr *Argument, const Reach &Reached) {
      std::optional<TaskCourse> Course;
      if (keepsArgument(Task.Made, Index, Reached, Types, /*AtOnce=*/false))
        Course = Outliving.outlives(Task, Reached.Object);
      const bool AtOnce = Course && startsAtOnce(*Course, Types);
      if (auto Evidence =
              Course ? keepsArgument(Task.Made, Index, Reached, Types, AtOnce) : std::nullopt;
          Evidence && !Owners->mayOwn(Task.Made, Index, Reached))
        report(Task, *Course, Index, Argument, Reached, *Evidence, AtOnce);
    };
    for (const auto &[Parameter, Given] : Expiring)
      forEachReached(Task.Made, Given,
                     [&, Of = Parameter](int Index, const Expr *Argument, const Reach &Reached) {
                       if (Index < 0 || !Argument->isXValue())
                         return;
                       JudgeOwn(Index, Argument, Reach{Reached.Kind, Of, nullptr});
                     });
    forEachReached(Task.Made, Locals, [&](int Index, const Expr *Argument, const Reach &Reached) {
      if (isClosure(Task.Made, Index) || isWalkedAtStart(Task, Index, Types) ||
          (!Strict && isPointer(Reached, Argument, Index)))
        return;
      JudgeOwn(Index, Argument, Reached);
    });
  }
}

void DanglingArgumentCheck::report(const MadeTask &Task, const TaskCourse &Course, int Index,
                                   const Expr *Argument, const Reach &Reached,
                                   const KeptSteps &Evidence, bool AtOnce) {
  bool IsDefault = Index >= static_cast<int>(Task.Made.Arguments.size());
  SourceLocation At =
      IsDefault ? Task.Made.Expression->getBeginLoc() : Argument->getBeginLoc();
  if (!isNew(At))
    return;
  std::string Name = calleeName(Task.Made.Expression);
  if (Name.empty())
    Name = Task.Type.Record->getNameAsString();
  std::string Object = Reached.Object ? ("'" + Reached.Object->getName() + "'").str()
                       : IsDefault    ? "its default argument"
                                      : "a temporary";
  unsigned Time = useTime(Task.Type, AtOnce);
  {
    auto Warning = diag(At, "the %select{task|task|awaitable|generator}2 that '%0' makes refers to "
                            "%1, which is gone when it %select{runs|is resumed|is awaited|runs}2");
    Warning << Name << Object << Time;
    if (!IsDefault)
      Warning << Argument->getSourceRange();
  }
  if (isa_and_nonnull<ParmVarDecl>(Reached.Object) &&
      Reached.Object->getType()->isRValueReferenceType())
    diag(Reached.Object->getLocation(),
         "what %0 refers to was given up for this call, and ends with it", DiagnosticIDs::Note)
        << Object;
  else if (Reached.Object)
    diag(Reached.Object->getLocation(), "%0 ends with its scope", DiagnosticIDs::Note) << Object;
  else
    diag(At, "%0 ends with this full expression", DiagnosticIDs::Note) << Object;
  diag(locationOf(Course), "%0", DiagnosticIDs::Note) << tellCourse(Course);
  for (const auto &[Location, Text] : Evidence)
    diag(Location, "%0", DiagnosticIDs::Note) << Text;
  suggestCopy(Task.Made, Index, Reached);
}

void DanglingArgumentCheck::suggestCopy(const Call &Made, int Index, const Reach &Reached) {
  const FunctionDecl *Callee = visibleDefinition(Made.Callee);
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Callee);
  if (Index < 0 || Reached.Kind != Reach::Names || !Callee || !coroutineBody(Callee) ||
      Callee->isTemplateInstantiation() || (Method && Method->isVirtual()) ||
      Callee->getFirstDecl() != Callee ||
      static_cast<unsigned>(Index) >= Callee->getNumParams())
    return;
  // Other callers give lvalues, whose type has to be copied.
  const ParmVarDecl *Parameter = Callee->getParamDecl(Index);
  QualType Type = Parameter->getType().getNonReferenceType();
  const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
  if (!Parameter->getType()->isReferenceType() ||
      (Parameter->getType()->isLValueReferenceType() && !Type.isConstQualified()) ||
      !Parameter->getTypeSourceInfo() ||
      (Class && (!Class->hasDefinition() || Class->isAbstract() ||
                 (Parameter->getType()->isLValueReferenceType() &&
                  (Class->defaultedCopyConstructorIsDeleted() ||
                   !Class->hasCopyConstructorWithConstParam())))))
    return;
  suggestValue(Parameter);
}

void DanglingArgumentCheck::suggestValue(const ParmVarDecl *Parameter) {
  TypeLoc Written = Parameter->getTypeSourceInfo()->getTypeLoc();
  auto Reference = Written.getAs<ReferenceTypeLoc>();
  if (!Reference || Reference.getSigilLoc().isMacroID())
    return;
  diag(Parameter->getLocation(), "take '%0' by value, so that the coroutine has its own",
       DiagnosticIDs::Note)
      << Parameter->getName() << FixItHint::CreateRemoval(Reference.getSigilLoc());
}

void DanglingArgumentCheck::checkHandlers(const FunctionDecl *Function, CoroutineTypes &Types) {
  for (const GivenLambda &Given : lambdasGiven(Function, Types)) {
    if (!isDetachedHandler(Given, Types) || isFromStd(Given.Made.Callee))
      continue;
    for (const ParmVarDecl *Parameter : Given.Lambda->getCallOperator()->parameters()) {
      const Expr *Use = mayTakeTemporary(Parameter) ? lateUse(Given.Lambda->getCallOperator(),
                                                              Parameter, Types, /*AtOnce=*/true)
                                                    : nullptr;
      if (!Use || !isNew(Parameter->getLocation()))
        continue;
      diag(Parameter->getLocation(), "what '%0' refers to may be gone once the coroutine was "
                                     "suspended: whoever calls it cannot wait for it")
          << Parameter->getName();
      diag(Given.Made.Expression->getExprLoc(), "it is given to '%0' here", DiagnosticIDs::Note)
          << calleeName(Given.Made.Expression);
      diag(Use->getBeginLoc(), "it is used here, after a suspension", DiagnosticIDs::Note);
      suggestValue(Parameter);
    }
  }
}

void DanglingArgumentCheck::checkDeclaration(const FunctionDecl *Function, CoroutineTypes &Types) {
  CoroutineType Type = coroutineBody(Function) ? Types.of(Function->getReturnType())
                                               : CoroutineType();
  if (Type.Kind == TypeKind::None || mustBeAwaitedAtOnce(Type))
    return;
  for (const ParmVarDecl *Parameter : Function->parameters()) {
    QualType Passed = Parameter->getType();
    if (!Passed->isReferenceType() && !Passed->isPointerType() &&
        !isView(Passed->getAsCXXRecordDecl()))
      continue;
    const Expr *Use = lateUse(Function, Parameter, Types);
    if (!Use || !isNew(Parameter->getLocation()))
      continue;
    diag(Parameter->getLocation(),
         "what '%0' refers to may be gone when the coroutine uses it: only a caller that awaits it "
         "at once keeps it")
        << Parameter->getName();
    diag(Use->getBeginLoc(), "it is used here, %select{after a suspension|when the task runs}0",
         DiagnosticIDs::Note)
        << (Type.Start == StartPolicy::Lazy);
  }
}

} // namespace corolint
