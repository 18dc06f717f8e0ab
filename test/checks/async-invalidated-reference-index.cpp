// RUN: %check_corolint %s %t --checks=-*,async-invalidated-reference -- -std=c++20

// Indices into containers from which other code removes elements.

#include "Inputs/task.h"
#include <map>
#include <string>
#include <vector>

using lib::Task;

Task<> work();

class Pages {
public:
  Task<> parameter(unsigned Index) {
    co_await work();
    Tabs[Index] = "focused";
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Index' is an index into 'Tabs' as it was before a suspension: meanwhile 'close' may remove from it [async-invalidated-reference]
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: the coroutine may be suspended here
    // CHECK-MESSAGES: :[[@LINE+66]]:5: note: meanwhile 'Tabs' may be removed from here
  }
  Task<> found(const std::string &Name) {
    std::size_t Place = find(Name);
    co_await work();
    Tabs[Place] += "!";
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Place' is an index into 'Tabs' as it was before a suspension: meanwhile 'close' may remove from it [async-invalidated-reference]
    // CHECK-MESSAGES: :[[@LINE-4]]:5: note: it is set or compared here
    // CHECK-MESSAGES: :[[@LINE-4]]:5: note: the coroutine may be suspended here
    // CHECK-MESSAGES: :[[@LINE+57]]:5: note: meanwhile 'Tabs' may be removed from here
  }
  Task<> inLoop() {
    for (std::size_t Each = 0; Each < Tabs.size(); ++Each) {
      co_await work();
      Tabs[Each].clear();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Each' is an index into 'Tabs' as it was before a suspension: meanwhile 'close' may remove from it [async-invalidated-reference]
      // CHECK-MESSAGES: :[[@LINE-4]]:39: note: it is set or compared here
      // CHECK-MESSAGES: :[[@LINE-4]]:7: note: the coroutine may be suspended here
      // CHECK-MESSAGES: :[[@LINE+48]]:5: note: meanwhile 'Tabs' may be removed from here
    }
  }
  Task<> emptied(int Index) {
    co_await work();
    Replaced[Index] = 1;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Index' is an index into 'Replaced' as it was before a suspension: meanwhile 'forget' may replace it [async-invalidated-reference]
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: the coroutine may be suspended here
    // CHECK-MESSAGES: :[[@LINE+44]]:19: note: meanwhile 'Replaced' may be replaced here
  }

  // Found anew, or compared, after the suspension.
  Task<> compared(unsigned Index) {
    co_await work();
    if (Index < Tabs.size())
      Tabs[Index] = "focused";
  }
  Task<> setAnew(const std::string &Name) {
    std::size_t Place = find(Name);
    co_await work();
    Place = find(Name);
    Tabs[Place] += "!";
  }
  Task<> beforeIt(unsigned Index) {
    Tabs[Index] = "focused";
    co_await work();
  }
  Task<> turns() {
    for (std::size_t Each = 0; Each < Tabs.size(); ++Each) {
      Tabs[Each].clear();
      co_await work();
    }
  }
  // Keys and slots that stay.
  Task<> key(int Key) {
    co_await work();
    Names[Key] = "named";
  }
  Task<> slot(int Index) {
    co_await work();
    Slots[Index] = 1;
  }
  Task<> told(int Index) {
    co_await work();
    Stopped[Index] = 1;
  }

  void close(std::size_t Index) {
    Tabs.erase(Tabs.begin() + Index);
  }
  void rename(int Key) { Names.erase(Key); }
  void grow() { Slots.resize(Slots.size() * 2); }
  void forget() { Replaced = {}; }
  void stop() {
    cancelAll();
    Stopped.clear();
  }

private:
  std::size_t find(const std::string &Name);
  void cancelAll();
  std::vector<std::string> Tabs;
  std::map<int, std::string> Names;
  std::vector<int> Slots, Replaced, Stopped;
};
