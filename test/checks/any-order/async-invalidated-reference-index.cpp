// RUN: %check_corolint %s %t --checks=-*,async-invalidated-reference -- -std=c++20

// Indices into containers from which other code removes elements.

#include "../Inputs/task.h"
#include <map>
#include <optional>
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

// What adds an empty element takes none away.
class Graph {
public:
  Task<> visit(unsigned Index) {
    co_await work();
    Edges[Index].push_back(1);
  }
  void add() { Edges.push_back({}); }

private:
  std::vector<std::vector<int>> Edges;
};

// Indices that may be there.
class Rows {
public:
  Task<> found(const std::string &Name) {
    std::optional<std::size_t> At = find(Name);
    if (!At)
      co_return;
    co_await work();
    Items[*At] = "seen";
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'At' is an index into 'Items' as it was before a suspension: meanwhile 'close' may remove from it [async-invalidated-reference]
    // CHECK-MESSAGES: :[[@LINE-5]]:10: note: it is set or compared here
    // CHECK-MESSAGES: :[[@LINE-4]]:5: note: the coroutine may be suspended here
    // CHECK-MESSAGES: :[[@LINE+36]]:35: note: meanwhile 'Items' may be removed from here
  }
  Task<> inCondition(const std::string &Name) {
    if (auto At = find(Name)) {
      co_await work();
      Items[*At].clear();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'At' is an index into 'Items' as it was before a suspension: meanwhile 'close' may remove from it [async-invalidated-reference]
      // CHECK-MESSAGES: :[[@LINE-4]]:14: note: it is set or compared here
      // CHECK-MESSAGES: :[[@LINE-4]]:7: note: the coroutine may be suspended here
      // CHECK-MESSAGES: :[[@LINE+27]]:35: note: meanwhile 'Items' may be removed from here
    }
  }

  // Assigned, found or compared after the suspension, or done with before it.
  Task<> assignedAnew(const std::string &Name) {
    std::optional<std::size_t> At = find(Name);
    co_await work();
    At = find(Name);
    Items[*At] = "seen";
  }
  Task<> foundAfter(const std::string &Name) {
    co_await work();
    std::optional<std::size_t> At = find(Name);
    Items[*At] = "seen";
  }
  Task<> comparedAfter(std::optional<std::size_t> At) {
    co_await work();
    if (At && *At < Items.size())
      Items[*At] = "seen";
  }
  Task<> doneBefore(const std::string &Name) {
    std::optional<std::size_t> At = find(Name);
    Items[*At] = "seen";
    co_await work();
  }

  void close(std::size_t Index) { Items.erase(Items.begin() + Index); }

private:
  std::optional<std::size_t> find(const std::string &Name);
  std::vector<std::string> Items;
};
