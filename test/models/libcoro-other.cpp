// RUN: %check_corolint %s %t -- -std=c++20 -I%S/Inputs

// Another library's namespace coro, with a task of its own.

#include "parts.h"

namespace coro {
namespace detail {
struct promise_base {};
} // namespace detail
template <typename T = void> class task {
public:
  struct promise_type : parts::Promise<std::suspend_always>, parts::Returns<T> {
    task get_return_object() noexcept;
  };
  task(task &&) noexcept;
  ~task();
  parts::Awaiter<T> operator co_await() const noexcept;
};
template <typename T> parts::Awaiter<std::vector<T>> when_all(std::vector<task<T>>);
} // namespace coro

coro::task<void> gathers(std::vector<coro::task<int>> Given) { co_await coro::when_all(std::move(Given)); }
