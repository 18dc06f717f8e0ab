// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/flow/WaitingLoops.h"
#include "checks/flow/Conditions.h"
#include "checks/flow/ControlFlow.h"
#include "checks/flow/FunctionBody.h"
#include "checks/knowledge/AwaitedThings.h"
#include "checks/knowledge/LockTypes.h"
#include "checks/knowledge/StdNames.h"
#include "checks/knowledge/UnitCode.h"
#include "clang/AST/ParentMapContext.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// What evaluating something does, as far as waiting is concerned; several may be set.
enum Effect : unsigned {
  Looks = 0,       ///< It reads and computes, and changes nothing.
  Steps = 1 << 0,  ///< It counts with a local variable.
  Pauses = 1 << 1, ///< It lets other threads run.
  AsksClock = 1 << 2,
  TakesLock = 1 << 3, ///< It tries to be the one who sets a flag.
  Works = 1 << 4,     ///< Anything else: it may bring about an end of the loop.
  SuspendsForTime = 1 << 5,
  Suspends = 1 << 6,
};

bool isConstMember(const FunctionDecl *Function) {
  const auto *Method = dyn_cast<CXXMethodDecl>(Function);
  return Method && Method->isInstance() && Method->isConst();
}

bool hasName(const FunctionDecl *Function, std::initializer_list<StringRef> Names) {
  return Function->getIdentifier() && is_contained(Names, Function->getName());
}

/// Tells effects of statements and calls.
class EffectReader {
public:
  explicit EffectReader(CoroutineTypes &Types) : Types(Types) {}

  /// Of evaluating \p Statement itself; its operands are statements of their own.
  unsigned of(const Stmt *Statement, unsigned Depth = 0) const {
    if (const auto *Operator = dyn_cast<BinaryOperator>(Statement))
      return !Operator->isAssignmentOp()                                           ? Looks
             : Operator->isCompoundAssignmentOp() && isCounter(Operator->getLHS()) ? Steps
                                                                                   : Works;
    if (const auto *Operator = dyn_cast<UnaryOperator>(Statement))
      return !Operator->isIncrementDecrementOp() ? Looks
             : isCounter(Operator->getSubExpr()) ? Steps
                                                 : Works;
    if (isa<CallExpr, CXXConstructExpr>(Statement)) {
      Call Made = asCallItself(cast<Expr>(Statement));
      return Made ? ofCall(Made, Depth) : unsigned(Works);
    }
    if (isa<CXXNewExpr, CXXDeleteExpr, CXXThrowExpr, AtomicExpr, DependentCoawaitExpr>(Statement))
      return Works;
    if (isa<AsmStmt>(Statement))
      return Pauses;
    if (const auto *Await = dyn_cast<CoawaitExpr>(Statement))
      return ofAwait(Await);
    return isa<CoyieldExpr>(Statement) ? Suspends : Looks;
  }

  bool makesLockGuard(const CXXConstructExpr *Made) const {
    return isThreadLockGuard(Made->getConstructor()->getParent(), Types);
  }

  /// Of all that \p Part may evaluate.
  unsigned within(const Stmt *Part) const {
    Walk Search(*this, 0);
    Search.TraverseStmt(const_cast<Stmt *>(Part));
    return Search.Found;
  }

private:
  struct Walk : FunctionBodyVisitor<Walk> {
    Walk(const EffectReader &Reader, unsigned Depth) : Reader(Reader), Depth(Depth) {}
    const EffectReader &Reader;
    const unsigned Depth;
    unsigned Found = Looks;
    bool VisitStmt(Stmt *Statement) {
      unsigned Of = Reader.of(Statement, Depth + 1);
      // A count of its own starts anew with each call.
      Found |= Of == Steps ? unsigned(Looks) : Of;
      return !(Found & Works);
    }
  };

  static bool isCounter(const Expr *Changed) {
    const auto *Variable = dyn_cast_or_null<VarDecl>(namedVariable(Changed));
    return Variable && Variable->hasLocalStorage() && Variable->getType()->isScalarType() &&
           isa<DeclRefExpr>(ignoreWrapping(Changed));
  }

  unsigned ofAwait(const CoawaitExpr *Await) const {
    // What is there already gives nobody a turn; what it is made of may be work.
    if (neverSuspends(Await))
      return asCall(Await->getOperand()) ? Works : Looks;
    AwaitedThing Thing = awaitedThing(Await, Types);
    return Thing == AwaitedThing::Time || Thing == AwaitedThing::Turn ? SuspendsForTime : Suspends;
  }

  unsigned ofCall(const Call &Made, unsigned Depth) const {
    const FunctionDecl *Callee = Made.Callee;
    if (any_of(modelsOf(Made, Types), [](const FunctionModel *Model) { return Model->Pauses; }))
      return Pauses;
    if (polledBehaviour(Made, Types))
      return Looks;
    // Who looks at what a lock guards changes nothing by taking it.
    if (const BlockingModel *Model = roleOf(Made, &FunctionModel::Blocks, Types))
      return Model->Category == BlockingCategory::Lock ? Looks : Works;
    if (Types.of(Made.Expression->getType()).isAwaitable())
      return Works;
    if (isTime(Callee->getReturnType()) && Made.Arguments.empty() && !isConstMember(Callee))
      return AsksClock;
    if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(Callee))
      return isFromStd(Callee) || Constructor->isTrivial() || Constructor->isImplicit() ||
                     Constructor->isConstexpr() ||
                     isThreadLockGuard(Constructor->getParent(), Types)
                 ? Looks
                 : ofBody(Callee, Depth);
    if (isFromStd(Callee))
      return ofStdCall(Made);
    // Sets a timer or the like.
    if (Made.Object && !Made.Arguments.empty() && all_of(Made.Arguments, [](const Expr *Argument) {
          return isTime(ignoreWrapping(Argument)->getType());
        }))
      return Looks;
    if (unsigned Of = ofBody(Callee, Depth); Of != Works)
      return Of;
    // A function that tells something of its object.
    // A cursor's `next() const` does work: what tells something gives a value.
    bool Tells = isConstMember(Callee) && !visibleDefinition(Callee) &&
                 Callee->getReturnType()->isScalarType() && !Callee->getParent()->isDependentContext();
    return Tells || Callee->hasAttr<PureAttr>() || Callee->hasAttr<ConstAttr>() ? Looks : Works;
  }

  static unsigned ofStdCall(const Call &Made) {
    const FunctionDecl *Callee = Made.Callee;
    if (isConstMember(Callee))
      return Looks;
    if (const auto *Method = dyn_cast<CXXMethodDecl>(Callee); Method && Method->isInstance()) {
      // A non-const overload of what only tells something.
      if (hasName(Callee,
                  {"value", "get", "front", "back", "begin", "end", "find", "at", "data"}) ||
          is_contained({OO_Star, OO_Arrow, OO_Subscript}, Callee->getOverloadedOperator()))
        return Looks;
      return hasName(Callee, {"exchange", "test_and_set"}) ? TakesLock : Works;
    }
    bool Changes = any_of(Callee->parameters(), [](const ParmVarDecl *Parameter) {
      QualType Type = Parameter->getType();
      return (Type->isLValueReferenceType() || Type->isPointerType()) &&
             !Type->getPointeeType().isConstQualified();
    });
    return Callee->isConstexpr() && !Changes ? Looks : Works;
  }

  /// Of running the body of \p Function, as far as it is seen.
  unsigned ofBody(const FunctionDecl *Function, unsigned Depth) const {
    const FunctionDecl *Definition = visibleDefinition(Function);
    const auto *Method = dyn_cast<CXXMethodDecl>(Function);
    if (!Definition || Depth > 3 || (Method && Method->isVirtual()) || coroutineBody(Definition))
      return Works;
    Walk Search(*this, Depth);
    Search.visitBodyOf(Definition);
    return Search.Found & (Works | Suspends | SuspendsForTime) ? unsigned(Works) : Search.Found;
  }

  CoroutineTypes &Types;
};

/// What a coroutine's awaits consist of, and which of its variables others know of.
class BodyReader : public FunctionBodyVisitor<BodyReader> {
  using Base = FunctionBodyVisitor<BodyReader>;

public:
  explicit BodyReader(const EffectReader &Effects) : Effects(Effects) {}
  DenseSet<const Stmt *> Covered;    ///< Parts of awaits for a time, and machinery.
  DenseSet<const ValueDecl *> Known; ///< Local variables whose address somebody has.
  DenseSet<const ValueDecl *> Locks; ///< What guards are made from: locked, not looked at.
  SmallVector<const CoawaitExpr *, 8> Awaits;

  bool VisitCXXConstructExpr(CXXConstructExpr *Made) {
    if (Made->getNumArgs() != 0 && Effects.makesLockGuard(Made))
      for (const Expr *Argument : Made->arguments())
        if (const ValueDecl *Mutex = namedVariable(Argument))
          Locks.insert(Mutex);
    return true;
  }
  bool VisitCoawaitExpr(CoawaitExpr *Await) {
    unsigned Of = Effects.of(Await);
    if (Of & Suspends)
      Awaits.push_back(Await);
    if (Of == SuspendsForTime || Of == Looks)
      cover(Await);
    return true;
  }
  bool VisitUnaryOperator(UnaryOperator *Operator) {
    if (Operator->getOpcode() == UO_AddrOf)
      know(Operator->getSubExpr());
    return true;
  }
  bool TraverseLambdaExpr(LambdaExpr *Lambda) {
    for (const LambdaCapture &Capture : Lambda->captures())
      if (Capture.capturesVariable() && Capture.getCaptureKind() == LCK_ByRef)
        Known.insert(Capture.getCapturedVar());
    return Base::TraverseLambdaExpr(Lambda);
  }
  bool VisitCallExpr(CallExpr *Expression) {
    if (Call Made = asCallItself(Expression))
      for (auto [Parameter, Argument] : zip(Made.Callee->parameters(), Made.Arguments))
        if (Parameter->getType()->isLValueReferenceType() &&
            !Parameter->getType()->getPointeeType().isConstQualified())
          know(Argument);
    return true;
  }

private:
  void know(const Expr *Object) {
    if (const ValueDecl *Variable = namedVariable(Object))
      Known.insert(Variable);
  }
  void cover(const Stmt *Whole) {
    for (const Stmt *Part : Whole->children())
      if (Part && Covered.insert(Part).second)
        cover(Part);
  }

  const EffectReader &Effects;
};

class LoopFinder {
public:
  LoopFinder(const FunctionDecl *Function, const CFG &Graph, CoroutineTypes &Types)
      : Graph(Graph), Context(Types.context()), Effects(Types), Body(Effects),
        Of(Graph.getNumBlockIDs()) {
    Body.visitBodyOf(Function);
    for (const CFGBlock *Block : Graph)
      for (const CFGElement &Element : *Block)
        if (std::optional<CFGStmt> Statement = Element.getAs<CFGStmt>())
          if (!Body.Covered.contains(Statement->getStmt()))
            Of[Block->getBlockID()] |= Effects.of(Statement->getStmt());
    // A loop that counts up to a number turns at least once, as a rule.
    for (const CFGBlock *Block : Graph)
      if (const auto *For = dyn_cast_or_null<ForStmt>(Block->getTerminatorStmt());
          For && countsTo(For))
        Of[Block->getBlockID()] |= Effects.within(For->getBody()) & (Works | Suspends);
  }

  std::vector<WaitingLoop> find() {
    forEachCycle(Suspends | SuspendsForTime | Works, [&](ArrayRef<const CFGBlock *> Cycle) {
      unsigned All = effects(Cycle);
      if (hasWayRound(Cycle) && (!(All & Steps) || (All & Pauses)))
        judge(Cycle, All & (AsksClock | TakesLock) || (All & Steps && isCounted(Cycle))
                         ? WaitForm::SpinsAWhile
                         : WaitForm::Spins);
    });
    forEachCycle(Suspends | Works, [&](ArrayRef<const CFGBlock *> Cycle) {
      if (effects(Cycle) & SuspendsForTime)
        judge(Cycle, WaitForm::Polls);
    });
    return std::move(Found);
  }

private:
  /// Whether \p For counts up a number of its own to another, which is no container's size.
  static bool countsTo(const ForStmt *For) {
    const auto *Init = dyn_cast_or_null<DeclStmt>(For->getInit());
    const auto *Counter =
        Init && Init->isSingleDecl() ? dyn_cast<VarDecl>(Init->getSingleDecl()) : nullptr;
    const auto *Test = dyn_cast_or_null<BinaryOperator>(For->getCond());
    return Counter && Counter->getType()->isIntegerType() && Test && Test->isComparisonOp() &&
           namedVariable(Test->getLHS()) == Counter &&
           isa<DeclRefExpr, MemberExpr, IntegerLiteral>(Test->getRHS()->IgnoreParenImpCasts());
  }

  unsigned effects(ArrayRef<const CFGBlock *> Cycle) const {
    unsigned All = Looks;
    for (const CFGBlock *Block : Cycle)
      All |= Of[Block->getBlockID()];
    return All;
  }

  /// Calls \p Report for each strongly connected part of the graph, without the blocks with any of
  /// the effects \p Without, in which there is a way round.
  void forEachCycle(unsigned Without, function_ref<void(ArrayRef<const CFGBlock *>)> Report) const {
    auto Take = [&](const CFGBlock *Block) {
      return Block && !(Of[Block->getBlockID()] & Without);
    };
    // Tarjan's algorithm.
    DenseMap<const CFGBlock *, unsigned> Index, Low;
    SmallVector<const CFGBlock *, 16> Stack;
    DenseSet<const CFGBlock *> OnStack;
    auto Visit = [&](auto &Self, const CFGBlock *Block) -> void {
      unsigned Here = Index.size() + 1;
      Index[Block] = Low[Block] = Here;
      Stack.push_back(Block);
      OnStack.insert(Block);
      bool ReachesItself = false;
      for (const CFGBlock *Next : Block->succs()) {
        if (!Take(Next))
          continue;
        ReachesItself |= Next == Block;
        if (!Index.contains(Next)) {
          Self(Self, Next);
          Low[Block] = std::min(Low[Block], Low[Next]);
        } else if (OnStack.contains(Next)) {
          Low[Block] = std::min(Low[Block], Index[Next]);
        }
      }
      if (Low[Block] != Here)
        return;
      SmallVector<const CFGBlock *, 8> Part;
      do {
        Part.push_back(Stack.pop_back_val());
        OnStack.erase(Part.back());
      } while (Part.back() != Block);
      if (Part.size() > 1 || ReachesItself)
        Report(Part);
    };
    for (const CFGBlock *Block : reverse(Graph))
      if (Take(Block) && !Index.contains(Block))
        Visit(Visit, Block);
  }

  /// Whether there is a way round in \p Cycle, in which nothing changes, that answers each condition
  /// the same wherever it is asked. No, where it would take too long to find out.
  bool hasWayRound(ArrayRef<const CFGBlock *> Cycle) const {
    unsigned Budget = 2000;
    DenseMap<const CFGBlock *, unsigned> Position;
    for (auto [Index, Block] : enumerate(Cycle))
      Position[Block] = Index;
    SmallVector<Answer, 8> Answers;
    DenseSet<const CFGBlock *> OnWay;
    auto Walk = [&](auto &Self, const CFGBlock *Block, const CFGBlock *Start) -> bool {
      if (!Budget || !OnWay.insert(Block).second)
        return false;
      --Budget;
      // Calls that may throw end a block without one, too.
      const Stmt *Ends = Block->getTerminatorStmt();
      const Expr *Condition = Ends && !isa<SwitchStmt>(Ends) && Block->succ_size() == 2
                                  ? Block->getLastCondition()
                                  : nullptr;
      bool Found = false;
      for (auto [Index, Next] : enumerate(Block->succs())) {
        auto Known = Position.find(Next);
        if (Found || !Next || Known == Position.end() || Known->second < Position.lookup(Start))
          continue;
        size_t Before = Answers.size();
        if (Condition && !agree(Condition, /*Is=*/Index == 0, Answers))
          continue;
        Found = Next == Start || Self(Self, Next, Start);
        Answers.truncate(Before);
      }
      OnWay.erase(Block);
      return Found;
    };
    return any_of(Cycle, [&](const CFGBlock *Start) { return Walk(Walk, Start, Start); });
  }

  struct Answer {
    const Expr *Condition;
    FoldingSetNodeID Asked;
    bool Is;
  };

  /// What \p Answers say of \p Condition, by that of its operands as far as it has any; none if
  /// nothing.
  std::optional<bool> known(const Expr *Condition, ArrayRef<Answer> Answers) const {
    Condition = Condition->IgnoreParenImpCasts();
    if (const auto *Not = dyn_cast<UnaryOperator>(Condition); Not && Not->getOpcode() == UO_LNot) {
      std::optional<bool> Inner = known(Not->getSubExpr(), Answers);
      return Inner ? std::optional(!*Inner) : std::nullopt;
    }
    if (const auto *Both = dyn_cast<BinaryOperator>(Condition); Both && Both->isLogicalOp()) {
      bool Decisive = Both->getOpcode() == BO_LOr;
      std::optional<bool> Left = known(Both->getLHS(), Answers),
                          Right = known(Both->getRHS(), Answers);
      if (Left == Decisive || Right == Decisive)
        return Decisive;
      return Left && Right ? std::optional(!Decisive) : std::nullopt;
    }
    FoldingSetNodeID Asked;
    Condition->Profile(Asked, Context, /*Canonical=*/true);
    auto Found = find_if(Answers, [&](const Answer &Each) { return Each.Asked == Asked; });
    return Found == Answers.end() ? std::nullopt : std::optional(Found->Is);
  }

  /// Adds to \p Answers that \p Condition is answered by \p Is; false, and nothing is added, where
  /// that contradicts an answer before.
  bool agree(const Expr *Condition, bool Is, SmallVectorImpl<Answer> &Answers) const {
    Condition = Condition->IgnoreParenImpCasts();
    for (const auto *Not = dyn_cast<UnaryOperator>(Condition); Not && Not->getOpcode() == UO_LNot;
         Not = dyn_cast<UnaryOperator>(Condition)) {
      Condition = Not->getSubExpr()->IgnoreParenImpCasts();
      Is = !Is;
    }
    Answer New = {Condition, {}, Is};
    Condition->Profile(New.Asked, Context, /*Canonical=*/true);
    if (known(Condition, Answers) == !Is)
      return false;
    Answers.push_back(New);
    bool Agrees = none_of(
        Answers, [&](const Answer &Each) { return known(Each.Condition, Answers) == !Each.Is; });
    if (!Agrees)
      Answers.pop_back();
    return Agrees;
  }

  /// The conditions by which control may leave \p Cycle.
  static SmallVector<const Expr *, 4> exits(ArrayRef<const CFGBlock *> Cycle) {
    SmallVector<const Expr *, 4> Result;
    for (const CFGBlock *Block : reverse(Cycle))
      if (const Expr *Condition = Block->getLastCondition())
        if (any_of(Block->succs(),
                   [&](const CFGBlock *Next) { return Next && !is_contained(Cycle, Next); }))
          Result.push_back(Condition);
    return Result;
  }

  /// The variable or member that others may change and that \p Read reads itself; null without one.
  const ValueDecl *sharedRead(const Expr *Read) const {
    if (const auto *Reference = dyn_cast<DeclRefExpr>(Read)) {
      const auto *Variable = dyn_cast<VarDecl>(Reference->getDecl());
      if (!Variable || Variable->isConstexpr())
        return nullptr;
      bool IsShared = Variable->getType()->isReferenceType() || Body.Known.contains(Variable) ||
                      (!Variable->hasLocalStorage() && !Variable->getType().isConstQualified());
      return IsShared ? Variable : nullptr;
    }
    if (const auto *Operator = dyn_cast<UnaryOperator>(Read))
      return Operator->getOpcode() == UO_Deref ? namedVariable(Operator->getSubExpr()) : nullptr;
    const auto *Member = dyn_cast<MemberExpr>(Read);
    if (!Member)
      return nullptr;
    const Expr *Base = ignoreWrapping(Member->getBase());
    const ValueDecl *Named = Member->getMemberDecl();
    // A function that tells something of this object, or of what a pointer leads to.
    if (isa<CXXMethodDecl>(Named)) {
      if (Call Arrow = asCall(Base); Arrow && Arrow.Object)
        Base = ignoreWrapping(Arrow.Object);
      const ValueDecl *Pointer = namedVariable(Base);
      return isa<CXXThisExpr>(Base) ? Named : Member->isArrow() && Pointer ? Pointer : nullptr;
    }
    if (!isa<FieldDecl>(Named) || Named->getType().isConstQualified())
      return nullptr;
    return Member->isArrow() || isa<CXXThisExpr>(Base) || sharedRead(Base) ? Named : nullptr;
  }

  /// The first expression in \p Whole that reads something shared.
  const Expr *firstSharedRead(const Stmt *Whole) const {
    if (const auto *Value = dyn_cast_or_null<Expr>(Whole); Value && sharedRead(Value))
      return Value;
    if (Whole)
      for (const Stmt *Part : Whole->children())
        if (const Expr *Read = firstSharedRead(Part))
          return Read;
    return nullptr;
  }

  /// Whether a variable that is counted with decides when \p Cycle ends.
  bool isCounted(ArrayRef<const CFGBlock *> Cycle) const {
    DenseSet<const ValueDecl *> Counters;
    for (const CFGBlock *Block : Cycle)
      for (const CFGElement &Element : *Block)
        if (std::optional<CFGStmt> Statement = Element.getAs<CFGStmt>()) {
          if (const auto *Step = dyn_cast<UnaryOperator>(Statement->getStmt());
              Step && Step->isIncrementDecrementOp())
            Counters.insert(namedVariable(Step->getSubExpr()));
          else if (const auto *Step = dyn_cast<CompoundAssignOperator>(Statement->getStmt()))
            Counters.insert(namedVariable(Step->getLHS()));
        }
    auto Mentions = [&](auto &Self, const Stmt *Whole) -> bool {
      const auto *Reference = dyn_cast<DeclRefExpr>(Whole);
      return (Reference && Counters.contains(Reference->getDecl())) ||
             any_of(Whole->children(), [&](const Stmt *Part) { return Part && Self(Self, Part); });
    };
    return any_of(exits(Cycle), [&](const Expr *Exit) { return Mentions(Mentions, Exit); });
  }

  void judge(ArrayRef<const CFGBlock *> Cycle, WaitForm Form) {
    SmallVector<const Expr *, 4> Exits = exits(Cycle);
    if (Exits.empty())
      return;
    WaitingLoop Loop;
    Loop.Form = Form;
    for (const Expr *Exit : Exits)
      if (!Loop.Looks)
        Loop.Looks = firstSharedRead(Exit);
    // What turns a number of times, and ends for nothing else, waits for nobody.
    if (!Loop.Looks && Form == WaitForm::Polls && isCounted(Cycle))
      return;
    for (const CFGBlock *Block : reverse(Cycle))
      for (const CFGElement &Element : *Block)
        if (std::optional<CFGStmt> Statement = Element.getAs<CFGStmt>();
            Statement && !Loop.Looks && !Body.Covered.contains(Statement->getStmt()))
          if (const Expr *Read = firstSharedRead(Statement->getStmt());
              Read && !Body.Locks.contains(sharedRead(Read)))
            Loop.Looks = Read;
    if (!Loop.Looks)
      return;
    Loop.For = sharedRead(Loop.Looks);
    Loop.Loop = loopAround(Exits.front(), Context);
    if (!Loop.Loop)
      Loop.Loop = Exits.front();
    if (!Seen.insert(Loop.Loop).second)
      return;
    const SourceManager &Sources = Context.getSourceManager();
    if (Form != WaitForm::Polls)
      for (const CoawaitExpr *Await : Body.Awaits)
        if (!Loop.Elsewhere &&
            Sources.isBeforeInTranslationUnit(Loop.Loop->getBeginLoc(), Await->getBeginLoc()) &&
            Sources.isBeforeInTranslationUnit(Await->getBeginLoc(), Loop.Loop->getEndLoc()))
          Loop.Elsewhere = Await;
    Found.push_back(Loop);
  }

  const CFG &Graph;
  ASTContext &Context;
  EffectReader Effects;
  BodyReader Body;
  std::vector<unsigned> Of; ///< The effects of each block.
  DenseSet<const Stmt *> Seen;
  std::vector<WaitingLoop> Found;
};

class ChangeFinder : public RecursiveASTVisitor<ChangeFinder> {
public:
  ChangeFinder(const ValueDecl *Variable, const FunctionDecl *Except)
      : Variable(Variable), Except(Except) {}
  const Expr *Found = nullptr;

  bool TraverseFunctionDecl(FunctionDecl *Function) {
    return Function == Except || RecursiveASTVisitor::TraverseFunctionDecl(Function);
  }
  bool TraverseCXXMethodDecl(CXXMethodDecl *Method) {
    return Method == Except || RecursiveASTVisitor::TraverseCXXMethodDecl(Method);
  }
  bool VisitBinaryOperator(BinaryOperator *Operator) {
    return !Operator->isAssignmentOp() || consider(Operator->getLHS(), Operator);
  }
  bool VisitUnaryOperator(UnaryOperator *Operator) {
    return !Operator->isIncrementDecrementOp() || consider(Operator->getSubExpr(), Operator);
  }
  bool VisitCallExpr(CallExpr *Expression) {
    Call Made = asCallItself(Expression);
    const auto *Method = Made ? dyn_cast<CXXMethodDecl>(Made.Callee) : nullptr;
    return !Method || Method->isConst() || !Made.Object ||
           is_contained({OO_Star, OO_Arrow}, Method->getOverloadedOperator()) ||
           consider(Made.Object, Expression);
  }

private:
  bool consider(const Expr *Changed, const Expr *By) {
    if (namedVariable(Changed) == Variable)
      Found = By;
    return !Found;
  }
  const ValueDecl *Variable;
  const FunctionDecl *Except;
};

bool hasLoop(const Stmt *Whole) {
  if (isa<ForStmt, WhileStmt, DoStmt, GotoStmt>(Whole))
    return true;
  return !isa<LambdaExpr>(Whole) &&
         any_of(Whole->children(), [](const Stmt *Part) { return Part && hasLoop(Part); });
}

} // namespace

std::vector<WaitingLoop> waitingLoops(const FunctionDecl *Function, CoroutineTypes &Types) {
  if (!Function->getBody() || !hasLoop(Function->getBody()))
    return {};
  std::unique_ptr<CFG> Graph = controlFlow(Function, Types.context());
  return Graph ? LoopFinder(Function, *Graph, Types).find() : std::vector<WaitingLoop>();
}

const Expr *changeOf(const ValueDecl *Variable, const FunctionDecl *Function, ASTContext &Context) {
  ChangeFinder Finder(Variable, Function);
  forEachOwnDeclaration(Context, [&](Decl *TopLevel) {
    if (!Finder.Found)
      Finder.TraverseDecl(TopLevel);
  });
  return Finder.Found;
}

} // namespace corolint
