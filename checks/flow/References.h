// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Does an expression lead to an object that dies with its function: as a reference, a pointer, a
// view, or something that holds one of these?

#pragma once

#include "checks/knowledge/Calls.h"
#include "llvm/ADT/DenseSet.h"

namespace corolint {

/// How an expression leads to an object.
struct Reach {
  enum Way {
    None,
    Names,   ///< It is (a part of) the object: a copy of it leads there no more.
    Carries, ///< Its value leads there, and so does every copy.
  };
  Way Kind = None;
  const clang::VarDecl *Object = nullptr; ///< The local variable; null for a parameter or `this`.
  /// The temporary; null for what lives longer.
  const clang::MaterializeTemporaryExpr *Temporary = nullptr;

  explicit operator bool() const { return Kind != None; }
  /// The same object, reached in the way \p Way.
  Reach by(Way Way) const { return {Way, Object, Temporary}; }
};

/// Whether \p Body is that of a lambda that captures \p Variable by copy: there it names what the
/// closure holds.
bool isCapturedByCopy(const clang::ValueDecl *Variable, const clang::FunctionDecl *Body);

/// Where the expressions of one function lead to.
class References {
public:
  /// To the local variables of \p Function and its parameters passed by value.
  explicit References(const clang::FunctionDecl *Function);
  /// To what \p Parameter (null: the object) of \p Function refers to or, if it \p Carries, leads
  /// to.
  References(const clang::FunctionDecl *Function, const clang::ParmVarDecl *Parameter, bool Carries)
      : Function(Function), Parameter(Parameter), IsOfCaller(true), Carries(Carries) {}
  /// To the temporaries that end with the full expression they are made in.
  static References toTemporaries(const clang::FunctionDecl *Function) {
    References Result(Function, nullptr, /*Carries=*/false);
    Result.OfTemporaries = true;
    return Result;
  }

  /// Where an argument or initialiser leads. A temporary leads where its value does.
  Reach of(const clang::Expr *Argument) const;
  /// Where the object of a member call leads.
  Reach ofObject(const clang::Expr *Object) const;

private:
  Reach ofLvalue(const clang::Expr *Lvalue) const;
  Reach ofValue(const clang::Expr *Value) const;
  Reach ofVariable(const clang::DeclRefExpr *Reference) const;
  Reach ofCall(const clang::CallExpr *Made) const;
  Reach ofConstruction(const clang::CXXConstructExpr *Made) const;
  /// What lies in a container, or belongs to a unique owner, that \p Owner names, unless it was
  /// moved into another.
  Reach inside(const clang::Expr *Owner) const;

  const clang::FunctionDecl *Function;
  const clang::ParmVarDecl *Parameter = nullptr;
  bool IsOfCaller = false;
  bool Carries = false;
  bool OfTemporaries = false;
  llvm::DenseSet<const clang::ValueDecl *> Moved;
};

/// Whether destroying an object of \p Class (null: none) ends more than its own few bytes: it has a
/// destructor of its own and is no smart pointer.
bool isOwner(const clang::CXXRecordDecl *Class);

/// Whether objects of \p Class stand for others, as smart pointers and iterators do: they have an
/// arrow.
bool isPointerLike(const clang::CXXRecordDecl *Class);

/// Whether what an object of \p Class (null: none) gives out lies in it: a container.
bool holdsElements(const clang::CXXRecordDecl *Class);

/// Whether what an object of \p Type holds ends with it, unless it is handed on.
bool isSoleOwner(clang::QualType Type);

/// Whether \p Class (null: none) is a view: its attribute says so, or it is no more than a pointer
/// with a length, or two pointers.
bool isView(const clang::CXXRecordDecl *Class);

/// The reference or pointer member of the class that \p Made constructs in which its argument \p
/// Index stays; null without one.
const clang::FieldDecl *fieldKeeping(const Call &Made, int Index, const Reach &Reached);

} // namespace corolint
