// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/knowledge/PromisePolicies.h"
#include "checks/knowledge/ClassMembers.h"
#include "checks/knowledge/ClosingNames.h"
#include "checks/knowledge/FieldMentions.h"
#include "checks/knowledge/StdNames.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// Whether \p Suspend, an await_suspend(), leaves the coroutine suspended and its handle alone.
bool onlySuspends(const FunctionDecl *Suspend) {
  if (constantResult(Suspend) == true)
    return true;
  const auto *Body = dyn_cast_or_null<CompoundStmt>(bodyOrPattern(Suspend));
  return Body && Body->body_empty() && Suspend->getReturnType()->isVoidType();
}

/// Whether \p Record is a \p Base or derived from one; templates' instances are alike.
bool isOrDerives(const CXXRecordDecl *Record, const CXXRecordDecl *Base) {
  return any_of(selfAndBases(Record), [&](const CXXRecordDecl *Each) {
    return templateOrSelf(Each) == templateOrSelf(Base);
  });
}

/// Whether one of the constructors that \p Declaration, a member of a class, is or names may take a
/// \p Given.
bool mayBeMadeOf(const CXXRecordDecl *Given, const Decl *Declaration) {
  if (isa<ConstructorUsingShadowDecl>(Declaration))
    return true;
  if (const auto *Template = dyn_cast<FunctionTemplateDecl>(Declaration))
    return isa<CXXConstructorDecl>(Template->getTemplatedDecl());
  const auto *Constructor = dyn_cast<CXXConstructorDecl>(Declaration);
  if (!Constructor || Constructor->getNumParams() == 0)
    return false;
  const CXXRecordDecl *Taken = classOrPattern(Constructor->getParamDecl(0)->getType());
  return Taken && isOrDerives(Given, Taken);
}

} // namespace

bool mayReturn(const CXXRecordDecl *Promise, const CXXRecordDecl *Record) {
  const FunctionDecl *Get = memberFunction(Promise, "get_return_object");
  const CXXRecordDecl *Given = Get ? classOrPattern(resultType(Get)) : nullptr;
  const CXXRecordDecl *Returned = definitionOrPattern(Record);
  Given = Given ? definitionOrPattern(Given) : nullptr;
  if (!Given || !Returned || Given->isDependentContext() || Given->hasAnyDependentBases())
    return true;
  if (isOrDerives(Given, Returned) || isOrDerives(Returned, Given) || Returned->isDerivedFrom(Given))
    return true;
  auto Conversions = Given->getVisibleConversionFunctions();
  return Conversions.begin() != Conversions.end() ||
         any_of(Returned->decls(), [&](const Decl *Each) { return mayBeMadeOf(Given, Each); });
}

bool isMadeOfTask(const CXXRecordDecl *Promise, const CXXRecordDecl *Record) {
  const FunctionDecl *Get = memberFunction(Promise, "get_return_object");
  const CXXRecordDecl *Given = Get ? classOrPattern(resultType(Get)) : nullptr;
  Given = Given ? definitionOrPattern(Given) : nullptr;
  Record = definitionOrPattern(Record);
  return Given && Record && !membersNamed(Given, "promise_type").empty() &&
         !isOrDerives(Record, Given) && !Record->isDerivedFrom(Given);
}

bool neverSuspendsAtTheEnd(const CXXRecordDecl *Promise) {
  const FunctionDecl *Final = memberFunction(Promise, "final_suspend");
  return Final && isStd(classOrPattern(resultType(Final)), "suspend_never");
}

bool keepsFailureInItself(const CXXRecordDecl *Promise) {
  const FunctionDecl *Handler = memberFunction(Promise, "unhandled_exception");
  const auto *Body = dyn_cast_or_null<CompoundStmt>(Handler ? bodyOrPattern(Handler) : nullptr);
  const auto *Only = Body && Body->size() == 1 ? dyn_cast<Expr>(Body->body_front()) : nullptr;
  const auto *Assigns = Only ? dyn_cast<CXXOperatorCallExpr>(Only->IgnoreImplicit()) : nullptr;
  if (!Assigns || Assigns->getOperator() != OO_Equal || Assigns->getNumArgs() != 2)
    return false;
  const auto *Member = dyn_cast<MemberExpr>(Assigns->getArg(0)->IgnoreParenImpCasts());
  const auto *Kept = Member && isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts())
                         ? dyn_cast<FieldDecl>(Member->getMemberDecl())
                         : nullptr;
  if (!Kept || Kept->getType()->isReferenceType())
    return false;
  // What reads it before the promise goes may tell of it.
  return none_of(selfAndBases(Promise), [&](const CXXRecordDecl *Class) {
    return any_of(Class->methods(), [&](const CXXMethodDecl *Each) {
      const Stmt *Other = Each == Handler ? nullptr : bodyOrPattern(Each);
      return Other && mentionsField(Other, Kept);
    });
  });
}

namespace {

/// Whether \p Condition asks more than whether there is a handle: it calls something or counts.
bool asksMore(const Expr *Condition) {
  struct Finder : RecursiveASTVisitor<Finder> {
    bool Found = false;
    unsigned Depth = 0;
    bool VisitCallExpr(CallExpr *Call) {
      const FunctionDecl *Callee = Call->getDirectCallee();
      const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Callee);
      OverloadedOperatorKind Operator =
          Callee ? Callee->getOverloadedOperator() : OverloadedOperatorKind::OO_None;
      bool Counts = Operator == OO_PlusPlus || Operator == OO_MinusMinus;
      bool IsOfHandle = Callee && !Counts &&
                        (isa<CXXConversionDecl>(Callee) || Callee->isInStdNamespace() ||
                         Operator != OO_None ||
                         (Method && isStd(Method->getParent(), "coroutine_handle")));
      // A predicate of its own: `valid()`.
      const Stmt *Body = Method && Method->isConst() && !IsOfHandle ? bodyOrPattern(Method) : nullptr;
      Found |= !IsOfHandle && !(Body && Depth++ == 0 && TraverseStmt(const_cast<Stmt *>(Body)));
      return !Found;
    }
    bool VisitUnaryOperator(UnaryOperator *Operator) {
      Found |= Operator->isIncrementDecrementOp();
      return !Found;
    }
  } Search;
  Search.TraverseStmt(const_cast<Expr *>(Condition));
  return Search.Found;
}

/// Whether \p Function, of the standard library, waits for something to happen.
bool waitsInStd(const FunctionDecl *Function) {
  if (const auto *Scope = dyn_cast<NamespaceDecl>(Function->getDeclContext());
      Scope && Scope->getName() == "this_thread")
    return true;
  const auto *Method = dyn_cast<CXXMethodDecl>(Function);
  if (!Method || !Method->getIdentifier())
    return false;
  return is_contained({"wait", "wait_for", "wait_until", "join", "acquire", "arrive_and_wait"},
                      Method->getName()) ||
         (Method->getName() == "get" &&
          (isStd(Method->getParent(), "future") || isStd(Method->getParent(), "shared_future")));
}

/// What a body does with a coroutine: what it calls on a std::coroutine_handle, or on something
/// dependent.
class HandleCallFinder : public RecursiveASTVisitor<HandleCallFinder> {
public:
  explicit HandleCallFinder(unsigned Depth = 0) : Depth(Depth) {}

  /// Whether it does something before it destroys a coroutine that may wait for its end.
  bool mayWait() const { return Waits; }
  /// One that first asks whether the coroutine is done, or whether it is the last to hold it, may
  /// leave it running.
  bool destroys() const { return Destroys && !Asks; }
  bool resumes() const { return Resumes; }
  /// Whether it tells the work to stop.
  bool cancels() const { return Cancels; }

  bool TraverseIfStmt(IfStmt *If) {
    bool Guarded = If->getCond() && asksMore(If->getCond());
    SaveAndRestore Level(Guards, Guards + Guarded);
    return RecursiveASTVisitor::TraverseIfStmt(If);
  }
  bool TraverseWhileStmt(WhileStmt *Loop) {
    bool Result = RecursiveASTVisitor::TraverseWhileStmt(Loop);
    Waits |= !Destroys;
    return Result;
  }
  bool VisitCallExpr(CallExpr *Call) {
    Waits = Waits || (!Destroys && mayWait(Call));
    return true;
  }
  bool VisitCXXMemberCallExpr(CXXMemberCallExpr *Call) {
    const CXXMethodDecl *Method = Call->getMethodDecl();
    if (Method && Method->getIdentifier() && isStd(Method->getParent(), "coroutine_handle"))
      called(Method->getName());
    return true;
  }
  bool VisitMemberExpr(MemberExpr *Member) {
    const auto *Method = dyn_cast<CXXMethodDecl>(Member->getMemberDecl());
    if (!Method || !isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts()))
      return true;
    Cancels |= Method->getIdentifier() && isCancellingName(Method->getName()) &&
               !Method->isConst() && !Method->getReturnType()->isBooleanType();
    // What the destructor leaves to another member function of its own.
    if (const Stmt *Body = std::exchange(Followed, true) ? nullptr : bodyOrPattern(Method))
      TraverseStmt(const_cast<Stmt *>(Body));
    return true;
  }
  bool VisitUnresolvedMemberExpr(UnresolvedMemberExpr *Member) {
    Cancels |= Member->isImplicitAccess() && Member->getMemberName().isIdentifier() &&
               isCancellingName(Member->getMemberName().getAsString());
    return true;
  }
  bool VisitCXXOperatorCallExpr(CXXOperatorCallExpr *Call) {
    const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Call->getDirectCallee());
    Resumes |= Call->getOperator() == OO_Call && Method &&
               isStd(Method->getParent(), "coroutine_handle");
    return true;
  }
  bool VisitCXXDependentScopeMemberExpr(CXXDependentScopeMemberExpr *Member) {
    if (Member->getMember().isIdentifier())
      called(Member->getMember().getAsString());
    return true;
  }

private:
  /// Whether \p Call may wait: what cannot be seen may.
  bool mayWait(const CallExpr *Call) const {
    const FunctionDecl *Callee = Call->getDirectCallee();
    if (!Callee) {
      const Expr *Named = Call->getCallee()->IgnoreParenImpCasts();
      if (const auto *Overloads = dyn_cast<UnresolvedLookupExpr>(Named))
        return !all_of(Overloads->decls(), isFromStd);
      const auto *Member = dyn_cast<CXXDependentScopeMemberExpr>(Named);
      return !Member || !Member->getMember().isIdentifier() ||
             !is_contained({"destroy", "done", "resume", "address", "promise"},
                           Member->getMember().getAsIdentifierInfo()->getName());
    }
    if (Callee->isNoReturn() || Callee->getBuiltinID())
      return false;
    if (isFromStd(Callee))
      return waitsInStd(Callee);
    const auto *Method = dyn_cast<CXXMethodDecl>(Callee);
    const Stmt *Body = Method && Method->isVirtual() ? nullptr : bodyOrPattern(Callee);
    if (!Body || Depth > 2)
      return true;
    HandleCallFinder Inner(Depth + 1);
    Inner.TraverseStmt(const_cast<Stmt *>(Body));
    return Inner.Waits;
  }

  void called(StringRef Name) {
    Destroys |= Name == "destroy";
    Resumes |= Name == "resume";
    Asks |= Name == "done" || (Name == "destroy" && Guards);
  }
  const unsigned Depth; ///< How many calls deep this is.
  bool Destroys = false, Resumes = false, Asks = false, Waits = false, Cancels = false;
  unsigned Guards = 0; ///< The conditions around that ask more than whether there is a handle.
  bool Followed = false; ///< One function deep is enough, and keeps recursion out.
};

/// Whether a \p Record of the program holds a coroutine's handle and has a destructor whose body an
/// editor's preamble leaves out: what it does with the handle is, nearly always, to destroy it.
bool mayDestroyUnseen(const CXXRecordDecl *Record) {
  const CXXDestructorDecl *Destructor = destructorOf(Record);
  return Destructor && isBodyHidden(Destructor) &&
         any_of(Record->fields(), [](const FieldDecl *Field) {
           return isStd(classOrPattern(Field->getType()), "coroutine_handle");
         });
}

/// Whether what runs when a \p Record is destroyed, its own destructor or one of a base or member, is
/// such that \p Acts.
bool anyDestructor(const CXXRecordDecl *Record,
                   function_ref<bool(const CXXRecordDecl *, const HandleCallFinder &)> Acts,
                   unsigned Depth = 0) {
  Record = definitionOrPattern(Record);
  if (!Record || Depth > 3)
    return false;
  HandleCallFinder Finder;
  if (const CXXDestructorDecl *Destructor = destructorOf(Record))
    Finder.TraverseStmt(const_cast<Stmt *>(bodyOrPattern(Destructor)));
  if (Acts(Record, Finder))
    return true;
  auto Inner = [&](QualType Type) {
    const CXXRecordDecl *Class = classOrPattern(Type);
    return Class && !Class->isInStdNamespace() && anyDestructor(Class, Acts, Depth + 1);
  };
  return any_of(Record->bases(),
                [&](const CXXBaseSpecifier &Base) { return Inner(Base.getType()); }) ||
         any_of(Record->fields(), [&](const FieldDecl *Field) {
           return !Field->getType()->isReferenceType() && Inner(Field->getType());
         });
}

/// Whether destroying a \p Record destroys a coroutine that it holds, whose end it does not wait
/// for.
bool destroysCoroutine(const CXXRecordDecl *Record) {
  bool Waits = false;
  return anyDestructor(Record,
                       [&](const CXXRecordDecl *Class, const HandleCallFinder &Body) {
                         Waits |= Body.mayWait();
                         return mayDestroyUnseen(Class) || Body.destroys();
                       }) &&
         !Waits;
}

/// Whether the destructor of \p Record itself tells the coroutine to stop.
bool cancelsWhenDropped(const CXXRecordDecl *Record) {
  Record = definitionOrPattern(Record);
  HandleCallFinder Finder;
  if (const CXXDestructorDecl *Destructor = Record ? destructorOf(Record) : nullptr)
    Finder.TraverseStmt(const_cast<Stmt *>(bodyOrPattern(Destructor)));
  return Finder.cancels();
}

/// Whether get_return_object() of \p Promise resumes the coroutine.
bool resumesAtOnce(const CXXRecordDecl *Promise) {
  const FunctionDecl *Get = memberFunction(Promise, "get_return_object");
  const Stmt *Body = Get ? bodyOrPattern(Get) : nullptr;
  HandleCallFinder Finder;
  Finder.TraverseStmt(const_cast<Stmt *>(Body));
  return Finder.resumes();
}

} // namespace

StartPolicy startPolicy(const CXXRecordDecl *Promise) {
  const FunctionDecl *Initial = memberFunction(Promise, "initial_suspend");
  if (!Initial)
    return StartPolicy::Unknown;
  const CXXRecordDecl *Awaiter = classOrPattern(resultType(Initial));
  // One derived from those without members of its own is the same.
  for (unsigned Depth = 0;
       Depth < 8 && Awaiter && !Awaiter->isInStdNamespace() && Awaiter->hasDefinition() &&
       Awaiter->getNumBases() == 1 && Awaiter->getDefinition()->methods().empty();
       ++Depth)
    Awaiter = classOrPattern(Awaiter->bases_begin()->getType());
  // One that was resumed before that need not wait for anybody.
  auto Waiting = [&] { return resumesAtOnce(Promise) ? StartPolicy::Unknown : StartPolicy::Lazy; };
  if (isStd(Awaiter, "suspend_always"))
    return Waiting();
  if (isStd(Awaiter, "suspend_never"))
    return StartPolicy::Eager;
  // An awaiter of the library's own: one that is always ready does not suspend. One that suspends
  // may have arranged to be resumed at once, unless it is seen to do nothing with the handle.
  if (!Awaiter || !definitionOrPattern(Awaiter))
    return StartPolicy::Unknown;
  const FunctionDecl *Ready = memberFunction(Awaiter, "await_ready");
  std::optional<bool> IsReady = Ready ? constantResult(Ready) : std::nullopt;
  if (IsReady == true)
    return StartPolicy::Eager;
  const FunctionDecl *Suspend = memberFunction(Awaiter, "await_suspend");
  return IsReady == false && Suspend && onlySuspends(Suspend) ? Waiting() : StartPolicy::Unknown;
}

bool resumesWhenDropped(const CXXRecordDecl *Record) {
  return anyDestructor(Record, [](const CXXRecordDecl *, const HandleCallFinder &Body) {
    return Body.resumes();
  });
}

DropFate dropFate(const CXXRecordDecl *Record, StartPolicy Start, bool EndsByItself) {
  if (Start == StartPolicy::Lazy)
    return resumesWhenDropped(Record) ? DropFate::RunsUnobserved : DropFate::NeverRuns;
  if (Start == StartPolicy::Unknown)
    return DropFate::Unknown;
  if (destroysCoroutine(Record) || cancelsWhenDropped(Record))
    return DropFate::Cancelled;
  const CXXRecordDecl *Definition = definitionOrPattern(Record);
  if (EndsByItself ||
      (Definition && !Definition->isDependentContext() && Definition->hasTrivialDestructor()))
    return DropFate::RunsUnobserved;
  return DropFate::Unknown;
}

} // namespace corolint
