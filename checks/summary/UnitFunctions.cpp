// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/summary/UnitFunctions.h"
#include "checks/knowledge/AsyncContext.h"
#include "checks/knowledge/Callables.h"
#include "checks/knowledge/UnitCode.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// Finds every function with a body, instantiations and lambdas included, what overrides what, and
/// of functions how they are used: by name by what calls them on an event loop; coroutines only on
/// threads of a pool.
class FunctionFinder : public RecursiveASTVisitor<FunctionFinder> {
public:
  explicit FunctionFinder(CoroutineTypes &Types) : Types(Types) {}

  /// What was found, each function once.
  UnitFunctions take() {
    const DenseSet<const FunctionDecl *> OnlyOffloaded = onlyOffloaded();
    DenseSet<const FunctionDecl *> Seen;
    for (const FunctionDecl *Function : Functions) {
      const FunctionDecl *Known = Function->getCanonicalDecl();
      if (Seen.insert(Known).second)
        Found.Functions.push_back(
            {Function, (Handlers.contains(Known) || runsOnEventLoop(Function, Types)) &&
                           !OnlyOffloaded.contains(Known) &&
                           !Types.isTestCode(Function->getLocation())});
    }
    return std::move(Found);
  }

  bool shouldVisitTemplateInstantiations() const { return true; }
  bool VisitFunctionDecl(FunctionDecl *Function) {
    if (Function->isDependentContext())
      return true;
    if (const auto *Method = dyn_cast<CXXMethodDecl>(Function);
        Method && Method->isVirtual() && !Method->isPureVirtual() && Method->isCanonicalDecl() &&
        Method->size_overridden_methods())
      Found.Overriders.push_back(Method);
    if (Function->doesThisDeclarationHaveABody() && !Function->hasSkippedBody() &&
        !Function->isDefaulted())
      Functions.push_back(Function);
    return true;
  }
  bool VisitLambdaExpr(LambdaExpr *Lambda) {
    // A generic lambda's bodies are its call operator's specialisations.
    if (FunctionTemplateDecl *Template =
            Lambda->getCallOperator()->getDescribedFunctionTemplate()) {
      for (FunctionDecl *Specialization : Template->specializations())
        VisitFunctionDecl(Specialization);
      return true;
    }
    return VisitFunctionDecl(Lambda->getCallOperator());
  }
  bool VisitCallExpr(CallExpr *Call) {
    Callees.insert(Call->getCallee()->IgnoreParenImpCasts());
    if (const FunctionDecl *Callee = Call->getDirectCallee())
      use(Callee, Call);
    return true;
  }
  bool VisitDeclRefExpr(DeclRefExpr *Name) {
    const auto *Function = dyn_cast<FunctionDecl>(Name->getDecl());
    if (Function && !Callees.contains(Name) && visibleDefinition(Function) &&
        isHandler(Name, Types))
      Handlers.insert(Function->getCanonicalDecl());
    if (Function && !Callees.contains(Name))
      use(Function, Name);
    return true;
  }

private:
  /// The coroutines that are used, and each time handed to threads of a pool or awaited by one that
  /// is; by canonical declaration.
  DenseSet<const FunctionDecl *> onlyOffloaded() const {
    DenseSet<const FunctionDecl *> Left, Known;
    for (const auto &[Coroutine, Used] : Uses)
      Left.insert(Coroutine);
    auto IsLeft = [&](const FunctionDecl *User) { return Left.contains(User); };
    for (bool Shrinks = true; Shrinks;) {
      Shrinks = false;
      for (const auto &[Coroutine, Used] : Uses)
        if (!all_of(Used.By, IsLeft))
          Shrinks |= Left.erase(Coroutine);
    }
    // Those that only await each other run nowhere.
    auto IsKnown = [&](const FunctionDecl *User) { return Known.contains(User); };
    for (bool Grows = true; Grows;) {
      Grows = false;
      for (const auto &[Coroutine, Used] : Uses)
        if (Left.contains(Coroutine) && (Used.IsOffloaded || any_of(Used.By, IsKnown)))
          Grows |= Known.insert(Coroutine).second;
    }
    return Known;
  }

  void use(const FunctionDecl *Function, const Expr *Work) {
    const FunctionDecl *Definition = visibleDefinition(Function);
    if (!Definition || !coroutineBody(Definition))
      return;
    CoroutineUses &Used = Uses[Function->getCanonicalDecl()];
    const FunctionDecl *User = enclosingFunction(Work, Types.context());
    const LambdaExpr *Lambda = User ? lambdaOf(User, Types.context()) : nullptr;
    if (isOffloaded(Work, Types) || (Lambda && isOffloaded(Lambda, Types)))
      Used.IsOffloaded = true;
    else
      Used.By.insert(User ? User->getCanonicalDecl() : nullptr);
  }

  /// How a coroutine is used.
  struct CoroutineUses {
    bool IsOffloaded = false;          ///< Handed to threads of a pool.
    DenseSet<const FunctionDecl *> By; ///< The functions that use it otherwise; null: none is around.
  };

  UnitFunctions Found;
  std::vector<const FunctionDecl *> Functions; ///< Those that are found twice, twice.
  DenseSet<const FunctionDecl *> Handlers;     ///< By canonical declaration.
  DenseMap<const FunctionDecl *, CoroutineUses> Uses; ///< By canonical declaration.
  CoroutineTypes &Types;
  DenseSet<const Expr *> Callees;
};

} // namespace

UnitFunctions functionsOf(CoroutineTypes &Types) {
  FunctionFinder Finder(Types);
  forEachOwnDeclaration(Types.context(), [&](Decl *TopLevel) { Finder.TraverseDecl(TopLevel); });
  return Finder.take();
}

} // namespace corolint
