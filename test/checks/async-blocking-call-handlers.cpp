// RUN: %check_corolint %s %t --checks=-*,async-blocking-call -- -std=c++20

// Completion handlers run on the event loop, too.

#include <chrono>
#include <concepts>
#include <functional>
#include <memory>
#include <thread>
#include <utility>

using namespace std::chrono_literals;

namespace net {
template <typename T, typename Signature>
concept token_for = requires { typename std::decay_t<T>; };

struct Socket {
  template <token_for<void(int)> Token> void asyncRead(char *Into, Token &&Handler) {
    std::move(Handler)(0);
  }
  template <std::invocable<int> Callable> void each(Callable &&Called);
};

template <typename Callable, typename... Bound> struct Wrapper {
  Callable Called;
  template <typename... Arguments> void operator()(Arguments &&...) const {}
};
template <typename Callable, typename... Bound>
Wrapper<std::decay_t<Callable>, std::decay_t<Bound>...> bind_front(Callable &&Called, Bound &&...) {
  return {std::forward<Callable>(Called)};
}
} // namespace net

void nap() { std::this_thread::sleep_for(1s); }

void handler(int) { nap(); }
// CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'nap' blocks the event loop: through 'sleep_for' it suspends the whole thread [async-blocking-call]
// CHECK-MESSAGES: :[[@LINE-4]]:14: note: 'nap' calls 'sleep_for' here
// CHECK-MESSAGES: :[[@LINE-5]]:14: note: use instead: an asynchronous timer
void notAHandler(int) { nap(); }

class Session {
public:
  void start() {
    In.asyncRead(Buffer, [this](int) { nap(); });
    // CHECK-MESSAGES: :[[@LINE-1]]:40: warning: 'nap' blocks the event loop: through 'sleep_for' it suspends the whole thread [async-blocking-call]
    // CHECK-MESSAGES: :[[@LINE-13]]:14: note: 'nap' calls 'sleep_for' here
    // CHECK-MESSAGES: :[[@LINE-14]]:14: note: use instead: an asynchronous timer
    In.asyncRead(Buffer, std::bind(&Session::onRead, this, std::placeholders::_1));
    In.asyncRead(Buffer, net::bind_front(&Session::onWrite, this));
    In.asyncRead(Buffer, handler);
    auto Named = [](int) { nap(); };
    // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'nap' blocks the event loop: through 'sleep_for' it suspends the whole thread [async-blocking-call]
    // CHECK-MESSAGES: :[[@LINE-20]]:14: note: 'nap' calls 'sleep_for' here
    // CHECK-MESSAGES: :[[@LINE-21]]:14: note: use instead: an asynchronous timer
    In.asyncRead(Buffer, Named);
    // Called by whom is not known.
    In.each([](int) { nap(); });
    In.each(notAHandler);
  }

private:
  void onRead(int) { std::this_thread::sleep_for(1s); }
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:22: note: use instead: an asynchronous timer
  void onWrite(int) {
    next();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'next' blocks the event loop: through 'sleep_for' it suspends the whole thread [async-blocking-call]
    // CHECK-MESSAGES: :[[@LINE+5]]:17: note: 'next' calls 'nap' here
    // CHECK-MESSAGES: :[[@LINE-36]]:14: note: 'nap' calls 'sleep_for' here
    // CHECK-MESSAGES: :[[@LINE-37]]:14: note: use instead: an asynchronous timer
  }
  void onClose(int) { nap(); }
  void next() { nap(); }

  net::Socket In;
  char Buffer[8];
};
