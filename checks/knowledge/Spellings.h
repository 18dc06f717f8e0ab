// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// How a library's own words are written in a given program: the root namespace in use filled in.

#pragma once

#include "checks/knowledge/CoroutineTypes.h"
#include "llvm/ADT/StringMap.h"

namespace corolint {

/// Text to put into a program, and the headers it needs, as written between the angle brackets of
/// an #include; `new.h | old.h` where the version of the library decides.
struct Spelling {
  std::string Text; ///< Empty where it takes something that only the author knows.
  std::string Note; ///< Then in its place, for a note.
  std::vector<std::string> Headers;
};

/// \p Of, to be written at \p At: with `{root}` replaced by \p Root, by its alias where there is one
/// (in headers with slashes for colons), and every other `{key}` by its value in \p Values.
Spelling spell(const SpellingModel &Of, llvm::StringRef Root, clang::SourceLocation At,
               const clang::ASTContext &Context,
               const llvm::StringMap<std::string> &Values = {});

/// \p Of if the library has it, for coroutines of type \p Task; or null.
const SpellingModel *usableIn(const std::optional<SpellingModel> &Of,
                              const clang::CXXRecordDecl *Task);

/// \p Text with `{root}` replaced by \p Root.
std::string withRoot(llvm::StringRef Text, llvm::StringRef Root);

/// For a note: how a task of \p Type is run where it cannot be awaited, as "start it with … or wait
/// for it with …"; empty where the models do not say.
std::string waysToRun(const CoroutineType &Type, const LibraryModels &Models);

/// The library that the coroutine \p Function is written with, by its result type, and the root
/// namespace in use; {null, ""} for a library without a model.
std::pair<const LibraryModel *, llvm::StringRef>
libraryOfCoroutine(const clang::FunctionDecl *Function, CoroutineTypes &Types);

} // namespace corolint
