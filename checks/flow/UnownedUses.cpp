// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/flow/UnownedUses.h"
#include "checks/flow/Conditions.h"
#include "checks/flow/ControlFlow.h"
#include "checks/flow/ForwardedCall.h"
#include "checks/flow/FunctionBody.h"
#include "checks/knowledge/Calls.h"
#include "checks/knowledge/ClosingNames.h"
#include "checks/knowledge/ContainerChanges.h"
#include "checks/knowledge/EmptyValues.h"
#include "checks/knowledge/SharedObjects.h"
#include "checks/knowledge/StopTokens.h"

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

/// Whether \p Made tells a member of the object that it is a part of, and that others may wait for, such
/// as a promise or an event.
bool tellsWaiters(const Call &Made, CoroutineTypes &Types) {
  const auto *Method = dyn_cast<CXXMethodDecl>(Made.Callee);
  const auto *Member = Made.Object ? dyn_cast<MemberExpr>(ignoreWrapping(Made.Object)) : nullptr;
  if (!Method || Method->isConst() || !Method->getReturnType()->isVoidType() || !Member ||
      !isa<CXXThisExpr>(ignoreWrapping(Member->getBase())))
    return false;
  // What is closed, stopped or given an element tells nobody of this coroutine.
  if (changeOf(Method) || (Method->getIdentifier() && (isClosingName(Method->getName()) ||
                                                       Method->getName().starts_with("cancel"))))
    return false;
  const CXXRecordDecl *Class = Made.objectClass();
  CoroutineType Type = Types.of(Class);
  if (!Class || !Class->hasDefinition() || Type.Kind == TypeKind::Limiter)
    return false;
  return Type.isAwaitable() || any_of(Class->methods(), [&](const CXXMethodDecl *Gives) {
           CoroutineType Given = Types.of(Gives->getReturnType());
           return Gives->param_empty() && (Given.isAwaitable() || Given.Kind == TypeKind::Future);
         });
}

/// What \p Graph evaluates last on each way to its end that throws nothing.
SmallPtrSet<const Stmt *, 4> lastStatements(const CFG &Graph) {
  SmallPtrSet<const Stmt *, 4> Last;
  SmallPtrSet<const CFGBlock *, 8> Seen;
  SmallVector<const CFGBlock *, 8> Ahead;
  // A call that may throw has a way to the exit beside that to what follows.
  auto MayOnlyThrow = [&](const CFGBlock *Block) {
    return !Block->getTerminatorStmt() && any_of(Block->succs(), [&](const CFGBlock *Next) {
      return Next && Next != &Graph.getExit();
    });
  };
  auto AddBefore = [&](const CFGBlock &Block, bool OfExit) {
    for (const CFGBlock *Before : Block.preds())
      if (Before && !(OfExit && MayOnlyThrow(Before)) && Seen.insert(Before).second)
        Ahead.push_back(Before);
  };
  AddBefore(Graph.getExit(), /*OfExit=*/true);
  while (!Ahead.empty()) {
    const CFGBlock *Block = Ahead.pop_back_val();
    auto Found = find_if(reverse(*Block), [](const CFGElement &Each) {
      return Each.getAs<CFGStmt>().has_value();
    });
    if (Found == Block->rend())
      AddBefore(*Block, /*OfExit=*/false);
    else
      Last.insert(Found->castAs<CFGStmt>().getStmt());
  }
  return Last;
}

/// Whether the last that the coroutine of \p Graph does, on every way to its end, is to tell who may
/// wait for that: then the object's owner can.
bool tellsOfItsEnd(const CFG &Graph, CoroutineTypes &Types) {
  struct State {
    bool Untold = false, Told = false; ///< On some way here.
    State &operator|=(const State &Other) {
      Untold |= Other.Untold;
      Told |= Other.Told;
      return *this;
    }
    bool operator==(const State &) const = default;
  };
  bool Tells = false, GoesOn = false;
  SmallPtrSet<const Stmt *, 4> Last = lastStatements(Graph);
  followForward(Graph, State{/*Untold=*/true}, [&](State &Now, const CFGElement &Element, bool Final) {
    auto Statement = Element.getAs<CFGStmt>();
    if (!Statement)
      return;
    const Stmt *Evaluated = Statement->getStmt();
    const auto *Await = dyn_cast<CoawaitExpr>(Evaluated);
    bool Suspends = (Await && !neverSuspends(Await)) || isa<CoyieldExpr>(Evaluated);
    if (Final)
      GoesOn |= Now.Told && (Suspends || isa<CXXThisExpr>(Evaluated));
    const auto *Expression = dyn_cast<Expr>(Evaluated);
    if (Call Made = Expression ? asCallItself(Expression) : Call(); Made && tellsWaiters(Made, Types)) {
      Now = {/*Untold=*/false, /*Told=*/true};
      Tells = true;
    } else if (Suspends) {
      Now = {/*Untold=*/true, /*Told=*/false};
    }
    if (Final)
      GoesOn |= Now.Untold && Last.contains(Evaluated);
  });
  return Tells && !GoesOn;
}

/// Whether an argument of \p Made is a reference that keeps an object of \p Class, or a closure
/// that has one, or hands over an object that has one: a reference to such an object gives nothing.
bool givesReference(const Call &Made, const CXXRecordDecl *Class, CoroutineTypes &Types) {
  return any_of(Made.Arguments, [&](const Expr *Given) {
    const Expr *Value = ignoreWrapping(Given);
    const bool IsHandedOver = !Given->isLValue() || !Value->isLValue();
    return isKeeper(Value->getType(), Class, Types) ||
           (IsHandedOver && keepsObject(Value->getType(), Class, Types)) ||
           (isa<LambdaExpr>(Value) && holdsObject(Value, Class, Types));
  });
}

/// Whether the local \p Variable keeps an object of \p Class. What is made of nothing has no
/// reference for a member yet.
bool keepsFromTheFirst(const VarDecl *Variable, const CXXRecordDecl *Class, CoroutineTypes &Types) {
  QualType Type = Variable->getType();
  const Expr *Initial = Variable->getInit();
  return isKeeper(Type, Class, Types) ||
         (keepsObject(Type, Class, Types) &&
          (isa<ParmVarDecl>(Variable) || (Initial && !isEmptyValue(Initial, Type))));
}

/// Whether \p Function gives such a reference to any other.
bool givesAway(const FunctionDecl *Function, const CXXRecordDecl *Class, CoroutineTypes &Types) {
  struct Finder : CallVisitor<Finder> {
    const CXXRecordDecl *Class = nullptr;
    CoroutineTypes *Types = nullptr;
    bool Found = false;
    bool visitCall(const Call &Made) {
      const auto *Construction = dyn_cast<CXXConstructExpr>(Made.Expression);
      bool IsCopy = Construction && Construction->getConstructor()->isCopyOrMoveConstructor();
      Found |= !IsCopy && givesReference(Made, Class, *Types);
      return !Found;
    }
  } Search;
  Search.Class = Class;
  Search.Types = &Types;
  Search.visitBodyOf(Function);
  return Search.Found;
}

bool isAwaitedAtOnce(const Call &Made, ASTContext &Context) {
  const Stmt *Outer = parentOf(Made.Expression, Context);
  while (
      isa_and_nonnull<FullExpr, MaterializeTemporaryExpr, CXXBindTemporaryExpr, ImplicitCastExpr>(
          Outer))
    Outer = parentOf(Outer, Context);
  return isa_and_nonnull<CoawaitExpr>(Outer);
}

/// The coroutine that \p Awaited calls, a member function of the same object; null for anything
/// else.
const FunctionDecl *ownCoroutine(const Expr *Awaited) {
  Call Made = asCall(Awaited);
  const FunctionDecl *Callee =
      Made.Object && isa<CXXThisExpr>(ignoreWrapping(Made.Object)) && !isDispatched(Made)
          ? visibleDefinition(Made.Callee)
          : nullptr;
  return Callee && coroutineBody(Callee) ? Callee : nullptr;
}

/// As unownedUse(); \p Seen: the coroutines that were looked at on the way there.
std::optional<UnownedUse> useOf(const FunctionDecl *Coroutine, const CXXRecordDecl *Class,
                                CoroutineTypes &Types,
                                SmallPtrSetImpl<const FunctionDecl *> &Seen) {
  if (!Seen.insert(Coroutine).second)
    return std::nullopt;
  auto Keeps = [&](const ValueDecl *Variable) {
    return keepsObject(Variable->getType(), Class, Types);
  };
  const auto *Method = dyn_cast<CXXMethodDecl>(Coroutine);
  bool IsLambda = Method && Method->getParent()->isLambda();
  if (any_of(Coroutine->parameters(), Keeps) || promiseReadsArguments(Coroutine))
    return std::nullopt;
  if (IsLambda && any_of(Method->getParent()->captures(), [&](const LambdaCapture &Capture) {
        return Capture.capturesVariable() && Keeps(Capture.getCapturedVar());
      }))
    return std::nullopt;
  // Whoever is given a reference may keep it; what is awaited at once has ended by then.
  auto HasOthersHold = [&](const Call &Made) {
    const FunctionDecl *Callee = Made.Object && isa<CXXThisExpr>(ignoreWrapping(Made.Object))
                                     ? visibleDefinition(Made.Callee)
                                     : nullptr;
    return (Callee && !coroutineBody(Callee) && givesAway(Callee, Class, Types)) ||
           (givesReference(Made, Class, Types) && !isAwaitedAtOnce(Made, Types.context()));
  };
  std::unique_ptr<CFG> Graph = controlFlow(Coroutine, Types.context());
  if (!Graph || tellsOfItsEnd(*Graph, Types))
    return std::nullopt;
  const SourceManager &Sources = Types.context().getSourceManager();
  UnownedUse Found;
  SmallVector<const FunctionDecl *, 2> Awaited; // Of the object, without a reference.
  Facts Entry;
  Entry.Unheld = true;
  followForward(*Graph, Entry, [&](Facts &Now, const CFGElement &Element, bool Final) {
    if (auto End = Element.getAs<CFGLifetimeEnds>()) {
      Now.Unheld |= keepsFromTheFirst(End->getVarDecl(), Class, Types);
      return;
    }
    auto Statement = Element.getAs<CFGStmt>();
    if (!Statement)
      return;
    const Stmt *Evaluated = Statement->getStmt();
    const auto *Await = dyn_cast<CoawaitExpr>(Evaluated);
    bool Suspends =
        Await ? !neverSuspends(Await) && !isStopToken(Await->getOperand()->getType(), Types)
              : isa<CoyieldExpr>(Evaluated);
    if (Suspends && Now.Unheld) {
      Now.Suspension = Evaluated;
      if (const FunctionDecl *Callee = Final && Await ? ownCoroutine(Await->getOperand()) : nullptr)
        Awaited.push_back(Callee);
    }
    if (const auto *Declaration = dyn_cast<DeclStmt>(Evaluated);
        Declaration && any_of(Declaration->decls(), [&](const Decl *Each) {
          const auto *Variable = dyn_cast<VarDecl>(Each);
          return Variable && Variable->hasLocalStorage() &&
                 keepsFromTheFirst(Variable, Class, Types);
        }))
      Now = Facts();
    const auto *Value = dyn_cast<Expr>(Evaluated);
    if (Call Made = Value ? asCallItself(Value) : Call(); Made && HasOthersHold(Made))
      Now = Facts();
    const auto *This = dyn_cast<CXXThisExpr>(Evaluated);
    if (Final && This && Now.Suspension &&
        (!Found.Use ||
         Sources.isBeforeInTranslationUnit(This->getBeginLoc(), Found.Use->getBeginLoc())))
      Found = {This, Now.Suspension};
  });
  if (Found.Use)
    return Found;
  for (const FunctionDecl *Callee : Awaited)
    if (std::optional<UnownedUse> Use = useOf(Callee, Class, Types, Seen))
      return Use;
  return std::nullopt;
}

} // namespace

std::optional<UnownedUse> unownedUse(const FunctionDecl *Coroutine, const CXXRecordDecl *Class,
                                     CoroutineTypes &Types) {
  SmallPtrSet<const FunctionDecl *, 4> Seen;
  return useOf(Coroutine, Class, Types, Seen);
}

} // namespace corolint
