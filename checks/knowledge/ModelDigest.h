// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// The form in which models are compiled in: read in a fraction of the time that YAML takes. Made by
// the build from the YAML files, and read by the very same binary's code, so it has no versions.

#pragma once

#include "checks/knowledge/LibraryModels.h"

namespace corolint {

/// \p Models as bytes.
std::string writeDigest(llvm::ArrayRef<std::unique_ptr<LibraryModel>> Models);

/// The models that writeDigest() made \p Bytes of. Bytes of anything else are a defect of the build.
std::vector<std::unique_ptr<LibraryModel>> readDigest(llvm::StringRef Bytes);

} // namespace corolint
