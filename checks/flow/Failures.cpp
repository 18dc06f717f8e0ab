// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/flow/Failures.h"
#include "checks/flow/Conditions.h"
#include "checks/flow/FunctionBody.h"
#include "checks/flow/HeldConditions.h"
#include "checks/flow/ReturnedTasks.h"
#include "checks/flow/VariableMentions.h"
#include "checks/knowledge/Callables.h"
#include "checks/knowledge/Cancellations.h"
#include "checks/knowledge/ClassMembers.h"
#include "checks/knowledge/EmptyValues.h"
#include "checks/knowledge/ErrorTypes.h"
#include "checks/knowledge/Initializers.h"
#include "checks/knowledge/Noexcept.h"
#include "clang/AST/CXXInheritance.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// The function that gives \p Await its result; null where it is not known.
const FunctionDecl *resumeOf(const CoroutineSuspendExpr *Await) {
  const Expr *Resume = Await->getResumeExpr();
  const auto *Call = Resume ? dyn_cast<CallExpr>(Resume->IgnoreImplicit()) : nullptr;
  return Call ? Call->getDirectCallee() : nullptr;
}

bool isRethrow(const FunctionDecl *Callee) {
  return Callee->isInStdNamespace() && Callee->getIdentifier() &&
         is_contained({"rethrow_exception", "rethrow_if_nested", "throw_with_nested"},
                      Callee->getName());
}

/// Whether \p Token, a completion token, names what an operation's failure is handed to.
bool takesError(const Expr *Token, CoroutineTypes &Types) {
  CoroutineType Type = Types.of(Token->getType());
  return Type.Kind == TypeKind::CompletionToken && Type.Exceptions == ExceptionFate::Handed;
}

/// Whether awaiting what \p Made gives is known not to fail: a model says so, or it only changes
/// the executor, or waits for a limiter's turn, or its completion has no place for a failure, or
/// another one than the await.
bool isSure(const Call &Made, CoroutineTypes &Types) {
  return any_of(modelsOf(Made, Types),
                [](const FunctionModel *Model) {
                  return Model->NeverFails || Model->Switches != SwitchTarget::None;
                }) ||
         (Made.Object && Types.of(Made.Object->getType()).Kind == TypeKind::Limiter) ||
         any_of(Made.Arguments,
                [&](const Expr *Argument) { return takesError(Argument, Types); }) ||
         completesWithoutFailure(Made.Callee, Types);
}

/// Whether \p Made calls its first argument, and gives what that gives: std::visit and its like.
bool callsFirst(const Call &Made) {
  const IdentifierInfo *Name = Made.Callee->getIdentifier();
  return !Made.Arguments.empty() &&
         (isStdInvoke(Made) || (Made.Callee->isInStdNamespace() && Name && Name->isStr("visit")));
}

/// Finds the values that are assigned to a variable.
class GivenValues : public RecursiveASTVisitor<GivenValues> {
public:
  explicit GivenValues(const ValueDecl *Variable) : Variable(Variable) {}
  SmallVector<const Expr *, 2> Found;
  bool IsSwapped = false;

  bool VisitCallExpr(CallExpr *Expression) {
    Call Made = asCallItself(Expression);
    if (!Made)
      return true;
    const IdentifierInfo *Name = Made.Callee->getIdentifier();
    if (Made.Callee->getOverloadedOperator() == OO_Equal && isVariable(Made.Object) &&
        Made.Arguments.size() == 1)
      Found.push_back(Made.Arguments[0]);
    else if (Name && Name->isStr("exchange") && Made.Arguments.size() == 2 &&
             isVariable(Made.Arguments[0]))
      Found.push_back(Made.Arguments[1]);
    else if (Name && Name->isStr("swap"))
      IsSwapped |= isVariable(Made.Object) ||
                   any_of(Made.Arguments, [&](const Expr *Each) { return isVariable(Each); });
    return true;
  }

private:
  bool isVariable(const Expr *Object) const { return namedVariable(Object) == Variable; }

  const ValueDecl *Variable;
};

/// What stands between the declaration of the local \p Variable and where \p At, in its scope, is
/// reached, with the loops around that: the statements in which it may be given other values.
SmallVector<const Stmt *, 8> statementsBefore(const Stmt *At, const VarDecl *Variable,
                                              ASTContext &Context) {
  const Stmt *Declaring = parentOf(Variable->getInit(), Context);
  const Stmt *Scope = Declaring ? parentOf(Declaring, Context) : nullptr;
  const auto *Block = dyn_cast_or_null<CompoundStmt>(Scope);
  if (!Block)
    return Scope ? SmallVector<const Stmt *, 8>{Scope} : SmallVector<const Stmt *, 8>();
  const Stmt *Last = At;
  for (const Stmt *Outer = At; Outer && Outer != Block; Outer = parentOf(Outer, Context))
    Last = Outer;
  const auto *From = find(Block->body(), Declaring), *End = find(Block->body(), Last);
  if (From == Block->body_end() || From == End)
    return {};
  return {std::next(From), End == Block->body_end() ? End : std::next(End)};
}

/// The work that \p Operand may stand for: itself or, where it names a local variable, what that
/// was made with and is given.
SmallVector<const Expr *, 2> worksOf(const Expr *Operand, ASTContext &Context) {
  const Expr *Work = ignoreIdentity(Operand);
  const auto *Reference = dyn_cast<DeclRefExpr>(Work);
  const auto *Variable = Reference ? dyn_cast<VarDecl>(Reference->getDecl()) : nullptr;
  const Expr *Initial = Variable && Variable->isLocalVarDecl() && Variable->hasLocalStorage() &&
                                !Variable->getType()->isReferenceType()
                            ? initializerBehind(Reference)
                            : nullptr;
  if (!Initial)
    return {Work};
  GivenValues Values(Variable);
  for (const Stmt *Each : statementsBefore(Reference, Variable, Context))
    Values.TraverseStmt(const_cast<Stmt *>(Each));
  if (Values.IsSwapped)
    return {Work};
  if (Values.Found.empty() || !isEmptyValue(Initial, Variable->getType()))
    Values.Found.push_back(Initial);
  for (const Expr *&Each : Values.Found)
    Each = ignoreIdentity(Each);
  return Values.Found;
}

/// Whether \p Handler catches what a throw of a \p Thrown throws; of pointers it is taken to.
bool catchesType(const CXXCatchStmt *Handler, QualType Thrown) {
  QualType Caught = Handler->getCaughtType();
  if (Caught.isNull())
    return true;
  Caught = Caught.getNonReferenceType().getCanonicalType().getUnqualifiedType();
  const CXXRecordDecl *Base = Caught->getAsCXXRecordDecl();
  const CXXRecordDecl *Class = Thrown->getAsCXXRecordDecl();
  if (Caught == Thrown || (Caught->isPointerType() && Thrown->isPointerType()))
    return true;
  if (!Base || !Class || !Class->hasDefinition() || !Base->hasDefinition())
    return false;
  CXXBasePaths Paths;
  return Class->isDerivedFrom(Base, Paths) &&
         any_of(Paths, [](const CXXBasePath &Path) { return Path.Access == AS_public; });
}

/// Adds those of \p More that \p To has not.
void add(UnseenTasks &To, ArrayRef<const FunctionDecl *> More) {
  for (const FunctionDecl *Each : More)
    if (!is_contained(To, Each))
      To.push_back(Each);
}

/// What may fail if one of \p All may.
WorkFailure anyOf(ArrayRef<WorkFailure> All) {
  WorkFailure Any;
  for (const WorkFailure &Each : All) {
    if (Each.MayFail && Each.Unseen.empty())
      return {/*MayFail=*/true, {}};
    Any.MayFail |= Each.MayFail;
    add(Any.Unseen, Each.Unseen);
  }
  return Any;
}

/// Follows failures through the functions that the unit shows.
class FailureSearch {
public:
  using Predicate = function_ref<bool(const FunctionDecl *)>;
  explicit FailureSearch(CoroutineTypes &Types, Predicate IsByName = nullptr)
      : Types(Types), IsByName(IsByName) {}

  FailureSource of(const FunctionDecl *Function);
  /// The types of what throw-expressions are seen to throw out of \p Function.
  SmallVector<QualType, 2> thrownBy(const FunctionDecl *Function);
  /// Whether \p Function, a member from which a failure may leave, fails for nothing but the state
  /// that its object is in, as value() of a result does that has none.
  bool failsByStateOnly(const FunctionDecl *Function);
  WorkFailure workMayFail(const Expr *Operand);
  bool isCut() const { return Cut; }

private:
  /// Reads \p Function by \p Read, unless that leads too far.
  bool enter(const FunctionDecl *Function, function_ref<void()> Read);
  /// workMayFail() of \p Work, as worksOf() gives it.
  WorkFailure madeWorkMayFail(const Expr *Work);
  /// Whether \p Made, a gather, a spawn or a std::visit, may fail, as the work may that it is
  /// given; none for other calls, and where that is not seen. `a || b` fails only if all of them
  /// do.
  std::optional<WorkFailure> givenMayFail(const Call &Made);
  /// Whether what \p Given is or, called, makes may fail; none where that is not seen.
  std::optional<WorkFailure> callableMayFail(const Expr *Given);
  /// Whether the task may fail that the coroutine \p Definition runs.
  WorkFailure taskMayFail(const FunctionDecl *Definition);
  /// The coroutine that \p Work is a call of, whose failure whoever awaits it is given; null where
  /// the unit does not show it.
  const FunctionDecl *coroutineOf(const Expr *Work) const;

  friend class FailureReader;
  static constexpr unsigned MaxDepth = 6;
  static constexpr unsigned MaxCalls = 2; ///< What throws further down is hardly meant to.

  CoroutineTypes &Types;
  SmallVector<const FunctionDecl *, MaxDepth> Open; ///< Those that are being read.
  unsigned Calls = 0;                               ///< The ordinary functions among them.
  SmallPtrSet<const ValueDecl *, 2> Followed;       ///< Variables whose values are being read.
  bool Cut = false;   ///< A coroutine was not read, for it led too far.
  Predicate IsByName; ///< Whose tasks are not followed.
  DenseMap<const FunctionDecl *, FailureSource> Known;
  DenseMap<const FunctionDecl *, SmallVector<QualType, 2>> Thrown;
  DenseMap<const FunctionDecl *, bool> ByState; ///< The answers of failsByStateOnly().
};

/// Whether all that \p Function, which may fail, does is to throw.
bool onlyThrows(const FunctionDecl *Function) {
  const auto *Body = dyn_cast_or_null<CompoundStmt>(Function->getBody());
  const auto *Sole = Body && Body->size() == 1 ? dyn_cast<Expr>(Body->body_front()) : nullptr;
  return Function->isNoReturn() || (Sole && isa<CXXThrowExpr>(ignoreWrapping(Sole)));
}

/// Reads one function: for the first failure that leaves it, or for what is thrown out of it.
class FailureReader : public CallVisitor<FailureReader> {
  using Base = CallVisitor<FailureReader>;

public:
  /// What to look for.
  enum Goal {
    AnyFailure,     ///< The first failure.
    ThrownTypes,    ///< The types of all that is seen to be thrown.
    OtherThanState, ///< The first failure for more than the state of the function's own object.
  };
  FailureReader(const FunctionDecl *Function, FailureSearch &Search, Goal For = AnyFailure)
      : Search(Search), Known(cancellationsOf(Function, Search.Types)),
        Collects(For == ThrownTypes), SparesState(For == OtherThanState), OnlyThrown(Collects) {}
  FailureSource Found, Unsettled;  ///< The latter hinges on what is not seen.
  SmallVector<QualType, 2> Thrown; ///< Where it collects.

  bool TraverseCXXTryStmt(CXXTryStmt *Try) {
    if (!catchesAll(Try)) {
      SaveAndRestore Only(OnlyThrown, OnlyThrown || catchesMost(Try));
      Around.push_back(Try);
      bool Continues = TraverseStmt(Try->getTryBlock());
      Around.pop_back();
      if (!Continues)
        return false;
    }
    // Where another handler takes what libraries throw, hardly anything is left to throw again.
    bool IsLeftover = false;
    for (unsigned I = 0; I < Try->getNumHandlers(); ++I) {
      const CXXCatchStmt *Handler = Try->getHandler(I);
      bool TakesMost = !Handler->getExceptionDecl() || isStd(caughtClass(Handler), "exception");
      SaveAndRestore Quiet(RethrowsLittle, RethrowsLittle || IsLeftover);
      SaveAndRestore Answers(AnswersFailure, AnswersFailure || TakesMost);
      SaveAndRestore<const CXXTryStmt *> Inside(Handled, Try);
      if (!TraverseStmt(Try->getHandler(I)))
        return false;
      IsLeftover |= TakesMost;
    }
    return true;
  }
  bool VisitCXXThrowExpr(CXXThrowExpr *Throw) {
    const Expr *Value = Throw->getSubExpr();
    if (!Value && (RethrowsLittle || (Handled && !OnlyThrown)))
      return RethrowsLittle || throwsAgain(Throw);
    if (!Value || Value->isTypeDependent())
      return OnlyThrown || found(Throw, /*IsAwait=*/false);
    return leaves(Value->getType().getCanonicalType().getUnqualifiedType(), Throw,
                  /*IsAwait=*/false);
  }
  bool VisitCoawaitExpr(CoawaitExpr *Await) {
    // What the promise or the awaiter makes of the task may be a failure as a value.
    if (isNoexceptAwait(Await) || carriesErrors(Await->getType(), Search.Types))
      return true;
    if (OnlyThrown) {
      return all_of(worksOf(Await->getOperand(), Search.Types.context()), [&](const Expr *Work) {
        const FunctionDecl *Coroutine = Search.coroutineOf(Work);
        return !Coroutine || anyLeaves(Coroutine, Await, /*IsAwait=*/true);
      });
    }
    WorkFailure Work = Search.workMayFail(Await->getOperand());
    if (!Work)
      return true;
    if (!Work.Unseen.empty()) {
      if (!Unsettled)
        Unsettled = {Await, /*IsAwait=*/true, {}};
      add(Unsettled.Unseen, Work.Unseen);
      return true;
    }
    const FunctionDecl *Resume = visibleDefinition(resumeOf(Await));
    TypeKind Kind = Search.Types.of(Await->getOperand()->getType()).Kind;
    if (Kind != TypeKind::Task && Resume && !Search.of(Resume))
      return true;
    return found(Await, /*IsAwait=*/true);
  }
  bool visitCall(const Call &Made) {
    if (!isa<CallExpr>(Made.Expression) || isNoexcept(Made.Callee) || isDispatched(Made))
      return true;
    if (isRethrow(Made.Callee))
      return OnlyThrown || found(Made.Expression, /*IsAwait=*/false);
    // A log that fails while it tells of a failure.
    if (AnswersFailure && !Made.Callee->isNoReturn())
      return true;
    const FunctionDecl *Definition = visibleDefinition(Made.Callee);
    // A coroutine keeps its failure for whoever awaits it; what asks an awaitable for its state throws
    // at who misuses it.
    if (!Definition || coroutineBody(Definition) || asksForState(Made))
      return true;
    if (isInRightState(Made, Definition))
      return true;
    if (OnlyThrown)
      return anyLeaves(Definition, Made.Expression, /*IsAwait=*/false);
    if (!Search.of(Definition))
      return true;
    return onlyThrows(Definition) ? found(Made.Expression, /*IsAwait=*/false)
                                  : surelyFound(Made.Expression, /*IsAwait=*/false);
  }

  // What stands under a condition is visited with that held.
  bool dataTraverseStmtPre(Stmt *Each) {
    Held.enter(Each);
    return true;
  }
  bool dataTraverseStmtPost(Stmt *Each) {
    Held.leave(Each);
    return true;
  }

private:
  bool surelyFound(const Expr *At, bool IsAwait) {
    Found = {At, IsAwait, {}};
    return false;
  }
  bool found(const Expr *At, bool IsAwait) {
    return (SparesState && Held.hingeOnOwnState()) || surelyFound(At, IsAwait);
  }

  /// Whether \p Made, a call of \p Definition, fails only where its object is in a state that a
  /// condition around it, or before it, has asked for: `if (result.ok()) use(result.value());`.
  bool isInRightState(const Call &Made, const FunctionDecl *Definition) {
    if (!Made.Object)
      return false;
    const ValueDecl *Named = namedVariable(Made.Object);
    bool IsOwn = SparesState && isa<CXXThisExpr>(ignoreWrapping(Made.Object));
    return (IsOwn || Held.askAbout(Named ? Named : rootVariable(Made.Object))) &&
           Search.failsByStateOnly(Definition);
  }

  /// \p Throw throws what the handler caught: it fails as the block may that is tried.
  bool throwsAgain(const CXXThrowExpr *Throw) {
    const FailureSource &Caught = triedBy(Handled);
    if (!Caught)
      return true;
    if (Caught.Unseen.empty())
      return surelyFound(Throw, /*IsAwait=*/false);
    if (!Unsettled)
      Unsettled = {Throw, /*IsAwait=*/false, {}};
    add(Unsettled.Unseen, Caught.Unseen);
    return true;
  }
  /// Where a failure leaves the block of \p Try, whatever its handlers catch.
  const FailureSource &triedBy(const CXXTryStmt *Try) {
    if (auto Read = Tried.find(Try); Read != Tried.end())
      return Read->second;
    SaveAndRestore Here(Found, FailureSource()), There(Unsettled, FailureSource());
    SaveAndRestore Outer(Around, {});
    SaveAndRestore<const CXXTryStmt *> Handles(Handled, nullptr);
    SaveAndRestore All(OnlyThrown, false), Much(RethrowsLittle, false),
        Tells(AnswersFailure, false);
    SaveAndRestore Conditions(Held);
    TraverseStmt(const_cast<CompoundStmt *>(Try->getTryBlock()));
    return Tried[Try] = Found ? Found : Unsettled;
  }

  /// \p Type is thrown at \p At: whether to go on, for a handler around takes it.
  bool leaves(QualType Type, const Expr *At, bool IsAwait) {
    for (const CXXTryStmt *Try : Around)
      for (unsigned I = 0; I < Try->getNumHandlers(); ++I)
        if (catchesType(Try->getHandler(I), Type))
          return true;
    // Handlers that take nearly all leave these out: what is told to stop may end unheard.
    const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
    if (OnlyThrown && Class && isLetThrough(Class))
      return true;
    if (!Collects)
      return found(At, IsAwait);
    if (!is_contained(Thrown, Type))
      Thrown.push_back(Type);
    return true;
  }
  /// Likewise for all that \p Callee throws.
  bool anyLeaves(const FunctionDecl *Callee, const Expr *At, bool IsAwait) {
    return all_of(Search.thrownBy(Callee),
                  [&](QualType Type) { return leaves(Type, At, IsAwait); });
  }
  bool isLetThrough(const CXXRecordDecl *Class) const {
    auto IsOne = [&](const CXXRecordDecl *Each) {
      return isStd(Each, "bad_alloc") || Search.Types.of(Each).Kind == TypeKind::Cancellation;
    };
    return !Class->hasDefinition() || IsOne(Class) ||
           !Class->forallBases([&](const CXXRecordDecl *Each) { return !IsOne(Each); });
  }

  /// Whether \p Made asks an awaitable something, and does not wait for its result.
  bool asksForState(const Call &Made) const {
    const auto *Method = dyn_cast<CXXMethodDecl>(Made.Callee);
    return Method && Method->isConst() && Made.Object &&
           Search.Types.of(Made.Object->getType()).isAwaitable() &&
           !roleOf(Made, &FunctionModel::SyncWait, Search.Types);
  }

  /// Whether nothing at all leaves the block of \p Try without a handler.
  static bool catchesAll(const CXXTryStmt *Try) {
    for (unsigned I = 0; I < Try->getNumHandlers(); ++I)
      if (!Try->getHandler(I)->getExceptionDecl())
        return true;
    return false;
  }

  /// Whether a handler takes all that the library throws, so that nothing leaves the block of
  /// \p Try without one but what is seen to be thrown and to be something else.
  bool catchesMost(const CXXTryStmt *Try) const {
    for (unsigned I = 0; I < Try->getNumHandlers(); ++I) {
      const CXXCatchStmt *Handler = Try->getHandler(I);
      const CXXRecordDecl *Class = caughtClass(Handler);
      bool IsRoot = Class && Class->hasDefinition() && Class->getNumBases() == 0;
      if (IsRoot ||
          any_of(Known, [&](const Cancellation &Each) { return catches(Handler, Each.Class); }))
        return true;
    }
    return false;
  }

  FailureSearch &Search;
  std::vector<Cancellation> Known;
  HeldConditions Held;                       ///< Where it reads.
  SmallVector<const CXXTryStmt *, 2> Around; ///< The blocks that are being read.
  const CXXTryStmt *Handled = nullptr;       ///< The handler that is being read is one of it.
  DenseMap<const CXXTryStmt *, FailureSource> Tried; ///< The answers of triedBy().
  const bool Collects;
  const bool SparesState;      ///< What hinges on the state of the function's object is no failure.
  bool RethrowsLittle = false; ///< In a handler behind one for std::exception.
  bool AnswersFailure = false; ///< In a handler for that, or for all.
  bool OnlyThrown; ///< Handlers take what is not seen to be thrown, or nobody asks for it.
};

bool FailureSearch::enter(const FunctionDecl *Function, function_ref<void()> Read) {
  bool IsCall = !coroutineBody(Function) && !Open.empty();
  Cut |= Open.size() >= MaxDepth && !IsCall;
  if (Open.size() >= MaxDepth || (IsCall && Calls >= MaxCalls) || is_contained(Open, Function) ||
      !Function->getBody())
    return false;
  Open.push_back(Function);
  Calls += IsCall;
  Read();
  Calls -= IsCall;
  Open.pop_back();
  return true;
}

FailureSource FailureSearch::of(const FunctionDecl *Function) {
  if (auto Read = Known.find(Function); Read != Known.end())
    return Read->second;
  FailureReader Reader(Function, *this);
  if (!enter(Function, [&] { Reader.visitBodyOf(Function); }))
    return {};
  return Known[Function] = Reader.Found ? Reader.Found : Reader.Unsettled;
}

SmallVector<QualType, 2> FailureSearch::thrownBy(const FunctionDecl *Function) {
  if (auto Read = Thrown.find(Function); Read != Thrown.end())
    return Read->second;
  FailureReader Reader(Function, *this, FailureReader::ThrownTypes);
  if (!enter(Function, [&] { Reader.visitBodyOf(Function); }))
    return {};
  return Thrown[Function] = Reader.Thrown;
}

bool FailureSearch::failsByStateOnly(const FunctionDecl *Function) {
  if (auto Read = ByState.find(Function); Read != ByState.end())
    return Read->second;
  FailureReader Reader(Function, *this, FailureReader::OtherThanState);
  return enter(Function, [&] { Reader.visitBodyOf(Function); }) &&
         (ByState[Function] = !Reader.Found && !Reader.Unsettled);
}

const FunctionDecl *FailureSearch::coroutineOf(const Expr *Work) const {
  CoroutineType Type = Types.of(Work->getType());
  Call Made = asCall(Work);
  if (!Made || Type.Kind != TypeKind::Task || Type.Exceptions == ExceptionFate::Swallowed ||
      Type.Exceptions == ExceptionFate::Terminates || isSure(Made, Types) ||
      (Made.Object && Types.of(Made.Object->getType()).isAwaitable()) || isNoexcept(Made.Callee) ||
      isDispatched(Made))
    return nullptr;
  const FunctionDecl *Definition = visibleDefinition(Made.Callee);
  return coroutineBody(Definition) ? Definition : nullptr;
}

WorkFailure FailureSearch::taskMayFail(const FunctionDecl *Definition) {
  if (is_contained(Open, Definition))
    return {};
  FailureSource Source = of(Definition);
  return {bool(Source), Source.Unseen};
}

std::optional<WorkFailure> FailureSearch::callableMayFail(const Expr *Given) {
  const FunctionDecl *Called = visibleDefinition(calledBy(Given));
  return coroutineBody(Called) && !Called->isDependentContext() ? std::optional(taskMayFail(Called))
                                                                : std::nullopt;
}

std::optional<WorkFailure> FailureSearch::givenMayFail(const Call &Made) {
  if (const SpawnModel *Spawn = roleOf(Made, &FunctionModel::Spawn, Types)) {
    const Expr *Task = Spawn->Task >= 0 ? Made.argument(Spawn->Task) : nullptr;
    if (!Task)
      return std::nullopt;
    return Types.of(Task->getType()).isAwaitable() ? workMayFail(Task) : callableMayFail(Task);
  }
  if (callsFirst(Made))
    return callableMayFail(Made.Arguments[0]);
  const GatherModel *Gather = roleOf(Made, &FunctionModel::Gather, Types);
  if (!Gather || Made.Arguments.empty())
    return std::nullopt;
  SmallVector<WorkFailure, 4> Each;
  if (Gather->Each) {
    for (const Expr *Argument : Made.Arguments)
      if (std::optional<WorkFailure> May = callableMayFail(Argument))
        Each.push_back(*May);
    return Each.empty() ? std::nullopt : std::optional(anyOf(Each));
  }
  for (const Expr *Argument : Made.Arguments) {
    if (!Types.of(Argument->getType()).isAwaitable())
      return std::nullopt;
    Each.push_back(workMayFail(Argument));
  }
  if (Made.Callee->getOverloadedOperator() == OO_PipePipe)
    return WorkFailure{all_of(Each, [](const WorkFailure &May) { return May.MayFail; }), {}};
  return anyOf(Each);
}

WorkFailure FailureSearch::workMayFail(const Expr *Operand) {
  // What a variable is given may be made of what it had before: that adds nothing.
  const auto *Named = dyn_cast<DeclRefExpr>(ignoreIdentity(Operand));
  const ValueDecl *Variable = Named ? Named->getDecl() : nullptr;
  if (Variable && !Followed.insert(Variable).second)
    return {};
  SmallVector<WorkFailure, 2> Each;
  for (const Expr *Work : worksOf(Operand, Types.context()))
    Each.push_back(madeWorkMayFail(Work));
  Followed.erase(Variable);
  return anyOf(Each);
}

WorkFailure FailureSearch::madeWorkMayFail(const Expr *Work) {
  CoroutineType Type = Types.of(Work->getType());
  if (Type.Kind != TypeKind::Task && Type.Kind != TypeKind::Operation)
    return {};
  // It tells nobody.
  if (Type.Exceptions == ExceptionFate::Swallowed || Type.Exceptions == ExceptionFate::Terminates)
    return {};
  const WorkFailure May{/*MayFail=*/true, {}};
  Call Made = asCall(Work);
  if (!Made)
    return May;
  // A continuation may be there to handle it.
  if (isSure(Made, Types) || (Made.Object && Types.of(Made.Object->getType()).isAwaitable()))
    return {};
  if (std::optional<WorkFailure> Given = givenMayFail(Made))
    return *Given;
  if (Type.Kind != TypeKind::Task)
    return May;
  if (isNoexcept(Made.Callee))
    return {};
  const FunctionDecl *Definition = visibleDefinition(Made.Callee);
  if (Definition && isDispatched(Made)) {
    // What it does itself is one of the things that may be done.
    WorkFailure Own = coroutineBody(Definition) ? taskMayFail(Definition) : May;
    return Own && Own.Unseen.empty() ? May : WorkFailure{/*MayFail=*/true, {Made.Callee}};
  }
  if (!Definition || (IsByName && IsByName(Definition)))
    return {/*MayFail=*/true,
            modelsOf(Made, Types).empty() ? UnseenTasks{Made.Callee} : UnseenTasks()};
  if (coroutineBody(Definition))
    return taskMayFail(Definition);
  // An ordinary function that only hands on another's task.
  WorkFailure Handed = May;
  if (Call Sole = soleReturnedTask(Definition, Types))
    enter(Definition, [&] { Handed = workMayFail(Sole.Expression); });
  return Handed;
}

} // namespace

bool carriesErrors(QualType Type, CoroutineTypes &Types) {
  if (errorCarrier(Type, Types) != ErrorCarrier::None)
    return true;
  const auto *Class = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
      Type.getNonReferenceType()->getAsCXXRecordDecl());
  if (!Class || !(isStd(Class, "tuple") || isStd(Class, "pair")))
    return false;
  auto Carries = [&](const TemplateArgument &Part) {
    return Part.getKind() == TemplateArgument::Type &&
           errorCarrier(Part.getAsType(), Types) != ErrorCarrier::None;
  };
  return any_of(Class->getTemplateArgs().asArray(), [&](const TemplateArgument &Part) {
    return Part.getKind() == TemplateArgument::Pack ? any_of(Part.getPackAsArray(), Carries)
                                                    : Carries(Part);
  });
}

FailureSource failureOf(const FunctionDecl *Function, CoroutineTypes &Types) {
  return FailureSearch(Types).of(Function);
}

std::optional<FailureSource> failureOf(const FunctionDecl *Function, CoroutineTypes &Types,
                                       function_ref<bool(const FunctionDecl *)> IsByName) {
  FailureSearch Search(Types, IsByName);
  FailureSource Found = Search.of(Function);
  return Search.isCut() && (!Found || !Found.Unseen.empty()) ? std::nullopt : std::optional(Found);
}

WorkFailure workMayFail(const Expr *Operand, CoroutineTypes &Types) {
  return FailureSearch(Types).workMayFail(Operand);
}

bool awaitMayFail(const CoawaitExpr *Await, CoroutineTypes &Types) {
  if (isNoexceptAwait(Await) || carriesErrors(Await->getType(), Types))
    return false;
  return any_of(worksOf(Await->getOperand(), Types.context()), [&](const Expr *Work) {
    TypeKind Kind = Types.of(Work->getType()).Kind;
    if (Kind == TypeKind::Task || Kind == TypeKind::Operation)
      return bool(workMayFail(Work, Types));
    if (Call Made = asCall(Work); Made && isSure(Made, Types))
      return false;
    const FunctionDecl *Resume = visibleDefinition(resumeOf(Await));
    return !Resume || failureOf(Resume, Types);
  });
}

bool answersFailures(const FunctionDecl *Function) {
  struct Finder : FunctionBodyVisitor<Finder> {
    bool Tries = false, Open = false;
    bool TraverseCXXTryStmt(CXXTryStmt *Try) {
      Tries = true;
      bool Catches = false;
      for (unsigned I = 0; I < Try->getNumHandlers(); ++I) {
        QualType Caught = Try->getHandler(I)->getCaughtType();
        Catches |= Caught.isNull() ||
                   isStd(Caught.getNonReferenceType()->getAsCXXRecordDecl(), "exception");
        TraverseStmt(Try->getHandler(I)->getHandlerBlock());
      }
      return Catches || TraverseStmt(Try->getTryBlock());
    }
    bool VisitCoawaitExpr(CoawaitExpr *) { return !(Open = true); }
    bool VisitCXXThrowExpr(CXXThrowExpr *) { return !(Open = true); }
    bool VisitCallExpr(CallExpr *Made) {
      const FunctionDecl *Callee = Made->getDirectCallee();
      Open |= Callee && isRethrow(Callee);
      return !Open;
    }
  } Search;
  Search.visitBodyOf(Function);
  return Search.Tries && !Search.Open;
}

bool isNoexceptAwait(const CoroutineSuspendExpr *Await) { return isNoexcept(resumeOf(Await)); }

/// The task that \p Expression makes another of, which says where or with what it runs:
/// `task.via(executor)`, a library's `co_withExecutor(executor, task)`. Null where it may be given
/// someone to hear of failures, or is no such call.
static const Expr *wrappedTask(const Expr *Expression, CoroutineTypes &Types) {
  Call Made = asCall(Expression);
  auto IsTask = [&](const Expr *Each) { return Types.of(Each->getType()).isAwaitable(); };
  if (!Made || !IsTask(Expression) ||
      any_of(Made.Arguments, [](const Expr *Each) { return calledBy(Each); }))
    return nullptr;
  if (Made.Object && IsTask(Made.Object))
    return ignoreIdentity(Made.Object);
  // A function, or an object that stands for one.
  bool IsLibrarys = (!Made.Object || Made.Callee->getOverloadedOperator() == OO_Call) &&
                    Types.models().libraryOf(Made.Callee).first &&
                    !roleOf(Made, &FunctionModel::Gather, Types) &&
                    Types.of(Expression->getType()).Kind == TypeKind::Task;
  return IsLibrarys && count_if(Made.Arguments, IsTask) == 1
             ? ignoreIdentity(*find_if(Made.Arguments, IsTask))
             : nullptr;
}

const FunctionDecl *coroutineBehind(const Expr *Task, CoroutineTypes &Types) {
  const Expr *Inner = ignoreIdentity(Task);
  for (unsigned Depth = 0; Inner && Depth < 4; ++Depth) {
    const FunctionDecl *Callee = nullptr;
    if (Call Made = asCall(Inner); Made && Types.of(Inner->getType()).isAwaitable())
      Callee = isDispatched(Made) ? nullptr : visibleDefinition(Made.Callee);
    else
      Callee = visibleDefinition(calledBy(Inner));
    if (coroutineBody(Callee))
      return Callee;
    Call Sole = Callee && !Types.models().libraryOf(Callee).first ? soleReturnedTask(Callee, Types)
                                                                  : Call();
    Inner = Sole ? Sole.Expression : wrappedTask(Inner, Types);
  }
  return nullptr;
}

} // namespace corolint
