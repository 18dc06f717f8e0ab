// REQUIRES: boost-asio
// RUN: %check_corolint %s %t -- -std=c++20

// Performance patterns: batching operations. A batch of known size at a time,
// with a breath in between.

#include <algorithm>
#include <boost/asio.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <chrono>
#include <cstddef>
#include <exception>
#include <memory>
#include <span>
#include <thread>
#include <vector>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using boost::system::error_code;
using namespace std::chrono_literals;

struct Operation {
  int Id;
};

awaitable<void> apply(Operation Op);
awaitable<std::vector<int>> applyBatch(std::span<const Operation> Batch);

constexpr auto Rethrow = [](std::exception_ptr E) {
  if (E)
    std::rethrow_exception(E);
};

// Bad: no batches, everything at once.

awaitable<void> withoutBatches(std::vector<Operation> Operations) {
  auto Ex = co_await asio::this_coro::executor;
  for (Operation Op : Operations)
    asio::co_spawn(Ex, apply(Op), Rethrow);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}} [async-unbounded-spawn]
}

// Bad: batches that are neither waited for nor spaced out; the breath stops the
// loop, and the batch before it never ran.

awaitable<void> brokenBatches(std::vector<Operation> Operations) {
  std::span<const Operation> Rest(Operations);
  while (!Rest.empty()) {
    auto Size = std::min<std::size_t>(Rest.size(), 100);
    applyBatch(Rest.first(Size));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}} [async-unawaited-result]
    std::this_thread::sleep_for(100ms);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}} [async-blocking-call]
    Rest = Rest.subspan(Size);
  }
  co_return;
}

// Good: the guide's form.

awaitable<std::vector<int>> inBatches(std::vector<Operation> Operations,
                                      std::size_t BatchSize) {
  asio::steady_timer Breath(co_await asio::this_coro::executor);
  std::vector<int> Results;
  std::span<const Operation> Rest(Operations);
  while (!Rest.empty()) {
    auto Size = std::min(Rest.size(), BatchSize);
    std::vector<int> Batch = co_await applyBatch(Rest.first(Size));
    Results.insert(Results.end(), Batch.begin(), Batch.end());
    Rest = Rest.subspan(Size);

    Breath.expires_after(100ms);
    co_await Breath.async_wait(use_awaitable);
  }
  co_return Results;
}

// Good: each batch is spawned, up to 16 at once, and waited for before the next.

awaitable<void> batchesOfSpawned(std::vector<Operation> Operations) {
  auto Ex = co_await asio::this_coro::executor;
  using Done = asio::experimental::channel<void(error_code, std::exception_ptr)>;
  auto Finished = std::make_shared<Done>(Ex, 16);
  std::size_t Next = 0;
  while (Next != Operations.size()) {
    int Started = 0;
    for (; Started < 16 && Next != Operations.size(); ++Started, ++Next)
      asio::co_spawn(Ex, apply(Operations[Next]),
                     [Finished](std::exception_ptr E) {
                       Finished->try_send(error_code(), E);
                     });
    for (; Started != 0; --Started)
      if (auto Failure = co_await Finished->async_receive(use_awaitable))
        std::rethrow_exception(Failure);
  }
}
