// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Every reader of what a user gives, for libFuzzer: none may crash, hang or overflow, whatever it
// is given. --reader=NAME chooses which of them a run is for.

#include "checks/knowledge/ModelFile.h"
#include "tool/engine/LinkProgram.h"
#include "tool/engine/ResultFile.h"
#include "tool/findings/Baseline.h"
#include "tool/findings/ChangedLines.h"
#include "tool/findings/Nolint.h"
#include "tool/project/Configuration.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/raw_ostream.h"
#include <cstdlib>

using namespace corolint;
using namespace llvm;

namespace {

void require(bool Holds) {
  if (!Holds)
    abort();
}

template <class Model> void readRolesOf(StringRef Text) {
  Model Roles;
  consumeError(readRoles(Text, Roles));
}

void readAnnotation(StringRef Text) {
  readRolesOf<FunctionModel>(Text);
  readRolesOf<TypeModel>(Text);
}

void readBaselineText(StringRef Text) {
  Expected<std::vector<BaselineEntry>> Entries = parseBaseline(Text, "fuzz");
  if (!Entries)
    return consumeError(Entries.takeError());
  // What is written is read again.
  Expected<std::vector<BaselineEntry>> Again = parseBaseline(baselineText(*Entries), "again");
  require(bool(Again) && Again->size() == Entries->size());
}

void readChangedLines(StringRef Text) { ChangedLines::parse(Text, "/nowhere"); }

void readComments(StringRef Text) {
  for (const NolintComment &Each : nolintComments(Text)) {
    require(Each.Offset < Each.End && Each.End <= Text.size());
    for (const NolintComment::Name &Name : Each.Names)
      require(Text.substr(Name.Offset, Name.Glob.size()) == Name.Glob);
    Each.covers("async-blocking-call", Each.Line);
  }
}

void readConfiguration(StringRef Text) {
  Expected<DriverSettings> Settings = parseDriverSettings(Text, "fuzz.yaml");
  if (!Settings)
    consumeError(Settings.takeError());
}

void readModel(StringRef Text) {
  Expected<std::unique_ptr<LibraryModel>> Library =
      readModelFile(MemoryBufferRef(Text, "fuzz.yaml"));
  if (!Library)
    return consumeError(Library.takeError());
  // Entries are found by the last components of their names.
  auto IsNamed = [](const auto &Entry) {
    return none_of(Entry.Names, [](StringRef Name) { return splitQualifiedName(Name).empty(); });
  };
  require(all_of((*Library)->Types, IsNamed) && all_of((*Library)->Functions, IsNamed));
}

void readResultBytes(StringRef Bytes) {
  Expected<ProjectResults> Results = parseResults(Bytes, "fuzz", "/");
  if (!Results)
    return consumeError(Results.takeError());
  consumeError(linkProgram(Results->Results, Results->Root, Results->Origins));
}

void readResultFile(StringRef Bytes) {
  readResultBytes(Bytes);
  // With the checksum that they need to be looked into.
  readResultBytes(sealed(Bytes));
}

struct Reader {
  StringLiteral Name;
  void (*Read)(StringRef);
};
constexpr Reader Readers[] = {{"annotation", readAnnotation},       {"baseline", readBaselineText},
                              {"changed-lines", readChangedLines},  {"comments", readComments},
                              {"configuration", readConfiguration}, {"model", readModel},
                              {"result-file", readResultFile}};

const Reader *Chosen = nullptr;

} // namespace

// What is linked as it is does not say which memory of its containers and allocators is in use.
extern "C" const char *__asan_default_options() {
  return "detect_container_overflow=0:allow_user_poisoning=0";
}

extern "C" int LLVMFuzzerInitialize(int *Count, char ***Arguments) {
  for (StringRef Argument : ArrayRef(*Arguments, *Count))
    if (Argument.consume_front("--reader="))
      Chosen = find_if(Readers, [&](const Reader &Each) { return Each.Name == Argument; });
  if (!Chosen || Chosen == std::end(Readers)) {
    errs() << "say --reader=NAME, with one of these names:";
    for (const Reader &Each : Readers)
      errs() << ' ' << Each.Name;
    errs() << '\n';
    exit(2);
  }
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  // The memory ends with the input, so that reading past its end is found.
  Chosen->Read(StringRef(reinterpret_cast<const char *>(Data), Size));
  return 0;
}
