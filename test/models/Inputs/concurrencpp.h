// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// The part of concurrencpp that its model speaks of.

#pragma once

#include "parts.h"
#include <span>

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
  template <class clock_type, class duration_type> int wait_until(std::chrono::time_point<clock_type, duration_type>) const;
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

template <class type> class result_promise {
public:
  result_promise();
  ~result_promise() noexcept;
  template <class... argument_types> void set_result(argument_types &&...arguments);
  result<type> get_result();
};

template <class type> class shared_result {
public:
  shared_result(result<type>);
  shared_result(const shared_result &) noexcept;
  type &get();
  void wait();
  parts::Awaiter<type &> operator co_await();
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
  template <class callable_type> void bulk_post(std::span<callable_type>) {}
  template <class callable_type, class return_type = std::invoke_result_t<callable_type>>
  std::vector<result<return_type>> bulk_submit(std::span<callable_type>);
  template <class callable_type> result<std::invoke_result_t<callable_type>> submit(callable_type &&) {
    return parts::make<result<std::invoke_result_t<callable_type>>>();
  }
  virtual void shutdown() = 0;
};
class thread_pool_executor : public executor {
public:
  void shutdown() override;
};
class thread_executor final : public executor {
public:
  void shutdown() override;
};
class manual_executor final : public executor {
public:
  void shutdown() override;
  bool loop_once();
  bool loop_once_for(std::chrono::milliseconds);
  std::size_t loop(std::size_t);
  std::size_t loop_for(std::size_t, std::chrono::milliseconds);
  void wait_for_task();
  bool wait_for_task_for(std::chrono::milliseconds);
  void wait_for_tasks(std::size_t);
};
struct executor_tag {};
namespace details {
template <class type> struct initialy_rescheduled_promise : result<type>::promise_type {
  template <class executor_type, class... argument_types>
  initialy_rescheduled_promise(executor_tag, std::shared_ptr<executor_type> &, argument_types &&...) {}
};
} // namespace details
class timer {};
class timer_queue {
public:
  void shutdown();
  template <class callable_type>
  timer make_timer(std::chrono::milliseconds, std::chrono::milliseconds, std::shared_ptr<executor>, callable_type &&) {
    return {};
  }
  template <class callable_type>
  timer make_one_shot_timer(std::chrono::milliseconds, std::shared_ptr<executor>, callable_type &&) {
    return {};
  }
  lazy_result<void> make_delay_object(std::chrono::milliseconds, std::shared_ptr<executor>);
};
template <class type> result<type> make_ready_result(type &&);
template <class iterator_type> struct when_any_result {
  std::size_t index;
  std::vector<result<int>> results;
};
template <class executor_type, class iterator_type>
lazy_result<when_any_result<iterator_type>> when_any(std::shared_ptr<executor_type>, iterator_type, iterator_type);

template <class executor_type> parts::Awaiter<void> resume_on(std::shared_ptr<executor_type>);
template <class executor_type> parts::Awaiter<void> resume_on(executor_type &);
template <class executor_type, class iterator_type>
lazy_result<std::vector<result<int>>> when_all(std::shared_ptr<executor_type>, iterator_type, iterator_type);

} // namespace concurrencpp

template <class type, class executor_type, class... arguments>
struct std::coroutine_traits<concurrencpp::result<type>, concurrencpp::executor_tag, std::shared_ptr<executor_type>, arguments...> {
  using promise_type = concurrencpp::details::initialy_rescheduled_promise<type>;
};
