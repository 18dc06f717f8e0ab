// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/project/Paths.h"
#include "tool/report/Report.h"

using namespace llvm;

namespace corolint {
namespace {

/// \p Text as the value of a workflow command, or of a property of one.
std::string escaped(StringRef Text, bool Property) {
  std::string Result;
  for (char C : Text)
    switch (C) {
    case '%':
      Result += "%25";
      break;
    case '\r':
      Result += "%0D";
      break;
    case '\n':
      Result += "%0A";
      break;
    case ':':
      Result += Property ? "%3A" : ":";
      break;
    case ',':
      Result += Property ? "%2C" : ",";
      break;
    default:
      Result += C;
    }
  return Result;
}

} // namespace

void writeGithub(const Report &Of, raw_ostream &Out, const ReportStyle &) {
  static constexpr StringRef Commands[] = {"notice", "warning", "error"};
  for (const Finding &Each : Of.Findings) {
    std::string Message = Each.Message;
    for (const Note &Then : Each.Notes)
      Message += "\n" + relativeTo(Then.At.File, Of.Root) + ":" + std::to_string(Then.At.Line) +
                 ": " + Then.Message;
    Out << "::" << Commands[static_cast<int>(Each.Severity)]
        << " file=" << escaped(relativeTo(Each.At.File, Of.Root), true) << ",line=" << Each.At.Line
        << ",endLine=" << Each.End.Line << ",col=" << Each.At.Column;
    if (Each.End.Line == Each.At.Line) // GitHub drops columns that span lines.
      Out << ",endColumn=" << Each.End.Column;
    Out << ",title=" << escaped(Each.Check, true) << "::" << escaped(Message, false) << '\n';
  }
}

} // namespace corolint
