// REQUIRES: boost-asio
// RUN: %check_corolint %s %t -- -std=c++20

// What a parallel group gives: the order, and what each operation completes with.

#include <boost/asio.hpp>
#include <boost/asio/experimental/deferred.hpp>
#include <boost/asio/experimental/parallel_group.hpp>

namespace asio = boost::asio;
using asio::experimental::deferred;
using asio::experimental::make_parallel_group;
using asio::experimental::wait_for_all;

asio::awaitable<void> both(asio::any_io_executor Ex, asio::ip::tcp::socket &One, asio::ip::tcp::socket &Other) {
  co_await make_parallel_group(asio::post(Ex, deferred), asio::post(Ex, deferred))
      .async_wait(wait_for_all(), asio::use_awaitable);
  co_await make_parallel_group(One.async_wait(asio::ip::tcp::socket::wait_read, deferred),
                               Other.async_wait(asio::ip::tcp::socket::wait_read, deferred))
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: the result of 'async_wait' is dropped, and with it the failures of what it gathered [async-unhandled-gather]
      .async_wait(wait_for_all(), asio::use_awaitable);
}
