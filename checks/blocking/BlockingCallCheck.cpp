// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/blocking/BlockingCallCheck.h"
#include "llvm/Support/GlobPattern.h"

using namespace clang;
using namespace clang::tidy;
using namespace llvm;

namespace corolint {
namespace {

constexpr llvm::StringLiteral DefaultCategories =
    "sleep;wait;dns;network;process;database;http;rpc;console;file;filesystem";
constexpr llvm::StringLiteral StrictCategories = "lock;log;cpu";

bool isCategory(StringRef Name) {
  for (unsigned I = 0; I <= static_cast<unsigned>(BlockingCategory::Cpu); ++I)
    if (name(static_cast<BlockingCategory>(I)) == Name)
      return true;
  return false;
}

} // namespace

BlockingCallCheck::BlockingCallCheck(StringRef Name, ClangTidyContext *Context)
    : BlockingChainCheck(Name, Context, ChainKind::Blocking),
      Categories(Options.get("Categories", Strict
                                               ? (DefaultCategories + ";" + StrictCategories).str()
                                               : DefaultCategories.str())),
      CategoryLevels(Options.get("CategoryLevels", "")),
      AllowedFunctions(Options.get("AllowedFunctions", "")),
      AllowedContexts(Options.get("AllowedContexts", "")),
      BlockingFunctions(Options.get("BlockingFunctions", "")) {
  std::vector<std::string> Chosen = splitList(Categories);
  for (StringRef Category : Chosen)
    if (!isCategory(Category))
      configurationDiag("'%0' is no category of async-blocking-call; the categories are %1;%2")
          << Category << DefaultCategories << StrictCategories;
  std::map<std::string, Tier> Levels = levelsOf(CategoryLevels);
  wanted().Counts.push_back([Chosen, Levels, Strict = Strict](BlockingSite &Site) {
    StringRef Name = name(Site.Category);
    // A strict category that is asked for by name is wanted with all that it holds. Waits for
    // asynchronous work are async-sync-wait's.
    if (Site.SyncWait || !is_contained(Chosen, Name) ||
        !(Strict || Site.Level != Tier::Strict || StrictCategories.contains(Name)))
      return false;
    if (auto Level = Levels.find(Name.str()); Level != Levels.end())
      Site.Level = Level->second;
    return true;
  });
  wanted().AllowedFunctions = splitList(AllowedFunctions);
  wanted().AllowedContexts = splitList(AllowedContexts);
  for (StringRef Entry : splitList(BlockingFunctions)) {
    auto [Function, Instead] = Entry.split('=');
    wanted().BlockingFunctions.emplace_back(Function.trim().str(), Instead.trim().str());
  }
  for (StringRef List :
       {StringRef(AllowedFunctions), StringRef(AllowedContexts), StringRef(BlockingFunctions)})
    for (StringRef Entry : splitList(List))
      if (Expected<GlobPattern> Glob = GlobPattern::create(Entry.split('=').first.trim()); !Glob)
        configurationDiag("'%0' is no name or glob of functions: %1")
            << Entry << toString(Glob.takeError());
}

std::map<std::string, Tier> BlockingCallCheck::levelsOf(StringRef List) {
  std::map<std::string, Tier> Levels;
  for (StringRef Entry : splitList(List)) {
    auto [Category, Level] = Entry.split('=');
    Category = Category.trim();
    Level = Level.trim();
    if (!isCategory(Category) || (Level != "warning" && Level != "remark"))
      configurationDiag("'%0' is no level of a category; write category=warning or "
                        "category=remark, and leave a category out of Categories to switch it off")
          << Entry;
    else
      Levels[Category.str()] = Level == "warning" ? Tier::On : Tier::Quiet;
  }
  return Levels;
}

void BlockingCallCheck::storeOptions(ClangTidyOptions::OptionMap &Map) {
  BlockingChainCheck::storeOptions(Map);
  Options.store(Map, "Categories", Categories);
  Options.store(Map, "CategoryLevels", CategoryLevels);
  Options.store(Map, "AllowedFunctions", AllowedFunctions);
  Options.store(Map, "AllowedContexts", AllowedContexts);
  Options.store(Map, "BlockingFunctions", BlockingFunctions);
}

void BlockingCallCheck::report(const BlockingChain &Chain, CoroutineTypes &Types) {
  auto Level =
      Chain.Primitive->Level == Tier::Quiet ? DiagnosticIDs::Remark : DiagnosticIDs::Warning;
  const Expr *Start = start(Chain);
  tell(Chain, Level, Start ? awaitedReplacement(Start, Types) : AwaitedReplacement(),
       OffloadAdvice);
}

} // namespace corolint
