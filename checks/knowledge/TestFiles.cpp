// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/knowledge/TestFiles.h"
#include "checks/knowledge/Calls.h"
#include "checks/knowledge/UnitCode.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// Whether \p Class, or a base of it, is of kind `test`.
bool isTest(const CXXRecordDecl *Class, CoroutineTypes &Types) {
  Class = Class ? Class->getDefinition() : nullptr;
  if (!Class || Class->isDependentContext())
    return false;
  auto Says = [&](const CXXRecordDecl *Each) {
    const TypeModel *Model = Types.models().find(Each);
    return Model && Model->Kind == TypeKind::Test;
  };
  return Says(Class) || !Class->forallBases([&](const CXXRecordDecl *Base) { return !Says(Base); });
}

/// Whether \p Holds for \p Code (null: no) or a part of it.
bool anyPart(const Stmt *Code, function_ref<bool(const Stmt *)> Holds) {
  return Code && (Holds(Code) ||
                  any_of(Code->children(), [&](const Stmt *Part) { return anyPart(Part, Holds); }));
}

/// Whether \p Part makes an object of a class of that kind.
bool makesTest(const Stmt *Part, CoroutineTypes &Types) {
  const auto *Made = dyn_cast<CXXConstructExpr>(Part);
  return Made && isTest(Made->getConstructor()->getParent(), Types);
}

/// Whether \p Part calls what runs the tests of its file.
bool runsTests(const Stmt *Part, CoroutineTypes &Types) {
  const auto *Expression = dyn_cast<CallExpr>(Part);
  Call Made = Expression ? asCallItself(Expression) : Call();
  return Made &&
         any_of(modelsOf(Made, Types), [](const FunctionModel *Model) { return Model->Tests; });
}

/// Whether \p Declared defines a test, registers one (is one, or is made of one) or runs them.
bool definesTest(const Decl *Declared, CoroutineTypes &Types) {
  if (const auto *Function = dyn_cast<FunctionDecl>(Declared))
    return Function->isMain() && Function->doesThisDeclarationHaveABody() &&
           anyPart(Function->getBody(), [&](const Stmt *Part) { return runsTests(Part, Types); });
  if (const auto *Variable = dyn_cast<VarDecl>(Declared))
    return isTest(Variable->getType()->getAsCXXRecordDecl(), Types) ||
           anyPart(Variable->getInit(), [&](const Stmt *Part) { return makesTest(Part, Types); });
  const auto *Class = dyn_cast<CXXRecordDecl>(Declared);
  return Class && Class->isThisDeclarationADefinition() && isTest(Class, Types);
}

void addTestFiles(const Decl *Declared, CoroutineTypes &Types, DenseSet<FileID> &Files) {
  const SourceManager &Sources = Types.context().getSourceManager();
  if (isa<NamespaceDecl, LinkageSpecDecl>(Declared)) {
    for (const Decl *Inner : cast<DeclContext>(Declared)->decls())
      addTestFiles(Inner, Types, Files);
    return;
  }
  FileID File = Sources.getFileID(Sources.getExpansionLoc(Declared->getLocation()));
  if (!Files.contains(File) && definesTest(Declared, Types))
    Files.insert(File);
}

} // namespace

DenseSet<FileID> testFiles(CoroutineTypes &Types) {
  DenseSet<FileID> Files;
  forEachOwnDeclaration(Types.context(),
                        [&](const Decl *TopLevel) { addTestFiles(TopLevel, Types, Files); });
  return Files;
}

} // namespace corolint
