// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Which member or variable of the program does an expression name, and which objects does a
// function have for itself?

#pragma once

#include "checks/knowledge/Calls.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"

namespace corolint {

/// What the expressions of a unit name. It remembers what it has found of each variable.
class SharedStates {
public:
  /// The member or the variable of the program that \p Object names, through local references to
  /// it; null for what belongs to a local object, is const, or is no such name.
  const clang::ValueDecl *of(const clang::Expr *Object) const;

private:
  /// Whether \p Object, or what \p Named names, lies in an object that its function has for itself:
  /// a variable of its own, a temporary, an element of a container that is one.
  bool isLocal(const clang::Expr *Object) const;
  bool isLocal(const clang::ValueDecl *Named) const;
  /// Whether what \p Made gives a reference to is an element or a part of such an object.
  bool givesPartOfLocal(const Call &Made) const;
  /// Whether the object of \p Made, a call of a member function, lies in such an object.
  bool isOfLocal(const Call &Made) const;
  /// Whether \p Position leads into such an object: an address in it, an iterator of it or a pair
  /// with one, as begin(), find() or emplace() gives, a std::optional in it; or it is a sole owner
  /// that was made with what it owns.
  bool leadsIntoLocal(const clang::Expr *Position) const;
  /// Whether every value that the variable \p Position is given does.
  bool leadsIntoLocal(const clang::VarDecl *Position) const;
  /// Whether the result of \p Made does.
  bool givesPositionInLocal(const Call &Made) const;
  /// Whether \p Made gives an iterator of what it is given: `it + 1`, `std::next(it)`,
  /// `std::ranges::find(list, value)`, and all that leads into such an object.
  bool goesOnInLocal(const Call &Made) const;
  /// Whether all that \p Method gives out is a part of its object.
  bool givesOwnPart(const clang::CXXMethodDecl *Method) const;
  /// The values that the function around \p Variable assigns to it.
  llvm::ArrayRef<const clang::Expr *> assignedTo(const clang::VarDecl *Variable) const;

  // What was asked for; what is asked of itself is none of it.
  mutable llvm::DenseMap<const clang::VarDecl *, const clang::ValueDecl *>
      Named;                                                    ///< By references.
  mutable llvm::DenseMap<const clang::VarDecl *, bool> Local;   ///< References.
  mutable llvm::DenseMap<const clang::VarDecl *, bool> Leading; ///< Positions.
  mutable llvm::DenseMap<const clang::FunctionDecl *, bool> OwnParts;
  mutable llvm::DenseSet<const clang::FunctionDecl *> Read; ///< Those whose assignments are known.
  mutable llvm::DenseMap<const clang::VarDecl *, llvm::SmallVector<const clang::Expr *, 1>>
      Assigned;
};

} // namespace corolint
