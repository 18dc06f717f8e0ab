// RUN: %check_corolint %s %t --checks=-*,async-unobserved-failure -- -std=c++20

// Coroutines that Asio starts, and who hears of their failures.

#include <boost/asio.hpp>
#include <boost/asio/experimental/as_tuple.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <cstdio>
#include <future>
#include <type_traits>
#include <typeinfo>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;

awaitable<void> echo(tcp::socket Socket) {
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

awaitable<void> listen(tcp::acceptor &Acceptor) {
  for (;;)
    asio::co_spawn(Acceptor.get_executor(), echo(co_await Acceptor.async_accept(use_awaitable)), asio::detached);
}

awaitable<int> count(tcp::socket &Socket) {
  char Data[16];
  co_return static_cast<int>(co_await Socket.async_read_some(asio::buffer(Data), use_awaitable));
}

// The timer alone, an executor's turn, errors as values.
awaitable<void> cannotFail(asio::steady_timer &Timer, tcp::socket &Socket) {
  auto Executor = co_await asio::this_coro::executor;
  co_await Timer.async_wait(use_awaitable);
  co_await asio::post(Executor, use_awaitable);
  char Data[16];
  auto [Error, Size] =
      co_await Socket.async_read_some(asio::buffer(Data), asio::experimental::as_tuple(use_awaitable));
  std::printf("%zu\n", Error ? 0 : Size);
}

void start(asio::io_context &Io, tcp::acceptor &Acceptor, tcp::socket &Socket, asio::steady_timer &Timer) {
  asio::co_spawn(Io, listen(Acceptor), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a failure of 'listen' is swallowed: 'co_spawn' starts it so that nobody hears of its end [async-unobserved-failure]
  // CHECK-MESSAGES: :[[@LINE-22]]:50: note: what is awaited here may fail, and nothing in 'listen' catches it
  // CHECK-MESSAGES: :[[@LINE-3]]:40: note: throw it, out of the event loop
  // CHECK-SUGGESTED: {{^}}  asio::co_spawn(Io, listen(Acceptor), [](std::exception_ptr failure) { if (failure) std::rethrow_exception(failure); });
  asio::co_spawn(Io, count(Socket), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a failure of 'count' is swallowed: 'co_spawn' starts it so that nobody hears of its end [async-unobserved-failure]
  // CHECK-MESSAGES: :[[@LINE-22]]:30: note: what is awaited here may fail, and nothing in 'count' catches it
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: to hear of it: a completion handler that takes the 'std::exception_ptr', in place of 'boost::asio::detached'
  asio::co_spawn(Io, [&]() -> awaitable<void> { co_await listen(Acceptor); }, asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a failure of this coroutine is swallowed: 'co_spawn' starts it so that nobody hears of its end [async-unobserved-failure]
  // CHECK-MESSAGES: :[[@LINE-2]]:49: note: what is awaited here may fail, and nothing in this coroutine catches it
  // CHECK-MESSAGES: :[[@LINE-3]]:79: note: throw it, out of the event loop
  asio::co_spawn(Io, listen(Acceptor), asio::bind_executor(Io, asio::detached));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a failure of 'listen' is swallowed: 'co_spawn' starts it so that nobody hears of its end [async-unobserved-failure]
  // CHECK-MESSAGES: :[[@LINE-35]]:50: note: what is awaited here may fail, and nothing in 'listen' catches it
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: to hear of it: a completion handler that takes the 'std::exception_ptr', in place of 'boost::asio::detached'
  asio::co_spawn(Io, listen(Acceptor), [](std::exception_ptr) { std::puts("done"); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a failure of 'listen' is lost: the handler that 'co_spawn' hands it to does not look at it [async-unobserved-failure]
  // CHECK-MESSAGES: :[[@LINE-39]]:50: note: what is awaited here may fail, and nothing in 'listen' catches it
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: to hear of it: a completion handler that takes the 'std::exception_ptr', in place of 'boost::asio::detached'

  asio::co_spawn(Io, cannotFail(Timer, Socket), asio::detached);
  asio::co_spawn(Io, listen(Acceptor), [](std::exception_ptr Failure) {
    if (Failure)
      std::rethrow_exception(Failure);
  });
  asio::co_spawn(Io, listen(Acceptor), asio::use_future);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a failure of 'listen' is lost with the result, which is dropped [async-unobserved-failure]
  std::future<void> Listening = asio::co_spawn(Io, listen(Acceptor), asio::use_future);
  Listening.get();
  asio::co_spawn(Io, cannotFail(Timer, Socket), asio::use_future);
}

// Several at once fail as one of them may; the first of several, if all may.
using namespace asio::experimental::awaitable_operators;
awaitable<void> relay(tcp::socket &From, tcp::socket &To) noexcept {
  boost::system::error_code Here, There;
  char Data[16];
  co_await (asio::async_write(To, asio::buffer(Data), asio::redirect_error(use_awaitable, Here)) &&
            From.async_read_some(asio::buffer(Data), asio::redirect_error(use_awaitable, There)));
}
awaitable<void> relayOrRead(tcp::socket &From, tcp::socket &To) noexcept {
  char Data[16];
  co_await (relay(From, To) || From.async_read_some(asio::buffer(Data), use_awaitable));
}
awaitable<void> relayAndRead(tcp::socket &From, tcp::socket &To) noexcept {
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'relayAndRead' is noexcept, but its failure is kept for whoever awaits it, and thrown there
  char Data[16];
  co_await (relay(From, To) && From.async_read_some(asio::buffer(Data), use_awaitable));
}

// What stands behind a branch that is taken for certain is not met.
template <typename T> tcp::socket &socketOf(T &Any) {
  if constexpr (std::is_integral_v<T>)
    std::puts("a number");
  else if constexpr (std::is_same_v<T, tcp::socket>)
    return Any;
  throw std::bad_cast();
}
template <typename T> awaitable<void> waitsFor(T &Any) noexcept {
  boost::system::error_code Error;
  co_await socketOf(Any).async_wait(tcp::socket::wait_read, asio::redirect_error(use_awaitable, Error));
}
awaitable<void> useWaits(tcp::socket &Socket) { co_await waitsFor(Socket); }
