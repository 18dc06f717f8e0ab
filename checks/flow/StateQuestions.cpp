// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/flow/StateQuestions.h"
#include "checks/flow/Conditions.h"
#include "checks/flow/FunctionBody.h"

using namespace clang;
using namespace llvm;

namespace corolint {

/// Whether \p Mention, of a container, only leads to an element that is asked something itself:
/// `lines[name].ready()`. That says nothing of what else is in the container, or was.
static bool leadsToElement(const Expr *Mention, ASTContext &Context) {
  const Stmt *Child = Mention, *Parent = nullptr;
  auto GoOut = [&] {
    Parent = parentOf(Child, Context);
    for (; isa_and_nonnull<ParenExpr, ImplicitCastExpr>(Parent); Parent = parentOf(Child, Context))
      Child = Parent;
  };
  GoOut();
  const auto *Index = dyn_cast_or_null<CXXOperatorCallExpr>(Parent);
  if (!Index || Index->getOperator() != OO_Subscript || Index->getArg(0) != Child)
    return false;
  Child = Index;
  GoOut();
  const auto *Member = dyn_cast_or_null<MemberExpr>(Parent);
  return Member && isa<CXXMethodDecl>(Member->getMemberDecl()) &&
         !isa<CXXConversionDecl>(Member->getMemberDecl());
}

SmallVector<const ValueDecl *, 2> askedStates(const Expr *Mention, const SharedStates &States,
                                              ASTContext &Context) {
  struct Finder : FunctionBodyVisitor<Finder> {
    SmallVector<const ValueDecl *, 2> Found;
    bool VisitMemberExpr(MemberExpr *Member) {
      if (isa<FieldDecl>(Member->getMemberDecl()))
        Found.push_back(Member->getMemberDecl());
      return true;
    }
  } Search;
  if (const ValueDecl *State = States.of(Mention)) {
    if (isInCondition(Mention, Context) && !leadsToElement(Mention, Context))
      Search.Found.push_back(State);
  } else if (const auto *Member = dyn_cast<MemberExpr>(Mention)) {
    const auto *Method = dyn_cast<CXXMethodDecl>(Member->getMemberDecl());
    const FunctionDecl *Definition = Method ? visibleDefinition(Method) : nullptr;
    if (Definition && isInCondition(Mention, Context))
      Search.visitBodyOf(Definition);
  }
  return std::move(Search.Found);
}

bool tellOfChanges(ArrayRef<const ValueDecl *> Asked,
                   const SmallPtrSetImpl<const FunctionDecl *> &Changers,
                   const StateChanges &Changes) {
  return any_of(Changers, [&](const FunctionDecl *Changer) {
    return any_of(Asked, [&](const ValueDecl *Each) { return Changes.changes(Changer, Each); });
  });
}

} // namespace corolint
