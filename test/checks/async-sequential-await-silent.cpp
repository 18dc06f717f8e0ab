// RUN: %check_corolint %s %t --model-file=%S/Inputs/runtime-model.yaml --checks=-*,async-sequential-await -- -std=c++20

// Awaits that must follow one another, or may have to.

#include "Inputs/runtime.h"
#include <memory>
#include <optional>
#include <string>
#include <vector>

lib::Task<std::string> fetch(std::string Url);
lib::Task<int> measure(const std::string &Of);
lib::Task<std::optional<std::string>> tryFetch(std::string Url);
lib::Task<> store(std::string);
lib::Awaiter<int> accept();
void log(const std::string &);

// --- Dependency ---
lib::Task<std::string> depends(std::vector<std::string> Urls) {
  std::string Page;
  for (auto &Url : Urls)
    Page = co_await fetch(Url + Page);
  std::string Next = "first";
  for (auto &Url : Urls) {
    (void)Url;
    Next = co_await fetch(Next);
  }
  auto Name = co_await fetch("name");
  auto Size = co_await measure(Name);
  co_return Page + std::to_string(Size);
}

// --- Early exit ---
lib::Task<std::string> exits(std::vector<std::string> Urls) {
  for (auto &Url : Urls) {
    auto Page = co_await tryFetch(Url);
    if (Page)
      co_return *Page;
  }
  std::string Last;
  for (auto &Url : Urls) {
    Last = co_await fetch(Url);
    if (Last.empty())
      break;
  }
  for (auto &Url : Urls) {
    auto Page = co_await tryFetch(Url);
    if (!Page)
      throw 1;
  }
  auto First = co_await tryFetch("a");
  if (!First)
    co_return "";
  auto Second = co_await tryFetch("b");
  co_return *Second;
}

// --- Retry ---
lib::Task<> retries() {
  std::vector<int> Sizes;
  for (int Try = 0; Try < 3; ++Try)
    Sizes.push_back(co_await measure("same"));
}

// --- Rate limit ---
lib::Task<> limits(std::vector<std::string> Urls, rt::Semaphore &Slots) {
  std::vector<std::string> Pages;
  for (auto &Url : Urls) {
    Pages.push_back(co_await fetch(Url));
    co_await rt::yield();
  }
  for (auto &Url : Urls) {
    co_await Slots.acquire();
    Pages.push_back(co_await fetch(Url));
  }
}

// --- Ordering ---
struct Stream {
  lib::Task<int> write(std::string);
  lib::Task<std::string> read(int) const;
  lib::Task<> flush();
};
lib::Task<int> send(Stream &To, std::string Text);
lib::Task<int> sendBy(std::shared_ptr<Stream> To, std::string Text);
lib::Task<int> sendTo(Stream *To, std::string Text);
lib::Task<> orders(std::vector<std::string> Texts, Stream &To, std::shared_ptr<Stream> Shared) {
  int Written = 0;
  for (auto &Text : Texts)
    Written += co_await To.write(Text);
  for (auto &Text : Texts)
    Written += co_await send(To, Text);
  for (auto &Text : Texts)
    Written += co_await sendBy(Shared, Text);
  for (auto &Text : Texts)
    Written += co_await sendTo(&To, Text);
  for (auto &Text : Texts)
    co_await store(Text);
  std::vector<std::string> Parts;
  for (int I = 0; I < 3; ++I)
    Parts.push_back(co_await To.read(I));
  auto A = co_await To.write("a");
  auto B = co_await To.write("b");
  auto Head = co_await To.read(1);
  auto Body = co_await To.read(2);
  for (auto &Text : Texts) {
    log(Text);
    Written += co_await measure(Text);
  }
  (void)(A + B);
}

// --- Shared mutation ---
struct Cache {
  int Total = 0;
  std::vector<int> Sizes;
  lib::Task<int> load(int Id) {
    Total += Id;
    co_return co_await measure("x");
  }
  lib::Task<int> unseen(int Id);
  lib::Task<> all(std::vector<int> Ids, std::vector<std::string> Urls) {
    int Sum = 0;
    for (int Id : Ids)
      Sum += co_await load(Id);
    for (int Id : Ids)
      Sum += co_await unseen(Id);
    for (auto &Url : Urls)
      Total += co_await measure(Url);
    for (auto &Url : Urls)
      Sizes.push_back(co_await measure(Url));
  }
};

// --- Batching, and awaits for something else ---
lib::Task<std::vector<int>> gather(std::vector<lib::Task<int>> Batch);
lib::Task<> batches(std::vector<std::vector<std::string>> Given) {
  std::vector<int> Sizes;
  for (auto &Some : Given) {
    std::vector<lib::Task<int>> Batch;
    for (auto &Url : Some)
      Batch.push_back(measure(Url));
    for (int Size : co_await gather(std::move(Batch)))
      Sizes.push_back(Size);
  }
  int Socket = co_await accept();
  int Other = co_await accept();
  (void)(Socket + Other);
}

// Eager tasks run already.
lib::Eager<int> start(std::string);
lib::Task<> eager(std::vector<std::string> Urls) {
  std::vector<lib::Eager<int>> Running;
  for (auto &Url : Urls)
    Running.push_back(start(Url));
  int Sum = 0;
  for (auto &One : Running)
    Sum += co_await One;
}

// Locks and other things that are held.
struct Guard {
  Guard(Guard &&);
  ~Guard();
};
lib::Task<Guard> lock(std::string Name);
lib::Task<> locks() {
  auto A = co_await lock("a");
  auto B = co_await lock("b");
}

// One of a failure's own handling.
lib::Task<> handles(std::vector<std::string> Urls) {
  std::vector<std::string> Pages;
  for (auto &Url : Urls)
    try {
      Pages.push_back(co_await fetch(Url));
    } catch (...) {
    }
  for (auto &Url : Urls)
    Pages.push_back(co_await fetch(Url)); // NOLINT(async-sequential-await)
}
