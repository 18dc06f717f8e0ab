// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/knowledge/Initializers.h"
#include "clang/AST/ASTContext.h"

using namespace clang;
using namespace llvm;

namespace corolint {

const Expr *initializerBehind(const DeclRefExpr *Reference) {
  const auto *Variable = dyn_cast<VarDecl>(Reference->getDecl());
  const Expr *Initializer =
      Variable && !isa<ParmVarDecl>(Variable) ? Variable->getInit() : nullptr;
  if (!Initializer || Initializer->getType().isNull())
    return nullptr;
  // The compiler's own, as those of a range-for, have no place of their own in the text.
  if (Variable->isImplicit())
    return Initializer;
  const SourceManager &Sources = Variable->getASTContext().getSourceManager();
  return Sources.isBeforeInTranslationUnit(Variable->getEndLoc(), Reference->getLocation())
             ? Initializer
             : nullptr;
}

} // namespace corolint
