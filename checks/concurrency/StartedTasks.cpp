// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/concurrency/StartedTasks.h"
#include "checks/flow/FunctionBody.h"
#include "checks/flow/Loops.h"
#include "clang/AST/ParentMapContext.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// A walk that knows the loops it is in.
template <typename Derived> class LoopVisitor : public FunctionBodyVisitor<Derived> {
  using Base = FunctionBodyVisitor<Derived>;

public:
  SmallVector<const Stmt *, 2> Loops;

  // What is evaluated once before the first turn is outside of the loop.
  bool TraverseForStmt(ForStmt *For) {
    return this->TraverseStmt(For->getInit()) &&
           inside(For, {For->getConditionVariableDeclStmt(), For->getCond(), For->getInc(),
                        For->getBody()});
  }
  bool TraverseCXXForRangeStmt(CXXForRangeStmt *For) {
    return this->TraverseStmt(For->getInit()) && this->TraverseStmt(For->getRangeInit()) &&
           inside(For, {For->getBody()});
  }
  bool TraverseWhileStmt(WhileStmt *While) {
    return inside(While,
                  {While->getConditionVariableDeclStmt(), While->getCond(), While->getBody()});
  }
  bool TraverseDoStmt(DoStmt *Do) { return inside(Do, {Do->getBody(), Do->getCond()}); }

private:
  bool inside(const Stmt *Loop, std::initializer_list<Stmt *> Parts) {
    Loops.push_back(Loop);
    for (Stmt *Part : Parts)
      if (!this->TraverseStmt(Part))
        return false;
    Loops.pop_back();
    return true;
  }
};

class StartFinder : public CallVisitor<StartFinder, LoopVisitor> {
public:
  explicit StartFinder(CoroutineTypes &Types) : Types(Types) {}
  std::vector<StartedTask> Found;

  // Some gathers are classes, awaited where they are made.
  bool visitCall(const Call &Made) {
    const Expr *Expression = Made.Expression;
    if (const GatherModel *Gather = roleOf(Made, &FunctionModel::Gather, Types)) {
      if (Gather->Range || Gather->Each)
        add(Made, nullptr, Gather);
      return true;
    }
    if (Loops.empty())
      return true;
    CoroutineType Result = Types.of(Expression->getType());
    if (const SpawnModel *Spawn = roleOf(Made, &FunctionModel::Spawn, Types)) {
      // What is started to be handed over is told of there.
      if (const Expr *Task = Made.argument(Spawn->Task))
        HandedOver.insert(ignoreWrapping(Task));
      // Without anybody to tell of the end, its caller is given the handle, and is the one to await it.
      if (Spawn->Token && !Made.argument(*Spawn->Token) && Result.isAwaitable())
        return true;
      if (!Result.isAwaitable() || Result.Start == StartPolicy::Eager)
        add(Made, Made.argument(Spawn->Task), nullptr);
      return true;
    }
    if (isa<CXXConstructExpr>(Expression) || HandedOver.contains(Expression) || Result.Kind != TypeKind::Task ||
        Result.Start != StartPolicy::Eager || !Expression->isPRValue())
      return true;
    // A function seen to be no coroutine hands on a task from elsewhere.
    const FunctionDecl *Definition = nullptr;
    if (Made.Callee->isDefined(Definition) && Definition->getBody() && !coroutineBody(Definition))
      return true;
    // A member function of the task itself hands on a task that runs already.
    const auto *Method = dyn_cast<CXXMethodDecl>(Made.Callee);
    if (!(Method && Types.of(Method->getParent()).isAwaitable()))
      add(Made, Expression, nullptr);
    return true;
  }

private:
  void add(const Call &Made, const Expr *Task, const GatherModel *Gather) {
    Found.push_back({Made, Task, Loops, Gather});
  }

  CoroutineTypes &Types;
  DenseSet<const Expr *> HandedOver;
};

/// Finds the loops that append to a container.
class FillFinder : public LoopVisitor<FillFinder> {
public:
  FillFinder(const VarDecl *Container, const FunctionDecl *Function, uint64_t Small,
             ASTContext &Context)
      : Container(Container), Function(Function), Small(Small), Unit(Context) {}
  ContainerFill Fill;

  bool VisitCXXMemberCallExpr(CXXMemberCallExpr *Expression) {
    const auto *Object =
        dyn_cast<DeclRefExpr>(ignoreWrapping(Expression->getImplicitObjectArgument()));
    const CXXMethodDecl *Method = Expression->getMethodDecl();
    if (!Object || Object->getDecl() != Container || !Method || !Method->getIdentifier() ||
        !is_contained(
            {"push_back", "emplace_back", "insert", "emplace", "push_front", "emplace_front"},
            Method->getName()))
      return true;
    Fill.Known = true;
    for (const Stmt *Loop : Loops) {
      // A loop that makes the container anew each turn fills it with one turn's elements.
      if (Unit.getSourceManager().isBeforeInTranslationUnit(Loop->getBeginLoc(),
                                                            Container->getLocation()))
        continue;
      if (boundOf(Loop, Function, Small, Unit) == LoopBound::Runtime && !awaitsInLoop(Loop) &&
          !leavesLoopAfter(Expression, Loop, Unit))
        Fill.Unbounded = Loop;
    }
    return !Fill.Unbounded;
  }

private:
  const VarDecl *Container;
  const FunctionDecl *Function;
  uint64_t Small;
  ASTContext &Unit;
};

} // namespace

std::vector<StartedTask> startedTasks(const FunctionDecl *Function, CoroutineTypes &Types) {
  StartFinder Finder(Types);
  Finder.visitBodyOf(Function);
  return std::move(Finder.Found);
}

bool limitsItself(const Expr *Task, CoroutineTypes &Types) {
  const Expr *Inner = ignoreWrapping(Task);
  const Stmt *Body = nullptr;
  if (const auto *Lambda = dyn_cast<LambdaExpr>(Inner))
    Body = Lambda->getBody();
  else if (Call Made = asCall(Inner))
    Body = Made.Callee->getBody();
  return Body && awaitsLimiter(Body, Types);
}

ContainerFill fillOf(const Expr *Range, const FunctionDecl *Function, uint64_t Small,
                     ASTContext &Context) {
  const Expr *Inner = ignoreWrapping(Range);
  // std::move(tasks)
  if (Call Moved = asCall(Inner);
      Moved && Moved.Callee->isInStdNamespace() && Moved.Arguments.size() == 1)
    Inner = ignoreWrapping(Moved.Arguments[0]);
  const auto *Reference = dyn_cast<DeclRefExpr>(Inner);
  const auto *Container = Reference ? dyn_cast<VarDecl>(Reference->getDecl()) : nullptr;
  if (!Container || !Container->isLocalVarDecl())
    return {};
  FillFinder Finder(Container, Function, Small, Context);
  Finder.visitBodyOf(Function);
  return Finder.Fill;
}

bool isWaitedFor(const Expr *Start, CoroutineTypes &Types) {
  ASTContext &Context = Types.context();
  DynTypedNodeList Parents = Context.getParents(*Start);
  for (; !Parents.empty(); Parents = Context.getParents(Parents[0])) {
    const auto *Parent = Parents[0].get<Expr>();
    if (!Parent)
      return false;
    if (Call Taking = asCallItself(Parent); Taking && blockingBehaviour(Taking, Types))
      return true;
  }
  return false;
}

} // namespace corolint
