// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "service.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/experimental/parallel_group.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/this_coro.hpp>

#include <array>
#include <csignal>
#include <iostream>

namespace quoted {

void log_failure(std::string_view what, std::exception_ptr failure) {
  if (!failure)
    return;
  try {
    std::rethrow_exception(failure);
  } catch (const std::exception &error) {
    std::cerr << "quoted: " << what << ": " << error.what() << '\n';
  }
}

namespace {

asio::awaitable<void> accept_clients(std::shared_ptr<service> svc) {
  const auto executor = co_await asio::this_coro::executor;
  tcp::acceptor acceptor(executor, {asio::ip::address_v4::loopback(), svc->config.port});
  for (;;) {
    co_await svc->session_slots.async_send(boost::system::error_code(), asio::use_awaitable);
    tcp::socket client = co_await acceptor.async_accept(asio::use_awaitable);
    asio::co_spawn(executor, run_session(svc, std::move(client)),
                   [svc](std::exception_ptr failure) {
                     release(svc->session_slots);
                     log_failure("session", failure);
                   });
  }
}

/// Runs the parts of the service side by side, until one of them fails.
asio::awaitable<void> serve(std::shared_ptr<service> svc) {
  const auto executor = co_await asio::this_coro::executor;
  const auto [order, accept_failure, refresh_failure, audit_failure] =
      co_await asio::experimental::make_parallel_group(
          asio::co_spawn(executor, accept_clients(svc), asio::deferred),
          asio::co_spawn(executor, refresh_periodically(svc), asio::deferred),
          asio::co_spawn(executor, write_audit(svc), asio::deferred))
          .async_wait(asio::experimental::wait_for_one_error(), asio::use_awaitable);

  // The first failure is the cause: the others were cancelled because of it.
  const std::array failures{accept_failure, refresh_failure, audit_failure};
  for (const std::size_t finished : order)
    if (failures[finished])
      std::rethrow_exception(failures[finished]);
}

std::optional<settings> parse_arguments(int argc, char **argv) {
  settings chosen;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string_view option = argv[i];
    const std::string_view value = argv[i + 1];
    const auto number = parse_number<unsigned short>(value);
    const auto colon = value.rfind(':');
    if (option == "--port" && number)
      chosen.port = *number;
    else if (option == "--refresh" && number && *number > 0)
      chosen.refresh_every = std::chrono::seconds(*number);
    else if (option == "--audit")
      chosen.audit_path = value;
    else if (option == "--upstream" && colon != std::string_view::npos)
      chosen.upstreams.push_back(
          {std::string(value.substr(0, colon)), std::string(value.substr(colon + 1))});
    else
      return std::nullopt;
  }
  return argc % 2 == 1 ? std::optional(chosen) : std::nullopt;
}

} // namespace
} // namespace quoted

int main(int argc, char **argv) {
  const auto chosen = quoted::parse_arguments(argc, argv);
  if (!chosen) {
    std::cerr << "usage: quoted [--port N] [--upstream HOST:PORT]... "
                 "[--refresh SECONDS] [--audit FILE]\n";
    return 2;
  }

  boost::asio::io_context io(1);
  boost::asio::signal_set signals(io, SIGINT, SIGTERM);
  signals.async_wait([&io](boost::system::error_code error, int) {
    if (!error)
      io.stop();
  });

  const auto svc = std::make_shared<quoted::service>(io.get_executor(), *chosen);
  int status = 0;
  boost::asio::co_spawn(io, quoted::serve(svc), [&io, &status](std::exception_ptr failure) {
    quoted::log_failure("service", failure);
    status = failure ? 1 : 0;
    io.stop();
  });
  io.run();
  // Tasks of the pool complete on the I/O context, so they must end before it does.
  svc->workers.join();
  return status;
}
