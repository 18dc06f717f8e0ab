// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/flow/PlaceMentions.h"
#include "checks/flow/Conditions.h"
#include "checks/flow/References.h"
#include "checks/flow/SurroundingStatements.h"
#include "checks/flow/VariableMentions.h"
#include "checks/flow/VariableUses.h"
#include "checks/knowledge/AwaitedResult.h"
#include "checks/knowledge/ClassMembers.h"
#include "checks/knowledge/ContainerChanges.h"
#include "checks/knowledge/Initializers.h"
#include "checks/knowledge/StdNames.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// Whether the move constructor of \p Class, as its author wrote it, only reads what it is given:
/// it takes copies of parts of it, and its body is empty.
bool isCopiedByMove(const CXXRecordDecl *Class) {
  auto Moves = find_if(Class->ctors(), [](const CXXConstructorDecl *Each) {
    return Each->isMoveConstructor() && Each->isUserProvided();
  });
  const auto *Written = Moves == Class->ctor_end()
                            ? nullptr
                            : cast_or_null<CXXConstructorDecl>(visibleDefinition(*Moves));
  const auto *Body = Written ? dyn_cast_or_null<CompoundStmt>(Written->getBody()) : nullptr;
  return Body && Body->body_empty() && all_of(Written->inits(), [](const CXXCtorInitializer *Each) {
           const Expr *Value = Each->getInit()->IgnoreImplicit();
           const auto *Made = dyn_cast<CXXConstructExpr>(Value);
           if (Made && Made->getNumArgs() == 1 && Made->getConstructor()->isCopyConstructor())
             Value = Made->getArg(0);
           else if (const auto *List = dyn_cast<ParenListExpr>(Value); // In a template.
                    List && List->getNumExprs() == 1)
             Value = List->getExpr(0);
           return isa<MemberExpr>(Value->IgnoreParenImpCasts());
         });
}

/// Whether moving a value of \p Class leaves it null, which its own operators then tell.
bool isPointer(const CXXRecordDecl *Class) {
  return Class && memberFunction(Class, "get") &&
         !membersNamed(Class, Class->getASTContext().DeclarationNames.getCXXOperatorName(OO_Arrow))
              .empty();
}

/// Whether \p Method adds to what its object holds.
bool adds(const CXXMethodDecl *Method) {
  return isFromStd(Method) && changeOf(Method) == ChangeKind::Grows;
}

/// Whether \p Method gives its object a new value, or adds to what it holds.
bool refills(const CXXMethodDecl *Method) {
  if (Method->getOverloadedOperator() == OO_Equal || Method->hasAttr<ReinitializesAttr>())
    return true;
  if (!Method->getIdentifier() || Method->isConst())
    return false;
  if (is_contained({"clear", "reset", "assign", "emplace", "swap"}, Method->getName().lower()))
    return true;
  // Of another's class, what tells nothing gives it something.
  if (!isFromStd(Method) && Method->getReturnType()->isVoidType())
    return true;
  return adds(Method) ||
         (isFromStd(Method) && is_contained({"resize", "str"}, Method->getName()));
}

/// Whether \p Method asks no more of its object than whether there is something in it.
bool asksWhetherEmpty(const CXXMethodDecl *Method) {
  if (const auto *Conversion = dyn_cast<CXXConversionDecl>(Method))
    return Conversion->getConversionType()->isBooleanType();
  OverloadedOperatorKind Operator = Method->getOverloadedOperator();
  if (Operator == OO_EqualEqual || Operator == OO_ExclaimEqual || Operator == OO_Exclaim)
    return true;
  return Method->getIdentifier() && Method->isConst() &&
         (Method->getReturnType()->isBooleanType() ||
          (Method->getName() == "get" && isPointer(Method->getParent())));
}

/// Whether the parameter \p Index of \p Callee is a forwarding reference: it takes whatever comes.
bool isForwarding(const FunctionDecl *Callee, unsigned Index) {
  const FunctionTemplateDecl *Template = Callee->getPrimaryTemplate();
  const FunctionDecl *Pattern = Template ? Template->getTemplatedDecl() : nullptr;
  if (!Pattern || Pattern->getNumParams() == 0)
    return false;
  const ParmVarDecl *Given =
      Pattern->getParamDecl(std::min<unsigned>(Index, Pattern->getNumParams() - 1));
  const auto *Reference =
      Given->getType().getNonPackExpansionType()->getAs<RValueReferenceType>();
  return Reference && Reference->getPointeeType()->isTemplateTypeParmType() &&
         !Reference->getPointeeType().hasQualifiers();
}

/// The std::get by which \p Made gives what \p Whole, a variant, holds; null for other calls.
const FunctionDecl *partAccess(const Call &Made, const Stmt *Whole) {
  const FunctionDecl *Callee = Made.Callee;
  if (!Made.Expression->isLValue() || isa<CXXMethodDecl>(Callee) || !isFromStd(Callee) ||
      !Callee->getIdentifier() || Callee->getName() != "get" || Made.Arguments.size() != 1 ||
      Made.Arguments[0] != Whole)
    return nullptr;
  const CXXRecordDecl *Class = Made.Arguments[0]->getType()->getAsCXXRecordDecl();
  return Class && isStd(Class, "variant") ? Callee->getCanonicalDecl() : nullptr;
}

/// Finds the mentions of a function's own variables, and what each does.
class MentionReader : public SurroundedVisitor<MentionReader> {
public:
  /// In a lambda, \p Shared is a variable around it that it captures by reference.
  MentionReader(const FunctionDecl *Function, CoroutineTypes &Types,
                const VarDecl *Shared = nullptr)
      : Function(Function), Types(Types), Shared(Shared) {}
  std::vector<PlaceMention> Found;

  bool TraverseLambdaExpr(LambdaExpr *Lambda) {
    for (Expr *Initializer : Lambda->capture_inits())
      TraverseStmt(Initializer); // The base class would leave it out of Around.
    return true;
  }
  bool TraverseInitListExpr(InitListExpr *List) {
    // As written it tells nothing of the constructors that the elements are given to.
    InitListExpr *Complete = List->isSemanticForm() ? List : List->getSemanticForm();
    for (Stmt *Element : (Complete ? Complete : List)->children())
      TraverseStmt(Element);
    return true;
  }
  bool VisitDeclRefExpr(DeclRefExpr *Reference) {
    if (!Seen.insert(Reference).second)
      return true;
    std::optional<Place> Named = placeOf(Reference);
    if (!Named)
      return true;
    PlaceMention New = read(Reference, *Named);
    if (New.How == Doing::Moves)
      addToNothing(New);
    if (New.How != Doing::Ignores)
      Found.push_back(New);
    return true;
  }

private:
  /// The place that \p Expression names; none if it is not the function's own.
  std::optional<Place> placeOf(const Expr *Expression) const {
    if (const auto *Member = dyn_cast<MemberExpr>(Expression)) {
      const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl());
      std::optional<Place> Whole;
      if (Field && !Field->getType()->isReferenceType() && !Member->isArrow())
        Whole = placeOf(Member->getBase()->IgnoreParens());
      return Whole && !Whole->second ? std::optional<Place>({Whole->first, Field}) : std::nullopt;
    }
    const auto *Reference = dyn_cast<DeclRefExpr>(Expression);
    const auto *Variable = Reference ? dyn_cast<VarDecl>(Reference->getDecl()) : nullptr;
    if (!Variable)
      return std::nullopt;
    if (isOwn(Variable, Reference))
      return Place(Variable, nullptr);
    return Reference->refersToEnclosingVariableOrCapture()
               ? std::nullopt
               : referentOf(Variable, initializerBehind(Reference));
  }

  /// The place that \p Variable, a local reference, is another name for, bound to \p Bound (null:
  /// nothing); none if that is not known.
  std::optional<Place> referentOf(const VarDecl *Variable, const Expr *Bound) const {
    if (!Bound || isa<ParmVarDecl, DecompositionDecl>(Variable) || !Variable->hasLocalStorage() ||
        Variable->getDeclContext() != Function || !Variable->getType()->isLValueReferenceType())
      return std::nullopt;
    Bound = Bound->IgnoreParenImpCasts();
    return Types.context().hasSameUnqualifiedType(Variable->getType().getNonReferenceType(),
                                                  Bound->getType())
               ? placeOf(Bound)
               : std::nullopt;
  }

  /// Whether \p Declaring makes of \p Bound a reference whose mentions are known for what they are.
  bool declaresName(const DeclStmt *Declaring, const Stmt *Bound) const {
    return any_of(Declaring->decls(), [&](const Decl *Each) {
      const auto *Variable = dyn_cast<VarDecl>(Each);
      return Variable && Variable->getInit() == Bound && referentOf(Variable, Variable->getInit());
    });
  }

  bool isOwn(const VarDecl *Variable, const DeclRefExpr *Reference) const {
    if (Variable == Shared && Reference->refersToEnclosingVariableOrCapture())
      return true;
    QualType Type = Variable->getType();
    if (!Variable->hasLocalStorage() || Type->isLValueReferenceType() || Type->isPointerType() ||
        !heldAwaitable(Type, Types).isNull())
      return false;
    if (!Reference->refersToEnclosingVariableOrCapture())
      return Variable->getDeclContext() == Function &&
             (isa<ParmVarDecl>(Variable) || !Type->isReferenceType());
    // A capture by value is a part of the lambda.
    const auto *Method = dyn_cast<CXXMethodDecl>(Function);
    return Method && !Method->isConst() && isCapturedByCopy(Variable, Method);
  }

  /// What is added to by a call whose arguments move it, as \p Move does, is not there any more.
  void addToNothing(const PlaceMention &Move) {
    SmallVector<PlaceMention, 1> Late;
    for (const PlaceMention &Each : Found)
      if (Each.Adds && Each.Of == Move.Of && is_contained(Around, Each.At))
        Late.push_back(Each);
    for (PlaceMention &Each : Late) {
      Each.How = Doing::Uses;
      Found.push_back(Each);
    }
  }

  PlaceMention read(const DeclRefExpr *Reference, const Place &Named) const {
    PlaceMention Result;
    Result.Of = Named;
    Result.Spelled = {cast<VarDecl>(Reference->getDecl()), nullptr};
    Result.Named = Reference;
    const auto *Lambda = find_if(Around, [](const Stmt *Each) { return isa<LambdaExpr>(Each); });
    Result.Stands = Lambda == Around.end() ? Reference : *Lambda;
    Result.At = Reference;
    bool Moved = false, Deep = false;
    auto Does = [&](Doing How, const Stmt *At) {
      Result.How = How;
      Result.At = At;
      return Result;
    };
    // What is named is a part of what was named before, and of a part nothing more is told.
    auto GoesInto = [&](const ValueDecl *Part, const Expr *Named) {
      if (Result.Of.second) {
        Deep = true;
        return;
      }
      Result.Of.second = Result.Spelled.second = Part;
      Result.Named = Named;
    };
    const Stmt *Child = Reference;
    for (size_t I = Around.size() - 1; I-- > 0; Child = Around[I]) {
      const Stmt *Parent = Around[I];
      if (const auto *Lambda = dyn_cast<LambdaExpr>(Parent)) // By reference.
        return Does(isCalledAtOnce(I) || isRunByAwait(I) ? doneBy(Lambda, capturedAs(Lambda, Child))
                                                         : Doing::Refills,
                    Lambda);
      const auto *Expression = dyn_cast<Expr>(Parent);
      const auto *Declaring = dyn_cast<DeclStmt>(Parent);
      if (Declaring && cast<Expr>(Child)->isGLValue() && !isRangeOf(Declaring)) // Another name.
        return Does(declaresName(Declaring, Child) ? Doing::Ignores : Doing::Refills, Parent);
      if (!Expression)
        return Does(isa<CompoundStmt>(Parent) ? Doing::Ignores : Doing::Uses, Reference);
      if (const auto *Member = dyn_cast<MemberExpr>(Expression)) {
        if (isa<CXXMethodDecl>(Member->getMemberDecl()))
          continue;
        const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl());
        if (!Field || Field->getType()->isReferenceType() || Member->isArrow())
          return Does(Doing::Uses, Reference);
        GoesInto(Field, Member);
        continue;
      }
      if (isa<ParenExpr, MaterializeTemporaryExpr, ExprWithCleanups, CXXBindTemporaryExpr,
              ConstantExpr>(Expression))
        continue;
      if (const auto *Cast = dyn_cast<CastExpr>(Expression)) {
        if (Cast->getType()->isVoidType())
          return Does(Doing::Ignores, nullptr);
        if (isa<ExplicitCastExpr>(Cast) && Cast->isXValue())
          Moved = true;
        if (Cast->getCastKind() == CK_LValueToRValue)
          return Does(Doing::Uses, Reference);
        continue;
      }
      if (const auto *Choice = dyn_cast<ConditionalOperator>(Expression)) {
        if (Choice->getCond() == Child)
          return Does(Doing::Uses, Reference);
        continue;
      }
      if (const auto *Operator = dyn_cast<BinaryOperator>(Expression))
        return Operator->getOpcode() == BO_Assign && Operator->getLHS() == Child
                   ? Does(Deep ? Doing::Ignores : Doing::Refills, Operator)
                   : Does(Doing::Uses, Reference);
      if (const auto *Operator = dyn_cast<UnaryOperator>(Expression)) {
        if (Operator->getOpcode() != UO_AddrOf)
          return Does(Doing::Uses, Reference);
        const Expr *Reading = readerThroughPointer(I);
        return Reading ? Does(Doing::Uses, Reading) : Does(Doing::Refills, Operator);
      }
      if (isa<CXXRewrittenBinaryOperator>(Expression))
        return Does(isPointer(cast<Expr>(Child)->getType()->getAsCXXRecordDecl()) ? Doing::Ignores
                                                                                  : Doing::Uses,
                    Reference);
      Call Made = asCallItself(Expression);
      const FunctionDecl *Access = Made && !Moved ? partAccess(Made, Child) : nullptr;
      if (Access) {
        GoesInto(Access, Expression);
        continue;
      }
      if (!Made) // A member that is a reference is another name for it.
        return isa<InitListExpr, CXXParenListInitExpr>(Expression) && cast<Expr>(Child)->isGLValue()
                   ? Does(Doing::Refills, Parent)
                   : Does(Doing::Uses, Reference);
      if (isIdentity(Made, Child)) {
        if (Expression->isXValue()) {
          Moved = true;
          Result.IsPlain = Made.Callee->isInStdNamespace();
        }
        continue;
      }
      return called(Made, Child, Moved, Deep, Result, Reference);
    }
    return Does(Doing::Uses, Reference);
  }

  /// Whether \p Declaring is the `auto &&` of a range-for: what it refers to is iterated over.
  static bool isRangeOf(const DeclStmt *Declaring) {
    return Declaring->isSingleDecl() && Declaring->getSingleDecl()->isImplicit();
  }

  /// What stands around the element \p Index of Around, implicit nodes aside.
  size_t indexAround(size_t Index) const {
    while (Index > 0 && isa<ParenExpr, ImplicitCastExpr, MaterializeTemporaryExpr,
                            CXXBindTemporaryExpr>(Around[--Index]))
      ;
    return Index;
  }

  /// Whether the lambda at \p Index of Around is the callee of a call.
  bool isCalledAtOnce(size_t Index) const {
    size_t Outer = indexAround(Index);
    const auto *Calling = dyn_cast<CXXOperatorCallExpr>(Around[Outer]);
    return Calling && Calling->getOperator() == OO_Call && Calling->getArg(0) == Around[Outer + 1];
  }

  /// Whether the lambda at \p Index of Around is an argument of a call that is awaited on the spot.
  bool isRunByAwait(size_t Index) const {
    size_t Outer = indexAround(Index);
    const auto *Calling = dyn_cast<Expr>(Around[Outer]);
    const auto *Await =
        Calling ? dyn_cast_or_null<CoawaitExpr>(Around[indexAround(Outer)]) : nullptr;
    Call Made = Await ? asCallItself(Calling) : Call();
    return Made && is_contained(Made.Arguments, Around[Outer + 1]);
  }

  /// The variable by which the body of \p Lambda knows what its capture initialised by \p Initial
  /// is.
  static const VarDecl *capturedAs(const LambdaExpr *Lambda, const Stmt *Initial) {
    for (auto [Capture, Initializer] : zip(Lambda->captures(), Lambda->capture_inits()))
      if (Initializer == Initial && Capture.capturesVariable())
        return dyn_cast<VarDecl>(Capture.getCapturedVar());
    return nullptr;
  }

  /// What \p Lambda, called, does to \p Variable, which it captures by reference: perhaps anything,
  /// unless it begins by using it and does nothing else to it.
  Doing doneBy(const LambdaExpr *Lambda, const VarDecl *Variable) const {
    const FunctionDecl *Called = Lambda->getCallOperator();
    std::unique_ptr<CFG> Graph = Variable && Called->getBody() && !Called->isDependentContext()
                                     ? flowWithoutExceptions(Called, Types.context())
                                     : nullptr;
    if (!Graph)
      return Doing::Refills;
    MentionReader Inside(Called, Types, Variable);
    Inside.visitBodyOf(Called);
    if (Inside.Found.empty())
      return Doing::Ignores;
    auto IsUse = [](const PlaceMention &Each) { return Each.How == Doing::Uses; };
    DenseSet<const Stmt *> Always = evaluatedAlways(*Graph);
    bool Uses = all_of(Inside.Found, IsUse) && any_of(Inside.Found, [&](const PlaceMention &Each) {
                  return Always.contains(Each.Named);
                });
    return Uses ? Doing::Uses : Doing::Refills;
  }

  /// What \p Graph evaluates before its first branch.
  static DenseSet<const Stmt *> evaluatedAlways(const CFG &Graph) {
    DenseSet<const Stmt *> Found;
    const CFGBlock *Block = &Graph.getEntry();
    for (unsigned Left = Graph.size(); Block && Left > 0; --Left) {
      for (const CFGElement &Element : *Block)
        if (auto Statement = Element.getAs<CFGStmt>())
          Found.insert(Statement->getStmt());
      Block = Block->succ_size() == 1 ? Block->succ_begin()->getReachableBlock() : nullptr;
    }
    return Found;
  }

  /// The call that the address taken at \p Index of Around is an argument of, for a pointer to a
  /// constant object; null if it goes anywhere else.
  const Expr *readerThroughPointer(size_t Index) const {
    size_t Outer = indexAround(Index);
    const auto *Calling = dyn_cast<Expr>(Around[Outer]);
    Call Made = Calling ? asCallItself(Calling) : Call();
    if (!Made)
      return nullptr;
    const auto *Given = find(Made.Arguments, Around[Outer + 1]);
    size_t Parameter = Given - Made.Arguments.begin();
    if (Given == Made.Arguments.end() || Parameter >= Made.Callee->getNumParams())
      return nullptr;
    QualType Pointee = Made.Callee->getParamDecl(Parameter)->getType()->getPointeeType();
    return !Pointee.isNull() && Pointee.isConstQualified() && Pointee->isRecordType() ? Calling
                                                                                      : nullptr;
  }

  static bool isIdentity(const Call &Made, const Stmt *Child) {
    const auto *Plain = dyn_cast<CallExpr>(Made.Expression);
    return Plain && !Made.Object && Made.Arguments.size() == 1 && Made.Arguments[0] == Child &&
           ignoreIdentity(Plain) != Plain;
  }

  PlaceMention called(const Call &Made, const Stmt *Child, bool Moved, bool Deep,
                      PlaceMention Result, const DeclRefExpr *Reference) const {
    auto Does = [&](Doing How, const Stmt *At) {
      Result.How = Deep && How != Doing::Uses ? Doing::Ignores : How;
      Result.At = At;
      return Result;
    };
    const auto *Method = dyn_cast<CXXMethodDecl>(Made.Callee);
    const Expr *Given = nullptr;
    int Index = -1;
    for (auto [I, Argument] : enumerate(Made.Arguments))
      if (Argument == Child) {
        Given = Argument;
        Index = I;
      }
    if (!Given) { // The object of a member function, which is used after the arguments.
      if (!Method)
        return Does(Doing::Uses, Reference);
      if (Moved)
        return Does(Method->getRefQualifier() == RQ_RValue && isEmptied(Result) ? Doing::Moves
                                                                                : Doing::Uses,
                    Made.Expression);
      Result.Adds = !Deep && adds(Method);
      if (refills(Method) || (asksWhetherEmpty(Method) &&
                              isInCondition(Made.Expression, Made.Callee->getASTContext())))
        return Does(Doing::Refills, Made.Expression);
      return Does(asksWhetherEmpty(Method) ? Doing::Ignores : Doing::Uses, Made.Expression);
    }
    if (static_cast<unsigned>(Index) >= Made.Callee->getNumParams())
      return Does(Doing::Uses, Reference); // Variadic.
    QualType Wanted = Made.Callee->getParamDecl(Index)->getType();
    const Stmt *Used = Wanted->isReferenceType() ? Made.Expression : Given;
    if (Moved) {
      if (!Wanted->isRValueReferenceType() || Wanted.getNonReferenceType().isConstQualified() ||
          !isEmptied(Result))
        return Does(Doing::Uses, Used);
      if (ignoresArgument(Made, Index))
        return Does(Doing::Ignores, Used);
      return takes(Made) ? Does(Doing::Moves, Made.Expression)
                         : Does(Doing::Refills, Made.Expression);
    }
    bool MayFill = Wanted->isLValueReferenceType() &&
                   !Wanted.getNonReferenceType().isConstQualified() &&
                   !isForwarding(Made.Callee, Index);
    // A smart pointer is null then, which assertions may ask for.
    if (!MayFill && Wanted->isReferenceType() && isPointer(Given->getType()->getAsCXXRecordDecl()))
      return Does(Doing::Ignores, Reference);
    if (!MayFill)
      return Does(Doing::Uses, Used);
    // std::tie(a, b) = f(): what is assigned is evaluated before.
    const Stmt *Assigned = Made.Expression, *Around = Assigned;
    do {
      Assigned = Around;
      Around = parentOf(Assigned, Made.Callee->getASTContext());
    } while (isa_and_nonnull<MaterializeTemporaryExpr, CXXBindTemporaryExpr, ImplicitCastExpr>(Around));
    const auto *Assignment = dyn_cast_or_null<CXXOperatorCallExpr>(Around);
    bool IsAssigned = Assignment && Assignment->getOperator() == OO_Equal &&
                      Assignment->getArg(0) == Assigned;
    return Does(Doing::Refills, IsAssigned ? Assignment : Made.Expression);
  }

  static bool isEmptied(const PlaceMention &Mention) {
    const ValueDecl *Moved = Mention.Of.second ? Mention.Of.second : Mention.Of.first;
    const auto *Access = dyn_cast<FunctionDecl>(Moved);
    return isEmptiedByMove(
        (Access ? Access->getReturnType() : Moved->getType()).getNonReferenceType());
  }

  /// Whether \p Made takes what is moved into its parameter. A function that says whether it
  /// worked takes nothing where it did not.
  bool takes(const Call &Made) const {
    if (isa<CXXConstructExpr>(Made.Expression))
      return true;
    QualType Result = Made.Callee->getReturnType();
    CoroutineType Type = Types.of(Result);
    if (Type.isAwaitable())
      Result = awaitedResult(Type);
    if (Result.isNull())
      return false;
    if (Result->isVoidType() || Made.Callee->getOverloadedOperator() == OO_Equal)
      return true;
    if (const auto *Method = dyn_cast<CXXMethodDecl>(Made.Callee))
      if (Method->getParent()->isInStdNamespace() && Method->getIdentifier())
        return is_contained({"push_back", "emplace_back", "push_front", "emplace_front", "push",
                             "assign", "append"},
                            Method->getName());
    return Result->isRecordType() ? worksAsCondition(Result) == Answer::No
                                  : Result->isArithmeticType() && !Result->isBooleanType();
  }

  const FunctionDecl *Function;
  CoroutineTypes &Types;
  const VarDecl *Shared;
  DenseSet<const DeclRefExpr *> Seen; ///< co_return shows its parts twice.
};

} // namespace

bool isEmptiedByMove(QualType Type) {
  if (Type.isConstQualified() || Type->isDependentType())
    return false;
  const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
  return Class && Class->hasDefinition() && !Class->hasTrivialMoveConstructor() &&
         (Class->hasMoveConstructor() || Class->needsImplicitMoveConstructor()) &&
         !isCopiedByMove(Class);
}

std::vector<PlaceMention> placeMentions(const FunctionDecl *Function, CoroutineTypes &Types) {
  MentionReader Reader(Function, Types);
  Reader.visitBodyOf(Function);
  return std::move(Reader.Found);
}

std::unique_ptr<CFG> flowWithoutExceptions(const FunctionDecl *Function, ASTContext &Context) {
  CFG::BuildOptions Options;
  Options.setAllAlwaysAdd();
  const CoroutineBodyStmt *Coroutine = coroutineBody(Function);
  Stmt *Body = Coroutine ? Coroutine->getBody() : Function->getBody();
  return CFG::buildCFG(Function, Body, &Context, Options);
}

} // namespace corolint
