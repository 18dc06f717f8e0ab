// RUN: %check_corolint %s %t --model-file=%S/Inputs/runtime-model.yaml -- -std=c++20

// Calls that have no asynchronous twin, or are right all the same.
// RUN: %corolint --checks=-*,async-sync-sibling --profile=strict --no-color --fail-on=never %s \
// RUN:   --model-file=%S/Inputs/runtime-model.yaml -- -std=c++20 | FileCheck %s --check-prefix=STRICT --implicit-check-not=warning:

#include "Inputs/runtime.h"
#include "Inputs/task.h"
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <system_error>
#include <vector>

using lib::Task;

// --- No twin ------------------------------------------------------------------------------------------------------------------------

struct Response {
  std::string Text;
};
using Done = std::function<void(Response)>;

struct NoTwin {
  // Other arguments.
  int read(int Key);
  Task<int> readAsync(int Key, int Length);
  int write(int Key, int Value);
  Task<int> writeAsync(int Key);
  int move(int Key);
  Task<int> moveAsync(std::string Key);
  // Filled in here, returned there.
  void query(int Key, std::string &Into);
  Task<std::string> queryAsync(int Key);
  void fill(std::string &Into);
  Task<> fillAsync(std::string Into);
  // Handed over here, taken from a variable there.
  void keep(const std::unique_ptr<int> &Value);
  Task<> keepAsync(std::unique_ptr<int> Value);
  void give(const std::string &Value);
  Task<> giveAsync(std::string &&Value);
  // Nothing to await.
  int parse(int Key);
  int parseAsync(int Key);
  void post(int Key);
  void postAsync(int Key);
  int start(int Key);
  std::future<int> startAsync(int Key);
  // A callback in place of a token.
  int load(int Key);
  void loadAsync(int Key, Done Then);
  int save(int Key);
  template <typename F> void saveAsync(int Key, F &&Then);
  int scan(int Key);
  template <typename F> int scanAsync(int Key, F &&Then);
  // Not the same result: one looks something up that may not be there, one starts, one waits for the answer.
  std::optional<int> find(int Key);
  Task<int> findAsync(int Key);
  const Response *peek(int Key);
  Task<Response> peekAsync(int Key);
  void send(int Key);
  Task<Response> sendAsync(int Key);
  bool begin(int Key);
  Task<Response> beginAsync(int Key);
  // Awaitable itself, or under way.
  Task<int> pull(int Key);
  Task<int> pullAsync(int Key);
  std::future<int> push(int Key);
  Task<int> pushAsync(int Key);
  // Not to be called, or not from here.
  int poll(int Key);
  Task<int> pollAsync(int Key) = delete;
  int drain(int Key);
  // Neither name says that it is the synchronous one.
  int asyncThing(int Key);
  Task<int> asyncThingCoro(int Key);
  // For temporaries, for objects that can be changed.
  int finish(int Key);
  Task<int> finishAsync(int Key) &&;
  int ask(int Key) const;
  Task<int> askAsync(int Key);

private:
  Task<int> drainAsync(int Key);
};

Task<> useNone(NoTwin &N, const NoTwin &Const, std::unique_ptr<int> &Owned, std::string &Text) {
  N.read(1);
  N.write(1, 2);
  N.move(1);
  N.query(1, Text);
  N.fill(Text);
  N.keep(Owned);
  N.give(Text);
  N.parse(1);
  N.post(1);
  N.start(1);
  N.load(1);
  N.save(1);
  N.scan(1);
  N.find(1);
  N.peek(1);
  N.send(1);
  N.begin(1);
  co_await N.pull(1);
  auto Later = N.push(1);
  N.poll(1);
  N.drain(1);
  N.asyncThing(1);
  N.finish(1);
  Const.ask(1);
}

// Another namespace's, another class's, or declared only later.
namespace one {
int find(int Key);
}
namespace two {
Task<int> findAsync(int Key);
}
int later(int Key);
Task<> useOthers() {
  one::find(1);
  later(1);
  co_return;
}
Task<int> laterAsync(int Key);

// An awaitable that this coroutine cannot await.
struct Other {
  struct promise_type;
};
struct Foreign {
  int read(int Key);
  lib::Generator<int> readAsync(int Key);
};
Task<> useForeign(Foreign &F) {
  F.read(1);
  co_return;
}

// --- No async context -----------------------------------------------------------------------------------------------------------------

struct Client {
  int fetch(int Key);
  Task<int> fetchAsync(int Key);
  void flush();
  Task<> flushAsync();
  void close();
  Task<> closeAsync();
  int size() const;
  Task<int> sizeAsync() const;
  void notify(int Key) noexcept;
  Task<> notifyAsync(int Key) noexcept;
  bool tryLock(int Key);
  Task<bool> tryLockAsync(int Key);
};

int main() {
  Client Remote;
  Remote.fetch(1);
  Remote.flush();
}
int ordinary(Client &Remote) { return Remote.fetch(1); }
lib::Generator<int> generates(Client &Remote) { co_yield Remote.fetch(1); }

Task<> unevaluated(Client &Remote) {
  using Value = decltype(Remote.fetch(1));
  static_assert(sizeof(Remote.fetch(1)) == sizeof(Value));
  co_return;
}

// --- The twin itself, and what belongs to it; twins that are none ---

struct Own {
  int read(int Key);
  virtual Task<int> readAsync(int Key) { co_return read(Key); }
  Task<int> readAsync(int Key, int Length) { co_return read(Key) + Length; }
  int load(int Key);
  Task<int> loadAsync(int Key) {
    auto Inner = [this](int Value) -> Task<int> { co_return load(Value); };
    co_return co_await Inner(Key);
  }
};
// Awaiting it waits just as well.
struct Pretends {
  int read(int Key);
  Task<int> readAsync(int Key) { co_return read(Key); }
  int write(int Key);
  [[deprecated]] Task<int> writeAsync(int Key);
};
Task<int> usePretender(Pretends &P) { co_return P.read(1) + P.write(2); }
struct Overrides : Own {
  Task<int> readAsync(int Key) override { co_return read(Key) + Own::read(Key); }
};
int compute(int Key);
Task<int> computeAsync(int Key);
Task<int> computeAsync(int Key) { co_return compute(Key); }

// --- What is seen not to wait -----------------------------------------------------------------------------------------------------------

class Store {
public:
  int get(int Key) {
    std::lock_guard Lock(Guard);
    if (auto Found = Values.find(Key); Found != Values.end())
      return Found->second;
    throw std::out_of_range("no value for " + std::to_string(Key));
  }
  Task<int> getAsync(int Key);
  void set(int Key, int Value) { insert(Key, Value); }
  Task<> setAsync(int Key, int Value);
  int sum(int First) {
    for (auto &[Key, Value] : Values)
      First += Value;
    return First;
  }
  Task<int> sumAsync(int First);
  template <typename T> T convert(int Key) { return T(Key); }
  template <typename T> Task<T> convertAsync(int Key);

private:
  void insert(int Key, int Value) { Values[Key] = Value; }
  std::mutex Guard;
  std::map<int, int> Values;
};
Task<int> useStore(Store &S) {
  S.set(1, 2);
  co_return S.get(1) + S.sum(0) + S.convert<long>(3);
}

// --- What is said not to wait ------------------------------------------------------------------------------------------------------------

struct Marked {
  [[clang::annotate("corolint::nonblocking")]] int read(int Key);
  Task<int> readAsync(int Key);
  int write(int Key) [[clang::nonblocking]];
  Task<int> writeAsync(int Key);
  [[clang::annotate("corolint::blocks: {category: network, why: waits, unless-zero: 0}")]] int poll(int Timeout);
  Task<int> pollAsync(int Timeout);
};
Task<int> useMarked(Marked &M) { co_return M.read(1) + M.write(1) + M.poll(0); }

// --- Made ready ------------------------------------------------------------------------------------------------------------------------------

struct Socket {
  int receive(int Length);
  Task<int> receiveAsync(int Length);
  [[clang::annotate("corolint::prepares")]] void setNonBlocking(bool On);
  [[clang::annotate("corolint::prepares")]] Task<> readable();
};
Task<int> waitsFirst(Socket &S) {
  co_await S.readable();
  co_return S.receive(1);
}
Task<int> triesFirst(Socket &S) {
  for (;;) {
    if (int Length = S.receive(1))
      co_return Length;
    co_await S.readable();
  }
}
class Session {
  Socket Peer;

public:
  Session() { Peer.setNonBlocking(true); }
  Task<int> run() { co_return Peer.receive(1); }
};
Task<int> blocking(Socket &S) {
  S.setNonBlocking(false);
  co_return 0;
}

// --- Often quick: strict ------------------------------------------------------------------------------------------------------------------------

Task<int> useQuick(Client &Remote) {
  Remote.close();
  // STRICT: :[[@LINE-1]]:3: warning: 'close' blocks
  Remote.notify(1);
  // STRICT: :[[@LINE-1]]:3: warning: 'notify' blocks
  bool Got = Remote.tryLock(1);
  // STRICT: :[[@LINE-1]]:14: warning: 'tryLock' blocks
  co_return Remote.size() + Got;
  // STRICT: :[[@LINE-1]]:13: warning: 'size' blocks
}

// --- On another executor -----------------------------------------------------------------------------------------------------------------------------

Task<int> switches(Client &Remote, rt::Pool &Pool, rt::Loop &Main) {
  co_await Pool.schedule();
  int Value = Remote.fetch(1);
  co_await Main.schedule();
  co_return Value;
}
Task<int> offloads(Client &Remote) {
  int Value = co_await rt::offload([&] { return Remote.fetch(1); });
  Value += co_await rt::offloadTask([&]() -> Task<int> { co_return Remote.fetch(2); });
  co_return Value;
}

// --- What a twin that takes any callable does with it is in its body -----------------------------------------------------------------

struct Router {
  template <typename Handler> void route(Handler Called, Response &To) { (*Called)(To); }
  template <typename Handler> Task<> routeAsync(Handler Called, Response &To) { co_await (*Called)(To); }
};
std::function<void(Response &)> *plainHandler();
Task<> routes(Router &Of, Response &To) {
  Of.route(plainHandler(), To);
  co_return;
}

// --- A twin that calls the function itself, where that is what was asked for ---------------------------------------------------------------------

struct Route {
  std::function<void(Response &)> Plain;
  std::function<Task<>(Response &)> Deferred;
  void handle(Response &To) const { Plain(To); }
  Task<> handleAsync(Response &To) const {
    if (Deferred)
      co_await Deferred(To);
    else
      handle(To);
  }
};
Task<> dispatches(Route &Of, Response &To) {
  if (Of.Deferred)
    co_await Of.handleAsync(To);
  else
    Of.handle(To);
}
