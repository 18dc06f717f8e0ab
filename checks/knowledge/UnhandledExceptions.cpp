// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Follows the exception that unhandled_exception() handles along the paths of its body, and of what
// that calls as far as it can be seen.

#include "checks/knowledge/ClassMembers.h"
#include "checks/knowledge/PromisePolicies.h"
#include "checks/knowledge/StdNames.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// What has become of the exception, as bits: several for several paths.
enum Fates : unsigned {
  None = 0,
  Dropped = 1, ///< Nothing has been done with it.
  Kept = 2,    ///< It is in the promise, or in what the promise holds.
  Unclear = 4, ///< Something has been done that may, or may not, see to it.
  Thrown = 8,
  Ended = 16 ///< The program has.
};

/// Whether \p Function has a body that was left out, as those of libraries mostly are.
bool isBodySkipped(const FunctionDecl *Function) {
  const FunctionDecl *Pattern = Function->getTemplateInstantiationPattern();
  return Function->hasSkippedBody() || (Pattern && Pattern->hasSkippedBody());
}

bool isStdFunction(const NamedDecl *Function, ArrayRef<StringRef> Names) {
  return Function && Function->isInStdNamespace() && Function->getIdentifier() &&
         is_contained(Names, Function->getName());
}

/// Whether \p Call is to a function of namespace std of one of \p Names: with dependent arguments,
/// too.
bool callsStd(const CallExpr *Call, ArrayRef<StringRef> Names) {
  if (const FunctionDecl *Callee = Call->getDirectCallee())
    return !isa<CXXMethodDecl>(Callee) && isStdFunction(Callee, Names);
  const auto *Lookup = dyn_cast<UnresolvedLookupExpr>(Call->getCallee()->IgnoreParenImpCasts());
  return Lookup && Lookup->getNumDecls() &&
         all_of(Lookup->decls(), [&](const NamedDecl *Each) { return isStdFunction(Each, Names); });
}

/// The object of \p Call, a call of a member function, and the function: null where it is dependent
/// and not a member of the class itself.
struct MemberCall {
  const Expr *Object = nullptr; ///< Null for `this` that is not written.
  DeclarationName Name;
  const CXXMethodDecl *Method = nullptr;

  /// Whether the object is that of the caller, or that as a base or what derives from it.
  bool isOfThis() const {
    const Expr *Written = Object ? Object->IgnoreParenCasts() : nullptr;
    if (const auto *Star = dyn_cast_or_null<UnaryOperator>(Written);
        Star && Star->getOpcode() == UO_Deref)
      Written = Star->getSubExpr()->IgnoreParenCasts();
    return !Written || isa<CXXThisExpr>(Written);
  }
};

std::optional<MemberCall> asMemberCall(const CallExpr *Call) {
  MemberCall Result;
  const Expr *Callee = Call->getCallee()->IgnoreParenImpCasts();
  if (const auto *Member = dyn_cast<MemberExpr>(Callee)) {
    Result.Object = Member->getBase();
    Result.Name = Member->getMemberDecl()->getDeclName();
    Result.Method = dyn_cast<CXXMethodDecl>(Member->getMemberDecl());
    return Result;
  }
  if (const auto *Dependent = dyn_cast<CXXDependentScopeMemberExpr>(Callee)) {
    Result.Object = Dependent->isImplicitAccess() ? nullptr : Dependent->getBase();
    Result.Name = Dependent->getMember();
    return Result;
  }
  if (const auto *Unresolved = dyn_cast<UnresolvedMemberExpr>(Callee)) {
    Result.Object = Unresolved->isImplicitAccess() ? nullptr : Unresolved->getBase();
    Result.Name = Unresolved->getMemberName();
    return Result;
  }
  return std::nullopt;
}

/// Follows one body. Statements and expressions that it does not know make the answer unclear.
class ExceptionPaths {
public:
  /// \p Function has a body. \p ThisReaches: its object is the promise, or in it.
  ExceptionPaths(const FunctionDecl *Function, bool ThisReaches, unsigned Depth)
      : Function(Function), ThisReaches(ThisReaches), Depth(Depth) {}

  /// \p Parameter is the exception, or holds it.
  void addException(const ValueDecl *Parameter) { Exceptions.insert(Parameter); }
  /// \p Parameter leads to the promise, or to what it holds.
  void addReaching(const ValueDecl *Parameter) { Reaching.insert(Parameter); }

  /// The fates at the ends of all paths.
  unsigned follow() {
    visit(Function->getBody());
    unsigned Result = Open | Closed;
    const auto *Prototype = Function->getType()->getAs<FunctionProtoType>();
    if ((Result & Thrown) && Prototype && Prototype->canThrow() == CT_Cannot)
      Result = (Result & ~Thrown) | Ended;
    return Result;
  }

private:
  void keep() { Open = Kept; }
  void becomeUnclear() {
    if (Open & Dropped)
      Open = (Open & ~Dropped) | Unclear;
  }
  void end(unsigned Fate) {
    Closed |= Fate;
    Open = None;
  }
  void fail() {
    AtThrow |= Open;
    end(Thrown);
  }

  /// Whether \p Code makes, names or holds the exception.
  bool isException(const Stmt *Code) const {
    struct Finder : RecursiveASTVisitor<Finder> {
      const ExceptionPaths *Paths;
      bool Found = false;
      bool VisitCallExpr(CallExpr *Call) {
        Found |= callsStd(Call, {"current_exception", "make_exception_ptr"});
        return !Found;
      }
      bool VisitDeclRefExpr(DeclRefExpr *Reference) {
        Found |= Paths->Exceptions.contains(Reference->getDecl());
        return !Found;
      }
    } Search;
    Search.Paths = this;
    Search.TraverseStmt(const_cast<Stmt *>(Code));
    return Search.Found;
  }

  /// Whether \p Code, an object or a place, is in the promise or in what it holds.
  bool reaches(const Stmt *Code) const {
    struct Finder : RecursiveASTVisitor<Finder> {
      const ExceptionPaths *Paths;
      bool Found = false;
      bool shouldVisitImplicitCode() const { return true; }
      bool VisitCXXThisExpr(CXXThisExpr *) { return !(Found |= Paths->ThisReaches); }
      bool VisitCXXDependentScopeMemberExpr(CXXDependentScopeMemberExpr *Member) {
        return !(Found |= Member->isImplicitAccess() && Paths->ThisReaches);
      }
      bool VisitDeclRefExpr(DeclRefExpr *Reference) {
        return !(Found |= Paths->Reaching.contains(Reference->getDecl()));
      }
    } Search;
    Search.Paths = this;
    Search.TraverseStmt(const_cast<Stmt *>(Code));
    return Search.Found;
  }

  bool passesException(const CallExpr *Call) const {
    return any_of(Call->arguments(), [&](const Expr *Each) { return isException(Each); });
  }

  void visit(const Stmt *Code) {
    if (!Code || !Open)
      return;
    if (const auto *Expression = dyn_cast<Expr>(Code))
      return visitExpression(Expression);
    if (const auto *If = dyn_cast<IfStmt>(Code))
      return visitIf(If);
    if (const auto *Try = dyn_cast<CXXTryStmt>(Code))
      return visitTry(Try);
    if (const auto *Declaration = dyn_cast<DeclStmt>(Code)) {
      for (const Decl *Each : Declaration->decls())
        if (const auto *Variable = dyn_cast<VarDecl>(Each); Variable && Variable->hasInit())
          visitVariable(Variable);
    } else if (const auto *Return = dyn_cast<ReturnStmt>(Code)) {
      visit(Return->getRetValue());
      end(Open);
    } else if (isa<CompoundStmt, AttributedStmt, NullStmt, DoStmt>(Code)) {
      visitChildren(Code);
    } else if (isa<WhileStmt, ForStmt, CXXForRangeStmt>(Code)) {
      unsigned Without = Open;
      visitChildren(Code);
      Open |= Without;
    } else {
      end(Unclear);
    }
  }

  void visitChildren(const Stmt *Code) {
    for (const Stmt *Child : Code->children())
      visit(Child);
  }

  void visitIf(const IfStmt *If) {
    visit(If->getInit());
    visit(If->getConditionVariableDeclStmt());
    visit(If->getCond());
    if (If->isConstexpr() && !If->getCond()->isValueDependent())
      return visit(If->getNondiscardedCase(Function->getASTContext()).value_or(nullptr));
    visitEither(If->getThen(), If->getElse());
  }

  void visitEither(const Stmt *One, const Stmt *Other) {
    unsigned Before = Open;
    visit(One);
    std::swap(Before, Open);
    visit(Other);
    Open |= Before;
  }

  /// One of two expressions is evaluated. One that ends the program asserts something.
  void visitEitherExpression(const Expr *One, const Expr *Other) {
    unsigned ClosedBefore = Closed;
    visitEither(One, Other);
    if (Open)
      Closed = (Closed & ~Ended) | ClosedBefore;
  }

  /// What is thrown on purpose goes on in the handlers; what else may throw is not considered.
  void visitTry(const CXXTryStmt *Try) {
    unsigned ClosedBefore = Closed, AtThrowBefore = AtThrow;
    Closed = AtThrow = None;
    visit(Try->getTryBlock());
    unsigned After = Open;
    if (Closed & Thrown) {
      bool CatchesAll = false;
      Closed &= ~Thrown;
      unsigned Before = AtThrow;
      for (unsigned I = 0; I < Try->getNumHandlers(); ++I) {
        Open = Before;
        visit(Try->getHandler(I)->getHandlerBlock());
        After |= Open;
        CatchesAll |= !Try->getHandler(I)->getExceptionDecl();
      }
      Closed |= CatchesAll ? None : Thrown;
    }
    Open = After;
    Closed |= ClosedBefore;
    AtThrow |= AtThrowBefore;
  }

  void visitVariable(const VarDecl *Variable) {
    visit(Variable->getInit());
    if (isException(Variable->getInit()))
      Exceptions.insert(Variable);
    else if (!Variable->getType()->isArithmeticType() && reaches(Variable->getInit()))
      Reaching.insert(Variable);
  }

  void visitExpression(const Expr *Code) {
    if (isa<UnaryExprOrTypeTraitExpr, CXXNoexceptExpr, RequiresExpr>(Code))
      return;
    if (isa<LambdaExpr>(Code))
      return becomeUnclear();
    if (const auto *Condition = dyn_cast<ConditionalOperator>(Code)) {
      visit(Condition->getCond());
      bool Holds = false;
      if (!Condition->getCond()->isValueDependent() &&
          Condition->getCond()->EvaluateAsBooleanCondition(Holds, Function->getASTContext()))
        return visit(Holds ? Condition->getTrueExpr() : Condition->getFalseExpr());
      return visitEitherExpression(Condition->getTrueExpr(), Condition->getFalseExpr());
    }
    if (const auto *Operator = dyn_cast<BinaryOperator>(Code);
        Operator && Operator->isLogicalOp()) {
      visit(Operator->getLHS());
      return visitEitherExpression(Operator->getRHS(), nullptr);
    }
    visitChildren(Code);
    if (!Open)
      return;
    if (isa<CXXThrowExpr>(Code))
      fail();
    else if (const auto *Call = dyn_cast<CallExpr>(Code))
      visitCall(Call);
    else if (const auto *New = dyn_cast<CXXNewExpr>(Code))
      visitNew(New);
    else if (const auto *Operator = dyn_cast<BinaryOperator>(Code);
             Operator && Operator->isAssignmentOp())
      assign(Operator->getLHS(), Operator->getRHS());
    else if (const auto *Made = dyn_cast<CXXConstructExpr>(Code);
             Made && !isFromStd(Made->getConstructor()) &&
             !Made->getConstructor()->isTrivial())
      becomeUnclear();
    else if (const auto *Step = dyn_cast<UnaryOperator>(Code);
             isa<CXXDeleteExpr>(Code) || (Step && Step->isIncrementDecrementOp()))
      becomeUnclear();
  }

  void visitNew(const CXXNewExpr *New) {
    bool InPlace = any_of(New->placement_arguments(),
                          [&](const Expr *Place) { return reaches(Place); });
    if (InPlace && New->getInitializer() && isException(New->getInitializer()))
      keep();
    else if (InPlace)
      becomeUnclear();
  }

  void assign(const Expr *To, const Expr *Value) {
    const auto *Local = dyn_cast<DeclRefExpr>(To->IgnoreParenImpCasts());
    const auto *Variable = Local ? dyn_cast<VarDecl>(Local->getDecl()) : nullptr;
    if (Variable && Variable->hasLocalStorage() && !Variable->getType()->isReferenceType()) {
      if (isException(Value))
        Exceptions.insert(Variable);
    } else if (reaches(To) && isException(Value)) {
      keep();
    } else {
      becomeUnclear();
    }
  }

  void visitCall(const CallExpr *Call) {
    const FunctionDecl *Callee = Call->getDirectCallee();
    if (callsStd(Call, {"rethrow_exception"}))
      return fail();
    if (Callee && Callee->isNoReturn())
      return end(Ended);
    if (callsStd(Call, {"current_exception", "make_exception_ptr", "move", "forward", "addressof",
                        "get"}))
      return;
    if (callsStd(Call, {"construct_at", "exchange", "swap"}))
      return assign(Call->getArg(0), Call);
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call)) {
      if (Operator->getOperator() == OO_Equal && Operator->getNumArgs() == 2)
        return assign(Operator->getArg(0), Operator->getArg(1));
      // What overloaded operators look at they leave alone.
      const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Callee);
      bool Looks = (!Method || Method->isConst()) && Operator->getOperator() != OO_Call &&
                   Callee && isFromStd(Callee) && !passesException(Call);
      return Looks ? void() : becomeUnclear();
    }
    if (std::optional<MemberCall> Member = asMemberCall(Call))
      return visitMemberCall(Call, *Member);
    followOr(Call, Callee, nullptr, [&] { becomeUnclear(); });
  }

  void visitMemberCall(const CallExpr *Call, MemberCall Member) {
    bool OfThis = Member.isOfThis();
    const auto *Own = dyn_cast<CXXMethodDecl>(Function);
    if (OfThis && !Member.Method && Own)
      for (const NamedDecl *Each : membersNamed(Own->getParent(), Member.Name))
        if (!Member.Method)
          Member.Method = dyn_cast_or_null<CXXMethodDecl>(Each->getAsFunction());
    bool Given = passesException(Call);
    // To look at something of the standard library is to do nothing with it.
    if (Member.Method && isFromStd(Member.Method) && Member.Method->isConst() && !Given)
      return;
    // A part of the promise that is handed the exception and may change, takes it; so does the
    // promise of a library.
    auto Unseen = [&] {
      const CXXMethodDecl *Method = Member.Method;
      bool MayTake = OfThis ? ThisReaches && Method && isBodySkipped(Method)
                            : reaches(Member.Object) &&
                                  (!Method || (!Method->isConst() && !Method->isStatic()));
      Given && MayTake ? keep() : becomeUnclear();
    };
    const FunctionDecl *Callee = Member.Method;
    if (Callee && Member.Method->isVirtual())
      return Unseen();
    followOr(Call, Callee, &Member, Unseen);
  }

  /// Goes on in \p Callee, which \p Call calls (\p Member: as a member); \p Unseen where its body
  /// cannot be seen, or is too far away.
  void followOr(const CallExpr *Call, const FunctionDecl *Callee, const MemberCall *Member,
                function_ref<void()> Unseen) {
    const FunctionDecl *Definition =
        Callee && !isFromStd(Callee) && Depth < 3 ? withBody(Callee) : nullptr;
    if (!Definition)
      return Unseen();
    ExceptionPaths Inner(Definition,
                         Member && (Member->Object ? reaches(Member->Object) : ThisReaches),
                         Depth + 1);
    for (unsigned I = 0; I < Call->getNumArgs() && Definition->getNumParams(); ++I) {
      const ParmVarDecl *Parameter =
          Definition->getParamDecl(std::min(I, Definition->getNumParams() - 1));
      if (isException(Call->getArg(I)))
        Inner.addException(Parameter);
      else if (reaches(Call->getArg(I)))
        Inner.addReaching(Parameter);
    }
    unsigned Result = Inner.follow();
    // What others ask before they take it, such as whether there is a result, is theirs to know.
    if ((Result & Kept) && Member && !Member->isOfThis())
      Result &= ~(Dropped | Unclear);
    goOnAfter(Result);
  }

  /// Goes on where a call with the fates \p Result has come back.
  void goOnAfter(unsigned Result) {
    unsigned Before = Open, After = None;
    if (Result & Thrown)
      AtThrow |= Before;
    Closed |= Result & (Thrown | Ended);
    if (Result & Dropped)
      After |= Before;
    if (Result & Kept)
      After |= Kept;
    if (Result & Unclear) {
      becomeUnclear();
      After |= Open;
    }
    Open = After;
  }

  const FunctionDecl *Function;
  const bool ThisReaches;
  const unsigned Depth; ///< How many calls deep this is.
  unsigned Open = Dropped; ///< Of the paths that lead to where it is.
  unsigned Closed = None;  ///< Of those that have ended.
  unsigned AtThrow = None; ///< What had become of it where it was thrown.
  SmallPtrSet<const ValueDecl *, 4> Exceptions, Reaching;
};

} // namespace

ExceptionFate exceptionFate(const CXXRecordDecl *Promise) {
  const FunctionDecl *Handler = memberFunction(Promise, "unhandled_exception");
  const FunctionDecl *Definition = Handler ? withBody(Handler) : nullptr;
  if (!Definition)
    return ExceptionFate::Unknown;
  switch (ExceptionPaths(Definition, /*ThisReaches=*/true, /*Depth=*/0).follow()) {
  case Dropped:
    return ExceptionFate::Swallowed;
  // To end the program instead is to assert something.
  case Kept:
  case Kept | Ended:
    return ExceptionFate::Stored;
  case Thrown:
  case Thrown | Ended:
    return ExceptionFate::Rethrown;
  case Ended:
    return ExceptionFate::Terminates;
  default:
    return ExceptionFate::Unknown;
  }
}

} // namespace corolint
