// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Into which containers and owners does a local reference, pointer, iterator or view lead, that other
// code can change?

#pragma once

#include "checks/flow/StateChanges.h"
#include "llvm/ADT/DenseSet.h"

namespace corolint {

/// What keeps alive that to which something refers.
struct SharedOwner {
  enum Kind {
    Container, ///< It is an element of the container.
    Pointer,   ///< The smart pointer or std::optional holds it.
    Object,    ///< An accessor of the object has given it.
  };
  const clang::ValueDecl *State = nullptr; ///< The member, or variable of the program.
  Kind As = Container;
  clang::QualType Type; ///< Of State.
};

/// Where a reference leads.
struct SharedOrigin {
  llvm::SmallVector<SharedOwner, 2> Owners; ///< Any of these may end it; empty: nowhere shared.
  bool IsIterator = false; ///< It is one of the container's iterators.
  bool IsContainer = false; ///< It is the container itself, which no change of its contents ends.
  bool IsPointee = false;  ///< It is what an element owns, and stays where it is when that moves.
  bool IsOfParameter = false; ///< By way of a reference or pointer that the function was given: what
                              ///< others change need not be that object.

  explicit operator bool() const { return !Owners.empty(); }
};

/// Where \p Value leads, a value or what a reference is bound to, in \p Function. Followed are
/// local references, pointers and iterators, accessors that are seen to return nothing else, and
/// what the standard library gives for what it is given.
SharedOrigin sharedOrigin(const clang::Expr *Value, const clang::FunctionDecl *Function,
                          const SharedStates &States);

/// Likewise where the iterators lead of \p Range, a container or one of its iterators.
SharedOrigin iterationOrigin(const clang::Expr *Range, const clang::FunctionDecl *Function,
                             const SharedStates &States);

/// Whether \p Type is a reference, a pointer, an iterator or a view.
bool isReferring(clang::QualType Type);

/// Whether \p Change of the state of \p Owner ends what leads there as \p Origin says.
bool invalidates(const StateChange &Change, const SharedOwner &Owner, const SharedOrigin &Origin);

/// Whether \p Function asks in a condition whether the container \p State is empty: it may be run
/// before anything is in it.
bool asksWhetherEmpty(const clang::FunctionDecl *Function, const clang::ValueDecl *State,
                      const SharedStates &States);

} // namespace corolint
