// RUN: %corolint --model-file=%S/Inputs/runtime-model.yaml --fail-on=never --format=text %s -- -std=c++20 -DTESTED | FileCheck %s --allow-empty --check-prefix=TESTED
// RUN: %corolint --model-file=%S/Inputs/runtime-model.yaml --fail-on=never --format=text %s -- -std=c++20 -DREGISTERED | FileCheck %s --allow-empty --check-prefix=TESTED
// RUN: %corolint --model-file=%S/Inputs/runtime-model.yaml --fail-on=never --format=text %s -- -std=c++20 -DRUN | FileCheck %s --allow-empty --check-prefix=TESTED
// RUN: %corolint --model-file=%S/Inputs/runtime-model.yaml --fail-on=never --format=text %s -- -std=c++20 | FileCheck %s --check-prefix=OTHERWISE
// RUN: %corolint --model-file=%S/Inputs/runtime-model.yaml --profile=strict --fail-on=never --format=text %s -- -std=c++20 -DTESTED | FileCheck %s --check-prefix=STRICT

// A file that defines a test is test code: its event loop serves nobody else, and how much it starts is up to the test.

#include "Inputs/runtime.h"
#include "Inputs/testing.h"
#include <string>
#include <thread>
#include <vector>

using namespace std::chrono_literals;

#ifdef TESTED
#define TEST(Suite, Name)                                                                                              \
  class Suite##_##Name##_Test : public testing::Test {                                                                 \
    void TestBody() override;                                                                                          \
  };                                                                                                                   \
  void Suite##_##Name##_Test::TestBody()
#elif defined(REGISTERED)
// As doctest has it: nothing but a number is left of what registers the test.
namespace doctest::detail {
struct TestCase {
  TestCase(void (*Test)(), const char *File);
  TestCase &operator*(const char *Name);
};
int regTest(const TestCase &Case);
} // namespace doctest::detail
#define TEST(Suite, Name)                                                                                              \
  static void Suite##_##Name##_Test();                                                                                 \
  static const int Suite##_##Name##_Var =                                                                              \
      doctest::detail::regTest(doctest::detail::TestCase(Suite##_##Name##_Test, __FILE__) * #Name);                    \
  static void Suite##_##Name##_Test()
#else
#define TEST(Suite, Name) void Suite##_##Name##_Test()
#endif

lib::Task<> fetch(std::string Url);
lib::Task<> save();
std::vector<std::string> urls();

// TESTED-NOT: async-blocking-call
// TESTED-NOT: async-unbounded-spawn
// TESTED-DAG: [[@LINE+8]]:5: warning: 'save' is never awaited: {{.*}} [async-unawaited-result]
// OTHERWISE-DAG: [[@LINE+6]]:5: warning: 'sleep_for' blocks the event loop: {{.*}} [async-blocking-call]
// OTHERWISE-DAG: [[@LINE+6]]:5: warning: 'save' is never awaited: {{.*}} [async-unawaited-result]
// OTHERWISE-DAG: [[@LINE+9]]:5: warning: 'spawn' starts a task per turn of this loop{{.*}} [async-unbounded-spawn]
// STRICT-DAG: [[@LINE+8]]:5: warning: 'spawn' starts a task per turn of this loop{{.*}} [async-unbounded-spawn]
TEST(Cache, forgets) {
  auto Slow = []() -> lib::Task<> {
    std::this_thread::sleep_for(50ms);
    save();
    co_return;
  };
  for (const std::string &Url : urls())
    rt::spawn(fetch(Url));
  rt::spawn(Slow());
}

bool alwaysTrue();
#define EXPECT_THROW(Statement)                                                                                        \
  if (alwaysTrue()) {                                                                                                  \
    Statement;                                                                                                         \
  } else                                                                                                               \
    fail()
void fail();
lib::Eager<int> fetched();
int valueOf(lib::Eager<int> Of);

// A test's macro evaluates what it is given.
// TESTED-NOT: async-unawaited-local
// OTHERWISE: [[@LINE+3]]:{{.*}}: warning: {{.*}} [async-unawaited-local]
// STRICT-NOT: async-unawaited-local
TEST(Cache, throws) {
  auto Result = fetched();
  EXPECT_THROW(valueOf(std::move(Result)));
}

#ifdef RUN
// As QTEST_MAIN has it.
namespace QTest {
int qExec(void *Tests, int Count, char **Arguments);
}
int main(int Count, char **Arguments) {
  return QTest::qExec(nullptr, Count, Arguments);
}
#endif
