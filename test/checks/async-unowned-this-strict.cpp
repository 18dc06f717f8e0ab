// RUN: %check_corolint %s %t --profile=strict --model-file=%S/Inputs/runtime-model.yaml --checks=-*,async-unowned-this -- -std=c++20

// What only the strict profile says: the same of objects that nobody shares.

#include "Inputs/runtime.h"
#include <memory>

using lib::Detached;
using lib::Task;

lib::Awaiter<> tick();

class Server {
public:
  void start() {
    rt::spawn(run());
    Tasks.add(run());
  }
  Task<> run() {
    co_await tick();
    ++Count;
  }
  Detached watch() {
    co_await tick();
    ++Count;
  }

private:
  int Count = 0;
  rt::TaskGroup Tasks;
};
