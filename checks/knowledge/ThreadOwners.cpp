// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/knowledge/ThreadOwners.h"
#include "checks/knowledge/Calls.h"
#include "checks/knowledge/ClassMembers.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

bool isThread(const CXXRecordDecl *Class) {
  return isStd(Class, "thread") || isStd(Class, "jthread");
}

/// Whether \p Type is a thread, or a class of the standard that holds some.
bool holdsThread(QualType Type, unsigned Depth = 0) {
  const CXXRecordDecl *Class = Type->getBaseElementTypeUnsafe()->getAsCXXRecordDecl();
  if (!Class || isThread(Class))
    return Class;
  const auto *Holder = dyn_cast<ClassTemplateSpecializationDecl>(Class);
  return Holder && Holder->isInStdNamespace() && Depth < 3 &&
         any_of(Holder->getTemplateArgs().asArray(), [&](const TemplateArgument &Argument) {
           return Argument.getKind() == TemplateArgument::Type &&
                  holdsThread(Argument.getAsType(), Depth + 1);
         });
}

/// Finds where a body makes a thread itself.
class ThreadMaker : public RecursiveASTVisitor<ThreadMaker> {
public:
  bool Found = false;
  bool VisitCXXConstructExpr(CXXConstructExpr *Made) {
    return !(Found |= isThread(Made->getConstructor()->getParent()) && Made->getNumArgs() > 0 &&
                      !Made->getConstructor()->isCopyOrMoveConstructor());
  }
};

bool makesThread(const FunctionDecl *Function) {
  ThreadMaker Maker;
  if (const FunctionDecl *Definition = visibleDefinition(Function))
    Maker.TraverseStmt(Definition->getBody());
  return Maker.Found;
}

/// Finds where a body gives something to a thread, through a few functions.
class ThreadFinder : public RecursiveASTVisitor<ThreadFinder> {
public:
  bool Found = false;
  void addBodyOf(const FunctionDecl *Function) {
    if (const FunctionDecl *Definition = visibleDefinition(Function); Definition && Depth < 3) {
      Found |= makesThread(Definition);
      ++Depth;
      TraverseStmt(Definition->getBody());
      --Depth;
    }
  }
  bool VisitCallExpr(CallExpr *Expression) {
    if (Call Made = asCallItself(Expression)) {
      Found |= ownsThreads(Made.objectClass());
      if (!Found && !Made.Callee->isInStdNamespace())
        addBodyOf(Made.Callee);
    }
    return !Found;
  }

private:
  unsigned Depth = 0;
};

} // namespace

bool ownsThreads(const CXXRecordDecl *Class) {
  if (!Class || !Class->hasDefinition() || isThread(Class) || Class->isInStdNamespace())
    return false;
  Class = Class->getDefinition();
  return any_of(Class->fields(),
                [](const FieldDecl *Field) { return holdsThread(Field->getType()); }) ||
         any_of(Class->ctors(), makesThread) ||
         any_of(Class->bases(), [](const CXXBaseSpecifier &Each) {
           return ownsThreads(Each.getType()->getAsCXXRecordDecl());
         });
}

bool handsToThread(const CoawaitExpr *Await) {
  const Expr *Suspend = Await->getSuspendExpr();
  const auto *Made = Suspend ? dyn_cast<CallExpr>(Suspend->IgnoreImplicit()) : nullptr;
  ThreadFinder Finder;
  if (Made && Made->getDirectCallee())
    Finder.addBodyOf(Made->getDirectCallee());
  return Finder.Found;
}

const ValueDecl *postedTo(const CoawaitExpr *Await) {
  const Expr *Suspend = Await->getSuspendExpr();
  const auto *Suspends = Suspend ? dyn_cast<CallExpr>(Suspend->IgnoreImplicit()) : nullptr;
  const FunctionDecl *Body = Suspends && Suspends->getDirectCallee()
                                 ? visibleDefinition(Suspends->getDirectCallee())
                                 : nullptr;
  const auto *Only = Body ? dyn_cast_or_null<CompoundStmt>(Body->getBody()) : nullptr;
  if (!Only || Only->size() != 1 || Body->getNumParams() != 1 || !Await->getType()->isVoidType())
    return nullptr;
  const auto *Posts = dyn_cast<Expr>(Only->body_front());
  Call Posted = Posts ? asCall(Posts) : Call();
  if (!Posted || !Posted.Object || Posted.Arguments.size() != 1 ||
      Posted.Callee->isInStdNamespace() || Posted.Callee->getNumParams() == 0)
    return nullptr;
  // What takes the handle as such may keep it for an event.
  if (isStd(Posted.Callee->getParamDecl(0)->getType().getNonReferenceType()->getAsCXXRecordDecl(),
            "coroutine_handle"))
    return nullptr;
  const Expr *Given = ignoreIdentity(Posted.Arguments[0]);
  while (const auto *Made = dyn_cast<CXXConstructExpr>(Given)) {
    if (Made->getNumArgs() == 0)
      return nullptr;
    Given = ignoreIdentity(Made->getArg(0));
  }
  if (namedVariable(Given) != Body->getParamDecl(0))
    return nullptr;
  Call Awaited = asCall(Await->getOperand());
  if (Call Arrow = asCall(Awaited.Object);
      Arrow && Arrow.Callee->getOverloadedOperator() == OO_Arrow)
    return namedVariable(Arrow.Object);
  return namedVariable(Awaited.Object);
}

} // namespace corolint
