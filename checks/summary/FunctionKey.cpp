// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/summary/FunctionKey.h"
#include "checks/summary/SummarySink.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Index/USRGeneration.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/Support/xxhash.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// Writes what a USR leaves out.
class KeyParts {
public:
  KeyParts(raw_ostream &To, const SourceManager &Sources) : To(To), Sources(Sources) {}

  void addPlace(SourceLocation At) {
    // Both places: several may come from one macro call, or from one place in a macro.
    auto [File, Offset] = Sources.getDecomposedExpansionLoc(At);
    auto [Spelled, SpelledOffset] = Sources.getDecomposedSpellingLoc(At);
    To << '@' << File.getHashValue() << ':' << Offset << ':' << Spelled.getHashValue() << ':'
       << SpelledOffset << '@';
  }

  /// Adds which types without a name \p Function, and the classes and functions around it, are
  /// instances over.
  void addUnnamedArguments(const FunctionDecl *Function) {
    for (const DeclContext *Around = Function; Around; Around = Around->getParent()) {
      if (const auto *Outer = dyn_cast<FunctionDecl>(Around)) {
        if (const TemplateArgumentList *Arguments = Outer->getTemplateSpecializationArgs())
          add(Arguments->asArray());
      } else if (const auto *Class = dyn_cast<ClassTemplateSpecializationDecl>(Around)) {
        add(Class->getTemplateArgs().asArray());
      }
    }
  }

private:
  void add(ArrayRef<TemplateArgument> Arguments) {
    for (const TemplateArgument &Each : Arguments)
      if (Each.getKind() == TemplateArgument::Type)
        add(Each.getAsType());
      else if (Each.getKind() == TemplateArgument::Pack)
        add(Each.getPackAsArray());
  }
  void add(QualType Type) {
    while (!Type->getPointeeType().isNull())
      Type = Type->getPointeeType();
    const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
    if (!Class || Depth == 8)
      return;
    ++Depth;
    // Units that share a lambda in an inline function number it alike.
    if (Class->isLambda() && Class->getLambdaManglingNumber())
      To << '#' << Class->getLambdaManglingNumber();
    else if (!Class->getDeclName() || Class->getParentFunctionOrMethod())
      addPlace(Class->getLocation());
    if (const auto *Instance = dyn_cast<ClassTemplateSpecializationDecl>(Class))
      add(Instance->getTemplateArgs().asArray());
    --Depth;
  }

  raw_ostream &To;
  const SourceManager &Sources;
  unsigned Depth = 0;
};

} // namespace

uint64_t keyOf(const FunctionDecl *Function, const SourceManager &Sources) {
  Function = Function->getCanonicalDecl();
  SmallString<128> Key;
  index::generateUSRForDecl(Function, Key);
  raw_svector_ostream To(Key);
  KeyParts Parts(To, Sources);
  Parts.addUnnamedArguments(Function);
  if (!Function->isExternallyVisible() || Function->getParentFunctionOrMethod()) {
    Parts.addPlace(Function->getLocation());
    if (OptionalFileEntryRef Main = Sources.getFileEntryRefForID(Sources.getMainFileID())) {
      StringRef File = Main->getFileEntry().tryGetRealPathName();
      File.consume_front(summaryRoot());
      To << File;
    }
  }
  return xxh3_64bits(Key.str());
}

bool isDefinedOnce(const FunctionDecl *Function) {
  return Function->isExternallyVisible() && !Function->isInlined() &&
         !Function->getTemplateInstantiationPattern();
}

} // namespace corolint
