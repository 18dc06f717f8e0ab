// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/lifetime/LambdaRepairs.h"
#include "checks/knowledge/AsyncContext.h"

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
  if (!Spawn || Spawn->Task < 0 || none_of(modelsOf(Starter, Types), [&](const FunctionModel *Model) {
        return concerns(Model->Keeps, Spawn->Task);
      }))
    return std::nullopt;
  const Expr *Given = Starter.argument(Spawn->Task);
  if (!Given || ignoreWrapping(Given) != Called || Lambda->getEndLoc().isMacroID() ||
      Called->getOperatorLoc().isMacroID() || Called->getRParenLoc().isMacroID())
    return std::nullopt;
  return FixItHint::CreateRemoval(
      CharSourceRange::getTokenRange(Called->getOperatorLoc(), Called->getRParenLoc()));
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
      Lambda->isGenericLambda() || Lambda->getIntroducerRange().getBegin().isMacroID() ||
      Called->getOperatorLoc().isMacroID() || Called->getRParenLoc().isMacroID())
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
          FixItHint::CreateReplacement(
              SourceRange(Called->getOperatorLoc(), Called->getRParenLoc()),
              "(" + Arguments + ")")};
}

} // namespace corolint
