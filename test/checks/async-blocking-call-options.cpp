// The options of async-blocking-call, given as clang-tidy's are.

// RUN: rm -rf %t && split-file %s %t && cd %t
// RUN: cp a.cpp default && cp a.cpp categories && cp a.cpp none && cp a.cpp allowed && cp a.cpp listed && cp a.cpp strict && cp a.cpp shared-strict && cp a.cpp own-models && cp a.cpp invalid && cp a.cpp bad-glob && cp a.cpp levels && cp a.cpp bad-level && cp a.cpp contexts
// RUN: not %corolint --no-color --checks=-*,async-blocking-call default/a.cpp -- -std=c++20 -I%S/Inputs | FileCheck a.cpp --check-prefix=DEFAULT --implicit-check-not='{{(warning|remark):}}'
// RUN: not %corolint --no-color --checks=-*,async-blocking-call categories/a.cpp -- -std=c++20 -I%S/Inputs | FileCheck a.cpp --check-prefix=CATEGORIES --implicit-check-not='{{(warning|remark):}}'
// RUN: %corolint --no-color --checks=-*,async-blocking-call none/a.cpp -- -std=c++20 -I%S/Inputs | count 0
// RUN: %corolint --no-color --checks=-*,async-blocking-call allowed/a.cpp -- -std=c++20 -I%S/Inputs | FileCheck a.cpp --check-prefix=ALLOWED --implicit-check-not='{{(warning|remark):}}'
// RUN: not %corolint --no-color --checks=-*,async-blocking-call listed/a.cpp -- -std=c++20 -I%S/Inputs | FileCheck a.cpp --check-prefix=LISTED --implicit-check-not='{{(warning|remark):}}'
// RUN: not %corolint --no-color --checks=-*,async-blocking-call strict/a.cpp -- -std=c++20 -I%S/Inputs | FileCheck a.cpp --check-prefix=STRICT --implicit-check-not='{{(warning|remark):}}'
// RUN: not %corolint --no-color --checks=-*,async-blocking-call shared-strict/a.cpp -- -std=c++20 -I%S/Inputs | FileCheck a.cpp --check-prefix=STRICT --implicit-check-not='{{(warning|remark):}}'
// RUN: not %corolint --no-color --checks=-*,async-blocking-call --profile=strict default/a.cpp -- -std=c++20 -I%S/Inputs | FileCheck a.cpp --check-prefix=STRICT --implicit-check-not='{{(warning|remark):}}'
// RUN: not %corolint --no-color --checks=-*,async-blocking-call own-models/a.cpp -- -std=c++20 -I%S/Inputs | FileCheck a.cpp --check-prefix=DEFAULT --implicit-check-not='{{(warning|remark):}}'

// RUN: not %corolint --no-color --checks=-*,async-blocking-call levels/a.cpp -- -std=c++20 -I%S/Inputs | FileCheck a.cpp --check-prefix=LEVELS --implicit-check-not='{{(warning|remark):}}'
// RUN: %corolint --no-color --checks=-*,async-blocking-call contexts/a.cpp -- -std=c++20 -I%S/Inputs | count 0

// A category that does not exist.
// RUN: not %corolint --no-color --checks=-*,async-blocking-call invalid/a.cpp -- -std=c++20 -I%S/Inputs 2>&1 | FileCheck a.cpp --check-prefix=INVALID --implicit-check-not='{{(warning|remark|error):}}'
// RUN: %python -c "import subprocess, sys; sys.exit(subprocess.run(sys.argv[1:]).returncode != 2)" %corolint invalid/a.cpp -- -std=c++20 -I%S/Inputs
// RUN: not %corolint --no-color --checks=-*,async-blocking-call bad-level/a.cpp -- -std=c++20 -I%S/Inputs 2>&1 | FileCheck a.cpp --check-prefix=LEVEL
// A name that is no pattern.
// RUN: %python -c "import subprocess, sys; sys.exit(subprocess.run(sys.argv[1:]).returncode != 2)" %corolint bad-glob/a.cpp -- -std=c++20 -I%S/Inputs

//--- a.cpp
#include "task.h"
#include <fstream>
#include <future>
#include <mutex>
#include <sys/socket.h>
#include <unistd.h>

namespace app {
inline namespace v2 {
void slow();
}
void load() { ::sleep(1); }
void wrapper() { load(); }
struct Store {
  int get(int);
  lib::Task<int> getLater(int);
  Store(const Store &);
};
template <typename T> T query(T);
} // namespace app

lib::Task<> task(std::mutex &Mutex, app::Store &Store, int Socket) {
  ::sleep(1);
  std::ifstream In("name");
  Mutex.lock();
  recv(Socket, nullptr, 0, 0);
  app::slow();
  app::wrapper();
  Store.get(1);
  app::query(1);
  co_await Store.getLater(1);
  app::Store Copy = Store;
}

// DEFAULT: a.cpp:23:3: warning: 'sleep'
// DEFAULT: a.cpp:24:17: remark: 'basic_ifstream'
// DEFAULT: a.cpp:28:3: warning: 'wrapper'

// CATEGORIES: a.cpp:24:17: remark: 'basic_ifstream'
// CATEGORIES: a.cpp:25:3: warning: 'lock'

// ALLOWED: a.cpp:24:17: remark: 'basic_ifstream'

// LISTED: a.cpp:23:3: warning: 'sleep'
// LISTED: a.cpp:24:17: remark: 'basic_ifstream'
// LISTED: a.cpp:27:3: warning: 'slow' blocks the event loop: it is listed as blocking
// LISTED: a.cpp:28:3: warning: 'wrapper'
// LISTED: a.cpp:29:3: warning: 'get' blocks the event loop: it is listed as blocking
// LISTED: a.cpp:29:3: note: use instead: app::Store::getLater
// LISTED: a.cpp:30:3: warning: 'query' blocks the event loop: it is listed as blocking

// STRICT: a.cpp:23:3: warning: 'sleep'
// STRICT: a.cpp:24:17: remark: 'basic_ifstream'
// STRICT: a.cpp:25:3: warning: 'lock' blocks the event loop: it waits while another thread holds the lock
// STRICT: a.cpp:26:3: warning: 'recv' blocks
// STRICT: a.cpp:28:3: warning: 'wrapper'

// LEVELS: a.cpp:23:3: remark: 'sleep'
// LEVELS: a.cpp:24:17: warning: 'basic_ifstream'
// LEVELS: a.cpp:28:3: remark: 'wrapper'

// LEVEL: 'file=loud' is no level of a category; write category=warning or category=remark
// INVALID: {{error|warning}}: {{.*}}'naps' is no category of async-blocking-call; the categories are sleep;wait;dns;network;process;database;http;rpc;console;file;filesystem;lock;log;cpu
//--- default/.clang-tidy
Checks: 'async-*'
//--- categories/.clang-tidy
CheckOptions:
  async-blocking-call.Categories: 'file; lock'
//--- none/.clang-tidy
CheckOptions:
  async-blocking-call.Categories: ''
//--- allowed/.clang-tidy
CheckOptions:
  async-blocking-call.AllowedFunctions: '::sleep;app::lo*'
//--- listed/.clang-tidy
CheckOptions:
  async-blocking-call.BlockingFunctions: 'app::slow;app::Store::*=app::Store::getLater; app::query'
//--- strict/.clang-tidy
CheckOptions:
  async-blocking-call.Strict: true
//--- shared-strict/.clang-tidy
CheckOptions:
  async.Strict: true
//--- own-models/.clang-tidy
CheckOptions:
  async.ModelFiles: ''
//--- invalid/.clang-tidy
CheckOptions:
  async-blocking-call.Categories: 'sleep;naps'
//--- levels/.clang-tidy
CheckOptions:
  async-blocking-call.CategoryLevels: 'file=warning; sleep=remark'
//--- bad-level/.clang-tidy
CheckOptions:
  async-blocking-call.CategoryLevels: 'file=loud'
//--- contexts/.clang-tidy
CheckOptions:
  async-blocking-call.AllowedContexts: 'ta*'
//--- bad-glob/.clang-tidy
CheckOptions:
  async-blocking-call.AllowedFunctions: 'app::[lo'
