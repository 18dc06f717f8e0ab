// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Where is a variable named, and is everything that a function does with it understood?

#pragma once

#include "checks/knowledge/Calls.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/ADT/DenseSet.h"

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

/// Whether the body of what \p Made calls is seen to do nothing with its argument \p Index: what is
/// moved there stays where it is.
inline bool ignoresArgument(const Call &Made, unsigned Index) {
  const clang::FunctionDecl *Definition = visibleDefinition(Made.Callee);
  if (!Definition || !Definition->getBody() || Index >= Definition->getNumParams())
    return false;
  const clang::ParmVarDecl *Parameter = Definition->getParamDecl(Index);
  if (const auto *Constructor = llvm::dyn_cast<clang::CXXConstructorDecl>(Definition))
    for (const clang::CXXCtorInitializer *Each : Constructor->inits())
      if (mentions(Each->getInit(), Parameter))
        return false;
  return Parameter->getType()->isReferenceType() && !mentions(Definition->getBody(), Parameter);
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
