// RUN: %check_corolint %s %t --checks=-*,async-unclosed-resource --model-file=%S/Inputs/scope-model.yaml -- -std=c++20

// What is not reported of objects that must be closed asynchronously.

#include "Inputs/scope.h"
#include <utility>
#include <system_error>

using lib::Task;
using sc::Scope;
using sc::Stream;

Task<> work();
bool condition();

Task<> closed() {
  Scope Tasks;
  Tasks.add(work());
  co_await Tasks.join();
}

Task<> closedOnEveryPath() {
  Stream To = sc::open();
  if (condition()) {
    co_await To.close();
    co_return;
  }
  try {
    co_await To.write(1);
  } catch (...) {
  }
  co_await To.close();
}

Task<> closedInAnotherWay() {
  Scope Tasks;
  Tasks.add(work());
  if (condition())
    co_await Tasks.cancelAndJoin();
  else
    co_await Tasks.join();
}

Task<> neverUsed() {
  Scope Tasks;
  if (condition())
    co_return;
  (void)Tasks.size();
  co_await work();
}

Task<> leavesBeforeItIsUsed() {
  Scope Tasks;
  co_await work();
  if (condition())
    co_return;
  Tasks.add(work());
  co_await Tasks.join();
}

Stream returned() {
  Stream To = sc::open();
  return To;
}

void keep(Stream Given);
Task<> moved() {
  Stream To = sc::open();
  keep(std::move(To));
  co_await work();
}

struct Closer {
  explicit Closer(Scope &Of);
  ~Closer();
};
Task<> closedByAnother() {
  Scope Tasks;
  Closer Closing(Tasks);
  Tasks.add(work());
  co_await work();
}

template <typename F> Task<> finally(Task<> Work, F Then) {
  co_await std::move(Work);
  co_await Then();
}
Task<> closedByLambda() {
  Scope Tasks;
  auto Close = [&]() -> Task<> { co_await Tasks.join(); };
  Tasks.add(work());
  co_await finally(work(), Close);
}

Task<> caught() {
  Scope Tasks;
  Tasks.add(work());
  try {
    co_await work();
  } catch (...) {
  }
  co_await Tasks.join();
}

class Holder {
public:
  Task<> use() {
    Tasks.add(work());
    co_await work();
  }

private:
  Scope Tasks; // Closed elsewhere.
};

// Its destructor closes, too.
class File {
public:
  ~File() { release(); }
  lib::Awaiter<> write(int Value);
  lib::Awaiter<> close();

private:
  void release();
};
Task<> closesByItself(bool Early) {
  File To;
  co_await To.write(1);
  if (Early)
    co_return;
  co_await To.close();
}

// Used once more after that: what is closed stays so.
Task<> usedAfterClosing() {
  Scope Tasks;
  Tasks.add(work());
  auto Ended = Tasks.join();
  Tasks.add(work());
  co_await Ended;
}

// Whether there is something to close is asked of the object itself.
Task<> closedWhereOpen(bool Early) {
  Scope Tasks;
  Tasks.add(work());
  if (Tasks.size() > 0)
    co_await Tasks.join();
}

// --- What a coroutine was given ----------------------------------------------------------------------------------------------

Task<> theCallers(sc::Stream &To) {
  co_await To.write(1);
  co_await To.close();
}
class Client {
public:
  explicit Client(int Peer);
  ~Client();
  lib::Awaiter<int> request();
  lib::Awaiter<> stop();

private:
  sc::Stream Out;
};
Task<> stopsNowhere() {
  Client Own(1);
  co_await Own.request();
}
Task<> neverClosed(sc::Stream To) { co_await To.write(1); }
Task<> neverClosedEither(sc::Stream To) {
  co_await To.write(1);
  co_return;
}
Task<> notUsedOnThatPath(sc::Stream To) {
  if (condition())
    co_return;
  try {
    co_await To.write(1);
  } catch (...) {
  }
  co_await To.close();
}

// --- A failure that comes as a value -----------------------------------------------------------------------------------------

lib::Awaiter<std::error_code> tried();
Task<> triedFirst() {
  auto To = sc::open();
  if (auto Problem = co_await tried())
    Problem.clear();
  co_await To.close();
}

// --- Places that are taken and given back by hand ----------------------------------------------------------------------------

using sc::Mutex;
using sc::Turns;

struct GivesBack {
  explicit GivesBack(Turns &);
  ~GivesBack();
};
template <typename F> struct AtExit {
  F Do;
  ~AtExit() { Do(); }
};
void keep(Turns &);
struct Lock {
  explicit Lock(Mutex &);
  ~Lock();
  lib::Awaiter<> lock();
  void unlock();
};
struct Pool {
  explicit Pool(int Threads);
  lib::Awaiter<> schedule();
  void post(void (*Work)());
  void stop();
};

class Uploads {
  Task<> upload();
  Task<> guarded() {
    co_await Free.acquire();
    GivesBack Guard(Free);
    co_await upload();
    Free.release();
  }
  // It ends with the function, and the places in it.
  Task<> ofItsOwn() {
    Turns Own(2);
    co_await Own.acquire();
    co_await upload();
    Own.release();
  }
  Task<> ofALock(Mutex &Of) {
    Lock Own(Of);
    co_await Own.lock();
    co_await upload();
    Own.unlock();
  }
  Task<> ofAPool(Pool &Of) {
    co_await Of.schedule();
    co_await upload();
    Of.post([] {});
  }
  Task<> atExit() {
    co_await Free.acquire();
    AtExit Guard{[this] { Free.release(); }};
    co_await upload();
  }
  Task<> handed(Turns &Of) {
    co_await Of.acquire();
    keep(Of);
    co_await upload();
    Of.release();
  }
  Task<> tried() {
    co_await Free.acquire();
    try {
      co_await upload();
    } catch (...) {
    }
    Free.release();
  }
  Task<> nothingThrows() {
    co_await Free.acquire();
    co_await std::suspend_always();
    Free.release();
  }
  Task<> before() {
    co_await upload();
    co_await Free.acquire();
    Free.release();
    co_await upload();
  }
  Task<> elsewhere() {
    co_await Free.acquire();
    co_await upload();
  }
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
struct Lease {
  Lease(Connections &, Connection *);
  ~Lease();
};

class Queries {
  Task<> tried() {
    Connection *Lent = co_await All.acquire();
    try {
      co_await Lent->query();
    } catch (...) {
    }
    All.release(Lent);
  }
  Task<> guarded() {
    Connection *Lent = co_await All.acquire();
    Lease Back(All, Lent);
    co_await Lent->query();
  }
  Task<> nothingThrows() {
    Connection *Lent = co_await All.acquire();
    co_await std::suspend_always();
    All.release(Lent);
  }
  Task<> elsewhere() {
    Connection *Lent = co_await All.acquire();
    co_await Lent->query();
  }
  Connections All;
};

// It was given nothing to do.
void neverUsed() {
  Scope Tasks;
  Tasks.source().request_stop();
  Tasks.close();
}

// --- Loops whose first turn is certain ----------------------------------------------------------------------------------------

constexpr unsigned Turns = 3;

Task<> closedInTheFirstTurn() {
  Scope Tasks;
  Tasks.add(work());
  for (unsigned Turn = 0; Turn < Turns; ++Turn)
    co_await Tasks.join();
}

Task<> closedInTheFirstTurnDownwards() {
  Scope Tasks;
  Tasks.add(work());
  for (int Turn = 2; 0 <= Turn; --Turn) {
    if (condition())
      co_await Tasks.join();
    else
      co_await Tasks.cancelAndJoin();
  }
}

// What promises not to fail.
Task<> settle() noexcept;
Task<> closesAfter() {
  Stream To = sc::open();
  co_await settle();
  co_await To.close();
}
