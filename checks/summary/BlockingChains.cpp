// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/summary/BlockingChains.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/Hashing.h"
#include "llvm/ADT/STLExtras.h"
#include <deque>

using namespace llvm;

namespace corolint {
namespace {

constexpr uint32_t None = ~0U;

/// One definition of a function, or several that are alike.
struct Definition {
  const UnitSummary *Unit;
  const FunctionSummary *Function;
  uint32_t Next = None;      ///< Another definition with the same key that differs.
  uint32_t FirstEdge = None; ///< Of its calls, which follow each other.
};

/// A call of one or several definitions, all of which may be what runs.
struct Edge {
  uint32_t Caller;
  uint32_t Call;           ///< An index into the caller's calls.
  uint32_t Remaining;      ///< How many of the targets are not yet known to block.
  uint32_t Via = None;     ///< The last target found to block, once Remaining is 0.
  uint32_t Handed = None;  ///< The target is what the call hands on: an index into Handed.
  uint32_t Called = None;  ///< Then, the callee that calls it …
  uint32_t CalledAt = 0;   ///< … and where: an index into its ParameterCalls.
};

/// How a function reaches a blocking call.
struct Step {
  const BlockingSite *Primitive = nullptr;
  uint32_t Via = None; ///< The edge to go along; None: the function makes the blocking call itself.
  uint32_t Length = 0; ///< The number of calls to the primitive.
};

/// Two definitions of one key that hash to the same do the same in the same places.
hash_code contentOf(const FunctionSummary &Function) {
  hash_code Hash = hash_combine(Function.Name, Function.OnEventLoop, Function.RunsInCaller,
                                Function.Handed.size(), Function.ParameterCalls.size());
  for (const BlockingSite &Site : Function.Blocks)
    Hash = hash_combine(Hash, Site.At.Line, Site.At.Column, Site.Callee, Site.Level);
  for (const CallSite &Call : Function.Calls)
    Hash = hash_combine(Hash, Call.At.Line, Call.At.Column, Call.Callee);
  return Hash;
}

class Linker {
public:
  Linker(ArrayRef<const UnitSummary *> Units, ChainKind Kind) : Kind(Kind) {
    if (none_of(Units, [&](const UnitSummary *Unit) { return hasPrimitive(*Unit); }))
      return;
    define(Units);
    connect();
    propagate();
  }

  std::vector<BlockingChain> chains() const {
    std::vector<BlockingChain> Chains;
    for (uint32_t From = 0; From < Definitions.size(); ++From) {
      const FunctionSummary &Function = *Definitions[From].Function;
      if (!Function.OnEventLoop)
        continue;
      for (const BlockingSite &Site : Function.Blocks)
        if (Site.kind() == Kind)
          Chains.push_back({{{Definitions[From].Unit, &Function, &Site.At, Site.Callee}}, &Site});
      for (uint32_t Each = Definitions[From].FirstEdge;
           Each < Edges.size() && Edges[Each].Caller == From;) {
        uint32_t Best = None, Call = Edges[Each].Call;
        for (; Each < Edges.size() && Edges[Each].Caller == From && Edges[Each].Call == Call; ++Each)
          if (!Edges[Each].Remaining && (Best == None || rank(Each) < rank(Best)))
            Best = Each;
        if (Best != None)
          Chains.push_back(chainAlong(Best));
      }
    }
    return Chains;
  }

private:
  bool hasPrimitive(const UnitSummary &Unit) const {
    return any_of(Unit.Functions, [&](const FunctionSummary &Function) {
      return any_of(Function.Blocks, [&](const BlockingSite &Site) { return Site.kind() == Kind; });
    });
  }

  /// Numbers the definitions that differ.
  void define(ArrayRef<const UnitSummary *> Units) {
    std::vector<hash_code> Contents;
    for (const UnitSummary *Unit : Units) {
      for (const FunctionSummary &Function : Unit->Functions) {
        hash_code Content = contentOf(Function);
        auto [First, IsNew] = ByKey.try_emplace(Function.Key, Definitions.size());
        uint32_t *Link = nullptr;
        bool IsKnown = false;
        for (uint32_t Known = IsNew ? None : First->second; Known != None && !IsKnown;
             Known = *Link) {
          IsKnown = Contents[Known] == Content;
          Link = &Definitions[Known].Next;
        }
        if (IsKnown)
          continue;
        if (Link)
          *Link = Definitions.size();
        Definitions.push_back({Unit, &Function});
        Contents.push_back(Content);
      }
      append_range(Overrides, Unit->Overrides);
    }
    for (auto &[Overrider, Overridden] : Overrides)
      std::swap(Overrider, Overridden);
    sort(Overrides);
    Overrides.erase(llvm::unique(Overrides), Overrides.end());
  }

  /// The definitions that \p Key may mean in \p Unit.
  SmallVector<uint32_t, 2> definitionsOf(uint64_t Key, const UnitSummary *Unit) const {
    SmallVector<uint32_t, 2> Found;
    auto First = ByKey.find(Key);
    for (uint32_t Each = First == ByKey.end() ? None : First->second; Each != None;
         Each = Definitions[Each].Next) {
      if (Definitions[Each].Unit == Unit)
        return {Each};
      Found.push_back(Each);
    }
    return Found;
  }

  /// All that may run at \p Call; empty if some of it is not here.
  SmallVector<uint32_t, 2> targetsOf(const CallSite &Call, const UnitSummary *Unit) const {
    SmallVector<uint32_t, 2> Targets = definitionsOf(Call.Callee, Unit);
    if (!Call.IsDispatched)
      return Targets;
    for (auto Each = lower_bound(Overrides, std::pair(Call.Callee, uint64_t(0)));
         Each != Overrides.end() && Each->first == Call.Callee; ++Each) {
      SmallVector<uint32_t, 2> Overriders = definitionsOf(Each->second, Unit);
      if (Overriders.empty())
        return {};
      append_range(Targets, Overriders);
    }
    return Targets;
  }

  void connect() {
    std::vector<std::pair<uint32_t, uint32_t>> Pairs; // Target, edge.
    for (uint32_t Caller = 0; Caller < Definitions.size(); ++Caller) {
      Definition &From = Definitions[Caller];
      const FunctionSummary &Function = *From.Function;
      From.FirstEdge = Edges.size();
      auto Handed = Function.Handed.begin();
      for (uint32_t I = 0; I < Function.Calls.size(); ++I) {
        const CallSite &Call = Function.Calls[I];
        SmallVector<uint32_t, 2> Targets;
        if (!(Kind == ChainKind::SyncWait && Call.HandsOnEnded))
          Targets = targetsOf(Call, From.Unit);
        if (!Targets.empty()) {
          for (uint32_t Target : Targets)
            Pairs.push_back({Target, Edges.size()});
          Edges.push_back({Caller, I, uint32_t(Targets.size())});
        }
        for (; Handed != Function.Handed.end() && Handed->Call == I; ++Handed)
          connectHanded(Caller, Handed - Function.Handed.begin(), Targets, Pairs);
      }
    }
    Begins.assign(Definitions.size() + 1, 0);
    for (auto [Target, Edge] : Pairs)
      ++Begins[Target + 1];
    for (size_t I = 1; I < Begins.size(); ++I)
      Begins[I] += Begins[I - 1];
    Callers.resize(Pairs.size());
    std::vector<uint32_t> Ends(Begins.begin(), Begins.end() - 1);
    for (auto [Target, Edge] : Pairs)
      Callers[Ends[Target]++] = Edge;
  }

  /// The edge to what \p Caller hands to a call, if the only \p Targets calls it.
  void connectHanded(uint32_t Caller, uint32_t Index, ArrayRef<uint32_t> Targets,
                     std::vector<std::pair<uint32_t, uint32_t>> &Pairs) {
    const HandedCallable &Handed = Definitions[Caller].Function->Handed[Index];
    SmallVector<uint32_t, 2> Callables = definitionsOf(Handed.Callable, Definitions[Caller].Unit);
    if (Targets.size() != 1 || Callables.size() != 1)
      return;
    const FunctionSummary &Callee = *Definitions[Targets[0]].Function;
    for (const ParameterCall &Called : Callee.ParameterCalls)
      if (Called.Parameter == Handed.Parameter && Callee.RunsInCaller) {
        Pairs.push_back({Callables[0], Edges.size()});
        Edges.push_back({Caller, Handed.Call, 1, None, Index, Targets[0],
                         uint32_t(&Called - Callee.ParameterCalls.data())});
        return;
      }
  }

  /// Breadth first from the primitives, the gravest tier first: what is reached first is reached by
  /// the gravest, shortest way.
  void propagate() {
    Steps.resize(Definitions.size());
    for (Tier Level : {Tier::On, Tier::Quiet, Tier::Strict}) {
      std::deque<uint32_t> Queue;
      for (uint32_t I = 0; I < Definitions.size(); ++I)
        for (const BlockingSite &Site : Definitions[I].Function->Blocks)
          if (Site.kind() == Kind && Site.Level == Level && !Steps[I].Primitive) {
            Steps[I] = {&Site, None, 1};
            Queue.push_back(I);
          }
      for (; !Queue.empty(); Queue.pop_front()) {
        uint32_t Target = Queue.front();
        if (!Definitions[Target].Function->RunsInCaller)
          continue;
        for (uint32_t I = Begins[Target]; I < Begins[Target + 1]; ++I) {
          Edge &Along = Edges[Callers[I]];
          if (--Along.Remaining)
            continue;
          Along.Via = Target;
          if (Steps[Along.Caller].Primitive)
            continue;
          Steps[Along.Caller] = {Steps[Target].Primitive, Callers[I], Steps[Target].Length + 1};
          Queue.push_back(Along.Caller);
        }
      }
    }
  }

  std::pair<Tier, uint32_t> rank(uint32_t Along) const {
    const Step &Next = Steps[Edges[Along].Via];
    return {Next.Primitive->Level, Next.Length};
  }

  BlockingChain chainAlong(uint32_t First) const {
    BlockingChain Chain;
    uint32_t Last = None;
    for (uint32_t Each = First; Each != None; Each = Steps[Last].Via) {
      const Edge &Along = Edges[Each];
      const Definition &From = Definitions[Along.Caller];
      const CallSite &Call = From.Function->Calls[Along.Call];
      if (!Chain.Call)
        Chain.Call = &Call;
      Chain.IsOpen |= Call.IsDispatched;
      Last = Along.Via;
      StringRef Name = Definitions[Last].Function->Name;
      if (Along.Called == None) {
        Chain.Hops.push_back({From.Unit, From.Function, &Call.At, Name});
        continue;
      }
      const Definition &Between = Definitions[Along.Called];
      Chain.Hops.push_back({From.Unit, From.Function, &Call.At, Between.Function->Name});
      Chain.Hops.push_back({Between.Unit, Between.Function,
                            &Between.Function->ParameterCalls[Along.CalledAt].At, Name});
    }
    Chain.Primitive = Steps[Last].Primitive;
    Chain.Hops.push_back({Definitions[Last].Unit, Definitions[Last].Function, &Chain.Primitive->At,
                          Chain.Primitive->Callee});
    return Chain;
  }

  const ChainKind Kind;
  std::vector<Definition> Definitions;
  DenseMap<uint64_t, uint32_t> ByKey; ///< The first definition of each key.
  std::vector<std::pair<uint64_t, uint64_t>> Overrides; ///< Overridden, overrider; sorted.
  std::vector<Edge> Edges;                              ///< Those of one caller follow each other.
  std::vector<uint32_t> Begins, Callers; ///< The edges to each definition, one after the other.
  std::vector<Step> Steps;
};

} // namespace

std::vector<BlockingChain> findBlockingChains(ArrayRef<const UnitSummary *> Units, ChainKind Kind) {
  return Linker(Units, Kind).chains();
}

ChainText describe(const BlockingChain &Chain, ChainKind Kind) {
  const BlockingSite &Primitive = *Chain.Primitive;
  const Hop &First = Chain.Hops.front();
  ChainText Text;
  Text.Message = ("'" + First.Callee +
                  (Kind == ChainKind::Blocking ? "' blocks the event loop: "
                                               : "' waits on the event loop for asynchronous work: ") +
                  (Chain.Hops.size() == 1 ? "it " : "through '" + Primitive.Callee + "' it ") +
                  Primitive.Why)
                     .str();
  for (const Hop &Next : ArrayRef(Chain.Hops).drop_front())
    Text.Steps.push_back(
        {Next.Unit, Next.At, ("'" + Next.Caller->Name + "' calls '" + Next.Callee + "' here").str()});
  if (!Primitive.Instead.empty())
    Text.Instead = {Chain.Hops.back().Unit, &Primitive.At, ("use instead: " + Primitive.Instead).str()};
  return Text;
}

} // namespace corolint
