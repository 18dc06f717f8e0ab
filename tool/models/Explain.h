// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// What corolint believes of a type or function, and why: the language, a model, an annotation.

#pragma once

#include "checks/knowledge/LibraryModels.h"
#include "tool/project/Project.h"
#include "llvm/Support/raw_ostream.h"

namespace corolint {

/// Prints what the models alone say of what is called \p Name (qualified), each entry with its file
/// and line. False if they say nothing.
bool explainByModels(llvm::StringRef Name, const LibraryModels &Models, llvm::raw_ostream &Out);

/// Other names in the models that may have been meant by \p Name, at most three, as a list for a
/// message: those of the same library that end like it or, without any, others; empty without any.
std::string namesLike(llvm::StringRef Name, const LibraryModels &Models);

enum class Explained { Found, NotDeclared, NotParsed };

/// Parses \p Of and prints what is believed of every type and function that it declares as \p Name,
/// each belief with its reason. Names through aliases and using-declarations count; template arguments
/// are overlooked. What clang says of the unit goes to standard error.
Explained explainInUnit(llvm::StringRef Name, const Unit &Of, const LibraryModels &Models,
                        llvm::raw_ostream &Out);

} // namespace corolint
