// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringRef.h"

namespace corolint {

/// Whether functions of this name conventionally end the use of an object, and wait for what still
/// uses it.
inline bool isClosingName(llvm::StringRef Name) {
  return llvm::is_contained({"close", "co_close", "async_close", "aclose", "asyncClose", "closeAsync",
                             "join", "co_join", "async_join", "asyncJoin", "joinAsync"},
                            Name);
}

/// Whether functions of this name conventionally end what an object does: `stop`, `stopAll`,
/// `shutdown_and_join`.
inline bool isStoppingName(llvm::StringRef Name) {
  return llvm::any_of(llvm::ArrayRef<llvm::StringRef>{"stop", "shutdown", "disconnect"},
                      [&](llvm::StringRef Verb) {
                        return Name.consume_front(Verb) &&
                               (Name.empty() || Name[0] == '_' || llvm::isUpper(Name[0]));
                      });
}

/// Whether functions of this name conventionally make what is under way give up.
inline bool isCancellingName(llvm::StringRef Name) {
  return Name.contains_insensitive("cancel") || Name.contains_insensitive("abort") ||
         llvm::is_contained({"request_stop", "requestStop"}, Name);
}

/// Whether functions of this name conventionally give back what was taken: a place in a limiter, a
/// lock.
inline bool isReleasingName(llvm::StringRef Name) {
  return llvm::is_contained(
      {"release", "signal", "unlock", "unlock_shared", "unlockShared", "post", "leave"}, Name);
}

/// Whether functions of this name conventionally take such a thing, once it is free.
inline bool isTakingName(llvm::StringRef Name) {
  return Name.contains_insensitive("acquire") || Name.contains_insensitive("lock") ||
         llvm::is_contained({"wait", "down", "enter"}, Name);
}

} // namespace corolint
