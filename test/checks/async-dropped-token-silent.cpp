// RUN: %check_corolint %s %t --profile=strict --checks=-*,async-dropped-token -- -std=c++20

// Calls that are given a token, would take none, or must not be stopped.

#include "Inputs/task.h"
#include <stop_token>
#include <string>

lib::Task<int> load(int Id);
lib::Task<int> load(int Id, std::stop_token Stop);
lib::Task<> plain(int Id);
lib::Task<> other(int Id);
lib::Task<> other(std::string Id, std::stop_token Stop);
template <typename T> lib::Task<T> withToken(std::stop_token Stop, lib::Task<T> Work);
int sync(int Id);
int sync(int Id, std::stop_token Stop);

struct Client {
  explicit Client(std::stop_token Stop);
  Client();
  void stopWith(std::stop_token Stop);
  lib::Task<> get();
  lib::Task<> get(std::stop_token Stop);
};

lib::Task<> given(std::stop_token Stop, Client &Shared) {
  co_await load(1, Stop);
  co_await withToken(Stop, load(1));
  co_await plain(1);
  co_await other(1);
  sync(1);
  Client Own(Stop);
  co_await Own.get();
  Client Told;
  Told.stopWith(Stop);
  co_await Told.get();
  (void)Shared;
}

// Who cleans up after a stop must not be stopped.
lib::Task<> cleansUp(std::stop_token Stop) {
  if (Stop.stop_requested()) {
    co_await load(1);
    co_return;
  }
  int Failed = 0;
  try {
    co_await load(2, Stop);
  } catch (...) {
    Failed = 1;
    auto Later = load(3);
  }
  (void)Failed;
}

// No token here.
lib::Task<> without(int Id) { co_await load(Id); }

// The form without a token is made of the one with it, or the other way around.
lib::Task<int> twice(int Id);
lib::Task<int> twice(int Id, std::stop_token) { co_return co_await twice(Id); }

struct Hidden {
  lib::Task<> get();

private:
  lib::Task<> get(std::stop_token Stop);
};
lib::Task<> hidden(Hidden &Of, std::stop_token Stop) {
  (void)Stop;
  co_await Of.get();
}
lib::Task<> silenced(std::stop_token Stop) {
  (void)Stop;
  co_await load(1); // NOLINT(async-dropped-token)
}

// An initialiser in a template has no type yet.
template <typename M> struct Guard {
  explicit Guard(M &Mutex);
};
template <typename M> lib::Task<> ofTemplate(M &Mutex) {
  Guard<M> Held(Mutex);
  co_await plain(1);
}
