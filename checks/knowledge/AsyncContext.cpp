// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/knowledge/AsyncContext.h"
#include "checks/knowledge/Calls.h"
#include "clang/AST/ParentMapContext.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// Finds what a callable, written somewhere, is handed to.
class CallableUses {
public:
  explicit CallableUses(CoroutineTypes &Types) : Types(Types), Context(Types.context()) {}

  /// Whether \p Callable runs on a thread that is no event loop.
  bool runsElsewhere(const Expr *Callable) {
    return endsIn(Callable, [this](const Call &Taking, int Index) { return offloads(Taking, Index); });
  }

  /// Whether \p Callable runs on an event loop, by a model of what takes it.
  bool runsOnLoop(const Expr *Callable) {
    return endsIn(Callable, [this](const Call &Taking, int Index) {
      return any_of(modelsOf(Taking, Types), [&](const FunctionModel *Model) {
        return concerns(Model->Handler, Index);
      });
    });
  }

private:
  using Test = function_ref<bool(const Call &Taking, int Index)>;

  /// Follows \p Callable to the call that takes it: through conversions, wrappers of the standard
  /// library, and a local variable all of whose uses end so.
  bool endsIn(const Expr *Callable, Test Ends, unsigned Depth = 0) {
    const Expr *Current = Callable;
    DynTypedNodeList Parents = Context.getParents(*Current);
    for (; !Parents.empty(); Parents = Context.getParents(*Current)) {
      if (const auto *Variable = Parents[0].get<VarDecl>())
        return Depth < 2 && everyUseEndsIn(Variable, Ends, Depth);
      const auto *Parent = Parents[0].get<Expr>();
      if (!Parent)
        return false;
      if (Call Taking = asCallItself(Parent)) {
        auto Argument = find(Taking.Arguments, Current);
        if (Argument != Taking.Arguments.end() &&
            Ends(Taking, Argument - Taking.Arguments.begin()))
          return true;
        if (!isa<CXXConstructExpr>(Parent) && !isa<CXXConversionDecl>(Taking.Callee) &&
            !Taking.Callee->isInStdNamespace())
          return false;
      }
      Current = Parent;
    }
    return false;
  }

  bool offloads(const Call &Taking, int Index) {
    for (const FunctionModel *Model : modelsOf(Taking, Types)) {
      if (concerns(Model->Offload, Index))
        return true;
      if (Model->Spawn && Model->Spawn->Task == Index && Model->Spawn->Executor)
        if (const Expr *Executor = Taking.argument(*Model->Spawn->Executor))
          if (executorOf(Executor, Types) == ExecutorKind::ThreadPool)
            return true;
    }
    return false;
  }

  bool everyUseEndsIn(const VarDecl *Variable, Test Ends, unsigned Depth) {
    const auto *Function = dyn_cast<FunctionDecl>(Variable->getDeclContext());
    if (!Function || !Function->getBody())
      return false;
    struct Uses : RecursiveASTVisitor<Uses> {
      const VarDecl *Variable;
      SmallVector<const DeclRefExpr *, 4> Found;
      bool VisitDeclRefExpr(DeclRefExpr *Reference) {
        if (Reference->getDecl() == Variable)
          Found.push_back(Reference);
        return true;
      }
    } Search;
    Search.Variable = Variable;
    Search.TraverseStmt(Function->getBody());
    return !Search.Found.empty() && all_of(Search.Found, [&](const DeclRefExpr *Use) {
      return endsIn(Use, Ends, Depth + 1);
    });
  }

  CoroutineTypes &Types;
  ASTContext &Context;
};

/// The expression that \p Function is the call operator of; null if it is no lambda's.
const LambdaExpr *lambdaOf(const FunctionDecl *Function, ASTContext &Context) {
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Function);
  if (!Method || !Method->getParent()->isLambda())
    return nullptr;
  for (const DynTypedNode &Parent : Context.getParents(*Method->getParent()))
    if (const auto *Lambda = Parent.get<LambdaExpr>())
      return Lambda;
  return nullptr;
}

} // namespace

bool isCalledOnEventLoop(const FunctionDecl *Function, CoroutineTypes &Types) {
  const FunctionModel *Declared = Types.declared(Function);
  if ((Declared && Declared->OnEventLoop) ||
      any_of(Types.models().find(Function),
             [](const FunctionModel *Model) { return Model->OnEventLoop; }))
    return true;
  const LambdaExpr *Lambda = lambdaOf(Function, Types.context());
  return Lambda && CallableUses(Types).runsOnLoop(Lambda);
}

bool runsOnEventLoop(const FunctionDecl *Function, CoroutineTypes &Types) {
  if (!coroutineBody(Function))
    return isCalledOnEventLoop(Function, Types);
  TypeKind Kind = Types.of(Function->getReturnType()).Kind;
  if (Kind != TypeKind::Task && Kind != TypeKind::FireAndForget && Kind != TypeKind::AsyncGenerator)
    return false;
  // A lambda in a lambda that runs elsewhere does so, too.
  ASTContext &Context = Types.context();
  for (const LambdaExpr *Lambda = lambdaOf(Function, Context); Lambda;
       Lambda = lambdaOf(enclosingFunction(Lambda, Context), Context))
    if (CallableUses(Types).runsElsewhere(Lambda))
      return false;
  return true;
}

ExecutorKind executorOf(const Expr *Executor, CoroutineTypes &Types) {
  const Expr *Inner = ignoreWrapping(Executor);
  QualType Type = Inner->getType();
  if (Type->isPointerType())
    Type = Type->getPointeeType();
  switch (Types.of(Type).Kind) {
  case TypeKind::EventLoop:
    return ExecutorKind::EventLoop;
  case TypeKind::CompletionToken:
    return ExecutorKind::None;
  case TypeKind::ThreadPool:
    return ExecutorKind::ThreadPool;
  default:
    break;
  }
  if (const auto *Operator = dyn_cast<UnaryOperator>(Inner))
    return executorOf(Operator->getSubExpr(), Types);
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
