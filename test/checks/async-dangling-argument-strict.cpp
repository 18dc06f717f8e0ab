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
  use(Text);
  co_return;
}

Eager<> view(std::string_view Text, const std::string &Early) {
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
