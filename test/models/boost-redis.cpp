// RUN: %check_corolint %s %t -- -std=c++20 -I%S/Inputs

// What the model of Boost.Redis makes of its functions.

#include "boost-redis.h"
#include <thread>

using namespace std::chrono_literals;

struct Task {
  struct promise_type : parts::Promise<std::suspend_always>, parts::Returns<void> {
    Task get_return_object();
  };
  ~Task();
  parts::Awaiter<void> operator co_await();
};

// Receiving takes what has arrived, and does not wait, whatever a body does.
std::size_t boost::redis::connection::receive(boost::system::error_code &) {
  std::this_thread::sleep_for(1ms);
  return 0;
}

Task receives(boost::redis::connection &Connection) {
  boost::system::error_code Error;
  Connection.receive(Error);
  co_return;
}
