// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/concurrency/AdmittedStarts.h"
#include "checks/flow/CheckedSizes.h"
#include "checks/flow/Conditions.h"
#include "checks/flow/FunctionBody.h"
#include "checks/flow/Loops.h"
#include "checks/flow/SoleAnswers.h"
#include "checks/flow/VariableMentions.h"
#include "checks/knowledge/AsyncContext.h"
#include "checks/knowledge/ClosingNames.h"
#include "checks/knowledge/ContainerChanges.h"
#include "checks/knowledge/Limiters.h"
#include "checks/knowledge/StdNames.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// The object that \p Made asks, that of an explicit parameter included; null without one.
const Expr *askedObject(const Call &Made) {
  const auto *Method = dyn_cast<CXXMethodDecl>(Made.Callee);
  bool IsExplicit = Method && Method->isExplicitObjectMemberFunction();
  return IsExplicit && !Made.Object ? Made.argument(0) : Made.Object;
}

/// Whether \p Made fills one of its arguments: it hands something out.
bool fillsArgument(const Call &Made) {
  return any_of(Made.Callee->parameters(), [](const ParmVarDecl *Each) {
    return Each->getType()->isLValueReferenceType() && !Each->isExplicitObjectParameter() &&
           !Each->getType().getNonReferenceType().isConstQualified();
  });
}

/// Whether \p Object is a member or comes from outside of the function, and is no element that
/// the loop has come to.
bool outlivesFunction(const Expr *Object) {
  if (isa<CXXThisExpr>(ignoreWrapping(Object)))
    return true;
  const ValueDecl *Named = namedVariable(Object);
  const auto *Variable = dyn_cast_or_null<VarDecl>(Named);
  return Variable ? !Variable->isLocalVarDecl() : isa_and_nonnull<FieldDecl>(Named);
}

/// The number that \p Side is, counted on or with a constant added: `running`, `++running`,
/// `running + 1`, `running.load()`.
const Expr *numberIn(const Expr *Side) {
  for (;;) {
    Side = ignoreWrapping(Side->IgnoreParenCasts())->IgnoreParenCasts();
    const auto *Unary = dyn_cast<UnaryOperator>(Side);
    const auto *Sum = dyn_cast<BinaryOperator>(Side);
    if (Unary && Unary->isIncrementDecrementOp()) {
      Side = Unary->getSubExpr();
    } else if (Sum && Sum->isAdditiveOp() &&
               isa<IntegerLiteral>(Sum->getRHS()->IgnoreParenImpCasts())) {
      Side = Sum->getLHS();
    } else {
      Call Made = asCall(Side);
      if (!Made || !Made.Object ||
          !(is_contained({OO_PlusPlus, OO_MinusMinus}, Made.Callee->getOverloadedOperator()) ||
            (isFromStd(Made.Callee) && Made.Callee->getIdentifier() &&
             is_contained({"load", "fetch_add", "fetch_sub"}, Made.Callee->getName()))))
        return Side;
      Side = Made.Object;
    }
  }
}

/// A number that becomes larger or smaller.
struct Step {
  const ValueDecl *Number = nullptr;
  bool IsUp = false;
};

/// What \p Expression, by an operator or an operation of std::atomic, makes larger or smaller; no
/// number for anything else.
Step stepIn(const Expr *Expression) {
  if (const auto *Unary = dyn_cast<UnaryOperator>(Expression))
    return Unary->isIncrementDecrementOp()
               ? Step{namedVariable(Unary->getSubExpr()), Unary->isIncrementOp()}
               : Step();
  if (const auto *Operator = dyn_cast<BinaryOperator>(Expression)) {
    const ValueDecl *Into = namedVariable(Operator->getLHS());
    if (is_contained({BO_AddAssign, BO_SubAssign}, Operator->getOpcode()))
      return {Into, Operator->getOpcode() == BO_AddAssign};
    const auto *Sum = dyn_cast<BinaryOperator>(Operator->getRHS()->IgnoreParenImpCasts());
    bool IsStep = Operator->getOpcode() == BO_Assign && Into && Sum && Sum->isAdditiveOp() &&
                  namedVariable(Sum->getLHS()->IgnoreParenCasts()) == Into;
    return IsStep ? Step{Into, Sum->getOpcode() == BO_Add} : Step();
  }
  Call Made = isa<CallExpr>(Expression) ? asCallItself(Expression) : Call();
  if (!Made || !Made.Object)
    return {};
  OverloadedOperatorKind Operator = Made.Callee->getOverloadedOperator();
  StringRef Name =
      isFromStd(Made.Callee) && Made.Callee->getIdentifier() ? Made.Callee->getName() : StringRef();
  bool IsUp = is_contained({OO_PlusPlus, OO_PlusEqual}, Operator) || Name == "fetch_add";
  return IsUp || is_contained({OO_MinusMinus, OO_MinusEqual}, Operator) || Name == "fetch_sub"
             ? Step{namedVariable(Made.Object), IsUp}
             : Step();
}

/// The comparisons that what \p Condition is put together of asks, however it is answered.
void addAsked(const Expr *Condition, SmallVectorImpl<Comparison> &Found) {
  Condition = ignoreWrapping(Condition);
  const auto *Unary = dyn_cast<UnaryOperator>(Condition);
  const auto *Operator = dyn_cast<BinaryOperator>(Condition);
  if (std::optional<Comparison> Compared = comparisonIn(Condition)) {
    Found.push_back(*Compared);
  } else if (Unary && Unary->getOpcode() == UO_LNot) {
    addAsked(Unary->getSubExpr(), Found);
  } else if (Operator && Operator->isLogicalOp()) {
    addAsked(Operator->getLHS(), Found);
    addAsked(Operator->getRHS(), Found);
  } else if (const auto *Choice = dyn_cast<ConditionalOperator>(Condition)) {
    addAsked(Choice->getCond(), Found);
  }
}

/// The comparisons by which \p Function may go back: those of conditions that it returns under, and
/// of what it returns.
SmallVector<Comparison, 4> comparisonsOfReturns(const FunctionDecl *Function) {
  struct Finder : FunctionBodyVisitor<Finder> {
    SmallVector<Comparison, 4> Found;
    bool VisitIfStmt(IfStmt *If) {
      if (If->getCond() && isa_and_nonnull<ReturnStmt>(lastStatementOf(If->getThen())))
        addAsked(If->getCond(), Found);
      return true;
    }
    bool VisitReturnStmt(ReturnStmt *Return) {
      if (Return->getRetValue())
        addAsked(Return->getRetValue(), Found);
      return true;
    }
  } Search;
  Search.visitBodyOf(Function);
  return std::move(Search.Found);
}

/// Whether \p Side depends on what \p Function is given, its object aside.
bool asksArgument(const Expr *Side) {
  struct Finder : FunctionBodyVisitor<Finder> {
    bool Found = false;
    bool VisitDeclRefExpr(DeclRefExpr *Reference) {
      const auto *Given = dyn_cast<ParmVarDecl>(Reference->getDecl());
      Found |= Given && !Given->isExplicitObjectParameter();
      return !Found;
    }
  } Search;
  Search.TraverseStmt(const_cast<Expr *>(Side));
  return Search.Found;
}

} // namespace

/// The numbers that the functions of a class count.
struct AdmittedStarts::ClassCounts {
  Variables Up, Down;
  bool IsSeen = true; ///< All of them are seen.
};

const AdmittedStarts::ClassCounts &AdmittedStarts::countsOf(const CXXRecordDecl *Class) {
  std::unique_ptr<ClassCounts> &Known = Classes[Class];
  if (Known)
    return *Known;
  struct Finder : RecursiveASTVisitor<Finder> {
    ClassCounts *Counts = nullptr;
    bool VisitExpr(Expr *Expression) {
      if (Step Of = stepIn(Expression); Of.Number)
        (Of.IsUp ? Counts->Up : Counts->Down).insert(Of.Number);
      return true;
    }
  } Search;
  Known = std::make_unique<ClassCounts>();
  Search.Counts = Known.get();
  for (const CXXMethodDecl *Each : Class->methods()) {
    const FunctionDecl *Body = visibleDefinition(Each);
    Known->IsSeen &= Body || Each->isImplicit() || Each->isDefaulted() || Each->isDeleted();
    if (Body)
      Search.TraverseStmt(Body->getBody());
  }
  return *Known;
}

/// Whether \p Side, of a comparison by \p How with \p Other, is how many there are of something: a
/// number of the object, or the program, that is counted, or how much a container of it holds.
bool AdmittedStarts::isCountOfObject(const Expr *Side, BinaryOperatorKind How, const Expr *Other) {
  bool IsRelation = BinaryOperator::isRelationalOp(How);
  if (const Expr *Range = sizedBy(Side))
    return isa_and_nonnull<FieldDecl>(namedVariable(Range)) && !asksArgument(Range) &&
           (IsRelation || constantInteger(Other, Types.context()) != 0);
  const Expr *Number = numberIn(Side);
  const ValueDecl *Named = namedVariable(Number);
  QualType Type = Named ? Named->getType().getNonReferenceType() : QualType();
  if (!Named || !(Type->isRecordType() || isNumberOfPlaces(Type)) || Type->isEnumeralType() ||
      asksArgument(Number))
    return false;
  const auto *Field = dyn_cast<FieldDecl>(Named);
  const auto *Class = Field ? dyn_cast<CXXRecordDecl>(Field->getParent()) : nullptr;
  if (!Class)
    return IsRelation && isa<VarDecl>(Named) && cast<VarDecl>(Named)->hasGlobalStorage();
  const ClassCounts &Counts = countsOf(Class);
  return Counts.Up.contains(Named) || Counts.Down.contains(Named) || (IsRelation && !Counts.IsSeen);
}

bool AdmittedStarts::refusesByNumber(const FunctionDecl *Function) {
  auto [Known, IsNew] = Refusing.try_emplace(Function, false);
  if (!IsNew)
    return Known->second;
  bool Refuses = any_of(comparisonsOfReturns(Function), [&](const Comparison &Compared) {
    return any_of(ArrayRef{Compared, Compared.mirrored()}, [&](const Comparison &Each) {
      return isCountOfObject(Each.Left, Each.How, Each.Right) && !asksArgument(Each.Right);
    });
  });
  return Refusing[Function] = Refuses;
}

/// Finds whether a condition asks an object that outlives the function for a place.
class AdmittedStarts::PlaceFinder : public CallVisitor<AdmittedStarts::PlaceFinder> {
public:
  PlaceFinder(AdmittedStarts &Starts, ConditionReader Behind) : Starts(Starts), Behind(Behind) {}
  bool Asks = false;

  bool visitCall(const Call &Made) {
    const auto *Method = dyn_cast<CXXMethodDecl>(Made.Callee);
    const Expr *Object = askedObject(Made);
    if (!Method || !Object || !Method->getIdentifier() || Method->isConst())
      return true;
    Call OfObject = Made;
    OfObject.Object = Object;
    if (isLimiter(OfObject.objectClass(), Starts.Types)) {
      Asks = true;
    } else if (!isFromStd(Method) && outlivesFunction(Object)) {
      const FunctionDecl *Body = visibleDefinition(Method);
      Asks |= !fillsArgument(Made) &&
              (Body ? Starts.refusesByNumber(Body) : isAdmittingName(Method->getName()));
    }
    return !Asks;
  }
  bool VisitDeclRefExpr(DeclRefExpr *Reference) {
    if (const Expr *Made = Flags.insert(Reference->getDecl()).second ? Behind(Reference) : nullptr)
      TraverseStmt(const_cast<Expr *>(Made));
    return !Asks;
  }

private:
  AdmittedStarts &Starts;
  ConditionReader Behind;
  DenseSet<const ValueDecl *> Flags; ///< That have been followed.
};

AdmittedStarts::AdmittedStarts(SizeChecks &Sizes, CoroutineTypes &Types)
    : Sizes(Sizes), Types(Types) {}
AdmittedStarts::~AdmittedStarts() = default;

const Expr *AdmittedStarts::flagBehind(const Expr *Named, const Stmt *If) {
  const FunctionDecl *Function = isa<DeclRefExpr>(Named->IgnoreParenImpCasts())
                                     ? enclosingFunction(If, Types.context())
                                     : nullptr;
  if (!Function)
    return nullptr;
  auto [Known, IsNew] = Changed.try_emplace(Function);
  if (IsNew)
    Known->second = changedIn(Function->getBody());
  const Expr *Value = onlyValueOf(Named, Known->second);
  const Stmt *Loop = Value ? loopAround(If, Types.context()) : nullptr;
  return Loop && isOfTurn(Named, Loop, Types.context().getSourceManager()) ? Value : nullptr;
}

AdmittedStarts::Asked AdmittedStarts::askedBy(const IfStmt *If, bool Answer) {
  auto Flag = [&](const Expr *Part) { return flagBehind(Part, If); };
  auto Behind = [&](const Expr *Part) {
    Call Made = asCall(Part);
    const Expr *Object = Made ? askedObject(Made) : nullptr;
    return Made && (!Object || outlivesFunction(Object)) ? soleAnswer(Made) : Flag(Part);
  };
  auto IsLimit = [&](const Expr *Number) {
    return boundOfNumber(Number, /*Small=*/0, Sizes, Types) != LoopBound::Runtime;
  };
  Asked Found;
  for (const Comparison &Compared : comparisonsIn(If->getCond(), Answer, Behind))
    for (const Comparison &Each : {Compared, Compared.mirrored()})
      if (namedVariable(numberIn(Each.Left)) && !sizedBy(Each.Left) && IsLimit(Each.Right))
        Found.Numbers.push_back(Each);
  for (const CheckedSize &Each : checkedSizes(If->getCond(), Answer, Behind))
    if (IsLimit(Each.Most))
      Found.Sized.push_back(Each.Range);
  PlaceFinder Search(*this, Flag);
  Search.TraverseStmt(const_cast<Expr *>(If->getCond()));
  Found.Place = Search.Asks;
  return Found;
}

/// Only what is evaluated whenever \p Code is: conditions, and no arms of them.
const AdmittedStarts::Growth &AdmittedStarts::growthIn(const Stmt *Code) {
  struct Finder : CallVisitor<Finder> {
    using Base = CallVisitor<Finder>;
    Growth *Found = nullptr;
    bool VisitExpr(Expr *Expression) {
      if (Step Of = stepIn(Expression); Of.IsUp)
        Found->Counted.insert(Of.Number);
      return true;
    }
    bool visitCall(const Call &Made) {
      const auto *Method = Made.Object ? dyn_cast<CXXMethodDecl>(Made.Callee) : nullptr;
      if (Method && alwaysAdds(Method))
        Found->Filled.insert(namedVariable(Made.Object));
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
  std::unique_ptr<Growth> &Known = Growths[Code];
  if (Known)
    return *Known;
  Known = std::make_unique<Growth>();
  Search.Found = Known.get();
  Search.TraverseStmt(const_cast<Stmt *>(Code));
  Known->Counted.erase(nullptr);
  Known->Filled.erase(nullptr);
  return *Known;
}

std::optional<AdmittedStarts::Exit> AdmittedStarts::exitOf(const IfStmt *If) {
  const Stmt *Leaves = If->getCond() ? leavingStatement(If->getThen()) : nullptr;
  if (!Leaves || isa<GotoStmt>(Leaves))
    return std::nullopt;
  Exit Found{If, Leaves, askedBy(If, /*Answer=*/false)};
  const Asked &Of = Found.Passed;
  return Of.Numbers.empty() && Of.Sized.empty() && !Of.Place ? std::nullopt : std::optional(Found);
}

const std::vector<AdmittedStarts::Exit> &AdmittedStarts::exitsOf(const CompoundStmt *Block) {
  std::unique_ptr<std::vector<Exit>> &Known = Exits[Block];
  if (Known)
    return *Known;
  Known = std::make_unique<std::vector<Exit>>();
  for (const Stmt *Each : Block->body())
    if (const auto *If = dyn_cast<IfStmt>(Each))
      if (std::optional<Exit> Found = exitOf(If))
        Known->push_back(std::move(*Found));
  return *Known;
}

/// `if (n >= 10) { n = 0; continue; }` only skips one in ten. What leaves the loop with it does not
/// matter, nor what the task does.
bool AdmittedStarts::isSetBackIn(const ValueDecl *Number, const Stmt *Loop) {
  struct Finder : CallVisitor<Finder> {
    ASTContext *Context = nullptr;
    const Stmt *Loop = nullptr;
    Variables Found;
    void take(const Expr *Number, const Expr *Value, const Expr *Whole) {
      if (constantInteger(Value, *Context) && !leavesLoopAfter(Whole, Loop, *Context))
        Found.insert(namedVariable(Number));
    }
    bool VisitBinaryOperator(BinaryOperator *Operator) {
      if (Operator->getOpcode() == BO_Assign)
        take(Operator->getLHS(), Operator->getRHS(), Operator);
      return true;
    }
    bool visitCall(const Call &Made) {
      bool IsStore = Made.Callee->getOverloadedOperator() == OO_Equal ||
                     (isFromStd(Made.Callee) && Made.Callee->getIdentifier() &&
                      Made.Callee->getName() == "store");
      if (IsStore && Made.Object && !Made.Arguments.empty())
        take(Made.Object, Made.Arguments[0], Made.Expression);
      return true;
    }
  } Search;
  auto [Known, IsNew] = SetBack.try_emplace(Loop);
  if (IsNew) {
    Search.Context = &Types.context();
    Search.Loop = Loop;
    const auto *For = dyn_cast<ForStmt>(Loop);
    Search.TraverseStmt(const_cast<Stmt *>(For ? For->getBody() : Loop));
    Known->second = std::move(Search.Found);
  }
  return Known->second.contains(Number);
}

bool AdmittedStarts::isDrainedIn(const ValueDecl *Container, const Stmt *Loop) {
  auto [Known, IsNew] = Drained.try_emplace(Loop);
  if (IsNew)
    Known->second = drainedIn(Loop, /*Lambdas=*/false);
  return Known->second.Drained.contains(Container) || Known->second.Filtered.contains(Container);
}

bool AdmittedStarts::isCounted(const Comparison &Of, const Growth &WithStart, const Stmt *Loop) {
  const Expr *Number = numberIn(Of.Left);
  const ValueDecl *Named = namedVariable(Number);
  return WithStart.Counted.contains(Named) &&
         !isOfTurn(Number, Loop, Types.context().getSourceManager()) && !isSetBackIn(Named, Loop);
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
    return (is_contained({BO_LT, BO_LE}, Each.How) || (Each.How == BO_NE && Ends)) &&
           isCounted(Each, WithStart, Loop);
  };
  auto IsFull = [&](const Expr *Each) {
    const ValueDecl *Named = namedVariable(Each);
    return WithStart.Filled.contains(Named) &&
           !isOfTurn(Each, Loop, Types.context().getSourceManager()) && !isDrainedIn(Named, Loop);
  };
  return (IsBefore && Of.Passed.Place) || any_of(Of.Passed.Numbers, IsReached) ||
         any_of(Of.Passed.Sized, IsFull);
}

bool AdmittedStarts::isAdmitted(const Expr *Start, const Stmt *Loop) {
  const SourceManager &Sources = Types.context().getSourceManager();
  Growth WithStart;
  auto Add = [&](const Growth &More) {
    WithStart.Counted.insert(More.Counted.begin(), More.Counted.end());
    WithStart.Filled.insert(More.Filled.begin(), More.Filled.end());
  };
  Add(growthIn(Start));
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
      Add(growthIn(Block));
      if (any_of(exitsOf(Block), [&](const Exit &Each) {
            bool IsBefore =
                Sources.isBeforeInTranslationUnit(Each.If->getBeginLoc(), Inner->getBeginLoc());
            return keepsOut(Each, IsBefore, WithStart, Loop);
          }))
        return true;
    } else if (!isa<CompoundStmt>(Inner)) { // An arm of one statement.
      Add(growthIn(Inner));
    }
    if (If && If->getCond() && Inner == If->getThen()) {
      const Asked &Of = askedOnce(If);
      auto IsCounted = [&](const Comparison &Each) {
        return is_contained({BO_LT, BO_LE}, Each.How) && isCounted(Each, WithStart, Loop);
      };
      if (Of.Place || any_of(Of.Numbers, IsCounted))
        return true;
    } else if (If && Inner != If->getElse()) { // if (start(job)) ++running;
      Add(growthIn(If->getThen()));
    }
    Inner = Parent;
  }
  return false;
}

const AdmittedStarts::Asked &AdmittedStarts::askedOnce(const IfStmt *If) {
  std::unique_ptr<Asked> &Known = Arms[If];
  if (!Known)
    Known = std::make_unique<Asked>(askedBy(If, /*Answer=*/true));
  return *Known;
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
