// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/knowledge/AsyncContext.h"
#include "checks/knowledge/Callables.h"
#include "checks/knowledge/ClassMembers.h"
#include "checks/knowledge/Initializers.h"
#include "checks/knowledge/ThreadOwners.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ParentMapContext.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// Whether the model of what takes a callable, as its argument \p Index, says that it runs on another
/// thread.
bool offloads(const Call &Taking, int Index, CoroutineTypes &Types) {
  for (const FunctionModel *Model : modelsOf(Taking, Types)) {
    if (concerns(Model->Offload, Index))
      return true;
    if (!Model->Spawn || Model->Spawn->Task != Index)
      continue;
    // pool.spawn(task), co_spawn(pool, task)
    const Expr *Executor =
        Model->Spawn->Executor ? Taking.argument(*Model->Spawn->Executor) : Taking.Object;
    if (Executor && executorOf(Executor, Types) == ExecutorKind::ThreadPool)
      return true;
  }
  return false;
}

/// Likewise that it runs on an event loop: it is a handler, by a model, or is what a completion token
/// stands for.
bool handles(const Call &Taking, int Index, CoroutineTypes &Types) {
  if (any_of(modelsOf(Taking, Types),
             [&](const FunctionModel *Model) { return concerns(Model->Handler, Index); }))
    return true;
  if (!isCompletionToken(Taking.Callee, Index))
    return false;
  // An operation may end on any executor, which mostly is an event loop's; but what does nothing else
  // than to go to an executor may be there to leave the loop.
  auto Names = [&](ExecutorKind Kind) {
    return any_of(enumerate(Taking.Arguments), [&](const auto &Each) {
      return int(Each.index()) != Index && executorOf(Each.value(), Types) == Kind;
    });
  };
  bool OnlySwitches = any_of(modelsOf(Taking, Types), [](const FunctionModel *Model) {
    return Model->Switches != SwitchTarget::None;
  });
  return OnlySwitches ? Names(ExecutorKind::EventLoop)
                      : !Names(ExecutorKind::ThreadPool) &&
                            executorOf(Taking, Types) != ExecutorKind::ThreadPool;
}

} // namespace

bool isCalledOnEventLoop(const FunctionDecl *Function, CoroutineTypes &Types) {
  const FunctionModel *Declared = Types.declared(Function);
  if ((Declared && Declared->OnEventLoop) ||
      any_of(Types.models().find(Function),
             [](const FunctionModel *Model) { return Model->OnEventLoop; }))
    return true;
  const LambdaExpr *Lambda = lambdaOf(Function, Types.context());
  return Lambda && isHandler(Lambda, Types);
}

bool isOffloaded(const Expr *Work, CoroutineTypes &Types) {
  return isHandedTo(Work, Types.context(), [&](const Call &Taking, int Index) {
    return offloads(Taking, Index, Types);
  });
}

bool isHandler(const Expr *Callable, CoroutineTypes &Types) {
  return isHandedTo(Callable, Types.context(), [&](const Call &Taking, int Index) {
    return handles(Taking, Index, Types);
  });
}

const CoawaitExpr *initialAwait(const FunctionDecl *Coroutine) {
  const auto *Initial = dyn_cast_or_null<Expr>(coroutineBody(Coroutine)->getInitSuspendStmt());
  return Initial ? dyn_cast<CoawaitExpr>(Initial->IgnoreImplicit()) : nullptr;
}

/// Whether the promise of \p Function, a coroutine, starts it on a thread.
static bool startsOnThread(const FunctionDecl *Function) {
  const CoawaitExpr *Await = initialAwait(Function);
  return Await && handsToThread(Await);
}

/// What \p Type, which may name an executor, refers or points to, as a smart pointer does, too.
static QualType namedExecutor(QualType Type) {
  Type = Type.getNonReferenceType();
  if (Type->isPointerType())
    Type = Type->getPointeeType();
  const auto *Owner = dyn_cast_or_null<ClassTemplateSpecializationDecl>(Type->getAsCXXRecordDecl());
  return Owner && (isStd(Owner, "shared_ptr") || isStd(Owner, "unique_ptr"))
             ? Owner->getTemplateArgs()[0].getAsType()
             : Type;
}

/// Whether the promise of \p Function, a coroutine, is told of a pool of threads that is a parameter:
/// it runs there.
static bool isGivenPool(const FunctionDecl *Function, CoroutineTypes &Types) {
  const VarDecl *Promise = coroutineBody(Function)->getPromiseDecl();
  const auto *Made = Promise && Promise->getInit()
                         ? dyn_cast<CXXConstructExpr>(Promise->getInit()->IgnoreImplicit())
                         : nullptr;
  return Made && Made->getNumArgs() > 0 &&
         any_of(Function->parameters(), [&](const ParmVarDecl *Parameter) {
           QualType Type = namedExecutor(Parameter->getType());
           return Types.of(Type).Kind == TypeKind::ThreadPool ||
                  ownsThreads(Type->getAsCXXRecordDecl());
         });
}

bool runsOnEventLoop(const FunctionDecl *Function, CoroutineTypes &Types) {
  if (!coroutineBody(Function))
    return isCalledOnEventLoop(Function, Types);
  TypeKind Kind = Types.of(Function->getReturnType()).Kind;
  if (Kind != TypeKind::Task && Kind != TypeKind::FireAndForget && Kind != TypeKind::AsyncGenerator)
    return false;
  if (startsOnThread(Function) || isGivenPool(Function, Types))
    return false;
  // A lambda in a lambda that runs elsewhere does so, too.
  ASTContext &Context = Types.context();
  for (const LambdaExpr *Lambda = lambdaOf(Function, Context); Lambda;
       Lambda = lambdaOf(enclosingFunction(Lambda, Context), Context))
    if (isOffloaded(Lambda, Types))
      return false;
  return true;
}

namespace {

/// What a value of \p Type says of where it is, whatever it is made of.
ExecutorKind executorOf(QualType Type, CoroutineTypes &Types) {
  CoroutineType Known = Types.of(Type);
  switch (Known.Kind) {
  case TypeKind::EventLoop:
    return ExecutorKind::EventLoop;
  case TypeKind::CompletionToken:
    if (Known.Exceptions != ExceptionFate::Handed)
      return ExecutorKind::None;
    break; // It wraps the token that may name one.
  case TypeKind::ThreadPool:
    return ExecutorKind::ThreadPool;
  default:
    break;
  }
  if (Known.isAwaitable())
    return ExecutorKind::None;
  // An adaptor (asio::strand) is where the executor that it adapts is.
  const auto *Adaptor =
      dyn_cast_or_null<ClassTemplateSpecializationDecl>(Type->getAsCXXRecordDecl());
  if (Adaptor &&
      (Known.Kind == TypeKind::CompletionToken || memberFunction(Adaptor, "get_inner_executor")) &&
      Adaptor->getTemplateArgs().size() &&
      Adaptor->getTemplateArgs()[0].getKind() == TemplateArgument::Type)
    return executorOf(Adaptor->getTemplateArgs()[0].getAsType(), Types);
  return ExecutorKind::Unknown;
}

} // namespace

ExecutorKind executorOf(const Expr *Executor, CoroutineTypes &Types) {
  const Expr *Inner = ignoreWrapping(Executor);
  if (ExecutorKind Kind = executorOf(namedExecutor(Inner->getType()), Types);
      Kind != ExecutorKind::Unknown)
    return Kind;
  if (const auto *Operator = dyn_cast<UnaryOperator>(Inner))
    return executorOf(Operator->getSubExpr(), Types);
  // co_await this_coro::executor, by itself or kept in a variable.
  if (const auto *Await = dyn_cast<CoawaitExpr>(Inner))
    return executorOf(Await->getOperand(), Types);
  if (const auto *Reference = dyn_cast<DeclRefExpr>(Inner))
    if (const auto *Variable = dyn_cast<VarDecl>(Reference->getDecl());
        Variable && Variable->isLocalVarDecl())
      if (const Expr *Source = initializerBehind(Reference);
          Source && isa<CoawaitExpr>(ignoreWrapping(Source)))
        return executorOf(Source, Types);
  // bind_executor(loop, token), loop.get_executor(), make_strand(pool): what it is made of says
  // where it is.
  Call Made = asCall(Inner);
  if (!Made || (!Made.Object && Made.Arguments.empty()))
    return ExecutorKind::Unknown;
  return executorOf(Made, Types);
}

ExecutorKind executorOf(const Call &Made, CoroutineTypes &Types) {
  ExecutorKind Found = ExecutorKind::None;
  for (const Expr *Argument : Made.Arguments)
    if (ExecutorKind Named = executorOf(Argument, Types); Named != ExecutorKind::None)
      Found = Found == ExecutorKind::None || Found == Named ? Named : ExecutorKind::Unknown;
  // pool.schedule(), but loop for pool.resume_on(loop).
  return Found == ExecutorKind::None && Made.Object ? executorOf(Made.Object, Types) : Found;
}

const FunctionDecl *enclosingFunction(const Stmt *Statement, ASTContext &Context) {
  DynTypedNodeList Parents = Context.getParents(*Statement);
  while (!Parents.empty()) {
    if (const auto *Function = Parents[0].get<FunctionDecl>())
      return Function;
    // A lambda's body has the LambdaExpr for its parent, its captures' initialisers too; only the
    // body is the lambda's.
    if (const auto *Lambda = Parents[0].get<LambdaExpr>())
      if (Statement == Lambda->getBody())
        return Lambda->getCallOperator();
    if (const auto *Parent = Parents[0].get<Stmt>())
      Statement = Parent;
    Parents = Context.getParents(Parents[0]);
  }
  return nullptr;
}

bool mayWriteAwaitAt(const Stmt *Statement, ASTContext &Context) {
  if (!coroutineBody(enclosingFunction(Statement, Context)))
    return false;
  DynTypedNodeList Parents = Context.getParents(*Statement);
  while (!Parents.empty()) {
    if (Parents[0].get<FunctionDecl>())
      return true;
    if (Parents[0].get<CXXCatchStmt>() || Parents[0].get<ParmVarDecl>())
      return false;
    // Nor in the initialiser of a variable of static or thread storage.
    if (const auto *Variable = Parents[0].get<VarDecl>(); Variable && !Variable->hasLocalStorage())
      return false;
    if (const auto *Lambda = Parents[0].get<LambdaExpr>())
      if (Statement == Lambda->getBody())
        return true;
    if (const auto *Parent = Parents[0].get<Stmt>())
      Statement = Parent;
    Parents = Context.getParents(Parents[0]);
  }
  return false;
}

} // namespace corolint
