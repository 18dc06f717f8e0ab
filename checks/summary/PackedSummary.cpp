// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/summary/PackedSummary.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/Support/DataExtractor.h"
#include "llvm/Support/EndianStream.h"
#include "llvm/Support/LEB128.h"

using namespace llvm;

namespace corolint {
namespace {

constexpr uint64_t Version = 3;

/// Things met, each numbered once.
template <typename T> class Table {
public:
  uint64_t number(const T &Of) { return Numbers.insert({Of, Numbers.size()}).first->second; }
  const MapVector<T, uint64_t> &all() const { return Numbers; }

private:
  MapVector<T, uint64_t> Numbers;
};

class Packer {
public:
  std::string pack(const UnitSummary &Unit) {
    number(Unit.Files.size());
    for (const std::string &File : Unit.Files)
      number(Texts.number(File));
    number(Unit.IsError[0] | Unit.IsError[1] << 1);
    number(Unit.Overrides.size());
    for (auto [Overrider, Overridden] : Unit.Overrides) {
      number(Keys.number(Overrider));
      number(Keys.number(Overridden));
    }
    number(Unit.Functions.size());
    for (const FunctionSummary &Function : Unit.Functions)
      add(Function);
    number(Unit.Offloaded.size());
    for (const OffloadedCall &Call : Unit.Offloaded) {
      add(Call.At);
      number(Call.Edits.size());
      for (const OffloadedCall::Edit &Each : Call.Edits) {
        number(Each.Offset);
        number(Each.Length);
        number(Texts.number(Each.Text));
      }
    }
    number(Unit.Failures.size());
    for (const TaskFailure &Each : Unit.Failures) {
      number(Keys.number(Each.Key));
      number(Texts.number(Each.Name));
      number(Each.At.has_value());
      if (Each.At)
        add(*Each.At);
      add(Each.If);
    }
    number(Unit.Unsettled.size());
    for (const UnsettledFinding &Each : Unit.Unsettled) {
      add(Each.At);
      number(Each.NeedsProof);
      add(Each.If);
    }
    return head() + Body;
  }

private:
  /// What the body refers to by number.
  std::string head() const {
    std::string Head;
    raw_string_ostream To(Head);
    encodeULEB128(Version, To);
    encodeULEB128(Texts.all().size(), To);
    for (const auto &[Text, Number] : Texts.all()) {
      encodeULEB128(Text.size(), To);
      To << Text;
    }
    encodeULEB128(Keys.all().size(), To);
    for (const auto &[Key, Number] : Keys.all())
      support::endian::write(To, Key, endianness::little);
    return Head;
  }

  void add(const FunctionSummary &Function) {
    number(Keys.number(Function.Key));
    number(Function.OnEventLoop | Function.RunsInCaller << 1);
    number(Texts.number(Function.Name));
    if (Function.OnEventLoop)
      number(Texts.number(Function.QualifiedName));
    number(Function.Blocks.size());
    for (const BlockingSite &Each : Function.Blocks) {
      add(Each.At);
      number(Texts.number(Each.Callee));
      number(uint64_t(Each.Category));
      number(uint64_t(Each.Level));
      number(Texts.number(Each.Why));
      number(Texts.number(Each.Instead));
      number(Each.SyncWait ? *Each.SyncWait + 2 : 0);
    }
    number(Function.Calls.size());
    for (const CallSite &Each : Function.Calls) {
      add(Each.At);
      number(Keys.number(Each.Callee) << 7 | uint64_t(Each.IsAside) << 6 | uint64_t(Each.IsDispatched) |
             uint64_t(Each.HandsOnEnded) << 1 | uint64_t(Each.State[0]) << 2 |
             uint64_t(Each.State[1]) << 4);
    }
    number(Function.Handed.size());
    for (const HandedCallable &Each : Function.Handed) {
      number(Each.Call);
      number(Each.Parameter);
      number(Keys.number(Each.Callable));
    }
    number(Function.ParameterCalls.size());
    for (const ParameterCall &Each : Function.ParameterCalls) {
      number(Each.Parameter);
      add(Each.At);
    }
  }

  void add(ArrayRef<uint64_t> Functions) {
    number(Functions.size());
    for (uint64_t Each : Functions)
      number(Keys.number(Each));
  }

  /// Relative to the last place: most are in the same file, a few lines below.
  void add(const Site &At) {
    bool IsElsewhere = At.File != Last.File;
    number(uint64_t(At.Column) << 1 | IsElsewhere);
    if (IsElsewhere)
      number(At.File);
    encodeSLEB128(int64_t(At.Line) - Last.Line, Out);
    Last = At;
  }
  void number(uint64_t Of) { encodeULEB128(Of, Out); }

  std::string Body;
  raw_string_ostream Out{Body};
  Table<StringRef> Texts;
  Table<uint64_t> Keys;
  Site Last;
};

class Unpacker {
public:
  explicit Unpacker(StringRef Bytes) : Bytes(Bytes, /*IsLittleEndian=*/true, /*AddressSize=*/8) {}

  Expected<UnitSummary> unpack() {
    if (number() != Version) {
      consumeError(Cursor.takeError());
      return createStringError("it was written by another version of corolint");
    }
    for (uint64_t Left = count(); Left; --Left)
      Texts.push_back(Unit.save(Bytes.getBytes(Cursor, number())));
    for (uint64_t Left = count(); Left; --Left)
      Keys.push_back(Bytes.getU64(Cursor));
    for (uint64_t Left = count(); Left; --Left)
      Unit.Files.push_back(text().str());
    uint64_t Errors = number();
    Unit.IsError[0] = Errors & 1;
    Unit.IsError[1] = Errors & 2;
    for (uint64_t Left = count(); Left; --Left) {
      uint64_t Overrider = key(number());
      Unit.Overrides.push_back({Overrider, key(number())});
    }
    for (uint64_t Left = count(); Left; --Left)
      Unit.Functions.push_back(function());
    for (uint64_t Left = count(); Left; --Left) {
      OffloadedCall Call;
      Call.At = site();
      for (uint64_t Edits = reserve(Call.Edits); Edits; --Edits) {
        uint32_t Offset = number(), Length = number();
        Call.Edits.push_back({Offset, Length, text()});
      }
      Unit.Offloaded.push_back(std::move(Call));
    }
    for (uint64_t Left = count(); Left; --Left) {
      TaskFailure Each;
      Each.Key = key(number());
      Each.Name = text();
      if (below(2))
        Each.At = site();
      Each.If = keys();
      Unit.Failures.push_back(std::move(Each));
    }
    for (uint64_t Left = count(); Left; --Left) {
      UnsettledFinding Each;
      Each.At = site();
      Each.NeedsProof = below(2);
      Each.If = keys();
      Unit.Unsettled.push_back(std::move(Each));
    }
    if (!Cursor || IsBroken || Cursor.tell() != Bytes.size()) {
      consumeError(Cursor.takeError());
      return createStringError("it is cut short or damaged");
    }
    return std::move(Unit);
  }

private:
  FunctionSummary function() {
    FunctionSummary Function;
    Function.Key = key(number());
    uint64_t Flags = number();
    Function.OnEventLoop = Flags & 1;
    Function.RunsInCaller = Flags & 2;
    Function.Name = text();
    if (Function.OnEventLoop)
      Function.QualifiedName = text();
    for (uint64_t Left = reserve(Function.Blocks); Left; --Left) {
      BlockingSite Each;
      Each.At = site();
      Each.Callee = text();
      Each.Category = static_cast<BlockingCategory>(below(uint64_t(BlockingCategory::Cpu) + 1));
      Each.Level = static_cast<Tier>(below(uint64_t(Tier::Strict) + 1));
      Each.Why = text();
      Each.Instead = text();
      if (uint64_t Work = number())
        Each.SyncWait = int(Work) - 2;
      Function.Blocks.push_back(Each);
    }
    for (uint64_t Left = reserve(Function.Calls); Left; --Left) {
      CallSite Each;
      Each.At = site();
      uint64_t Callee = number();
      Each.Callee = key(Callee >> 7);
      Each.IsAside = Callee >> 6 & 1;
      Each.IsDispatched = Callee & 1;
      Each.HandsOnEnded = Callee & 2;
      Each.State[0] = static_cast<CallState>(Callee >> 2 & 3);
      Each.State[1] = static_cast<CallState>(Callee >> 4 & 3);
      Function.Calls.push_back(Each);
    }
    for (uint64_t Left = count(); Left; --Left) {
      HandedCallable Each;
      Each.Call = below(Function.Calls.size());
      Each.Parameter = number();
      Each.Callable = key(number());
      Function.Handed.push_back(Each);
    }
    for (uint64_t Left = count(); Left; --Left) {
      ParameterCall Each;
      Each.Parameter = number();
      Each.At = site();
      Function.ParameterCalls.push_back(Each);
    }
    return Function;
  }

  Site site() {
    uint64_t Column = number();
    Last.Column = Column >> 1;
    if (Column & 1)
      Last.File = below(Unit.Files.size());
    Last.Line += Bytes.getSLEB128(Cursor);
    IsBroken |= Unit.Files.empty();
    return Last;
  }
  uint64_t number() { return IsBroken ? 0 : Bytes.getULEB128(Cursor); }
  /// How many things follow, each of a byte at least.
  uint64_t count() {
    uint64_t Number = number();
    IsBroken |= !Cursor || Number > Bytes.size() - Cursor.tell();
    return IsBroken ? 0 : Number;
  }
  template <typename T> uint64_t reserve(std::vector<T> &All) {
    uint64_t Number = count();
    All.reserve(Number);
    return Number;
  }
  uint64_t below(uint64_t Limit) {
    uint64_t Number = number();
    IsBroken |= Number >= Limit;
    return IsBroken ? 0 : Number;
  }
  StringRef text() {
    uint64_t Number = below(Texts.size());
    return IsBroken ? StringRef() : Texts[Number];
  }
  std::vector<uint64_t> keys() {
    std::vector<uint64_t> All;
    for (uint64_t Left = reserve(All); Left; --Left)
      All.push_back(key(number()));
    return All;
  }
  uint64_t key(uint64_t Number) {
    IsBroken |= Number >= Keys.size();
    return IsBroken ? 0 : Keys[Number];
  }

  DataExtractor Bytes;
  DataExtractor::Cursor Cursor{0};
  bool IsBroken = false;
  UnitSummary Unit;
  std::vector<StringRef> Texts;
  std::vector<uint64_t> Keys;
  Site Last;
};

} // namespace

std::string pack(const UnitSummary &Unit) { return Packer().pack(Unit); }

Expected<UnitSummary> unpack(StringRef Bytes) { return Unpacker(Bytes).unpack(); }

} // namespace corolint
