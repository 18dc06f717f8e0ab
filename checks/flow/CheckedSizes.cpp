// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/flow/CheckedSizes.h"
#include "checks/flow/Conditions.h"
#include "checks/flow/Loops.h"
#include "checks/flow/VariableMentions.h"
#include "checks/knowledge/AsyncContext.h"
#include "checks/knowledge/Calls.h"
#include "checks/knowledge/ContainerChanges.h"
#include "checks/knowledge/StdNames.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// The object of `*object` and `object->`, by pointers of any kind; null for anything else.
const Expr *dereferenced(const Expr *Object) {
  if (const auto *Star = dyn_cast<UnaryOperator>(Object); Star && Star->getOpcode() == UO_Deref)
    return Star->getSubExpr();
  const auto *Access = dyn_cast<CXXOperatorCallExpr>(Object);
  return Access && is_contained({OO_Arrow, OO_Star}, Access->getOperator()) &&
                 Access->getNumArgs() == 1
             ? Access->getArg(0)
             : nullptr;
}

/// Whether both name the same object, as long as the pointers on the way are left as they are.
bool isSameObject(const Expr *One, const Expr *Other) {
  One = ignoreWrapping(One);
  Other = ignoreWrapping(Other);
  if (isa<CXXThisExpr>(One))
    return isa<CXXThisExpr>(Other);
  const auto *Member = dyn_cast<MemberExpr>(One), *OtherMember = dyn_cast<MemberExpr>(Other);
  if (Member && OtherMember)
    return Member->getMemberDecl() == OtherMember->getMemberDecl() &&
           isSameObject(Member->getBase(), OtherMember->getBase());
  if (const Expr *Pointer = dereferenced(One)) {
    const Expr *OtherPointer = dereferenced(Other);
    return OtherPointer && isSameObject(Pointer, OtherPointer);
  }
  const auto *Reference = dyn_cast<DeclRefExpr>(One),
             *OtherReference = dyn_cast<DeclRefExpr>(Other);
  return Reference && OtherReference && Reference->getDecl() == OtherReference->getDecl();
}

/// Whether \p Function, of the standard library, leaves a range that it is given no larger: an
/// algorithm of std::ranges, or one that takes elements out.
bool neverAddsToGiven(const FunctionDecl *Function) {
  if (!isFromStd(Function))
    return false;
  if (Function->getIdentifier() && !isa<CXXMethodDecl>(Function))
    return is_contained({"erase", "erase_if"}, Function->getName());
  for (const DeclContext *Around = Function->getDeclContext(); Around; Around = Around->getParent())
    if (const auto *Space = dyn_cast<NamespaceDecl>(Around); Space && Space->getName() == "ranges")
      return Function->getOverloadedOperator() == OO_Call;
  return false;
}

/// Finds whether code may give a range more elements.
class GrowthFinder : public RecursiveASTVisitor<GrowthFinder> {
  using Base = RecursiveASTVisitor<GrowthFinder>;

public:
  /// For \p Range, which stands in \p Function.
  GrowthFinder(const Expr *Range, const FunctionDecl *Function) {
    watch(Range);
    followAliases(Function);
  }

  bool mayGrowIn(const Stmt *Code) {
    Grows = false;
    Understood.clear();
    TraverseStmt(const_cast<Stmt *>(Code));
    return Grows;
  }

  // A capture is no use yet.
  bool TraverseLambdaExpr(LambdaExpr *Lambda) {
    ++Lambdas;
    for (auto [Capture, Initializer] : zip(Lambda->captures(), Lambda->capture_inits()))
      if (Lambda->isInitCapture(&Capture) && !TraverseStmt(Initializer))
        return false;
    bool GoesOn = TraverseStmt(Lambda->getBody());
    --Lambdas;
    return GoesOn;
  }
  bool VisitDeclRefExpr(DeclRefExpr *Reference) { return judge(Reference, Reference->getDecl()); }
  bool VisitMemberExpr(MemberExpr *Member) {
    if (isa<FieldDecl>(Member->getMemberDecl()))
      understand(Member->getBase());
    return judge(Member, Member->getMemberDecl());
  }
  bool VisitCXXThisExpr(CXXThisExpr *This) {
    Grows |= IsShared && Lambdas == 0 && !Understood.contains(This);
    return !Grows;
  }
  bool VisitCXXForRangeStmt(CXXForRangeStmt *For) {
    understand(For->getRangeInit());
    return true;
  }
  bool VisitImplicitCastExpr(ImplicitCastExpr *Cast) {
    if (Cast->getType().isConstQualified() || Cast->getCastKind() == CK_PointerToBoolean)
      understand(Cast->getSubExpr());
    return true;
  }
  bool VisitCallExpr(CallExpr *Expression) {
    Call Made = asCallItself(Expression);
    const auto *Method = Made.Object ? dyn_cast<CXXMethodDecl>(Made.Callee) : nullptr;
    if (Method && neverAdds(Method) &&
        !is_contained({OO_Call, OO_Arrow, OO_Star}, Method->getOverloadedOperator()))
      understand(Made.Object);
    if (Made && neverAddsToGiven(Made.Callee))
      for (const Expr *Each : Made.Arguments)
        understand(Each);
    Grows |= IsOfProgram && Lambdas == 0 && !(Method && Method->isConst()) &&
             !(Made && isFromStd(Made.Callee));
    return !Grows;
  }
  bool VisitCoawaitExpr(CoawaitExpr *Await) { return suspends(!neverSuspends(Await)); }
  bool VisitCoyieldExpr(CoyieldExpr *) { return suspends(true); }

private:
  /// Has everything watched by whose name the elements of \p Range may become more.
  void watch(const Expr *Range) {
    const ValueDecl *Named = namedVariable(Range);
    const ValueDecl *Root = rootVariable(Range);
    const auto *Variable = dyn_cast_or_null<VarDecl>(Root);
    bool IsNew = Named && Watched.insert(Named).second;
    if (Root)
      Watched.insert(Root);
    IsOfProgram |= Variable && Variable->hasGlobalStorage();
    const auto *Reference = dyn_cast<DeclRefExpr>(ignoreWrapping(Range));
    bool IsOwn = Variable && Variable->hasLocalStorage() && !refers(Variable) &&
                 !(Reference && Reference->refersToEnclosingVariableOrCapture());
    IsShared |= !IsOwn;
    if (IsNew && Variable && Variable->isLocalVarDecl() && Variable->getType()->isReferenceType() &&
        Variable->getInit())
      watch(Variable->getInit());
  }

  /// Has the variables of \p Function watched that are made of what is watched.
  void followAliases(const FunctionDecl *Function) {
    struct Finder : RecursiveASTVisitor<Finder> {
      GrowthFinder *Growth = nullptr;
      bool VisitVarDecl(VarDecl *Variable) {
        if (Variable->getInit() && Growth->gives(Variable->getInit()))
          (refers(Variable) ? Growth->Watched : Growth->Holders).insert(Variable);
        return true;
      }
    } Search;
    Search.Growth = this;
    Search.TraverseStmt(Function->getBody());
  }

  /// Whether \p Initializer has what is watched in it, but to look at it.
  bool gives(const Expr *Initializer) {
    bool WasShared = std::exchange(IsShared, false),
         WasOfProgram = std::exchange(IsOfProgram, false);
    bool Gives = mayGrowIn(Initializer);
    IsShared = WasShared;
    IsOfProgram = WasOfProgram;
    return Gives;
  }

  bool judge(const Expr *Mention, const ValueDecl *Of) {
    Grows |= Holders.contains(Of) || (Watched.contains(Of) && !Understood.contains(Mention));
    return !Grows;
  }
  bool suspends(bool Surely) {
    Grows |= Surely && IsShared && Lambdas == 0;
    return !Grows;
  }
  void understand(const Expr *Mention) {
    Mention = Mention->IgnoreParenImpCasts();
    while (const Expr *Pointer = dereferenced(Mention))
      Mention = Pointer->IgnoreParenImpCasts();
    Understood.insert(Mention);
  }

  static bool refers(const VarDecl *Variable) {
    return Variable->getType()->isReferenceType() || Variable->getType()->isPointerType();
  }

  DenseSet<const ValueDecl *> Watched;
  DenseSet<const ValueDecl *> Holders; ///< Lambdas and others that have a reference to it.
  DenseSet<const Expr *> Understood;
  bool IsShared = false;    ///< Others may know the range.
  bool IsOfProgram = false; ///< Everything may.
  bool Grows = false;
  unsigned Lambdas = 0;
};

/// What is evaluated from the check of a size on, up to where the range is gone over.
class WayFromCheck {
public:
  WayFromCheck(const Expr *Range, ASTContext &Context) : Range(Range), Context(Context) {}

  /// Finds the nearest check; the number of elements that it says the range has at most, or null.
  const Expr *find() {
    const Stmt *Inner = Range;
    for (const Stmt *Outer = parentOf(Range, Context); Outer; Outer = parentOf(Outer, Context)) {
      if (const auto *If = dyn_cast<IfStmt>(Outer)) {
        if (If->getCond() && is_contained({If->getThen(), If->getElse()}, Inner))
          if (const Expr *Most = saidBy(If, Inner == If->getThen()))
            return Most;
      } else if (const auto *Block = dyn_cast<CompoundStmt>(Outer)) {
        if (const Expr *Most = saidBefore(Inner, Block))
          return Most;
      } else if (const auto *Switch = dyn_cast<SwitchStmt>(Outer)) {
        Passed.push_back(Switch->getCond());
      } else if (isEvaluatedEachTurn(Inner, Outer)) {
        Passed.push_back(Outer);
      }
      Inner = Outer;
    }
    return nullptr;
  }

  SmallVector<const Stmt *, 8> Passed;

private:
  const Expr *saidBy(const IfStmt *If, bool Answer) {
    for (const Stmt *Each :
         {If->getInit(), static_cast<const Stmt *>(If->getConditionVariableDeclStmt()),
          static_cast<const Stmt *>(If->getCond())})
      if (Each)
        Passed.push_back(Each);
    for (const CheckedSize &Each : checkedSizes(If->getCond(), Answer))
      if (isSameObject(Each.Range, Range))
        return Each.Most;
    return nullptr;
  }

  /// What stands before \p Inner in \p Block, up to where control may come in from elsewhere.
  const Expr *saidBefore(const Stmt *Inner, const CompoundStmt *Block) {
    const auto *At = llvm::find(Block->body(), Inner);
    while (At != Block->body_begin() && !isa<SwitchCase, LabelStmt>(*At)) {
      const auto *If = dyn_cast<IfStmt>(*--At);
      const Stmt *Leaves =
          If && If->getCond() && !If->getElse() ? leavingStatement(If->getThen()) : nullptr;
      if (!Leaves || isa<GotoStmt>(Leaves))
        Passed.push_back(*At);
      else if (const Expr *Most = saidBy(If, /*Answer=*/false))
        return Most;
    }
    return nullptr;
  }

  static bool isEvaluatedEachTurn(const Stmt *Inner, const Stmt *Loop) {
    if (const auto *For = dyn_cast<ForStmt>(Loop))
      return Inner != For->getInit();
    const auto *Ranged = dyn_cast<CXXForRangeStmt>(Loop);
    return Ranged ? Inner == Ranged->getBody() : isa<WhileStmt, DoStmt>(Loop);
  }

  const Expr *Range;
  ASTContext &Context;
};

} // namespace

const Expr *sizedBy(const Expr *Number) {
  Call Made = asCall(ignoreWrapping(Number)->IgnoreParenCasts());
  const IdentifierInfo *Name = Made ? Made.Callee->getIdentifier() : nullptr;
  if (!Name)
    return nullptr;
  if (Made.Object)
    return Made.Arguments.empty() && (is_contained({"size", "ssize", "length"}, Name->getName()) ||
                                      (Name->isStr("count") && isRange(Made.Object->getType())))
               ? Made.Object
               : nullptr;
  return is_contained({"size", "ssize"}, Name->getName()) && Made.Callee->isInStdNamespace() &&
                 Made.Arguments.size() == 1
             ? Made.Arguments[0]
             : nullptr;
}

SmallVector<CheckedSize, 1> checkedSizes(const Expr *Condition, bool Answer) {
  Condition = ignoreWrapping(Condition);
  if (const auto *Not = dyn_cast<UnaryOperator>(Condition); Not && Not->getOpcode() == UO_LNot)
    return checkedSizes(Not->getSubExpr(), !Answer);
  const auto *Operator = dyn_cast<BinaryOperator>(Condition);
  if (Operator && Operator->getOpcode() == (Answer ? BO_LAnd : BO_LOr)) {
    SmallVector<CheckedSize, 1> Found = checkedSizes(Operator->getLHS(), Answer);
    append_range(Found, checkedSizes(Operator->getRHS(), Answer));
    return Found;
  }
  std::optional<Comparison> Compared = comparisonIn(Condition);
  SmallVector<CheckedSize, 1> Found;
  if (!Compared)
    return Found;
  if (!Answer)
    Compared->How = BinaryOperator::negateComparisonOp(Compared->How);
  for (const Comparison &Each : {*Compared, Compared->mirrored()})
    if (const Expr *Range =
            is_contained({BO_LT, BO_LE, BO_EQ}, Each.How) ? sizedBy(Each.Left) : nullptr)
      Found.push_back({Range, Each.Right});
  return Found;
}

const Expr *mostElements(const Expr *Range, ASTContext &Context) {
  const ValueDecl *Named = namedVariable(Range);
  const FunctionDecl *Function = Named ? enclosingFunction(Range, Context) : nullptr;
  if (!Function || !Function->getBody())
    return nullptr;
  WayFromCheck Way(Range, Context);
  const Expr *Most = Way.find();
  if (!Most || Named->getType().getNonReferenceType().isConstQualified())
    return Most;
  GrowthFinder Growth(Range, Function);
  return any_of(Way.Passed, [&](const Stmt *Each) { return Growth.mayGrowIn(Each); }) ? nullptr
                                                                                      : Most;
}

} // namespace corolint
