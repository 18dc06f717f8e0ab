// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/summary/Waiting.h"
#include "checks/flow/FunctionBody.h"
#include "checks/knowledge/AwaitedResult.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// Follows calls into the functions that the unit shows.
class WaitSearch : public CallVisitor<WaitSearch> {
public:
  /// With \p OnlyWork, it counts to wait for other work alone, and not for a file or a peer.
  explicit WaitSearch(CoroutineTypes &Types, bool OnlyWork = false)
      : Types(Types), OnlyWork(OnlyWork) {}

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
      return counts(Blocks->Category) ? Waiting::Yes : Waiting::No;
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

  bool counts(BlockingCategory Category) const {
    return OnlyWork ? Category == BlockingCategory::Wait
                    : !is_contained(
                          {BlockingCategory::Lock, BlockingCategory::Log, BlockingCategory::Cpu},
                          Category);
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
  bool OnlyWork;
  Waiting Found = Waiting::No;
  SmallVector<const FunctionDecl *, 8> Ahead;
  DenseSet<const FunctionDecl *> Seen;
};

/// Whether \p Made gives out what its argument \p Task yields, and so has waited for that: not a
/// number of its own, which may be of the same type.
bool givesOutResult(const Call &Made, const Expr *Task, CoroutineTypes &Types) {
  QualType Result = Made.Callee->getReturnType().getNonReferenceType();
  QualType Yielded = awaitedResult(Types.of(Task->getType()));
  if (Yielded.isNull() || Result->isVoidType() ||
      !Types.context().hasSameUnqualifiedType(Yielded.getNonReferenceType(), Result))
    return false;
  const FunctionDecl *Pattern = Made.Callee->getTemplateInstantiationPattern();
  return Result->isRecordType() || (Pattern && Pattern->getReturnType()->isDependentType());
}

} // namespace

Waiting waitingOf(const Call &Made, CoroutineTypes &Types) { return WaitSearch(Types).of(Made); }

bool WaitsForTasks::isFor(const Call &Made, const Expr *Task) {
  if (!is_contained(Made.Arguments, Task) || !Types.of(Task->getType()).isAwaitable())
    return false;
  if (!modelsOf(Made, Types).empty())
    return blockingBehaviour(Made, Types);
  return mayBlock(Made, Types) && (givesOutResult(Made, Task, Types) || waitsInside(Made));
}

bool WaitsForTasks::waitsInside(const Call &Made) {
  auto [Entry, IsNew] = Known.try_emplace(Made.Callee->getCanonicalDecl());
  if (IsNew)
    Entry->second = WaitSearch(Types, /*OnlyWork=*/true).of(Made) == Waiting::Yes;
  return Entry->second;
}

} // namespace corolint
