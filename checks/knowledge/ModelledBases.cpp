// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/knowledge/ModelledBases.h"
#include "checks/knowledge/Awaiting.h"
#include "checks/knowledge/ClassMembers.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// Walks the public bases of a class, down to those that something is said of.
class BaseFinder {
public:
  explicit BaseFinder(function_ref<const TypeModel *(const CXXRecordDecl *)> Said) : Said(Said) {}

  SmallVector<ModelledBase, 1> Found;

  void visit(const CXXRecordDecl *Record) {
    const CXXRecordDecl *Definition = definitionOrPattern(Record);
    if (!Definition || Definition->getNumBases() == 0)
      return;
    Path.push_back(Definition);
    for (const CXXBaseSpecifier &Base : Definition->bases()) {
      const CXXRecordDecl *Class =
          Base.getAccessSpecifier() == AS_public ? classOrPattern(Base.getType()) : nullptr;
      if (!Class || !Seen.insert(Class->getCanonicalDecl()).second)
        continue;
      const TypeModel *Model = Said(Class);
      if (!Model)
        visit(Class);
      else if (!isAskedOfBases(Model->Kind))
        Found.push_back({Class, Model, Path});
    }
    Path.pop_back();
  }

private:
  /// Whether those who ask for classes of \p Kind look at the bases themselves.
  static bool isAskedOfBases(TypeKind Kind) {
    return Kind == TypeKind::Shared || Kind == TypeKind::Cancellation || Kind == TypeKind::Test;
  }

  function_ref<const TypeModel *(const CXXRecordDecl *)> Said;
  SmallVector<const CXXRecordDecl *, 2> Path;
  SmallPtrSet<const CXXRecordDecl *, 8> Seen;
};

/// Looks for what may close the object whose function, or whose member's initialiser, it visits.
class ClosingFinder : public RecursiveASTVisitor<ClosingFinder> {
public:
  explicit ClosingFinder(const CloseModel &How) : How(How) {}

  bool Found = false;

  bool TraverseMemberExpr(MemberExpr *Member) {
    named(Member->getMemberDecl()->getDeclName());
    return isThis(Member->getBase()) || RecursiveASTVisitor::TraverseMemberExpr(Member);
  }
  bool TraverseCXXDependentScopeMemberExpr(CXXDependentScopeMemberExpr *Member) {
    named(Member->getMember());
    return Member->isImplicitAccess() || isThis(Member->getBase()) ||
           RecursiveASTVisitor::TraverseCXXDependentScopeMemberExpr(Member);
  }
  bool VisitUnresolvedMemberExpr(UnresolvedMemberExpr *Member) {
    named(Member->getMemberName());
    return true;
  }
  // What a lambda does with the object it says itself.
  bool TraverseLambdaCapture(LambdaExpr *Lambda, const LambdaCapture *Capture, Expr *Value) {
    return Capture->capturesThis() ||
           RecursiveASTVisitor::TraverseLambdaCapture(Lambda, Capture, Value);
  }
  bool VisitCXXThisExpr(CXXThisExpr *) {
    Found = true;
    return true;
  }

private:
  static bool isThis(const Expr *Object) { return isa<CXXThisExpr>(Object->IgnoreParenImpCasts()); }
  void named(DeclarationName Name) { Found |= is_contained(How.With, Name.getAsString()); }

  const CloseModel &How;
};

} // namespace

ModelledBase modelledBase(const CXXRecordDecl *Record,
                          function_ref<const TypeModel *(const CXXRecordDecl *)> Said) {
  BaseFinder Bases(Said);
  Bases.visit(Record);
  return Bases.Found.size() == 1 ? std::move(Bases.Found.front()) : ModelledBase();
}

bool isAwaitedLike(const CXXRecordDecl *Derived, const CXXRecordDecl *Base) {
  return operatorsCoAwait(Derived) == operatorsCoAwait(Base) &&
         all_of(ArrayRef<StringRef>{"await_ready", "await_suspend", "await_resume"},
                [&](StringRef Name) {
                  return memberFunction(Derived, Name) == memberFunction(Base, Name);
                });
}

bool isDestroyedLikeBase(const ModelledBase &Base) {
  return none_of(Base.Derived, [](const CXXRecordDecl *Each) {
    const CXXDestructorDecl *Destructor = destructorOf(Each);
    return Destructor && Destructor->isUserProvided();
  });
}

bool mayCloseItself(const ModelledBase &Base, const CloseModel &How) {
  auto MayClose = [&](const Decl *Member) {
    ClosingFinder Search(How);
    if (const auto *Field = dyn_cast<FieldDecl>(Member)) {
      Search.TraverseStmt(Field->getInClassInitializer());
      return Search.Found;
    }
    const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Member->getAsFunction());
    if (!Method || !Method->isUserProvided() || Method->isStatic() ||
        is_contained(How.With, Method->getNameAsString()))
      return false;
    const FunctionDecl *Definition = withBody(Method);
    Search.TraverseDecl(const_cast<FunctionDecl *>(Definition));
    return Definition ? Search.Found : !Method->isConst();
  };
  return any_of(Base.Derived,
                [&](const CXXRecordDecl *Each) { return any_of(Each->decls(), MayClose); });
}

} // namespace corolint
