// RUN: %check_corolint %s %t --profile=strict --model-file=%S/Inputs/runtime-model.yaml --checks=-*,async-dangling-argument -- -std=c++20

// What only the strict profile says: coroutines whose parameters need a caller that awaits them, and pointers.

#include "Inputs/runtime.h"
#include <string>
#include <string_view>

using lib::Eager;
using lib::Task;

void use(std::string_view);
Eager<> rest();

Task<> reference(const std::string &Text) {
// CHECK-MESSAGES: :[[@LINE-1]]:37: warning: what 'Text' refers to may be gone when the coroutine uses it: only a caller that awaits it at once keeps it [async-dangling-argument]
// CHECK-MESSAGES: :[[@LINE+1]]:7: note: it is used here, when the task runs
  use(Text);
  co_return;
}

Eager<> view(std::string_view Text, const std::string &Early) {
// CHECK-MESSAGES: :[[@LINE-1]]:31: warning: what 'Text' refers to may be gone when the coroutine uses it: only a caller that awaits it at once keeps it [async-dangling-argument]
// CHECK-MESSAGES: :[[@LINE+3]]:7: note: it is used here, after a suspension
  use(Early);
  co_await rest();
  use(Text);
}

Task<> pointer(const char *Text);
Task<> value(std::string Text, const std::string &) {
  use(Text);
  co_return;
}

Task<> send(const std::string *Text);
void started(std::string Text) { rt::spawn(send(&Text)); }
// CHECK-MESSAGES: :[[@LINE-1]]:49: warning: the task that 'send' makes refers to 'Text', which is gone when it runs [async-dangling-argument]
// CHECK-MESSAGES: :[[@LINE-2]]:26: note: 'Text' ends with its scope
// CHECK-MESSAGES: :[[@LINE-3]]:34: note: 'spawn' starts it, and nothing here waits for it
// CHECK-MESSAGES: :[[@LINE-5]]:8: note: 'send' is declared here
