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

/// A function of a library that awaits several tasks.
struct NamedGather {
  std::string Name; ///< Empty without one.
  bool IsBounded = false; ///< It runs a bounded number of them at once.
};

/// That of \p Library, under \p Root, for the tasks of a range, bounded if there is such a form, or for
/// its arguments.
NamedGather gatherIn(const LibraryModel &Library, StringRef Root, bool OfRange) {
  const FunctionModel *Best = nullptr;
  // Bounded forms are for ranges, whatever argument that is.
  auto IsWindowed = [&](const FunctionModel &Function) {
    return any_of(Library.Functions, [&](const FunctionModel &Other) {
      return Other.Gather && !Other.Gather->WindowedTwin.empty() &&
             any_of(Function.Names, [&](StringRef Name) {
               return Name.rsplit("::").second == Other.Gather->WindowedTwin;
             });
    });
  };
  for (const FunctionModel &Function : Library.Functions)
    if (const auto &Gather = Function.Gather;
        Gather && !Gather->Race && !Gather->Each && OfRange == Gather->Range.has_value() &&
        !IsWindowed(Function) &&
        (!Best ||
         (Best->Gather->Errors != GatherErrors::Throws && Gather->Errors == GatherErrors::Throws)))
      Best = &Function;
  if (!Best)
    return {};
  for (StringRef Name : Best->Names)
    if (Name.starts_with(Root)) {
      auto [Scope, Last] = Name.rsplit("::");
      StringRef Windowed = OfRange ? StringRef(Best->Gather->WindowedTwin) : "";
      if (!Windowed.empty())
        return {(Scope + "::" + Windowed).str(), /*IsBounded=*/true};
      // A class is named, not its constructor.
      return {(Scope == Last || Scope.ends_with(("::" + Last).str()) ? Scope : Name).str()};
    }
  return {};
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
  auto [Library, Root] = libraryOfCoroutine(Function, Types);
  NamedGather Gather = Library ? gatherIn(*Library, Root, Found.Loop != nullptr) : NamedGather();
  diag(First->getBeginLoc(), "await them together, %select{|a bounded number at once, }0with %1",
       DiagnosticIDs::Note)
      << (Found.Loop && (Gather.IsBounded || Gather.Name.empty()))
      << (Gather.Name.empty() ? "a gather of the library" : "'" + Gather.Name + "'");
}

} // namespace corolint
