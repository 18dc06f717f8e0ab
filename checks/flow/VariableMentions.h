// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Where is a variable named, and is everything that a function does with it understood?

#pragma once

#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"

namespace corolint {

/// Whether \p Code, lambdas included, names \p Variable, or a member of that declaration of
/// whatever object.
inline bool mentions(const clang::Stmt *Code, const clang::ValueDecl *Variable) {
  struct Finder : clang::RecursiveASTVisitor<Finder> {
    const clang::ValueDecl *Variable = nullptr;
    bool Found = false;
    bool VisitDeclRefExpr(clang::DeclRefExpr *Reference) {
      Found |= Reference->getDecl() == Variable;
      return !Found;
    }
    bool VisitMemberExpr(clang::MemberExpr *Member) {
      Found |= Member->getMemberDecl() == Variable;
      return !Found;
    }
  } Search;
  Search.Variable = Variable;
  Search.TraverseStmt(const_cast<clang::Stmt *>(Code));
  return Search.Found;
}

/// The variable that \p Object is, is a part of, or is reached from by members and pointers; null
/// where that is the object of the function, or no variable.
inline const clang::ValueDecl *rootVariable(const clang::Expr *Object) {
  for (;;) {
    Object = Object->IgnoreParenCasts();
    const auto *Member = llvm::dyn_cast<clang::MemberExpr>(Object);
    const auto *Access = llvm::dyn_cast<clang::CXXOperatorCallExpr>(Object);
    const auto *Unary = llvm::dyn_cast<clang::UnaryOperator>(Object);
    if (Member)
      Object = Member->getBase();
    else if (Access && llvm::is_contained({clang::OO_Arrow, clang::OO_Star}, Access->getOperator()))
      Object = Access->getArg(0);
    else if (Unary && llvm::is_contained({clang::UO_Deref, clang::UO_AddrOf}, Unary->getOpcode()))
      Object = Unary->getSubExpr();
    else
      break;
  }
  const auto *Reference = llvm::dyn_cast<clang::DeclRefExpr>(Object);
  return Reference ? Reference->getDecl() : nullptr;
}

/// The variables with which \p Code, lambdas included, does anything but to read their values.
inline llvm::DenseSet<const clang::ValueDecl *> changedIn(const clang::Stmt *Code) {
  struct Finder : clang::RecursiveASTVisitor<Finder> {
    llvm::DenseSet<const clang::Expr *> Read;
    llvm::DenseSet<const clang::ValueDecl *> Changed;
    bool VisitImplicitCastExpr(clang::ImplicitCastExpr *Cast) {
      if (Cast->getCastKind() == clang::CK_LValueToRValue)
        Read.insert(Cast->getSubExpr()->IgnoreParens());
      return true;
    }
    bool VisitDeclRefExpr(clang::DeclRefExpr *Reference) {
      if (!Read.contains(Reference))
        Changed.insert(Reference->getDecl());
      return true;
    }
  } Search;
  Search.TraverseStmt(const_cast<clang::Stmt *>(Code));
  return std::move(Search.Changed);
}

/// What the number or flag that \p Named names has been made with, if it is a variable of its
/// function that keeps that value, as \p Changed, see changedIn(), says; null for anything else.
inline const clang::Expr *onlyValueOf(const clang::Expr *Named,
                                      const llvm::DenseSet<const clang::ValueDecl *> &Changed) {
  const auto *Reference = llvm::dyn_cast<clang::DeclRefExpr>(Named->IgnoreParenImpCasts());
  const auto *Variable = Reference ? llvm::dyn_cast<clang::VarDecl>(Reference->getDecl()) : nullptr;
  return Variable && !Reference->refersToEnclosingVariableOrCapture() &&
                 Variable->isLocalVarDecl() && Variable->hasLocalStorage() &&
                 Variable->getType()->isArithmeticType() && !Changed.contains(Variable)
             ? Variable->getInit()
             : nullptr;
}

/// A visitor that counts the mentions of one variable, lambdas included, and those of them that
/// \p Derived says it understands.
template <typename Derived>
class VariableMentions : public clang::RecursiveASTVisitor<Derived> {
public:
  explicit VariableMentions(const clang::VarDecl *Variable) : Variable(Variable) {}

  /// Whether understand() was told of every mention that was visited.
  bool areUnderstood() const { return Mentions.size() == Understood.size(); }

  bool VisitDeclRefExpr(clang::DeclRefExpr *Reference) {
    if (Reference->getDecl() == Variable)
      Mentions.insert(Reference);
    return true;
  }

protected:
  /// The mention that \p Expression is, implicit casts aside; null if it is something else.
  const clang::DeclRefExpr *mentionIn(const clang::Expr *Expression) const {
    const auto *Named = llvm::dyn_cast<clang::DeclRefExpr>(Expression->IgnoreParenImpCasts());
    return Named && Named->getDecl() == Variable ? Named : nullptr;
  }
  void understand(const clang::Expr *Expression) {
    if (const clang::DeclRefExpr *Mention = mentionIn(Expression))
      Understood.insert(Mention);
  }

private:
  const clang::VarDecl *Variable;
  llvm::DenseSet<const clang::DeclRefExpr *> Mentions, Understood;
};

} // namespace corolint
