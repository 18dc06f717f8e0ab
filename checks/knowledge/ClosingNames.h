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
  auto Is = [&](llvm::StringRef Verb) {
    llvm::StringRef Rest = Name;
    if (!Rest.consume_front(Verb))
      return false;
    Rest.consume_front("_");
    return Rest.empty() ||
           llvm::any_of(llvm::ArrayRef<llvm::StringRef>{"all", "and", "async", "now"},
                        [&](llvm::StringRef More) { return Rest.starts_with_insensitive(More); });
  };
  return Is("stop") || Is("shutdown") || Is("disconnect");
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

/// Whether functions of this name conventionally say whether there is room for one more.
inline bool isAdmittingName(llvm::StringRef Name) {
  return Name.contains_insensitive("acquire") || Name.contains_insensitive("admit") ||
         Name.contains_insensitive("reserve") || Name.contains_insensitive("permit") ||
         Name.contains_insensitive("allow") || Name.contains_insensitive("throttle");
}

} // namespace corolint
