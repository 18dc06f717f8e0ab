// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/Configured.h"
#include "tool/report/Report.h"

namespace corolint {

llvm::ArrayRef<ReportFormat> reportFormats() {
  static constexpr ReportFormat Formats[] = {
      {"text", "as compilers print, for people", writeText},
      {"json", "everything, by a schema of its own", writeJson},
      {"sarif", "SARIF 2.1.0, for code scanning", writeSarif},
      {"github", "annotations in GitHub's workflow logs", writeGithub},
      {"gitlab", "GitLab's code quality report", writeGitlab},
      {"junit", "test results, for CI servers", writeJunit},
      {"checkstyle", "Checkstyle's XML", writeCheckstyle},
      {"rdjson", "for reviewdog", writeRdjson},
      {"fixes", "safe fixes, for clang-apply-replacements", writeFixes},
      {"html", "one page to look at in a browser", writeHtml},
  };
  return Formats;
}

std::string pageAddress(llvm::StringRef Check) {
  constexpr llvm::StringLiteral Docs = COROLINT_DOCS_URL;
  return Docs.empty() ? "" : (Docs + "/checks/" + Check + ".md").str();
}

} // namespace corolint
