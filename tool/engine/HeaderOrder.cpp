// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/engine/HeaderOrder.h"
#include "clang/Lex/MacroInfo.h"
#include "clang/Lex/Token.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

std::optional<sys::fs::UniqueID> fileAt(const SourceManager &Sources, SourceLocation Location) {
  OptionalFileEntryRef File =
      Location.isValid()
          ? Sources.getFileEntryRefForID(Sources.getFileID(Sources.getFileLoc(Location)))
          : std::nullopt;
  return File ? std::optional(File->getUniqueID()) : std::nullopt;
}

class InclusionRecorder : public PPCallbacks {
public:
  InclusionRecorder(const SourceManager &Sources, Inclusions &Found)
      : Sources(Sources), Found(Found) {}

  void InclusionDirective(SourceLocation Hash, const Token &, StringRef, bool, CharSourceRange,
                          OptionalFileEntryRef File, StringRef, StringRef, const Module *, bool,
                          SrcMgr::CharacteristicKind) override {
    if (!File)
      return;
    Found.try_emplace(File->getUniqueID());
    if (std::optional<sys::fs::UniqueID> From = fileAt(Sources, Hash))
      Found[*From].insert(File->getUniqueID());
  }

private:
  const SourceManager &Sources;
  Inclusions &Found;
};

class OrderWatch : public PPCallbacks {
public:
  OrderWatch(const SourceManager &Sources, const Inclusions &Before, bool &Matters)
      : Sources(Sources), Before(Before), Matters(Matters) {}

  void InclusionDirective(SourceLocation, const Token &, StringRef, bool, CharSourceRange,
                          OptionalFileEntryRef File, StringRef, StringRef, const Module *, bool,
                          SrcMgr::CharacteristicKind) override {
    if (File)
      include(File->getUniqueID());
  }
  void Ifdef(SourceLocation, const Token &Name, const MacroDefinition &Macro) override {
    tested(Name, Macro);
  }
  void Ifndef(SourceLocation, const Token &Name, const MacroDefinition &Macro) override {
    tested(Name, Macro);
  }
  void Elifdef(SourceLocation, const Token &Name, const MacroDefinition &Macro) override {
    tested(Name, Macro);
  }
  void Elifndef(SourceLocation, const Token &Name, const MacroDefinition &Macro) override {
    tested(Name, Macro);
  }
  void Defined(const Token &Name, const MacroDefinition &Macro, SourceRange) override {
    tested(Name, Macro);
  }
  // `#if NAME`. What is expanded elsewhere must have been defined.
  void MacroExpands(const Token &Name, const MacroDefinition &Macro, SourceRange,
                    const MacroArgs *) override {
    tested(Name, Macro);
  }

private:
  void include(sys::fs::UniqueID File) {
    auto Known = Before.find(File);
    if (Known == Before.end() || !Included.insert(File).second)
      return;
    for (sys::fs::UniqueID Each : Known->second)
      include(Each);
  }

  void tested(const Token &Name, const MacroDefinition &Macro) {
    if (Matters || !Macro || Sources.isInSystemHeader(Name.getLocation()))
      return;
    std::optional<sys::fs::UniqueID> From =
        fileAt(Sources, Macro.getMacroInfo()->getDefinitionLoc());
    Matters = From && Before.count(*From) && !Included.count(*From);
  }

  const SourceManager &Sources;
  const Inclusions &Before;
  bool &Matters;
  std::set<sys::fs::UniqueID> Included;
};

} // namespace

std::unique_ptr<PPCallbacks> recordInclusions(const SourceManager &Sources, Inclusions &Found) {
  return std::make_unique<InclusionRecorder>(Sources, Found);
}

std::unique_ptr<PPCallbacks> watchOrder(const SourceManager &Sources, const Inclusions &Before,
                                        bool &Matters) {
  return std::make_unique<OrderWatch>(Sources, Before, Matters);
}

} // namespace corolint
