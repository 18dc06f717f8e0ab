// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// What does a condition ask of shared state?

#pragma once

#include "checks/flow/StateChanges.h"

namespace corolint {

/// The members and variables of the program that the condition around \p Mention asks about there:
/// the one that it names, or those that the member function it names looks at. A container of which
/// an element is asked something is not. Empty outside of a condition.
llvm::SmallVector<const clang::ValueDecl *, 2>
askedStates(const clang::Expr *Mention, const SharedStates &States, clang::ASTContext &Context);

/// Whether a function of \p Changers changes one of \p Asked, too: who asks that knows of what they
/// do.
bool tellOfChanges(llvm::ArrayRef<const clang::ValueDecl *> Asked,
                   const llvm::SmallPtrSetImpl<const clang::FunctionDecl *> &Changers,
                   const StateChanges &Changes);

} // namespace corolint
