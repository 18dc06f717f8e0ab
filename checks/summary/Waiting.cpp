// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/summary/Waiting.h"
#include "checks/flow/FunctionBody.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// Follows calls into the functions that the unit shows.
class WaitSearch : public CallVisitor<WaitSearch> {
public:
  explicit WaitSearch(CoroutineTypes &Types) : Types(Types) {}

  Waiting of(const Call &Made) {
    visitCall(Made);
    while (Found != Waiting::Yes && !Ahead.empty())
      visitBodyOf(Ahead.pop_back_val());
    return Found;
  }

  bool visitCall(const Call &Made) {
    Found = std::max(Found, judge(Made));
    return Found != Waiting::Yes;
  }
  // What is thrown says that it has not waited.
  bool TraverseCXXThrowExpr(CXXThrowExpr *) { return true; }

private:
  /// What \p Made itself tells; what its callee does is looked at later.
  Waiting judge(const Call &Made) {
    if (!mayBlock(Made, Types) || polledBehaviour(Made, Types))
      return Waiting::No;
    bool IsKnown = false;
    for (const FunctionModel *Model : modelsOf(Made, Types)) {
      if (Model->NonBlocking)
        return Waiting::No;
      IsKnown |= Model->Blocks.has_value();
    }
    if (const BlockingModel *Blocks = blockingBehaviour(Made, Types))
      return is_contained({BlockingCategory::Lock, BlockingCategory::Log, BlockingCategory::Cpu},
                          Blocks->Category)
                 ? Waiting::No
                 : Waiting::Yes;
    const FunctionDecl *Callee = Made.Callee, *Definition = nullptr;
    if (IsKnown || Callee->isNoReturn() || Callee->getBuiltinID() || Callee->isTrivial() ||
        Callee->isDefaulted())
      return Waiting::No;
    if (isInStd(Callee))
      return callsAnything(Callee) ? Waiting::Unknown : Waiting::No;
    if (!Callee->isDefined(Definition) || !Definition->getBody() || isDispatched(Made) ||
        Types.context().getSourceManager().isInSystemHeader(Definition->getLocation()))
      return Waiting::Unknown;
    if (Seen.insert(Definition).second)
      Ahead.push_back(Definition);
    return Waiting::No;
  }

  static bool isInStd(const FunctionDecl *Callee) {
    const auto *Method = dyn_cast<CXXMethodDecl>(Callee);
    return Callee->isInStdNamespace() || (Method && Method->getParent()->isInStdNamespace()) ||
           Callee->isReplaceableGlobalAllocationFunction();
  }
  /// Whether \p Callee, of the standard library, calls what it was given long before.
  static bool callsAnything(const FunctionDecl *Callee) {
    const auto *Method = dyn_cast<CXXMethodDecl>(Callee);
    return Method && Method->getOverloadedOperator() == OO_Call;
  }

  CoroutineTypes &Types;
  Waiting Found = Waiting::No;
  SmallVector<const FunctionDecl *, 8> Ahead;
  DenseSet<const FunctionDecl *> Seen;
};

} // namespace

Waiting waitingOf(const Call &Made, CoroutineTypes &Types) { return WaitSearch(Types).of(Made); }

} // namespace corolint
