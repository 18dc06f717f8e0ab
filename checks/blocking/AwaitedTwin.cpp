// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/blocking/AwaitedTwin.h"
#include "checks/knowledge/AsyncContext.h"
#include "checks/knowledge/CalleeName.h"
#include "checks/knowledge/ClassMembers.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// Whether the completion token \p Token may be left out: it has a default with which the result
/// can be awaited. Some libraries write a default that does not exist for most objects.
bool hasDefault(const ParmVarDecl *Token, const FunctionDecl *Twin, CoroutineTypes &Types) {
  const auto *Type = Token->getType().getNonReferenceType()->castAs<TemplateTypeParmType>();
  const auto *Parameter = cast<TemplateTypeParmDecl>(
      Twin->getDescribedFunctionTemplate()->getTemplateParameters()->getParam(Type->getIndex()));
  if (!Token->hasDefaultArg() || !Parameter->hasDefaultArgument())
    return false;
  CoroutineType Default = Types.of(Parameter->getDefaultArgument().getArgument().getAsType());
  return Default.Kind == TypeKind::CompletionToken && Default.Exceptions == ExceptionFate::Stored;
}

/// Whether the callee of \p Made is named in a way that its twin cannot be: found by a
/// using-declaration, or with template arguments where the twin has others.
bool isNamedAlone(const Call &Made, const AsyncTwin &Twin) {
  const Expr *Callee = cast<CallExpr>(Made.Expression)->getCallee()->IgnoreParenImpCasts();
  if (const auto *Reference = dyn_cast<DeclRefExpr>(Callee))
    return isa<UsingShadowDecl>(Reference->getFoundDecl()) ||
           (Twin.Token && Reference->hasExplicitTemplateArgs());
  const auto *Member = dyn_cast<MemberExpr>(Callee);
  return !Member || (Twin.Token && Member->hasExplicitTemplateArgs());
}

/// Whether what stands behind the call \p Expression binds tighter than co_await.
bool needsParentheses(const Expr *Expression, const ASTContext &Context) {
  std::optional<Token> Next = Lexer::findNextToken(
      Expression->getEndLoc(), Context.getSourceManager(), Context.getLangOpts());
  return Next && Next->isOneOf(tok::period, tok::arrow, tok::l_square, tok::l_paren, tok::plusplus,
                               tok::minusminus);
}

/// The token that \p Twin needs behind the arguments of \p Made, as the library of \p Caller has
/// it; none if it is not known.
std::optional<Spelling> tokenFor(const Call &Made, const AsyncTwin &Twin,
                                 const FunctionDecl *Caller, CoroutineTypes &Types) {
  if (!Twin.Token || (!Twin.LacksError && hasDefault(Twin.Token, Twin.Function, Types)))
    return Spelling();
  auto [Library, Root] = libraryOfCoroutine(Caller, Types);
  const CXXRecordDecl *Task = Types.of(Caller->getReturnType()).Record;
  if (!Library || !hasDefaultArguments(Task))
    return std::nullopt;
  // The token of one copy of a library says nothing to another copy of it.
  if (auto [TwinLibrary, TwinRoot] = Types.models().libraryOf(Twin.Function);
      TwinLibrary == Library && TwinRoot != Root)
    return std::nullopt;
  const SpellingModel *Model =
      usableIn(Twin.LacksError ? Library->Spellings.ErrorToken : Library->Spellings.Token, Task);
  if (!Model || Model->Text.empty())
    return std::nullopt;
  const ASTContext &Context = Types.context();
  StringMap<std::string> Values;
  if (Twin.LacksError)
    Values["error"] = Lexer::getSourceText(
        CharSourceRange::getTokenRange(Made.Arguments.back()->getSourceRange()),
        Context.getSourceManager(), Context.getLangOpts());
  return spell(*Model, Root, Values);
}

} // namespace

AwaitedTwin awaitedTwin(const Call &Made, const AsyncTwin &Twin, const FunctionDecl *Caller,
                        CoroutineTypes &Types) {
  AwaitedTwin Result;
  ASTContext &Context = Types.context();
  const auto *Expression = cast<CallExpr>(Made.Expression);
  SourceLocation Begin = Expression->getBeginLoc(), Close = Expression->getRParenLoc();
  SourceRange Name = calleeNameRange(Expression);
  if (Name.isInvalid() || Begin.isMacroID() || Close.isMacroID() ||
      !mayWriteAwaitAt(Expression, Context) || isNamedAlone(Made, Twin) ||
      Expression->isGLValue() || !(Twin.Token || (Twin.SameResult && !Twin.LacksError)))
    return Result;
  Answer MayAwait =
      Twin.Token ? Answer::Yes : mayAwait(promiseOf(Caller), resultType(Twin.Function));
  std::optional<Spelling> Token = tokenFor(Made, Twin, Caller, Types);
  if (!Token || MayAwait == Answer::No)
    return Result;
  Result.Token = *Token;
  // The other instances of a template may have other types.
  Result.KeepsBehaviour =
      MayAwait == Answer::Yes && !Caller->getTemplateInstantiationPattern();

  bool Parenthesize = needsParentheses(Expression, Context);
  std::string Await = Parenthesize ? "(co_await " : "co_await ";
  std::string TwinName = Twin.Function->getNameAsString();
  // An insertion and a replacement at one place are one edit.
  if (Name.getBegin() == Begin) {
    Result.Edits.push_back(FixItHint::CreateReplacement(Name, Await + TwinName));
  } else {
    Result.Edits.push_back(FixItHint::CreateInsertion(Begin, Await));
    Result.Edits.push_back(FixItHint::CreateReplacement(Name, TwinName));
  }
  if (Twin.LacksError)
    Result.Edits.push_back(FixItHint::CreateReplacement(Made.Arguments.back()->getSourceRange(),
                                                        Result.Token.Text));
  else if (!Result.Token.Text.empty())
    Result.Edits.push_back(FixItHint::CreateInsertion(
        Close, (Made.Arguments.empty() ? "" : ", ") + Result.Token.Text));
  if (Parenthesize)
    Result.Edits.push_back(FixItHint::CreateInsertion(Close.getLocWithOffset(1), ")"));
  return Result;
}

} // namespace corolint
