// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/flow/RangeContents.h"
#include "checks/flow/FunctionBody.h"
#include "checks/flow/Loops.h"
#include "checks/flow/VariableMentions.h"
#include "checks/knowledge/ContainerChanges.h"
#include "checks/knowledge/OwningPointers.h"
#include "checks/knowledge/StdNames.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// The container of which \p Element is a part, by `[]` or at(); null for anything else.
const Expr *containerOf(const Expr *Element) {
  Element = ignoreWrapping(Element);
  if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(Element))
    return Subscript->getBase();
  Call Made = asCall(Element);
  return Made && Made.Object &&
                 (Made.Callee->getOverloadedOperator() == OO_Subscript ||
                  (Made.Callee->getIdentifier() && Made.Callee->getName() == "at"))
             ? Made.Object
             : nullptr;
}

/// Whether a value of \p Type may point to an object that others know, too.
bool isPointer(QualType Type) {
  Type = Type.getNonReferenceType();
  return Type->isPointerType() || isOwningPointer(Type->getAsCXXRecordDecl());
}

} // namespace

/// What one function, its lambdas included, does with its ranges.
class RangeContents::Uses : public CallVisitor<RangeContents::Uses, RecursiveASTVisitor> {
public:
  Uses(const FunctionDecl *Function, DenseMap<const FunctionDecl *, bool> &Makers)
      : Drained(drainedIn(Function->getBody(), /*Lambdas=*/true).Drained), Makers(Makers) {
    TraverseStmt(Function->getBody());
  }

  bool isWork(const Expr *Range) {
    RangeOrigin Origin = originOf(Range);
    return Origin.IsTaken || any_of(Origin.Names, [&](const ValueDecl *Each) {
             return Drained.contains(Each) || isFilledAnew(Each);
           });
  }

  bool VisitCXXForRangeStmt(CXXForRangeStmt *Loop) {
    Ranges[Loop->getLoopVariable()] = Loop->getRangeInit();
    return true;
  }
  bool VisitBinaryOperator(BinaryOperator *Operator) {
    const Expr *Into = Operator->getOpcode() == BO_Assign ? containerOf(Operator->getLHS()) : nullptr;
    if (Into)
      Given[namedVariable(Into)].push_back(Operator->getRHS());
    return true;
  }
  bool visitCall(const Call &Made) {
    const auto *Method = Made.Object ? dyn_cast<CXXMethodDecl>(Made.Callee) : nullptr;
    if (Method && changeOf(Method) == ChangeKind::Grows)
      append_range(Given[namedVariable(Made.Object)], Made.Arguments);
    else if (Method && Method->getOverloadedOperator() == OO_Equal) {
      if (const Expr *Into = containerOf(Made.Object))
        append_range(Given[namedVariable(Into)], Made.Arguments);
      else if (isRange(Made.Object->getType()))
        append_range(Assigned[namedVariable(Made.Object)], Made.Arguments);
    }
    if (Made.Callee->isInStdNamespace())
      considerAlgorithm(Made);
    else
      considerReceivers(Made);
    return true;
  }

private:
  /// std::transform(…, std::back_inserter(jobs), …) makes what it puts in, std::copy_if() does not.
  void considerAlgorithm(const Call &Made) {
    bool Copies = Made.Callee->getIdentifier() && Made.Callee->getName().starts_with("copy");
    for (const Expr *Each : Made.Arguments)
      if (Call Inserter = asCall(Each); Inserter && !Copies && !Inserter.Object &&
                                        Inserter.Callee->isInStdNamespace() &&
                                        Inserter.Arguments.size() == 1)
        Received.insert(namedVariable(Inserter.Arguments[0]));
  }
  /// fill(jobs), by a reference that is not const or a pointer. (A template's may be forwarded.)
  void considerReceivers(const Call &Made) {
    const auto *Method = dyn_cast<CXXMethodDecl>(Made.Callee);
    if (Made.Callee->isTemplateInstantiation() ||
        (Method && Method->isConst() && !Method->getParent()->isLambda()))
      return;
    for (unsigned I = 0; I < std::min<size_t>(Made.Arguments.size(), Made.Callee->getNumParams());
         ++I) {
      QualType Parameter = Made.Callee->getParamDecl(I)->getType();
      const Expr *Passed = ignoreWrapping(Made.Arguments[I]);
      const auto *Address = dyn_cast<UnaryOperator>(Passed);
      if (Parameter->isLValueReferenceType() && !Parameter->getPointeeType().isConstQualified())
        Received.insert(namedVariable(Passed));
      else if (Parameter->isPointerType() && !Parameter->getPointeeType().isConstQualified() &&
               Address && Address->getOpcode() == UO_AddrOf)
        Received.insert(namedVariable(Address->getSubExpr()));
    }
  }

  /// Whether \p Container, if it is a variable of the function, is given what is new there.
  bool isFilledAnew(const ValueDecl *Container) {
    const auto *Variable = dyn_cast<VarDecl>(Container);
    if (!Variable || !Variable->isLocalVarDecl() || !Variable->hasLocalStorage() ||
        Variable->getType()->isReferenceType())
      return false;
    auto [Known, IsNew] = Filled.try_emplace(Container, false); // Nothing by going round in circles.
    if (!IsNew)
      return Known->second;
    bool Anew = Received.contains(Container) ||
                (Variable->getInit() && hasNewPart(Variable->getInit())) ||
                any_of(Given.lookup(Container), [&](const Expr *Each) { return isNew(Each); }) ||
                any_of(Assigned.lookup(Container), [&](const Expr *Each) { return isWork(Each); });
    return Filled[Container] = Anew;
  }

  /// Whether a list or construction \p Value, or one in it, has a pointer in it that isNew().
  bool hasNewPart(const Expr *Value) {
    Value = ignoreWrapping(Value);
    if (const auto *List = dyn_cast<CXXStdInitializerListExpr>(Value))
      return hasNewPart(List->getSubExpr());
    if (const auto *List = dyn_cast<InitListExpr>(Value))
      return any_of(List->inits(), [&](const Expr *Each) { return isNew(Each); });
    const auto *Made = dyn_cast<CXXConstructExpr>(Value);
    return Made && any_of(Made->arguments(), [&](const Expr *Each) { return isNew(Each); });
  }

  /// Whether \p Value is, or has in it, a pointer to an object that the function makes or receives
  /// where it gives it away.
  bool isNew(const Expr *Value) {
    const Expr *Inner = ignoreIdentity(Value);
    const auto *Named = dyn_cast<DeclRefExpr>(Inner);
    if (Inner->getType().isNull()) // `(value)`, in what is a template.
      return false;
    if (!isPointer(Inner->getType()))
      return hasNewPart(Inner) || isNewPair(Inner) || isBeginOfWork(Inner);
    if (Named)
      return isNewVariable(Named->getDecl());
    if (ignoreWrapping(Value)->isXValue()) // Taken out of where it was.
      return true;
    if (const auto *Choice = dyn_cast<ConditionalOperator>(Inner))
      return isNew(Choice->getTrueExpr()) || isNew(Choice->getFalseExpr());
    if (const auto *Address = dyn_cast<UnaryOperator>(Inner);
        Address && Address->getOpcode() == UO_AddrOf)
      return isNewAddress(Address->getSubExpr());
    if (isa<CXXConstructExpr, InitListExpr>(Inner))
      return hasNewPart(Inner);
    return isa<CXXNewExpr>(Inner) || isNewResult(asCall(Inner), Inner);
  }

  bool isNewPair(const Expr *Value) {
    Call Made = asCall(Value);
    return Made && Made.Callee->isInStdNamespace() && Value->isPRValue() && !Made.Object &&
           any_of(Made.Arguments, [&](const Expr *Each) {
             return isPointer(Each->getType()) && isNew(Each);
           });
  }

  /// Of the elements that are copied from one range to another.
  bool isBeginOfWork(const Expr *Value) {
    Call Made = asCall(Value);
    return Made && Made.Object && Made.Callee->getIdentifier() &&
           is_contained({"begin", "cbegin"}, Made.Callee->getName()) && isWork(Made.Object);
  }

  /// Whether \p Function has something in it that makes an object, or calls what may, for all that
  /// is seen.
  bool makesObjects(const FunctionDecl *Function) {
    auto [Known, IsNew] = Makers.try_emplace(Function, false);
    return IsNew ? (Known->second = readsAsMaker(Function)) : Known->second;
  }
  static bool readsAsMaker(const FunctionDecl *Function) {
    struct Finder : CallVisitor<Finder> {
      bool Makes = false;
      bool VisitCXXNewExpr(CXXNewExpr *) { return !(Makes = true); }
      bool visitCall(const Call &Made) {
        const auto *Method = dyn_cast<CXXMethodDecl>(Made.Callee);
        Makes |= isPointer(Made.Expression->getType()) && Made.Expression->isPRValue() &&
                 !isa<CXXConstructExpr>(Made.Expression) &&
                 !(Method && (Method->isConst() || isFromStd(Method)));
        return !Makes;
      }
    } Search;
    Search.visitBodyOf(Function);
    return Search.Makes;
  }

  /// Of a reference, and by what is const, others have been asked for what they know.
  bool isNewResult(const Call &Made, const Expr *Result) {
    const auto *Method = Made ? dyn_cast<CXXMethodDecl>(Made.Callee) : nullptr;
    if (!Made || Result->isLValue() || (Method && (Method->isConst() || isFromStd(Method))))
      return false;
    // One that is seen to make none looks for one.
    const FunctionDecl *Body = isFromStd(Made.Callee) ? nullptr : visibleDefinition(Made.Callee);
    if (Body && !makesObjects(Body))
      return false;
    bool IsCast = isFromStd(Made.Callee) && Made.Callee->getIdentifier() &&
                  Made.Callee->getName().ends_with("_pointer_cast") && !Made.Arguments.empty();
    return !IsCast || isNew(Made.Arguments[0]);
  }

  /// A pointer to an element of a range of values, or to a variable of the function.
  bool isNewAddress(const Expr *Object) {
    if (const Expr *Container = containerOf(Object))
      return !isKeptRange(Container, Drained);
    const auto *Named = dyn_cast<DeclRefExpr>(ignoreWrapping(Object));
    const auto *Variable = Named ? dyn_cast<VarDecl>(Named->getDecl()) : nullptr;
    if (!Variable || !Variable->isLocalVarDecl())
      return false;
    if (auto Range = Ranges.find(Variable); Range != Ranges.end())
      return !isKeptRange(Range->second, Drained);
    return !Variable->getType()->isReferenceType() && Variable->hasLocalStorage();
  }

  bool isNewVariable(const ValueDecl *Named) {
    if (const auto *Binding = dyn_cast<BindingDecl>(Named))
      Named = Binding->getDecomposedDecl();
    const auto *Variable = dyn_cast<VarDecl>(Named);
    if (!Variable || !Variable->isLocalVarDecl() || !Variable->hasLocalStorage())
      return false;
    if (auto Range = Ranges.find(Variable); Range != Ranges.end())
      return isWork(Range->second);
    auto [Known, IsNew] = Filled.try_emplace(Variable, true);
    if (IsNew) // What is set later is received.
      Filled[Variable] =
          Variable->getInit() ? isNew(Variable->getInit()) : !Variable->getType()->isPointerType();
    return Filled[Variable];
  }

  DenseSet<const ValueDecl *> Drained;
  DenseMap<const FunctionDecl *, bool> &Makers; ///< Answers of makesObjects().
  DenseSet<const ValueDecl *> Received; ///< They are filled by others.
  DenseMap<const ValueDecl *, SmallVector<const Expr *, 2>> Given;    ///< By containers.
  DenseMap<const ValueDecl *, SmallVector<const Expr *, 2>> Assigned; ///< Likewise.
  DenseMap<const ValueDecl *, const Expr *> Ranges;                ///< By loop variables.
  DenseMap<const ValueDecl *, bool> Filled; ///< Answers: containers, pointers.
};

RangeContents::RangeContents(ASTContext &Context) : Context(Context) {}
RangeContents::~RangeContents() = default;

RangeContents::Uses *RangeContents::usesAround(const Expr *Range) {
  const FunctionDecl *Function = writtenAround(Range, Context);
  if (!Function)
    return nullptr;
  std::unique_ptr<Uses> &Known = Read[Function];
  if (!Known)
    Known = std::make_unique<Uses>(Function, Makers);
  return Known.get();
}

bool RangeContents::isWork(const Expr *Range) {
  Uses *Around = usesAround(Range);
  return !Around || Around->isWork(Range);
}

} // namespace corolint
