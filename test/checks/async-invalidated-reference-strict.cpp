// RUN: %check_corolint %s %t --profile=strict --checks=-*,async-invalidated-reference -- -std=c++20

// What the strict profile adds.

#include "Inputs/task.h"
#include <memory>
#include <string>
#include <vector>

using lib::Task;

Task<> work();
void log(const std::string &);

class Registry {
public:
  void add(std::string Given) { Names.push_back(Given); }
  Task<> run() {
    for (std::string &Each : Names) {
    // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: the loop goes on over 'Names', which 'add' may add to while the coroutine is suspended in it [async-invalidated-reference]
    // CHECK-MESSAGES: :[[@LINE+2]]:7: note: the coroutine may be suspended here
    // CHECK-MESSAGES: :[[@LINE-5]]:33: note: meanwhile 'Names' may be added to, which may move what is in it, here
      co_await work();
      log(Each);
    }
  }
  void open() { Owner = std::make_unique<std::string>(); }
  Task<> use() {
    std::string &Held = *Owner;
    co_await work();
    log(Held);
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'Held' leads into 'Owner', which 'open' may replace while the coroutine is suspended: it may be dangling here [async-invalidated-reference]
    // CHECK-MESSAGES: :[[@LINE-4]]:5: note: it is taken here
    // CHECK-MESSAGES: :[[@LINE-4]]:5: note: the coroutine may be suspended here
    // CHECK-MESSAGES: :[[@LINE-8]]:17: note: meanwhile 'Owner' may be replaced here
  }

private:
  std::vector<std::string> Names;
  std::unique_ptr<std::string> Owner;
};

struct Request {
  std::vector<std::string> Headers;
};
Task<> byParameter(Request &Given) {
  std::string &First = Given.Headers.front();
  co_await work();
  log(First);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'First' leads into 'Headers', which 'clear' may remove from while the coroutine is suspended: it may be dangling here [async-invalidated-reference]
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: it is taken here
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the coroutine may be suspended here
  // CHECK-MESSAGES: :[[@LINE+2]]:30: note: meanwhile 'Headers' may be removed from here
}
void clear(Request &Given) { Given.Headers.clear(); }

thread_local int Counter;
Task<> otherThread() {
  int &Mine = Counter;
  co_await work();
  ++Mine;
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Mine' refers to the 'Counter' of the thread that the coroutine ran on before it was suspended [async-invalidated-reference]
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: it is taken here
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the coroutine may be suspended here
}
