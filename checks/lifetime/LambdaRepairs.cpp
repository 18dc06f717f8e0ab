// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/lifetime/LambdaRepairs.h"
#include "checks/lifetime/Closures.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// The parentheses of the parameters of \p Lambda; invalid where none are written.
SourceRange parameterList(const LambdaExpr *Lambda) {
  if (!Lambda->hasExplicitParameters())
    return {};
  auto Written = Lambda->getCallOperator()->getFunctionTypeLoc();
  if (!Written || Written.getLParenLoc().isMacroID() || Written.getRParenLoc().isMacroID())
    return {};
  return Written.getParensRange();
}

/// The parentheses with which \p Called calls \p Lambda where it stands; invalid in macros and where
/// they are not right behind it.
SourceRange callParentheses(const CXXOperatorCallExpr *Called, const LambdaExpr *Lambda) {
  const ASTContext &Context = Lambda->getCallOperator()->getASTContext();
  SourceLocation End = Lambda->getEndLoc(), Right = Called->getRParenLoc();
  if (End.isMacroID() || Right.isMacroID())
    return {};
  // The expression itself only knows the closing one.
  std::optional<Token> Next =
      Lexer::findNextToken(End, Context.getSourceManager(), Context.getLangOpts());
  return Next && Next->is(tok::l_paren) ? SourceRange(Next->getLocation(), Right) : SourceRange();
}

} // namespace

std::optional<FixItHint> dropCall(const LambdaExpr *Lambda, const MadeTask &Task,
                                  CoroutineTypes &Types) {
  const auto *Called = dyn_cast<CXXOperatorCallExpr>(Task.Made.Expression);
  const Call &Starter = Task.Course.Starter;
  if (!Called || !Starter || Task.Course.Through.size() != 1 ||
      Task.Course.Through[0].Expression != Starter.Expression || !Task.Made.Arguments.empty() ||
      Called->getNumArgs() != 1)
    return std::nullopt;
  const SpawnModel *Spawn = roleOf(Starter, &FunctionModel::Spawn, Types);
  if (!Spawn || Spawn->Task < 0 ||
      !concernsArgument(Starter, &FunctionModel::Keeps, Spawn->Task, Types))
    return std::nullopt;
  const Expr *Given = Starter.argument(Spawn->Task);
  SourceRange Parentheses = callParentheses(Called, Lambda);
  if (!Given || ignoreWrapping(Given) != Called || Parentheses.isInvalid())
    return std::nullopt;
  return FixItHint::CreateRemoval(Parentheses);
}

std::optional<FixItHint> takeClosureByValue(const LambdaExpr *Lambda) {
  const CXXMethodDecl *Body = Lambda->getCallOperator();
  const CXXRecordDecl *Class = Lambda->getLambdaClass();
  SourceRange List = parameterList(Lambda);
  if (!Body->getASTContext().getLangOpts().CPlusPlus23 || List.isInvalid() ||
      Body->isExplicitObjectMemberFunction() || Lambda->isMutable() || Body->isStatic() ||
      Class->defaultedCopyConstructorIsDeleted())
    return std::nullopt;
  return FixItHint::CreateInsertion(List.getBegin().getLocWithOffset(1),
                                    Body->getNumParams() ? "this auto, " : "this auto");
}

std::vector<FixItHint> capturesToParameters(const LambdaExpr *Lambda, const MadeTask &Task) {
  const auto *Called = dyn_cast<CXXOperatorCallExpr>(Task.Made.Expression);
  SourceRange List = parameterList(Lambda);
  if (!Called || ignoreIdentity(Task.Made.Object) != Lambda || List.isInvalid() ||
      Called->getNumArgs() != 1 || Lambda->getCaptureDefault() != LCD_None ||
      Lambda->getCallOperator()->getNumParams() > 0 || Lambda->isMutable() ||
      Lambda->isGenericLambda() || Lambda->getIntroducerRange().getBegin().isMacroID())
    return {};
  SourceRange Parentheses = callParentheses(Called, Lambda);
  if (Parentheses.isInvalid())
    return {};
  std::string Parameters, Arguments;
  for (const LambdaCapture &Capture : Lambda->captures()) {
    if (!Capture.capturesVariable() || Capture.getCapturedVar()->isInitCapture() ||
        Capture.isPackExpansion())
      return {};
    StringRef Name = Capture.getCapturedVar()->getName();
    StringRef Separator = Parameters.empty() ? "" : ", ";
    StringRef Type = Capture.getCaptureKind() == LCK_ByRef ? "auto &" : "auto ";
    Parameters += (Separator + Type + Name).str();
    Arguments += (Separator + Name).str();
  }
  return {FixItHint::CreateReplacement(Lambda->getIntroducerRange(), "[]"),
          FixItHint::CreateReplacement(List, "(" + Parameters + ")"),
          FixItHint::CreateReplacement(Parentheses, "(" + Arguments + ")")};
}

} // namespace corolint
