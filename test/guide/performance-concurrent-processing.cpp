// REQUIRES: boost-asio
// RUN: %check_corolint %s %t -- -std=c++20

// Performance patterns: concurrent processing. Many items, some at a time, and
// every failure known at the end.

#include <boost/asio.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/experimental/parallel_group.hpp>
#include <cstddef>
#include <exception>
#include <memory>
#include <vector>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using boost::system::error_code;
using Channel = asio::experimental::channel<void(error_code)>;

struct Item {
  int Id;
};

awaitable<void> process(Item I);
void report(std::exception_ptr Failure);

// Bad: every item at once, and nobody looks at what failed.

awaitable<void> allAtOnce(std::vector<Item> Items) {
  auto Ex = co_await asio::this_coro::executor;
  auto Operation = [Ex](Item I) {
    return asio::co_spawn(Ex, process(I), asio::deferred);
  };
  std::vector<decltype(Operation(Item()))> Group;
  for (Item I : Items)
    Group.push_back(Operation(I));
  co_await asio::experimental::make_parallel_group(std::move(Group))
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}} [async-unhandled-gather]
  // CHECK-MESSAGES: :[[@LINE-2]]:12: warning: {{.*}} [async-unbounded-spawn]
      .async_wait(asio::experimental::wait_for_all(), use_awaitable);
}

// The guide's form: each task takes the semaphore for itself, so that the work
// is limited and the number of tasks is not.

awaitable<void> processWithLimit(std::shared_ptr<Channel> Slots, Item I) {
  co_await Slots->async_send(error_code(), use_awaitable);
  std::exception_ptr Failure;
  try {
    co_await process(I);
  } catch (...) {
    Failure = std::current_exception();
  }
  Slots->try_receive([](auto...) {});
  if (Failure)
    std::rethrow_exception(Failure);
}

awaitable<void> limitInside(std::vector<Item> Items, std::size_t MaxConcurrent) {
  auto Ex = co_await asio::this_coro::executor;
  auto Slots = std::make_shared<Channel>(Ex, MaxConcurrent);
  for (Item I : Items)
    asio::co_spawn(Ex, processWithLimit(Slots, I), [](std::exception_ptr E) {
  // CHECK-MESSAGES: :[[@LINE-1]]:5: remark: {{.*}} [async-unbounded-spawn]
      if (E)
        report(E);
    });
}

// Good: the loop itself waits for a slot. At the end it takes all of them, and
// so waits for the last tasks.

awaitable<std::vector<std::exception_ptr>>
limitOutside(std::vector<Item> Items, std::size_t MaxConcurrent) {
  auto Ex = co_await asio::this_coro::executor;
  auto Slots = std::make_shared<Channel>(Ex, MaxConcurrent);
  auto Failures =
      std::make_shared<std::vector<std::exception_ptr>>(Items.size());
  for (std::size_t Index = 0; Index != Items.size(); ++Index) {
    co_await Slots->async_send(error_code(), use_awaitable);
    asio::co_spawn(Ex, process(Items[Index]),
                   [Slots, Failures, Index](std::exception_ptr E) {
                     (*Failures)[Index] = E;
                     Slots->try_receive([](auto...) {});
                   });
  }
  for (std::size_t Taken = 0; Taken != MaxConcurrent; ++Taken)
    co_await Slots->async_send(error_code(), use_awaitable);
  co_return *Failures;
}
