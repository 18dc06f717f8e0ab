// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Questions whose answer lies in what is asked about or in what that leads to, maybe in a circle.

#pragma once

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"

namespace corolint {

/// The answers to such a question, each given once: that of a thing is its own or, without one, that
/// of a thing that it leads to. An answer that is false is none.
template <typename Thing, typename Answer> class PassedAnswers {
public:
  /// Gives a thing's own answer; where that is none, what the thing leads to.
  using Reader = llvm::function_ref<Answer(const Thing &, llvm::SmallVectorImpl<Thing> &LeadsTo)>;

  /// The answer of \p First, with \p Read for things that have not been read yet.
  Answer of(const Thing &First, Reader Read) {
    if (!Answers.try_emplace(First, Answer()).second)
      return Answers[First];
    llvm::DenseMap<Thing, llvm::SmallVector<Thing, 2>> Before; // What leads to each.
    llvm::SmallVector<std::pair<Thing, Answer>, 4> Told;
    llvm::SmallVector<Thing, 8> Pending{First};
    while (!Pending.empty()) {
      Thing Each = Pending.pop_back_val();
      llvm::SmallVector<Thing, 4> LeadsTo;
      if (Answer Own = Read(Each, LeadsTo)) {
        Told.push_back({Each, Own});
        continue;
      }
      for (const Thing &Next : LeadsTo) {
        auto [Known, IsNew] = Answers.try_emplace(Next, Answer());
        if (IsNew)
          Pending.push_back(Next);
        if (Known->second)
          Told.push_back({Each, Known->second});
        else
          Before[Next].push_back(Each);
      }
    }
    // Back from where there is an answer; it grows on the way.
    for (size_t I = 0; I < Told.size(); ++I) {
      auto [Each, Given] = Told[I];
      Answer &Known = Answers[Each];
      if (Known)
        continue;
      Known = Given;
      for (const Thing &Leads : Before.lookup(Each))
        Told.push_back({Leads, Given});
    }
    return Answers[First];
  }

private:
  llvm::DenseMap<Thing, Answer> Answers;
};

} // namespace corolint
