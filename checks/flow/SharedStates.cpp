// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/flow/SharedStates.h"
#include "checks/flow/References.h"
#include "checks/flow/ReturnedTasks.h"
#include "checks/knowledge/ClassMembers.h"
#include "checks/knowledge/EmptyValues.h"
#include "checks/knowledge/MemberNames.h"
#include "checks/knowledge/OwningPointers.h"
#include "checks/knowledge/StdNames.h"
#include "checks/knowledge/TemplateArguments.h"
#include "checks/knowledge/WrittenFunctions.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// What \p Object is under casts, temporaries and what only hands it on, such as std::move.
const Expr *ignoreCasts(const Expr *Object) {
  while (true) {
    Object = Object->IgnoreParenCasts();
    if (const auto *Temporary = dyn_cast<CXXBindTemporaryExpr>(Object)) {
      Object = Temporary->getSubExpr();
      continue;
    }
    // What range-for calls is not written: ignoreIdentity() would look through its begin().
    const bool MayHandOn =
        isa<CallExpr>(Object) && !isa<CXXMemberCallExpr, CXXOperatorCallExpr>(Object);
    const Expr *Given = MayHandOn ? ignoreIdentity(Object) : Object;
    if (Given == Object)
      return Object;
    Object = Given;
  }
}

/// What the local \p Variable is initialised by; null for parameters and without an initialiser.
const Expr *initialOf(const VarDecl *Variable) {
  const Expr *Initial = isa<ParmVarDecl>(Variable) ? nullptr : Variable->getInit();
  // `(value)`, in what is a template, has no type.
  return Initial && !Initial->getType().isNull() ? Initial : nullptr;
}

bool isNamed(const FunctionDecl *Function, StringRef Name) {
  return Function->getIdentifier() && Function->getName() == Name;
}

bool isOptional(QualType Type) {
  return isSoleOwner(Type) && isStd(Type->getAsCXXRecordDecl(), "optional");
}

/// Whether a part of \p Class, an instance of a template of the standard library, is a reference.
bool hasReferencePart(const CXXRecordDecl *Class) {
  const auto *Instance = dyn_cast_or_null<ClassTemplateSpecializationDecl>(Class);
  auto IsReference = [](const TemplateArgument &Each) {
    return Each.getKind() == TemplateArgument::Type && Each.getAsType()->isReferenceType();
  };
  return Instance &&
         any_of(Instance->getTemplateArgs().asArray(), [&](const TemplateArgument &Each) {
           return IsReference(Each) || (Each.getKind() == TemplateArgument::Pack &&
                                        any_of(Each.pack_elements(), IsReference));
         });
}

/// Whether \p Type is a pointer, an iterator, or a pair that begins with one.
bool isPosition(QualType Type) {
  const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
  if (QualType First = isStd(Class, "pair") ? typeArgument(Class) : QualType(); !First.isNull())
    return First->isPointerType() || isIterator(First->getAsCXXRecordDecl());
  return Type->isPointerType() || isIterator(Class);
}

/// Collects what one function assigns to local variables that point or stand for other objects.
class AssignmentFinder : public RecursiveASTVisitor<AssignmentFinder> {
public:
  using Values = DenseMap<const VarDecl *, SmallVector<const Expr *, 1>>;
  explicit AssignmentFinder(Values &Assigned) : Assigned(Assigned) {}
  bool VisitBinaryOperator(BinaryOperator *Operator) {
    if (Operator->getOpcode() == BO_Assign)
      assign(Operator->getLHS(), Operator->getRHS());
    return true;
  }
  bool VisitCXXOperatorCallExpr(CXXOperatorCallExpr *Made) {
    if (Made->getOperator() == OO_Equal && Made->getNumArgs() == 2)
      assign(Made->getArg(0), Made->getArg(1));
    return true;
  }
  // swap(one, other), one.swap(other), one.reset(pointer)
  bool VisitCallExpr(CallExpr *Expression) {
    Call Made = asCallItself(Expression);
    const IdentifierInfo *Name = Made ? Made.Callee->getIdentifier() : nullptr;
    const bool Swaps = Name && Name->isStr("swap");
    SmallVector<const Expr *, 3> Given;
    if (Made.Object)
      Given.push_back(Made.Object);
    append_range(Given, Made.Arguments);
    if (Given.size() != 2 || !(Swaps || (Name && Name->isStr("reset") && Made.Object)))
      return true;
    assign(Given[0], Given[1]);
    if (Swaps)
      assign(Given[1], Given[0]);
    return true;
  }

private:
  void assign(const Expr *Left, const Expr *Value) {
    const auto *Reference = dyn_cast<DeclRefExpr>(Left->IgnoreParenImpCasts());
    const auto *Variable = Reference ? dyn_cast<VarDecl>(Reference->getDecl()) : nullptr;
    if (Variable && Variable->hasLocalStorage() &&
        (Variable->getType()->isPointerType() || Variable->getType()->isRecordType()))
      Assigned[Variable].push_back(Value);
  }

  Values &Assigned;
};

} // namespace

const ValueDecl *SharedStates::of(const Expr *Object) const {
  Object = Object->IgnoreParenImpCasts();
  if (const auto *Member = dyn_cast<MemberExpr>(Object)) {
    if (const auto *Static = dyn_cast<VarDecl>(Member->getMemberDecl()))
      return Static->getType().isConstQualified() ? nullptr : Static->getCanonicalDecl();
    const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl());
    if (!Field || Field->getType().isConstQualified() || isLocal(Member))
      return nullptr;
    // A part of a pair belongs to what the pair lies in.
    if (Field->getParent()->isInStdNamespace())
      return Member->isArrow() ? nullptr : of(Member->getBase());
    return Field;
  }
  const auto *Reference = dyn_cast<DeclRefExpr>(Object);
  const auto *Variable = Reference ? dyn_cast<VarDecl>(Reference->getDecl()) : nullptr;
  if (!Variable)
    return nullptr;
  if (!Variable->hasLocalStorage())
    return Variable->getType().isConstQualified() ? nullptr : Variable->getCanonicalDecl();
  const Expr *Initial = Variable->getType()->isReferenceType() ? initialOf(Variable) : nullptr;
  if (!Initial)
    return nullptr;
  if (auto [Known, IsNew] = Named.try_emplace(Variable, nullptr); !IsNew)
    return Known->second;
  const ValueDecl *Found = of(Initial);
  return Named[Variable] = Found;
}

bool SharedStates::isLocal(const Expr *Object) const {
  Object = ignoreCasts(Object);
  if (const auto *Reference = dyn_cast<DeclRefExpr>(Object))
    return isLocal(Reference->getDecl());
  if (const auto *Member = dyn_cast<MemberExpr>(Object)) {
    const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl());
    if (!Field || Field->getType()->isReferenceType())
      return false;
    return Member->isArrow() ? leadsIntoLocal(Member->getBase()) : isLocal(Member->getBase());
  }
  if (const auto *Choice = dyn_cast<ConditionalOperator>(Object); Choice && Choice->isGLValue())
    return isLocal(Choice->getTrueExpr()) && isLocal(Choice->getFalseExpr());
  if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(Object))
    return leadsIntoLocal(Subscript->getBase());
  if (const auto *Operator = dyn_cast<UnaryOperator>(Object);
      Operator && Operator->getOpcode() == UO_Deref)
    return leadsIntoLocal(Operator->getSubExpr());
  if (Call Made = asCallItself(Object); Made && Object->isGLValue() && givesPartOfLocal(Made))
    return true;
  return !Object->isLValue();
}

bool SharedStates::isLocal(const ValueDecl *Named) const {
  if (const auto *Binding = dyn_cast<BindingDecl>(Named))
    return Binding->getBinding() && isLocal(Binding->getBinding());
  const auto *Variable = dyn_cast<VarDecl>(Named);
  if (!Variable || !Variable->hasLocalStorage())
    return false;
  if (!Variable->getType()->isReferenceType())
    return true;
  const Expr *Initial = initialOf(Variable);
  if (!Initial)
    return false;
  if (auto [Known, IsNew] = Local.try_emplace(Variable, false); !IsNew)
    return Known->second;
  bool Found = isLocal(Initial);
  return Local[Variable] = Found;
}

bool SharedStates::isOfLocal(const Call &Made) const {
  return Made.Object->getType()->isPointerType() ? leadsIntoLocal(Made.Object)
                                                 : isLocal(Made.Object);
}

bool SharedStates::givesPartOfLocal(const Call &Made) const {
  const OverloadedOperatorKind Operator = Made.Callee->getOverloadedOperator();
  const auto *Method = dyn_cast<CXXMethodDecl>(Made.Callee);
  if (!Method || !Made.Object)
    return isFromStd(Made.Callee) && isNamed(Made.Callee, "get") && Made.Arguments.size() == 1 &&
           !hasReferencePart(Made.Arguments[0]->getType()->getAsCXXRecordDecl()) &&
           isLocal(Made.Arguments[0]);
  const CXXRecordDecl *Class = Method->getParent();
  if (Operator == OO_Star || (Operator == OO_Subscript && isIterator(Class)))
    return leadsIntoLocal(Made.Object);
  const bool GivesElement =
      holdsElements(Class) || isOptional(Made.Object->IgnoreParenImpCasts()->getType());
  return (GivesElement || givesOwnPart(Method)) && isOfLocal(Made);
}

bool SharedStates::leadsIntoLocal(const Expr *Position) const {
  Position = ignoreCasts(Position);
  if (isOptional(Position->getType()) || Position->getType()->isArrayType())
    return isLocal(Position);
  if (const auto *Reference = dyn_cast<DeclRefExpr>(Position)) {
    const ValueDecl *Named = Reference->getDecl();
    if (const auto *Binding = dyn_cast<BindingDecl>(Named))
      Named = Binding->getDecomposedDecl();
    const auto *Variable = dyn_cast_or_null<VarDecl>(Named);
    return Variable && leadsIntoLocal(Variable);
  }
  if (const auto *Member = dyn_cast<MemberExpr>(Position)) { // .first
    const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl());
    return Field && !Member->isArrow() && Field->getParent()->isInStdNamespace() &&
           leadsIntoLocal(Member->getBase());
  }
  if (const auto *Operator = dyn_cast<UnaryOperator>(Position)) {
    if (Operator->getOpcode() == UO_AddrOf)
      return isLocal(Operator->getSubExpr());
    return Operator->isIncrementDecrementOp() && leadsIntoLocal(Operator->getSubExpr());
  }
  if (const auto *Sum = dyn_cast<BinaryOperator>(Position))
    return Sum->isAdditiveOp() && Sum->getType()->isPointerType() &&
           leadsIntoLocal(Sum->getLHS()->getType()->isPointerType() ? Sum->getLHS()
                                                                    : Sum->getRHS());
  if (const auto *Choice = dyn_cast<ConditionalOperator>(Position))
    return leadsIntoLocal(Choice->getTrueExpr()) && leadsIntoLocal(Choice->getFalseExpr());
  if (const auto *Made = dyn_cast<CXXConstructExpr>(Position)) {
    if (Made->getNumArgs() == 0)
      return false;
    if (isSoleOwner(Made->getType()) && isa<CXXNewExpr>(ignoreCasts(Made->getArg(0))))
      return true;
    return (Made->getConstructor()->isCopyOrMoveConstructor() ||
            isIterator(Made->getType()->getAsCXXRecordDecl())) &&
           leadsIntoLocal(Made->getArg(0));
  }
  Call Made = asCallItself(Position);
  return Made && givesPositionInLocal(Made);
}

bool SharedStates::leadsIntoLocal(const VarDecl *Position) const {
  if (!Position->hasLocalStorage() || isa<ParmVarDecl>(Position))
    return false;
  if (auto [Known, IsNew] = Leading.try_emplace(Position, false); !IsNew)
    return Known->second;
  SmallVector<const Expr *, 4> Values(assignedTo(Position));
  if (const Expr *Initial = initialOf(Position))
    Values.push_back(Initial);
  erase_if(Values, [&](const Expr *Each) { return isEmptyValue(Each, Position->getType()); });
  bool Found =
      !Values.empty() && all_of(Values, [&](const Expr *Each) { return leadsIntoLocal(Each); });
  return Leading[Position] = Found;
}

bool SharedStates::givesPositionInLocal(const Call &Made) const {
  const QualType Result = Made.Expression->getType();
  const OverloadedOperatorKind Operator = Made.Callee->getOverloadedOperator();
  // A reference, other than what `++it` gives, is to a position that lies somewhere.
  if (Made.Expression->isGLValue() &&
      !is_contained({OO_PlusPlus, OO_MinusMinus, OO_PlusEqual, OO_MinusEqual}, Operator))
    return false;
  const auto *Method = dyn_cast<CXXMethodDecl>(Made.Callee);
  if (!Method || !Made.Object)
    return (isFromStd(Made.Callee) && isNamed(Made.Callee, "make_unique")) || goesOnInLocal(Made);
  if (Operator == OO_Arrow)
    return leadsIntoLocal(Made.Object);
  if (holdsElements(Method->getParent()))
    return isPosition(Result) && isOfLocal(Made);
  // One that gives what it owns: get().
  return Result->isPointerType() && isSoleOwner(Made.Object->getType())
             ? leadsIntoLocal(Made.Object)
             : goesOnInLocal(Made);
}

bool SharedStates::goesOnInLocal(const Call &Made) const {
  const ASTContext &Context = Made.Callee->getASTContext();
  const QualType Result = Made.Expression->getType();
  const bool IsStep =
      Made.Callee->isOverloadedOperator() && isIterator(Result->getAsCXXRecordDecl());
  if (!isPosition(Result) || !(IsStep || isFromStd(Made.Callee)))
    return false;
  SmallVector<const Expr *, 4> Given(Made.Arguments);
  if (Made.Object)
    Given.push_back(Made.Object);
  const CXXRecordDecl *Class = Given.empty() ? nullptr : Given[0]->getType()->getAsCXXRecordDecl();
  if (holdsElements(Class) && hasMember(Class, "begin"))
    return isLocal(Given[0]);
  erase_if(Given, [&](const Expr *Each) {
    return !Context.hasSameUnqualifiedType(Each->getType(), Result);
  });
  return !Given.empty() && all_of(Given, [&](const Expr *Each) { return leadsIntoLocal(Each); });
}

bool SharedStates::givesOwnPart(const CXXMethodDecl *Method) const {
  auto [Known, IsNew] = OwnParts.try_emplace(Method, false);
  const FunctionDecl *Definition = IsNew ? visibleDefinition(Method) : nullptr;
  if (!Definition)
    return Known->second;
  auto IsPart = [](const ReturnStmt *Return) {
    const Expr *Value = Return->getRetValue();
    const auto *Member = Value ? dyn_cast<MemberExpr>(Value->IgnoreParenImpCasts()) : nullptr;
    return Member && !Member->getMemberDecl()->getType()->isReferenceType() &&
           isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts());
  };
  SmallVector<const ReturnStmt *, 4> Returns = returnsOf(Definition);
  return Known->second = !Returns.empty() && all_of(Returns, IsPart);
}

ArrayRef<const Expr *> SharedStates::assignedTo(const VarDecl *Variable) const {
  const auto *Function = dyn_cast_or_null<FunctionDecl>(Variable->getParentFunctionOrMethod());
  Function = Function ? makerOf(Function) : nullptr;
  if (Function && Read.insert(Function).second) {
    AssignmentFinder Finder(Assigned);
    if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(Function))
      for (const CXXCtorInitializer *Each : Constructor->inits())
        Finder.TraverseStmt(Each->getInit());
    Finder.TraverseStmt(Function->getBody());
  }
  auto Found = Assigned.find(Variable);
  return Found == Assigned.end() ? ArrayRef<const Expr *>() : Found->second;
}

} // namespace corolint
