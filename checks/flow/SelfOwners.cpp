// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/flow/SelfOwners.h"
#include "checks/flow/FunctionBody.h"
#include "checks/flow/UnownedUses.h"
#include "checks/knowledge/ClassMembers.h"
#include "checks/knowledge/SharedObjects.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;
using namespace llvm;

namespace corolint {

/// Whether \p Function comes with the system: it may hand out references.
static bool isSystems(const FunctionDecl *Function) {
  return Function->getASTContext().getSourceManager().isInSystemHeader(Function->getLocation());
}

/// Looks for what gives an object on: any mention but to reach its fields, or to call a member
/// function of it that does not either.
class HandOver : public FunctionBodyVisitor<HandOver> {
public:
  HandOver(const ParmVarDecl *Given, SelfOwners &Known) : Given(Given), Known(Known) {}
  bool Found = false;

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
    if (Method && !Method->isStatic() && !Own.contains(Member))
      Found |= Method->isVirtual() || Known.handsOn(Method, /*Given=*/nullptr);
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

  const ParmVarDecl *Given; ///< Null: the object of the function.
  SelfOwners &Known;
  SmallPtrSet<const Expr *, 16> Reached; ///< Mentions that only lead to a member.
  SmallPtrSet<const Expr *, 4> Own;      ///< What gives the function a reference of its own.
};

bool SelfOwners::handsOn(const FunctionDecl *Function, const ParmVarDecl *Given) {
  const FunctionDecl *Body = visibleDefinition(Function);
  if (!Body || Depth == MaxDepth || isSystems(Body))
    return true;
  if (Given)
    Given = Body->getParamDecl(Given->getFunctionScopeIndex());
  auto [Entry, IsNew] = HandedOn.try_emplace({Body, Given}, true);
  if (!IsNew)
    return Entry->second;
  SaveAndRestore Deeper(Depth, Depth + 1);
  HandOver Finder(Given, *this);
  Finder.visitBodyOf(Body);
  return HandedOn[{Body, Given}] = Finder.Found;
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
