// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Writes the results of a program that does not exist, to measure and test its linking at any size:
//
//   synthetic-program FUNCTIONS CALLS UNITS FOLDER
//
// FUNCTIONS functions in UNITS units make CALLS calls, most of them within a unit or to one of its
// neighbours. One function in a thousand blocks, one in five hundred runs on an event loop. The same numbers
// give the same program.

#include "checks/summary/PackedSummary.h"
#include "tool/engine/ResultFile.h"
#include "llvm/Support/xxhash.h"
#include <random>

using namespace corolint;
using namespace llvm;

namespace {

struct Size {
  uint64_t Functions, Calls, Units;
};

uint64_t keyOf(uint64_t Function) { return xxh3_64bits("f" + std::to_string(Function)); }

UnitSummary unitSummary(uint64_t Unit, const Size &Of, std::mt19937_64 &Random) {
  UnitSummary Summary;
  Summary.Files.push_back("u" + std::to_string(Unit) + ".cpp");
  uint64_t First = Unit * Of.Functions / Of.Units, Last = (Unit + 1) * Of.Functions / Of.Units;
  uint64_t Near = 8 * (Of.Functions / Of.Units + 1);
  uint32_t Line = 1;
  for (uint64_t I = First; I < Last; ++I) {
    FunctionSummary Function;
    Function.Key = keyOf(I);
    Function.Name = Summary.save("function" + std::to_string(I));
    Function.OnEventLoop = I % 500 == 0;
    Function.RunsInCaller = !Function.OnEventLoop;
    if (Function.OnEventLoop)
      Function.QualifiedName = Summary.save(("program::" + Function.Name).str());
    if (I % 1000 == 1) {
      BlockingSite Block;
      Block.At = {0, ++Line, 3};
      Block.Callee = Summary.save("sleep_for");
      Block.Why = Summary.save("suspends the whole thread");
      Function.Blocks.push_back(Block);
    }
    uint64_t Calls = (I + 1) * Of.Calls / Of.Functions - I * Of.Calls / Of.Functions;
    for (uint64_t C = 0; C < Calls; ++C) {
      CallSite Call;
      Call.At = {0, ++Line, uint32_t(3 + Random() % 40)};
      uint64_t Target = Random() % 10 ? I + Random() % Near : Random();
      Call.Callee = keyOf(Target % Of.Functions);
      Function.Calls.push_back(Call);
    }
    Summary.Functions.push_back(std::move(Function));
  }
  return Summary;
}

} // namespace

int main(int Argc, char **Argv) {
  Size Of{};
  if (Argc != 5 || StringRef(Argv[1]).getAsInteger(10, Of.Functions) ||
      StringRef(Argv[2]).getAsInteger(10, Of.Calls) || StringRef(Argv[3]).getAsInteger(10, Of.Units) ||
      !Of.Functions || !Of.Units) {
    errs() << "synthetic-program FUNCTIONS CALLS UNITS FOLDER\n";
    return 2;
  }
  std::mt19937_64 Random;
  for (uint64_t Unit = 0; Unit < Of.Units; ++Unit) {
    ProjectResults Results;
    Results.Root = Argv[4];
    Results.Units.push_back({"u" + std::to_string(Unit) + ".cpp", "", {}});
    UnitResult Result;
    Result.Status = UnitStatus::Analysed;
    Result.Summary.Data = pack(unitSummary(Unit, Of, Random));
    Results.Results.push_back(std::move(Result));
    if (Error Problem =
            writeResults(Results, Argv[4] + ("/u" + std::to_string(Unit)) + ".results")) {
      errs() << toString(std::move(Problem)) << '\n';
      return 1;
    }
  }
  return 0;
}
