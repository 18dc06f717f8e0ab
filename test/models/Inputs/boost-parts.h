// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// What clients of databases that are built on Boost.Asio take of it.

#pragma once

#include "parts.h"

namespace boost {

namespace system {
class error_code {};
} // namespace system

namespace asio {
struct any_io_executor {};
struct deferred_t {};
template <typename Clock> struct partial_cancel_after {};
template <typename Rep, typename Period>
partial_cancel_after<std::chrono::steady_clock> cancel_after(const std::chrono::duration<Rep, Period> &);
} // namespace asio

} // namespace boost
