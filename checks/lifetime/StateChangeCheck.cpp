// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/lifetime/StateChangeCheck.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

using namespace clang;
using namespace clang::ast_matchers;

namespace corolint {
namespace {

/// The changes in the unit of \p Types, found once for all checks of it. They live as long as one
/// of those holds them, which none does after the unit's end.
std::shared_ptr<const StateChanges> changesIn(CoroutineTypes &Types) {
  static thread_local std::weak_ptr<const StateChanges> Last;
  static thread_local const ASTContext *LastUnit = nullptr;
  std::shared_ptr<const StateChanges> Changes = Last.lock();
  if (!Changes || LastUnit != &Types.context())
    Last = Changes = std::make_shared<const StateChanges>(Types);
  LastUnit = &Types.context();
  return Changes;
}

} // namespace

StateChangeCheck::StateChangeCheck(StringRef Name, tidy::ClangTidyContext *Context)
    : AsyncCheck(Name, Context), AnyOrder(Options.get("AnyOrder", Strict)) {}

void StateChangeCheck::storeOptions(tidy::ClangTidyOptions::OptionMap &Map) {
  AsyncCheck::storeOptions(Map);
  Options.store(Map, "AnyOrder", AnyOrder);
}

void StateChangeCheck::registerMatchers(MatchFinder *Finder) { matchFunctions(Finder); }

void StateChangeCheck::check(const MatchFinder::MatchResult &Result) {
  const FunctionDecl *Function = matchedFunction(Result);
  if (!Function || !coroutineBody(Function))
    return;
  CoroutineTypes &Types = types(*Result.Context);
  if (Types.of(Function->getReturnType()).Kind == TypeKind::Generator)
    return;
  if (!Changes)
    Changes = changesIn(Types);
  judge(Function, Types);
}

void StateChangeCheck::onEndOfTranslationUnit() {
  Changes.reset();
  AsyncCheck::onEndOfTranslationUnit();
}

} // namespace corolint
