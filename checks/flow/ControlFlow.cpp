// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/flow/ControlFlow.h"
#include "checks/knowledge/CoroutineTypes.h"

using namespace clang;

namespace corolint {

std::unique_ptr<CFG> controlFlow(const FunctionDecl *Function, ASTContext &Context) {
  CFG::BuildOptions Options;
  Options.setAllAlwaysAdd();
  Options.AddEHEdges = true;
  Options.AddLifetime = true;
  const CoroutineBodyStmt *Coroutine = coroutineBody(Function);
  Stmt *Body = Coroutine ? Coroutine->getBody() : Function->getBody();
  return Body ? CFG::buildCFG(Function, Body, &Context, Options) : nullptr;
}

} // namespace corolint
