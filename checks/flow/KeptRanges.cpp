// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/flow/KeptRanges.h"
#include "checks/flow/FunctionBody.h"
#include "checks/flow/Loops.h"
#include "checks/knowledge/AsyncContext.h"
#include "checks/knowledge/Calls.h"
#include "checks/knowledge/ClassMembers.h"
#include "checks/knowledge/ContainerChanges.h"
#include "checks/knowledge/StdNames.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// Whether \p Function, its lambdas included, takes something out of the container \p Kept, or gives
/// it another content.
bool isDrained(const ValueDecl *Kept, const FunctionDecl *Function) {
  struct Finder : CallVisitor<Finder, RecursiveASTVisitor> {
    const ValueDecl *Kept = nullptr;
    bool Found = false;
    bool visitCall(const Call &Made) {
      if (const auto *Method = dyn_cast<CXXMethodDecl>(Made.Callee); Method && Made.Object) {
        std::optional<ChangeKind> Change = changeOf(Method);
        Found |= Change && Change != ChangeKind::Grows && namedVariable(Made.Object) == Kept;
      } else if (Made.Callee->isInStdNamespace() && Made.Callee->getIdentifier() &&
                 is_contained({"move", "exchange", "swap", "erase", "erase_if"},
                              Made.Callee->getName())) {
        Found |= any_of(Made.Arguments,
                        [&](const Expr *Each) { return namedVariable(Each) == Kept; });
      }
      return !Found;
    }
  } Search;
  Search.Kept = Kept;
  Search.TraverseStmt(Function->getBody());
  return Search.Found;
}

/// The type of what \p Range, a container of any library, has for its elements; of a map, what its
/// keys lead to. Null for anything else.
QualType heldType(QualType Range) {
  const CXXRecordDecl *Class = Range.getNonReferenceType()->getAsCXXRecordDecl();
  if (!Class || !Class->hasDefinition())
    return {};
  for (StringRef Name : {"mapped_type", "value_type"})
    for (const NamedDecl *Member : membersNamed(Class, Name))
      if (const auto *Alias = dyn_cast<TypedefNameDecl>(Member))
        return Alias->getUnderlyingType().getCanonicalType();
  return {};
}

class KeptRange {
public:
  explicit KeptRange(const FunctionDecl *Function) : Function(Function) {}

  bool is(const Expr *Range) const {
    Range = ignoreWrapping(Range);
    if (const auto *Made = dyn_cast<CXXConstructExpr>(Range))
      return Made->getNumArgs() == 1 && Made->getConstructor()->isCopyConstructor() &&
             is(Made->getArg(0));
    if (const ValueDecl *Named = namedVariable(Range))
      if (isDrained(Named, Function))
        return false;
    if (const VarDecl *Local = localVariable(Range))
      return Local->getInit() && is(Local->getInit());
    return Range->isLValue() && isOfProgram(Range);
  }

private:
  /// The local variable, no parameter, that \p Named names; null for anything else.
  static const VarDecl *localVariable(const Expr *Named) {
    const auto *Reference = dyn_cast<DeclRefExpr>(Named);
    const auto *Variable = Reference ? dyn_cast<VarDecl>(Reference->getDecl()) : nullptr;
    return Variable && Variable->isLocalVarDecl() && Variable->hasLocalStorage() ? Variable
                                                                                 : nullptr;
  }

  /// Whether \p Object is, or is reached from, the object of the function or a variable of the
  /// program.
  bool isOfProgram(const Expr *Object) const {
    Object = ignoreWrapping(Object);
    if (isa<CXXThisExpr>(Object))
      return true;
    if (const auto *Member = dyn_cast<MemberExpr>(Object))
      return isOfProgram(Member->getBase());
    if (const auto *Operator = dyn_cast<UnaryOperator>(Object))
      return Operator->getOpcode() == UO_Deref && isOfProgram(Operator->getSubExpr());
    if (Call Made = asCall(Object))
      return Made.Object && !isa<CXXConstructExpr>(Made.Expression) && isOfProgram(Made.Object);
    if (const VarDecl *Local = localVariable(Object))
      return (Local->getType()->isReferenceType() || Local->getType()->isPointerType()) &&
             Local->getInit() && isOfProgram(Local->getInit());
    const auto *Reference = dyn_cast<DeclRefExpr>(Object);
    const auto *Variable = Reference ? dyn_cast<VarDecl>(Reference->getDecl()) : nullptr;
    return Variable && Variable->hasGlobalStorage();
  }

  const FunctionDecl *Function;
};

} // namespace

bool isPlainData(QualType Type) {
  const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
  if (!Class || !Class->hasDefinition())
    return false;
  if (isFromStd(Class))
    return isRange(Type);
  auto IsData = [](const FieldDecl *Each) { return isPlainData(Each->getType()); };
  return Class->isAggregate() && !Class->hasUserDeclaredDestructor() &&
         all_of(Class->methods(), [](const CXXMethodDecl *Each) { return Each->isImplicit(); }) &&
         all_of(Class->fields(),
                [&](const FieldDecl *Each) {
                  return Each->getType()->isArithmeticType() || IsData(Each);
                }) &&
         any_of(Class->fields(), IsData);
}

bool isKeptRange(const Expr *Range, ASTContext &Context) {
  const FunctionDecl *Function = enclosingFunction(Range, Context);
  if (!Function || !Function->getBody())
    return false;
  QualType Held = heldType(Range->getType());
  return !(!Held.isNull() && isPlainData(Held)) && KeptRange(Function).is(Range);
}

} // namespace corolint
