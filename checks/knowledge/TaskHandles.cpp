// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/knowledge/TaskHandles.h"
#include "checks/knowledge/ClassMembers.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

class ReturnFinder : public RecursiveASTVisitor<ReturnFinder> {
public:
  SmallVector<const Expr *, 2> Values;
  bool TraverseLambdaExpr(LambdaExpr *) { return true; }
  bool VisitReturnStmt(ReturnStmt *Return) {
    if (Return->getRetValue())
      Values.push_back(ignoreWrapping(Return->getRetValue()));
    return true;
  }
};

Answer alwaysReturnsTask(const Call &Of, unsigned Depth) {
  const FunctionDecl *Function = Of.Callee;
  if (!Function)
    return Answer::Unknown;
  const auto *Method = dyn_cast<CXXMethodDecl>(Function);
  bool MayBeOverridden = Method && Method->isVirtual() && !Method->hasAttr<FinalAttr>() &&
                         !Method->getParent()->isEffectivelyFinal();
  const Stmt *Body = bodyOrPattern(Function);
  if (!Body || MayBeOverridden || Depth > 3)
    return Answer::Unknown;
  if (isa<CoroutineBodyStmt>(Body))
    return Answer::Yes;
  ReturnFinder Returns;
  Returns.TraverseStmt(const_cast<Stmt *>(Body));
  Answer Always = Answer::Yes;
  for (const Expr *Value : Returns.Values) {
    Call Made = asCall(Value);
    if (!isa<CallExpr>(Value) || !Value->isPRValue())
      return Answer::No;
    Answer Each = alwaysReturnsTask(Made, Depth + 1);
    if (Each == Answer::No)
      return Each;
    if (Each == Answer::Unknown)
      Always = Each;
  }
  return Always;
}

/// Looks for anything in a test that tells more than presence.
class PresenceReader : public RecursiveASTVisitor<PresenceReader> {
public:
  explicit PresenceReader(unsigned Depth) : Depth(Depth) {}
  bool Presence = true;

  bool VisitMemberExpr(MemberExpr *Member) {
    // A flag, such as that the work is done.
    const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl());
    Presence &= !(Field && Field->getType()->isBooleanType());
    return true;
  }
  bool VisitCallExpr(CallExpr *Call) {
    const FunctionDecl *Callee = Call->getDirectCallee();
    Presence &= Callee && isPresence(Callee);
    return true;
  }
  bool VisitCXXDependentScopeMemberExpr(CXXDependentScopeMemberExpr *) { return Presence = false; }

private:
  bool isPresence(const FunctionDecl *Callee) {
    if (Callee->isInStdNamespace())
      return isa<CXXConversionDecl>(Callee) || Callee->isOverloadedOperator() ||
             (Callee->getIdentifier() &&
              is_contained({"get", "address", "has_value"}, Callee->getName()));
    const auto *Method = dyn_cast<CXXMethodDecl>(Callee);
    const Stmt *Body = bodyOrPattern(Callee);
    if (!Method || !Body || Depth > 2)
      return false;
    PresenceReader Inner(Depth + 1);
    Inner.TraverseStmt(const_cast<Stmt *>(Body));
    return Inner.Presence;
  }

  unsigned Depth;
};

} // namespace

Answer alwaysReturnsTask(const Call &Made) { return alwaysReturnsTask(Made, 0); }

Answer tellsPresenceOnly(const CXXMethodDecl *Test) {
  const Stmt *Body = bodyOrPattern(Test);
  if (!Body)
    return Answer::Unknown;
  PresenceReader Reader(0);
  Reader.TraverseStmt(const_cast<Stmt *>(Body));
  return Reader.Presence ? Answer::Yes : Answer::No;
}

} // namespace corolint
