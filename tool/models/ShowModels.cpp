// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/models/ShowModels.h"
#include "checks/knowledge/ModelFile.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include <map>

using namespace llvm;

namespace corolint {
namespace {

/// \p Names as code, each once, with `~` for the library's roots.
std::string namesOf(ArrayRef<std::string> Names, const LibraryModel &Library) {
  std::vector<std::string> Short;
  for (StringRef Name : Names) {
    for (StringRef Root : Library.Roots)
      if (Name.starts_with(Root) && Name.drop_front(Root.size()).starts_with("::")) {
        Name = Name.drop_front(Root.size());
        break;
      }
    std::string Code =
        ("`" + Twine(Name.starts_with("::") && !Library.Roots.empty() ? "~" : "") + Name + "`").str();
    if (!is_contained(Short, Code))
      Short.push_back(std::move(Code));
  }
  return join(Short, ", ");
}

std::string known(StringRef Word) { return Word == "unknown" || Word == "none" ? "" : Word.str(); }

/// What a function does beside blocking, in a few words; empty if nothing.
std::string behaviour(const FunctionModel &Function) {
  std::vector<std::string> Words;
  if (Function.Spawn)
    Words.push_back("starts a task" +
                    (Function.Spawn->Exceptions == ExceptionFate::Unknown
                         ? std::string()
                         : formatv(" (its exception: {0})", name(Function.Spawn->Exceptions)).str()));
  if (Function.Gather)
    Words.push_back(Function.Gather->Race ? "awaits the first of several"
                    : Function.Gather->Errors == GatherErrors::Values
                        ? "awaits several; failures are values"
                    : Function.Gather->Errors == GatherErrors::Throws
                        ? "awaits several; throws the first failure"
                        : "awaits several");
  if (Function.Gather && !Function.Gather->WindowedTwin.empty())
    Words.push_back("bounded form: `" + Function.Gather->WindowedTwin + "`");
  if (Function.SyncWait)
    Words.push_back("waits for asynchronous work");
  if (Function.TimeLimit)
    Words.push_back("takes a time limit as a number");
  if (Function.Timeout)
    Words.push_back("gives up after a time");
  if (Function.Offload)
    Words.push_back("runs a callable on another thread");
  if (Function.Handler)
    Words.push_back("runs a callable on the event loop");
  if (Function.OnEventLoop)
    Words.push_back("is called on the event loop");
  if (Function.Keeps)
    Words.push_back("keeps the callable alive");
  if (Function.Calls)
    Words.push_back("calls a callable");
  if (Function.Walks)
    Words.push_back("goes over a range as it proceeds");
  if (Function.Discards)
    Words.push_back("throws away what the callable returns");
  if (Function.Switches == SwitchTarget::Elsewhere)
    Words.push_back("moves the coroutine to another thread");
  else if (Function.Switches == SwitchTarget::EventLoop)
    Words.push_back("moves the coroutine to an event loop");
  else if (Function.Switches == SwitchTarget::Bound)
    Words.push_back("moves the coroutine to the executor that the token is bound to");
  else if (Function.Switches == SwitchTarget::Named)
    Words.push_back("moves the coroutine to the executor that it names");
  if (Function.Prepares)
    Words.push_back("makes its object ready, so that it does not block");
  if (Function.Rethrows)
    Words.push_back("throws again the failure that it is given");
  if (Function.Reuses)
    Words.push_back("keeps a callable and may call it any number of times");
  if (Function.NeverFails)
    Words.push_back("does not fail");
  if (Function.NonBlocking)
    Words.push_back("never waits");
  if (Function.Awaits == AwaitedThing::Time)
    Words.push_back("awaited: waits for a time");
  else if (Function.Awaits == AwaitedThing::Turn)
    Words.push_back("awaited: lets others run");
  else if (Function.Awaits == AwaitedThing::Peer)
    Words.push_back("awaited: waits for a peer");
  if (Function.Pauses)
    Words.push_back("gives other threads a chance to run");
  if (Function.Connects)
    Words.push_back("connects");
  if (Function.Tests)
    Words.push_back("runs tests");
  if (Function.Repeats)
    Words.push_back("calls a callable for each element");
  if (Function.Dropped)
    Words.push_back(formatv("result dropped: {0}", name(*Function.Dropped)).str());
  return join(Words, "; ");
}

void printTypes(const LibraryModel &Library, raw_ostream &Out) {
  if (Library.Types.empty())
    return;
  Out << "\n| type | is a | starts | dropped | exceptions | must be closed by |\n|---|---|---|---|---|---|\n";
  for (const TypeModel &Type : Library.Types)
    Out << "| " << namesOf(Type.Names, Library) << " | " << name(Type.Kind) << " | "
        << known(name(Type.Start)) << " | " << known(name(Type.Dropped)) << " | "
        << known(name(Type.Exceptions)) << " | "
        << (Type.Close ? "`" + join(Type.Close->With, "`, `") + "`" : "") << " |\n";
}

void printFunctions(const LibraryModel &Library, raw_ostream &Out) {
  // Functions that do the same share a line, where the first of them stands in the model.
  using Lines = MapVector<std::string, std::vector<std::string>, std::map<std::string, unsigned>>;
  Lines Doing, Blocking;
  for (const FunctionModel &Function : Library.Functions) {
    if (std::string Words = behaviour(Function); !Words.empty())
      append_range(Doing[Words], Function.Names);
    if (Function.Blocks)
      append_range(Blocking[formatv("{0}{1}", name(Function.Blocks->Category),
                                    Function.Blocks->Level == Tier::On
                                        ? ""
                                        : " (" + name(Function.Blocks->Level).str() + ")")],
                   Function.Names);
  }
  if (!Doing.empty()) {
    Out << "\n| function | does |\n|---|---|\n";
    for (const auto &[Words, Names] : Doing)
      Out << "| " << namesOf(Names, Library) << " | " << Words << " |\n";
  }
  if (!Blocking.empty()) {
    Out << "\n| blocks its thread | functions |\n|---|---|\n";
    for (const auto &[Category, Names] : Blocking)
      Out << "| " << Category << " | " << namesOf(Names, Library) << " |\n";
  }
}

void printSpellings(const LibraryModel &Library, raw_ostream &Out) {
  const SpellingsModel &Spelled = Library.Spellings;
  std::vector<std::pair<StringRef, std::string>> Rows;
  auto Add = [&](StringRef What, StringRef Text) {
    if (!Text.empty())
      Rows.push_back({What, Text.str()});
  };
  if (Spelled.Sleep)
    Add("sleep", Spelled.Sleep->Text.empty() ? Spelled.Sleep->Note : "`" + Spelled.Sleep->Text + "`");
  if (Spelled.Offload)
    Add("work elsewhere",
        Spelled.Offload->Text.empty() ? Spelled.Offload->Note : "`" + Spelled.Offload->Text + "`");
  Add("start a task", Spelled.Spawn);
  Add("wait for a task from ordinary code", Spelled.SyncWait);
  Add("bound the number of tasks", Spelled.Limiter);
  Add("give up after a time", Spelled.Timeout);
  Add("let others run", Spelled.Yield);
  Add("lock", Spelled.Mutex);
  Add("keep a callable alive", Spelled.Keeper);
  Add("hear of a failure that nobody awaits", Spelled.Failure);
  if (Rows.empty())
    return;
  Out << "\n| to | write |\n|---|---|\n";
  for (auto &[What, Text] : Rows) {
    std::string Escaped;
    for (char Each : Text)
      Escaped += Each == '|' ? std::string("\\|") : std::string(1, Each);
    Out << "| " << What << " | " << Escaped << " |\n";
  }
}

} // namespace

void listModels(const LibraryModels &Models, raw_ostream &Out) {
  for (const std::unique_ptr<LibraryModel> &Library : Models.libraries())
    Out << left_justify(Library->Library, 22) << Library->Title << '\n';
}

bool printModel(const LibraryModels &Models, StringRef Name, raw_ostream &Out) {
  for (const std::unique_ptr<LibraryModel> &Library : Models.libraries())
    if (Library->Library == Name) {
      writeModelFile(*Library, Out);
      return true;
    }
  return false;
}

void printLibraryTable(const LibraryModels &Models, raw_ostream &Out) {
  Out << "# What corolint knows of each library\n\n"
         "This page is made from the models by `corolint models --table`. Beside them corolint reads "
         "what the language says of any type, so a library needs no entry here to be understood; "
         "see [models.md](models.md) for the words and for adding your own. `~` stands for the "
         "namespace of the library.\n";
  // Libraries of tasks first: what only blocks is a long tail.
  for (bool OfTasks : {true, false})
    for (const std::unique_ptr<LibraryModel> &Library : Models.libraries()) {
      bool HasTasks = any_of(Library->Types, [](const TypeModel &Type) {
        return is_contained({TypeKind::Task, TypeKind::Operation, TypeKind::Awaitable}, Type.Kind);
      });
      if (HasTasks != OfTasks)
        continue;
      Out << "\n## " << Library->Title << "\n";
      if (!Library->Roots.empty())
        Out << "\nNamespace `" << join(Library->Roots, "`, `") << "`.\n";
      printTypes(*Library, Out);
      printFunctions(*Library, Out);
      printSpellings(*Library, Out);
    }
}

} // namespace corolint
