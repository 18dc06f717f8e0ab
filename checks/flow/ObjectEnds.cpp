// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/flow/ObjectEnds.h"
#include "checks/flow/FunctionBody.h"
#include "checks/knowledge/Calls.h"
#include "checks/knowledge/ClosingNames.h"
#include "checks/knowledge/StopTokens.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

bool isThis(const Expr *Object) { return isa<CXXThisExpr>(Object->IgnoreParenImpCasts()); }

/// The member of `this` that \p Object names; null for any other object.
const FieldDecl *ownField(const Expr *Object) {
  const auto *Member = dyn_cast<MemberExpr>(Object->IgnoreParenImpCasts());
  return Member && isThis(Member->getBase()) ? dyn_cast<FieldDecl>(Member->getMemberDecl())
                                             : nullptr;
}

/// Looks for something in a function and in the member functions of the same object that it calls.
template <typename Derived> class OwnFunctionsVisitor : public FunctionBodyVisitor<Derived> {
public:
  bool isIn(const FunctionDecl *Function) {
    const FunctionDecl *Definition = visibleDefinition(Function);
    if (Definition && Seen.insert(Definition).second)
      this->visitBodyOf(Definition);
    return Found;
  }
  bool VisitCXXMemberCallExpr(CXXMemberCallExpr *Made) {
    const CXXMethodDecl *Method = Made->getMethodDecl();
    if (Method && isThis(Made->getImplicitObjectArgument()))
      isIn(Method);
    else if (Method)
      static_cast<Derived *>(this)->visitCallOfOther(Made, Method);
    return !Found;
  }
  void visitCallOfOther(const CXXMemberCallExpr *, const CXXMethodDecl *) {}

protected:
  bool Found = false;

private:
  SmallPtrSet<const FunctionDecl *, 8> Seen;
};

class Deletion : public OwnFunctionsVisitor<Deletion> {
public:
  bool VisitCXXDeleteExpr(CXXDeleteExpr *Delete) {
    Found |= isThis(Delete->getArgument());
    return !Found;
  }
};

class StopRequest : public OwnFunctionsVisitor<StopRequest> {
public:
  explicit StopRequest(const FieldDecl *Source) : Source(Source) {}
  void visitCallOfOther(const CXXMemberCallExpr *Made, const CXXMethodDecl *Method) {
    Found |= ownField(Made->getImplicitObjectArgument()) == Source && Method->getIdentifier() &&
             isCancellingName(Method->getName());
  }

private:
  const FieldDecl *Source;
};

/// Finds the member of `this` whose member function gives the stop token in an expression.
class TokenOrigin : public FunctionBodyVisitor<TokenOrigin> {
public:
  explicit TokenOrigin(CoroutineTypes &Types) : Types(Types) {}
  const FieldDecl *Source = nullptr;

  bool VisitCXXMemberCallExpr(CXXMemberCallExpr *Made) {
    if (isStopToken(Made->getType(), Types))
      Source = ownField(Made->getImplicitObjectArgument());
    return !Source;
  }
  bool VisitDeclRefExpr(DeclRefExpr *Named) {
    const auto *Variable = dyn_cast<VarDecl>(Named->getDecl());
    if (Variable && Variable->isLocalVarDecl() && Variable->getInit() &&
        isStopToken(Variable->getType(), Types) && Seen.insert(Variable).second)
      TraverseStmt(const_cast<Expr *>(Variable->getInit()));
    return !Source;
  }

private:
  CoroutineTypes &Types;
  SmallPtrSet<const VarDecl *, 2> Seen; ///< A variable may stand in its own initialiser.
};

} // namespace

bool endsItself(const CXXRecordDecl *Class) {
  return Class && Class->hasDefinition() && any_of(Class->methods(), [](const CXXMethodDecl *Each) {
           const FunctionDecl *Definition = visibleDefinition(Each);
           return coroutineBody(Definition) && Deletion().isIn(Definition);
         });
}

bool stopsWithObject(const Expr *Expression, const CXXRecordDecl *Class, CoroutineTypes &Types) {
  TokenOrigin Token(Types);
  Token.TraverseStmt(const_cast<Expr *>(Expression));
  if (!Token.Source || !Class->hasDefinition() || !Class->hasUserDeclaredDestructor())
    return false;
  const CXXDestructorDecl *End = Class->getDestructor();
  return !End->isDefaulted() && (!visibleDefinition(End) || StopRequest(Token.Source).isIn(End));
}

} // namespace corolint
