// RUN: %check_corolint %s %t --model-file=%S/Inputs/runtime-model.yaml --checks=-*,async-sequential-await -- -std=c++20

// Awaits one after the other, of which none needs what another one gives.

#include "Inputs/runtime.h"
#include <map>
#include <string>
#include <vector>

lib::Task<std::string> fetch(std::string Url);
lib::Task<int> measure(const std::string &Of, int From = 0);
lib::Eager<int> count(std::string_view Of);
lib::Task<> store(std::string);

lib::Task<std::vector<std::string>> collects(std::vector<std::string> Urls) {
  std::vector<std::string> Pages;
  for (const auto &Url : Urls)
    Pages.push_back(co_await fetch(Url));
    // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'fetch' is awaited once per element, one after the other, although no turn of this loop needs what another one gives [async-sequential-await]
    // CHECK-MESSAGES: :[[@LINE-2]]:21: note: await them together, a bounded number at once, with a gather of the library
  for (std::size_t I = 0; I < Urls.size(); ++I)
    Pages[I] = co_await fetch(Urls[I]);
    // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'fetch' is awaited once per element, one after the other, although no turn of this loop needs what another one gives [async-sequential-await]
    // CHECK-MESSAGES: :[[@LINE-2]]:16: note: await them together, a bounded number at once, with a gather of the library
  co_return Pages;
}
lib::Task<int> sums(std::map<std::string, int> Counts) {
  int Sum = 0;
  for (auto &[Name, Count] : Counts) {
    if (Name.empty())
      continue;
    std::string Path = Name + "/";
    int Size = co_await measure(Path);
    // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'measure' is awaited once per element, one after the other, although no turn of this loop needs what another one gives [async-sequential-await]
    // CHECK-MESSAGES: :[[@LINE-2]]:16: note: await them together, a bounded number at once, with a gather of the library
    Sum += Size * Count;
  }
  for (auto &Entry : Counts)
    Sum += co_await count(Entry.first);
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'count' is awaited once per element, one after the other, although no turn of this loop needs what another one gives [async-sequential-await]
    // CHECK-MESSAGES: :[[@LINE-2]]:12: note: await them together, a bounded number at once, with a gather of the library
  co_return Sum;
}

struct Site {
  lib::Task<int> size(std::string Url) const;
  lib::Task<int> cached(int Id) {
    int Size = co_await measure("x", Id);
    co_return Size + 1;
  }
  lib::Task<std::vector<int>> all(const std::vector<std::string> &Urls, std::vector<int> Ids) {
    std::vector<int> Sizes;
    for (auto &Url : Urls)
      Sizes.emplace_back(co_await size(Url));
      // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'size' is awaited once per element, one after the other, although no turn of this loop needs what another one gives [async-sequential-await]
      // CHECK-MESSAGES: :[[@LINE-2]]:26: note: await them together, a bounded number at once, with a gather of the library
    for (int Id : Ids)
      Sizes.emplace_back(co_await cached(Id));
      // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'cached' is awaited once per element, one after the other, although no turn of this loop needs what another one gives [async-sequential-await]
      // CHECK-MESSAGES: :[[@LINE-2]]:26: note: await them together, a bounded number at once, with a gather of the library
    co_return Sizes;
  }
};
// Each element is another object.
struct Shard {
  lib::Task<int> query(int Id);
};
lib::Task<int> shards(std::vector<Shard> &All) {
  int Sum = 0;
  for (Shard &Each : All)
    Sum += co_await Each.query(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'query' is awaited once per element, one after the other, although no turn of this loop needs what another one gives [async-sequential-await]
    // CHECK-MESSAGES: :[[@LINE-2]]:12: note: await them together, a bounded number at once, with a gather of the library
  co_return Sum;
}

// Lazy tasks that were stored to be awaited together.
lib::Task<> stored(std::vector<std::string> Urls) {
  std::vector<lib::Task<std::string>> Tasks;
  for (auto &Url : Urls)
    Tasks.push_back(fetch(Url));
  std::vector<std::string> Pages;
  for (auto &Task : Tasks)
    Pages.push_back(co_await std::move(Task));
    // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: each of these tasks starts only when it is awaited here, so that they run one after the other [async-sequential-await]
    // CHECK-MESSAGES: :[[@LINE-2]]:21: note: await them together, a bounded number at once, with a gather of the library
}

lib::Task<std::string> inARow(std::string User) {
  auto Name = co_await fetch("name/" + User);
  auto Mail = co_await fetch("mail/" + User);
  int Size = 0;
  Size = co_await measure(User);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'measure' starts only when 'fetch' has ended, although it does not need what that gives [async-sequential-await]
  // CHECK-MESSAGES: :[[@LINE-5]]:15: note: 'fetch' is awaited here before
  // CHECK-MESSAGES: :[[@LINE-5]]:15: note: 'fetch' is awaited here before
  // CHECK-MESSAGES: :[[@LINE-7]]:15: note: await them together, with a gather of the library
  co_return Name + Mail + std::to_string(Size);
}
// What depends on the first of them ends the row.
lib::Task<std::string> chained(std::string User) {
  auto Name = co_await fetch(User);
  auto Size = co_await measure(Name);
  auto Other = co_await measure(User);
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'measure' starts only when 'measure' has ended, although it does not need what that gives [async-sequential-await]
  // CHECK-MESSAGES: :[[@LINE-3]]:15: note: 'measure' is awaited here before
  // CHECK-MESSAGES: :[[@LINE-4]]:15: note: await them together, with a gather of the library
  co_return Name + std::to_string(Size + Other);
}
