// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/errors/GatherResults.h"
#include "checks/flow/Failures.h"
#include "checks/flow/FunctionBody.h"
#include "checks/knowledge/AwaitedResult.h"
#include "checks/knowledge/Callables.h"
#include "checks/knowledge/ClassMembers.h"
#include "checks/knowledge/ErrorTypes.h"
#include "checks/lifetime/Closures.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// The types that \p Type, an instance of a class template, is made of; empty for others.
SmallVector<QualType, 4> typeArguments(QualType Type) {
  SmallVector<QualType, 4> Result;
  const auto *Class = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
      Type.getNonReferenceType()->getAsCXXRecordDecl());
  if (!Class)
    return Result;
  for (const TemplateArgument &Argument : Class->getTemplateArgs().asArray())
    for (const TemplateArgument &Each : Argument.getKind() == TemplateArgument::Pack
                                            ? Argument.getPackAsArray()
                                            : ArrayRef(Argument))
      if (Each.getKind() == TemplateArgument::Type)
        Result.push_back(Each.getAsType());
  return Result;
}

bool isTuple(QualType Type) {
  const CXXRecordDecl *Class = Type.getNonReferenceType()->getAsCXXRecordDecl();
  return isStd(Class, "tuple") || isStd(Class, "pair");
}

/// What a function that continues a gather takes of it.
enum class TakenResult { Nothing, Awaitable, Value, Parts };

/// What the parameters of \p Continuation, which continues a gather of the type \p Gather, are.
TakenResult takenResult(const FunctionDecl *Continuation, QualType Gather, CoroutineTypes &Types) {
  const ASTContext &Context = Continuation->getASTContext();
  auto IsOf = [&](const ParmVarDecl *Parameter, QualType Type) {
    return !Type.isNull() &&
           Context.hasSameUnqualifiedType(Parameter->getType().getNonReferenceType(),
                                          Type.getNonReferenceType());
  };
  ArrayRef<ParmVarDecl *> Parameters = Continuation->parameters();
  if (Parameters.size() == 1 && IsOf(Parameters[0], Gather))
    return TakenResult::Awaitable;
  SmallVector<QualType, 4> Values = typeArguments(Gather);
  Values.push_back(awaitedResult(Types.of(Gather)));
  for (QualType Value : Values) {
    if (Value.isNull() || !carriesErrors(Value, Types))
      continue;
    if (Parameters.size() == 1 && IsOf(Parameters[0], Value))
      return TakenResult::Value;
    SmallVector<QualType, 4> Parts = typeArguments(Value);
    if (isTuple(Value) && Parts.size() == Parameters.size() &&
        all_of(zip(Parameters, Parts),
               [&](auto Each) { return IsOf(std::get<0>(Each), std::get<1>(Each)); }))
      return TakenResult::Parts;
  }
  return TakenResult::Nothing;
}

class GatherFinder : public CallVisitor<GatherFinder> {
public:
  explicit GatherFinder(CoroutineTypes &Types) : Types(Types) {}
  std::vector<GatherUse> Found;

  bool TraverseCXXTryStmt(CXXTryStmt *Try) {
    ++Tries;
    bool Result = TraverseStmt(Try->getTryBlock());
    --Tries;
    for (unsigned I = 0; I < Try->getNumHandlers(); ++I)
      Result = Result && TraverseStmt(Try->getHandler(I));
    return Result;
  }

  // Outer expressions are visited first, so what awaits or keeps a gather is known before the
  // gather is met.
  bool VisitVarDecl(VarDecl *Variable) {
    if (Variable->hasInit())
      Keepers[ignoreWrapping(Variable->getInit())] = Variable;
    return true;
  }
  bool VisitCXXForRangeStmt(CXXForRangeStmt *For) {
    Keepers[ignoreWrapping(For->getRangeInit())] = For->getLoopVariable();
    return true;
  }
  bool VisitCoawaitExpr(CoawaitExpr *Await) {
    Awaiters[ignoreWrapping(Await->getOperand())] = Await;
    if (Tries > 0)
      Tried.insert(Await);
    if (const auto *Kept = dyn_cast<DeclRefExpr>(ignoreIdentity(Await->getOperand())))
      Later[Kept->getDecl()].push_back(Await);
    return true;
  }
  bool VisitDeclRefExpr(DeclRefExpr *Reference) {
    ++Mentions[Reference->getDecl()];
    return true;
  }
  // Some gathers are classes, awaited where they are made.
  bool visitCall(const Call &Made) {
    findContinuation(Made);
    const GatherModel *Model = roleOf(Made, &FunctionModel::Gather, Types);
    if (!Model || Model->Errors == GatherErrors::Never || isRace(Made, *Model))
      return true;
    GatherUse Use;
    Use.Gathered = Made;
    Use.Model = Model;
    Use.InTry = Tries > 0;
    Use.Await = Awaiters.lookup(Made.Expression);
    Use.Variable = Keepers.lookup(Use.Await);
    if (Model->Handler)
      Use.Handler = lambdaIn(Made.argument(*Model->Handler));
    Use.Continuation = Continuations.lookup(Made.Expression);
    Found.push_back(Use);
    return true;
  }

  /// Completes what was kept first and is awaited or continued later.
  void finish() {
    for (GatherUse &Use : Found) {
      const VarDecl *Kept = Use.Await ? nullptr : Keepers.lookup(Use.Gathered.Expression);
      if (Kept && Mentions.lookup(Kept) == 1)
        if (const FunctionDecl *Continuation = ContinuedLater.lookup(Kept))
          Use.Continuation = Continuation;
      auto Awaits = Kept ? Later.find(Kept) : Later.end();
      if (Awaits == Later.end() || Awaits->second.size() != 1)
        continue;
      Use.Await = Awaits->second.front();
      Use.Variable = Keepers.lookup(Use.Await);
      Use.InTry = Tried.contains(Use.Await);
    }
  }

private:
  /// Notes what \p Made continues, if it does, by a lambda that is given the result.
  void findContinuation(const Call &Made) {
    for (unsigned I = 0; Made.Object && I < Made.Arguments.size(); ++I) {
      if (!lambdaIn(Made.Arguments[I]) || !isContinuation(Made, I, Types))
        continue;
      const FunctionDecl *Continuation = calledBy(Made.Arguments[I]);
      if (!Continuation || Continuation->isDependentContext() || !Continuation->getBody() ||
          takenResult(Continuation, Made.Object->getType(), Types) == TakenResult::Nothing)
        continue;
      const Expr *Before = ignoreIdentity(Made.Object);
      Continuations[Before] = Continuation;
      if (const auto *Kept = dyn_cast<DeclRefExpr>(Before))
        ContinuedLater[Kept->getDecl()] = Continuation;
    }
  }

  CoroutineTypes &Types;
  unsigned Tries = 0;
  DenseMap<const Expr *, const VarDecl *> Keepers;      ///< By what they start as.
  DenseMap<const Expr *, const CoawaitExpr *> Awaiters; ///< By their operand.
  DenseMap<const ValueDecl *, SmallVector<const CoawaitExpr *, 1>> Later; ///< By the variable.
  DenseSet<const CoawaitExpr *> Tried; ///< Those in a try block.
  DenseMap<const Expr *, const FunctionDecl *> Continuations;       ///< By what is continued.
  DenseMap<const ValueDecl *, const FunctionDecl *> ContinuedLater; ///< By the variable.
  DenseMap<const ValueDecl *, unsigned> Mentions;
};

/// Whether \p Type is a std::tuple with a part that carries a failure.
bool isTupleWithErrors(QualType Type, CoroutineTypes &Types) {
  const auto *Tuple = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
      Type.getNonReferenceType()->getAsCXXRecordDecl());
  if (!Tuple || !Tuple->isInStdNamespace() || !Tuple->getIdentifier() ||
      Tuple->getName() != "tuple")
    return false;
  return any_of(Tuple->getTemplateArgs()[0].getPackAsArray(), [&](const TemplateArgument &Part) {
    return errorCarrier(Part.getAsType(), Types) != ErrorCarrier::None;
  });
}

bool ignoresErrors(const VarDecl *Variable, const FunctionDecl *Function, CoroutineTypes &Types,
                   unsigned Depth);

/// How a variable is used: mentioned at all, and mentioned where its failures cannot be seen: as
/// the operand of std::get<I> for another part, to ask its size, as the range of a loop whose
/// variable hides them. Lambdas count as part of the function that they are written in.
class UseFinder : public RecursiveASTVisitor<UseFinder> {
public:
  UseFinder(const VarDecl *Variable, const FunctionDecl *Function, CoroutineTypes &Types,
            unsigned Depth = 0)
      : Variable(Variable), Function(Function), Types(Types), Depth(Depth) {}
  unsigned Mentions = 0, Harmless = 0;
  bool HidesErrors = false; ///< Some harmless mention is of something that carries failures.

  bool VisitDeclRefExpr(DeclRefExpr *Reference) {
    Mentions += Reference->getDecl() == Variable;
    return true;
  }
  // What it is moved, copied or bound to, goes on as it.
  bool VisitVarDecl(VarDecl *Other) {
    if (Other->hasInit() && Other != Variable && isOnly(Other->getInit()))
      follow(Other, Function);
    return true;
  }
  bool VisitCallExpr(CallExpr *Expression) {
    const FunctionDecl *Callee = Expression->getDirectCallee();
    if (const FunctionDecl *Helper = visibleDefinition(Callee);
        Helper && !isa<CXXMemberCallExpr, CXXOperatorCallExpr>(Expression))
      for (unsigned I = 0; I < Expression->getNumArgs() && I < Helper->getNumParams(); ++I)
        if (isOnly(Expression->getArg(I)))
          follow(Helper->getParamDecl(I), Helper);
    if (!Callee || !Callee->isInStdNamespace() || !Callee->getIdentifier() ||
        Callee->getName() != "get" || Expression->getNumArgs() != 1)
      return true;
    if (isVariable(Expression->getArg(0)) &&
        errorCarrier(Callee->getReturnType(), Types) == ErrorCarrier::None) {
      ++Harmless;
      HidesErrors |= isTupleWithErrors(Variable->getType(), Types);
    }
    return true;
  }
  bool VisitCXXMemberCallExpr(CXXMemberCallExpr *Call) {
    const CXXMethodDecl *Method = Call->getMethodDecl();
    if (!Method || !Method->getIdentifier() ||
        !is_contained({"size", "empty", "reserve"}, Method->getName()) ||
        !isVariable(Call->getImplicitObjectArgument()))
      return true;
    ++Harmless;
    HidesErrors |= carriesErrors(Variable->getType(), Types);
    return true;
  }
  bool VisitCXXForRangeStmt(CXXForRangeStmt *For) {
    if (isVariable(For->getRangeInit()) &&
        ignoresErrors(For->getLoopVariable(), Function, Types, Depth)) {
      ++Harmless;
      HidesErrors = true;
    }
    return true;
  }

private:
  bool isVariable(const Expr *Expression) const {
    const auto *Reference = dyn_cast<DeclRefExpr>(ignoreWrapping(Expression));
    return Reference && Reference->getDecl() == Variable;
  }
  /// Likewise for the whole of it moved or copied.
  bool isOnly(const Expr *Value) const {
    const Expr *Inner = ignoreWrapping(Value);
    if (const auto *Copy = dyn_cast<CXXConstructExpr>(Inner);
        Copy && Copy->getNumArgs() == 1 && Copy->getConstructor()->isCopyOrMoveConstructor())
      Inner = Copy->getArg(0);
    return isVariable(ignoreIdentity(Inner));
  }
  /// \p Other, a variable of \p In, is what the variable was: it counts by how that is used.
  void follow(const VarDecl *Other, const FunctionDecl *In) {
    if (Depth < 4 && ignoresErrors(Other, In, Types, Depth + 1)) {
      ++Harmless;
      HidesErrors = true;
    }
  }

  const VarDecl *Variable;
  const FunctionDecl *Function;
  CoroutineTypes &Types;
  unsigned Depth;
};

/// Which parts of the result in a parameter its function asks, in ways that show which:
/// std::get<I>, structured bindings; and loops that ask no element. Lambdas count as part of it.
class PartFinder : public RecursiveASTVisitor<PartFinder> {
public:
  PartFinder(const ParmVarDecl *Parameter, const FunctionDecl *Function, CoroutineTypes &Types)
      : Parameter(Parameter), Function(Function), Types(Types) {
    TraverseStmt(Function->getBody());
  }
  unsigned Mentions = 0, Understood = 0;
  bool LoopsIgnore = false; ///< A loop over it does not look at failures.

  bool isMentioned() const { return Mentions > 0; }
  bool isRead(unsigned Index) const {
    return Got.contains(Index) || any_of(Bindings, [&](const DecompositionDecl *Each) {
             return Index >= Each->bindings().size() || Named.contains(Each->bindings()[Index]);
           });
  }
  /// What holds the part \p Index; null without a name.
  const ValueDecl *nameOf(unsigned Index) const {
    return Bindings.size() == 1 && Index < Bindings[0]->bindings().size()
               ? Bindings[0]->bindings()[Index]
               : nullptr;
  }

  bool VisitDeclRefExpr(DeclRefExpr *Reference) {
    Mentions += Reference->getDecl() == Parameter;
    Named.insert(Reference->getDecl());
    return true;
  }
  bool VisitDecompositionDecl(DecompositionDecl *Binding) {
    const Expr *Init = Binding->getInit() ? ignoreIdentity(Binding->getInit()) : nullptr;
    if (const auto *Copy = dyn_cast_or_null<CXXConstructExpr>(Init);
        Copy && Copy->getNumArgs() == 1 && Copy->getConstructor()->isCopyOrMoveConstructor())
      Init = Copy->getArg(0);
    if (Init && isParameter(Init)) {
      ++Understood;
      Bindings.push_back(Binding);
    }
    return true;
  }
  bool VisitCallExpr(CallExpr *Expression) {
    const FunctionDecl *Callee = Expression->getDirectCallee();
    const TemplateArgumentList *Given = Callee ? Callee->getTemplateSpecializationArgs() : nullptr;
    if (Given && Callee->isInStdNamespace() && Callee->getIdentifier() &&
        Callee->getName() == "get" && Expression->getNumArgs() == 1 && Given->size() > 0 &&
        Given->get(0).getKind() == TemplateArgument::Integral &&
        isParameter(Expression->getArg(0))) {
      ++Understood;
      Got.insert(Given->get(0).getAsIntegral().getZExtValue());
    }
    return true;
  }
  bool VisitCXXMemberCallExpr(CXXMemberCallExpr *Call) {
    const CXXMethodDecl *Method = Call->getMethodDecl();
    Understood += Method && Method->getIdentifier() &&
                  is_contained({"size", "empty"}, Method->getName()) &&
                  isParameter(Call->getImplicitObjectArgument());
    return true;
  }
  bool VisitCXXForRangeStmt(CXXForRangeStmt *For) {
    if (isParameter(For->getRangeInit()) &&
        corolint::ignoresErrors(For->getLoopVariable(), Function, Types)) {
      ++Understood;
      LoopsIgnore = true;
    }
    return true;
  }

private:
  bool isParameter(const Expr *Value) const {
    const auto *Reference = dyn_cast<DeclRefExpr>(ignoreIdentity(Value));
    return Reference && Reference->getDecl() == Parameter;
  }

  const ParmVarDecl *Parameter;
  const FunctionDecl *Function;
  CoroutineTypes &Types;
  SmallVector<const DecompositionDecl *, 1> Bindings;
  DenseSet<const Decl *> Named;
  DenseSet<unsigned> Got;
};

} // namespace

UnreadResult unreadByContinuation(const GatherUse &Use, CoroutineTypes &Types) {
  UnreadResult Unread;
  const FunctionDecl *Function = Use.Continuation;
  ArrayRef<ParmVarDecl *> Parameters = Function->parameters();
  Unread.Of = Parameters.size();
  bool AnyRead = false;
  switch (takenResult(Function, Use.Gathered.Expression->getType(), Types)) {
  case TakenResult::Nothing:
    return {};
  case TakenResult::Awaitable:
    Unread.All = !PartFinder(Parameters[0], Function, Types).isMentioned();
    return Unread;
  case TakenResult::Parts:
    for (unsigned I = 0; I < Parameters.size(); ++I) {
      if (!carriesErrors(Parameters[I]->getType(), Types))
        continue;
      if (PartFinder(Parameters[I], Function, Types).isMentioned())
        AnyRead = true;
      else
        Unread.Parts.push_back({I, Parameters[I]->getIdentifier() ? Parameters[I] : nullptr});
    }
    break;
  case TakenResult::Value: {
    PartFinder Finder(Parameters[0], Function, Types);
    if (Finder.Mentions != Finder.Understood)
      return {};
    if (!isTuple(Parameters[0]->getType())) {
      Unread.All = !Finder.isMentioned() || Finder.LoopsIgnore;
      return Unread;
    }
    SmallVector<QualType, 4> Parts = typeArguments(Parameters[0]->getType());
    Unread.Of = Parts.size();
    for (unsigned I = 0; I < Parts.size(); ++I) {
      if (!carriesErrors(Parts[I], Types))
        continue;
      if (Finder.isRead(I))
        AnyRead = true;
      else
        Unread.Parts.push_back({I, Finder.nameOf(I)});
    }
    break;
  }
  }
  if (AnyRead)
    return Unread;
  Unread.All = !Unread.Parts.empty();
  Unread.Parts.clear();
  return Unread;
}

std::vector<GatherUse> gathersIn(const FunctionDecl *Function, CoroutineTypes &Types) {
  GatherFinder Finder(Types);
  Finder.visitBodyOf(Function);
  Finder.finish();
  return std::move(Finder.Found);
}

bool ignoresErrors(const LambdaExpr *Handler, CoroutineTypes &Types) {
  bool Any = false;
  for (const ParmVarDecl *Parameter : Handler->getCallOperator()->parameters()) {
    if (!Parameter->getType()->isDependentType() && !carriesErrors(Parameter->getType(), Types))
      continue;
    Any = true;
    if (Parameter->isReferenced())
      return false;
  }
  return Any;
}

bool usesResult(const LambdaExpr *Handler, CoroutineTypes &Types) {
  struct Finder : RecursiveASTVisitor<Finder> {
    DenseSet<const Decl *> Mentioned;
    // To cast it to void is to say that it is not used.
    bool TraverseCStyleCastExpr(CStyleCastExpr *Cast) {
      return Cast->getType()->isVoidType() || RecursiveASTVisitor::TraverseCStyleCastExpr(Cast);
    }
    bool VisitDeclRefExpr(DeclRefExpr *Reference) {
      Mentioned.insert(Reference->getDecl());
      return true;
    }
  } Search;
  Search.TraverseStmt(Handler->getBody());
  return any_of(Handler->getCallOperator()->parameters(), [&](const ParmVarDecl *Each) {
    return Search.Mentioned.contains(Each) && !Each->getType()->isDependentType() &&
           errorCarrier(Each->getType(), Types) == ErrorCarrier::None;
  });
}

namespace {

bool ignoresErrors(const VarDecl *Variable, const FunctionDecl *Function, CoroutineTypes &Types,
                   unsigned Depth) {
  if (const auto *Binding = dyn_cast<DecompositionDecl>(Variable)) {
    bool Any = false;
    for (const BindingDecl *Part : Binding->bindings()) {
      if (Part->isReferenced() && errorCarrier(Part->getType(), Types) != ErrorCarrier::None)
        return false;
      Any |= errorCarrier(Part->getType(), Types) != ErrorCarrier::None;
    }
    return Any || none_of(Binding->bindings(),
                          [](const BindingDecl *Part) { return Part->isReferenced(); });
  }
  UseFinder Finder(Variable, Function, Types, Depth);
  Finder.TraverseStmt(Function->getBody());
  return Finder.Mentions == 0 || (Finder.Mentions == Finder.Harmless && Finder.HidesErrors);
}

} // namespace

bool ignoresErrors(const VarDecl *Variable, const FunctionDecl *Function, CoroutineTypes &Types) {
  return ignoresErrors(Variable, Function, Types, 0);
}

SmallVector<const BindingDecl *, 2> unreadFailures(const VarDecl *Variable,
                                                   CoroutineTypes &Types) {
  SmallVector<const BindingDecl *, 2> Unread;
  bool AnyRead = false;
  if (const auto *Binding = dyn_cast<DecompositionDecl>(Variable))
    for (const BindingDecl *Part : Binding->bindings()) {
      if (errorCarrier(Part->getType(), Types) == ErrorCarrier::None)
        continue;
      if (Part->isReferenced())
        AnyRead = true;
      else
        Unread.push_back(Part);
    }
  return AnyRead ? Unread : SmallVector<const BindingDecl *, 2>();
}

bool isUnusedAuto(const VarDecl *Variable, const FunctionDecl *Function, CoroutineTypes &Types) {
  UseFinder Finder(Variable, Function, Types);
  Finder.TraverseStmt(Function->getBody());
  return Finder.Mentions == 0 && !isa<DecompositionDecl>(Variable) &&
         Variable->getType()->getContainedAutoType();
}

} // namespace corolint
