// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/flow/UnclosedResources.h"
#include "checks/flow/Conditions.h"
#include "checks/flow/ControlFlow.h"
#include "checks/flow/Failures.h"
#include "checks/flow/FunctionBody.h"
#include "checks/flow/Spans.h"
#include "checks/flow/Suspensions.h"
#include "checks/knowledge/ClassMembers.h"
#include "checks/knowledge/ClosingNames.h"
#include "checks/knowledge/Noexcept.h"
#include "checks/knowledge/StopTokens.h"
#include <set>
using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// How an object is closed.
struct Closing {
  SmallVector<std::string, 2> With;
  std::string Otherwise;
  bool IsConvention = false; ///< It merely looks as if it had to be.
  bool NeedsExample = false; ///< The function must close it on some path to say so.

  explicit operator bool() const { return !With.empty(); }
  bool isBy(const FunctionDecl *Function) const {
    return is_contained(With, Function->getNameAsString());
  }
};

/// Whether \p Destructor may end the program: it calls what never returns.
bool mayEndProgram(const CXXDestructorDecl *Destructor) {
  struct Finder : RecursiveASTVisitor<Finder> {
    bool Found = false;
    bool VisitCallExpr(CallExpr *Call) {
      const FunctionDecl *Callee = Call->getDirectCallee();
      Found |= Callee && Callee->isNoReturn();
      return !Found;
    }
  } Search;
  const Stmt *Body = Destructor ? bodyOrPattern(Destructor) : nullptr;
  if (Body)
    Search.TraverseStmt(const_cast<Stmt *>(Body));
  return Search.Found;
}

/// Whether objects of \p Class hold one by value that a model says must be closed.
bool ownsResource(const CXXRecordDecl *Class, CoroutineTypes &Types) {
  return any_of(Class->fields(), [&](const FieldDecl *Field) {
    return Types.of(Field->getType()->getAsCXXRecordDecl()).Close;
  });
}

Closing closingOf(const VarDecl *Variable, CoroutineTypes &Types, bool Conventional) {
  const CXXRecordDecl *Class = Variable->getType()->getAsCXXRecordDecl();
  if (!Class || !Class->hasDefinition())
    return {};
  CoroutineType Type = Types.of(Class);
  Closing Result;
  if (Type.Close) {
    Result.With.assign(Type.Close->With.begin(), Type.Close->With.end());
    Result.Otherwise = Type.Close->Otherwise;
    return Result;
  }
  if (Type.isAwaitable() || Class->isLambda())
    return {};
  bool Ends = Class->hasUserDeclaredDestructor() && mayEndProgram(Class->getDestructor());
  Result.NeedsExample = !Ends && ownsResource(Class, Types);
  if (!Ends && !Result.NeedsExample && !Conventional)
    return {};
  Result.IsConvention = !Ends && !Result.NeedsExample;
  Result.Otherwise = Ends ? "may end the program" : "is not closed in order";
  // That a destructor may end the program says that something must be done before, and not what.
  for (const CXXMethodDecl *Method : Class->methods())
    if (Method->getIdentifier() && !Method->isStatic() && !Method->isConst() &&
        Types.of(Method->getReturnType()).isAwaitable() &&
        (isClosingName(Method->getName()) ||
         (Result.NeedsExample && isStoppingName(Method->getName()))))
      Result.With.push_back(Method->getNameAsString());
  return Result;
}

enum class Use {
  Nothing,
  Activates,
  Closes,
  Moves,   ///< It is another's from here on.
  HandsOn, ///< Others know it, who may close it at any time.
};

/// Whether \p Made, a call of \p Method, gives its object nothing to do: it tells it that no more is
/// to come, or asks for the token by which it tells its work so.
bool endsUse(const CXXMethodDecl *Method, const Expr *Made, CoroutineTypes &Types) {
  StringRef Name = Method->getIdentifier() ? Method->getName() : "";
  if (Types.of(Made->getType()).isAwaitable() || Method->getNumParams() > 0)
    return false;
  return isClosingName(Name) || isStoppingName(Name) || isCancellingName(Name) ||
         isStopToken(Made->getType(), Types) || isStopSource(Made->getType(), Types);
}

/// What the mention \p Reference does with the object.
std::pair<Use, const Stmt *> useOf(const DeclRefExpr *Reference, const Closing &How,
                                   CoroutineTypes &Types) {
  ASTContext &Context = Types.context();
  const Stmt *Child = Reference, *Parent = parentOf(Child, Context);
  while (isa_and_nonnull<ParenExpr, ImplicitCastExpr, MaterializeTemporaryExpr, ExprWithCleanups>(
      Parent)) {
    Child = Parent;
    Parent = parentOf(Child, Context);
  }
  if (const auto *Member = dyn_cast_or_null<MemberExpr>(Parent)) {
    const auto *Method = dyn_cast<CXXMethodDecl>(Member->getMemberDecl());
    const Stmt *Made = parentOf(Member, Context);
    if (!Method || !isa_and_nonnull<CXXMemberCallExpr>(Made))
      return {Use::Nothing, Reference};
    // No way of a test leads past what its macro evaluates.
    if (How.isBy(Method))
      return {isUnderTestCondition(Reference, Types) ? Use::HandsOn : Use::Closes, Made};
    return {Method->isConst() || endsUse(Method, cast<Expr>(Made), Types) ? Use::Nothing
                                                                          : Use::Activates,
            Made};
  }
  if (isa_and_nonnull<CoawaitExpr>(Parent))
    return {is_contained(How.With, "operator co_await") ? Use::Closes : Use::Activates, Parent};
  const auto *Expression = dyn_cast_or_null<Expr>(Parent);
  Call Made = Expression ? asCallItself(Expression) : Call();
  if (Made && Made.Object == Child)
    return {Made.Callee->getOverloadedOperator() == OO_Equal ? Use::HandsOn : Use::Activates,
            Parent};
  if (isa_and_nonnull<ReturnStmt, CoreturnStmt>(Parent) || (Made && Made.Expression->isXValue()) ||
      (isa_and_nonnull<CXXConstructExpr>(Parent) &&
       cast<CXXConstructExpr>(Parent)->getConstructor()->isMoveConstructor()))
    return {Use::Moves, Reference};
  if (Made)
    for (auto [Index, Argument] : enumerate(Made.Arguments))
      if (Argument == Child && Index < Made.Callee->getNumParams()) {
        QualType Wanted = Made.Callee->getParamDecl(Index)->getType();
        if (Wanted->isReferenceType() && Wanted.getNonReferenceType().isConstQualified())
          return {Use::Nothing, Reference};
      }
  return {Use::HandsOn, Reference};
}

/// Whether \p Lambda may close what it has captured.
bool mayClose(const LambdaExpr *Lambda, const VarDecl *Variable, const Closing &How) {
  struct Finder : RecursiveASTVisitor<Finder> {
    const VarDecl *Variable;
    const Closing *How;
    bool Found = false;
    bool VisitCXXMemberCallExpr(CXXMemberCallExpr *Call) {
      Found |= Call->getMethodDecl() && How->isBy(Call->getMethodDecl()) &&
               namedVariable(Call->getImplicitObjectArgument()) == Variable;
      return !Found;
    }
  } Search;
  Search.Variable = Variable;
  Search.How = &How;
  Search.TraverseStmt(Lambda->getBody());
  return Search.Found;
}

/// Finds the variables of a function that must be closed, and their mentions.
class ResourceFinder : public FunctionBodyVisitor<ResourceFinder> {
public:
  ResourceFinder(CoroutineTypes &Types, bool Conventional)
      : Types(Types), Conventional(Conventional) {}

  MapVector<const VarDecl *, Closing> Resources;
  DenseMap<const Stmt *, SmallVector<std::pair<const VarDecl *, Use>, 1>> Uses;
  DenseMap<const VarDecl *, const Expr *> Closers; ///< The first.
  DenseSet<const VarDecl *> HandedOn, Moved;

  bool VisitVarDecl(VarDecl *Variable) {
    if (Variable->hasLocalStorage() && !isa<ParmVarDecl>(Variable))
      if (Closing How = closingOf(Variable, Types, Conventional))
        Resources.insert({Variable, How});
    return true;
  }
  bool TraverseLambdaExpr(LambdaExpr *Lambda) {
    for (const LambdaCapture &Captured : Lambda->captures())
      if (Captured.capturesVariable())
        if (const auto *Variable = dyn_cast<VarDecl>(Captured.getCapturedVar());
            Variable && Resources.contains(Variable))
          add(Variable, Lambda,
              mayClose(Lambda, Variable, Resources[Variable]) ? Use::HandsOn : Use::Nothing);
    // A capture by reference is a mention that says no more.
    return true;
  }
  bool VisitDeclRefExpr(DeclRefExpr *Reference) {
    const auto *Variable = dyn_cast<VarDecl>(Reference->getDecl());
    if (!Variable || !Resources.contains(Variable))
      return true;
    auto [Does, At] = useOf(Reference, Resources[Variable], Types);
    add(Variable, At, Does);
    if (Does == Use::Closes && !Closers.contains(Variable))
      Closers[Variable] = cast<Expr>(At);
    return true;
  }
  bool VisitIfStmt(IfStmt *If) {
    Ifs.push_back(If);
    return true;
  }

  /// Counts `if (thread.joinable()) thread.join();` as closed on both ways.
  void finish() {
    for (const IfStmt *If : Ifs) {
      if (!If->getCond() || If->getElse() || leavingStatement(If->getThen()) ||
          !asksOneThing(If->getCond()))
        continue;
      DenseSet<const VarDecl *> Closed;
      forEachUse(If->getThen(), [&](const VarDecl *Variable, Use &Does) {
        if (Does == Use::Closes)
          Closed.insert(Variable);
      });
      forEachUse(If->getCond(), [&](const VarDecl *Variable, Use &Does) {
        if (Does == Use::Nothing && Closed.contains(Variable))
          Does = Use::Closes;
      });
    }
  }

private:
  /// Whether \p Condition is one question of an object: `thread.joinable()`, `!gate.is_closed()`,
  /// `scope.size() > 0`.
  static bool asksOneThing(const Expr *Condition) {
    Condition = Condition->IgnoreParenImpCasts();
    if (const auto *Not = dyn_cast<UnaryOperator>(Condition); Not && Not->getOpcode() == UO_LNot)
      Condition = Not->getSubExpr()->IgnoreParenImpCasts();
    else if (const auto *Compare = dyn_cast<BinaryOperator>(Condition)) {
      const auto *Zero = dyn_cast<IntegerLiteral>(Compare->getRHS()->IgnoreParenImpCasts());
      if ((Compare->getOpcode() != BO_GT && Compare->getOpcode() != BO_NE) || !Zero ||
          Zero->getValue() != 0)
        return false;
      Condition = Compare->getLHS()->IgnoreParenImpCasts();
    }
    return isa<CXXMemberCallExpr>(Condition);
  }
  void forEachUse(const Stmt *Within, function_ref<void(const VarDecl *, Use &)> See) {
    if (auto Known = Uses.find(Within); Known != Uses.end())
      for (auto &[Variable, Does] : Known->second)
        See(Variable, Does);
    for (const Stmt *Part : Within->children())
      if (Part)
        forEachUse(Part, See);
  }
  void add(const VarDecl *Variable, const Stmt *At, Use Does) {
    Uses[At].push_back({Variable, Does});
    if (Does == Use::HandsOn)
      HandedOn.insert(Variable);
    else if (Does == Use::Moves)
      Moved.insert(Variable);
  }

  CoroutineTypes &Types;
  bool Conventional;
  SmallVector<const IfStmt *, 4> Ifs;
};

/// Whether \p Use, a call of a member function, is named as what opens its object.
bool opens(const Stmt *Use) {
  const auto *Made = dyn_cast<CXXMemberCallExpr>(Use);
  const CXXMethodDecl *Method = Made ? Made->getMethodDecl() : nullptr;
  if (!Method || !Method->getIdentifier())
    return false;
  StringRef Name = Method->getName();
  Name.consume_front("async_");
  static constexpr llvm::StringLiteral Openers[] = {"open",   "connect", "start",
                                                    "listen", "bind",    "accept"};
  return any_of(Openers, [&](StringRef Opens) { return Name.starts_with_insensitive(Opens); });
}

/// The uses in \p Graph, among \p Finder's, of an object that every way there has closed: they open
/// nothing again.
DenseSet<const Stmt *> usesOfClosed(const CFG &Graph, const ResourceFinder &Finder) {
  /// The objects that some way here has not closed.
  struct Open {
    std::set<const VarDecl *> Objects;
    Open &operator|=(const Open &Other) {
      Objects.insert(Other.Objects.begin(), Other.Objects.end());
      return *this;
    }
    bool operator==(const Open &) const = default;
  };
  DenseSet<const Stmt *> Result;
  Open First;
  for (const auto &Resource : Finder.Resources)
    if (isa<ParmVarDecl>(Resource.first))
      First.Objects.insert(Resource.first);
  followForward(Graph, First, [&](Open &Now, const CFGElement &Element, bool Final) {
    auto Statement = Element.getAs<CFGStmt>();
    if (!Statement)
      return;
    if (const auto *Declaration = dyn_cast<DeclStmt>(Statement->getStmt()))
      for (const Decl *Each : Declaration->decls())
        if (const auto *Variable = dyn_cast<VarDecl>(Each); Variable && Finder.Resources.contains(Variable))
          Now.Objects.insert(Variable);
    if (auto Found = Finder.Uses.find(Statement->getStmt()); Found != Finder.Uses.end())
      for (auto [Variable, Does] : Found->second) {
        if (Does == Use::Closes)
          Now.Objects.erase(Variable);
        else if (Does == Use::Activates && opens(Statement->getStmt()))
          Now.Objects.insert(Variable);
        else if (Final && Does == Use::Activates && !Now.Objects.contains(Variable))
          Result.insert(Statement->getStmt());
      }
  });
  return Result;
}

/// Whether \p Variable has something to close from the start: whoever made it has opened it.
bool isOpen(const VarDecl *Variable) {
  const Expr *Value = Variable->getInit() ? ignoreWrapping(Variable->getInit()) : nullptr;
  return isa_and_nonnull<CallExpr, CoawaitExpr>(Value);
}

bool mayThrow(const CoroutineSuspendExpr *Await, CoroutineTypes &Types) {
  // future<> close() noexcept: it promises that it does not fail.
  Call Made = asCall(Await->getOperand());
  return !(Made && isNoexcept(Made.Callee) && !coroutineBody(visibleDefinition(Made.Callee))) &&
         !isNoexceptAwait(Await) && !carriesErrors(Await->getType(), Types);
}

} // namespace

std::vector<UnclosedResource> unclosedResources(const FunctionDecl *Function,
                                                CoroutineTypes &Types, bool Conventional) {
  ResourceFinder Finder(Types, Conventional);
  // What a coroutine has been given is its own to close; that of its caller's is another matter.
  if (coroutineBody(Function))
    for (const ParmVarDecl *Given : Function->parameters())
      if (!Given->getType()->isReferenceType())
        if (Closing How = closingOf(Given, Types, Conventional))
          Finder.Resources.insert({Given, How});
  Finder.visitBodyOf(Function);
  if (Finder.Resources.empty())
    return {};
  Finder.finish();
  ASTContext &Context = Types.context();
  std::unique_ptr<CFG> Graph = controlFlow(Function, Context);
  if (!Graph)
    return {};
  SuspensionPoints Points(*Graph);
  DenseSet<const Stmt *> Awaits, Late = usesOfClosed(*Graph, Finder);
  auto Steps = [&](const CFGElement &Element, SmallVectorImpl<SpanStep> &Steps) {
    if (auto End = Element.getAs<CFGLifetimeEnds>()) {
      if (Finder.Resources.contains(End->getVarDecl())) {
        Steps.push_back({End->getVarDecl(), SpanStep::Uses, End->getTriggerStmt()});
        Steps.push_back({End->getVarDecl(), SpanStep::Ends, End->getTriggerStmt()});
      }
      return;
    }
    auto Statement = Element.getAs<CFGStmt>();
    if (!Statement)
      return;
    const Stmt *Evaluated = Statement->getStmt();
    if (const auto *Declaration = dyn_cast<DeclStmt>(Evaluated))
      for (const Decl *Each : Declaration->decls())
        if (const auto *Variable = dyn_cast<VarDecl>(Each);
            Variable && Finder.Resources.contains(Variable))
          Steps.push_back(
              {Variable, isOpen(Variable) ? SpanStep::Begins : SpanStep::Ends, nullptr});
    if (auto Found = Finder.Uses.find(Evaluated); Found != Finder.Uses.end())
      for (auto [Variable, Does] : Found->second)
        if (Does != Use::Nothing && Finder.Resources.contains(Variable) &&
            !(Does == Use::Activates && Late.contains(Evaluated)))
          Steps.push_back({Variable, Does == Use::Activates ? SpanStep::Begins : SpanStep::Ends,
                           Evaluated});
    // The graph does not tell of the end of parameters.
    if (isa<ReturnStmt, CoreturnStmt>(Evaluated))
      for (const auto &[Variable, How] : Finder.Resources)
        if (isa<ParmVarDecl>(Variable))
          Steps.append(
              {{Variable, SpanStep::Uses, Evaluated}, {Variable, SpanStep::Ends, Evaluated}});
    if (const CoroutineSuspendExpr *Await = Points.at(Evaluated);
        Await && Context.getLangOpts().CXXExceptions && mayThrow(Await, Types))
      for (const auto &[Variable, How] : Finder.Resources)
        // co_await thread: what throws comes from its end.
        if (!How.IsConvention && namedVariable(Await->getOperand()) != Variable &&
            !isCaughtInScope(Await, Variable, Context)) {
          Awaits.insert(Await);
          Steps.push_back({Variable, SpanStep::Uses, Await});
        }
  };
  Finder.Resources.remove_if(
      [&](const auto &Resource) { return Finder.HandedOn.contains(Resource.first); });
  MapVector<const VarDecl *, UnclosedResource> Lost;
  for (const Span &Each : spans(*Graph, Context, Steps)) {
    const auto *Variable = static_cast<const VarDecl *>(Each.Thing);
    const Closing &How = Finder.Resources[Variable];
    const Expr *Closer = Finder.Closers.lookup(Variable);
    bool Throws = Awaits.contains(Each.Use);
    bool Never = !Closer && !Finder.Moved.contains(Variable);
    if (!Closer && (Throws || How.IsConvention || How.NeedsExample || isa<ParmVarDecl>(Variable)))
      continue;
    UnclosedResource::Path On = Throws  ? UnclosedResource::OnThrow
                                : Never ? UnclosedResource::Any
                                        : UnclosedResource::Exit;
    auto [Entry, IsNew] = Lost.insert({Variable, UnclosedResource()});
    if (!IsNew && Entry->second.On <= On)
      continue;
    Entry->second = {Variable, On, How.With.front(), How.Otherwise, Each.Begin, Each.Use, Closer};
  }
  std::vector<UnclosedResource> Result;
  for (auto &[Variable, Each] : Lost)
    Result.push_back(std::move(Each));
  return Result;
}

} // namespace corolint
