// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/awaiting/NestedTaskCheck.h"
#include "checks/flow/Consumption.h"
#include "checks/flow/FunctionBody.h"
#include "checks/flow/TemplateInstances.h"
#include "checks/knowledge/AwaitedResult.h"
#include "checks/knowledge/Callables.h"
#include "checks/knowledge/CalleeName.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace llvm;

namespace corolint {
namespace {

/// Whether \p Type is made from a template one of whose arguments is the class \p Value.
bool wraps(QualType Type, const CXXRecordDecl *Value) {
  const auto *Class = dyn_cast_or_null<ClassTemplateSpecializationDecl>(Type->getAsCXXRecordDecl());
  return Class && any_of(Class->getTemplateArgs().asArray(), [&](const TemplateArgument &Argument) {
           return Argument.getKind() == TemplateArgument::Type &&
                  declaresSameEntity(Argument.getAsType()->getAsCXXRecordDecl(), Value);
         });
}

/// Whether awaiting a \p Type gives a \p Value, or what holds one: its awaiter says so, or where
/// that cannot be known its own template arguments.
bool yields(QualType Type, const CXXRecordDecl *Value, CoroutineTypes &Types) {
  QualType Given = awaitedResult(Types.of(Type));
  if (Given.isNull())
    return wraps(Type, Value);
  Given = Given.getNonReferenceType();
  return declaresSameEntity(Given->getAsCXXRecordDecl(), Value) || wraps(Given, Value);
}

bool neverRuns(DropFate Fate) { return Fate == DropFate::NeverRuns || Fate == DropFate::Leaks; }

/// Finds what a function hands back un-awaited: its own values, and callables whose lazy awaitable
/// becomes the value of another one.
class NestingFinder : public CallVisitor<NestingFinder> {
public:
  explicit NestingFinder(CoroutineTypes &Types) : Types(Types) {}
  SmallVector<const CoreturnStmt *, 2> Returns;
  SmallVector<std::pair<const Expr *, Call>, 2> Callables;

  bool VisitCoreturnStmt(CoreturnStmt *Return) {
    Returns.push_back(Return);
    return true;
  }
  // co_await co_await f(…) takes both apart.
  bool VisitCoawaitExpr(CoawaitExpr *Await) {
    if (const auto *Inner = dyn_cast<CoawaitExpr>(ignoreWrapping(Await->getOperand())))
      Unpacked.insert(ignoreWrapping(Inner->getOperand()));
    return true;
  }
  bool visitCall(const Call &Made) {
    QualType Result = Made.Expression->getType();
    if (isa<CXXConstructExpr>(Made.Expression) || Unpacked.contains(Made.Expression) ||
        !Types.of(Result).isAwaitable())
      return true;
    for (const Expr *Argument : Made.Arguments) {
      const FunctionDecl *Called = calledBy(Argument);
      if (!Called)
        continue;
      CoroutineType Inner = Types.of(Called->getReturnType());
      if (Inner.isAwaitable() && neverRuns(Inner.Dropped) && yields(Result, Inner.Record, Types))
        Callables.push_back({Argument, Made});
    }
    return true;
  }

private:
  CoroutineTypes &Types;
  DenseSet<const Expr *> Unpacked;
};

} // namespace

void NestedTaskCheck::registerMatchers(MatchFinder *Finder) { matchFunctions(Finder); }

void NestedTaskCheck::check(const MatchFinder::MatchResult &Result) {
  const FunctionDecl *Function = matchedFunction(Result);
  if (!Function)
    return;
  CoroutineTypes &Types = types(*Result.Context);
  NestingFinder Finder(Types);
  Finder.visitBodyOf(Function);
  for (const CoreturnStmt *Return : Finder.Returns) {
    std::optional<MadeAwaitable> Made =
        Return->getOperand() ? madeAwaitable(ignoreWrapping(Return->getOperand()), Types)
                             : std::nullopt;
    // An eager one is a handle to work under way, which some functions are there to hand out.
    // What a template's caller hands in to be called is told of at that caller.
    if (Made && !Made->OfAwait && !isOfAnyType(Made->Source, Function) &&
        (neverRuns(Made->Fate) || Strict) &&
        Types.of(Function->getReturnType()).Kind == TypeKind::Task &&
        yields(Function->getReturnType(), Made->Type.Record, Types))
      reportValue(Return, *Made);
  }
  for (const auto &[Callable, By] : Finder.Callables)
    if (Reported.insert(Callable->getBeginLoc()).second)
      diag(Callable->getBeginLoc(), "'%0' yields the awaitable that this callable returns, not its "
                                    "result: awaited once, nothing of it has run")
          << calleeName(By.Expression) << Callable->getSourceRange();
  considerReferences(Function, Types);
}

void NestedTaskCheck::reportValue(const CoreturnStmt *Return, const MadeAwaitable &Made) {
  const Expr *Value = ignoreWrapping(Return->getOperand());
  if (!Reported.insert(Value->getBeginLoc()).second)
    return;
  diag(Value->getBeginLoc(), "'%0' is handed back un-awaited as the value of this coroutine: "
                             "awaited once, nothing of it has run")
      << calleeName(Made.Source) << Value->getSourceRange();
}

void NestedTaskCheck::considerReferences(const FunctionDecl *Function, CoroutineTypes &Types) {
  for (const LostAwaitable &Lost : lostAwaitables(Function, Types)) {
    const VarDecl *Variable = Lost.In.Variable;
    if (Lost.Form != LossForm::Never || Lost.In.Part || Lost.In.IsContainer ||
        !Variable->getType()->isLValueReferenceType() || Lost.In.has(Treatment::Tests) ||
        Lost.In.has(Treatment::Fills) ||
        !Reported.insert(Variable->getLocation()).second)
      continue;
    diag(Variable->getLocation(),
         "'%0' refers to the awaitable that '%1' returns, not to its result: %2")
        << Variable->getName() << calleeName(Lost.Of.Source) << consequence(Lost.Of)
        << Lost.Of.Source->getSourceRange();
  }
}

} // namespace corolint
