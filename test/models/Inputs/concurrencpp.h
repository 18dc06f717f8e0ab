// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// The part of concurrencpp that its model speaks of.

#pragma once

#include "parts.h"

namespace concurrencpp {

template <class type> class result {
public:
  struct promise_type : parts::Promise<std::suspend_never>, parts::Returns<type> {
    result get_return_object();
  };
  result(result &&) noexcept = default;
  type get();
  void wait() const;
  template <class duration_type, class ratio_type> int wait_for(std::chrono::duration<duration_type, ratio_type>) const;
  parts::Awaiter<type> operator co_await();
};

template <class type> class lazy_result {
public:
  struct promise_type : parts::Promise<std::suspend_always>, parts::Returns<type> {
    lazy_result get_return_object();
  };
  lazy_result(lazy_result &&) noexcept;
  ~lazy_result() noexcept;
  parts::Awaiter<type> operator co_await();
  result<type> run();
};

struct null_result {
  struct promise_type {
    null_result get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void unhandled_exception() {}
    void return_void() {}
  };
};

class executor {
public:
  virtual ~executor();
  template <class callable_type> void post(callable_type &&) {  }
  template <class callable_type> result<void> submit(callable_type &&) { return parts::make<result<void>>(); }
};
class thread_pool_executor : public executor {};

template <class executor_type> parts::Awaiter<void> resume_on(std::shared_ptr<executor_type>);
template <class executor_type, class iterator_type>
lazy_result<std::vector<result<int>>> when_all(std::shared_ptr<executor_type>, iterator_type, iterator_type);

} // namespace concurrencpp
