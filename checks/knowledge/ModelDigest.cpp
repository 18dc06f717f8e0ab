// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/knowledge/ModelDigest.h"
#include <cstring>

using namespace llvm;

namespace corolint {
namespace {

// The fields of each structure, once for reading and writing; in the order of their declarations.
// Structured bindings name every field, so that one that is added cannot be forgotten.
template <typename A> void fields(A &Each, ModelPlace &Of) {
  auto &[File, Line] = Of;
  Each(File, Line);
}
template <typename A> void fields(A &Each, FlagModel &Of) {
  auto &[Argument, Bits] = Of;
  Each(Argument, Bits.value);
}
template <typename A> void fields(A &Each, BlockingModel &Of) {
  auto &[Category, Level, Why, Instead, MinArguments, On, UnlessZero, UnlessNull, UnlessFlag] = Of;
  Each(Category, Level, Why, Instead, MinArguments, On, UnlessZero, UnlessNull, UnlessFlag);
}
template <typename A> void fields(A &Each, SleepModel &Of) {
  auto &[Argument, Unit] = Of;
  Each(Argument, Unit);
}
template <typename A> void fields(A &Each, SpawnModel &Of) {
  auto &[Task, Executor, Token, Exceptions, Starts] = Of;
  Each(Task, Executor, Token, Exceptions, Starts);
}
template <typename A> void fields(A &Each, GatherModel &Of) {
  auto &[Errors, Range, EachOf, Handler, Race, Races, ThrowingTwin, WindowedTwin] = Of;
  Each(Errors, Range, EachOf, Handler, Race, Races, ThrowingTwin, WindowedTwin);
}
template <typename A> void fields(A &Each, FunctionModel &Of) {
  auto &[At, Names, Blocks, Sleep, Spawn, Gather, Dropped, Offload, Handler, Keeps, Calls, Walks,
         Discards, SyncWait, TimeLimit, Timeout, Switches, OnEventLoop, NonBlocking, Completed,
         Prepares, Rethrows, Reuses, Repeats, NeverFails, Awaits, Pauses, Connects, Tests] = Of;
  Each(At, Names, Blocks, Sleep, Spawn, Gather, Dropped, Offload, Handler, Keeps, Calls, Walks,
       Discards, SyncWait, TimeLimit, Timeout, Switches, OnEventLoop, NonBlocking, Completed,
       Prepares, Rethrows, Reuses, Repeats, NeverFails, Awaits, Pauses, Connects, Tests);
}
template <typename A> void fields(A &Each, CloseModel &Of) {
  auto &[With, Otherwise] = Of;
  Each(With, Otherwise);
}
template <typename A> void fields(A &Each, CancellationModel &Of) {
  auto &[When, Ends] = Of;
  Each(When, Ends);
}
template <typename A> void fields(A &Each, TypeModel &Of) {
  auto &[At, Names, Kind, Start, Dropped, Exceptions, SingleUse, Close, Cancels, Pool] = Of;
  Each(At, Names, Kind, Start, Dropped, Exceptions, SingleUse, Close, Cancels, Pool);
}
template <typename A> void fields(A &Each, SpellingModel &Of) {
  auto &[Text, Note, Headers, In] = Of;
  Each(Text, Note, Headers, In);
}
template <typename A> void fields(A &Each, SpellingsModel &Of) {
  auto &[Sleep, Offload, Token, ErrorToken, Spawn, SyncWait, Limiter, Timeout, Yield, Mutex, Keeper,
         Failure, FailureToken] = Of;
  Each(Sleep, Offload, Token, ErrorToken, Spawn, SyncWait, Limiter, Timeout, Yield, Mutex, Keeper,
       Failure, FailureToken);
}
template <typename A> void fields(A &Each, LibraryModel &Of) {
  auto &[Schema, Library, Title, Roots, Requires, Types, Functions, Spellings] = Of;
  Each(Schema, Library, Title, Roots, Requires, Types, Functions, Spellings);
}

class Writer {
public:
  std::string Bytes;

  template <typename... Fields> void operator()(Fields &...All) { (value(All), ...); }

private:
  template <typename T> void value(T &Of) {
    if constexpr (std::is_arithmetic_v<T> || std::is_enum_v<T>)
      Bytes.append(reinterpret_cast<const char *>(&Of), sizeof(T));
    else
      fields(*this, Of);
  }
  void value(std::string &Of) {
    size(Of.size());
    Bytes += Of;
  }
  template <typename T> void value(std::vector<T> &Of) {
    size(Of.size());
    for (T &Each : Of)
      value(Each);
  }
  template <typename T> void value(std::optional<T> &Of) {
    bool Has = Of.has_value();
    value(Has);
    if (Has)
      value(*Of);
  }
  void size(size_t Of) {
    uint32_t Size = Of;
    value(Size);
  }
};

class Reader {
public:
  explicit Reader(StringRef Bytes) : Bytes(Bytes) {}

  bool atEnd() const { return Bytes.empty(); }
  template <typename... Fields> void operator()(Fields &...All) { (value(All), ...); }

private:
  template <typename T> void value(T &Of) {
    if constexpr (std::is_arithmetic_v<T> || std::is_enum_v<T>)
      std::memcpy(&Of, take(sizeof(T)).data(), sizeof(T));
    else
      fields(*this, Of);
  }
  void value(std::string &Of) { Of = take(size()).str(); }
  template <typename T> void value(std::vector<T> &Of) {
    Of.resize(size());
    for (T &Each : Of)
      value(Each);
  }
  template <typename T> void value(std::optional<T> &Of) {
    bool Has = false;
    value(Has);
    if (Has)
      value(Of.emplace());
  }
  uint32_t size() {
    uint32_t Size = 0;
    value(Size);
    return Size;
  }
  StringRef take(size_t Size) {
    assert(Bytes.size() >= Size && "the build made this");
    StringRef Taken = Bytes.take_front(Size);
    Bytes = Bytes.drop_front(Size);
    return Taken;
  }

  StringRef Bytes;
};

} // namespace

std::string writeDigest(ArrayRef<std::unique_ptr<LibraryModel>> Models) {
  Writer Out;
  for (const std::unique_ptr<LibraryModel> &Model : Models)
    Out(*Model);
  return std::move(Out.Bytes);
}

std::vector<std::unique_ptr<LibraryModel>> readDigest(StringRef Bytes) {
  std::vector<std::unique_ptr<LibraryModel>> Models;
  for (Reader In(Bytes); !In.atEnd();)
    In(*Models.emplace_back(std::make_unique<LibraryModel>()));
  return Models;
}

} // namespace corolint
