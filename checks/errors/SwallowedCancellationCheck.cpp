// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/errors/SwallowedCancellationCheck.h"
#include "checks/flow/FunctionBody.h"
#include "checks/flow/HandlerPaths.h"
#include "checks/knowledge/Spellings.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace llvm;

namespace corolint {
namespace {

/// The try blocks of a coroutine, each with the first await whose cancellation comes to its
/// handlers.
class TryFinder : public FunctionBodyVisitor<TryFinder> {
public:
  explicit TryFinder(ArrayRef<Cancellation> Known) : Known(Known) {}
  MapVector<const CXXTryStmt *, const CoawaitExpr *> Found;

  bool TraverseCXXTryStmt(CXXTryStmt *Try) {
    Open.push_back(Try);
    bool Result = TraverseStmt(Try->getTryBlock());
    Open.pop_back();
    for (unsigned I = 0; Result && I < Try->getNumHandlers(); ++I)
      Result = TraverseStmt(Try->getHandler(I));
    return Result;
  }
  bool VisitCoawaitExpr(CoawaitExpr *Await) {
    if (neverSuspends(Await))
      return true;
    for (const CXXTryStmt *Try : reverse(Open)) {
      Found.try_emplace(Try, Await);
      if (keepsAny(Try))
        break;
    }
    return true;
  }

private:
  /// Whether a handler of \p Try catches one of them and does not throw it again.
  bool keepsAny(const CXXTryStmt *Try) const {
    struct ThrowFinder : RecursiveASTVisitor<ThrowFinder> {
      bool VisitCXXThrowExpr(CXXThrowExpr *) { return false; }
    } Throws;
    for (unsigned I = 0; I < Try->getNumHandlers(); ++I) {
      const CXXCatchStmt *Handler = Try->getHandler(I);
      if (any_of(Known, [&](const Cancellation &Each) { return catches(Handler, Each.Class); }))
        return Throws.TraverseStmt(Handler->getHandlerBlock());
    }
    return false;
  }

  ArrayRef<Cancellation> Known;
  SmallVector<const CXXTryStmt *, 4> Open;
};

/// Whether \p Handler is there for \p Thrown itself, or for a kind of it.
bool isFor(const CXXCatchStmt *Handler, const Cancellation &Thrown) {
  const CXXRecordDecl *Caught = caughtClass(Handler);
  return Caught && (Caught->getCanonicalDecl() == Thrown.Class->getCanonicalDecl() ||
                    (Caught->hasDefinition() && Thrown.Class->hasDefinition() &&
                     Caught->isDerivedFrom(Thrown.Class)));
}

} // namespace

void SwallowedCancellationCheck::registerMatchers(MatchFinder *Finder) { matchFunctions(Finder); }

void SwallowedCancellationCheck::check(const MatchFinder::MatchResult &Result) {
  const FunctionDecl *Function = matchedFunction(Result);
  if (!Function || !coroutineBody(Function))
    return;
  CoroutineTypes &Types = types(*Result.Context);
  std::vector<Cancellation> Known = cancellationsOf(Function, Types);
  if (Known.empty())
    return;
  TryFinder Finder(Known);
  Finder.visitBodyOf(Function);
  for (auto [Try, Await] : Finder.Found)
    judge(Try, Await, Known, Function, Types);
}

void SwallowedCancellationCheck::judge(const CXXTryStmt *Try, const CoawaitExpr *Await,
                                       ArrayRef<Cancellation> Known, const FunctionDecl *Function,
                                       CoroutineTypes &Types) {
  // The first handler that one of them comes to says whether its author thought of them.
  const CXXCatchStmt *Handler = nullptr;
  const Cancellation *Caught = nullptr;
  for (unsigned I = 0; I < Try->getNumHandlers() && !Caught; ++I) {
    Handler = Try->getHandler(I);
    for (const Cancellation &Each : Known)
      if (!Caught && (catches(Handler, Each.Class) || isFor(Handler, Each)))
        Caught = &Each;
  }
  if (!Caught || (isFor(Handler, *Caught) && Caught->Model.When.empty()))
    return;

  HandlerUse Use = useIn(Handler);
  HandlerPaths Paths = pathsFrom(Handler, Try, Function, Types);
  if (Use.Tests || Paths.Throws)
    return;
  bool GoesOn = Paths.Await || Paths.Returns;
  bool IsEndless = Paths.Returns && !Paths.Leaves && !Paths.Await;
  // A loop that ends by itself, or awaits something else which nothing catches, can still be
  // stopped; and so can what comes after a handler, unless the library says otherwise.
  if (!(IsEndless && !Use.Keeps) && !(Caught->Model.Ends && GoesOn) && !(Strict && GoesOn))
    return;
  if (!Reported.insert(Handler->getBeginLoc()).second)
    return;

  const auto *Method = dyn_cast<CXXMethodDecl>(Function);
  bool IsLambda = Method && Method->getParent()->isLambda();
  diag(Handler->getBeginLoc(),
       "%select{'%1'|this coroutine}0 %select{goes on after it was told to stop|cannot be "
       "stopped}2: this handler also catches '%3'%select{|, and the loop goes on}2")
      << IsLambda << Function->getNameAsString() << IsEndless << Caught->Name;
  diag(Await->getBeginLoc(),
       "that is thrown where this await is when the coroutine is told to stop",
       DiagnosticIDs::Note);
  if (!IsEndless && Paths.Await)
    diag(Paths.Await->getBeginLoc(), "here it goes on", DiagnosticIDs::Note);
  suggestFix(Handler, *Caught, Function, Types);
}

void SwallowedCancellationCheck::suggestFix(const CXXCatchStmt *Handler, const Cancellation &Caught,
                                            const FunctionDecl *Function, CoroutineTypes &Types) {
  const auto *Block = cast<CompoundStmt>(Handler->getHandlerBlock());
  if (Handler->getBeginLoc().isMacroID() || Block->getLBracLoc().isMacroID())
    return;
  // A class of its own has a handler of its own.
  if (Caught.Model.When.empty()) {
    if (Caught.Class->hasDefinition())
      diag(Handler->getBeginLoc(), "let it through before this handler", DiagnosticIDs::Note)
          << FixItHint::CreateInsertion(Handler->getBeginLoc(),
                                        "catch (const " + Caught.Name + " &) { throw; } ");
    return;
  }
  const VarDecl *Exception = Handler->getExceptionDecl();
  if (!isFor(Handler, Caught) || !Exception || !Exception->getIdentifier())
    return;
  SpellingModel Condition;
  Condition.Text = Caught.Model.When;
  Spelling Spelled = spell(Condition, libraryOfCoroutine(Function, Types).second,
                           {{"error", Exception->getNameAsString()}});
  diag(Handler->getBeginLoc(), "throw it again", DiagnosticIDs::Note)
      << FixItHint::CreateInsertion(Block->getLBracLoc().getLocWithOffset(1),
                                    " if (" + Spelled.Text + ") throw;");
}

} // namespace corolint
