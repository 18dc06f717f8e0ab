// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/concurrency/SequentialAwaitCheck.h"
#include "checks/knowledge/CalleeName.h"
#include "checks/knowledge/Spellings.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace llvm;

namespace corolint {
namespace {

/// The name of a function of \p Library, under \p Root, that awaits several tasks: those of a range
/// (a bounded number at once, if there is such a form) or its arguments; empty without one.
std::string gatherIn(const LibraryModel &Library, StringRef Root, bool OfRange) {
  const FunctionModel *Best = nullptr;
  for (const FunctionModel &Function : Library.Functions)
    if (const auto &Gather = Function.Gather;
        Gather && !Gather->Race && !Gather->Each && OfRange == Gather->Range.has_value() &&
        (!Best ||
         (Best->Gather->Errors != GatherErrors::Throws && Gather->Errors == GatherErrors::Throws)))
      Best = &Function;
  if (!Best)
    return "";
  for (StringRef Name : Best->Names)
    if (Name.starts_with(Root)) {
      StringRef Windowed = OfRange ? StringRef(Best->Gather->WindowedTwin) : "";
      return Windowed.empty() ? Name.str() : (Name.rsplit("::").first + "::" + Windowed).str();
    }
  return "";
}

} // namespace

void SequentialAwaitCheck::registerMatchers(MatchFinder *Finder) { matchFunctions(Finder); }

void SequentialAwaitCheck::check(const MatchFinder::MatchResult &Result) {
  const FunctionDecl *Function = matchedFunction(Result);
  if (!Function)
    return;
  CoroutineTypes &Types = types(*Result.Context);
  for (const IndependentAwaits &Found : independentAwaits(Function, Types, Strict)) {
    const CoawaitExpr *At = Found.Awaits.back();
    if (!At->getBeginLoc().isMacroID() && Reported.insert(At->getBeginLoc()).second)
      report(Found, Function, Types);
  }
}

void SequentialAwaitCheck::report(const IndependentAwaits &Found, const FunctionDecl *Function,
                                  CoroutineTypes &Types) {
  const CoawaitExpr *First = Found.Awaits.front(), *Last = Found.Awaits.back();
  auto NameOf = [](const CoawaitExpr *Await) {
    return calleeName(ignoreWrapping(Await->getOperand()));
  };
  switch (Found.Form) {
  case IndependentAwaits::PerElement:
    diag(Last->getBeginLoc(),
         "'%0' is awaited once per element, one after the other, although no turn "
         "of this loop needs what another one gives")
        << NameOf(Last) << Last->getSourceRange();
    break;
  case IndependentAwaits::Stored:
    diag(Last->getBeginLoc(),
         "each of these tasks starts only when it is awaited here, so that they "
         "run one after the other")
        << Last->getSourceRange();
    break;
  case IndependentAwaits::InARow:
    diag(Last->getBeginLoc(),
         "'%0' starts only when '%1' has ended, although it does not need what that gives")
        << NameOf(Last) << NameOf(Found.Awaits[Found.Awaits.size() - 2]) << Last->getSourceRange();
    for (const CoawaitExpr *Before : drop_end(Found.Awaits))
      diag(Before->getBeginLoc(), "'%0' is awaited here before", DiagnosticIDs::Note)
          << NameOf(Before);
    break;
  }
  bool InLoop = Found.Loop != nullptr;
  auto [Library, Root] = libraryOfCoroutine(Function, Types);
  std::string Gather = Library ? gatherIn(*Library, Root, InLoop) : "";
  diag(First->getBeginLoc(), "await them together, %select{|a bounded number at once, }0with %1",
       DiagnosticIDs::Note)
      << InLoop << (Gather.empty() ? "a gather of the library" : "'" + Gather + "'");
}

} // namespace corolint
