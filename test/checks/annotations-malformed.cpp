// RUN: not %corolint --fail-on=error %s -- -std=c++20 | FileCheck %s

// An annotation that is not understood is told of where it stands.

#include "Inputs/task.h"

// CHECK: :[[@LINE+1]]:3: error: this annotation of corolint's is not understood: unknown key 'spam'
[[clang::annotate("corolint::spam: 3")]] void wrong();
// CHECK: :[[@LINE+1]]:3: error: this annotation of corolint's is not understood: {{.*}}missing required key 'task'
[[clang::annotate("corolint::spawn: {}")]] void start(lib::Task<>);
// CHECK: :[[@LINE+1]]:3: error: this annotation of corolint's is not understood: unknown value 'perhaps'; the values are false, true, bound, elsewhere, event-loop
[[clang::annotate("corolint::switches: perhaps")]] lib::Task<> onPool();

lib::Task<> work() {
  wrong();
  start(work());
  co_await onPool();
}
