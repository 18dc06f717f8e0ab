// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/Progress.h"
#include "tool/project/Paths.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

namespace corolint {
namespace {

std::string duration(double Seconds) {
  std::string Text;
  raw_string_ostream Out(Text);
  auto Whole = static_cast<unsigned long>(Seconds + 0.5);
  if (Whole >= 3600)
    Out << Whole / 3600 << " h " << Whole % 3600 / 60 << " min";
  else if (Whole >= 60)
    Out << Whole / 60 << " min " << Whole % 60 << " s";
  else
    Out << Whole << " s";
  return Text;
}

/// Whether standard error is a terminal that does more than append.
bool mayRewriteLines() {
  return sys::Process::StandardErrIsDisplayed() &&
         sys::Process::GetEnv("TERM").value_or("dumb") != "dumb";
}

} // namespace

Progress::Progress(const Project &Of, bool Quiet, bool Verbose)
    : Of(Of), Verbose(Verbose),
      Visible(!Quiet && !Verbose && Of.Units.size() > 1 && mayRewriteLines()) {
  // The first unit may take long.
  if (Visible)
    errs() << "corolint: 0/" << Of.Units.size() << " units";
}

void Progress::finished(size_t Index) {
  ++Done;
  size_t Total = Of.Units.size();
  double Passed = std::chrono::duration<double>(Clock::now() - Started).count();
  if (Verbose)
    errs() << "corolint: [" << Done << '/' << Total << "] "
           << relativeTo(Of.Units[Index].File, Of.Root) << '\n';
  if (!Visible)
    return;
  // What the first units took says too little.
  bool Known = Passed > 2 && Done < Total;
  errs() << "\r\033[Kcorolint: " << Done << '/' << Total << " units"
         << (Known ? ", " + duration(Passed / Done * (Total - Done)) + " left" : "")
         << (Done == Total ? "\r\033[K" : "");
}

void Progress::interrupted(bool Keeps) {
  errs() << (Visible ? "\r\033[K" : "") << "corolint: interrupted with " << Done << " of "
         << Of.Units.size() << " units done"
         << (Done && Keeps ? "; the next run goes on from there" : "") << '\n';
}

} // namespace corolint
