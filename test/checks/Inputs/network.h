// A network of an in-house runtime: connections, their pool, timers and what gives up after a time. network-model.yaml
// describes it.
#pragma once

#include "task.h"
#include <chrono>
#include <stop_token>
#include <string>
#include <utility>

namespace net {

using Duration = std::chrono::milliseconds;
using Time = std::chrono::steady_clock::time_point;
inline constexpr Time Never = Time::max();

class Connection {
public:
  Connection();
  lib::Task<> connect(std::string Host);
  lib::Task<std::string> read();
  lib::Task<std::string> readUntil(Time Deadline);
  lib::Task<> write(std::string Text);
  void setTimeout(Duration After);
};
class Pool {
public:
  lib::Task<Connection *> borrow();
};
lib::Task<Connection> dial(std::string Host);
lib::Task<> sleepFor(Duration);
template <typename T> lib::Task<T> withTimeout(Duration, lib::Task<T> Work);
template <typename... T> lib::Task<int> firstOf(lib::Task<T>... Work);

class Listener {
public:
  lib::Task<Connection> accept();
  template <typename F> void onRequest(F) {}
};
void spawn(lib::Task<> Work);

} // namespace net
