// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/errors/GatheredWork.h"
#include "checks/flow/Failures.h"
#include "checks/flow/FunctionBody.h"
#include "checks/flow/Loops.h"
#include "checks/knowledge/Callables.h"
#include "checks/knowledge/ContainerChanges.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// Finds what a local variable holds when it is gathered, and whether all of that is understood: it
/// was made empty, or with one task, and is only appended to, asked and moved.
class ContentFinder : public RecursiveASTVisitor<ContentFinder> {
public:
  ContentFinder(const VarDecl *Variable, const FunctionDecl *Function) : Variable(Variable) {
    const Expr *Init = Variable->getInit() ? ignoreIdentity(Variable->getInit()) : nullptr;
    const auto *Made = dyn_cast_or_null<CXXConstructExpr>(Init);
    if (Init && !(Made && Made->getNumArgs() == 0))
      Found.push_back(Init);
    TraverseStmt(Function->getBody());
  }
  SmallVector<const Expr *, 4> Found;
  bool isUnderstood() const { return Mentions.size() == Understood.size(); }

  bool VisitDeclRefExpr(DeclRefExpr *Reference) {
    if (Reference->getDecl() == Variable)
      Mentions.insert(Reference);
    return true;
  }
  bool VisitCallExpr(CallExpr *Expression) {
    Call Made = asCallItself(Expression);
    if (!Made)
      return true;
    if (Expression->isXValue() && Made.Arguments.size() == 1) // std::move
      understand(Made.Arguments[0]);
    const auto *Method = dyn_cast<CXXMethodDecl>(Made.Callee);
    if (!Method || !Made.Object)
      return true;
    bool Appends = changeOf(Method) == ChangeKind::Grows && Made.Arguments.size() == 1;
    bool Reserves = Appends && Made.Arguments[0]->getType()->isIntegerType();
    if (Appends && !Reserves && isMention(Made.Object))
      Found.push_back(Made.Arguments[0]);
    if (Appends || Method->isConst())
      understand(Made.Object);
    return true;
  }

private:
  bool isMention(const Expr *Object) const {
    const auto *Named = dyn_cast<DeclRefExpr>(Object->IgnoreParenImpCasts());
    return Named && Named->getDecl() == Variable;
  }
  void understand(const Expr *Object) {
    if (isMention(Object))
      Understood.insert(cast<DeclRefExpr>(Object->IgnoreParenImpCasts()));
  }

  const VarDecl *Variable;
  DenseSet<const DeclRefExpr *> Mentions, Understood;
};

/// The local variable that \p Value, as it is or moved, names; null if it is something else.
const VarDecl *localVariable(const Expr *Value) {
  const auto *Named = dyn_cast<DeclRefExpr>(ignoreIdentity(Value));
  const auto *Variable = Named ? dyn_cast<VarDecl>(Named->getDecl()) : nullptr;
  return Variable && Variable->isLocalVarDecl() && Variable->hasLocalStorage() ? Variable : nullptr;
}

/// Judges the work of one gather.
class WorkJudge {
public:
  WorkJudge(const FunctionDecl *Function, CoroutineTypes &Types) : Function(Function), Types(Types) {}

  bool mayFail(const Expr *Work) {
    const Expr *Inner = ignoreIdentity(Work);
    if (const VarDecl *Variable = localVariable(Inner)) {
      ContentFinder Content(Variable, Function);
      return !Judged.insert(Variable).second || !Content.isUnderstood() || Content.Found.empty() ||
             any_of(Content.Found, [&](const Expr *Each) { return mayFail(Each); });
    }
    Call Made = asCall(Inner);
    // task().via(executor)
    if (Made && Made.Object && Types.of(Made.Object->getType()).isAwaitable())
      return mayFail(Made.Object);
    CoroutineType Type = Types.of(Inner->getType());
    if (Made && Type.isAwaitable())
      return (Type.Kind != TypeKind::Task && Type.Kind != TypeKind::Operation &&
              none_of(modelsOf(Made, Types),
                      [](const FunctionModel *Model) { return Model->NeverFails; })) ||
             workMayFail(Inner, Types);
    const FunctionDecl *Makes = visibleDefinition(calledBy(Inner));
    return !Makes || !coroutineBody(Makes) || failureOf(Makes, Types);
  }

private:
  const FunctionDecl *Function;
  CoroutineTypes &Types;
  SmallPtrSet<const VarDecl *, 4> Judged;
};

} // namespace

bool gatheredWorkMayFail(const Call &Gathered, const FunctionDecl *Function,
                         CoroutineTypes &Types) {
  bool Any = false;
  WorkJudge Judge(Function, Types);
  for (const Expr *Argument : Gathered.Arguments) {
    bool IsWork = Types.of(Argument->getType()).isAwaitable() || isRange(Argument->getType()) ||
                  calledBy(Argument);
    // An executor, a number.
    if (!IsWork)
      continue;
    Any = true;
    if (Judge.mayFail(Argument))
      return true;
  }
  return !Any;
}

} // namespace corolint
