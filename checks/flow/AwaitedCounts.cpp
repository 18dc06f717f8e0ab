// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/flow/AwaitedCounts.h"
#include "checks/flow/FunctionBody.h"
#include "checks/flow/Loops.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// Finds the loops that await, and what their conditions name.
class LoopFinder : public FunctionBodyVisitor<LoopFinder> {
public:
  using Named = function_ref<void(const ValueDecl *Variable, const Stmt *Loop)>;
  explicit LoopFinder(Named Found) : Found(Found) {}

  bool VisitWhileStmt(WhileStmt *Loop) { return consider(Loop, Loop->getCond()); }
  bool VisitDoStmt(DoStmt *Loop) { return consider(Loop, Loop->getCond()); }
  bool VisitForStmt(ForStmt *Loop) { return consider(Loop, Loop->getCond()); }

private:
  bool consider(const Stmt *Loop, const Expr *Condition) {
    struct Mentions : RecursiveASTVisitor<Mentions> {
      const LoopFinder *Finder = nullptr;
      const Stmt *Loop = nullptr;
      bool VisitDeclRefExpr(DeclRefExpr *Reference) {
        Finder->Found(Reference->getDecl(), Loop);
        return true;
      }
    } Search;
    Search.Finder = this;
    Search.Loop = Loop;
    if (Condition && awaitsInLoop(Loop))
      Search.TraverseStmt(const_cast<Expr *>(Condition));
    return true;
  }

  Named Found;
};

/// Whether \p Body counts \p Count up or down.
bool counts(const Stmt *Body, const ValueDecl *Count) {
  struct Finder : RecursiveASTVisitor<Finder> {
    const ValueDecl *Count = nullptr;
    bool Found = false;
    bool VisitUnaryOperator(UnaryOperator *Step) {
      return consider(Step->isIncrementDecrementOp(), Step->getSubExpr());
    }
    bool VisitCompoundAssignOperator(CompoundAssignOperator *Step) {
      return consider(true, Step->getLHS());
    }
    bool consider(bool Changes, const Expr *What) {
      Found |= Changes && namedVariable(What) == Count;
      return !Found;
    }
  } Search;
  Search.Count = Count;
  Search.TraverseStmt(const_cast<Stmt *>(Body));
  return Search.Found;
}

} // namespace

bool AwaitedCounts::tellEndOf(const Expr *Handler) {
  const auto *Lambda = dyn_cast<LambdaExpr>(ignoreIdentity(Handler));
  return Lambda && any_of(Lambda->captures(), [&](const LambdaCapture &Each) {
           if (!Each.capturesVariable() || Each.getCaptureKind() != LCK_ByRef)
             return false;
           QualType Type = Each.getCapturedVar()->getType().getNonReferenceType();
           return Type->isIntegerType() && !Type->isBooleanType() &&
                  isAskedBehind(Each.getCapturedVar(), Lambda) &&
                  counts(Lambda->getBody(), Each.getCapturedVar());
         });
}

bool AwaitedCounts::isAskedBehind(const ValueDecl *Count, const Expr *Handler) {
  auto Found = [&](const ValueDecl *Variable, const Stmt *Loop) {
    Loops[Variable].push_back(Loop);
  };
  if (!std::exchange(IsRead, true))
    LoopFinder(Found).visitBodyOf(Function);
  const SourceManager &Sources = Function->getASTContext().getSourceManager();
  auto Known = Loops.find(Count);
  return Known != Loops.end() && any_of(Known->second, [&](const Stmt *Loop) {
           return Sources.isBeforeInTranslationUnit(Handler->getEndLoc(), Loop->getBeginLoc());
         });
}

} // namespace corolint
