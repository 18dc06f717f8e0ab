// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/flow/SelfOwners.h"
#include "checks/flow/FunctionBody.h"
#include "checks/flow/UnownedUses.h"
#include "checks/knowledge/ClassMembers.h"
#include "checks/knowledge/SharedObjects.h"
#include "llvm/ADT/SetVector.h"

using namespace clang;
using namespace llvm;

namespace corolint {

namespace {

/// Whether \p Function comes with the system: it may hand out references.
bool isSystems(const FunctionDecl *Function) {
  return Function->getASTContext().getSourceManager().isInSystemHeader(Function->getLocation());
}

/// Whether it is not to be seen what \p Function does.
bool isUnseen(const FunctionDecl *Function) {
  const FunctionDecl *Body = visibleDefinition(Function);
  return !Body || isSystems(Body);
}

/// Looks for what gives an object on: any mention but to reach its fields, or to call a member
/// function of it that is seen, and may do so itself.
class HandOver : public FunctionBodyVisitor<HandOver> {
public:
  explicit HandOver(const ParmVarDecl *Given) : Given(Given) {}
  bool Found = false;
  SmallSetVector<const FunctionDecl *, 4> Called; ///< Such member functions.

  // auto self = shared_from_this();
  bool VisitVarDecl(VarDecl *Variable) {
    Call Made = Variable->getInit() ? asCall(ignoreIdentity(Variable->getInit())) : Call();
    if (const auto *Plain = dyn_cast_or_null<CallExpr>(Made.Expression);
        Plain && Made.Object && isSystems(Made.Callee) && Variable->hasLocalStorage())
      Own.insert(Plain->getCallee()->IgnoreParens());
    return true;
  }
  bool VisitMemberExpr(MemberExpr *Member) {
    const Expr *Object = ignoreWrapping(Member->getBase());
    if (const auto *Pointee = dyn_cast<UnaryOperator>(Object);
        Pointee && Pointee->getOpcode() == UO_Deref)
      Object = ignoreWrapping(Pointee->getSubExpr());
    if (!isMention(Object))
      return true;
    Reached.insert(Object);
    const auto *Method = dyn_cast<CXXMethodDecl>(Member->getMemberDecl());
    if (Method && !Method->isStatic() && !Own.contains(Member)) {
      Found |= Method->isVirtual() || isUnseen(Method);
      Called.insert(visibleDefinition(Method));
    }
    return !Found;
  }
  bool VisitCXXThisExpr(CXXThisExpr *This) { return consider(This); }
  bool VisitDeclRefExpr(DeclRefExpr *Reference) { return consider(Reference); }

private:
  bool isMention(const Expr *Object) const {
    if (!Given)
      return isa<CXXThisExpr>(Object);
    const auto *Reference = dyn_cast<DeclRefExpr>(Object);
    return Reference && Reference->getDecl() == Given;
  }
  bool consider(const Expr *Mention) {
    Found |= isMention(Mention) && !Reached.contains(Mention);
    return !Found;
  }

  const ParmVarDecl *Given;              ///< Null: the object of the function.
  SmallPtrSet<const Expr *, 16> Reached; ///< Mentions that only lead to a member.
  SmallPtrSet<const Expr *, 4> Own;      ///< What gives the function a reference of its own.
};

} // namespace

bool SelfOwners::handsOn(const FunctionDecl *Function, const ParmVarDecl *Given) {
  if (isUnseen(Function))
    return true;
  const FunctionDecl *Body = visibleDefinition(Function);
  if (Given)
    Given = Body->getParamDecl(Given->getFunctionScopeIndex());
  return HandedOn.of({Body, Given}, [](const Subject &Each, SmallVectorImpl<Subject> &LeadsTo) {
    HandOver Finder(Each.second);
    Finder.visitBodyOf(Each.first);
    for (const FunctionDecl *Called : Finder.Called)
      LeadsTo.push_back({Called, nullptr});
    return Finder.Found;
  });
}

bool SelfOwners::mayOwn(const Call &Made, int Index, const Reach &Reached) {
  QualType Owner = Reached.Object      ? Reached.Object->getType()
                   : Reached.Temporary ? Reached.Temporary->getType()
                                       : QualType();
  if (Owner.isNull() || !isStd(Owner.getNonReferenceType()->getAsCXXRecordDecl(), "shared_ptr"))
    return false;
  if (Index >= 0) {
    const Expr *Argument = Made.argument(Index);
    QualType Type = Argument ? Argument->getType() : QualType();
    const CXXRecordDecl *Class = Type.isNull() ? nullptr : Type->getAsCXXRecordDecl();
    return Class && isSharedObject(Class, Types) &&
           (static_cast<unsigned>(Index) >= Made.Callee->getNumParams() ||
            handsOn(Made.Callee, Made.Callee->getParamDecl(Index)));
  }
  const auto *Method = dyn_cast<CXXMethodDecl>(Made.Callee);
  if (!Method || !isSharedObject(Method->getParent(), Types))
    return false;
  const FunctionDecl *Body = visibleDefinition(Method);
  if (!coroutineBody(Body) || handsOn(Body, /*Given=*/nullptr))
    return true;
  auto [Entry, IsNew] = Unowned.try_emplace(Body);
  if (IsNew)
    Entry->second = unownedUse(Body, Method->getParent(), Types).has_value();
  return !Entry->second;
}

} // namespace corolint
