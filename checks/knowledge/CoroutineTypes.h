// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// What a type is to coroutines, from what the language says of it (C++20 [dcl.fct.def.coroutine],
// [expr.await]) and, where the language cannot say, from the library models, which have the last
// word. Nothing here knows a library by name.

#pragma once

#include "checks/knowledge/Annotations.h"
#include "checks/knowledge/Awaiting.h"
#include "checks/knowledge/LibraryModels.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SetVector.h"

namespace corolint {

/// What is known of one type. Unknown and null mean what they say; callers stay silent on them.
struct CoroutineType {
  TypeKind Kind = TypeKind::None;
  StartPolicy Start = StartPolicy::Unknown;
  DropFate Dropped = DropFate::Unknown;
  ExceptionFate Exceptions = ExceptionFate::Unknown;
  bool SingleUse = false; ///< Every `operator co_await` of it takes an rvalue only.
  const clang::CXXRecordDecl *Record = nullptr;
  /// The promise class, or the pattern of its template where nothing instantiated it; null without
  /// one.
  const clang::CXXRecordDecl *Promise = nullptr;
  const TypeModel *Model = nullptr; ///< The library model that took part; null without one.
  const CloseModel *Close = nullptr; ///< How it must be closed; null: nothing says that it must be.

  /// Whether a value of the type may be the operand of co_await somewhere.
  bool isAwaitable() const {
    return Kind == TypeKind::Task || Kind == TypeKind::Operation || Kind == TypeKind::Awaitable;
  }
};

/// Answers what types are, within one translation unit; remembers its answers. Not thread-safe.
class CoroutineTypes {
public:
  CoroutineTypes(clang::ASTContext &Context, const LibraryModels &Models)
      : Context(Context), Models(Models) {}

  /// What \p Type (references and qualifiers aside) is. Dependent types are nothing.
  CoroutineType of(clang::QualType Type);
  CoroutineType of(const clang::CXXRecordDecl *Record); ///< Null is nothing.

  /// What the language alone says of \p Record.
  CoroutineType byLanguage(const clang::CXXRecordDecl *Record);

  /// What the source itself declares of a function or class, see Annotations.h; null if nothing.
  const FunctionModel *declared(const clang::FunctionDecl *Function);
  const TypeModel *declared(const clang::CXXRecordDecl *Record);

  /// What startsByBody() says of \p Function, remembered; null if that is nothing.
  const FunctionModel *byBody(const clang::FunctionDecl *Function);

  /// Whether \p At stands, where macros are expanded, in a file that defines tests: there,
  /// coroutines have the event loop to themselves.
  bool isTestCode(clang::SourceLocation At);

  /// Takes the annotations met so far that could not be read, each with what is wrong.
  llvm::SmallVector<std::pair<clang::SourceLocation, std::string>, 0> takeMalformed() {
    return std::exchange(Malformed, {});
  }

  const LibraryModels &models() const { return Models; }
  clang::ASTContext &context() const { return Context; }

private:
  /// Fills Traits, Promises and Transformed, once.
  void readTraits();
  /// The promise that a specialisation of std::coroutine_traits gives \p Record; null without one.
  const clang::CXXRecordDecl *promiseFromTraits(const clang::CXXRecordDecl *Record);
  /// Whether a promise in this unit has an await_transform for just this class.
  bool isTakenByAPromise(const clang::CXXRecordDecl *Record);

  template <typename Declaration, typename Model>
  const Model *declaredFor(const Declaration *Of,
                           llvm::DenseMap<const Declaration *, std::unique_ptr<Model>> &Cache);

  clang::ASTContext &Context;
  const LibraryModels &Models;
  llvm::DenseMap<const clang::CXXRecordDecl *, CoroutineType> Known;

  bool TraitsRead = false;
  /// By the class or template that they are about: the type as written, and its promise.
  llvm::DenseMap<const clang::Decl *,
                 llvm::SmallVector<std::pair<clang::QualType, const clang::CXXRecordDecl *>, 1>>
      Traits;
  llvm::SetVector<const clang::CXXRecordDecl *> Promises;
  /// The await_transform functions of Promises, by the class or template that they take.
  llvm::DenseMap<const clang::Decl *, llvm::SmallVector<const clang::NamedDecl *, 1>> Transformed;

  llvm::DenseMap<const clang::FunctionDecl *, std::unique_ptr<FunctionModel>> DeclaredFunctions,
      ReadFunctions;
  llvm::DenseMap<const clang::CXXRecordDecl *, std::unique_ptr<TypeModel>> DeclaredTypes;
  std::optional<llvm::DenseSet<clang::FileID>> TestFiles;
  llvm::SmallVector<std::pair<clang::SourceLocation, std::string>, 0> Malformed;
};

/// Whether \p Await is known not to suspend: the await_ready() that it calls returns nothing but
/// true, or the await_suspend() declines, or ends the coroutine for good, as that of a value does
/// which hands on an error in its place.
bool neverSuspends(const clang::CoawaitExpr *Await);

/// The body of \p Function as a coroutine; null if it is none or has no visible body.
const clang::CoroutineBodyStmt *coroutineBody(const clang::FunctionDecl *Function);

/// The promise class of the coroutine \p Function; null if it is none.
const clang::CXXRecordDecl *promiseOf(const clang::FunctionDecl *Function);

} // namespace corolint
