// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// The words of the models, and the names in them.

#include "checks/knowledge/LibraryModels.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;

namespace corolint {

std::vector<std::string> splitQualifiedName(StringRef Name) {
  Name.consume_front("::");
  std::vector<std::string> Path;
  // An operator's spelling ends the name and may hold anything; `operators` is no operator.
  size_t Operator = Name.starts_with("operator") ? 0 : Name.find("::operator");
  if (Operator != StringRef::npos) {
    StringRef Last = Name.substr(Operator ? Operator + 2 : 0);
    StringRef Symbol = Last.substr(StringRef("operator").size());
    if (!Symbol.empty() && !isAlnum(Symbol.front()) && Symbol.front() != '_') {
      Path.push_back(Last.str());
      Name = Name.take_front(Operator);
    }
  }
  while (!Name.empty()) {
    auto [Outer, Last] = Name.rsplit("::");
    if (Name.find("::") == StringRef::npos) {
      Path.push_back(Name.str());
      break;
    }
    Path.push_back(Last.str());
    Name = Outer;
  }
  return Path;
}

namespace {

/// The entry of \p Names for \p Value, whose enumeration has as many values.
template <typename Enumeration, size_t Count>
StringRef nameIn(const StringRef (&Names)[Count], Enumeration Value, Enumeration Last) {
  assert(static_cast<size_t>(Last) + 1 == Count && "a name for each value");
  (void)Last;
  return Names[static_cast<size_t>(Value)];
}

} // namespace

StringRef name(BlockingCategory Category) {
  static constexpr StringRef Names[] = {"sleep",      "wait", "dns", "network", "process",
                                        "database",   "http", "rpc", "console", "file",
                                        "filesystem", "lock", "log", "cpu"};
  return nameIn(Names, Category, BlockingCategory::Cpu);
}

StringRef name(TypeKind Kind) {
  static constexpr StringRef Names[] = {"none",
                                        "task",
                                        "operation",
                                        "awaitable",
                                        "generator",
                                        "async-generator",
                                        "fire-and-forget",
                                        "coroutine",
                                        "future",
                                        "result",
                                        "resource",
                                        "limiter",
                                        "event-loop",
                                        "thread-pool",
                                        "completion-token",
                                        "shared",
                                        "cancellation",
                                        "stop-token",
                                        "connection",
                                        "test"};
  return nameIn(Names, Kind, TypeKind::Test);
}

StringRef name(StartPolicy Start) {
  static constexpr StringRef Names[] = {"unknown", "lazy", "eager"};
  return nameIn(Names, Start, StartPolicy::Eager);
}

StringRef name(DropFate Fate) {
  static constexpr StringRef Names[] = {"unknown",   "never-runs", "runs-unobserved",
                                        "cancelled", "blocks",     "leaks",
                                        "harmless"};
  return nameIn(Names, Fate, DropFate::Harmless);
}

StringRef name(ExceptionFate Fate) {
  static constexpr StringRef Names[] = {"unknown",    "stored",   "swallowed", "logged",
                                        "terminates", "rethrown", "handed"};
  return nameIn(Names, Fate, ExceptionFate::Handed);
}

StringRef name(Tier Level) {
  static constexpr StringRef Names[] = {"on", "quiet", "strict"};
  return nameIn(Names, Level, Tier::Strict);
}

StringRef name(DurationUnit Unit) {
  static constexpr StringRef Names[] = {"nanoseconds", "microseconds", "milliseconds", "seconds",
                                        "duration", "time-point"};
  return nameIn(Names, Unit, DurationUnit::TimePoint);
}

StringRef name(StartTime Time) {
  static constexpr StringRef Names[] = {"later", "inline", "dispatched"};
  return nameIn(Names, Time, StartTime::Dispatched);
}

StringRef name(GatherErrors Errors) {
  static constexpr StringRef Names[] = {"never", "values", "throws"};
  return nameIn(Names, Errors, GatherErrors::Throws);
}

StringRef name(SwitchTarget Target) {
  static constexpr StringRef Names[] = {"false", "true", "bound", "elsewhere", "event-loop"};
  return nameIn(Names, Target, SwitchTarget::EventLoop);
}

StringRef name(AwaitedThing Thing) {
  static constexpr StringRef Names[] = {"unknown", "time", "turn", "peer"};
  return nameIn(Names, Thing, AwaitedThing::Peer);
}

} // namespace corolint
