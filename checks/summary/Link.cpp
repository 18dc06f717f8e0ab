// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/summary/FunctionSummary.h"
#include "llvm/ADT/StringMap.h"
#include <deque>

using namespace llvm;

namespace corolint {
namespace {

/// The first step from a function towards the blocking call it reaches.
struct Step {
  const BlockingSite *Primitive = nullptr;
  const CallSite *Via = nullptr; ///< Null: the function makes the blocking call itself.
};

class Linker {
public:
  explicit Linker(ArrayRef<FunctionSummary> Summaries) : Summaries(Summaries) {
    for (size_t I = 0; I < Summaries.size(); ++I)
      Index.try_emplace(Summaries[I].Key, I);
    std::vector<std::vector<std::pair<size_t, const CallSite *>>> Callers(Summaries.size());
    for (size_t I = 0; I < Summaries.size(); ++I)
      for (const CallSite &Call : Summaries[I].Calls)
        if (auto Callee = Index.find(Call.Callee); Callee != Index.end())
          Callers[Callee->second].push_back({I, &Call});

    // Breadth first from the primitives, the gravest tier first: what is reached first is reached
    // by the gravest, shortest way.
    Steps.resize(Summaries.size());
    for (Tier Level : {Tier::On, Tier::Quiet, Tier::Strict}) {
      std::deque<size_t> Queue;
      for (size_t I = 0; I < Summaries.size(); ++I)
        for (const BlockingSite &Site : Summaries[I].Blocks)
          if (Site.Level == Level && !Steps[I].Primitive) {
            Steps[I] = {&Site, nullptr};
            Queue.push_back(I);
          }
      for (; !Queue.empty(); Queue.pop_front()) {
        size_t Callee = Queue.front();
        if (!Summaries[Callee].RunsInCaller)
          continue;
        for (auto [Caller, Call] : Callers[Callee])
          if (!Steps[Caller].Primitive) {
            Steps[Caller] = {Steps[Callee].Primitive, Call};
            Queue.push_back(Caller);
          }
      }
    }
  }

  std::vector<BlockingChain> chains() const {
    std::vector<BlockingChain> Chains;
    for (const FunctionSummary &Function : Summaries) {
      if (!Function.OnEventLoop)
        continue;
      for (const BlockingSite &Site : Function.Blocks)
        Chains.push_back({{{&Function, &Site.At, Site.Callee}}, &Site});
      for (const CallSite &Call : Function.Calls)
        if (auto Callee = Index.find(Call.Callee); Callee != Index.end())
          if (Summaries[Callee->second].RunsInCaller && Steps[Callee->second].Primitive)
            Chains.push_back(chainFrom(Function, Call));
    }
    return Chains;
  }

private:
  BlockingChain chainFrom(const FunctionSummary &Function, const CallSite &First) const {
    BlockingChain Chain;
    const FunctionSummary *Caller = &Function;
    const CallSite *Call = &First;
    while (Call) {
      size_t Callee = Index.lookup(Call->Callee);
      Chain.Hops.push_back({Caller, &Call->At, Summaries[Callee].Name});
      Caller = &Summaries[Callee];
      Call = Steps[Callee].Via;
      Chain.Primitive = Steps[Callee].Primitive;
    }
    Chain.Hops.push_back({Caller, &Chain.Primitive->At, Chain.Primitive->Callee});
    return Chain;
  }

  ArrayRef<FunctionSummary> Summaries;
  StringMap<size_t> Index;
  std::vector<Step> Steps;
};

} // namespace

std::vector<BlockingChain> findBlockingChains(ArrayRef<FunctionSummary> Summaries) {
  return Linker(Summaries).chains();
}

} // namespace corolint
