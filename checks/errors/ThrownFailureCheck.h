// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "checks/AsyncCheck.h"

namespace corolint {

/// Base of the checks of failures that are thrown: without exceptions there are none.
class ThrownFailureCheck : public AsyncCheck {
public:
  using AsyncCheck::AsyncCheck;
  bool isLanguageVersionSupported(const clang::LangOptions &Options) const override {
    return AsyncCheck::isLanguageVersionSupported(Options) && Options.CXXExceptions;
  }
};

} // namespace corolint
