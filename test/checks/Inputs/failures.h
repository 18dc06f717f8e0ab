// An in-house library that starts tasks and forgets them; failures-model.yaml says where their failures go.
#pragma once

#include "task.h"
#include <exception>
#include <expected>
#include <functional>
#include <stdexcept>
#include <string>
#include <system_error>
#include <vector>

namespace lib {

/// What a model says of these two is all that is known.
struct Forgotten {
  struct promise_type {
    Forgotten get_return_object();
    std::suspend_never initial_suspend() noexcept;
    std::suspend_never final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
};
struct Unheard {
  struct promise_type {
    Unheard get_return_object();
    std::suspend_never initial_suspend() noexcept;
    std::suspend_never final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
};

struct ForgetToken {};
inline constexpr ForgetToken Forget;
struct FutureToken {};
inline constexpr FutureToken ToFuture;
template <typename Token> struct Bound {};
template <typename Token> Bound<Token> onLoop(Token);

template <typename W, typename T> void spawn(W Work, T Token) {}
void detach(Task<> Work);
void mustNotFail(Task<> Work);
void logged(Task<> Work);

Task<> pause();
Awaiter<> toPool();
struct Sure {
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>) noexcept;
  int await_resume() noexcept;
};

template <typename F> Eager<> onShard(int Shard, F Work) { return Work(); }
template <typename... T> Task<> all(T... Tasks);
template <typename T> Task<> allOf(std::vector<T> Tasks);

} // namespace lib
