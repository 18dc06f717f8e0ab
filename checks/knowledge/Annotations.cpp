// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/knowledge/Annotations.h"
#include "checks/knowledge/ModelFile.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSet.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

BlockingModel declaredBlocking() {
  BlockingModel Model;
  Model.Why = "is declared to block its thread";
  return Model;
}

/// The role that the annotation \p Text gives. Those that say whether a function waits are one.
StringRef roleIn(StringRef Text) {
  StringRef Role = Text.split(':').first.trim();
  return is_contained({"blocking", "blocks", "nonblocking"}, Role) ? "blocks" : Role;
}

/// Collects the texts of annotations, and reads them as one entry.
template <typename Model> class AnnotationReader {
public:
  /// What is added from here on gives no role that something before has given.
  void yieldToNearer() { Given = Roles; }

  /// Whether something nearer says whether the function waits.
  bool isWaitingGiven() const { return Given.contains("blocks"); }

  void addWaiting(bool Blocks, bool Never) {
    if (!Blocks && !Never)
      return;
    Roles.insert("blocks");
    Blocking |= Blocks;
    NonBlocking |= Never;
  }

  void add(const Decl *Declaration) {
    for (const AnnotateAttr *Annotation : Declaration->specific_attrs<AnnotateAttr>()) {
      StringRef Text = Annotation->getAnnotation();
      if (!Text.consume_front("corolint::")) {
        if (Text.starts_with("corolint:"))
          Result.Malformed.push_back({Annotation->getLocation(), "write 'corolint::', with two colons"});
        continue;
      }
      if (Given.contains(roleIn(Text)))
        continue;
      if constexpr (std::is_same_v<Model, FunctionModel>)
        if (Text == "blocking") {
          addWaiting(true, false);
          continue;
        }
      // Each by itself first, so that one that is wrong is told of where it stands.
      Model Alone;
      std::string Entry = Text.contains(':') ? Text.str() : (Text + ": true").str();
      Error Problem = readRoles(Entry, Alone);
      if (!Problem && !Entries.insert(Entry).second)
        continue; // Repeated by another declaration.
      if (!Problem)
        Problem = readRoles(All + Entry + "\n", Alone);
      if (Problem) {
        Result.Malformed.push_back({Annotation->getLocation(), toString(std::move(Problem))});
        continue;
      }
      All += Entry + "\n";
      Roles.insert(roleIn(Text));
      Result.Roles = std::move(Alone);
    }
  }

  Declared<Model> Result;
  bool Blocking = false;    ///< "corolint::blocking", or the effect, was among them.
  bool NonBlocking = false; ///< The effect was among them.

private:
  std::string All; ///< The entries that can be read, a line each.
  StringSet<> Entries, Roles, Given;
};

/// Adds what stands on \p Function, then what it inherits of those that it overrides.
void addInherited(AnnotationReader<FunctionModel> &Reader, const FunctionDecl *Function) {
  Reader.yieldToNearer();
  for (const FunctionDecl *Declaration : Function->redecls()) {
    if (!Reader.isWaitingGiven())
      for (const FunctionEffectWithCondition &Effect : Declaration->getFunctionEffects())
        Reader.addWaiting(Effect.Effect.kind() == FunctionEffect::Kind::Blocking,
                          Effect.Effect.kind() == FunctionEffect::Kind::NonBlocking &&
                              !Effect.Cond.getCondition());
    Reader.add(Declaration);
  }
  if (const auto *Method = dyn_cast<CXXMethodDecl>(Function))
    for (const CXXMethodDecl *Overridden : Method->overridden_methods())
      addInherited(Reader, Overridden);
}

} // namespace

Declared<FunctionModel> declaredRoles(const FunctionDecl *Function) {
  AnnotationReader<FunctionModel> Reader;
  addInherited(Reader, Function);
  Declared<FunctionModel> Result = std::move(Reader.Result);
  if (Reader.Blocking || Reader.NonBlocking) {
    Result.Roles = Result.Roles.value_or(FunctionModel());
    Result.Roles->NonBlocking |= Reader.NonBlocking;
    if (Reader.Blocking)
      Result.Roles->Blocks = declaredBlocking();
  }
  return Result;
}

Declared<TypeModel> declaredRoles(const CXXRecordDecl *Record) {
  AnnotationReader<TypeModel> Reader;
  for (const auto *Declaration : Record->redecls())
    Reader.add(Declaration);
  // A specialisation need not repeat what stands on its template.
  if (const auto *Specialization = dyn_cast<ClassTemplateSpecializationDecl>(Record))
    for (const auto *Declaration :
         Specialization->getSpecializedTemplate()->getTemplatedDecl()->redecls())
      Reader.add(Declaration);
  return std::move(Reader.Result);
}

} // namespace corolint
