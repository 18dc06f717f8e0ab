// Tasks of the in-house library that can be asked whether they hold anything.
#pragma once

#include "task.h"
#include <cstddef>
#include <optional>

namespace lib {

/// Lazy and move-only; like Task, but may be empty.
template <typename T = void> class Job {
public:
  struct promise_type : detail::Chained, detail::Result<T> {
    Job get_return_object() { return Job(std::coroutine_handle<promise_type>::from_promise(*this)); }
    std::suspend_always initial_suspend() noexcept { return {}; }
    Back final_suspend() noexcept { return {}; }
  };

  Job() noexcept = default;
  Job(Job &&Other) noexcept : Handle(std::exchange(Other.Handle, nullptr)) {}
  Job &operator=(Job &&Other) noexcept {
    std::swap(Handle, Other.Handle);
    return *this;
  }
  ~Job() {
    if (Handle)
      Handle.destroy();
  }

  bool valid() const noexcept { return Handle != nullptr; }
  explicit operator bool() const noexcept { return valid(); }
  bool operator==(std::nullptr_t) const noexcept { return !Handle; }
  bool operator==(const Job &Other) const noexcept { return Handle == Other.Handle; }

  struct Awaiter {
    std::coroutine_handle<promise_type> Handle;
    bool await_ready() noexcept { return false; }
    std::coroutine_handle<> await_suspend(std::coroutine_handle<> Waiting) noexcept {
      Handle.promise().Waiting = Waiting;
      return Handle;
    }
    T await_resume() { return Handle.promise().take(); }
  };
  Awaiter operator co_await() && noexcept { return {Handle}; }

private:
  explicit Job(std::coroutine_handle<promise_type> Handle) : Handle(Handle) {}
  std::coroutine_handle<promise_type> Handle;
};

/// Eager; says whether it has ended.
template <typename T = void> class Running {
public:
  struct promise_type : detail::Chained, detail::Result<T> {
    Running get_return_object() { return Running(std::coroutine_handle<promise_type>::from_promise(*this)); }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
  };

  Running(Running &&) noexcept;
  explicit operator bool() const noexcept { return Handle.done(); }

  bool await_ready() const noexcept { return Handle.done(); }
  void await_suspend(std::coroutine_handle<> Waiting) noexcept { Handle.promise().Waiting = Waiting; }
  T await_resume() { return Handle.promise().take(); }

private:
  explicit Running(std::coroutine_handle<promise_type> Handle) : Handle(Handle) {}
  std::coroutine_handle<promise_type> Handle;
};

/// Eager, move-only, and asked whether it holds anything.
template <typename T = void> class Started {
public:
  struct promise_type : detail::Chained, detail::Result<T> {
    Started get_return_object() { return Started(std::coroutine_handle<promise_type>::from_promise(*this)); }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
  };

  Started() noexcept = default;
  Started(Started &&) noexcept;
  explicit operator bool() const noexcept { return static_cast<bool>(Handle); }

  bool await_ready() const noexcept { return Handle.done(); }
  void await_suspend(std::coroutine_handle<> Waiting) noexcept { Handle.promise().Waiting = Waiting; }
  T await_resume() { return Handle.promise().take(); }

private:
  explicit Started(std::coroutine_handle<promise_type> Handle) : Handle(Handle) {}
  std::coroutine_handle<promise_type> Handle;
};

/// Eager and copyable: one of several handles to the same work.
template <typename T = void> class Shared {
public:
  struct promise_type : detail::Chained, detail::Result<T> {
    Shared get_return_object() { return Shared(); }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
  };

  explicit operator bool() const noexcept { return State != nullptr; }
  bool operator==(const Shared &) const = default;

  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) noexcept {}
  T await_resume();

private:
  void *State = nullptr;
};

/// Eager; converts to its result by waiting for it.
template <typename T> class Blocking {
public:
  struct promise_type : detail::Chained, detail::Result<T> {
    Blocking get_return_object();
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
  };

  Blocking(Blocking &&) noexcept;
  operator T() const;

  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) noexcept {}
  T await_resume();
};

/// No coroutine, but awaitable: an event that may have been set.
struct Event {
  explicit operator bool() const noexcept;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) noexcept {}
  void await_resume() noexcept {}
};

/// A task that converts to bool by itself, and so compares with numbers.
template <typename T> class Loose {
public:
  struct promise_type : detail::Chained, detail::Result<T> {
    Loose get_return_object() { return Loose(std::coroutine_handle<promise_type>::from_promise(*this)); }
    std::suspend_always initial_suspend() noexcept { return {}; }
    Back final_suspend() noexcept { return {}; }
  };

  Loose(Loose &&) noexcept;
  operator bool() const noexcept { return Handle != nullptr; }
  bool operator!() const noexcept { return Handle == nullptr; }

  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) noexcept {}
  T await_resume() { return Handle.promise().take(); }

private:
  explicit Loose(std::coroutine_handle<promise_type> Handle) : Handle(Handle) {}
  std::coroutine_handle<promise_type> Handle;
};

} // namespace lib
