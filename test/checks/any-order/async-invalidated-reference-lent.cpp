// RUN: %check_corolint %s %t --checks=-*,async-invalidated-reference -- -std=c++20

// References into shared state that an awaited operation works on while other code may end what they
// refer to.

#include "../Inputs/task.h"
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

using lib::Task;

Task<> work();
struct Socket;
Task<> send(Socket &To, std::string_view Bytes);
Task<> sendAll(Socket *To, std::span<const char> Bytes);
Task<int> parse(std::span<const char> Bytes, int From);
Task<> sendRaw(const void *Bytes, std::size_t Size);
Task<> keep(std::string Copy);
Task<> count(std::span<const int> Numbers);
void use(std::string_view);

Task<> usesLater(std::string_view Text) {
  co_await work();
  use(Text);
}
Task<> usesAtOnce(std::string_view Text) {
  use(Text);
  co_await work();
}

class Channel {
public:
  Task<> view() {
    co_await send(Peer, Pending);
    // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'send' works on what lies in 'Pending', which 'replace' may replace before it is done [async-invalidated-reference]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: the coroutine is suspended here until then
    // CHECK-MESSAGES: :[[@LINE+31]]:36: note: meanwhile 'Pending' may be replaced here
  }
  Task<> span() {
    co_await sendAll(&Peer, Buffer);
    // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'sendAll' works on what lies in 'Buffer', which 'drop' may remove from before it is done [async-invalidated-reference]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: the coroutine is suspended here until then
    // CHECK-MESSAGES: :[[@LINE+31]]:5: note: meanwhile 'Buffer' may be removed from here
  }
  Task<> pointer() {
    co_await sendRaw(Buffer.data(), 10);
    // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'sendRaw' works on what lies in 'Buffer', which 'drop' may remove from before it is done [async-invalidated-reference]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: the coroutine is suspended here until then
    // CHECK-MESSAGES: :[[@LINE+25]]:5: note: meanwhile 'Buffer' may be removed from here
  }
  Task<> coroutine() {
    co_await usesLater(Title);
    // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'usesLater' works on what lies in 'Title', which 'rename' may replace before it is done [async-invalidated-reference]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: the coroutine is suspended here until then
    // CHECK-MESSAGES: :27:7: note: it is used here, after a suspension
    // CHECK-MESSAGES: :[[@LINE+14]]:5: note: meanwhile 'Title' may be replaced here
  }

  // Copies, uses before any suspension, what stays, and what may be read only at once.
  Task<> copied() { co_await keep(Copied); }
  Task<> atOnce() { co_await usesAtOnce(Copied); }
  Task<> stays() { co_await send(Peer, Name); }
  Task<> numbers() { co_await count(Numbers); }
  Task<> grows() { co_await sendAll(&Peer, Growing); }
  // Not seen to be more than a look at the bytes.
  Task<int> parsed() { co_return co_await parse(Buffer, 1); }

  void replace(std::string Text) { Pending = std::move(Text); }
  void rename(std::string Text) {
    Title = std::move(Text);
    Copied = Title;
  }
  void drop() {
    Buffer.clear();
    Numbers.clear();
  }
  void add(char Each) { Growing.push_back(Each); }

private:
  Socket &Peer;
  std::string Pending, Title, Copied, Name;
  std::vector<char> Buffer, Growing;
  std::vector<int> Numbers;
};

// A stream has one reader at a time, and what it is read into goes with that; writers may be several.
struct Stream {
  Task<int> read(std::span<char> Into);
  Task<> write(std::span<const char> Bytes);
};
class Reader {
public:
  Task<int> peek() { co_return co_await From.read(Buffer); }
  Task<> readAll() {
    for (;;) {
      Buffer = std::vector<char>(Buffer.size() * 2);
      if (co_await From.read(Buffer) == 0)
        co_return;
    }
  }
  Task<> flush() {
    co_await From.write(Written);
    // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'write' works on what lies in 'Written', which 'restart' may replace before it is done [async-invalidated-reference]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: the coroutine is suspended here until then
    // CHECK-MESSAGES: :[[@LINE+3]]:5: note: meanwhile 'Written' may be replaced here
  }
  Task<> restart() {
    Written = std::vector<char>(1);
    co_await From.write(Written);
  }

private:
  Stream From;
  std::vector<char> Buffer, Written;
};

// Full duplex: what is written is not what is read.
class Duplex {
public:
  Task<int> receive() {
    co_return co_await With.read(Buffer);
    // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: 'read' works on what lies in 'Buffer', which 'send' may replace before it is done [async-invalidated-reference]
    // CHECK-MESSAGES: :[[@LINE-2]]:15: note: the coroutine is suspended here until then
    // CHECK-MESSAGES: :[[@LINE+3]]:5: note: meanwhile 'Buffer' may be replaced here
  }
  Task<> send() {
    Buffer = std::vector<char>(1);
    co_await With.write(Buffer);
  }

private:
  Stream With;
  std::vector<char> Buffer;
};
