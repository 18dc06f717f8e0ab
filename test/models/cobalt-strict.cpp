// RUN: %check_corolint %s %t --profile=strict --checks=-async-dangling-argument -- -std=c++20 -I%S/Inputs

// What the model of Boost.Cobalt says beyond cobalt.cpp, in the strict profile.

#include "cobalt.h"
#include <atomic>
#include <thread>

using namespace std::chrono_literals;
namespace cobalt = boost::cobalt;

cobalt::promise<int> load(int);
cobalt::promise<void> store(int);

void detaches(const std::vector<int> &Numbers) {
  for (int Number : Numbers)
    store(Number).detach();
  for (int Number : Numbers)
    +store(Number);
}
cobalt::promise<void> keeps() {
  int Number = 1;
  return cobalt::with(1, [&Number](int) { return store(Number); });
}

struct Server {
  std::atomic<bool> Ready{false};
  cobalt::task<void> ready() {
    while (!Ready)
      co_await store(1);
  }
};
