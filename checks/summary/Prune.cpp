// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/summary/Prune.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"

using namespace llvm;

namespace corolint {

void prune(UnitSummary &Unit) {
  std::vector<FunctionSummary> &Functions = Unit.Functions;
  DenseMap<uint64_t, size_t> Index;
  for (size_t I = 0; I < Functions.size(); ++I)
    Index.try_emplace(Functions[I].Key, I);
  std::vector<SmallVector<size_t, 2>> Callers(Functions.size());
  std::vector<bool> Matters(Functions.size());
  SmallVector<size_t, 64> Queue;
  auto Add = [&](size_t Function) {
    if (!Matters[Function])
      Queue.push_back(Function);
    Matters[Function] = true;
  };
  for (size_t I = 0; I < Functions.size(); ++I) {
    if (!Functions[I].Blocks.empty() || !Functions[I].ParameterCalls.empty())
      Add(I);
    for (const CallSite &Call : Functions[I].Calls) {
      auto Callee = Index.find(Call.Callee);
      if (Callee == Index.end() || Call.IsDispatched)
        Add(I);
      else
        Callers[Callee->second].push_back(I);
    }
  }
  while (!Queue.empty())
    for (size_t Caller : Callers[Queue.pop_back_val()])
      Add(Caller);

  auto IsElsewhereOrMatters = [&](uint64_t Key) {
    auto Known = Index.find(Key);
    return Known == Index.end() || Matters[Known->second];
  };
  for (FunctionSummary &Function : Functions) {
    std::vector<uint32_t> Numbers(Function.Calls.size(), ~0U);
    std::vector<CallSite> Calls;
    for (size_t I = 0; I < Function.Calls.size(); ++I)
      if (Function.Calls[I].IsDispatched || IsElsewhereOrMatters(Function.Calls[I].Callee)) {
        Numbers[I] = Calls.size();
        Calls.push_back(Function.Calls[I]);
      }
    Function.Calls = std::move(Calls);
    erase_if(Function.Handed, [&](const HandedCallable &Handed) {
      return Numbers[Handed.Call] == ~0U || !IsElsewhereOrMatters(Handed.Callable);
    });
    for (HandedCallable &Handed : Function.Handed)
      Handed.Call = Numbers[Handed.Call];
  }
  for (size_t I = 0; I < Functions.size(); ++I)
    if (!Matters[I] && Functions[I].IsStrong) {
      FunctionSummary Harmless;
      Harmless.Key = Functions[I].Key;
      Harmless.IsStrong = true;
      Functions[I] = std::move(Harmless);
    }
  size_t Next = 0;
  erase_if(Functions, [&](const FunctionSummary &Each) { return !Matters[Next++] && !Each.IsStrong; });
}

} // namespace corolint
