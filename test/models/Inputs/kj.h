// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// The part of KJ that its model speaks of.

#pragma once

#include "parts.h"
#include <cstdint>

namespace kj {

template <typename T> class Promise;
class WaitScope;
struct Exception {};
template <typename T> struct Array {
  T *begin();
  T *end();
};

namespace _ {
template <typename T> struct Coroutine : parts::Promise<std::suspend_never>, parts::Returns<T> {
  kj::Promise<T> get_return_object();
  template <typename U> parts::Awaiter<U> await_transform(kj::Promise<U> &);
  template <typename U> parts::Awaiter<U> await_transform(kj::Promise<U> &&);
};
} // namespace _

class Refcounted {
protected:
  virtual ~Refcounted() noexcept(false);
};
template <typename T> std::shared_ptr<T> addRef(T &);
template <typename T> class ForkedPromise {
public:
  Promise<T> addBranch();
  ~ForkedPromise();
};
template <typename T> class [[nodiscard]] Promise {
public:
  Promise(Promise &&) noexcept;
  ~Promise();
  T wait(WaitScope &);
  bool poll(WaitScope &);
  template <typename Func> Promise<void> then(Func &&) { return parts::make<Promise<void>>(); }
  template <typename ErrorFunc> Promise<T> catch_(ErrorFunc &&) {
    return parts::make<Promise<T>>();
  }
  template <typename ErrorFunc> void detach(ErrorFunc &&) {}
  ForkedPromise<T> fork();
  Promise<T> exclusiveJoin(Promise<T> &&);
};

class TaskSet {
public:
  class ErrorHandler {
  public:
    virtual void taskFailed(kj::Exception &&) = 0;
  };
  TaskSet(ErrorHandler &);
  ~TaskSet() noexcept(false);
  void add(Promise<void> &&);
};

template <typename T> Promise<Array<T>> joinPromises(Array<Promise<T>> &&);
Promise<void> joinPromises(Array<Promise<void>> &&);
template <typename T> Promise<Array<T>> joinPromisesFailFast(Array<Promise<T>> &&);
template <typename T> Promise<T> raceSuccessful(Array<Promise<T>> &&);
Promise<void> yield();
Promise<void> yieldUntilQueueEmpty();
Promise<void> yieldUntilWouldSleep();
namespace _ {
template <typename Functor> struct CaptureForCoroutine {
  explicit CaptureForCoroutine(Functor &&f) : maybeFunctor(std::move(f)) {}
  template <typename... Args>
  static auto coInvoke(Functor functor, Args &&...args) -> decltype(functor(std::forward<Args>(args)...)) {
    co_return co_await functor(std::forward<Args>(args)...);
  }
  template <typename... Args> auto operator()(Args &&...args) {
    auto localFunctor = std::move(*maybeFunctor);
    maybeFunctor.reset();
    return coInvoke(std::move(localFunctor), std::forward<Args>(args)...);
  }
  std::optional<Functor> maybeFunctor;
};
} // namespace _
template <typename Functor> auto coCapture(Functor &&f) { return _::CaptureForCoroutine<Functor>(std::move(f)); }
class AsyncIoStream {};
class NetworkAddress {
public:
  virtual Promise<int> connect() = 0;
  virtual Promise<int> connectAuthenticated();
};
class SecureNetworkWrapper {
public:
  virtual Promise<int> wrapClient(int, std::string) = 0;
};
class WebSocket {
public:
  virtual Promise<void> send(std::string) = 0;
  virtual Promise<int> receive(std::size_t = 1u << 20) = 0;
};
class Network {
public:
  virtual Promise<int> parseAddress(std::string, unsigned = 0) = 0;
};
class EventLoop {
public:
  void run(std::uint32_t = -1);
};

class Executor {
public:
  template <typename Func> void executeSync(Func &&) const {}
  template <typename Func> Promise<void> executeAsync(Func &&) const {
    return parts::make<Promise<void>>();
  }
};

class Duration {};
class TimePoint {};
constexpr Duration operator*(int, Duration) { return {}; }
constexpr Duration SECONDS;
class Timer {
public:
  virtual Promise<void> afterDelay(Duration) = 0;
  virtual Promise<void> atTime(TimePoint) = 0;
  template <typename T> Promise<T> timeoutAfter(Duration, Promise<T> &&);
};

template <typename Func> Promise<void> evalLater(Func &&) { return parts::make<Promise<void>>(); }
template <typename Func> Promise<void> evalNow(Func &&) { return parts::make<Promise<void>>(); }
template <typename Func> Promise<void> retryOnDisconnect(Func &&) { return parts::make<Promise<void>>(); }

class Thread {
public:
  explicit Thread(std::function<void()>);
};

template <typename T> class Locked {
public:
  template <typename Cond> void wait(Cond &&) {}
};
template <typename T> class MutexGuarded {
public:
  Locked<T> lockExclusive() const;
  template <typename Cond, typename Func> void when(Cond &&, Func &&) const {}
};

class FdInputStream {
public:
  explicit FdInputStream(int);
  std::size_t tryRead(char *, std::size_t, std::size_t);
};
class FdOutputStream {
public:
  explicit FdOutputStream(int);
  void write(const char *, std::size_t);
};
class File {
public:
  virtual void write(std::uint64_t, std::string) const = 0;
};

class HttpService {
public:
  virtual Promise<void> request(std::string) = 0;
};

} // namespace kj

namespace capnp {
template <typename T> class RemotePromise : public kj::Promise<T> {};
class MessageBuilder;
void writeMessageToFd(int, MessageBuilder &);
} // namespace capnp

template <typename T, typename... Args> struct std::coroutine_traits<kj::Promise<T>, Args...> {
  using promise_type = kj::_::Coroutine<T>;
};
