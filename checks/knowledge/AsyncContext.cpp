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

/// Whether \p Expression mentions something that is a thread pool, or an executor of one.
bool mentionsThreadPool(const Expr *Expression, CoroutineTypes &Types) {
  const Expr *Inner = ignoreWrapping(Expression);
  if (Types.of(Inner->getType()).Kind == TypeKind::ThreadPool)
    return true;
  // pool.get_executor(): a member type of the pool, obtained from it.
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Inner))
    return Types.of(Member->getImplicitObjectArgument()->getType()).Kind == TypeKind::ThreadPool;
  return false;
}

/// The call of which \p Lambda is an argument as written, and the argument's index; {false, 0} if it is none's.
std::pair<Call, int> callTaking(const Expr *Lambda, ASTContext &Context) {
  const Expr *Current = Lambda;
  for (DynTypedNodeList Parents = Context.getParents(*Current); !Parents.empty();
       Parents = Context.getParents(*Current)) {
    const auto *Parent = Parents[0].get<Expr>();
    if (!Parent)
      break;
    if (Call Taking = asCall(Parent); Taking && ignoreWrapping(Parent) == Parent)
      for (size_t I = 0; I < Taking.Arguments.size(); ++I)
        if (Taking.Arguments[I] == Current)
          if (!isa<CXXConstructExpr>(Parent) || ignoreWrapping(Taking.Arguments[I]) != Lambda ||
              !cast<CXXConstructExpr>(Parent)->getConstructor()->isCopyOrMoveConstructor())
            return {Taking, static_cast<int>(I)};
    Current = Parent;
  }
  return {Call(), 0};
}

/// Finds the LambdaExpr of a closure type.
const LambdaExpr *lambdaOf(const CXXRecordDecl *Closure) {
  struct Finder : RecursiveASTVisitor<Finder> {
    const CXXRecordDecl *Closure;
    const LambdaExpr *Found = nullptr;
    bool shouldVisitTemplateInstantiations() const { return true; }
    bool VisitLambdaExpr(LambdaExpr *Lambda) {
      if (Lambda->getLambdaClass() == Closure)
        Found = Lambda;
      return !Found;
    }
  } Search;
  Search.Closure = Closure;
  // The closure type is a child of the function that the lambda is written in.
  const DeclContext *Scope = Closure->getDeclContext();
  if (const auto *Function = dyn_cast<FunctionDecl>(Scope))
    Search.TraverseStmt(Function->getBody());
  return Search.Found;
}

/// Whether \p Lambda is an argument of a call that runs it on a thread that is no event loop.
bool isOffloaded(const LambdaExpr *Lambda, CoroutineTypes &Types, ASTContext &Context) {
  auto [Taking, Index] = callTaking(Lambda, Context);
  if (!Taking)
    return false;
  for (const FunctionModel *Model : Types.models().find(Taking.Callee, Taking.objectClass())) {
    if (Model->Offload && (*Model->Offload == -1 || *Model->Offload == Index))
      return true;
    if (Model->Spawn && Model->Spawn->Task == Index && Model->Spawn->Executor)
      if (const Expr *Executor = Taking.argument(*Model->Spawn->Executor))
        if (mentionsThreadPool(Executor, Types))
          return true;
  }
  return false;
}

} // namespace

bool runsOnEventLoop(const FunctionDecl *Function, CoroutineTypes &Types) {
  if (!coroutineBody(Function))
    return false;
  TypeKind Kind = Types.of(Function->getReturnType()).Kind;
  if (Kind != TypeKind::Task && Kind != TypeKind::FireAndForget)
    return false;
  const auto *Method = dyn_cast<CXXMethodDecl>(Function);
  if (!Method || !Method->getParent()->isLambda())
    return true;
  auto &Context = const_cast<ASTContext &>(Types.context());
  const LambdaExpr *Lambda = lambdaOf(Method->getParent());
  return !Lambda || !isOffloaded(Lambda, Types, Context);
}

const FunctionDecl *enclosingFunction(const Stmt *Statement, ASTContext &Context) {
  DynTypedNodeList Parents = Context.getParents(*Statement);
  while (!Parents.empty()) {
    if (const auto *Function = Parents[0].get<FunctionDecl>())
      return Function;
    // A lambda's body has the LambdaExpr for its parent, its captures' initialisers too; only the body is the lambda's.
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
