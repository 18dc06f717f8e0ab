// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/lifetime/OutlivingTasks.h"
#include "checks/flow/Conditions.h"
#include "checks/flow/ControlFlow.h"
#include "checks/flow/VariableUses.h"
#include "checks/knowledge/AsyncContext.h"
#include "checks/knowledge/CalleeName.h"
#include "checks/knowledge/ClassMembers.h"
#include "checks/knowledge/StandardOwners.h"
#include "checks/knowledge/TemplateArguments.h"
#include "checks/summary/Waiting.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// The local variables that some expressions mention.
class MentionedVariables : public RecursiveASTVisitor<MentionedVariables> {
public:
  DenseSet<const VarDecl *> Found;
  void add(const Stmt *Statement) { TraverseStmt(const_cast<Stmt *>(Statement)); }
  bool VisitDeclRefExpr(DeclRefExpr *Reference) {
    if (const auto *Variable = dyn_cast<VarDecl>(Reference->getDecl());
        Variable && Variable->hasLocalStorage() && Found.insert(Variable).second)
      // A closure stands for what it captures.
      if (const Expr *Value = isa<ParmVarDecl>(Variable) ? nullptr : Variable->getInit();
          Value && isa<LambdaExpr>(ignoreWrapping(Value)))
        add(Value);
    return true;
  }
};

/// What may wait for a task.
class Waits {
public:
  Waits(const MadeTask &Task, const TaskCourse &Course, const VarDecl *Object,
        const FunctionDecl *Function, CoroutineTypes &Types)
      : Types(Types), InCoroutine(coroutineBody(Function)), Object(Object),
        Holder(Course.Holder) {
    Involved.add(Task.Made.Expression);
    Involved.add(Course.From);
    for (const Call &Taking : Course.Through)
      Involved.add(Taking.Expression);
  }

  bool at(const CFGElement &Element) const {
    if (auto End = Element.getAs<CFGLifetimeEnds>()) {
      // The destructor of a scope of tasks waits for them; that of a task, as a rule, does not.
      const VarDecl *Variable = End->getVarDecl();
      CoroutineType Type = Types.of(Variable->getType());
      return Variable != Holder && Variable != Object && Involved.Found.contains(Variable) &&
             (Type.Kind == TypeKind::Task ? Type.Dropped == DropFate::Blocks
                                          : mayWaitInDestructor(Variable->getType()));
    }
    std::optional<CFGStmt> Statement = Element.getAs<CFGStmt>();
    if (!Statement)
      return false;
    const Stmt *Evaluated = Statement->getStmt();
    if (const auto *Await = dyn_cast<CoawaitExpr>(Evaluated))
      return !neverSuspends(Await);
    const auto *Expression = dyn_cast<Expr>(Evaluated);
    if (!Expression || isa<CoyieldExpr>(Evaluated))
      return Expression;
    if (const auto *Plain = dyn_cast<CallExpr>(Expression); Plain && !Plain->getDirectCallee())
      return !InCoroutine;
    Call Made = asCallItself(Expression);
    if (!Made)
      return false;
    if (roleOf(Made, &FunctionModel::SyncWait, Types) || blockingBehaviour(Made, Types))
      return true;
    Waiting Answer = waitingOf(Made, Types);
    if (Answer != Waiting::Unknown)
      return Answer == Waiting::Yes;
    return !InCoroutine || mentionsInvolved(Expression);
  }

private:
  bool mentionsInvolved(const Expr *Expression) const {
    MentionedVariables Mentioned;
    Mentioned.add(Expression);
    return any_of(Mentioned.Found,
                  [&](const VarDecl *Each) { return Involved.Found.contains(Each); });
  }

  CoroutineTypes &Types;
  bool InCoroutine;
  const VarDecl *Object;
  const VarDecl *Holder;
  MentionedVariables Involved;
};

/// Facts that hold on some path.
struct Facts {
  bool UnderWay = false; ///< The task is on its own, and the object is there.
  bool Ended = false;    ///< Likewise, and the object is gone.
  Facts &operator|=(const Facts &Other) {
    UnderWay |= Other.UnderWay;
    Ended |= Other.Ended;
    return *this;
  }
  bool operator==(const Facts &) const = default;
};

/// Whether each turn of \p Loop that comes as far evaluates \p Statement: no condition or other
/// loop stands around it within.
bool standsInEachTurn(const Stmt *Statement, const Stmt *Loop, ASTContext &Context) {
  for (const Stmt *Outer = parentOf(Statement, Context); Outer && Outer != Loop;
       Outer = parentOf(Outer, Context))
    if (isa<IfStmt, SwitchStmt, ForStmt, CXXForRangeStmt, WhileStmt, DoStmt, ConditionalOperator,
            CXXTryStmt>(Outer))
      return false;
  return true;
}

/// The element with which the task of \p Course is on its own.
const Stmt *startOf(const TaskCourse &Course) {
  if (Course.Starter)
    return Course.Starter.Expression;
  return isa<Expr, DeclStmt>(Course.At) ? Course.At : Course.From;
}

} // namespace

bool mayWaitInDestructor(QualType Type, unsigned Depth) {
  const CXXRecordDecl *Class = Type->getBaseElementTypeUnsafe()->getAsCXXRecordDecl();
  if (!Class || !Class->hasDefinition() || Class->isLambda() || Class->hasTrivialDestructor())
    return false;
  auto MayWait = [&](QualType Part) { return mayWaitInDestructor(Part, Depth + 1); };
  if (Depth > 4)
    return true;
  if (Class->isInStdNamespace()) {
    SmallVector<QualType, 2> Owned = ownedTypes(Class);
    if (isStd(Class, "shared_ptr")) // It may be the last one.
      return MayWait(typeArgument(Class));
    if (Owned.empty()) // Nothing in these waits; of others nothing is known.
      return none_of(ArrayRef<StringRef>{"weak_ptr", "basic_string", "function", "exception_ptr",
                                         "enable_shared_from_this"},
                     [&](StringRef Name) { return isStd(Class, Name); });
    return any_of(Owned, MayWait);
  }
  const CXXDestructorDecl *Destructor = Class->getDestructor();
  return !Destructor || Destructor->isUserProvided() ||
         any_of(Class->bases(),
                [&](const CXXBaseSpecifier &Base) { return MayWait(Base.getType()); }) ||
         any_of(Class->fields(), [&](const FieldDecl *Field) { return MayWait(Field->getType()); });
}

bool outlivesExpression(const MadeTask &Task) {
  const TaskCourse &Course = Task.Course;
  switch (Course.End) {
  case TaskEnd::Unknown:
  case TaskEnd::Awaited:
    return false;
  case TaskEnd::Dropped:
    return Course.Starter || goesOnWhenDropped(Task.Type);
  case TaskEnd::Local:
  case TaskEnd::Elsewhere:
  case TaskEnd::Returned:
  case TaskEnd::Yielded:
    return true;
  }
  llvm_unreachable("all ends are named");
}

bool startsAtOnce(const TaskCourse &Course, CoroutineTypes &Types) {
  const Call &Starter = Course.Starter;
  const SpawnModel *Spawn = Starter ? roleOf(Starter, &FunctionModel::Spawn, Types) : nullptr;
  if (!Spawn || Spawn->Starts != StartTime::Dispatched)
    return Spawn && Spawn->Starts == StartTime::Inline;
  // What runs on an event loop starts further work there, as a rule.
  const FunctionDecl *Caller = enclosingFunction(Starter.Expression, Types.context());
  return Caller && runsOnEventLoop(Caller, Types);
}

void OutlivingTasks::addDepartures(const TaskCourse &Course, const MadeTask &Task,
                                   const VarDecl *Object, unsigned Depth,
                                   SmallVectorImpl<TaskCourse> &Found) const {
  switch (Course.End) {
  case TaskEnd::Dropped:
    if (Course.Starter || (Course.From == Task.Made.Expression && goesOnWhenDropped(Task.Type)))
      Found.push_back(Course);
    return;
  case TaskEnd::Elsewhere:
    Found.push_back(Course);
    return;
  case TaskEnd::Local:
    // What is declared before the object ends after it.
    if (Types.context().getSourceManager().isBeforeInTranslationUnit(Course.Holder->getLocation(),
                                                                     Object->getLocation()))
      Found.push_back(Course);
    else if (Depth > 0)
      for (const TaskCourse &Further : Courses.from(Course.Holder))
        addDepartures(Further, Task, Object, Depth - 1, Found);
    return;
  case TaskEnd::Unknown:
  case TaskEnd::Awaited:
  case TaskEnd::Returned:
  case TaskEnd::Yielded:
    return;
  }
}

bool OutlivingTasks::endsMeanwhile(const MadeTask &Task, const TaskCourse &Course,
                                   const VarDecl *Object) {
  const Stmt *Start = startOf(Course);
  // A task that stays in a variable is a matter only if that is used once the object is gone.
  DenseSet<const Stmt *> LaterUses;
  if (Course.End == TaskEnd::Local)
    for (const AwaitableVariable &Each : awaitableVariables(Function, Types))
      if (Each.Variable == Course.Holder)
        for (const Mention &Use : Each.Mentions)
          if (Use.How == Treatment::Awaits || Use.How == Treatment::Moves ||
              Use.How == Treatment::Shares)
            LaterUses.insert(Use.Reference);
  Waits Waiting(Task, Course, Object, Function, Types);
  bool Waited = false, Ends = false;
  bool IsParameter = isa<ParmVarDecl>(Object);
  // What a loop awaits before it starts the next task, which it need not come to, is no wait for
  // the last one. (Where a parameter ends the graph does not say.)
  const Stmt *Loop = IsParameter ? nullptr : loopAround(Start, Types.context());
  BeforeThanCompare<SourceLocation> IsEarlier(Types.context().getSourceManager());
  auto IsOfNextTurn = [&](const CFGElement &Element) {
    auto Statement = Element.getAs<CFGStmt>();
    SourceLocation At = Statement ? Statement->getStmt()->getBeginLoc() : SourceLocation();
    return Loop && At.isValid() && !IsEarlier(At, Loop->getBeginLoc()) &&
           IsEarlier(At, Start->getBeginLoc()) &&
           standsInEachTurn(Statement->getStmt(), Loop, Types.context());
  };
  followForward(*Graph, Facts(), [&](Facts &Now, const CFGElement &Element, bool Final) {
    if (Now.UnderWay && IsOfNextTurn(Element))
      Now.UnderWay = !Waiting.at(Element);
    else if (Now.UnderWay && Final && !Waited)
      Waited = Waiting.at(Element);
    if (auto Statement = Element.getAs<CFGStmt>()) {
      if (Statement->getStmt() == Start) {
        Now.UnderWay = true;
        Ends |= Final && IsParameter;
      }
      Ends |= Final && Now.Ended && LaterUses.contains(Statement->getStmt());
    } else if (auto End = Element.getAs<CFGLifetimeEnds>();
               End && End->getVarDecl() == Object && Now.UnderWay) {
      Now = {/*UnderWay=*/false, /*Ended=*/true};
      Ends |= Final && Course.End != TaskEnd::Local;
    }
  });
  return Ends && !Waited;
}

std::optional<TaskCourse> OutlivingTasks::outlives(const MadeTask &Task, const VarDecl *Object) {
  SmallVector<TaskCourse, 2> Departures;
  addDepartures(Task.Course, Task, Object, /*Depth=*/3, Departures);
  if (Departures.empty())
    return std::nullopt;
  if (!Graph && !(Graph = controlFlow(Function, Types.context())))
    return std::nullopt;
  for (const TaskCourse &Course : Departures)
    if (endsMeanwhile(Task, Course, Object))
      return Course;
  return std::nullopt;
}

std::string tellCourse(const TaskCourse &Course) {
  if (Course.Starter)
    return "'" + calleeName(Course.Starter.Expression) + "' starts it, and nothing here waits for it";
  switch (Course.End) {
  case TaskEnd::Local:
    return Course.Holder->getName().empty() || Course.Holder->isImplicit()
               ? "it is kept here"
               : ("it is kept in '" + Course.Holder->getName() + "'").str();
  case TaskEnd::Elsewhere:
    return "it is kept here, for longer than this function runs";
  case TaskEnd::Returned:
    return "it is returned here, and awaited later";
  case TaskEnd::Yielded:
    return "it is handed to whoever runs the generator, and may be awaited later";
  default:
    return "nothing waits for it here: it goes on by itself";
  }
}

SourceLocation locationOf(const TaskCourse &Course) {
  if (Course.Starter)
    return Course.Starter.Expression->getBeginLoc();
  return Course.End == TaskEnd::Dropped ? Course.From->getBeginLoc() : Course.At->getBeginLoc();
}

} // namespace corolint
