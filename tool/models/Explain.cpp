// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/models/Explain.h"
#include "checks/LlvmVersions.h"
#include "checks/knowledge/AsyncContext.h"
#include "checks/knowledge/Calls.h"
#include "checks/knowledge/ClassMembers.h"
#include "checks/knowledge/ErrorTypes.h"
#include "checks/knowledge/LockTypes.h"
#include "checks/knowledge/ModelFile.h"
#include "tool/engine/ProjectCode.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

std::string placeOf(const ModelPlace &At) {
  return "model " + At.File + ":" + std::to_string(At.Line);
}

/// Prints the roles of an entry, and where they come from.
template <typename Model>
void printEntry(const Model &Entry, const Twine &Source, raw_ostream &Out) {
  Out << "  " << Source << ":\n";
  Model Copy = Entry;
  SmallVector<StringRef, 8> Lines;
  std::string Text = rolesAsText(Copy);
  StringRef(Text).split(Lines, '\n', -1, /*KeepEmpty=*/false);
  for (StringRef Line : Lines)
    Out << "    " << Line << '\n';
}

/// The member that \p Type, as in `typename Outer<T>::type`, names in the pattern of its template;
/// null for another type, or without one.
const NamedDecl *dependentMember(QualType Type) {
  const auto *Name = Type->getAs<DependentNameType>();
  if (!Name)
    return nullptr;
#if LLVM_VERSION_MAJOR < 22
  const clang::Type *Outer = Name->getQualifier()->getAsType();
#else
  const clang::Type *Outer = Name->getQualifier().getAsType();
#endif
  const CXXRecordDecl *Class = Outer ? classOrPattern(QualType(Outer, 0)) : nullptr;
  if (!Class)
    return nullptr;
  auto Members = membersNamed(Class, Name->getIdentifier()->getName());
  return Members.empty() ? nullptr : Members.front();
}

/// The class or function behind an alias, a using-declaration, a template.
const NamedDecl *behindAliases(const NamedDecl *Declaration) {
  Declaration = Declaration->getUnderlyingDecl();
  if (const auto *Alias = dyn_cast<TypeAliasTemplateDecl>(Declaration))
    Declaration = Alias->getTemplatedDecl();
  if (const auto *Alias = dyn_cast<TypedefNameDecl>(Declaration)) {
    if (const CXXRecordDecl *Class = classOrPattern(Alias->getUnderlyingType()))
      return Class;
    if (const NamedDecl *Member = dependentMember(Alias->getUnderlyingType()))
      return behindAliases(Member);
  }
  if (const auto *Template = dyn_cast<ClassTemplateDecl>(Declaration))
    return Template->getTemplatedDecl();
  if (const auto *Alias = dyn_cast<NamespaceAliasDecl>(Declaration))
    return Alias->getNamespace();
  return Declaration;
}

/// \p Name without template arguments.
std::string withoutArguments(StringRef Name) {
  std::string Result;
  unsigned Depth = 0;
  for (auto [Index, Each] : enumerate(Name)) {
    // The `<` of an operator's name is none of these.
    bool IsOperator = StringRef(Result).ends_with("operator");
    Depth += Each == '<' && !IsOperator;
    if (!Depth)
      Result += Each;
    Depth -= Each == '>' && Depth;
  }
  return Result;
}

/// What a unit calls by a name.
struct NamedThing {
  const NamedDecl *Declaration;
  const CXXRecordDecl *Through; ///< The class by whose name a member is called; null for others.
};

/// Everything that the unit calls \p Name.
SmallVector<NamedThing, 4> declarationsOf(StringRef Name, const ASTContext &Context) {
  SmallVector<NamedThing, 4> Found;
  SmallVector<const DeclContext *, 4> Scopes{Context.getTranslationUnitDecl()};
  std::vector<std::string> Path = splitQualifiedName(Name);
  for (const std::string &Component : reverse(Path)) {
    MapVector<const NamedDecl *, const CXXRecordDecl *> Here;
    for (const DeclContext *Scope : Scopes) {
      const auto *Class = dyn_cast<CXXRecordDecl>(Scope);
      DeclarationName Wanted;
      for (OverloadedOperatorKind Kind : {OO_Call, OO_Coawait, OO_AmpAmp, OO_PipePipe, OO_Plus})
        if (Component == (Twine("operator") + getOperatorSpelling(Kind)).str())
          Wanted = Context.DeclarationNames.getCXXOperatorName(Kind);
      if (!Wanted) {
        auto Known = Context.Idents.find(Component);
        if (Known == Context.Idents.end())
          continue;
        Wanted = Known->getValue();
      }
      if (Class)
        for (const NamedDecl *Member : membersNamed(Class, Wanted))
          Here.insert({behindAliases(Member), Class});
      else
        for (const NamedDecl *Member : Scope->lookup(Wanted))
          Here.insert({behindAliases(Member), nullptr});
    }
    Found.clear();
    Scopes.clear();
    for (auto [Each, Through] : Here) {
      Found.push_back({Each, Through});
      if (const auto *Inner = dyn_cast<DeclContext>(Each))
        Scopes.push_back(Inner);
    }
  }
  return Found;
}

class Explainer {
public:
  Explainer(ASTContext &Context, const LibraryModels &Models, raw_ostream &Out)
      : Context(Context), Types(Context, Models), Policy(Context.getLangOpts()), Out(Out) {}

  void explain(const NamedThing &Thing) {
    const NamedDecl *Declaration = Thing.Declaration;
    if (const auto *Class = dyn_cast<CXXRecordDecl>(Declaration))
      explainType(Class);
    else if (const FunctionDecl *Function = Declaration->getAsFunction())
      explainFunction(Function, Thing.Through);
    else if (const auto *Variable = dyn_cast<VarDecl>(Declaration))
      explainVariable(Variable);
    else
      explainOther(Declaration);
    for (const auto &[Location, Problem] : Types.takeMalformed())
      Out << "  " << Location.printToString(Context.getSourceManager())
          << ": an annotation that is not understood: " << Problem << '\n';
  }

private:
  std::string nameOf(const CXXRecordDecl *Class) const {
    // The promise of a template's pattern is no template itself.
    return Class->isDependentContext()
               ? Class->getQualifiedNameAsString() + (Class->getDescribedClassTemplate() ? "<…>" : "")
               : QualType(canonicalTagType(Context, Class)).getAsString(Policy);
  }

  void heading(const NamedDecl *Declaration, const Twine &Name, StringRef What) {
    Out << Name << " (" << What << ", "
        << Declaration->getLocation().printToString(Context.getSourceManager()) << ")\n";
  }

  /// One belief: the source of it is what overrules the others.
  template <typename Value>
  void belief(StringRef What, Value TypeModel::*Said, const TypeModel *Declared,
              const TypeModel *Model, Value ByLanguage, StringRef LanguageSays) {
    auto Line = [&](StringRef Is, const Twine &Because) {
      Out << "  " << left_justify(What, 12) << left_justify(Is, 17) << Because << '\n';
    };
    if (Declared && Declared->*Said != Value())
      return Line(name(Declared->*Said), "annotation");
    if (Model && Model->*Said != Value())
      return Line(name(Model->*Said), Model->*Said == ByLanguage
                                          ? "language: " + LanguageSays + "; " + placeOf(Model->At)
                                          : placeOf(Model->At));
    if (ByLanguage != Value())
      return Line(name(ByLanguage), "language: " + LanguageSays);
    Line("unknown", "nothing says it; checks keep silent on it");
  }

  StringRef reasonForKind(const CoroutineType &Type) const {
    switch (Type.Kind) {
    case TypeKind::Task:
      return "it has a promise, and co_await takes it";
    case TypeKind::Operation:
      return "it is a sender: it has a sender_concept";
    case TypeKind::Awaitable:
      return "co_await takes it, at least in some coroutines";
    case TypeKind::Generator:
      return "its promise has a yield_value, and nobody awaits the values";
    case TypeKind::AsyncGenerator:
      return "its promise has a yield_value, and each value is awaited";
    case TypeKind::FireAndForget:
      return "it starts at once, destroys itself at the end, and cannot be awaited";
    default:
      return "it has a promise, but cannot be awaited";
    }
  }

  void explainType(const CXXRecordDecl *Class) {
    // A template is explained by what exists of it; the pattern stands for it where nothing does.
    if (const ClassTemplateDecl *Template = Class->getDescribedClassTemplate())
      for (const ClassTemplateSpecializationDecl *Instance : Template->specializations())
        if (Instance->hasDefinition() && !Instance->isExplicitSpecialization()) {
          Class = Instance;
          break;
        }
    Class = Class->getCanonicalDecl();
    CoroutineType Language = Types.byLanguage(Class);
    CoroutineType Known = Types.of(Class);
    const TypeModel *Model = Types.models().find(Class), *Declared = Types.declared(Class);
    heading(Class, nameOf(Class), "type");
    const bool IsOfBase = !Model && Known.Model;
    if (IsOfBase) {
      Model = Known.Model;
      Out << "  derived from what " << placeOf(Model->At) << " is about\n";
    }
    bool IsGuard = isThreadLockGuard(Class, Types), IsMutex = isThreadMutex(Class, Types);
    // A model may say that whoever waits for it waits without the thread.
    bool Suspends = IsMutex && any_of(membersNamed(Class, "lock"), [&](const NamedDecl *Lock) {
                      const FunctionDecl *Function = Lock->getAsFunction();
                      return Function && isNonBlocking(Function, Types);
                    });
    bool HasError = !Class->isDependentContext() &&
                    errorCarrier(canonicalTagType(Context, Class), Types) != ErrorCarrier::None;
    if (IsGuard)
      Out << "  a lock of threads, from its construction to its destruction\n";
    else if (Suspends)
      Out << "  a mutex that suspends the coroutine which waits for it, and not its thread\n";
    else if (IsMutex)
      Out << "  a mutex of threads\n";
    if (!Model && !Declared && Language.Kind == TypeKind::None) {
      if (HasError)
        Out << "  carries a failure that must be looked at\n";
      else if (!IsGuard && !IsMutex)
        Out << "  nothing of interest to asynchronous code\n";
      return;
    }
    belief("is a", &TypeModel::Kind, Declared, Model, Language.Kind, reasonForKind(Language));
    belief("starts", &TypeModel::Start, Declared, Model, Language.Start,
           Language.Promise ? "by what initial_suspend() of its promise returns"
                            : "a sender does nothing before it is connected and started");
    // A destructor of its own may do something else than that of the base.
    const TypeModel *OfDrops = IsOfBase && Known.Dropped != Model->Dropped ? nullptr : Model;
    belief("dropped", &TypeModel::Dropped, Declared, OfDrops, Language.Dropped,
           Language.Promise ? "by its start, its destructor and its promise's final_suspend()"
                            : "a sender that is dropped was never started");
    belief("exceptions", &TypeModel::Exceptions, Declared, Model, Language.Exceptions,
           "by what unhandled_exception() of its promise does");
    // Of a template that nothing instantiated only the model speaks.
    bool SingleUse = Known.SingleUse || (Model && Model->SingleUse.value_or(false));
    if (SingleUse)
      Out << "  may be awaited once\n";
    if (const CloseModel *Close = Known.Close                          ? Known.Close
                                  : Model && !IsOfBase && Model->Close ? &*Model->Close
                                                                       : nullptr)
      Out << "  must be closed by " << join(Close->With, " or ") << "; destroyed without that, it "
          << Close->Otherwise << '\n';
    if (Language.Promise)
      Out << "  its promise is " << nameOf(Language.Promise) << '\n';
  }

  void explainFunction(const FunctionDecl *Function, const CXXRecordDecl *Object = nullptr,
                       const VarDecl *FunctionObject = nullptr) {
    std::string Signature;
    raw_string_ostream Stream(Signature);
    Function->getNameForDiagnostic(Stream, Policy, /*Qualified=*/true);
    SmallVector<std::string, 4> Parameters;
    for (const ParmVarDecl *Parameter : Function->parameters())
      Parameters.push_back(Parameter->getType().getAsString(Policy));
    heading(Function, Signature + "(" + join(Parameters, ", ") + ")", "function");
    bool Any = false;
    if (const FunctionModel *Declared = Types.declared(Function)) {
      printEntry(*Declared, "attributes and annotations", Out);
      Any = true;
    }
    for (const FunctionModel *Model : Types.models().find(Function, Object, FunctionObject)) {
      printEntry(*Model, placeOf(Model->At) + (Any ? " (counts for what none above says)" : ""), Out);
      Any = true;
    }
    if (const FunctionModel *Read = Any ? nullptr : Types.byBody(Function)) {
      printEntry(*Read, "its body", Out);
      Any = true;
    }
    if (CoroutineType Result = Types.of(Function->getReturnType()); Result.Kind != TypeKind::None) {
      Out << "  returns " << nameOf(Result.Record) << ": " << name(Result.Kind) << ", starts "
          << name(Result.Start) << ", dropped " << name(Result.Dropped) << ", exceptions "
          << name(Result.Exceptions) << '\n';
      Any = true;
    }
    if (!Function->isDependentContext() && runsOnEventLoop(Function, Types)) {
      Out << "  runs on an event loop\n";
      Any = true;
    }
    if (!Any)
      Out << "  nothing says anything of it\n";
  }

  void explainVariable(const VarDecl *Variable) {
    const CXXRecordDecl *Class = Variable->getType().getNonReferenceType()->getAsCXXRecordDecl();
    Class = Class ? definitionOrPattern(Class) : nullptr;
    bool Any = false;
    if (Class)
      for (const NamedDecl *Operator :
           membersNamed(Class, Context.DeclarationNames.getCXXOperatorName(OO_Call)))
        if (const FunctionDecl *Function = Operator->getAsFunction()) {
          explainFunction(Function, Class, Variable);
          Any = true;
        }
    if (!Any && Class)
      explainType(Class);
    else if (!Any)
      explainOther(Variable);
  }

  /// Says of \p Declaration, which is none of the above, why nothing is said of it.
  void explainOther(const NamedDecl *Declaration) {
    const auto *Alias = dyn_cast<TypedefNameDecl>(Declaration);
    heading(Declaration, Declaration->getQualifiedNameAsString(), Alias ? "alias" : "declaration");
    if (!Alias)
      Out << "  nothing is known of it: it is no class and no function\n";
    else if (Alias->getUnderlyingType()->isDependentType())
      Out << "  stands for '" << Alias->getUnderlyingType().getAsString(Policy)
          << "', which depends on template arguments; ask for the type that it becomes\n";
    else
      Out << "  stands for '" << Alias->getUnderlyingType().getAsString(Policy)
          << "', which is no class\n";
  }

  ASTContext &Context;
  CoroutineTypes Types;
  PrintingPolicy Policy;
  raw_ostream &Out;
};

} // namespace

bool explainByModels(StringRef Name, const LibraryModels &Models, raw_ostream &Out) {
  std::vector<std::string> Path = splitQualifiedName(withoutArguments(Name));
  bool Any = false;
  auto Explain = [&](const auto &Entries, StringRef What) {
    for (const auto &Entry : Entries)
      if (any_of(Entry.Names,
                 [&](StringRef Known) { return splitQualifiedName(Known) == Path; })) {
        Out << Name << " (" << What << ")\n";
        printEntry(Entry, placeOf(Entry.At), Out);
        Any = true;
      }
  };
  for (const std::unique_ptr<LibraryModel> &Library : Models.libraries()) {
    Explain(Library->Types, "type");
    Explain(Library->Functions, "function");
  }
  return Any;
}

namespace {

/// How near \p Known, a name in a model, is to \p Asked: 0 of the same library and with the same
/// end; 1 of the same library and with a part that ends alike, as that of a class does which goes
/// by an alias (`Nursery`, `BasicNursery`); 2 with the same end; none where it is far, or the same.
std::optional<unsigned> distance(ArrayRef<std::string> Known, ArrayRef<std::string> Asked) {
  if (Known == Asked)
    return std::nullopt;
  bool SameEnd = Known.front() == Asked.front();
  if (Known.size() > 1 && Asked.size() > 1 && Known.back() == Asked.back()) {
    if (SameEnd)
      return 0;
    if (any_of(Known.drop_back(),
               [&](StringRef Part) { return Part.ends_with_insensitive(Asked.front()); }))
      return 1;
  }
  return SameEnd ? std::optional<unsigned>(2) : std::nullopt;
}

} // namespace

std::string namesLike(StringRef Name, const LibraryModels &Models) {
  std::vector<std::string> Path = splitQualifiedName(withoutArguments(Name));
  if (Path.empty())
    return "";
  SmallVector<std::string, 3> Found[3];
  auto Look = [&](const auto &Entries) {
    for (const auto &Entry : Entries)
      for (StringRef Known : Entry.Names)
        if (std::optional<unsigned> Far = distance(splitQualifiedName(Known), Path))
          if (std::string Quoted = ("'" + Known + "'").str();
              Found[*Far].size() < 3 && !is_contained(Found[*Far], Quoted))
            Found[*Far].push_back(std::move(Quoted));
  };
  for (const std::unique_ptr<LibraryModel> &Library : Models.libraries()) {
    Look(Library->Types);
    Look(Library->Functions);
  }
  const auto *Nearest = find_if(Found, [](const auto &Names) { return !Names.empty(); });
  return Nearest == std::end(Found) ? "" : join(*Nearest, " or ");
}

Explained explainInUnit(StringRef Name, const Unit &Of, const LibraryModels &Models,
                        raw_ostream &Out) {
  bool Found = false;
  bool Parsed = readUnit(Of, [&](ASTContext &Context) {
    Explainer Explain(Context, Models, Out);
    for (const NamedThing &Thing : declarationsOf(withoutArguments(Name), Context)) {
      if (isa<NamespaceDecl>(Thing.Declaration))
        continue;
      Found = true;
      Explain.explain(Thing);
    }
  });
  return Found ? Explained::Found : Parsed ? Explained::NotDeclared : Explained::NotParsed;
}

} // namespace corolint
