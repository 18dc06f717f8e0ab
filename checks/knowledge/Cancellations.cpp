// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/knowledge/Cancellations.h"
#include "checks/knowledge/ClassMembers.h"
#include "checks/knowledge/Declarations.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// The class called \p Name, itself or by another name for it; null where the unit declares none.
const CXXRecordDecl *classNamed(StringRef Name, const ASTContext &Context) {
  for (const NamedDecl *Found : declarationsNamed(Name, Context)) {
    const auto *Alias = dyn_cast<TypedefNameDecl>(Found);
    const CXXRecordDecl *Class = Alias ? Alias->getUnderlyingType()->getAsCXXRecordDecl()
                                       : dyn_cast<CXXRecordDecl>(Found);
    if (Class)
      return Class->hasDefinition() ? Class->getDefinition() : Class;
  }
  return nullptr;
}

} // namespace

std::vector<Cancellation> cancellationsOf(const FunctionDecl *Function, CoroutineTypes &Types) {
  std::vector<Cancellation> Result;
  CoroutineType Type = Types.of(Function->getReturnType());
  if (!Type.Record)
    return Result;
  const LibraryModel *Library = Types.models().libraryOf(Type.Record).first;
  if (!Library)
    return Result;
  for (const TypeModel &Each : Library->Types)
    for (const std::string &Name : Each.Names) {
      if (Each.Kind != TypeKind::Cancellation)
        continue;
      const CXXRecordDecl *Class = classNamed(Name, Types.context());
      if (Class && none_of(Result, [&](const Cancellation &Known) { return Known.Class == Class; }))
        Result.push_back({Class, StringRef(Name).ltrim(':').str(),
                          Each.Cancels.value_or(CancellationModel())});
    }
  return Result;
}

const CXXRecordDecl *caughtClass(const CXXCatchStmt *Handler) {
  QualType Caught = Handler->getCaughtType();
  return Caught.isNull() ? nullptr : Caught.getNonReferenceType()->getAsCXXRecordDecl();
}

bool catches(const CXXCatchStmt *Handler, const CXXRecordDecl *Thrown) {
  if (!Handler->getExceptionDecl())
    return true;
  const CXXRecordDecl *Caught = caughtClass(Handler);
  if (!Caught)
    return false;
  if (Caught->getCanonicalDecl() == Thrown->getCanonicalDecl())
    return true;
  return Thrown->hasDefinition() ? Thrown->isDerivedFrom(Caught) : isStd(Caught, "exception");
}

} // namespace corolint
