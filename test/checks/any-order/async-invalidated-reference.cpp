// RUN: %check_corolint %s %t --checks=-*,async-invalidated-reference -- -std=c++20

// What is reported of references into shared state that are used after a suspension.

#include "../Inputs/status.h"
#include "../Inputs/task.h"
#include <algorithm>
#include <cerrno>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unistd.h>
#include <unordered_map>
#include <vector>

using lib::Task;

Task<> work();
void log(std::string_view);
bool condition();

struct Session {
  int Id = 0;
  std::string Name;
  void answer();
  Task<> receive();
};

class Reconnected {
public:
  Task<> connect() {
    Session &Now = *Current;
    if (condition())
      co_await reset();
    Now.answer();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Now' leads into 'Current', which 'reset' may replace while the coroutine is suspended: it may be dangling here [async-invalidated-reference]
    // CHECK-MESSAGES: :[[@LINE-5]]:5: note: it is taken here
    // CHECK-MESSAGES: :[[@LINE-4]]:7: note: the coroutine may be suspended here
    // CHECK-MESSAGES: :[[@LINE+5]]:5: note: meanwhile 'Current' may be replaced here
  }

private:
  Task<> reset() {
    Current = std::make_unique<Session>();
    co_return;
  }
  std::unique_ptr<Session> Current;
};

class Server {
public:
  Task<> reference(int Id) {
    Session &Found = Sessions.at(Id);
    co_await Found.receive();
    Found.answer();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Found' leads into 'Sessions', which 'close' may remove from while the coroutine is suspended: it may be dangling here [async-invalidated-reference]
    // CHECK-MESSAGES: :[[@LINE-4]]:5: note: it is taken here
    // CHECK-MESSAGES: :[[@LINE-4]]:5: note: the coroutine may be suspended here
    // CHECK-MESSAGES: :[[@LINE+107]]:24: note: meanwhile 'Sessions' may be removed from here
  }
  Task<> iterator(int Id) {
    auto Found = Sessions.find(Id);
    if (Found == Sessions.end())
      co_return;
    co_await work();
    Found->second.answer();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Found' leads into 'Sessions', which 'close' may remove from while the coroutine is suspended: it may be dangling here [async-invalidated-reference]
    // CHECK-MESSAGES: :[[@LINE-6]]:5: note: it is taken here
    // CHECK-MESSAGES: :[[@LINE-4]]:5: note: the coroutine may be suspended here
    // CHECK-MESSAGES: :[[@LINE+96]]:24: note: meanwhile 'Sessions' may be removed from here
  }
  Task<> pointer(int Id) {
    Session *Found = &Sessions[Id];
    co_await work();
    Found->answer();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Found' leads into 'Sessions', which 'close' may remove from while the coroutine is suspended: it may be dangling here [async-invalidated-reference]
    // CHECK-MESSAGES: :[[@LINE-4]]:5: note: it is taken here
    // CHECK-MESSAGES: :[[@LINE-4]]:5: note: the coroutine may be suspended here
    // CHECK-MESSAGES: :[[@LINE+87]]:24: note: meanwhile 'Sessions' may be removed from here
  }
  Task<> part(int Id) {
    const std::string &Name = Sessions.at(Id).Name;
    co_await work();
    log(Name);
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'Name' leads into 'Sessions', which 'close' may remove from while the coroutine is suspended: it may be dangling here [async-invalidated-reference]
    // CHECK-MESSAGES: :[[@LINE-4]]:5: note: it is taken here
    // CHECK-MESSAGES: :[[@LINE-4]]:5: note: the coroutine may be suspended here
    // CHECK-MESSAGES: :[[@LINE+78]]:24: note: meanwhile 'Sessions' may be removed from here
    // CHECK-MESSAGES: :[[@LINE-7]]:24: note: a copy stays as it is
  }
  Task<> derived(int Id) {
    auto Found = Sessions.find(Id);
    auto &[Key, Value] = *Found;
    co_await work();
    Value.answer();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this leads into 'Sessions', which 'close' may remove from while the coroutine is suspended: it may be dangling here [async-invalidated-reference]
    // CHECK-MESSAGES: :[[@LINE-4]]:5: note: it is taken here
    // CHECK-MESSAGES: :[[@LINE-4]]:5: note: the coroutine may be suspended here
    // CHECK-MESSAGES: :[[@LINE+67]]:24: note: meanwhile 'Sessions' may be removed from here
  }
  Task<> inserted(int Id) {
    auto [Place, New] = Sessions.try_emplace(Id);
    co_await work();
    if (New)
      Place->second.answer();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: this leads into 'Sessions', which 'close' may remove from while the coroutine is suspended: it may be dangling here [async-invalidated-reference]
      // CHECK-MESSAGES: :[[@LINE-5]]:5: note: it is taken here
      // CHECK-MESSAGES: :[[@LINE-5]]:5: note: the coroutine may be suspended here
      // CHECK-MESSAGES: :[[@LINE+57]]:24: note: meanwhile 'Sessions' may be removed from here
  }
  Task<> rangeFor() {
    for (auto &[Id, Each] : Sessions)
    // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: the loop goes on over 'Sessions', which 'close' may remove from while the coroutine is suspended in it [async-invalidated-reference]
    // CHECK-MESSAGES: :[[@LINE+2]]:7: note: the coroutine may be suspended here
    // CHECK-MESSAGES: :[[@LINE+51]]:24: note: meanwhile 'Sessions' may be removed from here
      co_await Each.receive();
  }
  Task<> loop() {
    for (auto It = Sessions.begin(); It != Sessions.end(); ++It)
    // CHECK-MESSAGES: :[[@LINE-1]]:38: warning: 'It' leads into 'Sessions', which 'close' may remove from while the coroutine is suspended: it may be dangling here [async-invalidated-reference]
    // CHECK-MESSAGES: :[[@LINE-2]]:10: note: it is taken here
    // CHECK-MESSAGES: :[[@LINE+2]]:7: note: the coroutine may be suspended here
    // CHECK-MESSAGES: :[[@LINE+43]]:24: note: meanwhile 'Sessions' may be removed from here
      co_await work();
  }
  Task<> accessor(int Id) {
    auto &Found = session(Id);
    co_await work();
    Found.answer();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Found' leads into 'Sessions', which 'close' may remove from while the coroutine is suspended: it may be dangling here [async-invalidated-reference]
    // CHECK-MESSAGES: :[[@LINE-4]]:5: note: it is taken here
    // CHECK-MESSAGES: :[[@LINE-4]]:5: note: the coroutine may be suspended here
    // CHECK-MESSAGES: :[[@LINE+33]]:24: note: meanwhile 'Sessions' may be removed from here
  }
  Task<> assigned(int Id) {
    Session *Found = nullptr;
    Found = &Sessions.at(Id);
    co_await work();
    Found->answer();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Found' leads into 'Sessions', which 'close' may remove from while the coroutine is suspended: it may be dangling here [async-invalidated-reference]
    // CHECK-MESSAGES: :[[@LINE-4]]:5: note: it is taken here
    // CHECK-MESSAGES: :[[@LINE-4]]:5: note: the coroutine may be suspended here
    // CHECK-MESSAGES: :[[@LINE+23]]:24: note: meanwhile 'Sessions' may be removed from here
  }
  Task<> lambda() {
    auto Later = [this]() -> Task<> {
      auto &First = Sessions.begin()->second;
      co_await work();
      First.answer();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'First' leads into 'Sessions', which 'close' may remove from while the coroutine is suspended: it may be dangling here [async-invalidated-reference]
      // CHECK-MESSAGES: :[[@LINE-4]]:7: note: it is taken here
      // CHECK-MESSAGES: :[[@LINE-4]]:7: note: the coroutine may be suspended here
      // CHECK-MESSAGES: :[[@LINE+13]]:24: note: meanwhile 'Sessions' may be removed from here
    };
    co_await Later();
  }
  Task<> algorithm() {
    auto Found = std::find_if(Sessions.begin(), Sessions.end(), [](auto &Each) { return Each.first > 1; });
    co_await work();
    Found->second.answer();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Found' leads into 'Sessions', which 'close' may remove from while the coroutine is suspended: it may be dangling here [async-invalidated-reference]
    // CHECK-MESSAGES: :[[@LINE-4]]:5: note: it is taken here
    // CHECK-MESSAGES: :[[@LINE-4]]:5: note: the coroutine may be suspended here
    // CHECK-MESSAGES: :[[@LINE+2]]:24: note: meanwhile 'Sessions' may be removed from here
  }
  void close(int Id) { Sessions.erase(Id); }

private:
  Session &session(int Id) { return Sessions.at(Id); }
  std::map<int, Session> Sessions;
};

class Holder {
public:
  Task<> dereferenced() {
    auto &Held = *Owner;
    co_await work();
    Held.answer();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Held' leads into 'Owner', which 'reset' may replace while the coroutine is suspended: it may be dangling here [async-invalidated-reference]
    // CHECK-MESSAGES: :[[@LINE-4]]:5: note: it is taken here
    // CHECK-MESSAGES: :[[@LINE-4]]:5: note: the coroutine may be suspended here
    // CHECK-MESSAGES: :[[@LINE+40]]:5: note: meanwhile 'Owner' may be replaced here
  }
  Task<> got() {
    Session *Held = Owner.get();
    co_await work();
    Held->answer();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Held' leads into 'Owner', which 'reset' may replace while the coroutine is suspended: it may be dangling here [async-invalidated-reference]
    // CHECK-MESSAGES: :[[@LINE-4]]:5: note: it is taken here
    // CHECK-MESSAGES: :[[@LINE-4]]:5: note: the coroutine may be suspended here
    // CHECK-MESSAGES: :[[@LINE+31]]:5: note: meanwhile 'Owner' may be replaced here
  }
  Task<> optional() {
    const Session &Held = Maybe.value();
    co_await work();
    log(Held.Name);
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'Held' leads into 'Maybe', which 'reset' may replace while the coroutine is suspended: it may be dangling here [async-invalidated-reference]
    // CHECK-MESSAGES: :[[@LINE-4]]:5: note: it is taken here
    // CHECK-MESSAGES: :[[@LINE-4]]:5: note: the coroutine may be suspended here
    // CHECK-MESSAGES: :[[@LINE+23]]:5: note: meanwhile 'Maybe' may be replaced here
    // CHECK-MESSAGES: :[[@LINE-7]]:20: note: a copy stays as it is
  }
  Task<> view() {
    std::string_view Seen = Title;
    co_await work();
    log(Seen);
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'Seen' leads into 'Title', which 'reset' may replace while the coroutine is suspended: it may be dangling here [async-invalidated-reference]
    // CHECK-MESSAGES: :[[@LINE-4]]:5: note: it is taken here
    // CHECK-MESSAGES: :[[@LINE-4]]:5: note: the coroutine may be suspended here
    // CHECK-MESSAGES: :[[@LINE+14]]:5: note: meanwhile 'Title' may be replaced here
  }
  Task<> elementOwns() {
    Session *Held = Owners.front().get();
    co_await work();
    Held->answer();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Held' leads into 'Owners', which 'reset' may remove from while the coroutine is suspended: it may be dangling here [async-invalidated-reference]
    // CHECK-MESSAGES: :[[@LINE-4]]:5: note: it is taken here
    // CHECK-MESSAGES: :[[@LINE-4]]:5: note: the coroutine may be suspended here
    // CHECK-MESSAGES: :[[@LINE+6]]:5: note: meanwhile 'Owners' may be removed from here
  }
  void reset() {
    Owner.reset();
    Maybe = std::nullopt;
    Title = "";
    Owners.clear();
  }

private:
  std::unique_ptr<Session> Owner;
  std::optional<Session> Maybe;
  std::string Title;
  std::vector<std::unique_ptr<Session>> Owners;
};

// Additions count where the event loop makes them.
class Growing {
public:
  Task<> front() {
    Session &First = Sessions.front();
    co_await work();
    First.answer();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'First' leads into 'Sessions', which 'add' may add to while the coroutine is suspended: it may be dangling here [async-invalidated-reference]
    // CHECK-MESSAGES: :[[@LINE-4]]:5: note: it is taken here
    // CHECK-MESSAGES: :[[@LINE-4]]:5: note: the coroutine may be suspended here
    // CHECK-MESSAGES: :[[@LINE+13]]:5: note: meanwhile 'Sessions' may be added to, which may move what is in it, here
  }
  Task<> hashed(int Id) {
    auto Found = Table.find(Id);
    co_await work();
    Found->second.answer();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Found' leads into 'Table', which 'add' may add to while the coroutine is suspended: it may be dangling here [async-invalidated-reference]
    // CHECK-MESSAGES: :[[@LINE-4]]:5: note: it is taken here
    // CHECK-MESSAGES: :[[@LINE-4]]:5: note: the coroutine may be suspended here
    // CHECK-MESSAGES: :[[@LINE+5]]:5: note: meanwhile 'Table' may be added to, which may move what is in it, here
  }
  Task<> add() {
    co_await work();
    Sessions.push_back({});
    Table.emplace(1, Session());
  }

private:
  std::vector<Session> Sessions;
  std::unordered_map<int, Session> Table;
};

// The whole is replaced.
struct Topology {
  std::map<int, Session> Nodes;
  const Session *find(int Id) const;
};
class Cluster {
public:
  Task<> handle(int Id) {
    const Session *Found = Map.find(Id);
    const Session &Node = *Found;
    co_await work();
    log(Node.Name);
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'Node' leads into 'Map', which 'reload' may replace while the coroutine is suspended: it may be dangling here [async-invalidated-reference]
    // CHECK-MESSAGES: :[[@LINE-4]]:5: note: it is taken here
    // CHECK-MESSAGES: :[[@LINE-4]]:5: note: the coroutine may be suspended here
    // CHECK-MESSAGES: :[[@LINE+15]]:5: note: meanwhile 'Map' may be replaced here
    // CHECK-MESSAGES: :[[@LINE-7]]:20: note: a copy stays as it is
  }
  Task<> element() {
    auto &First = Map.Nodes.begin()->second;
    co_await work();
    log(First.Name);
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'First' leads into 'Map', which 'reload' may replace while the coroutine is suspended: it may be dangling here [async-invalidated-reference]
    // CHECK-MESSAGES: :[[@LINE-4]]:5: note: it is taken here
    // CHECK-MESSAGES: :[[@LINE-4]]:5: note: the coroutine may be suspended here
    // CHECK-MESSAGES: :[[@LINE+5]]:5: note: meanwhile 'Map' may be replaced here
  }
  Task<> reload() {
    Topology New;
    co_await work();
    Map = New;
  }

private:
  Topology Map;
};

// Variables of the program, and what is reached through a shared pointer.
std::vector<Session> All;
Task<> global() {
  for (Session &Each : All)
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: the loop goes on over 'All', which 'forgetAll' may remove from while the coroutine is suspended in it [async-invalidated-reference]
  // CHECK-MESSAGES: :[[@LINE+2]]:5: note: the coroutine may be suspended here
  // CHECK-MESSAGES: :[[@LINE+3]]:20: note: meanwhile 'All' may be removed from here
    co_await Each.receive();
}
void forgetAll() { All.clear(); }

struct State {
  std::map<int, Session> Sessions;
};
Task<> shared(std::shared_ptr<State> Of) {
  auto &First = Of->Sessions.begin()->second;
  co_await work();
  First.answer();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'First' leads into 'Sessions', which 'close' may remove from while the coroutine is suspended: it may be dangling here [async-invalidated-reference]
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: it is taken here
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the coroutine may be suspended here
  // CHECK-MESSAGES: :[[@LINE+2]]:25: note: meanwhile 'Sessions' may be removed from here
}
void close(State &Of) { Of.Sessions.clear(); }

Task<> errnoAfterwards(int File, char *To) {
  if (read(File, To, 1) < 0) {
    co_await work();
    if (errno == EAGAIN)
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'errno' is read after a suspension: other code of the thread has set it meanwhile, or it is that of another thread [async-invalidated-reference]
    // CHECK-MESSAGES: :[[@LINE-4]]:7: note: what was meant is left there by this call
    // CHECK-MESSAGES: :[[@LINE-4]]:5: note: the coroutine may be suspended here
      co_return;
  }
}

// --- What an accessor of another object gives out ----------------------------------------------------------------------------

class Directory {
public:
  const std::map<int, Session> &sessions() const { return Sessions; }
  void evict(int Number) { Sessions.erase(Number); }

private:
  std::map<int, Session> Sessions;
};

class Reporter {
  Directory &Shared;
  Directory Own;
  Task<> shared() {
    for (const auto &[Number, Each] : Shared.sessions()) {
    // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: the loop goes on over 'Sessions', which 'evict' may remove from while the coroutine is suspended in it [async-invalidated-reference]
    // CHECK-MESSAGES: :[[@LINE+3]]:7: note: the coroutine may be suspended here
    // CHECK-MESSAGES: :[[@LINE-13]]:28: note: meanwhile 'Sessions' may be removed from here
      log(Each.Name);
      co_await work();
    }
  }
  Task<> own() {
    auto First = Own.sessions().begin();
    co_await work();
    log(First->second.Name);
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'First' leads into 'Sessions', which 'evict' may remove from while the coroutine is suspended: it may be dangling here [async-invalidated-reference]
    // CHECK-MESSAGES: :[[@LINE-4]]:5: note: it is taken here
    // CHECK-MESSAGES: :[[@LINE-4]]:5: note: the coroutine may be suspended here
    // CHECK-MESSAGES: :[[@LINE-25]]:28: note: meanwhile 'Sessions' may be removed from here
  }
  std::shared_ptr<Directory> Kept;
  Directory *Pointed;
  Task<> kept(int Number) {
    auto Found = Kept->sessions().find(Number);
    if (Found == Kept->sessions().end())
      co_return;
    co_await work();
    log(Found->second.Name);
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'Found' leads into 'Sessions', which 'evict' may remove from
  }
  Task<> pointed(int Number) {
    const Session &Found = Pointed->sessions().at(Number);
    co_await work();
    log(Found.Name);
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'Found' leads into 'Sessions', which 'evict' may remove from
  }
};

// --- map[key] = value --------------------------------------------------------------------------------------------------------

class Registry {
public:
  Task<> serve() {
    while (condition()) {
      co_await work();
      Names[1] = "served";
    }
  }
  Task<> report() {
    auto First = Names.find(2);
    co_await work();
    log(First->second);
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'First' leads into 'Names', which 'serve' may add to while the coroutine is suspended: it may be dangling here [async-invalidated-reference]
    // CHECK-MESSAGES: :[[@LINE-4]]:5: note: it is taken here
    // CHECK-MESSAGES: :[[@LINE-4]]:5: note: the coroutine may be suspended here
    // CHECK-MESSAGES: :[[@LINE-10]]:7: note: meanwhile 'Names' may be added to, which may move what is in it, here
  }

private:
  std::unordered_map<int, std::string> Names;
};

// --- What a reader gives out of what is perhaps there --------------------------------------------------------------------------

template <typename T> class Maybe {
public:
  Maybe();
  Maybe(T);
  Maybe &operator=(T);

private:
  T Value;
  bool Is;
};
template <typename T> class Maybe<T &> {
public:
  T *Pointed;
};
template <typename T> T *read(Maybe<T> &);
template <typename T> T *read(Maybe<T &> &&Of) { return Of.Pointed; }
template <typename Key, typename T> class Map {
public:
  ~Map();
  T *begin();
  T *end();
  Maybe<T &> find(Key);
  void erase(Key);
};

class Actors {
public:
  Task<> flush(int Number) {
    if (auto *Found = read(All.find(Number))) {
      co_await Found->receive();
      Found->answer();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Found' leads into 'All', which 'evict' may remove from while the coroutine is suspended: it may be dangling here [async-invalidated-reference]
      // CHECK-MESSAGES: :[[@LINE-4]]:9: note: it is taken here
      // CHECK-MESSAGES: :[[@LINE-4]]:7: note: the coroutine may be suspended here
      // CHECK-MESSAGES: :[[@LINE+14]]:28: note: meanwhile 'All' may be removed from here
    }
  }
  Task<> current() {
    if (auto *Found = read(Current)) {
      auto &Now = *Found;
      co_await work();
      Now.answer();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Now' leads into 'Current', which 'end' may replace while the coroutine is suspended: it may be dangling here [async-invalidated-reference]
      // CHECK-MESSAGES: :[[@LINE-4]]:7: note: it is taken here
      // CHECK-MESSAGES: :[[@LINE-4]]:7: note: the coroutine may be suspended here
      // CHECK-MESSAGES: :[[@LINE+4]]:16: note: meanwhile 'Current' may be replaced here
    }
  }
  void evict(int Number) { All.erase(Number); }
  void end() { Current = Session(); }

private:
  Map<int, Session> All;
  Maybe<Session> Current;
};

// --- What an awaited temporary holds ---------------------------------------------------------------------------------------------

/// A task that gives out what it holds.
template <typename T> class Owning {
public:
  struct promise_type {
    Owning get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception();
    void return_value(T);
  };
  Owning(Owning &&) noexcept;
  ~Owning();
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>) noexcept;
  T &await_resume() &;
  T &&await_resume() &&;
};
Owning<Session> session();
Owning<std::vector<Session>> sessions();

Task<> awaitedTemporaries() {
  const auto &First = co_await session();
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'First' refers to the result of a task that is a temporary: it ends here, and its result with it [async-invalidated-reference]
  // CHECK-MESSAGES: :[[@LINE+2]]:7: note: it is used here
  // CHECK-MESSAGES: :[[@LINE-3]]:15: note: a copy stays as it is
  log(First.Name);
  auto &&Second = co_await session();
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'Second' refers to the result of a task that is a temporary: it ends here, and its result with it [async-invalidated-reference]
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: it is used here
  Second.answer();
  for (auto &Each : co_await sessions())
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: the loop goes over the result of a task that is a temporary: it ends before the first turn, and its result with it [async-invalidated-reference]
    Each.answer();
}

// --- What runs on an element -----------------------------------------------------------------------------------------------------

struct Group {
  Task<> refresh() {
    co_await work();
    ++Count;
  }
  Task<> look() {
    ++Count;
    co_await work();
  }
  int Count = 0;
};
class Groups {
public:
  Task<> refresh(int Number) {
    auto Found = All.find(Number);
    if (Found != All.end())
      co_await Found->second.refresh();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the object that 'refresh' runs on lies in 'All', which 'remove' may remove from while it is suspended [async-invalidated-reference]
      // CHECK-MESSAGES: :[[@LINE-15]]:7: note: it uses its object here, after a suspension
      // CHECK-MESSAGES: :[[@LINE+4]]:29: note: meanwhile 'All' may be removed from here
    co_await All.at(Number).look();
  }
  void add(int Number) { All[Number]; }
  void remove(int Number) { All.erase(Number); }

private:
  std::map<int, Group> All;
};

// --- Conditions that ask what only an addition sets ---------------------------------------------------------------------------

class Uploads {
public:
  Task<> shared() {
    for (auto &Each : All) {
    // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: the loop goes on over 'All', which 'remove' may remove from while the coroutine is suspended in it [async-invalidated-reference]
    // CHECK-MESSAGES: :[[@LINE+3]]:7: note: the coroutine may be suspended here
    // CHECK-MESSAGES: :[[@LINE+28]]:5: note: meanwhile 'All' may be removed from here
      auto Own = Each.second;
      co_await work();
      if (Own->Id)
        Own->answer();
    }
  }
  Task<> owned() {
    for (auto &Each : Lent) {
    // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: the loop goes on over 'Lent', which 'remove' may remove from while the coroutine is suspended in it [async-invalidated-reference]
    // CHECK-MESSAGES: :[[@LINE+4]]:7: note: the coroutine may be suspended here
    // CHECK-MESSAGES: :[[@LINE+18]]:5: note: meanwhile 'Lent' may be removed from here
      if (Each.second->Id)
        continue;
      co_await work();
    }
  }
  void add(int Number) {
    auto Added = std::make_shared<Session>();
    Added->Id = Number;
    All.emplace(Number, Added);
  }
  void lend(int Number) {
    auto Added = std::make_unique<Session>();
    Added->Id = Number;
    Lent[Number] = std::move(Added);
  }
  void remove(int Number) {
    All.erase(Number);
    Lent.erase(Number);
  }

private:
  std::map<int, std::shared_ptr<Session>> All;
  std::map<int, std::unique_ptr<Session>> Lent;
};

// --- What others add to, where the coroutine takes out, or may be run before ---------------------

class Inbox {
public:
  void feed(std::string_view Chunk) { Text.append(Chunk); }
  Task<> next(std::size_t End) {
    const std::string_view Line = std::string_view(Text).substr(0, End);
    co_await work();
    log(std::string(Line));
    // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'Line' leads into 'Text', which 'feed' may add to while the coroutine is suspended: it may be dangling here [async-invalidated-reference]
    Text.erase(0, End);
  }
  void post(int Number) { Posted.push_back(Number); }
  Task<> deliver() {
    for (int Each : Posted) {
    // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: the loop goes on over 'Posted', which 'post' may add to while the coroutine is suspended in it [async-invalidated-reference]
      co_await work();
      log(std::to_string(Each));
    }
    Posted.clear();
  }

private:
  std::string Text;
  std::vector<int> Posted;
};

class WorkerTable {
public:
  void add(Session Given) {
    Slots.push_back(Given);
    Queue.push_back(Given);
  }
  Task<> run() {
    if (Slots.empty() || Queue.empty())
      co_return;
    Session &Slot = Slots.front();
    Session &Stays = Queue.front();
    auto Moves = Queue.begin();
    co_await work();
    Slot.answer();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Slot' leads into 'Slots', which 'add' may add to while the coroutine is suspended: it may be dangling here [async-invalidated-reference]
    Stays.answer();
    Moves->answer();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Moves' leads into 'Queue', which 'add' may add to while the coroutine is suspended: it may be dangling here [async-invalidated-reference]
  }

private:
  std::vector<Session> Slots;
  std::deque<Session> Queue;
};

// Others may have taken it away, and that is why the wait fails.
class Failing {
public:
  Task<> run(int Id) {
    Session &Found = All.at(Id);
    try {
      co_await Found.receive();
    } catch (...) {
      Found.answer();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Found' leads into 'All', which 'drop' may remove from while the coroutine is suspended: it may be dangling here [async-invalidated-reference]
      // CHECK-MESSAGES: :[[@LINE-6]]:5: note: it is taken here
      // CHECK-MESSAGES: :[[@LINE-5]]:7: note: the coroutine may be suspended here
      // CHECK-MESSAGES: :[[@LINE+3]]:23: note: meanwhile 'All' may be removed from here
    }
  }
  void drop(int Id) { All.erase(Id); }

private:
  std::map<int, Session> All;
};

// --- Through the parts of a pair, and accessors that add what is missing ----------------------------------------------------------------

class Roots {
  std::map<int, std::unique_ptr<Session>> Known;
  Session *find(int Number) {
    auto Found = Known.find(Number);
    if (Found != Known.end())
      return Found->second.get();
    auto [Added, IsNew] = Known.emplace(Number, std::make_unique<Session>());
    return Added->second.get();
  }
  void evict(int Number) { Known.erase(Number); }
  Task<> accessed(int Number) {
    Session *Found = find(Number);
    co_await work();
    Found->answer();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Found' leads into 'Known', which 'evict' may remove from
  }
  Task<> direct(int Number) {
    Session &Found = *Known.find(Number)->second;
    co_await work();
    Found.answer();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Found' leads into 'Known', which 'evict' may remove from
  }
};

// --- An awaiter that keeps the handle suspends -------------------------------------------------------------------------------------------

lib::Status check(int Key);
class Retrying {
  std::map<int, int> Counts;
  void close(int Key) { Counts.erase(Key); }
  lib::Steps<lib::Retries> counts(int Key) {
    int &Found = Counts.at(Key);
    co_await check(Key);
    ++Found;
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Found' leads into 'Counts', which 'close' may remove from
    co_return lib::Status();
  }
};

// --- An iterator that is the end no more, and the end of what moves -----------------------------------------------------------------------

class FindsOrAdds {
  std::map<int, int> Known;
  std::vector<int> Row;
  void evict(int Key) { Known.erase(Key); }
  void clear() { Row.clear(); }
  Task<> adds(int Key) {
    auto Found = Known.find(Key);
    if (Found == Known.end()) {
      Found = Known.emplace(Key, 0).first;
      co_await work();
      ++Found->second;
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'Found' leads into 'Known', which 'evict' may remove from
    }
  }
  Task<> inserts(int Key) {
    auto Place = std::find(Row.begin(), Row.end(), Key);
    if (Place == Row.end()) {
      co_await work();
      Row.insert(Place, Key);
      // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'Place' leads into 'Row', which 'clear' may remove from
    }
  }
};

// --- What an accessor gives, or nothing -----------------------------------------------------------------------------------------------------

class Filters {
  std::map<int, Session> Known;
  Session *find(int Key) {
    auto Found = Known.find(Key);
    if (Found == Known.end())
      return nullptr;
    return &Found->second;
  }
  std::optional<std::reference_wrapper<Session>> lookUp(int Key) {
    auto Found = Known.find(Key);
    if (Found == Known.end())
      return std::nullopt;
    return Found->second;
  }
  void remove(int Key) { Known.erase(Key); }
  Task<> byPointer(int Key) {
    Session *Found = find(Key);
    if (!Found)
      co_return;
    co_await work();
    Found->answer();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Found' leads into 'Known', which 'remove' may remove from
  }
  Task<> byReference(int Key) {
    auto Found = lookUp(Key);
    if (!Found)
      co_return;
    Session &Here = Found->get();
    co_await work();
    Here.answer();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Here' leads into 'Known', which 'remove' may remove from
  }
};

// --- A container that another object has by reference ---------------------------------------------------------------------------------------

class Remover {
  std::map<int, Session> &Sessions;

public:
  explicit Remover(std::map<int, Session> &Given) : Sessions(Given) {}
  void remove(int Key) { Sessions.erase(Key); }
  Task<> answers(int Key) {
    Session &Found = Sessions.at(Key);
    co_await work();
    Found.answer();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Found' leads into 'Sessions', which 'remove' may remove from
  }
};
class Keeper {
  std::map<int, Session> Kept;
  Remover Removing{Kept};
  Task<> polls(int Key) {
    auto Found = Kept.find(Key);
    if (Found == Kept.end())
      co_return;
    co_await work();
    Found->second.answer();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Found' leads into 'Kept', which 'remove' may remove from
  }
};

// What one who is started for each connection calls and awaits in turn, another of them may do meanwhile.
struct Command {
  int Kind, Key;
};
Task<Command> readCommand(int Socket);
Task<int> accepted();
class PerConnection {
  std::map<int, Session> Known;
  void remove(int Key) { Known.erase(Key); }
  Task<> answer(int Key) {
    Session &Found = Known.at(Key);
    co_await work();
    Found.answer();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Found' leads into 'Known', which 'remove' may remove from
  }
  lib::Eager<> serve(int Socket) {
    for (;;) {
      Command Next = co_await readCommand(Socket);
      if (Next.Kind == 0)
        co_await answer(Next.Key);
      else
        remove(Next.Key);
    }
  }
  Task<> run() {
    for (;;)
      (void)serve(co_await accepted());
  }
};

// Both of two mixins have the members of a virtual base, and a static member is everybody's.
struct HasTable {
  std::map<int, Session> Own;
  static inline std::map<int, Session> All;
};
struct ReadsTable : virtual HasTable {
  Task<> answer(int Key) {
    Session &Found = Own.at(Key);
    co_await work();
    Found.answer();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Found' leads into 'Own', which 'remove' may remove from
  }
};
struct ClearsTable : virtual HasTable {
  void remove(int Key) { Own.erase(Key); }
};
struct ReadsAll : HasTable {
  Task<> answer(int Key) {
    Session &Found = this->All.at(Key);
    co_await work();
    Found.answer();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Found' leads into 'All', which 'removeAny' may remove from
  }
};
struct ClearsAll : HasTable {
  void removeAny(int Key) { this->All.erase(Key); }
};

// To ask an element of another container is not to ask whether this one is still there.
class Watches {
  std::map<int, std::unique_ptr<Session>> Known;
  std::map<int, std::string> States;
  void forget(int Key) {
    States.erase(Key);
    Known.erase(Key);
  }
  Task<> watches(int Key) {
    const auto &Found = Known[Key];
    for (;;) {
      co_await work();
      if (States[Key].empty())
        continue;
      Found->answer();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Found' leads into 'Known', which 'forget' may remove from
    }
  }
};

// Changed through a pointer to it.
class Queues {
  std::map<int, Session> Waiting, Answered, Kept;
  void clean(int Key) {
    for (auto *Each : {&Waiting, &Answered})
      Each->erase(Key);
    auto *Other = &Kept;
    if (Other->empty())
      Other = nullptr;
  }
  Task<> answers(int Key) {
    Session &Found = Waiting.at(Key);
    co_await work();
    Found.answer();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Found' leads into 'Waiting', which 'clean' may remove from
    Session &Other = Kept.at(Key);
    co_await work();
    Other.answer();
  }
};

// Taken before an argument that is awaited, and used by the call.
class Reports {
  std::map<int, Session> Known;
  void forget(int Key) { Known.erase(Key); }
  static int note(const Session &Of, int Result, std::string Name);
  Task<int> ask(int Key);
  Task<int> across(int Key) {
    auto Found = Known.find(Key);
    co_return note(Found->second, co_await ask(Key), "x");
    // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'Found' leads into 'Known', which 'forget' may remove from
  }
};

// What a function has made is others', too, once it has been handed on.
class Station {
public:
  Task<> serve(int Key) {
    Session &Found = Sessions.at(Key);
    co_await Found.receive();
    Found.answer();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Found' leads into 'Sessions', which 'close' may remove from
  }
  void close(int Key) { Sessions.erase(Key); }

private:
  std::map<int, Session> Sessions;
};
void spawn(Task<>);
void runs() {
  Station Own;
  spawn(Own.serve(1));
  Own.close(1);
}

// Not of its function alone.
// Of a binding.
struct Bound {
  std::vector<int> Rows;
  Task<> merge() {
    for (int Row : Rows)
      co_await work();
    // CHECK-MESSAGES: :[[@LINE-2]]:18: warning: the loop goes on over 'Rows', which 'clearBound' may remove from
  }
};
std::map<int, std::vector<Bound>> Bounds;
void clearBound() {
  for (auto &[Id, List] : Bounds)
    for (auto &Each : List)
      Each.Rows.clear();
}
// One of two.
struct Chosen {
  std::vector<int> Rows;
  Task<> merge() {
    for (int Row : Rows)
      co_await work();
    // CHECK-MESSAGES: :[[@LINE-2]]:18: warning: the loop goes on over 'Rows', which 'clearChosen' may remove from
  }
};
std::map<int, Chosen> Upper, Lower;
void clearChosen(bool IsUpper) {
  auto &Table = IsUpper ? Upper : Lower;
  Table[1].Rows.clear();
}
// Of what an await gives.
struct Given {
  std::vector<int> Rows;
  Task<> merge() {
    for (int Row : Rows)
      co_await work();
    // CHECK-MESSAGES: :[[@LINE-2]]:18: warning: the loop goes on over 'Rows', which 'clearGiven' may remove from
  }
};
struct Gives {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  std::map<int, Given> &await_resume();
};
Task<> clearGiven(Gives Of) {
  auto &Table = co_await Of;
  Table[1].Rows.clear();
}
// Of a member that is a reference.
struct Viewed {
  std::vector<int> Rows;
  Task<> merge() {
    for (int Row : Rows)
      co_await work();
    // CHECK-MESSAGES: :[[@LINE-2]]:18: warning: the loop goes on over 'Rows', which 'clearViewed' may remove from
  }
};
struct View {
  std::map<int, Viewed> &Table;
};
void clearViewed(View Of) { Of.Table[1].Rows.clear(); }
struct Paired {
  std::vector<int> Rows;
  Task<> merge() {
    for (int Row : Rows)
      co_await work();
    // CHECK-MESSAGES: :[[@LINE-2]]:18: warning: the loop goes on over 'Rows', which 'clearPaired' may remove from
  }
};
void clearPaired(std::pair<std::map<int, Paired> &, int> Of) { Of.first[1].Rows.clear(); }
// Of an array of the object.
struct Sharded {
  std::vector<int> Rows;
  Task<> merge() {
    for (int Row : Rows)
      co_await work();
    // CHECK-MESSAGES: :[[@LINE-2]]:18: warning: the loop goes on over 'Rows', which 'clearSharded' may remove from
  }
};
struct Shards {
  std::map<int, Sharded> Tables[16];
  void clearSharded(int At) { Tables[At][1].Rows.clear(); }
};
// By an iterator that is given another value.
struct Sought {
  std::vector<int> Rows;
  Task<> merge() {
    for (int Row : Rows)
      co_await work();
    // CHECK-MESSAGES: :[[@LINE-2]]:18: warning: the loop goes on over 'Rows', which 'clearSought' may remove from
  }
};
std::map<int, Sought> Soughts;
void clearSought(std::map<int, Sought> Mine) {
  auto It = Mine.find(1);
  if (It == Mine.end())
    It = Soughts.find(1);
  It->second.Rows.clear();
}
// Of what is copied out of a local.
struct Copied {
  std::vector<int> Rows;
  Task<> merge() {
    for (int Row : Rows)
      co_await work();
    // CHECK-MESSAGES: :[[@LINE-2]]:18: warning: the loop goes on over 'Rows', which 'clearCopied' may remove from
  }
};
void clearCopied(std::optional<std::shared_ptr<Copied>> Found) {
  auto One = Found.value_or(nullptr);
  One->Rows.clear();
}
struct Listed {
  std::vector<int> Rows;
  Task<> merge() {
    for (int Row : Rows)
      co_await work();
    // CHECK-MESSAGES: :[[@LINE-2]]:18: warning: the loop goes on over 'Rows', which 'clearListed' may remove from
  }
};
void clearListed(std::vector<Listed *> List) {
  for (Listed *Each : List)
    Each->Rows.clear();
}
// By casts.
struct Casted {
  std::vector<int> Rows;
  Task<> merge() {
    for (int Row : Rows)
      co_await work();
    // CHECK-MESSAGES: :[[@LINE-2]]:18: warning: the loop goes on over 'Rows', which 'clearCasted' may remove from
  }
};
struct Casts {
  std::map<int, Casted> Table;
  void clearCasted() const { const_cast<std::map<int, Casted> &>(Table)[1].Rows.clear(); }
};
struct Moved {
  std::vector<int> Rows;
  Task<> merge() {
    for (int Row : Rows)
      co_await work();
    // CHECK-MESSAGES: :[[@LINE-2]]:18: warning: the loop goes on over 'Rows', which 'clearMoved' may remove from
  }
};
struct Moves {
  std::map<int, Moved> Table;
  void clearMoved() { std::move(Table)[1].Rows.clear(); }
};
// Of a span.
struct Spanned {
  std::vector<int> Rows;
  Task<> merge() {
    for (int Row : Rows)
      co_await work();
    // CHECK-MESSAGES: :[[@LINE-2]]:18: warning: the loop goes on over 'Rows', which 'clearSpanned' may remove from
  }
};
void clearSpanned(std::span<Spanned> View) { View[0].Rows.clear(); }

// What is given a lambda, and awaited, starts it again and again.
void start(Task<> Work);
Task<> serves(std::function<Task<>()> Handler) {
  for (;;) {
    co_await work();
    start(Handler());
  }
}
struct Handled {
  std::vector<int> Rows;
  Task<> walk() {
    for (int Row : Rows)
      co_await work();
    // CHECK-MESSAGES: :[[@LINE-2]]:18: warning: the loop goes on over 'Rows', which 'drop' may remove from
  }
  Task<> drop() {
    Rows.clear();
    co_return;
  }
  Task<> run() {
    co_await serves([this]() -> Task<> {
      co_await walk();
      co_await drop();
    });
  }
};
