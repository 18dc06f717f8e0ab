// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/knowledge/Callables.h"
#include "checks/knowledge/ErrorTypes.h"
#include "checks/knowledge/WrittenFunctions.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/ParentMapContext.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// The only call operator of \p Class; null where it has none or several.
const FunctionDecl *callOperator(const CXXRecordDecl *Class) {
  if (!Class->hasDefinition())
    return nullptr;
  const NamedDecl *Found = nullptr;
  for (const NamedDecl *Member :
       Class->lookup(Class->getASTContext().DeclarationNames.getCXXOperatorName(OO_Call))) {
    if (Found)
      return nullptr;
    Found = Member;
  }
  if (const auto *Template = dyn_cast_or_null<FunctionTemplateDecl>(Found)) {
    auto Instances = Template->specializations();
    return Instances.begin() == Instances.end() ? nullptr : *Instances.begin();
  }
  return dyn_cast_or_null<FunctionDecl>(Found);
}

/// Whether \p Type is an instance of a class template made with the type \p Wrapped.
bool isWrapperOf(QualType Type, QualType Wrapped) {
  const auto *Class = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
      Type.getNonReferenceType()->getAsCXXRecordDecl());
  auto Is = [Wrapped = Wrapped.getNonReferenceType().getCanonicalType().getUnqualifiedType()](
                QualType Argument) {
    Argument = Argument.getNonReferenceType().getCanonicalType().getUnqualifiedType();
    return Argument == Wrapped || (Argument->isPointerType() && Argument->getPointeeType() == Wrapped);
  };
  return Class && any_of(Class->getTemplateArgs().asArray(), [&](const TemplateArgument &Argument) {
           if (Argument.getKind() == TemplateArgument::Pack)
             return any_of(Argument.pack_elements(), [&](const TemplateArgument &Element) {
               return Element.getKind() == TemplateArgument::Type && Is(Element.getAsType());
             });
           return Argument.getKind() == TemplateArgument::Type && Is(Argument.getAsType());
         });
}

/// Follows a callable to what it is handed to.
class CallableUses {
public:
  using Test = function_ref<bool(const Call &Taking, int Index)>;

  CallableUses(ASTContext &Context, Test Ends) : Context(Context), Ends(Ends) {}

  bool endIn(const Expr *Callable, unsigned Depth = 0) {
    const Expr *Current = Callable;
    DynTypedNodeList Parents = Context.getParents(*Current);
    for (; !Parents.empty(); Parents = Context.getParents(*Current)) {
      if (const auto *Variable = Parents[0].get<VarDecl>())
        return Depth < 2 && everyUseEnds(Variable, Depth);
      const auto *Parent = Parents[0].get<Expr>();
      if (!Parent)
        return false;
      if (Call Taking = asCallItself(Parent)) {
        auto Argument = find(Taking.Arguments, Current);
        if (Argument != Taking.Arguments.end() &&
            Ends(Taking, Argument - Taking.Arguments.begin()))
          return true;
        if (!isa<CXXConstructExpr>(Parent) && !isa<CXXConversionDecl>(Taking.Callee) &&
            !Taking.Callee->isInStdNamespace() &&
            !isWrapperOf(Parent->getType(), Current->getType()))
          return false;
      }
      Current = Parent;
    }
    return false;
  }

private:
  bool everyUseEnds(const VarDecl *Variable, unsigned Depth) {
    const auto *Function = dyn_cast<FunctionDecl>(Variable->getDeclContext());
    if (!Function || !Function->getBody())
      return false;
    struct Uses : RecursiveASTVisitor<Uses> {
      const VarDecl *Variable;
      SmallVector<const DeclRefExpr *, 4> Found;
      bool VisitDeclRefExpr(DeclRefExpr *Reference) {
        if (Reference->getDecl() == Variable)
          Found.push_back(Reference);
        return true;
      }
    } Search;
    Search.Variable = Variable;
    Search.TraverseStmt(Function->getBody());
    return !Search.Found.empty() && all_of(Search.Found, [&](const DeclRefExpr *Use) {
      return endIn(Use, Depth + 1);
    });
  }

  ASTContext &Context;
  Test Ends;
};

} // namespace

bool isHandedTo(const Expr *Callable, ASTContext &Context,
                function_ref<bool(const Call &Taking, int Index)> Ends) {
  return CallableUses(Context, Ends).endIn(Callable);
}

const LambdaExpr *lambdaOf(const FunctionDecl *Function, ASTContext &Context) {
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Function);
  if (!Method || !Method->getParent()->isLambda())
    return nullptr;
  for (const DynTypedNode &Parent : Context.getParents(*Method->getParent()))
    if (const auto *Lambda = Parent.get<LambdaExpr>())
      return Lambda;
  return nullptr;
}

namespace {

/// What constrains the type of the parameter \p Parameter by types; null if nothing does.
const TypeConstraint *constraintOf(const ParmVarDecl *Parameter) {
  // Not getAs(), which before LLVM 22 gives a type without its declaration.
  const auto *Deduced = dyn_cast<TemplateTypeParmType>(
      Parameter->getType().getNonReferenceType()->getUnqualifiedDesugaredType());
  const TemplateTypeParmDecl *Type = Deduced ? Deduced->getDecl() : nullptr;
  const TypeConstraint *Constraint = Type ? Type->getTypeConstraint() : nullptr;
  return Constraint && Constraint->getTemplateArgsAsWritten() ? Constraint : nullptr;
}

/// Whether an argument of \p Constraint is a type for which \p Test holds.
bool namesType(const TypeConstraint *Constraint, function_ref<bool(QualType)> Test) {
  return any_of(Constraint->getTemplateArgsAsWritten()->arguments(),
                [&](const TemplateArgumentLoc &Argument) {
                  return Argument.getArgument().getKind() == TemplateArgument::Type &&
                         Test(Argument.getArgument().getAsType());
                });
}

bool namesSignature(const TypeConstraint *Constraint) {
  return namesType(Constraint, [](QualType Type) { return Type->isFunctionType(); });
}

} // namespace

bool isCompletionToken(const FunctionDecl *Function, unsigned Index) {
  Function = asWritten(Function);
  const TypeConstraint *Constraint = Index < Function->getNumParams()
                                         ? constraintOf(Function->getParamDecl(Index))
                                         : nullptr;
  if (!Constraint || namesSignature(Constraint))
    return Constraint;
  return namesType(Constraint, [](QualType Type) { return Type->isDependentType(); }) &&
         any_of(Function->getDeclContext()->lookup(Function->getDeclName()),
                [&](const NamedDecl *Overload) {
                  const FunctionDecl *Other = Overload->getAsFunction();
                  return Other && any_of(Other->parameters(), [&](const ParmVarDecl *Each) {
                           const TypeConstraint *Of = constraintOf(Each);
                           return Of && Of->getNamedConcept() == Constraint->getNamedConcept() &&
                                  namesSignature(Of);
                         });
                });
}

bool completesWithoutFailure(const FunctionDecl *Function, CoroutineTypes &Types) {
  bool Tells = false, Fails = false;
  for (const ParmVarDecl *Parameter : asWritten(Function)->parameters())
    if (const TypeConstraint *Constraint = constraintOf(Parameter))
      namesType(Constraint, [&](QualType Type) {
        const auto *Signature = Type->getAs<FunctionProtoType>();
        if (!Signature)
          return false;
        Tells = true;
        // A type that is not known may be either.
        Fails |= Signature->getNumParams() &&
                 (Signature->getParamType(0)->isDependentType() ||
                  errorCarrier(Signature->getParamType(0), Types) != ErrorCarrier::None);
        return false;
      });
  return Tells && !Fails;
}

const FunctionDecl *calledBy(const Expr *Callable) {
  const Expr *Inner = ignoreWrapping(Callable);
  if (const auto *Operator = dyn_cast<UnaryOperator>(Inner);
      Operator && is_contained({UO_AddrOf, UO_Plus}, Operator->getOpcode()))
    Inner = ignoreWrapping(Operator->getSubExpr());
  if (const auto *Reference = dyn_cast<DeclRefExpr>(Inner))
    if (const auto *Function = dyn_cast<FunctionDecl>(Reference->getDecl()))
      return Function;
  // std::move(callable), std::ref(callable)
  if (Call Made = asCallItself(Inner); Made && Made.Callee->isInStdNamespace() &&
                                       Made.Arguments.size() == 1 && !Made.Object &&
                                       !isStdInvoke(Made))
    return isa<CXXConstructExpr>(Inner) && !Inner->getType()->getAsCXXRecordDecl()->isLambda()
               ? nullptr
               : calledBy(Made.Arguments[0]);
  const CXXRecordDecl *Class = Inner->getType()->getAsCXXRecordDecl();
  return Class ? callOperator(Class) : nullptr;
}

const LambdaExpr *lambdaIn(const Expr *Argument) {
  const Expr *Inner = Argument ? ignoreIdentity(Argument) : nullptr;
  if (const auto *Reference = dyn_cast_or_null<DeclRefExpr>(Inner))
    if (const auto *Variable = dyn_cast<VarDecl>(Reference->getDecl());
        Variable && Variable->getAnyInitializer())
      Inner = ignoreWrapping(Variable->getAnyInitializer());
  return dyn_cast_or_null<LambdaExpr>(Inner);
}

const ParmVarDecl *calledParameter(const Call &Made) {
  if (!Made)
    return nullptr;
  const Expr *Called = Made.Callee->getOverloadedOperator() == OO_Call ? Made.Object
                       : isStdInvoke(Made)                             ? Made.argument(0)
                                                                       : nullptr;
  const auto *Reference = Called ? dyn_cast<DeclRefExpr>(ignoreIdentity(Called)) : nullptr;
  // A lambda may have taken it over: [handler = std::move(handler)].
  if (const auto *Variable = Reference ? dyn_cast<VarDecl>(Reference->getDecl()) : nullptr;
      Variable && Variable->isInitCapture() && Variable->getInit())
    Reference = dyn_cast<DeclRefExpr>(ignoreIdentity(Variable->getInit()));
  return Reference ? dyn_cast<ParmVarDecl>(Reference->getDecl()) : nullptr;
}

const FunctionProtoType *wrappedSignature(const CXXRecordDecl *Class) {
  const auto *Wrapper = dyn_cast_or_null<ClassTemplateSpecializationDecl>(Class);
  if (!Wrapper)
    return nullptr;
  for (const TemplateArgument &Argument : Wrapper->getTemplateArgs().asArray())
    if (Argument.getKind() == TemplateArgument::Type)
      if (const auto *Signature = Argument.getAsType()->getAs<FunctionProtoType>())
        return Signature;
  return nullptr;
}

} // namespace corolint
