// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/flow/Loops.h"
#include "checks/flow/FunctionBody.h"
#include "checks/knowledge/Calls.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

std::optional<uint64_t> constantCount(const Expr *Value, const ASTContext &Context) {
  Expr::EvalResult Result;
  if (!Value || Value->isValueDependent() || !Value->getType()->isIntegralOrEnumerationType() ||
      !Value->EvaluateAsInt(Result, Context))
    return std::nullopt;
  APSInt Number = Result.Val.getInt();
  return Number.isNegative() ? 0 : Number.getZExtValue();
}

LoopBound boundOfCount(uint64_t Count, uint64_t Small) {
  return Count <= Small ? LoopBound::SmallConstant : LoopBound::Runtime;
}

/// Whether \p Variable is only read in \p Function: as a range, through const members, or not at all.
class MutationFinder : public FunctionBodyVisitor<MutationFinder> {
public:
  explicit MutationFinder(const VarDecl *Variable) : Variable(Variable) {}
  unsigned References = 0, Reads = 0;

  bool VisitDeclRefExpr(DeclRefExpr *Reference) {
    References += Reference->getDecl() == Variable;
    return true;
  }
  bool VisitCXXForRangeStmt(CXXForRangeStmt *For) {
    Reads += refersTo(For->getRangeInit());
    return true;
  }
  bool VisitCXXMemberCallExpr(CXXMemberCallExpr *Call) {
    const CXXMethodDecl *Method = Call->getMethodDecl();
    Reads += Method && Method->isConst() && refersTo(Call->getImplicitObjectArgument());
    return true;
  }

private:
  bool refersTo(const Expr *Expression) const {
    const auto *Reference = dyn_cast<DeclRefExpr>(ignoreWrapping(Expression));
    return Reference && Reference->getDecl() == Variable;
  }
  const VarDecl *Variable;
};

/// The number of elements of the braced list that \p Variable starts with; none if it starts otherwise.
std::optional<uint64_t> listedElements(const Expr *Init) {
  if (!Init)
    return std::nullopt;
  struct Finder : FunctionBodyVisitor<Finder> {
    std::optional<uint64_t> Elements;
    bool VisitCXXStdInitializerListExpr(CXXStdInitializerListExpr *List) {
      const auto *Elided = dyn_cast<InitListExpr>(ignoreWrapping(List->getSubExpr()));
      if (Elided && !Elements)
        Elements = Elided->getNumInits();
      return !Elements;
    }
  } Search;
  Search.TraverseStmt(const_cast<Expr *>(Init));
  return Search.Elements;
}

bool isStdClass(const CXXRecordDecl *Class, StringRef Name) {
  return Class && Class->isInStdNamespace() && Class->getIdentifier() && Class->getName() == Name;
}

/// What the condition of a for or while loop says.
LoopBound boundOfCondition(const Expr *Condition, uint64_t Small, const ASTContext &Context) {
  if (!Condition)
    return LoopBound::Runtime;
  const Expr *Inner = ignoreWrapping(Condition);
  if (std::optional<uint64_t> Constant = constantCount(Inner, Context))
    return *Constant ? LoopBound::Runtime : LoopBound::SmallConstant; // while (true), do … while (false)
  const auto *Comparison = dyn_cast<BinaryOperator>(Inner);
  if (Comparison && Comparison->isLogicalOp()) {
    // Either side may end a conjunction.
    LoopBound Left = boundOfCondition(Comparison->getLHS(), Small, Context);
    LoopBound Right = boundOfCondition(Comparison->getRHS(), Small, Context);
    return Comparison->getOpcode() == BO_LAnd ? std::min(Left, Right) : std::max(Left, Right);
  }
  if (Comparison && Comparison->isComparisonOp() &&
      Comparison->getLHS()->getType()->isIntegralOrEnumerationType()) {
    for (const Expr *Side : {Comparison->getRHS(), Comparison->getLHS()}) {
      if (std::optional<uint64_t> Constant = constantCount(Side, Context))
        return boundOfCount(*Constant, Small);
      // As many as a container has elements.
      if (const auto *Size = dyn_cast<CXXMemberCallExpr>(ignoreWrapping(Side)))
        if (const CXXMethodDecl *Method = Size->getMethodDecl())
          if (Method->getIdentifier() && Method->getName() == "size" && Method->param_empty())
            return LoopBound::Runtime;
    }
    return LoopBound::Count;
  }
  if (isa<UnaryOperator>(Inner) && cast<UnaryOperator>(Inner)->isIncrementDecrementOp())
    return LoopBound::Count;
  return Inner->getType()->isIntegerType() && !Inner->getType()->isBooleanType() ? LoopBound::Count
                                                                                 : LoopBound::Runtime;
}

class AwaitFinder : public FunctionBodyVisitor<AwaitFinder> {
public:
  explicit AwaitFinder(CoroutineTypes *Types) : Types(Types) {}
  bool Awaits = false, Limiter = false;

  bool VisitCoawaitExpr(CoawaitExpr *Await) {
    Awaits = true;
    if (Types)
      if (Call Awaited = asCall(Await->getOperand()))
        if (const CXXRecordDecl *Class = Awaited.objectClass())
          Limiter |= Types->of(Types->context().getCanonicalTagType(Class)).Kind == TypeKind::Limiter;
    return true;
  }
  // An asynchronous range-for or a yielding generator waits for its consumer.
  bool VisitCoyieldExpr(CoyieldExpr *) { return Awaits = true; }

private:
  CoroutineTypes *Types; ///< Null where limiters do not matter.
};

} // namespace

LoopBound boundOfRange(const Expr *Range, const FunctionDecl *Function, uint64_t Small,
                       const ASTContext &Context) {
  const Expr *Inner = ignoreWrapping(Range);
  QualType Type = Inner->getType().getNonReferenceType();
  if (const ConstantArrayType *Array = Context.getAsConstantArrayType(Type))
    return boundOfCount(Array->getSize().getZExtValue(), Small);
  const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
  if (isStdClass(Class, "array"))
    if (const auto *Specialization = dyn_cast<ClassTemplateSpecializationDecl>(Class))
      return boundOfCount(Specialization->getTemplateArgs()[1].getAsIntegral().getZExtValue(), Small);
  if (isStdClass(Class, "iota_view"))
    return LoopBound::Count;
  if (std::optional<uint64_t> Listed = listedElements(Inner))
    return boundOfCount(*Listed, Small);
  if (const auto *Reference = dyn_cast<DeclRefExpr>(Inner))
    if (const auto *Variable = dyn_cast<VarDecl>(Reference->getDecl()))
      if (std::optional<uint64_t> Listed = listedElements(Variable->getAnyInitializer())) {
        MutationFinder Finder(Variable);
        if (Variable->hasLocalStorage())
          Finder.visitBodyOf(Function);
        bool Fixed = Variable->getType().isConstQualified() ||
                     (Variable->hasLocalStorage() && Finder.References == Finder.Reads);
        if (Fixed)
          return boundOfCount(*Listed, Small);
      }
  return LoopBound::Runtime;
}

LoopBound boundOf(const Stmt *Loop, const FunctionDecl *Function, uint64_t Small,
                  const ASTContext &Context) {
  if (const auto *For = dyn_cast<CXXForRangeStmt>(Loop))
    return boundOfRange(For->getRangeInit(), Function, Small, Context);
  if (const auto *For = dyn_cast<ForStmt>(Loop))
    return boundOfCondition(For->getCond(), Small, Context);
  if (const auto *While = dyn_cast<WhileStmt>(Loop))
    return boundOfCondition(While->getCond(), Small, Context);
  return boundOfCondition(cast<DoStmt>(Loop)->getCond(), Small, Context);
}

bool isRange(QualType Type) {
  Type = Type.getNonReferenceType();
  const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
  if (!Class || !Class->hasDefinition())
    return Type->isArrayType();
  auto Has = [Class](StringRef Name) {
    ASTContext &Context = Class->getASTContext();
    auto Known = Context.Idents.find(Name);
    if (Known == Context.Idents.end())
      return false;
    return Class->hasMemberName(DeclarationName(Known->getValue())); // In a base, too.
  };
  return Has("begin") && Has("end");
}

bool awaitsInLoop(const Stmt *Loop) {
  AwaitFinder Finder(nullptr);
  // What a range-for awaits for its range is awaited once, before the first turn.
  if (const auto *For = dyn_cast<CXXForRangeStmt>(Loop))
    Loop = For->getBody();
  Finder.TraverseStmt(const_cast<Stmt *>(Loop));
  return Finder.Awaits;
}

bool awaitsLimiter(const Stmt *Loop, CoroutineTypes &Types) {
  AwaitFinder Finder(&Types);
  Finder.TraverseStmt(const_cast<Stmt *>(Loop));
  return Finder.Limiter;
}

} // namespace corolint
