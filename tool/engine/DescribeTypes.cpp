// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/AsyncCheck.h"
#include "checks/LlvmVersions.h"
#include "tool/engine/AnalyzeUnit.h"
#include "tool/engine/ProjectCode.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// Collects the classes that the unit's own file defines or names by a variable or a function's
/// result.
class TypeFinder : public RecursiveASTVisitor<TypeFinder> {
public:
  explicit TypeFinder(const SourceManager &Sources) : Sources(Sources) {}
  SetVector<const CXXRecordDecl *> Classes;

  bool VisitCXXRecordDecl(CXXRecordDecl *Class) {
    if (Sources.isInMainFile(Class->getLocation()) && Class->isThisDeclarationADefinition())
      add(Class);
    return true;
  }
  bool VisitValueDecl(ValueDecl *Value) {
    if (!Sources.isInMainFile(Value->getLocation()))
      return true;
    QualType Type = Value->getType();
    if (const auto *Function = dyn_cast<FunctionDecl>(Value))
      Type = Function->getReturnType();
    add(Type.getNonReferenceType()->getAsCXXRecordDecl());
    return true;
  }

private:
  void add(const CXXRecordDecl *Class) {
    if (Class && !Class->isDependentContext() && !Class->isImplicit())
      Classes.insert(Class->getCanonicalDecl());
  }
  const SourceManager &Sources;
};

} // namespace

bool describeTypes(const Unit &Of, const std::vector<std::string> &ModelFiles, raw_ostream &Out) {
  // The driver has read these models already.
  std::shared_ptr<const LibraryModels> Models = cantFail(modelsFor(join(ModelFiles, ";")));
  return readUnit(Of, [&](ASTContext &Context) {
    TypeFinder Finder(Context.getSourceManager());
    Finder.TraverseAST(Context);
    CoroutineTypes Types(Context, *Models);
    for (const CXXRecordDecl *Class : Finder.Classes) {
      CoroutineType Type = Types.of(canonicalTagType(Context, Class));
      if (Type.Kind == TypeKind::None)
        continue;
      Out << QualType(canonicalTagType(Context, Class))
                 .getAsString(PrintingPolicy(Context.getLangOpts()))
          << ": " << name(Type.Kind) << ", start " << name(Type.Start) << ", dropped "
          << name(Type.Dropped) << ", exceptions " << name(Type.Exceptions)
          << (Type.SingleUse ? ", single use" : "") << (Type.Model ? ", modelled" : "") << '\n';
    }
  });
}

} // namespace corolint
