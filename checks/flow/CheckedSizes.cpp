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

/// Finds where a function may give a range more elements.
class GrowthFinder : public RecursiveASTVisitor<GrowthFinder> {
  using Base = RecursiveASTVisitor<GrowthFinder>;

public:
  /// For \p Range, which stands in \p Function.
  GrowthFinder(const Expr *Range, const FunctionDecl *Function) {
    watch(Range);
    followAliases(Function);
    Places.clear();
    TraverseStmt(Function->getBody());
  }

  bool mayGrowIn(const Stmt *Code, const SourceManager &Sources) const {
    SourceLocation Begin = Code->getBeginLoc(), End = Code->getEndLoc();
    return any_of(Places, [&](SourceLocation Each) {
      return !Sources.isBeforeInTranslationUnit(Each, Begin) &&
             !Sources.isBeforeInTranslationUnit(End, Each);
    });
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
    return note(IsShared && Lambdas == 0 && !Understood.contains(This), This);
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
    return note(IsOfProgram && Lambdas == 0 && !(Method && Method->isConst()) &&
                    !(Made && isFromStd(Made.Callee)),
                Expression);
  }
  bool VisitCoawaitExpr(CoawaitExpr *Await) {
    return note(IsShared && Lambdas == 0 && !neverSuspends(Await), Await);
  }
  bool VisitCoyieldExpr(CoyieldExpr *Yield) { return note(IsShared && Lambdas == 0, Yield); }

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
    Places.clear();
    TraverseStmt(const_cast<Expr *>(Initializer));
    bool Gives = !Places.empty();
    IsShared = WasShared;
    IsOfProgram = WasOfProgram;
    return Gives;
  }

  bool judge(const Expr *Mention, const ValueDecl *Of) {
    return note(Holders.contains(Of) || (Watched.contains(Of) && !Understood.contains(Mention)),
                Mention);
  }
  /// Takes \p At, where the range may grow if \p Grows.
  bool note(bool Grows, const Expr *At) {
    if (Grows)
      Places.push_back(At->getExprLoc());
    return true;
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
  SmallVector<SourceLocation, 4> Places; ///< Where it may grow.
  unsigned Lambdas = 0;
};

/// The number of elements that \p Statement gives \p Range, `range.resize(10);`, alone or last in a
/// block; null if it does something else.
const Expr *newSize(const Stmt *Statement, const Expr *Range) {
  const auto *Value = dyn_cast_or_null<Expr>(lastStatementOf(Statement));
  Call Made = Value ? asCall(Value) : Call();
  return Made && Made.Object && Made.Callee->getIdentifier() &&
                 Made.Callee->getName() == "resize" && isRange(Made.Object->getType()) &&
                 !Made.Arguments.empty() && isSameObject(Made.Object, Range)
             ? Made.Arguments[0]
             : nullptr;
}

/// Whether control does not get past \p Arm, of an `if`, to what follows; null never keeps it.
bool leaves(const Stmt *Arm) {
  const Stmt *Leaving = leavingStatement(Arm);
  return Leaving && !isa<GotoStmt>(Leaving);
}

/// What is evaluated from the check of a size on, up to where the range is gone over.
class WayFromCheck {
public:
  WayFromCheck(const Expr *Range, ConditionReader Behind, ASTContext &Context)
      : Range(Range), Behind(Behind), Context(Context) {}

  /// Finds the nearest check; the numbers of which the range has at most the largest, or none.
  SmallVector<const Expr *, 2> find() {
    const Stmt *Inner = Range;
    for (const Stmt *Outer = parentOf(Range, Context); Outer && !IsOver;
         Outer = parentOf(Outer, Context)) {
      if (const auto *If = dyn_cast<IfStmt>(Outer)) {
        if (If->getCond() && is_contained({If->getThen(), If->getElse()}, Inner))
          passIf(If, Inner == If->getThen());
      } else if (const auto *Block = dyn_cast<CompoundStmt>(Outer)) {
        passBefore(Inner, Block);
      } else if (const auto *Switch = dyn_cast<SwitchStmt>(Outer)) {
        Passed.push_back(Switch->getCond());
      } else if (isEvaluatedEachTurn(Inner, Outer)) {
        Passed.push_back(Outer);
      }
      Inner = Outer;
    }
    return IsOver ? std::move(Most) : SmallVector<const Expr *, 2>();
  }

  SmallVector<const Stmt *, 8> Passed;

private:
  /// Passes what \p If asks, and is answered by \p Answer.
  void passIf(const IfStmt *If, bool Answer) {
    for (const Stmt *Each :
         {If->getInit(), static_cast<const Stmt *>(If->getConditionVariableDeclStmt()),
          static_cast<const Stmt *>(If->getCond())})
      if (Each)
        Passed.push_back(Each);
    if (Most.empty())
      for (const CheckedSize &Each : checkedSizes(If->getCond(), Answer, Behind))
        if (isSameObject(Each.Range, Range)) {
          Most.push_back(Each.Most);
          Asked = Each.Range->getBeginLoc();
          break;
        }
    IsOver = !Most.empty() && isAskedIn(If);
  }

  /// Whether \p Statement holds where the size is asked for that the check is about: a flag is
  /// asked later than it is made.
  bool isAskedIn(const Stmt *Statement) const {
    return !Context.getSourceManager().isBeforeInTranslationUnit(Asked, Statement->getBeginLoc());
  }

  /// Passes what stands before \p Inner in \p Block, up to where control may come in from
  /// elsewhere.
  void passBefore(const Stmt *Inner, const CompoundStmt *Block) {
    const auto *At = llvm::find(Block->body(), Inner);
    while (At != Block->body_begin() && !isa<SwitchCase, LabelStmt>(*At) && !IsOver)
      pass(*--At);
  }

  void pass(const Stmt *Statement) {
    const auto *If = dyn_cast<IfStmt>(Statement);
    if (!Most.empty()) {
      Passed.push_back(Statement);
      IsOver = isAskedIn(Statement);
    } else if (const Expr *Given = newSize(Statement, Range); Given && !If) {
      Most.push_back(Given);
      IsOver = true;
    } else if (If && If->getCond() && leaves(If->getThen())) {
      if (If->getElse())
        Passed.push_back(If->getElse());
      passIf(If, /*Answer=*/false);
    } else if (If && If->getCond() && If->getElse() && leaves(If->getElse())) {
      Passed.push_back(If->getThen());
      passIf(If, /*Answer=*/true);
    } else if (const Expr *Cut = If && If->getCond() && !If->getElse()
                                     ? newSize(If->getThen(), Range)
                                     : nullptr) {
      // if (peers.size() > 10) peers.resize(10);
      passIf(If, /*Answer=*/false);
      if (!Most.empty())
        Most.push_back(Cut);
      else
        Passed.push_back(If->getThen());
    } else {
      Passed.push_back(Statement);
    }
  }

  static bool isEvaluatedEachTurn(const Stmt *Inner, const Stmt *Loop) {
    if (const auto *For = dyn_cast<ForStmt>(Loop))
      return Inner != For->getInit();
    const auto *Ranged = dyn_cast<CXXForRangeStmt>(Loop);
    return Ranged ? Inner == Ranged->getBody() : isa<WhileStmt, DoStmt>(Loop);
  }

  const Expr *Range;
  ConditionReader Behind;
  ASTContext &Context;
  SmallVector<const Expr *, 2> Most;
  SourceLocation Asked; ///< Where the size is asked for.
  bool IsOver = false;  ///< That has been passed.
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

SmallVector<CheckedSize, 1> checkedSizes(const Expr *Condition, bool Answer,
                                         ConditionReader Behind) {
  auto RangeSizedBy = [&](const Expr *Number) {
    const Expr *Range = sizedBy(Number), *Kept = Range ? nullptr : Behind(Number);
    return Kept ? sizedBy(Kept) : Range;
  };
  SmallVector<CheckedSize, 1> Found;
  for (const Comparison &Compared : comparisonsIn(Condition, Answer, Behind))
    for (const Comparison &Each : {Compared, Compared.mirrored()})
      if (const Expr *Range =
              is_contained({BO_LT, BO_LE, BO_EQ}, Each.How) ? RangeSizedBy(Each.Left) : nullptr)
        Found.push_back({Range, Each.Right});
  return Found;
}

/// What one function does with its ranges and variables.
struct SizeChecks::Facts {
  explicit Facts(const FunctionDecl *Function) : Changed(changedIn(Function->getBody())) {}

  DenseSet<const ValueDecl *> Changed;
  /// By the variable or member that is the range, and that which it is a part of.
  DenseMap<std::pair<const ValueDecl *, const ValueDecl *>, std::unique_ptr<GrowthFinder>> Growths;
};

SizeChecks::SizeChecks(ASTContext &Context) : Context(Context) {}
SizeChecks::~SizeChecks() = default;

SizeChecks::Facts &SizeChecks::factsOf(const FunctionDecl *Function) {
  std::unique_ptr<Facts> &Of = Known[Function];
  if (!Of)
    Of = std::make_unique<Facts>(Function);
  return *Of;
}

SmallVector<const Expr *, 2> SizeChecks::mostElements(const Expr *Range) {
  const ValueDecl *Named = namedVariable(Range);
  const FunctionDecl *Function = Named ? enclosingFunction(Range, Context) : nullptr;
  if (!Function || !Function->getBody())
    return {};
  Facts &Of = factsOf(Function);
  auto Behind = [&](const Expr *Value) { return onlyValueOf(Value, Of.Changed); };
  WayFromCheck Way(Range, Behind, Context);
  SmallVector<const Expr *, 2> Most = Way.find();
  if (Most.empty() || Named->getType().getNonReferenceType().isConstQualified())
    return Most;
  std::unique_ptr<GrowthFinder> &Growth = Of.Growths[{Named, rootVariable(Range)}];
  if (!Growth)
    Growth = std::make_unique<GrowthFinder>(Range, Function);
  const SourceManager &Sources = Context.getSourceManager();
  if (any_of(Way.Passed, [&](const Stmt *Each) { return Growth->mayGrowIn(Each, Sources); }))
    return {};
  return Most;
}

} // namespace corolint
