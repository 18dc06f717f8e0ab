// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/summary/Summarize.h"
#include "checks/flow/AwaitedValues.h"
#include "checks/flow/Conditions.h"
#include "checks/flow/ExecutorSwitches.h"
#include "checks/flow/FunctionBody.h"
#include "checks/flow/Overriders.h"
#include "checks/flow/ReadyObjects.h"
#include "checks/knowledge/AsyncContext.h"
#include "checks/knowledge/Callables.h"
#include "checks/knowledge/CalleeName.h"
#include "checks/knowledge/ClassMembers.h"
#include "checks/knowledge/LoopThread.h"
#include "checks/knowledge/StandardOwners.h"
#include "checks/knowledge/WrittenFunctions.h"
#include "checks/summary/FunctionKey.h"
#include "checks/summary/NameGlobs.h"
#include "checks/summary/Sites.h"
#include "checks/summary/UnitFunctions.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

std::vector<std::string> namesOf(ArrayRef<std::pair<std::string, std::string>> Pairs) {
  std::vector<std::string> Names;
  for (const auto &[Name, Instead] : Pairs)
    Names.push_back(Name);
  return Names;
}

/// Whether \p Variable is moved or returned somewhere in \p Function, so that little is left of it to
/// destroy.
bool isGivenAway(const VarDecl *Variable, const FunctionDecl *Function) {
  struct Search : FunctionBodyVisitor<Search> {
    const VarDecl *Variable = nullptr;
    bool isMention(const Expr *Of) const {
      const auto *Reference = dyn_cast_or_null<DeclRefExpr>(Of ? ignoreIdentity(Of) : nullptr);
      return Reference && Reference->getDecl() == Variable;
    }
    bool VisitReturnStmt(ReturnStmt *Return) { return !isMention(Return->getRetValue()); }
    bool VisitCoreturnStmt(CoreturnStmt *Return) { return !isMention(Return->getOperand()); }
    bool VisitCallExpr(CallExpr *Call) { return !(Call->isCallToStdMove() && isMention(Call)); }
  } Moves;
  Moves.Variable = Variable;
  return !Moves.TraverseStmt(Function->getBody());
}

/// Whether a statement of \p Block ends the program, and none before awaits anything.
bool endsProgram(const CompoundStmt *Block) {
  for (const Stmt *Each : Block->body()) {
    const auto *Value = dyn_cast<Expr>(Each);
    const auto *Made = Value ? dyn_cast<CallExpr>(ignoreWrapping(Value)) : nullptr;
    if (Made && Made->getDirectCallee() && Made->getDirectCallee()->isNoReturn())
      return true;
    if (Value && isa<CoawaitExpr>(ignoreWrapping(Value)))
      return false;
  }
  return false;
}

/// Gathers what one function calls.
class CallCollector : public CallVisitor<CallCollector> {
  using Base = CallVisitor<CallCollector>;

public:
  CallCollector(CoroutineTypes &Types, const SummaryOptions &Options, UnitSummary &Unit)
      : Types(Types), Sources(Types.context().getSourceManager()), Options(Options), Unit(Unit),
        Places(Unit, Sources), Allowed(Options.AllowedFunctions),
        AllowedIn(Options.AllowedContexts), Blocking(namesOf(Options.BlockingFunctions)) {}

  FunctionSummary summarize(const FunctionDecl *Function, bool OnEventLoop) {
    begin(Function, /*CalledOnPool=*/false);
    Summary.OnEventLoop =
        OnEventLoop && !Allowed.match(Function) && !AllowedIn.match(Function);
    if (Summary.OnEventLoop)
      Summary.QualifiedName = Unit.save(makerOf(Function)->getQualifiedNameAsString());
    Summary.IsStrong = isDefinedOnce(Function);
    if (isNonBlocking(Function, Types) || Allowed.match(Function))
      return std::move(Summary);
    Elsewhere = runsElsewhere(Function, Types);
    if (Options.PoolsCount && !Elsewhere.empty())
      OffPools = runsElsewhere(Function, Types, /*PoolsCount=*/true);
    visitBodyOf(Function);
    addImplicitParts();
    return std::move(Summary);
  }

  /// The functions of the unit that were met in calls on a pool of threads, and those that these
  /// call: where they wait for work that could be awaited. Each has, beside its summary for event
  /// loops, one of its own.
  std::vector<FunctionSummary> summarizeOnPools() {
    std::vector<FunctionSummary> Summaries;
    for (size_t Next = 0; Next < CalledOnPools.size(); ++Next) {
      begin(CalledOnPools[Next], /*CalledOnPool=*/true);
      visitBodyOf(Current);
      Summaries.push_back(std::move(Summary));
    }
    return Summaries;
  }

  static std::string displayName(const FunctionDecl *Function) {
    if (const auto *Method = dyn_cast<CXXMethodDecl>(Function);
        Method && Method->getParent()->isLambda())
      return "a lambda";
    return Function->getNameAsString();
  }

  bool visitCall(const Call &Made) {
    if (isElsewhere(Made) || Allowed.match(Made.Callee) || Made.Callee->isNoReturn() ||
        (Summary.OnEventLoop && isHandedLambda(Made.Callee)))
      return true;
    if (const ParmVarDecl *Called = calledParameter(Made); Called && !isOnPool(Made))
      addParameterCall(Called, Made.Expression);
    for (auto [Parameter, Argument] : zip(Made.Callee->parameters(), Made.Arguments))
      if (Parameter->getType()->isRValueReferenceType() && !isForwarding(Parameter, Made.Callee))
        MovedFrom.insert(Argument);
    // Another value is other work.
    if (Made.Callee->getOverloadedOperator() == OO_Equal)
      Polled.erase(namedVariable(Made.Object));
    // What was asked whether it is ready is waited for where it is.
    const ValueDecl *Object = namedVariable(Made.Object);
    if (Object && asksWhetherReady(Made))
      Polled.insert(Object);
    if (const BlockingModel *Asked =
            Object ? polledBehaviour(Made, Types) : nullptr) {
      if (Asked->Category == BlockingCategory::Wait)
        Polled.insert(Object);
      return true;
    }
    // Work that was waited for has what it is asked for.
    const bool IsOver = Object && Polled.contains(Object) && isWork(Made.objectClass());
    if (isOnPool(Made) && !waitsForAwaitable(Made)) {
      if (isOwn(Made.Callee) && !IsOver && !blockingBehaviour(Made, Types))
        addCallOnPool(Made);
      return true;
    }
    if (std::optional<size_t> Own = Blocking.match(Made.Callee); Own && mayBlock(Made, Types)) {
      addListed(Made, Options.BlockingFunctions[*Own].second);
    } else if (const BlockingModel *Model = blockingBehaviour(Made, Types)) {
      const int *SyncWait = roleOf(Made, &FunctionModel::SyncWait, Types);
      if (!(Model->Category == BlockingCategory::Wait &&
            (Polled.contains(Object) || cameFromAwait(Made.Object) ||
             hasToldOfItsEnd(Made, Types.context()))))
        addBlocking(Made, Model->Category, Model->Level, Model->Why, Model->Instead, SyncWait);
      // Work that was waited for until its end is there for the next who asks.
      if (Object && SyncWait && !Model->UnlessZero && isWork(Made.objectClass()) &&
          isOwnVariable(Made.Object) && isUnconditional(Made.Expression, Types.context()))
        Polled.insert(Object);
    } else if (isOwn(Made.Callee)) {
      if (!IsOver)
        addCall(Made);
    } else if (const CXXConstructorDecl *Constructor = constructorCalled(Made);
               Constructor && !Constructor->isDefaulted()) {
      addOwnCall(Constructor, Made.Expression);
    }
    if (const int *Calls = roleOf(Made, &FunctionModel::Calls, Types))
      for (auto [Index, Argument] : enumerate(Made.Arguments))
        if (concerns(*Calls, Index))
          if (const FunctionDecl *Callable = handedFunction(Argument))
            Summary.Calls.push_back({siteOf(Made.Expression), keyOf(Callable, Sources)});
    visitImplicit(Made);
    return true;
  }

  // What only other threads run harms no loop.
  bool TraverseIfStmt(IfStmt *If) {
    const Stmt *OffLoop = branchOffLoop(If);
    if (!OffLoop)
      return Base::TraverseIfStmt(If);
    return all_of(If->children(),
                  [&](Stmt *Part) { return Part == OffLoop || TraverseStmt(Part); });
  }
  // What leads to the end of the program keeps nobody waiting.
  bool TraverseCompoundStmt(CompoundStmt *Block) {
    return endsProgram(Block) || Base::TraverseCompoundStmt(Block);
  }
  bool VisitCallExpr(CallExpr *Expression) {
    const Expr *Callee = Expression->getCallee() ? ignoreWrapping(Expression->getCallee()) : nullptr;
    if (const auto *Reference = dyn_cast_or_null<DeclRefExpr>(Callee))
      if (const auto *Called = dyn_cast<ParmVarDecl>(Reference->getDecl()))
        addParameterCall(Called, Expression);
    return Base::VisitCallExpr(Expression);
  }

  // What runs without being written where it runs.
  bool VisitCXXDefaultArgExpr(CXXDefaultArgExpr *Default) {
    return traverseAt(Default->getUsedLocation(), Default->getExpr());
  }
  bool VisitCXXDefaultInitExpr(CXXDefaultInitExpr *Default) {
    return traverseAt(Default->getUsedLocation(), Default->getExpr());
  }
  // With the default initialisers of members that are not written in the list.
  bool TraverseInitListExpr(InitListExpr *List) {
    if (!List->isSemanticForm())
      List = List->getSemanticForm();
    return all_of(List->inits(), [&](Expr *Each) { return TraverseStmt(Each); });
  }
  bool TraverseCXXForRangeStmt(CXXForRangeStmt *Loop) {
    if ((Loop->getInit() && !TraverseStmt(Loop->getInit())) || !TraverseStmt(Loop->getRangeInit()))
      return false;
    for (Stmt *Part : {static_cast<Stmt *>(Loop->getBeginStmt()), static_cast<Stmt *>(Loop->getEndStmt()),
                       static_cast<Stmt *>(Loop->getCond()), static_cast<Stmt *>(Loop->getInc())})
      if (Part && !traverseAt(Loop->getRangeInit()->getBeginLoc(), Part))
        return false;
    return TraverseStmt(Loop->getLoopVarStmt()) && TraverseStmt(Loop->getBody());
  }
  bool VisitVarDecl(VarDecl *Variable) {
    if (Variable->hasLocalStorage() && !Implicit.isValid())
      addDestructionOf(Variable);
    return true;
  }
  bool VisitMaterializeTemporaryExpr(MaterializeTemporaryExpr *Temporary) {
    if (Temporary->getStorageDuration() == SD_FullExpression && !Implicit.isValid() &&
        !MovedFrom.contains(Temporary) && !Types.of(Temporary->getType()).Close)
      addDestruction(Temporary->getType(), Temporary->getBeginLoc());
    return true;
  }
  bool VisitCXXNewExpr(CXXNewExpr *New) {
    addOwnCall(New->getOperatorNew(), New);
    return true;
  }
  bool VisitCoawaitExpr(CoawaitExpr *Await) {
    // co_await work.ready();
    if (Call Asked = asCall(Await->getOperand());
        Asked && Asked.Object && isWork(Asked.objectClass()))
      if (const ValueDecl *Object = namedVariable(Asked.Object))
        Polled.insert(Object);
    // Not what suspends it: that hands the coroutine on, to a thread that is made for it, perhaps.
    // Nor what resumes it, for that takes what has come by then.
    const Expr *Resume = neverSuspends(Await) ? Await->getResumeExpr() : nullptr;
    for (const Expr *Part : {static_cast<const Expr *>(Await->getReadyExpr()), Resume})
      if (const auto *Made = Part ? dyn_cast<CallExpr>(ignoreWrapping(Part)) : nullptr)
        addOwnCall(Made->getDirectCallee(), Await);
    return true;
  }
  bool VisitCXXDeleteExpr(CXXDeleteExpr *Delete) {
    addDestruction(Delete->getDestroyedType(), Delete->getBeginLoc(), /*ThroughPointer=*/true);
    return true;
  }

private:
  void begin(const FunctionDecl *Function, bool CalledOnPool) {
    Summary = FunctionSummary();
    Current = Function;
    OfPool = CalledOnPool;
    Polled.clear();
    MovedFrom.clear();
    Elsewhere.clear();
    OffPools.clear();
    Summary.Key = OfPool ? keyOnPool(Function) : keyOf(Function, Sources);
    Summary.Name = Unit.save(displayName(Function));
    Summary.RunsInCaller = runsInCaller(Function);
  }

  /// What names \p Function as it is on a pool of threads.
  uint64_t keyOnPool(const FunctionDecl *Function) const { return ~keyOf(Function, Sources); }

  bool runsInCaller(const FunctionDecl *Function) const {
    return !coroutineBody(Function) && !Types.of(Function->getReturnType()).isAwaitable();
  }

  // --- Places ---

  Site siteOf(SourceLocation At, const Expr *Call) {
    Unit.Places.push_back({At, Call});
    Site Found = Places.at(At);
    Found.InUnit = Unit.Places.size();
    return Found;
  }
  Site siteOf(const Expr *Expression) {
    return Implicit.isValid() ? siteOf(Implicit, nullptr)
                              : siteOf(Expression->getBeginLoc(), Expression);
  }

  // --- What runs implicitly ---

  /// Visits \p Part, which runs at \p At though it is written elsewhere, or nowhere.
  bool traverseAt(SourceLocation At, Stmt *Part) {
    if (Depth == 8)
      return true;
    SaveAndRestore Place(Implicit, Implicit.isValid() ? Implicit : At);
    SaveAndRestore Level(Depth, Depth + 1);
    return TraverseStmt(Part);
  }

  /// Visits what a constructor that nobody wrote calls.
  void visitImplicit(const Call &Made) {
    const auto *Constructor = dyn_cast<CXXConstructorDecl>(Made.Callee);
    if (Constructor && Constructor->isDefaulted() && !Constructor->isMoveConstructor() &&
        isOwn(Constructor))
      for (const CXXCtorInitializer *Initializer : Constructor->inits())
        traverseAt(Made.Expression->getBeginLoc(), Initializer->getInit());
  }

  /// Adds what the current function runs before or after its body.
  void addImplicitParts() {
    if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(Current))
      for (const CXXCtorInitializer *Initializer : Constructor->inits())
        if (!Initializer->isWritten())
          traverseAt(Constructor->getLocation(), Initializer->getInit());
    if (const auto *Destructor = dyn_cast<CXXDestructorDecl>(Current))
      addDestructionOfParts(Destructor->getParent(), Destructor->getLocation());
    for (const ParmVarDecl *Parameter : Current->parameters())
      addDestructionOf(Parameter);
  }

  void addDestructionOf(const VarDecl *Variable) {
    const CXXRecordDecl *Class = destroyedClass(Variable->getType());
    if (!Class)
      return;
    if (!Readied)
      Readied = readiedObjects(Types);
    // Where a coroutine has gone elsewhere, it is not known where its scopes end.
    // What was closed before waits for nothing; a variable that was not is another rule's.
    if (Elsewhere.empty() && !Types.of(Class).Close && !Readied->contains(Variable) &&
        !isGivenAway(Variable, Current) &&
        !(!ownedTypes(Class).empty() && isAwaited(Variable, Current)))
      addDestruction(Variable->getType(), Variable->getLocation());
  }

  /// The class whose destructor destroys a \p Type and does something; null without one.
  const CXXRecordDecl *destroyedClass(QualType Type) const {
    if (Type.isNull() || Type->isReferenceType())
      return nullptr;
    const CXXRecordDecl *Class = Types.context().getBaseElementType(Type)->getAsCXXRecordDecl();
    return Class && Class->hasDefinition() && !Class->hasTrivialDestructor() ? Class->getDefinition()
                                                                             : nullptr;
  }

  void addDestruction(QualType Type, SourceLocation At, bool ThroughPointer = false) {
    const CXXRecordDecl *Class = destroyedClass(Type);
    const CXXDestructorDecl *Destructor = Class ? Class->getDestructor() : nullptr;
    if (!Destructor || OfPool || Allowed.match(Destructor) || Depth == 8)
      return;
    Call Made;
    Made.Callee = Destructor;
    if (const BlockingModel *Model = blockingBehaviour(Made, Types)) {
      SaveAndRestore Place(Implicit, Implicit.isValid() ? Implicit : At);
      addBlocking(Made, Model->Category, Model->Level, Model->Why, Model->Instead, nullptr);
    } else if (SmallVector<QualType, 2> Owned = ownedTypes(Class); !Owned.empty()) {
      SaveAndRestore Level(Depth, Depth + 1);
      for (QualType Each : Owned)
        addDestruction(Each, At, /*ThroughPointer=*/isStd(Class, "unique_ptr"));
    } else if (Destructor->isDefaulted()) {
      SaveAndRestore Level(Depth, Depth + 1);
      addDestructionOfParts(Class, At);
    } else if (isOwn(Destructor)) {
      bool IsDispatched = ThroughPointer && Destructor->isVirtual() && !Class->isEffectivelyFinal();
      Summary.Calls.push_back({siteOf(Implicit.isValid() ? Implicit : At, nullptr),
                               keyOf(Destructor, Sources), IsDispatched});
    }
  }

  void addDestructionOfParts(const CXXRecordDecl *Class, SourceLocation At) {
    for (const FieldDecl *Field : Class->fields())
      addDestruction(Field->getType(), At);
    for (const CXXBaseSpecifier &Each : Class->bases())
      addDestruction(Each.getType(), At);
  }

  // --- Calls ---

  /// Whether \p Function is the program's own.
  bool isOwn(const FunctionDecl *Function) const {
    return !Sources.isInSystemHeader(Function->getLocation());
  }

  /// The program's own function that calling \p Argument runs; null if it is none.
  const FunctionDecl *handedFunction(const Expr *Argument) const {
    const FunctionDecl *Callable = calledBy(Argument);
    return Callable && isOwn(Callable) && !Callable->isDependentContext() ? Callable : nullptr;
  }

  void addCall(const Call &Made) {
    CallSite Added{siteOf(Made.Expression), keyOf(Made.Callee, Sources), isDispatched(Made),
                   handsOnWhatHasEnded(Made)};
    for (auto [Index, Argument] : enumerate(Made.Arguments))
      if (const FunctionDecl *Callable = handedFunction(Argument))
        Summary.Handed.push_back(
            {uint32_t(Summary.Calls.size()), uint32_t(Index), keyOf(Callable, Sources)});
    Summary.Calls.push_back(Added);
  }

  /// Adds \p Made, a call on a pool of threads of a function of this unit.
  void addCallOnPool(const Call &Made) {
    const FunctionDecl *Callee = visibleDefinition(Made.Callee);
    if (!Callee || !runsInCaller(Callee) || isDispatched(Made) || isNonBlocking(Callee, Types) ||
        !(OfPool || Summary.OnEventLoop))
      return;
    Summary.Calls.push_back({siteOf(Made.Expression), keyOnPool(Callee), /*IsDispatched=*/false,
                             handsOnWhatHasEnded(Made)});
    CalledOnPools.insert(Callee);
  }

  /// \p Callee, if it is the program's own, is called at \p At without being written there.
  void addOwnCall(const FunctionDecl *Callee, const Expr *At) {
    if (!OfPool && Callee && isOwn(Callee) && !Allowed.match(Callee))
      Summary.Calls.push_back({siteOf(At->getBeginLoc(), nullptr), keyOf(Callee, Sources)});
  }

  void addParameterCall(const ParmVarDecl *Called, const Expr *At) {
    if (!OfPool && Called->getDeclContext() == Current)
      Summary.ParameterCalls.push_back({Called->getFunctionScopeIndex(), siteOf(At)});
  }

  /// Whether \p Made runs where blocking harms nobody.
  bool isElsewhere(const Call &Made) const {
    return Elsewhere.contains(Made.Expression) &&
           (!Options.PoolsCount || OffPools.contains(Made.Expression));
  }
  /// Whether \p Made, which is not elsewhere, runs on a pool of threads. It is harmed by waits for
  /// work that could be awaited alone, for that may need the pool.
  bool isOnPool(const Call &Made) const { return OfPool || Elsewhere.contains(Made.Expression); }

  bool waitsForAwaitable(const Call &Made) const {
    const int *Work = roleOf(Made, &FunctionModel::SyncWait, Types);
    const Expr *Operand = Work ? Made.argument(*Work) : nullptr;
    return Operand && Types.of(Operand->getType()).isAwaitable();
  }

  /// Whether an argument of \p Made is a handle to work that has been awaited: a wait for it in there
  /// is over at once.
  bool handsOnWhatHasEnded(const Call &Made) const {
    return any_of(Made.Arguments, [&](const Expr *Argument) {
      CoroutineType Type = Types.of(Argument->getType());
      return (Type.isAwaitable() || Type.Kind == TypeKind::Future) &&
             cameFromAwait(ignoreIdentity(Argument));
    });
  }

  void addBlocking(const Call &Made, BlockingCategory Category, Tier Level, StringRef Why,
                   StringRef Instead, const int *SyncWait) {
    BlockingSite Found;
    Found.Category = Category;
    Found.Level = Level;
    if (SyncWait)
      Found.SyncWait = *SyncWait;
    if (any_of(Options.Counts, [&](auto &Counts) { return Counts(Found); }))
      addBlocking(Made, std::move(Found), Why, Instead);
  }
  /// Those that the user lists count whatever the categories.
  void addListed(const Call &Made, StringRef Instead) {
    BlockingSite Found;
    Found.Category = BlockingCategory::Wait;
    Found.Level = Tier::On;
    addBlocking(Made, std::move(Found), "is listed as blocking", Instead);
  }
  void addBlocking(const Call &Made, BlockingSite Found, StringRef Why, StringRef Instead) {
    Found.At = siteOf(Made.Expression);
    Found.Callee = Unit.save(Made.Expression ? calleeName(Made.Expression)
                                             : Made.Callee->getNameAsString());
    Found.Why = Unit.save(Why);
    Found.Instead = Unit.save(Instead);
    Summary.Blocks.push_back(Found);
  }

  /// Whether \p Made asks work under way, its object, whether it has ended. (std::future only says
  /// whether it has a state.)
  bool asksWhetherReady(const Call &Made) const {
    const auto *Method = dyn_cast<CXXMethodDecl>(Made.Callee);
    if (!Method || !Made.Object || !Method->isConst() || Method->getParent()->isInStdNamespace() ||
        !Method->getReturnType()->isBooleanType())
      return false;
    return isWork(Made.objectClass());
  }

  /// Whether \p Parameter, of \p Callee, takes whatever it is given: `T &&` of a deduced T.
  static bool isForwarding(const ParmVarDecl *Parameter, const FunctionDecl *Callee) {
    const FunctionTemplateDecl *Template = Callee->getPrimaryTemplate();
    unsigned Index = Parameter->getFunctionScopeIndex();
    if (!Template || Index >= Template->getTemplatedDecl()->getNumParams())
      return false;
    QualType Written = Template->getTemplatedDecl()->getParamDecl(Index)->getType();
    return Written.getNonReferenceType()->isTemplateTypeParmType();
  }
  /// Whether \p Object is a variable, or a member of the function's own object.
  static bool isOwnVariable(const Expr *Object) {
    const auto *Member = dyn_cast<MemberExpr>(ignoreWrapping(Object));
    return !Member || isa<CXXThisExpr>(ignoreWrapping(Member->getBase()));
  }

  bool isWork(const CXXRecordDecl *Class) const {
    CoroutineType Type = Types.of(Class);
    return Type.isAwaitable() || Type.Kind == TypeKind::Future;
  }

  /// Whether \p Callee is a lambda that was handed to the template that the current function is an
  /// instance of: what it does is the business of the place where it was written.
  bool isHandedLambda(const FunctionDecl *Callee) const {
    const auto *Method = dyn_cast<CXXMethodDecl>(Callee);
    return Method && Method->getParent()->isLambda() &&
           Current->getTemplateInstantiationPattern() &&
           Method->getParent()->getParentFunctionOrMethod() != Current;
  }

  CoroutineTypes &Types;
  const SourceManager &Sources;
  const SummaryOptions &Options;
  UnitSummary &Unit;
  Sites Places;
  const NameGlobs Allowed, AllowedIn, Blocking;
  const FunctionDecl *Current = nullptr;
  bool OfPool = false; ///< It is looked at as one that is called on a pool of threads.
  FunctionSummary Summary;
  SourceLocation Implicit; ///< Where what is visited runs, if it is written elsewhere.
  unsigned Depth = 0;      ///< Of what runs implicitly.
  std::optional<DenseSet<const ValueDecl *>> Readied; ///< Of the unit, once it has been asked for.
  DenseSet<const Stmt *> Elsewhere;
  DenseSet<const Stmt *> OffPools; ///< Those of Elsewhere that are on no pool of threads.
  SetVector<const FunctionDecl *> CalledOnPools; ///< Functions of the unit.
  DenseSet<const Expr *> MovedFrom; ///< Temporaries that a call may have moved from.
  DenseSet<const ValueDecl *> Polled; ///< What was asked whether it is ready, or waited for.
};

} // namespace

UnitSummary summarize(CoroutineTypes &Types, const SummaryOptions &Options) {
  const SourceManager &Sources = Types.context().getSourceManager();
  const UnitFunctions Unit = functionsOf(Types);
  UnitSummary Summary;
  if (!Options.ForOthers && none_of(Unit.Functions, [](const UnitFunctions::Defined &Each) {
        return Each.OnEventLoop;
      }))
    return Summary;
  CallCollector Collector(Types, Options, Summary);
  for (auto [Function, OnEventLoop] : Unit.Functions)
    Summary.Functions.push_back(Collector.summarize(Function, OnEventLoop));
  append_range(Summary.Functions, Collector.summarizeOnPools());
  for (const CXXMethodDecl *Method : Unit.Overriders)
    forEachOverridden(Method, [&](const CXXMethodDecl *Overridden) {
      if (!Sources.isInSystemHeader(Overridden->getLocation()))
        Summary.Overrides.push_back({keyOf(Method, Sources), keyOf(Overridden, Sources)});
    });
  return Summary;
}

} // namespace corolint
