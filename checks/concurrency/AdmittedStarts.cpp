// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/concurrency/AdmittedStarts.h"
#include "checks/flow/CheckedSizes.h"
#include "checks/flow/Conditions.h"
#include "checks/flow/FunctionBody.h"
#include "checks/flow/VariableMentions.h"
#include "checks/knowledge/ClosingNames.h"
#include "checks/knowledge/ContainerChanges.h"
#include "checks/knowledge/Limiters.h"
#include "checks/knowledge/StdNames.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// Whether \p Function goes back where a number has grown too large: `if (running >= most) return
/// false;`.
bool refusesByNumber(const FunctionDecl *Function) {
  struct Finder : FunctionBodyVisitor<Finder> {
    bool Found = false;
    bool VisitIfStmt(IfStmt *If) {
      const auto *Compare =
          If->getCond() ? dyn_cast<BinaryOperator>(ignoreWrapping(If->getCond())) : nullptr;
      Found |= Compare && Compare->isRelationalOp() &&
               isa_and_nonnull<ReturnStmt>(lastStatementOf(If->getThen())) &&
               Compare->getLHS()->IgnoreParenCasts()->getType()->isIntegerType();
      return !Found;
    }
  } Search;
  Search.visitBodyOf(Function);
  return Search.Found;
}

/// Whether \p Made fills one of its arguments: it hands something out.
bool fillsArgument(const Call &Made) {
  return any_of(Made.Callee->parameters(), [](const ParmVarDecl *Each) {
    return Each->getType()->isLValueReferenceType() &&
           !Each->getType().getNonReferenceType().isConstQualified();
  });
}

/// Finds whether a condition asks an object that outlives the function for a place.
class PlaceFinder : public CallVisitor<PlaceFinder> {
public:
  explicit PlaceFinder(CoroutineTypes &Types) : Types(Types) {}
  bool Asks = false;

  bool visitCall(const Call &Made) {
    const auto *Method = dyn_cast<CXXMethodDecl>(Made.Callee);
    if (!Method || !Made.Object || !Method->getIdentifier() || Method->isConst())
      return true;
    if (isLimiter(Made.objectClass(), Types)) {
      Asks = true;
    } else if (!isFromStd(Method) && outlives(Made.Object)) {
      const FunctionDecl *Body = visibleDefinition(Method);
      Asks |= !fillsArgument(Made) &&
              (Body ? refusesByNumber(Body) : isAdmittingName(Method->getName()));
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

/// The variables that \p Code counts up.
DenseSet<const ValueDecl *> countedIn(const Stmt *Code) {
  struct Finder : FunctionBodyVisitor<Finder> {
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
  } Search;
  Search.TraverseStmt(const_cast<Stmt *>(Code));
  Search.Counted.erase(nullptr);
  return std::move(Search.Counted);
}

/// A comparison of a variable with something else, not with how much data there is: as if the
/// variable stood on its left.
struct Comparison {
  const ValueDecl *Left = nullptr;
  BinaryOperatorKind How = BO_EQ;
};
/// Those that \p Condition (may be null) is, by either side.
SmallVector<Comparison, 2> comparisonsIn(const Expr *Condition) {
  const auto *Compare = Condition ? dyn_cast<BinaryOperator>(ignoreWrapping(Condition)) : nullptr;
  auto IsSize = [](const Expr *Side) { return bool(asCall(Side->IgnoreParenCasts())); };
  if (!Compare || !Compare->isComparisonOp() || IsSize(Compare->getLHS()) ||
      IsSize(Compare->getRHS()))
    return {};
  SmallVector<Comparison, 2> Found;
  if (const ValueDecl *Left = namedVariable(Compare->getLHS()->IgnoreParenCasts()))
    Found.push_back({Left, Compare->getOpcode()});
  if (const ValueDecl *Right = namedVariable(Compare->getRHS()->IgnoreParenCasts()))
    Found.push_back({Right, Compare->isEqualityOp()
                                ? Compare->getOpcode()
                                : BinaryOperator::reverseComparisonOp(Compare->getOpcode())});
  return Found;
}

/// Whether \p Condition asks whether a container that \p Code adds to has grown too large.
bool endsAsFull(const Expr *Condition, const Stmt *Code) {
  struct Finder : CallVisitor<Finder> {
    DenseSet<const ValueDecl *> Grown;
    bool visitCall(const Call &Made) {
      const auto *Method = Made.Object ? dyn_cast<CXXMethodDecl>(Made.Callee) : nullptr;
      if (Method && changeOf(Method) == ChangeKind::Grows)
        Grown.insert(namedVariable(Made.Object));
      return true;
    }
  } Search;
  Search.TraverseStmt(const_cast<Stmt *>(Code));
  Search.Grown.erase(nullptr);
  return any_of(Search.Grown, [&](const ValueDecl *Each) {
    return mostElementsWhere(Condition, /*Answer=*/false, Each) != nullptr;
  });
}

/// What \p Arm ends with where that leaves the turn of the loop around it; null for others.
const Stmt *leavingStatement(const Stmt *Arm) {
  const Stmt *Last = lastStatementOf(Arm);
  return isa_and_nonnull<ContinueStmt, BreakStmt, ReturnStmt, CoreturnStmt>(Last) ? Last : nullptr;
}

} // namespace

bool isAdmitted(const Expr *Start, const Stmt *Loop, CoroutineTypes &Types) {
  const Stmt *Inner = Start;
  for (const Stmt *Parent = parentOf(Start, Types.context()); Parent && Parent != Loop;
       Parent = parentOf(Parent, Types.context())) {
    if (const auto *If = dyn_cast<IfStmt>(Parent); If && If->getCond() && If->getThen() == Inner) {
      DenseSet<const ValueDecl *> Counted = countedIn(Inner);
      auto IsCounted = [&](const Comparison &Each) {
        return BinaryOperator::isRelationalOp(Each.How) && Counted.contains(Each.Left);
      };
      if (any_of(comparisonsIn(If->getCond()), IsCounted) || asksForPlace(If->getCond(), Types))
        return true;
    }
    if (const auto *Block = dyn_cast<CompoundStmt>(Parent)) {
      std::optional<DenseSet<const ValueDecl *>> Counted;
      bool IsBefore = true;
      for (const Stmt *Each : Block->body()) {
        IsBefore &= Each != Inner;
        const auto *If = dyn_cast<IfStmt>(Each);
        const Stmt *Leaves = If && If->getCond() ? leavingStatement(If->getThen()) : nullptr;
        if (!Leaves || (!IsBefore && isa<ContinueStmt>(Leaves)))
          continue;
        // Only what stays too large keeps out what comes later, too.
        auto IsCounted = [&](const Comparison &Each) {
          if (!is_contained({BO_GT, BO_GE}, Each.How) &&
              !(Each.How == BO_EQ && !isa<ContinueStmt>(Leaves)))
            return false;
          if (!Counted)
            Counted = countedIn(Block);
          return Counted->contains(Each.Left);
        };
        if (any_of(comparisonsIn(If->getCond()), IsCounted) ||
            (IsBefore && asksForPlace(If->getCond(), Types)) || endsAsFull(If->getCond(), Block))
          return true;
      }
    }
    Inner = Parent;
  }
  return false;
}

bool followsLast(const Expr *Start, CoroutineTypes &Types) {
  const ValueDecl *Last = nullptr;
  const Stmt *Inner = Start;
  for (const Stmt *Parent = parentOf(Start, Types.context()); Parent;
       Parent = parentOf(Parent, Types.context())) {
    const auto *Value = dyn_cast<Expr>(Parent);
    Call Made = Value && !Last ? asCallItself(Value) : Call();
    if (Made && Made.Object && Made.Callee->getOverloadedOperator() == OO_Equal)
      Last = namedVariable(Made.Object);
    const auto *If = dyn_cast<IfStmt>(Parent);
    if (Last && If && If->getCond() && If->getThen() == Inner && mentions(If->getCond(), Last))
      return true;
    if (isa<ForStmt, CXXForRangeStmt, WhileStmt, DoStmt>(Parent))
      break;
    Inner = Parent;
  }
  return Last &&
         any_of(asCall(Start).Arguments, [&](const Expr *Each) { return mentions(Each, Last); });
}

bool isPaidFor(const Stmt *Loop, const FunctionDecl *Function, CoroutineTypes &Types) {
  struct Finder : FunctionBodyVisitor<Finder> {
    CoroutineTypes *Types = nullptr;
    SourceLocation Before;
    bool Found = false;
    bool VisitCoawaitExpr(CoawaitExpr *Await) {
      ASTContext &Context = Types->context();
      Call Made = asCall(Await->getOperand());
      // A limiter's own function, or one that a model knows.
      Found |=
          Made && asksLimiter(Made, *Types) &&
          (isLimiter(Made.objectClass(), *Types) || !modelsOf(Made, *Types).empty()) &&
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
