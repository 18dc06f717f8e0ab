// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// What the library models say, for people.

#pragma once

#include "checks/knowledge/LibraryModels.h"
#include "llvm/Support/raw_ostream.h"

namespace corolint {

/// Prints a line for each library: its name and its title.
void listModels(const LibraryModels &Models, llvm::raw_ostream &Out);

/// Prints the model of \p Library as a model file, names expanded. False if there is none.
bool printModel(const LibraryModels &Models, llvm::StringRef Library, llvm::raw_ostream &Out);

/// Prints docs/libraries.md: what is known of each library, as Markdown.
void printLibraryTable(const LibraryModels &Models, llvm::raw_ostream &Out);

} // namespace corolint
