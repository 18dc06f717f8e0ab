// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// The objects of which classes does a unit share as const alone?

#pragma once

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "llvm/ADT/DenseMap.h"

namespace corolint {

/// What a unit's own members and variables of the program hold, by their types. Who changes what is
/// shared as const makes a copy, changes that while nobody else has it, and publishes it then.
class PublishedClasses {
public:
  explicit PublishedClasses(clang::ASTContext &Context);

  /// Whether the unit keeps objects of \p Class by pointers that share them as const,
  /// `std::shared_ptr<const Table>`, or as parts of such objects, and in no other way: no other
  /// owner and no pointer or reference through which they could be changed leads to one.
  bool contains(const clang::CXXRecordDecl *Class) const;

private:
  struct Keepers {
    bool AsConst = false, Otherwise = false;
    llvm::SmallPtrSet<const clang::CXXRecordDecl *, 4> PartOf; ///< Null: a variable of the program.
  };
  friend class KeptTypes;

  llvm::DenseMap<const clang::CXXRecordDecl *, Keepers> Kept;
  mutable llvm::DenseMap<const clang::CXXRecordDecl *, bool> Known; ///< False while being asked.
};

} // namespace corolint
