// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/knowledge/ClassMembers.h"
#include "checks/knowledge/MemberNames.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace llvm;

namespace corolint {
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

const CXXRecordDecl *classOrPattern(QualType Type) {
  Type = Type.getNonReferenceType();
  if (const CXXRecordDecl *Record = Type->getAsCXXRecordDecl())
    return Record;
  // An alias is no class, but what it stands for may be one.
  if (const auto *Specialization = Type.getCanonicalType()->getAs<TemplateSpecializationType>())
    if (auto *Template = dyn_cast_or_null<ClassTemplateDecl>(
            Specialization->getTemplateName().getAsTemplateDecl()))
      return Template->getTemplatedDecl();
  return nullptr;
}

const Decl *templateOrSelf(const CXXRecordDecl *Record) {
  if (const auto *Specialization = dyn_cast<ClassTemplateSpecializationDecl>(Record))
    return Specialization->getSpecializedTemplate()->getCanonicalDecl();
  if (const ClassTemplateDecl *Template = Record->getDescribedClassTemplate())
    return Template->getCanonicalDecl();
  return Record->getCanonicalDecl();
}

namespace {

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

} // namespace

bool isAbout(QualType Pattern, const CXXRecordDecl *Record) {
  const CXXRecordDecl *Class = classOrPattern(Pattern);
  return Class && (Class->getCanonicalDecl() == Record->getCanonicalDecl() ||
                   (Pattern->isDependentType() && templateOrSelf(Class) == templateOrSelf(Record)));
}

SmallSetVector<const CXXRecordDecl *, 8> selfAndBases(const CXXRecordDecl *Record) {
  SmallSetVector<const CXXRecordDecl *, 8> Found;
  addSelfAndBases(Record, Found);
  return Found;
}

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

SmallVector<const NamedDecl *, 4> membersNamed(const CXXRecordDecl *Record, StringRef Name) {
  DeclarationName Member = nameIn(Record->getASTContext(), Name);
  if (!Member)
    return {};
  return membersNamed(Record, Member);
}

const FunctionDecl *memberFunction(const CXXRecordDecl *Record, StringRef Name) {
  for (const NamedDecl *Member : membersNamed(Record, Name))
    if (const FunctionDecl *Function = Member->getAsFunction())
      return Function;
  return nullptr;
}

const CXXDestructorDecl *destructorOf(const CXXRecordDecl *Class) {
  for (const CXXMethodDecl *Method : Class->methods())
    if (const auto *Destructor = dyn_cast<CXXDestructorDecl>(Method))
      return Destructor;
  return nullptr;
}

const FunctionDecl *withBody(const FunctionDecl *Function) {
  const FunctionDecl *Definition = nullptr;
  if (Function->isDefined(Definition) && Definition->getBody())
    return Definition;
  const FunctionDecl *Pattern = Function->getTemplateInstantiationPattern();
  return Pattern && Pattern->isDefined(Definition) && Definition->getBody() ? Definition : nullptr;
}

const Stmt *bodyOrPattern(const FunctionDecl *Function) {
  const FunctionDecl *Definition = withBody(Function);
  return Definition ? Definition->getBody() : nullptr;
}

bool isBodyHidden(const FunctionDecl *Function) {
  return Function->hasSkippedBody() &&
         !Function->getASTContext().getSourceManager().isInSystemHeader(Function->getLocation());
}

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

bool hasDefaultArguments(const CXXRecordDecl *Class) {
  const auto *Specialization = dyn_cast_or_null<ClassTemplateSpecializationDecl>(Class);
  if (!Specialization)
    return true;
  const TemplateParameterList *Parameters =
      Specialization->getSpecializedTemplate()->getTemplateParameters();
  const ASTContext &Context = Class->getASTContext();
  for (unsigned I = 1; I < Parameters->size() && I < Specialization->getTemplateArgs().size();
       ++I) {
    const auto *Parameter = dyn_cast<TemplateTypeParmDecl>(Parameters->getParam(I));
    if (!Parameter || !Parameter->hasDefaultArgument() ||
        Specialization->getTemplateArgs()[I].getKind() != TemplateArgument::Type ||
        !Context.hasSameType(Parameter->getDefaultArgument().getArgument().getAsType(),
                             Specialization->getTemplateArgs()[I].getAsType()))
      return false;
  }
  return true;
}

bool isStd(const CXXRecordDecl *Record, StringRef Name) {
  return Record && Record->isInStdNamespace() && Record->getIdentifier() &&
         Record->getName() == Name;
}

std::optional<bool> constantResult(const FunctionDecl *Function) {
  const auto *Body = dyn_cast_or_null<CompoundStmt>(bodyOrPattern(Function));
  const auto *Return =
      Body && Body->size() == 1 ? dyn_cast<ReturnStmt>(Body->body_front()) : nullptr;
  const Expr *Value = Return ? Return->getRetValue() : nullptr;
  bool Result = false;
  if (!Value || Value->isValueDependent() || Value->isTypeDependent() ||
      !Value->EvaluateAsBooleanCondition(Result, Function->getASTContext()))
    return std::nullopt;
  return Result;
}

} // namespace corolint
