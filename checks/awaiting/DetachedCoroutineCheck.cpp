// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/awaiting/DetachedCoroutineCheck.h"
#include "checks/flow/FunctionBody.h"
#include "checks/knowledge/AsyncContext.h"
#include "checks/knowledge/ClassMembers.h"
#include "checks/knowledge/PromisePolicies.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace llvm;

namespace corolint {
namespace {

/// Whether a value of \p Type tells nothing of its coroutine: it is said to be so, or it has no
/// state but a handle, which is gone when the coroutine has ended.
bool isUnobservable(const CoroutineType &Type, CoroutineTypes &Types) {
  if (Type.Kind != TypeKind::FireAndForget)
    return false;
  const TypeModel *Declared = Types.declared(Type.Record);
  if ((Type.Model && Type.Model->Kind == Type.Kind) || (Declared && Declared->Kind == Type.Kind))
    return true;
  const CXXRecordDecl *Class = Type.Record->getDefinition();
  return Class && all_of(selfAndBases(Class), [](const CXXRecordDecl *Each) {
           return all_of(Each->fields(), [](const FieldDecl *Field) {
             return isStd(Field->getType()->getAsCXXRecordDecl(), "coroutine_handle");
           });
         });
}

/// What a coroutine awaits: whether at all, and anything but what it was given to run.
class AwaitReader : public FunctionBodyVisitor<AwaitReader> {
public:
  explicit AwaitReader(CoroutineTypes &Types) : Types(Types) {}
  bool Any = false, OwnWork = false;

  bool VisitCoawaitExpr(CoawaitExpr *Await) {
    Any = true;
    OwnWork |= !isGiven(Await->getOperand());
    return true;
  }

private:
  /// Whether \p Operand is a parameter, or what a parameter makes that is a task or a callable.
  bool isGiven(const Expr *Operand) {
    Operand = ignoreWrapping(Operand);
    if (const auto *Reference = dyn_cast<DeclRefExpr>(Operand))
      return isa<ParmVarDecl>(Reference->getDecl());
    Call Made = asCall(Operand);
    if (!Made)
      return false;
    if (Made.Object && (Made.Callee->getOverloadedOperator() == OO_Call ||
                        Types.of(Made.Object->getType()).Kind != TypeKind::None))
      return isGiven(Made.Object);
    return Made.Callee->isInStdNamespace() && !Made.Arguments.empty() &&
           isGiven(Made.Arguments.front());
  }

  CoroutineTypes &Types;
};

/// Whether \p Function does nothing but run the work that it is given: that is how detaching is
/// written, and who calls it chose to detach.
bool isLauncher(const FunctionDecl *Function, CoroutineTypes &Types) {
  AwaitReader Awaits(Types);
  Awaits.visitBodyOf(Function);
  return Awaits.Any && !Awaits.OwnWork;
}

/// Whether \p Try catches whatever is thrown in it, and throws nothing itself.
bool catchesAll(const CXXTryStmt *Try) {
  struct ThrowFinder : RecursiveASTVisitor<ThrowFinder> {
    bool VisitCXXThrowExpr(CXXThrowExpr *) { return false; }
  } Throws;
  bool Any = false;
  for (unsigned I = 0; I < Try->getNumHandlers(); ++I) {
    const CXXCatchStmt *Handler = Try->getHandler(I);
    Any |= !Handler->getExceptionDecl();
    if (!Throws.TraverseStmt(Handler->getHandlerBlock()))
      return false;
  }
  return Any;
}

/// Whether no exception leaves \p Body, the body of a coroutine: all of it stands in such blocks.
bool catchesAll(const Stmt *Body) {
  if (const auto *Try = dyn_cast<CXXTryStmt>(Body))
    return catchesAll(Try);
  const auto *Block = dyn_cast<CompoundStmt>(Body);
  return Block && all_of(Block->body(), [](const Stmt *Each) {
           const auto *Return = dyn_cast<CoreturnStmt>(Each);
           return (isa<CXXTryStmt, CompoundStmt>(Each) && catchesAll(Each)) ||
                  (Return && !Return->getOperand());
         });
}

/// The same, after "an exception that leaves it "; empty where nothing is known to happen.
StringRef consequence(ExceptionFate Fate) {
  switch (Fate) {
  case ExceptionFate::Terminates:
    return "ends the program";
  case ExceptionFate::Swallowed:
    return "is swallowed";
  case ExceptionFate::Stored:
    return "is lost with it";
  case ExceptionFate::Logged:
    return "is logged and forgotten";
  case ExceptionFate::Rethrown:
    return "is thrown at whatever resumed it";
  case ExceptionFate::Handed:
  case ExceptionFate::Unknown:
    break;
  }
  return "";
}

} // namespace

void DetachedCoroutineCheck::registerMatchers(MatchFinder *Finder) { matchFunctions(Finder); }

void DetachedCoroutineCheck::check(const MatchFinder::MatchResult &Result) {
  const FunctionDecl *Function = matchedFunction(Result);
  if (!Function || !coroutineBody(Function))
    return;
  CoroutineTypes &Types = types(*Result.Context);
  QualType Returned = Function->getReturnType();
  if (!Returned->isVoidType() && !isUnobservable(Types.of(Returned), Types))
    return;
  if (!isLauncher(Function, Types) && !isEntryPoint(Function, Types) &&
      Reported.insert(Function->getLocation()).second)
    report(Function, Types);
}

bool DetachedCoroutineCheck::isEntryPoint(const FunctionDecl *Function, CoroutineTypes &Types) {
  // What it overrides says what it returns.
  const auto *Method = dyn_cast<CXXMethodDecl>(Function);
  if ((Method && Method->size_overridden_methods() > 0) || isCalledOnEventLoop(Function, Types))
    return true;
  // A library declares it for the program to define, as one with a main() of its own does.
  const SourceManager &Sources = Types.context().getSourceManager();
  if (Sources.isInSystemHeader(Function->getFirstDecl()->getLocation()))
    return true;
  if (Method && Method->getParent()->isLambda()) {
    const auto *Outer =
        dyn_cast_or_null<FunctionDecl>(Method->getParent()->getParentFunctionOrMethod());
    return Outer && Outer->isMain();
  }
  if (!Uses)
    Uses.emplace(Types.context());
  ArrayRef<FunctionUse> All = Uses->of(Function);
  return !All.empty() && all_of(All, [&](const FunctionUse &Use) {
    const FunctionDecl *Caller = Use.Call ? enclosingFunction(Use.Call, Types.context()) : nullptr;
    return Caller && Caller->isMain();
  });
}

void DetachedCoroutineCheck::report(const FunctionDecl *Function, CoroutineTypes &Types) {
  CoroutineType Type = Types.of(Function->getReturnType());
  const CXXRecordDecl *Promise = promiseOf(Function);
  bool IsModelled = Type.Model && Type.Model->Exceptions != ExceptionFate::Unknown;
  ExceptionFate Fate = Type.Record ? Type.Exceptions : exceptionFate(Promise);
  StringRef Then = catchesAll(coroutineBody(Function)->getBody()) ? "" : consequence(Fate);
  const auto *Method = dyn_cast<CXXMethodDecl>(Function);
  diag(Function->getLocation(),
       "nobody can await %select{'%1'|this coroutine}0%select{, and an exception that leaves it "
       "%3| or learn how it ended}2")
      << (Method && Method->getParent()->isLambda()) << Function->getNameAsString() << Then.empty()
      << Then;
  const FunctionDecl *Handler = Promise ? memberFunction(Promise, "unhandled_exception") : nullptr;
  if (!Then.empty() && !IsModelled && Handler &&
      !Types.context().getSourceManager().isInSystemHeader(Handler->getLocation()))
    diag(Handler->getLocation(), "this is what its promise does with an exception",
         DiagnosticIDs::Note);
}

void DetachedCoroutineCheck::onEndOfTranslationUnit() {
  AsyncCheck::onEndOfTranslationUnit();
  Uses.reset();
}

} // namespace corolint
