// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Reading the C++ library is most of what many units cost. What several of them include of it, and
// read alike, is read once and handed to each precompiled. A unit is given no header that it does
// not include anyway, and those of the C++ library may be included in any order, so it means the
// same with them; but for one that asks what they define before it includes them (HeaderOrder.h).

#pragma once

#include "tool/engine/FilesAsked.h"
#include "tool/engine/HeaderOrder.h"
#include "tool/project/Project.h"

namespace corolint {

/// Precompiled headers, in memory.
class SharedHeaders {
public:
  /// Where clang finds them, in a file system of its own.
  static constexpr const char *Path = "/corolint/shared-headers.pch";

  SharedHeaders() = default;
  SharedHeaders(std::string Precompiled, FilesAsked Asked, Inclusions Of)
      : Precompiled(std::move(Precompiled)), Asked(std::move(Asked)), Of(std::move(Of)) {}

  llvm::StringRef data() const { return Precompiled; }
  /// What reading them asked the file system for, on which all depends that is read with them.
  const FilesAsked &asked() const { return Asked; }
  /// The files they consist of.
  const Inclusions &inclusions() const { return Of; }

private:
  std::string Precompiled;
  FilesAsked Asked;
  Inclusions Of;
};

/// Some headers, and who is to share them.
struct HeaderChoice {
  std::vector<std::string> Headers; ///< As between angle brackets.
  std::vector<size_t> Units;        ///< Indexes.
};

/// Chooses what to read once for units, given the headers of the C++ library that each includes
/// (none: it shares nothing) and what else units must agree in to share. A unit is in one choice at
/// most; choices that save less than they cost are not made.
std::vector<HeaderChoice> chooseSharedHeaders(llvm::ArrayRef<std::vector<std::string>> HeadersOf,
                                              llvm::ArrayRef<std::string> CommandOf);

/// Reads \p Headers as \p Of, with \p Command, would. None if they cannot be shared: they do not
/// parse, a file of those names is the project's own, or the unit has a precompiled header already.
std::optional<SharedHeaders> precompile(const Unit &Of, std::vector<std::string> Command,
                                        llvm::ArrayRef<std::string> Headers);

} // namespace corolint
