// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/concurrency/StartedTasks.h"
#include "checks/concurrency/LoopVisitor.h"
#include "checks/flow/ControlFlow.h"
#include "checks/flow/DiscardedValues.h"
#include "checks/flow/Loops.h"
#include "checks/flow/VariableUses.h"
#include "checks/knowledge/AsyncContext.h"
#include "checks/knowledge/ContainerChanges.h"
#include "checks/knowledge/MemberNames.h"
#include "clang/AST/ParentMapContext.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// What becomes of a task, or of a handle to one, until the loop that started it turns again.
enum class Course {
  Ends,    ///< It is awaited, or something blocks until it has ended.
  Drops,   ///< Its handle is thrown away.
  Keeps,   ///< Its handle is put into a container of the function's own.
  Unknown, ///< Anything else.
};

/// Follows a task from where it stands through calls that make another awaitable of it, and through
/// local variables.
class CourseFinder {
public:
  /// Of variables, what is done within \p Turn, a part of \p Function, counts.
  CourseFinder(const FunctionDecl *Function, const Stmt *Turn, WaitsForTasks &Waits,
               CoroutineTypes &Types)
      : Turn(Turn), Waits(Waits), Types(Types) {
    forEachDiscardedValue(Function, Types.context().getLangOpts(),
                          [&](const Expr *Value, DiscardForm) { Discarded.insert(Value); });
  }

  Course of(const Expr *Task, unsigned Depth = 0) const {
    ASTContext &Context = Types.context();
    Course Result = Course::Unknown;
    bool Holds = true; // The value of Child is still the task, or stands for its end.
    for (const Expr *Child = Task;;) {
      if (Holds && Discarded.contains(ignoreWrapping(Child)))
        return Course::Drops;
      DynTypedNodeList Parents = Context.getParents(*Child);
      if (Parents.empty())
        return Result;
      const auto *Parent = Parents[0].get<Expr>();
      if (!Parent) {
        const auto *Variable = Holds ? Parents[0].get<VarDecl>() : nullptr;
        return Variable ? ofVariable(Variable, Depth) : Result;
      }
      Call Made = asCallItself(Parent);
      if ((Holds && isa<CoawaitExpr>(Parent)) || (Made && blockingBehaviour(Made, Types)) ||
          (Holds && Made && Waits.isFor(Made, Child)))
        return Course::Ends;
      if (Holds && Made && is_contained(Made.Arguments, Child)) {
        std::optional<ChangeKind> Change = changeOfObject(Made);
        if (Change == ChangeKind::Grows ||
            (Change && Made.Callee->getOverloadedOperator() == OO_Equal)) {
          Result = ofPlace(Made.Object, Change == ChangeKind::Grows, Depth);
          if (Result == Course::Ends)
            return Result;
          Holds = false;
        }
      }
      Holds = Holds && (Made ? handsBack(Made, Child) : isSameValue(Parent, Child));
      Child = Parent;
    }
  }

private:
  static std::optional<ChangeKind> changeOfObject(const Call &Made) {
    const auto *Method = dyn_cast<CXXMethodDecl>(Made.Callee);
    return Method && Made.Object ? changeOf(Method) : std::nullopt;
  }

  /// Whether the value of \p Around is that of its part \p Inner.
  bool isSameValue(const Expr *Around, const Expr *Inner) const {
    if (const auto *Member = dyn_cast<MemberExpr>(Around)) // task().then(…)
      return isa<CXXMethodDecl>(Member->getMemberDecl());
    if (const auto *Choice = dyn_cast<ConditionalOperator>(Around))
      return Choice->getCond() != Inner;
    if (const auto *Operator = dyn_cast<BinaryOperator>(Around))
      return Operator->getOpcode() == BO_Comma && Operator->getRHS() == Inner;
    return isa<ParenExpr, FullExpr, MaterializeTemporaryExpr, CXXBindTemporaryExpr, InitListExpr,
               CXXStdInitializerListExpr>(Around) ||
           (isa<CastExpr>(Around) && !heldAwaitable(Around->getType(), Types).isNull());
  }

  /// Whether \p Made makes of its object or argument \p Task an awaitable that ends no sooner.
  bool handsBack(const Call &Made, const Expr *Task) const {
    if (heldAwaitable(Made.Expression->getType(), Types).isNull() ||
        roleOf(Made, &FunctionModel::Spawn, Types))
      return false;
    bool IsArgument = is_contained(Made.Arguments, Task);
    // The losers of a race run on, unless dropping them cancels them.
    const GatherModel *Gather = roleOf(Made, &FunctionModel::Gather, Types);
    if (Gather && isRace(Made, *Gather)) {
      QualType Held =
          heldAwaitable((IsArgument || !Made.Object ? Task : Made.Object)->getType(), Types);
      return !Held.isNull() && Types.of(Held).Dropped == DropFate::Cancelled;
    }
    // A channel of tasks passes them on.
    const auto *Class = dyn_cast_or_null<ClassTemplateSpecializationDecl>(Made.objectClass());
    return !Class || !IsArgument ||
           none_of(Class->getTemplateArgs().asArray(), [&](const TemplateArgument &Argument) {
             return Argument.getKind() == TemplateArgument::Type &&
                    Types.context().hasSameUnqualifiedType(Argument.getAsType(),
                                                           Task->getType().getNonReferenceType());
           });
  }

  /// What becomes of a task that \p Place, an object, is given, as one more where it \p Grows.
  Course ofPlace(const Expr *Place, bool Grows, unsigned Depth) const {
    const Expr *Inner = ignoreWrapping(Place);
    const CXXRecordDecl *Class = Inner->getType().getNonReferenceType()->getAsCXXRecordDecl();
    bool IsContainer = Grows && (isRange(Inner->getType()) || (Class && hasMember(Class, "push")));
    // handles[i] = …
    if (const auto *Element = dyn_cast<ArraySubscriptExpr>(Inner)) {
      Inner = ignoreWrapping(Element->getBase());
      IsContainer = true;
    } else if (Call Made = asCallItself(Inner);
               Made && Made.Object && Made.Callee->getOverloadedOperator() == OO_Subscript) {
      Inner = ignoreWrapping(Made.Object);
      IsContainer = true;
    }
    const auto *Reference = dyn_cast<DeclRefExpr>(Inner);
    const auto *Variable = Reference ? dyn_cast<VarDecl>(Reference->getDecl()) : nullptr;
    // Others may wait for what is in a container that is not the function's own.
    if (!Variable || !Variable->isLocalVarDecl())
      return Course::Unknown;
    Course Result = ofVariable(Variable, Depth);
    return IsContainer && Result != Course::Ends ? Course::Keeps : Result;
  }

  /// The variable of the loop that goes over what the implicit \p Range refers to; null without
  /// one.
  const VarDecl *elementOf(const VarDecl *Range) const {
    ASTContext &Context = Types.context();
    DynTypedNodeList Parents = Context.getParents(*Range);
    const auto *Declares = Parents.empty() ? nullptr : Parents[0].get<DeclStmt>();
    if (!Declares)
      return nullptr;
    Parents = Context.getParents(*Declares);
    const auto *For = Parents.empty() ? nullptr : Parents[0].get<CXXForRangeStmt>();
    return For ? For->getLoopVariable() : nullptr;
  }

  Course ofVariable(const VarDecl *Variable, unsigned Depth) const {
    if (!Variable->isLocalVarDecl() || !Variable->hasLocalStorage() || Variable->isInitCapture() ||
        isa<DecompositionDecl>(Variable) || Depth > 3)
      return Course::Unknown;
    if (Variable->isImplicit()) { // What a range-for goes over: its elements tell.
      const VarDecl *Element = elementOf(Variable);
      return Element ? ofVariable(Element, Depth + 1) : Course::Unknown;
    }
    struct Finder : FunctionBodyVisitor<Finder> {
      const VarDecl *Variable;
      SetVector<const DeclRefExpr *> Found;
      bool VisitDeclRefExpr(DeclRefExpr *Reference) {
        if (Reference->getDecl() == Variable)
          Found.insert(Reference);
        return true;
      }
    } Mentions;
    Mentions.Variable = Variable;
    Mentions.TraverseStmt(const_cast<Stmt *>(Turn));
    Course Result = Course::Drops;
    for (const DeclRefExpr *Mention : Mentions.Found) {
      Course Here = of(Mention, Depth + 1);
      if (Here == Course::Ends)
        return Here;
      if (Here != Course::Drops && Result != Course::Unknown)
        Result = Here;
    }
    return Result;
  }

  const Stmt *Turn;
  WaitsForTasks &Waits;
  CoroutineTypes &Types;
  DenseSet<const Expr *> Discarded;
};

/// Whether a call of \p Coroutine, which starts at once, leaves nothing behind that was not there
/// before: it has ended when the call returns, or does nothing but await work under way that it was
/// given; and it starts nothing else.
bool startsNothing(const FunctionDecl *Coroutine, CoroutineTypes &Types) {
  struct Finder : CallVisitor<Finder> {
    CoroutineTypes *Types;
    const FunctionDecl *Coroutine;
    bool Awaits = false, Starts = false;
    bool VisitCoawaitExpr(CoawaitExpr *Await) {
      const auto *Given =
          dyn_cast_or_null<ParmVarDecl>(namedVariable(ignoreIdentity(Await->getOperand())));
      Awaits = true;
      Starts |= !Given || Given->getDeclContext() != Coroutine ||
                Types->of(Given->getType()).Start != StartPolicy::Eager;
      return true;
    }
    bool VisitCoyieldExpr(CoyieldExpr *) { return Awaits = Starts = true; }
    bool visitCall(const Call &Made) {
      if (Made.Callee->getCanonicalDecl() == Coroutine->getCanonicalDecl())
        return true; // Which starts as little.
      CoroutineType Result = Types->of(Made.Expression->getType());
      Starts |= roleOf(Made, &FunctionModel::Spawn, *Types) ||
                (!isa<CXXConstructExpr>(Made.Expression) && Made.Expression->isPRValue() &&
                 (Result.isAwaitable() || Result.Kind == TypeKind::FireAndForget));
      return !Starts;
    }
  } Search;
  if (!coroutineBody(Coroutine) || Coroutine->isDependentContext())
    return false;
  Search.Types = &Types;
  Search.Coroutine = Coroutine;
  Search.visitBodyOf(Coroutine);
  const CoawaitExpr *First = initialAwait(Coroutine);
  return !Search.Starts && (Search.Awaits || (First && neverSuspends(First)));
}

class StartFinder : public CallVisitor<StartFinder, LoopVisitor> {
public:
  StartFinder(const FunctionDecl *Function, CoroutineTypes &Types, bool Anywhere)
      : Function(Function), Types(Types), Waits(Types), Anywhere(Anywhere) {}
  std::vector<StartedTask> Found;

  // A task that is awaited where it is made ends with its turn.
  bool TraverseCoawaitExpr(CoawaitExpr *Await) {
    HandedOver.insert(ignoreWrapping(Await->getOperand()));
    return CallVisitor::TraverseCoawaitExpr(Await);
  }
  // Some gathers are classes, awaited where they are made.
  bool visitCall(const Call &Made) {
    const Expr *Expression = Made.Expression;
    if (const GatherModel *Gather = roleOf(Made, &FunctionModel::Gather, Types)) {
      if (Gather->Range || Gather->Each)
        add(Made, nullptr, Gather);
      return true;
    }
    if (Loops.empty() && !Anywhere)
      return true;
    CoroutineType Result = Types.of(Expression->getType());
    if (const SpawnModel *Spawn = roleOf(Made, &FunctionModel::Spawn, Types)) {
      // What is started to be handed over is told of there.
      if (const Expr *Task = Made.argument(Spawn->Task))
        HandedOver.insert(ignoreWrapping(Task));
      // Without anybody to tell of the end, its caller is given the handle, and is the one to await it.
      if (Spawn->Token && !Made.argument(*Spawn->Token) && Result.isAwaitable()) {
        addForgotten(Made, Made.argument(Spawn->Task), Result);
        return true;
      }
      if (!Result.isAwaitable() || Result.Start == StartPolicy::Eager)
        add(Made, Made.argument(Spawn->Task), nullptr);
      return true;
    }
    if (const Expr *Task = taskGivenAway(Made)) {
      HandedOver.insert(ignoreWrapping(Task));
      add(Made, Task, nullptr);
      return true;
    }
    if (isa<CXXConstructExpr>(Expression) || HandedOver.contains(Expression) ||
        !startsItself(Result) || !Expression->isPRValue())
      return true;
    // A function seen to be no coroutine hands on a task from elsewhere.
    const FunctionDecl *Definition = nullptr;
    if (Made.Callee->isDefined(Definition) && Definition->getBody() && !coroutineBody(Definition))
      return true;
    if (Definition && startsNothing(Definition, Types))
      return true;
    // A member function of the task itself hands on a task that runs already.
    const auto *Method = dyn_cast<CXXMethodDecl>(Made.Callee);
    if (!(Method && Types.of(Method->getParent()).isAwaitable()))
      add(Made, Expression, nullptr);
    return true;
  }

private:
  /// The lazy task, made where it stands, that a coroutine gives to a function that gives nothing
  /// back, such as a scope's: whatever that does with it, this coroutine awaits it no more. Null
  /// without one, and for containers.
  const Expr *taskGivenAway(const Call &Made) const {
    if (!coroutineBody(Function) || !Made.Expression->getType()->isVoidType() ||
        Made.Callee->isInStdNamespace() || (Made.Object && isRange(Made.Object->getType())) ||
        blockingBehaviour(Made, Types))
      return nullptr;
    for (auto [Parameter, Argument] : zip(Made.Callee->parameters(), Made.Arguments)) {
      CoroutineType Type = Types.of(Parameter->getType());
      if (!Parameter->getType()->isLValueReferenceType() && Type.Kind == TypeKind::Task &&
          Type.Start == StartPolicy::Lazy && isa<CallExpr>(ignoreWrapping(Argument)))
        return Argument;
    }
    return nullptr;
  }

  /// Adds the spawn \p Made of \p Task, which gives back a handle of type \p Handle, where nobody
  /// awaits that handle before the next turn.
  void addForgotten(const Call &Made, const Expr *Task, const CoroutineType &Handle) {
    if (Handle.Start != StartPolicy::Eager || HandedOver.contains(Made.Expression))
      return;
    const Stmt *Turn = Loops.empty() ? Function->getBody() : Loops.back();
    Course Then = CourseFinder(Function, Turn, Waits, Types).of(Made.Expression);
    if (Then != Course::Keeps && (Then != Course::Drops || Handle.Dropped == DropFate::Cancelled))
      return;
    add(Made, Task, nullptr);
    // What is kept may be awaited before the function ends.
    Found.back().IsAgain &= Then == Course::Drops;
  }

  void add(const Call &Made, const Expr *Task, const GatherModel *Gather) {
    Found.push_back({Made, Task, Loops, Gather,
                     Task && Task != Made.Expression && startsAgain(Task, Function)});
  }

  const FunctionDecl *Function;
  CoroutineTypes &Types;
  WaitsForTasks Waits;
  bool Anywhere; ///< What is outside of loops counts, too.
  DenseSet<const Expr *> HandedOver;
};

} // namespace

bool startsAgain(const Expr *Task, const FunctionDecl *Function) {
  struct Finder : CallVisitor<Finder> {
    const FunctionDecl *Function;
    bool Found = false;
    bool visitCall(const Call &Made) {
      Found |= Made.Callee->getCanonicalDecl() == Function->getCanonicalDecl();
      return !Found;
    }
  } Search;
  Search.Function = Function;
  const Expr *Inner = ignoreWrapping(Task);
  if (const auto *Lambda = dyn_cast<LambdaExpr>(Inner))
    Search.visitBodyOf(Lambda->getCallOperator());
  else
    Search.TraverseStmt(const_cast<Expr *>(Inner));
  return Search.Found;
}

bool startsItself(const CoroutineType &Type) {
  return Type.Start == StartPolicy::Eager &&
         (Type.Kind == TypeKind::Task || Type.Kind == TypeKind::FireAndForget);
}

std::vector<StartedTask> startedTasks(const FunctionDecl *Function, CoroutineTypes &Types,
                                      bool Repeated) {
  StartFinder Finder(Function, Types, Repeated);
  Finder.visitBodyOf(Function);
  return std::move(Finder.Found);
}

std::pair<const Expr *, const Expr *>
multiplies(const FunctionDecl *Function, ArrayRef<StartedTask> Starts, CoroutineTypes &Types) {
  DenseSet<const Stmt *> Again;
  for (const StartedTask &Start : Starts)
    if (Start.IsAgain && Start.Loops.empty())
      Again.insert(Start.By.Expression);
  if (Again.empty() || awaitsLimiter(Function->getBody(), Types))
    return {};
  std::unique_ptr<CFG> Graph = controlFlow(Function, Types.context());
  if (!Graph)
    return {};
  /// The start that was met on the way.
  struct Met {
    const Expr *First = nullptr;
    bool Reached = false;
    Met &operator|=(const Met &Other) {
      First = First ? First : Other.First;
      Reached |= Other.Reached;
      return *this;
    }
    bool operator==(const Met &) const = default;
  } Entry{nullptr, true};
  std::pair<const Expr *, const Expr *> Result;
  followForward(*Graph, Entry, [&](Met &Now, const CFGElement &Element, bool Final) {
    std::optional<CFGStmt> Statement = Element.getAs<CFGStmt>();
    if (!Statement || !Again.contains(Statement->getStmt()))
      return;
    const auto *Start = cast<Expr>(Statement->getStmt());
    if (Final && Now.First && !Result.first)
      Result = {Now.First, Start};
    if (!Now.First)
      Now.First = Start;
  });
  return Result;
}

bool endsWithItsTurn(const Expr *Start, const FunctionDecl *Function, CoroutineTypes &Types) {
  if (Types.of(Start->getType()).Dropped != DropFate::Cancelled)
    return false;
  return any_of(awaitableVariables(Function, Types), [&](const AwaitableVariable &Variable) {
    return Variable.Variable->getInit() && !Variable.IsContainer &&
           ignoreWrapping(Variable.Variable->getInit()) == Start && !Variable.has(Treatment::Moves);
  });
}

bool isOverBeforeNext(const StartedTask &Start, const FunctionDecl *Function, WaitsForTasks &Waits,
                      CoroutineTypes &Types) {
  if (Start.Task && Waits.isFor(Start.By, Start.Task))
    return true;
  const Stmt *Turn = Start.Loops.empty() ? Function->getBody() : Start.Loops.back();
  return CourseFinder(Function, Turn, Waits, Types).of(Start.By.Expression) == Course::Ends;
}

bool isWaitedFor(const Expr *Start, WaitsForTasks &Waits, CoroutineTypes &Types) {
  ASTContext &Context = Types.context();
  for (const Expr *Child = Start;;) {
    DynTypedNodeList Parents = Context.getParents(*Child);
    const auto *Parent = Parents.empty() ? nullptr : Parents[0].get<Expr>();
    if (!Parent)
      return false;
    if (Call Taking = asCallItself(Parent);
        Taking && (blockingBehaviour(Taking, Types) || Waits.isFor(Taking, Child)))
      return true;
    Child = Parent;
  }
}

} // namespace corolint
