// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/knowledge/Annotations.h"
#include "checks/knowledge/ModelFile.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

BlockingModel declaredBlocking() {
  BlockingModel Model;
  Model.Why = "is declared to block its thread";
  return Model;
}

template <typename Model> Model &roles(Declared<Model> &Of) {
  if (!Of.Roles)
    Of.Roles.emplace();
  return *Of.Roles;
}

/// Adds what the annotations of \p Declaration say.
template <typename Model> void addAnnotations(const Decl *Declaration, Declared<Model> &To) {
  for (const AnnotateAttr *Annotation : Declaration->specific_attrs<AnnotateAttr>()) {
    StringRef Text = Annotation->getAnnotation();
    if (!Text.consume_front("corolint::"))
      continue;
    if constexpr (std::is_same_v<Model, FunctionModel>)
      if (Text == "blocking") {
        roles(To).Blocks = declaredBlocking();
        continue;
      }
    Model Read = To.Roles.value_or(Model());
    if (Error Problem = readRoles(Text, Read))
      To.Malformed.push_back({Annotation->getLocation(), toString(std::move(Problem))});
    else
      To.Roles = std::move(Read);
  }
}

} // namespace

Declared<FunctionModel> declaredRoles(const FunctionDecl *Function) {
  Declared<FunctionModel> Result;
  for (const FunctionDecl *Declaration : Function->redecls()) {
    for (const FunctionEffectWithCondition &Effect : Declaration->getFunctionEffects()) {
      if (Effect.Effect.kind() == FunctionEffect::Kind::Blocking)
        roles(Result).Blocks = declaredBlocking();
      if (Effect.Effect.kind() == FunctionEffect::Kind::NonBlocking && !Effect.Cond.getCondition())
        roles(Result).NonBlocking = true;
    }
    addAnnotations(Declaration, Result);
  }
  return Result;
}

Declared<TypeModel> declaredRoles(const CXXRecordDecl *Record) {
  Declared<TypeModel> Result;
  for (const auto *Declaration : Record->redecls())
    addAnnotations(Declaration, Result);
  // A specialisation does not repeat what stands on its template.
  const auto *Specialization = dyn_cast<ClassTemplateSpecializationDecl>(Record);
  if (Specialization && !Result.Roles && Result.Malformed.empty())
    for (const auto *Declaration :
         Specialization->getSpecializedTemplate()->getTemplatedDecl()->redecls())
      addAnnotations(Declaration, Result);
  return Result;
}

} // namespace corolint
