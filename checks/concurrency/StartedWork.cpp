// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/concurrency/StartedWork.h"
#include "checks/flow/FunctionBody.h"
#include "checks/flow/KeptRanges.h"
#include "checks/flow/Loops.h"
#include "checks/flow/VariableMentions.h"
#include "checks/knowledge/Limiters.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// The body of what \p Task, a call or a lambda, runs; null where it is not seen.
const Stmt *bodyOf(const Expr *Task) {
  const Expr *Inner = ignoreWrapping(Task);
  if (const auto *Lambda = dyn_cast<LambdaExpr>(Inner))
    return Lambda->getBody();
  Call Made = asCall(Inner);
  return Made ? Made.Callee->getBody() : nullptr;
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

} // namespace

bool limitsItself(const Expr *Task, CoroutineTypes &Types) {
  const Stmt *Body = bodyOf(Task);
  // return with_semaphore(slots, 1, …);
  if (const auto *Block = dyn_cast_or_null<CompoundStmt>(Body);
      Block && Block->size() == 1 && isa<ReturnStmt>(Block->body_front())) {
    const Expr *Value = cast<ReturnStmt>(Block->body_front())->getRetValue();
    Call Returned = Value ? asCall(ignoreWrapping(Value)) : Call();
    if (Returned && asksLimiter(Returned, Types))
      return true;
  }
  if (Body)
    return awaitsLimiter(Body, Types);
  Call Made = asCall(ignoreWrapping(Task));
  return Made && asksLimiter(Made, Types);
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
