// Objects of an in-house library that must be closed asynchronously. scope-model.yaml describes them.
#pragma once

#include "task.h"

namespace sc {

struct StopSource {
  bool request_stop();
};

class Scope {
public:
  Scope();
  Scope(const Scope &) = delete;
  ~Scope();
  void add(lib::Task<> Work);
  int size() const;
  lib::Awaiter<> join();
  lib::Awaiter<> cancelAndJoin();
  void close(); // Takes no more.
  StopSource &source();
};

class Stream {
public:
  Stream(Stream &&);
  ~Stream();
  lib::Awaiter<> write(int Value);
  lib::Awaiter<> close();
};
/// What must be given back: a place, the lock.
struct Turns {
  explicit Turns(int Count);
  lib::Awaiter<> acquire();
  void release();
};
struct Mutex {
  lib::Awaiter<> lock();
  void unlock();
};

Stream open();
lib::Task<Stream> openLater();

} // namespace sc
