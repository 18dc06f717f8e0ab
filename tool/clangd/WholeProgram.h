// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

namespace corolint {

/// Lets the checks know what the last run of `corolint` over the whole program, found in its cache,
/// saw in other units. To be called before clangd starts.
void knowWholeProgram();

} // namespace corolint
