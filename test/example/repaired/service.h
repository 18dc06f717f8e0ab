// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef QUOTED_SERVICE_H
#define QUOTED_SERVICE_H

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <charconv>
#include <chrono>
#include <cstdint>
#include <exception>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace quoted {

namespace asio = boost::asio;
using asio::ip::tcp;

/// In hundredths of the currency unit.
using price = std::int64_t;

struct upstream {
  std::string host;
  std::string port;
};

struct settings {
  unsigned short port = 7070;
  std::vector<upstream> upstreams;
  std::chrono::seconds refresh_every{30};
  std::filesystem::path audit_path = "quoted.audit";
};

using audit_channel = asio::experimental::channel<void(boost::system::error_code, std::string)>;

/// A counting semaphore for coroutines: sending takes one of the slots, waiting
/// while there is none; release() gives it back.
using semaphore = asio::experimental::channel<void(boost::system::error_code)>;

inline void release(semaphore &slots) {
  slots.try_receive([](boost::system::error_code) {});
}

/// What all sessions share. Coroutines hold it by shared_ptr, so that it lives
/// as long as the last of them. Used on the one I/O thread, hence no locks.
struct service {
  service(asio::any_io_executor executor, settings chosen)
      : config(std::move(chosen)), audit(executor, 256), session_slots(executor, 512),
        fetch_slots(executor, 8) {}

  const settings config;
  std::map<std::string, price> prices;
  /// Requests on their way to the audit file. A full channel makes sessions
  /// wait rather than lose entries.
  audit_channel audit;
  semaphore session_slots;
  semaphore fetch_slots;
  /// For work on files, which has no asynchronous form. Its tasks must not own
  /// the service, or one of the pool's threads might have to join itself.
  asio::thread_pool workers{2};
};

/// The number that all of \p text spells, or nothing.
template <typename T> std::optional<T> parse_number(std::string_view text) {
  T value{};
  const char *end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc() || stop != end)
    return std::nullopt;
  return value;
}

/// Writes \p failure to the error log; does nothing if there is none.
void log_failure(std::string_view what, std::exception_ptr failure);

/// Asks one upstream, with a few attempts. No value: it does not know the
/// symbol. Throws system_error if it cannot be reached.
asio::awaitable<std::optional<price>> fetch_price(upstream from, std::string symbol);

/// The reply to SPREAD: what the first two upstreams say about \p symbol.
asio::awaitable<std::string> compare_upstreams(std::shared_ptr<service> svc, std::string symbol);

/// The first answer any upstream has, which is also remembered.
asio::awaitable<std::optional<price>> ask_upstreams(std::shared_ptr<service> svc,
                                                    std::string symbol);

/// Starts to load those of \p symbols that have no price yet, a few at a time;
/// returns when the last one has started.
asio::awaitable<void> prefetch(std::shared_ptr<service> svc, std::vector<std::string> symbols);

/// Keeps the known prices up to date until cancelled.
asio::awaitable<void> refresh_periodically(std::shared_ptr<service> svc);

/// Takes entries from the audit channel to the audit file until cancelled.
asio::awaitable<void> write_audit(std::shared_ptr<service> svc);

/// The entries of the audit file that mention \p symbol.
std::vector<std::string> read_history(const std::filesystem::path &path, const std::string &symbol);

/// Serves one client until it leaves.
asio::awaitable<void> run_session(std::shared_ptr<service> svc, tcp::socket socket);

} // namespace quoted

#endif // QUOTED_SERVICE_H
