// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "clang-tidy/ClangTidyOptions.h"
#include "tool/project/Project.h"

namespace corolint {

/// The command that \p Of is analysed with: commandForAnalysis(), with what .clang-tidy (\p
/// Options) adds to and removes from it.
std::vector<std::string> configuredCommand(const Unit &Of,
                                           const clang::tidy::ClangTidyOptions &Options,
                                           CommandUse Use = CommandUse::Full);

} // namespace corolint
