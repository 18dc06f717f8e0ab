// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/knowledge/Calls.h"
#include "checks/knowledge/ClassMembers.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace llvm;

namespace corolint {

const CXXRecordDecl *Call::objectClass() const {
  if (!Object)
    return nullptr;
  QualType Type = Object->IgnoreParenImpCasts()->getType();
  if (Type->isPointerType())
    Type = Type->getPointeeType();
  return Type->getAsCXXRecordDecl();
}

const VarDecl *Call::functionObject() const {
  if (!Object || Callee->getOverloadedOperator() != OO_Call)
    return nullptr;
  const auto *Reference = dyn_cast<DeclRefExpr>(Object->IgnoreParenImpCasts());
  const auto *Variable = Reference ? dyn_cast<VarDecl>(Reference->getDecl()) : nullptr;
  return Variable && !Variable->isLocalVarDeclOrParm() ? Variable : nullptr;
}

const Expr *Call::argument(int Index) const {
  if (Index < 0)
    return Object;
  return static_cast<size_t>(Index) < Arguments.size() ? Arguments[Index] : nullptr;
}

const Expr *ignoreWrapping(const Expr *Expression) {
  for (const Expr *Previous = nullptr; Expression && Expression != Previous;) {
    Previous = Expression;
    Expression = Expression->IgnoreUnlessSpelledInSource();
    if (const auto *Cleanups = dyn_cast<ExprWithCleanups>(Expression))
      Expression = Cleanups->getSubExpr();
    else if (const auto *Temporary = dyn_cast<CXXBindTemporaryExpr>(Expression))
      Expression = Temporary->getSubExpr();
    else if (const auto *Materialized = dyn_cast<MaterializeTemporaryExpr>(Expression))
      Expression = Materialized->getSubExpr();
  }
  return Expression;
}

const Expr *ignoreIdentity(const Expr *Expression) {
  const Expr *Inner = ignoreWrapping(Expression);
  while (true) {
    const auto *Made = dyn_cast_or_null<CallExpr>(Inner);
    const FunctionDecl *Callee = Made ? Made->getDirectCallee() : nullptr;
    if (!Callee || isa<CXXMemberCallExpr, CXXOperatorCallExpr>(Made) || Made->getNumArgs() != 1 ||
        Callee->getNumParams() != 1)
      return Inner;
    QualType Given = Callee->getParamDecl(0)->getType(), Result = Callee->getReturnType();
    if (!Given->isReferenceType() || !Result->isReferenceType() ||
        !Callee->getASTContext().hasSameUnqualifiedType(Given.getNonReferenceType(),
                                                        Result.getNonReferenceType()))
      return Inner;
    Inner = ignoreWrapping(Made->getArg(0));
  }
}

const FunctionDecl *visibleDefinition(const FunctionDecl *Function) {
  const FunctionDecl *Definition = nullptr;
  if (!Function || !Function->isDefined(Definition) || !Definition->getBody())
    return nullptr;
  const SourceManager &Sources = Function->getASTContext().getSourceManager();
  return Sources.isInSystemHeader(Sources.getExpansionLoc(Definition->getLocation())) ? nullptr
                                                                                      : Definition;
}

const ValueDecl *namedVariable(const Expr *Object) {
  const Expr *Inner = Object ? ignoreWrapping(Object) : nullptr;
  if (const auto *Reference = dyn_cast_or_null<DeclRefExpr>(Inner))
    return Reference->getDecl();
  const auto *Member = dyn_cast_or_null<MemberExpr>(Inner);
  return Member ? Member->getMemberDecl() : nullptr;
}

bool isDispatched(const Call &Made) {
  const auto *Method = dyn_cast<CXXMethodDecl>(Made.Callee);
  if (!Method || !Method->isVirtual() || Method->hasAttr<FinalAttr>())
    return false;
  const auto *Member = dyn_cast<CXXMemberCallExpr>(Made.Expression);
  const auto *Callee = Member ? dyn_cast<MemberExpr>(Member->getCallee()->IgnoreParens()) : nullptr;
  const CXXRecordDecl *Class = Made.objectClass();
  return !(Callee && Callee->hasQualifier()) && !(Class && Class->isEffectivelyFinal());
}

const Expr *awaitedOperand(const Expr *Expression) {
  const Expr *Inner = ignoreWrapping(Expression);
  if (const auto *Await = dyn_cast_or_null<CoawaitExpr>(Inner))
    return ignoreWrapping(Await->getOperand());
  return Inner;
}

bool isStdInvoke(const Call &Made) {
  return Made.Callee->isInStdNamespace() && Made.Callee->getIdentifier() &&
         is_contained({"invoke", "__invoke", "invoke_r", "apply"}, Made.Callee->getName());
}

std::optional<int64_t> constantInteger(const Expr *Value, const ASTContext &Context) {
  Expr::EvalResult Result;
  if (!Value || Value->isValueDependent() || !Value->getType()->isIntegralOrEnumerationType() ||
      !Value->EvaluateAsInt(Result, Context))
    return std::nullopt;
  return Result.Val.getInt().tryExtValue();
}

Call asCall(const Expr *Expression) {
  return Expression ? asCallItself(ignoreWrapping(Expression)) : Call();
}

Call asCallItself(const Expr *Inner) {
  Call Result;
  auto Take = [&](auto Arguments) {
    for (const Expr *Argument : Arguments)
      if (!isa<CXXDefaultArgExpr>(Argument))
        Result.Arguments.push_back(Argument);
  };
  Result.Expression = Inner;
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Inner)) {
    Result.Callee = Member->getMethodDecl();
    Result.Object = Member->getImplicitObjectArgument();
    Take(Member->arguments());
  } else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Inner)) {
    Result.Callee = Operator->getDirectCallee();
    bool IsMember = isa_and_nonnull<CXXMethodDecl>(Result.Callee);
    if (IsMember && Operator->getNumArgs() > 0)
      Result.Object = Operator->getArg(0);
    Take(drop_begin(Operator->arguments(), IsMember ? 1 : 0));
  } else if (const auto *Plain = dyn_cast<CallExpr>(Inner)) {
    Result.Callee = Plain->getDirectCallee();
    Take(Plain->arguments());
  } else if (const auto *Construction = dyn_cast<CXXConstructExpr>(Inner)) {
    Result.Callee = Construction->getConstructor();
    Take(Construction->arguments());
  }
  return Result;
}

namespace {

/// The value of \p Argument as an integer constant, durations (a class that wraps one number)
/// included.
std::optional<int64_t> constantNumber(const Expr *Argument, const ASTContext &Context) {
  if (!Argument || Argument->isValueDependent())
    return std::nullopt;
  if (Argument->getType()->isIntegralOrEnumerationType())
    return constantInteger(Argument, Context);
  Expr::EvalResult Result;
  if (!Argument->EvaluateAsRValue(Result, Context))
    return std::nullopt;
  const APValue *Value = &Result.Val;
  while (Value->isStruct() && Value->getStructNumFields() == 1 && Value->getStructNumBases() == 0)
    Value = &Value->getStructField(0);
  if (Value->isInt())
    return Value->getInt().getExtValue();
  if (Value->isFloat() && Value->getFloat().isZero())
    return 0;
  return std::nullopt;
}

bool isOneOf(const Expr *Object, ArrayRef<std::string> Names) {
  const Expr *Inner = ignoreWrapping(Object);
  if (const auto *Reference = dyn_cast<DeclRefExpr>(Inner))
    if (any_of(Names, [&](StringRef Name) {
          return hasQualifiedName(Reference->getDecl(), splitQualifiedName(Name));
        }))
      return true;
  QualType Type = Inner->getType();
  if (Type->isPointerType())
    Type = Type->getPointeeType();
  const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
  if (!Class || !Class->hasDefinition())
    return false;
  auto IsNamed = [&](const CXXRecordDecl *Record) {
    return any_of(
        Names, [&](StringRef Name) { return hasQualifiedName(Record, splitQualifiedName(Name)); });
  };
  if (IsNamed(Class))
    return true;
  bool Found = false;
  Class->forallBases([&](const CXXRecordDecl *Base) {
    Found |= IsNamed(Base);
    return !Found;
  });
  return Found;
}

/// Whether \p Path is a constant that names a file which the kernel makes from its memory: proc(5),
/// sysfs(5).
bool isKernelFile(const Expr *Path) {
  const Expr *Inner = ignoreWrapping(Path);
  if (const auto *Named = dyn_cast<DeclRefExpr>(Inner))
    if (const auto *Variable = dyn_cast<VarDecl>(Named->getDecl());
        Variable && !isa<ParmVarDecl>(Variable) && Variable->getInit() &&
        Variable->getType().isConstQualified())
      Inner = ignoreWrapping(Variable->getInit());
  if (const auto *Made = dyn_cast<CXXConstructExpr>(Inner); Made && Made->getNumArgs())
    Inner = ignoreWrapping(Made->getArg(0));
  const auto *Literal = dyn_cast<clang::StringLiteral>(Inner);
  if (!Literal || Literal->getCharByteWidth() != 1)
    return false;
  StringRef Name = Literal->getString();
  return Name.starts_with("/proc/") || Name.starts_with("/sys/");
}

/// Whether \p Stream (null: no) is a local stream of the standard that was opened on such a file.
bool isOfKernelFile(const Expr *Stream) {
  const auto *Variable = Stream ? dyn_cast_or_null<VarDecl>(namedVariable(Stream)) : nullptr;
  const CXXRecordDecl *Class = Variable ? Variable->getType()->getAsCXXRecordDecl() : nullptr;
  const auto *Made = Variable && Variable->isLocalVarDecl() && Variable->getInit()
                         ? dyn_cast<CXXConstructExpr>(ignoreWrapping(Variable->getInit()))
                         : nullptr;
  return (isStd(Class, "basic_ifstream") || isStd(Class, "basic_fstream")) && Made &&
         Made->getNumArgs() > 0 && isKernelFile(Made->getArg(0));
}

/// Whether what \p Of is given keeps it from blocking, or may.
bool argumentsClear(const Call &Of, const BlockingModel &Model, const ASTContext &Context) {
  if (Of.Arguments.size() < Model.MinArguments)
    return true;
  if ((Model.Category == BlockingCategory::File ||
       Model.Category == BlockingCategory::Filesystem) &&
      (any_of(Of.Arguments, isKernelFile) || isOfKernelFile(Of.Object) ||
       isOfKernelFile(Of.argument(0))))
    return true;
  if (!Model.On.empty()) {
    const Expr *Object = Of.Object ? Of.Object : Of.argument(0);
    if (!Object || !isOneOf(Object, Model.On))
      return true;
  }
  if (Model.UnlessZero && constantNumber(Of.argument(*Model.UnlessZero), Context) == 0)
    return true;
  if (Model.UnlessNull)
    if (const Expr *Argument = Of.argument(*Model.UnlessNull))
      if (Argument->isNullPointerConstant(const_cast<ASTContext &>(Context),
                                          Expr::NPC_ValueDependentIsNotNull))
        return true;
  if (Model.UnlessFlag)
    if (const Expr *Argument = Of.argument(Model.UnlessFlag->Argument)) {
      std::optional<int64_t> Flags = constantNumber(Argument, Context);
      return !Flags || (static_cast<uint64_t>(*Flags) & Model.UnlessFlag->Bits);
    }
  return false;
}

} // namespace

SmallVector<const FunctionModel *, 2> modelsOf(const Call &Of, CoroutineTypes &Types) {
  if (!Of.Callee) // A braced list.
    return {};
  SmallVector<const FunctionModel *, 2> Found =
      Types.models().find(Of.Callee, Of.objectClass(), Of.functionObject());
  if (const FunctionModel *Declared = Types.declared(Of.Callee))
    Found.insert(Found.begin(), Declared);
  if (Found.empty())
    if (const FunctionModel *Read = Types.byBody(Of.Callee))
      Found.push_back(Read);
  return Found;
}

const BlockingModel *polledBehaviour(const Call &Of, CoroutineTypes &Types) {
  const BlockingModel *Model = roleOf(Of, &FunctionModel::Blocks, Types);
  bool Polls = Model && Model->UnlessZero &&
               constantNumber(Of.argument(*Model->UnlessZero), Types.context()) == 0;
  return Polls ? Model : nullptr;
}

bool isRace(const Call &Of, const GatherModel &Model) {
  return Model.Race ||
         (!Model.Races.empty() && any_of(Of.Arguments, [&](const Expr *Argument) {
           return isOneOf(Argument, Model.Races);
         }));
}

bool mayBlock(const Call &Of, CoroutineTypes &Types) {
  const auto *Constructor = dyn_cast<CXXConstructorDecl>(Of.Callee);
  return !(Constructor && Constructor->isCopyOrMoveConstructor()) &&
         !Types.of(Of.Callee->getReturnType()).isAwaitable();
}

bool isNonBlocking(const FunctionDecl *Function, CoroutineTypes &Types) {
  const FunctionModel *Declared = Types.declared(Function);
  return (Declared && Declared->NonBlocking) ||
         any_of(Types.models().find(Function),
                [](const FunctionModel *Model) { return Model->NonBlocking; });
}

namespace {

/// Whether \p Made is a call of a guard of locks, such as std::unique_lock<M>, whose M only suspends
/// the coroutine that waits for it.
bool guardsNonBlocking(const Call &Made, CoroutineTypes &Types) {
  const auto *Method = dyn_cast<CXXMethodDecl>(Made.Callee);
  const auto *Guard =
      Method ? dyn_cast<ClassTemplateSpecializationDecl>(Method->getParent()) : nullptr;
  return Guard && any_of(Guard->getTemplateArgs().asArray(), [&](const TemplateArgument &Argument) {
           const CXXRecordDecl *Lock = Argument.getKind() == TemplateArgument::Type
                                           ? Argument.getAsType()->getAsCXXRecordDecl()
                                           : nullptr;
           return Lock && Lock->hasDefinition() &&
                  any_of(Lock->methods(), [&](const CXXMethodDecl *Each) {
                    return Each->getIdentifier() &&
                           is_contained({"lock", "lock_shared"}, Each->getName()) &&
                           isNonBlocking(Each, Types);
                  });
         });
}

} // namespace

const BlockingModel *blockingBehaviour(const Call &Of, CoroutineTypes &Types) {
  if (!Of || !mayBlock(Of, Types))
    return nullptr;
  for (const FunctionModel *Model : modelsOf(Of, Types)) {
    if (Model->NonBlocking)
      return nullptr;
    if (Model->Blocks && !argumentsClear(Of, *Model->Blocks, Types.context()))
      return Model->Blocks->Category == BlockingCategory::Lock && guardsNonBlocking(Of, Types)
                 ? nullptr
                 : &*Model->Blocks;
  }
  return nullptr;
}

} // namespace corolint
