// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception


#include "checks/flow/Consumption.h"
#include "checks/flow/Conditions.h"
#include "checks/flow/ControlFlow.h"
#include "checks/flow/Failures.h"
#include "checks/flow/FunctionBody.h"
#include "checks/flow/VariableMentions.h"
#include "checks/knowledge/AsyncGuards.h"
#include "checks/knowledge/AwaitedResult.h"
#include "checks/knowledge/Awaiting.h"
#include "checks/knowledge/ClassMembers.h"
using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// The first awaitable of the type \p Held that \p Value, an initialiser or what a container is
/// filled with, makes.
std::optional<MadeAwaitable> madeIn(const Expr *Value, const CoroutineType &Held,
                                    CoroutineTypes &Types) {
  struct Finder : FunctionBodyVisitor<Finder> {
    const CoroutineType *Held;
    CoroutineTypes *Types;
    std::optional<MadeAwaitable> Found;
    bool consider(Expr *Expression) {
      if (!Found && Types->of(Expression->getType()).Record == Held->Record)
        Found = madeAwaitable(Expression, *Types);
      return !Found;
    }
    bool VisitCallExpr(CallExpr *Call) { return consider(Call); }
    bool VisitCXXTemporaryObjectExpr(CXXTemporaryObjectExpr *Object) { return consider(Object); }
    // What is awaited is consumed where it is made.
    bool TraverseCoawaitExpr(CoawaitExpr *Await) {
      consider(Await);
      return true;
    }
  } Search;
  Search.Held = &Held;
  Search.Types = &Types;
  Search.TraverseStmt(const_cast<Expr *>(Value));
  return Search.Found;
}

/// What \p Variable is given by its initialiser.
std::optional<MadeAwaitable> initialAwaitable(const AwaitableVariable &Variable,
                                              CoroutineTypes &Types) {
  const Expr *Value = Variable.Variable->getInit();
  if (!Value || isa<ParmVarDecl>(Variable.Variable))
    return std::nullopt;
  const Expr *Written = ignoreWrapping(Value);
  if (const auto *Braces = dyn_cast<InitListExpr>(Written); Braces && Braces->getNumInits() == 1)
    Written = ignoreWrapping(Braces->getInit(0));
  if (Variable.Part) {
    // A function that returns several, or a pair made here.
    Call Made = asCall(Value);
    if (!Written->isPRValue() || !Made || isa<CoawaitExpr>(Written))
      return std::nullopt;
    MadeAwaitable Result;
    Result.Source = Written;
    Result.Made = Made;
    Result.Type = Variable.Type;
    const DropFate *Fate = roleOf(Made, &FunctionModel::Dropped, Types);
    Result.Fate = Fate ? *Fate : Variable.Type.Dropped;
    if (Result.Fate == DropFate::Harmless)
      return std::nullopt;
    return Result;
  }
  return Variable.IsContainer ? madeIn(Value, Variable.Type, Types)
                              : madeAwaitable(Written, Types);
}

/// Facts that hold of a variable on some path.
struct Facts {
  bool Fresh = false;    ///< It holds an awaitable that nothing has consumed.
  bool Consumed = false; ///< What it held was consumed, and nothing has filled it since.
  bool Shared = false;   ///< Others may know it.
  bool Waited = false;   ///< While it was Fresh, something else was awaited.
  const Mention *By = nullptr; ///< What consumed it first; null unless Consumed.

  Facts &operator|=(const Facts &Other) {
    Fresh |= Other.Fresh;
    Consumed |= Other.Consumed;
    Shared |= Other.Shared;
    Waited |= Other.Waited;
    if (!By || (Other.By && Other.By < By))
      By = Other.By;
    return *this;
  }
  bool operator==(const Facts &) const = default;
};

/// Whether awaiting an rvalue of \p Type takes its result out: not if no operator co_await can tell
/// it from an lvalue.
bool isEmptiedByAwait(const CoroutineType &Type) {
  auto Operators = Type.Record ? operatorsCoAwait(Type.Record)
                               : SmallVector<const FunctionDecl *, 2>();
  return Operators.empty() || any_of(Operators, [](const FunctionDecl *Each) {
           return !takesRvalueAndLvalue(Each).second;
         });
}

/// The paths of one function, as far as one variable is concerned.
class VariablePaths {
public:
  VariablePaths(const CFG &Graph, const AwaitableVariable &Variable) : Graph(Graph), Of(Variable) {
    for (const Mention &Each : Variable.Mentions)
      Mentions[Each.At] = &Each;
  }

  /// Calls \p See(const Facts &, const CFGElement &, const Mention *) before each element takes
  /// effect; the mention is what happens there, null for none.
  void follow(function_ref<void(const Facts &, const CFGElement &, const Mention *)> See) const {
    Facts Entry;
    Entry.Fresh = isa<ParmVarDecl>(Of.Variable);
    followForward(Graph, Entry, [&](Facts &Now, const CFGElement &Element, bool Final) {
      std::optional<CFGStmt> Statement = Element.getAs<CFGStmt>();
      const Mention *Here = Statement ? Mentions.lookup(Statement->getStmt()) : nullptr;
      if (Final)
        See(Now, Element, Here);
      if (Here)
        apply(*Here, Now);
      else if (Statement && declares(Statement->getStmt()))
        Now = {.Fresh = true};
      else if (Statement && isa<CoawaitExpr>(Statement->getStmt()))
        Now.Waited |= Now.Fresh;
    });
  }

private:
  bool declares(const Stmt *Statement) const {
    const auto *Declaration = dyn_cast<DeclStmt>(Statement);
    return Declaration && Declaration->isSingleDecl() &&
           Declaration->getSingleDecl() == Of.Variable;
  }

  void apply(const Mention &Here, Facts &Now) const {
    switch (Here.How) {
    case Treatment::Ignores:
    case Treatment::Tests:
      return;
    case Treatment::Fills:
      Now = {.Fresh = true, .Shared = Now.Shared};
      return;
    case Treatment::Shares:
      Now = {.Shared = true};
      return;
    case Treatment::Awaits:
    case Treatment::Moves:
      Now.Fresh = Now.Waited = false;
      if (Here.How == Treatment::Moves || (Here.AsRvalue && isEmptiedByAwait(Of.Type)) ||
          Of.Type.SingleUse) {
        if (!Now.Consumed)
          Now.By = &Here;
        Now.Consumed = true;
      }
    }
  }

  const CFG &Graph;
  const AwaitableVariable &Of;
  DenseMap<const Stmt *, const Mention *> Mentions;
};

/// Fills in how \p Lost is lost on some path only; false if it is not.
bool findPartialLoss(LostAwaitable &Lost, const CFG &Graph, CoroutineTypes &Types) {
  ASTContext &Context = Types.context();
  const VarDecl *Variable = Lost.In.Variable;
  if (any_of(Lost.In.Mentions, [&](const Mention &Each) {
        return (Each.How == Treatment::Awaits || Each.How == Treatment::Moves) &&
               isUnderTestCondition(Each.Reference, Types);
      }))
    return false;
  const Stmt *ExitAtOnce = nullptr, *LateExit = nullptr, *Await = nullptr;
  VariablePaths(Graph, Lost.In).follow([&](const Facts &Now, const CFGElement &Element,
                                           const Mention *) {
    if (!Now.Fresh || Now.Shared)
      return;
    if (auto End = Element.getAs<CFGLifetimeEnds>(); End && End->getVarDecl() == Variable) {
      (Now.Waited ? LateExit : ExitAtOnce) = End->getTriggerStmt();
    } else if (auto Statement = Element.getAs<CFGStmt>(); Statement && !Now.Consumed) {
      const auto *Other = dyn_cast<CoawaitExpr>(Statement->getStmt());
      if (Other && Context.getLangOpts().CXXExceptions && !neverSuspends(Other) && awaitMayFail(Other, Types) &&
          !isCaughtInScope(Other, Variable, Context) &&
          (!Await || Context.getSourceManager().isBeforeInTranslationUnit(Other->getBeginLoc(),
                                                                          Await->getBeginLoc())))
        Await = Other;
    }
  });
  const Stmt *Exit = ExitAtOnce ? ExitAtOnce : LateExit;
  Lost.Form = Exit ? LossForm::AtExit : LossForm::OnThrow;
  Lost.Where = Exit ? Exit : Await;
  Lost.MeetsAwait = !ExitAtOnce;
  return Lost.Where;
}

bool meetsAwait(const AwaitableVariable &Variable, const CFG &Graph) {
  bool Found = false;
  VariablePaths(Graph, Variable)
      .follow([&](const Facts &Now, const CFGElement &Element, const Mention *) {
        auto Statement = Element.getAs<CFGStmt>();
        Found |= Now.Fresh && Statement && isa<CoawaitExpr>(Statement->getStmt());
      });
  return Found;
}

/// Whether \p First and \p Second are one argument of a macro, which the macro writes twice, or in a
/// loop that it turns once: it need not evaluate both.
bool isSameMacroArgument(const Mention &First, const Mention &Second,
                         const SourceManager &Sources) {
  SourceLocation One = First.Reference->getBeginLoc(), Other = Second.Reference->getBeginLoc();
  return One.isMacroID() && Other.isMacroID() &&
         Sources.getFileLoc(One) == Sources.getFileLoc(Other);
}

/// The loops around \p Statement, innermost first.
SmallVector<const Stmt *, 4> loopsAround(const Stmt *Statement, ASTContext &Context) {
  SmallVector<const Stmt *, 4> Loops;
  for (const Stmt *Around = parentOf(Statement, Context); Around;
       Around = parentOf(Around, Context))
    if (isa<ForStmt, CXXForRangeStmt, WhileStmt, DoStmt>(Around))
      Loops.push_back(Around);
  return Loops;
}

/// Whether \p Of may be filled again between \p First and \p Second, two of its mentions, though
/// some path there does not: by a loop that is meant to turn, or by what it is handed to.
bool mayBeFilledBetween(const AwaitableVariable &Of, const Mention *First, const Mention *Second,
                        ASTContext &Context) {
  const bool ComesBack = Second <= First;
  const SmallVector<const Stmt *, 4> Outer = loopsAround(Second->Reference, Context);
  auto IsOuter = [&](const Stmt *Loop) { return is_contained(Outer, Loop); };
  for (const Mention &Each : Of.Mentions) {
    if ((Each.How != Treatment::Fills && Each.How != Treatment::Shares) ||
        (ComesBack ? &Each > Second && &Each < First : &Each < First || &Each > Second))
      continue;
    const SmallVector<const Stmt *, 4> Loops = loopsAround(Each.Reference, Context);
    const bool IsInOwnLoop = !Loops.empty() && !IsOuter(Loops.front());
    if ((Each.How == Treatment::Shares || IsInOwnLoop) && (!ComesBack || any_of(Loops, IsOuter)))
      return true;
  }
  return false;
}

/// Whether awaiting \p Made gives what guards something by being alive: it is there once, and its
/// destructor does something.
bool givesGuard(const MadeAwaitable &Made, CoroutineTypes &Types) {
  QualType Given = awaitedResult(Made.Type);
  const CXXRecordDecl *Class = Given.isNull() ? nullptr : classOrPattern(Given);
  Class = Class ? definitionOrPattern(Class) : nullptr;
  if (!Class || Class->isInStdNamespace())
    return false;
  return guardedAsyncClass(Class, Types) ||
         (Class->hasUserDeclaredDestructor() && Class->hasUserDeclaredMoveConstructor() &&
          none_of(Class->ctors(), [](const CXXConstructorDecl *Each) {
            return Each->isCopyConstructor() && !Each->isDeleted();
          }));
}

/// Whether \p Function asks for the type of what \p Variable holds, or for that of what can be done
/// with it: it is named where nothing is evaluated.
bool isAskedForItsType(const AwaitableVariable &Variable, const FunctionDecl *Function) {
  struct Finder : RecursiveASTVisitor<Finder> {
    const ValueDecl *Named;
    bool Found = false;
    bool VisitDecltypeTypeLoc(DecltypeTypeLoc Type) { return asks(Type.getUnderlyingExpr()); }
    bool VisitCXXNoexceptExpr(CXXNoexceptExpr *Asked) { return asks(Asked->getOperand()); }
    bool VisitRequiresExpr(RequiresExpr *Asked) { return asks(Asked); }
    bool asks(const Expr *Operand) {
      Found |= mentions(Operand, Named);
      return !Found;
    }
  } Search;
  Search.Named = Variable.declaration();
  Search.TraverseStmt(Function->getBody());
  return Search.Found;
}

} // namespace

std::vector<LostAwaitable> lostAwaitables(const FunctionDecl *Function, CoroutineTypes &Types) {
  std::vector<LostAwaitable> Result;
  std::unique_ptr<CFG> Graph;
  auto Paths = [&]() -> const CFG * {
    if (!Graph)
      Graph = controlFlow(Function, Types.context());
    return Graph.get();
  };
  for (AwaitableVariable &Variable : awaitableVariables(Function, Types)) {
    const VarDecl *Declared = Variable.Variable;
    if (isa<ParmVarDecl>(Declared) ||
        (Declared->isPlaceholderVar(Types.context().getLangOpts()) && !Declared->isReferenced()))
      continue;
    std::optional<MadeAwaitable> Initial = initialAwaitable(Variable, Types);
    std::optional<MadeAwaitable> Made = Initial;
    for (const Mention &Each : Variable.Mentions)
      if (!Made && Each.How == Treatment::Fills && Each.Value)
        Made = madeIn(Each.Value, Variable.Type, Types);
    if (!Made)
      continue;
    LostAwaitable Lost{Variable, *Made, LossForm::Never, nullptr, false, false};
    if (!Variable.has(Treatment::Awaits) && !Variable.has(Treatment::Moves) &&
        !Variable.has(Treatment::Shares)) {
      if (isAskedForItsType(Variable, Function))
        continue;
      // Whoever takes a lock has no other use for it, and says so to the compiler.
      Lost.OnPurpose = Variable.has(Treatment::Ignores) ||
                       (Declared->hasAttr<UnusedAttr>() && !givesGuard(*Made, Types));
      Lost.MeetsAwait = !Paths() || meetsAwait(Variable, *Graph);
      Result.push_back(std::move(Lost));
    } else if (Initial && !Variable.IsContainer && !Variable.Part &&
               !Variable.has(Treatment::Tests) && !Variable.has(Treatment::Fills) && Paths() &&
               findPartialLoss(Lost, *Graph, Types)) {
      Result.push_back(std::move(Lost));
    }
  }
  return Result;
}

std::vector<RepeatedUse> usesAfterConsumption(const FunctionDecl *Function, CoroutineTypes &Types) {
  std::vector<RepeatedUse> Result;
  std::unique_ptr<CFG> Graph;
  for (const AwaitableVariable &Variable : awaitableVariables(Function, Types)) {
    if (Variable.IsContainer || Variable.Part || Variable.has(Treatment::Tests) ||
        Variable.Variable->getType()->isReferenceType())
      continue;
    if (!Variable.has(Treatment::Awaits) && !Variable.has(Treatment::Moves))
      continue;
    // Of what is moved trivially a copy stays.
    const CXXRecordDecl *Class = Variable.Type.Record;
    if (!Variable.Type.SingleUse && (!Class->hasDefinition() || Class->hasTrivialMoveConstructor()))
      continue;
    if (!Graph && !(Graph = controlFlow(Function, Types.context())))
      break;
    const Mention *First = nullptr, *Second = nullptr;
    VariablePaths(*Graph, Variable)
        .follow([&](const Facts &Now, const CFGElement &, const Mention *Here) {
          if (Here && Now.Consumed && (!Second || Here < Second) &&
              !isSameMacroArgument(*Now.By, *Here, Types.context().getSourceManager()) &&
              (Here->How == Treatment::Awaits || Here->How == Treatment::Moves) &&
              !mayBeFilledBetween(Variable, Now.By, Here, Types.context()) &&
              !haveRelatedConditions(Now.By->Reference, Here->Reference, Types.context())) {
            First = Now.By;
            Second = Here;
          }
        });
    if (Second)
      Result.push_back({Variable, *First, *Second});
  }
  return Result;
}

} // namespace corolint
