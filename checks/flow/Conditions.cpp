// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/flow/Conditions.h"
#include "checks/knowledge/Calls.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/ParentMapContext.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

class VariableFinder : public RecursiveASTVisitor<VariableFinder> {
public:
  SmallPtrSet<const ValueDecl *, 4> Found;
  bool VisitDeclRefExpr(DeclRefExpr *Reference) {
    if (isa<VarDecl, BindingDecl>(Reference->getDecl()))
      Found.insert(Reference->getDecl());
    return true;
  }
  bool VisitMemberExpr(MemberExpr *Member) {
    if (isa<FieldDecl>(Member->getMemberDecl()))
      Found.insert(Member->getMemberDecl());
    return true;
  }
};

/// The class, outside of the standard library, of the object that \p Asked constructs for itself
/// and asks: `if (const Section &Here = Section("empty"))`; null without one.
const CXXRecordDecl *ownObject(const Condition &Asked) {
  const auto *If = dyn_cast<IfStmt>(Asked.Owner);
  const VarDecl *Variable = If ? If->getConditionVariable() : nullptr;
  const Expr *Made =
      Variable && Variable->getInit() ? ignoreWrapping(Variable->getInit()) : nullptr;
  if (const auto *Cast = dyn_cast_or_null<CXXFunctionalCastExpr>(Made))
    Made = ignoreWrapping(Cast->getSubExpr());
  const CXXRecordDecl *Class =
      isa_and_nonnull<CXXConstructExpr>(Made) ? Made->getType()->getAsCXXRecordDecl() : nullptr;
  return Class && !Class->isInStdNamespace() ? Class->getCanonicalDecl() : nullptr;
}

/// Whether the conditions are about a common variable, or objects of one class that each makes for
/// itself: what that class remembers, as the sections of a test do, decides both.
bool areAboutTheSame(const Condition &First, const Condition &Second) {
  if (const CXXRecordDecl *Class = ownObject(First); Class && Class == ownObject(Second))
    return true;
  VariableFinder One, Other;
  One.TraverseStmt(const_cast<Expr *>(First.Asked));
  Other.TraverseStmt(const_cast<Expr *>(Second.Asked));
  return any_of(One.Found, [&](const ValueDecl *Named) { return Other.Found.contains(Named); });
}

bool isSame(const Expr *First, const Expr *Second, const ASTContext &Context) {
  FoldingSetNodeID One, Other;
  First->Profile(One, Context, /*Canonical=*/true);
  Second->Profile(Other, Context, /*Canonical=*/true);
  return One == Other;
}

/// Whether \p Holds for conditions of \p First and \p Second about a common variable, those around
/// both aside.
bool anyRelated(const Stmt *First, const Stmt *Second, ASTContext &Context,
                function_ref<bool(const Condition &, const Condition &)> Holds) {
  if (!First || !Second)
    return false;
  SmallVector<Condition, 4> Ones = conditionsOf(First, Context);
  SmallVector<Condition, 4> Others = conditionsOf(Second, Context);
  auto IsOf = [](const SmallVector<Condition, 4> &Conditions, const Stmt *Owner) {
    return any_of(Conditions, [&](const Condition &Each) { return Each.Owner == Owner; });
  };
  for (const Condition &One : Ones)
    for (const Condition &Other : Others)
      if (!IsOf(Others, One.Owner) && !IsOf(Ones, Other.Owner) &&
          areAboutTheSame(One, Other) && Holds(One, Other))
        return true;
  return false;
}

} // namespace

const Stmt *parentOf(const Stmt *Child, ASTContext &Context) {
  for (const DynTypedNode &Parent : Context.getParents(*Child)) {
    if (const auto *Outer = Parent.get<Stmt>())
      return isa<LambdaExpr>(Outer) ? nullptr : Outer;
    // An initialiser stands in its declaration.
    if (const auto *Variable = Parent.get<VarDecl>())
      for (const DynTypedNode &Declaring : Context.getParents(*Variable))
        if (const auto *Outer = Declaring.get<Stmt>())
          return Outer;
  }
  return nullptr;
}

SmallVector<Condition, 4> conditionsOf(const Stmt *Statement, ASTContext &Context) {
  SmallVector<Condition, 4> Result;
  for (const Stmt *Child = Statement; const Stmt *Parent = parentOf(Child, Context);
       Child = Parent) {
    if (const auto *If = dyn_cast<IfStmt>(Parent)) {
      if (Child == If->getThen() || Child == If->getElse())
        Result.push_back({If, If->getCond(), Child == If->getThen()});
    } else if (const auto *Choice = dyn_cast<ConditionalOperator>(Parent)) {
      if (Child != Choice->getCond())
        Result.push_back({Choice, Choice->getCond(), Child == Choice->getTrueExpr()});
    } else if (const auto *Operator = dyn_cast<BinaryOperator>(Parent)) {
      if (Operator->isLogicalOp() && Child == Operator->getRHS())
        Result.push_back({Operator, Operator->getLHS(), Operator->getOpcode() == BO_LAnd});
    }
  }
  return Result;
}

const Stmt *loopAround(const Stmt *Inner, ASTContext &Context) {
  const Stmt *Outer = parentOf(Inner, Context);
  while (Outer && !isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(Outer))
    Outer = parentOf(Outer, Context);
  return Outer;
}

bool isCaughtInScope(const Stmt *Statement, const VarDecl *Variable, ASTContext &Context) {
  const SourceManager &Sources = Context.getSourceManager();
  for (const Stmt *Child = Statement; const Stmt *Parent = parentOf(Child, Context); Child = Parent)
    if (const auto *Try = dyn_cast<CXXTryStmt>(Parent))
      if (Child == Try->getTryBlock() &&
          Sources.isBeforeInTranslationUnit(Variable->getLocation(), Try->getBeginLoc()))
        return true;
  return false;
}

bool isInHandlerOf(const Stmt *Statement, const Stmt *Tried, ASTContext &Context) {
  auto TryAround = [&](const Stmt *Inner, auto IsPart) {
    for (const Stmt *Child = Inner; const Stmt *Parent = parentOf(Child, Context); Child = Parent)
      if (const auto *Try = dyn_cast<CXXTryStmt>(Parent); Try && IsPart(Try, Child))
        return Try;
    return static_cast<const CXXTryStmt *>(nullptr);
  };
  const CXXTryStmt *Failed = TryAround(Statement, [](const CXXTryStmt *Try, const Stmt *Part) {
    return Part != Try->getTryBlock();
  });
  return Failed && TryAround(Tried, [&](const CXXTryStmt *Try, const Stmt *Part) {
           return Try == Failed && Part == Try->getTryBlock();
         });
}

bool precedes(const Expr *First, const Stmt *Then, ASTContext &Context) {
  const Stmt *Scope = parentOf(First, Context);
  while (isa_and_nonnull<Expr, DeclStmt>(Scope))
    Scope = parentOf(Scope, Context);
  const Stmt *Around = Then;
  while (Around && Around != Scope)
    Around = parentOf(Around, Context);
  return Around && Context.getSourceManager().isBeforeInTranslationUnit(First->getBeginLoc(),
                                                                        Then->getBeginLoc());
}

bool isUnconditional(const Stmt *Statement, ASTContext &Context) {
  for (const Stmt *Child = Statement; const Stmt *Parent = parentOf(Child, Context);
       Child = Parent) {
    const auto *Logical = dyn_cast<BinaryOperator>(Parent);
    if (isa<IfStmt, SwitchStmt, ForStmt, WhileStmt, DoStmt, CXXForRangeStmt, CXXTryStmt,
            AbstractConditionalOperator>(Parent) ||
        (Logical && Logical->isLogicalOp() && Child == Logical->getRHS()))
      return false;
  }
  return true;
}

bool haveRelatedConditions(const Stmt *First, const Stmt *Second, ASTContext &Context) {
  return anyRelated(First, Second, Context, [](const Condition &, const Condition &) {
    return true;
  });
}

bool mayExcludeEachOther(const Stmt *First, const Stmt *Second, ASTContext &Context) {
  return anyRelated(First, Second, Context, [&](const Condition &One, const Condition &Other) {
    return One.Answer != Other.Answer || !isSame(One.Asked, Other.Asked, Context);
  });
}

bool isUnderTestCondition(const Stmt *Statement, CoroutineTypes &Types) {
  ASTContext &Context = Types.context();
  const SourceManager &Sources = Context.getSourceManager();
  if (!Sources.isMacroArgExpansion(Statement->getBeginLoc()) ||
      !Types.isTestCode(Statement->getBeginLoc()))
    return false;
  for (const Stmt *Child = Statement; const Stmt *Parent = parentOf(Child, Context); Child = Parent)
    if (const auto *If = dyn_cast<IfStmt>(Parent);
        If && Child == If->getThen() && Sources.isMacroBodyExpansion(If->getIfLoc()))
      return true;
  return false;
}

bool isInCondition(const Stmt *Statement, ASTContext &Context) {
  for (const Stmt *Child = Statement; const Stmt *Parent = parentOf(Child, Context);
       Child = Parent) {
    if (const auto *If = dyn_cast<IfStmt>(Parent))
      return Child == If->getCond();
    if (const auto *While = dyn_cast<WhileStmt>(Parent))
      return Child == While->getCond();
    if (const auto *Do = dyn_cast<DoStmt>(Parent))
      return Child == Do->getCond();
    if (const auto *For = dyn_cast<ForStmt>(Parent))
      return Child == For->getCond();
    if (const auto *Switch = dyn_cast<SwitchStmt>(Parent))
      return Child == Switch->getCond();
    if (const auto *Choice = dyn_cast<ConditionalOperator>(Parent); Choice && Child == Choice->getCond())
      return true;
    if (const auto *Operator = dyn_cast<BinaryOperator>(Parent); Operator && Operator->isLogicalOp())
      return true;
    if (const auto *Not = dyn_cast<UnaryOperator>(Parent); Not && Not->getOpcode() == UO_LNot)
      return true;
    if (!isa<Expr>(Parent) && !isa<DeclStmt>(Parent))
      return false;
  }
  return false;
}

bool isUnderFlag(const Stmt *Statement, bool AnyLocal, ASTContext &Context) {
  struct FlagFinder : RecursiveASTVisitor<FlagFinder> {
    bool AnyLocal = false, Found = false;
    bool VisitDeclRefExpr(DeclRefExpr *Reference) {
      const auto *Variable = dyn_cast<VarDecl>(Reference->getDecl());
      Found |= Variable && Variable->isLocalVarDecl() &&
               (AnyLocal || Variable->getType()->isBooleanType());
      return !Found;
    }
  } Search;
  Search.AnyLocal = AnyLocal;
  const Stmt *Child = Statement;
  for (const Stmt *Parent = parentOf(Child, Context); Parent && !Search.Found;
       Child = Parent, Parent = parentOf(Child, Context)) {
    if (isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(Parent))
      break;
    const Expr *Condition = nullptr;
    if (const auto *If = dyn_cast<IfStmt>(Parent))
      Condition = If->getCond();
    else if (const auto *Switch = dyn_cast<SwitchStmt>(Parent))
      Condition = Switch->getCond();
    else if (const auto *Choice = dyn_cast<ConditionalOperator>(Parent))
      Condition = Choice->getCond();
    if (Condition && Condition != Child)
      Search.TraverseStmt(const_cast<Expr *>(Condition));
  }
  return Search.Found;
}

const Stmt *lastStatementOf(const Stmt *Arm) {
  const auto *Block = dyn_cast_or_null<CompoundStmt>(Arm);
  if (!Block)
    return Arm;
  return Block->body_empty() ? nullptr : Block->body_back();
}

const Stmt *leavingStatement(const Stmt *Arm) {
  const Stmt *Last = lastStatementOf(Arm);
  if (isa_and_nonnull<ReturnStmt, CoreturnStmt, BreakStmt, ContinueStmt, GotoStmt>(Last))
    return Last;
  const auto *Value = dyn_cast_or_null<Expr>(Last);
  Call Made = Value ? asCall(Value) : Call();
  return (Value && isa<CXXThrowExpr>(ignoreWrapping(Value))) || (Made && Made.Callee->isNoReturn())
             ? Last
             : nullptr;
}

bool leavesFunction(const Stmt *Arm) {
  const Stmt *Last = leavingStatement(Arm);
  return Last && !isa<BreakStmt, ContinueStmt, GotoStmt>(Last);
}

const Stmt *leftBy(const Stmt *Leaving, ASTContext &Context) {
  const Stmt *Outer =
      isa<BreakStmt, ContinueStmt>(Leaving) ? loopAround(Leaving, Context) : nullptr;
  if (isa<BreakStmt>(Leaving))
    for (const Stmt *Each = parentOf(Leaving, Context); Each && Each != Outer;
         Each = parentOf(Each, Context))
      if (isa<SwitchStmt>(Each))
        return Each;
  return Outer;
}

std::optional<Comparison> comparisonIn(const Expr *Condition) {
  const auto *Compare = Condition ? dyn_cast<BinaryOperator>(ignoreWrapping(Condition)) : nullptr;
  if (!Compare || !Compare->isComparisonOp() || Compare->getOpcode() == BO_Cmp)
    return std::nullopt;
  return Comparison{Compare->getLHS(), Compare->getOpcode(), Compare->getRHS()};
}

/// Adds what comparisonsIn() gives; \p Depth says how often something was found behind a part.
static void addComparisons(const Expr *Condition, bool Answer, ConditionReader Behind,
                           SmallVectorImpl<Comparison> &Found, unsigned Depth = 0) {
  constexpr unsigned MaxDepth = 4; // A variable may be made with itself.
  Condition = ignoreWrapping(Condition);
  const auto *Not = dyn_cast<UnaryOperator>(Condition);
  const auto *Operator = dyn_cast<BinaryOperator>(Condition);
  if (Not && Not->getOpcode() == UO_LNot) {
    addComparisons(Not->getSubExpr(), !Answer, Behind, Found, Depth);
  } else if (Operator && Operator->getOpcode() == (Answer ? BO_LAnd : BO_LOr)) {
    addComparisons(Operator->getLHS(), Answer, Behind, Found, Depth);
    addComparisons(Operator->getRHS(), Answer, Behind, Found, Depth);
  } else if (std::optional<Comparison> Compared = comparisonIn(Condition)) {
    if (!Answer)
      Compared->How = BinaryOperator::negateComparisonOp(Compared->How);
    Found.push_back(*Compared);
  } else if (const Expr *Asked = Depth < MaxDepth ? Behind(Condition) : nullptr) {
    addComparisons(Asked, Answer, Behind, Found, Depth + 1);
  }
}

SmallVector<Comparison, 2> comparisonsIn(const Expr *Condition, bool Answer,
                                         ConditionReader Behind) {
  SmallVector<Comparison, 2> Found;
  if (Condition)
    addComparisons(Condition, Answer, Behind, Found);
  return Found;
}

} // namespace corolint
