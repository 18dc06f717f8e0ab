// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// The few parts of clangd that corolint-clangd uses or stands in front of. Clangd's libraries are
// distributed, its headers are not: what is here must be as in the LLVM release that is linked,
// which the names at link time and the tests of the editors watch over.
//
// "Stands in front of" is the linker's --wrap (see CMakeLists.txt): clangd's calls of the function
// come to ours, declared here as asked...(), which can call the original one.

#pragma once

#include "clang-tidy/ClangTidyDiagnosticConsumer.h"
#include "clang-tidy/ClangTidyOptions.h"
#include "llvm/ADT/FunctionExtras.h"
#include "llvm/Support/JSON.h"
#include <cstdio>
#include <memory>
#include <optional>

namespace clang::clangd {

/// Runs the language server until the editor is done with it.
int clangdMain(int Argc, char *Argv[]);

class ThreadsafeFS;

/// Changes the options of clang-tidy for a file, whose absolute path it is given. Called from many
/// threads.
using TidyProvider =
    llvm::unique_function<void(tidy::ClangTidyOptions &, llvm::StringRef) const>;

/// The connection to the editor. Messages are not sent at the same time, but while others are read.
class Transport {
public:
  virtual ~Transport() = default;
  virtual void notify(llvm::StringRef Method, llvm::json::Value Params) = 0;
  virtual void call(llvm::StringRef Method, llvm::json::Value Params, llvm::json::Value Id) = 0;
  virtual void reply(llvm::json::Value Id, llvm::Expected<llvm::json::Value> Result) = 0;

  /// Takes the editor's messages; false to end.
  class MessageHandler {
  public:
    virtual ~MessageHandler() = default;
    virtual bool onNotify(llvm::StringRef Method, llvm::json::Value Params) = 0;
    virtual bool onCall(llvm::StringRef Method, llvm::json::Value Params, llvm::json::Value Id) = 0;
    virtual bool onReply(llvm::json::Value Id, llvm::Expected<llvm::json::Value> Result) = 0;
  };
  virtual llvm::Error loop(MessageHandler &To) = 0;
};

enum JSONStreamStyle { Standard, Delimited };

} // namespace clang::clangd

namespace corolint {

// NOLINTBEGIN(bugprone-reserved-identifier): the linker's names.
// clang-format off

/// What the .clang-tidy files say.
clang::clangd::TidyProvider askedForClangTidyFiles(clang::clangd::ThreadsafeFS &Files) __asm__(
    "__wrap__ZN5clang6clangd21provideClangTidyFilesERNS0_12ThreadsafeFSE");
clang::clangd::TidyProvider originalClangTidyFiles(clang::clangd::ThreadsafeFS &Files) __asm__(
    "__real__ZN5clang6clangd21provideClangTidyFilesERNS0_12ThreadsafeFSE");

/// The checks that clangd runs where neither .clang-tidy nor .clangd speaks of any.
clang::clangd::TidyProvider
askedForDefaultChecks() __asm__("__wrap__ZN5clang6clangd20provideDefaultChecksEv");
clang::clangd::TidyProvider
originalDefaultChecks() __asm__("__real__ZN5clang6clangd20provideDefaultChecksEv");

/// Whether a check is fast enough to be run as one types; nothing where that was never measured.
std::optional<bool> askedWhetherFast(llvm::StringRef Check) __asm__(
    "__wrap__ZN5clang6clangd15isFastTidyCheckEN4llvm9StringRefE");
std::optional<bool> originallyFast(llvm::StringRef Check) __asm__(
    "__real__ZN5clang6clangd15isFastTidyCheckEN4llvm9StringRefE");

/// The connection over standard input and output.
std::unique_ptr<clang::clangd::Transport>
askedForTransport(std::FILE *In, llvm::raw_ostream &Out, llvm::raw_ostream *Mirror, bool Pretty,
                  clang::clangd::JSONStreamStyle Style) __asm__(
    "__wrap__ZN5clang6clangd16newJSONTransportEP8_IO_FILERN4llvm11raw_ostreamEPS4_bNS0_"
    "15JSONStreamStyleE");
std::unique_ptr<clang::clangd::Transport>
originalTransport(std::FILE *In, llvm::raw_ostream &Out, llvm::raw_ostream *Mirror, bool Pretty,
                  clang::clangd::JSONStreamStyle Style) __asm__(
    "__real__ZN5clang6clangd16newJSONTransportEP8_IO_FILERN4llvm11raw_ostreamEPS4_bNS0_"
    "15JSONStreamStyleE");

/// What a check says of a place (ClangTidyContext::diag).
clang::DiagnosticBuilder askedToReport(clang::tidy::ClangTidyContext *Context,
                                       llvm::StringRef Check, clang::SourceLocation At,
                                       llvm::StringRef Message,
                                       clang::DiagnosticIDs::Level Level) __asm__(
    "__wrap__ZN5clang4tidy16ClangTidyContext4diagEN4llvm9StringRefENS_14SourceLocationES3_NS_"
    "13DiagnosticIDs5LevelE");
clang::DiagnosticBuilder originallyReport(clang::tidy::ClangTidyContext *Context,
                                          llvm::StringRef Check, clang::SourceLocation At,
                                          llvm::StringRef Message,
                                          clang::DiagnosticIDs::Level Level) __asm__(
    "__real__ZN5clang4tidy16ClangTidyContext4diagEN4llvm9StringRefENS_14SourceLocationES3_NS_"
    "13DiagnosticIDs5LevelE");

/// What a check, or clang-tidy itself, says of the value of an option
/// (ClangTidyContext::configurationDiag). Clangd has no place to show it.
clang::DiagnosticBuilder askedToReportOption(clang::tidy::ClangTidyContext *Context,
                                             llvm::StringRef Message,
                                             clang::DiagnosticIDs::Level Level) __asm__(
    "__wrap__ZN5clang4tidy16ClangTidyContext17configurationDiagEN4llvm9StringRefENS_13DiagnosticIDs"
    "5LevelE");

// clang-format on
// NOLINTEND(bugprone-reserved-identifier)

} // namespace corolint
