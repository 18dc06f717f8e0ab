// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/flow/AwaitedReferences.h"
#include "checks/flow/FunctionBody.h"
#include "checks/knowledge/TemplateArguments.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// Whether objects of \p Class, for results of \p Result, hold that result themselves: it is the
/// argument of their template.
bool isFor(const CXXRecordDecl *Class, QualType Result, const ASTContext &Context) {
  QualType Held = typeArgument(Class);
  return !Held.isNull() && Context.hasSameUnqualifiedType(Held, Result);
}

bool isCopyable(const CXXRecordDecl *Class) {
  return Class->hasSimpleCopyConstructor() || any_of(Class->ctors(), [](const auto *Each) {
           return Each->isCopyConstructor() && !Each->isDeleted();
         });
}

class ReferenceFinder : public FunctionBodyVisitor<ReferenceFinder> {
public:
  explicit ReferenceFinder(CoroutineTypes &Types) : Types(Types) {}
  std::vector<AwaitedReference> Found;

  bool VisitVarDecl(VarDecl *Variable) {
    if (Variable->getType()->isReferenceType() && Variable->getInit())
      bind(Variable, /*IsRange=*/false);
    return true;
  }
  bool VisitCXXForRangeStmt(CXXForRangeStmt *For) {
    // Since then what a range is made of lives as long as the loop.
    if (!Types.context().getLangOpts().CPlusPlus23)
      if (const auto *Range = dyn_cast<VarDecl>(For->getRangeStmt()->getSingleDecl()))
        bind(Range, /*IsRange=*/true);
    return true;
  }
  bool VisitDeclRefExpr(DeclRefExpr *Reference) {
    for (AwaitedReference &Each : Found)
      if (!Each.Use && !Each.IsRange && Each.Variable == holderOf(Reference->getDecl()))
        Each.Use = Reference;
    return true;
  }

private:
  static const ValueDecl *holderOf(const ValueDecl *Named) {
    const auto *Part = dyn_cast<BindingDecl>(Named);
    return Part ? Part->getDecomposedDecl() : Named;
  }

  void bind(const VarDecl *Variable, bool IsRange) {
    const auto *Await = dyn_cast_or_null<CoawaitExpr>(ignoreWrapping(Variable->getInit()));
    if (Await && Await->isGLValue() && isOfTemporary(Await))
      Found.push_back({Variable, IsRange, Await, nullptr});
  }

  /// Whether what \p Await gives belongs to a task that ends with the full expression.
  bool isOfTemporary(const CoawaitExpr *Await) const {
    const Expr *Operand = ignoreIdentity(Await->getOperand());
    CoroutineType Type = Types.of(Operand->getType());
    Call Made = asCall(Operand);
    if (!Made || !Operand->isPRValue() || Type.Kind != TypeKind::Task || !Type.Record ||
        !Type.Record->hasDefinition() || Type.Record->hasTrivialDestructor() ||
        !isFor(Type.Record, Await->getType(), Types.context()))
      return false;
    const FunctionDecl *Definition = visibleDefinition(Made.Callee);
    return !isCopyable(Type.Record) || (Definition && coroutineBody(Definition));
  }

  CoroutineTypes &Types;
};

} // namespace

std::vector<AwaitedReference> referencesToAwaited(const FunctionDecl *Function,
                                                  CoroutineTypes &Types) {
  if (!coroutineBody(Function))
    return {};
  ReferenceFinder Finder(Types);
  Finder.visitBodyOf(Function);
  erase_if(Finder.Found, [](const AwaitedReference &Each) { return !Each.IsRange && !Each.Use; });
  return std::move(Finder.Found);
}

} // namespace corolint
