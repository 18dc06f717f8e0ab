// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/concurrency/ConnectionPerCallCheck.h"
#include "checks/concurrency/StartedTasks.h"
#include "checks/flow/FunctionBody.h"
#include "checks/flow/Loops.h"
#include "checks/flow/VariableMentions.h"
#include "checks/knowledge/AsyncContext.h"
#include "checks/knowledge/Callables.h"
#include "checks/knowledge/CalleeName.h"
#include "checks/knowledge/Spellings.h"
#include "checks/knowledge/UnitCode.h"
#include "clang/AST/ParentMapContext.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace llvm;

namespace corolint {
namespace {

/// The model of the connection that \p Type, or what it points to, is; null for anything else, and
/// for one that no pool lends.
const TypeModel *connectionModel(QualType Type, CoroutineTypes &Types) {
  const CXXRecordDecl *Class = Type.getNonReferenceType()->getAsCXXRecordDecl();
  const TypeModel *Model = Types.of(Class).Model;
  if (Model && !Model->Pool.empty())
    return Model;
  const auto *Pointer = dyn_cast_or_null<ClassTemplateSpecializationDecl>(Class);
  if (!Pointer || !Pointer->isInStdNamespace() || !Pointer->getIdentifier() ||
      !is_contained({"shared_ptr", "unique_ptr", "optional"}, Pointer->getName()))
    return nullptr;
  Model = Types.of(Pointer->getTemplateArgs()[0].getAsType()).Model;
  return Model && !Model->Pool.empty() ? Model : nullptr;
}

/// Finds the connections that a function makes for itself, and where it connects them.
class ConnectionFinder : public CallVisitor<ConnectionFinder> {
public:
  explicit ConnectionFinder(CoroutineTypes &Types) : Types(Types) {}
  SmallVector<const VarDecl *, 2> Connections;
  DenseMap<const VarDecl *, Call> Connected;

  bool VisitVarDecl(VarDecl *Variable) {
    if (Variable->isLocalVarDecl() && Variable->hasLocalStorage() &&
        !Variable->getType()->isReferenceType() && connectionModel(Variable->getType(), Types))
      Connections.push_back(Variable);
    return true;
  }
  bool visitCall(const Call &Made) {
    if (none_of(modelsOf(Made, Types), [](const FunctionModel *Model) { return Model->Connects; }))
      return true;
    for (const VarDecl *Variable : Connections)
      if (!Connected.contains(Variable) &&
          (mentions(Made.Expression, Variable) ||
           (Variable->hasInit() && contains(Variable->getInit(), Made.Expression))))
        Connected[Variable] = Made;
    return true;
  }

private:
  static bool contains(const Stmt *Whole, const Stmt *Part) {
    return Whole == Part || any_of(Whole->children(),
                                   [&](const Stmt *Each) { return Each && contains(Each, Part); });
  }
  CoroutineTypes &Types;
};

/// The loop over some data that makes \p Variable anew each turn, unless it connects to something
/// else each time; null without one.
const Stmt *loopOver(const VarDecl *Variable, const Call &Connects, CoroutineTypes &Types) {
  ASTContext &Context = Types.context();
  for (DynTypedNodeList Parents = Context.getParents(*Variable); !Parents.empty();
       Parents = Context.getParents(Parents[0])) {
    if (Parents[0].get<FunctionDecl>() || Parents[0].get<LambdaExpr>())
      return nullptr;
    const auto *Loop = Parents[0].get<Stmt>();
    const VarDecl *Element = nullptr;
    if (const auto *For = dyn_cast_or_null<CXXForRangeStmt>(Loop))
      Element = For->getLoopVariable();
    else if (const auto *For = dyn_cast_or_null<ForStmt>(Loop); For && For->getCond())
      if (const auto *Init = dyn_cast_or_null<DeclStmt>(For->getInit());
          Init && Init->isSingleDecl())
        Element = dyn_cast<VarDecl>(Init->getSingleDecl());
    if (!Element)
      continue;
    bool Differs = mentions(Connects.Expression, Element) ||
                   (Variable->hasInit() && mentions(Variable->getInit(), Element));
    if (const auto *Binding = dyn_cast<DecompositionDecl>(Element))
      for (const BindingDecl *Part : Binding->bindings())
        Differs |= mentions(Connects.Expression, Part);
    if (!Differs && boundOf(Loop, /*Small=*/4, Types) != LoopBound::SmallConstant)
      return Loop;
  }
  return nullptr;
}

class ServedFinder : public RecursiveASTVisitor<ServedFinder> {
public:
  explicit ServedFinder(CoroutineTypes &Types) : Types(Types) {}
  DenseSet<const FunctionDecl *> Found;

  bool shouldVisitTemplateInstantiations() const { return true; }
  bool shouldVisitLambdaBody() const { return true; }
  bool VisitFunctionDecl(FunctionDecl *Function) {
    if (!Function->doesThisDeclarationHaveABody() || Function->isDependentContext())
      return true;
    for (const StartedTask &Start : startedTasks(Function, Types)) {
      bool Paced = any_of(Start.Loops, [](const Stmt *Loop) {
        return isa<ForStmt, WhileStmt>(Loop) && awaitsInLoop(Loop);
      });
      if (!Paced || !Start.Task)
        continue;
      if (Call Made = asCall(Start.Task); Made && !isa<CXXConstructExpr>(Made.Expression))
        Found.insert(Made.Callee->getCanonicalDecl());
      else if (const FunctionDecl *Runs = calledBy(Start.Task))
        Found.insert(Runs->getCanonicalDecl());
    }
    return true;
  }

private:
  CoroutineTypes &Types;
};

} // namespace

void ConnectionPerCallCheck::registerMatchers(MatchFinder *Finder) { matchFunctions(Finder); }

bool ConnectionPerCallCheck::servesRequests(const FunctionDecl *Function, CoroutineTypes &Types) {
  if (isCalledOnEventLoop(Function, Types))
    return true;
  ASTContext &Context = Types.context();
  if (!Served || Unit != &Context) {
    ServedFinder Finder(Types);
    forEachOwnDeclaration(Context, [&](Decl *TopLevel) { Finder.TraverseDecl(TopLevel); });
    Served = std::move(Finder.Found);
    Unit = &Context;
  }
  return Served->contains(Function->getCanonicalDecl());
}

void ConnectionPerCallCheck::check(const MatchFinder::MatchResult &Result) {
  const FunctionDecl *Function = matchedFunction(Result);
  if (!Function)
    return;
  CoroutineTypes &Types = types(*Result.Context);
  ConnectionFinder Finder(Types);
  Finder.visitBodyOf(Function);
  for (const VarDecl *Variable : Finder.Connections) {
    auto Connects = Finder.Connected.find(Variable);
    if (Connects == Finder.Connected.end())
      continue;
    const Stmt *Loop = loopOver(Variable, Connects->second, Types);
    if ((!Loop && !servesRequests(Function, Types)) ||
        !Reported.insert(Variable->getLocation()).second)
      continue;
    diag(Variable->getLocation(), "'%0' is a connection of its own for each %select{request|turn "
                                  "of this loop}1: opening it takes "
                                  "round trips, and their number grows with the load")
        << Variable->getName() << (Loop != nullptr);
    if (Loop)
      diag(Loop->getBeginLoc(), "this is the loop", DiagnosticIDs::Note);
    diag(Connects->second.Expression->getBeginLoc(), "it is connected here", DiagnosticIDs::Note);
    StringRef Pool = connectionModel(Variable->getType(), Types)->Pool;
    auto [Library, Root] = models().libraryOf(Connects->second.Callee);
    diag(Variable->getLocation(), "borrow one instead: %0", DiagnosticIDs::Note)
        << withRoot(Pool, Library ? Root : "");
  }
}

} // namespace corolint
