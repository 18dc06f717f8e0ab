// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/knowledge/Spellings.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

void replaceAll(std::string &Text, StringRef From, StringRef To) {
  for (size_t At = Text.find(From); At != std::string::npos; At = Text.find(From, At + To.size()))
    Text.replace(At, From.size(), To);
}

} // namespace

std::string withRoot(StringRef Text, StringRef Root) {
  std::string Result = Text.str();
  replaceAll(Result, "{root}", Root);
  return Result;
}

Spelling spell(const SpellingModel &Of, StringRef Root,
               const StringMap<std::string> &Values) {
  Spelling Result{withRoot(Of.Text, Root), withRoot(Of.Note, Root), {}};
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
