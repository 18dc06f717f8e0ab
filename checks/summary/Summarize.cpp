// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/flow/ExecutorSwitches.h"
#include "checks/flow/FunctionBody.h"
#include "checks/knowledge/AsyncContext.h"
#include "checks/knowledge/CalleeName.h"
#include "checks/knowledge/Calls.h"
#include "checks/summary/FunctionSummary.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Index/USRGeneration.h"
#include "llvm/Support/GlobPattern.h"
#include <deque>

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

Site siteOf(const Expr *Expression, const SourceManager &Sources) {
  Site At;
  At.InUnit = Expression;
  PresumedLoc Place = Sources.getPresumedLoc(Sources.getExpansionLoc(Expression->getExprLoc()));
  if (Place.isValid()) {
    At.File = Place.getFilename();
    At.Line = Place.getLine();
    At.Column = Place.getColumn();
  }
  return At;
}

std::string keyOf(const FunctionDecl *Function, const SourceManager &Sources) {
  Function = Function->getCanonicalDecl();
  SmallString<128> Key;
  index::generateUSRForDecl(Function, Key);
  // Lambdas and functions of one unit may share a USR, and must not meet a namesake of another
  // unit.
  if (!Function->isExternallyVisible() || Function->getParentFunctionOrMethod()) {
    // Both places: several may come from one macro call, or from one place in a macro.
    auto [File, Offset] = Sources.getDecomposedExpansionLoc(Function->getLocation());
    auto [Spelled, SpelledOffset] = Sources.getDecomposedSpellingLoc(Function->getLocation());
    raw_svector_ostream(Key) << '@' << File.getHashValue() << ':' << Offset << ':'
                             << Spelled.getHashValue() << ':' << SpelledOffset;
  }
  return Key.str().str();
}

/// Functions by glob over their qualified names.
class NameGlobs {
public:
  explicit NameGlobs(ArrayRef<std::string> Names) {
    for (const std::string &Name : Names) {
      Patterns.push_back(StringRef(Name).starts_with("::") ? Name.substr(2) : Name);
      if (Expected<GlobPattern> Glob = GlobPattern::create(Patterns.back()))
        Globs.push_back({&Name - Names.data(), std::move(*Glob)});
      else
        consumeError(Glob.takeError()); // A malformed glob is told of when the options are read.
    }
  }
  /// The place in the list of the first glob that matches \p Function's name; none if none does.
  std::optional<size_t> match(const FunctionDecl *Function) const {
    if (Globs.empty())
      return std::nullopt;
    std::string Name = Function->getQualifiedNameAsString();
    for (const auto &[Index, Glob] : Globs)
      if (Glob.match(Name))
        return Index;
    return std::nullopt;
  }

private:
  std::deque<std::string> Patterns;                  ///< Globs refer to them.
  std::vector<std::pair<size_t, GlobPattern>> Globs; ///< With the place of each in the list.
};

std::vector<std::string> namesOf(ArrayRef<std::pair<std::string, std::string>> Pairs) {
  std::vector<std::string> Names;
  for (const auto &[Name, Instead] : Pairs)
    Names.push_back(Name);
  return Names;
}

/// Gathers what one function calls.
class CallCollector : public CallVisitor<CallCollector> {
public:
  CallCollector(CoroutineTypes &Types, const SummaryOptions &Options, const NameGlobs &Allowed,
                const NameGlobs &Blocking)
      : Types(Types), Options(Options), Allowed(Allowed), Blocking(Blocking) {}

  FunctionSummary summarize(const FunctionDecl *Function) {
    const SourceManager &Sources = Types.context().getSourceManager();
    Summary = FunctionSummary();
    Current = Function;
    Polled.clear();
    Summary.Key = keyOf(Function, Sources);
    Summary.Name = displayName(Function);
    Summary.OnEventLoop = runsOnEventLoop(Function, Types) && !Allowed.match(Function);
    Summary.RunsInCaller =
        !coroutineBody(Function) && !Types.of(Function->getReturnType()).isAwaitable();
    if (isNonBlocking(Function, Types) || Allowed.match(Function))
      return std::move(Summary);
    Elsewhere = runsElsewhere(Function, Types);
    if (Options.PoolsCount && !Elsewhere.empty())
      OffPools = runsElsewhere(Function, Types, /*PoolsCount=*/true);
    visitBodyOf(Function);
    return std::move(Summary);
  }

  static std::string displayName(const FunctionDecl *Function) {
    if (const auto *Method = dyn_cast<CXXMethodDecl>(Function);
        Method && Method->getParent()->isLambda())
      return "a lambda";
    return Function->getNameAsString();
  }

  bool visitCall(const Call &Made) {
    const Expr *Expression = Made.Expression;
    if (isElsewhere(Made) || Allowed.match(Made.Callee) ||
        (Summary.OnEventLoop && isHandedLambda(Made.Callee)))
      return true;
    const SourceManager &Sources = Types.context().getSourceManager();
    // What was asked whether it is ready is waited for where it is.
    const ValueDecl *Object = namedVariable(Made.Object);
    if (Object && asksWhetherReady(Made))
      Polled.insert(Object);
    if (const BlockingModel *Asked =
            Object ? polledBehaviour(Made, Types) : nullptr) {
      if (Asked->Category == BlockingCategory::Wait)
        Polled.insert(Object);
      return true;
    }
    if (std::optional<size_t> Own = Blocking.match(Made.Callee); Own && mayBlock(Made, Types)) {
      addBlocking(Made, BlockingCategory::Wait, Tier::On, "is listed as blocking",
                  Options.BlockingFunctions[*Own].second, nullptr);
    } else if (const BlockingModel *Model = blockingBehaviour(Made, Types)) {
      if (!(Model->Category == BlockingCategory::Wait &&
            (Polled.contains(Object) || cameFromAwait(Made.Object))))
        addBlocking(Made, Model->Category, Model->Level, Model->Why, Model->Instead,
                    roleOf(Made, &FunctionModel::SyncWait, Types));
    } else if (mayHaveSummary(Made) && !handsOnWhatHasEnded(Made)) {
      Summary.Calls.push_back({siteOf(Expression, Sources), keyOf(Made.Callee, Sources)});
    }
    return true;
  }

private:
  /// Whether \p Value is what an await yielded, or a part or an element of that: a handle to work
  /// that has been waited for. Followed through a few variables.
  static bool cameFromAwait(const Expr *Value, unsigned Depth = 0) {
    const Expr *Inner = Value && Depth < 8 ? ignoreWrapping(Value) : nullptr;
    if (!Inner)
      return false;
    if (isa<CoawaitExpr>(Inner))
      return true;
    if (const auto *Reference = dyn_cast<DeclRefExpr>(Inner)) {
      const ValueDecl *Named = Reference->getDecl();
      if (const auto *Binding = dyn_cast<BindingDecl>(Named))
        Named = Binding->getDecomposedDecl();
      const auto *Variable = dyn_cast_or_null<VarDecl>(Named);
      return Variable && Variable->isLocalVarDecl() &&
             cameFromAwait(Variable->getInit(), Depth + 1);
    }
    if (const auto *Member = dyn_cast<MemberExpr>(Inner))
      return cameFromAwait(Member->getBase(), Depth + 1);
    if (const auto *Unary = dyn_cast<UnaryOperator>(Inner))
      return cameFromAwait(Unary->getSubExpr(), Depth + 1);
    Call Made = asCallItself(Inner);
    if (!Made)
      return false;
    // An element through an iterator or an index, or what a function of the standard makes of it.
    const auto *Method = dyn_cast<CXXMethodDecl>(Made.Callee);
    OverloadedOperatorKind Operator = Made.Callee->getOverloadedOperator();
    if (!is_contained({OO_Star, OO_Arrow, OO_Subscript}, Operator) &&
        !Made.Callee->isInStdNamespace() && !(Method && Method->getParent()->isInStdNamespace()))
      return false;
    return cameFromAwait(Made.Object ? Made.Object : Made.argument(0), Depth + 1);
  }

  /// Whether \p Made runs where blocking harms nobody. A pool of threads is such a place, but not for
  /// a wait for work that could be awaited and may need that pool.
  bool isElsewhere(const Call &Made) const {
    if (!Elsewhere.contains(Made.Expression))
      return false;
    const int *Work =
        Options.PoolsCount ? roleOf(Made, &FunctionModel::SyncWait, Types) : nullptr;
    const Expr *Operand = Work ? Made.argument(*Work) : nullptr;
    return !Operand || OffPools.contains(Made.Expression) ||
           !Types.of(Operand->getType()).isAwaitable();
  }

  /// Whether an argument of \p Made is a handle to work that has been awaited: a wait for it in there
  /// is over at once.
  bool handsOnWhatHasEnded(const Call &Made) const {
    return Options.PoolsCount && any_of(Made.Arguments, [&](const Expr *Argument) {
             CoroutineType Type = Types.of(Argument->getType());
             return (Type.isAwaitable() || Type.Kind == TypeKind::Future) &&
                    cameFromAwait(ignoreIdentity(Argument));
           });
  }

  void addBlocking(const Call &Made, BlockingCategory Category, Tier Level, StringRef Why,
                   StringRef Instead, const int *SyncWait) {
    BlockingSite Found{siteOf(Made.Expression, Types.context().getSourceManager()),
                       calleeName(Made.Expression),
                       Category,
                       Level,
                       Why.str(),
                       Instead.str(),
                       SyncWait ? std::optional(*SyncWait) : std::nullopt};
    if (Options.Counts(Found))
      Summary.Blocks.push_back(std::move(Found));
  }

  /// Whether \p Made asks work under way, its object, whether it has ended. (std::future only says
  /// whether it has a state.)
  bool asksWhetherReady(const Call &Made) const {
    const auto *Method = dyn_cast<CXXMethodDecl>(Made.Callee);
    if (!Method || !Made.Object || !Method->isConst() || Method->getParent()->isInStdNamespace() ||
        !Method->getReturnType()->isBooleanType())
      return false;
    CoroutineType Asked = Types.of(Made.objectClass());
    return Asked.isAwaitable() || Asked.Kind == TypeKind::Future;
  }

  /// Whether \p Callee is a lambda that was handed to the template that the current function is an
  /// instance of: what it does is the business of the place where it was written.
  bool isHandedLambda(const FunctionDecl *Callee) const {
    const auto *Method = dyn_cast<CXXMethodDecl>(Callee);
    return Method && Method->getParent()->isLambda() &&
           Current->getTemplateInstantiationPattern() &&
           Method->getParent()->getParentFunctionOrMethod() != Current;
  }

  /// Whether the function that runs is known to be the callee, and one of the program's own.
  bool mayHaveSummary(const Call &Made) const {
    return !Types.context().getSourceManager().isInSystemHeader(Made.Callee->getLocation()) &&
           !isDispatched(Made);
  }

  CoroutineTypes &Types;
  const SummaryOptions &Options;
  const NameGlobs &Allowed, &Blocking;
  const FunctionDecl *Current = nullptr;
  FunctionSummary Summary;
  DenseSet<const Stmt *> Elsewhere;
  DenseSet<const Stmt *> OffPools; ///< Those of Elsewhere that are on no pool of threads.
  DenseSet<const ValueDecl *> Polled; ///< What was asked whether it is ready.
};

/// Finds every function with a body, instantiations and lambdas included.
class FunctionFinder : public RecursiveASTVisitor<FunctionFinder> {
public:
  std::vector<const FunctionDecl *> Functions;
  bool shouldVisitTemplateInstantiations() const { return true; }
  bool VisitFunctionDecl(FunctionDecl *Function) {
    if (Function->doesThisDeclarationHaveABody() && !Function->isDependentContext() &&
        !Function->hasSkippedBody() && !Function->isDefaulted())
      Functions.push_back(Function);
    return true;
  }
  bool VisitLambdaExpr(LambdaExpr *Lambda) {
    // A generic lambda's bodies are its call operator's specialisations.
    if (FunctionTemplateDecl *Template =
            Lambda->getCallOperator()->getDescribedFunctionTemplate()) {
      for (FunctionDecl *Specialization : Template->specializations())
        VisitFunctionDecl(Specialization);
      return true;
    }
    return VisitFunctionDecl(Lambda->getCallOperator());
  }
};

} // namespace

std::vector<FunctionSummary> summarize(CoroutineTypes &Types, const SummaryOptions &Options) {
  ASTContext &Context = Types.context();
  const SourceManager &Sources = Context.getSourceManager();
  FunctionFinder Finder;
  for (Decl *Declaration : Context.getTraversalScope())
    if (isa<TranslationUnitDecl>(Declaration)) {
      for (Decl *TopLevel : cast<TranslationUnitDecl>(Declaration)->decls())
        if (!Sources.isInSystemHeader(TopLevel->getLocation()))
          Finder.TraverseDecl(TopLevel);
    } else if (!Sources.isInSystemHeader(Declaration->getLocation())) {
      Finder.TraverseDecl(Declaration);
    }

  NameGlobs Allowed(Options.AllowedFunctions), Blocking(namesOf(Options.BlockingFunctions));
  CallCollector Collector(Types, Options, Allowed, Blocking);
  std::vector<FunctionSummary> Summaries;
  DenseSet<const FunctionDecl *> Seen;
  for (const FunctionDecl *Function : Finder.Functions)
    if (Seen.insert(Function->getCanonicalDecl()).second)
      Summaries.push_back(Collector.summarize(Function));
  return Summaries;
}

} // namespace corolint
