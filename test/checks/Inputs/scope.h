// Objects of an in-house library that must be closed asynchronously. scope-model.yaml describes them.
#pragma once

#include "task.h"

namespace sc {

class Scope {
public:
  Scope();
  Scope(const Scope &) = delete;
  ~Scope();
  void add(lib::Task<> Work);
  int size() const;
  lib::Awaiter<> join();
  lib::Awaiter<> cancelAndJoin();
};

class Stream {
public:
  Stream(Stream &&);
  ~Stream();
  lib::Awaiter<> write(int Value);
  lib::Awaiter<> close();
};
Stream open();
lib::Task<Stream> openLater();

} // namespace sc
