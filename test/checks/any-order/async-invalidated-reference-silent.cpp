// RUN: %check_corolint %s %t --checks=-*,async-invalidated-reference -- -std=c++20

// What is not reported of references that are used after a suspension.

#include "../Inputs/status.h"
#include "../Inputs/task.h"
#include <algorithm>
#include <array>
#include <cerrno>
#include <deque>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <unistd.h>
#include <unordered_map>
#include <utility>
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

// What the coroutine awaits replaces something, but not where the reference is used, or not always.
class Reconnected {
public:
  Task<> takenAfter() {
    co_await reset();
    Session &Now = *Current;
    Now.answer();
  }
  Task<> usedBefore() {
    Session &Now = *Current;
    Now.answer();
    co_await reset();
  }
  Task<> awaitsOther() {
    Session &Now = *Current;
    co_await work();
    Now.answer();
    co_await reset();
  }
  Task<> awaitsWhatMayReplace() {
    Session &Now = *Current;
    co_await open();
    co_await resetIf();
    Now.answer();
  }
  Task<> ofTheOther(Reconnected &Other) {
    Session &Now = *Other.Current;
    co_await reset();
    Now.answer();
  }
  Task<> anotherElement(int Old, int Id) {
    Session &Kept = All.at(Id);
    co_await drop(Old);
    Kept.answer();
  }
  Task<> ofAnother(Reconnected &Other) {
    Session &Now = *Current;
    co_await Other.reset();
    Now.answer();
  }

private:
  Task<> reset() {
    Current = std::make_unique<Session>();
    co_return;
  }
  Task<> open() {
    if (Current)
      co_return;
    Current = std::make_unique<Session>();
  }
  Task<> resetIf() {
    if (condition())
      Current = std::make_unique<Session>();
    co_return;
  }
  Task<> drop(int Old) {
    All.erase(Old);
    co_return;
  }
  std::unique_ptr<Session> Current;
  std::map<int, Session> All;
};

class Server {
public:
  Server() { Fixed.push_back({}); }
  ~Server() { Fixed.clear(); }

  Task<> beforeOnly(int Id) {
    Session &Found = Sessions.at(Id);
    Found.answer();
    co_await work();
  }
  Task<> takenAgain(int Id) {
    auto Found = Sessions.find(Id);
    co_await work();
    Found = Sessions.find(Id);
    if (Found != Sessions.end())
      Found->second.answer();
  }
  Task<> eachTurn(int Id) {
    while (condition()) {
      Session &Found = Sessions.at(Id);
      Found.answer();
      co_await work();
    }
  }
  Task<> askedAgain(int Id) {
    Session &Found = Sessions.at(Id);
    co_await work();
    if (!Sessions.contains(Id))
      co_return;
    Found.answer();
  }
  Task<> askedForWhatChangesWithIt(int Id) {
    Session &Found = Sessions.at(Id);
    co_await work();
    if (Closed)
      co_return;
    Found.answer();
  }
  Task<> askedByFunction(int Id) {
    Session &Found = Sessions.at(Id);
    co_await work();
    if (isClosed())
      co_return;
    Found.answer();
  }
  Task<> copied(int Id) {
    Session Copy = Sessions.at(Id);
    auto Name = Sessions.at(Id).Name;
    co_await work();
    Copy.answer();
    log(Name);
  }
  Task<> rangeWithoutAwait() {
    for (auto &[Id, Each] : Sessions)
      Each.answer();
    co_await work();
  }
  Task<> leavesTheLoop() {
    for (auto &[Id, Each] : Sessions)
      if (Id > 1) {
        co_await work();
        co_return;
      }
  }
  Task<> snapshot() {
    auto Copy = Sessions;
    for (auto &[Id, Each] : Copy)
      co_await Each.receive();
    for (auto &[Id, Each] : std::exchange(Sessions, {}))
      co_await work();
  }
  Task<> changedByConstructorOnly() {
    for (auto &Each : Fixed)
      co_await Each.receive();
  }
  Task<> changedByItselfOnly() {
    Session &First = Own.emplace_back();
    co_await work();
    First.answer();
    Own.clear();
  }
  Task<> changedByPartOnly() {
    Session &First = Parts.front();
    co_await work();
    First.answer();
    finish();
  }
  Task<> sharedElement(int Id) {
    auto Kept = Pointers.at(Id);
    Session *Plain = Plains.at(Id);
    co_await work();
    Kept->answer();
    Plain->answer();
  }
  Task<> nullOnly(int Id) {
    Session *Found = &Sessions.at(Id);
    co_await work();
    if (Found != nullptr)
      log("found");
  }
  bool isClosed() const { return Closed; }
  void close(int Id) {
    Sessions.erase(Id);
    Closed = true;
    Pointers.clear();
    Plains.clear();
  }

private:
  void finish() { Parts.clear(); }
  std::map<int, Session> Sessions;
  std::vector<Session> Fixed, Own, Parts;
  std::map<int, std::shared_ptr<Session>> Pointers;
  std::map<int, Session *> Plains;
  bool Closed = false;
};

// Only the caller changes it, before and after.
class Caller {
public:
  Task<> run() {
    Sessions.clear();
    co_await each();
    Sessions.clear();
  }

private:
  Task<> each() {
    for (auto &Each : Sessions)
      co_await Each.receive();
  }
  std::vector<Session> Sessions;
};

// Handlers are added before the program runs.
class Registry {
public:
  void add(Session Given) { Handlers.push_back(std::move(Given)); }
  Task<> run() {
    for (auto &Each : Handlers)
      co_await Each.receive();
  }

private:
  std::vector<Session> Handlers;
};

// Elements of these stay where they are.
class Stable {
public:
  Task<> node(int Id) {
    Session &Found = Nodes[Id];
    Session &First = Queue.front();
    co_await work();
    Found.answer();
    First.answer();
  }
  Task<> add() {
    co_await work();
    Nodes.emplace(1, Session());
    Queue.push_back({});
  }

private:
  std::map<int, Session> Nodes;
  std::deque<Session> Queue;
};

// A lock that suspends.
class AsyncMutex {
public:
  lib::Awaiter<> lock();
  void unlock();
};
class Locked {
public:
  Task<> each() {
    co_await Mutex.lock();
    for (auto &Each : Sessions)
      co_await Each.receive();
    Mutex.unlock();
  }
  Task<> clear() {
    co_await Mutex.lock();
    Sessions.clear();
    Mutex.unlock();
  }

private:
  AsyncMutex Mutex;
  std::vector<Session> Sessions;
};

Task<> local() {
  std::map<int, Session> Sessions;
  Session &First = Sessions[1];
  co_await work();
  First.answer();
}

struct Request {
  std::vector<std::string> Headers;
};
Task<> parameter(Request Given) {
  for (auto &Each : Given.Headers)
    co_await work();
}
void clear(Request &Given) { Given.Headers.clear(); }

Task<> errnoAtOnce(int File, char *To) {
  co_await work();
  if (read(File, To, 1) < 0 && errno == EAGAIN)
    co_await work();
  errno = 0;
  co_await work();
  if (read(File, To, 1) < 0) {
    int Error = errno;
    co_await work();
    if (Error == EAGAIN)
      co_return;
  }
}

Task<> byParameter(Request &Given) {
  std::string &First = Given.Headers.front();
  co_await work();
  log(First); // Another request may be the one that is cleared.
}

class Opened {
public:
  Task<> open() {
    co_await work();
    Owner = std::make_unique<Session>();
  }
  Task<> use() {
    Session &Held = *Owner;
    co_await work();
    Held.answer();
  }

private:
  std::unique_ptr<Session> Owner;
};

thread_local int Counter;
Task<> sameThread() {
  int &Mine = Counter;
  co_await work();
  ++Mine;
}

// Coroutines that one caller awaits in turn.
class InTurn {
public:
  Task<> run() {
    for (;;) {
      co_await header();
      co_await body();
    }
  }

private:
  Task<> header() {
    Buffer.resize(4);
    std::string_view View(Buffer);
    co_await work();
    log(View);
  }
  Task<> body() {
    co_await deeper();
    Buffer.clear();
  }
  Task<> deeper() {
    std::string_view View(Buffer);
    co_await work();
    log(View);
  }
  std::string Buffer;
};

// Whoever changes it waits until nobody uses it.
struct Gate {
  struct Holder {
    ~Holder();
  };
  Holder hold();
  Task<> close();
};
class Guarded {
public:
  Task<> serve(int Id) {
    auto Held = In.hold();
    Session &Each = All[Id];
    co_await Each.receive();
    Each.answer();
  }
  Task<> stop() {
    co_await In.close();
    All.clear();
  }

private:
  Gate In;
  std::map<int, Session> All;
};

// So does whoever calls what changes it.
struct Jobs {
  void submit(std::function<Task<>()>);
  Task<> shutdown();
};
class Served {
public:
  Task<> serve(int Id) {
    Session &Each = All[Id];
    co_await Each.receive();
    Each.answer();
  }
  Task<> clear() {
    co_await work();
    All.clear();
  }

private:
  std::map<int, Session> All;
};
class Serving {
public:
  void on(int Id) {
    Running.submit([this, Id] { return Each.serve(Id); });
  }
  Task<> stop() {
    co_await Running.shutdown();
    co_await Each.clear();
  }

private:
  Jobs Running;
  Served Each;
};

// Awaited in turn, through what wraps one and through a lambda that is called meanwhile.
template <typename T> struct Caught {
  explicit Caught(T);
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  bool await_resume();
};
class Wrapped {
public:
  Task<> abort() {
    for (auto &Each : Rows)
      co_await Each.receive();
  }
  void reset() { Rows.clear(); }

private:
  std::vector<Session> Rows;
};
Task<> fails(Wrapped &Of) {
  bool Failed = co_await Caught(Of.abort());
  if (Failed)
    Of.reset();
}
Task<> query(std::function<Task<>(int)> Each);
class Built {
public:
  void add(int Id) { All[Id].Id = Id; }
  void put(int Id) { All.emplace(Id, Session()); }
  Task<> finish() {
    for (auto &[Id, Each] : All)
      co_await Each.receive();
  }

private:
  std::unordered_map<int, Session> All;
};
Task<> builds() {
  Built Of;
  co_await query([&](int Id) -> Task<> {
    Of.put(Id);
    co_return;
  });
  co_await Of.finish();
}

// Only one who gives the object up can take them.
class Given {
public:
  std::vector<Session> &&all() && { return std::move(All); }
  Task<> walk() const {
    for (const Session &Each : All) {
      co_await work();
      log(Each.Name);
    }
  }

private:
  std::vector<Session> All;
};

// Instances of one template are one function.
class Queue {
public:
  template <typename To> Task<> send(To &Peer) {
    while (!Waiting.empty()) {
      auto &First = Waiting.front();
      co_await Peer.receive();
      log(First);
      Waiting.pop_front();
    }
  }

private:
  std::deque<std::string> Waiting;
};
struct OtherSession {
  Task<> receive();
};
Task<> sendsOne(Queue &Of, Session &To) { co_await Of.send(To); }
Task<> sendsOther(Queue &Of, OtherSession &To) { co_await Of.send(To); }

// --- An accessor's container is there all along ------------------------------------------------------------------------------

class Book {
public:
  std::map<int, std::string> &pages() { return Pages; }
  void tear(int Page) { Pages.erase(Page); }

private:
  std::map<int, std::string> Pages;
};

class Reading {
  Book &Shared;
  Task<> reads() {
    auto &Pages = Shared.pages();
    co_await work();
    Pages[1] = "read";
  }
  std::shared_ptr<Book> Kept;
  Task<> readsKept() {
    auto &Pages = Kept->pages();
    co_await work();
    Pages[1] = "read";
  }
  Task<> findsAgain(int Page) {
    auto Found = Kept->pages().find(Page);
    co_await work();
    Found = Kept->pages().find(Page);
    if (Found != Kept->pages().end())
      Found->second = "read";
  }
};

// --- map[key] = value moves no element, and no iterator of a std::map --------------------------------------------------------

class Ordered {
public:
  Task<> serve() {
    co_await work();
    Names[1] = "served";
  }
  Task<> report() {
    auto First = Names.find(2);
    co_await work();
    log(First->second);
  }

private:
  std::map<int, std::string> Names;
};

// A reader of what nobody replaces, or of the caller's own.
template <typename T> class Maybe {
public:
  Maybe();
  Maybe(T);

private:
  T Value;
  bool Is;
};
template <typename T> T *read(Maybe<T> &);
class Actors {
public:
  Task<> current() {
    if (auto *Found = read(Current)) {
      co_await work();
      Found->answer();
    }
    Maybe<Session> Own;
    if (auto *Found = read(Own)) {
      co_await work();
      Found->answer();
    }
  }

private:
  Maybe<Session> Current;
};
// A copy of a view that lies in a container leads elsewhere.
class Words {
public:
  Task<> first() {
    std::string_view First = All[0];
    co_await work();
    log(First);
  }
  void clear() { All.clear(); }

private:
  std::vector<std::string_view> All;
};

// The result is a copy, another's, or in a task that lives on.
template <typename T, typename Result> class Owning {
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
  Result await_resume();
};
Owning<Session, Session> copied();
Owning<Session &, Session &> others();
Owning<Session, Session &> held();
Owning<std::vector<Session>, std::vector<Session>> list();
Task<> awaitedTemporaries() {
  const auto &Copied = co_await copied();
  log(Copied.Name);
  auto &Others = co_await others();
  log(Others.Name);
  auto Value = co_await held();
  log(Value.Name);
  auto Lives = held();
  auto &Result = co_await Lives;
  log(Result.Name);
  log((co_await held()).Name);
  for (auto &Each : co_await list())
    log(Each.Name);
}

// Who removes an element tells it so.
class Uploads {
public:
  Task<> each() {
    for (auto &Each : All) {
      auto Own = Each.second;
      co_await work();
      if (Own->Id < 0)
        co_return;
    }
  }
  void add(int Number) { All.emplace(Number, std::make_shared<Session>()); }
  void remove(int Number) {
    All.at(Number)->Id = -1;
    All.erase(Number);
  }

private:
  std::map<int, std::shared_ptr<Session>> All;
};

// Whoever adds runs it afterwards.
class Filled {
public:
  void add(Session Given) { All.push_back(std::move(Given)); }
  Task<> run() {
    if (All.empty())
      co_return;
    Session &First = All.front();
    co_await work();
    First.answer();
  }

private:
  std::vector<Session> All;
};
Task<> fillAndRun(Filled &Given) {
  Given.add({});
  return Given.run();
}

// Nothing says that the additions go on.
class Chosen {
public:
  void add(Session Given) { All.push_back(std::move(Given)); }
  Task<> run(unsigned Index) {
    Session &Found = All[Index];
    co_await work();
    Found.answer();
  }

private:
  std::vector<Session> All;
};

// Elements of nodes stay, whatever the coroutine takes out itself.
class Kept {
public:
  void add(int Id) { All.try_emplace(Id); }
  Task<> run(int Id) {
    if (All.empty())
      co_return;
    Session &Found = All.at(Id);
    co_await work();
    Found.answer();
    All.erase(Id);
  }

private:
  std::map<int, Session> All;
};

// Whoever takes the element away completes the wait: where that has failed, it is still there.
class Waiters {
public:
  Task<> wait() {
    auto Own = All.insert(All.end(), Session());
    try {
      co_await work();
    } catch (...) {
      All.erase(Own);
      throw;
    }
  }
  void releaseFirst() { All.pop_front(); }

private:
  std::list<Session> All;
};

// --- What hands on an error suspends nobody --------------------------------------------------------------------------------------------

lib::Status check(int Key);
class Checked {
  std::map<int, int> Sessions;
  void close(int Key) { Sessions.erase(Key); }
  lib::Steps<lib::HandsOn> counts(int Key) {
    int &Found = Sessions.at(Key);
    co_await check(Key);
    ++Found;
    co_return lib::Status();
  }
};

// --- What is given up is no longer of the object ----------------------------------------------------------------------------------------

class Chain {
  std::unique_ptr<int> Head;

public:
  int *release() { return Head.release(); }
  void set(int *Other) { Head.reset(Other); }
};
class Unchained {
  Chain Parts;
  void put(int *Other) { Parts.set(Other); }
  Task<> uses() {
    int *Own = Parts.release();
    co_await work();
    ++*Own;
  }
};

// --- Nothing ends the end of a map -----------------------------------------------------------------------------------------------------

class FindsLate {
  std::map<int, int> Known;
  void close(int Key) { Known.erase(Key); }
  Task<int> finds(int Key) {
    auto Found = Known.find(Key);
    if (Found == Known.end())
      co_await work();
    if (Found == Known.end())
      co_return 0;
    co_return Found->second;
  }
};

// --- A reference member that stands for this container here and for that one there ---------------------------------------------------------------

class Clearing {
  std::map<int, int> &Table;

public:
  explicit Clearing(std::map<int, int> &Given) : Table(Given) {}
  void clear() { Table.clear(); }
};
class HasTwo {
  std::map<int, int> Names, Counts;
  Clearing OfNames{Names}, OfCounts{Counts};
  Task<> counts(int Key) {
    int &Found = Counts.at(Key);
    co_await work();
    ++Found;
  }
};

// --- References that lie in a container lead elsewhere; what is awaited and called in turn --------------------------------------------------------

struct Held {
  void use();
};
class References {
  std::vector<std::reference_wrapper<Held>> All;
  std::map<int, std::optional<std::reference_wrapper<Held>>> Maybe;
  void clear() {
    All.clear();
    Maybe.clear();
  }
  std::optional<std::reference_wrapper<Held>> first() {
    if (All.empty())
      return std::nullopt;
    return All.front();
  }
  Task<> uses(int Key) {
    Held &Converted = All.front(), &Given = All.front().get(), &Of = Maybe.at(Key)->get();
    auto First = first();
    co_await work();
    Converted.use();
    Given.use();
    Of.use();
    First->get().use();
  }
};
class Steps {
  std::vector<int> Offsets;
  void parse() { Offsets.clear(); }
  Task<> verify() {
    parse();
    co_return;
  }
  Task<> program() {
    for (std::size_t I = 0; I < Offsets.size(); ++I) {
      co_await work();
      Offsets[I] = 0;
    }
  }
  Task<> update() {
    co_await verify();
    co_await program();
  }
};

// --- Others have left when it is changed, or nobody else has it -----------------------------------------------------------------------

struct ClosedGate {
  Task<> close();
};
template <typename F> struct Deferred {
  F Run;
  ~Deferred() { Run(); }
};
template <typename F> Deferred<F> defer(F Run) { return {Run}; }
struct Tally {
  ClosedGate Open;
  int Left = 0;
};
class Tallies {
  std::map<int, Tally> All, Others;
  Task<> count(int Key) {
    Tally &Found = All.at(Key), &Other = Others.at(Key);
    co_await work();
    ++Found.Left;
    ++Other.Left;
  }
  Task<> remove(int Key) {
    auto Closed = All.at(Key).Open.close();
    co_await work();
    co_await std::move(Closed);
    All.erase(Key);
  }
  Task<> removeLast(int Key) {
    auto Erase = defer([this, Key] { Others.erase(Key); });
    co_await Others.at(Key).Open.close();
  }
};

struct Table {
  std::vector<int> Parts;
  Task<> check() {
    for (int Part : Parts)
      co_await take(Part);
  }
  Task<> take(int);
  void copy(const Table &From) { Parts = From.Parts; }
};
std::shared_ptr<Table> cloned(const Table &Old) {
  auto Fresh = std::make_shared<Table>();
  Fresh->copy(Old);
  return Fresh;
}

struct Plan {
  struct Steps {
    std::vector<int> First;
    void merge(Steps Other) { First.insert(First.end(), Other.First.begin(), Other.First.end()); }
  };
  Steps &steps() { return Own; }
  Steps Own;
};
Plan planned();
Task<> follows() {
  Plan Mine = planned();
  for (int Each : Mine.steps().First)
    co_await work();
}

// Only elements of a container that their function has for itself are added to.
struct Partial {
  std::map<int, std::string> Buckets;
  std::vector<int> Rows;
};
std::map<int, Partial> partials(int Count) {
  std::map<int, Partial> Results;
  for (int I = 0; I < Count; ++I) {
    auto [It, Inserted] = Results.try_emplace(I, Partial());
    auto &Each = It->second;
    Each.Buckets.erase(1);
    Results[I].Buckets.clear();
    Results.find(I)->second.Buckets.erase(2);
    Results.begin()->second.Rows.clear();
  }
  std::vector<Partial> List(Count);
  for (auto &Each : List)
    Each.Buckets.clear();
  List.front().Rows.push_back(1);
  return Results;
}
Task<> merges(std::vector<Partial *> Of) {
  for (Partial *Each : Of) {
    for (auto &[Key, Text] : Each->Buckets)
      co_await work();
    for (int Row : Each->Rows)
      co_await work();
  }
}

// A reference to itself leads nowhere.
struct Looped {
  std::map<int, std::string> Buckets;
};
void toItself() {
  Looped &One = One;
  One.Buckets.clear();
  std::vector<Looped> &List = List;
  for (auto &Each : List)
    Each.Buckets.clear();
}

// Parts of what their function has for itself, however it gets there.
struct Piece {
  std::vector<int> Rows;
  Task<> merge() {
    for (int Row : Rows)
      co_await work();
  }
};
void byPositions(bool IsFirst) {
  std::map<int, Piece> Mine, Others;
  auto It = Mine.emplace(1, Piece()).first;
  It->second.Rows.clear();
  It = Mine.find(2);
  Piece *One = nullptr;
  One = &Mine[1];
  One->Rows.clear();
  auto Found = std::find_if(Mine.begin(), Mine.end(), [](auto &) { return true; });
  Found->second.Rows.clear();
  for (auto Each = Mine.begin(); Each != Mine.end(); ++Each)
    Each->second.Rows.clear();
  (IsFirst ? Mine : Others)[1].Rows.clear();
  auto &[Key, Part] = *Mine.begin();
  Part.Rows.clear();
  std::vector<Piece> List(3);
  auto Next = List.begin() + 1;
  Next->Rows.clear();
  std::next(Next)->Rows.clear();
  List.begin()[1].Rows.clear();
  List.rbegin()->Rows.clear();
  List.data()->Rows.clear();
  std::move(List).front().Rows.clear();
}
void ofOwners() {
  auto Sole = std::make_unique<Piece>();
  Sole->Rows.clear();
  Sole.get()->Rows.clear();
  std::optional<Piece> Perhaps;
  Perhaps.emplace().Rows.clear();
  Perhaps->Rows.clear();
  (*Perhaps).Rows.clear();
  Perhaps.value().Rows.clear();
  std::tuple<Piece, int> Both;
  std::get<0>(Both).Rows.clear();
  auto &[First, Second] = Both;
  First.Rows.clear();
  std::array<Piece, 3> Few;
  Few[0].Rows.clear();
  Piece Plain[3];
  Plain[1].Rows.clear();
  for (auto &Each : Plain)
    Each.Rows.clear();
}

// What is only a template has initialisers without a type.
struct Untyped {
  std::vector<int> Rows;
};
void untyped() {
  auto Each = [](auto Value) {
    Untyped *Row(Value);
    Row->Rows.clear();
  };
}

// It calls the lambda that it is given again and again, and waits for each.
Task<> repeats(std::function<Task<>()> Handler) {
  for (;;) {
    co_await Handler();
    auto Next = Handler();
    co_await std::move(Next);
  }
}
struct Repeated {
  std::vector<int> Rows;
  Task<> walk() {
    for (int Row : Rows)
      co_await work();
  }
  Task<> drop() {
    Rows.clear();
    co_return;
  }
  Task<> run() {
    co_await repeats([this]() -> Task<> {
      co_await walk();
      co_await drop();
    });
  }
};
