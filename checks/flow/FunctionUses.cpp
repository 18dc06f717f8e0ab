// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/flow/FunctionUses.h"
#include "checks/flow/FunctionBody.h"
#include "checks/flow/Overriders.h"
#include "checks/knowledge/Calls.h"
#include "checks/knowledge/UnitCode.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

class UseFinder : public InstanceVisitor<UseFinder> {
public:
  using Callback = function_ref<void(const FunctionDecl *, FunctionUse)>;
  explicit UseFinder(Callback Found) : Found(Found) {}

  // What stands around a mention is visited before it.
  bool VisitCoawaitExpr(CoawaitExpr *Await) { return await(Await->getOperand()); }
  bool VisitDependentCoawaitExpr(DependentCoawaitExpr *Await) { return await(Await->getOperand()); }
  bool VisitCallExpr(CallExpr *Call) {
    Calls[Call->getCallee()->IgnoreParenImpCasts()] = Call;
    return true;
  }
  bool VisitDeclRefExpr(DeclRefExpr *Reference) { return use(Reference, Reference->getDecl()); }
  bool VisitMemberExpr(MemberExpr *Member) { return use(Member, Member->getMemberDecl()); }
  // What is called depends on template arguments: perhaps any of these.
  bool VisitOverloadExpr(OverloadExpr *Overloads) {
    for (const NamedDecl *Candidate : Overloads->decls())
      if (const FunctionDecl *Function = Candidate->getUnderlyingDecl()->getAsFunction())
        Found(Function, {/*Call=*/nullptr, /*IsAwaited=*/false, /*IsAwaitedWithin=*/false,
                         /*IsGuess=*/true});
    return true;
  }

private:
  bool await(const Expr *Operand) {
    Operand = ignoreWrapping(Operand);
    Awaited.insert(Operand);
    for (Call Made = asCall(Operand);
         Made && isa<CXXConstructExpr>(Made.Expression) && Made.Arguments.size() == 1;
         Made = asCall(Operand)) {
      Operand = ignoreWrapping(Made.Arguments[0]);
      if (!Operand->isPRValue() || !AwaitedWithin.insert(Operand).second)
        break;
    }
    return true;
  }

  bool use(const Expr *Mention, const ValueDecl *Used) {
    if (const auto *Function = dyn_cast<FunctionDecl>(Used)) {
      const CallExpr *Call = Calls.lookup(Mention);
      Found(Function, {Call, Call && Awaited.contains(Call), Call && AwaitedWithin.contains(Call)});
    }
    return true;
  }

  Callback Found;
  DenseMap<const Expr *, const CallExpr *> Calls; ///< By what names the callee.
  DenseSet<const Expr *> Awaited, AwaitedWithin;
};

} // namespace

FunctionUses::FunctionUses(ASTContext &Context) {
  auto Add = [this](const FunctionDecl *Function, FunctionUse Use) {
    Uses[Function->getCanonicalDecl()].push_back(Use);
  };
  UseFinder Finder(Add);
  forEachOwnDeclaration(Context, [&](Decl *Each) { Finder.TraverseDecl(Each); });
}

ArrayRef<FunctionUse> FunctionUses::of(const FunctionDecl *Function) const {
  auto Found = Uses.find(Function->getCanonicalDecl());
  return Found == Uses.end() ? ArrayRef<FunctionUse>() : Found->second;
}

SmallVector<FunctionUse, 4> FunctionUses::withOverridden(const FunctionDecl *Function) const {
  SmallVector<FunctionUse, 4> Found(of(Function));
  if (const auto *Method = dyn_cast<CXXMethodDecl>(Function))
    forEachOverridden(Method, [&](const CXXMethodDecl *Base) { append_range(Found, of(Base)); });
  return Found;
}

bool FunctionUses::escapes(const FunctionDecl *Function) const {
  return any_of(of(Function), [](const FunctionUse &Use) { return !Use.Call; });
}

} // namespace corolint
