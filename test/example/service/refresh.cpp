// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "service.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>

namespace quoted {
namespace {

asio::awaitable<void> load(std::shared_ptr<service> svc, std::string symbol) {
  // An earlier request may have brought it while this one waited its turn.
  if (!svc->prices.contains(symbol))
    co_await ask_upstreams(svc, symbol);
}

/// One symbol after the other: a refresh is never urgent and must not crowd
/// out the requests of clients.
asio::awaitable<void> refresh_cache(std::shared_ptr<service> svc) {
  std::vector<std::string> symbols;
  for (const auto &entry : svc->prices)
    symbols.push_back(entry.first);
  for (const std::string &symbol : symbols)
    co_await ask_upstreams(svc, symbol);
}

} // namespace

asio::awaitable<std::optional<price>> ask_upstreams(std::shared_ptr<service> svc,
                                                    std::string symbol) {
  for (const upstream &from : svc->config.upstreams) {
    try {
      const std::optional<price> answer = co_await fetch_price(from, symbol);
      if (answer) {
        svc->prices.insert_or_assign(symbol, *answer);
        co_return answer;
      }
    } catch (const boost::system::system_error &error) {
      if (error.code() == asio::error::operation_aborted)
        throw;
      // One upstream that is down must not hide the others.
      log_failure("upstream " + from.host, std::current_exception());
    }
  }
  co_return std::nullopt;
}

asio::awaitable<void> prefetch(std::shared_ptr<service> svc, std::vector<std::string> symbols) {
  const auto executor = co_await asio::this_coro::executor;
  for (const std::string &symbol : symbols)
    asio::co_spawn(executor, load(svc, symbol), asio::detached);
}

asio::awaitable<void> refresh_periodically(std::shared_ptr<service> svc) {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  for (;;) {
    timer.expires_after(svc->config.refresh_every);
    co_await timer.async_wait(asio::use_awaitable);
    refresh_cache(svc);
  }
}

} // namespace quoted
