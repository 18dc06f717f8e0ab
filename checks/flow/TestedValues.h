// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Which values does a function ask for a yes or no?

#pragma once

#include "clang/AST/Decl.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace corolint {

/// How a value is asked.
enum class TestForm {
  Implicit,   ///< As a condition, an operand of `!`, `&&`, `||`, or where else a bool is wanted.
  Cast,       ///< By a cast to bool that is written out.
  Comparison, ///< By a comparison whose result is a bool or an ordering.
};

/// An object of class type that is tested or compared.
struct TestedValue {
  const clang::Expr *Value = nullptr; ///< Looked at through parentheses and temporaries.
  TestForm Form = TestForm::Implicit;
  /// The conversion or `operator!` that answers; null for overloaded comparisons.
  const clang::CXXMethodDecl *By = nullptr;
  const clang::Expr *Other = nullptr; ///< What it is compared with; null for other tests.
  /// Where the value is that of a variable made for an `if`, `while` or `for` and mentioned nowhere
  /// else in it: that variable, and Value is its initialiser. Null otherwise.
  const clang::VarDecl *Variable = nullptr;
};

/// Calls \p Found for every object that \p Function tests or compares by a conversion to bool, an
/// `operator!` or an overloaded comparison. Bodies of lambdas belong to the lambdas.
void forEachTestedValue(const clang::FunctionDecl *Function,
                        llvm::function_ref<void(const TestedValue &)> Found);

} // namespace corolint
