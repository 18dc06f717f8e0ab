// An in-house coroutine library, small enough to be read at once. Nothing in it is known to a model: what the checks say of it
// comes from the language.
#pragma once

#include <coroutine>
#include <exception>
#include <new>
#include <utility>

namespace lib {

namespace detail {

template <typename T> struct Result {
  union {
    T Value;
  };
  Result() {}
  ~Result() {}
  template <typename U> void return_value(U &&Given) { new (&Value) T(std::forward<U>(Given)); }
  T take() { return std::move(Value); }
};
template <> struct Result<void> {
  void return_void() {}
  void take() {}
};

struct Chained {
  std::coroutine_handle<> Waiting = std::noop_coroutine();
  std::exception_ptr Failure;
  void unhandled_exception() { Failure = std::current_exception(); }

  struct Back {
    bool await_ready() noexcept { return false; }
    template <typename P> std::coroutine_handle<> await_suspend(std::coroutine_handle<P> Done) noexcept {
      return Done.promise().Waiting;
    }
    void await_resume() noexcept {}
  };
};

} // namespace detail

/// Lazy: runs when awaited. Move-only; its handle goes with it.
template <typename T = void> class Task {
public:
  struct promise_type : detail::Chained, detail::Result<T> {
    Task get_return_object() { return Task(std::coroutine_handle<promise_type>::from_promise(*this)); }
    std::suspend_always initial_suspend() noexcept { return {}; }
    Back final_suspend() noexcept { return {}; }
  };

  Task(Task &&Other) noexcept : Handle(std::exchange(Other.Handle, nullptr)) {}
  Task &operator=(Task &&Other) noexcept {
    std::swap(Handle, Other.Handle);
    return *this;
  }
  ~Task() {
    if (Handle)
      Handle.destroy();
  }

  auto operator co_await() && noexcept {
    struct Awaiter {
      std::coroutine_handle<promise_type> Handle;
      bool await_ready() noexcept { return false; }
      std::coroutine_handle<> await_suspend(std::coroutine_handle<> Waiting) noexcept {
        Handle.promise().Waiting = Waiting;
        return Handle;
      }
      T await_resume() {
        if (Handle.promise().Failure)
          std::rethrow_exception(Handle.promise().Failure);
        return Handle.promise().take();
      }
    };
    return Awaiter{Handle};
  }

private:
  explicit Task(std::coroutine_handle<promise_type> Handle) : Handle(Handle) {}
  std::coroutine_handle<promise_type> Handle;
};

/// Eager: runs at once, and goes on by itself when dropped.
template <typename T = void> class Eager {
public:
  struct promise_type : detail::Chained, detail::Result<T> {
    Eager get_return_object() { return Eager(std::coroutine_handle<promise_type>::from_promise(*this)); }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
  };

  Eager(Eager &&) = default;
  Eager &operator=(Eager &&) = default;

  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> Waiting) noexcept { Handle.promise().Waiting = Waiting; }
  T await_resume() { return Handle.promise().take(); }

private:
  explicit Eager(std::coroutine_handle<promise_type> Handle) : Handle(Handle) {}
  std::coroutine_handle<promise_type> Handle;
};

/// Eager, too, but its destructor ends the coroutine where it is.
template <typename T = void> class Hot {
public:
  struct promise_type : detail::Chained, detail::Result<T> {
    Hot get_return_object() { return Hot(std::coroutine_handle<promise_type>::from_promise(*this)); }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
  };

  Hot(Hot &&Other) noexcept : Handle(std::exchange(Other.Handle, nullptr)) {}
  ~Hot() {
    if (Handle)
      Handle.destroy();
  }

  bool await_ready() const noexcept { return Handle.done(); }
  void await_suspend(std::coroutine_handle<> Waiting) noexcept { Handle.promise().Waiting = Waiting; }
  T await_resume() { return Handle.promise().take(); }

private:
  explicit Hot(std::coroutine_handle<promise_type> Handle) : Handle(Handle) {}
  std::coroutine_handle<promise_type> Handle;
};

/// Made for running without anybody awaiting it; nobody can.
struct Detached {
  struct promise_type {
    Detached get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };
};

/// A synchronous generator.
template <typename T> class Generator {
public:
  struct promise_type {
    T *Current = nullptr;
    Generator get_return_object() { return Generator(std::coroutine_handle<promise_type>::from_promise(*this)); }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    std::suspend_always yield_value(T &Value) noexcept {
      Current = &Value;
      return {};
    }
    std::suspend_always yield_value(T &&Value) noexcept { return yield_value(Value); }
    void await_transform() = delete;
    void return_void() {}
    void unhandled_exception() { throw; }
  };

  Generator(Generator &&Other) noexcept : Handle(std::exchange(Other.Handle, nullptr)) {}
  ~Generator() {
    if (Handle)
      Handle.destroy();
  }
  bool next() {
    Handle.resume();
    return !Handle.done();
  }
  T &value() { return *Handle.promise().Current; }

private:
  explicit Generator(std::coroutine_handle<promise_type> Handle) : Handle(Handle) {}
  std::coroutine_handle<promise_type> Handle;
};

/// An awaiter with no coroutine behind it.
template <typename T = void> struct Awaiter {
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) noexcept {}
  T await_resume() { return T(); }
};

} // namespace lib
