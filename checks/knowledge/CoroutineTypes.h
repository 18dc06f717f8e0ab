// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// What a type is to coroutines, from what the language says of it (C++20 [dcl.fct.def.coroutine],
// [expr.await]) and, where the language cannot say, from the library models, which have the last
// word. Nothing here knows a library by name.

#pragma once

#include "checks/knowledge/LibraryModels.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/DenseMap.h"

namespace corolint {

/// Where an exception goes that leaves the body of a coroutine.
enum class ExceptionFate {
  Unknown,
  Stored,     ///< Kept for whoever awaits.
  Swallowed,  ///< unhandled_exception() does nothing.
  Terminates, ///< unhandled_exception() ends the program.
  Rethrown,   ///< Thrown again, out of whatever resumed the coroutine.
};

/// A yes that also knows when it cannot know.
enum class Answer { No, Yes, Unknown };

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
  const TypeModel *Model = nullptr; ///< The model that took part; null: language alone.

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

  /// Whether the coroutine with promise class \p Promise accepts a prvalue of \p Type after
  /// co_await.
  Answer mayAwait(const clang::CXXRecordDecl *Promise, clang::QualType Type);

  const LibraryModels &models() const { return Models; }
  clang::ASTContext &context() const { return Context; }

private:
  CoroutineType classify(const clang::CXXRecordDecl *Record);

  clang::ASTContext &Context;
  const LibraryModels &Models;
  llvm::DenseMap<const clang::CXXRecordDecl *, CoroutineType> Known;
};

/// Whether \p Await is known not to suspend: the await_ready() that it calls returns nothing but
/// true.
bool neverSuspends(const clang::CoawaitExpr *Await);

/// The body of \p Function as a coroutine; null if it is none or has no visible body.
const clang::CoroutineBodyStmt *coroutineBody(const clang::FunctionDecl *Function);

/// The promise class of the coroutine \p Function; null if it is none.
const clang::CXXRecordDecl *promiseOf(const clang::FunctionDecl *Function);

/// Spellings for messages and tests: "task", "lazy", "never-runs", "stored".
llvm::StringRef name(TypeKind Kind);
llvm::StringRef name(StartPolicy Start);
llvm::StringRef name(DropFate Fate);
llvm::StringRef name(ExceptionFate Fate);

} // namespace corolint
