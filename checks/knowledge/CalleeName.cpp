// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/knowledge/CalleeName.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace llvm;

namespace corolint {

namespace {

/// The expression that names what \p Call calls: a function object, a pointer or the function; null
/// for other operators.
const Expr *namingExpression(const CallExpr *Call) {
  const Expr *Callee = Call->getCallee();
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call)) {
    if (Operator->getOperator() != OO_Call)
      return nullptr;
    Callee = Operator->getArg(0);
  }
  Callee = Callee->IgnoreParenImpCasts();
  if (const auto *Operator = dyn_cast<BinaryOperator>(Callee); Operator && Operator->isPtrMemOp())
    Callee = Operator->getRHS()->IgnoreParenImpCasts();
  if (const auto *Dereference = dyn_cast<UnaryOperator>(Callee);
      Dereference && Dereference->getOpcode() == UO_Deref)
    Callee = Dereference->getSubExpr()->IgnoreParenImpCasts();
  return Callee;
}

} // namespace

SourceRange calleeNameRange(const Expr *Expression) {
  const auto *Call = dyn_cast<CallExpr>(Expression);
  const Expr *Callee = Call ? namingExpression(Call) : nullptr;
  SourceLocation Name;
  if (const auto *Reference = dyn_cast_or_null<DeclRefExpr>(Callee))
    Name = Reference->getLocation();
  else if (const auto *Member = dyn_cast_or_null<MemberExpr>(Callee))
    Name = Member->getMemberLoc();
  return Name.isMacroID() ? SourceRange() : SourceRange(Name);
}

std::string calleeName(const Expr *Expression) {
  if (const auto *Construction = dyn_cast<CXXConstructExpr>(Expression))
    return Construction->getConstructor()->getNameAsString();
  const auto *Call = dyn_cast<CallExpr>(Expression);
  if (!Call)
    return "";
  const Expr *Callee = namingExpression(Call);
  if (const auto *Reference = dyn_cast_or_null<DeclRefExpr>(Callee))
    return Reference->getDecl()->getNameAsString();
  if (const auto *Member = dyn_cast_or_null<MemberExpr>(Callee))
    return Member->getMemberDecl()->getNameAsString();
  if (isa_and_nonnull<LambdaExpr>(Callee))
    return "the lambda";
  const FunctionDecl *Function = Call->getDirectCallee();
  return Function ? Function->getNameAsString() : "a function pointer";
}

} // namespace corolint
