// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/knowledge/AsyncTwins.h"
#include "checks/knowledge/Callables.h"
#include "checks/knowledge/ClassMembers.h"
#include "checks/knowledge/ErrorTypes.h"
#include "checks/knowledge/MemberNames.h"
#include "checks/knowledge/WrittenFunctions.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

// --- Names -------------------------------------------------------------------------------------

std::string capitalized(StringRef Name) {
  return (Twine(toUpper(Name[0])) + Name.drop_front()).str();
}

/// Takes the word \p Word, which is in lower case, off either end of \p Name, as `word_x`,
/// `x_word`, `wordX`, `WordX` and `xWord` have it.
bool takeOff(std::string &Name, StringRef Word) {
  StringRef Rest = Name;
  std::string Capital = capitalized(Word);
  bool IsApart = Rest.consume_front((Word + "_").str()) || Rest.consume_back(("_" + Word).str()) ||
                 Rest.consume_back(Capital);
  bool IsLower = !IsApart && Rest.consume_front(Word);
  bool IsCapital = !IsApart && !IsLower && Rest.consume_front(Capital);
  if (Rest.empty() || !(IsApart || ((IsLower || IsCapital) && isUpper(Rest[0]))))
    return false;
  Name = Rest.str();
  if (IsLower)
    Name[0] = toLower(Name[0]);
  return true;
}

/// The names that the asynchronous twin of \p Name may have.
std::vector<std::string> twinNames(StringRef Name) {
  std::string Stem = Name.str();
  for (StringRef Word : {"async", "co", "coro"})
    if (std::string Plain = Stem; takeOff(Plain, Word))
      return {}; // Not synchronous by its own name.
  bool SaysSynchronous = takeOff(Stem, "sync") || takeOff(Stem, "blocking");
  std::string Camel = capitalized(Stem);
  std::vector<std::string> Names{"async_" + Stem, Stem + "_async", "async" + Camel, "Async" + Camel,
                                 Stem + "Async",  "co_" + Stem,    "co" + Camel,    Stem + "Coro",
                                 Stem + "_coro"};
  if (SaysSynchronous)
    Names.push_back(Stem);
  return Names;
}

// --- Types -------------------------------------------------------------------------------------

/// The type that \p Type, or each of a pack, refers to, without qualifiers, canonical.
CanQualType plain(QualType Type, const ASTContext &Context) {
  QualType Each = Type.getNonPackExpansionType().getNonReferenceType();
  return Context.getCanonicalType(Each).getUnqualifiedType();
}

const FunctionDecl *patternOf(const FunctionDecl *Function) {
  const FunctionTemplateDecl *Template = Function->getPrimaryTemplate();
  return Template ? Template->getTemplatedDecl() : Function;
}

/// Whether \p Type mentions the template parameter \p Parameter.
bool mentions(QualType Type, const TemplateTypeParmDecl *Parameter) {
  struct Finder : RecursiveASTVisitor<Finder> {
    const TemplateTypeParmDecl *Parameter;
    bool Found = false;
    bool VisitTemplateTypeParmType(TemplateTypeParmType *Type) {
      Found |= Type->getDepth() == Parameter->getDepth() &&
               Type->getIndex() == Parameter->getIndex();
      return !Found;
    }
  } Search;
  Search.Parameter = Parameter;
  Search.TraverseType(Type);
  return Search.Found;
}

/// Whether an lvalue of \p Type can be copied, as far as its constructors tell.
bool isCopyable(CanQualType Type) {
  const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
  Class = Class ? definitionOrPattern(Class) : nullptr;
  if (!Class)
    return true;
  for (const CXXConstructorDecl *Constructor : Class->ctors())
    if (Constructor->isCopyConstructor())
      return !Constructor->isDeleted();
  return !Class->hasUserDeclaredMoveOperation() && !Class->defaultedCopyConstructorIsDeleted();
}

/// Whether \p Type is a reference that takes nothing but rvalues.
bool takesRvaluesOnly(QualType Type) {
  return Type->isRValueReferenceType() && !Type.getNonReferenceType()->isTemplateTypeParmType();
}

/// Whether the parameter \p Theirs takes \p Argument (null: several) as \p Ours does, which is
/// \p Declared in the function that is called: the same type, and what is filled in stays so.
bool takesAs(const ParmVarDecl *Theirs, const ParmVarDecl *Ours, QualType Declared,
             const Expr *Argument, const ASTContext &Context) {
  QualType Taken = Theirs->getType();
  CanQualType Type = plain(Taken, Context);
  auto IsFilledIn = [](QualType Of) {
    return Of->isLValueReferenceType() && !Of.getNonReferenceType().isConstQualified();
  };
  if ((Type != plain(Declared, Context) && Type != plain(Ours->getType(), Context)) ||
      IsFilledIn(Taken) != IsFilledIn(Ours->getType()))
    return false;
  if (!Argument || !ignoreWrapping(Argument)->isLValue())
    return true;
  return !takesRvaluesOnly(Taken) &&
         (Taken->isReferenceType() || !Declared->isReferenceType() || isCopyable(Type));
}

/// Whether \p Type holds \p Part in its template arguments, as a pair or an outcome does.
bool holds(QualType Type, CanQualType Part, const ASTContext &Context) {
  ArrayRef<TemplateArgument> Arguments;
  if (const auto *Class =
          dyn_cast_or_null<ClassTemplateSpecializationDecl>(Type->getAsCXXRecordDecl()))
    Arguments = Class->getTemplateArgs().asArray();
  else if (const auto *Pattern = Type.getCanonicalType()->getAs<TemplateSpecializationType>())
    Arguments = Pattern->template_arguments();
  return any_of(Arguments, [&](const TemplateArgument &Argument) {
    ArrayRef<TemplateArgument> Each(Argument);
    if (Argument.getKind() == TemplateArgument::Pack)
      Each = Argument.pack_elements();
    return any_of(Each, [&](const TemplateArgument &One) {
      return One.getKind() == TemplateArgument::Type && plain(One.getAsType(), Context) == Part;
    });
  });
}

/// Whether \p Function is a coroutine that is seen never to suspend, so that awaiting it waits just
/// like a call of an ordinary function.
bool isSynchronousCoroutine(const FunctionDecl *Function) {
  const auto *Body = dyn_cast_or_null<CoroutineBodyStmt>(bodyOrPattern(Function));
  if (!Body)
    return false;
  struct Finder : RecursiveASTVisitor<Finder> {
    bool Found = false;
    bool VisitCoawaitExpr(CoawaitExpr *) { return !(Found = true); }
    bool VisitDependentCoawaitExpr(DependentCoawaitExpr *) { return !(Found = true); }
  } Search;
  Search.TraverseStmt(Body->getBody());
  return !Search.Found;
}

/// Whether \p Twin is seen to call \p Function itself before it has awaited anything, and not only
/// within a lambda: neither another thread nor what it has waited for makes that a call that is
/// over at once.
bool callsItself(const FunctionDecl *Twin, const FunctionDecl *Function) {
  struct Finder : RecursiveASTVisitor<Finder> {
    const FunctionDecl *Function = nullptr;
    bool Awaited = false, Found = false;
    bool TraverseLambdaExpr(LambdaExpr *) { return true; }
    bool VisitCoawaitExpr(CoawaitExpr *) { return Awaited = true; }
    bool VisitDependentCoawaitExpr(DependentCoawaitExpr *) { return Awaited = true; }
    bool TraverseIfStmt(IfStmt *If) {
      for (Stmt *Part : {If->getInit(), static_cast<Stmt *>(If->getCond())})
        if (!TraverseStmt(Part))
          return false;
      const bool Before = Awaited;
      if (!TraverseStmt(If->getThen()))
        return false;
      const bool AfterThen = std::exchange(Awaited, Before);
      bool Continues = TraverseStmt(If->getElse());
      Awaited |= AfterThen;
      return Continues;
    }
    bool VisitCallExpr(CallExpr *Made) {
      const Expr *Callee = Made->getCallee()->IgnoreParenImpCasts();
      const ValueDecl *Named = nullptr;
      if (const auto *Reference = dyn_cast<DeclRefExpr>(Callee))
        Named = Reference->getDecl();
      else if (const auto *Member = dyn_cast<MemberExpr>(Callee))
        Named = Member->getMemberDecl();
      const auto *Called = dyn_cast_or_null<FunctionDecl>(Named);
      Found |= !Awaited && Called && declaresSameEntity(asWritten(Called), Function);
      return !Found;
    }
  } Search;
  Search.Function = asWritten(Function);
  Search.TraverseStmt(const_cast<Stmt *>(bodyOrPattern(Twin)));
  return Search.Found;
}

/// The signature of the handler that \p Operation, which takes a completion token, hands on to what
/// makes its result: `void (error_code, T)`. Null where none is seen, or several are.
const FunctionProtoType *handlerSignature(const FunctionDecl *Operation) {
  struct Finder : RecursiveASTVisitor<Finder> {
    SmallPtrSet<const FunctionProtoType *, 2> Found;
    bool TraverseLambdaExpr(LambdaExpr *) { return true; }
    bool VisitFunctionProtoType(FunctionProtoType *Type) {
      if (Type->getReturnType()->isVoidType())
        Found.insert(cast<FunctionProtoType>(Type->getCanonicalTypeInternal()));
      return true;
    }
  } Search;
  Search.TraverseType(asWritten(Operation)->getReturnType());
  Search.TraverseStmt(const_cast<Stmt *>(bodyOrPattern(Operation)));
  return Search.Found.size() == 1 ? *Search.Found.begin() : nullptr;
}

// --- Pairs -------------------------------------------------------------------------------------

class TwinSearch {
public:
  TwinSearch(const Call &Made, const FunctionDecl *Caller, CoroutineTypes &Types)
      : Made(Made), Caller(Caller), Types(Types), Context(Types.context()),
        Ours(patternOf(Made.Callee)) {}

  AsyncTwin find() const {
    if (!Made.Callee->getDeclName().isIdentifier() || Made.Callee->getName().empty())
      return {};
    for (const std::string &Name : twinNames(Made.Callee->getName()))
      if (DeclarationName Known = nameIn(Context, Name))
        for (const NamedDecl *Candidate : namedBeside(Known))
          if (AsyncTwin Found = pairedWith(Candidate))
            return Found;
    return {};
  }

private:
  /// The class in which the callee's name is looked up; null for a function of a namespace.
  const CXXRecordDecl *classOfCallee() const {
    const auto *Method = dyn_cast<CXXMethodDecl>(Made.Callee);
    if (!Method)
      return nullptr;
    const auto *Call = dyn_cast<CallExpr>(Made.Expression);
    const auto *Member =
        Call ? dyn_cast<MemberExpr>(Call->getCallee()->IgnoreParenImpCasts()) : nullptr;
    const CXXRecordDecl *Class = Member && !Member->hasQualifier() ? Made.objectClass() : nullptr;
    return Class ? Class : Method->getParent();
  }

  SmallVector<const NamedDecl *, 4> namedBeside(DeclarationName Name) const {
    if (const CXXRecordDecl *Class = classOfCallee())
      return membersNamed(Class, Name);
    SmallVector<const NamedDecl *, 4> Found;
    const DeclContext *Scope = Ours->getDeclContext()->getRedeclContext();
    for (; Scope && Scope->isFileContext(); Scope = Scope->getParent()) {
      for (const NamedDecl *Candidate : Scope->lookup(Name))
        if (Context.getSourceManager().isBeforeInTranslationUnit(Candidate->getLocation(),
                                                                 Made.Expression->getBeginLoc()))
          Found.push_back(Candidate);
      const auto *Namespace = dyn_cast<NamespaceDecl>(Scope);
      if (!Namespace || !(Namespace->isInline() || Namespace->isAnonymousNamespace()))
        break;
    }
    return Found;
  }

  AsyncTwin pairedWith(const NamedDecl *Candidate) const {
    const FunctionDecl *Function = Candidate->getAsFunction();
    if (!Function || Function->isDeleted() || Function->hasAttr<DeprecatedAttr>() ||
        !isAccessible(Candidate) || !suitsObject(Function) || belongsToTwin(Function))
      return {};
    // The written arguments; a parameter pack takes any number.
    ArrayRef<ParmVarDecl *> Parameters = Ours->parameters();
    if (any_of(drop_end(Parameters, Parameters.empty() ? 0 : 1),
               [](const ParmVarDecl *Each) { return Each->isParameterPack(); }))
      return {};
    if (Parameters.empty() || !Parameters.back()->isParameterPack()) {
      if (Made.Arguments.size() > Parameters.size())
        return {};
      Parameters = Parameters.take_front(Made.Arguments.size());
    }
    AsyncTwin Found = taking(Function, Parameters);
    if (!Found && !Parameters.empty() && isError(Parameters.back())) {
      Found = taking(Function, Parameters.drop_back());
      Found.LacksError = true;
    }
    // Bodies are read last, of what is a twin by its types.
    return Found && mayBeAwaited(Found) && !isSynchronousCoroutine(Function) &&
                   !callsItself(Function, Made.Callee)
               ? Found
               : AsyncTwin();
  }

  /// \p Function if it takes what \p Parameters take and needs nothing else but a token.
  AsyncTwin taking(const FunctionDecl *Function, ArrayRef<ParmVarDecl *> Parameters) const {
    ArrayRef<ParmVarDecl *> Theirs = Function->parameters();
    if (Theirs.size() < Parameters.size())
      return {};
    for (auto [Index, Parameter] : enumerate(Parameters)) {
      bool IsPack = Parameter->isParameterPack();
      QualType Declared =
          IsPack ? Parameter->getType() : Made.Callee->getParamDecl(Index)->getType();
      if (Theirs[Index]->isParameterPack() != IsPack ||
          !takesAs(Theirs[Index], Parameter, Declared, IsPack ? nullptr : Made.argument(Index),
                   Context) ||
          (!IsPack && makesNothingToAwait(Made.argument(Index)) &&
           awaitsCallOf(Theirs[Index], Function)))
        return {};
    }
    AsyncTwin Twin{Function};
    ArrayRef<ParmVarDecl *> Rest = Theirs.drop_front(Parameters.size());
    if (!Rest.empty() && isToken(Rest.front(), Function, Theirs.take_front(Parameters.size()))) {
      Twin.Token = Rest.front();
      Rest = Rest.drop_front();
    }
    if (!all_of(Rest, [](const ParmVarDecl *Parameter) {
          return Parameter->hasDefaultArg() || Parameter->isParameterPack();
        }))
      return {};
    return Twin;
  }

  /// Whether \p Function, as far as its body is seen, awaits what it makes of \p Parameter.
  static bool awaitsCallOf(const ParmVarDecl *Parameter, const FunctionDecl *Function) {
    const Stmt *Body = bodyOrPattern(Function);
    if (!Body)
      return false;
    struct Finder : RecursiveASTVisitor<Finder> {
      const ParmVarDecl *Parameter;
      unsigned Awaits = 0;
      bool Found = false;
      bool within(Expr *Operand) {
        ++Awaits;
        bool Goes = TraverseStmt(Operand);
        --Awaits;
        return Goes;
      }
      bool TraverseCoawaitExpr(CoawaitExpr *Await) { return within(Await->getOperand()); }
      bool TraverseDependentCoawaitExpr(DependentCoawaitExpr *Await) {
        return within(Await->getOperand());
      }
      bool VisitDeclRefExpr(DeclRefExpr *Reference) {
        Found |= Awaits && Reference->getDecl() == Parameter;
        return !Found;
      }
    } Search;
    Search.Parameter = asWritten(Function)->getParamDecl(Parameter->getFunctionScopeIndex());
    Search.TraverseStmt(const_cast<Stmt *>(Body));
    return Search.Found;
  }

  /// Whether \p Given is a callable, and calling it makes nothing to await.
  bool makesNothingToAwait(const Expr *Given) const {
    if (!Given)
      return false;
    QualType Type = ignoreWrapping(Given)->getType().getNonReferenceType();
    if (Type->isPointerType() && !Type->isFunctionPointerType())
      Type = Type->getPointeeType();
    const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
    const FunctionProtoType *Wrapped = wrappedSignature(Class);
    const FunctionDecl *Called = calledBy(Given);
    QualType Result = Wrapped  ? Wrapped->getReturnType()
                      : Called ? Called->getReturnType()
                               : QualType();
    return !Result.isNull() && !Types.of(Result).isAwaitable();
  }

  /// Whether \p Parameter takes whatever says how the operation tells of its end.
  bool isToken(const ParmVarDecl *Parameter, const FunctionDecl *Function,
               ArrayRef<ParmVarDecl *> Before) const {
    const auto *Type = Parameter->getType().getNonReferenceType()->getAs<TemplateTypeParmType>();
    const FunctionTemplateDecl *Template = Function->getDescribedFunctionTemplate();
    if (!Type || !Template || Parameter->isParameterPack() ||
        Type->getDepth() != Template->getTemplateParameters()->getDepth())
      return false;
    const auto *Declared =
        cast<TemplateTypeParmDecl>(Template->getTemplateParameters()->getParam(Type->getIndex()));
    return none_of(Before, [&](const ParmVarDecl *Other) {
      return mentions(Other->getType(), Declared);
    });
  }

  bool isError(const ParmVarDecl *Parameter) const {
    QualType Type = Parameter->getType();
    return Type->isLValueReferenceType() && !Type.getNonReferenceType().isConstQualified() &&
           errorCarrier(Type, Types) == ErrorCarrier::Error;
  }

  /// Whether the result of \p Twin can be awaited by the caller, and gives what the call gives.
  bool mayBeAwaited(AsyncTwin &Twin) const {
    QualType Result = resultType(Twin.Function);
    if (Result->isVoidType())
      return false;
    const CXXRecordDecl *Class = classOrPattern(Result);
    if (!Class) // What is dependent and no class yet, the token decides.
      return Twin.Token && (Result->isDependentType() || Result->isUndeducedType()) &&
             handlesResult(handlerSignature(Twin.Function));
    bool IsPattern = Class->isDependentContext() || Result->isDependentType();
    TypeKind Kind = IsPattern ? ofPattern(Class).Kind : Types.of(Result).Kind;
    if (Kind != TypeKind::Task && Kind != TypeKind::Operation && Kind != TypeKind::Awaitable)
      return false;
    if (!IsPattern && mayAwait(promiseOf(Caller), Result) == Answer::No && coroutineBody(Caller))
      return false;
    return Kind == TypeKind::Operation || gives(Result, Class, Twin.SameResult);
  }

  /// Whether a handler of type \p Signature (null: not known) may be given what the call gives,
  /// perhaps beside an error.
  bool handlesResult(const FunctionProtoType *Signature) const {
    if (!Signature)
      return true;
    ArrayRef<QualType> Given = Signature->param_types();
    if (!Given.empty() && errorCarrier(Given.front(), Types) == ErrorCarrier::Error)
      Given = Given.drop_front();
    CanQualType Result = plain(Made.Callee->getReturnType(), Context);
    if (Given.empty() || Result->isVoidType())
      return Result->isVoidType();
    return Given.size() > 1 || Given.front()->isDependentType() ||
           plain(Given.front(), Context) == Result;
  }

  /// What a template of classes is, by one of its instances, or else its pattern.
  CoroutineType ofPattern(const CXXRecordDecl *Class) const {
    if (const ClassTemplateDecl *Template = Class->getDescribedClassTemplate())
      for (const ClassTemplateSpecializationDecl *Instance : Template->specializations())
        if (Instance->hasDefinition())
          return Types.of(Instance);
    return Types.byLanguage(Class);
  }

  /// Whether awaiting \p Awaitable, of \p Class, may give what the call gives; \p Exactly: surely.
  bool gives(QualType Awaitable, const CXXRecordDecl *Class, bool &Exactly) const {
    Exactly = false;
    CanQualType Concrete = plain(Made.Callee->getReturnType(), Context),
                Pattern = plain(Ours->getReturnType(), Context);
    if (holds(Awaitable, Concrete, Context) || holds(Awaitable, Pattern, Context))
      return Exactly = true;
    const auto *Instance = dyn_cast<ClassTemplateSpecializationDecl>(Class);
    if (!Instance && !Awaitable->getAs<TemplateSpecializationType>()) {
      const FunctionDecl *Resume = memberFunction(Class, "await_resume");
      QualType Awaited = Resume ? resultType(Resume) : QualType();
      if (Awaited.isNull() || Awaited->isDependentType() || Awaited->isUndeducedType())
        return true;
      return Exactly = plain(Awaited, Context) == Concrete;
    }
    ArrayRef<TemplateArgument> Arguments;
    if (Instance)
      Arguments = Instance->getTemplateArgs().asArray();
    return any_of(Arguments, [&](const TemplateArgument &Argument) {
      return Argument.getKind() == TemplateArgument::Type &&
             matches(Argument.getAsType(), Concrete);
    });
  }

  /// Whether \p Theirs and \p Result are the same but for a failure that one of them has beside the
  /// value, and the other throws.
  bool matches(QualType Theirs, CanQualType Result) const {
    ErrorCarrier Carried = errorCarrier(Theirs, Types);
    if (Result->isVoidType())
      return Carried == ErrorCarrier::Error ||
             (Carried == ErrorCarrier::ValueOrError && holds(Theirs, Context.VoidTy, Context));
    if (Theirs->isVoidType())
      return errorCarrier(Result, Types) == ErrorCarrier::Error;
    return holds(Theirs, Result, Context) ||
           (errorCarrier(Result, Types) == ErrorCarrier::ValueOrError &&
            holds(Result, plain(Theirs, Context), Context));
  }

  bool isAccessible(const NamedDecl *Candidate) const {
    if (Candidate->getAccess() == AS_public || Candidate->getAccess() == AS_none)
      return true;
    const auto *Class = dyn_cast<CXXRecordDecl>(Candidate->getDeclContext());
    for (const DeclContext *Scope = Caller; Scope && Class; Scope = Scope->getParent())
      if (const auto *Around = dyn_cast<CXXRecordDecl>(Scope))
        if (isSameOrDerived(Around, Class) &&
            (Candidate->getAccess() == AS_protected || declaresSameEntity(Around, Class)))
          return true;
    return false;
  }

  /// Whether \p Function can be called on the object of the call, or without one as it is.
  bool suitsObject(const FunctionDecl *Function) const {
    const auto *Method = dyn_cast<CXXMethodDecl>(Function);
    if (!Method || Method->isStatic())
      return true;
    if (!Made.Object || Method->getRefQualifier() == RQ_RValue)
      return false;
    QualType Object = Made.Object->getType();
    if (Object->isPointerType())
      Object = Object->getPointeeType();
    return Method->isConst() || !Object.isConstQualified();
  }

  static bool isSameOrDerived(const CXXRecordDecl *Class, const CXXRecordDecl *Base) {
    return declaresSameEntity(Class, Base) ||
           (Class->hasDefinition() && Base->hasDefinition() && Class->isDerivedFrom(Base));
  }

  /// Whether the caller, or something that it is written in, is \p Twin, overrides or overloads it,
  /// or is the class of what it returns: that is how the twin is made.
  bool belongsToTwin(const FunctionDecl *Twin) const {
    const auto *Class = dyn_cast<CXXRecordDecl>(Twin->getDeclContext());
    const CXXRecordDecl *Result = classOrPattern(Twin->getReturnType());
    for (const DeclContext *Scope = Caller; Scope; Scope = Scope->getParent()) {
      const auto *Around = dyn_cast<CXXRecordDecl>(Scope);
      if (Around && Result && templateOrSelf(Around) == templateOrSelf(Result))
        return true;
      const auto *Function = dyn_cast<FunctionDecl>(Scope);
      if (!Function || Function->getDeclName() != Twin->getDeclName())
        continue;
      const auto *Other = dyn_cast<CXXRecordDecl>(Function->getDeclContext());
      if (Class && Other
              ? isSameOrDerived(Other, Class) || isSameOrDerived(Class, Other)
              : !Class && !Other &&
                    Function->getEnclosingNamespaceContext()->getRedeclContext()->Equals(
                        Twin->getEnclosingNamespaceContext()->getRedeclContext()))
        return true;
    }
    return false;
  }

  const Call &Made;
  const FunctionDecl *Caller;
  CoroutineTypes &Types;
  ASTContext &Context;
  const FunctionDecl *Ours; ///< The callee; of an instance, its pattern.
};

} // namespace

bool mayReturnAtOnce(const Call &Made) {
  const auto *Method = dyn_cast<CXXMethodDecl>(Made.Callee);
  if (Method && Method->isConst() && Method->getNumParams() == 0)
    return true;
  const auto *Type = Made.Callee->getType()->castAs<FunctionProtoType>();
  if (Made.Callee->getReturnType()->isVoidType() && Type->isNothrow())
    return true;
  StringRef Name = Made.Callee->getName();
  std::string Verb = Name.substr(0, 1).lower();
  Verb += Name.drop_front(Verb.size()).take_while([](char Letter) { return isLower(Letter); });
  return is_contained({"abort", "cancel", "clear", "close", "empty", "has", "is", "release",
                       "reset", "shutdown", "size", "stop", "try"},
                      Verb);
}

AsyncTwin asyncTwin(const Call &Made, const FunctionDecl *Caller, CoroutineTypes &Types) {
  if (!Made || !Caller || !mayBlock(Made, Types) ||
      Types.of(Made.Callee->getReturnType()).Kind == TypeKind::Future)
    return {};
  return TwinSearch(Made, Caller, Types).find();
}

} // namespace corolint
