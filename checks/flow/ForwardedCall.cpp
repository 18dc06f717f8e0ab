// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/flow/ForwardedCall.h"
#include "checks/knowledge/Calls.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// Judges the arguments of a call by what becomes of them when its caller returns while its task is
/// still to run.
class ArgumentReader {
public:
  SmallPtrSet<const ValueDecl *, 4> HandedOn; ///< Parameters that arguments are copied or moved of.

  /// Whether \p Argument, given for a parameter or an object of type \p Type, is as good later.
  bool lasts(const Expr *Argument, bool ByReference) {
    return ByReference ? refersToLasting(Argument) : isLastingValue(Argument);
  }

private:
  /// What casts that keep the object, std::move and std::forward included, are applied to.
  static const Expr *object(const Expr *Glvalue) {
    Glvalue = Glvalue->IgnoreParenImpCasts();
    while (const auto *Handed = dyn_cast<CallExpr>(Glvalue)) {
      if (!Handed->isCallToStdMove() && !isForward(Handed))
        break;
      Glvalue = Handed->getArg(0)->IgnoreParenImpCasts();
    }
    return Glvalue;
  }

  static bool isForward(const CallExpr *Handed) {
    const FunctionDecl *Callee = Handed->getDirectCallee();
    return Callee && Callee->getBuiltinID() == Builtin::BIforward;
  }

  /// Whether \p Glvalue names an object that is there after the function has returned.
  bool refersToLasting(const Expr *Glvalue) {
    const Expr *Object = object(Glvalue);
    if (isa<clang::StringLiteral>(Object))
      return true;
    if (const auto *Reference = dyn_cast<DeclRefExpr>(Object)) {
      const ValueDecl *Named = Reference->getDecl();
      const auto *Variable = dyn_cast<VarDecl>(Named);
      return isa<FunctionDecl>(Named) ||
             (Variable && (Variable->getType()->isReferenceType() || !Variable->hasLocalStorage()));
    }
    if (const auto *Member = dyn_cast<MemberExpr>(Object)) {
      if (Member->isArrow())
        return isLastingPointer(Member->getBase());
      return Member->getMemberDecl()->getType()->isReferenceType() ||
             refersToLasting(Member->getBase());
    }
    if (const auto *Operator = dyn_cast<UnaryOperator>(Object))
      return Operator->getOpcode() == UO_Deref && isLastingPointer(Operator->getSubExpr());
    // A smart pointer.
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Object))
      return Operator->getOperator() == OO_Star && refersToLasting(Operator->getArg(0));
    return false;
  }

  /// Whether \p Pointer is one to an object that is there after the function has returned. The
  /// pointee of a parameter is the caller's business, as it is for the coroutine.
  bool isLastingPointer(const Expr *Pointer) {
    Pointer = Pointer->IgnoreParenImpCasts();
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Pointer))
      return Operator->getOperator() == OO_Arrow && refersToLasting(Operator->getArg(0));
    if (const auto *Operator = dyn_cast<UnaryOperator>(Pointer))
      return Operator->getOpcode() == UO_AddrOf && refersToLasting(Operator->getSubExpr());
    const auto *Reference = dyn_cast<DeclRefExpr>(Pointer);
    return isa<CXXThisExpr, CXXNullPtrLiteralExpr, clang::StringLiteral>(Pointer) ||
           (Reference && Reference->getType()->isPointerType()) || refersToLasting(Pointer);
  }

  /// \p Value without temporaries and built-in conversions; one by a class's own function stays, as
  /// it may make a view of what it is given.
  static const Expr *ignoreTemporaries(const Expr *Value) {
    for (const Expr *Previous = nullptr; Value != Previous;) {
      Previous = Value;
      Value = Value->IgnoreParenImpCasts();
      if (const auto *Cleanups = dyn_cast<ExprWithCleanups>(Value))
        Value = Cleanups->getSubExpr();
      else if (const auto *Temporary = dyn_cast<CXXBindTemporaryExpr>(Value))
        Value = Temporary->getSubExpr();
    }
    return Value;
  }

  /// Whether the prvalue \p Value is made of nothing but what lasts, literals, and copies.
  bool isLastingValue(const Expr *Value) {
    Value = ignoreTemporaries(Value);
    QualType Type = Value->getType();
    if (isa<IntegerLiteral, FloatingLiteral, CXXBoolLiteralExpr, CharacterLiteral,
            CXXNullPtrLiteralExpr, clang::StringLiteral>(Value))
      return true;
    if (const auto *Construction = dyn_cast<CXXConstructExpr>(Value)) {
      const CXXConstructorDecl *Constructor = Construction->getConstructor();
      if (Constructor->isCopyOrMoveConstructor())
        return isCopyable(Construction->getArg(0));
      return all_of(Construction->arguments(), [this](const Expr *Argument) {
        return isa<CXXDefaultArgExpr>(Argument) || lasts(Argument, Argument->isGLValue());
      });
    }
    if (Type->isPointerType())
      return isLastingPointer(Value);
    return Type->isScalarType() && isCopyable(Value);
  }

  /// Whether \p Source names something whose copy is independent of it.
  bool isCopyable(const Expr *Source) {
    const Expr *Object = object(Source);
    if (const auto *Reference = dyn_cast<DeclRefExpr>(Object)) {
      HandedOn.insert(Reference->getDecl());
      return true;
    }
    return refersToLasting(Object);
  }
};

/// Fills in the form of \p Body, as written.
ForwardedCall readForm(const Stmt *Body) {
  ForwardedCall Form;
  const auto *Block = dyn_cast_or_null<CompoundStmt>(Body);
  if (!Block || Block->body_empty() || Block->size() > 2)
    return {};
  const Stmt *First = Block->body_front();
  const Expr *Value = dyn_cast<Expr>(First);
  if ((Form.Return = dyn_cast<CoreturnStmt>(First)))
    Value = Form.Return->getOperand();
  if (Block->size() == 2) {
    Form.Trailing = dyn_cast<CoreturnStmt>(Block->body_back());
    if (Form.Return || !Form.Trailing || Form.Trailing->getOperand())
      return {};
  }
  Form.Await = Value ? dyn_cast<CoawaitExpr>(ignoreWrapping(Value)) : nullptr;
  if (Form.Await)
    Form.Call = dyn_cast<CallExpr>(ignoreWrapping(Form.Await->getOperand()));
  return Form;
}

} // namespace

const CoawaitExpr *soleAwait(const FunctionDecl *Function) {
  const CoroutineBodyStmt *Body = coroutineBody(Function);
  return Body ? readForm(Body->getBody()).Await : nullptr;
}

bool promiseReadsArguments(const FunctionDecl *Function) {
  const CoroutineBodyStmt *Body = coroutineBody(Function);
  const VarDecl *Promise = Body ? Body->getPromiseDecl() : nullptr;
  const Expr *Made = Promise && Promise->hasInit() ? Promise->getInit()->IgnoreImplicit() : nullptr;
  const auto *Construction = dyn_cast_or_null<CXXConstructExpr>(Made);
  return Construction && Construction->getNumArgs() > 0;
}

bool argumentsMakePromise(const FunctionDecl *Function) {
  return promiseReadsArguments(Function) ||
         any_of(Function->parameters(), [](const ParmVarDecl *Parameter) {
           const CXXRecordDecl *Class = Parameter->getType()->getAsCXXRecordDecl();
           return Class && Class->hasDefinition() && Class->isEmpty();
         });
}

ForwardedCall forwardedCall(const FunctionDecl *Function) {
  const CoroutineBodyStmt *Body = coroutineBody(Function);
  ForwardedCall Form = Body ? readForm(Body->getBody()) : ForwardedCall();
  Call Made = Form ? asCallItself(Form.Call) : Call();
  if (!Made || !Form.Call->isPRValue() || Made.Callee->isInStdNamespace() ||
      argumentsMakePromise(Function) ||
      Form.Call->getType().getCanonicalType() != Function->getReturnType().getCanonicalType())
    return {};

  ArgumentReader Reader;
  if (Made.Object && !Reader.lasts(Made.Object, /*ByReference=*/true)) {
    // `p->f()` has the pointer for its object.
    if (!Made.Object->getType()->isPointerType() || !Reader.lasts(Made.Object, false))
      return {};
  }
  unsigned Parameter = 0;
  for (const Expr *Argument : Made.Arguments) {
    bool ByReference = Parameter >= Made.Callee->getNumParams() ||
                       Made.Callee->getParamDecl(Parameter)->getType()->isReferenceType();
    ++Parameter;
    if (!Reader.lasts(Argument, ByReference))
      return {};
  }
  // A default argument may be a temporary that the task refers to.
  for (; Parameter < Made.Callee->getNumParams(); ++Parameter)
    if (Made.Callee->getParamDecl(Parameter)->getType()->isReferenceType())
      return {};
  // What else the coroutine keeps: a guard, the object that `this` belongs to.
  for (const ParmVarDecl *Kept : Function->parameters())
    if (Kept->getType().isDestructedType() && !Reader.HandedOn.contains(Kept))
      return {};
  return Form;
}

} // namespace corolint
