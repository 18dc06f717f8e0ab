// RUN: %check_corolint %s %t -- -std=c++20
// REQUIRES: boost-asio

// What the model of Boost makes of the real headers of its threads, processes and file system.

#define BOOST_THREAD_VERSION 4
#define BOOST_THREAD_USES_DATETIME

#include "Inputs/parts.h"
#include <atomic>
#include <boost/beast/core/file_posix.hpp>
#include <boost/filesystem.hpp>
#include <boost/filesystem/fstream.hpp>
#include <boost/interprocess/sync/interprocess_semaphore.hpp>
#include <boost/process.hpp>
#include <boost/thread.hpp>
#include <boost/thread/barrier.hpp>
#include <boost/thread/latch.hpp>
#include <thread>

// Only after boost/thread/future.hpp, in whose code for it clang finds an error.
#define BOOST_THREAD_PROVIDES_EXECUTORS
#include <boost/thread/executors/basic_thread_pool.hpp>

namespace fs = boost::filesystem;
namespace process = boost::process;
using boost::chrono::seconds;
using boost::chrono::steady_clock;

struct Task {
  struct promise_type : parts::Promise<std::suspend_always>, parts::Returns<void> {
    Task get_return_object();
  };
  ~Task();
  parts::Awaiter<void> operator co_await();
};

void use(int);

// --- Times ---

Task sleeps() {
  boost::this_thread::sleep_for(seconds(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
  boost::this_thread::sleep_for(seconds(0));
  boost::this_thread::sleep_until(steady_clock::now() + seconds(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_until' blocks the event loop: it suspends the whole thread [async-blocking-call]
  boost::this_thread::sleep(boost::posix_time::seconds(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep' blocks the event loop: it suspends the whole thread [async-blocking-call]
  co_return;
}
struct Server {
  std::atomic<bool> Ready{false};
  Task spins() {
    while (!Ready)
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop waits for 'Ready' to change without suspending: {{.+}} [async-busy-wait]
      boost::this_thread::yield();
    co_return;
  }
};

// --- Other threads ---

Task joins(boost::thread &Thread, boost::thread_group &Group) {
  Thread.join();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'join' blocks the event loop: it waits for another thread to end [async-blocking-call]
  Group.join_all();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'join_all' blocks the event loop: it waits for another thread to end [async-blocking-call]
  co_return;
}
Task joinsInTime(boost::thread &Thread) {
  Thread.try_join_for(seconds(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'try_join_for' blocks the event loop: it waits for another thread to end or the time to be up [async-blocking-call]
  Thread.try_join_until(steady_clock::now() + seconds(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'try_join_until' blocks the event loop: it waits for another thread to end [async-blocking-call]
  Thread.timed_join(boost::posix_time::seconds(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'timed_join' blocks the event loop: it waits for another thread to end or the time to be up [async-blocking-call]
  co_return;
}
Task asks(boost::thread &Thread, boost::future<int> &Future, boost::condition_variable &Condition,
          boost::unique_lock<boost::mutex> &Lock) {
  Thread.try_join_for(seconds(0));
  Future.wait_for(seconds(0));
  Condition.wait_for(Lock, seconds(0));
  co_return;
}
Task waits(boost::future<int> Future, boost::future<int> Timed, boost::shared_future<int> Shared) {
  Timed.wait_for(seconds(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait_for' blocks the event loop: it parks the thread until there is a value or the time is up [async-blocking-call]
  Timed.wait_until(steady_clock::now() + seconds(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait_until' blocks the event loop: it parks the thread until there is a value, for ever if this thread is to produce it [async-blocking-call]
  Future.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait' blocks the event loop: it parks the thread until there is a value, for ever if this thread is to produce it [async-blocking-call]
  use(Shared.get());
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'get' blocks the event loop: it parks the thread until there is a value, for ever if this thread is to produce it [async-blocking-call]
  co_return;
}
Task isNotified(boost::condition_variable &Condition, boost::condition_variable_any &Any,
                boost::unique_lock<boost::mutex> &Lock) {
  Condition.wait(Lock);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait' blocks the event loop: it parks the thread until another one notifies the condition [async-blocking-call]
  Condition.wait_for(Lock, seconds(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait_for' blocks the event loop: it parks the thread until another one notifies the condition or the time is up [async-blocking-call]
  Condition.wait_until(Lock, steady_clock::now() + seconds(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait_until' blocks the event loop: it parks the thread until another one notifies the condition [async-blocking-call]
  Condition.timed_wait(Lock, boost::posix_time::seconds(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'timed_wait' blocks the event loop: it parks the thread until another one notifies the condition or the time is up [async-blocking-call]
  Any.wait(Lock);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait' blocks the event loop: it parks the thread until another one notifies the condition [async-blocking-call]
  Any.wait_for(Lock, seconds(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait_for' blocks the event loop: it parks the thread until another one notifies the condition or the time is up [async-blocking-call]
  co_return;
}
Task meets(boost::barrier &Barrier, boost::latch &Latch, boost::interprocess::interprocess_semaphore &Semaphore) {
  Barrier.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait' blocks the event loop: it parks the thread until all the others have arrived [async-blocking-call]
  Barrier.count_down_and_wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'count_down_and_wait' blocks the event loop: it parks the thread until all the others have arrived [async-blocking-call]
  Latch.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait' blocks the event loop: it parks the thread until all the others have arrived [async-blocking-call]
  Latch.count_down_and_wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'count_down_and_wait' blocks the event loop: it parks the thread until all the others have arrived [async-blocking-call]
  Semaphore.try_wait();
  Semaphore.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait' blocks the event loop: it parks the thread until another process posts the semaphore [async-blocking-call]
  Semaphore.timed_wait(boost::posix_time::second_clock::universal_time());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'timed_wait' blocks the event loop: it parks the thread until another process posts the semaphore [async-blocking-call]
  co_return;
}

// A lock alone is short, as a rule.
Task locks(boost::mutex &Mutex) {
  boost::lock_guard<boost::mutex> Guard(Mutex);
  co_return;
}

// What threads of its own run may block.
Task elsewhere(boost::executors::basic_thread_pool &Pool, boost::thread_group &Group) {
  Pool.submit([] { std::this_thread::sleep_for(std::chrono::seconds(1)); });
  Group.create_thread([] { std::this_thread::sleep_for(std::chrono::seconds(1)); });
  boost::thread([] { std::this_thread::sleep_for(std::chrono::seconds(1)); }).detach();
  boost::async([] { std::this_thread::sleep_for(std::chrono::seconds(1)); });
  [] { std::this_thread::sleep_for(std::chrono::seconds(1)); }();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'a lambda' blocks the event loop: through 'sleep_for' it suspends the whole thread [async-blocking-call]
  co_return;
}

// So may a coroutine that they run.
void runUntilDone(Task);
void coroutinesElsewhere(boost::executors::basic_thread_pool &Pool, boost::thread_group &Group) {
  boost::async([] {
    runUntilDone([]() -> Task {
      std::this_thread::sleep_for(std::chrono::seconds(1));
      co_return;
    }());
  });
  boost::thread Thread([] {
    runUntilDone([]() -> Task {
      std::this_thread::sleep_for(std::chrono::seconds(1));
      co_return;
    }());
  });
  Pool.submit([] {
    runUntilDone([]() -> Task {
      std::this_thread::sleep_for(std::chrono::seconds(1));
      co_return;
    }());
  });
  Group.create_thread([] {
    runUntilDone([]() -> Task {
      std::this_thread::sleep_for(std::chrono::seconds(1));
      co_return;
    }());
  });
  Thread.join();
}

// --- Processes ---

Task runs(process::child &Child) {
  process::system("true");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'system' blocks the event loop: it waits for a child process to end [async-blocking-call]
  process::spawn("true");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: remark: 'spawn' blocks the event loop: it waits until the child process runs its program [async-blocking-call]
  Child.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait' blocks the event loop: it waits for a child process to end [async-blocking-call]
  co_return;
}
Task runsInTime(process::child &Child) {
  Child.wait_for(std::chrono::seconds(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait_for' blocks the event loop: it waits for a child process to end or the time to be up [async-blocking-call]
  co_return;
}
Task asksProcess(process::child &Child) {
  Child.wait_for(std::chrono::seconds(0));
  co_return;
}

// --- The file system ---

Task looks(fs::path Path) {
  use(fs::exists(Path));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: remark: 'exists' blocks the event loop: it reads file metadata, on a network file system for as long as the server takes [async-blocking-call]
  use(fs::is_directory(Path));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: remark: 'is_directory' blocks the event loop: it reads file metadata, on a network file system for as long as the server takes [async-blocking-call]
  use(fs::is_regular_file(Path));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: remark: 'is_regular_file' blocks the event loop: it reads file metadata, on a network file system for as long as the server takes [async-blocking-call]
  use(fs::is_symlink(Path));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: remark: 'is_symlink' blocks the event loop: it reads file metadata, on a network file system for as long as the server takes [async-blocking-call]
  use(fs::file_size(Path));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: remark: 'file_size' blocks the event loop: it reads file metadata, on a network file system for as long as the server takes [async-blocking-call]
  use(fs::is_empty(Path));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: remark: 'is_empty' blocks the event loop: it reads file metadata, on a network file system for as long as the server takes [async-blocking-call]
  fs::canonical(Path);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: remark: 'canonical' blocks the event loop: it reads file metadata, on a network file system for as long as the server takes [async-blocking-call]
  fs::weakly_canonical(Path);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: remark: 'weakly_canonical' blocks the event loop: it reads file metadata, on a network file system for as long as the server takes [async-blocking-call]
  fs::last_write_time(Path);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: remark: 'last_write_time' blocks the event loop: it reads file metadata, on a network file system for as long as the server takes [async-blocking-call]
  fs::space(Path);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: remark: 'space' blocks the event loop: it reads file metadata, on a network file system for as long as the server takes [async-blocking-call]
  fs::status(Path);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: remark: 'status' blocks the event loop: it reads file metadata, on a network file system for as long as the server takes [async-blocking-call]
  co_return;
}
Task changes(fs::path Path, fs::path Other) {
  fs::create_directory(Path);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: remark: 'create_directory' blocks the event loop: it changes file metadata, on a network file system for as long as the server takes [async-blocking-call]
  fs::create_directories(Path);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: remark: 'create_directories' blocks the event loop: it changes file metadata, on a network file system for as long as the server takes [async-blocking-call]
  fs::rename(Path, Other);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: remark: 'rename' blocks the event loop: it changes file metadata, on a network file system for as long as the server takes [async-blocking-call]
  fs::copy(Path, Other);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: remark: 'copy' blocks the event loop: it reads and writes whole files [async-blocking-call]
  fs::copy_file(Path, Other);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: remark: 'copy_file' blocks the event loop: it reads and writes whole files [async-blocking-call]
  fs::remove(Path);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: remark: 'remove' blocks the event loop: it changes file metadata, on a network file system for as long as the server takes [async-blocking-call]
  fs::remove_all(Path);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: remark: 'remove_all' blocks the event loop: it walks and deletes a whole directory tree [async-blocking-call]
  co_return;
}
Task reads(fs::ifstream &Stream, boost::beast::file_posix &File) {
  std::string Line;
  std::getline(Stream, Line);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: remark: 'getline' blocks the event loop: it reads a file when its buffer is empty [async-blocking-call]
  boost::beast::error_code Error;
  File.open("file", boost::beast::file_mode::scan, Error);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: remark: 'open' blocks the event loop: it opens a file, on a network file system for as long as the server takes [async-blocking-call]
  co_return;
}
