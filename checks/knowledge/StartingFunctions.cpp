// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/knowledge/StartingFunctions.h"
#include "checks/knowledge/Calls.h"
#include "checks/knowledge/ClassMembers.h"
#include "checks/knowledge/Limiters.h"
#include "checks/knowledge/PromisePolicies.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// The expression whose value \p Expression is or was moved from.
const Expr *movedFrom(const Expr *Expression) {
  for (;;) {
    Expression = ignoreIdentity(Expression);
    const auto *Construction = dyn_cast<CXXConstructExpr>(Expression);
    if (!Construction || Construction->getNumArgs() != 1 ||
        !Construction->getConstructor()->isCopyOrMoveConstructor())
      return Expression;
    Expression = Construction->getArg(0);
  }
}

bool isStdHandle(QualType Type) { return isStd(classOrPattern(Type), "coroutine_handle"); }

/// Whether \p Method leaves its object without the coroutine whose handle it returns.
bool givesUpHandle(const CXXMethodDecl *Method) {
  if (!isStdHandle(Method->getReturnType()))
    return false;
  struct Finder : RecursiveASTVisitor<Finder> {
    bool Found = false;
    bool VisitCallExpr(CallExpr *Made) {
      const FunctionDecl *Callee = Made->getDirectCallee();
      Found |= Callee && Callee->isInStdNamespace() && Callee->getIdentifier() &&
               Callee->getName() == "exchange" && isa<MemberExpr>(Made->getArg(0)->IgnoreParenCasts());
      return !Found;
    }
    bool VisitCXXOperatorCallExpr(CXXOperatorCallExpr *Made) {
      Found |= Made->getOperator() == OO_Equal &&
               isa<MemberExpr>(Made->getArg(0)->IgnoreParenCasts()) &&
               isStdHandle(Made->getArg(0)->getType());
      return !Found;
    }
  } Search;
  Search.TraverseStmt(const_cast<Stmt *>(bodyOrPattern(Method)));
  return Search.Found;
}

/// Whether \p Method resumes the coroutine whose handle its object has.
bool resumesItsCoroutine(const CXXMethodDecl *Method) {
  struct Finder : RecursiveASTVisitor<Finder> {
    bool Found = false;
    bool VisitCXXMemberCallExpr(CXXMemberCallExpr *Made) {
      const CXXMethodDecl *Callee = Made->getMethodDecl();
      const Expr *Object = Made->getImplicitObjectArgument();
      Found |= Callee && Callee->getIdentifier() && Callee->getName() == "resume" &&
               isStdHandle(Object->getType()) && isa<MemberExpr>(Object->IgnoreParenCasts());
      return !Found;
    }
  } Search;
  Search.TraverseStmt(const_cast<Stmt *>(bodyOrPattern(Method)));
  return Search.Found;
}

std::optional<FunctionModel> startOfParameter(const FunctionDecl *Definition, CoroutineTypes &Types,
                                              bool MayWrap);

/// Sees what a function does with one of its parameters.
class ParameterReader : public RecursiveASTVisitor<ParameterReader> {
public:
  ParameterReader(const FunctionDecl *Function, unsigned Index, CoroutineTypes &Types, bool MayWrap)
      : Types(Types), Parameter(Function->getParamDecl(Index)), Index(Index),
        Promise(promiseOf(Function)), MayWrap(MayWrap),
        IsTask(Types.of(Parameter->getType()).Kind == TypeKind::Task) {}

  /// How it is started, if that is all that happens to it.
  std::optional<FunctionModel> found() const {
    if (Mentions != 1 || MayWait || (MayKeep && Promise) || !Started.Spawn)
      return std::nullopt;
    return Started;
  }

  // What lambdas do they may do later.
  bool TraverseLambdaExpr(LambdaExpr *Lambda) {
    for (Expr *Init : Lambda->capture_inits())
      if (!TraverseStmt(Init))
        return false;
    return true;
  }
  bool TraverseCXXTryStmt(CXXTryStmt *Try) {
    SaveAndRestore Level(Handled, true);
    return RecursiveASTVisitor::TraverseCXXTryStmt(Try);
  }
  bool VisitDeclRefExpr(DeclRefExpr *Reference) {
    Mentions += Reference->getDecl() == Parameter;
    return true;
  }
  // What the coroutine has for itself may keep what the task needs.
  bool VisitVarDecl(VarDecl *Variable) {
    const CXXRecordDecl *Class = Variable->getType()->getAsCXXRecordDecl();
    if (Variable->getInit() && wrapsIt(Variable->getInit()))
      Wrapped = Variable;
    MayKeep |= Class && Class->hasDefinition() && !Class->hasTrivialDestructor();
    return true;
  }
  bool VisitCoawaitExpr(CoawaitExpr *Await) {
    if (!isIt(Await->getOperand())) {
      Call Asked = asCall(Await->getOperand());
      MayWait |= Asked && Asked.Object && isLimiter(Asked.objectClass(), Types);
      return true;
    }
    // That a failure ends the program may well be meant.
    bool Swallows = !Handled && exceptionFate(Promise) == ExceptionFate::Swallowed;
    start(Await, StartTime::Inline,
          Swallows ? ExceptionFate::Swallowed : ExceptionFate::Unknown);
    if (!IsTask && !Parameter->getType()->isReferenceType())
      Started.Keeps = Index;
    return true;
  }
  bool VisitCallExpr(CallExpr *Expression) { return visit(Expression); }
  bool VisitCXXConstructExpr(CXXConstructExpr *Expression) { return visit(Expression); }

private:
  void start(const Expr *By, StartTime Starts, ExceptionFate Exceptions = ExceptionFate::Unknown) {
    StartedBy = By;
    Started.Spawn.emplace();
    Started.Spawn->Task = Index;
    Started.Spawn->Starts = Starts;
    Started.Spawn->Exceptions = Exceptions;
  }

  bool visit(const Expr *Expression) {
    Call Made = asCallItself(Expression);
    if (!Made || ignoreIdentity(Expression) != Expression)
      return true;
    if (const SpawnModel *Spawn = roleOf(Made, &FunctionModel::Spawn, Types))
      handedTo(Made, *Spawn);
    else if (any_of(Made.Arguments, [&](const Expr *Each) { return isHandleOfIt(Each); }))
      start(Expression, StartTime::Later);
    else if (Made.Object && isHandleOfIt(Made.Object) && Made.Callee->getIdentifier() &&
             Made.Callee->getName() == "resume")
      start(Expression, StartTime::Inline);
    else if (Made.Object && startsWrapped(Made))
      start(Expression, StartTime::Inline, WrapperSays.Spawn->Exceptions);
    // An event loop that is run, an event that is waited for.
    else if (StartedBy && !Promise && !Made.Callee->isInStdNamespace() &&
             Types.context().getSourceManager().isBeforeInTranslationUnit(
                 StartedBy->getEndLoc(), Expression->getBeginLoc()))
      MayWait = true;
    MayWait |= blockingBehaviour(Made, Types) || roleOf(Made, &FunctionModel::SyncWait, Types);
    return true;
  }

  void handedTo(const Call &Made, const SpawnModel &Spawn) {
    const Expr *Task = Made.argument(Spawn.Task);
    // What a completion handler holds may be there to be kept, or to hear of the end.
    if (!Task || !isIt(Task) || any_of(Made.Arguments, [&](const Expr *Each) {
          const auto *Lambda = dyn_cast<LambdaExpr>(ignoreIdentity(Each));
          return Each != Task && Lambda && Lambda->capture_size() > 0;
        }))
      return;
    ExceptionFate Exceptions = Spawn.Exceptions;
    const Expr *Token = Spawn.Token ? Made.argument(*Spawn.Token) : nullptr;
    if (CoroutineType Type = Types.of(Token ? ignoreWrapping(Token)->getType() : QualType());
        Type.Kind == TypeKind::CompletionToken)
      Exceptions = Type.Exceptions;
    start(Made.Expression, Spawn.Starts, Exceptions);
    if (const int *Keeps = roleOf(Made, &FunctionModel::Keeps, Types);
        Keeps && Made.argument(*Keeps) == Task)
      Started.Keeps = Index;
  }

  /// Whether \p Expression calls a coroutine that does nothing but await the parameter once it is
  /// started, which takes an object that does not end it.
  bool wrapsIt(const Expr *Expression) {
    Call Made = asCall(movedFrom(Expression));
    const FunctionDecl *Coroutine = MayWrap && Made ? visibleDefinition(Made.Callee) : nullptr;
    if (!coroutineBody(Coroutine))
      return false;
    CoroutineType Type = Types.of(Coroutine->getReturnType());
    if (Type.Kind != TypeKind::Coroutine || Type.Start != StartPolicy::Lazy ||
        !Type.Record->hasTrivialDestructor())
      return false;
    std::optional<FunctionModel> Says = startOfParameter(Coroutine, Types, /*MayWrap=*/false);
    const Expr *Task = Says ? Made.argument(Says->Spawn->Task) : nullptr;
    if (!Task || !isIt(Task))
      return false;
    WrapperSays = *Says;
    return true;
  }

  /// Whether \p Made, of an object, starts the coroutine that wraps the parameter.
  bool startsWrapped(const Call &Made) {
    const auto *Method = dyn_cast<CXXMethodDecl>(Made.Callee);
    bool IsWrapper = (Wrapped && namedVariable(Made.Object) == Wrapped) || wrapsIt(Made.Object);
    return IsWrapper && Method && resumesItsCoroutine(Method);
  }

  /// Whether \p Expression is the parameter, moved or not, or the task that it makes when called.
  bool isIt(const Expr *Expression) const {
    const Expr *Inner = movedFrom(Expression);
    if (!IsTask)
      if (Call Made = asCall(Inner);
          Made && Made.Object && Made.Callee->getOverloadedOperator() == OO_Call)
        Inner = movedFrom(Made.Object);
    const auto *Reference = dyn_cast<DeclRefExpr>(Inner);
    return Reference && Reference->getDecl() == Parameter;
  }

  /// Whether \p Expression is the coroutine handle that the task gives up.
  bool isHandleOfIt(const Expr *Expression) const {
    if (!IsTask || !isStdHandle(Expression->getType()))
      return false;
    const Expr *Inner = movedFrom(Expression);
    Call Made = asCall(Inner);
    if (!Made)
      return false;
    const auto *Method = dyn_cast<CXXMethodDecl>(Made.Callee);
    if (Method && Made.Object && isIt(Made.Object))
      return givesUpHandle(Method);
    // std::exchange(task.handle, {})
    const auto *Member = dyn_cast_or_null<MemberExpr>(
        Made.Callee->isInStdNamespace() && Made.argument(0) ? ignoreWrapping(Made.argument(0))
                                                            : nullptr);
    return Member && Made.Callee->getIdentifier() && Made.Callee->getName() == "exchange" &&
           isIt(Member->getBase());
  }

  CoroutineTypes &Types;
  const ParmVarDecl *Parameter;
  const int Index;
  const CXXRecordDecl *Promise; ///< Of the function; null where it is no coroutine.
  const bool MayWrap;           ///< A coroutine made of it counts, where that is started.
  const VarDecl *Wrapped = nullptr; ///< Holds such a coroutine,
  FunctionModel WrapperSays;        ///< of whose function this is said.
  const bool IsTask;            ///< Else it is called to make one.
  unsigned Mentions = 0;
  bool Handled = false, MayWait = false, MayKeep = false;
  const Expr *StartedBy = nullptr;
  FunctionModel Started;
};

/// Whether a function that takes its parameter as \p Type owns it, and it is a task or may make one.
bool mayBeStarted(QualType Type, CoroutineTypes &Types) {
  if (Type->isLValueReferenceType())
    return false;
  if (Types.of(Type).Kind == TypeKind::Task)
    return true;
  const CXXRecordDecl *Class = Type.getNonReferenceType()->getAsCXXRecordDecl();
  return Class && Class->isLambda() &&
         Types.of(Class->getLambdaCallOperator()->getReturnType()).Kind == TypeKind::Task;
}

/// How \p Definition starts a task that is its parameter, or made by calling that; none if it is
/// not known to.
std::optional<FunctionModel> startOfParameter(const FunctionDecl *Definition, CoroutineTypes &Types,
                                              bool MayWrap) {
  for (unsigned Index = 0; Index < Definition->getNumParams(); ++Index) {
    if (!mayBeStarted(Definition->getParamDecl(Index)->getType(), Types))
      continue;
    ParameterReader Reader(Definition, Index, Types, MayWrap);
    Reader.TraverseStmt(Definition->getBody());
    if (std::optional<FunctionModel> Found = Reader.found())
      return Found;
  }
  return std::nullopt;
}

} // namespace

std::optional<FunctionModel> startsByBody(const FunctionDecl *Function, CoroutineTypes &Types) {
  const auto *Method = dyn_cast<CXXMethodDecl>(Function);
  const FunctionDecl *Definition = visibleDefinition(Function);
  if (!Definition || (Method && Method->isVirtual()) ||
      !(coroutineBody(Definition)
            ? Types.of(Function->getReturnType()).Kind == TypeKind::FireAndForget
            : Function->getReturnType()->isVoidType()))
    return std::nullopt;
  return startOfParameter(Definition, Types, /*MayWrap=*/true);
}

} // namespace corolint
