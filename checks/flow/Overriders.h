// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// What may run in the place of a virtual function, as far as the unit shows?

#pragma once

#include "clang/AST/DeclCXX.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"

namespace corolint {

/// Calls \p Found with everything that \p Method overrides, at once or through others: with each
/// once.
void forEachOverridden(const clang::CXXMethodDecl *Method,
                       llvm::function_ref<void(const clang::CXXMethodDecl *)> Found);

/// What overrides what in the code of a translation unit outside of system headers, instances of
/// templates included.
class Overriders {
public:
  explicit Overriders(clang::ASTContext &Context);

  /// The functions, pure ones aside, that override \p Method, at once or through others, in source
  /// order.
  llvm::ArrayRef<const clang::CXXMethodDecl *> of(const clang::CXXMethodDecl *Method) const;

private:
  /// By canonical declaration.
  llvm::DenseMap<const clang::CXXMethodDecl *, llvm::SmallVector<const clang::CXXMethodDecl *, 2>>
      Known;
};

} // namespace corolint
