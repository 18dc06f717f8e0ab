// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Walks what one function evaluates itself, and the code of a whole unit.

#pragma once

#include "checks/knowledge/Calls.h"
#include "clang/AST/RecursiveASTVisitor.h"

namespace corolint {

/// A visitor of the statements that a call of one function may evaluate, in source order: not the
/// bodies of lambdas and local classes written in it (the captures' initialisers are its own), not
/// unevaluated operands, not the arm of an `if` that a constant condition rules out, nor what
/// stands behind one that returns. For a coroutine that is the body as written, without the
/// promise's machinery.
template <typename Derived> class FunctionBodyVisitor : public clang::RecursiveASTVisitor<Derived> {
  using Base = clang::RecursiveASTVisitor<Derived>;

public:
  /// Visits the body and, for a constructor, the initialisers of \p Function.
  void visitBodyOf(const clang::FunctionDecl *Function) {
    Context = &Function->getASTContext();
    if (const auto *Constructor = llvm::dyn_cast<clang::CXXConstructorDecl>(Function))
      for (const clang::CXXCtorInitializer *Initializer : Constructor->inits())
        if (Initializer->isWritten())
          this->getDerived().TraverseStmt(Initializer->getInit());
    this->getDerived().TraverseStmt(Function->getBody());
  }

  bool TraverseLambdaExpr(clang::LambdaExpr *Lambda) {
    for (clang::Expr *Initializer : Lambda->capture_inits())
      if (!this->getDerived().TraverseStmt(Initializer))
        return false;
    return true;
  }
  bool TraverseCXXRecordDecl(clang::CXXRecordDecl *) { return true; }

  // What stands behind `if constexpr (…) return …;` is not met where that holds.
  bool TraverseCompoundStmt(clang::CompoundStmt *Block) {
    if (!this->getDerived().WalkUpFromCompoundStmt(Block))
      return false;
    bool IsMet = true;
    for (clang::Stmt *Each : Block->body()) {
      IsMet |= llvm::isa<clang::SwitchCase, clang::LabelStmt>(Each);
      if (!IsMet)
        continue;
      if (!this->getDerived().TraverseStmt(Each))
        return false;
      IsMet = !(llvm::isa<clang::IfStmt>(Each) && surelyReturns(Each));
    }
    return true;
  }

  bool TraverseIfStmt(clang::IfStmt *If) {
    std::optional<bool> Condition = constantCondition(If);
    if (!Condition)
      return Base::TraverseIfStmt(If);
    if (If->getInit() && !this->getDerived().TraverseStmt(If->getInit()))
      return false;
    if (Condition != false && !this->getDerived().TraverseStmt(If->getThen()))
      return false;
    return Condition == true || !If->getElse() || this->getDerived().TraverseStmt(If->getElse());
  }

  bool TraverseTypeLoc(clang::TypeLoc, bool = true) { return true; }
  bool TraverseUnaryExprOrTypeTraitExpr(clang::UnaryExprOrTypeTraitExpr *) { return true; }
  bool TraverseCXXNoexceptExpr(clang::CXXNoexceptExpr *) { return true; }
  bool TraverseRequiresExpr(clang::RequiresExpr *) { return true; }
  bool TraverseCXXTypeidExpr(clang::CXXTypeidExpr *Typeid) {
    return !Typeid->isPotentiallyEvaluated() || Base::TraverseCXXTypeidExpr(Typeid);
  }

private:
  std::optional<bool> constantCondition(const clang::IfStmt *If) const {
    bool Value = false;
    return Context && !If->isConsteval() && !If->getCond()->isValueDependent() &&
                   If->getCond()->EvaluateAsBooleanCondition(Value, *Context)
               ? std::optional(Value)
               : std::nullopt;
  }
  /// Whether \p Arm, null where there is none, ends in a return, by way of conditions that hold for
  /// certain.
  bool surelyReturns(const clang::Stmt *Arm) const {
    if (const auto *Block = llvm::dyn_cast_or_null<clang::CompoundStmt>(Arm))
      Arm = Block->body_empty() ? nullptr : Block->body_back();
    const auto *If = llvm::dyn_cast_or_null<clang::IfStmt>(Arm);
    if (!If)
      return llvm::isa_and_nonnull<clang::ReturnStmt, clang::CoreturnStmt>(Arm);
    std::optional<bool> Holds = If->isConstexpr() ? constantCondition(If) : std::nullopt;
    return Holds && surelyReturns(*Holds ? If->getThen() : If->getElse());
  }

  const clang::ASTContext *Context = nullptr; ///< Null outside of visitBodyOf().
};

/// A visitor of all the code that it is given, with the bodies of what stands in it and the
/// instances of its templates. The call of a generic lambda is visited as its instances have it,
/// where there are any, and not as it is written.
template <typename Derived> class InstanceVisitor : public clang::RecursiveASTVisitor<Derived> {
  using Base = clang::RecursiveASTVisitor<Derived>;

public:
  bool shouldVisitTemplateInstantiations() const { return true; }

  bool TraverseLambdaExpr(clang::LambdaExpr *Lambda) {
    const clang::FunctionTemplateDecl *Template =
        Lambda->getCallOperator()->getDescribedFunctionTemplate();
    if (!Template || Template->specializations().empty())
      return Base::TraverseLambdaExpr(Lambda);
    if (!this->getDerived().WalkUpFromLambdaExpr(Lambda))
      return false;
    for (clang::Expr *Initializer : Lambda->capture_inits())
      if (!this->getDerived().TraverseStmt(Initializer))
        return false;
    for (clang::FunctionDecl *Instance : Template->specializations())
      if (!this->getDerived().TraverseDecl(Instance))
        return false;
    return true;
  }
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
