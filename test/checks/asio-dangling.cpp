// RUN: %check_corolint %s %t --checks=-*,async-dangling-argument,async-dangling-capture,async-unowned-this -- -std=c++20

// What dies before Asio's coroutines do.

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <memory>
#include <string>

namespace asio = boost::asio;
using asio::awaitable;
using asio::ip::tcp;

void logFailure(std::exception_ptr);
void note(const std::string &);
awaitable<void> answer(tcp::socket &Client, const std::string &Page);
awaitable<void> serve(tcp::socket Client, std::string Page);
awaitable<void> tick();

void bad(asio::io_context &Loop, std::shared_ptr<tcp::socket> Client) {
  std::string Page = "users";
  asio::co_spawn(Loop, answer(*Client, Page), logFailure);
  // CHECK-MESSAGES: :[[@LINE-1]]:40: warning: the task that 'answer' makes refers to 'Page', which is gone when it runs [async-dangling-argument]
  // CHECK-MESSAGES: :[[@LINE-3]]:15: note: 'Page' ends with its scope
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: 'co_spawn' starts it, and nothing here waits for it
  // CHECK-MESSAGES: :[[@LINE-10]]:17: note: 'answer' is declared here
}

void good(asio::io_context &Loop, tcp::socket Client) {
  asio::co_spawn(Loop, serve(std::move(Client), "users"), logFailure);
}

void temporary(asio::io_context &Loop, tcp::socket &Client) {
  asio::co_spawn(Loop, answer(Client, "users"), logFailure);
  // CHECK-MESSAGES: :[[@LINE-1]]:39: warning: the task that 'answer' makes refers to a temporary, which is gone when it runs [async-dangling-argument]
  // CHECK-MESSAGES: :[[@LINE-2]]:39: note: a temporary ends with this full expression
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: 'co_spawn' starts it, and nothing here waits for it
  // CHECK-MESSAGES: :[[@LINE-22]]:17: note: 'answer' is declared here
}

void captured(asio::io_context &Loop, std::string Page) {
  asio::co_spawn(
      Loop,
      [Page]() -> awaitable<void> {
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the coroutine uses 'Page', captured in a closure that is gone when it runs [async-dangling-capture]
      // CHECK-MESSAGES: :[[@LINE-2]]:7: note: the closure ends with this full expression
      // CHECK-MESSAGES: :[[@LINE-5]]:3: note: 'co_spawn' starts it, and nothing here waits for it
      // CHECK-MESSAGES: :[[@LINE+2]]:14: note: it is used here
        co_await tick();
        note(Page);
      }(),
      // CHECK-FIXES: {{^}}      },{{$}}
      asio::detached);
  asio::co_spawn(
      Loop,
      [Page]() -> awaitable<void> {
        co_await tick();
        note(Page);
      },
      logFailure);
}

class Session : public std::enable_shared_from_this<Session> {
public:
  void start(asio::io_context &Loop) {
    asio::co_spawn(Loop, run(), logFailure);
    // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: nothing keeps the object alive while 'run' runs on by itself: it uses 'this' after a suspension [async-unowned-this]
    // CHECK-MESSAGES: :[[@LINE+8]]:5: note: it is suspended here, without a reference of its own
    // CHECK-MESSAGES: :[[@LINE+8]]:7: note: the object may be gone when it uses it here
    asio::co_spawn(Loop, [Self = shared_from_this()] { return Self->run(); }, logFailure);
    asio::co_spawn(Loop, run(), [Self = shared_from_this()](std::exception_ptr) {});
  }

private:
  awaitable<void> run() {
    co_await tick();
    ++Count;
  }
  int Count = 0;
};

// Everything that is referred to is there while the loop runs.
int main() {
  asio::io_context Loop;
  tcp::socket Client(Loop);
  std::string Page = "users";
  asio::co_spawn(Loop, answer(Client, Page), logFailure);
  asio::co_spawn(
      Loop,
      [&]() -> awaitable<void> {
        co_await tick();
        note(Page);
      },
      logFailure);
  Loop.run();
}

// Awaited where it is made.
awaitable<void> awaited(tcp::socket &Client) {
  using namespace asio::experimental::awaitable_operators;
  co_await answer(Client, "users");
  co_await (answer(Client, "users") && tick());
  co_await asio::co_spawn(co_await asio::this_coro::executor, answer(Client, "users"), asio::use_awaitable);
}

// An initiation is called when the operation is awaited.
template <typename Token> auto send(std::string Page, int &Count, Token Completion) {
  return asio::async_initiate<Token, void()>(
      [&](auto) {
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Page' is captured by reference and gone when the lambda runs [async-dangling-capture]
      // CHECK-MESSAGES: :[[@LINE-4]]:49: note: 'Page' ends with its scope
      // CHECK-MESSAGES: :[[@LINE-4]]:3: note: it is returned here, and awaited later
      // CHECK-MESSAGES: :[[@LINE+1]]:14: note: it is used here
        note(Page);
        ++Count;
      },
      Completion);
}

awaitable<void> sends(int Count) { co_await send("users", Count, asio::use_awaitable); }
