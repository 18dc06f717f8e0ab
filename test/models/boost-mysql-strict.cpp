// RUN: %check_corolint %s %t --profile=strict --checks=-async-dangling-argument -- -std=c++20 -I%S/Inputs

// What the model of Boost.MySQL says beyond boost-mysql.cpp, in the strict profile.

#include "boost-mysql.h"

using namespace std::chrono_literals;
namespace mysql = boost::mysql;

struct Task {
  struct promise_type : parts::Promise<std::suspend_always>, parts::Returns<void> {
    Task get_return_object();
  };
  ~Task();
  parts::Awaiter<void> operator co_await();
};

Task pings(mysql::any_connection &Database) {
  co_await Database.async_ping();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'async_ping' waits for its peer without a time limit: if that never answers, this coroutine never goes on [async-missing-timeout]
}
Task prepares(mysql::tcp_connection &Database) {
  (void)co_await Database.async_prepare_statement("select 1");
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'async_prepare_statement' waits for its peer without a time limit: if that never answers, this coroutine never goes on [async-missing-timeout]
}
Task pipes(mysql::any_connection &Database, mysql::pipeline_request &Request, std::vector<mysql::stage_response> &Answers) {
  co_await Database.async_run_pipeline(Request, Answers);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'async_run_pipeline' waits for its peer without a time limit: if that never answers, this coroutine never goes on [async-missing-timeout]
}
Task resets(mysql::any_connection &Database) {
  co_await Database.async_reset_connection();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'async_reset_connection' waits for its peer without a time limit: if that never answers, this coroutine never goes on [async-missing-timeout]
}
Task closes(mysql::any_connection &Database) {
  co_await Database.async_close();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'async_close' waits for its peer without a time limit: if that never answers, this coroutine never goes on [async-missing-timeout]
}
Task borrows(mysql::connection_pool &Pool) {
  mysql::pooled_connection Database = co_await Pool.async_get_connection();
  // CHECK-MESSAGES: :[[@LINE-1]]:48: warning: 'async_get_connection' waits for its peer without a time limit: if that never answers, this coroutine never goes on [async-missing-timeout]
}

// With a limit, and the pool's own run, which goes on as long as the pool is in use.
Task pingsForAWhile(mysql::any_connection &Database) {
  co_await Database.async_ping(boost::asio::cancel_after(1s));
}
Task borrowsForAWhile(mysql::connection_pool &Pool) {
  mysql::pooled_connection Database = co_await Pool.async_get_connection(boost::asio::cancel_after(1s));
}
Task runs(mysql::connection_pool &Pool) {
  co_await Pool.async_run();
}

// A pool would lend these.
Task connectsForEach(boost::asio::any_io_executor Executor, mysql::connect_params Parameters, std::vector<int> Numbers) {
  for (int Number : Numbers) {
    mysql::any_connection Database(Executor);
    // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'Database' is a connection of its own for each turn of this loop: opening it takes round trips, and their number grows with the load [async-connection-per-call]
    co_await Database.async_connect(Parameters, boost::asio::cancel_after(1s));
  }
}
Task connectsAsBefore(boost::asio::any_io_executor Executor, std::string Endpoint, std::vector<int> Numbers) {
  for (int Number : Numbers) {
    mysql::tcp_connection Database(Executor);
    // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'Database' is a connection of its own for each turn of this loop: opening it takes round trips, and their number grows with the load [async-connection-per-call]
    co_await Database.async_connect(Endpoint, {}, boost::asio::cancel_after(1s));
  }
}
void connectsAndWaits(boost::asio::any_io_executor Executor, mysql::connect_params Parameters, std::vector<int> Numbers) {
  for (int Number : Numbers) {
    mysql::any_connection Database(Executor);
    // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'Database' is a connection of its own for each turn of this loop: opening it takes round trips, and their number grows with the load [async-connection-per-call]
    Database.connect(Parameters);
  }
}
void connectsAndWaitsAsBefore(boost::asio::any_io_executor Executor, std::string Endpoint, std::vector<int> Numbers) {
  for (int Number : Numbers) {
    mysql::tcp_connection Database(Executor);
    // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'Database' is a connection of its own for each turn of this loop: opening it takes round trips, and their number grows with the load [async-connection-per-call]
    Database.connect(Endpoint, {});
  }
}
