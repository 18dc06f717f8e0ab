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

/// Whether \p Given, of a standard library, is called \p Names.
bool isStdFunction(const Call &Given, ArrayRef<StringRef> Names) {
  return Given && isFromStd(Given.Callee) && Given.Callee->getIdentifier() &&
         is_contained(Names, Given.Callee->getName());
}

/// The range that \p Made, an assignment, copies: `all = sessions;`, `all.assign(sessions.begin(),
/// sessions.end());`. Null for anything else.
const Expr *assignedRange(const Call &Made) {
  if (Made.Callee->getOverloadedOperator() == OO_Equal && Made.Arguments.size() == 1)
    return Made.Arguments[0];
  if (!isStdFunction(Made, {"assign"}) || Made.Arguments.size() != 2)
    return nullptr;
  Call First = asCall(Made.Arguments[0]);
  return isStdFunction(First, {"begin", "cbegin"}) ? First.Object : nullptr;
}

/// Whether \p Made gives a variable of a function a copy of what the program keeps.
bool copiesKept(const Call &Made) {
  const auto *Into = dyn_cast_or_null<VarDecl>(namedVariable(Made.Object));
  const Expr *Copied = assignedRange(Made);
  if (!Copied || !Into || !Into->isLocalVarDecl() || !Into->hasLocalStorage() ||
      Into->getType()->isReferenceType() || !isRange(Into->getType()))
    return false;
  RangeOrigin From = originOf(Copied);
  return From.IsProgram && !From.IsTaken;
}

/// Whether \p Made throws away those elements of a standard container that a condition, or a value,
/// names: `std::erase_if(all, ended)`, `all.remove_if(ended)`, `all.erase(std::remove_if(…), …)`.
bool filters(const Call &Made) {
  if (isStdFunction(Made, {"erase", "erase_if"}) && !Made.Object)
    return true;
  return Made.Object &&
         (isStdFunction(Made, {"remove", "remove_if"}) ||
          (isStdFunction(Made, {"erase"}) && !Made.Arguments.empty() &&
           isStdFunction(asCall(Made.Arguments[0]), {"remove", "remove_if", "unique"})));
}

/// Finds the containers that are drained.
class DrainFinder : public CallVisitor<DrainFinder, RecursiveASTVisitor> {
  using Base = CallVisitor<DrainFinder, RecursiveASTVisitor>;

public:
  explicit DrainFinder(bool Lambdas) : Lambdas(Lambdas) {}

  bool TraverseLambdaExpr(LambdaExpr *Lambda) {
    return !Lambdas || Base::TraverseLambdaExpr(Lambda);
  }
  bool VisitCXXForRangeStmt(CXXForRangeStmt *Loop) {
    Elements.push_back({Loop->getLoopVariable(), namedVariable(Loop->getRangeInit())});
    return true;
  }
  bool visitCall(const Call &Made) {
    if (const auto *Method = dyn_cast<CXXMethodDecl>(Made.Callee); Method && Made.Object) {
      std::optional<ChangeKind> Change = changeOf(Method);
      if (Change && Change != ChangeKind::Grows && !copiesKept(Made))
        (filters(Made) ? Found.Filtered : Found.Drained).insert(namedVariable(Made.Object));
      if (Method->getIdentifier() && is_contained({"swap", "splice", "merge"}, Method->getName()))
        addAll(Made.Arguments);
    } else if (Made.Callee->isInStdNamespace() && Made.Callee->getIdentifier() &&
               is_contained({"move", "exchange", "swap"}, Made.Callee->getName())) {
      addAll(Made.Arguments);
    } else if (filters(Made)) {
      Found.Filtered.insert(namedVariable(Made.argument(0)));
    }
    return true;
  }

  /// With the ranges whose elements are.
  DrainedRanges found() {
    for (auto *Kind : {&Found.Drained, &Found.Filtered}) {
      for (auto [Element, Range] : reverse(Elements))
        if (Kind->contains(Element))
          Kind->insert(Range);
      Kind->erase(nullptr);
    }
    return std::move(Found);
  }

private:
  void addAll(ArrayRef<const Expr *> Containers) {
    for (const Expr *Each : Containers)
      Found.Drained.insert(namedVariable(Each));
  }

  bool Lambdas;
  DrainedRanges Found;
  SmallVector<std::pair<const ValueDecl *, const ValueDecl *>, 4> Elements;
};

/// Whether all that \p Function, whose body is seen, gives are copies of what the program keeps.
bool givesCopies(const FunctionDecl *Function) {
  struct Finder : FunctionBodyVisitor<Finder> {
    bool Copies = false, Others = false;
    bool VisitReturnStmt(ReturnStmt *Return) {
      const Expr *Given = Return->getRetValue() ? ignoreWrapping(Return->getRetValue()) : nullptr;
      const ValueDecl *Named = namedVariable(Given);
      const auto *Variable = dyn_cast_or_null<VarDecl>(Named);
      bool IsKept = Variable ? Variable->hasGlobalStorage() : isa_and_nonnull<FieldDecl>(Named);
      (IsKept && Given->isLValue() ? Copies : Others) = true;
      return !Others;
    }
  } Search;
  Search.visitBodyOf(Function);
  return Search.Copies && !Search.Others;
}

/// Whether \p Range is what a call, awaited perhaps, gives away: a container of its own, by a
/// function that may have taken what is in it from elsewhere. What is const takes nothing.
bool isGivenAway(const Expr *Range) {
  if (Range->getType().isNull()) // `(value)`, in what is a template.
    return false;
  const CXXRecordDecl *Class = Range->getType()->getAsCXXRecordDecl();
  Call Made = asCall(awaitedOperand(Range));
  if (!Range->isPRValue() || !Class || !Class->hasDefinition() || Class->hasTrivialDestructor() ||
      !Made || isa<CXXConstructExpr>(Made.Expression))
    return false;
  const auto *Method = dyn_cast<CXXMethodDecl>(Made.Callee);
  const FunctionDecl *Body = visibleDefinition(Made.Callee);
  return !(Method && Method->isConst()) && !(Body && !coroutineBody(Body) && givesCopies(Body));
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
class OriginFinder {
public:
  RangeOrigin Origin;

  /// Whether the program keeps \p Range, or a container that it is a copy of.
  bool isOfProgramOrCopy(const Expr *Range) {
    Range = ignoreWrapping(Range);
    if (++Steps > MaxSteps)
      return false;
    if (const Expr *Viewed = viewedRange(Range)) {
      isOfProgramOrCopy(Viewed);
      return false;
    }
    Origin.IsTaken |= Range->isXValue() || isGivenAway(Range);
    if (const auto *Made = dyn_cast<CXXConstructExpr>(Range))
      return Made->getNumArgs() == 1 && Made->getConstructor()->isCopyConstructor() &&
             isOfProgramOrCopy(Made->getArg(0));
    if (const ValueDecl *Named = namedVariable(Range))
      Origin.Names.push_back(Named);
    if (const VarDecl *Local = localVariable(Range))
      return Local->getInit() && isOfProgramOrCopy(Local->getInit());
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

RangeOrigin originOf(const Expr *Range) {
  OriginFinder Finder;
  bool IsProgram = Finder.isOfProgramOrCopy(Range);
  Finder.Origin.IsProgram = IsProgram;
  return std::move(Finder.Origin);
}

DrainedRanges drainedIn(const Stmt *Code, bool Lambdas) {
  DrainFinder Finder(Lambdas);
  Finder.TraverseStmt(const_cast<Stmt *>(Code));
  return Finder.found();
}

const FunctionDecl *writtenAround(const Expr *Inner, ASTContext &Context) {
  const FunctionDecl *Around = enclosingFunction(Inner, Context);
  const FunctionDecl *Function = Around ? makerOf(Around) : nullptr;
  return Function && Function->getBody() ? Function : nullptr;
}

bool isKeptRange(const Expr *Range, ASTContext &Context) {
  const FunctionDecl *Function =
      originOf(Range).IsProgram ? writtenAround(Range, Context) : nullptr;
  return Function && isKeptRange(Range, drainedIn(Function->getBody(), /*Lambdas=*/true).Drained);
}

bool isKeptRange(const Expr *Range, const DenseSet<const ValueDecl *> &Drained) {
  QualType Held = heldType(Range->getType());
  RangeOrigin Origin = originOf(Range);
  return Origin.IsProgram && (Held.isNull() || !isPlainData(Held)) &&
         none_of(Origin.Names, [&](const ValueDecl *Each) { return Drained.contains(Each); });
}

} // namespace corolint
