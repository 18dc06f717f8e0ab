// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/flow/MovedValues.h"
#include "checks/flow/Conditions.h"
#include "checks/flow/ControlFlow.h"
#include "checks/flow/FunctionBody.h"
#include "checks/flow/PlaceMentions.h"
#include "checks/flow/Spans.h"
#include "checks/flow/VariableMentions.h"
#include "llvm/ADT/MapVector.h"
#include <set>

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// Whether moving the object that \p Part is a member of, which nobody has written code for, only
/// copies it: a number, a pointer.
bool isLeftByMove(const ValueDecl *Part) {
  const auto *Field = dyn_cast<FieldDecl>(Part);
  const auto *Class = Field ? dyn_cast<CXXRecordDecl>(Field->getParent()) : nullptr;
  return Class && !isEmptiedByMove(Field->getType()) && !Field->getType()->isDependentType() &&
         none_of(Class->ctors(), [](const CXXConstructorDecl *Each) {
           return Each->isMoveConstructor() && Each->isUserProvided();
         });
}

/// Whether \p Element awaits what never comes back, for it throws the failure that it is given.
bool throwsOnward(const CFGElement &Element, CoroutineTypes &Types) {
  auto Statement = Element.getAs<CFGStmt>();
  const auto *Await = Statement ? dyn_cast<CoawaitExpr>(Statement->getStmt()) : nullptr;
  Call Made = Await ? asCall(Await->getOperand()) : Call();
  return Made && roleOf(Made, &FunctionModel::Rethrows, Types);
}

/// Whether what follows \p Move in \p Function as far as \p Use is left again where the `try` block
/// around \p Move has failed: by an `if` that asks for what a handler of it has kept.
bool leavesOnFailure(const Stmt *Move, const Stmt *Use, const FunctionDecl *Function,
                     ASTContext &Context) {
  const CXXTryStmt *Try = nullptr;
  for (const Stmt *Outer = parentOf(Move, Context); Outer && !Try; Outer = parentOf(Outer, Context))
    Try = dyn_cast<CXXTryStmt>(Outer);
  if (!Try)
    return false;
  struct KeptFinder : FunctionBodyVisitor<KeptFinder> {
    DenseSet<const ValueDecl *> Kept;
    bool VisitBinaryOperator(BinaryOperator *Operator) {
      if (Operator->getOpcode() == BO_Assign)
        Kept.insert(namedVariable(Operator->getLHS()));
      return true;
    }
    bool VisitCXXOperatorCallExpr(CXXOperatorCallExpr *Operator) {
      if (Operator->getOperator() == OO_Equal)
        Kept.insert(namedVariable(Operator->getArg(0)));
      return true;
    }
  } Handlers;
  for (unsigned I = 0; I < Try->getNumHandlers(); ++I)
    Handlers.TraverseStmt(Try->getHandler(I)->getHandlerBlock());
  Handlers.Kept.erase(nullptr);
  struct ExitFinder : FunctionBodyVisitor<ExitFinder> {
    const DenseSet<const ValueDecl *> *Kept = nullptr;
    const SourceManager *Sources = nullptr;
    SourceLocation After, Before;
    bool Found = false;
    bool VisitIfStmt(IfStmt *If) {
      Found |= If->getCond() && Sources->isBeforeInTranslationUnit(After, If->getBeginLoc()) &&
               Sources->isBeforeInTranslationUnit(If->getBeginLoc(), Before) &&
               leavesFunction(If->getThen()) &&
               any_of(*Kept, [&](const ValueDecl *Each) { return mentions(If->getCond(), Each); });
      return !Found;
    }
  } Exits;
  Exits.Kept = &Handlers.Kept;
  Exits.Sources = &Context.getSourceManager();
  Exits.After = Try->getEndLoc();
  Exits.Before = Use->getBeginLoc();
  Exits.visitBodyOf(Function);
  return Exits.Found;
}

/// The mentions of one function, by the elements at which they happen.
class MoveSteps {
public:
  explicit MoveSteps(ArrayRef<PlaceMention> Found) {
    for (const PlaceMention &Each : Found)
      if (Each.How == Doing::Moves)
        Moved.insert(Each.Of.first);
    for (const PlaceMention &Each : Found) {
      if (!Moved.contains(Each.Of.first))
        continue;
      if (Each.How == Doing::Moves || Each.How == Doing::Uses) {
        Uses[usedAt(Each)].push_back(&Each);
        Mentions[Each.Named] = &Each;
      }
      if (Each.How != Doing::Uses)
        Changes[Each.At].push_back(&Each);
      Places.insert(Each.Of);
      Places.insert({Each.Of.first, nullptr});
    }
  }
  bool empty() const { return Moved.empty(); }

  void of(const CFGElement &Element, bool PlainOnly, SmallVectorImpl<SpanStep> &Steps) const {
    auto Statement = Element.getAs<CFGStmt>();
    if (!Statement)
      return;
    const Stmt *Evaluated = Statement->getStmt();
    if (const auto *Declaration = dyn_cast<DeclStmt>(Evaluated))
      for (const Decl *Each : Declaration->decls())
        if (const auto *Variable = dyn_cast<VarDecl>(Each); Variable && Moved.contains(Variable))
          ends(Variable, Declaration, Steps);
    if (auto Found = Uses.find(Evaluated); Found != Uses.end())
      for (const PlaceMention *Each : Found->second)
        uses(*Each, Steps);
    if (auto Found = Changes.find(Evaluated); Found != Changes.end())
      for (const PlaceMention *Each : Found->second) {
        if (Each->How == Doing::Refills && !Each->Of.second)
          ends(Each->Of.first, Evaluated, Steps);
        else if (Each->How == Doing::Refills)
          Steps.push_back({key(Each->Of), SpanStep::Ends, Evaluated});
        else if (!PlainOnly || (Each->IsPlain && !Each->Spelled.second))
          Steps.push_back({key(Each->Of), SpanStep::Begins, Each->Named});
      }
  }
  /// What follows \p Last is not reached.
  void endAll(const Stmt *Last, SmallVectorImpl<SpanStep> &Steps) const {
    for (const Place &Each : Places)
      Steps.push_back({&Each, SpanStep::Ends, Last});
  }
  /// The use or move of which \p Named is the mention.
  const PlaceMention &mention(const Stmt *Named) const { return *Mentions.find(Named)->second; }

private:
  static const Stmt *usedAt(const PlaceMention &Mention) {
    return Mention.How == Doing::Moves ? Mention.Named : Mention.At;
  }
  const void *key(const Place &Of) const { return &*Places.find(Of); }

  /// The whole variable is new: so is each member.
  void ends(const VarDecl *Variable, const Stmt *At, SmallVectorImpl<SpanStep> &Steps) const {
    for (const Place &Each : Places)
      if (Each.first == Variable)
        Steps.push_back({&Each, SpanStep::Ends, At});
  }
  /// A member is moved with the whole, unless that leaves it as it was; of a whole of which only a
  /// member was moved, the rest may well be used.
  void uses(const PlaceMention &Mention, SmallVectorImpl<SpanStep> &Steps) const {
    Steps.push_back({key(Mention.Of), SpanStep::Uses, Mention.Named});
    if (Mention.Of.second && !isLeftByMove(Mention.Of.second))
      Steps.push_back({key({Mention.Of.first, nullptr}), SpanStep::Uses, Mention.Named});
  }

  DenseSet<const VarDecl *> Moved;
  std::set<Place> Places;
  DenseMap<const Stmt *, SmallVector<const PlaceMention *, 1>> Uses, Changes;
  DenseMap<const Stmt *, const PlaceMention *> Mentions;
};

} // namespace

std::vector<MovedUse> movedUses(const FunctionDecl *Function, CoroutineTypes &Types) {
  if (!coroutineBody(Function))
    return {};
  const std::vector<PlaceMention> Mentions = placeMentions(Function, Types);
  MoveSteps Moves(Mentions);
  if (Moves.empty())
    return {};
  std::unique_ptr<CFG> Graph = controlFlow(Function, Types.context());
  std::unique_ptr<CFG> Plain = flowWithoutExceptions(Function, Types.context());
  if (!Graph || !Plain)
    return {};
  // What follows in the source is told of rather than what a loop comes back to.
  BeforeThanCompare<SourceLocation> IsEarlier(Types.context().getSourceManager());
  auto Follow = [&](const CFG &Of, bool PlainOnly) {
    return spans(Of, Types.context(),
                 [&](const CFGElement &Element, SmallVectorImpl<SpanStep> &Steps) {
                   Moves.of(Element, PlainOnly, Steps);
                   if (throwsOnward(Element, Types))
                     Moves.endAll(Element.castAs<CFGStmt>().getStmt(), Steps);
                 });
  };
  // A new value for what a condition, or a failure, has lost.
  auto IsRefilledLikewise = [&](const PlaceMention &Begin, const PlaceMention &Use) {
    return any_of(Mentions, [&](const PlaceMention &Each) {
      return Each.How == Doing::Refills && Each.Of.first == Begin.Of.first &&
             IsEarlier(Begin.Named->getBeginLoc(), Each.Named->getBeginLoc()) &&
             IsEarlier(Each.Named->getBeginLoc(), Use.Named->getBeginLoc()) &&
             !isUnconditional(Each.Stands, Types.context()) &&
             ((haveRelatedConditions(Begin.Stands, Each.Stands, Types.context()) &&
               !mayExcludeEachOther(Begin.Stands, Each.Stands, Types.context())) ||
              (isCaughtInScope(Begin.Stands, Begin.Of.first, Types.context()) &&
               isUnderFlag(Each.Stands, /*AnyLocal=*/true, Types.context())));
    });
  };
  // guard = co_await run(std::move(guard));
  auto IsGivenBack = [&](const PlaceMention &Begin) {
    return any_of(Mentions, [&](const PlaceMention &Each) {
      return Each.How == Doing::Refills && Each.Of.first == Begin.Of.first && Each.At &&
             Each.At->getSourceRange().fullyContains(Begin.Named->getSourceRange());
    });
  };
  std::set<std::pair<const Stmt *, const Stmt *>> PlainFound;
  for (const Span &Each : Follow(*Plain, /*PlainOnly=*/true))
    PlainFound.insert({Each.Begin, Each.Use});
  MapVector<const Stmt *, const Span *> ByMove;
  std::vector<Span> Found = Follow(*Graph, /*PlainOnly=*/false);
  for (bool Forward : {true, false})
    for (const Span &Each : Found)
      if (!Each.Crossed.empty() &&
          IsEarlier(Each.Begin->getBeginLoc(), Each.Use->getBeginLoc()) == Forward)
        ByMove.insert({Each.Begin, &Each});
  std::vector<MovedUse> Result;
  for (const auto &[Move, Each] : ByMove) {
    bool IsAfter = IsEarlier(Each->Begin->getBeginLoc(), Each->Use->getBeginLoc());
    const PlaceMention &Begin = Moves.mention(Move), &Use = Moves.mention(Each->Use);
    if (isUnderFlag((IsAfter ? Use : Begin).Stands, /*AnyLocal=*/!IsAfter, Types.context()) ||
        mayExcludeEachOther(Begin.Stands, Use.Stands, Types.context()) ||
        IsRefilledLikewise(Begin, Use) ||
        (IsGivenBack(Begin) &&
         leavesOnFailure(Begin.Stands, Use.Stands, Function, Types.context())))
      continue;
    const auto *Of = static_cast<const Place *>(Each->Thing);
    MovedUse New;
    New.Variable = Use.Spelled.first;
    New.Member = Of->second ? dyn_cast_or_null<FieldDecl>(Use.Spelled.second) : nullptr;
    New.Move = cast<Expr>(Move);
    New.Use = cast<Expr>(Each->Use);
    New.MovesAgain = Use.How == Doing::Moves;
    New.Crossed = Each->Crossed;
    // That walk follows names, not what they refer to; making a reference is a use to it.
    New.IsPlain = PlainFound.count({Each->Begin, Each->Use}) &&
                  (Use.Spelled.first == Begin.Spelled.first ||
                   IsEarlier(Move->getBeginLoc(), Use.Spelled.first->getLocation()));
    Result.push_back(std::move(New));
  }
  return Result;
}

} // namespace corolint
