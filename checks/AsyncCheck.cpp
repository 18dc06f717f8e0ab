// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/AsyncCheck.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include <mutex>

using namespace clang;
using namespace clang::ast_matchers;
using namespace clang::tidy;
using namespace llvm;

namespace corolint {
namespace {

StringRef sharedOption(const ClangTidyContext &Context, StringRef Key) {
  const ClangTidyOptions::OptionMap &Options = Context.getOptions().CheckOptions;
  auto Found = Options.find(Key);
  return Found == Options.end() ? StringRef() : StringRef(Found->second.Value);
}

constexpr llvm::StringLiteral ModelFilesKey = "async.ModelFiles";
constexpr llvm::StringLiteral StrictKey = "async.Strict";

} // namespace

std::vector<std::string> splitList(StringRef Value) {
  std::vector<std::string> Entries;
  SmallVector<StringRef, 8> Parts;
  SplitString(Value, Parts, ";,");
  for (StringRef Part : Parts)
    if (StringRef Entry = Part.trim(); !Entry.empty())
      Entries.push_back(Entry.str());
  return Entries;
}

Expected<std::shared_ptr<const LibraryModels>> modelsFor(StringRef ModelFiles) {
  static std::mutex Mutex;
  static StringMap<std::shared_ptr<const LibraryModels>> Loaded;
  std::lock_guard<std::mutex> Lock(Mutex);
  std::shared_ptr<const LibraryModels> &Models = Loaded[ModelFiles];
  if (!Models) {
    Expected<std::shared_ptr<const LibraryModels>> Read =
        LibraryModels::load(splitList(ModelFiles));
    if (!Read)
      return Read.takeError();
    Models = *Read;
  }
  return Models;
}

AsyncCheck::AsyncCheck(StringRef Name, ClangTidyContext *Context)
    : ClangTidyCheck(Name, Context),
      Strict(Options.get("Strict", sharedOption(*Context, StrictKey) == "true")) {
  Expected<std::shared_ptr<const LibraryModels>> Read =
      modelsFor(sharedOption(*Context, ModelFilesKey));
  if (!Read) {
    Context->configurationDiag("%0") << toString(Read.takeError());
    Read = modelsFor("");
  }
  // The models compiled in are read by the tests; that they can be read is an invariant.
  Models = cantFail(std::move(Read));
}

void AsyncCheck::storeOptions(ClangTidyOptions::OptionMap &Map) {
  Options.store(Map, "Strict", Strict);
}

void AsyncCheck::matchFunctions(MatchFinder *Finder) {
  Finder->addMatcher(
      functionDecl(isDefinition(), unless(isImplicit()), unless(isExpansionInSystemHeader()))
          .bind("function"),
      this);
}

const FunctionDecl *AsyncCheck::matchedFunction(const MatchFinder::MatchResult &Result) {
  const auto *Function = Result.Nodes.getNodeAs<FunctionDecl>("function");
  return Function->isDependentContext() ? nullptr : Function;
}

bool AsyncCheck::isInstance(const FunctionDecl *Function) {
  for (const DeclContext *Scope = Function; Scope; Scope = Scope->getParent()) {
    if (const auto *Outer = dyn_cast<FunctionDecl>(Scope); Outer && Outer->isTemplateInstantiation())
      return true;
    if (isa<ClassTemplateSpecializationDecl>(Scope))
      return true;
  }
  return false;
}

CoroutineTypes &AsyncCheck::types(ASTContext &Context) {
  // The checks of one unit share the answers. They live as long as one of those checks, and so do
  // not outlive the unit.
  static thread_local std::weak_ptr<CoroutineTypes> Shared;
  if (Types && &Types->context() == &Context)
    return *Types;
  Types = Shared.lock();
  if (!Types || &Types->context() != &Context || &Types->models() != &models())
    Shared = Types = std::make_shared<CoroutineTypes>(Context, models());
  return *Types;
}

void AsyncCheck::onEndOfTranslationUnit() {
  if (!Types)
    return;
  for (const auto &[Location, Problem] : Types->takeMalformed())
    diag(Location, "this annotation of corolint's is not understood: %0", DiagnosticIDs::Error)
        << Problem;
}

} // namespace corolint
