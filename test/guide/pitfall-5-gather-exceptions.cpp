// REQUIRES: boost-asio
// RUN: %check_corolint %s %t -- -std=c++20

// Common pitfall 5: not handling exceptions in gather operations. A parallel
// group never throws; what failed is told in its result and nowhere else.

#include <array>
#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/experimental/parallel_group.hpp>
#include <exception>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::experimental::make_parallel_group;
using asio::experimental::wait_for_all;

awaitable<int> sumPaid();
awaitable<int> sumOpen();
awaitable<void> flush(int Shard);
void log(std::exception_ptr Failure);

// Bad: the result of the group is dropped, and every failure with it.

awaitable<void> dropsResult() {
  auto Ex = co_await asio::this_coro::executor;
  auto Group = make_parallel_group(asio::co_spawn(Ex, flush(0), asio::deferred),
                                   asio::co_spawn(Ex, flush(1), asio::deferred));
  co_await Group.async_wait(wait_for_all(), use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}} [async-unhandled-gather]
}

// Bad: only the values are read. After a failure they are zero.

awaitable<int> readsOnlyValues() {
  auto Ex = co_await asio::this_coro::executor;
  auto Group = make_parallel_group(asio::co_spawn(Ex, sumPaid(), asio::deferred),
                                   asio::co_spawn(Ex, sumOpen(), asio::deferred));
  auto [Order, E1, Paid, E2, Open] =
      co_await Group.async_wait(wait_for_all(), use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: {{.*}} [async-unhandled-gather]
  co_return Paid + Open;
}

// Bad: the same for a range.

awaitable<int> readsOnlyValuesOfRange() {
  auto Ex = co_await asio::this_coro::executor;
  std::array Sums{asio::co_spawn(Ex, sumPaid(), asio::deferred),
                  asio::co_spawn(Ex, sumPaid(), asio::deferred)};
  auto Group = make_parallel_group(std::move(Sums));
  auto [Order, Failures, Values] =
      co_await Group.async_wait(wait_for_all(), use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: {{.*}} [async-unhandled-gather]
  int Total = 0;
  for (int Value : Values)
    Total += Value;
  co_return Total;
}

// Good: each failure is looked at.

awaitable<int> looksAtEach() {
  auto Ex = co_await asio::this_coro::executor;
  auto Group = make_parallel_group(asio::co_spawn(Ex, sumPaid(), asio::deferred),
                                   asio::co_spawn(Ex, sumOpen(), asio::deferred));
  auto [Order, E1, Paid, E2, Open] =
      co_await Group.async_wait(wait_for_all(), use_awaitable);
  if (E1)
    std::rethrow_exception(E1);
  if (E2)
    std::rethrow_exception(E2);
  co_return Paid + Open;
}

awaitable<int> looksAtRange() {
  auto Ex = co_await asio::this_coro::executor;
  std::array Sums{asio::co_spawn(Ex, sumPaid(), asio::deferred),
                  asio::co_spawn(Ex, sumPaid(), asio::deferred)};
  auto Group = make_parallel_group(std::move(Sums));
  auto [Order, Failures, Values] =
      co_await Group.async_wait(wait_for_all(), use_awaitable);
  int Total = 0;
  for (std::size_t I = 0; I != Values.size(); ++I)
    if (Failures[I])
      log(Failures[I]);
    else
      Total += Values[I];
  co_return Total;
}

// Good: a gather that throws, awaited where the failure can be caught.

awaitable<int> throws() {
  using namespace asio::experimental::awaitable_operators;
  auto [Paid, Open] = co_await (sumPaid() && sumOpen());
  co_return Paid + Open;
}

awaitable<int> catches() {
  try {
    co_return co_await throws();
  } catch (const std::exception &) {
    log(std::current_exception());
    throw;
  }
}

// Good: the caller gets the outcomes and judges them.

auto flushBoth(asio::any_io_executor Ex) {
  return make_parallel_group(asio::co_spawn(Ex, flush(0), asio::deferred),
                             asio::co_spawn(Ex, flush(1), asio::deferred));
}
