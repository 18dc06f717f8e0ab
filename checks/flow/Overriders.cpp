// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/flow/Overriders.h"
#include "checks/flow/FunctionBody.h"
#include "checks/knowledge/UnitCode.h"
#include "llvm/ADT/SetVector.h"

using namespace clang;
using namespace llvm;

namespace corolint {

void forEachOverridden(const CXXMethodDecl *Method,
                       function_ref<void(const CXXMethodDecl *)> Found) {
  SmallSetVector<const CXXMethodDecl *, 4> All;
  All.insert(Method->overridden_methods().begin(), Method->overridden_methods().end());
  for (unsigned Next = 0; Next < All.size(); ++Next) {
    const CXXMethodDecl *Each = All[Next];
    Found(Each);
    All.insert(Each->overridden_methods().begin(), Each->overridden_methods().end());
  }
}

Overriders::Overriders(ASTContext &Context) {
  struct Finder : InstanceVisitor<Finder> {
    decltype(Known) &Known;
    explicit Finder(decltype(Known) &Known) : Known(Known) {}
    bool VisitCXXMethodDecl(CXXMethodDecl *Method) {
      if (Method->isVirtual() && !Method->isPureVirtual() && Method->isCanonicalDecl() &&
          !Method->isDependentContext())
        forEachOverridden(Method, [&](const CXXMethodDecl *Overridden) {
          auto &Overriding = Known[Overridden->getCanonicalDecl()];
          if (Overriding.empty() || Overriding.back() != Method)
            Overriding.push_back(Method);
        });
      return true;
    }
  } Search(Known);
  forEachOwnDeclaration(Context, [&](Decl *Each) { Search.TraverseDecl(Each); });
}

ArrayRef<const CXXMethodDecl *> Overriders::of(const CXXMethodDecl *Method) const {
  auto Found = Known.find(Method->getCanonicalDecl());
  return Found == Known.end() ? ArrayRef<const CXXMethodDecl *>() : Found->second;
}

} // namespace corolint
