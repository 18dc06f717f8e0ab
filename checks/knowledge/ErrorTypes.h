// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Which types carry a failure as a value?

#pragma once

#include "checks/knowledge/CoroutineTypes.h"

namespace corolint {

enum class ErrorCarrier {
  None,
  Error,        ///< Nothing but a failure: std::exception_ptr, an error code.
  ValueOrError, ///< A value or the failure to make it: std::expected, a Try.
};

/// How \p Type (references aside) carries a failure, by what it is: the standard's own types and
/// what derives from std::expected, standard containers of such types, pairs, tuples and variants
/// with a std::error_code, std::exception_ptr or result among others, results by a model, tasks and
/// futures (one that has ended still holds its failure), and classes with the members by which such
/// types let it be asked for: `failed()`, or `has_error`, `hasError`, `hasException`; `has_value()`
/// with `error()`; `ok()` with `value()` and `error()` or `status()`, or with a `code()` or
/// `error_code()` that is an enumerator. A smart pointer does so where it owns an expected or a
/// class with both a value and an error.
ErrorCarrier errorCarrier(clang::QualType Type, CoroutineTypes &Types);

} // namespace corolint
