// RUN: %check_corolint %s %t -- -std=c++20

// A synchronous function is called in a coroutine although the asynchronous one stands beside it.

#include "Inputs/task.h"
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <thread>
#include <vector>

using lib::Task;

// --- Members; every convention of names ---------------------------------------------------------------------------------------

struct Reply {
  std::string Text;
  int size() const;
};

class Client {
public:
  Reply call(const std::string &Text);
  Task<Reply> asyncCall(const std::string &Text);
  int fetch(int Key);
  Task<int> async_fetch(int Key);
  void flush();
  Task<> flushAsync();
  int load(int Key);
  Task<int> load_async(int Key);
  bool Send(std::string Text);
  Task<bool> AsyncSend(std::string Text);
  std::string query(std::string_view Text, int Limit = 10);
  Task<std::string> co_query(std::string_view Text, int Limit = 10);
  void lock();
  Task<> coLock();
  int count(int Key);
  Task<int> countCoro(int Key);
  // The synchronous one bears the mark.
  int execSync(const char *Text);
  Task<int> exec(const char *Text);
  int sync_invoke(int Key);
  Task<int> co_invoke(int Key);
  int blockingRead();
  Task<int> read();
  int pullSync();
  Task<int> pullCoro();
};

Task<int> useAll(Client &Remote, Client *Other) {
  Reply Answer = Remote.call("x");
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'call' blocks the event loop until it is done; awaiting its asynchronous twin 'asyncCall' would not [async-sync-sibling]
  // CHECK-MESSAGES: :[[#]]:15: note: 'asyncCall' is declared here
  // CHECK-FIXES: {{^}}  Reply Answer = co_await Remote.asyncCall("x");
  int Sum = Other->fetch(1) + Remote.fetch(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'fetch' blocks the event loop until it is done; awaiting its asynchronous twin 'async_fetch' would not
  // CHECK-MESSAGES: note: 'async_fetch' is declared here
  // CHECK-MESSAGES: :[[@LINE-3]]:31: warning: 'fetch' blocks
  // CHECK-MESSAGES: note: 'async_fetch' is declared here
  // CHECK-FIXES: {{^}}  int Sum = co_await Other->async_fetch(1) + co_await Remote.async_fetch(2);
  Remote.flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'flush' blocks {{.*}} twin 'flushAsync' would not
  // CHECK-MESSAGES: note: 'flushAsync' is declared here
  // CHECK-FIXES: {{^}}  co_await Remote.flushAsync();
  if (!Remote.load(3) && Remote.Send("x"))
    // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'load' blocks {{.*}} twin 'load_async' would not
    // CHECK-MESSAGES: note: 'load_async' is declared here
    // CHECK-MESSAGES: :[[@LINE-3]]:26: warning: 'Send' blocks {{.*}} twin 'AsyncSend' would not
    // CHECK-MESSAGES: note: 'AsyncSend' is declared here
    // CHECK-FIXES: {{^}}  if (!co_await Remote.load_async(3) && co_await Remote.AsyncSend("x"))
    Remote.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'lock' blocks {{.*}} twin 'coLock' would not
  // CHECK-MESSAGES: note: 'coLock' is declared here
  // CHECK-FIXES: {{^}}    co_await Remote.coLock();
  Sum += Remote.query("y").size() + Remote.call("z").size();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'query' blocks {{.*}} twin 'co_query' would not
  // CHECK-MESSAGES: note: 'co_query' is declared here
  // CHECK-MESSAGES: :[[@LINE-3]]:37: warning: 'call' blocks
  // CHECK-MESSAGES: note: 'asyncCall' is declared here
  // CHECK-FIXES: {{^}}  Sum += (co_await Remote.co_query("y")).size() + (co_await Remote.asyncCall("z")).size();
  char First = Remote.query("y", 2)[0];
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'query' blocks
  // CHECK-MESSAGES: note: 'co_query' is declared here
  // CHECK-FIXES: {{^}}  char First = (co_await Remote.co_query("y", 2))[0];
  Sum += First + Remote.count(1) + Remote.execSync("x") + Remote.sync_invoke(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'count' blocks {{.*}} twin 'countCoro' would not
  // CHECK-MESSAGES: note: 'countCoro' is declared here
  // CHECK-MESSAGES: :[[@LINE-3]]:36: warning: 'execSync' blocks {{.*}} twin 'exec' would not
  // CHECK-MESSAGES: note: 'exec' is declared here
  // CHECK-MESSAGES: :[[@LINE-5]]:59: warning: 'sync_invoke' blocks {{.*}} twin 'co_invoke' would not
  // CHECK-MESSAGES: note: 'co_invoke' is declared here
  co_return Sum + Remote.blockingRead() + Remote.pullSync();
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'blockingRead' blocks {{.*}} twin 'read' would not
  // CHECK-MESSAGES: note: 'read' is declared here
  // CHECK-MESSAGES: :[[@LINE-3]]:43: warning: 'pullSync' blocks {{.*}} twin 'pullCoro' would not
  // CHECK-MESSAGES: note: 'pullCoro' is declared here
  // CHECK-FIXES: {{^}}  co_return Sum + co_await Remote.read() + co_await Remote.pullCoro();
}

// --- Where the twin stands --------------------------------------------------------------------------------------------------------

struct Base {
  Task<int> readAsync(int Key);
  int read(int Key);
};
struct Derived : Base {
  int write(int Key);
  Task<int> writeAsync(int Key);
  Task<int> both() {
    co_return read(1) + this->write(2) + Base::read(3);
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'read' blocks {{.*}} twin 'readAsync' would not
    // CHECK-MESSAGES: note: 'readAsync' is declared here
    // CHECK-MESSAGES: :[[@LINE-3]]:25: warning: 'write' blocks {{.*}} twin 'writeAsync' would not
    // CHECK-MESSAGES: note: 'writeAsync' is declared here
    // CHECK-MESSAGES: :[[@LINE-5]]:42: warning: 'read' blocks
    // CHECK-MESSAGES: note: 'readAsync' is declared here
    // CHECK-FIXES: {{^}}    co_return co_await readAsync(1) + co_await this->writeAsync(2) + co_await Base::readAsync(3);
  }
};

class Guarded {
public:
  int read(int Key);
  Task<int> useOwn() {
    co_return read(1); // Private, but this is the class.
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'read' blocks {{.*}} twin 'readAsync' would not
    // CHECK-MESSAGES: note: 'readAsync' is declared here
  }

private:
  Task<int> readAsync(int Key);
};

namespace files {
inline namespace v2 {
std::string load(const char *Name);
Task<std::string> load_async(const char *Name);
} // namespace v2
struct Name {};
int find(Name Of);
Task<int> findAsync(Name Of);
} // namespace files

int ping(int Host);
Task<int> pingAsync(int Host);

Task<> useFree(files::Name Of) {
  std::string Text = files::load("x");
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'load' blocks {{.*}} twin 'load_async' would not
  // CHECK-MESSAGES: note: 'load_async' is declared here
  // CHECK-FIXES: {{^}}  std::string Text = co_await files::load_async("x");
  int Found = find(Of); // By its argument.
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'find' blocks {{.*}} twin 'findAsync' would not
  // CHECK-MESSAGES: note: 'findAsync' is declared here
  // CHECK-FIXES: {{^}}  int Found = co_await findAsync(Of);
  ping(Found);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'ping' blocks {{.*}} twin 'pingAsync' would not
  // CHECK-MESSAGES: note: 'pingAsync' is declared here
  // CHECK-FIXES: {{^}}  co_await pingAsync(Found);
  co_return;
}

// --- What the pair may differ in --------------------------------------------------------------------------------------------------

template <typename T> struct Outcome {
  T Value;
  bool has_error() const;
};

template <typename T> using Promised = Task<T>;

struct Stream {
  // Without const and references, where the arguments bind all the same.
  int write(const std::vector<char> &Data);
  Task<int> writeAsync(std::vector<char> Data);
  // The twin throws.
  int read(std::vector<char> &Data, std::error_code &Error);
  Task<int> readAsync(std::vector<char> &Data);
  // More that has a default.
  int peek(int Length);
  Task<int> peekAsync(int Length, int Timeout = 5);
  // The failure stands beside the value.
  int next(int Length);
  Task<Outcome<int>> nextAsync(int Length);
  // Templates.
  template <typename T> T get(int Key);
  template <typename T> Task<T> getAsync(int Key);
  template <typename T> void put(const T &Value);
  template <typename T> Task<void> putAsync(const T &Value);
  template <typename... T> int print(const char *Format, T &&...Values);
  template <typename... T> Task<int> printAsync(const char *Format, T &&...Values);
  template <typename... T> int scan(const char *Format, T &&...Values);
  template <typename... T> Promised<int> scanAsync(const char *Format, T... Values);
  template <typename T> T pick(int Key);
  template <typename T> Promised<T> pickAsync(int Key);
};

Task<> useStream(Stream &S, std::vector<char> &Data) {
  S.write(Data);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'write' blocks {{.*}} twin 'writeAsync' would not
  // CHECK-MESSAGES: note: 'writeAsync' is declared here
  // CHECK-FIXES: {{^}}  co_await S.writeAsync(Data);
  std::error_code Error;
  S.read(Data, Error);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'read' blocks {{.*}} twin 'readAsync' would not
  // CHECK-MESSAGES: note: 'readAsync' is declared here
  // CHECK-FIXES: {{^}}  S.read(Data, Error);
  S.peek(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'peek' blocks {{.*}} twin 'peekAsync' would not
  // CHECK-MESSAGES: note: 'peekAsync' is declared here
  // CHECK-FIXES: {{^}}  co_await S.peekAsync(1);
  int Length = S.next(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'next' blocks {{.*}} twin 'nextAsync' would not
  // CHECK-MESSAGES: note: 'nextAsync' is declared here
  // CHECK-FIXES: {{^}}  int Length = S.next(1);
  Length += S.get<int>(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'get' blocks {{.*}} twin 'getAsync' would not
  // CHECK-MESSAGES: note: 'getAsync' is declared here
  // CHECK-MESSAGES: :[[@LINE-3]]:13: note: await 'getAsync'
  // CHECK-SUGGESTED: {{^}}  Length += co_await S.getAsync<int>(1);
  S.put(std::string("x"));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'put' blocks {{.*}} twin 'putAsync' would not
  // CHECK-MESSAGES: note: 'putAsync' is declared here
  // CHECK-FIXES: {{^}}  co_await S.putAsync(std::string("x"));
  S.print("x", Length, 2);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'print' blocks {{.*}} twin 'printAsync' would not
  // CHECK-MESSAGES: note: 'printAsync' is declared here
  // CHECK-FIXES: {{^}}  co_await S.printAsync("x", Length, 2);
  S.scan("x", Length, 2);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'scan' blocks {{.*}} twin 'scanAsync' would not
  // CHECK-MESSAGES: note: 'scanAsync' is declared here
  // CHECK-FIXES: {{^}}  co_await S.scanAsync("x", Length, 2);
  S.pick<int>(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'pick' blocks {{.*}} twin 'pickAsync' would not
  // CHECK-MESSAGES: note: 'pickAsync' is declared here
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: await 'pickAsync'
  co_return;
}

// --- A completion token -----------------------------------------------------------------------------------------------------------

struct Socket {
  template <typename Buffers> std::size_t read_some(const Buffers &Into);
  template <typename Buffers> std::size_t read_some(const Buffers &Into, std::error_code &Error);
  template <typename Buffers, typename Token> auto async_read_some(const Buffers &Into, Token &&How);
};
Task<> useToken(Socket &S) {
  std::error_code Error;
  S.read_some(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'read_some' blocks {{.*}} twin 'async_read_some' would not
  // CHECK-MESSAGES: note: 'async_read_some' is declared here
  // CHECK-FIXES: {{^}}  S.read_some(1);
  S.read_some(1, Error);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'read_some' blocks {{.*}} twin 'async_read_some' would not
  // CHECK-MESSAGES: note: 'async_read_some' is declared here
  co_return;
}

// --- The body is seen to wait, or calls what is not seen ----------------------------------------------------------------------------

int ask(int Key);
struct Cache {
  int get(int Key) { return Key ? 1 : ask(Key); }
  Task<int> getAsync(int Key);
  void pause() { steps(3); }
  Task<> pauseAsync();
  void steps(int Count) {
    while (Count--)
      ask(Count);
  }
  // What async-blocking-call would tell of as well is told once.
  void nap() { std::this_thread::sleep_for(std::chrono::seconds(1)); }
  Task<> napAsync();
};
Task<> useCache(Cache &C) {
  C.get(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'get' blocks {{.*}} twin 'getAsync' would not
  // CHECK-MESSAGES: note: 'getAsync' is declared here
  C.pause();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'pause' blocks {{.*}} twin 'pauseAsync' would not
  // CHECK-MESSAGES: note: 'pauseAsync' is declared here
  C.nap();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'nap' blocks {{.*}} twin 'napAsync' would not
  // CHECK-MESSAGES: note: 'napAsync' is declared here
  co_return;
}

// --- Where co_await cannot be written, or the rest of the code may differ -----------------------------------------------------------

#define FETCH(Client) Client.fetch(1)
Task<int> noFix(Client &Remote) {
  try {
    co_return FETCH(Remote);
    // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'fetch' blocks
    // CHECK-MESSAGES: note: 'async_fetch' is declared here
    // CHECK-FIXES: {{^}}    co_return FETCH(Remote);
  } catch (...) {
    Remote.fetch(2);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'fetch' blocks
    // CHECK-MESSAGES: note: 'async_fetch' is declared here
    // CHECK-FIXES: {{^}}    Remote.fetch(2);
  }
  using files::load;
  load("x");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'load' blocks
  // CHECK-MESSAGES: note: 'load_async' is declared here
  // CHECK-FIXES: {{^}}  load("x");
  co_return 0;
}

template <typename T> Task<int> anyClient(T &Remote) {
  co_return Remote.fetch(3);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'fetch' blocks
  // CHECK-MESSAGES: note: 'async_fetch' is declared here
  // CHECK-MESSAGES: :[[@LINE-3]]:13: note: await 'async_fetch'
  // CHECK-FIXES: {{^}}  co_return Remote.fetch(3);
  // CHECK-SUGGESTED: {{^}}  co_return co_await Remote.async_fetch(3);
}
Task<int> instances(Client &Remote) {
  struct Special : Client {} Other;
  co_return co_await anyClient(Remote) + co_await anyClient(Other);
}

// Coroutines that nobody awaits, and coroutine lambdas.
lib::Detached forgotten(Client &Remote) {
  auto Inner = [&]() -> Task<int> {
    co_return Remote.fetch(4);
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'fetch' blocks
    // CHECK-MESSAGES: note: 'async_fetch' is declared here
    // CHECK-FIXES: {{^}}    co_return co_await Remote.async_fetch(4);
  };
  co_await Inner();
  Remote.flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'flush' blocks
  // CHECK-MESSAGES: note: 'flushAsync' is declared here
  // CHECK-FIXES: {{^}}  co_await Remote.flushAsync();
}

// What does the same for something else is no part of the twin.
struct Wrapper {
  Client Inner;
  Task<int> async_fetch(int Key) {
    co_return Inner.fetch(Key);
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'fetch' blocks
    // CHECK-MESSAGES: note: 'async_fetch' is declared here
  }
};

// A twin that calls it where it no longer waits, or waits elsewhere.
struct Stored {
  int load(int Key);
  Task<int> loadAsync(int Key) {
    co_await lib::Awaiter<>();
    co_return load(Key);
  }
  int look();
  Task<int> lookAsync() { co_return co_await elsewhere(&Stored::look); }
  static lib::Awaiter<int> elsewhere(int (Stored::*)());
};
Task<int> loads(Stored &From) {
  int Loaded = From.load(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'load' blocks
  // CHECK-MESSAGES: note: 'loadAsync' is declared here
  int Looked = From.look();
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'look' blocks
  // CHECK-MESSAGES: note: 'lookAsync' is declared here
  co_return Loaded + Looked;
}
