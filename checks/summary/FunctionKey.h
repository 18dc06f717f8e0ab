// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// By what do the summaries of several units call a function?

#pragma once

#include "clang/AST/Decl.h"

namespace corolint {

/// Hashes what names \p Function in every unit, its USR; for one that other units cannot name, that
/// and its unit and place. Instances of a template over types without a name, such as lambdas, are
/// told apart.
uint64_t keyOf(const clang::FunctionDecl *Function, const clang::SourceManager &Sources);

/// Whether other units can call \p Function, and none but one of a program defines it: it is
/// neither inline nor an instance of a template.
bool isDefinedOnce(const clang::FunctionDecl *Function);

} // namespace corolint
