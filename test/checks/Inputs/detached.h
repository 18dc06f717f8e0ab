// Coroutine types of an in-house library that nobody can await.
#pragma once

#include "task.h"
#include <future>

namespace lib {

namespace detail {
struct Forgotten {
  std::suspend_never initial_suspend() noexcept { return {}; }
  std::suspend_never final_suspend() noexcept { return {}; }
  void return_void() {}
};
} // namespace detail

/// An exception is lost without a trace.
struct Quiet {
  struct promise_type : detail::Forgotten {
    Quiet get_return_object() { return {}; }
    void unhandled_exception() {}
  };
};

/// It comes out of whatever resumes the coroutine.
struct Loud {
  struct promise_type : detail::Forgotten {
    Loud get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    void unhandled_exception() { throw; }
  };
  std::coroutine_handle<promise_type> Handle;
};

/// It is stored in a frame that is gone when the coroutine has ended.
struct Lost {
  struct promise_type : detail::Forgotten {
    std::exception_ptr Failure;
    Lost get_return_object() { return {}; }
    void unhandled_exception() { Failure = std::current_exception(); }
  };
};

/// What becomes of it is not seen.
struct Opaque {
  struct promise_type : detail::Forgotten {
    Opaque get_return_object() { return {}; }
    void unhandled_exception();
  };
};

/// Cannot be awaited, but asked: not forgotten.
struct Observed {
  struct promise_type : detail::Forgotten {
    std::promise<void> Ended;
    Observed get_return_object() { return {Ended.get_future()}; }
    void unhandled_exception() { Ended.set_exception(std::current_exception()); }
  };
  std::future<void> Future;
};

} // namespace lib

/// Coroutines that return void, for those who ask with a tag.
struct InBackground {};
template <typename... Rest> struct std::coroutine_traits<void, InBackground, Rest...> {
  struct promise_type : lib::detail::Forgotten {
    void get_return_object() {}
    void unhandled_exception() { std::terminate(); }
  };
};
