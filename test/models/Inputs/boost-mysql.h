// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// The part of Boost.MySQL that its model speaks of.

#pragma once

#include "parts.h"

namespace boost::mysql {

class results {};
class any_connection {
public:
  template <typename ExecutionRequest, typename ResultsType> void execute(const ExecutionRequest &, ResultsType &);
  template <typename ExecutionRequest, typename ResultsType>
  parts::Awaiter<void> async_execute(const ExecutionRequest &, ResultsType &);
  void close();
};

} // namespace boost::mysql
