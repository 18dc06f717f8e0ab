// RUN: %check_corolint %s %t -- -std=c++20 -I%S/Inputs

// What the model of Boost.MySQL makes of its functions.

#include "boost-mysql.h"
#include <thread>

using namespace std::chrono_literals;
namespace mysql = boost::mysql;

struct Task {
  struct promise_type : parts::Promise<std::suspend_always>, parts::Returns<void> {
    Task get_return_object();
  };
  ~Task();
  parts::Awaiter<void> operator co_await();
};

Task queries(mysql::any_connection &Database, mysql::connect_params Parameters) {
  mysql::results Rows;
  Database.connect(Parameters);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'connect' blocks the event loop until it is done; awaiting its asynchronous twin 'async_connect' would not [async-sync-sibling]
  Database.execute("select 1", Rows);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'execute' blocks the event loop until it is done; awaiting its asynchronous twin 'async_execute' would not [async-sync-sibling]
  auto Statement = Database.prepare_statement("select 2");
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'prepare_statement' blocks the event loop until it is done; awaiting its asynchronous twin 'async_prepare_statement' would not [async-sync-sibling]
  Database.close_statement(Statement);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'close_statement' blocks the event loop until it is done; awaiting its asynchronous twin 'async_close_statement' would not [async-sync-sibling]
  Database.set_character_set({});
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'set_character_set' blocks the event loop until it is done; awaiting its asynchronous twin 'async_set_character_set' would not [async-sync-sibling]
  co_await Database.async_connect(Parameters);
  co_await Database.async_execute("select 1", Rows);
  Database.close();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'close' blocks the event loop until it is done; awaiting its asynchronous twin 'async_close' would not [async-sync-sibling]
}

Task queriesAsBefore(mysql::tcp_connection &Database) {
  mysql::results Rows;
  Database.handshake({});
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'handshake' blocks the event loop until it is done; awaiting its asynchronous twin 'async_handshake' would not [async-sync-sibling]
  Database.query("select 1", Rows);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'query' blocks the event loop until it is done; awaiting its asynchronous twin 'async_query' would not [async-sync-sibling]
  Database.quit();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'quit' blocks the event loop until it is done; awaiting its asynchronous twin 'async_quit' would not [async-sync-sibling]
  co_return;
}
