// RUN: %check_corolint %s %t --profile=strict --checks=-async-dangling-argument -- -std=c++20 -I%S/Inputs

// What the model of Boost.Redis says beyond boost-redis.cpp, in the strict profile.

#include "boost-redis.h"

using namespace std::chrono_literals;
namespace redis = boost::redis;

struct Task {
  struct promise_type : parts::Promise<std::suspend_always>, parts::Returns<void> {
    Task get_return_object();
  };
  ~Task();
  parts::Awaiter<void> operator co_await();
};

Task asks(redis::connection &Connection, redis::request &Request) {
  co_await Connection.async_exec(Request);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'async_exec' waits for its peer without a time limit: if that never answers, this coroutine never goes on [async-missing-timeout]
}
Task asksUntyped(redis::basic_connection<int> &Connection, redis::request &Request) {
  co_await Connection.async_exec(Request, redis::any_adapter());
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'async_exec' waits for its peer without a time limit: if that never answers, this coroutine never goes on [async-missing-timeout]
}
Task asksForAWhile(redis::connection &Connection, redis::request &Request) {
  co_await Connection.async_exec(Request, redis::ignore, boost::asio::cancel_after(1s));
}

// These take as long as the connection is in use.
Task runs(redis::connection &Connection) {
  co_await Connection.async_run(redis::config());
}
Task listens(redis::connection &Connection) {
  for (;;)
    co_await Connection.async_receive2();
}
