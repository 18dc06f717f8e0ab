// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "service.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/experimental/parallel_group.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/tcp_stream.hpp>

#include <algorithm>
#include <thread>

namespace quoted {
namespace {

using namespace std::chrono_literals;

constexpr int max_attempts = 3;
constexpr auto first_backoff = 100ms;
constexpr auto exchange_timeout = 2s;
constexpr std::size_t max_reply = 256;

asio::awaitable<std::optional<price>> ask(upstream from, std::string symbol) {
  const auto executor = co_await asio::this_coro::executor;
  tcp::resolver resolver(executor);
  const auto endpoints = co_await resolver.async_resolve(from.host, from.port, asio::use_awaitable);

  boost::beast::tcp_stream stream(executor);
  stream.expires_after(exchange_timeout);
  co_await stream.async_connect(endpoints, asio::use_awaitable);

  const std::string request = "GET " + symbol + '\n';
  co_await asio::async_write(stream, asio::buffer(request), asio::use_awaitable);

  std::string reply;
  const std::size_t length = co_await asio::async_read_until(
      stream, asio::dynamic_buffer(reply, max_reply), '\n', asio::use_awaitable);
  co_return parse_number<price>(std::string_view(reply).substr(0, length - 1));
}

} // namespace

asio::awaitable<std::optional<price>> fetch_price(upstream from, std::string symbol) {
  auto backoff = first_backoff;
  for (int attempt = 1;; ++attempt) {
    try {
      co_return co_await ask(from, symbol);
    } catch (const boost::system::system_error &error) {
      if (error.code() == asio::error::operation_aborted || attempt == max_attempts)
        throw;
      std::this_thread::sleep_for(backoff);
      backoff *= 2;
    }
  }
}

asio::awaitable<std::string> compare_upstreams(std::shared_ptr<service> svc, std::string symbol) {
  const auto &upstreams = svc->config.upstreams;
  if (upstreams.size() < 2)
    co_return "ERR needs two upstreams";

  const auto executor = co_await asio::this_coro::executor;
  const auto [order, left_error, left, right_error, right] =
      co_await asio::experimental::make_parallel_group(
          asio::co_spawn(executor, fetch_price(upstreams[0], symbol), asio::deferred),
          asio::co_spawn(executor, fetch_price(upstreams[1], symbol), asio::deferred))
          .async_wait(asio::experimental::wait_for_all(), asio::use_awaitable);

  if (!left || !right)
    co_return "ERR unknown symbol";
  const auto [low, high] = std::minmax(*left, *right);
  co_return std::to_string(low) + ' ' + std::to_string(high);
}

} // namespace quoted
