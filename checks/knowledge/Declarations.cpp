// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/knowledge/Declarations.h"
#include "checks/knowledge/LibraryModels.h"
#include "checks/knowledge/MemberNames.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;
using namespace llvm;

namespace corolint {

SmallVector<const NamedDecl *, 4> declarationsNamed(StringRef Name, const ASTContext &Context) {
  SmallVector<const NamedDecl *, 4> Found;
  const DeclContext *Scope = Context.getTranslationUnitDecl();
  const std::vector<std::string> Path = splitQualifiedName(Name);
  for (const std::string &Component : reverse(Path)) {
    DeclarationName Next = nameIn(Context, Component);
    if (!Next || !Scope)
      return {};
    Found.clear();
    const DeclContext *Inner = nullptr;
    for (const NamedDecl *Each : Scope->lookup(Next)) {
      Each = Each->getUnderlyingDecl();
      Found.push_back(Each);
      const auto *Alias = dyn_cast<NamespaceAliasDecl>(Each);
      const auto *Template = dyn_cast<ClassTemplateDecl>(Each);
      const Decl *Opened = Alias ? Alias->getNamespace()
                           : Template ? static_cast<const Decl *>(Template->getTemplatedDecl())
                                      : Each;
      if (const auto *Record = dyn_cast<CXXRecordDecl>(Opened))
        Opened = Record->hasDefinition() ? Record->getDefinition() : nullptr;
      if (isa_and_nonnull<NamespaceDecl, CXXRecordDecl>(Opened))
        Inner = cast<DeclContext>(Opened)->getPrimaryContext();
    }
    Scope = Inner;
  }
  return Found;
}

} // namespace corolint
