// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// What a class was made for.

#pragma once

#include "clang/AST/DeclTemplate.h"

namespace corolint {

/// The type that is the argument \p Index of the template that \p Class (null: none) is an instance
/// of; null if that is none.
inline clang::QualType typeArgument(const clang::CXXRecordDecl *Class, unsigned Index = 0) {
  const auto *Instance = llvm::dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(Class);
  if (!Instance || Index >= Instance->getTemplateArgs().size())
    return {};
  const clang::TemplateArgument &Argument = Instance->getTemplateArgs()[Index];
  return Argument.getKind() == clang::TemplateArgument::Type ? Argument.getAsType()
                                                             : clang::QualType();
}

} // namespace corolint
