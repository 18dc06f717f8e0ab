// RUN: %check_corolint %s %t -- -std=c++20 -I%S/Inputs

// A class that DROGON_TEST makes has its file be test code, which may block.

#include "drogon.h"
#include <thread>

using namespace drogon;
using namespace std::chrono_literals;

Task<int> fetch(int Id = 0);

struct TestOfFetch : public drogon::test::TestCase {
  TestOfFetch() : drogon::test::TestCase("Fetch") {}
  inline void doTest_(std::shared_ptr<drogon::test::Case>) override;
};
void TestOfFetch::doTest_(std::shared_ptr<drogon::test::Case> TEST_CTX) { sync_wait(fetch()); }

Task<> waits() {
  std::this_thread::sleep_for(1s);
  sync_wait(fetch());
  co_await fetch();
}
