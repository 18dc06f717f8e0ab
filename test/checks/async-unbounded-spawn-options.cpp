// The options of async-unbounded-spawn.

// RUN: rm -rf %t && split-file %s %t && cd %t && cp a.cpp set && cp a.cpp invalid
// RUN: not %corolint --no-color --model-file=%S/Inputs/runtime-model.yaml a.cpp -- -std=c++20 -I%S/Inputs | FileCheck a.cpp --check-prefix=DEFAULT --implicit-check-not='{{(warning|remark):}}'
// RUN: not %corolint --no-color --model-file=%S/Inputs/runtime-model.yaml set/a.cpp -- -std=c++20 -I%S/Inputs | FileCheck a.cpp --check-prefix=SET --implicit-check-not='{{(warning|remark):}}'
// RUN: not %corolint --model-file=%S/Inputs/runtime-model.yaml invalid/a.cpp -- -std=c++20 -I%S/Inputs 2>&1 | FileCheck a.cpp --check-prefix=INVALID --implicit-check-not='{{(warning|remark|error):}}'

//--- a.cpp
#include "runtime.h"
#include <vector>
lib::Task<> work(int);
lib::Task<> task(std::vector<int> Numbers) {
  for (int I = 0; I < 10; ++I)
    rt::spawn(work(I));
  for (int I = 0; I < 20; ++I)
    rt::spawn(work(I));
  for (int I = 0; I < 100; ++I)
    rt::spawn(work(I));
  co_await rt::forEach(Numbers, work);
}
// DEFAULT: a.cpp:11:12: warning: 'forEach'
// DEFAULT: a.cpp:11:12: note: use 'forEachAtMost' to run at most 16 at once

// SET: a.cpp:8:5: warning: 'spawn'
// SET: a.cpp:10:5: warning: 'spawn'
// SET: a.cpp:11:12: warning: 'forEach'
// SET: a.cpp:11:12: note: use 'forEachAtMost' to run at most 3 at once

// INVALID: error: invalid configuration value 'ten' for option 'async-unbounded-spawn.SmallBound'
//--- set/.clang-tidy
CheckOptions:
  async-unbounded-spawn.SmallBound: 10
  async-unbounded-spawn.Strict: true
  async-unbounded-spawn.Limit: 3
//--- invalid/.clang-tidy
CheckOptions:
  async-unbounded-spawn.SmallBound: ten
