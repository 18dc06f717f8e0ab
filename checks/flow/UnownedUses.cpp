// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/flow/UnownedUses.h"
#include "checks/flow/ControlFlow.h"
#include "checks/flow/ForwardedCall.h"
#include "checks/flow/FunctionBody.h"
#include "checks/knowledge/SharedObjects.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// Facts that hold on some path.
struct Facts {
  bool Unheld = false; ///< The coroutine has no strong reference.
  const Stmt *Suspension = nullptr; ///< The latest one without; null if there was none since the
                                    ///< last strong reference was obtained.
  Facts &operator|=(const Facts &Other) {
    Unheld |= Other.Unheld;
    if (!Suspension)
      Suspension = Other.Suspension;
    return *this;
  }
  bool operator==(const Facts &) const = default;
};

/// Whether the last that \p Coroutine does, after all of its awaits, is to tell a member of its object
/// that others may wait for, such as a promise or an event: then the object's owner can wait for its
/// end.
bool tellsOfItsEnd(const FunctionDecl *Coroutine, CoroutineTypes &Types) {
  struct Finder : CallVisitor<Finder> {
    CoroutineTypes *Types;
    const SourceManager *Sources;
    SourceLocation LastAwait;
    SmallVector<const Expr *, 4> Told;
    bool VisitCoawaitExpr(CoawaitExpr *Await) {
      if (LastAwait.isInvalid() || Sources->isBeforeInTranslationUnit(LastAwait, Await->getBeginLoc()))
        LastAwait = Await->getBeginLoc();
      return true;
    }
    bool visitCall(const Call &Made) {
      const auto *Method = dyn_cast<CXXMethodDecl>(Made.Callee);
      const auto *Member = Made.Object ? dyn_cast<MemberExpr>(ignoreWrapping(Made.Object)) : nullptr;
      if (Method && !Method->isConst() && Method->getReturnType()->isVoidType() && Member &&
          isa<CXXThisExpr>(ignoreWrapping(Member->getBase())) && canBeWaitedFor(Made.objectClass()))
        Told.push_back(Made.Expression);
      return true;
    }
    bool canBeWaitedFor(const CXXRecordDecl *Class) const {
      CoroutineType Type = Types->of(Class);
      if (Type.Kind == TypeKind::Limiter || !Class || !Class->hasDefinition())
        return false;
      return Type.isAwaitable() || any_of(Class->methods(), [&](const CXXMethodDecl *Method) {
               CoroutineType Given = Types->of(Method->getReturnType());
               return Method->param_empty() && (Given.isAwaitable() || Given.Kind == TypeKind::Future);
             });
    }
  } Search;
  Search.Types = &Types;
  Search.Sources = &Types.context().getSourceManager();
  Search.visitBodyOf(Coroutine);
  return any_of(Search.Told, [&](const Expr *Call) {
    return Search.LastAwait.isInvalid() ||
           Search.Sources->isBeforeInTranslationUnit(Search.LastAwait, Call->getBeginLoc());
  });
}

} // namespace

std::optional<UnownedUse> unownedUse(const FunctionDecl *Coroutine, const CXXRecordDecl *Class,
                                     CoroutineTypes &Types) {
  auto Keeps = [&](const ValueDecl *Variable) {
    return keepsObject(Variable->getType(), Class, Types);
  };
  const auto *Method = dyn_cast<CXXMethodDecl>(Coroutine);
  bool IsLambda = Method && Method->getParent()->isLambda();
  if (any_of(Coroutine->parameters(), Keeps) || promiseReadsArguments(Coroutine) ||
      tellsOfItsEnd(Coroutine, Types))
    return std::nullopt;
  if (IsLambda && any_of(Method->getParent()->captures(), [&](const LambdaCapture &Capture) {
        return Capture.capturesVariable() && Keeps(Capture.getCapturedVar());
      }))
    return std::nullopt;
  std::unique_ptr<CFG> Graph = controlFlow(Coroutine, Types.context());
  if (!Graph)
    return std::nullopt;
  const SourceManager &Sources = Types.context().getSourceManager();
  UnownedUse Found;
  Facts Entry;
  Entry.Unheld = true;
  followForward(*Graph, Entry, [&](Facts &Now, const CFGElement &Element, bool Final) {
    if (auto End = Element.getAs<CFGLifetimeEnds>()) {
      Now.Unheld |= Keeps(End->getVarDecl());
      return;
    }
    auto Statement = Element.getAs<CFGStmt>();
    if (!Statement)
      return;
    const Stmt *Evaluated = Statement->getStmt();
    const auto *Await = dyn_cast<CoawaitExpr>(Evaluated);
    if (((Await && !neverSuspends(Await)) || isa<CoyieldExpr>(Evaluated)) && Now.Unheld)
      Now.Suspension = Evaluated;
    if (const auto *Declaration = dyn_cast<DeclStmt>(Evaluated);
        Declaration && any_of(Declaration->decls(), [&](const Decl *Each) {
          const auto *Variable = dyn_cast<VarDecl>(Each);
          return Variable && Variable->hasLocalStorage() && Keeps(Variable);
        }))
      Now = Facts();
    const auto *This = dyn_cast<CXXThisExpr>(Evaluated);
    if (Final && This && Now.Suspension &&
        (!Found.Use ||
         Sources.isBeforeInTranslationUnit(This->getBeginLoc(), Found.Use->getBeginLoc())))
      Found = {This, Now.Suspension};
  });
  return Found.Use ? std::optional(Found) : std::nullopt;
}

} // namespace corolint
