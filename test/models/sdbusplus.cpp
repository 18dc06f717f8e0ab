// RUN: %check_corolint %s %t -- -std=c++20 -I%S/Inputs

// What the model of sdbusplus says, on stubs.

#include "sdbusplus.h"
#include <stdexcept>
#include <string>
#include <vector>

using sdbusplus::async::context;
using sdbusplus::async::task;

task<int> property();
void use(const std::string &);

task<void> watch(const std::string &Path) {
  if (co_await property() < 0)
    throw std::runtime_error("gone");
  use(Path);
}
task<void> quiet(std::string Path) {
  use(Path);
  co_return;
}

void start(context &Context, const std::vector<std::string> &Paths) {
  Context.spawn(watch("a"));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a failure of 'watch' ends the program: nothing catches it [async-unobserved-failure]
  // CHECK-MESSAGES: :[[@LINE-2]]:23: warning: the task that 'watch' makes refers to a temporary, which is gone when it runs [async-dangling-argument]
  for (auto &Path : Paths)
    Context.spawn(quiet(Path));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
}

task<void> ticks(context &Context) {
  while (true)
    co_await sdbusplus::async::sleep_for(Context, std::chrono::seconds(1));
}
void startTicking(context &Context) { Context.spawn(ticks(Context)); }
