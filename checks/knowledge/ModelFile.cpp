// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/knowledge/ModelFile.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/YAMLParser.h"
#include "llvm/Support/YAMLTraits.h"

using namespace corolint;
using namespace llvm;

LLVM_YAML_IS_SEQUENCE_VECTOR(TypeModel)
LLVM_YAML_IS_SEQUENCE_VECTOR(FunctionModel)

namespace llvm::yaml {

template <> struct ScalarEnumerationTraits<TypeKind> {
  static void enumeration(IO &Io, TypeKind &Kind) {
    Io.enumCase(Kind, "task", TypeKind::Task);
    Io.enumCase(Kind, "operation", TypeKind::Operation);
    Io.enumCase(Kind, "awaitable", TypeKind::Awaitable);
    Io.enumCase(Kind, "generator", TypeKind::Generator);
    Io.enumCase(Kind, "fire-and-forget", TypeKind::FireAndForget);
    Io.enumCase(Kind, "coroutine", TypeKind::Coroutine);
    Io.enumCase(Kind, "future", TypeKind::Future);
    Io.enumCase(Kind, "limiter", TypeKind::Limiter);
    Io.enumCase(Kind, "event-loop", TypeKind::EventLoop);
    Io.enumCase(Kind, "thread-pool", TypeKind::ThreadPool);
    Io.enumCase(Kind, "completion-token", TypeKind::CompletionToken);
  }
};

template <> struct ScalarEnumerationTraits<StartPolicy> {
  static void enumeration(IO &Io, StartPolicy &Start) {
    Io.enumCase(Start, "lazy", StartPolicy::Lazy);
    Io.enumCase(Start, "eager", StartPolicy::Eager);
    Io.enumCase(Start, "unknown", StartPolicy::Unknown);
  }
};

template <> struct ScalarEnumerationTraits<DropFate> {
  static void enumeration(IO &Io, DropFate &Fate) {
    Io.enumCase(Fate, "never-runs", DropFate::NeverRuns);
    Io.enumCase(Fate, "runs-unobserved", DropFate::RunsUnobserved);
    Io.enumCase(Fate, "cancelled", DropFate::Cancelled);
    Io.enumCase(Fate, "blocks", DropFate::Blocks);
    Io.enumCase(Fate, "unknown", DropFate::Unknown);
  }
};

template <> struct ScalarEnumerationTraits<BlockingCategory> {
  static void enumeration(IO &Io, BlockingCategory &Category) {
    for (unsigned I = 0; I <= static_cast<unsigned>(BlockingCategory::Cpu); ++I) {
      auto Value = static_cast<BlockingCategory>(I);
      Io.enumCase(Category, categoryName(Value).data(), Value);
    }
  }
};

template <> struct ScalarEnumerationTraits<Tier> {
  static void enumeration(IO &Io, Tier &Level) {
    Io.enumCase(Level, "on", Tier::On);
    Io.enumCase(Level, "quiet", Tier::Quiet);
    Io.enumCase(Level, "strict", Tier::Strict);
  }
};

template <> struct ScalarEnumerationTraits<DurationUnit> {
  static void enumeration(IO &Io, DurationUnit &Unit) {
    Io.enumCase(Unit, "nanoseconds", DurationUnit::Nanoseconds);
    Io.enumCase(Unit, "microseconds", DurationUnit::Microseconds);
    Io.enumCase(Unit, "milliseconds", DurationUnit::Milliseconds);
    Io.enumCase(Unit, "seconds", DurationUnit::Seconds);
    Io.enumCase(Unit, "duration", DurationUnit::Duration);
  }
};

template <> struct ScalarEnumerationTraits<GatherErrors> {
  static void enumeration(IO &Io, GatherErrors &Errors) {
    Io.enumCase(Errors, "values", GatherErrors::Values);
    Io.enumCase(Errors, "throws", GatherErrors::Throws);
  }
};

template <> struct MappingTraits<FlagModel> {
  static void mapping(IO &Io, FlagModel &Flag) {
    Io.mapRequired("argument", Flag.Argument);
    Io.mapRequired("bits", Flag.Bits);
  }
};

template <> struct MappingTraits<BlockingModel> {
  static void mapping(IO &Io, BlockingModel &Blocks) {
    Io.mapRequired("category", Blocks.Category);
    Io.mapOptional("tier", Blocks.Level, Tier::On);
    Io.mapRequired("why", Blocks.Why);
    Io.mapOptional("instead", Blocks.Instead);
    Io.mapOptional("arguments", Blocks.MinArguments, 0U);
    Io.mapOptional("on", Blocks.On);
    Io.mapOptional("unless-zero", Blocks.UnlessZero);
    Io.mapOptional("unless-null", Blocks.UnlessNull);
    Io.mapOptional("unless-flag", Blocks.UnlessFlag);
  }
};

template <> struct MappingTraits<SleepModel> {
  static void mapping(IO &Io, SleepModel &Sleep) {
    Io.mapRequired("argument", Sleep.Argument);
    Io.mapRequired("unit", Sleep.Unit);
  }
};

template <> struct MappingTraits<SpawnModel> {
  static void mapping(IO &Io, SpawnModel &Spawn) {
    Io.mapRequired("task", Spawn.Task);
    Io.mapOptional("executor", Spawn.Executor);
    Io.mapOptional("token", Spawn.Token);
  }
};

template <> struct MappingTraits<GatherModel> {
  static void mapping(IO &Io, GatherModel &Gather) {
    Io.mapRequired("errors", Gather.Errors);
    Io.mapOptional("range", Gather.Range);
    Io.mapOptional("each", Gather.Each);
    Io.mapOptional("handler", Gather.Handler);
    Io.mapOptional("races", Gather.Races);
    Io.mapOptional("throwing-twin", Gather.ThrowingTwin);
    Io.mapOptional("windowed-twin", Gather.WindowedTwin);
  }
};

/// An entry says `name: x` or `names: [x, y]`.
static void mapNames(IO &Io, std::vector<std::string> &Names) {
  std::string Single;
  if (!Io.outputting())
    Io.mapOptional("name", Single);
  Io.mapOptional("names", Names);
  if (!Single.empty())
    Names.insert(Names.begin(), Single);
}

/// What is wrong with the names of an entry; empty if nothing is.
static std::string validateNames(ArrayRef<std::string> Names) {
  if (Names.empty())
    return "an entry needs 'name' or 'names'";
  for (const std::string &Name : Names)
    if (splitQualifiedName(Name).empty())
      return "'" + Name + "' is no name";
  return "";
}

template <> struct MappingTraits<TypeModel> {
  static void mapping(IO &Io, TypeModel &Type) {
    mapNames(Io, Type.Names);
    Io.mapRequired("kind", Type.Kind);
    Io.mapOptional("start", Type.Start, StartPolicy::Unknown);
    Io.mapOptional("dropped", Type.Dropped, DropFate::Unknown);
  }
  static std::string validate(IO &, TypeModel &Type) { return validateNames(Type.Names); }
};

template <> struct MappingTraits<FunctionModel> {
  static void mapping(IO &Io, FunctionModel &Function) {
    mapNames(Io, Function.Names);
    Io.mapOptional("blocks", Function.Blocks);
    Io.mapOptional("sleep", Function.Sleep);
    Io.mapOptional("spawn", Function.Spawn);
    Io.mapOptional("gather", Function.Gather);
    Io.mapOptional("dropped", Function.Dropped);
    Io.mapOptional("offload", Function.Offload);
    Io.mapOptional("switches", Function.Switches, false);
  }
  static std::string validate(IO &, FunctionModel &Function) {
    return validateNames(Function.Names);
  }
};

template <> struct MappingTraits<SpellingModel> {
  static void mapping(IO &Io, SpellingModel &Spelling) {
    Io.mapRequired("text", Spelling.Text);
    Io.mapOptional("headers", Spelling.Headers);
  }
};

template <> struct MappingTraits<SpellingsModel> {
  static void mapping(IO &Io, SpellingsModel &Spellings) {
    Io.mapOptional("sleep", Spellings.Sleep);
    Io.mapOptional("offload", Spellings.Offload);
    Io.mapOptional("spawn", Spellings.Spawn);
    Io.mapOptional("sync-wait", Spellings.SyncWait);
    Io.mapOptional("limiter", Spellings.Limiter);
  }
};

template <> struct MappingTraits<LibraryModel> {
  static void mapping(IO &Io, LibraryModel &Library) {
    Io.mapRequired("schema", Library.Schema);
    Io.mapRequired("library", Library.Library);
    Io.mapOptional("title", Library.Title);
    Io.mapOptional("roots", Library.Roots);
    Io.mapOptional("types", Library.Types);
    Io.mapOptional("functions", Library.Functions);
    Io.mapOptional("spellings", Library.Spellings);
  }
  static std::string validate(IO &, LibraryModel &Library) {
    if (Library.Schema != ModelSchema)
      return ("schema '" + Library.Schema + "' is not '" + ModelSchema + "'").str();
    auto NeedsRoot = [](const auto &Entry) {
      return any_of(Entry.Names, [](StringRef Name) { return Name.starts_with("~"); });
    };
    if (Library.Roots.empty() &&
        (any_of(Library.Types, NeedsRoot) || any_of(Library.Functions, NeedsRoot)))
      return "a name starts with '~', but there are no 'roots'";
    return "";
  }
};

} // namespace llvm::yaml

namespace corolint {
namespace {

/// Replaces every name that starts with `~` by one name a root.
void expandRoots(std::vector<std::string> &Names, ArrayRef<std::string> Roots) {
  std::vector<std::string> Expanded;
  for (const std::string &Name : Names) {
    StringRef Rest = Name;
    if (!Rest.consume_front("~")) {
      Expanded.push_back(Name);
      continue;
    }
    for (const std::string &Root : Roots)
      Expanded.push_back((Root + Rest).str());
  }
  Names = std::move(Expanded);
}

/// Whether \p Text holds anything at all; yaml::Input cannot tell of a text without.
bool hasContent(MemoryBufferRef Text) {
  SourceMgr Sources;
  Sources.setDiagHandler([](const SMDiagnostic &, void *) {});
  yaml::Stream Stream(Text, Sources);
  yaml::document_iterator First = Stream.begin();
  return First != Stream.end() && First->getRoot() && !isa<yaml::NullNode>(First->getRoot());
}

} // namespace

Expected<std::unique_ptr<LibraryModel>> readModelFile(MemoryBufferRef Text) {
  std::string Message;
  auto KeepFirst = [](const SMDiagnostic &Diagnostic, void *Kept) {
    std::string &Message = *static_cast<std::string *>(Kept);
    if (Message.empty())
      Message = (Diagnostic.getFilename() + ":" + Twine(Diagnostic.getLineNo()) + ":" +
                 Twine(Diagnostic.getColumnNo() + 1) + ": " + Diagnostic.getMessage())
                    .str();
  };
  yaml::Input In(Text, /*Ctxt=*/nullptr, KeepFirst, &Message);
  auto Library = std::make_unique<LibraryModel>();
  if (!hasContent(Text))
    return createStringError(Text.getBufferIdentifier() + ":1:1: not a model file");
  In >> *Library;
  if (In.error())
    return createStringError(In.error(), "%s",
                             Message.empty()
                                 ? (Text.getBufferIdentifier() + ": not a model file").str().c_str()
                                 : Message.c_str());
  for (TypeModel &Type : Library->Types)
    expandRoots(Type.Names, Library->Roots);
  for (FunctionModel &Function : Library->Functions) {
    expandRoots(Function.Names, Library->Roots);
    if (Function.Blocks)
      expandRoots(Function.Blocks->On, Library->Roots);
    if (Function.Gather)
      expandRoots(Function.Gather->Races, Library->Roots);
  }
  return Library;
}

void writeModelFile(LibraryModel &Library, raw_ostream &Out) {
  yaml::Output Writer(Out);
  Writer << Library;
}

} // namespace corolint
