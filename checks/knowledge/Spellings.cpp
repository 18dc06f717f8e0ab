// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/knowledge/Spellings.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

void replaceAll(std::string &Text, StringRef From, StringRef To) {
  for (size_t At = Text.find(From); At != std::string::npos; At = Text.find(From, At + To.size()))
    Text.replace(At, From.size(), To);
}

/// The last alias that \p Scope, or a namespace in it that is around \p At, has given the namespace
/// \p Name by then; empty without one.
std::string aliasAt(SourceLocation At, StringRef Name, const DeclContext &Scope) {
  const SourceManager &Sources = Scope.getParentASTContext().getSourceManager();
  std::string Found;
  // Those of a precompiled header are the C++ library's.
  for (const Decl *Each : Scope.noload_decls()) {
    if (const auto *Inner = dyn_cast<NamespaceDecl>(Each);
        Inner && Sources.isPointWithin(At, Inner->getBeginLoc(), Inner->getRBraceLoc())) {
      if (std::string Nearer = aliasAt(At, Name, *Inner); !Nearer.empty())
        Found = Nearer;
    } else if (const auto *Alias = dyn_cast<NamespaceAliasDecl>(Each);
               Alias && Alias->getNamespace()->getQualifiedNameAsString() == Name &&
               Sources.isBeforeInTranslationUnit(Alias->getEndLoc(), At)) {
      Found = Alias->getNameAsString();
    }
  }
  return Found;
}

} // namespace

std::string withRoot(StringRef Text, StringRef Root) {
  std::string Result = Text.str();
  replaceAll(Result, "{root}", Root);
  return Result;
}

Spelling spell(const SpellingModel &Of, StringRef Root, SourceLocation At,
               const ASTContext &Context, const StringMap<std::string> &Values) {
  std::string Alias = aliasAt(At, Root, *Context.getTranslationUnitDecl());
  StringRef Written = Alias.empty() ? Root : Alias;
  Spelling Result{withRoot(Of.Text, Written), withRoot(Of.Note, Written), {}};
  for (const auto &[Key, Value] : Values)
    replaceAll(Result.Text, ("{" + Key + "}").str(), Value);
  std::string Folder = Root.str();
  replaceAll(Folder, "::", "/");
  for (StringRef Header : Of.Headers)
    Result.Headers.push_back(withRoot(Header, Folder));
  return Result;
}

const SpellingModel *usableIn(const std::optional<SpellingModel> &Of, const CXXRecordDecl *Task) {
  if (!Of)
    return nullptr;
  bool Fits = Of->In.empty() || any_of(Of->In, [&](StringRef Name) {
    return Task && hasQualifiedName(Task, splitQualifiedName(Name));
  });
  return Fits ? &*Of : nullptr;
}

std::string waysToRun(const CoroutineType &Type, const LibraryModels &Models) {
  if (!Type.Record)
    return "";
  auto [Library, Root] = Models.libraryOf(Type.Record);
  if (!Library)
    return "";
  std::vector<std::string> Ways;
  if (!Library->Spellings.Spawn.empty())
    Ways.push_back("start it with " + withRoot(Library->Spellings.Spawn, Root));
  if (!Library->Spellings.SyncWait.empty())
    Ways.push_back("wait for it with " + withRoot(Library->Spellings.SyncWait, Root));
  return join(Ways, " or ");
}

std::pair<const LibraryModel *, StringRef> libraryOfCoroutine(const FunctionDecl *Function,
                                                              CoroutineTypes &Types) {
  CoroutineType Type = Types.of(Function->getReturnType());
  if (!Type.Record)
    return {nullptr, ""};
  return Types.models().libraryOf(Type.Record);
}

} // namespace corolint
