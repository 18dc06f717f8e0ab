// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/concurrency/ContainerFills.h"
#include "checks/concurrency/ExistingTasks.h"
#include "checks/concurrency/LoopVisitor.h"
#include "checks/concurrency/RepeatedCalls.h"
#include "checks/concurrency/StartedTasks.h"
#include "checks/flow/Loops.h"
#include "checks/flow/VariableMentions.h"
#include "checks/knowledge/ContainerChanges.h"
#include "checks/knowledge/Initializers.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// Finds whether a function, its lambdas included, does nothing but add to a local container, up to
/// some place.
class GrowthKeeper : public VariableMentions<GrowthKeeper> {
public:
  GrowthKeeper(const VarDecl *Container, const FunctionDecl *Function, SourceLocation Until)
      : VariableMentions(Container), Until(Until),
        Sources(Function->getASTContext().getSourceManager()) {
    TraverseStmt(Function->getBody());
  }
  bool VisitDeclRefExpr(DeclRefExpr *Reference) {
    return Sources.isBeforeInTranslationUnit(Until, Reference->getLocation()) ||
           VariableMentions::VisitDeclRefExpr(Reference);
  }
  bool VisitCXXMemberCallExpr(CXXMemberCallExpr *Expression) {
    const CXXMethodDecl *Method = Expression->getMethodDecl();
    if (Method && changeOf(Method) == ChangeKind::Grows)
      understand(Expression->getImplicitObjectArgument());
    return true;
  }

private:
  SourceLocation Until;
  const SourceManager &Sources;
};

/// Finds the loops that append to a container.
class FillFinder : public LoopVisitor<FillFinder> {
public:
  FillFinder(const VarDecl *Container, const FunctionDecl *Function, uint64_t Small,
             CoroutineTypes &Types)
      : Container(Container), Function(Function), Small(Small), Types(Types),
        Unit(Types.context()) {}
  ContainerFill Fill;

  // std::transform(…, std::back_inserter(tasks), …)
  bool VisitCallExpr(CallExpr *Expression) {
    Call Made = asCallItself(Expression);
    if (!Made || !roleOf(Made, &FunctionModel::Repeats, Types))
      return true;
    bool IsInto = any_of(Made.Arguments, [&](const Expr *Argument) {
      Call Inserter = asCall(Argument);
      return Inserter && Inserter.Callee->isInStdNamespace() && Inserter.Arguments.size() == 1 &&
             namedVariable(Inserter.Arguments[0]) == Container;
    });
    if (!IsInto)
      return true;
    Fill.Known = true;
    if (boundOfAlgorithm(Made, Small, Types) == LoopBound::Runtime)
      Fill.Unbounded = Expression;
    return !Fill.Unbounded;
  }

  bool VisitCXXMemberCallExpr(CXXMemberCallExpr *Expression) {
    const auto *Object =
        dyn_cast<DeclRefExpr>(ignoreWrapping(Expression->getImplicitObjectArgument()));
    const CXXMethodDecl *Method = Expression->getMethodDecl();
    if (!Object || Object->getDecl() != Container || !Method ||
        changeOf(Method) != ChangeKind::Grows)
      return true;
    Fill.Known = true;
    if (takesExistingTask(Expression, Loops, Types))
      return true;
    for (const Stmt *Loop : Loops) {
      // A loop that makes the container anew each turn fills it with one turn's elements.
      if (Unit.getSourceManager().isBeforeInTranslationUnit(Loop->getBeginLoc(),
                                                            Container->getLocation()))
        continue;
      if (boundOf(Loop, Small, Types) == LoopBound::Runtime &&
          (!awaitsInLoop(Loop) || onlyFills(Loop)) && !leavesLoopAfter(Expression, Loop, Unit))
        Fill.Unbounded = Loop;
    }
    if (Expression->getNumArgs() == 1)
      Fill.Added = asCall(Expression->getArg(0));
    Fill.Again = Fill.Unbounded && any_of(Expression->arguments(), [&](const Expr *Added) {
                   return startsAgain(Added, Function);
                 });
    return !Fill.Unbounded;
  }

private:
  /// Whether \p Loop takes nothing out of the container, which holds tasks that have not been
  /// started: whatever it awaits, they wait for its end.
  bool onlyFills(const Stmt *Loop) const {
    CoroutineType Element = Types.of(elementType(Container->getType()));
    return Element.Kind == TypeKind::Task && Element.Start == StartPolicy::Lazy &&
           GrowthKeeper(Container, Function, Loop->getEndLoc()).areUnderstood();
  }

  const VarDecl *Container;
  const FunctionDecl *Function;
  uint64_t Small;
  CoroutineTypes &Types;
  ASTContext &Unit;
};

} // namespace

ContainerFill fillOf(const Expr *Range, const FunctionDecl *Function, uint64_t Small,
                     CoroutineTypes &Types) {
  const Expr *Inner = ignoreWrapping(Range);
  // std::move(tasks), std::exchange(tasks, {})
  if (Call Moved = asCall(Inner); Moved && Moved.Callee->isInStdNamespace() && !Moved.Object &&
                                  is_contained({1u, 2u}, Moved.Arguments.size()))
    Inner = ignoreWrapping(Moved.Arguments[0]);
  const auto *Reference = dyn_cast<DeclRefExpr>(Inner);
  const auto *Container = Reference ? dyn_cast<VarDecl>(Reference->getDecl()) : nullptr;
  const Expr *Source = Reference ? initializerBehind(Reference) : nullptr;
  const Expr *View = Source ? Source : Inner;
  // urls | std::views::transform(fetch)
  if (const Expr *Behind = viewedRange(View)) {
    if (Types.of(elementType(Behind->getType())).Kind == TypeKind::Task)
      return fillOf(Behind, Function, Small, Types);
    ContainerFill Fill;
    Fill.Known = true;
    if (boundOfRange(Behind, Small, Types) == LoopBound::Runtime)
      Fill.Unbounded = View;
    return Fill;
  }
  if (!Container || !Container->isLocalVarDecl())
    return {};
  FillFinder Finder(Container, Function, Small, Types);
  Finder.visitBodyOf(Function);
  return Finder.Fill;
}

} // namespace corolint
