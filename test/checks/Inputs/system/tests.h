// A test framework, whose macros make one statement of several.
#pragma once

inline bool no() { return false; }
#define SYSTEM_CHECK(...)                                                                                              \
  do {                                                                                                                 \
    __VA_ARGS__;                                                                                                       \
  } while (no())
