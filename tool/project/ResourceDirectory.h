// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include <string>

namespace corolint {

/// The folder of clang's own headers: one beside this program, where it was installed with them, else
/// the one it was built with.
std::string resourceDirectory();

} // namespace corolint
