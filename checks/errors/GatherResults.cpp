// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/errors/GatherResults.h"
#include "checks/flow/FunctionBody.h"
#include "checks/knowledge/ErrorTypes.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

class GatherFinder : public FunctionBodyVisitor<GatherFinder> {
public:
  explicit GatherFinder(CoroutineTypes &Types) : Types(Types) {}
  std::vector<GatherUse> Found;

  bool TraverseCXXTryStmt(CXXTryStmt *Try) {
    ++Tries;
    bool Result = TraverseStmt(Try->getTryBlock());
    --Tries;
    for (unsigned I = 0; I < Try->getNumHandlers(); ++I)
      Result = Result && TraverseStmt(Try->getHandler(I));
    return Result;
  }

  // Outer expressions are visited first, so what awaits or keeps a gather is known before the gather is met.
  bool VisitVarDecl(VarDecl *Variable) {
    if (Variable->hasInit())
      Keeper = {ignoreWrapping(Variable->getInit()), Variable};
    return true;
  }
  bool VisitCoawaitExpr(CoawaitExpr *Await) {
    Awaiter = {ignoreWrapping(Await->getOperand()), Await};
    return true;
  }
  bool VisitCallExpr(CallExpr *Expression) {
    Call Made = asCall(Expression);
    if (!Made || Made.Expression != Expression)
      return true;
    const GatherModel *Model = roleOf(Made, &FunctionModel::Gather, Types.models());
    if (!Model)
      return true;
    GatherUse Use;
    Use.Gathered = Made;
    Use.Model = Model;
    Use.InTry = Tries > 0;
    if (Awaiter.first == Expression) {
      Use.Await = Awaiter.second;
      if (Keeper.first == Use.Await)
        Use.Variable = Keeper.second;
    }
    if (Model->Handler)
      if (const Expr *Handler = Made.argument(*Model->Handler))
        Use.Handler = dyn_cast<LambdaExpr>(ignoreWrapping(Handler));
    Found.push_back(Use);
    return true;
  }

private:
  CoroutineTypes &Types;
  unsigned Tries = 0;
  std::pair<const Expr *, const VarDecl *> Keeper{nullptr, nullptr};
  std::pair<const Expr *, const CoawaitExpr *> Awaiter{nullptr, nullptr};
};

/// How a variable is used: mentioned at all, and mentioned other than as the operand of std::get<I> for a harmless part. Lambdas
/// count as part of the function that they are written in.
class UseFinder : public RecursiveASTVisitor<UseFinder> {
public:
  explicit UseFinder(const VarDecl *Variable) : Variable(Variable) {}
  unsigned Mentions = 0, HarmlessGets = 0;

  bool VisitDeclRefExpr(DeclRefExpr *Reference) {
    Mentions += Reference->getDecl() == Variable;
    return true;
  }
  bool VisitCallExpr(CallExpr *Expression) {
    const FunctionDecl *Callee = Expression->getDirectCallee();
    if (!Callee || !Callee->isInStdNamespace() || !Callee->getIdentifier() || Callee->getName() != "get" ||
        Expression->getNumArgs() != 1)
      return true;
    const auto *Reference = dyn_cast<DeclRefExpr>(ignoreWrapping(Expression->getArg(0)));
    if (Reference && Reference->getDecl() == Variable &&
        errorCarrier(Callee->getReturnType()) == ErrorCarrier::None)
      ++HarmlessGets;
    return true;
  }

private:
  const VarDecl *Variable;
};

/// Whether \p Type is a std::tuple with a part that carries a failure.
bool isTupleWithErrors(QualType Type) {
  const auto *Tuple =
      dyn_cast_or_null<ClassTemplateSpecializationDecl>(Type.getNonReferenceType()->getAsCXXRecordDecl());
  if (!Tuple || !Tuple->isInStdNamespace() || !Tuple->getIdentifier() || Tuple->getName() != "tuple")
    return false;
  return any_of(Tuple->getTemplateArgs()[0].getPackAsArray(), [](const TemplateArgument &Part) {
    return errorCarrier(Part.getAsType()) != ErrorCarrier::None;
  });
}

} // namespace

std::vector<GatherUse> gathersIn(const FunctionDecl *Function, CoroutineTypes &Types) {
  GatherFinder Finder(Types);
  Finder.visitBodyOf(Function);
  return std::move(Finder.Found);
}

bool ignoresErrors(const LambdaExpr *Handler) {
  bool Any = false;
  for (const ParmVarDecl *Parameter : Handler->getCallOperator()->parameters()) {
    if (errorCarrier(Parameter->getType()) == ErrorCarrier::None)
      continue;
    Any = true;
    if (Parameter->isReferenced())
      return false;
  }
  return Any;
}

bool ignoresErrors(const VarDecl *Variable, const FunctionDecl *Function) {
  if (const auto *Binding = dyn_cast<DecompositionDecl>(Variable)) {
    bool Any = false;
    for (const BindingDecl *Part : Binding->bindings()) {
      if (Part->isReferenced() && errorCarrier(Part->getType()) != ErrorCarrier::None)
        return false;
      Any |= errorCarrier(Part->getType()) != ErrorCarrier::None;
    }
    return Any || none_of(Binding->bindings(), [](const BindingDecl *Part) { return Part->isReferenced(); });
  }
  UseFinder Finder(Variable);
  Finder.TraverseStmt(Function->getBody());
  if (Finder.Mentions == 0)
    return true;
  return Finder.Mentions == Finder.HarmlessGets && isTupleWithErrors(Variable->getType());
}

} // namespace corolint
