// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/flow/IndependentRuns.h"
#include "checks/flow/Conditions.h"
#include "checks/flow/FunctionBody.h"
#include "checks/flow/Overriders.h"
#include "checks/knowledge/AsyncContext.h"
#include "checks/knowledge/Callables.h"
#include "checks/knowledge/StdNames.h"
#include "clang/AST/ParentMapContext.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// What becomes of the value of a call.
enum class Outcome {
  Awaited,  ///< Something awaits it, perhaps with others, or blocks until it is there, where it
            ///< stands.
  Kept,     ///< Its function returns it, or has it in a variable.
  GivenOff, ///< It is dropped, or given to what nobody awaits.
};

/// Whether nothing is done with \p Variable, a local one, but to say so: `(void)task;`.
bool isForgotten(const VarDecl *Variable, ASTContext &Context) {
  const auto *Function = dyn_cast<FunctionDecl>(Variable->getDeclContext());
  if (!Function || !Function->getBody() || !Variable->hasLocalStorage())
    return false;
  struct Finder : RecursiveASTVisitor<Finder> {
    const VarDecl *Variable = nullptr;
    ASTContext *Context = nullptr;
    bool Used = false;
    bool VisitDeclRefExpr(DeclRefExpr *Reference) {
      if (Reference->getDecl() != Variable)
        return true;
      const Stmt *Outer = parentOf(Reference, *Context);
      while (isa_and_nonnull<ParenExpr>(Outer))
        Outer = parentOf(Outer, *Context);
      const auto *Cast = dyn_cast_or_null<ExplicitCastExpr>(Outer);
      Used |= !Cast || !Cast->getType()->isVoidType();
      return !Used;
    }
  } Search;
  Search.Variable = Variable;
  Search.Context = &Context;
  Search.TraverseStmt(Function->getBody());
  return !Search.Used;
}

/// Whether a model says that \p Made waits for asynchronous work: `task.get()`, `syncWait(task)`.
bool waitsByModel(const Call &Made, CoroutineTypes &Types) {
  return Made && any_of(modelsOf(Made, Types), [](const FunctionModel *Model) {
           return Model->Blocks && Model->Blocks->Category == BlockingCategory::Wait;
         });
}

/// The outcome of \p Value, an expression of a function.
Outcome outcomeOf(const Expr *Value, CoroutineTypes &Types) {
  ASTContext &Context = Types.context();
  DynTypedNode Last = DynTypedNode::create(*Value);
  for (DynTypedNodeList Parents = Context.getParents(Last); !Parents.empty();
       Parents = Context.getParents(Last)) {
    Last = Parents[0];
    const auto *Around = Last.get<Expr>();
    if (Last.get<CoroutineSuspendExpr>() || (Around && waitsByModel(asCallItself(Around), Types)))
      return Outcome::Awaited;
    if (const auto *Variable = Last.get<VarDecl>())
      return isForgotten(Variable, Context) ? Outcome::GivenOff : Outcome::Kept;
    if (Last.get<ReturnStmt>() || Last.get<CoreturnStmt>() || Last.get<LambdaExpr>() ||
        Last.get<CXXForRangeStmt>())
      return Outcome::Kept;
    if (const auto *Operator = Last.get<BinaryOperator>(); Operator && Operator->isAssignmentOp())
      return Outcome::Kept;
    if (!Around)
      return Outcome::GivenOff;
  }
  return Outcome::GivenOff;
}

/// Whether \p Definition calls its parameter \p Index itself, and so while it runs.
bool callsParameter(const FunctionDecl *Definition, unsigned Index) {
  struct Finder : CallVisitor<Finder> {
    const ParmVarDecl *Parameter = nullptr;
    bool Found = false;
    bool visitCall(const Call &Made) {
      Found |= calledParameter(Made) == Parameter;
      return !Found;
    }
  } Search;
  if (Index >= Definition->getNumParams())
    return false;
  Search.Parameter = Definition->getParamDecl(Index);
  Search.visitBodyOf(Definition);
  return Search.Found;
}

/// Whether \p Taking, given a callable as its argument \p Index, keeps it beyond the call: it is
/// seen to do something else with it than to call it, or has it for its own.
bool keepsCallable(const Call &Taking, int Index) {
  const FunctionDecl *Callee = Taking.Callee;
  const auto *Constructor = dyn_cast<CXXConstructorDecl>(Callee);
  if (Constructor && wrappedSignature(Constructor->getParent()))
    return false;        // What is made of it is followed.
  if (isFromStd(Callee)) // An algorithm; a thread and a container keep it.
    return (isa<CXXMethodDecl>(Callee) && Callee->getOverloadedOperator() != OO_Call) ||
           (Callee->getIdentifier() && Callee->getName() == "async");
  if (Index < 0)
    return false;
  if (const FunctionDecl *Definition = visibleDefinition(Callee))
    return !callsParameter(Definition, Index);
  const unsigned Place = Index;
  return Place < Callee->getNumParams() &&
         !Callee->getParamDecl(Place)->getType()->isLValueReferenceType();
}

/// Whether \p Function overrides one of a system header.
bool overridesLibrary(const FunctionDecl *Function) {
  bool Found = false;
  const SourceManager &Sources = Function->getASTContext().getSourceManager();
  if (const auto *Method = dyn_cast<CXXMethodDecl>(Function))
    forEachOverridden(Method, [&](const CXXMethodDecl *Base) {
      Found |= Sources.isInSystemHeader(Base->getLocation());
    });
  return Found;
}

} // namespace

bool IndependentRuns::isSeen(const FunctionDecl *Function) const {
  return Answers.of(Function->getCanonicalDecl(), [&](const FunctionDecl *Each, Others &Around) {
    return isStarted(Each, Around);
  });
}

bool IndependentRuns::isStarted(const FunctionDecl *Function, Others &Around) const {
  if (Types.of(Function->getReturnType()).Kind == TypeKind::FireAndForget)
    return true;
  if (const LambdaExpr *Lambda = lambdaOf(Function, Types.context()))
    return isLambdaStarted(Lambda, Function, Around);
  return overridesLibrary(Function) || isCalledOnEventLoop(Function, Types) ||
         any_of(Uses.withOverridden(Function),
                [&](const FunctionUse &Use) { return isStart(Use, Around); });
}

bool IndependentRuns::isStart(const FunctionUse &Use, Others &Around) const {
  if (!Use.Call)
    return !Use.IsGuess; // Its address.
  // What gives no task is done when its call is.
  if (Types.of(Use.Call->getType()).isAwaitable() &&
      outcomeOf(Use.Call, Types) == Outcome::GivenOff)
    return true;
  if (const FunctionDecl *Caller = enclosingFunction(Use.Call, Types.context()))
    Around.push_back(Caller->getCanonicalDecl());
  return false;
}

bool IndependentRuns::isLambdaStarted(const LambdaExpr *Lambda, const FunctionDecl *Function,
                                      Others &Around) const {
  if (any_of(Uses.of(Function), [&](const FunctionUse &Use) { return isStart(Use, Around); }) ||
      isHandedTo(Lambda, Types.context(), [&](const Call &Taking, int Index) {
        return outcomeOf(Taking.Expression, Types) == Outcome::GivenOff &&
               keepsCallable(Taking, Index);
      }))
    return true;
  if (const FunctionDecl *Maker = enclosingFunction(Lambda, Types.context()))
    Around.push_back(Maker->getCanonicalDecl());
  return false;
}

} // namespace corolint
