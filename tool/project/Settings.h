// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// What the command line and .corolint.yaml say together, and which of them said it.

#pragma once

#include "tool/CommandLine.h"
#include "tool/project/Configuration.h"

namespace corolint {

template <class T> struct Setting {
  T Value;
  std::string From = "default"; ///< "default", "command line", or "FILE:LINE".
};

struct Settings {
  Setting<std::string> Profile{"recommended"};
  Setting<std::string> Checks{""};
  Setting<std::vector<std::string>> ModelFiles;
  Setting<std::string> FailOn{"warning"};
  Setting<unsigned> MaxFindings{0};
  Setting<std::string> Baseline{""}; ///< Absolute; empty for none.
  Setting<std::string> UnusedSuppressions{"remark"};
  Setting<unsigned> Jobs{1};
  Setting<unsigned> Timeout{300};
  std::vector<PathSettings> Paths;
  std::string PathsFrom; ///< Like Setting::From.
};

/// Fails with one line for what neither may say.
llvm::Expected<Settings> settingsOf(const CommandLine &Line, const DriverSettings &Driver);

/// Prints them as a .corolint.yaml, each with where it was said; then, for each of \p Files, the
/// checks that run on it and what turned each of them on.
void printSettings(const Settings &Of, const CheckSelection &Selection,
                   llvm::ArrayRef<std::string> Files, llvm::raw_ostream &Out);

} // namespace corolint
