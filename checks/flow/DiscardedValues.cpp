// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/flow/DiscardedValues.h"
#include "checks/flow/FunctionBody.h"
#include "checks/knowledge/Calls.h"
#include "clang/AST/ParentMapContext.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

class DiscardFinder : public FunctionBodyVisitor<DiscardFinder> {
public:
  using Callback = function_ref<void(const Expr *, DiscardForm)>;

  DiscardFinder(const LangOptions &Options, Callback Found) : Options(Options), Found(Found) {}

  bool VisitCompoundStmt(CompoundStmt *Block) {
    for (Stmt *Child : Block->body())
      statement(Child);
    return true;
  }
  bool VisitIfStmt(IfStmt *If) {
    statement(If->getInit());
    statement(If->getThen());
    statement(If->getElse());
    return true;
  }
  bool VisitForStmt(ForStmt *For) {
    statement(For->getInit());
    statement(For->getInc());
    statement(For->getBody());
    return true;
  }
  bool VisitWhileStmt(WhileStmt *While) { return statement(While->getBody()); }
  bool VisitDoStmt(DoStmt *Do) { return statement(Do->getBody()); }
  bool VisitCXXForRangeStmt(CXXForRangeStmt *For) {
    statement(For->getInit());
    return statement(For->getBody());
  }
  bool VisitSwitchStmt(SwitchStmt *Switch) {
    statement(Switch->getInit());
    return statement(Switch->getBody());
  }
  bool VisitCaseStmt(CaseStmt *Case) { return statement(Case->getSubStmt()); }
  bool VisitDefaultStmt(DefaultStmt *Default) { return statement(Default->getSubStmt()); }
  bool VisitReturnStmt(ReturnStmt *Return) {
    // `return (void)f();`: nothing but a discarded value is of type void and worth a look.
    if (const Expr *Value = Return->getRetValue(); Value && Value->getType()->isVoidType())
      return statement(Return->getRetValue());
    return true;
  }
  bool VisitLabelStmt(LabelStmt *Label) { return statement(Label->getSubStmt()); }

  // The last statement of a GNU statement expression is its value.
  bool TraverseStmtExpr(StmtExpr *Expression) {
    Values.push_back(valueOf(Expression));
    bool Result = FunctionBodyVisitor::TraverseStmtExpr(Expression);
    Values.pop_back();
    return Result;
  }

  bool VisitBinaryOperator(BinaryOperator *Operator) {
    if (Operator->getOpcode() == BO_Comma)
      value(Operator->getLHS(), DiscardForm::Silent);
    return true;
  }

  bool VisitVarDecl(VarDecl *Variable) {
    if (Variable->isPlaceholderVar(Options) && !Variable->isReferenced() && Variable->hasInit() &&
        !Variable->getType()->isReferenceType())
      value(Variable->getInit(), DiscardForm::Assigned);
    return true;
  }

private:
  bool statement(Stmt *Child) {
    if (Child && is_contained(Values, Child))
      return true;
    if (auto *Attributed = dyn_cast_or_null<AttributedStmt>(Child))
      return statement(Attributed->getSubStmt());
    if (auto *Value = dyn_cast_or_null<Expr>(Child))
      value(Value, DiscardForm::Silent);
    return true;
  }

  /// The expression that gives \p Expression its value, labels and attributes before it aside; null
  /// without one.
  static const Expr *valueOf(const StmtExpr *Expression) {
    const CompoundStmt *Body = Expression->getSubStmt();
    const auto *Last = Body->body_empty() ? nullptr : dyn_cast<ValueStmt>(Body->body_back());
    return Last ? Last->getExprStmt() : nullptr;
  }

  void value(const Expr *Value, DiscardForm Form) {
    Value = ignoreWrapping(Value);
    if (const auto *Statements = dyn_cast<StmtExpr>(Value))
      if (const Expr *Inner = valueOf(Statements))
        return value(Inner, Form);
    if (const auto *Cast = dyn_cast<ExplicitCastExpr>(Value); Cast && Cast->getType()->isVoidType())
      return value(Cast->getSubExpr(), DiscardForm::Cast);
    // A cast to a class is but a copy, and needs a value to copy.
    if (const auto *Cast = dyn_cast<ExplicitCastExpr>(Value);
        Cast && Cast->getType()->isRecordType())
      return value(Cast->getSubExpr(), DiscardForm::Assigned);
    if (const auto *Choice = dyn_cast<ConditionalOperator>(Value)) {
      value(Choice->getTrueExpr(), Form);
      return value(Choice->getFalseExpr(), Form);
    }
    if (const auto *Operator = dyn_cast<BinaryOperator>(Value))
      if (Operator->getOpcode() == BO_Comma)
        return value(Operator->getRHS(), Form); // The left side is found by itself.
    if (const auto *Assignment = dyn_cast<CXXOperatorCallExpr>(Value))
      if (Assignment->getOperator() == OO_Equal && isIgnore(Assignment->getArg(0)))
        return value(Assignment->getArg(1), DiscardForm::Assigned);
    Found(Value, Form);
  }

  static bool isIgnore(const Expr *Target) {
    const auto *Reference = dyn_cast<DeclRefExpr>(ignoreWrapping(Target));
    return Reference && Reference->getDecl()->isInStdNamespace() &&
           Reference->getDecl()->getIdentifier() && Reference->getDecl()->getName() == "ignore";
  }

  const LangOptions &Options;
  Callback Found;
  SmallVector<const Stmt *, 2>
      Values; ///< Statements whose value is used although they look discarded.
};

} // namespace

bool isArm(const Expr *Value, ASTContext &Context) {
  DynTypedNodeList Parents = Context.getParents(*Value);
  while (!Parents.empty()) {
    const auto *Parent = Parents[0].get<Expr>();
    if (!Parent || isa<ConditionalOperator>(Parent))
      return Parent;
    if (ignoreWrapping(Parent) != ignoreWrapping(Value))
      return false;
    Parents = Context.getParents(*Parent);
  }
  return false;
}

void forEachDiscardedValue(const FunctionDecl *Function, const LangOptions &Options,
                           function_ref<void(const Expr *, DiscardForm)> Found) {
  DiscardFinder(Options, Found).visitBodyOf(Function);
}

bool isDiscarded(const Expr *Value, const FunctionDecl *Function) {
  bool Found = false;
  forEachDiscardedValue(Function, Function->getASTContext().getLangOpts(),
                        [&](const Expr *Each, DiscardForm) { Found |= Each == Value; });
  return Found;
}

} // namespace corolint
