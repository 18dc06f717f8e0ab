// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// What is wrong with the configuration, told to the user of an editor.

#pragma once

#include "llvm/ADT/FunctionExtras.h"
#include <string>

namespace corolint {

/// Shows \p Message in the editor; each message once, however often it is to be told. From any
/// thread.
void complain(std::string Message);

/// Where complaints go; those from before are handed over at once. Standard error where there is no
/// editor, which is what an empty \p To says, too.
void sendComplaints(llvm::unique_function<void(const std::string &)> To);

} // namespace corolint
