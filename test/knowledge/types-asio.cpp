// REQUIRES: boost-asio
// RUN: %corolint types %s -- -std=c++20 > %t
// RUN: FileCheck %s --input-file=%t
// RUN: FileCheck %s --input-file=%t --check-prefix=NONE

// In another namespace no model knows the library, and the language alone has to say what its types are.
// RUN: mkdir -p %t.dir && ln -sfn /usr/include/boost %t.dir/plain
// RUN: %corolint types %s -- -std=c++20 -Dboost=plain -isystem %t.dir > %t.free
// RUN: FileCheck %s --input-file=%t.free --check-prefix=FREE

// What is found of Boost.Asio's types, with its model and without.

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/experimental/concurrent_channel.hpp>
#include <boost/asio/experimental/coro.hpp>
#include <boost/asio/experimental/parallel_group.hpp>
#include <boost/asio/experimental/promise.hpp>
#include <boost/asio/experimental/use_promise.hpp>

namespace asio = boost::asio;

// --- Coroutines --------------------------------------------------------------------------------------------------------------

asio::awaitable<int> declared();
// CHECK-DAG: {{^}}boost::asio::awaitable<int{{.*}}>: task, start lazy, dropped never-runs, exceptions stored{{.*}}, modelled{{$}}
// FREE-DAG: {{^}}plain::asio::awaitable<int{{.*}}>: task, start lazy, dropped never-runs, exceptions stored{{(, single use)?}}{{$}}
asio::awaitable<void> defined() { co_await declared(); }
// CHECK-DAG: {{^}}boost::asio::awaitable<void{{.*}}>: task, start lazy, dropped never-runs, exceptions stored{{.*}}, modelled{{$}}
// FREE-DAG: {{^}}plain::asio::awaitable<void{{.*}}>: task, start lazy, dropped never-runs, exceptions stored{{(, single use)?}}{{$}}
asio::awaitable<long, asio::io_context::executor_type> other();
// CHECK-DAG: {{^}}boost::asio::awaitable<long, {{.*}}basic_executor_type{{.*}}>: task, start lazy, dropped never-runs, exceptions stored{{.*}}, modelled{{$}}
// FREE-DAG: {{^}}plain::asio::awaitable<long, {{.*}}>: task, start lazy, dropped never-runs, exceptions stored{{(, single use)?}}{{$}}
asio::experimental::coro<void, int> coro();
// CHECK-DAG: {{^}}boost::asio::experimental::coro<void, int{{.*}}>: task, start lazy, dropped never-runs, exceptions {{.*}}, modelled{{$}}
// FREE-DAG: {{^}}plain::asio::experimental::coro<void, int{{.*}}>: task, start lazy, dropped never-runs, exceptions {{.*}}{{$}}
asio::experimental::coro<int> generator(asio::io_context &) { co_yield 1; }
// CHECK-DAG: {{^}}boost::asio::experimental::coro<int{{.*}}>: task, start lazy, dropped never-runs, exceptions {{.*}}, modelled{{$}}
// FREE-DAG: {{^}}plain::asio::experimental::coro<int{{.*}}>: task, start lazy, dropped never-runs, exceptions stored{{(, single use)?}}{{$}}

// --- Operations --------------------------------------------------------------------------------------------------------------

void operations(asio::steady_timer &Timer, asio::ip::tcp::socket &Socket, asio::io_context &Io) {
  auto Wait = Timer.async_wait(asio::deferred);
  // CHECK-DAG: {{^}}boost::asio::deferred_async_operation<void (boost::system::error_code), {{.*}}>: operation, start lazy, dropped never-runs, exceptions unknown{{.*}}, modelled{{$}}
  auto Write = Socket.async_write_some(asio::buffer("x"), asio::deferred);
  // CHECK-DAG: {{^}}boost::asio::deferred_async_operation<void (boost::system::error_code, {{.*}}: operation, start lazy, dropped never-runs, exceptions unknown{{.*}}, modelled{{$}}
  auto Sequence = Timer.async_wait(asio::deferred(
      [&](boost::system::error_code) { return Socket.async_write_some(asio::buffer("x"), asio::deferred); }));
  // CHECK-DAG: {{^}}boost::asio::deferred_{{.*}}lambda{{.*}}: operation, start lazy, dropped never-runs, exceptions unknown{{.*}}, modelled{{$}}
  auto Spawned = asio::co_spawn(Io, declared(), asio::deferred);
  // CHECK-DAG: {{^}}boost::asio::deferred_async_operation<void (std::{{.*}}exception_ptr, int), {{.*}}: operation, start lazy, dropped never-runs, exceptions unknown{{.*}}, modelled{{$}}
  auto Group = asio::experimental::make_parallel_group(Timer.async_wait(asio::deferred), Timer.async_wait(asio::deferred));
  // CHECK-DAG: {{^}}boost::asio::experimental::parallel_group<{{.*}}>: operation, start lazy, dropped never-runs, exceptions unknown{{.*}}, modelled{{$}}
  auto Promise = Timer.async_wait(asio::experimental::use_promise);
  // CHECK-DAG: {{^}}boost::asio::experimental::promise<{{.*}}>: operation, start eager, dropped cancelled, exceptions unknown{{.*}}, modelled{{$}}
  auto Awaited = Timer.async_wait(asio::use_awaitable);
  auto Future = Timer.async_wait(asio::use_future);
  // CHECK-DAG: {{^}}std::future<void>: future, start eager, dropped runs-unobserved, exceptions unknown{{.*}}, modelled{{$}}
}

// --- Channels, loops, pools --------------------------------------------------------------------------------------------------

asio::io_context Io;
asio::experimental::channel<void(boost::system::error_code, int)> Channel{Io, 1};
// CHECK-DAG: {{^}}boost::asio::experimental::{{.*}}channel<{{.*}}>: limiter, start unknown, dropped unknown, exceptions unknown, modelled{{$}}
asio::experimental::concurrent_channel<void(boost::system::error_code)> Concurrent{Io};
// CHECK-DAG: {{^}}boost::asio::experimental::{{.*}}concurrent_channel<{{.*}}>: limiter, start unknown, dropped unknown, exceptions unknown, modelled{{$}}
// CHECK-DAG: {{^}}boost::asio::io_context: event-loop, start unknown, dropped unknown, exceptions unknown, modelled{{$}}
asio::io_context::executor_type Executor = Io.get_executor();
// CHECK-DAG: {{^}}boost::asio::io_context::basic_executor_type<{{.*}}>: event-loop, start unknown, dropped unknown, exceptions unknown, modelled{{$}}
asio::thread_pool Pool;
// CHECK-DAG: {{^}}boost::asio::thread_pool: thread-pool, start unknown, dropped unknown, exceptions unknown, modelled{{$}}

// --- Nothing of the kind -----------------------------------------------------------------------------------------------------

asio::any_io_executor Any;
asio::ip::tcp::socket Socket(Io);
asio::steady_timer Timer(Io);
boost::system::error_code Error;
asio::strand<asio::any_io_executor> Strand(Any);
asio::cancellation_signal Signal;
// NONE-NOT: {{^}}boost::asio::{{(execution::)?}}any_{{.*}}: {{.*}}start
// NONE-NOT: {{^}}boost::asio::basic_{{(stream_socket|waitable_timer).*}}: {{.*}}start
// NONE-NOT: {{^}}boost::system::error_code:
// NONE-NOT: {{^}}boost::asio::strand{{.*}}: {{.*}}start
// NONE-NOT: {{^}}boost::asio::cancellation_signal:
