// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/flow/TestedValues.h"
#include "checks/flow/FunctionBody.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// How often \p Statement, lambdas in it included, mentions \p Variable.
unsigned mentions(const VarDecl *Variable, const Stmt *Statement) {
  struct Counter : RecursiveASTVisitor<Counter> {
    const VarDecl *Variable;
    unsigned Found = 0;
    bool VisitDeclRefExpr(DeclRefExpr *Reference) {
      Found += Reference->getDecl() == Variable;
      return true;
    }
  } Search;
  Search.Variable = Variable;
  Search.TraverseStmt(const_cast<Stmt *>(Statement));
  return Search.Found;
}

class TestFinder : public FunctionBodyVisitor<TestFinder> {
public:
  using Callback = function_ref<void(const TestedValue &)>;
  explicit TestFinder(Callback Found) : Found(Found) {}

  // What stands around a test is visited before it.
  bool VisitIfStmt(IfStmt *If) {
    return owns(If, If->getConditionVariable()) && owns(If, variableOf(If->getInit()));
  }
  bool VisitWhileStmt(WhileStmt *While) { return owns(While, While->getConditionVariable()); }
  bool VisitForStmt(ForStmt *For) { return owns(For, For->getConditionVariable()); }

  bool VisitExplicitCastExpr(ExplicitCastExpr *Cast) {
    if (Cast->getType()->isBooleanType())
      Casts.insert(ignoreWrapping(Cast->getSubExpr()));
    return true;
  }

  bool VisitBinaryOperator(BinaryOperator *Operator) {
    if (Operator->isComparisonOp()) {
      Others[ignoreWrapping(Operator->getLHS())] = Operator->getRHS();
      Others[ignoreWrapping(Operator->getRHS())] = Operator->getLHS();
    }
    return true;
  }

  bool VisitCXXMemberCallExpr(CXXMemberCallExpr *Call) {
    const auto *Conversion = dyn_cast_or_null<CXXConversionDecl>(Call->getMethodDecl());
    if (Conversion && Conversion->getConversionType()->isBooleanType())
      tested(Call->getImplicitObjectArgument(), Conversion);
    return true;
  }

  bool VisitCXXOperatorCallExpr(CXXOperatorCallExpr *Operator) {
    if (Operator->getOperator() == OO_Exclaim && Operator->getType()->isBooleanType())
      tested(Operator->getArg(0), dyn_cast_or_null<CXXMethodDecl>(Operator->getDirectCallee()));
    else if (Operator->isComparisonOp() && Operator->getNumArgs() == 2 &&
             isAnswer(Operator->getType()))
      compared(Operator->getArg(0), Operator->getArg(1));
    return true;
  }

  // `a != b` and `a < b` by an operator== or operator<=> only.
  bool VisitCXXRewrittenBinaryOperator(CXXRewrittenBinaryOperator *Operator) {
    compared(Operator->getLHS(), Operator->getRHS());
    return true;
  }

private:
  static const VarDecl *variableOf(const Stmt *Init) {
    const auto *Declaration = dyn_cast_or_null<DeclStmt>(Init);
    return Declaration && Declaration->isSingleDecl()
               ? dyn_cast<VarDecl>(Declaration->getSingleDecl())
               : nullptr;
  }

  bool owns(const Stmt *Owner, const VarDecl *Variable) {
    if (Variable && Variable->hasInit() && !Variable->getType()->isReferenceType())
      Owners[Variable] = Owner;
    return true;
  }

  /// Whether \p Type is what a comparison answers with, and not the expression that test frameworks
  /// and queries build by one.
  static bool isAnswer(QualType Type) {
    const CXXRecordDecl *Record = Type->getAsCXXRecordDecl();
    return Type->isBooleanType() ||
           (Record && Record->isInStdNamespace() && Record->getIdentifier() &&
            Record->getName().ends_with("_ordering"));
  }

  void tested(const Expr *Object, const CXXMethodDecl *By) {
    TestedValue Test;
    Test.Value = ignoreWrapping(Object);
    Test.By = By;
    Test.Other = Others.lookup(Test.Value);
    if (Test.Other)
      Test.Form = TestForm::Comparison;
    else if (Casts.contains(Test.Value))
      Test.Form = TestForm::Cast;
    if (const auto *Reference = dyn_cast<DeclRefExpr>(Test.Value))
      if (const auto *Variable = dyn_cast<VarDecl>(Reference->getDecl()))
        if (const Stmt *Owner = Owners.lookup(Variable); Owner && mentions(Variable, Owner) == 1) {
          Test.Variable = Variable;
          Test.Value = ignoreWrapping(Variable->getInit());
        }
    Found(Test);
  }

  void compared(const Expr *Left, const Expr *Right) {
    for (auto [Value, Other] : {std::pair(Left, Right), std::pair(Right, Left)})
      if (Value->getType()->isRecordType()) {
        TestedValue Test;
        Test.Value = ignoreWrapping(Value);
        Test.Form = TestForm::Comparison;
        Test.Other = Other;
        Found(Test);
      }
  }

  Callback Found;
  DenseMap<const VarDecl *, const Stmt *> Owners; ///< The statements that variables are made for.
  DenseSet<const Expr *> Casts;                   ///< What is cast to bool.
  DenseMap<const Expr *, const Expr *> Others;    ///< Both sides of built-in comparisons.
};

} // namespace

void forEachTestedValue(const FunctionDecl *Function,
                        function_ref<void(const TestedValue &)> Found) {
  TestFinder(Found).visitBodyOf(Function);
}

} // namespace corolint
