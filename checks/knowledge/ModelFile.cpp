// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/knowledge/ModelFile.h"
#include "checks/knowledge/YamlProblem.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Regex.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/YAMLParser.h"
#include "llvm/Support/YAMLTraits.h"

using namespace corolint;
using namespace llvm;

LLVM_YAML_IS_SEQUENCE_VECTOR(TypeModel)
LLVM_YAML_IS_SEQUENCE_VECTOR(FunctionModel)

namespace llvm::yaml {

/// The values of an enumeration from \p First to \p Last, by their names. Another word is told of
/// with those that there are.
template <typename Enumeration>
static void enumerate(IO &Io, Enumeration &Value, Enumeration First, Enumeration Last) {
  SmallVector<StringRef, 24> Names;
  for (int I = static_cast<int>(First); I <= static_cast<int>(Last); ++I) {
    auto Each = static_cast<Enumeration>(I);
    Names.push_back(name(Each));
    Io.enumCase(Value, Names.back().data(), Each);
  }
  const auto *Given =
      Io.outputting() ? nullptr : dyn_cast<ScalarNode>(static_cast<Input &>(Io).getCurrentNode());
  if (!Given || !Io.matchEnumFallback())
    return;
  SmallString<32> Storage;
  Io.setError("unknown value '" + Given->getValue(Storage) + "'; the values are " +
              join(Names, ", "));
}

template <> struct ScalarEnumerationTraits<TypeKind> {
  static void enumeration(IO &Io, TypeKind &Kind) {
    enumerate(Io, Kind, TypeKind::Task, TypeKind::Test);
  }
};

template <> struct ScalarEnumerationTraits<StartPolicy> {
  static void enumeration(IO &Io, StartPolicy &Start) {
    enumerate(Io, Start, StartPolicy::Unknown, StartPolicy::Eager);
  }
};

template <> struct ScalarEnumerationTraits<DropFate> {
  static void enumeration(IO &Io, DropFate &Fate) {
    enumerate(Io, Fate, DropFate::Unknown, DropFate::Harmless);
  }
};

template <> struct ScalarEnumerationTraits<ExceptionFate> {
  static void enumeration(IO &Io, ExceptionFate &Fate) {
    enumerate(Io, Fate, ExceptionFate::Unknown, ExceptionFate::Handed);
  }
};

template <> struct ScalarEnumerationTraits<BlockingCategory> {
  static void enumeration(IO &Io, BlockingCategory &Category) {
    enumerate(Io, Category, BlockingCategory::Sleep, BlockingCategory::Cpu);
  }
};

template <> struct ScalarEnumerationTraits<Tier> {
  static void enumeration(IO &Io, Tier &Level) {
    enumerate(Io, Level, Tier::On, Tier::Strict);
  }
};

template <> struct ScalarEnumerationTraits<DurationUnit> {
  static void enumeration(IO &Io, DurationUnit &Unit) {
    enumerate(Io, Unit, DurationUnit::Nanoseconds, DurationUnit::TimePoint);
  }
};

template <> struct ScalarEnumerationTraits<StartTime> {
  static void enumeration(IO &Io, StartTime &Time) {
    enumerate(Io, Time, StartTime::Later, StartTime::Dispatched);
  }
};

template <> struct ScalarEnumerationTraits<GatherErrors> {
  static void enumeration(IO &Io, GatherErrors &Errors) {
    enumerate(Io, Errors, GatherErrors::Never, GatherErrors::Throws);
  }
};

template <> struct ScalarEnumerationTraits<SwitchTarget> {
  static void enumeration(IO &Io, SwitchTarget &Target) {
    enumerate(Io, Target, SwitchTarget::None, SwitchTarget::EventLoop);
  }
};

template <> struct ScalarEnumerationTraits<AwaitedThing> {
  static void enumeration(IO &Io, AwaitedThing &Thing) {
    enumerate(Io, Thing, AwaitedThing::Unknown, AwaitedThing::Peer);
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
    Io.mapOptional("instead", Blocks.Instead, std::string());
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
    Io.mapOptional("exceptions", Spawn.Exceptions, ExceptionFate::Unknown);
    Io.mapOptional("starts", Spawn.Starts, StartTime::Later);
  }
};

template <> struct MappingTraits<GatherModel> {
  static void mapping(IO &Io, GatherModel &Gather) {
    Io.mapRequired("errors", Gather.Errors);
    Io.mapOptional("range", Gather.Range);
    Io.mapOptional("each", Gather.Each);
    Io.mapOptional("handler", Gather.Handler);
    Io.mapOptional("race", Gather.Race, false);
    Io.mapOptional("races", Gather.Races);
    Io.mapOptional("throwing-twin", Gather.ThrowingTwin, std::string());
    Io.mapOptional("windowed-twin", Gather.WindowedTwin, std::string());
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

template <> struct MappingTraits<CloseModel> {
  static void mapping(IO &Io, CloseModel &Close) {
    Io.mapRequired("with", Close.With);
    Io.mapRequired("otherwise", Close.Otherwise);
  }
};

template <> struct MappingTraits<CancellationModel> {
  static void mapping(IO &Io, CancellationModel &Cancels) {
    Io.mapOptional("when", Cancels.When, std::string());
    Io.mapOptional("ends", Cancels.Ends, false);
  }
};

/// Counts the lines of a text. Places that are asked for from its front to its end cost one count.
class LineCounter {
public:
  explicit LineCounter(StringRef Text) : Begin(Text.data()), Reached(Text.data()) {}
  unsigned lineOf(const char *Place) {
    if (Place < Reached) {
      Reached = Begin;
      Line = 1;
    }
    Line += std::count(Reached, std::max(Reached, Place), '\n');
    Reached = std::max(Reached, Place);
    return Line;
  }

private:
  const char *Begin, *Reached;
  unsigned Line = 1;
};

static void mapPlace(IO &Io, ModelPlace &At) {
  if (!Io.outputting())
    At.Line = static_cast<LineCounter *>(Io.getContext())
                  ->lineOf(static_cast<Input &>(Io).getCurrentNode()->getSourceRange().Start.getPointer());
}

static void mapRoles(IO &Io, TypeModel &Type) {
  Io.mapOptional("start", Type.Start, StartPolicy::Unknown);
  Io.mapOptional("dropped", Type.Dropped, DropFate::Unknown);
  Io.mapOptional("exceptions", Type.Exceptions, ExceptionFate::Unknown);
  Io.mapOptional("single-use", Type.SingleUse);
  Io.mapOptional("close", Type.Close);
  Io.mapOptional("cancels", Type.Cancels);
  Io.mapOptional("pool", Type.Pool, std::string());
}

static void mapRoles(IO &Io, FunctionModel &Function) {
  Io.mapOptional("blocks", Function.Blocks);
  Io.mapOptional("nonblocking", Function.NonBlocking, false);
  Io.mapOptional("completed", Function.Completed, false);
  Io.mapOptional("prepares", Function.Prepares, false);
  Io.mapOptional("sleep", Function.Sleep);
  Io.mapOptional("sync-wait", Function.SyncWait);
  Io.mapOptional("spawn", Function.Spawn);
  Io.mapOptional("gather", Function.Gather);
  Io.mapOptional("time-limit", Function.TimeLimit);
  Io.mapOptional("timeout", Function.Timeout);
  Io.mapOptional("dropped", Function.Dropped);
  Io.mapOptional("offload", Function.Offload);
  Io.mapOptional("handler", Function.Handler);
  Io.mapOptional("keeps", Function.Keeps);
  Io.mapOptional("calls", Function.Calls);
  Io.mapOptional("walks", Function.Walks);
  Io.mapOptional("discards", Function.Discards);
  Io.mapOptional("rethrows", Function.Rethrows);
  Io.mapOptional("reuses", Function.Reuses);
  Io.mapOptional("repeats", Function.Repeats);
  Io.mapOptional("never-fails", Function.NeverFails, false);
  Io.mapOptional("switches", Function.Switches, SwitchTarget::None);
  Io.mapOptional("on-event-loop", Function.OnEventLoop, false);
  Io.mapOptional("awaits", Function.Awaits, AwaitedThing::Unknown);
  Io.mapOptional("pauses", Function.Pauses, false);
  Io.mapOptional("connects", Function.Connects, false);
  Io.mapOptional("tests", Function.Tests, false);
}

template <> struct MappingTraits<TypeModel> {
  static void mapping(IO &Io, TypeModel &Type) {
    mapPlace(Io, Type.At);
    mapNames(Io, Type.Names);
    Io.mapRequired("kind", Type.Kind);
    mapRoles(Io, Type);
  }
  static std::string validate(IO &, TypeModel &Type) { return validateNames(Type.Names); }
};

template <> struct MappingTraits<FunctionModel> {
  static void mapping(IO &Io, FunctionModel &Function) {
    mapPlace(Io, Function.At);
    mapNames(Io, Function.Names);
    mapRoles(Io, Function);
  }
  static std::string validate(IO &, FunctionModel &Function) {
    return validateNames(Function.Names);
  }
};

/// The roles of an entry alone.
template <typename Model> struct Roles {
  Model &Of;
};

template <typename Model> struct MappingTraits<Roles<Model>> {
  static void mapping(IO &Io, Roles<Model> &Only) {
    if constexpr (std::is_same_v<Model, TypeModel>)
      Io.mapOptional("kind", Only.Of.Kind, TypeKind::None);
    mapRoles(Io, Only.Of);
  }
};

template <> struct MappingTraits<SpellingModel> {
  static void mapping(IO &Io, SpellingModel &Spelling) {
    Io.mapOptional("text", Spelling.Text, std::string());
    Io.mapOptional("note", Spelling.Note, std::string());
    Io.mapOptional("headers", Spelling.Headers);
    Io.mapOptional("in", Spelling.In);
  }
  static std::string validate(IO &, SpellingModel &Spelling) {
    if (Spelling.Text.empty() == Spelling.Note.empty())
      return "a spelling has either 'text' or 'note'";
    // Braces around a word alone; those of code hold more, or spaces.
    Regex Placeholder("\\{([a-z]+)\\}");
    SmallVector<StringRef, 2> Found;
    for (StringRef Text : {StringRef(Spelling.Text), StringRef(Spelling.Note)})
      for (; Placeholder.match(Text, &Found); Text = Text.substr(Text.find(Found[0]) + 1))
        if (!is_contained({"root", "duration", "type", "body", "error"}, Found[1]))
          return ("'" + Found[0] + "' stands for nothing; {root}, {duration}, {type}, {body} and {error} do").str();
    return "";
  }
};

template <> struct MappingTraits<SpellingsModel> {
  static void mapping(IO &Io, SpellingsModel &Spellings) {
    Io.mapOptional("sleep", Spellings.Sleep);
    Io.mapOptional("offload", Spellings.Offload);
    Io.mapOptional("token", Spellings.Token);
    Io.mapOptional("error-token", Spellings.ErrorToken);
    Io.mapOptional("failure-token", Spellings.FailureToken);
    Io.mapOptional("spawn", Spellings.Spawn, std::string());
    Io.mapOptional("sync-wait", Spellings.SyncWait, std::string());
    Io.mapOptional("limiter", Spellings.Limiter, std::string());
    Io.mapOptional("timeout", Spellings.Timeout, std::string());
    Io.mapOptional("yield", Spellings.Yield, std::string());
    Io.mapOptional("mutex", Spellings.Mutex, std::string());
    Io.mapOptional("keeper", Spellings.Keeper, std::string());
    Io.mapOptional("failure", Spellings.Failure, std::string());
  }
};

template <> struct MappingTraits<LibraryModel> {
  static void mapping(IO &Io, LibraryModel &Library) {
    Io.mapRequired("schema", Library.Schema);
    Io.mapRequired("library", Library.Library);
    Io.mapOptional("title", Library.Title, std::string());
    Io.mapOptional("roots", Library.Roots);
    Io.mapOptional("requires", Library.Requires);
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

/// Says of \p Entry that it stands in \p File, and expands its names. Fails if that leaves one that
/// is none.
template <typename Model> Error place(Model &Entry, StringRef File, ArrayRef<std::string> Roots) {
  Entry.At.File = File.str();
  expandRoots(Entry.Names, Roots);
  if (std::string Problem = yaml::validateNames(Entry.Names); !Problem.empty())
    return createStringError(File + ":" + Twine(Entry.At.Line) + ": " + Problem);
  return Error::success();
}

/// Whether \p Text holds anything at all; yaml::Input cannot be given a text without. Models that are
/// well written are known by a line of theirs, which spares reading them twice.
bool hasContent(MemoryBufferRef Text) {
  if (Text.getBuffer().starts_with("schema:") || Text.getBuffer().contains("\nschema:"))
    return true;
  SourceMgr Sources;
  Sources.setDiagHandler([](const SMDiagnostic &, void *) {});
  yaml::Stream Stream(Text, Sources);
  yaml::document_iterator First = Stream.begin();
  return First != Stream.end() && First->getRoot() && !isa<yaml::NullNode>(First->getRoot());
}

} // namespace

Expected<std::unique_ptr<LibraryModel>> readModelFile(MemoryBufferRef Text) {
  if (std::string Reason = unfitForYaml(Text.getBuffer()); !Reason.empty())
    return createStringError(Text.getBufferIdentifier() + ": not a model file: " + Reason);
  if (!hasContent(Text))
    return createStringError(Text.getBufferIdentifier() + ":1:1: not a model file");
  std::string Message;
  yaml::LineCounter Lines(Text.getBuffer());
  yaml::Input In(Text, /*Ctxt=*/&Lines, keepFirst, &Message);
  auto Library = std::make_unique<LibraryModel>();
  // `In >> *Library` would read on where there is no document, and crash.
  yaml::EmptyContext Context;
  bool HasDocument = In.setCurrentDocument();
  if (HasDocument && !In.error())
    yaml::yamlize(In, *Library, /*Required=*/true, Context);
  if (In.error() || !HasDocument)
    return createStringError(std::errc::invalid_argument, "%s",
                             Message.empty()
                                 ? (Text.getBufferIdentifier() + ": not a model file").str().c_str()
                                 : Message.c_str());
  for (TypeModel &Type : Library->Types)
    if (Error Problem = place(Type, Text.getBufferIdentifier(), Library->Roots))
      return std::move(Problem);
  FunctionModel Plain;
  const std::string NoRole = rolesAsText(Plain);
  for (FunctionModel &Function : Library->Functions) {
    if (rolesAsText(Function) == NoRole)
      return createStringError(Text.getBufferIdentifier() + ":" + Twine(Function.At.Line) +
                               ": nothing is said of '" + Function.Names.front() +
                               "'; give it a role");
    if (Error Problem = place(Function, Text.getBufferIdentifier(), Library->Roots))
      return std::move(Problem);
    if (Function.Blocks)
      expandRoots(Function.Blocks->On, Library->Roots);
    if (Function.Gather)
      expandRoots(Function.Gather->Races, Library->Roots);
  }
  SpellingsModel &Spellings = Library->Spellings;
  for (std::optional<SpellingModel> *Spelling :
       {&Spellings.Sleep, &Spellings.Offload, &Spellings.Token, &Spellings.ErrorToken,
        &Spellings.FailureToken})
    if (*Spelling)
      expandRoots((*Spelling)->In, Library->Roots);
  return Library;
}

namespace {

template <typename Model> Error readRolesOf(StringRef Text, Model &Into) {
  MemoryBufferRef Buffer(Text, "annotation");
  std::string Message;
  yaml::Input In(Buffer, /*Ctxt=*/nullptr, keepFirst, &Message);
  yaml::Roles<Model> Only{Into};
  In >> Only;
  if (!In.error())
    return Error::success();
  // The place is that of the annotation.
  StringRef Reason = Message;
  for (int I = 0; I < 3; ++I)
    Reason = Reason.split(':').second;
  return createStringError(Reason.trim());
}

template <typename Model> std::string rolesOf(Model &Of) {
  std::string Text;
  raw_string_ostream Stream(Text);
  yaml::Output Writer(Stream, nullptr, /*WrapColumn=*/0);
  yaml::Roles<Model> Only{Of};
  Writer << Only;
  // Without the marks of a document.
  StringRef Inner = Text;
  Inner.consume_front("---\n");
  Inner.consume_back("...\n");
  return Inner.str();
}

} // namespace

Error readRoles(StringRef Text, FunctionModel &Into) { return readRolesOf(Text, Into); }
Error readRoles(StringRef Text, TypeModel &Into) { return readRolesOf(Text, Into); }

std::string rolesAsText(FunctionModel &Of) { return rolesOf(Of); }
std::string rolesAsText(TypeModel &Of) { return rolesOf(Of); }

void writeModelFile(LibraryModel &Library, raw_ostream &Out) {
  yaml::Output Writer(Out);
  Writer << Library;
}

} // namespace corolint
