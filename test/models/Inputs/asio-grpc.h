// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// The part of asio-grpc that its model speaks of.

#pragma once

#include "parts.h"

namespace agrpc {

class GrpcContext {
public:
  bool run();
  bool run_completion_queue();
};

} // namespace agrpc
