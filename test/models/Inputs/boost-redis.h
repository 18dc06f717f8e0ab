// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// The part of Boost.Redis that its model speaks of.

#pragma once

#include "parts.h"

namespace boost::redis {

struct error_code {};
template <class Executor> class basic_connection {
public:
  // As far as the reader of its body can tell, it may wait.
  std::size_t receive(error_code &ec);
};
class connection {
public:
  std::size_t receive(error_code &ec) { return impl.receive(ec); }
  basic_connection<int> impl;
};

} // namespace boost::redis
