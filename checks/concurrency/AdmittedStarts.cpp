// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/concurrency/AdmittedStarts.h"
#include "checks/flow/CheckedSizes.h"
#include "checks/flow/Conditions.h"
#include "checks/flow/FunctionBody.h"
#include "checks/flow/KeptRanges.h"
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
      std::optional<Comparison> Compared = comparisonIn(If->getCond());
      Found |= Compared && BinaryOperator::isRelationalOp(Compared->How) &&
               isa_and_nonnull<ReturnStmt>(lastStatementOf(If->getThen())) &&
               Compared->Left->IgnoreParenCasts()->getType()->isIntegerType();
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

/// The comparison of a variable with something else, not with how much data there is, that
/// \p Condition (may be null) is: with the variable on the left, by either side.
SmallVector<Comparison, 2> comparisonsIn(const Expr *Condition) {
  std::optional<Comparison> Compared = comparisonIn(Condition);
  auto IsSize = [](const Expr *Side) { return bool(asCall(Side->IgnoreParenCasts())); };
  if (!Compared || IsSize(Compared->Left) || IsSize(Compared->Right))
    return {};
  SmallVector<Comparison, 2> Found;
  for (const Comparison &Each : {*Compared, Compared->mirrored()})
    if (namedVariable(Each.Left->IgnoreParenCasts()))
      Found.push_back(Each);
  return Found;
}

/// Where in \p Loop that begins which each turn makes anew.
SourceLocation beginOfTurn(const Stmt *Loop) {
  if (const auto *For = dyn_cast<ForStmt>(Loop))
    return For->getBody()->getBeginLoc();
  const auto *Ranged = dyn_cast<CXXForRangeStmt>(Loop);
  return Ranged ? Ranged->getLoopVarStmt()->getBeginLoc() : Loop->getBeginLoc();
}

/// Whether \p Named is, or is a part of, a value that each turn of \p Loop makes anew.
bool isOfTurn(const Expr *Named, const Stmt *Loop, const SourceManager &Sources) {
  const ValueDecl *Root = rootVariable(Named);
  if (const auto *Binding = dyn_cast_or_null<BindingDecl>(Root))
    Root = Binding->getDecomposedDecl();
  const auto *Variable = dyn_cast_or_null<VarDecl>(Root);
  return Variable && Variable->isLocalVarDecl() && Variable->hasLocalStorage() &&
         !Variable->getType()->isReferenceType() && !Variable->getType()->isPointerType() &&
         !Sources.isBeforeInTranslationUnit(Variable->getLocation(), beginOfTurn(Loop));
}

} // namespace

/// Only what is evaluated whenever \p Code is: conditions, and no arms of them.
AdmittedStarts::Growth AdmittedStarts::growthIn(const Stmt *Code) {
  struct Finder : CallVisitor<Finder> {
    using Base = CallVisitor<Finder>;
    Growth Found;
    bool VisitUnaryOperator(UnaryOperator *Operator) {
      if (Operator->isIncrementOp())
        Found.Counted.insert(namedVariable(Operator->getSubExpr()));
      return true;
    }
    bool VisitCompoundAssignOperator(CompoundAssignOperator *Operator) {
      if (Operator->getOpcode() == BO_AddAssign)
        Found.Counted.insert(namedVariable(Operator->getLHS()));
      return true;
    }
    bool visitCall(const Call &Made) {
      const auto *Method = Made.Object ? dyn_cast<CXXMethodDecl>(Made.Callee) : nullptr;
      if (Method && Method->getOverloadedOperator() == OO_PlusPlus) // std::atomic
        Found.Counted.insert(namedVariable(Made.Object));
      else if (Method && alwaysAdds(Method))
        Found.Filled.insert(namedVariable(Made.Object));
      return true;
    }
    bool TraverseIfStmt(IfStmt *If) {
      return TraverseStmt(If->getInit()) && TraverseStmt(If->getConditionVariableDeclStmt()) &&
             TraverseStmt(If->getCond());
    }
    bool TraverseSwitchStmt(SwitchStmt *Switch) { return TraverseStmt(Switch->getCond()); }
    bool TraverseForStmt(ForStmt *For) { return TraverseStmt(For->getInit()); }
    bool TraverseWhileStmt(WhileStmt *While) { return TraverseStmt(While->getCond()); }
    bool TraverseCXXForRangeStmt(CXXForRangeStmt *For) { return TraverseStmt(For->getRangeInit()); }
    bool TraverseCXXTryStmt(CXXTryStmt *Try) { return TraverseStmt(Try->getTryBlock()); }
    bool TraverseConditionalOperator(ConditionalOperator *Choice) {
      return TraverseStmt(Choice->getCond());
    }
    bool TraverseBinaryOperator(BinaryOperator *Operator) {
      return Operator->isLogicalOp() ? TraverseStmt(Operator->getLHS())
                                     : Base::TraverseBinaryOperator(Operator);
    }
  } Search;
  Search.TraverseStmt(const_cast<Stmt *>(Code));
  Search.Found.Counted.erase(nullptr);
  Search.Found.Filled.erase(nullptr);
  return std::move(Search.Found);
}

std::optional<AdmittedStarts::Exit> AdmittedStarts::exitOf(const IfStmt *If) {
  Exit Found;
  Found.If = If;
  Found.Leaves = If->getCond() ? leavingStatement(If->getThen()) : nullptr;
  if (!Found.Leaves || isa<GotoStmt>(Found.Leaves))
    return std::nullopt;
  Found.Numbers = comparisonsIn(If->getCond());
  for (const CheckedSize &Each : checkedSizes(If->getCond(), /*Answer=*/false))
    Found.Full.push_back(Each.Range);
  Found.AsksForPlace = asksForPlace(If->getCond(), Types);
  return Found.Numbers.empty() && Found.Full.empty() && !Found.AsksForPlace ? std::nullopt
                                                                            : std::optional(Found);
}

const AdmittedStarts::BlockFacts &AdmittedStarts::factsOf(const CompoundStmt *Block) {
  std::unique_ptr<BlockFacts> &Known = Blocks[Block];
  if (Known)
    return *Known;
  Known = std::make_unique<BlockFacts>();
  Known->Of = growthIn(Block);
  for (const Stmt *Each : Block->body())
    if (const auto *If = dyn_cast<IfStmt>(Each))
      if (std::optional<Exit> Found = exitOf(If))
        Known->Exits.push_back(*Found);
  return *Known;
}

bool AdmittedStarts::isDrainedIn(const ValueDecl *Container, const Stmt *Loop) {
  auto [Known, IsNew] = Drained.try_emplace(Loop);
  if (IsNew)
    Known->second = drainedIn(Loop, /*Lambdas=*/false);
  return Known->second.contains(Container);
}

bool AdmittedStarts::isCounted(const Comparison &Of, const Growth &WithStart,
                               const Stmt *Loop) const {
  return WithStart.Counted.contains(namedVariable(Of.Left->IgnoreParenCasts())) &&
         !isOfTurn(Of.Left, Loop, Types.context().getSourceManager());
}

/// Whether \p Of, which stands before the start or behind it, keeps out what \p Loop would start
/// once so much has become \p WithStart.
bool AdmittedStarts::keepsOut(const Exit &Of, bool IsBefore, const Growth &WithStart,
                              const Stmt *Loop) {
  bool Ends = leavesFunction(Of.Leaves) ||
              (isa<BreakStmt>(Of.Leaves) && leftBy(Of.Leaves, Types.context()) == Loop);
  if (!IsBefore && !Ends)
    return false;
  // Only what stays too large keeps out what comes later, too.
  auto IsReached = [&](const Comparison &Each) {
    return (is_contained({BO_GT, BO_GE}, Each.How) || (Each.How == BO_EQ && Ends)) &&
           isCounted(Each, WithStart, Loop);
  };
  auto IsFull = [&](const Expr *Each) {
    const ValueDecl *Named = namedVariable(Each);
    return WithStart.Filled.contains(Named) &&
           !isOfTurn(Each, Loop, Types.context().getSourceManager()) && !isDrainedIn(Named, Loop);
  };
  return (IsBefore && Of.AsksForPlace) || any_of(Of.Numbers, IsReached) || any_of(Of.Full, IsFull);
}

bool AdmittedStarts::isAdmitted(const Expr *Start, const Stmt *Loop) {
  const SourceManager &Sources = Types.context().getSourceManager();
  Growth WithStart = growthIn(Start);
  auto Add = [&](const Growth &More) {
    WithStart.Counted.insert(More.Counted.begin(), More.Counted.end());
    WithStart.Filled.insert(More.Filled.begin(), More.Filled.end());
  };
  const Stmt *Inner = Start;
  for (const Stmt *Parent = parentOf(Start, Types.context()); Parent && Parent != Loop;
       Parent = parentOf(Parent, Types.context())) {
    const auto *If = dyn_cast<IfStmt>(Parent);
    if (const auto *Value = dyn_cast<Expr>(Parent)) { // running.emplace(name, start(name))
      Call Made = asCallItself(Value);
      const auto *Method = Made && Made.Object ? dyn_cast<CXXMethodDecl>(Made.Callee) : nullptr;
      if (Method && changeOf(Method) == ChangeKind::Grows)
        WithStart.Filled.insert(namedVariable(Made.Object));
    } else if (const auto *Block = dyn_cast<CompoundStmt>(Parent)) {
      const BlockFacts &Facts = factsOf(Block);
      Add(Facts.Of);
      if (any_of(Facts.Exits, [&](const Exit &Each) {
            bool IsBefore =
                Sources.isBeforeInTranslationUnit(Each.If->getBeginLoc(), Inner->getBeginLoc());
            return keepsOut(Each, IsBefore, WithStart, Loop);
          }))
        return true;
    } else if (!isa<CompoundStmt>(Inner)) { // An arm of one statement.
      Add(growthIn(Inner));
    }
    if (If && If->getCond() && Inner == If->getThen()) {
      auto IsCounted = [&](const Comparison &Each) {
        return is_contained({BO_LT, BO_LE}, Each.How) && isCounted(Each, WithStart, Loop);
      };
      if (any_of(comparisonsIn(If->getCond()), IsCounted) || asksForPlace(If->getCond(), Types))
        return true;
    } else if (If && Inner != If->getElse()) { // if (start(job)) ++running;
      Add(growthIn(If->getThen()));
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
