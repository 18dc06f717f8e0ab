// RUN: %check_corolint %s %t -- -std=c++20 -I%S/Inputs

// What the model of Boost.MySQL makes of its functions.

#include "boost-mysql.h"
#include <thread>

using namespace std::chrono_literals;

struct Task {
  struct promise_type : parts::Promise<std::suspend_always>, parts::Returns<void> {
    Task get_return_object();
  };
  ~Task();
  parts::Awaiter<void> operator co_await();
};

Task queries(boost::mysql::any_connection &Database) {
  boost::mysql::results Rows;
  Database.execute("select 1", Rows);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'execute' blocks the event loop: it waits for the database server [async-blocking-call]
  co_await Database.async_execute("select 1", Rows);
  Database.close();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'close' blocks the event loop: it waits for the database server [async-blocking-call]
}
