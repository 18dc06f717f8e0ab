// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/blocking/BlockingChainCheck.h"
#include "checks/LlvmVersions.h"
#include "checks/knowledge/AsyncContext.h"
#include "checks/knowledge/AsyncTwins.h"
#include "checks/summary/OtherUnits.h"
#include "checks/summary/Prune.h"
#include "checks/summary/SummarySink.h"
#include "checks/summary/Waiting.h"
#include "clang-tidy/NoLintDirectiveHandler.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringExtras.h"
#include <map>

using namespace clang;
using namespace clang::ast_matchers;
using namespace clang::tidy;
using namespace llvm;

namespace corolint {

/// Whether a macro itself makes the call at \p Place, whatever its object is.
static bool isInMacroBody(const UnitPlace &Place, const SourceManager &Sources) {
  return Sources.isMacroBodyExpansion(Place.Call ? Place.Call->getExprLoc() : Place.Begin);
}

/// Where \p At, a site in \p Of, is; of another unit it is looked up in the file, as that is now.
static SourceLocation locationOf(const Site &At, const UnitSummary &Of, SourceManager &Sources) {
  if (At.InUnit)
    return Of.place(At).Begin;
  OptionalFileEntryRef File = Sources.getFileManager().getOptionalFileRef(Of.Files[At.File]);
  return File ? Sources.translateLineCol(Sources.getOrCreateFileID(*File, SrcMgr::C_User), At.Line,
                                         At.Column)
              : SourceLocation();
}

BlockingChainCheck::BlockingChainCheck(StringRef Name, ClangTidyContext *Context, ChainKind Kind)
    : AsyncCheck(Name, Context), Kind(Kind), Tidy(*Context),
      FindsSiblings(Context->isCheckEnabled("async-sync-sibling")), Name(Name),
      Includes(Options.getLocalOrGlobal("IncludeStyle", utils::IncludeSorter::IS_LLVM),
               areDiagsSelfContained()),
      OffloadIncludes(Includes.style(), areDiagsSelfContained()) {
  // The checks of a unit are made together, and none outlives it.
  static thread_local std::weak_ptr<UnitWork> Last;
  Shared = Last.lock();
  if (!Shared || Shared->Of != Context) {
    Last = Shared = std::make_shared<UnitWork>();
    Shared->Of = Context;
  }
  Shared->Wanted.ForOthers = bool(summarySink());
  ++Shared->Checks;
}

void BlockingChainCheck::storeOptions(ClangTidyOptions::OptionMap &Map) {
  AsyncCheck::storeOptions(Map);
  Options.store(Map, "IncludeStyle", Includes.style());
}

void BlockingChainCheck::registerPPCallbacks(const SourceManager &, Preprocessor *Main,
                                             Preprocessor *) {
  Includes.registerPreprocessor(Main);
  if (Shared->Wanted.ForOthers)
    OffloadIncludes.registerPreprocessor(Main);
}

void BlockingChainCheck::registerMatchers(MatchFinder *Finder) { matchFunctions(Finder); }

void BlockingChainCheck::check(const MatchFinder::MatchResult &Result) { Unit = Result.Context; }

void BlockingChainCheck::onEndOfTranslationUnit() {
  AsyncCheck::onEndOfTranslationUnit();
  if (!Unit)
    return;
  CoroutineTypes &Types = types(*Unit);
  UnitSummary &Summary = Shared->Summary;
  if (!std::exchange(Shared->IsMade, true))
    makeSummary(Types);
  reportChains(Summary, Types);
  if (const SummarySink &Sink = summarySink()) {
    Summary.IsError[unsigned(Kind)] = Tidy.treatAsError(Name);
    markSuppressed(Summary, *Unit);
    if (--Shared->Checks == 0) {
      prune(Summary);
      addOffloads(Summary, Types);
      Sink(std::move(Summary));
    }
  }
  Unit = nullptr;
}

void BlockingChainCheck::makeSummary(CoroutineTypes &Types) {
  Shared->Summary = summarize(Types, Shared->Wanted);
  const SourceManager &Sources = Types.context().getSourceManager();
  OptionalFileEntryRef Main = Sources.getFileEntryRefForID(Sources.getMainFileID());
  if (otherUnits() && !Shared->Summary.Functions.empty() && Main)
    Shared->Others = otherUnits()(Main->getName(), Shared->Summary);
}

void BlockingChainCheck::reportChains(UnitSummary &Summary, CoroutineTypes &Types) {
  // A template's instantiations, and a chain's start met twice, share their place.
  DenseSet<SourceLocation> Reported;
  SmallVector<const UnitSummary *> Units = {&Summary};
  if (Shared->Others)
    for (const UnitSummary &Each : *Shared->Others)
      Units.push_back(&Each);
  for (const BlockingChain &Chain : findBlockingChains(Units, Kind)) {
    bool IsTold = isToldOfElsewhere(Chain, Types) || isAside(Chain, Unit->getSourceManager());
    // What another unit may answer otherwise is told where all of them are known.
    if (Chain.IsOpen && summarySink() && !IsTold)
      continue;
    if (Chain.Call)
      const_cast<CallSite *>(Chain.Call)->State[unsigned(Kind)] = CallState::Told;
    if (!IsTold &&
        Reported.insert(Summary.place(*Chain.Hops.front().At).Begin).second)
      report(Chain, Types);
  }
}

void BlockingChainCheck::markSuppressed(UnitSummary &Summary, ASTContext &Unit) const {
  NoLintDirectiveHandler Directives;
  for (FunctionSummary &Function : Summary.Functions)
    for (CallSite &Call : Function.Calls)
      if (Function.OnEventLoop && Call.State[unsigned(Kind)] == CallState::Open) {
        Call.IsAside = !Strict && isInMacroBody(Summary.place(Call.At), Unit.getSourceManager());
        SmallVector<tooling::Diagnostic, 1> Malformed;
        if (askOfWarning(Unit.getDiagnostics(), Summary.place(Call.At).Begin,
                         [&](const Diagnostic &Imagined) {
                           return Directives.shouldSuppress(
                               DiagnosticsEngine::Warning, Imagined, Name, Malformed,
                               /*AllowIO=*/true, /*EnableNoLintBlocks=*/true);
                         }))
          Call.State[unsigned(Kind)] = CallState::Suppressed;
      }
}

void BlockingChainCheck::addOffloads(UnitSummary &Summary, CoroutineTypes &Types) {
  const SourceManager &Sources = Types.context().getSourceManager();
  std::map<std::pair<FileID, std::string>, SmallVector<FixItHint, 2>> Added;
  for (const FunctionSummary &Function : Summary.Functions)
    for (const CallSite &Call : Function.Calls) {
      const Expr *Made = Function.OnEventLoop ? Summary.place(Call.At).Call : nullptr;
      if (!Made || Call.State[unsigned(Kind)] != CallState::Open)
        continue;
      AwaitedReplacement Elsewhere = awaitedReplacement(Made, Types);
      if (Elsewhere.Call.Text.empty())
        continue;
      SmallVector<FixItHint, 4> Fix = {
          FixItHint::CreateReplacement(Made->getSourceRange(), Elsewhere.Call.Text)};
      FileID File = Sources.getFileID(Made->getBeginLoc());
      auto [Known, IsNew] = Added.try_emplace({File, join(Elsewhere.Call.Headers, " ")});
      if (IsNew)
        Known->second = OffloadIncludes.add(Elsewhere.Call, Made->getBeginLoc());
      append_range(Fix, Known->second);
      OffloadedCall Offloaded{Call.At, {}};
      for (const FixItHint &Each : Fix) {
        tooling::Replacement Edit(Sources, Each.RemoveRange, Each.CodeToInsert, getLangOpts());
        Offloaded.Edits.push_back(
            {Edit.getOffset(), Edit.getLength(), Summary.save(Edit.getReplacementText())});
      }
      Summary.Offloaded.push_back(std::move(Offloaded));
    }
}

const Expr *BlockingChainCheck::start(const BlockingChain &Chain) {
  const Hop &First = Chain.Hops.front();
  return First.Unit->place(*First.At).Call;
}

bool BlockingChainCheck::isAside(const BlockingChain &Chain, const SourceManager &Sources) const {
  const Hop &First = Chain.Hops.front();
  return !Strict && Chain.Primitive->Level == Tier::Quiet &&
         isInMacroBody(First.Unit->place(*First.At), Sources);
}

bool BlockingChainCheck::isToldOfElsewhere(const BlockingChain &Chain, CoroutineTypes &Types) const {
  const Expr *Blocking = start(Chain);
  if (!Blocking || !FindsSiblings)
    return false;
  Call Made = asCallItself(Blocking);
  return asyncTwin(Made, enclosingFunction(Blocking, Types.context()), Types) &&
         waitingOf(Made, Types) == Waiting::Yes;
}

void BlockingChainCheck::tell(const BlockingChain &Chain, DiagnosticIDs::Level Level,
                              const AwaitedReplacement &Replacement, StringRef Advice) {
  SourceManager &Sources = Unit->getSourceManager();
  auto Note = [&](const ChainNote &Of) {
    if (SourceLocation At = locationOf(*Of.At, *Of.Unit, Sources); At.isValid())
      diag(At, "%0", DiagnosticIDs::Note) << Of.Text;
  };
  const Hop &First = Chain.Hops.front();
  const UnitPlace &At = First.Unit->place(*First.At);
  SmallVector<FixItHint, 4> Fix;
  if (!Replacement.Call.Text.empty()) {
    Fix.push_back(
        FixItHint::CreateReplacement(At.Call->getSourceRange(), Replacement.Call.Text));
    append_range(Fix, Includes.add(Replacement.Call, At.Begin));
  }
  ChainText Text = describe(Chain, Kind);
  {
    auto Warning = diag(At.Begin, "%0", Level) << Text.Message;
    if (At.Call)
      Warning << At.Call->getSourceRange();
    if (Replacement.KeepsBehaviour)
      Warning << Fix;
  }
  for (const ChainNote &Step : Text.Steps)
    Note(Step);
  if (!Replacement.KeepsBehaviour && !Fix.empty())
    diag(At.Begin, Advice, DiagnosticIDs::Note) << Fix;
  else if (!Replacement.Call.Note.empty() &&
           (Chain.Primitive->Category == BlockingCategory::Sleep || !Text.Instead))
    diag(At.Begin, "use instead: %0", DiagnosticIDs::Note) << Replacement.Call.Note;
  else if (Fix.empty() && Text.Instead)
    Note(*Text.Instead);
}

} // namespace corolint
