// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/flow/HeldConditions.h"
#include "checks/flow/Conditions.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// Finds what a condition names, and whether that is the object of the function alone.
struct AskedObjects : RecursiveASTVisitor<AskedObjects> {
  SmallVector<const ValueDecl *, 2> Named;
  bool NamesObject = false, NamesOther = false;

  bool VisitCXXThisExpr(CXXThisExpr *) { return NamesObject = true; }
  bool VisitMemberExpr(MemberExpr *Member) {
    if (isa<FieldDecl>(Member->getMemberDecl()))
      add(Member->getMemberDecl());
    return true;
  }
  bool VisitDeclRefExpr(DeclRefExpr *Reference) {
    const auto *Variable = dyn_cast<VarDecl>(Reference->getDecl());
    if (Variable || isa<BindingDecl>(Reference->getDecl()))
      add(Reference->getDecl());
    if (!Variable)
      NamesOther |= isa<BindingDecl>(Reference->getDecl());
    else if (Variable->isLocalVarDecl() && Variable->hasInit())
      readInitializer(Variable);
    else
      NamesOther |= !Variable->isConstexpr();
    return true;
  }
  // What is asked without a word about anything is asked of the world: the time, for one.
  bool VisitCallExpr(CallExpr *Call) {
    NamesOther |= Call->getNumArgs() == 0 && !isa<CXXMemberCallExpr>(Call);
    return true;
  }

private:
  void add(const ValueDecl *Each) {
    if (IsNamed && !is_contained(Named, Each))
      Named.push_back(Each);
  }
  /// A condition about a local variable is one about what that was made from; who asks a number,
  /// a bool or a pointer asks the object that it was got from.
  void readInitializer(const VarDecl *Variable) {
    if (!Read.insert(Variable).second)
      return;
    SaveAndRestore Naming(IsNamed, IsNamed && Variable->getType()->isScalarType());
    TraverseStmt(const_cast<Expr *>(Variable->getInit()));
  }

  SmallPtrSet<const VarDecl *, 4> Read;
  bool IsNamed = true;
};

} // namespace

HeldConditions::Condition HeldConditions::read(const Expr *Asked) {
  AskedObjects Reader;
  Reader.TraverseStmt(const_cast<Expr *>(Asked));
  return {std::move(Reader.Named), Reader.NamesObject && !Reader.NamesOther, false};
}

void HeldConditions::hold(Condition Each) {
  for (const ValueDecl *Named : Each.Named)
    ++Asked[Named];
  Foreign += !Each.IsOwn;
  Held.push_back(std::move(Each));
}

void HeldConditions::end(const Scope &Ended) {
  SmallVector<Condition, 2> Kept;
  while (Held.size() > Ended.Outside) {
    Condition Last = Held.pop_back_val();
    for (const ValueDecl *Named : Last.Named)
      --Asked[Named];
    Foreign -= !Last.IsOwn;
    if (Last.LeavesFunction && DoBodies.contains(Ended.Of))
      Kept.push_back(std::move(Last));
  }
  for (Condition &Each : Kept)
    hold(std::move(Each));
}

void HeldConditions::enter(const Stmt *Each) {
  auto Decides = [&](const Expr *Asked, std::initializer_list<const Stmt *> Parts) {
    for (const Stmt *Part : Parts)
      if (Asked && Part)
        Under[Part] = Asked;
  };
  if (const auto *If = dyn_cast<IfStmt>(Each))
    Decides(If->getCond(), {If->getThen(), If->getElse()});
  else if (const auto *Choice = dyn_cast<ConditionalOperator>(Each))
    Decides(Choice->getCond(), {Choice->getTrueExpr(), Choice->getFalseExpr()});
  else if (const auto *Both = dyn_cast<BinaryOperator>(Each); Both && Both->isLogicalOp())
    Decides(Both->getLHS(), {Both->getRHS()});
  else if (const auto *Switch = dyn_cast<SwitchStmt>(Each))
    Decides(Switch->getCond(), {Switch->getBody()});
  else if (const auto *While = dyn_cast<WhileStmt>(Each))
    Decides(While->getCond(), {While->getBody()});
  else if (const auto *For = dyn_cast<ForStmt>(Each))
    Decides(For->getCond(), {For->getBody()});
  else if (const auto *Do = dyn_cast<DoStmt>(Each))
    DoBodies.insert(Do->getBody());

  const Expr *Asked = Under.lookup(Each);
  if (Asked || isa<CompoundStmt>(Each))
    Open.push_back({Each, Held.size()});
  if (Asked)
    hold(read(Asked));
}

void HeldConditions::leave(const Stmt *Each) {
  if (!Open.empty() && Open.back().Of == Each)
    end(Open.pop_back_val());
  // What stands in an arm of another says nothing of what follows that.
  const auto *If = dyn_cast<IfStmt>(Each);
  if (!If || !If->getCond() || Under.contains(If))
    return;
  for (const Stmt *Arm : {If->getThen(), If->getElse()})
    if (leavingStatement(Arm)) {
      Condition Met = read(If->getCond());
      Met.LeavesFunction = leavesFunction(Arm);
      hold(std::move(Met));
      return;
    }
}

} // namespace corolint
