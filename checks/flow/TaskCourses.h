// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Where does a task go from the expression that makes it?

#pragma once

#include "checks/knowledge/Calls.h"

namespace corolint {

/// What becomes of the handle of a task.
enum class TaskEnd {
  Unknown,   ///< It is given to what is not followed.
  Awaited,   ///< It is waited for in the very full expression.
  Dropped,   ///< It is destroyed there, or there is none.
  Local,     ///< It stays in a local variable, or a container that is one.
  Elsewhere, ///< It stays in a member or a global variable, or a container there.
  Returned,  ///< It leaves the function, which is no coroutine.
  Yielded,   ///< It leaves a generator.
};

/// Where a task goes from an expression, through calls that hand it on.
struct TaskCourse {
  TaskEnd End = TaskEnd::Unknown;
  const clang::Expr *From = nullptr;
  Call Starter;                            ///< What starts it on the way; false if nothing does.
  llvm::SmallVector<Call, 2> Through;      ///< The calls that it goes through, innermost first.
  const clang::VarDecl *Holder = nullptr;  ///< Of Local: the variable.
  const clang::Stmt *At = nullptr;         ///< The expression or statement where it ends up.
};

/// A call that makes a task, an operation, a coroutine that nobody awaits or a generator, or that is
/// given a callable to start the task that it makes.
struct MadeTask {
  Call Made;
  CoroutineType Type;
  TaskCourse Course;
};

/// Where the tasks of one function go.
class TaskCourses {
public:
  TaskCourses(const clang::FunctionDecl *Function, CoroutineTypes &Types);

  /// Those that the function makes, in source order.
  llvm::ArrayRef<MadeTask> made() const { return Made; }

  /// From where the function mentions the variable \p Holder, which holds a task or several, in
  /// source order.
  llvm::ArrayRef<TaskCourse> from(const clang::VarDecl *Holder) const;

private:
  std::vector<MadeTask> Made;
  llvm::DenseMap<const clang::VarDecl *, llvm::SmallVector<TaskCourse, 2>> Mentions;
};

/// Whether work of \p Type whose handle is dropped goes on by itself.
bool goesOnWhenDropped(const CoroutineType &Type);

} // namespace corolint
