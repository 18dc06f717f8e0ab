// A test framework, whose macros make one statement of several.
#pragma once

inline bool framework_no() { return false; }
#define SYSTEM_CHECK(...)                                                                                              \
  do {                                                                                                                 \
    __VA_ARGS__;                                                                                                       \
  } while (framework_no())
