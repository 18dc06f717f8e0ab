// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/flow/StateQuestions.h"
#include "checks/flow/Conditions.h"
#include "checks/flow/FunctionBody.h"

using namespace clang;
using namespace llvm;

namespace corolint {

SmallVector<const ValueDecl *, 2> askedStates(const Expr *Mention, ASTContext &Context) {
  struct Finder : FunctionBodyVisitor<Finder> {
    SmallVector<const ValueDecl *, 2> Found;
    bool VisitMemberExpr(MemberExpr *Member) {
      if (isa<FieldDecl>(Member->getMemberDecl()))
        Found.push_back(Member->getMemberDecl());
      return true;
    }
  } Search;
  if (const ValueDecl *State = sharedState(Mention)) {
    if (isInCondition(Mention, Context))
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
