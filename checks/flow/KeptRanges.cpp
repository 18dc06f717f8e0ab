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
#include "checks/knowledge/WrittenFunctions.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// Whether \p Function, its lambdas included, takes something out of one of the containers \p Kept,
/// its elements perhaps, or gives it another content.
bool isDrained(ArrayRef<const ValueDecl *> Kept, const FunctionDecl *Function) {
  struct Finder : CallVisitor<Finder, RecursiveASTVisitor> {
    SmallVector<const ValueDecl *, 4> Kept;
    bool Found = false;
    bool VisitCXXForRangeStmt(CXXForRangeStmt *Loop) {
      if (is_contained(Kept, namedVariable(Loop->getRangeInit())))
        Kept.push_back(Loop->getLoopVariable());
      return true;
    }
    bool visitCall(const Call &Made) {
      auto IsKept = [&](const Expr *Each) { return is_contained(Kept, namedVariable(Each)); };
      if (const auto *Method = dyn_cast<CXXMethodDecl>(Made.Callee); Method && Made.Object) {
        std::optional<ChangeKind> Change = changeOf(Method);
        Found |= Change && Change != ChangeKind::Grows && IsKept(Made.Object);
      } else if (Made.Callee->isInStdNamespace() && Made.Callee->getIdentifier() &&
                 is_contained({"move", "exchange", "swap", "erase", "erase_if"},
                              Made.Callee->getName())) {
        Found |= any_of(Made.Arguments, IsKept);
      }
      return !Found;
    }
  } Search;
  append_range(Search.Kept, Kept);
  Search.TraverseStmt(Function->getBody());
  return Search.Found;
}

/// The type of what \p Range, a container of any library, has for its elements; of a map, what its
/// keys lead to. Null for anything else.
QualType heldType(QualType Range) {
  Range = Range.getNonReferenceType();
  const CXXRecordDecl *Class =
      (Range->isPointerType() ? Range->getPointeeType() : Range)->getAsCXXRecordDecl();
  if (!Class || !Class->hasDefinition())
    return {};
  for (StringRef Name : {"mapped_type", "value_type"})
    for (const NamedDecl *Member : membersNamed(Class, Name))
      if (const auto *Alias = dyn_cast<TypedefNameDecl>(Member))
        return Alias->getUnderlyingType().getCanonicalType();
  return {};
}

/// Follows a range to where it comes from.
class KeptRange {
public:
  SmallVector<const ValueDecl *, 2> Names; ///< Of the containers on the way.
  bool Taken = false;                      ///< It was made by taking all that is in another.

  bool is(const Expr *Range) {
    Range = ignoreWrapping(Range);
    if (++Steps > MaxSteps)
      return false;
    Taken |= Range->isXValue(); // auto taken = std::move(waiting);
    if (const auto *Made = dyn_cast<CXXConstructExpr>(Range))
      return Made->getNumArgs() == 1 && Made->getConstructor()->isCopyConstructor() &&
             is(Made->getArg(0));
    if (const ValueDecl *Named = namedVariable(Range))
      Names.push_back(Named);
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
  bool isOfProgram(const Expr *Object) {
    Object = ignoreWrapping(Object);
    if (++Steps > MaxSteps)
      return false;
    if (isa<CXXThisExpr>(Object))
      return true;
    if (const auto *Member = dyn_cast<MemberExpr>(Object))
      return isOfProgram(Member->getBase());
    if (const auto *Operator = dyn_cast<UnaryOperator>(Object))
      return Operator->getOpcode() == UO_Deref && isOfProgram(Operator->getSubExpr());
    // What depends on an argument may be of that.
    if (Call Made = asCall(Object))
      return Made.Object && Made.Arguments.empty() && !isa<CXXConstructExpr>(Made.Expression) &&
             isOfProgram(Made.Object);
    if (const VarDecl *Local = localVariable(Object))
      return (Local->getType()->isReferenceType() || Local->getType()->isPointerType()) &&
             Local->getInit() && isOfProgram(Local->getInit());
    const auto *Reference = dyn_cast<DeclRefExpr>(Object);
    const auto *Variable = Reference ? dyn_cast<VarDecl>(Reference->getDecl()) : nullptr;
    return Variable && Variable->hasGlobalStorage();
  }

  static constexpr unsigned MaxSteps = 32; ///< A reference may be bound to itself.
  unsigned Steps = 0;
};

/// The function, no lambda, whose body \p Inner stands in; null without one.
const FunctionDecl *writtenAround(const Expr *Inner, ASTContext &Context) {
  const FunctionDecl *Around = enclosingFunction(Inner, Context);
  const FunctionDecl *Function = Around ? makerOf(Around) : nullptr;
  return Function && Function->getBody() ? Function : nullptr;
}

} // namespace

bool isPlainData(QualType Type) {
  const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
  if (!Class || !Class->hasDefinition())
    return false;
  auto IsPart = [](const TemplateArgument &Part) {
    return Part.getKind() == TemplateArgument::Type && isPlainData(Part.getAsType());
  };
  if (isStd(Class, "pair"))
    return any_of(cast<ClassTemplateSpecializationDecl>(Class)->getTemplateArgs().asArray(),
                  IsPart);
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
  QualType Held = heldType(Range->getType());
  if (!Held.isNull() && isPlainData(Held))
    return false;
  KeptRange Origin;
  if (!Origin.is(Range))
    return false;
  const FunctionDecl *Function = writtenAround(Range, Context);
  return Function && !isDrained(Origin.Names, Function);
}

bool isEmptiedRange(const Expr *Range, ASTContext &Context) {
  KeptRange Origin;
  Origin.is(Range);
  const FunctionDecl *Function = writtenAround(Range, Context);
  return Origin.Taken || !Function || isDrained(Origin.Names, Function);
}

} // namespace corolint
