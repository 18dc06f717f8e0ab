// RUN: %check_corolint %s %t --checks=-*,async-invalidated-reference -- -std=c++20

// Who changes what a reference leads into: reported is what the unit shows to run by itself.

#include "Inputs/detached.h"
#include "Inputs/task.h"
#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

using lib::Task;

Task<> work();
void log(const std::string &);
template <typename F> void post(F Later);
void each(const std::function<void()> &Now);

// Nobody is seen to call what changes it, or those who do wait for what they await.
struct Uncalled {
  std::map<int, std::string> Names;
  Task<> use() {
    std::string &Name = Names.at(1);
    co_await work();
    log(Name);
  }
  void drop() { Names.clear(); }
  Task<> renew() {
    co_await work();
    Names.clear();
  }
  Task<> both() {
    co_await renew();
    std::ranges::for_each(Names, [this](auto &) { drop(); });
    each([this] { drop(); });
  }
};

struct Posted {
  std::map<int, std::string> Names;
  Task<> use() {
    std::string &Name = Names.at(1);
    co_await work();
    log(Name);
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'Name' leads into 'Names', which 'stop' may remove from while the coroutine is suspended: it may be dangling here [async-invalidated-reference]
  }
  void stop() {
    post([this] { Names.clear(); });
    // CHECK-MESSAGES: :[[@LINE-1]]:19: note: meanwhile 'Names' may be removed from here
  }
  void drop() { Names.clear(); } // The first that is seen to run is told of.
};

// By way of others.
struct Assigned {
  std::map<int, std::string> Names;
  std::function<void()> OnClosed;
  Assigned() {
    OnClosed = [this] { closed(); };
  }
  Task<> use() {
    std::string &Name = Names.at(1);
    co_await work();
    log(Name);
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'Name' leads into 'Names', which 'drop' may remove from while the coroutine is suspended: it may be dangling here [async-invalidated-reference]
  }
  void closed() { drop(); }
  void drop() { Names.clear(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:17: note: meanwhile 'Names' may be removed from here
};

struct Started {
  std::map<int, std::string> Names;
  Task<> use() {
    std::string &Name = Names.at(1);
    co_await work();
    log(Name);
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'Name' leads into 'Names', which 'expire' may remove from while the coroutine is suspended: it may be dangling here [async-invalidated-reference]
  }
  Task<> expire() {
    co_await work();
    Names.clear();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: note: meanwhile 'Names' may be removed from here
  }
  lib::Quiet clean() { co_await expire(); }
};

template <typename T> void onClose(void (T::*Handler)(), T *Object);
struct Connected {
  std::map<int, std::string> Names;
  Task<> use() {
    std::string &Name = Names.at(1);
    co_await work();
    log(Name);
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'Name' leads into 'Names', which 'drop' may remove from while the coroutine is suspended: it may be dangling here [async-invalidated-reference]
  }
  void drop() { Names.clear(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:17: note: meanwhile 'Names' may be removed from here
  void start() { onClose(&Connected::drop, this); }
};

// The coroutine runs by itself: whoever drops does not wait for it.
struct Served {
  std::map<int, std::string> Names;
  Task<> use() {
    std::string &Name = Names.at(1);
    co_await work();
    log(Name);
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'Name' leads into 'Names', which 'drop' may remove from while the coroutine is suspended: it may be dangling here [async-invalidated-reference]
  }
  void drop() { Names.clear(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:17: note: meanwhile 'Names' may be removed from here
};
lib::Quiet serve(Served &Each) { co_await Each.use(); }

// What has it run does so when it is done with changing.
struct Begun {
  std::map<int, std::string> Names;
  Task<> use() {
    std::string &Name = Names.at(1);
    co_await work();
    log(Name);
  }
  lib::Quiet begin() { co_await use(); }
  void open() {
    Names.clear();
    begin();
  }
};

// What is filled while it is empty has nothing that could dangle.
struct Filled {
  std::vector<std::string> Names, Others;
  std::unique_ptr<std::string> Only;
  bool known() const { return !Names.empty(); }
  Task<> use() {
    for (std::string &Each : Names) {
      co_await work();
      log(Each);
    }
  }
  Task<> useOthers() {
    for (std::string &Each : Others) {
    // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: the loop goes on over 'Others', which 'start' may replace while the coroutine is suspended in it [async-invalidated-reference]
      co_await work();
      log(Each);
    }
  }
  Task<> useOnly() {
    std::string &Held = *Only;
    co_await work();
    log(Held);
  }
  void start() {
    post([this] {
      if (!known())
        Names = {"a", "b"};
    });
    post([this] {
      if (Names.size() != 0)
        return;
      Names.resize(2);
    });
    post([this]() -> Task<> {
      if (!Others.empty())
        co_return;
      co_await work();
      Others = {"a"}; // They may have been filled since.
      // CHECK-MESSAGES: :[[@LINE-1]]:7: note: meanwhile 'Others' may be replaced here
    });
    post([this] {
      if (Only == nullptr)
        Only.reset(new std::string);
    });
  }
};

// Published as const: what changes it has a copy that nobody else knows.
struct Row {
  std::map<int, std::string> Cells;
};
class Table {
public:
  Task<std::string> join() const {
    std::string All;
    for (const auto &[Index, Name] : Names) {
      co_await work();
      All += Name;
    }
    for (const auto &[Index, Name] : First->Cells) {
      co_await work();
      All += Name;
    }
    co_return All;
  }
  void drop() { Names.clear(); }
  void dropCells() { First->Cells.clear(); }

private:
  std::map<int, std::string> Names;
  std::unique_ptr<Row> First;
};
class Store {
public:
  void start() {
    post([](Table &Copy) { Copy.drop(); });
    post([](Table &Copy) { Copy.dropCells(); });
  }

private:
  std::shared_ptr<const Table> Published;
};

// Shared otherwise, too.
class Open {
public:
  Task<std::string> join() const {
    std::string All;
    for (const auto &[Index, Name] : Names) {
    // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: the loop goes on over 'Names', which 'drop' may remove from while the coroutine is suspended in it [async-invalidated-reference]
      co_await work();
      All += Name;
    }
    co_return All;
  }
  void drop() { Names.clear(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:17: note: meanwhile 'Names' may be removed from here

private:
  std::map<int, std::string> Names;
};
struct Both {
  std::shared_ptr<const Open> Published;
  std::shared_ptr<Open> Current;
  void start() {
    post([this] { Current->drop(); });
  }
};

// Whoever calls it has taken the lock.
struct Mutex {
  Task<> lock();
  void unlock();
};
struct Locked {
  std::vector<std::string> Names;
  Mutex Lock;
  Task<> use() {
    co_await Lock.lock();
    co_await all();
    Lock.unlock();
  }
  Task<> useAfter() {
    {
      co_await Lock.lock();
      Lock.unlock();
    }
    co_await late();
  }
  Task<> all() {
    for (std::string &Each : Names) {
      co_await work();
      log(Each);
    }
  }
  Task<> late() {
    for (std::string &Each : Names) {
    // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: the loop goes on over 'Names', which 'drop' may remove from while the coroutine is suspended in it [async-invalidated-reference]
      co_await work();
      log(Each);
    }
  }
  void start() {
    post([this] { drop(); });
  }
  void drop() { Names.clear(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:17: note: meanwhile 'Names' may be removed from here
};

// What it takes once it has awaited that the others are done.
struct Gate {
  Task<> close();
};
struct Closing {
  std::vector<std::string> Names;
  Gate Others;
  Task<> stop() {
    co_await Others.close();
    for (std::string &Each : Names) {
      co_await work();
      log(Each);
    }
  }
  Task<> stopSome(bool All) {
    if (All)
      co_await Others.close();
    for (std::string &Each : Names) {
    // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: the loop goes on over 'Names', which 'drop' may remove from while the coroutine is suspended in it [async-invalidated-reference]
      co_await work();
      log(Each);
    }
  }
  void start() {
    post([this] { drop(); });
  }
  void drop() { Names.clear(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:17: note: meanwhile 'Names' may be removed from here
};

// Called in a generic lambda, which runs in turn.
template <typename F, typename T> Task<> visit(F Visitor, T Value);
struct Generic {
  std::vector<std::string> Names;
  Task<> start() {
    co_await [this](auto Kind) -> Task<> { co_await collect(Kind); }(1);
    for (std::string &Each : Names) {
      co_await work();
      log(Each);
    }
  }
  Task<> collect(int) {
    co_await work();
    Names.clear();
  }
  Task<> collect(char) {
    co_await work();
    Names.clear();
  }
};
