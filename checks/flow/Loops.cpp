// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/flow/Loops.h"
#include "checks/flow/CheckedSizes.h"
#include "checks/flow/Conditions.h"
#include "checks/flow/ControlFlow.h"
#include "checks/flow/FunctionBody.h"
#include "checks/flow/KeptRanges.h"
#include "checks/flow/VariableMentions.h"
#include "checks/knowledge/Calls.h"
#include "checks/knowledge/ClassMembers.h"
#include "checks/knowledge/ContainerChanges.h"
#include "checks/knowledge/FixedSizes.h"
#include "checks/knowledge/Limiters.h"
#include "checks/knowledge/MemberNames.h"
#include "checks/knowledge/StdNames.h"
#include "clang/AST/ParentMapContext.h"
#include "llvm/ADT/DenseSet.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

bool isStdClass(const CXXRecordDecl *Class, StringRef Name) {
  return Class && hasQualifiedName(Class, splitQualifiedName(("std::" + Name).str()));
}

/// The expression under wrapping and casts of any kind.
const Expr *bare(const Expr *Expression) {
  for (const Expr *Previous = nullptr; Expression != Previous;) {
    Previous = Expression;
    Expression = ignoreWrapping(Expression)->IgnoreParenCasts();
  }
  return Expression;
}

/// Finds whether the function of a local container, its lambdas included, only looks at what is in
/// it, and gives it so many elements.
class SizeKeeper : public VariableMentions<SizeKeeper> {
public:
  SizeKeeper(const VarDecl *Container, CoroutineTypes &Types)
      : VariableMentions(Container), Types(Types) {
    if (const auto *Function = dyn_cast<FunctionDecl>(Container->getDeclContext()))
      TraverseStmt(Function->getBody());
  }

  // A capture is no use yet.
  bool TraverseLambdaExpr(LambdaExpr *Lambda) {
    for (auto [Capture, Initializer] : zip(Lambda->captures(), Lambda->capture_inits()))
      if (Lambda->isInitCapture(&Capture) && !TraverseStmt(Initializer))
        return false;
    return TraverseStmt(Lambda->getBody());
  }
  bool VisitCXXForRangeStmt(CXXForRangeStmt *For) {
    understand(For->getRangeInit());
    return true;
  }
  bool VisitImplicitCastExpr(ImplicitCastExpr *Cast) {
    if (Cast->getType().isConstQualified())
      understand(Cast->getSubExpr());
    return true;
  }
  bool VisitCallExpr(CallExpr *Expression) { return visit(Expression); }
  bool VisitCXXConstructExpr(CXXConstructExpr *Expression) { return visit(Expression); }

  SmallVector<const Expr *, 2> Sizes; ///< How many elements it is given.

private:
  bool visit(const Expr *Expression) {
    Call Made = asCallItself(Expression);
    if (!Made)
      return true;
    const auto *Method = dyn_cast<CXXMethodDecl>(Made.Callee);
    if (Made.Object && Method && isFromStd(Method) && Method->getIdentifier() &&
        Method->getName() == "resize" && mentionIn(Made.Object)) {
      understand(Made.Object);
      Sizes.push_back(Made.Arguments[0]);
    }
    if (Made.Object && Method && isFromStd(Method) && keepsSize(Method))
      understand(Made.Object);
    // What goes over a range, and `container | view`.
    if (roleOf(Made, &FunctionModel::Gather, Types) || roleOf(Made, &FunctionModel::Repeats, Types) ||
        (isFromStd(Made.Callee) && Made.Callee->getOverloadedOperator() == OO_Pipe))
      for (const Expr *Argument : Made.Arguments)
        understand(Argument);
    return true;
  }
  CoroutineTypes &Types;
};

/// The number of elements of the braced list that \p Init is, or that the object it makes is filled
/// with; none for any other. Where that is a number which is not constant, \p Count becomes it.
std::optional<uint64_t> listedElements(const Expr *Init, const Expr **Count = nullptr) {
  while (Init) {
    if (const auto *Full = dyn_cast<FullExpr>(Init)) {
      Init = Full->getSubExpr();
    } else if (const auto *Materialized = dyn_cast<MaterializeTemporaryExpr>(Init)) {
      Init = Materialized->getSubExpr();
    } else if (const auto *Temporary = dyn_cast<CXXBindTemporaryExpr>(Init)) {
      Init = Temporary->getSubExpr();
    } else if (const auto *Cast = dyn_cast<CastExpr>(Init)) {
      Init = Cast->getSubExpr();
    } else if (const auto *List = dyn_cast<CXXStdInitializerListExpr>(Init)) {
      Init = List->getSubExpr();
    } else if (const auto *Construction = dyn_cast<CXXConstructExpr>(Init)) {
      // Empty, or a number of elements, a constant.
      if (Construction->getNumArgs() == 0)
        return isFromStd(Construction->getConstructor()) ? std::optional<uint64_t>(0) : std::nullopt;
      const Expr *First = Construction->getArg(0);
      if (!Construction->isListInitialization() && First->getType()->isIntegerType() &&
          !First->isValueDependent() &&
          Construction->getConstructor()->getParent()->isInStdNamespace()) {
        Expr::EvalResult Number;
        if (First->EvaluateAsInt(Number, Construction->getConstructor()->getASTContext()))
          return Number.Val.getInt().getZExtValue();
        if (Count)
          *Count = First;
        return std::nullopt;
      }
      bool Single = Construction->getNumArgs() > 0 &&
                    all_of(drop_begin(Construction->arguments()),
                           [](const Expr *E) { return isa<CXXDefaultArgExpr>(E); });
      Init = Single ? Construction->getArg(0) : nullptr;
    } else {
      const auto *Elements = dyn_cast<InitListExpr>(Init);
      return Elements ? std::optional<uint64_t>(Elements->getNumInits()) : std::nullopt;
    }
  }
  return std::nullopt;
}

/// What bounds loops in one function.
class BoundFinder {
public:
  BoundFinder(uint64_t Small, SizeChecks &Sizes, CoroutineTypes &Types)
      : Small(Small), Sizes(Sizes), Types(Types), Context(Types.context()) {}

  LoopBound ofLoop(const Stmt *Loop) const {
    if (const auto *For = dyn_cast<CXXForRangeStmt>(Loop))
      return std::min(ofRange(For->getRangeInit()),
                      ofExits(For->getBody(), For->getLoopVariable()));
    if (const auto *For = dyn_cast<ForStmt>(Loop))
      return turnsOnce(For) ? LoopBound::SmallConstant
                            : std::min(ofCondition(For->getCond()), ofExits(For->getBody()));
    if (const auto *While = dyn_cast<WhileStmt>(Loop))
      return std::min(ofCondition(While->getCond()), ofExits(While->getBody()));
    // Test frameworks write do … while (no()) around what is to be one statement.
    const SourceManager &Sources = Context.getSourceManager();
    const auto *Do = cast<DoStmt>(Loop);
    return Sources.isMacroBodyExpansion(Do->getDoLoc()) && Sources.isInSystemMacro(Do->getDoLoc())
               ? LoopBound::SmallConstant
               : ofCondition(Do->getCond());
  }

  LoopBound ofRange(const Expr *Range) const {
    const Expr *Inner = ignoreWrapping(Range);
    QualType Type = Inner->getType().getNonReferenceType();
    if (std::optional<uint64_t> Size = fixedSize(Type, Context))
      return ofConstant(*Size);
    const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
    if (isStdClass(Class, "ranges::iota_view") || isStdClass(Class, "ranges::take_view"))
      return ofView(Inner);
    if (const Expr *Behind = viewedRange(Inner))
      return ofRange(Behind);
    // A library's own `upTo(n)`: numbers made of numbers, in no container.
    if (Call Made = asCall(Inner); Made && !Made.Object && !Made.Arguments.empty() &&
                                   all_of(Made.Arguments, isInteger) && countsUp(Class)) {
      LoopBound Most = LoopBound::SmallConstant;
      for (const Expr *Argument : Made.Arguments)
        Most = std::max(Most, ofCount(Argument));
      return Most;
    }
    LoopBound Bound = LoopBound::Runtime;
    if (!Type->isPointerType()) { // What it points to is not listed here.
      if (std::optional<uint64_t> Listed = listedElements(Range))
        return ofConstant(*Listed);
      if (const VarDecl *Variable = variable(Inner))
        Bound = ofContainer(Variable);
    }
    if (Bound == LoopBound::Runtime)
      Bound = ofCheckedSize(Inner);
    return Bound == LoopBound::Runtime && isKeptRange(Inner, Context) ? LoopBound::Kept : Bound;
  }

  /// Of as many elements as \p Count says.
  LoopBound ofCount(const Expr *Count) const {
    std::optional<int64_t> Constant = constantInteger(Count, Context);
    return Constant ? ofConstant(std::abs(*Constant)) : ofNumber(Count);
  }

private:
  LoopBound ofContainer(const VarDecl *Variable) const {
    return askedOnce(Variable, Variable, [&] { return ofSizes(Variable); });
  }
  /// What conditions say of the size of \p Range where it stands.
  LoopBound ofCheckedSize(const Expr *Range) const {
    return askedOnce(Range, namedVariable(Range), [&] {
      SmallVector<const Expr *, 2> Numbers = Sizes.mostElements(Range);
      LoopBound Most = Numbers.empty() ? LoopBound::Runtime : LoopBound::SmallConstant;
      for (const Expr *Each : Numbers)
        Most = std::max(Most, ofCount(Each));
      return Most;
    });
  }
  /// What \p Ask says of \p Container where it is \p Key, a mention or all that it is given:
  /// nothing of a size that depends on itself.
  LoopBound askedOnce(const void *Key, const ValueDecl *Container,
                      function_ref<LoopBound()> Ask) const {
    if (auto Known = Answers.find(Key); Known != Answers.end())
      return Known->second;
    if (is_contained(Asked, Container))
      return LoopBound::Runtime;
    Asked.push_back(Container);
    LoopBound Result = Ask();
    Asked.pop_back();
    return Answers[Key] = Result;
  }

  /// What the sizes that the container \p Variable is given say.
  LoopBound ofSizes(const VarDecl *Variable) const {
    const Expr *Count = nullptr;
    std::optional<uint64_t> Listed = listedElements(Variable->getAnyInitializer(), &Count);
    if (!Listed && !Count)
      return LoopBound::Runtime;
    LoopBound Most = Listed ? ofConstant(*Listed) : ofNumber(Count);
    if (Variable->getType().isConstQualified())
      return Most;
    if (!Variable->isLocalVarDecl() || !Variable->hasLocalStorage())
      return LoopBound::Runtime;
    SizeKeeper Uses(Variable, Types);
    if (!Uses.areUnderstood())
      return LoopBound::Runtime;
    for (const Expr *Size : Uses.Sizes)
      Most = std::max(Most, ofCount(Size));
    return Most;
  }

  LoopBound ofConstant(uint64_t Count) const {
    return Count <= Small ? LoopBound::SmallConstant : LoopBound::LargeConstant;
  }

  static const VarDecl *variable(const Expr *Expression) {
    const auto *Reference = dyn_cast<DeclRefExpr>(Expression);
    return Reference ? dyn_cast<VarDecl>(Reference->getDecl()) : nullptr;
  }

  /// std::views::iota(a, b) and x | std::views::take(n), as far as their numbers are constants.
  LoopBound ofView(const Expr *View) const {
    struct Finder : FunctionBodyVisitor<Finder> {
      const ASTContext *Unit;
      SmallVector<int64_t, 2> Numbers;
      bool VisitCallExpr(CallExpr *Call) {
        if (Numbers.empty())
          for (const Expr *Argument : Call->arguments())
            if (std::optional<int64_t> Number = constantInteger(Argument, *Unit))
              Numbers.push_back(*Number);
        return true;
      }
    } Search;
    Search.Unit = &Context;
    Search.TraverseStmt(const_cast<Expr *>(View));
    if (Search.Numbers.empty())
      return LoopBound::Count;
    int64_t First = Search.Numbers.size() > 1 ? Search.Numbers.front() : 0;
    bool IsIota = isStdClass(View->getType()->getAsCXXRecordDecl(), "ranges::iota_view");
    if (IsIota && Search.Numbers.size() < 2)
      return LoopBound::Count;
    return ofConstant(std::max<int64_t>(0, Search.Numbers.back() - First));
  }

  /// What `if (active >= max) break;` at the top of \p Body says: as much as a condition of the
  /// loop. What is asked of \p Element, that of the turn, bounds nothing.
  LoopBound ofExits(const Stmt *Body, const ValueDecl *Element = nullptr) const {
    const auto *Block = dyn_cast<CompoundStmt>(Body);
    const auto *If =
        Block && !Block->body_empty() ? dyn_cast<IfStmt>(Block->body_front()) : nullptr;
    bool MayEnd = If && !If->getElse() && If->getCond() && // if consteval has none
                  (leavesFunction(If->getThen()) ||
                   isa_and_nonnull<BreakStmt>(lastStatementOf(If->getThen())));
    return MayEnd ? ofExit(If->getCond(), Element) : LoopBound::Runtime;
  }

  static bool asksElement(const Expr *Condition, const ValueDecl *Element) {
    struct Finder : FunctionBodyVisitor<Finder> {
      const ValueDecl *Element = nullptr;
      bool Found = false;
      bool VisitDeclRefExpr(DeclRefExpr *Reference) {
        const auto *Part = dyn_cast<BindingDecl>(Reference->getDecl());
        Found |= (Part ? Part->getDecomposedDecl() : Reference->getDecl()) == Element;
        return !Found;
      }
    } Search;
    Search.Element = Element;
    Search.TraverseStmt(const_cast<Expr *>(Condition));
    return Search.Found;
  }

  LoopBound ofExit(const Expr *Condition, const ValueDecl *Element) const {
    const Expr *Inner = bare(Condition);
    const auto *Operator = dyn_cast<BinaryOperator>(Inner);
    if (Operator && Operator->isLogicalOp()) {
      LoopBound Left = ofExit(Operator->getLHS(), Element),
                Right = ofExit(Operator->getRHS(), Element);
      return Operator->getOpcode() == BO_LOr ? std::min(Left, Right) : std::max(Left, Right);
    }
    std::optional<Comparison> Compared = comparisonIn(Inner);
    if (!Compared || !isNumber(Compared->Left) || !isNumber(Compared->Right) ||
        (Element && asksElement(Inner, Element)))
      return LoopBound::Runtime;
    Compared->How = BinaryOperator::negateComparisonOp(Compared->How);
    LoopBound Said = ofComparison(*Compared);
    return Said >= LoopBound::Kept ? Said : LoopBound::Count;
  }

  /// What the condition of a for, while or do loop says.
  LoopBound ofCondition(const Expr *Condition) const {
    if (!Condition)
      return LoopBound::Runtime;
    const Expr *Inner = bare(Condition);
    if (std::optional<int64_t> Constant = constantInteger(Inner, Context))
      return *Constant ? LoopBound::Runtime
                       : LoopBound::SmallConstant; // while (true), do … while (false)
    // Test frameworks write do … while (no()), with a function that returns false.
    if (Call Made = asCall(Inner); Made && constantResult(Made.Callee) == false)
      return LoopBound::SmallConstant;
    const auto *Operator = dyn_cast<BinaryOperator>(Inner);
    if (Operator && Operator->isLogicalOp()) {
      // Either side may end a conjunction.
      LoopBound Left = ofCondition(Operator->getLHS()), Right = ofCondition(Operator->getRHS());
      return Operator->getOpcode() == BO_LAnd ? std::min(Left, Right) : std::max(Left, Right);
    }
    if (std::optional<Comparison> Compared = comparisonIn(Inner);
        Compared && isNumber(Compared->Left) && isNumber(Compared->Right))
      return ofComparison(*Compared);
    // it != items.end()
    const auto *Rewritten = dyn_cast<CXXRewrittenBinaryOperator>(Inner);
    if (Call Compare = asCall(Rewritten ? Rewritten->getDecomposedForm().InnerBinOp : Inner))
      for (const Expr *Side : Compare.Arguments)
        if (Call Last = asCall(Side); Last && Last.Object && Last.Callee->getIdentifier() &&
                                      is_contained({"end", "cend"}, Last.Callee->getName()))
          return ofRange(Last.Object);
    // while (n--)
    return isNumber(Inner) ? ofDescent(Inner, 0) : LoopBound::Runtime;
  }

  static bool isInteger(const Expr *Value) {
    QualType Type = bare(Value)->getType();
    return Type->isIntegerType() && !Type->isBooleanType() && !Type->isEnumeralType();
  }

  /// Whether going over a \p Class, which owns nothing, gives integers.
  static bool countsUp(const CXXRecordDecl *Class) {
    if (!Class || !Class->hasDefinition() || isFromStd(Class) || !Class->hasTrivialDestructor())
      return false;
    const FunctionDecl *Begin = memberFunction(Class, "begin");
    QualType Iterator = Begin ? Begin->getReturnType().getNonReferenceType() : QualType();
    if (Iterator.isNull())
      return false;
    if (Iterator->isPointerType())
      return false; // Into an array of them.
    const CXXRecordDecl *Of = Iterator->getAsCXXRecordDecl();
    if (!Of || !Of->hasDefinition())
      return false;
    for (const NamedDecl *Member : membersNamed(
             Of, Class->getASTContext().DeclarationNames.getCXXOperatorName(OO_Star)))
      if (const FunctionDecl *Star = Member->getAsFunction())
        return Star->getReturnType().getNonReferenceType()->isIntegerType();
    return false;
  }

  /// Of a class that becomes a number, std::atomic, what it becomes.
  static bool isNumber(const Expr *Side) {
    QualType Type = bare(Side)->getType();
    for (const Stmt *Inner = Side; Inner && Type->isRecordType();) {
      const auto *Cast = dyn_cast<ImplicitCastExpr>(Inner);
      if (Cast && Cast->getCastKind() == CK_UserDefinedConversion)
        Type = Cast->getType();
      Inner = Cast                    ? Cast->getSubExpr()
              : isa<ParenExpr>(Inner) ? cast<ParenExpr>(Inner)->getSubExpr()
                                      : nullptr;
    }
    return Type->isIntegralOrEnumerationType() && !Type->isBooleanType();
  }

  /// A counter on one side and its limit on the other.
  LoopBound ofComparison(Comparison Compared) const {
    if (constantInteger(Compared.Left, Context))
      Compared = Compared.mirrored();
    std::optional<int64_t> Limit = constantInteger(Compared.Right, Context);
    auto IsUpwards = [](const Comparison &Of) { return Of.How == BO_LT || Of.How == BO_LE; };
    auto IsDownwards = [](const Comparison &Of) { return Of.How == BO_GT || Of.How == BO_GE; };
    if (!Limit) {
      // while (tasks.size() < limit): what grows until it has so many is no data.
      if (sizedBy(Compared.Right) && IsDownwards(Compared))
        Compared = Compared.mirrored();
      if (sizedBy(Compared.Left) && IsUpwards(Compared))
        return ofNumber(Compared.Right);
      return std::max(ofNumber(Compared.Left), ofNumber(Compared.Right));
    }
    if (IsDownwards(Compared) || *Limit == 0)
      return ofDescent(Compared.Left, *Limit);
    const Expr *Start = startOf(Compared.Left);
    std::optional<int64_t> First = Start ? constantInteger(Start, Context) : std::nullopt;
    return ofConstant(std::abs(*Limit - First.value_or(0)));
  }

  /// A counter that goes down to \p Limit, from where it started or from what it is asked for.
  LoopBound ofDescent(const Expr *Counter, int64_t Limit) const {
    const Expr *Start = startOf(Counter);
    if (std::optional<int64_t> First = Start ? constantInteger(Start, Context) : std::nullopt)
      return ofConstant(std::abs(*First - Limit));
    return ofNumber(Start ? Start : Counter);
  }

  /// The initialiser of the variable that \p Counter counts with; null if it is none.
  static const Expr *startOf(const Expr *Counter) {
    Counter = bare(Counter);
    if (const auto *Step = dyn_cast<UnaryOperator>(Counter); Step && Step->isIncrementDecrementOp())
      Counter = bare(Step->getSubExpr());
    const VarDecl *Variable = variable(Counter);
    return Variable ? Variable->getAnyInitializer() : nullptr;
  }

  /// Where a number comes from: the size of some data, or elsewhere.
  LoopBound ofNumber(const Expr *Number, unsigned Depth = 0) const {
    const Expr *Inner = bare(Number);
    if (const auto *Step = dyn_cast<UnaryOperator>(Inner))
      Inner = bare(Step->getSubExpr());
    if (const auto *Operator = dyn_cast<BinaryOperator>(Inner))
      return std::max(ofNumber(Operator->getLHS(), Depth), ofNumber(Operator->getRHS(), Depth));
    if (const Expr *Range = sizedBy(Inner))
      return ofRange(Range);
    if (Call Made = asCall(Inner)) {
      bool IsLeast = isFromStd(Made.Callee) && Made.Callee->getIdentifier() &&
                     Made.Callee->getName() == "min" && Made.Arguments.size() == 2;
      return IsLeast ? std::min(ofCount(Made.Arguments[0]), ofCount(Made.Arguments[1]))
                     : LoopBound::Count;
    }
    // A variable that keeps such a number.
    if (const VarDecl *Variable = variable(Inner);
        Variable && Depth < 3 && Variable->getAnyInitializer())
      if (Variable->getType().isConstQualified() || Variable->isLocalVarDecl())
        if (ofNumber(Variable->getAnyInitializer(), Depth + 1) == LoopBound::Runtime)
          return LoopBound::Runtime;
    return LoopBound::Count;
  }

  uint64_t Small;
  SizeChecks &Sizes;
  CoroutineTypes &Types;
  ASTContext &Context;
  mutable SmallVector<const ValueDecl *, 4> Asked; ///< The containers under way.
  mutable DenseMap<const void *, LoopBound> Answers;
};

/// Whether what the numbers of \p Compared may have grown to is, by \p IsOwn, a number of a single
/// task.
bool isOfOwn(const Comparison &Compared, function_ref<bool(const Expr *)> IsOwn) {
  if (is_contained({BO_LT, BO_LE}, Compared.How))
    return IsOwn(Compared.Right);
  return IsOwn(Compared.Left) ||
         (BinaryOperator::isEqualityOp(Compared.How) && IsOwn(Compared.Right));
}

/// Whether \p Condition compares a number that is computed at run time, not one that \p IsOwn says
/// is of a single task.
bool comparesNumbers(const Expr *Condition, function_ref<bool(const Expr *)> IsOwn) {
  const Expr *Inner = bare(Condition);
  const auto *Operator = dyn_cast<BinaryOperator>(Inner);
  if (Operator && Operator->isLogicalOp())
    return comparesNumbers(Operator->getLHS(), IsOwn) || comparesNumbers(Operator->getRHS(), IsOwn);
  std::optional<Comparison> Compared = comparisonIn(Inner);
  QualType Left = Compared ? bare(Compared->Left)->getType() : QualType();
  return Compared && Left->isIntegerType() && !Left->isBooleanType() && !isOfOwn(*Compared, IsOwn);
}

/// The variables in a statement that are given what an await yields: how much was read, not how many
/// tasks run.
class AwaitedNumbers : public FunctionBodyVisitor<AwaitedNumbers> {
public:
  DenseSet<const ValueDecl *> Found;
  bool VisitVarDecl(VarDecl *Variable) {
    add(Variable, Variable->getInit());
    return true;
  }
  bool VisitBinaryOperator(BinaryOperator *Operator) {
    if (Operator->isAssignmentOp())
      add(namedVariable(Operator->getLHS()), Operator->getRHS());
    return true;
  }

private:
  void add(const ValueDecl *Variable, const Expr *Value) {
    if (Variable && Value && isa<CoawaitExpr>(ignoreWrapping(Value)))
      Found.insert(Variable);
  }
};

class AwaitFinder : public FunctionBodyVisitor<AwaitFinder> {
  using Base = FunctionBodyVisitor<AwaitFinder>;

public:
  /// \p IsOwn as for awaitsLimiter().
  explicit AwaitFinder(
      CoroutineTypes *Types,
      function_ref<bool(const Expr *)> IsOwn = [](const Expr *) { return false; })
      : Types(Types), IsOwn(IsOwn) {}
  bool Awaits = false, Limiter = false;

  bool VisitCoawaitExpr(CoawaitExpr *Await) {
    if (neverSuspends(Await))
      return true;
    Awaits = true;
    Limiter |= UnderCount > 0;
    if (Types)
      if (Call Awaited = asCall(Await->getOperand()))
        Limiter |= isLimited(Awaited);
    return true;
  }
  // Of coroutines with stacks: they wait for a place without an await.
  bool VisitCallExpr(CallExpr *Call) { return takesPlace(Call); }
  bool VisitCXXConstructExpr(CXXConstructExpr *Lock) { return takesPlace(Lock); }
  // `if (running >= limit) co_await ended;`
  bool TraverseIfStmt(IfStmt *If) {
    bool Counts = If->getCond() && countsTasks(If->getCond());
    UnderCount += Counts;
    bool Result = Base::TraverseIfStmt(If);
    UnderCount -= Counts;
    return Result;
  }
  bool TraverseWhileStmt(WhileStmt *While) {
    bool Counts = While != Whole && countsTasks(While->getCond());
    UnderCount += Counts;
    bool Result = Base::TraverseWhileStmt(While);
    UnderCount -= Counts;
    return Result;
  }
  void lookInto(const Stmt *Loop) {
    Whole = Loop;
    Read.TraverseStmt(const_cast<Stmt *>(Loop));
    TraverseStmt(const_cast<Stmt *>(Loop));
  }
  // An asynchronous range-for or a yielding generator waits for its consumer.
  bool VisitCoyieldExpr(CoyieldExpr *) { return Awaits = true; }

private:
  bool countsTasks(const Expr *Condition) const {
    auto IsRead = [&](auto &Self, const Stmt *Part) -> bool {
      const auto *Reference = dyn_cast<DeclRefExpr>(Part);
      return (Reference && Read.Found.contains(Reference->getDecl())) ||
             isa<CoawaitExpr>(Part) || any_of(Part->children(), [&](const Stmt *Each) {
               return Each && Self(Self, Each);
             });
    };
    return comparesNumbers(Condition, IsOwn) && !IsRead(IsRead, Condition);
  }
  bool takesPlace(const Expr *Expression) {
    Call Made = Types ? asCallItself(Expression) : Call();
    if (!Made)
      return true;
    const auto *Method = dyn_cast<CXXMethodDecl>(Made.Callee);
    const CXXRecordDecl *Asked = Made.objectClass();
    // std::shared_lock lock(semaphore);
    if (isa<CXXConstructExpr>(Expression))
      Asked = isFromStd(Made.Callee) && !Made.Arguments.empty()
                  ? ignoreWrapping(Made.Arguments[0])->getType()->getAsCXXRecordDecl()
                  : nullptr;
    else if (!Method || !Method->getIdentifier() ||
             !is_contained({"lock", "lock_shared", "acquire"}, Method->getName()))
      Asked = nullptr; // As the standard's Lockable and semaphores have it.
    Limiter |= isLimiter(Asked, *Types) && none_of(Asked->methods(), [&](const auto *Each) {
                 return Types->of(Each->getReturnType()).isAwaitable();
               });
    return true;
  }
  /// Whether \p Awaited asks a limiter for a place, or waits until what was started has ended: a
  /// gather, the join of a scope.
  bool isLimited(const Call &Awaited) const {
    if (asksLimiter(Awaited, *Types) || roleOf(Awaited, &FunctionModel::Gather, *Types))
      return true;
    const CloseModel *Close = Types->of(Awaited.objectClass()).Close;
    return Close && Awaited.Callee->getIdentifier() &&
           is_contained(Close->With, Awaited.Callee->getName());
  }

  CoroutineTypes *Types; ///< Null where limiters do not matter.
  function_ref<bool(const Expr *)> IsOwn;
  const Stmt *Whole = nullptr; ///< The loop that is looked into.
  AwaitedNumbers Read;
  unsigned UnderCount = 0; ///< Conditions around that count tasks.
};

/// Where in \p Loop that begins which each turn makes anew.
SourceLocation beginOfTurn(const Stmt *Loop) {
  if (const auto *For = dyn_cast<ForStmt>(Loop))
    return For->getBody()->getBeginLoc();
  const auto *Ranged = dyn_cast<CXXForRangeStmt>(Loop);
  return Ranged ? Ranged->getLoopVarStmt()->getBeginLoc() : Loop->getBeginLoc();
}

} // namespace

bool isOfTurn(const Expr *Named, const Stmt *Loop, const SourceManager &Sources) {
  const ValueDecl *Root = rootVariable(Named);
  if (const auto *Binding = dyn_cast_or_null<BindingDecl>(Root))
    Root = Binding->getDecomposedDecl();
  const auto *Variable = dyn_cast_or_null<VarDecl>(Root);
  return Variable && Variable->isLocalVarDecl() && Variable->hasLocalStorage() &&
         !Variable->getType()->isReferenceType() && !Variable->getType()->isPointerType() &&
         !Sources.isBeforeInTranslationUnit(Variable->getLocation(), beginOfTurn(Loop));
}

LoopBound boundOfRange(const Expr *Range, uint64_t Small, CoroutineTypes &Types) {
  SizeChecks Sizes(Types.context());
  return BoundFinder(Small, Sizes, Types).ofRange(Range);
}

LoopBound boundOf(const Stmt *Loop, uint64_t Small, CoroutineTypes &Types) {
  SizeChecks Sizes(Types.context());
  return boundOf(Loop, Small, Sizes, Types);
}

LoopBound boundOf(const Stmt *Loop, uint64_t Small, SizeChecks &Sizes, CoroutineTypes &Types) {
  return BoundFinder(Small, Sizes, Types).ofLoop(Loop);
}

LoopBound boundOfNumber(const Expr *Number, uint64_t Small, SizeChecks &Sizes,
                        CoroutineTypes &Types) {
  return BoundFinder(Small, Sizes, Types).ofCount(Number);
}

const Expr *viewedRange(const Expr *View) {
  const CXXRecordDecl *Class = View->getType().getNonReferenceType()->getAsCXXRecordDecl();
  if (!Class || !isFromStd(Class) || !Class->getIdentifier() || !Class->getName().ends_with("_view") ||
      is_contained({"iota_view", "join_view", "join_with_view", "cartesian_product_view",
                    "repeat_view", "concat_view", "basic_string_view"},
                   Class->getName()))
    return nullptr;
  struct Finder : FunctionBodyVisitor<Finder> {
    const Expr *View = nullptr, *Found = nullptr;
    bool consider(Expr *Named) {
      if (!Found && Named != View && isRange(Named->getType()))
        Found = Named;
      return !Found;
    }
    bool VisitDeclRefExpr(DeclRefExpr *Reference) { return consider(Reference); }
    bool VisitMemberExpr(MemberExpr *Member) { return consider(Member); }
    // What a function of the program's own is given is not what it shows.
    bool TraverseCallExpr(CallExpr *Made) {
      const FunctionDecl *Callee = Made->getDirectCallee();
      return !Callee || !isFromStd(Callee) ? false : RecursiveASTVisitor::TraverseCallExpr(Made);
    }
  } Search;
  Search.View = View;
  Search.TraverseStmt(const_cast<Expr *>(View));
  return Search.Found;
}

bool isRange(QualType Type) {
  Type = Type.getNonReferenceType();
  const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
  if (!Class || !Class->hasDefinition())
    return Type->isArrayType();
  return hasMember(Class, "begin") && hasMember(Class, "end");
}

QualType elementType(QualType Range) {
  if (const auto *Array = dyn_cast_or_null<ArrayType>(
          Range.getNonReferenceType()->getAsArrayTypeUnsafe()))
    return Array->getElementType();
  const auto *Container = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
      Range.getNonReferenceType()->getAsCXXRecordDecl());
  if (!Container || !Container->isInStdNamespace() || Container->getTemplateArgs().size() == 0 ||
      Container->getTemplateArgs()[0].getKind() != TemplateArgument::Type)
    return {};
  return Container->getTemplateArgs()[0].getAsType();
}

bool awaitsInLoop(const Stmt *Loop) {
  AwaitFinder Finder(nullptr);
  // What stands before the first turn is awaited once.
  if (const auto *For = dyn_cast<CXXForRangeStmt>(Loop)) {
    Finder.TraverseStmt(const_cast<Stmt *>(For->getBody()));
  } else if (const auto *For = dyn_cast<ForStmt>(Loop)) {
    for (const Stmt *Part : {static_cast<const Stmt *>(For->getConditionVariableDeclStmt()),
                             static_cast<const Stmt *>(For->getCond()),
                             static_cast<const Stmt *>(For->getInc()), For->getBody()})
      Finder.TraverseStmt(const_cast<Stmt *>(Part));
  } else {
    Finder.TraverseStmt(const_cast<Stmt *>(Loop));
  }
  return Finder.Awaits;
}

bool leavesLoopAfter(const Expr *Start, const Stmt *Loop, ASTContext &Context) {
  bool Breaks = false; // A break was met that leaves the next switch or loop.
  const Stmt *Inner = Start;
  for (DynTypedNodeList Parents = Context.getParents(*Start); !Parents.empty();
       Parents = Context.getParents(*Inner)) {
    const auto *Parent = Parents[0].get<Stmt>();
    if (!Parent) {
      // The initialiser of a variable.
      const auto *Variable = Parents[0].get<VarDecl>();
      Parents =
          Variable ? Context.getParents(*Variable) : DynTypedNodeList(ArrayRef<DynTypedNode>());
      Parent = Parents.empty() ? nullptr : Parents[0].get<Stmt>();
      if (!Parent)
        return false;
    }
    if (Parent == Loop)
      return Breaks;
    if (isa<ReturnStmt, CoreturnStmt, CXXThrowExpr>(Parent))
      return true;
    if (isa<SwitchStmt, ForStmt, CXXForRangeStmt, WhileStmt, DoStmt>(Parent))
      Breaks = false;
    if (const auto *Block = dyn_cast<CompoundStmt>(Parent)) {
      bool Behind = false;
      for (const Stmt *Child : Block->body()) {
        Behind |= Child == Inner;
        if (Behind && isa<ReturnStmt, CoreturnStmt>(Child))
          return true;
        if (const auto *Value = dyn_cast<Expr>(Child);
            Behind && Value && isa<CXXThrowExpr>(ignoreWrapping(Value)))
          return true;
        Breaks |= Behind && isa<BreakStmt>(Child);
      }
    }
    Inner = Parent;
  }
  return false;
}

bool blocksInLoop(const Stmt *Loop, CoroutineTypes &Types) {
  struct Finder : FunctionBodyVisitor<Finder> {
    CoroutineTypes *Types;
    bool Blocks = false;
    bool VisitCallExpr(CallExpr *Expression) {
      Call Made = asCallItself(Expression);
      const BlockingModel *Model =
          Made ? roleOf(Made, &FunctionModel::Blocks, *Types) : nullptr;
      Blocks |= Model && is_contained({BlockingCategory::Network, BlockingCategory::Wait,
                                       BlockingCategory::Sleep, BlockingCategory::Console},
                                      Model->Category);
      Blocks |= Made && takesFromPeer(Made);
      return !Blocks;
    }
    /// while (auto *socket = server.nextPendingConnection())
    bool takesFromPeer(const Call &Made) {
      QualType Given = Made.Callee->getReturnType();
      return Made.Arguments.empty() && !Given->isVoidType() && !Types->of(Given).isAwaitable() &&
             any_of(modelsOf(Made, *Types),
                    [](const FunctionModel *Model) { return Model->Awaits == AwaitedThing::Peer; });
    }
  } Search;
  Search.Types = &Types;
  Search.TraverseStmt(const_cast<Stmt *>(Loop));
  return Search.Blocks;
}

bool awaitsLimiter(const Stmt *Loop, CoroutineTypes &Types) {
  return awaitsLimiter(Loop, Types, [](const Expr *) { return false; });
}

bool awaitsLimiter(const Stmt *Loop, CoroutineTypes &Types,
                   function_ref<bool(const Expr *)> IsOwn) {
  AwaitFinder Finder(&Types, IsOwn);
  Finder.lookInto(Loop);
  return Finder.Limiter;
}

} // namespace corolint
