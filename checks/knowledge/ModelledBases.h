// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Classes derived from those that something is said of: what of it holds for them, too.

#pragma once

#include "checks/knowledge/LibraryModels.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"

namespace corolint {

/// A public base of a class, and what is said of it.
struct ModelledBase {
  const clang::CXXRecordDecl *Class = nullptr; ///< Null where there is none.
  const TypeModel *Model = nullptr;
  /// The derived class and those between, down to Class; each as its definition or pattern.
  llvm::SmallVector<const clang::CXXRecordDecl *, 2> Derived;
};

/// The nearest public base of \p Record that \p Said says something of (null where it says
/// nothing), which is about what objects of the class are. None where two bases are said to be
/// something: it is not known which of them a class is that is both.
ModelledBase modelledBase(const clang::CXXRecordDecl *Record,
                          llvm::function_ref<const TypeModel *(const clang::CXXRecordDecl *)> Said);

/// Whether co_await makes of \p Derived what it makes of its base \p Base: neither it nor a class
/// between has an operator or an awaiter's functions of its own.
bool isAwaitedLike(const clang::CXXRecordDecl *Derived, const clang::CXXRecordDecl *Base);

/// Whether what is derived of \p Base is destroyed like it: no destructor was written for it.
bool isDestroyedLikeBase(const ModelledBase &Base);

/// Whether a function that what is derived of \p Base declares, or the initialiser of a member, may
/// close the object, which \p How says of \p Base: it calls what does, hands the object on, or has
/// no body to see. Where one may, the object may be closed by itself or by other names.
bool mayCloseItself(const ModelledBase &Base, const CloseModel &How);

} // namespace corolint
