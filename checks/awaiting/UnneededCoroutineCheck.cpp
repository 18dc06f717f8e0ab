// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/awaiting/UnneededCoroutineCheck.h"
#include "checks/knowledge/CalleeName.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace llvm;

namespace corolint {
namespace {

/// Looks for a suspension point in a body as it is written, arms that are never taken included.
class SuspensionFinder : public RecursiveASTVisitor<SuspensionFinder> {
public:
  bool TraverseLambdaExpr(LambdaExpr *Lambda) {
    return all_of(Lambda->capture_inits(), [this](Expr *Each) { return TraverseStmt(Each); });
  }
  bool TraverseCXXRecordDecl(CXXRecordDecl *) { return true; }
  // False ends the walk.
  bool VisitCoroutineSuspendExpr(CoroutineSuspendExpr *) { return false; }
  bool VisitCXXForRangeStmt(CXXForRangeStmt *For) { return For->getCoawaitLoc().isInvalid(); }
};

/// Whether the preprocessor may have taken an await out of \p Body, or its text is not all there.
bool mayVary(const Stmt *Body, const SourceManager &Sources, const LangOptions &Options) {
  if (Body->getBeginLoc().isMacroID() || Body->getEndLoc().isMacroID())
    return true;
  StringRef Text = Lexer::getSourceText(CharSourceRange::getTokenRange(Body->getSourceRange()),
                                        Sources, Options);
  SmallVector<StringRef, 16> Lines;
  Text.split(Lines, '\n');
  return Text.empty() ||
         any_of(Lines, [](StringRef Line) { return Line.ltrim().starts_with("#"); });
}

/// Whether other functions of the same name stand beside \p Function, which it may have to match.
bool isOverloaded(const FunctionDecl *Function) {
  unsigned Functions = 0;
  for (const NamedDecl *Each :
       Function->getDeclContext()->getRedeclContext()->lookup(Function->getDeclName()))
    Functions += Each->getAsFunction() != nullptr;
  return Functions > 1;
}

/// The edits that make an ordinary function of a coroutine; none where parentheses or macros are in
/// the way.
SmallVector<FixItHint, 2> returnInstead(const ForwardedCall &Forwarded, const ASTContext &Context) {
  SourceLocation Await = Forwarded.Await->getBeginLoc(), Call = Forwarded.Call->getBeginLoc();
  SourceLocation Begin = Forwarded.Return ? Forwarded.Return->getBeginLoc() : Await;
  if (Begin.isMacroID() || Call.isMacroID() ||
      Forwarded.Await->getOperand()->getBeginLoc() != Call ||
      (Forwarded.Return && Forwarded.Return->getOperand()->getBeginLoc() != Await))
    return {};
  SmallVector<FixItHint, 2> Edits = {
      FixItHint::CreateReplacement(CharSourceRange::getCharRange(Begin, Call), "return ")};
  if (Forwarded.Trailing) {
    SourceLocation End = Lexer::findLocationAfterToken(
        Forwarded.Trailing->getEndLoc(), tok::semi, Context.getSourceManager(),
        Context.getLangOpts(), /*SkipTrailingWhitespaceAndNewLine=*/false);
    if (End.isInvalid())
      return {};
    Edits.push_back(FixItHint::CreateRemoval(
        CharSourceRange::getCharRange(Forwarded.Trailing->getBeginLoc(), End)));
  }
  return Edits;
}

} // namespace

void UnneededCoroutineCheck::registerMatchers(MatchFinder *Finder) { matchFunctions(Finder); }

void UnneededCoroutineCheck::check(const MatchFinder::MatchResult &Result) {
  const FunctionDecl *Function = matchedFunction(Result);
  const CoroutineBodyStmt *Body = Function ? coroutineBody(Function) : nullptr;
  // A specialisation must match its template.
  if (!Body || isInstance(Function) || Function->isFunctionTemplateSpecialization())
    return;
  CoroutineTypes &Types = types(*Result.Context);
  ForwardedCall Forwarded = forwardedCall(Function);
  bool Suspends = !SuspensionFinder().TraverseStmt(Body->getBody());
  if ((Suspends && !Forwarded) || !isFree(Function, Types) ||
      mayVary(Body->getBody(), *Result.SourceManager, getLangOpts()))
    return;
  if (Forwarded || isAlwaysAwaited(Function))
    report(Function, Forwarded);
}

bool UnneededCoroutineCheck::isFree(const FunctionDecl *Function, CoroutineTypes &Types) {
  CoroutineType Type = Types.of(Function->getReturnType());
  // A promise that does something of its own at the start may go on elsewhere.
  if (Type.Kind != TypeKind::Task || Type.Start == StartPolicy::Unknown ||
      argumentsMakePromise(Function))
    return false;
  // A type may ask that whatever returns it is a coroutine.
  if (Type.Record->hasAttr<CoroReturnTypeAttr>() && !Function->hasAttr<CoroWrapperAttr>())
    return false;
  const auto *Method = dyn_cast<CXXMethodDecl>(Function);
  if (Method && (Method->isVirtual() || Method->getParent()->isLambda()))
    return false;
  if (!Uses)
    Uses.emplace(Types.context());
  return !Uses->escapes(Function);
}

bool UnneededCoroutineCheck::isAlwaysAwaited(const FunctionDecl *Function) const {
  ArrayRef<FunctionUse> All = Uses->of(Function);
  return !All.empty() && !isOverloaded(Function) &&
         all_of(All, [](const FunctionUse &Use) { return Use.IsAwaited; });
}

void UnneededCoroutineCheck::report(const FunctionDecl *Function, const ForwardedCall &Forwarded) {
  SourceLocation At = Function->getLocation();
  if (!Forwarded) {
    diag(At, "'%0' never suspends: each call makes a coroutine frame for nothing")
        << Function->getNameAsString();
    if (ArrayRef<FunctionUse> All = Uses->of(Function); !All.empty())
      diag(
          All.front().Call->getBeginLoc(),
          "%select{every call here awaits it at once|it is awaited at once}0: an ordinary function "
          "would do",
          DiagnosticIDs::Note)
          << (All.size() == 1);
    return;
  }
  std::string Callee = calleeName(Forwarded.Call);
  diag(At, "'%0' does nothing but await '%1': its coroutine frame is made for nothing")
      << Function->getNameAsString() << Callee;
  auto Note =
      diag(Forwarded.Await->getBeginLoc(), "return the task of '%0' itself", DiagnosticIDs::Note)
      << Callee;
  for (const FixItHint &Edit : returnInstead(Forwarded, Function->getASTContext()))
    Note << Edit;
}

void UnneededCoroutineCheck::onEndOfTranslationUnit() {
  AsyncCheck::onEndOfTranslationUnit();
  Uses.reset();
}

} // namespace corolint
