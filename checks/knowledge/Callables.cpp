// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/knowledge/Callables.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"

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

} // namespace

const FunctionDecl *calledBy(const Expr *Callable) {
  const Expr *Inner = ignoreWrapping(Callable);
  if (const auto *Operator = dyn_cast<UnaryOperator>(Inner);
      Operator && Operator->getOpcode() == UO_AddrOf)
    Inner = ignoreWrapping(Operator->getSubExpr());
  if (const auto *Reference = dyn_cast<DeclRefExpr>(Inner))
    if (const auto *Function = dyn_cast<FunctionDecl>(Reference->getDecl()))
      return Function;
  // std::move(callable), std::ref(callable)
  if (Call Made = asCallItself(Inner);
      Made && Made.Callee->isInStdNamespace() && Made.Arguments.size() == 1 && !Made.Object)
    return isa<CXXConstructExpr>(Inner) && !Inner->getType()->getAsCXXRecordDecl()->isLambda()
               ? nullptr
               : calledBy(Made.Arguments[0]);
  const CXXRecordDecl *Class = Inner->getType()->getAsCXXRecordDecl();
  return Class ? callOperator(Class) : nullptr;
}

const ParmVarDecl *calledParameter(const Call &Made) {
  if (!Made)
    return nullptr;
  const Expr *Called = Made.Callee->getOverloadedOperator() == OO_Call ? Made.Object
                       : isStdInvoke(Made)                             ? Made.argument(0)
                                                                       : nullptr;
  const auto *Reference = Called ? dyn_cast<DeclRefExpr>(ignoreIdentity(Called)) : nullptr;
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
