// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception


#include "checks/flow/VariableUses.h"
#include "checks/flow/Loops.h"
#include "checks/flow/SurroundingStatements.h"
#include "checks/flow/VariableMentions.h"
#include "checks/knowledge/Calls.h"
#include "checks/knowledge/ContainerChanges.h"
using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// Whether \p Made only turns its argument \p Child into an rvalue, as std::move and its likes do.
bool isMoveCast(const Call &Made, const Expr *Child) {
  return !Made.Object && Made.Arguments.size() == 1 && Made.Arguments[0] == Child &&
         Made.Expression->isXValue() &&
         Made.Expression->getType()->getCanonicalTypeUnqualified() ==
             Child->getType()->getCanonicalTypeUnqualified();
}

/// Whether \p Method merely asks its object something: how many, whether there is one.
bool asksOnly(const CXXMethodDecl *Method) {
  if (isa<CXXConversionDecl>(Method) && Method->getReturnType()->isBooleanType())
    return true;
  if (Method->getParent()->isInStdNamespace() && Method->getIdentifier() &&
      is_contained({"reserve", "shrink_to_fit"}, Method->getName()))
    return true;
  return Method->isConst() && Method->getReturnType()->isArithmeticType();
}

/// Finds the variables, and classifies each mention by the expressions around it.
class MentionFinder : public SurroundedVisitor<MentionFinder> {
public:
  explicit MentionFinder(CoroutineTypes &Types) : Types(Types) {}
  MapVector<const ValueDecl *, AwaitableVariable> Found;

  void add(const VarDecl *Variable) {
    if (const auto *Parts = dyn_cast<DecompositionDecl>(Variable)) {
      for (const BindingDecl *Part : Parts->bindings())
        add(Part, Variable, Part);
      return;
    }
    add(Variable, Variable, nullptr);
  }

  bool VisitVarDecl(VarDecl *Variable) {
    if (Variable->hasLocalStorage())
      add(Variable);
    return true;
  }
  bool VisitDeclRefExpr(DeclRefExpr *Reference) {
    auto Known = Found.find(Reference->getDecl());
    if (Known == Found.end() || !Seen.insert(Reference).second)
      return true;
    Known->second.Mentions.push_back(classify(Reference));
    return true;
  }

private:
  void add(const ValueDecl *Named, const VarDecl *Variable, const BindingDecl *Part) {
    QualType Held = heldAwaitable(Named->getType(), Types);
    if (Held.isNull())
      return;
    AwaitableVariable &New = Found[Named];
    New.Variable = Variable;
    New.Part = Part;
    New.Type = Types.of(Held);
    New.IsContainer = !Types.of(Named->getType()).isAwaitable();
  }

  Mention classify(const DeclRefExpr *Reference) const {
    bool Moved = false;
    const Stmt *Child = Reference;
    auto Is = [&](Treatment How) { return Mention{Reference, How, Reference, nullptr, Moved}; };
    auto HandsOn = [&] { return Is(Moved ? Treatment::Moves : Treatment::Shares); };
    for (size_t I = Around.size() - 1; I-- > 0; Child = Around[I]) {
      const Stmt *Parent = Around[I];
      if (isa<CoawaitExpr>(Parent))
        return Is(Treatment::Awaits);
      if (isa<ReturnStmt, CoreturnStmt>(Parent))
        return Is(Treatment::Moves);
      if (isa<CompoundStmt>(Parent))
        return Is(Treatment::Ignores);
      const auto *Expression = dyn_cast<Expr>(Parent);
      if (!Expression)
        return HandsOn();
      if (isa<ParenExpr, ExprWithCleanups, MaterializeTemporaryExpr, CXXBindTemporaryExpr,
              ConstantExpr>(Expression))
        continue;
      if (const auto *Choice = dyn_cast<ConditionalOperator>(Expression)) {
        if (Choice->getCond() == Child)
          return Is(Treatment::Tests);
        continue;
      }
      if (const auto *Member = dyn_cast<MemberExpr>(Expression)) {
        if (isa<CXXMethodDecl>(Member->getMemberDecl()))
          continue;
        return HandsOn();
      }
      if (const auto *Cast = dyn_cast<CastExpr>(Expression)) {
        if (Cast->getType()->isVoidType())
          return Is(Treatment::Ignores);
        if (Cast->getType()->isBooleanType())
          return Is(Treatment::Tests);
        if (isa<ExplicitCastExpr>(Cast) && Cast->isXValue())
          Moved = true;
        else if (isa<ExplicitCastExpr>(Cast) && !isa<CXXFunctionalCastExpr>(Cast))
          return HandsOn();
        continue;
      }
      Call Made = asCallItself(Expression);
      if (!Made)
        return HandsOn();
      if (isMoveCast(Made, cast<Expr>(Child))) {
        Moved = true;
        continue;
      }
      if (const auto *Construction = dyn_cast<CXXConstructExpr>(Expression)) {
        if (!Construction->getConstructor()->isCopyOrMoveConstructor())
          return HandsOn();
        Moved |= Construction->getConstructor()->isMoveConstructor();
        continue;
      }
      return called(Made, Reference, Child, Moved);
    }
    return HandsOn();
  }

  /// \p Reference as part of the object or an argument, \p Child, of \p Made.
  static Mention called(const Call &Made, const DeclRefExpr *Reference, const Stmt *Child,
                        bool Moved) {
    Mention Result{Reference, Moved ? Treatment::Moves : Treatment::Shares, Reference, nullptr,
                   Moved};
    const auto *Method = dyn_cast<CXXMethodDecl>(Made.Callee);
    // The callee of a member call stands for its object.
    bool IsObject = Method && Made.Object && !is_contained(Made.Arguments, Child);
    OverloadedOperatorKind Operator = Made.Callee->getOverloadedOperator();
    if (IsObject && (Operator == OO_Equal || fillsContainer(Method))) {
      Result.How = Treatment::Fills;
      Result.At = Made.Expression;
      if (!Made.Arguments.empty())
        Result.Value = Made.Arguments.back();
    } else if (IsObject && !Moved && asksOnly(Method)) {
      Result.How = Treatment::Tests;
    } else if (const auto *Given = find(Made.Arguments, Child);
               Given != Made.Arguments.end() &&
               ignoresArgument(Made, Given - Made.Arguments.begin())) {
      Result.How = Treatment::Shares;
    } else if ((Operator == OO_EqualEqual || Operator == OO_ExclaimEqual) && !Moved) {
      Result.How = Treatment::Tests;
    }
    return Result;
  }

  CoroutineTypes &Types;
  DenseSet<const DeclRefExpr *> Seen; ///< co_return and initialiser lists show their parts twice.
};

} // namespace

bool AwaitableVariable::has(Treatment How) const {
  return any_of(Mentions, [&](const Mention &Each) { return Each.How == How; });
}

std::vector<AwaitableVariable> awaitableVariables(const FunctionDecl *Function,
                                                  CoroutineTypes &Types) {
  MentionFinder Finder(Types);
  for (const ParmVarDecl *Parameter : Function->parameters())
    if (!Parameter->getType()->isLValueReferenceType())
      Finder.add(Parameter);
  Finder.visitBodyOf(Function);
  std::vector<AwaitableVariable> Variables;
  for (auto &[Named, Variable] : Finder.Found)
    Variables.push_back(std::move(Variable));
  return Variables;
}

bool ignoresArgument(const Call &Made, unsigned Index) {
  const FunctionDecl *Definition = isDispatched(Made) ? nullptr : visibleDefinition(Made.Callee);
  if (!Definition || !Definition->getBody() || Index >= Definition->getNumParams())
    return false;
  const ParmVarDecl *Parameter = Definition->getParamDecl(Index);
  if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(Definition))
    if (Constructor->isInheritingConstructor() ||
        any_of(Constructor->inits(), [&](const CXXCtorInitializer *Each) {
          return mentions(Each->getInit(), Parameter);
        }))
      return false;
  return Parameter->getType()->isReferenceType() && !mentions(Definition->getBody(), Parameter);
}

QualType heldAwaitable(QualType Type, CoroutineTypes &Types) {
  if (Type.isNull()) // Of a structured binding whose initialiser did not parse.
    return {};
  Type = Type.getNonReferenceType();
  if (Types.of(Type).isAwaitable())
    return Type;
  QualType Element = elementType(Type);
  return !Element.isNull() && Types.of(Element).isAwaitable() ? Element.getNonReferenceType()
                                                              : QualType();
}

} // namespace corolint
