// What async-use-after-move adds where bugprone-use-after-move is in the same run, by way of the plugin: what that one sees is its
// own to tell.

// RUN: %clang_tidy --load=%plugin --quiet '--checks=-*,async-use-after-move,bugprone-use-after-move' %s -- -std=c++20 | FileCheck %s --implicit-check-not=warning:
// RUN: %clang_tidy --load=%plugin --quiet '--checks=-*,async-use-after-move' %s -- -std=c++20 | FileCheck %s --check-prefix=ALONE --implicit-check-not=warning:

#include "Inputs/task.h"
#include <string>
#include <utility>

using lib::Task;

Task<int> send(std::string Given);
void log(const std::string &Text);

Task<> plain(std::string Text) {
  co_await send(std::move(Text));
  // CHECK: [[@LINE+2]]:7: warning: 'Text' used after it was moved [bugprone-use-after-move]
  // ALONE: [[@LINE+1]]:7: warning: 'Text' is used after it was moved
  log(Text);
}

struct Request {
  std::string Body;
};
Task<> member(Request Given) {
  co_await send(std::move(Given.Body));
  // CHECK: [[@LINE+2]]:7: warning: 'Given.Body' is used after it was moved{{.*}} [async-use-after-move]
  // ALONE: [[@LINE+1]]:7: warning: 'Given.Body' is used after it was moved
  log(Given.Body);
}

Task<> handler(std::string Text) {
  try {
    co_await send(std::move(Text));
  } catch (int) {
    // CHECK: [[@LINE+2]]:9: warning: 'Text' is used after it was moved{{.*}} [async-use-after-move]
    // ALONE: [[@LINE+1]]:9: warning: 'Text' is used after it was moved
    log(Text);
  }
}

template <typename T> constexpr T &&mv(T &Given) noexcept { return static_cast<T &&>(Given); }
Task<> ownMove(std::string Text) {
  co_await send(mv(Text));
  // CHECK: [[@LINE+2]]:7: warning: 'Text' is used after it was moved{{.*}} [async-use-after-move]
  // ALONE: [[@LINE+1]]:7: warning: 'Text' is used after it was moved
  log(Text);
}

Task<int> sendRequest(Request Given);
Task<> aggregate(std::string Text) {
  co_await sendRequest(Request{.Body = std::move(Text)});
  // CHECK: [[@LINE+2]]:7: warning: 'Text' used after it was moved [bugprone-use-after-move]
  // ALONE: [[@LINE+1]]:7: warning: 'Text' is used after it was moved
  log(Text);
}

Task<> referredTo(std::string Text) {
  std::string &Name = Text;
  co_await send(std::move(Name));
  // CHECK: [[@LINE+2]]:7: warning: 'Text' is used after it was moved{{.*}} [async-use-after-move]
  // ALONE: [[@LINE+1]]:7: warning: 'Text' is used after it was moved
  log(Text);
}

Task<> referredToLater(std::string Text) {
  co_await send(std::move(Text));
  // CHECK: [[@LINE+1]]:29: warning: 'Text' used after it was moved [bugprone-use-after-move]
  const std::string &Name = Text;
  // ALONE: [[@LINE+1]]:7: warning: 'Name' is used after it was moved
  log(Name);
}
