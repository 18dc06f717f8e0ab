// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/lifetime/DanglingReturnCheck.h"
#include "checks/flow/EndingScopes.h"
#include "checks/flow/KeptReferences.h"
#include "checks/knowledge/CalleeName.h"
#include "checks/knowledge/ClassMembers.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace llvm;

namespace corolint {
namespace {

/// What \p Task comes from, for messages.
std::string nameOf(const ReturnedTask &Task) {
  if (Task.Made)
    return calleeName(Task.Made.Expression);
  return Task.Made.Expression->getType()->getAsCXXRecordDecl()->getNameAsString();
}

/// Whether a handler of \p Try may be there for what calling a coroutine itself may throw: its
/// frame could not be allocated.
bool catchesBadAlloc(const CXXTryStmt *Try) {
  for (unsigned I = 0; I < Try->getNumHandlers(); ++I)
    if (QualType Caught = Try->getHandler(I)->getCaughtType();
        !Caught.isNull() && isStd(Caught.getNonReferenceType()->getAsCXXRecordDecl(), "bad_alloc"))
      return true;
  return false;
}

/// Whether calling what \p Made calls throws nothing: it is seen to be a coroutine, or only makes a
/// lazy task. A failure goes into the task.
bool keepsFailure(const Call &Made, CoroutineTypes &Types) {
  if (!Made || !isa<CallExpr>(Made.Expression))
    return false;
  CoroutineType Result = Types.of(Made.Expression->getType());
  if (const FunctionDecl *Definition = visibleDefinition(Made.Callee))
    return coroutineBody(Definition) &&
           (Result.Start == StartPolicy::Lazy || Result.Exceptions != ExceptionFate::Rethrown);
  // A callable that holds another may hold none.
  return Result.Kind == TypeKind::Task && Result.Start == StartPolicy::Lazy &&
         Made.Callee->getOverloadedOperator() != OO_Call && !Made.Callee->isInStdNamespace();
}

} // namespace

void DanglingReturnCheck::registerMatchers(MatchFinder *Finder) { matchFunctions(Finder); }

void DanglingReturnCheck::check(const MatchFinder::MatchResult &Result) {
  const FunctionDecl *Function = matchedFunction(Result);
  if (!Function || !Function->getBody() || coroutineBody(Function))
    return;
  CoroutineTypes &Types = types(*Result.Context);
  if (!Types.of(Function->getReturnType()).isAwaitable())
    return;
  std::vector<ReturnedTask> Tasks = returnedTasks(Function, Types);
  if (Tasks.empty())
    return;
  reportReferences(Function, Types);
  reportGuards(Function, Tasks, Types);
  reportHandlers(Function, Tasks, Types);
}

void DanglingReturnCheck::reportReferences(const FunctionDecl *Function, CoroutineTypes &Types) {
  for (const KeptReference &Kept : keptReferences(Function, Types)) {
    SourceLocation At = Kept.Argument->getBeginLoc();
    if (!isNew(At))
      continue;
    StringRef Name = Kept.Object->getName();
    diag(At, "the %select{task|task|awaitable}2 that '%0' returns refers to '%1', which is gone "
             "when it %select{runs|is resumed|is awaited}2")
        << nameOf(Kept.Task) << Name << Kept.When << Kept.Argument->getSourceRange();
    diag(Kept.Object->getLocation(), "'%0' ends with this function, whose caller is given the task",
         DiagnosticIDs::Note)
        << Name;
    for (const auto &[Location, Text] : Kept.Steps)
      diag(Location, "%0", DiagnosticIDs::Note) << Text;
    suggestCoroutine(Function, Kept.Task, "so that it lives until the task has ended", Types);
  }
}

void DanglingReturnCheck::reportGuards(const FunctionDecl *Function, ArrayRef<ReturnedTask> Tasks,
                                       CoroutineTypes &Types) {
  for (const AsyncGuard &Guard : asyncGuardsIn(Function, Types)) {
    SmallVector<ReturnedTask, 4> UnderWay;
    for (const ReturnedTask &Task : Tasks)
      if (Task.IsWhole && is_contained(Guard.Returns, Task.Return) && Task.Made &&
          isa<CallExpr>(Task.Made.Expression) && !isReady(Task.Made, Types))
        UnderWay.push_back(Task);
    SourceLocation At = Guard.Variable->getLocation();
    if (UnderWay.empty() || !isNew(At))
      continue;
    diag(At, "'%0' is given back when this function returns, while the task that it returns is "
             "still under way")
        << Guard.Variable->getName();
    for (const ReturnedTask &Task : UnderWay)
      diag(Task.Return->getBeginLoc(), "what '%0' does goes on after this", DiagnosticIDs::Note)
          << nameOf(Task);
    suggestCoroutine(Function, UnderWay, "so that it is held until the task has ended", Types);
  }
}

void DanglingReturnCheck::reportHandlers(const FunctionDecl *Function,
                                         ArrayRef<ReturnedTask> Tasks, CoroutineTypes &Types) {
  for (const TryBlock &Block : tryBlocksIn(Function)) {
    SmallVector<ReturnedTask, 2> Silent;
    for (const ReturnedTask &Task : Tasks)
      if (is_contained(Block.Returns, Task.Return) && keepsFailure(Task.Made, Types))
        Silent.push_back(Task);
    auto IsSilent = [&](const Expr *Thrower) {
      return any_of(Silent, [&](const ReturnedTask &Task) {
        return Task.Made.Expression == Thrower;
      });
    };
    if (catchesBadAlloc(Block.Try) || !all_of(Block.MayThrow, IsSilent))
      continue;
    for (const ReturnedTask &Task : Silent) {
      SourceLocation At = Task.Made.Expression->getBeginLoc();
      if (!Task.IsWhole || !isNew(At))
        continue;
      diag(At, "a failure of '%0' never comes to the handler here: it is thrown where the task is "
               "awaited")
          << nameOf(Task) << Task.Made.Expression->getSourceRange();
      diag(Block.Try->getHandler(0)->getBeginLoc(), "this handler only sees what the call throws",
           DiagnosticIDs::Note);
      suggestCoroutine(Function, Task, "so that the handler sees it", Types);
    }
  }
}

void DanglingReturnCheck::suggestCoroutine(const FunctionDecl *Function,
                                           ArrayRef<ReturnedTask> Tasks, StringRef Purpose,
                                           CoroutineTypes &Types) {
  // A lambda's captures, an instance's own types and a deduced result take more thought than that.
  const auto *Method = dyn_cast<CXXMethodDecl>(Function);
  if ((Method && Method->getParent()->isLambda()) || Function->isConstexpr() ||
      Function->isTemplateInstantiation() || Function->isVariadic() ||
      Function->getDeclaredReturnType()->getContainedAutoType())
    return;
  if (Tasks.size() != 1 || returnsOf(Function).size() != 1)
    return;
  const ReturnStmt *Return = Tasks[0].Return;
  const Expr *Value = Tasks[0].Made.Expression;
  const Expr *Returned = ignoreWrapping(Return->getRetValue());
  if (Returned != Value || isa<CXXOperatorCallExpr>(Value) ||
      !Function->getASTContext().hasSameUnqualifiedType(Value->getType(),
                                                        Function->getReturnType()) ||
      Return->getBeginLoc().isMacroID() || Return->getEndLoc().isMacroID() ||
      mayAwait(Types.of(Function->getReturnType()).Promise, Value->getType()) != Answer::Yes)
    return;
  diag(Return->getBeginLoc(), "make it a coroutine, %0", DiagnosticIDs::Note)
      << Purpose
      << FixItHint::CreateReplacement(Return->getReturnLoc(), "co_return co_await");
}

} // namespace corolint
