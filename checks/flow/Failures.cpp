// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception


#include "checks/flow/Failures.h"
#include "checks/flow/FunctionBody.h"
#include "checks/flow/ReturnedTasks.h"
#include "checks/knowledge/Callables.h"
#include "checks/knowledge/Cancellations.h"
#include "checks/knowledge/ClassMembers.h"
#include "checks/knowledge/ErrorTypes.h"
#include "checks/knowledge/Noexcept.h"
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

/// Whether awaiting what \p Made gives is known not to fail: a model says so, or it only changes the
/// executor, or waits for a limiter's turn, or its completion has no place for a failure.
bool isSure(const Call &Made, CoroutineTypes &Types) {
  return any_of(modelsOf(Made, Types),
                [](const FunctionModel *Model) {
                  return Model->NeverFails || Model->Switches != SwitchTarget::None;
                }) ||
         (Made.Object && Types.of(Made.Object->getType()).Kind == TypeKind::Limiter) ||
         completesWithoutFailure(Made.Callee, Types);
}

/// The work that \p Operand is, or that the local variable it names was made with.
const Expr *workOf(const Expr *Operand) {
  const Expr *Work = ignoreIdentity(Operand);
  if (const auto *Reference = dyn_cast<DeclRefExpr>(Work))
    if (const auto *Variable = dyn_cast<VarDecl>(Reference->getDecl());
        Variable && Variable->isLocalVarDecl() && Variable->hasLocalStorage() &&
        Variable->getInit() && !Variable->getType()->isReferenceType())
      return ignoreIdentity(Variable->getInit());
  return Work;
}

/// Follows failures through the functions that the unit shows.
class FailureSearch {
public:
  explicit FailureSearch(CoroutineTypes &Types) : Types(Types) {}

  FailureSource of(const FunctionDecl *Function);
  bool workMayFail(const Expr *Operand);

private:
  friend class FailureReader;
  static constexpr unsigned MaxDepth = 6;
  static constexpr unsigned MaxCalls = 2; ///< What throws further down is hardly meant to.

  CoroutineTypes &Types;
  SmallVector<const FunctionDecl *, MaxDepth> Open; ///< Those that are being read.
  unsigned Calls = 0;                               ///< The ordinary functions among them.
  DenseMap<const FunctionDecl *, FailureSource> Known;
};

/// Reads one function.
class FailureReader : public CallVisitor<FailureReader> {
  using Base = CallVisitor<FailureReader>;

public:
  FailureReader(const FunctionDecl *Function, FailureSearch &Search)
      : Search(Search), Known(cancellationsOf(Function, Search.Types)) {}
  FailureSource Found;

  bool TraverseCXXTryStmt(CXXTryStmt *Try) {
    if (!catchesAll(Try) && !TraverseStmt(Try->getTryBlock()))
      return false;
    for (unsigned I = 0; I < Try->getNumHandlers(); ++I)
      if (!TraverseStmt(Try->getHandler(I)))
        return false;
    return true;
  }
  bool VisitCXXThrowExpr(CXXThrowExpr *Throw) { return found(Throw, /*IsAwait=*/false); }
  bool VisitCoawaitExpr(CoawaitExpr *Await) {
    // What the promise or the awaiter makes of the task may be a failure as a value.
    if (isNoexceptAwait(Await) || carriesErrors(Await->getType(), Search.Types) ||
        !Search.workMayFail(Await->getOperand()))
      return true;
    const FunctionDecl *Resume = visibleDefinition(resumeOf(Await));
    TypeKind Kind = Search.Types.of(Await->getOperand()->getType()).Kind;
    if (Kind != TypeKind::Task && Resume && !Search.of(Resume))
      return true;
    return found(Await, /*IsAwait=*/true);
  }
  bool visitCall(const Call &Made) {
    if (!isa<CallExpr>(Made.Expression) || isNoexcept(Made.Callee) || isDispatched(Made))
      return true;
    // if (!result.hasError()) use(result.value());
    const ValueDecl *Object = Made.Object ? namedVariable(Made.Object) : nullptr;
    const auto *Method = dyn_cast<CXXMethodDecl>(Made.Callee);
    if (Object && Method->isConst() && Method->getReturnType()->isBooleanType())
      Asked.insert(Object);
    else if (Object && Asked.contains(Object))
      return true;
    if (isRethrow(Made.Callee))
      return found(Made.Expression, /*IsAwait=*/false);
    const FunctionDecl *Definition = visibleDefinition(Made.Callee);
    // A coroutine keeps its failure for whoever awaits it; what asks an awaitable for its state throws
    // at who misuses it.
    if (!Definition || coroutineBody(Definition) || asksForState(Made) || !Search.of(Definition))
      return true;
    return found(Made.Expression, /*IsAwait=*/false);
  }

private:
  bool found(const Expr *At, bool IsAwait) {
    Found = {At, IsAwait};
    return false;
  }

  /// Whether \p Made asks an awaitable something, and does not wait for its result.
  bool asksForState(const Call &Made) const {
    const auto *Method = dyn_cast<CXXMethodDecl>(Made.Callee);
    return Method && Method->isConst() && Made.Object &&
           Search.Types.of(Made.Object->getType()).isAwaitable() &&
           !roleOf(Made, &FunctionModel::SyncWait, Search.Types);
  }

  /// Whether no failure leaves the block of \p Try without a handler: one takes everything, or all
  /// that the library throws.
  bool catchesAll(const CXXTryStmt *Try) const {
    for (unsigned I = 0; I < Try->getNumHandlers(); ++I) {
      const CXXCatchStmt *Handler = Try->getHandler(I);
      const CXXRecordDecl *Class = caughtClass(Handler);
      bool IsRoot = Class && Class->hasDefinition() && Class->getNumBases() == 0;
      if (!Handler->getExceptionDecl() || IsRoot ||
          any_of(Known, [&](const Cancellation &Each) { return catches(Handler, Each.Class); }))
        return true;
    }
    return false;
  }

  FailureSearch &Search;
  std::vector<Cancellation> Known;
  DenseSet<const ValueDecl *> Asked; ///< Objects that tell of themselves, and were asked.
};

FailureSource FailureSearch::of(const FunctionDecl *Function) {
  if (auto Read = Known.find(Function); Read != Known.end())
    return Read->second;
  bool IsCall = !coroutineBody(Function) && !Open.empty();
  if (Open.size() >= MaxDepth || (IsCall && Calls >= MaxCalls) || is_contained(Open, Function) ||
      !Function->getBody())
    return {};
  Open.push_back(Function);
  Calls += IsCall;
  FailureReader Reader(Function, *this);
  Reader.visitBodyOf(Function);
  Calls -= IsCall;
  Open.pop_back();
  return Known[Function] = Reader.Found;
}

bool FailureSearch::workMayFail(const Expr *Operand) {
  const Expr *Work = workOf(Operand);
  CoroutineType Type = Types.of(Work->getType());
  if (Type.Kind != TypeKind::Task && Type.Kind != TypeKind::Operation)
    return false;
  // It tells nobody.
  if (Type.Exceptions == ExceptionFate::Swallowed || Type.Exceptions == ExceptionFate::Terminates)
    return false;
  Call Made = asCall(Work);
  if (!Made)
    return true;
  // A continuation may be there to handle it.
  if (isSure(Made, Types) || (Made.Object && Types.of(Made.Object->getType()).isAwaitable()))
    return false;
  if (Type.Kind != TypeKind::Task)
    return true;
  if (isNoexcept(Made.Callee))
    return false;
  const FunctionDecl *Definition = visibleDefinition(Made.Callee);
  if (!Definition || !coroutineBody(Definition) || isDispatched(Made))
    return true;
  return !is_contained(Open, Definition) && of(Definition);
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

bool workMayFail(const Expr *Operand, CoroutineTypes &Types) {
  return FailureSearch(Types).workMayFail(Operand);
}

bool awaitMayFail(const CoawaitExpr *Await, CoroutineTypes &Types) {
  if (isNoexceptAwait(Await) || carriesErrors(Await->getType(), Types))
    return false;
  const Expr *Work = workOf(Await->getOperand());
  TypeKind Kind = Types.of(Work->getType()).Kind;
  if (Kind == TypeKind::Task || Kind == TypeKind::Operation)
    return workMayFail(Work, Types);
  if (Call Made = asCall(Work); Made && isSure(Made, Types))
    return false;
  const FunctionDecl *Resume = visibleDefinition(resumeOf(Await));
  return !Resume || failureOf(Resume, Types);
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
/// `task.via(executor)`. Null where it may be given someone to hear of failures, or is no such call.
static const Expr *wrappedTask(const Expr *Expression, CoroutineTypes &Types) {
  Call Made = asCall(Expression);
  return Made && Made.Object && Types.of(Expression->getType()).isAwaitable() &&
                 Types.of(Made.Object->getType()).isAwaitable() &&
                 none_of(Made.Arguments, [](const Expr *Each) { return calledBy(Each); })
             ? ignoreIdentity(Made.Object)
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
    if (!Callee) {
      Inner = wrappedTask(Inner, Types);
      continue;
    }
    std::vector<ReturnedTask> Returned = returnedTasks(Callee, Types);
    Inner = Returned.size() == 1 && Returned[0].IsWhole ? Returned[0].Made.Expression : nullptr;
  }
  return nullptr;
}

} // namespace corolint
