// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception


#include "checks/flow/TaskCourses.h"
#include "checks/flow/SurroundingStatements.h"
#include "checks/flow/VariableUses.h"
#include "checks/knowledge/Callables.h"
#include "checks/knowledge/ContainerChanges.h"
using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// Walks a function with the statements around each expression at hand.
class CourseFinder : public SurroundedVisitor<CourseFinder> {
public:
  CourseFinder(const FunctionDecl *Function, CoroutineTypes &Types)
      : Function(Function), Types(Types) {}
  std::vector<MadeTask> Made;
  DenseMap<const VarDecl *, SmallVector<TaskCourse, 2>> Mentions;

  bool VisitCallExpr(CallExpr *Expression) { return visitMade(Expression); }
  bool VisitCXXConstructExpr(CXXConstructExpr *Expression) {
    return Expression->getConstructor()->isCopyOrMoveConstructor() || visitMade(Expression);
  }
  bool VisitDeclRefExpr(DeclRefExpr *Reference) {
    const auto *Variable = dyn_cast<VarDecl>(Reference->getDecl());
    if (Variable && Variable->hasLocalStorage() && isHandle(Variable->getType()) &&
        Seen.insert(Reference).second)
      Mentions[Variable].push_back(follow(Reference));
    return true;
  }

private:
  bool visitMade(const Expr *Expression) {
    // A reference is to work that was made elsewhere.
    if (Expression->isGLValue() || !Seen.insert(Expression).second)
      return true;
    CoroutineType Type = Types.of(Expression->getType());
    Call Called = asCallItself(Expression);
    if (Called && startsCallable(Called)) {
      Made.push_back({Called, Type, follow(Expression, Called)});
      return true;
    }
    if (!Type.isAwaitable() && Type.Kind != TypeKind::FireAndForget &&
        Type.Kind != TypeKind::Generator && Type.Kind != TypeKind::AsyncGenerator)
      return true;
    if (Called)
      Made.push_back({Called, Type, follow(Expression)});
    return true;
  }

  bool startsCallable(const Call &Called) const {
    const SpawnModel *Spawn = roleOf(Called, &FunctionModel::Spawn, Types);
    const Expr *Task = Spawn && Spawn->Task >= 0 ? Called.argument(Spawn->Task) : nullptr;
    return Task && calledBy(Task);
  }

  /// Follows the value of \p From, the innermost of Around, outwards.
  TaskCourse follow(const Expr *From, const Call &Starter = {}) const {
    TaskCourse Course;
    Course.From = From;
    if (Starter) {
      Course.Starter = Starter;
      Course.Through.push_back(Starter);
    }
    const Stmt *Child = From;
    for (size_t I = Around.empty() ? 0 : Around.size() - 1; I-- > 0; Child = Around[I]) {
      Course.At = Around[I];
      if (!step(Course, Child, Around[I], I > 0 ? Around[I - 1] : nullptr))
        return Course;
    }
    // A statement of the body, or the initialiser of a member.
    Course.End = isInBody() ? TaskEnd::Dropped : TaskEnd::Elsewhere;
    Course.At = From;
    return Course;
  }

  /// One step from \p Child to \p Parent; false where that is the end, which Course.End then says.
  bool step(TaskCourse &Course, const Stmt *Child, const Stmt *Parent, const Stmt *Outer) const {
    auto EndsAs = [&](TaskEnd End) {
      Course.End = End;
      return false;
    };
    // What merely says whether it was started leads to the task no more.
    if (Course.Starter && Child == Course.Starter.Expression &&
        Course.Starter.Expression->getType()->isIntegralOrEnumerationType())
      return EndsAs(TaskEnd::Dropped);
    if (isa<ReturnStmt>(Parent))
      return EndsAs(TaskEnd::Returned);
    if (const auto *Declaration = dyn_cast<DeclStmt>(Parent))
      return declared(Course, Child, Declaration);
    if (const auto *For = dyn_cast<CXXForRangeStmt>(Parent); For && For->getRangeInit() == Child) {
      Course.Holder = dyn_cast<VarDecl>(For->getRangeStmt()->getSingleDecl());
      return EndsAs(TaskEnd::Local);
    }
    const auto *Expression = dyn_cast<Expr>(Parent);
    if (!Expression)
      return EndsAs(isa<CoreturnStmt>(Parent) ? TaskEnd::Unknown : TaskEnd::Dropped);
    // What the promise makes of a value that is yielded is awaited there.
    if (isa<CoawaitExpr, CoyieldExpr>(Expression))
      return EndsAs(TaskEnd::Awaited);
    if (isa<ParenExpr, FullExpr, MaterializeTemporaryExpr, CXXBindTemporaryExpr, CastExpr,
            CXXStdInitializerListExpr>(Expression))
      return true;
    if (const auto *Choice = dyn_cast<ConditionalOperator>(Expression))
      return Choice->getCond() != Child || EndsAs(TaskEnd::Unknown);
    if (const auto *Operator = dyn_cast<BinaryOperator>(Expression))
      return Operator->getOpcode() != BO_Comma
                 ? EndsAs(TaskEnd::Unknown)
                 : Operator->getRHS() == Child || EndsAs(TaskEnd::Dropped);
    if (const auto *Member = dyn_cast<MemberExpr>(Expression))
      return isa<CXXMethodDecl>(Member->getMemberDecl()) || EndsAs(TaskEnd::Unknown);
    if (isa<InitListExpr>(Expression))
      return isHandle(Expression->getType()) || EndsAs(TaskEnd::Unknown);
    Call Taking = asCallItself(Expression);
    return Taking ? called(Course, Child, Taking, Outer) : EndsAs(TaskEnd::Unknown);
  }

  bool declared(TaskCourse &Course, const Stmt *Child, const DeclStmt *Declaration) const {
    Course.End = TaskEnd::Unknown;
    for (const Decl *Each : Declaration->decls())
      if (const auto *Variable = dyn_cast<VarDecl>(Each);
          Variable && Variable->getInit() == Child) {
        Course.End = Variable->hasLocalStorage() ? TaskEnd::Local : TaskEnd::Elsewhere;
        Course.Holder = Variable->hasLocalStorage() ? Variable : nullptr;
      }
    return false;
  }

  /// Likewise where \p Parent is the call \p Taking.
  bool called(TaskCourse &Course, const Stmt *Child, const Call &Taking, const Stmt *Outer) const {
    auto EndsAs = [&](TaskEnd End) {
      Course.End = End;
      return false;
    };
    int Index = indexOf(Child, Taking);
    if (const auto *Made = dyn_cast<CXXConstructExpr>(Taking.Expression);
        Made && Made->getConstructor()->isCopyOrMoveConstructor())
      return true;
    if (Index == 0 && ignoreIdentity(Taking.Expression) != Taking.Expression)
      return true; // std::move and its likes.
    // What a generator yields is an argument of its promise's function.
    if (isa_and_nonnull<CoyieldExpr>(Outer))
      return EndsAs(TaskEnd::Yielded);
    if (const std::optional<int> *Waits = roleIndex(Taking, &FunctionModel::SyncWait);
        Waits && **Waits == Index)
      return EndsAs(TaskEnd::Awaited);
    if (const SpawnModel *Spawn = roleOf(Taking, &FunctionModel::Spawn, Types);
        Spawn && Spawn->Task == Index)
      Course.Starter = Taking;
    else if (const auto *Method = dyn_cast<CXXMethodDecl>(Taking.Callee);
             Method && Taking.Object && Index >= 0 &&
             (fillsContainer(Method) || Method->getOverloadedOperator() == OO_Equal))
      return stored(Course, Taking.Object);
    // Whoever makes a future of a task has started it, and may have waited for it.
    else if (!isHandle(Taking.Expression->getType()) ||
             Types.of(Taking.Expression->getType()).Kind == TypeKind::Future)
      return EndsAs(TaskEnd::Unknown);
    Course.Through.push_back(Taking);
    return true;
  }

  const std::optional<int> *roleIndex(const Call &Taking,
                                      std::optional<int> FunctionModel::*Role) const {
    for (const FunctionModel *Model : modelsOf(Taking, Types))
      if (Model->*Role)
        return &(Model->*Role);
    return nullptr;
  }

  /// The argument of \p Taking that \p Child is; -1: the object.
  static int indexOf(const Stmt *Child, const Call &Taking) {
    auto Found = find(Taking.Arguments, Child);
    return Found == Taking.Arguments.end() ? -1 : Found - Taking.Arguments.begin();
  }

  /// The value is put into what \p Object names.
  bool stored(TaskCourse &Course, const Expr *Object) const {
    const Expr *Into = ignoreWrapping(Object);
    if (Call Element = asCall(Into); Element && Element.Object) // tasks[i], tasks.at(i)
      Into = ignoreWrapping(Element.Object);
    Course.End = TaskEnd::Unknown;
    if (const auto *Reference = dyn_cast<DeclRefExpr>(Into)) {
      const auto *Variable = dyn_cast<VarDecl>(Reference->getDecl());
      bool IsLocal = Variable && Variable->hasLocalStorage();
      // A container of the caller's.
      if (isa_and_nonnull<ParmVarDecl>(Variable) &&
          Variable->getType()->isLValueReferenceType()) {
        Course.End = TaskEnd::Elsewhere;
      } else if (Variable && (!IsLocal || !Variable->getType()->isReferenceType())) {
        Course.End = IsLocal ? TaskEnd::Local : TaskEnd::Elsewhere;
        Course.Holder = IsLocal ? Variable : nullptr;
      }
    } else if (const auto *Member = dyn_cast<MemberExpr>(Into)) {
      // A member of the object that runs, which lives longer than any call of its functions.
      if (isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts()))
        Course.End = TaskEnd::Elsewhere;
    }
    return false;
  }

  /// Whether \p Type stands for a task, or for several.
  bool isHandle(QualType Type) const {
    return !heldAwaitable(Type, Types).isNull() || Types.of(Type).Kind == TypeKind::Future;
  }

  /// Whether what is visited stands in a statement, not in the initialiser of a member.
  bool isInBody() const {
    return !isa<CXXConstructorDecl>(Function) ||
           (!Around.empty() && is_contained(Function->getBody()->children(), Around.front()));
  }

  const FunctionDecl *Function;
  CoroutineTypes &Types;
  DenseSet<const Expr *> Seen; ///< co_return and initialiser lists show their parts twice.
};

} // namespace

TaskCourses::TaskCourses(const FunctionDecl *Function, CoroutineTypes &Types) {
  CourseFinder Finder(Function, Types);
  Finder.visitBodyOf(Function);
  Made = std::move(Finder.Made);
  Mentions = std::move(Finder.Mentions);
}

ArrayRef<TaskCourse> TaskCourses::from(const VarDecl *Holder) const {
  auto Found = Mentions.find(Holder);
  return Found == Mentions.end() ? ArrayRef<TaskCourse>() : ArrayRef(Found->second);
}

bool goesOnWhenDropped(const CoroutineType &Type) {
  return Type.Kind == TypeKind::FireAndForget ||
         (Type.Start == StartPolicy::Eager && Type.Dropped != DropFate::Cancelled &&
          Type.Dropped != DropFate::Blocks && Type.Dropped != DropFate::Leaks &&
          Type.Dropped != DropFate::NeverRuns);
}

} // namespace corolint
