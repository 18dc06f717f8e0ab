// An in-house library that throws into coroutines which are to stop; cancel-model.yaml and actor-model.yaml say how.
#pragma once

#include "task.h"
#include <exception>
#include <stdexcept>
#include <string>

namespace lib {

/// A coroutine that is to stop is thrown this.
struct Cancelled : std::exception {};

enum Code { StopCode = 1, OtherCode = 2 };

/// Every failure of another library.
class Failure {
public:
  explicit Failure(Code);
  Code code() const;
  bool isValid() const;
};

Task<> pause();
[[noreturn]] void failWith(std::exception_ptr);
Task<> retryAfter(const Failure &);

} // namespace lib
