// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// The part of Boost.Redis that its model speaks of.

#pragma once

#include "parts.h"

namespace boost::redis {

struct error_code {};
template <class Executor> class basic_connection {
public:
  std::size_t receive(error_code &ec);
};
class connection {
public:
  std::size_t receive(error_code &ec);
};

} // namespace boost::redis
