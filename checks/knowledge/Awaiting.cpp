// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/knowledge/Awaiting.h"
#include "checks/knowledge/ClassMembers.h"
#include "checks/knowledge/MemberNames.h"
#include "clang/AST/DeclFriend.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace llvm;

namespace corolint {

bool isAwaiter(const CXXRecordDecl *Record) {
  return all_of(ArrayRef<StringRef>{"await_ready", "await_suspend", "await_resume"},
                [&](StringRef Name) {
                  const FunctionDecl *Function = memberFunction(Record, Name);
                  return Function && Function->getAccess() != AS_private &&
                         Function->getAccess() != AS_protected;
                });
}

bool takes(const NamedDecl *Declaration, const CXXRecordDecl *Record, unsigned Parameter) {
  const FunctionDecl *Function = Declaration->getAsFunction();
  return Function && Function->getNumParams() > Parameter &&
         isAbout(Function->getParamDecl(Parameter)->getType().getNonReferenceType(), Record);
}

namespace {

/// The functions called \p Name that take \p Record for their \p Parameter and stand beside the class
/// or a base of it, or are friends that only argument-dependent look-up finds.
SmallVector<const NamedDecl *, 2> friendsAndNeighbours(const CXXRecordDecl *Record,
                                                       DeclarationName Name, unsigned Parameter) {
  SmallVector<const NamedDecl *, 2> Found;
  for (const CXXRecordDecl *Class : selfAndBases(Record)) {
    if (!Found.empty())
      break;
    // What is only known by its pattern is still this specialisation.
    const CXXRecordDecl *Operand = Class == definitionOrPattern(Record) ? Record : Class;
    for (const DeclContext *Scope = Class->getDeclContext(); Scope; Scope = Scope->getParent()) {
      if (!Scope->isFileContext())
        continue;
      for (const NamedDecl *Candidate : Scope->getRedeclContext()->lookup(Name))
        if (takes(Candidate, Operand, Parameter))
          Found.push_back(Candidate);
      if (!Scope->isInlineNamespace())
        break;
    }
    for (const FriendDecl *Friend : Class->friends())
      if (const NamedDecl *Candidate = Friend->getFriendDecl())
        if (Candidate->getDeclName() == Name && takes(Candidate, Operand, Parameter))
          Found.push_back(Candidate);
  }
  return Found;
}

} // namespace

bool hasFriendOrNeighbour(const CXXRecordDecl *Record, StringRef Name, unsigned Parameter) {
  DeclarationName Function = nameIn(Record->getASTContext(), Name);
  return Function && !friendsAndNeighbours(Record, Function, Parameter).empty();
}

SmallVector<const FunctionDecl *, 2> operatorsCoAwait(const CXXRecordDecl *Record) {
  DeclarationName Name = Record->getASTContext().DeclarationNames.getCXXOperatorName(OO_Coawait);
  SmallVector<const FunctionDecl *, 2> Found;
  auto Add = [&Found](const NamedDecl *Declaration) {
    const FunctionDecl *Function = Declaration->getAsFunction();
    if (Function && !Function->isDeleted())
      Found.push_back(Function);
  };
  for (const NamedDecl *Member : membersNamed(Record, Name))
    Add(Member);
  if (Found.empty())
    for (const NamedDecl *Beside : friendsAndNeighbours(Record, Name, 0))
      Add(Beside);
  return Found;
}

std::pair<bool, bool> takesRvalueAndLvalue(const FunctionDecl *Operator) {
  if (const auto *Method = dyn_cast<CXXMethodDecl>(Operator);
      Method && !Method->isExplicitObjectMemberFunction())
    return {Method->getRefQualifier() != RQ_LValue, Method->getRefQualifier() != RQ_RValue};
  QualType Parameter = Operator->getParamDecl(0)->getType();
  // `this auto &&` takes either.
  if (Parameter->isRValueReferenceType() &&
      Parameter.getNonReferenceType()->isTemplateTypeParmType())
    return {true, true};
  return {!Parameter->isLValueReferenceType() || Parameter.getNonReferenceType().isConstQualified(),
          !Parameter->isRValueReferenceType()};
}

namespace {

/// Whether a prvalue of \p Record is awaitable by itself, whatever the promise.
bool isAwaitableByItself(const CXXRecordDecl *Record) {
  auto Operators = operatorsCoAwait(Record);
  return any_of(Operators,
                [](const FunctionDecl *Each) { return takesRvalueAndLvalue(Each).first; }) ||
         (Operators.empty() && isAwaiter(Record));
}

/// The call operators of what \p Member, a variable or a data member, is; empty for what is no
/// function object.
SmallVector<const NamedDecl *, 4> callOperators(const NamedDecl *Member) {
  const CXXRecordDecl *Class = isa<VarDecl, FieldDecl>(Member)
                                   ? classOrPattern(cast<ValueDecl>(Member)->getType())
                                   : nullptr;
  if (!Class)
    return {};
  return membersNamed(Class, Class->getASTContext().DeclarationNames.getCXXOperatorName(OO_Call));
}

} // namespace

SmallVector<const NamedDecl *, 4> awaitTransforms(const CXXRecordDecl *Promise) {
  SmallVector<const NamedDecl *, 4> Found;
  // A class that brings in its base's overloads by a using-declaration is seen through by
  // membersNamed; one that merely hides them is right to.
  for (const NamedDecl *Member : membersNamed(Promise, "await_transform"))
    if (auto Operators = callOperators(Member); !Operators.empty())
      append_range(Found, Operators);
    else
      Found.push_back(Member);
  return Found;
}

namespace {

/// Whether the function template \p Template has a condition on its arguments beyond their form.
bool isConstrained(const FunctionTemplateDecl *Template) {
  const FunctionDecl *Function = Template->getTemplatedDecl();
  return Template->hasAssociatedConstraints() || Function->getNumParams() > 1 ||
         any_of(*Template->getTemplateParameters(), [](const NamedDecl *Parameter) {
           const auto *NonType = dyn_cast<NonTypeTemplateParmDecl>(Parameter);
           const auto *Type = dyn_cast<TemplateTypeParmDecl>(Parameter);
           return (NonType && NonType->hasDefaultArgument()) ||
                  (Type && Type->hasDefaultArgument());
         });
}

} // namespace

Answer mayAwait(const CXXRecordDecl *Promise, QualType Type) {
  const CXXRecordDecl *Record = Type.getNonReferenceType()->getAsCXXRecordDecl();
  if (!Promise || !Record)
    return Answer::Unknown;
  // Nothing takes a const prvalue for its own.
  if (Type.isConstQualified())
    return Answer::No;
  bool ByItself = isAwaitableByItself(Record);
  auto Transforms = awaitTransforms(Promise);
  if (Transforms.empty())
    return ByItself ? Answer::Yes : Answer::No;
  bool Perhaps = false;
  for (const NamedDecl *Transform : Transforms) {
    const auto *Template = dyn_cast<FunctionTemplateDecl>(Transform);
    const FunctionDecl *Function = Transform->getAsFunction();
    if (!Function) {
      Perhaps = true; // A pointer to one, or an object that is not known.
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
          Same &= Record->getASTContext().getCanonicalTemplateArgument(Pattern).structurallyEquals(
              Record->getASTContext().getCanonicalTemplateArgument(Actual));
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

} // namespace corolint
