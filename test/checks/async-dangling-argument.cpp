// RUN: %check_corolint %s %t --model-file=%S/Inputs/runtime-model.yaml -- -std=c++20

// Calls that give a coroutine a reference to what ends before the task does.

#include "Inputs/runtime.h"
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

using lib::Detached;
using lib::Eager;
using lib::Generator;
using lib::Task;

struct Url {
  explicit Url(const char *);
  Url(const Url &);
  ~Url();
  std::string host() const;
  Task<> fetch() const;
  std::string Text;
};

void use(const Url &);
Eager<> rest();
std::string make();
lib::Awaiter<> tick();

// --- Temporaries --------------------------------------------------------------------------------------------------------------

Task<> send(const std::string &Text);
Task<> view(std::string_view Text);
Task<> read(const char *Text);
Task<> numbers(std::span<const int> Numbers);
Task<> list(std::initializer_list<int> Numbers);
Task<> load(const Url &Where) {
  use(Where);
  co_await tick();
}
Task<> fallback(const Url &Where = Url("default"), int Times = 1) {
  use(Where);
  co_await tick();
}
struct Options {
  std::string_view Name;
  int Times = 0;
};
Task<> configured(Options Given);

Task<> inVariable() {
  auto Pending = send("text");
  auto Viewed = view(make());
  auto Of = view(std::string_view(make()).substr(1));
  auto Raw = read(make().c_str());
  auto Numbers = numbers(std::vector<int>(3));
  auto List = list({1, 2, 3});
  auto Loaded = load(Url("here"));
  auto Defaulted = fallback();
  auto Fetched = Url("there").fetch();
  auto Configured = configured({.Name = make()});
  co_await std::move(Pending);
  co_await std::move(Viewed);
  co_await std::move(Of);
  co_await std::move(Raw);
  co_await std::move(Numbers);
  co_await std::move(List);
  co_await std::move(Loaded);
  co_await std::move(Defaulted);
  co_await std::move(Fetched);
  co_await std::move(Configured);
}

void started() {
  rt::spawn(send("text"));
}

Task<> returned() {
  return send("text");
}

class Sender {
public:
  void later() { Pending.push_back(send("text")); }
  void now() { Running = std::make_unique<Task<>>(send("text")); }
  void again(Task<> &Into) {
    Last = view(make());
    Into = view(make());
  }

private:
  std::vector<Task<>> Pending;
  std::unique_ptr<Task<>> Running;
  Task<> Last;
};

struct Owner {
  Owner() : First(view(make())) {}
  Task<> First;
};

Detached background(const Url &Where) {
  co_await rest();
  use(Where);
}

void runsOn() {
  background(Url("here"));
}

Generator<int> lengths(const std::string &Text) {
  int Length = Text.size();
  co_yield Length;
}

int generated() {
  auto Lengths = lengths("text");
  return Lengths.next() ? Lengths.value() : 0;
}

// --- Local variables ----------------------------------------------------------------------------------------------------------

Task<> narrowerScope(bool Wanted) {
  std::vector<Task<>> Pending;
  if (Wanted) {
    std::string Text = make();
    Pending.push_back(send(Text));
  }
  co_await rt::whenAll(std::move(Pending));
}

Task<> eachTurn(const std::vector<std::string> &Texts) {
  std::vector<Task<>> Pending;
  for (std::string Text : Texts)
    Pending.push_back(send(Text));
  for (Task<> &Each : Pending)
    co_await std::move(Each);
}

Task<> afterMove(bool Wanted) {
  std::vector<Task<>> Pending;
  if (Wanted) {
    Url Where("here");
    auto Loading = load(Where);
    Pending.push_back(std::move(Loading));
  }
  co_await rt::whenAll(std::move(Pending));
}

void parameter(std::string Text) {
  rt::spawn(send(Text));
}

Task<> inCoroutine() {
  Url Where("here");
  rt::spawn(load(Where));
  co_return;
}

void eager(std::string Text) {
  Url Where("here");
  background(Where);
}

Task<> ofObject() {
  Url Where("here");
  rt::spawn(Where.fetch());
  co_return;
}

class Client {
public:
  void start(std::string Text) { Pending.push_back(view(Text)); }

private:
  std::vector<Task<>> Pending;
};
