// RUN: %check_corolint %s %t --checks=-*,async-unclosed-resource --model-file=%S/Inputs/scope-model.yaml -- -std=c++20

// What is reported of objects that must be closed asynchronously.

#include "Inputs/scope.h"
#include <cstdlib>

using lib::Task;
using sc::Scope;
using sc::Stream;

Task<> work();
bool condition();

Task<> never() {
  Scope Tasks;
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'Tasks' is never closed: destroyed without 'join', it ends the program if a task still runs [async-unclosed-resource]
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: it is put to use here
  Tasks.add(work());
  co_await work();
}

void inPlainFunction() {
  Scope Tasks;
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'Tasks' is never closed: destroyed without 'join', it ends the program if a task still runs [async-unclosed-resource]
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: it is put to use here
  Tasks.add(work());
}

Task<> earlyReturn() {
  Stream To = sc::open();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'To' is not closed on every path: destroyed without 'close', it loses what is still buffered [async-unclosed-resource]
  // CHECK-MESSAGES: :[[@LINE+3]]:5: note: its scope is left here
  // CHECK-MESSAGES: :[[@LINE+7]]:12: note: it is closed here on other paths
  if (condition())
    co_return;
  try {
    co_await To.write(1);
  } catch (int) {
  }
  co_await To.close();
}

Task<> whenAnAwaitThrows() {
  Scope Tasks;
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'Tasks' is not closed when an await before that throws: destroyed without 'join', it ends the program if a task still runs [async-unclosed-resource]
  // CHECK-MESSAGES: :[[@LINE+3]]:3: note: what is thrown here leaves its scope
  // CHECK-MESSAGES: :[[@LINE+3]]:12: note: it is closed here on other paths
  Tasks.add(work());
  co_await work();
  co_await Tasks.join();
}

Task<> obtainedByAwait() {
  auto To = co_await sc::openLater();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'To' is not closed when an await before that throws: destroyed without 'close', it loses what is still buffered [async-unclosed-resource]
  // CHECK-MESSAGES: :[[@LINE+2]]:3: note: what is thrown here leaves its scope
  // CHECK-MESSAGES: :[[@LINE+2]]:12: note: it is closed here on other paths
  co_await To.write(1);
  co_await To.close();
}

Task<> handlerLeaves() {
  Scope Tasks;
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'Tasks' is not closed on every path: destroyed without 'join', it ends the program if a task still runs [async-unclosed-resource]
  // CHECK-MESSAGES: :[[@LINE+3]]:3: note: it is put to use here
  // CHECK-MESSAGES: :[[@LINE+6]]:5: note: its scope is left here
  // CHECK-MESSAGES: :[[@LINE+7]]:12: note: it is closed here on other paths
  Tasks.add(work());
  try {
    co_await work();
  } catch (int) {
    co_return;
  }
  co_await Tasks.join();
}

Task<> perTurn() {
  while (condition()) {
    Scope Tasks;
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'Tasks' is never closed: destroyed without 'join', it ends the program if a task still runs [async-unclosed-resource]
    // CHECK-MESSAGES: :[[@LINE+1]]:5: note: it is put to use here
    Tasks.add(work());
  }
  co_return;
}

auto lambda = []() -> Task<> {
  Scope Tasks;
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'Tasks' is never closed: destroyed without 'join', it ends the program if a task still runs [async-unclosed-resource]
  // CHECK-MESSAGES: :[[@LINE+2]]:3: note: it is put to use here
  // CHECK-MESSAGES: :[[@LINE+2]]:3: note: its scope is left here
  Tasks.add(work());
  co_return;
};

// The class says it itself.
class Gate {
public:
  ~Gate() {
    if (Count > 0)
      std::abort();
  }
  void enter() { ++Count; }
  void leave() { --Count; }
  lib::Awaiter<> join();

private:
  int Count = 0;
};

Task<> ownClass() {
  Gate Open;
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'Open' is never closed: destroyed without 'join', it may end the program [async-unclosed-resource]
  // CHECK-MESSAGES: :[[@LINE+2]]:3: note: it is put to use here
  // CHECK-MESSAGES: :[[@LINE+2]]:3: note: its scope is left here
  Open.enter();
  co_return;
}

// Asked for something else than whether there is something to close, on a way that leaves.
Task<> closedWhereMany() {
  Scope Tasks;
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'Tasks' is not closed on every path: destroyed without 'join', it ends the program if a task still runs [async-unclosed-resource]
  // CHECK-MESSAGES: :[[@LINE+7]]:3: note: it is put to use here
  // CHECK-MESSAGES: :[[@LINE+3]]:14: note: it is closed here on other paths
  Tasks.add(work());
  if (Tasks.size() > 100) {
    co_await Tasks.join();
    co_return;
  }
  Tasks.add(work());
}

// --- What a coroutine was given ----------------------------------------------------------------------------------------------

Task<> givenByValue(sc::Stream To) {
// CHECK-MESSAGES: :[[@LINE-1]]:32: warning: 'To' is not closed when an await before that throws: destroyed without 'close', it loses what is still buffered [async-unclosed-resource]
// CHECK-MESSAGES: :[[@LINE+2]]:3: note: what is thrown here leaves its scope
// CHECK-MESSAGES: :[[@LINE+2]]:12: note: it is closed here on other paths
  co_await To.write(1);
  co_await To.close();
}

Task<> givenAndLeft(sc::Stream To) {
// CHECK-MESSAGES: :[[@LINE-1]]:32: warning: 'To' is not closed on every path: destroyed without 'close', it loses what is still buffered [async-unclosed-resource]
// CHECK-MESSAGES: :[[@LINE+3]]:12: note: it is put to use here
// CHECK-MESSAGES: :[[@LINE+4]]:5: note: its scope is left here
// CHECK-MESSAGES: :[[@LINE+4]]:12: note: it is closed here on other paths
  co_await To.write(1);
  if (condition())
    co_return;
  co_await To.close();
}

// --- What owns what must be closed ---------------------------------------------------------------------------------------------

class Client {
public:
  explicit Client(int Peer);
  ~Client();
  lib::Awaiter<int> request();
  lib::Awaiter<> stop();

private:
  sc::Stream Out;
};
Task<> stopsOnOneWay() {
  Client Own(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'Own' is not closed on every path: destroyed without 'stop', it is not closed in order [async-unclosed-resource]
  // CHECK-MESSAGES: :[[@LINE+3]]:16: note: it is put to use here
  // CHECK-MESSAGES: :[[@LINE+3]]:5: note: its scope is left here
  // CHECK-MESSAGES: :[[@LINE+3]]:12: note: it is closed here on other paths
  if (co_await Own.request() != 1)
    co_return;
  co_await Own.stop();
}

// --- Places that are taken and given back by hand ----------------------------------------------------------------------------

using sc::Mutex;
using sc::Turns;

class Uploads {
  Task<> upload();
  Task<> counted() {
    co_await Free.acquire();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: what is taken of 'Free' is never given back when an await before 'release' throws: others wait for it for ever [async-unclosed-resource]
    // CHECK-MESSAGES: :[[@LINE+2]]:5: note: what is thrown here leaves the function
    // CHECK-MESSAGES: :[[@LINE+2]]:5: note: it is given back here on other paths
    co_await upload();
    Free.release();
  }
  Task<> locked(Mutex &Of) {
    co_await Of.lock();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: what is taken of 'Of' is never given back when an await before 'unlock' throws: others wait for it for ever [async-unclosed-resource]
    // CHECK-MESSAGES: :[[@LINE+2]]:9: note: what is thrown here leaves the function
    // CHECK-MESSAGES: :[[@LINE+2]]:7: note: it is given back here on other paths
    if (co_await choose()) {
      Of.unlock();
      co_return;
    }
    co_await upload();
    Of.unlock();
  }
  Task<bool> choose();
  Turns Free{4};
};

// --- Pointers that are lent ----------------------------------------------------------------------------------------------------

struct Connection {
  Task<> query();
};
class Connections {
public:
  Task<Connection *> acquire();
  void release(Connection *Of);
};

class Queries {
  Task<> ofAMember() {
    Connection *Lent = co_await All.acquire();
    // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: what is taken of 'All' is never given back when an await before 'release' throws: others wait for it for ever [async-unclosed-resource]
    // CHECK-MESSAGES: :[[@LINE+2]]:5: note: what is thrown here leaves the function
    // CHECK-MESSAGES: :[[@LINE+2]]:5: note: it is given back here on other paths
    co_await Lent->query();
    All.release(Lent);
  }
  Task<> ofACaller(Connections &Of) {
    auto *Lent = co_await Of.acquire();
    // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: what is taken of 'Of' is never given back when an await before 'release' throws: others wait for it for ever [async-unclosed-resource]
    // CHECK-MESSAGES: :[[@LINE+2]]:5: note: what is thrown here leaves the function
    // CHECK-MESSAGES: :[[@LINE+2]]:5: note: it is given back here on other paths
    co_await Lent->query();
    Of.release(Lent);
  }
  Connections All;
};

// --- Loops that may not turn, or leave before -----------------------------------------------------------------------------------

Task<> closedInALoop(int Times) {
  Scope Tasks;
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'Tasks' is not closed on every path: destroyed without 'join', it ends the program if a task still runs [async-unclosed-resource]
  // CHECK-MESSAGES: :[[@LINE+2]]:3: note: it is put to use here
  // CHECK-MESSAGES: :[[@LINE+3]]:14: note: it is closed here on other paths
  Tasks.add(work());
  for (int Turn = 0; Turn < Times; ++Turn)
    co_await Tasks.join();
}

Task<> leftInTheFirstTurn() {
  Scope Tasks;
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'Tasks' is not closed on every path
  Tasks.add(work());
  for (int Turn = 0; Turn < 3; ++Turn) {
    if (condition())
      break;
    co_await Tasks.join();
  }
}

Task<> noTurnAtAll() {
  Scope Tasks;
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'Tasks' is not closed on every path
  Tasks.add(work());
  for (int Turn = 3; Turn < 3; ++Turn)
    co_await Tasks.join();
}
