// RUN: %check_corolint %s %t --checks=-*,async-unneeded-coroutine -- -std=c++20

// What is reported of coroutines that need be none.

#include "Inputs/task.h"
#include <memory>
#include <string>

using lib::Task;

Task<std::string> fetch(const std::string &Url);
Task<std::string> fetchOwned(std::string Url);
Task<int> count(int From, int *Into);
Task<> work();
Task<> copyFrom(const char *Text, bool Twice = false);

// --- What only awaits another ------------------------------------------------------------------------------------------------

Task<std::string> forwards(const std::string &Url) { co_return co_await fetch(Url); }
// CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'forwards' does nothing but await 'fetch': its coroutine frame is made for nothing [async-unneeded-coroutine]
// CHECK-MESSAGES: :[[@LINE-2]]:64: note: return the task of 'fetch' itself
// CHECK-SUGGESTED: {{^}}Task<std::string> forwards(const std::string &Url) { return fetch(Url); }

Task<std::string> moves(std::string Url) { co_return co_await fetchOwned(std::move(Url)); }
// CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'moves' does nothing but await 'fetchOwned': its coroutine frame is made for nothing [async-unneeded-coroutine]
// CHECK-MESSAGES: :[[@LINE-2]]:54: note: return the task of 'fetchOwned' itself
// CHECK-SUGGESTED: {{^}}Task<std::string> moves(std::string Url) { return fetchOwned(std::move(Url)); }

Task<std::string> copies(std::string Url) { co_return co_await fetchOwned(Url); }
// CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'copies' does nothing but await 'fetchOwned'
// CHECK-MESSAGES: :[[@LINE-2]]:55: note: return the task of 'fetchOwned' itself
// CHECK-SUGGESTED: {{^}}Task<std::string> copies(std::string Url) { return fetchOwned(Url); }

Task<int> numbers(int From, int *Into) { co_return co_await count(From, Into); }
// CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'numbers' does nothing but await 'count'
// CHECK-MESSAGES: :[[@LINE-2]]:52: note: return the task of 'count' itself
// CHECK-SUGGESTED: {{^}}Task<int> numbers(int From, int *Into) { return count(From, Into); }

Task<int> pointsTo(long From, int &Into) { co_return co_await count(From, &Into); }
// CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'pointsTo' does nothing but await 'count'
// CHECK-MESSAGES: :[[@LINE-2]]:54: note: return the task of 'count' itself
// CHECK-SUGGESTED: {{^}}Task<int> pointsTo(long From, int &Into) { return count(From, &Into); }

Task<> ofVoid() { co_await work(); }
// CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'ofVoid' does nothing but await 'work': its coroutine frame is made for nothing
// CHECK-MESSAGES: :[[@LINE-2]]:19: note: return the task of 'work' itself
// CHECK-SUGGESTED: {{^}}Task<> ofVoid() { return work(); }

Task<> ofVoidReturned() { co_return co_await work(); }
// CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'ofVoidReturned' does nothing but await 'work'
// CHECK-MESSAGES: :[[@LINE-2]]:37: note: return the task of 'work' itself
// CHECK-SUGGESTED: {{^}}Task<> ofVoidReturned() { return work(); }

Task<> withReturn() {
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'withReturn' does nothing but await 'copyFrom'
  co_await copyFrom("text");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: note: return the task of 'copyFrom' itself
  // CHECK-SUGGESTED: {{^}}  return copyFrom("text");
  co_return;
  // CHECK-SUGGESTED-NOT: co_return
}
// CHECK-SUGGESTED: {{^}}Task<> parentheses() { co_await (work()); }
Task<> parentheses() { co_await (work()); }
// CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'parentheses' does nothing but await 'work'
// CHECK-MESSAGES: :[[@LINE-2]]:24: note: return the task of 'work' itself

class Client {
public:
  Task<std::string> get(std::string Path);
  Task<std::string> getFrom(const std::string &Host, std::string Path);
  Task<std::string> root() { co_return co_await get("/"); }
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'root' does nothing but await 'get'
  // CHECK-MESSAGES: :[[@LINE-2]]:40: note: return the task of 'get' itself
  // CHECK-SUGGESTED: {{^}}  Task<std::string> root() { return get("/"); }
  Task<std::string> other(std::string Path) { co_return co_await Next->getFrom(Host, std::move(Path)); }
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'other' does nothing but await 'getFrom'
  // CHECK-MESSAGES: :[[@LINE-2]]:57: note: return the task of 'getFrom' itself
  // CHECK-SUGGESTED: {{^}}  Task<std::string> other(std::string Path) { return Next->getFrom(Host, std::move(Path)); }
  static Task<std::string> of(Client &Of, std::string Path) { co_return co_await Of.get(std::move(Path)); }
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'of' does nothing but await 'get'
  // CHECK-MESSAGES: :[[@LINE-2]]:73: note: return the task of 'get' itself
  // CHECK-SUGGESTED: {{^}}  static Task<std::string> of(Client &Of, std::string Path) { return Of.get(std::move(Path)); }

private:
  std::string Host;
  std::unique_ptr<Client> Next;
};

lib::Eager<int> eagerInner(int Of);
lib::Eager<int> eagerForwards(int Of) { co_return co_await eagerInner(Of); }
// CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'eagerForwards' does nothing but await 'eagerInner'
// CHECK-MESSAGES: :[[@LINE-2]]:51: note: return the task of 'eagerInner' itself
// CHECK-SUGGESTED: {{^}}lib::Eager<int> eagerForwards(int Of) { return eagerInner(Of); }

// --- What never suspends -----------------------------------------------------------------------------------------------------

static Task<int> square(int Of) { co_return Of * Of; }
// CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'square' never suspends: each call makes a coroutine frame for nothing [async-unneeded-coroutine]
// CHECK-MESSAGES: :[[@LINE+9]]:21: note: every call here awaits it at once: an ordinary function would do

lib::Eager<> report(int Value) {
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'report' never suspends: each call makes a coroutine frame for nothing [async-unneeded-coroutine]
  auto Later = [](int) -> Task<> { co_await work(); };
  co_return;
}

Task<int> callers() {
  int A = (co_await square(2)) + co_await square(3);
  co_await report(A);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: note: it is awaited at once: an ordinary function would do
  co_return A;
}
