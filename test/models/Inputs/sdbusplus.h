// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// The asynchronous part of sdbusplus, declarations only, on the stubs of stdexec.

#pragma once

#include "stdexec.h"
#include <chrono>

namespace sdbusplus::async {

template <class T = void> using task = exec::task<T>;

class context {
public:
  void spawn(task<void> &&t);
};

template <typename Rep, typename Period>
auto sleep_for(context &ctx, std::chrono::duration<Rep, Period> time) -> task<void>;

} // namespace sdbusplus::async
