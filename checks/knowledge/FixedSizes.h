// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// How many elements can a range have by its type alone?

#pragma once

#include "clang/AST/ASTContext.h"
#include "clang/AST/Type.h"

namespace corolint {

/// The most elements that a range of type \p Range (references are looked through) can have by that
/// type: those of an array, of a std::array, of a std::span with an extent, and what a container
/// has room for that says so without an object, by a static `capacity()` as std::inplace_vector and
/// boost::container::static_vector have. None for ranges of other types.
std::optional<uint64_t> fixedSize(clang::QualType Range, const clang::ASTContext &Context);

} // namespace corolint
