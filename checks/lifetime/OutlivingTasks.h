// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Which tasks outlive an object of the function that makes them?

#pragma once

#include "checks/flow/TaskCourses.h"
#include "clang/Analysis/CFG.h"

namespace corolint {

/// Whether destroying an object of \p Type may wait for something: a destructor of its own, or of
/// what it is made of, may. \p Depth: of the recursion.
bool mayWaitInDestructor(clang::QualType Type, unsigned Depth = 0);

/// Whether a task whose course is \p Course outlives what ends with the full expression that makes
/// it: it is stored, returned, started by itself. No where that is not known, and for work that
/// never runs.
bool outlivesExpression(const MadeTask &Task);

/// Tells of the tasks of one function.
class OutlivingTasks {
public:
  OutlivingTasks(const clang::FunctionDecl *Function, const TaskCourses &Courses,
                 CoroutineTypes &Types)
      : Function(Function), Courses(Courses), Types(Types) {}

  /// Where \p Task goes that it outlives \p Object, a local variable or a parameter passed by value:
  /// some path leads from there to the end of \p Object, and on none the function waits for
  /// anything that could be the task. None if that is not sure; none for a returned task.
  std::optional<TaskCourse> outlives(const MadeTask &Task, const clang::VarDecl *Object);

private:
  bool endsMeanwhile(const MadeTask &Task, const TaskCourse &Course, const clang::VarDecl *Object);
  void addDepartures(const TaskCourse &Course, const MadeTask &Task, const clang::VarDecl *Object,
                     unsigned Depth, llvm::SmallVectorImpl<TaskCourse> &Found) const;

  const clang::FunctionDecl *Function;
  const TaskCourses &Courses;
  CoroutineTypes &Types;
  std::unique_ptr<clang::CFG> Graph;
};

/// Whether what starts a task on \p Course runs it within the call, until it is suspended: what it
/// refers to is there so long.
bool startsAtOnce(const TaskCourse &Course, CoroutineTypes &Types);

/// The evidence for a note: what becomes of the task. Says "the task …".
std::string tellCourse(const TaskCourse &Course);
/// Where that happens.
clang::SourceLocation locationOf(const TaskCourse &Course);

} // namespace corolint
