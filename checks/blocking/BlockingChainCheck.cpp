// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/blocking/BlockingChainCheck.h"
#include "checks/knowledge/AsyncContext.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "llvm/ADT/DenseSet.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace llvm;

namespace corolint {

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

void BlockingChainCheck::noteHops(const BlockingChain &Chain) {
  for (const Hop &Next : ArrayRef(Chain.Hops).drop_front())
    diag(Next.At->InUnit->getBeginLoc(), "'%0' calls '%1' here", DiagnosticIDs::Note)
        << Next.Caller->Name << Next.Callee;
}

} // namespace corolint
