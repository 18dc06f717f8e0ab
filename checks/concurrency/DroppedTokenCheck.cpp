// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/concurrency/DroppedTokenCheck.h"
#include "checks/flow/FunctionBody.h"
#include "checks/knowledge/CalleeName.h"
#include "checks/knowledge/StopTokens.h"
#include "clang/AST/ParentMapContext.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace llvm;

namespace corolint {
namespace {

/// What of a function matters: the tokens that it has, and the calls that it makes while nobody is
/// known to have asked it to stop.
class TokenFinder : public CallVisitor<TokenFinder> {
  using Base = CallVisitor<TokenFinder>;

public:
  TokenFinder(const FunctionDecl *Function, CoroutineTypes &Types) : Types(Types) {
    for (const ParmVarDecl *Parameter : Function->parameters())
      add(Parameter);
    if (const auto *Method = dyn_cast<CXXMethodDecl>(Function); Method && Method->isInstance())
      for (const FieldDecl *Field : Method->getParent()->fields())
        if (!Method->getParent()->isLambda())
          add(Field);
  }
  SmallVector<const ValueDecl *, 2> Tokens;
  SmallVector<Call, 8> Calls;
  DenseSet<const ValueDecl *> Listeners; ///< Variables that were made with a token.

  bool VisitVarDecl(VarDecl *Variable) {
    if (Variable->hasInit() && mentionsToken(Variable->getInit())) {
      add(Variable);
      Listeners.insert(Variable);
    }
    return true;
  }
  bool visitCall(const Call &Made) {
    // client.use(token)
    if (Made.Object &&
        any_of(Made.Arguments, [&](const Expr *Argument) { return mentionsToken(Argument); }))
      if (const ValueDecl *Object = namedVariable(Made.Object))
        Listeners.insert(Object);
    Calls.push_back(Made);
    return true;
  }
  // Whoever cleans up must not be stopped.
  bool TraverseCXXCatchStmt(CXXCatchStmt *) { return true; }
  bool TraverseIfStmt(IfStmt *If) {
    return (If->getCond() && mentionsToken(If->getCond())) || Base::TraverseIfStmt(If);
  }

  bool mentionsToken(const Stmt *Whole) const {
    if (const auto *Value = dyn_cast<Expr>(Whole); Value && isStopToken(Value->getType(), Types))
      return true;
    return any_of(Whole->children(), [&](const Stmt *Part) { return Part && mentionsToken(Part); });
  }

private:
  void add(const ValueDecl *Value) {
    if (isStopToken(Value->getType(), Types))
      Tokens.push_back(Value);
  }
  CoroutineTypes &Types;
};

/// Whether a call around \p Inner, in the same statement, is given a token.
bool isUnderToken(const Expr *Inner, const TokenFinder &Finder, CoroutineTypes &Types) {
  ASTContext &Context = Types.context();
  for (DynTypedNodeList Parents = Context.getParents(*Inner); !Parents.empty();
       Parents = Context.getParents(Parents[0])) {
    const auto *Parent = Parents[0].get<Expr>();
    if (!Parent)
      return false;
    if (isa<CallExpr, CXXConstructExpr>(Parent) && Finder.mentionsToken(Parent))
      return true;
  }
  return false;
}

} // namespace

void DroppedTokenCheck::registerMatchers(MatchFinder *Finder) { matchFunctions(Finder); }

void DroppedTokenCheck::check(const MatchFinder::MatchResult &Result) {
  const FunctionDecl *Function = matchedFunction(Result);
  if (!Function || isa<CXXDestructorDecl>(Function))
    return;
  CoroutineTypes &Types = types(*Result.Context);
  TokenFinder Finder(Function, Types);
  Finder.visitBodyOf(Function);
  if (Finder.Tokens.empty())
    return;
  for (const Call &Made : Finder.Calls) {
    if (!Types.of(Made.Expression->getType()).isAwaitable() && !blockingBehaviour(Made, Types))
      continue;
    TokenParameter Takes = tokenParameter(Made, Function, Types);
    if (!Takes || Finder.Listeners.contains(namedVariable(Made.Object)) ||
        isUnderToken(Made.Expression, Finder, Types))
      continue;
    // The token of the type that is wanted.
    QualType Wanted = Takes.Parameter->getType().getNonReferenceType();
    const auto *Token = find_if(Finder.Tokens, [&](const ValueDecl *Each) {
      return Types.context().hasSameUnqualifiedType(Each->getType().getNonReferenceType(), Wanted);
    });
    SourceLocation At = Made.Expression->getBeginLoc();
    if (Token == Finder.Tokens.end() || !Reported.insert(At).second)
      continue;
    diag(At, "'%0' is not given '%1': it goes on when this function is asked to stop")
        << calleeName(Made.Expression) << (*Token)->getName() << Made.Expression->getSourceRange();
    diag(Takes.Parameter->getLocation(), "%select{this overload|it}0 takes a token here",
         DiagnosticIDs::Note)
        << (Takes.Of == Made.Callee);
    SourceLocation End = Made.Expression->getEndLoc();
    if (!Takes.IsNext || isa<CXXConstructExpr>(Made.Expression) || At.isMacroID() ||
        End.isMacroID())
      continue;
    diag(At, "pass it on", DiagnosticIDs::Note) << FixItHint::CreateInsertion(
        End, ((Made.Arguments.empty() ? "" : ", ") + (*Token)->getName()).str());
  }
}

} // namespace corolint
