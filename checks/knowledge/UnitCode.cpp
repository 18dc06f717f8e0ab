// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/knowledge/UnitCode.h"

using namespace clang;

namespace corolint {

void forEachOwnDeclaration(ASTContext &Context, llvm::function_ref<void(Decl *)> Found) {
  const SourceManager &Sources = Context.getSourceManager();
  auto Visit = [&](Decl *TopLevel) {
    if (!Sources.isInSystemHeader(TopLevel->getLocation()))
      Found(TopLevel);
  };
  for (Decl *Scope : Context.getTraversalScope())
    if (auto *Unit = dyn_cast<TranslationUnitDecl>(Scope))
      for (Decl *TopLevel : Unit->decls())
        Visit(TopLevel);
    else
      Visit(Scope);
}

} // namespace corolint
