// REQUIRES: boost-asio
// RUN: %check_corolint %s %t -- -std=c++20

// Best practice: use semaphores for rate limiting. Asio's semaphore is a
// channel that buffers as many messages as there are slots.

#include <boost/asio.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <exception>
#include <memory>
#include <semaphore>
#include <string>
#include <vector>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using boost::system::error_code;
using Channel = asio::experimental::channel<void(error_code)>;

struct Row {
  int Id;
};

awaitable<void> store(Row R);

constexpr auto Rethrow = [](std::exception_ptr E) {
  if (E)
    std::rethrow_exception(E);
};

// A slot gives itself back.
class Slot {
  std::shared_ptr<Channel> Owner;

public:
  explicit Slot(std::shared_ptr<Channel> Owner) : Owner(std::move(Owner)) {}
  Slot(Slot &&) = default;
  ~Slot() {
    if (Owner)
      Owner->try_receive([](auto...) {});
  }
};

// Bad: no limit at all.

awaitable<void> noLimit(std::vector<Row> Rows) {
  auto Ex = co_await asio::this_coro::executor;
  for (const Row &R : Rows)
    asio::co_spawn(Ex, store(R), Rethrow);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}} [async-unbounded-spawn]
}

// Bad: the slot is asked for and never waited for.

awaitable<void> slotNeverTaken(std::shared_ptr<Channel> Slots, Row R) {
  Slots->async_send(error_code(), use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}} [async-unawaited-result]
  co_await store(R);
}

// Bad: a semaphore for threads stops the thread.

awaitable<void> blockingSemaphore(std::counting_semaphore<10> &Slots, Row R) {
  Slots.acquire();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}} [async-blocking-call]
  co_await store(R);
  Slots.release();
}

// The guide's form: every task exists at once and waits for a slot. That bounds
// the connections, not the tasks.

awaitable<void> storeWithSlot(std::shared_ptr<Channel> Slots, Row R) {
  co_await Slots->async_send(error_code(), use_awaitable);
  Slot Taken(Slots);
  co_await store(R);
}

awaitable<void> limitInside(std::vector<Row> Rows) {
  auto Ex = co_await asio::this_coro::executor;
  auto Slots = std::make_shared<Channel>(Ex, 10);
  for (const Row &R : Rows)
    asio::co_spawn(Ex, storeWithSlot(Slots, R), Rethrow);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: remark: {{.*}} [async-unbounded-spawn]
}

// Good: the loop waits for a slot before it starts a task.

awaitable<void> storeThenRelease(Slot, Row R) { co_await store(R); }

awaitable<void> limitOutside(std::vector<Row> Rows) {
  auto Ex = co_await asio::this_coro::executor;
  auto Slots = std::make_shared<Channel>(Ex, 10);
  for (const Row &R : Rows) {
    co_await Slots->async_send(error_code(), use_awaitable);
    asio::co_spawn(Ex, storeThenRelease(Slot(Slots), R), Rethrow);
  }
}

// Good: one operation that takes a slot, as a request handler would.

awaitable<void> handle(std::shared_ptr<Channel> Slots, Row R) {
  co_await storeWithSlot(std::move(Slots), R);
}
