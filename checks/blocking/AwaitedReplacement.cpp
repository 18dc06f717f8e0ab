// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/blocking/AwaitedReplacement.h"
#include "checks/flow/DiscardedValues.h"
#include "checks/knowledge/AsyncContext.h"
#include "checks/knowledge/Calls.h"
#include "checks/knowledge/ClassMembers.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

StringRef textOf(const Expr *Expression, const ASTContext &Context) {
  return Lexer::getSourceText(CharSourceRange::getTokenRange(Expression->getSourceRange()),
                              Context.getSourceManager(), Context.getLangOpts());
}

bool isMissedByNobody(const Expr *Value, const FunctionDecl *Function, ASTContext &Context) {
  // Void calls have no value to miss; an arm of a conditional must keep its type.
  return (Value->getType()->isVoidType() || !isArm(Value, Context)) && isDiscarded(Value, Function);
}

/// The instance of the template std::chrono::\p Name that \p Type is; null if it is none.
const ClassTemplateSpecializationDecl *asChrono(QualType Type, StringRef Name) {
  const auto *Class = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
      Type.getNonReferenceType()->getAsCXXRecordDecl());
  return Class && hasQualifiedName(Class, splitQualifiedName(("std::chrono::" + Name).str()))
             ? Class
             : nullptr;
}

/// Whether \p Type is a std::chrono::duration that counts whole nanoseconds or longer, and so
/// converts to a clock's.
bool isWholeDuration(QualType Type) {
  const ClassTemplateSpecializationDecl *Class = asChrono(Type, "duration");
  if (!Class || !Class->getTemplateArgs()[0].getAsType()->isIntegerType())
    return false;
  // std::ratio<Numerator, Denominator>, in lowest terms.
  const auto *Period = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
      Class->getTemplateArgs()[1].getAsType()->getAsCXXRecordDecl());
  return Period && Period->getTemplateArgs().size() == 2 &&
         Period->getTemplateArgs()[1].getAsIntegral().getExtValue() <= 1000000000;
}

/// How long it is until \p Moment, a std::chrono::time_point, as source text; empty where it may fall
/// between two ticks of its clock, or that is not the steady one: others can be set.
std::string timeUntil(const Expr *Moment, StringRef Text) {
  const ClassTemplateSpecializationDecl *Class =
      asChrono(ignoreWrapping(Moment)->getType(), "time_point");
  const CXXRecordDecl *Clock =
      Class ? Class->getTemplateArgs()[0].getAsType()->getAsCXXRecordDecl() : nullptr;
  if (!Clock || !hasQualifiedName(Clock, splitQualifiedName("std::chrono::steady_clock")) ||
      !isWholeDuration(Class->getTemplateArgs()[1].getAsType()))
    return "";
  bool IsOperand = isa<BinaryOperator, CXXRewrittenBinaryOperator, AbstractConditionalOperator>(
      Moment->IgnoreImplicit());
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Moment->IgnoreImplicit()))
    IsOperand |= Operator->isInfixBinaryOp();
  return (IsOperand ? "(" + Text + ")" : Twine(Text)).str() + " - std::chrono::steady_clock::now()";
}

/// The duration of \p Sleep as source text; empty if it has no such form.
std::string durationOf(const SleepModel &Sleep, const Call &Of, const ASTContext &Context) {
  const Expr *Argument = Of.argument(Sleep.Argument);
  if (!Argument)
    return "";
  std::string Text = textOf(Argument, Context).str();
  if (Sleep.Unit < DurationUnit::Duration &&
      !Argument->IgnoreParenImpCasts()->getType()->isIntegralOrEnumerationType())
    return "";
  switch (Sleep.Unit) {
  case DurationUnit::Duration:
    return isWholeDuration(ignoreWrapping(Argument)->getType()) ? Text : "";
  case DurationUnit::TimePoint:
    return timeUntil(Argument, Text);
  case DurationUnit::Nanoseconds:
    return "std::chrono::nanoseconds(" + Text + ")";
  case DurationUnit::Microseconds:
    return "std::chrono::microseconds(" + Text + ")";
  case DurationUnit::Milliseconds:
    return "std::chrono::milliseconds(" + Text + ")";
  case DurationUnit::Seconds:
    return "std::chrono::seconds(" + Text + ")";
  }
  llvm_unreachable("all units are handled");
}

} // namespace

AwaitedReplacement awaitedReplacement(const Expr *Blocking, CoroutineTypes &Types) {
  AwaitedReplacement Result;
  ASTContext &Context = Types.context();
  Call Made = asCall(Blocking);
  if (!Made || isa<CXXConstructExpr>(Blocking) || Blocking->getBeginLoc().isMacroID() ||
      Blocking->getEndLoc().isMacroID() || !mayWriteAwaitAt(Blocking, Context))
    return Result;
  const FunctionDecl *Function = enclosingFunction(Blocking, Context);
  // The other instances of a template may have other types.
  if (Function->getTemplateInstantiationPattern())
    return Result;
  auto [Library, Root] = libraryOfCoroutine(Function, Types);
  // A coroutine type with other template arguments than its defaults may await nothing else but its
  // own kind.
  if (!Library || !hasDefaultArguments(Types.of(Function->getReturnType()).Record))
    return Result;

  const SleepModel *Sleep = roleOf(Made, &FunctionModel::Sleep, Types);
  const CXXRecordDecl *Task = Types.of(Function->getReturnType()).Record;
  const SpellingModel *Timer = usableIn(Library->Spellings.Sleep, Task);
  if (Sleep && Timer && isMissedByNobody(Blocking, Function, Context)) {
    std::string Duration = durationOf(*Sleep, Made, Context);
    if (Duration.empty())
      return Result;
    Result.Call = spell(*Timer, Root, Blocking->getBeginLoc(), Context,
                        {{"duration", Duration}});
    if (Sleep->Unit != DurationUnit::Duration)
      Result.Call.Headers.push_back("chrono");
    Result.KeepsBehaviour = !Result.Call.Text.empty();
    return Result;
  }
  // What waits for work that can be awaited is better awaited itself than from another thread, and
  // an event loop has its thread.
  if (const int *Work = roleOf(Made, &FunctionModel::SyncWait, Types))
    if (const Expr *Operand = Made.argument(*Work)) {
      CoroutineType Type = Types.of(Operand->getType());
      if (Type.isAwaitable() || Type.Kind == TypeKind::EventLoop)
        return Result;
    }
  QualType Value = Blocking->getType().getCanonicalType().getUnqualifiedType();
  const SpellingModel *Offload = usableIn(Library->Spellings.Offload, Task);
  if (!Offload || Blocking->isGLValue() ||
      !(Value->isVoidType() || Value->isBuiltinType() || Value->isPointerType() ||
        Value->isEnumeralType()))
    return Result;
  std::string Expression = textOf(Blocking, Context).str();
  std::string Body =
      Value->isVoidType() ? Expression + "; co_return;" : "co_return " + Expression + ";";
  PrintingPolicy Policy(Context.getLangOpts());
  Result.Call = spell(*Offload, Root, Blocking->getBeginLoc(), Context,
                      {{"type", Value.getAsString(Policy)}, {"body", Body}});
  return Result;
}

} // namespace corolint
