// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/flow/Overriders.h"
#include "checks/flow/FunctionBody.h"
#include "checks/knowledge/UnitCode.h"

using namespace clang;
using namespace llvm;

namespace corolint {

void forEachOverridden(const CXXMethodDecl *Method,
                       function_ref<void(const CXXMethodDecl *)> Found) {
  for (const CXXMethodDecl *Overridden : Method->overridden_methods()) {
    Found(Overridden);
    forEachOverridden(Overridden, Found);
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
