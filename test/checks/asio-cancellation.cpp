// RUN: %check_corolint %s %t --checks=-*,async-swallowed-cancellation -- -std=c++20

// Asio tells of a cancellation by an error code, among all other failures.

#include <boost/asio.hpp>
#include <cstdio>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;

awaitable<void> serve(tcp::socket Socket);

awaitable<void> accepts(tcp::acceptor &Acceptor) {
  for (;;) {
    try {
      co_await serve(co_await Acceptor.async_accept(use_awaitable));
    } catch (const std::exception &E) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'accepts' cannot be stopped: this handler also catches 'boost::system::system_error', and the loop goes on [async-swallowed-cancellation]
    // CHECK-MESSAGES: :[[@LINE-3]]:7: note: that is thrown where this await is when the coroutine is told to stop
      std::printf("accept failed: %s\n", E.what());
    }
  }
}

awaitable<void> catchesItsKind(tcp::acceptor &Acceptor) {
  for (;;) {
    try {
      co_await serve(co_await Acceptor.async_accept(use_awaitable));
    } catch (const boost::system::system_error &E) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'catchesItsKind' cannot be stopped: this handler also catches 'boost::system::system_error', and the loop goes on [async-swallowed-cancellation]
    // CHECK-MESSAGES: :[[@LINE-3]]:7: note: that is thrown where this await is when the coroutine is told to stop
    // CHECK-MESSAGES: :[[@LINE-3]]:7: note: throw it again
      std::printf("accept failed: %s\n", E.what());
    }
  }
}

awaitable<void> asks(tcp::acceptor &Acceptor) {
  for (;;) {
    try {
      co_await serve(co_await Acceptor.async_accept(use_awaitable));
    } catch (const boost::system::system_error &E) {
      if (E.code() == asio::error::operation_aborted)
        throw;
      std::printf("accept failed: %s\n", E.what());
    }
  }
}

// The timer throws it, too, and nothing catches that.
awaitable<void> waits(tcp::acceptor &Acceptor, asio::steady_timer &Timer) {
  for (;;) {
    try {
      co_await serve(co_await Acceptor.async_accept(use_awaitable));
    } catch (const std::exception &E) {
      std::printf("accept failed: %s\n", E.what());
    }
    co_await Timer.async_wait(use_awaitable);
  }
}

awaitable<void> echoes(tcp::socket Socket) {
  try {
    char Data[1024];
    for (;;) {
      std::size_t Size = co_await Socket.async_read_some(asio::buffer(Data), use_awaitable);
      co_await asio::async_write(Socket, asio::buffer(Data, Size), use_awaitable);
    }
  } catch (const std::exception &E) {
    std::printf("echo failed: %s\n", E.what());
  }
}
