// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/flow/LentReferences.h"
#include "checks/flow/AsyncLocks.h"
#include "checks/flow/FunctionBody.h"
#include "checks/flow/KeptReferences.h"
#include "checks/knowledge/ClassMembers.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// Whether \p Type is a pointer to memory without a type of its own, or to characters.
bool isBytePointer(QualType Type) {
  QualType Pointee = Type->isPointerType() ? Type->getPointeeType() : QualType();
  return !Pointee.isNull() && (Pointee->isVoidType() || Pointee->isAnyCharacterType() ||
                               Pointee->isStdByteType());
}

/// Whether \p Type is such a pointer, or a view of such memory; with \p Writable, one through which
/// that may be written.
bool viewsBytes(QualType Type, bool Writable = false) {
  auto Views = [&](QualType Each) {
    return isBytePointer(Each) && !(Writable && Each->getPointeeType().isConstQualified());
  };
  const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
  return Views(Type) || (isView(Class) && any_of(Class->fields(), [&](const FieldDecl *Field) {
                           return Views(Field->getType());
                         }));
}

/// Whether \p Made is a library's operation that is told by the text \p Argument what to do: the
/// name of a host, a query. What it works on until it is done, a library takes as a buffer; text it
/// has read when it is started, unless it is seen to be a coroutine, which keeps the view.
bool isToldBy(const Call &Made, const Expr *Argument, CoroutineTypes &Types) {
  const SourceManager &Sources = Types.context().getSourceManager();
  const FunctionDecl *Definition = nullptr;
  return isStd(Argument->getType()->getAsCXXRecordDecl(), "basic_string_view") &&
         (Sources.isInSystemHeader(Made.Callee->getLocation()) ||
          Types.models().libraryOf(Made.Callee).first) &&
         !(Made.Callee->isDefined(Definition) && coroutineBody(Definition));
}

/// Whether \p Made, whose body is not seen, is an operation on the bytes \p Argument: it has an
/// object or a stream to read from or write to, or goes from a bare pointer. What has a view and
/// nothing else may look at it and be done.
bool isOperationOnBytes(const Call &Made, const Expr *Argument, CoroutineTypes &Types) {
  if (!viewsBytes(Argument->getType()) || isToldBy(Made, Argument, Types))
    return false;
  return Made.Object || isBytePointer(Argument->getType()) ||
         any_of(Made.Callee->parameters(), [](const ParmVarDecl *Parameter) {
           QualType Type = Parameter->getType();
           QualType To =
               Type->isPointerType() ? Type->getPointeeType() : Type.getNonReferenceType();
           return ((Type->isPointerType() || Type->isLValueReferenceType()) &&
                   !To.isConstQualified() && To->isRecordType()) ||
                  (Type->isRecordType() && isPointerLike(Type->getAsCXXRecordDecl()));
         });
}

/// Whether \p Argument is a reference, not a copy that the callee has for itself.
bool isLent(const Expr *Argument, const ParmVarDecl *Parameter) {
  return Parameter->getType()->isReferenceType() ? Argument->isLValue() || isReferring(Argument->getType())
                                                 : isReferring(Parameter->getType());
}

struct LoanFinder : FunctionBodyVisitor<LoanFinder> {
  const FunctionDecl *Function = nullptr;
  const StateChanges *Changes = nullptr;
  CoroutineTypes *Types = nullptr;
  std::vector<LentReference> Found;

  bool VisitCoawaitExpr(CoawaitExpr *Await) {
    Call Made = asCall(Await->getOperand());
    if (!Made || Made.Arguments.size() > Made.Callee->getNumParams() ||
        !Types->of(Made.Expression->getType()).isAwaitable())
      return true;
    const int *Walked = roleOf(Made, &FunctionModel::Walks, *Types);
    const FunctionDecl *Body = Walked ? nullptr : visibleDefinition(Made.Callee);
    if (Body && !coroutineBody(Body))
      return true;
    for (auto [Index, Argument] : enumerate(Made.Arguments)) {
      const ParmVarDecl *Parameter = (Body ? Body : Made.Callee)->getParamDecl(Index);
      bool IsWalked = Walked && *Walked == int(Index);
      if (!isLent(Argument, Parameter) ||
          (!Body && !IsWalked && !isOperationOnBytes(Made, Argument, *Types)))
        continue;
      SharedOrigin Origin = IsWalked ? iterationOrigin(Argument, Function, Changes->states())
                                     : sharedOrigin(Argument, Function, Changes->states());
      if (Origin.IsOfParameter)
        continue;
      for (const SharedOwner &Owner : Origin.Owners)
        if (const StateChange *Change = endedBy(Owner, Origin, Made, Argument)) {
          const Expr *Use = Body ? lateUse(Body, Parameter, *Types, /*AtOnce=*/true) : nullptr;
          if (!Body || Use)
            Found.push_back({Await, Made.Callee, Argument, Use, Owner, *Change});
          return true;
        }
    }
    return true;
  }

private:
  /// The change that may end what \p Owner has while \p Made works on \p Argument, which leads
  /// there; null without one.
  const StateChange *endedBy(const SharedOwner &Owner, const SharedOrigin &Origin, const Call &Made,
                             const Expr *Argument) {
    const bool Reads = viewsBytes(Argument->getType(), /*Writable=*/true);
    Meanwhile = Changes->meanwhile(Owner.State, Function);
    const auto *Change = find_if(Meanwhile, [&](const StateChange &Each) {
      return Each.Kind != ChangeKind::Grows && invalidates(Each, Owner, Origin) &&
             !(Owner.As == SharedOwner::Pointer && Each.Leaves == StateChange::Filled) &&
             !isUnderLock(Each) && !(Reads && readsToo(Each.In, Made));
    });
    return Change == Meanwhile.end() ? nullptr : Change;
  }

  /// Whether \p Other reads from the object that \p Read does: a stream has one reader at a time.
  bool readsToo(const FunctionDecl *Other, const Call &Read) const {
    struct Finder : CallVisitor<Finder> {
      CoroutineTypes *Types = nullptr;
      const ValueDecl *From = nullptr;
      bool Found = false;
      bool visitCall(const Call &Made) {
        Found |= Made.Object && namedVariable(Made.Object) == From &&
                 Types->of(Made.Expression->getType()).isAwaitable() &&
                 any_of(Made.Arguments, [](const Expr *Argument) {
                   return viewsBytes(Argument->getType(), /*Writable=*/true);
                 });
        return !Found;
      }
    } Search;
    const FunctionDecl *Definition = visibleDefinition(Other);
    Search.From = Read.Object ? namedVariable(Read.Object) : nullptr;
    if (!Definition || !Search.From)
      return false;
    Search.Types = Types;
    Search.visitBodyOf(Definition);
    return Search.Found;
  }

  /// Whether what makes \p Change has a lock then, which callers of the coroutine may have, too.
  bool isUnderLock(const StateChange &Change) const {
    const FunctionDecl *Definition = visibleDefinition(Change.In);
    return Definition && coroutineBody(Definition) && takesAsyncLock(Definition, *Types);
  }

  SmallVector<StateChange, 2> Meanwhile;
};

} // namespace

std::vector<LentReference> lentReferences(const FunctionDecl *Function, const StateChanges &Changes,
                                          CoroutineTypes &Types) {
  if (!coroutineBody(Function) || runsUnderAsyncLock(Function, Changes, Types))
    return {};
  LoanFinder Search;
  Search.Function = Function;
  Search.Changes = &Changes;
  Search.Types = &Types;
  Search.visitBodyOf(Function);
  return std::move(Search.Found);
}

} // namespace corolint
