// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Reads the members of classes, of templates that nothing instantiated too: as far as their pattern
// tells.

#pragma once

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "llvm/ADT/SetVector.h"

namespace corolint {

/// The declaration of \p Record that has members: its definition; for a specialisation that nothing
/// made complete, the definition of the template it would come from; null without one.
const clang::CXXRecordDecl *definitionOrPattern(const clang::CXXRecordDecl *Record);

/// The class that \p Type names. For a dependent specialisation the pattern of its template, so
/// that promises that only exist as templates can be read. Null for what is no class.
const clang::CXXRecordDecl *classOrPattern(clang::QualType Type);

/// The primary template \p Record comes from, or \p Record itself: equal for two specialisations of
/// one template.
const clang::Decl *templateOrSelf(const clang::CXXRecordDecl *Record);

/// Whether \p Pattern, the first argument of a specialisation or the type of a parameter, is about
/// \p Record: the same class, or dependent and of the same template.
bool isAbout(clang::QualType Pattern, const clang::CXXRecordDecl *Record);

/// The definition (or pattern) of \p Record and, behind it, those of its public bases; each once, so
/// that templates that inherit from other instances of themselves come to an end.
llvm::SmallSetVector<const clang::CXXRecordDecl *, 8>
selfAndBases(const clang::CXXRecordDecl *Record);

/// The members of \p Record called \p Name, from the nearest class upwards that has one; dependent
/// bases are read as patterns.
llvm::SmallVector<const clang::NamedDecl *, 4> membersNamed(const clang::CXXRecordDecl *Record,
                                                            clang::DeclarationName Name);
llvm::SmallVector<const clang::NamedDecl *, 4> membersNamed(const clang::CXXRecordDecl *Record,
                                                            llvm::StringRef Name);

/// The first of them that is a function or a function template; null without one.
const clang::FunctionDecl *memberFunction(const clang::CXXRecordDecl *Record, llvm::StringRef Name);

/// The destructor that \p Class declares, in a template that of the pattern, for which clang
/// selects none; null where it declares none.
const clang::CXXDestructorDecl *destructorOf(const clang::CXXRecordDecl *Class);

/// The declaration of \p Function with the body to read for it: its own, or that of the pattern it
/// would be instantiated from; null without one.
const clang::FunctionDecl *withBody(const clang::FunctionDecl *Function);

/// That body; null without one.
const clang::Stmt *bodyOrPattern(const clang::FunctionDecl *Function);

/// Whether \p Function of the program has a body that was left out: editors do so for the headers
/// that a file includes first.
bool isBodyHidden(const clang::FunctionDecl *Function);

/// The type that \p Function returns, its return statement telling where the declaration says
/// `auto`.
clang::QualType resultType(const clang::FunctionDecl *Function);

/// Whether all template arguments of \p Class after the first are those that its template has for
/// defaults.
bool hasDefaultArguments(const clang::CXXRecordDecl *Class);

/// Whether \p Record is the class \p Name of namespace std.
bool isStd(const clang::CXXRecordDecl *Record, llvm::StringRef Name);

/// The constant that \p Function returns, if returning it is all that it does.
std::optional<bool> constantResult(const clang::FunctionDecl *Function);

} // namespace corolint
