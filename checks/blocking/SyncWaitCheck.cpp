// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/blocking/SyncWaitCheck.h"
#include "checks/knowledge/AsyncContext.h"
#include "checks/knowledge/AwaitedResult.h"
#include "checks/knowledge/AwaitedThings.h"
#include "clang/AST/ParentMapContext.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace clang::tidy;
using namespace llvm;

namespace corolint {
namespace {

/// Whether a part of \p Value is taken where it stands, which binds tighter than co_await.
bool isTakenApart(const Expr *Value, ASTContext &Context) {
  for (DynTypedNodeList Parents = Context.getParents(*Value); !Parents.empty();
       Parents = Context.getParents(Parents[0])) {
    const auto *Parent = Parents[0].get<Expr>();
    if (!Parent || isa<ParenExpr>(Parent))
      return false;
    if (isa<MemberExpr, CXXMemberCallExpr, CXXOperatorCallExpr, ArraySubscriptExpr, UnaryOperator>(
            Parent))
      return true;
    if (!isa<ImplicitCastExpr, MaterializeTemporaryExpr, CXXBindTemporaryExpr, ExprWithCleanups>(
            Parent))
      return false;
  }
  return false;
}

/// `co_await` of the work that \p Wait waits for, which is \p Work.
AwaitedReplacement awaitedForm(const Expr *Wait, int Work, CoroutineTypes &Types) {
  ASTContext &Context = Types.context();
  Call Made = asCallItself(Wait);
  const Expr *Operand = Made.argument(Work);
  if (!Operand || Wait->getBeginLoc().isMacroID() || Wait->getEndLoc().isMacroID() ||
      !mayWriteAwaitAt(Wait, Context))
    return {};
  const Expr *Written = Operand->IgnoreImplicit();
  CoroutineType Type = Types.of(Written->getType());
  if (!Type.isAwaitable() || Written->isLValue() == Type.SingleUse ||
      mayAwait(promiseOf(enclosingFunction(Wait, Context)), Written->getType()) != Answer::Yes)
    return {};
  StringRef Text = Lexer::getSourceText(CharSourceRange::getTokenRange(Written->getSourceRange()),
                                        Context.getSourceManager(), Context.getLangOpts());
  AwaitedReplacement Form;
  Form.Call.Text = ("co_await " + Text).str();
  if (isTakenApart(Wait, Context))
    Form.Call.Text = "(" + Form.Call.Text + ")";
  QualType Result = awaitedResult(Type);
  // A limit of time would be lost.
  const bool HasLimit = any_of(Made.Arguments, [](const Expr *Argument) {
    return isTime(ignoreWrapping(Argument)->getType());
  });
  Form.KeepsBehaviour =
      !HasLimit && !Result.isNull() &&
      Result.getNonReferenceType().getCanonicalType().getUnqualifiedType() ==
          Wait->getType().getNonReferenceType().getCanonicalType().getUnqualifiedType();
  return Form;
}

} // namespace

SyncWaitCheck::SyncWaitCheck(StringRef Name, ClangTidyContext *Context)
    : BlockingChainCheck(Name, Context, ChainKind::SyncWait) {
  wanted().Counts.push_back([Strict = Strict](BlockingSite &Site) {
    return Site.SyncWait && (Strict || Site.Level != Tier::Strict);
  });
  wanted().PoolsCount = true;
}

void SyncWaitCheck::report(const BlockingChain &Chain, CoroutineTypes &Types) {
  const Expr *Wait = start(Chain);
  AwaitedReplacement Form;
  if (Chain.Hops.size() == 1 && Wait)
    Form = awaitedForm(Wait, *Chain.Primitive->SyncWait, Types);
  bool IsAwaited = !Form.Call.Text.empty();
  tell(Chain, DiagnosticIDs::Warning,
       IsAwaited || !Wait ? Form : awaitedReplacement(Wait, Types),
       IsAwaited ? "await it instead" : OffloadAdvice);
}

} // namespace corolint
