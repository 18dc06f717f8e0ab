// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/knowledge/CoroutineTypes.h"
#include "checks/knowledge/MemberNames.h"
#include "clang/AST/DeclFriend.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SetVector.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// The declaration of \p Record that has members: its definition; for a specialisation that nothing
/// made complete, the definition of the template it would come from.
const CXXRecordDecl *definitionOrPattern(const CXXRecordDecl *Record) {
  if (const CXXRecordDecl *Definition = Record->getDefinition())
    return Definition;
  if (const auto *Specialization = dyn_cast<ClassTemplateSpecializationDecl>(Record))
    return Specialization->getSpecializedTemplate()->getTemplatedDecl()->getDefinition();
  // A class nested in a specialisation, such as its promise_type, that nothing made complete.
  if (const CXXRecordDecl *Pattern = Record->getInstantiatedFromMemberClass())
    return definitionOrPattern(Pattern);
  return nullptr;
}

/// The class that \p Type names. For a dependent specialisation the pattern of its template, so
/// that promises that only exist as templates can be read.
const CXXRecordDecl *classOrPattern(QualType Type) {
  Type = Type.getNonReferenceType();
  if (const CXXRecordDecl *Record = Type->getAsCXXRecordDecl())
    return Record;
  if (const auto *Specialization = Type->getAs<TemplateSpecializationType>())
    if (auto *Template = dyn_cast_or_null<ClassTemplateDecl>(
            Specialization->getTemplateName().getAsTemplateDecl()))
      return Template->getTemplatedDecl();
  return nullptr;
}

/// The primary template \p Record comes from, or \p Record itself: equal for two specialisations of
/// one template.
const Decl *templateOrSelf(const CXXRecordDecl *Record) {
  if (const auto *Specialization = dyn_cast<ClassTemplateSpecializationDecl>(Record))
    return Specialization->getSpecializedTemplate()->getCanonicalDecl();
  if (const ClassTemplateDecl *Template = Record->getDescribedClassTemplate())
    return Template->getCanonicalDecl();
  return Record->getCanonicalDecl();
}

/// Adds to \p Found the definition (or pattern) of \p Record and, behind it, those of its public
/// bases; each once, so that templates that inherit from other instances of themselves come to an
/// end.
void addSelfAndBases(const CXXRecordDecl *Record, SmallSetVector<const CXXRecordDecl *, 8> &Found) {
  Record = Record ? definitionOrPattern(Record) : nullptr;
  if (!Record || !Found.insert(Record))
    return;
  for (const CXXBaseSpecifier &Base : Record->bases())
    if (Base.getAccessSpecifier() == AS_public)
      addSelfAndBases(classOrPattern(Base.getType()), Found);
}

SmallSetVector<const CXXRecordDecl *, 8> selfAndBases(const CXXRecordDecl *Record) {
  SmallSetVector<const CXXRecordDecl *, 8> Found;
  addSelfAndBases(Record, Found);
  return Found;
}

/// The members of \p Record called \p Name, from the nearest class upwards that has one; dependent
/// bases are read as patterns.
SmallVector<const NamedDecl *, 4> membersNamed(const CXXRecordDecl *Record, DeclarationName Name) {
  SmallVector<const NamedDecl *, 4> Found;
  for (const CXXRecordDecl *Class : selfAndBases(Record)) {
    for (const NamedDecl *Member : Class->lookup(Name)) {
      if (const auto *Using = dyn_cast<UsingShadowDecl>(Member))
        Member = Using->getTargetDecl();
      Found.push_back(Member);
    }
    if (!Found.empty())
      break;
  }
  return Found;
}

/// Looks up members by their spelling.
class Members {
public:
  explicit Members(const ASTContext &Context) : Context(Context) {}

  SmallVector<const NamedDecl *, 4> of(const CXXRecordDecl *Record, StringRef Name) const {
    DeclarationName Member = nameIn(Context, Name);
    if (!Member)
      return {};
    return membersNamed(Record, Member);
  }

  const FunctionDecl *function(const CXXRecordDecl *Record, StringRef Name) const {
    for (const NamedDecl *Member : of(Record, Name)) {
      if (const auto *Template = dyn_cast<FunctionTemplateDecl>(Member))
        Member = Template->getTemplatedDecl();
      if (const auto *Function = dyn_cast<FunctionDecl>(Member))
        return Function;
    }
    return nullptr;
  }

private:
  const ASTContext &Context;
};

/// The body to read for \p Function: its own, or that of the pattern it would be instantiated from.
const Stmt *bodyOrPattern(const FunctionDecl *Function) {
  const FunctionDecl *Definition = nullptr;
  if (Function->isDefined(Definition) && Definition->getBody())
    return Definition->getBody();
  if (const FunctionDecl *Pattern = Function->getTemplateInstantiationPattern())
    if (Pattern->isDefined(Definition))
      return Definition->getBody();
  return nullptr;
}

/// The type that \p Function returns, its return statement telling where the declaration says
/// `auto`.
QualType resultType(const FunctionDecl *Function) {
  QualType Result = Function->getReturnType();
  // In a template `auto` counts as deduced, to something dependent.
  if (!Result->getContainedAutoType() || (!Result->isUndeducedType() && !Result->isDependentType()))
    return Result;
  if (const auto *Body = dyn_cast_or_null<CompoundStmt>(bodyOrPattern(Function)))
    for (const Stmt *Child : Body->body())
      if (const auto *Return = dyn_cast<ReturnStmt>(Child))
        if (Return->getRetValue())
          return Return->getRetValue()->getType();
  return Result;
}

bool isStd(const CXXRecordDecl *Record, StringRef Name) {
  return Record && Record->isInStdNamespace() && Record->getIdentifier() &&
         Record->getName() == Name;
}

// --- promises
// ---------------------------------------------------------------------------------------------------------------

/// Whether a partial or explicit specialisation of std::coroutine_traits whose first argument is \p
/// Pattern is about \p Record.
bool specializationIsAbout(QualType Pattern, const CXXRecordDecl *Record) {
  const CXXRecordDecl *Class = classOrPattern(Pattern);
  return Class && (Class->getCanonicalDecl() == Record->getCanonicalDecl() ||
                   (Pattern->isDependentType() && templateOrSelf(Class) == templateOrSelf(Record)));
}

const CXXRecordDecl *nestedPromise(const CXXRecordDecl *Record, const Members &Lookup) {
  for (const NamedDecl *Member : Lookup.of(Record, "promise_type")) {
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

const CXXRecordDecl *promiseFromTraits(const CXXRecordDecl *Record, const Members &Lookup,
                                       const ASTContext &Context) {
  DeclarationName Name = nameIn(Context, "coroutine_traits");
  if (!Name)
    return nullptr;
  for (const NamedDecl *Std :
       Context.getTranslationUnitDecl()->lookup(&Context.Idents.get("std"))) {
    const auto *Namespace = dyn_cast<NamespaceDecl>(Std);
    if (!Namespace)
      continue;
    for (NamedDecl *Found : Namespace->lookup(Name)) {
      auto *Traits = dyn_cast<ClassTemplateDecl>(Found);
      if (!Traits)
        continue;
      // Specialisations that exist, because a coroutine of this type does or the library wrote one
      // out.
      for (const ClassTemplateSpecializationDecl *Specialization : Traits->specializations()) {
        QualType Result = firstArgument(Specialization->getTemplateArgs().asArray());
        if (!Result.isNull() && specializationIsAbout(Result, Record))
          if (const CXXRecordDecl *Promise = nestedPromise(Specialization, Lookup))
            return Promise;
      }
      SmallVector<ClassTemplatePartialSpecializationDecl *, 16> Partials;
      Traits->getPartialSpecializations(Partials);
      for (const ClassTemplatePartialSpecializationDecl *Partial : Partials) {
        QualType Result = firstArgument(Partial->getTemplateArgs().asArray());
        if (!Result.isNull() && specializationIsAbout(Result, Record))
          if (const CXXRecordDecl *Promise = nestedPromise(Partial, Lookup))
            return Promise;
      }
    }
  }
  return nullptr;
}

/// Whether the body of \p Function is `return true;`.
bool returnsTrue(const FunctionDecl *Function) {
  const auto *Body = dyn_cast_or_null<CompoundStmt>(bodyOrPattern(Function));
  const auto *Return =
      Body && Body->size() == 1 ? dyn_cast<ReturnStmt>(Body->body_front()) : nullptr;
  const auto *Value =
      Return && Return->getRetValue()
          ? dyn_cast<CXXBoolLiteralExpr>(Return->getRetValue()->IgnoreParenImpCasts())
          : nullptr;
  return Value && Value->getValue();
}

StartPolicy startPolicy(const CXXRecordDecl *Promise, const Members &Lookup) {
  const FunctionDecl *Initial = Lookup.function(Promise, "initial_suspend");
  if (!Initial)
    return StartPolicy::Unknown;
  const CXXRecordDecl *Awaiter = classOrPattern(resultType(Initial));
  // One derived from those without members of its own is the same.
  for (unsigned Depth = 0;
       Depth < 8 && Awaiter && !Awaiter->isInStdNamespace() && Awaiter->hasDefinition() &&
       Awaiter->getNumBases() == 1 && Awaiter->getDefinition()->methods().empty();
       ++Depth)
    Awaiter = classOrPattern(Awaiter->bases_begin()->getType());
  if (isStd(Awaiter, "suspend_always"))
    return StartPolicy::Lazy;
  if (isStd(Awaiter, "suspend_never"))
    return StartPolicy::Eager;
  // An awaiter of the library's own: one that is always ready does not suspend. One that suspends
  // may have arranged to be resumed at once, so it says nothing.
  if (!Awaiter || !definitionOrPattern(Awaiter))
    return StartPolicy::Unknown;
  const FunctionDecl *Ready = Lookup.function(Awaiter, "await_ready");
  return Ready && returnsTrue(Ready) ? StartPolicy::Eager : StartPolicy::Unknown;
}

bool neverSuspendsAtTheEnd(const CXXRecordDecl *Promise, const Members &Lookup) {
  const FunctionDecl *Final = Lookup.function(Promise, "final_suspend");
  return Final && isStd(classOrPattern(resultType(Final)), "suspend_never");
}

/// Reads unhandled_exception(): what it calls and throws.
class ExceptionReader : public RecursiveASTVisitor<ExceptionReader> {
public:
  bool Rethrows = false, Ends = false, Stores = false, Other = false;

  // What is thrown inside a try block may end there.
  bool TraverseCXXTryStmt(CXXTryStmt *Try) {
    Stmt *Block = Try->getTryBlock();
    bool Before = Rethrows;
    TraverseStmt(Block);
    Rethrows = Before;
    for (unsigned I = 0; I < Try->getNumHandlers(); ++I)
      TraverseStmt(Try->getHandler(I));
    return true;
  }

  bool VisitCXXThrowExpr(CXXThrowExpr *) { return Rethrows = true; }

  bool VisitCallExpr(CallExpr *Call) {
    const FunctionDecl *Callee = Call->getDirectCallee();
    if (!Callee) {
      // A dependent call, such as one to a base of the promise: it does something with the
      // exception.
      Other = true;
    } else if (Callee->isNoReturn()) {
      Ends = true;
    } else if (Callee->isInStdNamespace() && Callee->getIdentifier() &&
               Callee->getName() == "current_exception") {
      Stores = true;
    } else {
      Other = true;
    }
    return true;
  }
};

ExceptionFate exceptionFate(const CXXRecordDecl *Promise, const Members &Lookup) {
  const FunctionDecl *Handler = Lookup.function(Promise, "unhandled_exception");
  const Stmt *Body = Handler ? bodyOrPattern(Handler) : nullptr;
  if (!Body)
    return ExceptionFate::Unknown;
  const auto *Compound = dyn_cast<CompoundStmt>(Body);
  if (Compound &&
      all_of(Compound->body(), [](const Stmt *Child) { return isa<NullStmt, ReturnStmt>(Child); }))
    return ExceptionFate::Swallowed;
  // What the body always ends with outweighs what it does before, such as logging
  // std::current_exception().
  if (Compound)
    if (const auto *Last = dyn_cast<Expr>(Compound->body_back())) {
      Last = Last->IgnoreImplicit();
      const auto *Call = dyn_cast<CallExpr>(Last);
      const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
      bool Rethrows = isa<CXXThrowExpr>(Last) ||
                      (Callee && Callee->isInStdNamespace() && Callee->getIdentifier() &&
                       Callee->getName() == "rethrow_exception");
      const auto *Prototype = Handler->getType()->getAs<FunctionProtoType>();
      if (Rethrows)
        return Prototype && Prototype->canThrow() == CT_Cannot ? ExceptionFate::Terminates
                                                               : ExceptionFate::Rethrown;
      if (Callee && Callee->isNoReturn())
        return ExceptionFate::Terminates;
    }
  ExceptionReader Reader;
  Reader.TraverseStmt(const_cast<Stmt *>(Body));
  if (Reader.Stores)
    return ExceptionFate::Stored;
  if (Reader.Rethrows)
    return ExceptionFate::Rethrown;
  if (Reader.Ends)
    return ExceptionFate::Terminates;
  return ExceptionFate::Unknown;
}

// --- handles
// ----------------------------------------------------------------------------------------------------------------

/// Whether a body destroys a coroutine: calls `destroy` on a std::coroutine_handle, or on something
/// dependent. One that first asks whether the coroutine is done may leave it running.
class DestroyFinder : public RecursiveASTVisitor<DestroyFinder> {
public:
  bool destroys() const { return Destroys && !Asks; }

  bool VisitCXXMemberCallExpr(CXXMemberCallExpr *Call) {
    const CXXMethodDecl *Method = Call->getMethodDecl();
    if (Method && Method->getIdentifier() && isStd(Method->getParent(), "coroutine_handle"))
      called(Method->getName());
    // What the destructor leaves to another member function of its own.
    else if (Method && !std::exchange(Followed, true) &&
             isa<CXXThisExpr>(Call->getImplicitObjectArgument()))
      if (const Stmt *Body = bodyOrPattern(Method))
        TraverseStmt(const_cast<Stmt *>(Body));
    return true;
  }
  bool VisitCXXDependentScopeMemberExpr(CXXDependentScopeMemberExpr *Member) {
    if (Member->getMember().isIdentifier())
      called(Member->getMember().getAsString());
    return true;
  }

private:
  void called(StringRef Name) {
    Destroys |= Name == "destroy";
    Asks |= Name == "done";
  }
  bool Destroys = false, Asks = false;
  bool Followed = false; ///< One function deep is enough, and keeps recursion out.
};

/// Whether destroying a \p Record destroys a coroutine that it holds, itself, in a base or in a
/// member.
bool destroysCoroutine(const CXXRecordDecl *Record, unsigned Depth = 0) {
  Record = definitionOrPattern(Record);
  if (!Record || Depth > 3)
    return false;
  // Not getDestructor(): none is selected in a template.
  for (const CXXMethodDecl *Method : Record->methods())
    if (const Stmt *Body = isa<CXXDestructorDecl>(Method) ? bodyOrPattern(Method) : nullptr) {
      DestroyFinder Finder;
      Finder.TraverseStmt(const_cast<Stmt *>(Body));
      if (Finder.destroys())
        return true;
    }
  auto Destroys = [&](QualType Type) {
    const CXXRecordDecl *Class = classOrPattern(Type);
    return Class && !Class->isInStdNamespace() && destroysCoroutine(Class, Depth + 1);
  };
  return any_of(Record->bases(),
                [&](const CXXBaseSpecifier &Base) { return Destroys(Base.getType()); }) ||
         any_of(Record->fields(), [&](const FieldDecl *Field) {
           return !Field->getType()->isReferenceType() && Destroys(Field->getType());
         });
}

DropFate dropFate(const CXXRecordDecl *Record, StartPolicy Start, bool EndsByItself) {
  if (Start == StartPolicy::Lazy)
    return DropFate::NeverRuns;
  if (Start == StartPolicy::Unknown)
    return DropFate::Unknown;
  if (destroysCoroutine(Record))
    return DropFate::Cancelled;
  const CXXRecordDecl *Definition = definitionOrPattern(Record);
  if (EndsByItself ||
      (Definition && !Definition->isDependentContext() && Definition->hasTrivialDestructor()))
    return DropFate::RunsUnobserved;
  return DropFate::Unknown;
}

// --- awaiting
// ---------------------------------------------------------------------------------------------------------------

bool isAwaiter(const CXXRecordDecl *Record, const Members &Lookup) {
  return all_of(ArrayRef<StringRef>{"await_ready", "await_suspend", "await_resume"},
                [&](StringRef Name) {
                  const FunctionDecl *Function = Lookup.function(Record, Name);
                  return Function && Function->getAccess() != AS_private &&
                         Function->getAccess() != AS_protected;
                });
}

/// The first parameter of \p Declaration as a function or function template is about \p Record.
bool takes(const NamedDecl *Declaration, const CXXRecordDecl *Record) {
  if (const auto *Template = dyn_cast<FunctionTemplateDecl>(Declaration))
    Declaration = Template->getTemplatedDecl();
  const auto *Function = dyn_cast<FunctionDecl>(Declaration);
  if (!Function || Function->getNumParams() == 0)
    return false;
  return specializationIsAbout(Function->getParamDecl(0)->getType().getNonReferenceType(), Record);
}

/// The operators co_await that apply to \p Record: members, or those beside it, hidden friends and
/// those of its bases included.
SmallVector<const FunctionDecl *, 2> operatorsCoAwait(const CXXRecordDecl *Record,
                                                      const ASTContext &Context) {
  DeclarationName Name = Context.DeclarationNames.getCXXOperatorName(OO_Coawait);
  SmallVector<const FunctionDecl *, 2> Found;
  auto Add = [&Found](const NamedDecl *Declaration) {
    const FunctionDecl *Function = Declaration->getAsFunction();
    if (Function && !Function->isDeleted())
      Found.push_back(Function);
  };
  for (const NamedDecl *Member : membersNamed(Record, Name))
    Add(Member);
  for (const CXXRecordDecl *Class : selfAndBases(Record)) {
    if (!Found.empty())
      break;
    // What is only known by its pattern is still this specialisation.
    const CXXRecordDecl *Operand = Class == definitionOrPattern(Record) ? Record : Class;
    for (const DeclContext *Scope = Class->getDeclContext(); Scope; Scope = Scope->getParent()) {
      if (!Scope->isFileContext())
        continue;
      for (const NamedDecl *Candidate : Scope->getRedeclContext()->lookup(Name))
        if (takes(Candidate, Operand))
          Add(Candidate);
      if (!Scope->isInlineNamespace())
        break;
    }
    for (const FriendDecl *Friend : Class->friends())
      if (const NamedDecl *Candidate = Friend->getFriendDecl())
        if (Candidate->getDeclName() == Name && takes(Candidate, Operand))
          Add(Candidate);
  }
  return Found;
}

/// Whether \p Operator, an operator co_await, can be applied to a prvalue, and to an lvalue.
std::pair<bool, bool> takesRvalueAndLvalue(const FunctionDecl *Operator) {
  if (const auto *Method = dyn_cast<CXXMethodDecl>(Operator))
    return {Method->getRefQualifier() != RQ_LValue, Method->getRefQualifier() != RQ_RValue};
  QualType Parameter = Operator->getParamDecl(0)->getType();
  return {!Parameter->isLValueReferenceType() || Parameter.getNonReferenceType().isConstQualified(),
          !Parameter->isRValueReferenceType()};
}

/// Whether a prvalue of \p Record is awaitable by itself, whatever the promise.
bool isAwaitableByItself(const CXXRecordDecl *Record, const Members &Lookup,
                         const ASTContext &Context) {
  auto Operators = operatorsCoAwait(Record, Context);
  return any_of(Operators,
                [](const FunctionDecl *Each) { return takesRvalueAndLvalue(Each).first; }) ||
         (Operators.empty() && isAwaiter(Record, Lookup));
}

/// The promise's await_transform functions, templates included.
SmallVector<const NamedDecl *, 4> awaitTransforms(const CXXRecordDecl *Promise,
                                                  const Members &Lookup) {
  // A class that brings in its base's overloads by a using-declaration is seen through by
  // membersNamed; one that merely hides them is right to.
  return Lookup.of(Promise, "await_transform");
}

/// Whether the function template \p Template has a condition on its arguments beyond their form.
bool isConstrained(const FunctionTemplateDecl *Template) {
  SmallVector<AssociatedConstraint, 2> Constraints;
  Template->getAssociatedConstraints(Constraints);
  const FunctionDecl *Function = Template->getTemplatedDecl();
  return !Constraints.empty() || Function->getNumParams() > 1 ||
         any_of(*Template->getTemplateParameters(), [](const NamedDecl *Parameter) {
           const auto *NonType = dyn_cast<NonTypeTemplateParmDecl>(Parameter);
           const auto *Type = dyn_cast<TemplateTypeParmDecl>(Parameter);
           return (NonType && NonType->hasDefaultArgument()) ||
                  (Type && Type->hasDefaultArgument());
         });
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
  CoroutineType Answer = classify(Record);
  return Known[Record] = Answer;
}

CoroutineType CoroutineTypes::classify(const CXXRecordDecl *Record) {
  CoroutineType Type;
  Type.Record = Record;
  Members Lookup(Context);
  Type.Promise = nestedPromise(Record, Lookup);
  if (!Type.Promise)
    Type.Promise = promiseFromTraits(Record, Lookup, Context);

  auto Operators = operatorsCoAwait(Record, Context);
  bool Awaitable = !Operators.empty() || isAwaiter(Record, Lookup);
  Type.SingleUse = !Operators.empty() && none_of(Operators, [](const FunctionDecl *Each) {
    return takesRvalueAndLvalue(Each).second;
  });

  if (Type.Promise) {
    Type.Start = startPolicy(Type.Promise, Lookup);
    Type.Exceptions = exceptionFate(Type.Promise, Lookup);
    bool EndsByItself = neverSuspendsAtTheEnd(Type.Promise, Lookup);
    Type.Dropped = dropFate(Record, Type.Start, EndsByItself);
    // Some tasks can be awaited only inside their own kind: the promise says so by an
    // await_transform for them.
    bool ByItself = Awaitable;
    if (!Awaitable)
      Awaitable = any_of(awaitTransforms(Type.Promise, Lookup), [&](const NamedDecl *Transform) {
        const auto *Function = dyn_cast<FunctionDecl>(Transform);
        return takes(Transform, Record) && !(Function && Function->isDeleted());
      });
    // What runs at once, lets exceptions through, and can be awaited by its own kind alone is a
    // value or an error that borrows the syntax, as coroutines over std::expected do.
    if (Awaitable && !ByItself && Type.Start == StartPolicy::Eager &&
        Type.Exceptions == ExceptionFate::Rethrown)
      Type.Kind = TypeKind::Coroutine;
    else if (Awaitable)
      Type.Kind = TypeKind::Task;
    else if (!Lookup.of(Type.Promise, "yield_value").empty())
      Type.Kind = TypeKind::Generator;
    else if (EndsByItself && Type.Start == StartPolicy::Eager)
      Type.Kind = TypeKind::FireAndForget;
    else
      Type.Kind = TypeKind::Coroutine;
  } else if (Awaitable) {
    Type.Kind = TypeKind::Awaitable;
  }

  if ((Type.Model = Models.find(Record))) {
    Type.Kind = Type.Model->Kind;
    if (Type.Model->Start != StartPolicy::Unknown)
      Type.Start = Type.Model->Start;
    if (Type.Model->Dropped != DropFate::Unknown)
      Type.Dropped = Type.Model->Dropped;
  }
  return Type;
}

Answer CoroutineTypes::mayAwait(const CXXRecordDecl *Promise, QualType Type) {
  const CXXRecordDecl *Record = Type.getNonReferenceType()->getAsCXXRecordDecl();
  if (!Promise || !Record)
    return Answer::Unknown;
  // Nothing takes a const prvalue for its own.
  if (Type.isConstQualified())
    return Answer::No;
  Members Lookup(Context);
  bool ByItself = isAwaitableByItself(Record, Lookup, Context);
  auto Transforms = awaitTransforms(Promise, Lookup);
  if (Transforms.empty())
    return ByItself ? Answer::Yes : Answer::No;
  bool Perhaps = false;
  for (const NamedDecl *Transform : Transforms) {
    const auto *Template = dyn_cast<FunctionTemplateDecl>(Transform);
    const FunctionDecl *Function = Transform->getAsFunction();
    if (!Function) {
      Perhaps = true; // A function object.
      continue;
    }
    if (Function->isDeleted() || Function->getNumParams() == 0)
      continue;
    QualType Parameter = Function->getParamDecl(0)->getType().getNonReferenceType();
    if (takes(Transform, Record)) {
      // Arguments that the overload fixes, such as the executor of an Asio awaitable, must be the
      // same ones.
      const auto *Wanted = Parameter->getAs<TemplateSpecializationType>();
      const auto *Given = dyn_cast<ClassTemplateSpecializationDecl>(Record);
      if (!Wanted || !Given)
        return Answer::Yes;
      bool Same = true;
      for (auto [Pattern, Actual] :
           zip(Wanted->template_arguments(), Given->getTemplateArgs().asArray()))
        if (!Pattern.isDependent())
          Same &= Context.getCanonicalTemplateArgument(Pattern).structurallyEquals(
              Context.getCanonicalTemplateArgument(Actual));
      if (Same)
        return Answer::Yes;
    } else if (Template && Parameter->isTemplateTypeParmType()) {
      if (!isConstrained(Template) && ByItself)
        return Answer::Yes;
      Perhaps = true;
    }
  }
  return Perhaps ? Answer::Unknown : Answer::No;
}

bool neverSuspends(const CoawaitExpr *Await) {
  const Expr *Ready = Await->getReadyExpr();
  const auto *Call = Ready ? dyn_cast<CallExpr>(Ready->IgnoreImplicit()) : nullptr;
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  return Callee && returnsTrue(Callee);
}

const CoroutineBodyStmt *coroutineBody(const FunctionDecl *Function) {
  return Function ? dyn_cast_or_null<CoroutineBodyStmt>(Function->getBody()) : nullptr;
}

const CXXRecordDecl *promiseOf(const FunctionDecl *Function) {
  const CoroutineBodyStmt *Body = coroutineBody(Function);
  const VarDecl *Promise = Body ? Body->getPromiseDecl() : nullptr;
  return Promise ? Promise->getType()->getAsCXXRecordDecl() : nullptr;
}

StringRef name(TypeKind Kind) {
  static constexpr StringRef Names[] = {
      "none",      "task",   "operation", "awaitable",  "generator",   "fire-and-forget",
      "coroutine", "future", "limiter",   "event-loop", "thread-pool", "completion-token"};
  return Names[static_cast<unsigned>(Kind)];
}

StringRef name(StartPolicy Start) {
  static constexpr StringRef Names[] = {"unknown", "lazy", "eager"};
  return Names[static_cast<unsigned>(Start)];
}

StringRef name(DropFate Fate) {
  static constexpr StringRef Names[] = {"unknown", "never-runs", "runs-unobserved", "cancelled",
                                        "blocks"};
  return Names[static_cast<unsigned>(Fate)];
}

StringRef name(ExceptionFate Fate) {
  static constexpr StringRef Names[] = {"unknown", "stored", "swallowed", "terminates", "rethrown"};
  return Names[static_cast<unsigned>(Fate)];
}

} // namespace corolint
