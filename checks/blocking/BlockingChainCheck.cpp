// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/blocking/BlockingChainCheck.h"
#include "checks/knowledge/AsyncContext.h"
#include "checks/knowledge/AsyncTwins.h"
#include "checks/summary/Waiting.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "llvm/ADT/DenseSet.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace clang::tidy;
using namespace llvm;

namespace corolint {

BlockingChainCheck::BlockingChainCheck(StringRef Name, ClangTidyContext *Context)
    : AsyncCheck(Name, Context), FindsSiblings(Context->isCheckEnabled("async-sync-sibling")),
      Inserter(Options.getLocalOrGlobal("IncludeStyle", utils::IncludeSorter::IS_LLVM),
               areDiagsSelfContained()) {}

void BlockingChainCheck::storeOptions(ClangTidyOptions::OptionMap &Map) {
  AsyncCheck::storeOptions(Map);
  Options.store(Map, "IncludeStyle", Inserter.getStyle());
}

void BlockingChainCheck::registerPPCallbacks(const SourceManager &, Preprocessor *Main,
                                             Preprocessor *) {
  Inserter.registerPreprocessor(Main);
}

void BlockingChainCheck::registerMatchers(MatchFinder *Finder) { matchFunctions(Finder); }

void BlockingChainCheck::check(const MatchFinder::MatchResult &Result) {
  if (!Unit &&
      runsOnEventLoop(Result.Nodes.getNodeAs<FunctionDecl>("function"), types(*Result.Context)))
    Unit = Result.Context;
}

void BlockingChainCheck::onEndOfTranslationUnit() {
  AsyncCheck::onEndOfTranslationUnit();
  if (!Unit)
    return;
  CoroutineTypes &Types = types(*Unit);
  std::vector<FunctionSummary> Summaries = summarize(Types, Wanted);
  // A template's instantiations, and a chain's start met twice, share their place.
  DenseSet<SourceLocation> Reported;
  for (const BlockingChain &Chain : findBlockingChains(Summaries))
    if (!isToldOfElsewhere(Chain, Types) &&
        Reported.insert(Chain.Hops.front().At->InUnit->getBeginLoc()).second)
      report(Chain, Types);
  Unit = nullptr;
}

bool BlockingChainCheck::isToldOfElsewhere(const BlockingChain &Chain, CoroutineTypes &Types) const {
  const Expr *Blocking = Chain.Hops.front().At->InUnit;
  Call Made = asCallItself(Blocking);
  return FindsSiblings && asyncTwin(Made, enclosingFunction(Blocking, Types.context()), Types) &&
         waitingOf(Made, Types) == Waiting::Yes;
}

void BlockingChainCheck::tell(const BlockingChain &Chain, StringRef What,
                              DiagnosticIDs::Level Level, const AwaitedReplacement &Replacement,
                              StringRef Advice, const ASTContext &Context) {
  const Hop &First = Chain.Hops.front();
  const Expr *Blocking = First.At->InUnit;
  bool Direct = Chain.Hops.size() == 1;
  SmallVector<FixItHint, 4> Fix;
  if (!Replacement.Call.Text.empty()) {
    Fix.push_back(
        FixItHint::CreateReplacement(Blocking->getSourceRange(), Replacement.Call.Text));
    append_range(Fix, includesFor(Replacement.Call, Blocking->getBeginLoc(),
                                  Context.getSourceManager(), Inserter));
  }
  {
    auto Warning =
        diag(Blocking->getBeginLoc(),
             ("'%0' " + What + ": %select{through '%2' it|it}1 %3").str(), Level)
        << First.Callee << Direct << Chain.Primitive->Callee << Chain.Primitive->Why
        << Blocking->getSourceRange();
    if (Replacement.KeepsBehaviour)
      Warning << Fix;
  }
  for (const Hop &Next : ArrayRef(Chain.Hops).drop_front())
    diag(Next.At->InUnit->getBeginLoc(), "'%0' calls '%1' here", DiagnosticIDs::Note)
        << Next.Caller->Name << Next.Callee;
  if (!Replacement.KeepsBehaviour && !Fix.empty())
    diag(Blocking->getBeginLoc(), Advice, DiagnosticIDs::Note) << Fix;
  else if (!Replacement.Call.Note.empty() &&
           (Chain.Primitive->Category == BlockingCategory::Sleep ||
            Chain.Primitive->Instead.empty()))
    diag(Blocking->getBeginLoc(), "use instead: %0", DiagnosticIDs::Note) << Replacement.Call.Note;
  else if (Fix.empty() && !Chain.Primitive->Instead.empty())
    diag(Chain.Primitive->At.InUnit->getBeginLoc(), "use instead: %0", DiagnosticIDs::Note)
        << Chain.Primitive->Instead;
}

} // namespace corolint
