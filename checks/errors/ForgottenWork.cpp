// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/errors/ForgottenWork.h"
#include "checks/errors/GatherResults.h"
#include "checks/flow/DiscardedValues.h"
#include "checks/flow/FunctionBody.h"
#include "checks/knowledge/AsyncContext.h"
#include "checks/knowledge/Callables.h"
#include "checks/knowledge/MadeAwaitable.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

class StartFinder : public CallVisitor<StartFinder> {
public:
  explicit StartFinder(CoroutineTypes &Types) : Types(Types) {}
  std::vector<ForgottenWork> Found;

  bool visitCall(const Call &Made) {
    std::optional<ForgottenWork> Work = startedBy(Made);
    if (Work && (Work->Fate == ExceptionFate::Swallowed || Work->Fate == ExceptionFate::Terminates))
      add(*Work);
    return true;
  }

  /// \p Made, whose result is thrown away, if that holds the failure of what it starts.
  void addDropped(const Call &Made) {
    CoroutineType Handle = Types.of(Made.Expression->getType());
    if (Handle.Start != StartPolicy::Eager ||
        !is_contained({DropFate::Unknown, DropFate::RunsUnobserved}, Handle.Dropped))
      return;
    std::optional<ForgottenWork> Work = startedBy(Made);
    bool IsHeld = Work && (Work->Fate == ExceptionFate::Stored ||
                           (Work->Fate == ExceptionFate::Unknown && !Work->Token &&
                            Handle.Exceptions == ExceptionFate::Stored));
    if (!IsHeld)
      return;
    Work->Fate = ExceptionFate::Stored;
    add(*Work);
  }

private:
  /// What \p Made starts, by its model, and what becomes of the failure as far as the call says;
  /// none if it starts nothing.
  std::optional<ForgottenWork> startedBy(const Call &Made) {
    const SpawnModel *Spawn = roleOf(Made, &FunctionModel::Spawn, Types);
    const Expr *Task = Spawn ? Made.argument(Spawn->Task) : nullptr;
    if (!Task)
      return std::nullopt;
    ForgottenWork Work{Made, Task, nullptr, Spawn->Exceptions, nullptr, false};
    if (Spawn->Token)
      if (const Expr *Token = Made.argument(*Spawn->Token))
        readToken(Token, Work);
    return Work;
  }

  void add(ForgottenWork Work) {
    Work.Coroutine = coroutineBehind(Work.Task, Types);
    if (!Work.Coroutine)
      Work.Coroutine = ordinaryWork(Work.Task);
    Found.push_back(Work);
  }

  /// The callable that runs as \p Task, of a library whose coroutines have stacks: itself, or what
  /// the call that makes \p Task runs. Null if its body is not seen.
  const FunctionDecl *ordinaryWork(const Expr *Task) const {
    const FunctionDecl *Callable = calledBy(Task);
    if (Call Made = asCall(Task); Made && Types.of(Task->getType()).Kind == TypeKind::Future)
      for (auto [Index, Argument] : enumerate(Made.Arguments))
        for (const FunctionModel *Model : modelsOf(Made, Types))
          if (concerns(Model->Handler, Index) || concerns(Model->Offload, Index))
            Callable = calledBy(Argument);
    const FunctionDecl *Definition = visibleDefinition(Callable);
    return Definition && !coroutineBody(Definition) &&
                   !Types.of(Definition->getReturnType()).isAwaitable()
               ? Definition
               : nullptr;
  }
  /// What the completion token \p Token says of a failure, those that it wraps included.
  void readToken(const Expr *Token, ForgottenWork &Work) {
    CoroutineType Type = Types.of(Token->getType());
    // What names a place for an operation's error code has none for an exception.
    if (Type.Kind == TypeKind::CompletionToken && Type.Exceptions != ExceptionFate::Handed) {
      if (Type.Exceptions != ExceptionFate::Unknown) {
        Work.Fate = Type.Exceptions;
        Work.Token = Token;
      }
      return;
    }
    if (const LambdaExpr *Handler = lambdaIn(Token)) {
      Work.Token = Token;
      Work.IgnoredByHandler = ignoresErrors(Handler, Types);
      Work.Fate = Work.IgnoredByHandler ? ExceptionFate::Swallowed : ExceptionFate::Handed;
      return;
    }
    if (Call Wrapping = asCall(Token))
      for (const Expr *Argument : Wrapping.Arguments)
        readToken(Argument, Work);
  }

  CoroutineTypes &Types;
};

/// The coroutine whose failure becomes that of \p Made's result: its own, or that of a
/// callable that it is given to run.
const FunctionDecl *workOf(const Call &Made, const Expr *&Task, CoroutineTypes &Types) {
  if (const FunctionDecl *Coroutine = coroutineBehind(Made.Expression, Types))
    return Coroutine;
  for (auto [Index, Argument] : enumerate(Made.Arguments))
    for (const FunctionModel *Model : modelsOf(Made, Types))
      if (concerns(Model->Handler, Index) || concerns(Model->Keeps, Index))
        if (const FunctionDecl *Callable = calledBy(Argument);
            Callable && Types.of(Callable->getReturnType()).isAwaitable()) {
          Task = Argument;
          if (const FunctionDecl *Coroutine = coroutineBehind(Argument, Types))
            return Coroutine;
          return visibleDefinition(Callable);
        }
  return nullptr;
}

} // namespace

std::vector<ForgottenWork> forgottenWork(const FunctionDecl *Function, CoroutineTypes &Types) {
  StartFinder Finder(Types);
  Finder.visitBodyOf(Function);
  forEachDiscardedValue(
      Function, Types.context().getLangOpts(), [&](const Expr *Value, DiscardForm Form) {
        std::optional<MadeAwaitable> Made = madeAwaitable(Value, Types);
        if (Call Starting = Made ? Call() : asCall(Value))
          return Finder.addDropped(Starting);
        if (Form == DiscardForm::Silent || !Made || Made->OfAwait || !Made->Made ||
            Made->Fate != DropFate::RunsUnobserved ||
            Made->Type.Exceptions != ExceptionFate::Stored)
          return;
        ForgottenWork Work{Made->Made, Made->Source, nullptr, ExceptionFate::Stored, nullptr,
                           false};
        Work.Coroutine = workOf(Made->Made, Work.Task, Types);
        Finder.Found.push_back(Work);
      });
  return std::move(Finder.Found);
}

} // namespace corolint
