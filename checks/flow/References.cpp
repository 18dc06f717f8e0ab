// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/flow/References.h"
#include "checks/knowledge/ClassMembers.h"
#include "checks/knowledge/Initializers.h"
#include "checks/knowledge/TemplateArguments.h"
#include "clang/AST/Attr.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// Whether \p Class, or the template it comes from, has the attribute; clang gives [[gsl::Owner]]
/// and [[gsl::Pointer]] to the classes of the standard library itself.
template <typename Attribute> bool hasAttribute(const CXXRecordDecl *Class) {
  if (!Class)
    return false;
  if (Class->hasAttr<Attribute>())
    return true;
  const auto *Specialization = dyn_cast<ClassTemplateSpecializationDecl>(Class);
  return Specialization &&
         Specialization->getSpecializedTemplate()->getTemplatedDecl()->hasAttr<Attribute>();
}

/// Counts what a class is made of, bases and members of class type taken apart.
void countScalars(const CXXRecordDecl *Class, unsigned &Pointers, unsigned &Numbers,
                  unsigned &Others, unsigned Depth = 0) {
  Class = Class->getDefinition();
  if (!Class || Class->isDependentContext() || Depth > 4) {
    ++Others;
    return;
  }
  auto Count = [&](QualType Type) {
    if (const CXXRecordDecl *Part = Type->getAsCXXRecordDecl())
      countScalars(Part, Pointers, Numbers, Others, Depth + 1);
    else
      ++(Type->isPointerType() ? Pointers : Type->isIntegerType() ? Numbers : Others);
  };
  for (const CXXBaseSpecifier &Base : Class->bases())
    Count(Base.getType());
  for (const FieldDecl *Field : Class->fields())
    Count(Field->getType());
}

/// Whether \p Class refers to any object, not only to what a container holds.
bool isReferenceWrapper(const CXXRecordDecl *Class) { return isStd(Class, "reference_wrapper"); }

bool isContainer(QualType Type) {
  return Type->isArrayType() || holdsElements(Type->getAsCXXRecordDecl());
}

/// The class of what the std::shared_ptr \p Pointer points to; null where it has none.
const CXXRecordDecl *pointeeClass(const CXXRecordDecl *Pointer) {
  QualType Pointee = typeArgument(Pointer);
  return Pointee.isNull() ? nullptr : Pointee->getAsCXXRecordDecl();
}

/// Whether objects of \p Class can make others owners of them.
bool sharesItself(const CXXRecordDecl *Class) {
  return !Class->forallBases(
      [](const CXXRecordDecl *Base) { return !isStd(Base, "enable_shared_from_this"); });
}

/// Whether \p Type is a std::shared_ptr to an object that does so.
bool pointsToSharing(QualType Type) {
  const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
  const CXXRecordDecl *Object = isStd(Class, "shared_ptr") ? pointeeClass(Class) : nullptr;
  return Object && Object->hasDefinition() && sharesItself(Object);
}

/// Whether \p Reached is a std::shared_ptr that is made with the object that it points to, which
/// shares itself only if the pointer's type tells so.
bool isMadeWithObject(const Reach &Reached) {
  const Expr *Made = nullptr;
  if (Reached.Temporary)
    Made = Reached.Temporary->getSubExpr();
  else if (Reached.Object && !isa<ParmVarDecl>(Reached.Object))
    Made = Reached.Object->getInit();
  const CXXRecordDecl *Class = Made ? Made->getType()->getAsCXXRecordDecl() : nullptr;
  if (!isStd(Class, "shared_ptr"))
    return false;
  Made = ignoreWrapping(Made);
  if (const auto *Conversion = dyn_cast<CXXConstructExpr>(Made);
      Conversion && Conversion->getNumArgs())
    Made = ignoreWrapping(Conversion->getArg(0));
  QualType Held;
  if (const auto *New = dyn_cast<CXXNewExpr>(Made))
    Held = New->getAllocatedType();
  else if (Call Maker = asCall(Made); Maker && Maker.Callee->isInStdNamespace() &&
                                      Maker.Callee->getIdentifier() &&
                                      Maker.Callee->getName() == "make_shared")
    Held = typeArgument(Made->getType()->getAsCXXRecordDecl());
  const CXXRecordDecl *Object = Held.isNull() ? nullptr : Held->getAsCXXRecordDecl();
  return Object && Object->hasDefinition() &&
         (!sharesItself(Object) || pointeeClass(Class) == Object);
}

/// Whether \p Type may be the source of a view of what it holds.
bool isViewable(QualType Type) {
  return isContainer(Type) || isOwner(Type->getAsCXXRecordDecl());
}

/// Whether \p View is a view of what can be called, such as std::function_ref, for the closure \p
/// Type.
bool isCallableView(const CXXRecordDecl *View, QualType Type) {
  const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
  return Class && Class->isLambda() &&
         !membersNamed(View, View->getASTContext().DeclarationNames.getCXXOperatorName(OO_Call))
              .empty();
}

bool isLocalObject(const VarDecl *Variable) {
  if (!Variable->hasLocalStorage())
    return false;
  if (!Variable->getType()->isReferenceType())
    return true;
  // A temporary that lives as long as the reference to it.
  const Expr *Initializer = isa<ParmVarDecl>(Variable) ? nullptr : Variable->getInit();
  if (const auto *Cleanups = dyn_cast_or_null<ExprWithCleanups>(Initializer))
    Initializer = Cleanups->getSubExpr();
  return isa_and_nonnull<MaterializeTemporaryExpr>(Initializer);
}

/// In the body of a lambda `this` is the object of the function around it.
bool isLambdaBody(const FunctionDecl *Function) {
  const auto *Method = dyn_cast<CXXMethodDecl>(Function);
  return Method && Method->getParent()->isLambda();
}

/// Finds the variables that are moved from, and owners that may be made to let go of what they own,
/// or to share it: they are released or swapped, somebody is given a reference to them, a
/// std::shared_ptr is used for anything but its object, or more than once where that can share
/// itself.
class MoveFinder : public RecursiveASTVisitor<MoveFinder> {
public:
  explicit MoveFinder(DenseSet<const ValueDecl *> &Moved) : Moved(Moved) {}
  bool VisitCallExpr(CallExpr *Call) {
    if (Call->isXValue() && Call->getNumArgs() == 1)
      if (const auto *Reference = dyn_cast<DeclRefExpr>(ignoreIdentity(Call)))
        Moved.insert(Reference->getDecl());
    const FunctionDecl *Callee = Call->getDirectCallee();
    if (Callee && !isa<CXXOperatorCallExpr>(Call))
      for (auto [Argument, Parameter] : zip(Call->arguments(), Callee->parameters()))
        if (Parameter->getType()->isLValueReferenceType() &&
            !Parameter->getType()->getPointeeType().isConstQualified())
          letGo(Argument);
    return true;
  }
  bool VisitLambdaExpr(LambdaExpr *Lambda) {
    for (const LambdaCapture &Each : Lambda->captures())
      if (Each.capturesVariable() && Each.getCaptureKind() == LCK_ByCopy &&
          isStd(Each.getCapturedVar()->getType()->getAsCXXRecordDecl(), "shared_ptr"))
        Moved.insert(Each.getCapturedVar());
    return true;
  }
  bool VisitCXXOperatorCallExpr(CXXOperatorCallExpr *Call) {
    if (is_contained({OO_Arrow, OO_Star}, Call->getOperator()))
      Dereferenced.insert(Call->getArg(0)->IgnoreParenImpCasts());
    return true;
  }
  // What has another name may be shared by that.
  bool VisitVarDecl(VarDecl *Variable) {
    const Expr *Bound = Variable->getType()->isReferenceType() ? Variable->getInit() : nullptr;
    const auto *Access = Bound ? dyn_cast<CXXOperatorCallExpr>(ignoreWrapping(Bound)) : nullptr;
    if (Access && Access->getOperator() == OO_Star)
      if (const auto *Owner = dyn_cast<DeclRefExpr>(ignoreWrapping(Access->getArg(0)));
          Owner && pointsToSharing(Owner->getType()))
        Moved.insert(Owner->getDecl());
    return true;
  }
  bool VisitDeclRefExpr(DeclRefExpr *Reference) {
    const CXXRecordDecl *Class = Reference->getType()->getAsCXXRecordDecl();
    if (!isStd(Class, "shared_ptr"))
      return true;
    bool MayShare =
        pointsToSharing(Reference->getType()) && !MayShareOnce.insert(Reference->getDecl()).second;
    if (MayShare || !Dereferenced.contains(Reference))
      Moved.insert(Reference->getDecl());
    return true;
  }
  bool VisitCXXMemberCallExpr(CXXMemberCallExpr *Call) {
    const CXXMethodDecl *Method = Call->getMethodDecl();
    if (isa_and_nonnull<CXXConversionDecl>(Method)) // if (pointer)
      Dereferenced.insert(Call->getImplicitObjectArgument()->IgnoreParenImpCasts());
    if (Method && Method->getIdentifier() && is_contained({"release", "swap"}, Method->getName()))
      letGo(Call->getImplicitObjectArgument());
    return true;
  }

private:
  void letGo(const Expr *Owner) {
    const auto *Reference = dyn_cast<DeclRefExpr>(Owner->IgnoreParenImpCasts());
    if (Reference && isSoleOwner(Reference->getType()))
      Moved.insert(Reference->getDecl());
  }

  DenseSet<const ValueDecl *> &Moved;
  DenseSet<const Expr *> Dereferenced; ///< Mentions that only lead to the object.
  DenseSet<const ValueDecl *> MayShareOnce; ///< Owners, mentioned so far, of what shares itself.
};

} // namespace

bool isCapturedByCopy(const ValueDecl *Variable, const FunctionDecl *Body) {
  return isLambdaBody(Body) &&
         any_of(cast<CXXMethodDecl>(Body)->getParent()->captures(), [&](const LambdaCapture &Each) {
           return Each.capturesVariable() && Each.getCapturedVar() == Variable &&
                  Each.getCaptureKind() == LCK_ByCopy;
         });
}

bool isPointerLike(const CXXRecordDecl *Class) {
  return !membersNamed(Class, Class->getASTContext().DeclarationNames.getCXXOperatorName(OO_Arrow))
              .empty();
}

bool holdsElements(const CXXRecordDecl *Class) {
  return hasAttribute<OwnerAttr>(Class) && !isPointerLike(Class);
}

bool isSoleOwner(QualType Type) {
  const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
  if (isStd(Class, "optional"))
    return !typeArgument(Class).isNull() && !typeArgument(Class)->isReferenceType();
  QualType Deleter = isStd(Class, "unique_ptr") ? typeArgument(Class, 1) : QualType();
  return !Deleter.isNull() && isStd(Deleter->getAsCXXRecordDecl(), "default_delete");
}

bool isView(const CXXRecordDecl *Class) {
  if (!Class || !Class->hasDefinition() || Class->isLambda())
    return false;
  if (hasAttribute<PointerAttr>(Class))
    return true;
  if (!Class->hasTrivialDestructor() || Class->isDependentContext())
    return false;
  unsigned Pointers = 0, Numbers = 0, Others = 0;
  countScalars(Class, Pointers, Numbers, Others);
  return Others == 0 && ((Pointers == 1 && Numbers == 1) || (Pointers == 2 && Numbers == 0));
}

bool isOwner(const CXXRecordDecl *Class) {
  return Class && Class->hasDefinition() && !Class->isDependentContext() && !Class->isLambda() &&
         !Class->hasTrivialDestructor() && !isPointerLike(Class);
}

const FieldDecl *fieldKeeping(const Call &Made, int Index, const Reach &Reached) {
  const CXXRecordDecl *Class = Made.Expression->getType()->getAsCXXRecordDecl();
  Class = Class ? Class->getDefinition() : nullptr;
  const Expr *Given = Index < 0 ? nullptr : Made.argument(Index);
  if (!Class || !Given)
    return nullptr;
  QualType Type = Given->getType().getNonReferenceType();
  bool IsPointer = Reached.Kind == Reach::Carries && Type->isPointerType();
  QualType Referent = IsPointer ? Type->getPointeeType() : Type;
  const CXXRecordDecl *ReferentClass = Referent->getAsCXXRecordDecl();
  const ASTContext &Context = Class->getASTContext();
  for (const FieldDecl *Field : Class->fields()) {
    QualType Kept = Field->getType();
    if (Reached.Kind == Reach::Carries && Context.hasSameUnqualifiedType(Kept, Type))
      return Field;
    bool Refers = Kept->isReferenceType() || Kept->isPointerType();
    if (!Refers || (Reached.Kind == Reach::Carries && !IsPointer))
      continue;
    QualType Pointee = Kept->getPointeeType();
    const CXXRecordDecl *PointeeClass = Pointee->getAsCXXRecordDecl();
    if (Context.hasSameUnqualifiedType(Pointee, Referent) ||
        (PointeeClass && PointeeClass->hasDefinition() && ReferentClass &&
         ReferentClass->hasDefinition() && ReferentClass->isDerivedFrom(PointeeClass)))
      return Field;
  }
  return nullptr;
}

References::References(const FunctionDecl *Function) : Function(Function) {
  MoveFinder(Moved).TraverseStmt(Function->getBody());
}

Reach References::of(const Expr *Argument) const {
  if (const auto *Cleanups = dyn_cast<ExprWithCleanups>(Argument))
    Argument = Cleanups->getSubExpr();
  return Argument->isGLValue() ? ofLvalue(Argument) : ofValue(Argument);
}

Reach References::ofObject(const Expr *Object) const {
  // The object of `p->f()` is the pointer.
  Reach Found = of(Object);
  if (!Object->isGLValue() && Object->getType()->isPointerType())
    return Found.Kind == Reach::Carries ? Found : Reach();
  // A moved object hands itself over.
  return Object->isXValue() && !Found.Temporary ? Reach() : Found;
}

Reach References::ofVariable(const DeclRefExpr *Reference) const {
  const auto *Variable = dyn_cast<VarDecl>(Reference->getDecl());
  if (!Variable || OfTemporaries)
    return {};
  // What a lambda has captured by value is a part of the lambda.
  if (Reference->refersToEnclosingVariableOrCapture())
    return IsOfCaller && !Parameter && isCapturedByCopy(Variable, Function) &&
                   !Variable->getType()->isReferenceType()
               ? Reach{Reach::Names, nullptr}
               : Reach();
  if (IsOfCaller && Parameter && Variable == Parameter)
    return {Carries ? Reach::Carries : Reach::Names, nullptr};
  if (Variable->getDeclContext() != Function)
    return {};
  if (!IsOfCaller && isLocalObject(Variable))
    return {Reach::Names, Variable};
  // A reference is another name for what it was bound to.
  const Expr *Bound = Variable->getType()->isReferenceType() && !isLocalObject(Variable)
                          ? initializerBehind(Reference)
                          : nullptr;
  return Bound ? of(Bound) : Reach();
}

Reach References::inside(const Expr *Owner) const {
  Reach Found = ofLvalue(Owner);
  QualType Type = Owner->getType();
  if (Found.Kind == Reach::Names && !Moved.contains(Found.Object) &&
      (isContainer(Type) || isSoleOwner(Type) || isMadeWithObject(Found)))
    return Found;
  return {};
}

Reach References::ofLvalue(const Expr *Lvalue) const {
  Lvalue = Lvalue->IgnoreParens();
  if (const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(Lvalue)) {
    Reach Found = of(Temporary->getSubExpr());
    if (Found.Kind == Reach::Carries)
      return Found;
    return OfTemporaries && Temporary->getStorageDuration() == SD_FullExpression
               ? Reach{Reach::Names, nullptr, Temporary}
               : Reach();
  }
  if (const auto *Reference = dyn_cast<DeclRefExpr>(Lvalue))
    return ofVariable(Reference);
  if (const auto *Member = dyn_cast<MemberExpr>(Lvalue)) {
    const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl());
    if (!Field || Field->getType()->isReferenceType())
      return {};
    Reach Found = of(Member->getBase());
    if (!Member->isArrow())
      return Found;
    return Found.Kind == Reach::Carries ? Found.by(Reach::Names) : Reach();
  }
  if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(Lvalue)) {
    Reach Found = of(Subscript->getBase());
    return Found.Kind == Reach::Carries ? Found.by(Reach::Names) : Reach();
  }
  if (const auto *Operator = dyn_cast<UnaryOperator>(Lvalue)) {
    Reach Found = Operator->getOpcode() == UO_Deref ? of(Operator->getSubExpr()) : Reach();
    return Found.Kind == Reach::Carries ? Found.by(Reach::Names) : Reach();
  }
  if (const auto *Conditional = dyn_cast<ConditionalOperator>(Lvalue)) {
    Reach Found = of(Conditional->getTrueExpr());
    return Found ? Found : of(Conditional->getFalseExpr());
  }
  if (const auto *Cast = dyn_cast<CastExpr>(Lvalue)) {
    switch (Cast->getCastKind()) {
    case CK_NoOp:
    case CK_DerivedToBase:
    case CK_UncheckedDerivedToBase:
    case CK_BaseToDerived:
      return of(Cast->getSubExpr());
    default:
      return {};
    }
  }
  if (const auto *Made = dyn_cast<CallExpr>(Lvalue)) {
    if (const Expr *Given = ignoreIdentity(Made); Given != Made)
      return of(Given);
    return ofCall(Made);
  }
  return {};
}

Reach References::ofValue(const Expr *Value) const {
  Value = Value->IgnoreParens();
  auto Carried = [](Reach Found) { return Found.Kind == Reach::Carries ? Found : Reach(); };
  if (isa<CXXThisExpr>(Value))
    return IsOfCaller && !OfTemporaries && !Parameter && !isLambdaBody(Function) ? Reach{Reach::Carries, nullptr}
                                                               : Reach();
  if (const auto *Temporary = dyn_cast<CXXBindTemporaryExpr>(Value))
    return of(Temporary->getSubExpr());
  if (const auto *Operator = dyn_cast<UnaryOperator>(Value)) {
    Reach Found = Operator->getOpcode() == UO_AddrOf ? of(Operator->getSubExpr()) : Reach();
    return Found ? Found.by(Reach::Carries) : Reach();
  }
  if (const auto *Cast = dyn_cast<CastExpr>(Value)) {
    if (Cast->getCastKind() == CK_ArrayToPointerDecay) {
      Reach Found = of(Cast->getSubExpr());
      return Found ? Found.by(Reach::Carries) : Reach();
    }
    return Cast->getType()->isVoidType() ? Reach() : Carried(of(Cast->getSubExpr()));
  }
  if (const auto *Conditional = dyn_cast<ConditionalOperator>(Value)) {
    Reach Found = of(Conditional->getTrueExpr());
    return Carried(Found ? Found : of(Conditional->getFalseExpr()));
  }
  if (const auto *Made = dyn_cast<CXXConstructExpr>(Value))
    return ofConstruction(Made);
  if (const auto *List = dyn_cast<CXXStdInitializerListExpr>(Value)) {
    Reach Found = of(List->getSubExpr());
    return Found ? Found.by(Reach::Carries) : Reach();
  }
  if (const auto *List = dyn_cast<InitListExpr>(Value)) {
    Call Made;
    Made.Expression = List;
    append_range(Made.Arguments, List->inits());
    for (auto [Index, Each] : enumerate(List->inits()))
      if (Reach Found = of(Each); Found && fieldKeeping(Made, Index, Found))
        return Found.by(Reach::Carries);
    return {};
  }
  if (const auto *Made = dyn_cast<CallExpr>(Value))
    return ofCall(Made);
  return {};
}

Reach References::ofCall(const CallExpr *Made) const {
  Call Called = asCallItself(Made);
  if (!Called)
    return {};
  QualType Result = Made->getType();
  bool GivesReference = Made->isGLValue();
  bool GivesView = !GivesReference &&
                   (Result->isPointerType() || isView(Result->getAsCXXRecordDecl()));
  if (!GivesReference && !GivesView)
    return {};
  Reach::Way Way = GivesReference ? Reach::Names : Reach::Carries;
  if (Called.Object) {
    // What a container gives out lies in it; a conversion to a view is for that.
    if (Reach Found = inside(Called.Object))
      return Found.by(Way);
    Reach Found = of(Called.Object);
    QualType Type = Called.Object->getType();
    bool Converts = Found.Kind == Reach::Names && isa<CXXConversionDecl>(Called.Callee) &&
                    GivesView && !Result->isPointerType() && isViewable(Type) &&
                    !Moved.contains(Found.Object);
    bool IsPart = Found.Kind == Reach::Carries && isView(Type->getAsCXXRecordDecl());
    return Converts || IsPart ? Found.by(Way) : Reach();
  }
  const CXXRecordDecl *View = Result->getAsCXXRecordDecl();
  for (auto [Index, Argument] : enumerate(Called.Arguments)) {
    if (Index >= Called.Callee->getNumParams())
      break;
    const ParmVarDecl *Given = Called.Callee->getParamDecl(Index);
    Reach Found = of(Argument);
    if (!Found || GivesReference)
      continue;
    if (Found.Kind == Reach::Carries) {
      if (View)
        return Found; // A part of a view, or a pointer with its length.
      continue;
    }
    if (!Given->getType()->isReferenceType())
      continue;
    QualType Type = Argument->getType();
    const ASTContext &Context = Function->getASTContext();
    bool IsAddress = Result->isPointerType() && Called.Arguments.size() == 1 &&
                     Context.hasSameUnqualifiedType(Result->getPointeeType(), Type);
    if (IsAddress || Given->hasAttr<LifetimeBoundAttr>() || isReferenceWrapper(View) ||
        (View && isContainer(Type) && !Moved.contains(Found.Object)))
      return Found.by(Reach::Carries);
  }
  return {};
}

Reach References::ofConstruction(const CXXConstructExpr *Made) const {
  const CXXConstructorDecl *Constructor = Made->getConstructor();
  const CXXRecordDecl *Class = Constructor->getParent();
  Call Called = asCallItself(Made);
  if (Constructor->isCopyOrMoveConstructor() && !Called.Arguments.empty()) {
    Reach Found = of(Called.Arguments[0]);
    return Found.Kind == Reach::Carries ? Found : Reach();
  }
  for (auto [Index, Argument] : enumerate(Called.Arguments)) {
    Reach Found = of(Argument);
    if (!Found)
      continue;
    if (isReferenceWrapper(Class))
      return Found.by(Reach::Carries);
    if (isView(Class)) {
      if (Found.Kind == Reach::Carries)
        return Found;
      if ((isViewable(Argument->getType()) || isCallableView(Class, Argument->getType())) &&
          !Moved.contains(Found.Object))
        return Found.by(Reach::Carries);
    } else if (!hasAttribute<OwnerAttr>(Class) && !Class->isInStdNamespace() &&
               fieldKeeping(Called, Index, Found)) {
      return Found.by(Reach::Carries);
    }
  }
  return {};
}

} // namespace corolint
