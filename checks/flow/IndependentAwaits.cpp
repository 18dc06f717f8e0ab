// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/flow/IndependentAwaits.h"
#include "checks/flow/FunctionBody.h"
#include "checks/flow/Loops.h"
#include "checks/knowledge/AwaitedThings.h"
#include "checks/knowledge/Limiters.h"
#include "checks/knowledge/StdNames.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

using Variables = DenseSet<const ValueDecl *>;

bool mentionsAny(const Stmt *Whole, const Variables &Any) {
  const auto *Reference = dyn_cast<DeclRefExpr>(Whole);
  return (Reference && Any.contains(Reference->getDecl())) ||
         any_of(Whole->children(),
                [&](const Stmt *Part) { return Part && mentionsAny(Part, Any); });
}

const VarDecl *localVariable(const Expr *Named) {
  const auto *Reference = dyn_cast<DeclRefExpr>(ignoreIdentity(Named));
  const auto *Variable = Reference ? dyn_cast<VarDecl>(Reference->getDecl()) : nullptr;
  bool IsOwn =
      Variable && (Variable->isLocalVarDecl() ||
                   (isa<ParmVarDecl>(Variable) && !Variable->getType()->isReferenceType()));
  return IsOwn && Variable->hasLocalStorage() ? Variable : nullptr;
}

/// The local variable that \p Place, or the container that it is an element of, is.
const VarDecl *localTarget(const Expr *Place) {
  const Expr *Inner = ignoreWrapping(Place);
  if (const auto *Element = dyn_cast<ArraySubscriptExpr>(Inner))
    return localTarget(Element->getBase());
  if (Call Made = asCall(Inner); Made && isFromStd(Made.Callee) && Made.Object)
    return localTarget(Made.Object);
  return localVariable(Inner);
}

/// Whether the body of \p Function, which is seen, changes what is not its own.
bool changesOthers(const FunctionDecl *Function) {
  struct Finder : CallVisitor<Finder> {
    bool Found = false;
    bool consider(const Expr *Changed) {
      const ValueDecl *Named = namedVariable(Changed);
      const auto *Variable = dyn_cast_or_null<VarDecl>(Named);
      Found |=
          !(Variable && Variable->hasLocalStorage() && !Variable->getType()->isReferenceType());
      return !Found;
    }
    bool VisitBinaryOperator(BinaryOperator *Operator) {
      return !Operator->isAssignmentOp() || consider(Operator->getLHS());
    }
    bool VisitUnaryOperator(UnaryOperator *Operator) {
      return !Operator->isIncrementDecrementOp() || consider(Operator->getSubExpr());
    }
    bool visitCall(const Call &Made) {
      const auto *Method = dyn_cast<CXXMethodDecl>(Made.Callee);
      return !Method || isa<CXXConstructorDecl>(Method) || Method->isConst() || !Made.Object ||
             Method->isStatic() || consider(Made.Object);
    }
  } Search;
  Search.visitBodyOf(Function);
  return Search.Found;
}

/// Judges single awaits.
class AwaitJudge {
public:
  AwaitJudge(CoroutineTypes &Types, bool Lenient) : Types(Types), Lenient(Lenient) {}

  /// Whether \p Await could overlap with another one of its kind, in which only what mentions \p
  /// Own is another object each time.
  bool mayOverlap(const CoawaitExpr *Await, const Variables &Own) const {
    Call Made = asCall(Await->getOperand());
    if (!Made || isa<CXXConstructExpr>(Made.Expression) || neverSuspends(Await) ||
        !givesAValue(Await->getType()) || !Types.of(Made.Expression->getType()).isAwaitable())
      return false;
    AwaitedThing Thing = awaitedThing(Await, Types);
    if ((Thing != AwaitedThing::Unknown && Thing != AwaitedThing::Peer) || hasOtherRole(Made))
      return false;
    // What it is about is known elsewhere: it may be one thing for all.
    if (!Made.Object && Made.Arguments.empty() && !Lenient)
      return false;
    const FunctionDecl *Definition = visibleDefinition(Made.Callee);
    bool IsSeen = Definition && coroutineBody(Definition);
    if (IsSeen && changesOthers(Definition))
      return false;
    if (Made.Object && !mentionsAny(Made.Object, Own)) {
      const auto *Method = dyn_cast<CXXMethodDecl>(Made.Callee);
      bool IsThis = isa<CXXThisExpr>(ignoreWrapping(Made.Object));
      if (!Method || Made.Callee->isOverloadedOperator() ||
          (!Method->isConst() && !(IsThis && (IsSeen || Lenient))))
        return false;
      // Functions of a reader or a session say that they change nothing of themselves, and yet have
      // one turn at a time.
      if (!IsThis && !Lenient)
        return false;
    }
    for (auto [Parameter, Argument] : zip(Made.Callee->parameters(), Made.Arguments))
      if (!mentionsAny(Argument, Own) && mayChange(Parameter->getType(), Argument))
        return false;
    return true;
  }

private:
  /// Whether \p Type is that of a result to collect, not of a lock or another thing that is held.
  static bool givesAValue(QualType Type) {
    if (Type->isVoidType() || Type->isReferenceType())
      return false;
    const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
    if (!Class || !Class->hasDefinition() || Class->isInStdNamespace())
      return true;
    bool IsCopied = Class->needsImplicitCopyConstructor()
                        ? !Class->hasUserDeclaredMoveConstructor()
                        : any_of(Class->ctors(), [](const CXXConstructorDecl *Constructor) {
                            return Constructor->isCopyConstructor() && !Constructor->isDeleted();
                          });
    return !Class->hasUserDeclaredDestructor() || IsCopied;
  }

  bool hasOtherRole(const Call &Made) const {
    if (isLimiter(Made.objectClass(), Types))
      return true;
    return any_of(modelsOf(Made, Types), [](const FunctionModel *Model) {
      return Model->Gather || Model->Timeout || Model->Completed || Model->Spawn || Model->Offload ||
             Model->Switches != SwitchTarget::None;
    });
  }

  /// Whether a function may change something of its caller through a parameter of type \p Type.
  bool mayChange(QualType Type, const Expr *Argument) const {
    QualType Target = Type->isPointerType() || Type->isLValueReferenceType()
                          ? Type->getPointeeType()
                          : QualType();
    const CXXRecordDecl *Class = Type.getNonReferenceType()->getAsCXXRecordDecl();
    if (Target.isNull() && Class && Class->isInStdNamespace() && Class->getIdentifier() &&
        is_contained({"shared_ptr", "unique_ptr", "span", "reference_wrapper"}, Class->getName()))
      if (const auto *Instance = dyn_cast<ClassTemplateSpecializationDecl>(Class))
        Target = Instance->getTemplateArgs()[0].getAsType();
    if (!Target.isNull()) {
      TypeKind Kind = Types.of(Target).Kind;
      return !Target.isConstQualified() && !Target->isFunctionType() &&
             Kind != TypeKind::EventLoop && Kind != TypeKind::ThreadPool && !Lenient;
    }
    // A lambda that refers to what is around it.
    const auto *Lambda = dyn_cast<LambdaExpr>(ignoreWrapping(Argument));
    return Lambda && any_of(Lambda->captures(), [](const LambdaCapture &Capture) {
             return Capture.getCaptureKind() != LCK_ByCopy;
           });
  }

  CoroutineTypes &Types;
  bool Lenient;
};

/// Reads the body of one loop.
class TurnReader : public CallVisitor<TurnReader> {
public:
  explicit TurnReader(const VarDecl *Element) { Own.insert(Element); }
  bool IsClean = true;
  Variables Own;     ///< The element, and what is made of it.
  Variables Changed; ///< Local variables of the function around that a turn changes.
  SmallVector<const CoawaitExpr *, 1> Awaits;

  bool VisitStmt(Stmt *Statement) {
    if (isa<BreakStmt, ReturnStmt, CoreturnStmt, GotoStmt, CXXThrowExpr, CoyieldExpr, CXXTryStmt,
            LambdaExpr, CXXNewExpr, CXXDeleteExpr, ForStmt, WhileStmt, DoStmt, CXXForRangeStmt,
            SwitchStmt>(Statement))
      IsClean = false;
    return IsClean;
  }
  bool VisitVarDecl(VarDecl *Variable) {
    if (!Variable->hasInit())
      return true;
    if (mentionsAny(Variable->getInit(), Changed))
      Changed.insert(Variable);
    Own.insert(Variable);
    return true;
  }
  bool VisitCoawaitExpr(CoawaitExpr *Await) {
    Awaits.push_back(Await);
    Awaited.insert(ignoreWrapping(Await->getOperand()));
    return true;
  }
  bool VisitBinaryOperator(BinaryOperator *Operator) {
    return !Operator->isAssignmentOp() || change(Operator->getLHS());
  }
  bool VisitUnaryOperator(UnaryOperator *Operator) {
    return !Operator->isIncrementDecrementOp() || change(Operator->getSubExpr());
  }
  bool visitCall(const Call &Made) {
    if (Awaited.contains(Made.Expression) || isa<CXXConstructExpr>(Made.Expression))
      return true;
    const auto *Method = dyn_cast<CXXMethodDecl>(Made.Callee);
    if (Method && Method->isInstance())
      return Method->isConst() || leadsToElement(Method) || change(Made.Object);
    if (Made.Callee->isOverloadedOperator() && !Made.Arguments.empty() &&
        Made.Callee->getNumParams() > 0) {
      QualType First = Made.Callee->getParamDecl(0)->getType();
      return !First->isLValueReferenceType() || First->getPointeeType().isConstQualified() ||
             change(Made.Arguments[0]);
    }
    return IsClean = isFromStd(Made.Callee);
  }

private:
  /// The non-const overload of what only tells where an element is.
  static bool leadsToElement(const CXXMethodDecl *Method) {
    return isFromStd(Method) &&
           (is_contained({OO_Subscript, OO_Star, OO_Arrow}, Method->getOverloadedOperator()) ||
            (Method->getIdentifier() &&
             is_contained({"begin", "end", "at", "front", "back", "data", "find"},
                          Method->getName())));
  }

  bool change(const Expr *Place) {
    const VarDecl *Target = Place ? localTarget(Place) : nullptr;
    if (!Target)
      return IsClean = false;
    if (!Own.contains(Target))
      Changed.insert(Target);
    return true;
  }

  DenseSet<const Expr *> Awaited;
};

class AwaitFinder : public FunctionBodyVisitor<AwaitFinder> {
public:
  AwaitFinder(CoroutineTypes &Types, bool Lenient) : Types(Types), Judge(Types, Lenient) {}
  std::vector<IndependentAwaits> Found;

  bool VisitCXXForRangeStmt(CXXForRangeStmt *For) {
    if (!For->getCoawaitLoc().isValid())
      turns(For, For->getLoopVariable(), For->getBody(), For->getRangeInit());
    return true;
  }
  bool VisitForStmt(ForStmt *For) {
    const auto *Init = dyn_cast_or_null<DeclStmt>(For->getInit());
    const auto *Index =
        Init && Init->isSingleDecl() ? dyn_cast<VarDecl>(Init->getSingleDecl()) : nullptr;
    if (Index && For->getInc())
      turns(For, Index, For->getBody(), nullptr);
    return true;
  }
  bool VisitCompoundStmt(CompoundStmt *Block) {
    IndependentAwaits Row;
    Row.Form = IndependentAwaits::InARow;
    Variables Given;
    auto End = [&] {
      if (Row.Awaits.size() > 1)
        Found.push_back(Row);
      Row.Awaits.clear();
      Given.clear();
    };
    for (const Stmt *Statement : Block->body()) {
      auto [Variable, Await] = awaitOf(Statement);
      if (!Await && isPlainDeclaration(Statement) && !mentionsAny(Statement, Given))
        continue;
      if (!Await || !Judge.mayOverlap(Await, {}) || Given.contains(Variable)) {
        End();
        continue;
      }
      if (mentionsAny(Await->getOperand(), Given))
        End();
      Row.Awaits.push_back(Await);
      Given.insert(Variable);
      if (const auto *Binding = dyn_cast<DecompositionDecl>(Variable))
        for (const BindingDecl *Part : Binding->bindings())
          Given.insert(Part);
    }
    End();
    return true;
  }

private:
  /// Whether \p Statement declares variables and calls nothing for that.
  static bool isPlainDeclaration(const Stmt *Statement) {
    const auto *Declaration = dyn_cast<DeclStmt>(Statement);
    return Declaration && all_of(Declaration->decls(), [](const Decl *Each) {
             const auto *Variable = dyn_cast<VarDecl>(Each);
             const Expr *Init = Variable ? Variable->getInit() : nullptr;
             return !Init || (Init->getType()->isScalarType() &&
                              Init->IgnoreParenImpCasts()->children().empty());
           });
  }

  /// The variable that \p Statement sets to what an await gives, and that await.
  static std::pair<const VarDecl *, const CoawaitExpr *> awaitOf(const Stmt *Statement) {
    const VarDecl *Variable = nullptr;
    const Expr *Value = nullptr;
    if (const auto *Declaration = dyn_cast<DeclStmt>(Statement);
        Declaration && Declaration->isSingleDecl()) {
      Variable = dyn_cast<VarDecl>(Declaration->getSingleDecl());
      Value = Variable && Variable->hasLocalStorage() ? Variable->getInit() : nullptr;
    } else if (const auto *Assigned = dyn_cast<Expr>(Statement)) {
      const Expr *Inner = ignoreWrapping(Assigned);
      if (const auto *Operator = dyn_cast<BinaryOperator>(Inner);
          Operator && Operator->getOpcode() == BO_Assign) {
        Variable = localVariable(Operator->getLHS());
        Value = Operator->getRHS();
      } else if (Call Made = asCall(Inner); Made &&
                                            Made.Callee->getOverloadedOperator() == OO_Equal &&
                                            Made.Object && Made.Arguments.size() == 1) {
        Variable = localVariable(Made.Object);
        Value = Made.Arguments[0];
      }
    }
    if (!Variable || !Value)
      return {};
    return {Variable, dyn_cast<CoawaitExpr>(ignoreWrapping(Value))};
  }

  void turns(const Stmt *Loop, const VarDecl *Element, const Stmt *Body, const Expr *Range) {
    TurnReader Turn(Element);
    Turn.TraverseStmt(const_cast<Stmt *>(Body));
    if (!Turn.IsClean || Turn.Awaits.size() != 1 || Turn.Changed.contains(Element))
      return;
    const CoawaitExpr *Await = Turn.Awaits[0];
    if (mentionsAny(Await->getOperand(), Turn.Changed) ||
        !mentionsAny(Await->getOperand(), Turn.Own))
      return;
    IndependentAwaits Each;
    Each.Loop = Loop;
    Each.Awaits.push_back(Await);
    if (Range && localVariable(Await->getOperand()) == Element) {
      CoroutineType Type = Types.of(Element->getType());
      if (!localVariable(Range) || Type.Start != StartPolicy::Lazy || Type.Kind != TypeKind::Task)
        return;
      Each.Form = IndependentAwaits::Stored;
    } else if (!Judge.mayOverlap(Await, Turn.Own)) {
      return;
    }
    Found.push_back(Each);
  }

  CoroutineTypes &Types;
  AwaitJudge Judge;
};

} // namespace

std::vector<IndependentAwaits> independentAwaits(const FunctionDecl *Function,
                                                 CoroutineTypes &Types, bool Lenient) {
  if (!coroutineBody(Function))
    return {};
  AwaitFinder Finder(Types, Lenient);
  Finder.visitBodyOf(Function);
  return std::move(Finder.Found);
}

} // namespace corolint
