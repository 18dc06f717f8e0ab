// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/knowledge/SharedObjects.h"
#include "checks/knowledge/AsyncGuards.h"
#include "checks/knowledge/ClassMembers.h"
#include "checks/knowledge/TemplateArguments.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

bool isRelated(const CXXRecordDecl *One, const CXXRecordDecl *Other) {
  if (One->getCanonicalDecl() == Other->getCanonicalDecl())
    return true;
  return (One->hasDefinition() && One->isDerivedFrom(Other)) ||
         (Other->hasDefinition() && Other->isDerivedFrom(One));
}

bool handsOutItself(const CXXRecordDecl *Base, const CXXRecordDecl *Class) {
  const auto *Instance = dyn_cast<ClassTemplateSpecializationDecl>(Base);
  if (!Instance || Instance->getTemplateArgs().size() == 0 ||
      Instance->getTemplateArgs()[0].getKind() != TemplateArgument::Type)
    return false;
  const CXXRecordDecl *MadeFor = Instance->getTemplateArgs()[0].getAsType()->getAsCXXRecordDecl();
  return MadeFor && isRelated(MadeFor, Class) &&
         any_of(Instance->methods(), [&](const CXXMethodDecl *Method) {
           return !Method->isStatic() && Method->getNumParams() == 0 &&
                  Method->getOverloadedOperator() == OO_None &&
                  isStrongReference(Method->getReturnType(), MadeFor);
         });
}

} // namespace

bool isSharedObject(const CXXRecordDecl *Class, CoroutineTypes &Types) {
  Class = Class ? Class->getDefinition() : nullptr;
  if (!Class || Class->isDependentContext())
    return false;
  auto Says = [&](const CXXRecordDecl *Each) {
    const TypeModel *Declared = Types.declared(Each);
    const TypeModel *Model = Declared ? Declared : Types.models().find(Each);
    return (Model && Model->Kind == TypeKind::Shared) ||
           (Each != Class && handsOutItself(Each, Class));
  };
  bool Found = Says(Class);
  Class->forallBases([&](const CXXRecordDecl *Base) {
    Found |= Says(Base);
    return !Found;
  });
  return Found;
}

bool isStrongReference(QualType Type, const CXXRecordDecl *Class) {
  if (Type.isNull())
    return false;
  const CXXRecordDecl *Pointer = Type.getNonReferenceType()->getAsCXXRecordDecl();
  if (!Pointer || Pointer->isLambda() || !definitionOrPattern(Pointer))
    return false;
  for (const NamedDecl *Member :
       membersNamed(Pointer, Class->getASTContext().DeclarationNames.getCXXOperatorName(OO_Arrow)))
    if (const auto *Arrow = dyn_cast<CXXMethodDecl>(Member)) {
      // Where nothing has instantiated it, the pointer's own argument says what it points to.
      QualType Pointee = Arrow->getReturnType()->getPointeeType();
      const CXXRecordDecl *To = Pointee.isNull() ? nullptr : Pointee->getAsCXXRecordDecl();
      const auto *Instance = dyn_cast<ClassTemplateSpecializationDecl>(Pointer);
      if (!To && Instance && Instance->getTemplateArgs().size() > 0 &&
          Instance->getTemplateArgs()[0].getKind() == TemplateArgument::Type)
        To = Instance->getTemplateArgs()[0].getAsType()->getAsCXXRecordDecl();
      if (To && isRelated(To, Class))
        return true;
    }
  return false;
}

/// Whether a value of \p Type is, or owns, an object of another class with a member that is a
/// strong reference to an object of \p Class.
static bool ownsReference(QualType Type, const CXXRecordDecl *Class) {
  const CXXRecordDecl *Holder = Type->getAsCXXRecordDecl();
  if (isStd(Holder, "shared_ptr") || isStd(Holder, "unique_ptr")) {
    QualType Held = typeArgument(Holder);
    Holder = Held.isNull() ? nullptr : Held->getAsCXXRecordDecl();
  }
  return Holder && Holder->hasDefinition() && !Holder->isLambda() && !isRelated(Holder, Class) &&
         !Holder->isInStdNamespace() && any_of(Holder->fields(), [&](const FieldDecl *Field) {
           return !Field->getType()->isReferenceType() &&
                  isStrongReference(Field->getType(), Class);
         });
}

bool isKeeper(QualType Type, const CXXRecordDecl *Class, CoroutineTypes &Types) {
  return !Type.isNull() &&
         (isStrongReference(Type, Class) ||
          guardedAsyncClass(Type.getNonReferenceType()->getAsCXXRecordDecl(), Types));
}

bool keepsObject(QualType Type, const CXXRecordDecl *Class, CoroutineTypes &Types) {
  return isKeeper(Type, Class, Types) || (!Type.isNull() && ownsReference(Type, Class));
}

bool holdsObject(const Stmt *Expression, const CXXRecordDecl *Class, CoroutineTypes &Types) {
  struct Search : RecursiveASTVisitor<Search> {
    Search(const CXXRecordDecl *Class, CoroutineTypes &Types) : Class(Class), Types(Types) {}
    const CXXRecordDecl *Class;
    CoroutineTypes &Types;
    bool Found = false;
    bool VisitExpr(Expr *Each) { return !(Found = isKeeper(Each->getType(), Class, Types)); }
    bool TraverseLambdaExpr(LambdaExpr *Lambda) {
      for (const LambdaCapture &Capture : Lambda->captures())
        Found |= Capture.capturesVariable() &&
                 isKeeper(Capture.getCapturedVar()->getType(), Class, Types);
      return !Found;
    }
  } Visitor(Class, Types);
  Visitor.TraverseStmt(const_cast<Stmt *>(Expression));
  return Visitor.Found;
}

} // namespace corolint
