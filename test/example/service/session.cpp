// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "service.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/tcp_stream.hpp>

#include <future>
#include <sstream>

namespace quoted {
namespace {

using namespace std::chrono_literals;

constexpr auto idle_timeout = 60s;
constexpr auto write_timeout = 5s;
constexpr std::size_t max_line = 4096;

/// One client's conversation. Lives in the frame of run_session, and so for as
/// long as the coroutines below.
class session {
public:
  session(std::shared_ptr<service> svc, tcp::socket socket)
      : svc_(std::move(svc)), stream_(std::move(socket)) {}

  asio::awaitable<void> run() {
    while (const auto line = co_await receive()) {
      if (*line == "QUIT") {
        // A courtesy: nothing depends on it.
        (void)send("BYE");
        co_return;
      }
      co_await svc_->audit.async_send(boost::system::error_code(), *line, asio::use_awaitable);
      co_await send(co_await reply_to(*line));
    }
  }

private:
  /// The next line without its end, or nothing when the client has left.
  asio::awaitable<std::optional<std::string>> receive() {
    stream_.expires_after(idle_timeout);
    const auto [error, length] = co_await asio::async_read_until(
        stream_, asio::dynamic_buffer(input_, max_line), '\n', asio::as_tuple(asio::use_awaitable));
    if (error == asio::error::eof)
      co_return std::nullopt;
    if (error)
      throw boost::system::system_error(error, "receive");
    std::string line = input_.substr(0, length - 1);
    input_.erase(0, length);
    if (line.ends_with('\r'))
      line.pop_back();
    co_return line;
  }

  asio::awaitable<void> send(std::string line) {
    line += '\n';
    stream_.expires_after(write_timeout);
    co_await asio::async_write(stream_, asio::buffer(line), asio::use_awaitable);
  }

  asio::awaitable<std::string> reply_to(std::string line) {
    std::istringstream words(line);
    std::string verb, subject, value;
    words >> verb >> subject >> value;

    if (verb == "GET")
      co_return co_await look_up(subject);
    if (verb == "SPREAD")
      co_return co_await compare_upstreams(svc_, subject);
    if (verb == "HISTORY")
      co_return co_await history(subject);
    if (verb == "WARM")
      co_return co_await warm(subject);
    if (verb == "PUT") {
      const auto published = parse_number<price>(value);
      if (!published)
        co_return "ERR malformed price";
      svc_->prices.insert_or_assign(subject, *published);
      co_return "OK";
    }
    co_return "ERR unknown command";
  }

  asio::awaitable<std::string> look_up(std::string symbol) {
    const auto known = svc_->prices.find(symbol);
    if (known != svc_->prices.end())
      co_return std::to_string(known->second);
    const auto answer = co_await ask_upstreams(svc_, symbol);
    co_return answer ? std::to_string(*answer) : "ERR unknown symbol";
  }

  asio::awaitable<std::string> warm(std::string list) {
    std::vector<std::string> symbols;
    std::istringstream names(list);
    for (std::string symbol; std::getline(names, symbol, ',');)
      symbols.push_back(symbol);
    co_await prefetch(svc_, std::move(symbols));
    co_return "OK";
  }

  /// Sends the entries one by one; the reply proper is their number.
  asio::awaitable<std::string> history(std::string symbol) {
    // The file may be long, so another thread reads it.
    auto pending = std::async(std::launch::async, read_history, svc_->config.audit_path, symbol);
    const std::vector<std::string> entries = pending.get();
    for (const std::string &entry : entries)
      co_await send(entry);
    co_return "END " + std::to_string(entries.size());
  }

  std::shared_ptr<service> svc_;
  boost::beast::tcp_stream stream_;
  std::string input_;
};

} // namespace

asio::awaitable<void> run_session(std::shared_ptr<service> svc, tcp::socket socket) {
  session conversation(std::move(svc), std::move(socket));
  co_await conversation.run();
}

} // namespace quoted
