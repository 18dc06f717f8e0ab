// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Which classes bound how many tasks run?

#pragma once

#include "checks/knowledge/Calls.h"

namespace corolint {

/// Whether \p Class (null: no) bounds how many tasks run: a model says so, or it does what a
/// semaphore does: it is made with a number, is asked for a place by a member function whose result
/// is awaited, and gets the place back, either from another member function or from what that await
/// gives.
bool isLimiter(const clang::CXXRecordDecl *Class, CoroutineTypes &Types);

/// Whether \p Made has a limiter for its object or an argument, or a pointer to one: what it gives
/// may be a place in it. Or whether that is seen to be one: it keeps the limiter that it is of.
bool asksLimiter(const Call &Made, CoroutineTypes &Types);

/// Whether whoever makes an object of \p Class tells it a number: each constructor that makes no
/// copy takes one, unsigned and of 32 bits or more, that may not be left out.
bool isMadeWithNumber(const clang::CXXRecordDecl *Class);

/// Whether \p Type can say how many places there are in a limiter, or are taken of it or given back.
bool isNumberOfPlaces(clang::QualType Type);

} // namespace corolint
