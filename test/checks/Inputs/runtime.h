// What an in-house runtime offers beside its task types: a loop, a pool, ways to start and to gather tasks. runtime-model.yaml
// describes it; without that file nothing of it is known.
#pragma once

#include "task.h"
#include <cstddef>
#include <type_traits>
#include <utility>
#include <vector>

namespace rt {

class Loop {
public:
  lib::Awaiter<> schedule();
  void run();
};
Loop &mainLoop();

class Pool {
public:
  explicit Pool(std::size_t Threads = 4);
  lib::Awaiter<> schedule();
  lib::Awaiter<> resumeOn(Loop &Target);
};

/// Ready at once: awaiting it never suspends.
struct CurrentLoop {
  bool await_ready() const noexcept { return true; }
  void await_suspend(std::coroutine_handle<>) noexcept {}
  Loop &await_resume() noexcept { return mainLoop(); }
};

template <typename Executor> lib::Awaiter<> switchTo(Executor &Target);
lib::Awaiter<> yield();

void spawn(lib::Task<> Work);
template <typename F> requires std::is_invocable_v<F> void spawn(F) {}
template <typename F> void spawnKept(F) {}
template <typename Executor, typename Work> void spawnOn(Executor &, Work) {}
template <typename F> auto offload(F) -> lib::Awaiter<std::invoke_result_t<F>> { return {}; }
template <typename F> auto offloadTask(F Work) -> std::invoke_result_t<F> { return Work(); }
void runOnThread(void (*Work)());
template <typename F> void post(F) {}

struct Slot {};
class Semaphore {
public:
  explicit Semaphore(int Count);
  lib::Awaiter<Slot> acquire();
  bool tryAcquire();
};

class TaskGroup {
public:
  void add(lib::Task<> Work);
  lib::Awaiter<> join();
};

template <typename T> lib::Task<> whenAll(std::vector<T> Tasks);
template <typename T> lib::Task<> whenAllWindowed(std::vector<T> Tasks, std::size_t Limit);
template <typename Range, typename F> lib::Task<> forEach(Range &&, F) {
  co_return;
}
template <typename Range, typename F> lib::Task<> forEachAtMost(Range &&, std::size_t, F) {
  co_return;
}

/// Work that has its place to run, and is started by hand.
class Bound {
public:
  lib::Eager<> start();
  template <typename F> void start(F) {}
};
Bound bind(Loop &, lib::Task<> Work);

template <typename... T> lib::Task<> firstOf(T &&...) { co_return; }

/// Work under way, and what is to be done when it has ended.
class Later : public lib::Awaiter<> {
public:
  template <typename F> lib::Eager<> then(F) { co_return; }
};
Later later();
template <typename F> lib::Eager<> withSlot(Semaphore &, F) { co_return; }

template <typename T> void syncWait(T &&Work);

} // namespace rt
