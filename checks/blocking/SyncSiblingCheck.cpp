// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/blocking/SyncSiblingCheck.h"
#include "checks/blocking/AwaitedReplacement.h"
#include "checks/blocking/AwaitedTwin.h"
#include "checks/flow/ExecutorSwitches.h"
#include "checks/flow/FunctionBody.h"
#include "checks/flow/ReadyObjects.h"
#include "checks/knowledge/AsyncContext.h"
#include "checks/knowledge/CalleeName.h"
#include "checks/summary/Waiting.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace clang::tidy;
using namespace llvm;

namespace corolint {
namespace {

class CallFinder : public CallVisitor<CallFinder> {
public:
  explicit CallFinder(function_ref<void(const Call &)> Found) : Found(Found) {}
  bool visitCall(const Call &Made) {
    Found(Made);
    return true;
  }

private:
  function_ref<void(const Call &)> Found;
};

} // namespace

SyncSiblingCheck::SyncSiblingCheck(StringRef Name, ClangTidyContext *Context)
    : AsyncCheck(Name, Context),
      Includes(Options.getLocalOrGlobal("IncludeStyle", utils::IncludeSorter::IS_LLVM),
               areDiagsSelfContained()) {}

void SyncSiblingCheck::storeOptions(ClangTidyOptions::OptionMap &Map) {
  AsyncCheck::storeOptions(Map);
  Options.store(Map, "IncludeStyle", Includes.style());
}

void SyncSiblingCheck::registerPPCallbacks(const SourceManager &, Preprocessor *Main,
                                           Preprocessor *) {
  Includes.registerPreprocessor(Main);
}

void SyncSiblingCheck::registerMatchers(MatchFinder *Finder) { matchFunctions(Finder); }

void SyncSiblingCheck::check(const MatchFinder::MatchResult &Result) {
  const FunctionDecl *Caller = matchedFunction(Result);
  if (!Caller)
    return;
  CoroutineTypes &Types = types(*Result.Context);
  if (!runsOnEventLoop(Caller, Types) || isNonBlocking(Caller, Types))
    return;
  DenseSet<const Stmt *> Elsewhere = runsElsewhere(Caller, Types);
  CallFinder([&](const Call &Made) {
    if (!Elsewhere.contains(Made.Expression))
      judge(Made, Caller, Types);
  }).visitBodyOf(Caller);
}

void SyncSiblingCheck::judge(const Call &Made, const FunctionDecl *Caller, CoroutineTypes &Types) {
  AsyncTwin Twin = asyncTwin(Made, Caller, Types);
  if (!Twin)
    return;
  Waiting Waits = waitingOf(Made, Types);
  if (Waits == Waiting::No || (Waits == Waiting::Unknown && !Strict && mayReturnAtOnce(Made)))
    return;
  if (!Readied)
    Readied = readiedObjects(Types);
  if (Readied->contains(namedVariable(Made.Object ? Made.Object : Made.argument(0))))
    return;
  if (Reported.insert(Made.Expression->getBeginLoc()).second)
    report(Made, Twin, Caller, Types);
}

void SyncSiblingCheck::report(const Call &Made, const AsyncTwin &Twin, const FunctionDecl *Caller,
                              CoroutineTypes &Types) {
  const Expr *Expression = Made.Expression;
  const SourceManager &Sources = Types.context().getSourceManager();
  const BlockingModel *Known = blockingBehaviour(Made, Types);
  auto Level =
      Known && Known->Level == Tier::Quiet ? DiagnosticIDs::Remark : DiagnosticIDs::Warning;
  std::string TwinName = Twin.Function->getNameAsString();
  AwaitedTwin Awaited = awaitedTwin(Made, Twin, Caller, Types);
  if (!Awaited.Edits.empty())
    append_range(Awaited.Edits, Includes.add(Awaited.Token, Expression->getBeginLoc()));
  {
    auto Warning = diag(Expression->getBeginLoc(),
                        "'%0' blocks the event loop until it is done; awaiting its asynchronous "
                        "twin '%1' would not",
                        Level)
                   << calleeName(Expression) << TwinName << Expression->getSourceRange();
    if (Awaited.KeepsBehaviour)
      Warning << Awaited.Edits;
  }
  if (!Sources.isInSystemHeader(Twin.Function->getLocation()))
    diag(Twin.Function->getLocation(), "'%0' is declared here", DiagnosticIDs::Note) << TwinName;
  if (!Awaited.KeepsBehaviour && !Awaited.Edits.empty())
    diag(Expression->getBeginLoc(), "await '%0'", DiagnosticIDs::Note)
        << TwinName << Awaited.Edits;
}

} // namespace corolint
