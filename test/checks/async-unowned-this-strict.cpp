// RUN: %check_corolint %s %t --profile=strict --model-file=%S/Inputs/runtime-model.yaml --checks=-*,async-unowned-this -- -std=c++20

// What only the strict profile says: the same of objects that nobody shares.

#include "Inputs/runtime.h"
#include <memory>

using lib::Detached;
using lib::Task;

lib::Awaiter<> pause();

class Server {
public:
  void start() {
    rt::spawn(run());
    Tasks.add(run());
  }
  Task<> run() {
    co_await pause();
    ++Count;
  }
  Detached watch() {
    co_await pause();
    ++Count;
  }

private:
  int Count = 0;
  rt::TaskGroup Tasks;
};
