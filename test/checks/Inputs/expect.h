// What test frameworks offer: assertions that something throws, and mocks. expect-model.yaml describes the mocks.
#pragma once

namespace expect {
void fail(const char *);

template <typename R> struct Return {
  R Value;
};
template <typename R> struct ByMoveOf {
  R Value;
};
template <typename R> ByMoveOf<R> byMove(R Value);
template <typename R> Return<R> returns(R Value);

struct Call {
  template <typename Action> Call &once(Action &&) { return *this; }
  template <typename Action> Call &always(Action &&) { return *this; }
};
Call onCall();
} // namespace expect

#define EXPECT_THROWS(...)                                                                                                     \
  do {                                                                                                                         \
    try {                                                                                                                      \
      __VA_ARGS__;                                                                                                             \
      expect::fail(#__VA_ARGS__);                                                                                              \
    } catch (...) {                                                                                                            \
    }                                                                                                                          \
  } while (false)
#define REQUIRE_NOTHROW(...)                                                                                                   \
  do {                                                                                                                         \
    try {                                                                                                                      \
      static_cast<void>(__VA_ARGS__);                                                                                          \
    } catch (...) {                                                                                                            \
      expect::fail(#__VA_ARGS__);                                                                                              \
    }                                                                                                                          \
  } while (false)
