// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/concurrency/AdmittedStarts.h"
#include "checks/flow/Conditions.h"
#include "checks/flow/FunctionBody.h"
#include "checks/knowledge/Limiters.h"
#include "checks/knowledge/StdNames.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// The variables that a statement counts up.
struct CountFinder : FunctionBodyVisitor<CountFinder> {
  DenseSet<const ValueDecl *> Counted;
  bool VisitUnaryOperator(UnaryOperator *Operator) {
    if (Operator->isIncrementOp())
      Counted.insert(namedVariable(Operator->getSubExpr()));
    return true;
  }
  bool VisitCompoundAssignOperator(CompoundAssignOperator *Operator) {
    if (Operator->getOpcode() == BO_AddAssign)
      Counted.insert(namedVariable(Operator->getLHS()));
    return true;
  }
  bool VisitCXXOperatorCallExpr(CXXOperatorCallExpr *Operator) {
    if (Operator->getOperator() == OO_PlusPlus) // std::atomic
      Counted.insert(namedVariable(Operator->getArg(0)));
    return true;
  }
};

/// Whether \p Function compares numbers.
bool comparesNumbers(const FunctionDecl *Function) {
  struct Finder : FunctionBodyVisitor<Finder> {
    bool Found = false;
    bool VisitBinaryOperator(BinaryOperator *Operator) {
      Found |= Operator->isRelationalOp() &&
               Operator->getLHS()->IgnoreParenCasts()->getType()->isIntegerType();
      return !Found;
    }
  } Search;
  Search.visitBodyOf(Function);
  return Search.Found;
}

/// Finds whether a condition asks an object that outlives the function for a place.
class PlaceFinder : public CallVisitor<PlaceFinder> {
public:
  explicit PlaceFinder(CoroutineTypes &Types) : Types(Types) {}
  bool Asks = false;

  bool visitCall(const Call &Made) {
    const auto *Method = dyn_cast<CXXMethodDecl>(Made.Callee);
    if (!Method || !Made.Object || !Method->getIdentifier())
      return true;
    if (isLimiter(Made.objectClass(), Types)) {
      Asks = true;
    } else if (!Method->isConst() && !isFromStd(Method) && outlives(Made.Object)) {
      const FunctionDecl *Body = visibleDefinition(Method);
      Asks |= Body ? comparesNumbers(Body) : !isa<CXXThisExpr>(ignoreWrapping(Made.Object));
    }
    return !Asks;
  }

private:
  /// Whether \p Object is a member or comes from outside of the function, and is no element that
  /// the loop has come to.
  static bool outlives(const Expr *Object) {
    if (isa<CXXThisExpr>(ignoreWrapping(Object)))
      return true;
    const ValueDecl *Named = namedVariable(Object);
    const auto *Variable = dyn_cast_or_null<VarDecl>(Named);
    return Variable ? !Variable->isLocalVarDecl() : isa_and_nonnull<FieldDecl>(Named);
  }

  CoroutineTypes &Types;
};

bool asksForPlace(const Expr *Condition, CoroutineTypes &Types) {
  PlaceFinder Search(Types);
  Search.TraverseStmt(const_cast<Expr *>(Condition));
  return Search.Asks;
}

/// Whether \p Condition compares a number that \p Body counts up, not with how much data there is.
bool comparesCounted(const Expr *Condition, const Stmt *Body) {
  const auto *Compare = dyn_cast<BinaryOperator>(ignoreWrapping(Condition));
  auto IsSize = [](const Expr *Side) { return bool(asCall(Side->IgnoreParenCasts())); };
  if (!Compare || !Compare->isComparisonOp() || IsSize(Compare->getLHS()) ||
      IsSize(Compare->getRHS()))
    return false;
  CountFinder Counts;
  Counts.TraverseStmt(const_cast<Stmt *>(Body));
  Counts.Counted.erase(nullptr);
  return Counts.Counted.contains(namedVariable(Compare->getLHS()->IgnoreParenCasts())) ||
         Counts.Counted.contains(namedVariable(Compare->getRHS()->IgnoreParenCasts()));
}

/// Whether \p Statement leaves the turn of the loop around it.
bool leavesTurn(const Stmt *Statement) {
  if (const auto *Block = dyn_cast_or_null<CompoundStmt>(Statement))
    Statement = Block->body_empty() ? nullptr : Block->body_back();
  return isa_and_nonnull<ContinueStmt, BreakStmt, ReturnStmt, CoreturnStmt>(Statement);
}

} // namespace

bool isAdmitted(const Expr *Start, const Stmt *Loop, CoroutineTypes &Types) {
  const Stmt *Inner = Start;
  for (const Stmt *Parent = parentOf(Start, Types.context()); Parent && Parent != Loop;
       Parent = parentOf(Parent, Types.context())) {
    if (const auto *If = dyn_cast<IfStmt>(Parent);
        If && If->getThen() == Inner &&
        (comparesCounted(If->getCond(), If->getThen()) || asksForPlace(If->getCond(), Types)))
      return true;
    if (const auto *Block = dyn_cast<CompoundStmt>(Parent))
      for (const Stmt *Before : Block->body()) {
        if (Before == Inner)
          break;
        const auto *If = dyn_cast<IfStmt>(Before);
        if (If && leavesTurn(If->getThen()) &&
            (comparesCounted(If->getCond(), Block) || asksForPlace(If->getCond(), Types)))
          return true;
      }
    Inner = Parent;
  }
  return false;
}

bool isPaidFor(const Stmt *Loop, const FunctionDecl *Function, CoroutineTypes &Types) {
  struct Finder : FunctionBodyVisitor<Finder> {
    CoroutineTypes *Types = nullptr;
    SourceLocation Before;
    bool Found = false;
    bool VisitCoawaitExpr(CoawaitExpr *Await) {
      ASTContext &Context = Types->context();
      Call Made = asCall(Await->getOperand());
      Found |= Made && asksLimiter(Made, *Types) &&
               Context.getSourceManager().isBeforeInTranslationUnit(Await->getBeginLoc(), Before) &&
               any_of(Made.Arguments, [&](const Expr *Argument) {
                 return isNumberOfPlaces(Argument->getType()) && !constantInteger(Argument, Context);
               });
      return !Found;
    }
  } Search;
  Search.Types = &Types;
  Search.Before = Loop->getBeginLoc();
  Search.visitBodyOf(Function);
  return Search.Found;
}

} // namespace corolint
