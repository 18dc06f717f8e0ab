// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/errors/LostOnThrowCheck.h"
#include "checks/flow/FunctionBody.h"
#include "checks/knowledge/CalleeName.h"
#include "checks/knowledge/Declarations.h"
#include "checks/knowledge/Spellings.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace llvm;

namespace corolint {
namespace {

/// The name of the function of \p Type's library that awaits several tasks, as arguments or in a \p
/// Range, and throws the first failure; empty where the unit declares none.
std::string gatherFor(const CoroutineType &Type, bool Range, CoroutineTypes &Types) {
  auto [Library, Root] = Types.models().libraryOf(Type.Record);
  if (!Library)
    return "";
  for (const FunctionModel &Each : Library->Functions)
    if (Each.Gather && Each.Gather->Errors == GatherErrors::Throws && !Each.Gather->Race &&
        !Each.Gather->Each && (!Range || Each.Gather->Range))
      for (StringRef Name : Each.Names)
        if (any_of(declarationsNamed(Name, Types.context()), [](const NamedDecl *Found) {
              const FunctionDecl *Function = Found->getAsFunction();
              return Function && !Function->isOverloadedOperator() &&
                     !isa<CXXMethodDecl>(Function);
            }))
          return Name.str();
  return "";
}

/// The source of \p Task, moved: it is handed on, not awaited where it stands.
std::string movedSource(const Expr *Task, ASTContext &Context) {
  StringRef Source =
      Lexer::getSourceText(CharSourceRange::getTokenRange(Task->getSourceRange()),
                           Context.getSourceManager(), Context.getLangOpts());
  return isa<DeclRefExpr>(ignoreWrapping(Task)) ? ("std::move(" + Source + ")").str()
                                                : Source.str();
}

/// The statement right behind \p First in the same block; null if it is the last, or part of
/// another statement.
const Stmt *statementBehind(const CoawaitExpr *First, const FunctionDecl *Function) {
  struct Finder : FunctionBodyVisitor<Finder> {
    const CoawaitExpr *First;
    const Stmt *Found = nullptr;
    bool VisitCompoundStmt(CompoundStmt *Block) {
      const Stmt *Before = nullptr;
      for (const Stmt *Each : Block->body()) {
        if (const auto *Value = dyn_cast_or_null<Expr>(Before);
            Value && ignoreWrapping(Value) == First)
          Found = Each;
        Before = Each;
      }
      return true;
    }
  } Search;
  Search.First = First;
  Search.visitBodyOf(Function);
  return Search.Found;
}

} // namespace

void LostOnThrowCheck::registerMatchers(MatchFinder *Finder) { matchFunctions(Finder); }

void LostOnThrowCheck::check(const MatchFinder::MatchResult &Result) {
  const FunctionDecl *Function = matchedFunction(Result);
  if (!Function || !coroutineBody(Function))
    return;
  CoroutineTypes &Types = types(*Result.Context);
  MapVector<const CoawaitExpr *, std::vector<LostAwaitable>> ByAwait;
  for (const LostAwaitable &Lost : lostAwaitables(Function, Types))
    if (isLostToSibling(Lost, Types))
      ByAwait[cast<CoawaitExpr>(Lost.Where)].push_back(Lost);
  for (const auto &[Await, Lost] : ByAwait)
    report(Await, Lost, Function, Types);
  for (const AwaitInTurn &Found : awaitsInTurn(Function, Types))
    reportInTurn(Found, Types);
  for (const AwaitBetweenStarts &Found : awaitsBetweenStarts(Function, Types))
    reportBetween(Found);
}

void LostOnThrowCheck::report(const CoawaitExpr *Await, ArrayRef<LostAwaitable> Lost,
                              const FunctionDecl *Function, CoroutineTypes &Types) {
  if (!Reported.insert(Await->getBeginLoc()).second)
    return;
  diag(Await->getBeginLoc(),
       "if this await throws, '%0' is dropped while it runs, and a failure of it is lost")
      << calleeName(Lost.front().Of.Source) << Await->getSourceRange();
  for (const LostAwaitable &Each : Lost)
    diag(Each.In.declaration()->getLocation(), "'%0' is started here and kept in '%1'",
         DiagnosticIDs::Note)
        << calleeName(Each.Of.Source) << Each.In.declaration()->getName();
  std::string Gather = gatherFor(Lost.front().Of.Type, /*Range=*/false, Types);
  if (Gather.empty())
    return;
  // Two awaits in a row that have no result become one.
  ASTContext &Context = Types.context();
  const auto *Behind = dyn_cast_or_null<Expr>(statementBehind(Await, Function));
  const auto *Next = Behind ? dyn_cast<CoawaitExpr>(ignoreWrapping(Behind)) : nullptr;
  SmallVector<FixItHint, 1> Fix;
  if (Lost.size() == 1 && Next && Await->getType()->isVoidType() && Next->getType()->isVoidType() &&
      !Await->getBeginLoc().isMacroID() && !Next->getEndLoc().isMacroID()) {
    const auto *Named = dyn_cast<DeclRefExpr>(ignoreIdentity(Next->getOperand()));
    if (Named && Named->getDecl() == Lost.front().In.Variable)
      Fix.push_back(FixItHint::CreateReplacement(
          CharSourceRange::getTokenRange(Await->getBeginLoc(), Next->getEndLoc()),
          "co_await " + Gather + "(" + movedSource(Await->getOperand(), Context) + ", " +
              movedSource(Next->getOperand(), Context) + ")"));
  }
  diag(Await->getBeginLoc(), "await them together: '%0'", DiagnosticIDs::Note) << Gather << Fix;
}

void LostOnThrowCheck::reportBetween(const AwaitBetweenStarts &Found) {
  if (!Reported.insert(Found.Await->getBeginLoc()).second)
    return;
  diag(Found.Await->getBeginLoc(),
       "if this await throws, what '%0' holds by then is dropped while it "
       "runs, and its failures are lost")
      << Found.Container->getName() << Found.Await->getSourceRange();
  diag(Found.Fill->getBeginLoc(), "each task that is added here runs already", DiagnosticIDs::Note);
}

void LostOnThrowCheck::reportInTurn(const AwaitInTurn &Found, CoroutineTypes &Types) {
  if (!Reported.insert(Found.Await->getBeginLoc()).second)
    return;
  diag(Found.Await->getBeginLoc(),
       "if this await throws, the rest of '%0' is dropped while it runs, and its failures are lost")
      << Found.Container->getName() << Found.Await->getSourceRange();
  diag(Found.Container->getLocation(), "every task in '%0' runs already", DiagnosticIDs::Note)
      << Found.Container->getName();
  CoroutineType Type = Types.of(heldAwaitable(Found.Container->getType(), Types));
  if (std::string Gather = gatherFor(Type, /*Range=*/true, Types); !Gather.empty())
    diag(Found.Await->getBeginLoc(), "await them together: '%0'", DiagnosticIDs::Note) << Gather;
}

} // namespace corolint
