// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/flow/SharedReferences.h"
#include "checks/flow/Conditions.h"
#include "checks/flow/FunctionBody.h"
#include "checks/flow/Loops.h"
#include "checks/flow/References.h"
#include "checks/flow/ReturnedTasks.h"
#include "checks/knowledge/ClassMembers.h"
#include "checks/knowledge/EmptyValues.h"
#include "checks/knowledge/Initializers.h"
#include "checks/knowledge/MemberNames.h"
#include "checks/knowledge/OwningPointers.h"
#include "checks/knowledge/TemplateArguments.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

bool isContainer(QualType Type) {
  const CXXRecordDecl *Class = Type.getNonReferenceType()->getAsCXXRecordDecl();
  return Class && isRange(Type) && (isOwner(Class) || hasMember(Class, "erase"));
}

/// Whether \p Type is a view that tells its size, unlike what merely looks like one, such as an
/// error code.
bool isSizedView(QualType Type) {
  const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
  return isView(Class) && hasMember(Class, "size");
}

/// Whether an object of \p Class is a reference or perhaps none: `Maybe<T &>`, `reference_wrapper<T>`,
/// an optional of that.
bool isReferenceHolder(const CXXRecordDecl *Class) {
  if (isStd(Class, "reference_wrapper"))
    return true;
  QualType Argument = typeArgument(Class);
  return !Argument.isNull() && Class->hasDefinition() && Class->hasTrivialDestructor() &&
         (Argument->isLValueReferenceType() ||
          isStd(Argument->getAsCXXRecordDecl(), "reference_wrapper"));
}

/// Follows one function's expressions.
class OriginFinder {
public:
  OriginFinder(const FunctionDecl *Function, const SharedStates &States, unsigned Depth = 0)
      : Function(Function), States(States), Depth(Depth) {}

  SharedOrigin of(const Expr *Value) {
    if (!Value || ++Steps > 64)
      return {};
    Value = strip(Value);
    if (const auto *Cast = dyn_cast<CastExpr>(Value))
      return ofCast(Cast);
    if (const auto *Reference = dyn_cast<DeclRefExpr>(Value))
      return ofVariable(Reference->getDecl());
    if (const auto *Member = dyn_cast<MemberExpr>(Value))
      return isa<FieldDecl>(Member->getMemberDecl()) && !Member->getType()->isReferenceType()
                 ? of(Member->getBase())
                 : SharedOrigin();
    if (const auto *Operator = dyn_cast<UnaryOperator>(Value))
      return Operator->getOpcode() == UO_Deref || Operator->getOpcode() == UO_AddrOf
                 ? of(Operator->getSubExpr())
                 : SharedOrigin();
    if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(Value))
      return of(Subscript->getBase());
    if (const auto *Choice = dyn_cast<ConditionalOperator>(Value)) {
      SharedOrigin Found = of(Choice->getTrueExpr());
      return Found ? Found : of(Choice->getFalseExpr());
    }
    if (const auto *Made = dyn_cast<CXXConstructExpr>(Value))
      return ofConstruction(Made);
    if (const auto *Made = dyn_cast<CallExpr>(Value))
      return ofCall(Made);
    return {};
  }

  SharedOrigin ofIterationOver(const Expr *Range) {
    Range = strip(Range);
    if (!Range->isLValue() || !isContainer(Range->getType()) || !States.of(Range))
      return of(Range);
    SharedOrigin Found = owned(Range, SharedOwner::Container);
    Found.IsIterator = true;
    return Found;
  }

private:
  static const Expr *strip(const Expr *Value) {
    for (const Expr *Previous = nullptr; Value != Previous;) {
      Previous = Value;
      Value = Value->IgnoreParens();
      if (const auto *Cleanups = dyn_cast<ExprWithCleanups>(Value))
        Value = Cleanups->getSubExpr();
      else if (const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(Value))
        Value = Temporary->getSubExpr();
      else if (const auto *Bound = dyn_cast<CXXBindTemporaryExpr>(Value))
        Value = Bound->getSubExpr();
    }
    return Value;
  }

  /// Whether \p Object is no variable and no temporary, but a part of something, or what a call
  /// gives a reference to.
  static bool liesElsewhere(const Expr *Object) {
    return Object->isLValue() && !isa<DeclRefExpr>(strip(Object)->IgnoreParenImpCasts());
  }

  SharedOrigin ofCast(const CastExpr *Cast) {
    switch (Cast->getCastKind()) {
    case CK_NoOp:
    case CK_BitCast:
    case CK_DerivedToBase:
    case CK_UncheckedDerivedToBase:
    case CK_BaseToDerived:
    case CK_UserDefinedConversion:
    case CK_ConstructorConversion:
      return of(Cast->getSubExpr());
    case CK_LValueToRValue: {
      // The pointee of a pointer that lies in a container, or is a member, is not owned by it.
      if (!Cast->getType()->isPointerType())
        return {};
      const auto *Reference = dyn_cast<DeclRefExpr>(strip(Cast->getSubExpr()));
      return Reference && Reference->getDecl()->getType()->isPointerType()
                 ? ofVariable(Reference->getDecl())
                 : SharedOrigin();
    }
    default:
      return {};
    }
  }

  SharedOrigin ofVariable(const ValueDecl *Named) {
    if (const auto *Part = dyn_cast<BindingDecl>(Named)) {
      const auto *Whole = dyn_cast_or_null<VarDecl>(Part->getDecomposedDecl());
      // Of a copy only what refers by itself leads on.
      return Whole && (Whole->getType()->isReferenceType() || isReferring(Part->getType()))
                 ? of(Whole->getInit())
                 : SharedOrigin();
    }
    const auto *Variable = dyn_cast<VarDecl>(Named);
    if (!Variable || !Variable->hasLocalStorage() || isa<ParmVarDecl>(Variable) ||
        Variable->getDeclContext() != Function || !isReferring(Variable->getType()))
      return {};
    return of(Variable->getInit());
  }

  /// The owners around \p Object, which names \p State, that may be replaced as a whole.
  void addOuter(const Expr *Object, SharedOrigin &Found) {
    const auto *Member = dyn_cast<MemberExpr>(Object->IgnoreParenImpCasts());
    if (!Member || Member->isArrow())
      return;
    if (const ValueDecl *Outer = States.of(Member->getBase())) {
      Found.Owners.push_back({Outer, SharedOwner::Object, Outer->getType()});
      addOuter(Member->getBase(), Found);
    }
  }

  /// Whether the object that \p Object is a member of is known by a plain reference or pointer that
  /// the function was given.
  static bool isOfParameter(const Expr *Object) {
    Object = ignoreWrapping(Object);
    if (const auto *Member = dyn_cast<MemberExpr>(Object))
      return isOfParameter(Member->getBase());
    if (const auto *Operator = dyn_cast<UnaryOperator>(Object))
      return isOfParameter(Operator->getSubExpr());
    const auto *Reference = dyn_cast<DeclRefExpr>(Object);
    const auto *Variable = Reference ? dyn_cast<VarDecl>(Reference->getDecl()) : nullptr;
    if (!Variable || !Variable->hasLocalStorage())
      return false;
    QualType Type = Variable->getType();
    if (!Type->isReferenceType() && !Type->isPointerType())
      return false;
    const Expr *Source = initializerBehind(Reference);
    return !Source || isOfParameter(Source);
  }

  SharedOrigin owned(const Expr *Object, SharedOwner::Kind As) {
    SharedOrigin Found;
    if (const ValueDecl *State = States.of(Object)) {
      Found.IsOfParameter = isOfParameter(Object);
      Found.Owners.push_back({State, As, State->getType()});
      addOuter(Object, Found);
    }
    return Found;
  }

  SharedOrigin ofCall(const CallExpr *Made) {
    if (!isa<CXXMemberCallExpr, CXXOperatorCallExpr>(Made))
      if (const Expr *Given = ignoreIdentity(Made); Given != Made)
        return of(Given);
    Call Called = asCallItself(Made);
    if (!Called)
      return {};
    QualType Result = Made->getType();
    bool IsPair = isStd(Result->getAsCXXRecordDecl(), "pair"); // Of an iterator and a yes or no.
    if (!Made->isGLValue() && !isReferring(Result) && !IsPair)
      return {};
    return Called.Object ? ofMemberCall(Called, Result) : ofFreeCall(Called, Result);
  }

  SharedOrigin ofMemberCall(const Call &Called, QualType Result) {
    if (isa<CXXThisExpr>(Called.Object->IgnoreParenImpCasts()) || isMemberPointee(Called.Object))
      return ofAccessor(Called);
    bool IsPointer = Called.Object->getType()->isPointerType();
    QualType Type = IsPointer ? Called.Object->getType()->getPointeeType() : Called.Object->getType();
    const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
    // What a member points to is not its own.
    if (!Class || (IsPointer && States.of(Called.Object)))
      return {};
    // What release() gives is no longer of the object.
    if (const auto *Method = dyn_cast<CXXMethodDecl>(Called.Callee);
        Method && Result->isPointerType() && changeOf(Method) == ChangeKind::Replaces)
      return {};
    OverloadedOperatorKind Operator = Called.Callee->getOverloadedOperator();
    bool Dereferences = Operator == OO_Arrow || Operator == OO_Star ||
                        (Called.Callee->getIdentifier() &&
                         is_contained({"get", "value"}, Called.Callee->getName()));
    if (States.of(Called.Object)) {
      if (isOwningPointer(Class))
        return Dereferences ? owned(Called.Object, SharedOwner::Pointer) : SharedOrigin();
      if (isContainer(Type)) {
        SharedOrigin Found = owned(Called.Object, SharedOwner::Container);
        Found.IsIterator = isIterator(Result->getAsCXXRecordDecl()) ||
                           isStd(Result->getAsCXXRecordDecl(), "pair");
        return Found;
      }
      if (SharedOrigin Found = ofAccessor(Called))
        return Found;
      bool IsOwnView = isSizedView(Result) && isOwner(Class);
      return Result->isPointerType() || IsOwnView ? owned(Called.Object, SharedOwner::Object)
                                                  : SharedOrigin();
    }
    SharedOrigin Found = of(Called.Object);
    if (!Found)
      return isReferenceMember(Called.Object) ? ofAccessor(Called) : SharedOrigin();
    if (Found.IsContainer) {
      Found.IsContainer = false;
      Found.IsIterator = isIterator(Result->getAsCXXRecordDecl()) ||
                         isStd(Result->getAsCXXRecordDecl(), "pair");
      return Found;
    }
    if (isOwningPointer(Class)) {
      if (!Dereferences || isSharingPointer(Class))
        return {};
      Found.IsPointee = true;
      Found.IsIterator = false;
      return Found;
    }
    if (isIterator(Class)) {
      Found.IsIterator &= isIterator(Result->getAsCXXRecordDecl());
      return Found;
    }
    // What a reference that lies in a container refers to lies elsewhere.
    if (isReferenceHolder(Class) && liesElsewhere(Called.Object))
      return {};
    if (isView(Class) || isReferenceHolder(Class) || isContainer(Type) ||
        isa<CXXConversionDecl>(Called.Callee))
      return Found;
    return {};
  }

  /// Whether \p Object is a pointer to another object, of whatever kind, that the function's own has
  /// for a member.
  static bool isMemberPointee(const Expr *Object) {
    Object = strip(Object)->IgnoreParenImpCasts();
    const auto *Arrow = dyn_cast<CXXOperatorCallExpr>(Object);
    if (Arrow && Arrow->getOperator() == OO_Arrow)
      Object = Arrow->getArg(0)->IgnoreParenImpCasts();
    const auto *Member = dyn_cast<MemberExpr>(Object);
    if (!Member || !isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts()))
      return false;
    return Arrow ? isOwningPointer(Member->getType()->getAsCXXRecordDecl())
                 : Member->getType()->isPointerType();
  }

  /// Whether \p Object is a reference to another object that the function's own has for a member.
  static bool isReferenceMember(const Expr *Object) {
    const auto *Member = dyn_cast<MemberExpr>(Object->IgnoreParenImpCasts());
    return Member && Member->getMemberDecl()->getType()->isReferenceType() &&
           isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts());
  }

  /// A member function that only gives out what a member of its object holds, or the member itself,
  /// or nothing.
  SharedOrigin ofAccessor(const Call &Called) {
    const FunctionDecl *Definition = visibleDefinition(Called.Callee);
    if (!Definition || Depth > 2 || isDispatched(Called))
      return {};
    SharedOrigin Found;
    for (const ReturnStmt *Each : returnsOf(Definition)) {
      const Expr *Value = Each->getRetValue();
      if (Value && isEmptyValue(Value, Definition->getReturnType()))
        continue;
      SharedOrigin Given = Value ? ofReturned(Value, Definition) : SharedOrigin();
      bool IsSame = !Found || (Given && Given.Owners[0].State == Found.Owners[0].State);
      if (!Given || !IsSame)
        return {};
      Found = Given;
    }
    return Found;
  }

  /// What \p Returned, which the accessor \p Definition returns, leads into.
  SharedOrigin ofReturned(const Expr *Returned, const FunctionDecl *Definition) {
    OriginFinder Within(Definition, States, Depth + 1);
    const Expr *Given = strip(Returned);
    if (Given->isLValue() && Definition->getReturnType()->isReferenceType() &&
        isContainer(Given->getType()) && States.of(Given)) {
      SharedOrigin Found = Within.owned(Given, SharedOwner::Container);
      Found.IsContainer = true;
      return Found;
    }
    return Within.of(Given);
  }

  SharedOrigin ofFreeCall(const Call &Called, QualType Result) {
    // A library's views are of what they are made from, as the standard's are.
    bool IsLibraryView = isSizedView(Result) && !visibleDefinition(Called.Callee);
    if (!Called.Callee->isInStdNamespace() && !IsLibraryView)
      return Result->isPointerType() || Called.Expression->isGLValue() ? ofReader(Called, Result)
                                                                       : SharedOrigin();
    for (const Expr *Argument : Called.Arguments) {
      // An iterator for an iterator, an element or its parts for an element.
      if (SharedOrigin Found = of(Argument); Found && isReferring(Argument->getType())) {
        Found.IsIterator = isIterator(Result->getAsCXXRecordDecl());
        return Found;
      }
      if (Argument->isLValue() && isContainer(Argument->getType()) && States.of(Argument)) {
        SharedOrigin Found = owned(Argument, SharedOwner::Container);
        Found.IsIterator = isIterator(Result->getAsCXXRecordDecl());
        return Found;
      }
    }
    return {};
  }

  /// What a function, which returns a reference or pointer, gives out of the one object that it is
  /// given: of a `Maybe<T>`, that T.
  SharedOrigin ofReader(const Call &Called, QualType Result) {
    if (Called.Arguments.size() != 1)
      return {};
    const Expr *Given = strip(Called.Arguments[0]);
    QualType Held = typeArgument(Given->getType()->getAsCXXRecordDecl());
    QualType Read = Result->isPointerType() ? Result->getPointeeType() : Result;
    if (Held.isNull() ||
        !Called.Callee->getASTContext().hasSameUnqualifiedType(Held.getNonReferenceType(), Read))
      return {};
    if (SharedOrigin Found = of(Given)) {
      Found.IsIterator = false;
      return Found;
    }
    return Given->isLValue() && !isContainer(Given->getType()) ? owned(Given, SharedOwner::Object)
                                                               : SharedOrigin();
  }

  SharedOrigin ofConstruction(const CXXConstructExpr *Made) {
    if (Made->getNumArgs() == 0 || !isReferring(Made->getType()))
      return {};
    const Expr *Given = Made->getArg(0);
    if (Given->isLValue() && isView(Made->getType()->getAsCXXRecordDecl()) &&
        isContainer(Given->getType()) && States.of(Given))
      return owned(Given, SharedOwner::Container);
    // What a view that lies in a container refers to lies elsewhere.
    if (liesElsewhere(Given) && (Made->getConstructor()->isCopyOrMoveConstructor() ||
                                 isReferenceHolder(Given->getType()->getAsCXXRecordDecl())))
      return {};
    SharedOrigin Found = of(Given);
    Found.IsIterator = isIterator(Made->getType()->getAsCXXRecordDecl());
    return Found;
  }

  const FunctionDecl *Function;
  const SharedStates &States;
  unsigned Depth;
  unsigned Steps = 0;
};

/// Whether adding an element to a container of \p Type may move the others, or \p AnIterator.
bool movesWhenGrowing(QualType Type, bool AnIterator) {
  const CXXRecordDecl *Class = Type.getNonReferenceType()->getAsCXXRecordDecl();
  if (!Class || !Class->isInStdNamespace() || !Class->getIdentifier())
    return false;
  StringRef Name = Class->getName();
  return Name == "vector" || Name == "basic_string" || Name.starts_with("flat_") ||
         (AnIterator && (Name == "deque" || Name.starts_with("unordered_")));
}

} // namespace

SharedOrigin sharedOrigin(const Expr *Value, const FunctionDecl *Function,
                          const SharedStates &States) {
  SharedOrigin Found = OriginFinder(Function, States).of(Value);
  return Found.IsContainer ? SharedOrigin() : Found;
}

SharedOrigin iterationOrigin(const Expr *Range, const FunctionDecl *Function,
                             const SharedStates &States) {
  SharedOrigin Found = OriginFinder(Function, States).ofIterationOver(Range);
  return Found.IsContainer ? SharedOrigin() : Found;
}

bool isReferring(QualType Type) {
  if (Type.isNull())
    return false;
  const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
  return Type->isReferenceType() || Type->isPointerType() ||
         (Class && Class->hasDefinition() &&
          (isIterator(Class) || isView(Class) || isReferenceHolder(Class)));
}

bool invalidates(const StateChange &Change, const SharedOwner &Owner, const SharedOrigin &Origin) {
  if (Owner.As == SharedOwner::Object)
    return Change.Kind == ChangeKind::Replaces;
  if (Change.Kind != ChangeKind::Grows)
    return true;
  return Owner.As == SharedOwner::Container && !Origin.IsPointee &&
         movesWhenGrowing(Owner.Type, Origin.IsIterator);
}

bool asksWhetherEmpty(const FunctionDecl *Function, const ValueDecl *State,
                      const SharedStates &States) {
  struct Finder : FunctionBodyVisitor<Finder> {
    const ValueDecl *State = nullptr;
    const SharedStates *States = nullptr;
    ASTContext *Context = nullptr;
    bool Found = false;
    bool VisitCXXMemberCallExpr(CXXMemberCallExpr *Made) {
      const CXXMethodDecl *Method = Made->getMethodDecl();
      Found |= Method && Method->getIdentifier() && Method->getName() == "empty" &&
               States->of(Made->getImplicitObjectArgument()) == State &&
               isInCondition(Made, *Context);
      return !Found;
    }
  } Search;
  Search.State = State;
  Search.States = &States;
  Search.Context = &Function->getASTContext();
  Search.visitBodyOf(Function);
  return Search.Found;
}

} // namespace corolint
