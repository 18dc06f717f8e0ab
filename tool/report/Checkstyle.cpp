// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/project/Paths.h"
#include "tool/report/Report.h"
#include "tool/report/Xml.h"

using namespace llvm;

namespace corolint {

void writeCheckstyle(const Report &Of, raw_ostream &Out, const ReportStyle &) {
  static constexpr StringRef Severities[] = {"info", "warning", "error"};
  Out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n";
  for (auto Each = Of.Findings.begin(); Each != Of.Findings.end();) {
    const std::string &File = Each->At.File;
    Out << "  <file name=\"" << xml(relativeTo(File, Of.Root)) << "\">\n";
    for (; Each != Of.Findings.end() && Each->At.File == File; ++Each)
      Out << "    <error line=\"" << Each->At.Line << "\" column=\"" << Each->At.Column
          << "\" severity=\"" << Severities[static_cast<int>(Each->Severity)] << "\" message=\""
          << xml(Each->Message) << "\" source=\"corolint." << xml(Each->Check) << "\"/>\n";
    Out << "  </file>\n";
  }
  Out << "</checkstyle>\n";
}

} // namespace corolint
