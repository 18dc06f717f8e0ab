// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Walks what one function evaluates itself.

#pragma once

#include "checks/knowledge/Calls.h"
#include "clang/AST/RecursiveASTVisitor.h"

namespace corolint {

/// A visitor of the statements that a call of one function may evaluate, in source order: not the
/// bodies of lambdas and local classes written in it (the captures' initialisers are its own), not
/// unevaluated operands, not the arm of an `if` that a constant condition rules out. For a coroutine that is the
/// body as written, without the promise's machinery.
template <typename Derived> class FunctionBodyVisitor : public clang::RecursiveASTVisitor<Derived> {
  using Base = clang::RecursiveASTVisitor<Derived>;

public:
  /// Visits the body and, for a constructor, the initialisers of \p Function.
  void visitBodyOf(const clang::FunctionDecl *Function) {
    Context = &Function->getASTContext();
    if (const auto *Constructor = llvm::dyn_cast<clang::CXXConstructorDecl>(Function))
      for (const clang::CXXCtorInitializer *Initializer : Constructor->inits())
        if (Initializer->isWritten())
          this->TraverseStmt(Initializer->getInit());
    this->TraverseStmt(Function->getBody());
  }

  bool TraverseLambdaExpr(clang::LambdaExpr *Lambda) {
    for (clang::Expr *Initializer : Lambda->capture_inits())
      if (!this->TraverseStmt(Initializer))
        return false;
    return true;
  }
  bool TraverseCXXRecordDecl(clang::CXXRecordDecl *) { return true; }

  bool TraverseIfStmt(clang::IfStmt *If) {
    bool Value = false;
    std::optional<bool> Condition;
    if (Context && !If->isConsteval() && !If->getCond()->isValueDependent() &&
        If->getCond()->EvaluateAsBooleanCondition(Value, *Context))
      Condition = Value;
    if (!Condition)
      return Base::TraverseIfStmt(If);
    if (If->getInit() && !this->TraverseStmt(If->getInit()))
      return false;
    if (Condition != false && !this->TraverseStmt(If->getThen()))
      return false;
    return Condition == true || !If->getElse() || this->TraverseStmt(If->getElse());
  }

  bool TraverseTypeLoc(clang::TypeLoc, bool = true) { return true; }
  bool TraverseUnaryExprOrTypeTraitExpr(clang::UnaryExprOrTypeTraitExpr *) { return true; }
  bool TraverseCXXNoexceptExpr(clang::CXXNoexceptExpr *) { return true; }
  bool TraverseRequiresExpr(clang::RequiresExpr *) { return true; }
  bool TraverseCXXTypeidExpr(clang::CXXTypeidExpr *Typeid) {
    return !Typeid->isPotentiallyEvaluated() || Base::TraverseCXXTypeidExpr(Typeid);
  }

private:
  const clang::ASTContext *Context = nullptr; ///< Null outside of visitBodyOf().
};

/// A visitor, on the walk \p Walk, of every call and construction: `bool visitCall(const Call &)`.
/// What stands around a call is visited before it.
template <typename Derived, template <typename> typename Walk = FunctionBodyVisitor>
class CallVisitor : public Walk<Derived> {
public:
  bool VisitCallExpr(clang::CallExpr *Expression) { return visit(Expression); }
  bool VisitCXXConstructExpr(clang::CXXConstructExpr *Expression) { return visit(Expression); }
  /// `a != b` by operator==, `a < b` by operator<=>.
  bool VisitCXXRewrittenBinaryOperator(clang::CXXRewrittenBinaryOperator *Expression) {
    return visit(Expression->getDecomposedForm().InnerBinOp);
  }

private:
  bool visit(const clang::Expr *Expression) {
    Call Made = asCallItself(Expression);
    return !Made || static_cast<Derived *>(this)->visitCall(Made);
  }
};

} // namespace corolint
