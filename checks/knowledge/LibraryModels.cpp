// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/knowledge/LibraryModels.h"
#include "checks/ReadFile.h"
#include "checks/knowledge/EmbeddedFile.h"
#include "checks/knowledge/MemberNames.h"
#include "checks/knowledge/ModelDigest.h"
#include "checks/knowledge/ModelFile.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// The name of \p Declaration as models spell its last component; empty for what models do not
/// name.
std::string lastComponent(const NamedDecl *Declaration) {
  if (isa<CXXConstructorDecl>(Declaration))
    return cast<CXXRecordDecl>(Declaration->getDeclContext())->getNameAsString();
  if (isa<CXXDestructorDecl>(Declaration))
    return "~" + cast<CXXRecordDecl>(Declaration->getDeclContext())->getNameAsString();
  if (const auto *Function = dyn_cast<FunctionDecl>(Declaration))
    if (Function->isOverloadedOperator())
      return (Twine("operator") + getOperatorSpelling(Function->getOverloadedOperator())).str();
  return Declaration->getDeclName().isIdentifier() ? Declaration->getName().str() : "";
}

/// Whether the contexts from \p Context outwards are named \p Path, last component first, down to
/// the global namespace.
bool contextsAreNamed(const DeclContext *Context, ArrayRef<std::string> Path) {
  for (;; Context = Context->getParent()) {
    Context = Context->getRedeclContext();
    if (isa<TranslationUnitDecl>(Context))
      return Path.empty();
    if (Context->isInlineNamespace())
      continue;
    const auto *Named = dyn_cast<NamedDecl>(Context);
    if (Path.empty() || !Named || !Named->getDeclName().isIdentifier() ||
        Named->getName() != Path.front())
      return false;
    Path = Path.drop_front();
  }
}

bool classIsNamed(const CXXRecordDecl *Record, ArrayRef<std::string> Path) {
  return !Path.empty() && Record->getIdentifier() && Record->getName() == Path.front() &&
         contextsAreNamed(Record->getDeclContext(), Path.drop_front());
}

/// Whether some class between \p Object and \p Parent, both included, is named \p Path.
bool derivedClassIsNamed(const CXXRecordDecl *Object, const CXXRecordDecl *Parent,
                         ArrayRef<std::string> Path) {
  if (!Object->hasDefinition())
    return false;
  if (classIsNamed(Object, Path))
    return true;
  return any_of(Object->bases(), [&](const CXXBaseSpecifier &Base) {
    const CXXRecordDecl *Class = Base.getType()->getAsCXXRecordDecl();
    return Class && Class->hasDefinition() &&
           (Class->getCanonicalDecl() == Parent->getCanonicalDecl() ||
            Class->isDerivedFrom(Parent)) &&
           derivedClassIsNamed(Class, Parent, Path);
  });
}

bool overridesNamed(const CXXMethodDecl *Method, ArrayRef<std::string> ClassPath) {
  return any_of(Method->overridden_methods(), [&](const CXXMethodDecl *Base) {
    return classIsNamed(Base->getParent(), ClassPath) || overridesNamed(Base, ClassPath);
  });
}

bool functionIsNamed(const FunctionDecl *Function, const CXXRecordDecl *Object,
                     ArrayRef<std::string> Path, const LibraryModel &Library) {
  Path = Path.drop_front();
  // The global functions that models name are C libraries'; a C++ function of that name is another
  // one, unless the unit is known to use the library.
  if (Path.empty() && Library.Requires.empty())
    return Function->isExternC();
  if (contextsAreNamed(Function->getDeclContext(), Path))
    return true;
  const auto *Method = dyn_cast<CXXMethodDecl>(Function);
  if (!Method || isa<CXXConstructorDecl>(Method))
    return false;
  return (Object && Object->hasDefinition() &&
          derivedClassIsNamed(Object, Method->getParent(), Path)) ||
         overridesNamed(Method, Path);
}

/// The declarations called \p Path (components, last first) in the unit of \p Context.
bool isDeclared(const ASTContext &Context, ArrayRef<std::string> Path) {
  const DeclContext *Scope = Context.getTranslationUnitDecl();
  for (const std::string &Component : reverse(Path)) {
    DeclarationName Name = nameIn(Context, Component);
    if (!Name)
      return false;
    DeclContext::lookup_result Found = Scope->lookup(Name);
    if (Found.empty())
      return false;
    const auto *Inner = dyn_cast<DeclContext>(Found.front());
    Scope = Inner ? Inner : Scope;
  }
  return true;
}

/// Whether the unit that \p Declaration stands in declares all that \p Library requires.
bool holds(const LibraryModel &Library, const Decl *Declaration) {
  return all_of(Library.Requires, [&](StringRef Name) {
    return isDeclared(Declaration->getASTContext(), splitQualifiedName(Name));
  });
}

} // namespace

bool hasQualifiedName(const NamedDecl *Declaration, ArrayRef<std::string> Path) {
  return !Path.empty() && lastComponent(Declaration) == Path.front() &&
         contextsAreNamed(Declaration->getDeclContext(), Path.drop_front());
}

Expected<std::shared_ptr<const LibraryModels>>
LibraryModels::load(ArrayRef<std::string> UserFiles) {
  std::shared_ptr<LibraryModels> Models(new LibraryModels);
  auto Add = [&](MemoryBufferRef Text) -> Error {
    Expected<std::unique_ptr<LibraryModel>> Library = readModelFile(Text);
    if (!Library)
      return Library.takeError();
    Models->index(**Library);
    Models->Libraries.push_back(std::move(*Library));
    return Error::success();
  };
  for (const std::string &File : UserFiles) {
    Expected<std::unique_ptr<MemoryBuffer>> Buffer = readFile(File);
    if (!Buffer)
      return createStringError(Twine(File) + ": cannot read this model file: " +
                               toString(Buffer.takeError()));
    if (Error Failed = Add(**Buffer))
      return std::move(Failed);
  }
  for (std::unique_ptr<LibraryModel> &Library :
       readDigest(StringRef(BuiltInModels, BuiltInModelsSize))) {
    Models->index(*Library);
    Models->Libraries.push_back(std::move(Library));
  }
  return Models;
}

void LibraryModels::index(const LibraryModel &Library) {
  auto Add = [&](auto &Index, const auto &Model) {
    for (const std::string &Name : Model.Names) {
      std::vector<std::string> Path = splitQualifiedName(Name);
      auto &Entries = Index[Path.front()];
      Entries.push_back({std::move(Path), &Model, &Library});
    }
  };
  for (const FunctionModel &Model : Library.Functions)
    Add(Functions, Model);
  for (const TypeModel &Model : Library.Types)
    Add(Types, Model);
}

SmallVector<const FunctionModel *, 2>
LibraryModels::find(const FunctionDecl *Function, const CXXRecordDecl *Object,
                    const VarDecl *FunctionObject) const {
  SmallVector<const FunctionModel *, 2> Found;
  std::string Last = lastComponent(Function);
  auto Entries = Functions.find(Last);
  // The large-file aliases of C libraries are the same functions.
  if (Entries == Functions.end() && StringRef(Last).ends_with("64"))
    Entries = Functions.find(StringRef(Last).drop_back(2));
  if (Entries != Functions.end())
    for (const Entry<FunctionModel> &Candidate : Entries->second)
      if (functionIsNamed(Function, Object, Candidate.Path, *Candidate.In) &&
          holds(*Candidate.In, Function))
        Found.push_back(Candidate.Of);
  if (!FunctionObject || !FunctionObject->getIdentifier())
    return Found;
  if (auto Named = Functions.find(FunctionObject->getName()); Named != Functions.end())
    for (const Entry<FunctionModel> &Candidate : Named->second)
      if (Candidate.Path.size() > 1 && hasQualifiedName(FunctionObject, Candidate.Path))
        Found.push_back(Candidate.Of);
  return Found;
}

const LibraryModels::Entry<TypeModel> *LibraryModels::entryOf(const CXXRecordDecl *Record) const {
  if (!Record->getIdentifier())
    return nullptr;
  auto Entries = Types.find(Record->getName());
  if (Entries == Types.end())
    return nullptr;
  for (const Entry<TypeModel> &Candidate : Entries->second)
    if (classIsNamed(Record, Candidate.Path) && holds(*Candidate.In, Record))
      return &Candidate;
  return nullptr;
}

const TypeModel *LibraryModels::find(const CXXRecordDecl *Record) const {
  const Entry<TypeModel> *Found = entryOf(Record);
  return Found ? Found->Of : nullptr;
}

std::pair<const LibraryModel *, StringRef> LibraryModels::libraryOf(const Decl *Declaration) const {
  for (const DeclContext *Context = Declaration->getDeclContext(); Context;
       Context = Context->getParent()) {
    const auto *Namespace = dyn_cast<NamespaceDecl>(Context);
    if (!Namespace || Namespace->isInline())
      continue;
    for (const std::unique_ptr<LibraryModel> &Library : Libraries)
      for (const std::string &Root : Library->Roots)
        if (hasQualifiedName(Namespace, splitQualifiedName(Root)))
          return {Library.get(), Root};
  }
  // A library that has no namespace of its own is known by its types.
  if (const auto *Record = dyn_cast<CXXRecordDecl>(Declaration))
    if (const Entry<TypeModel> *Found = entryOf(Record))
      return {Found->In, ""};
  return {nullptr, ""};
}

} // namespace corolint
