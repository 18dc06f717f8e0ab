// REQUIRES: boost-asio
// RUN: %check_corolint %s %t -- -std=c++20

// Common pitfall 4: creating too many concurrent tasks without limits.

#include <boost/asio.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/experimental/parallel_group.hpp>
#include <deque>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;
using boost::system::error_code;

awaitable<void> download(std::string Url);
awaitable<void> serve(tcp::socket Client);
void log(std::exception_ptr Failure);

struct Source {
  std::optional<std::string> next();
};

constexpr auto Rethrow = [](std::exception_ptr E) {
  if (E)
    std::rethrow_exception(E);
};

// Bad: as many downloads at once as there are URLs.

awaitable<void> spawnsPerElement(std::vector<std::string> Urls) {
  auto Ex = co_await asio::this_coro::executor;
  for (const std::string &Url : Urls)
    asio::co_spawn(Ex, download(Url), Rethrow);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}} [async-unbounded-spawn]
}

awaitable<void> spawnsPerIndex(std::vector<std::string> Urls) {
  auto Ex = co_await asio::this_coro::executor;
  for (std::size_t I = 0; I != Urls.size(); ++I)
    asio::co_spawn(Ex, download(Urls[I]), Rethrow);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}} [async-unbounded-spawn]
}

// Bad: the same outside a coroutine.

void spawnsUntilEmpty(asio::io_context &Io, Source &Urls) {
  while (auto Url = Urls.next())
    asio::co_spawn(Io, download(*Url), Rethrow);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}} [async-unbounded-spawn]
}

// Bad: one operation per element in a container, then all of them at once.

awaitable<void> gathersAll(std::vector<std::string> Urls) {
  auto Ex = co_await asio::this_coro::executor;
  auto Operation = [Ex](std::string Url) {
    return asio::co_spawn(Ex, download(Url), asio::deferred);
  };
  std::vector<decltype(Operation(""))> Group;
  for (const std::string &Url : Urls)
    Group.push_back(Operation(Url));
  auto [Order, Failures] = co_await asio::experimental::make_parallel_group(
  // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: {{.*}} [async-unbounded-spawn]
      std::move(Group))
          .async_wait(asio::experimental::wait_for_all(), use_awaitable);
  for (const std::exception_ptr &Failure : Failures)
    if (Failure)
      log(Failure);
}

// Good: a semaphore is taken before each spawn. A channel that buffers N
// messages is one: sending takes a slot, receiving gives it back.

using Slots = asio::experimental::channel<void(error_code)>;

awaitable<void> takesSlotFirst(std::vector<std::string> Urls) {
  auto Ex = co_await asio::this_coro::executor;
  auto Free = std::make_shared<Slots>(Ex, 16);
  for (const std::string &Url : Urls) {
    co_await Free->async_send(error_code(), use_awaitable);
    asio::co_spawn(Ex, download(Url), [Free](std::exception_ptr E) {
      Free->try_receive([](auto...) {});
      if (E)
        std::rethrow_exception(E);
    });
  }
}

// Good: a fixed number of workers shares the list.

awaitable<void> drain(std::shared_ptr<std::deque<std::string>> Urls) {
  while (!Urls->empty()) {
    std::string Url = std::move(Urls->front());
    Urls->pop_front();
    co_await download(std::move(Url));
  }
}

void spawnsWorkers(asio::io_context &Io, std::deque<std::string> Urls) {
  auto Shared = std::make_shared<std::deque<std::string>>(std::move(Urls));
  for (int I = 0; I != 8; ++I)
    asio::co_spawn(Io, drain(Shared), Rethrow);
}

// Good: a handful that the code itself lists.

void spawnsHandful(asio::io_context &Io) {
  for (const char *Url : {"https://a.example", "https://b.example"})
    asio::co_spawn(Io, download(Url), Rethrow);
}

// Good: one after the other.

awaitable<void> oneByOne(std::vector<std::string> Urls) {
  for (const std::string &Url : Urls)
    co_await download(Url);
}

// Good by default: clients set the pace. The strict profile reports it.

awaitable<void> accepts(tcp::acceptor Acceptor) {
  auto Ex = co_await asio::this_coro::executor;
  for (;;) {
    tcp::socket Client = co_await Acceptor.async_accept(use_awaitable);
    asio::co_spawn(Ex, serve(std::move(Client)), Rethrow);
  }
}
