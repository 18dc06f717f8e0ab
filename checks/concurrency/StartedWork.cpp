// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/concurrency/StartedWork.h"
#include "checks/flow/FunctionBody.h"
#include "checks/flow/KeptRanges.h"
#include "checks/flow/Loops.h"
#include "checks/flow/ReturnedTasks.h"
#include "checks/flow/VariableMentions.h"
#include "checks/knowledge/Callables.h"
#include "checks/knowledge/Limiters.h"
#include "checks/knowledge/StdNames.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// The body of what \p Task, a call or a lambda, runs; null where it is not seen.
const Stmt *bodyOf(const Expr *Task) {
  const Expr *Inner = ignoreWrapping(Task);
  const FunctionDecl *Runs = isa<LambdaExpr>(Inner) ? calledBy(Inner) : asCall(Inner).Callee;
  return Runs ? Runs->getBody() : nullptr;
}

/// Finds what may tell others how far a task is: a mention of the stream that it got its item from,
/// a count, a call of the program's own that is not awaited and may change something.
class ReportFinder : public CallVisitor<ReportFinder> {
public:
  ReportFinder(const ValueDecl *Stream, const ASTContext &Context)
      : Stream(Stream), Sources(Context.getSourceManager()) {}

  bool isFoundIn(const Stmt *Body) {
    TraverseStmt(const_cast<Stmt *>(Body));
    return Found;
  }

  bool TraverseCoawaitExpr(CoawaitExpr *Await) {
    Awaited.insert(ignoreWrapping(Await->getOperand()));
    return CallVisitor::TraverseCoawaitExpr(Await);
  }
  bool VisitDeclRefExpr(DeclRefExpr *Reference) { return find(Reference->getDecl() == Stream); }
  bool VisitMemberExpr(MemberExpr *Member) { return find(Member->getMemberDecl() == Stream); }
  bool VisitUnaryOperator(UnaryOperator *Operator) {
    return find(Operator->isIncrementDecrementOp() && !isLocal(Operator->getSubExpr()));
  }
  bool VisitCompoundAssignOperator(CompoundAssignOperator *Operator) {
    return find(!isLocal(Operator->getLHS()));
  }
  bool visitCall(const Call &Made) {
    if (Awaited.contains(Made.Expression) || Made.Callee->isImplicit())
      return true;
    const auto *Method = dyn_cast<CXXMethodDecl>(Made.Callee);
    if (Method && Method->isConst())
      return true;
    if (!Sources.isInSystemHeader(Made.Callee->getLocation()))
      return find(true);
    // counter.fetch_sub(1), but not results.push_back(…)
    return find(Made.Object && !isLocal(Made.Object) && !isRange(Made.Object->getType()) &&
                !Made.Object->getType()->isPointerType());
  }

private:
  static bool isLocal(const Expr *Value) {
    const auto *Variable = dyn_cast_or_null<VarDecl>(namedVariable(Value));
    return Variable && Variable->hasLocalStorage() && !Variable->getType()->isReferenceType();
  }
  bool find(bool Is) {
    Found |= Is;
    return !Found;
  }

  const ValueDecl *Stream;
  const SourceManager &Sources;
  DenseSet<const Expr *> Awaited;
  bool Found = false;
};

/// Whether \p Body, of no coroutine, returns what a limiter was asked for, or else nothing that is
/// under way: `return with_semaphore(slots, 1, …);`.
bool returnsLimited(const Stmt *Body, CoroutineTypes &Types) {
  struct Finder : FunctionBodyVisitor<Finder> {
    CoroutineTypes *Types = nullptr;
    bool Limited = false, Others = false;
    bool VisitReturnStmt(ReturnStmt *Return) {
      if (Return->getRetValue())
        consider(ignoreIdentity(Return->getRetValue()));
      return !Others;
    }
    void consider(const Expr *Value) {
      if (const auto *Choice = dyn_cast<ConditionalOperator>(Value)) {
        consider(ignoreIdentity(Choice->getTrueExpr()));
        consider(ignoreIdentity(Choice->getFalseExpr()));
        return;
      }
      Call Returned = asCall(Value);
      bool IsLimited = Returned && asksLimiter(Returned, *Types);
      Limited |= IsLimited;
      Others |= !IsLimited && !isReady(Returned, *Types);
    }
  } Search;
  Search.Types = &Types;
  Search.TraverseStmt(const_cast<Stmt *>(Body));
  return Search.Limited && !Search.Others;
}

/// What one task has for itself alone.
class OwnThings {
public:
  /// Of \p Task with that \p Body, started by a turn of \p Loop, or a callable that is given an
  /// element, where that is null.
  OwnThings(const Expr *Task, const Stmt *Body, const Stmt *Loop, const ASTContext &Context)
      : Body(Body), Loop(Loop), Sources(Context.getSourceManager()) {
    const Expr *Inner = ignoreWrapping(Task);
    if (isa<LambdaExpr>(Inner))
      Function = calledBy(Inner);
    else if (Made = asCall(Inner); Made)
      Function = Made.Callee;
  }

  /// Whether \p Value is, is a part of, or is asked of, what no other task is given.
  bool isOwn(const Expr *Value) {
    Steps = 0;
    return comesAlone(Value);
  }

private:
  bool comesAlone(const Expr *Value) {
    Value = ignoreIdentity(Value)->IgnoreParenCasts();
    if (++Steps > MaxSteps)
      return false;
    if (isa<CXXThisExpr>(Value))
      return Made && Made.Object && !isa<CXXThisExpr>(ignoreWrapping(Made.Object)) &&
             comesAlone(Made.Object);
    if (const auto *Named = dyn_cast<DeclRefExpr>(Value))
      return isOwnVariable(Named->getDecl());
    if (const auto *Member = dyn_cast<MemberExpr>(Value))
      return comesAlone(Member->getBase());
    if (const auto *Unary = dyn_cast<UnaryOperator>(Value))
      return comesAlone(Unary->getSubExpr());
    if (const auto *Operator = dyn_cast<BinaryOperator>(Value))
      return comesAlone(Operator->getLHS()) && comesAlone(Operator->getRHS());
    Call Asked = asCall(Value);
    if (!Asked)
      return false;
    if (isa<CXXConstructExpr>(Value))
      return Asked.Arguments.size() == 1 && comesAlone(Asked.Arguments[0]);
    // What is const, or gives a reference, gives what others have been given before.
    const auto *Method = dyn_cast<CXXMethodDecl>(Asked.Callee);
    bool IsLook = Asked.Object && (Value->isLValue() || (Method && Method->isConst()) ||
                                   Asked.Callee->isOverloadedOperator() || isFromStd(Asked.Callee));
    return IsLook ? comesAlone(Asked.Object) : Asked.Object && Value->isPRValue();
  }

  bool isOwnVariable(const ValueDecl *Named) {
    if (const auto *Binding = dyn_cast<BindingDecl>(Named))
      Named = Binding->getDecomposedDecl();
    const auto *Variable = dyn_cast<VarDecl>(Named);
    if (!Variable || !Variable->hasLocalStorage())
      return false;
    if (const auto *Parameter = dyn_cast<ParmVarDecl>(Variable)) {
      if (!Function || !is_contained(Function->parameters(), Parameter))
        return false;
      const Expr *Given = Made ? Made.argument(Parameter->getFunctionScopeIndex()) : nullptr;
      return Made ? Given && comesAlone(Given) : !Loop;
    }
    if (const auto *Ranged = dyn_cast_or_null<CXXForRangeStmt>(Loop);
        Ranged && Ranged->getLoopVariable() == Variable)
      return true;
    return (isIn(Variable, Body) || isIn(Variable, Loop)) &&
           (Variable->getType()->isArithmeticType() ||
            (Variable->getInit() && comesAlone(Variable->getInit())));
  }

  bool isIn(const VarDecl *Variable, const Stmt *Code) const {
    SourceLocation At = Variable->getLocation();
    return Code && !Sources.isBeforeInTranslationUnit(At, Code->getBeginLoc()) &&
           !Sources.isBeforeInTranslationUnit(Code->getEndLoc(), At);
  }

  static constexpr unsigned MaxSteps = 64; ///< A reference may be bound to itself.
  unsigned Steps = 0;
  const Stmt *Body, *Loop;
  const SourceManager &Sources;
  const FunctionDecl *Function = nullptr;
  Call Made; ///< That makes the task; none for a lambda.
};

} // namespace

bool limitsItself(const Expr *Task, const Stmt *Loop, CoroutineTypes &Types) {
  const Stmt *Body = bodyOf(Task);
  if (!Body) {
    Call Made = asCall(ignoreWrapping(Task));
    return Made && asksLimiter(Made, Types);
  }
  OwnThings Own(Task, Body, Loop, Types.context());
  return returnsLimited(Body, Types) ||
         awaitsLimiter(Body, Types, [&](const Expr *Number) { return Own.isOwn(Number); });
}

bool isPerStreamItem(const StartedTask &Start, const Stmt *Loop, CoroutineTypes &Types) {
  const auto *While = dyn_cast<WhileStmt>(Loop);
  const VarDecl *Item = While ? While->getConditionVariable() : nullptr;
  const auto *Await =
      Item && Item->getInit() ? dyn_cast<CoawaitExpr>(ignoreWrapping(Item->getInit())) : nullptr;
  Call Next = Await ? asCall(Await->getOperand()) : Call();
  const Expr *Task = Start.Task ? Start.Task : Start.By.Expression;
  const Stmt *Body = bodyOf(Task);
  if (!Next || !Body || awaitsInLoop(While->getBody()) || !awaitsInLoop(Body))
    return false;
  // What has the stream may answer through it, and the peer wait for that.
  const Expr *From = Next.Object ? Next.Object : Next.argument(0);
  const ValueDecl *Stream = From ? namedVariable(From) : nullptr;
  if (From && (!Stream || mentions(Task, Stream)))
    return false;
  QualType Held = elementType(Item->getType());
  const Stmt *Source = Next.Callee->getBody();
  return isPlainData(Held.isNull() ? Item->getType() : Held) && mentions(Task, Item) &&
         !awaitsLimiter(Body, Types) && !(Source && awaitsLimiter(Source, Types)) &&
         !ReportFinder(Stream, Types.context()).isFoundIn(Body);
}

} // namespace corolint
