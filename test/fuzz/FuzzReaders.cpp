// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Every reader of a file of the user's, for libFuzzer: none may crash, hang or overflow, whatever it
// is given. The first byte chooses the reader.

#include "checks/knowledge/ModelFile.h"
#include "tool/engine/LinkProgram.h"
#include "tool/engine/ResultFile.h"
#include "tool/findings/Baseline.h"
#include "tool/findings/ChangedLines.h"
#include "tool/findings/Nolint.h"
#include "tool/project/Configuration.h"
#include <cstdlib>

using namespace corolint;
using namespace llvm;

namespace {

template <class T> void ignore(Expected<T> Result) {
  if (!Result)
    consumeError(Result.takeError());
}

void require(bool Holds) {
  if (!Holds)
    abort();
}

void readBaselineText(StringRef Text) {
  Expected<std::vector<BaselineEntry>> Entries = parseBaseline(Text, "fuzz");
  if (!Entries)
    return consumeError(Entries.takeError());
  // What is written is read again.
  Expected<std::vector<BaselineEntry>> Again = parseBaseline(baselineText(*Entries), "again");
  require(bool(Again) && Again->size() == Entries->size());
}

void readResultText(StringRef Text) {
  Expected<ProjectResults> Results = parseResults(Text, "fuzz", "/");
  if (!Results)
    return consumeError(Results.takeError());
  consumeError(linkProgram(Results->Results, Results->Root, Results->Origins));
}

void readComments(StringRef Text) {
  for (const NolintComment &Each : nolintComments(Text)) {
    require(Each.Offset < Each.End && Each.End <= Text.size());
    for (const NolintComment::Name &Name : Each.Names)
      require(Text.substr(Name.Offset, Name.Glob.size()) == Name.Glob);
    Each.covers("async-blocking-call", Each.Line);
  }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  if (Size == 0)
    return 0;
  // A copy of its own, so that reading past its end is found.
  std::string Text(reinterpret_cast<const char *>(Data) + 1, Size - 1);
  switch (Data[0] % 7) {
  case 0:
    ignore(parseDriverSettings(Text, "fuzz.yaml"));
    break;
  case 1:
    ignore(readModelFile(MemoryBufferRef(Text, "fuzz.yaml")));
    break;
  case 2:
    readBaselineText(Text);
    break;
  case 3:
    ChangedLines::parse(Text, "/nowhere");
    break;
  case 4:
    readComments(Text);
    break;
  case 5:
    readResultText(Text);
    break;
  case 6:
    // With the checksum that it needs to be looked into.
    readResultText(sealed(Text));
    break;
  }
  return 0;
}
