// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/clangd/Findings.h"
#include "tool/Configured.h"
#include "tool/clangd/ClangdParts.h"
#include "tool/clangd/FixTitles.h"
#include "llvm/Support/FileSystem.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

constexpr int Information = 3;

/// Takes the fixes that \p Diagnostic comes with.
void takeFixes(json::Object &Diagnostic, std::vector<OfferedFix> &To) {
  json::Array *Actions = Diagnostic.getArray("codeActions");
  if (!Actions)
    return;
  for (json::Value &Each : *Actions) {
    json::Object &Action = *Each.getAsObject();
    OfferedFix Fix;
    Fix.Check = Diagnostic.getString("code")->str();
    Fix.Message = Diagnostic.getString("message").value_or("").str();
    Fix.At = beginOf(Diagnostic);
    Fix.IsSafe = isFixOfFinding(Action.getString("title").value_or(""), Fix.Message);
    nameByEdits(Action, Fix.Message);
    Fix.Action = Action;
    To.push_back(std::move(Fix));
  }
}

/// The address of the page of \p Check: where the documentation is on the web, or else in the sources
/// that this was built from; empty where they are gone.
std::string pageOf(StringRef Check) {
  if (constexpr StringLiteral Docs = COROLINT_DOCS_URL; !Docs.empty())
    return (Docs + "/checks/" + Check + ".md").str();
  std::string File = (COROLINT_DOCS_FOLDER "/checks/" + Check + ".md").str();
  return sys::fs::exists(File) ? "file://" + File : "";
}

} // namespace

bool isOurs(const json::Object &Diagnostic) {
  return Diagnostic.getString("code").value_or("").starts_with("async-");
}

std::vector<OfferedFix> presentFindings(json::Array &Diagnostics, bool KeepEmbedded) {
  std::vector<OfferedFix> Fixes;
  for (json::Value &Each : Diagnostics) {
    json::Object &Diagnostic = *Each.getAsObject();
    if (isOurs(Diagnostic)) {
      takeFixes(Diagnostic, Fixes);
      Diagnostic["source"] = "corolint";
      if (std::string Page = pageOf(*Diagnostic.getString("code")); !Page.empty())
        Diagnostic["codeDescription"] = json::Object{{"href", Page}};
      else
        Diagnostic.erase("codeDescription"); // Clangd's leads to a page of clang-tidy.
      if (Diagnostic.getString("message").value_or("").starts_with_insensitive(RemarkPrefix))
        Diagnostic["severity"] = Information;
    }
    if (!KeepEmbedded)
      Diagnostic.erase("codeActions");
  }
  return Fixes;
}

DiagnosticBuilder askedToReport(tidy::ClangTidyContext *Context, StringRef Check, SourceLocation At,
                                StringRef Message, DiagnosticIDs::Level Level) {
  if (Level != DiagnosticIDs::Remark || !Check.starts_with("async-"))
    return originallyReport(Context, Check, At, Message, Level);
  return originallyReport(Context, Check, At, (RemarkPrefix + Message).str(),
                          DiagnosticIDs::Warning);
}

} // namespace corolint
