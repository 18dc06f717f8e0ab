// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/knowledge/CoroutineTypes.h"
#include "checks/knowledge/ClassMembers.h"
#include "checks/knowledge/MemberNames.h"
#include "checks/knowledge/ModelledBases.h"
#include "checks/knowledge/PromisePolicies.h"
#include "checks/knowledge/StartingFunctions.h"
#include "checks/knowledge/TestFiles.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

const CXXRecordDecl *nestedPromise(const CXXRecordDecl *Record) {
  for (const NamedDecl *Member : membersNamed(Record, "promise_type")) {
    if (const auto *Class = dyn_cast<CXXRecordDecl>(Member)) {
      if (Class->isInjectedClassName())
        continue;
      return Class;
    }
    if (const auto *Alias = dyn_cast<TypedefNameDecl>(Member))
      return classOrPattern(Alias->getUnderlyingType());
  }
  return nullptr;
}

/// The first argument of std::coroutine_traits<R, Args...>; null if it is no type.
QualType firstArgument(ArrayRef<TemplateArgument> Arguments) {
  if (Arguments.empty() || Arguments[0].getKind() != TemplateArgument::Type)
    return {};
  return Arguments[0].getAsType();
}

/// Whether a type is a sender (C++26 [exec.snd.concepts]): it says so by a nested type.
bool isSender(const CXXRecordDecl *Record) {
  return any_of(membersNamed(Record, "sender_concept"), [](const NamedDecl *Member) {
    const auto *Class = dyn_cast<CXXRecordDecl>(Member);
    return isa<TypeDecl>(Member) && !(Class && Class->isInjectedClassName());
  });
}

/// Whether a customisation point by which libraries make a type awaitable inside their own
/// coroutines alone has been given for \p Record.
bool isAwaitableByCustomization(const CXXRecordDecl *Record) {
  return !membersNamed(Record, "as_awaitable").empty() ||
         hasFriendOrNeighbour(Record, "as_awaitable", 0) ||
         hasFriendOrNeighbour(Record, "co_viaIfAsync", 1);
}

/// Whether each of \p Transforms, await_transform functions, that may take a \p Record takes an
/// rvalue of it.
bool isTakenAsRvalueOnly(ArrayRef<const NamedDecl *> Transforms, const CXXRecordDecl *Record) {
  return all_of(Transforms, [&](const NamedDecl *Transform) {
    const FunctionDecl *Function = Transform->getAsFunction();
    if (!Function || Function->getNumParams() == 0)
      return false;
    QualType Taken = Function->getParamDecl(0)->getType();
    if (takes(Transform, Record))
      return Function->isDeleted() || Taken->isRValueReferenceType();
    // One of anything may take it, too.
    return classOrPattern(Taken) || !Taken->isDependentType();
  });
}

/// Whether the consumer of the generator \p Record awaits each of its values.
bool isAwaitedPerValue(const CXXRecordDecl *Record) {
  return any_of(ArrayRef<StringRef>{"begin", "next"}, [&](StringRef Name) {
    const FunctionDecl *Function = memberFunction(Record, Name);
    const CXXRecordDecl *Result = Function ? classOrPattern(resultType(Function)) : nullptr;
    return Result && (isAwaiter(Result) || !operatorsCoAwait(Result).empty() ||
                      nestedPromise(Result));
  });
}

/// Makes \p Known, a policy of a type, unknown where \p Promise, another one that coroutines of the
/// type have, says something else, \p Said. What a pattern does not say its instances may.
template <typename Policy> void agree(Policy &Known, Policy Said, const CXXRecordDecl *Promise) {
  if (Said != Known && (Said != Policy::Unknown || !Promise->isDependentContext()))
    Known = Policy::Unknown;
}

/// Lets what \p Model says overrule \p Type.
void apply(const TypeModel &Model, CoroutineType &Type) {
  if (Model.Kind != TypeKind::None)
    Type.Kind = Model.Kind;
  if (Model.Start != StartPolicy::Unknown)
    Type.Start = Model.Start;
  if (Model.Dropped != DropFate::Unknown)
    Type.Dropped = Model.Dropped;
  if (Model.Exceptions != ExceptionFate::Unknown)
    Type.Exceptions = Model.Exceptions;
  if (Model.SingleUse)
    Type.SingleUse = *Model.SingleUse;
  if (Model.Close)
    Type.Close = &*Model.Close;
}

/// Lets what is said of a base, which the language alone says \p OfBase of, overrule \p Type as far
/// as the derived class is the same.
void inherit(const ModelledBase &Base, const CoroutineType &OfBase, CoroutineType &Type) {
  const CoroutineType Own = Type;
  if (isAwaitedLike(Own.Record, Base.Class) &&
      (!Own.Promise || (OfBase.Promise && declaresSameEntity(Own.Promise, OfBase.Promise)))) {
    apply(*Base.Model, Type);
    Type.Model = Base.Model;
  }
  if (!isDestroyedLikeBase(Base))
    Type.Dropped = Own.Dropped;
  if (Base.Model->Close)
    Type.Close = mayCloseItself(Base, *Base.Model->Close) ? nullptr : &*Base.Model->Close;
}

} // namespace

CoroutineType CoroutineTypes::of(QualType Type) {
  return Type.isNull() ? CoroutineType() : of(Type.getNonReferenceType()->getAsCXXRecordDecl());
}

CoroutineType CoroutineTypes::of(const CXXRecordDecl *Record) {
  if (!Record || Record->isDependentContext() || Record->isLambda())
    return {};
  Record = Record->getCanonicalDecl();
  if (auto Found = Known.find(Record); Found != Known.end())
    return Found->second;
  CoroutineType Answer = byLanguage(Record);
  if ((Answer.Model = Models.find(Record)))
    apply(*Answer.Model, Answer);
  else if (ModelledBase Base = modelledBase(
               Record, [this](const CXXRecordDecl *Each) { return Models.find(Each); });
           Base.Class)
    inherit(Base, byLanguage(Base.Class), Answer);
  if (const TypeModel *Own = declared(Record))
    apply(*Own, Answer);
  return Known[Record] = Answer;
}

/// The classes of what co_await has handed to \p Transform, an await_transform of anything.
static SmallVector<const CXXRecordDecl *, 4> awaitedThrough(const FunctionTemplateDecl *Transform) {
  SmallVector<const CXXRecordDecl *, 4> Found;
  for (const FunctionDecl *Instance : Transform->specializations())
    if (Instance->isReferenced() || Instance->isUsed(/*CheckUsedAttr=*/false))
      if (const CXXRecordDecl *Class =
              Instance->getParamDecl(0)->getType().getNonReferenceType()->getAsCXXRecordDecl())
        Found.push_back(Class);
  return Found;
}

/// Whether \p Transform, one of those that are known to take classes like it, takes \p Record.
static bool takesOrTook(const NamedDecl *Transform, const CXXRecordDecl *Record) {
  return takes(Transform, Record) ||
         !classOrPattern(Transform->getAsFunction()->getParamDecl(0)->getType());
}

void CoroutineTypes::readTraits() {
  if (std::exchange(TraitsRead, true))
    return;
  DeclarationName Name = nameIn(Context, "coroutine_traits");
  if (!Name)
    return;
  auto Add = [this](QualType Result, const CXXRecordDecl *Specialization) {
    const CXXRecordDecl *Class = Result.isNull() ? nullptr : classOrPattern(Result);
    const CXXRecordDecl *Promise = nestedPromise(Specialization);
    if (Promise)
      Promises.insert(Promise->getCanonicalDecl());
    if (Class && Promise)
      Traits[templateOrSelf(Class)].push_back({Result, Promise});
  };
  for (const NamedDecl *Std :
       Context.getTranslationUnitDecl()->lookup(&Context.Idents.get("std"))) {
    const auto *Namespace = dyn_cast<NamespaceDecl>(Std);
    if (!Namespace)
      continue;
    for (NamedDecl *Found : Namespace->lookup(Name)) {
      auto *Template = dyn_cast<ClassTemplateDecl>(Found);
      if (!Template)
        continue;
      // Specialisations that exist, because a coroutine of this type does or the library wrote one
      // out.
      for (const ClassTemplateSpecializationDecl *Specialization : Template->specializations())
        Add(firstArgument(Specialization->getTemplateArgs().asArray()), Specialization);
      SmallVector<ClassTemplatePartialSpecializationDecl *, 16> Partials;
      Template->getPartialSpecializations(Partials);
      for (const ClassTemplatePartialSpecializationDecl *Partial : Partials)
        Add(firstArgument(Partial->getTemplateArgs().asArray()), Partial);
    }
  }
  for (const CXXRecordDecl *Promise : Promises)
    for (const NamedDecl *Transform : awaitTransforms(Promise)) {
      const FunctionDecl *Function = Transform->getAsFunction();
      if (!Function || Function->isDeleted() || Function->getNumParams() == 0)
        continue;
      if (const CXXRecordDecl *Taken = classOrPattern(Function->getParamDecl(0)->getType()))
        Transformed[templateOrSelf(Taken)].push_back(Transform);
      else if (const auto *Template = dyn_cast<FunctionTemplateDecl>(Transform))
        for (const CXXRecordDecl *Awaited : awaitedThrough(Template))
          if (nestedPromise(Awaited) || Traits.contains(templateOrSelf(Awaited)))
            Transformed[templateOrSelf(Awaited)].push_back(Transform);
    }
}

const CXXRecordDecl *CoroutineTypes::promiseFromTraits(const CXXRecordDecl *Record) {
  readTraits();
  auto Found = Traits.find(templateOrSelf(Record));
  if (Found == Traits.end())
    return nullptr;
  for (const auto &[Result, Promise] : Found->second)
    if (isAbout(Result, Record))
      return Promise;
  return nullptr;
}

bool CoroutineTypes::isTakenByAPromise(const CXXRecordDecl *Record) {
  readTraits();
  auto Found = Transformed.find(templateOrSelf(Record));
  return Found != Transformed.end() &&
         any_of(Found->second,
                [&](const NamedDecl *Transform) { return takesOrTook(Transform, Record); });
}

CoroutineType CoroutineTypes::byLanguage(const CXXRecordDecl *Record) {
  CoroutineType Type;
  Type.Record = Record;
  Type.Promise = nestedPromise(Record);
  if (Type.Promise && !mayReturn(Type.Promise, Record))
    Type.Promise = nullptr;
  if (!Type.Promise)
    Type.Promise = promiseFromTraits(Record);

  auto Operators = operatorsCoAwait(Record);
  bool ByItself = !Operators.empty() || isAwaiter(Record);
  Type.SingleUse = !Operators.empty() && none_of(Operators, [](const FunctionDecl *Each) {
    return takesRvalueAndLvalue(Each).second;
  });

  if (!Type.Promise) {
    if (isSender(Record)) {
      Type.Kind = TypeKind::Operation;
      Type.Start = StartPolicy::Lazy;
      Type.Dropped = DropFate::NeverRuns;
    } else if (ByItself || (!Record->isInStdNamespace() &&
                            (isTakenByAPromise(Record) || isAwaitableByCustomization(Record)))) {
      Type.Kind = TypeKind::Awaitable;
      if (resumesWhenDropped(Record))
        Type.Dropped = DropFate::Harmless;
    }
    return Type;
  }

  Type.Start = startPolicy(Type.Promise);
  Type.Exceptions = exceptionFate(Type.Promise);
  // What a coroutine is may depend on what it takes.
  readTraits();
  if (auto Found = Traits.find(templateOrSelf(Record)); Found != Traits.end())
    for (const auto &[Result, Other] : Found->second)
      if (!declaresSameEntity(Other, Type.Promise) && isAbout(Result, Record)) {
        agree(Type.Start, startPolicy(Other), Other);
        agree(Type.Exceptions, exceptionFate(Other), Other);
      }
  if (Type.Start == StartPolicy::Lazy && isMadeOfTask(Type.Promise, Record))
    Type.Start = StartPolicy::Unknown;
  bool EndsByItself = neverSuspendsAtTheEnd(Type.Promise);
  Type.Dropped = dropFate(Record, Type.Start, EndsByItself);
  // Some tasks can be awaited only inside their own kind: the promise says so by an
  // await_transform for them, or a customisation point does.
  bool InOwnKind =
      !ByItself && any_of(awaitTransforms(Type.Promise), [&](const NamedDecl *Transform) {
        const auto *Function = dyn_cast<FunctionDecl>(Transform);
        return takes(Transform, Record) && !(Function && Function->isDeleted());
      });
  // What runs at once, lets exceptions through, and can be awaited by its own kind alone is a
  // value or an error that borrows the syntax, as coroutines over std::expected do.
  bool IsTaken = InOwnKind || isTakenByAPromise(Record);
  if (InOwnKind && isTakenAsRvalueOnly(awaitTransforms(Type.Promise), Record)) {
    auto Others = Transformed.find(templateOrSelf(Record));
    Type.SingleUse = Others == Transformed.end() || isTakenAsRvalueOnly(Others->second, Record);
  }
  if (!ByItself && IsTaken && Type.Start == StartPolicy::Eager &&
      Type.Exceptions == ExceptionFate::Rethrown)
    Type.Kind = TypeKind::Coroutine;
  else if (ByItself || IsTaken || isSender(Record) || isAwaitableByCustomization(Record))
    Type.Kind = TypeKind::Task;
  else if (!membersNamed(Type.Promise, "yield_value").empty())
    Type.Kind = isAwaitedPerValue(Record) ? TypeKind::AsyncGenerator : TypeKind::Generator;
  else if (EndsByItself && Type.Start == StartPolicy::Eager)
    Type.Kind = TypeKind::FireAndForget;
  else
    Type.Kind = TypeKind::Coroutine;
  // What nobody awaits takes with it, at its end, what it has kept in itself.
  if (Type.Kind == TypeKind::FireAndForget && Type.Exceptions == ExceptionFate::Stored &&
      keepsFailureInItself(Type.Promise))
    Type.Exceptions = ExceptionFate::Swallowed;
  return Type;
}

template <typename Declaration, typename Model>
const Model *CoroutineTypes::declaredFor(
    const Declaration *Of,
    DenseMap<const Declaration *, std::unique_ptr<Model>> &Cache) {
  Of = Of->getCanonicalDecl();
  auto [Entry, IsNew] = Cache.try_emplace(Of);
  if (IsNew) {
    Declared<Model> Read = declaredRoles(Of);
    append_range(Malformed, Read.Malformed);
    if (Read.Roles)
      Entry->second = std::make_unique<Model>(std::move(*Read.Roles));
  }
  return Entry->second.get();
}

const FunctionModel *CoroutineTypes::declared(const FunctionDecl *Function) {
  return declaredFor(Function, DeclaredFunctions);
}

const TypeModel *CoroutineTypes::declared(const CXXRecordDecl *Record) {
  return declaredFor(Record, DeclaredTypes);
}

bool CoroutineTypes::isTestCode(SourceLocation At) {
  if (!TestFiles)
    TestFiles = testFiles(*this);
  const SourceManager &Sources = Context.getSourceManager();
  return TestFiles->contains(Sources.getFileID(Sources.getExpansionLoc(At)));
}

const FunctionModel *CoroutineTypes::byBody(const FunctionDecl *Function) {
  // None while it is asked: of functions that call each other in a circle nothing is said.
  auto [Entry, IsNew] = ReadFunctions.try_emplace(Function->getCanonicalDecl());
  if (!IsNew)
    return Entry->second.get();
  std::optional<FunctionModel> Read = startsByBody(Function, *this);
  if (!Read)
    return nullptr;
  return (ReadFunctions[Function->getCanonicalDecl()] =
              std::make_unique<FunctionModel>(std::move(*Read)))
      .get();
}

/// Whether \p Function, which tells whether to suspend, ends nowhere but in `return false;`, or
/// with the answer of one that it wraps and that does, down to \p Depth of these.
static bool alwaysDeclines(const FunctionDecl *Function, unsigned Depth = 4) {
  if (!Function->getReturnType()->isBooleanType() || !bodyOrPattern(Function) || !Depth)
    return false;
  struct Finder : RecursiveASTVisitor<Finder> {
    unsigned Deeper = 0;
    bool Declines = false, Suspends = false;
    bool TraverseLambdaExpr(LambdaExpr *) { return true; }
    bool VisitReturnStmt(ReturnStmt *Return) {
      const Expr *Answer =
          Return->getRetValue() ? Return->getRetValue()->IgnoreParenImpCasts() : nullptr;
      const auto *Value = dyn_cast_or_null<CXXBoolLiteralExpr>(Answer);
      const auto *Asked = dyn_cast_or_null<CXXMemberCallExpr>(Answer);
      const CXXMethodDecl *Method = Asked ? Asked->getMethodDecl() : nullptr;
      bool Says = Value ? !Value->getValue()
                        : Method && !Method->isVirtual() && alwaysDeclines(Method, Deeper);
      (Says ? Declines : Suspends) = true;
      return true;
    }
  } Returns;
  Returns.Deeper = Depth - 1;
  Returns.TraverseStmt(const_cast<Stmt *>(bodyOrPattern(Function)));
  return Returns.Declines && !Returns.Suspends;
}

/// Whether \p Suspend, an await_suspend, ends its coroutine wherever it does not go on at once, as
/// one that hands on an error in its place does: it gives the promise its result, or destroys the
/// frame, and nobody else has the handle afterwards.
static bool endsCoroutine(const FunctionDecl *Suspend) {
  struct Finder : RecursiveASTVisitor<Finder> {
    const ParmVarDecl *Handle = nullptr;
    bool Ends = false;
    unsigned Mentions = 0, Harmless = 0;
    bool isHandle(const Expr *Operand) const {
      const auto *Named = dyn_cast<DeclRefExpr>(Operand->IgnoreImplicit());
      const auto *Copy = dyn_cast<CXXConstructExpr>(Operand->IgnoreImplicit());
      const auto *Erased = dyn_cast<CXXMemberCallExpr>(Operand->IgnoreImplicit());
      if (Erased && isa_and_nonnull<CXXConversionDecl>(Erased->getMethodDecl()))
        return isHandle(Erased->getImplicitObjectArgument());
      return (Named && Named->getDecl() == Handle) ||
             (Copy && Copy->getNumArgs() == 1 && isHandle(Copy->getArg(0)));
    }
    bool VisitDeclRefExpr(DeclRefExpr *Named) {
      Mentions += Named->getDecl() == Handle;
      return true;
    }
    bool VisitMemberExpr(MemberExpr *Member) {
      const auto *Named = dyn_cast<CXXMethodDecl>(Member->getMemberDecl());
      if (!Named || !Named->getIdentifier())
        return true;
      const auto *Promise = dyn_cast<CXXMemberCallExpr>(Member->getBase()->IgnoreImplicit());
      bool OfPromise = Promise && Promise->getMethodDecl() &&
                       Promise->getMethodDecl()->getNameAsString() == "promise" &&
                       isHandle(Promise->getImplicitObjectArgument());
      bool GivesEnd = OfPromise && is_contained({"return_value", "return_void",
                                                 "unhandled_exception", "final_suspend"},
                                                Named->getName());
      bool EndsIt = GivesEnd || (isHandle(Member->getBase()) && Named->getName() == "destroy");
      Harmless += EndsIt;
      Ends |= EndsIt;
      return true;
    }
    bool VisitCXXMemberCallExpr(CXXMemberCallExpr *Call) {
      const CXXMethodDecl *Method = Call->getMethodDecl();
      const auto *Of =
          dyn_cast<CXXMemberCallExpr>(Call->getImplicitObjectArgument()->IgnoreImplicit());
      auto IsNamed = [](const CXXMethodDecl *Function, StringRef Name) {
        return Function && Function->getIdentifier() && Function->getName() == Name;
      };
      if (IsNamed(Method, "await_suspend") && Of && IsNamed(Of->getMethodDecl(), "final_suspend"))
        Harmless += count_if(Call->arguments(), [&](const Expr *Each) { return isHandle(Each); });
      return true;
    }
    bool VisitReturnStmt(ReturnStmt *Return) {
      Harmless += Return->getRetValue() && isHandle(Return->getRetValue());
      return true;
    }
  } Search;
  if (Suspend->getNumParams() != 1 || !Suspend->doesThisDeclarationHaveABody())
    return false;
  Search.Handle = Suspend->getParamDecl(0);
  Search.TraverseStmt(Suspend->getBody());
  return Search.Ends && Search.Mentions == Search.Harmless;
}

bool neverSuspends(const CoawaitExpr *Await) {
  auto Called = [](const Expr *Part) -> const FunctionDecl * {
    const auto *Call = Part ? dyn_cast<CallExpr>(Part->IgnoreImplicit()) : nullptr;
    return Call ? Call->getDirectCallee() : nullptr;
  };
  const FunctionDecl *Ready = Called(Await->getReadyExpr());
  const Expr *Suspending = Await->getSuspendExpr();
  // A handle that it returns is asked for its address.
  if (const auto *Asked =
          dyn_cast_or_null<CXXMemberCallExpr>(Suspending ? Suspending->IgnoreImplicit() : nullptr);
      Asked && isStd(Asked->getRecordDecl(), "coroutine_handle"))
    Suspending = Asked->getImplicitObjectArgument();
  const FunctionDecl *Suspend = Called(Suspending);
  const FunctionDecl *Defined = nullptr;
  return (Ready && constantResult(Ready) == true) ||
         (Suspend &&
          (alwaysDeclines(Suspend) || (Suspend->isDefined(Defined) && endsCoroutine(Defined))));
}

const CoroutineBodyStmt *coroutineBody(const FunctionDecl *Function) {
  return Function ? dyn_cast_or_null<CoroutineBodyStmt>(Function->getBody()) : nullptr;
}

const CXXRecordDecl *promiseOf(const FunctionDecl *Function) {
  const CoroutineBodyStmt *Body = coroutineBody(Function);
  const VarDecl *Promise = Body ? Body->getPromiseDecl() : nullptr;
  return Promise ? Promise->getType()->getAsCXXRecordDecl() : nullptr;
}

} // namespace corolint
