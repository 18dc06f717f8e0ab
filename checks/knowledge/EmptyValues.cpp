// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/knowledge/EmptyValues.h"
#include "checks/knowledge/Calls.h"
#include "checks/knowledge/ClassMembers.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// Whether \p Value is no object of another class than \p Of; a list of nothing is none.
bool isOfType(const Expr *Value, QualType Of) {
  const CXXRecordDecl *Class = Value->getType()->getAsCXXRecordDecl();
  const CXXRecordDecl *Holder = Of.getNonReferenceType()->getAsCXXRecordDecl();
  return !Class || isStd(Class, "initializer_list") ||
         (Holder && Class->getCanonicalDecl() == Holder->getCanonicalDecl());
}

bool isNullopt(QualType Type) { return isStd(Type->getAsCXXRecordDecl(), "nullopt_t"); }

/// Whether \p Constructor takes std::nullopt or a null pointer, and nothing else.
bool isMadeOfNothing(const CXXConstructorDecl *Constructor) {
  if (Constructor->getNumParams() == 0)
    return false;
  QualType Taken = Constructor->getParamDecl(0)->getType().getNonReferenceType();
  return Taken->isNullPtrType() || isNullopt(Taken);
}

} // namespace

bool isEmptyValue(const Expr *Value, QualType Of) {
  Value = ignoreWrapping(Value);
  if (isa<CXXNullPtrLiteralExpr, GNUNullExpr, CXXScalarValueInitExpr>(Value) ||
      isNullopt(Value->getType()))
    return true;
  if (const auto *List = dyn_cast<InitListExpr>(Value))
    return List->getNumInits() == 0 && isOfType(Value, Of);
  const auto *Made = dyn_cast<CXXConstructExpr>(Value);
  return Made &&
         (Made->getNumArgs() == 0 ? isOfType(Value, Of) : isMadeOfNothing(Made->getConstructor()));
}

} // namespace corolint
