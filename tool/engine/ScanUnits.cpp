// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/engine/ScanUnits.h"
#include "checks/LlvmVersions.h"
#include "tool/project/CacheFolder.h"
#include "tool/project/ResourceDirectory.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/Path.h"

using namespace llvm;

namespace corolint {
namespace {

/// The folder of the C++ library's headers among \p Files: `…/c++/VERSION`; empty if there is none.
StringRef standardFolder(ArrayRef<std::string> Files) {
  for (StringRef File : Files)
    if (is_contained({"cstddef", "type_traits"}, sys::path::filename(File))) {
      StringRef Folder = sys::path::parent_path(File);
      if (sys::path::filename(sys::path::parent_path(Folder)) == "c++")
        return Folder;
    }
  return "";
}

/// Whether \p File is part of the C++ library, whose headers lie in \p Standard, or comes with clang:
/// theirs are the names that configure it.
bool isOfImplementation(StringRef File, StringRef Standard) {
  static const std::string Clang = resourceDirectory() + "/";
  // What depends on the machine lies beside: `…/x86_64-linux-gnu/c++/12/bits/c++config.h`.
  auto IsOfMachine = [&] {
    return File.contains(("/c++/" + sys::path::filename(Standard) + "/bits/").str());
  };
  return File.starts_with(Clang) || sys::path::filename(File) == "features.h" ||
         (!Standard.empty() && ((File.starts_with(Standard) &&
                                 File.drop_front(Standard.size()).starts_with("/")) ||
                                IsOfMachine()));
}

/// Whether \p Command has more read than text: what is precompiled, or modules.
bool readsPrecompiled(ArrayRef<std::string> Command) {
  return any_of(Command, [](StringRef Argument) {
    return Argument.starts_with("-include-pch") || Argument.starts_with("-fmodule") ||
           Argument.starts_with("-fprebuilt-module-path") || Argument == "-fcxx-modules";
  });
}

/// Whether the C++ library, or what it includes, may read otherwise when \p Macro was defined
/// before it. By the standard nothing but these names can matter: those that implementations
/// document, and keywords.
bool configuresLibrary(StringRef Macro) {
  if (Macro.starts_with("_"))
    return Macro.ends_with("_SOURCE") || Macro.ends_with("_MACROS") ||
           Macro.starts_with("_GLIBCXX_") || Macro.starts_with("_LIBCPP_") ||
           Macro.starts_with("__STDC_WANT_") ||
           is_contained(
               {"_FILE_OFFSET_BITS", "_TIME_BITS", "_REENTRANT", "_THREAD_SAFE", "__STRICT_ANSI__"},
               Macro);
  return is_contained({"class",    "struct",  "private",   "protected",    "public",   "inline",
                       "static",   "const",   "constexpr", "noexcept",     "override", "final",
                       "explicit", "virtual", "template",  "typename",     "operator", "friend",
                       "throw",    "new",     "delete",    "thread_local", "namespace"},
                      Macro);
}

/// Whether \p Text defines or undefines such a macro.
bool configuresLibraryIn(StringRef Text) {
  for (size_t At = Text.find('#'); At != StringRef::npos; At = Text.find('#', At + 1)) {
    StringRef Rest = Text.substr(At + 1).ltrim(" \t");
    if (!Rest.consume_front("define") && !Rest.consume_front("undef"))
      continue;
    StringRef Name = Rest.ltrim(" \t").take_while([](char C) { return isAlnum(C) || C == '_'; });
    if (configuresLibrary(Name))
      return true;
  }
  return false;
}

/// What a source mentions that can make it asynchronous without a coroutine in sight.
std::vector<std::string> asynchronousWords(const LibraryModels &Models) {
  StringSet<> Words = {"coroutine_traits", "corolint"};
  auto Add = [&](StringRef Name) { Words.insert(splitQualifiedName(Name).front()); };
  for (const std::unique_ptr<LibraryModel> &Library : Models.libraries()) {
    // What the standard offers shows by its headers.
    if (is_contained(Library->Roots, "std"))
      continue;
    for (const std::string &Root : Library->Roots)
      Add(Root);
    if (!Library->Roots.empty())
      continue;
    for (const TypeModel &Type : Library->Types)
      for_each(Type.Names, Add);
    for (const FunctionModel &Function : Library->Functions)
      if (Function.Handler || Function.OnEventLoop || Function.Spawn || Function.Gather)
        for_each(Function.Names, Add);
  }
  std::vector<std::string> List;
  for (StringRef Word : Words.keys())
    List.push_back(Word.str());
  sort(List);
  return List;
}

} // namespace

UnitScanner::UnitScanner(const LibraryModels &Models) : Words(asynchronousWords(Models)) {}

const UnitScanner::FileFacts &UnitScanner::factsOf(const std::string &File) {
  auto [Entry, IsNew] = Facts.try_emplace(File);
  FileFacts &Known = Entry->second;
  if (!IsNew)
    return Known;
  std::unique_ptr<MemoryBuffer> Buffer = contentsOf(File);
  if (!Buffer) {
    Known = {true, true};
    return Known;
  }
  StringRef Text = Buffer->getBuffer();
  Known.ConfiguresLibrary = configuresLibraryIn(Text);
  Known.NamesAsynchrony =
      any_of(Words, [&](const std::string &Word) { return Text.contains(Word); });
  return Known;
}

UnitScan UnitScanner::scan(const Unit &Of, const std::vector<std::string> &Command,
                           FilesAsked *Asked) {
  IntrusiveRefCntPtr<vfs::FileSystem> Disk = vfs::createPhysicalFileSystem();
  UnitScan Found;
  std::optional<DependencyScanner> Alone;
  if (Asked)
    Alone.emplace();
  FilesAsked Unused;
  Disk = recordFiles(std::move(Disk), Asked ? *Asked : Unused);
  std::optional<std::vector<std::string>> Files =
      (Alone ? *Alone : Shared).filesOf(Command, Of.Directory, std::move(Disk));
  if (!Files)
    return Found;

  Found.IsComplete = true;
  for (const std::string &File : *Files) {
    SmallString<256> Absolute(File);
    makeAbsolute(Of.Directory, Absolute);
    sys::path::remove_dots(Absolute, /*remove_dot_dot=*/false);
    Found.Files.push_back(Absolute.str().str());
  }
  sort(Found.Files);
  Found.Files.erase(llvm::unique(Found.Files), Found.Files.end());

  StringRef Standard = standardFolder(Found.Files);
  Found.MayBeAsynchronous = readsPrecompiled(Command);
  bool Configures = false;
  for (const std::string &File : Found.Files) {
    if (!isOfImplementation(File, Standard)) {
      const FileFacts &Known = factsOf(File);
      Configures |= Known.ConfiguresLibrary;
      Found.MayBeAsynchronous |= Known.NamesAsynchrony;
    }
    Found.MayBeAsynchronous |=
        is_contained({"coroutine", "future", "generator"}, sys::path::filename(File));
    if (!Standard.empty() && sys::path::parent_path(File) == Standard &&
        !sys::path::has_extension(File))
      Found.StandardHeaders.push_back(sys::path::filename(File).str());
  }
  if (Configures)
    Found.StandardHeaders.clear();
  return Found;
}

} // namespace corolint
