// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/knowledge/StopTokens.h"
#include "checks/knowledge/MemberNames.h"
#include "checks/knowledge/WrittenFunctions.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

bool mayAccess(const FunctionDecl *Function, const FunctionDecl *Caller) {
  if (Function->getAccess() != AS_private && Function->getAccess() != AS_protected)
    return true;
  const auto *Method = dyn_cast<CXXMethodDecl>(Caller);
  return Method && Method->getParent() == Function->getDeclContext();
}

unsigned templateParameters(const FunctionDecl *Written) {
  const FunctionTemplateDecl *Template = Written->getDescribedFunctionTemplate();
  return Template ? Template->getTemplateParameters()->size() : 0;
}

/// The parameter of \p Overload for a stop token, if all its others take what \p Made, a call of
/// another function, gives.
TokenParameter extraParameter(const FunctionDecl *Overload, const Call &Made,
                              CoroutineTypes &Types) {
  TokenParameter Found;
  unsigned Given = 0;
  const FunctionDecl *Called = asWritten(Made.Callee);
  for (const ParmVarDecl *Parameter : Overload->parameters()) {
    if (isStopToken(Parameter->getType(), Types)) {
      if (Found)
        return {};
      Found = {Parameter, Overload, Given == Made.Arguments.size()};
      continue;
    }
    // Parameters of templates are the same by their place.
    if (Given < Made.Arguments.size() && Given < Called->getNumParams() &&
        Types.context().hasSameType(Parameter->getType(), Called->getParamDecl(Given)->getType())) {
      ++Given;
      continue;
    }
    if (!Parameter->hasDefaultArg())
      return {};
  }
  return Given == Made.Arguments.size() ? Found : TokenParameter();
}

} // namespace

bool isStopSource(QualType Type, CoroutineTypes &Types) {
  const CXXRecordDecl *Class = Type.getNonReferenceType()->getAsCXXRecordDecl();
  return Class && Class->hasDefinition() && hasMember(Class, "request_stop") &&
         any_of(Class->methods(), [&](const CXXMethodDecl *Each) {
           return Each->getNumParams() == 0 && isStopToken(Each->getReturnType(), Types);
         });
}

bool isStopToken(QualType Type, CoroutineTypes &Types) {
  if (Type.isNull()) // Parts of templates.
    return false;
  Type = Type.getNonReferenceType();
  if (Type->isPointerType())
    Type = Type->getPointeeType();
  const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
  if (!Class)
    return false;
  return Types.of(Class).Kind == TypeKind::StopToken ||
         (Class->hasDefinition() && hasMember(Class, "stop_requested") &&
          hasMember(Class, "stop_possible"));
}

TokenParameter tokenParameter(const Call &Made, const FunctionDecl *Caller,
                              CoroutineTypes &Types) {
  if (!Made || Made.Callee->isOverloadedOperator() ||
      any_of(Made.Arguments, [&](const Expr *Argument) {
        return isStopToken(ignoreWrapping(Argument)->getType(), Types);
      }))
    return {};
  // Its own, left out for a default.
  for (unsigned Index = Made.Arguments.size(); Index < Made.Callee->getNumParams(); ++Index)
    if (const ParmVarDecl *Parameter = Made.Callee->getParamDecl(Index);
        Parameter->hasDefaultArg() && isStopToken(Parameter->getType(), Types))
      return {Parameter, Made.Callee, Index == Made.Arguments.size()};
  const FunctionDecl *Called = asWritten(Made.Callee);
  const bool GivesAwaitable = Types.of(Made.Callee->getReturnType()).isAwaitable();
  for (const NamedDecl *Named :
       Called->getDeclContext()->getRedeclContext()->lookup(Called->getDeclName())) {
    const FunctionDecl *Overload = Named->getUnderlyingDecl()->getAsFunction();
    if (!Overload || templateParameters(Overload) != templateParameters(Called) ||
        Overload->getCanonicalDecl() == Called->getCanonicalDecl() ||
        Overload->getCanonicalDecl() == asWritten(Caller)->getCanonicalDecl() ||
        Overload->isDeleted() || !mayAccess(Overload, Caller) ||
        (!Types.context().hasSameType(Overload->getReturnType(), Called->getReturnType()) &&
         Types.of(Overload->getReturnType()).isAwaitable() != GivesAwaitable))
      continue;
    if (TokenParameter Found = extraParameter(Overload, Made, Types))
      return Found;
  }
  return {};
}

} // namespace corolint
