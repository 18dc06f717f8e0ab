// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/flow/UnreturnedPlaces.h"
#include "checks/flow/ControlFlow.h"
#include "checks/flow/Failures.h"
#include "checks/flow/Spans.h"
#include "checks/flow/Suspensions.h"
#include "checks/knowledge/AsyncGuards.h"
#include "checks/knowledge/Calls.h"
#include "checks/knowledge/ClassMembers.h"
#include "checks/knowledge/ClosingNames.h"
#include "checks/knowledge/Limiters.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// Whether \p Method takes a value of \p Given, and nothing else.
bool takesBack(const CXXMethodDecl *Method, QualType Given) {
  return Method->getNumParams() == 1 &&
         Method->getASTContext().hasSameUnqualifiedType(Method->getParamDecl(0)->getType(), Given);
}

bool isReleasing(const CXXMethodDecl *Method) {
  return Method->getIdentifier() && isReleasingName(Method->getName());
}

bool givesBack(const CXXMethodDecl *Method, CoroutineTypes &Types) {
  return isReleasing(Method) && !Method->isConst() &&
         (Method->getReturnType()->isVoidType() ||
          Types.of(Method->getReturnType()).isAwaitable()) &&
         all_of(Method->parameters(),
                [](const ParmVarDecl *Each) { return isNumberOfPlaces(Each->getType()); });
}

/// Whether \p Made, a call that is not awaited, enters what somebody must leave again: a gate.
bool entersGate(const CXXMemberCallExpr *Made, CoroutineTypes &Types) {
  const CXXMethodDecl *Method = Made->getMethodDecl();
  return Method && Method->getIdentifier() && Method->getName() == "enter" &&
         Method->getReturnType()->isVoidType() && memberFunction(Method->getParent(), "leave") &&
         Types.of(Method->getParent()).Close;
}

/// Whether awaiting \p Made gives a pointer that a function of the same class takes back.
bool lendsPointer(const Call &Made, QualType Given) {
  const CXXRecordDecl *Class = Made.objectClass();
  const auto *Method = dyn_cast<CXXMethodDecl>(Made.Callee);
  return Given->isPointerType() && Class && Class->hasDefinition() && Method &&
         Method->getIdentifier() && isTakingName(Method->getName()) &&
         any_of(Class->methods(), [&](const CXXMethodDecl *Each) {
           return isReleasing(Each) && takesBack(Each, Given);
         });
}

/// Whether awaiting \p Made takes a place that somebody must give back.
bool takesPlace(const Call &Made, CoroutineTypes &Types) {
  const CXXRecordDecl *Class = Made.objectClass();
  const auto *Method = dyn_cast<CXXMethodDecl>(Made.Callee);
  if (!Class || !Class->hasDefinition() || !Method || !Method->getIdentifier() ||
      !isTakingName(Method->getName()) || guardedAsyncClass(Class, Types))
    return false;
  bool IsGivenBack = any_of(selfAndBases(Class), [&](const CXXRecordDecl *Each) {
    return any_of(Each->methods(),
                  [&](const CXXMethodDecl *Other) { return givesBack(Other, Types); });
  });
  return IsGivenBack && (isLimiter(Class, Types) || memberFunction(Class, "unlock"));
}

/// What a coroutine does with limiters and locks.
class PlaceFinder : public RecursiveASTVisitor<PlaceFinder> {
public:
  explicit PlaceFinder(CoroutineTypes &Types) : Types(Types) {}
  SetVector<const ValueDecl *> Taken; ///< Of these, in source order.
  DenseMap<const Stmt *, const ValueDecl *> Takes, Returns;
  DenseMap<const ValueDecl *, unsigned> Mentions, Understood;
  DenseSet<const Stmt *> Tried; ///< Awaits in try blocks.
  bool CapturesThis = false;    ///< A lambda does.

  bool TraverseCXXTryStmt(CXXTryStmt *Try) {
    {
      SaveAndRestore Level(InTry, true);
      TraverseStmt(Try->getTryBlock());
    }
    for (unsigned I = 0; I < Try->getNumHandlers(); ++I)
      TraverseStmt(Try->getHandler(I));
    return true;
  }
  bool VisitCoawaitExpr(CoawaitExpr *Await) {
    if (InTry)
      Tried.insert(Await);
    Call Made = asCall(Await->getOperand());
    const ValueDecl *In = Made && Made.Object ? placeHolder(Made.Object) : nullptr;
    if (In && (Await->getType()->isVoidType() ? takesPlace(Made, Types)
                                              : lendsPointer(Made, Await->getType()))) {
      Taken.insert(In);
      Takes[Await] = In;
      if (!Await->getType()->isVoidType())
        Lent[In] = Await->getType();
    }
    return true;
  }
  bool VisitCXXMemberCallExpr(CXXMemberCallExpr *Made) {
    const ValueDecl *In = placeHolder(Made->getImplicitObjectArgument());
    if (!In)
      return true;
    ++Understood[In];
    const CXXMethodDecl *Method = Made->getMethodDecl();
    auto Given = Lent.find(In);
    if (entersGate(Made, Types)) {
      Taken.insert(In);
      Takes[Made] = In;
    } else if (Method && (givesBack(Method, Types) || (Given != Lent.end() && isReleasing(Method) &&
                                                       takesBack(Method, Given->second)))) {
      Returns[Made] = In;
    }
    return true;
  }
  bool VisitDeclRefExpr(DeclRefExpr *Reference) {
    ++Mentions[Reference->getDecl()];
    return true;
  }
  bool VisitMemberExpr(MemberExpr *Member) {
    ++Mentions[Member->getMemberDecl()];
    return true;
  }
  // What a lambda does with it may be to give it back, whenever that is.
  bool TraverseLambdaExpr(LambdaExpr *Lambda) {
    bool Result = RecursiveASTVisitor::TraverseLambdaExpr(Lambda);
    for (const LambdaCapture &Capture : Lambda->captures()) {
      if (Capture.capturesVariable())
        ++Mentions[Capture.getCapturedVar()];
      if (Capture.capturesThis())
        CapturesThis = true;
    }
    return Result;
  }

private:
  /// The variable, or the member of the object that runs, that \p Object names; null for an object
  /// that ends with the function, and the place in it.
  static const ValueDecl *placeHolder(const Expr *Object) {
    const Expr *Inner = ignoreWrapping(Object);
    if (const auto *Reference = dyn_cast<DeclRefExpr>(Inner)) {
      const auto *Variable = dyn_cast<VarDecl>(Reference->getDecl());
      return Variable && Variable->hasLocalStorage() && !Variable->getType()->isReferenceType()
                 ? nullptr
                 : Reference->getDecl();
    }
    const auto *Member = dyn_cast<MemberExpr>(Inner);
    return Member && isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts())
               ? Member->getMemberDecl()
               : nullptr;
  }

  CoroutineTypes &Types;
  DenseMap<const ValueDecl *, QualType> Lent; ///< Of what type are the pointers that it gives.
  bool InTry = false;
};

} // namespace

std::vector<UnreturnedPlace> unreturnedPlaces(const FunctionDecl *Function, CoroutineTypes &Types) {
  const CoroutineBodyStmt *Body = coroutineBody(Function);
  if (!Body || !Types.context().getLangOpts().CXXExceptions)
    return {};
  PlaceFinder Finder(Types);
  Finder.TraverseStmt(Body->getBody());
  Finder.Taken.remove_if([&](const ValueDecl *In) {
    bool IsReturned = any_of(Finder.Returns, [&](const auto &By) { return By.second == In; });
    return !IsReturned || Finder.Mentions[In] != Finder.Understood[In] ||
           (Finder.CapturesThis && isa<FieldDecl>(In));
  });
  std::unique_ptr<CFG> Graph =
      Finder.Taken.empty() ? nullptr : controlFlow(Function, Types.context());
  if (!Graph)
    return {};
  SuspensionPoints Points(*Graph);
  auto Steps = [&](const CFGElement &Element, SmallVectorImpl<SpanStep> &Steps) {
    auto Statement = Element.getAs<CFGStmt>();
    if (!Statement)
      return;
    const Stmt *Evaluated = Statement->getStmt();
    if (const ValueDecl *In = Finder.Takes.lookup(Evaluated)) {
      Steps.push_back({In, SpanStep::Begins, Evaluated});
      return;
    }
    if (const ValueDecl *In = Finder.Returns.lookup(Evaluated))
      Steps.push_back({In, SpanStep::Ends, Evaluated});
    if (const auto *Await = dyn_cast_or_null<CoawaitExpr>(Points.at(Evaluated));
        Await && !Finder.Tried.contains(Await) && awaitMayFail(Await, Types))
      for (const ValueDecl *In : Finder.Taken)
        Steps.push_back({In, SpanStep::Uses, Await});
  };
  std::vector<UnreturnedPlace> Result;
  for (const Span &Each : spans(*Graph, Types.context(), Steps)) {
    const auto *In = static_cast<const ValueDecl *>(Each.Thing);
    if (!Finder.Taken.contains(In) ||
        any_of(Result, [&](const UnreturnedPlace &Known) { return Known.In == In; }))
      continue;
    UnreturnedPlace Found{In, Each.Begin, cast<CoroutineSuspendExpr>(Each.Use), nullptr};
    for (const auto &[By, Of] : Finder.Returns)
      if (Of == In && (!Found.GivenBack ||
                       Types.context().getSourceManager().isBeforeInTranslationUnit(
                           By->getBeginLoc(), Found.GivenBack->getBeginLoc())))
        Found.GivenBack = cast<Expr>(By);
    Result.push_back(Found);
  }
  return Result;
}

} // namespace corolint
