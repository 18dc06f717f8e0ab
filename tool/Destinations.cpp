// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/Destinations.h"
#include "tool/report/WriteWhole.h"
#include "clang/Driver/Types.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <map>

using namespace clang::driver;
using namespace llvm;

namespace corolint {
namespace {

struct Destination {
  std::string Option; ///< As the user gave it.
  std::string File;   ///< Empty: standard output.
};

std::vector<Destination> destinationsOf(const CommandLine &Line, const Settings &Of) {
  std::vector<Destination> All;
  if (!Line.Emit.empty())
    All.push_back({"--emit=" + Line.Emit, Line.Emit});
  else
    for (const Output &To : Line.Outputs)
      All.push_back({"--format=" + To.Format + (To.File.empty() ? "" : ":" + To.File), To.File});
  if (!Line.Depfile.empty())
    All.push_back({"--depfile=" + Line.Depfile, Line.Depfile});
  if (Line.UpdateBaseline && !Of.Baseline.Value.empty())
    All.push_back({"--baseline=" + Of.Baseline.Value, Of.Baseline.Value});
  return All;
}

/// Whether \p File is there, and a source or a header by its name.
bool isSource(StringRef File) {
  StringRef Extension = sys::path::extension(File);
  return !Extension.empty() && sys::fs::is_regular_file(File) &&
         types::isAcceptedByClang(types::lookupTypeForExtension(Extension.drop_front()));
}

} // namespace

Error checkDestinations(const CommandLine &Line, const Settings &Of, ArrayRef<Unit> Units,
                        ArrayRef<std::string> Inputs) {
  std::map<std::string, std::string> Taken; // The option for each place.
  std::vector<std::string> Read(Inputs);
  if (!Line.UpdateBaseline && !Of.Baseline.Value.empty())
    Read.push_back(Of.Baseline.Value);
  for (const Destination &To : destinationsOf(Line, Of)) {
    std::string Real = To.File.empty() ? "" : writtenFile(To.File);
    if (Real == "/dev/null")
      continue;
    if (auto [Other, IsNew] = Taken.try_emplace(Real, To.Option); !IsNew)
      return createStringError(Other->second + " and " + To.Option + " write to one place" +
                               (To.File.empty() ? "; give all but one a file: --format=FORMAT:FILE"
                                                : "; give each a file of its own"));
    if (Real.empty() || !sys::fs::exists(Real))
      continue;
    if (isSource(Real))
      return createStringError(To.Option + " would overwrite a source file");
    auto IsSame = [&](StringRef File) { return sys::fs::equivalent(File, Real); };
    for (const Unit &Each : Units)
      if (IsSame(Each.File))
        return createStringError(To.Option + " would overwrite a source file");
    for (const std::string &File : Read)
      if (!File.empty() && IsSame(File))
        return createStringError(To.Option + " would overwrite what is read: " + File);
  }
  return Error::success();
}

} // namespace corolint
