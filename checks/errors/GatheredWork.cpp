// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/errors/GatheredWork.h"
#include "checks/flow/Failures.h"
#include "checks/flow/Loops.h"
#include "checks/flow/VariableMentions.h"
#include "checks/knowledge/Callables.h"
#include "checks/knowledge/ContainerChanges.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// Whether \p Value may be work, or hold or make some.
bool isWork(const Expr *Value, CoroutineTypes &Types) {
  return Types.of(Value->getType()).isAwaitable() || isRange(Value->getType()) || calledBy(Value);
}

/// Finds what a local variable holds when it is gathered, and whether all of that is understood: it
/// was made empty, or with one task, and is only appended to, emptied, asked and moved.
class ContentFinder : public VariableMentions<ContentFinder> {
public:
  ContentFinder(const VarDecl *Variable, CoroutineTypes &Types) : VariableMentions(Variable) {
    const Expr *Init = Variable->getInit() ? ignoreIdentity(Variable->getInit()) : nullptr;
    const auto *Made = dyn_cast_or_null<CXXConstructExpr>(Init);
    // An allocator, a number of empty tasks.
    bool IsEmpty = Made && none_of(Made->arguments(),
                                   [&](const Expr *Argument) { return isWork(Argument, Types); });
    if (Init && !IsEmpty)
      Found.push_back(Init);
    // A lambda may gather what the function around it has.
    TraverseStmt(cast<Decl>(Variable->getParentFunctionOrMethod())->getBody());
  }
  SmallVector<const Expr *, 4> Found;

  bool VisitCallExpr(CallExpr *Expression) {
    Call Made = asCallItself(Expression);
    if (!Made)
      return true;
    if (Expression->isXValue() && Made.Arguments.size() == 1) // std::move
      understand(Made.Arguments[0]);
    const auto *Method = dyn_cast<CXXMethodDecl>(Made.Callee);
    if (!Method || !Made.Object)
      return true;
    std::optional<ChangeKind> Change = changeOf(Method);
    bool Appends = Change == ChangeKind::Grows && Made.Arguments.size() == 1;
    bool Empties = Change && Change != ChangeKind::Grows && Made.Arguments.empty();
    bool Reserves = Appends && Made.Arguments[0]->getType()->isIntegerType();
    if (Appends && !Reserves && mentionIn(Made.Object))
      Found.push_back(Made.Arguments[0]);
    if (Appends || Empties || Method->isConst())
      understand(Made.Object);
    return true;
  }
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
  explicit WorkJudge(CoroutineTypes &Types) : Types(Types) {}

  bool mayFail(const Expr *Work) {
    const Expr *Inner = ignoreIdentity(Work);
    if (const VarDecl *Variable = localVariable(Inner)) {
      ContentFinder Content(Variable, Types);
      return !Judged.insert(Variable).second || !Content.areUnderstood() || Content.Found.empty() ||
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
  CoroutineTypes &Types;
  SmallPtrSet<const VarDecl *, 4> Judged;
};

} // namespace

bool gatheredWorkMayFail(const Call &Gathered, CoroutineTypes &Types) {
  bool Any = false;
  WorkJudge Judge(Types);
  for (const Expr *Argument : Gathered.Arguments) {
    // An executor, a number.
    if (!isWork(Argument, Types))
      continue;
    Any = true;
    if (Judge.mayFail(Argument))
      return true;
  }
  return !Any;
}

} // namespace corolint
