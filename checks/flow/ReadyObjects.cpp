// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception


#include "checks/flow/ReadyObjects.h"
#include "checks/flow/FunctionBody.h"
#include "checks/knowledge/UnitCode.h"
using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

class ReadyFinder : public CallVisitor<ReadyFinder, InstanceVisitor> {
public:
  explicit ReadyFinder(CoroutineTypes &Types) : Types(Types) {}
  DenseSet<const ValueDecl *> Found;

  bool visitCall(const Call &Made) {
    const ValueDecl *Object = namedVariable(Made.Object);
    const Expr *Argument = Made.argument(0);
    // `socket.non_blocking(false)` does the opposite.
    bool IsOff = Argument && Argument->getType()->isBooleanType() &&
                 constantInteger(Argument, Types.context()) == 0;
    if (Object && !IsOff &&
        any_of(modelsOf(Made, Types), [](const FunctionModel *Model) { return Model->Prepares; }))
      Found.insert(Object);
    return true;
  }

private:
  CoroutineTypes &Types;
};

} // namespace

DenseSet<const ValueDecl *> readiedObjects(CoroutineTypes &Types) {
  ReadyFinder Finder(Types);
  ASTContext &Context = Types.context();
  forEachOwnDeclaration(Context, [&](Decl *TopLevel) { Finder.TraverseDecl(TopLevel); });
  return std::move(Finder.Found);
}

} // namespace corolint
