// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/engine/ResultFile.h"
#include "checks/ReadFile.h"
#include "tool/engine/ResultJson.h"
#include "tool/engine/ResultPaths.h"
#include "tool/project/Paths.h"
#include "tool/report/WriteWhole.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/xxhash.h"
#include <map>

using namespace llvm;
using Json = nlohmann::json;

namespace corolint {
namespace {

/// What a file begins with; a line end and a checksum of the rest follow. The rest is the size of a
/// document, the document (CBOR), and the summaries of its units one after the other, apart because
/// they are large and need no parsing.
constexpr StringRef Format = "corolint-results ";
constexpr StringRef Version = "6";

constexpr unsigned Deepest = 100; ///< Levels; results have a tenth of that.

Error damaged(StringRef Name) {
  return createStringError(Name + ": these results are damaged, or cut short; write them anew with --emit");
}

/// Hears of levels and nothing else: the reader calls itself once a level.
class DepthLimit : public nlohmann::json_sax<Json> {
public:
  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t &) override { return true; }
  bool string(string_t &) override { return true; }
  bool binary(binary_t &) override { return true; }
  bool key(string_t &) override { return true; }
  bool start_object(size_t) override { return ++Depth < Deepest; }
  bool end_object() override { return Depth--; }
  bool start_array(size_t) override { return ++Depth < Deepest; }
  bool end_array() override { return Depth--; }
  bool parse_error(size_t, const std::string &, const nlohmann::detail::exception &) override {
    return false;
  }

private:
  unsigned Depth = 0;
};

/// \p Bytes as a document; discarded if they are none.
Json parse(StringRef Bytes) {
  DepthLimit Limit;
  if (!Json::sax_parse(Bytes.begin(), Bytes.end(), &Limit, Json::input_format_t::cbor))
    return Json(Json::value_t::discarded);
  return Json::from_cbor(Bytes.begin(), Bytes.end(), /*strict=*/true, /*allow_exceptions=*/false);
}

std::string littleEndian(uint64_t Number) {
  std::string Result(sizeof(Number), 0);
  support::endian::write64le(Result.data(), Number);
  return Result;
}

/// The first \p Size of \p Bytes, which loses them; nullopt if there are fewer.
std::optional<StringRef> cutFront(StringRef &Bytes, uint64_t Size) {
  if (Size > Bytes.size())
    return std::nullopt;
  StringRef Taken = Bytes.take_front(Size);
  Bytes = Bytes.drop_front(Size);
  return Taken;
}

/// What may be a level or a status, and only that: both are used as indices.
template <class T> bool isOneOf(T Value, T Last) { return Value >= T() && Value <= Last; }

bool isWhole(const UnitResult &Of) {
  auto HasLevel = [](const Finding &Each) { return isOneOf(Each.Severity, Level::Error); };
  return isOneOf(Of.Status, UnitStatus::TimedOut) && all_of(Of.Findings, HasLevel) &&
         all_of(Of.Suppressed,
                [&](const SuppressedFinding &Each) { return HasLevel(Each.Of); });
}

/// Gathers the results of several files.
class Gathering {
public:
  explicit Gathering(const std::string &Root) : GivenRoot(Root) {}

  /// Adds what stands in \p File, whose content is \p Sealed.
  Error add(const std::string &File, StringRef Sealed) {
    Expected<StringRef> Rest = unsealed(Sealed, File);
    if (!Rest)
      return Rest.takeError();
    std::optional<StringRef> Size = cutFront(*Rest, sizeof(uint64_t));
    std::optional<StringRef> Document =
        Size ? cutFront(*Rest, support::endian::read64le(Size->data())) : std::nullopt;
    if (!Document)
      return damaged(File);
    try {
      Json All = parse(*Document);
      if (Error Problem = takeRoot(File, All.at("root")))
        return Problem;
      if (All.contains("shard"))
        if (Error Problem = takeShard(File, All.at("shard").at(0), All.at("shard").at(1)))
          return Problem;
      for (Json &Each : All.at("units"))
        if (!addUnit(Each, *Rest, File))
          return damaged(File);
    } catch (const Json::exception &) {
      return damaged(File);
    }
    return Rest->empty() ? Error::success() : damaged(File);
  }

  Expected<ProjectResults> take() {
    for (unsigned Number = 1; Number <= Parts; ++Number)
      if (!FileOf.contains(Number))
        return createStringError("part " + Twine(Number) + " of " + Twine(Parts) +
                                 " is missing: the file that a run with --shard=" + Twine(Number) +
                                 "/" + Twine(Parts) + " has written");
    return std::move(All);
  }

private:
  Error takeRoot(const std::string &File, const std::string &Said) {
    if (!All.SaidRoot.empty() && GivenRoot.empty() && Said != All.SaidRoot)
      return createStringError(Twine(File) + ": these results are of the project in '" + Said +
                               "', and those before of the one in '" + All.SaidRoot +
                               "'; if it is one project, say with --root where it is");
    All.SaidRoot = GivenRoot.empty() ? Said : GivenRoot;
    if (!sys::fs::is_directory(All.SaidRoot))
      return createStringError(Twine(File) + ": the project was in '" + All.SaidRoot +
                               "', and is there no more; say with --root where it is");
    All.Root = realPath(All.SaidRoot);
    return Error::success();
  }

  Error takeShard(const std::string &File, unsigned Number, unsigned Of) {
    if (Parts && Of != Parts)
      return createStringError(Twine(File) + ": this is part " + Twine(Number) + " of " + Twine(Of) +
                               ", and other files are parts of " + Twine(Parts));
    Parts = Of;
    if (auto [Known, IsNew] = FileOf.try_emplace(Number, File); !IsNew)
      return createStringError(Twine(File) + ": this is part " + Twine(Number) + " of " + Twine(Of) +
                               ", and so is " + Known->second);
    return Error::success();
  }

  /// Adds \p Each, whose summary is the first of \p Summaries. False for what no run has written.
  bool addUnit(Json &Each, StringRef &Summaries, const std::string &File) {
    Unit Of;
    Of.File = absoluteInRoot(Each.at("file").get<std::string>(), All.Root);
    Of.Number = Each.at("number");
    auto Result = Each.at("result").get<UnitResult>();
    std::optional<StringRef> Summary =
        cutFront(Summaries, Each.at("summary_size").get<uint64_t>());
    if (!isWhole(Result) || !Summary)
      return false;
    Result.Summary.Data = Summary->str();
    addRoot(Result, All.Root);
    All.Units.push_back(std::move(Of));
    All.Results.push_back(std::move(Result));
    All.Origins.push_back(File);
    return true;
  }

  const std::string &GivenRoot;
  ProjectResults All;
  unsigned Parts = 0; ///< How many there are, if there are parts.
  std::map<unsigned, std::string> FileOf; ///< The file of each part.
};

} // namespace

Expected<StringRef> unsealed(StringRef Bytes, StringRef Name) {
  if (!Bytes.consume_front(Format))
    return createStringError(Name + ": these are no results of corolint; write them anew with --emit");
  auto [Head, Rest] = Bytes.split('\n');
  if (Head != Version)
    return createStringError(Name + ": these results were written by another version of corolint; "
                                    "write them anew with --emit");
  if (Rest.size() < sizeof(uint64_t))
    return damaged(Name);
  StringRef Results = Rest.drop_front(sizeof(uint64_t));
  if (support::endian::read64le(Rest.data()) != xxh3_64bits(Results))
    return damaged(Name);
  return Results;
}

std::string sealed(StringRef Results) {
  return (Format + Version + "\n").str() + littleEndian(xxh3_64bits(Results)) + Results.str();
}

Error writeResults(ProjectResults Of, const std::string &File, std::optional<Shard> Part) {
  Json Units = Json::array();
  std::string Summaries;
  for (size_t I = 0; I < Of.Units.size(); ++I) {
    UnitResult &Result = Of.Results[I];
    if (Error Problem = removeRoot(Result, Of.Root))
      return Problem;
    Result.Seconds = 0;
    Result.Read.clear();
    const std::string Summary = std::exchange(Result.Summary.Data, {});
    Summaries += Summary;
    Units.push_back({{"summary_size", Summary.size()},
                     {"file", relativeTo(Of.Units[I].File, Of.Root)},
                     {"number", Of.Units[I].Number},
                     {"result", Result}});
  }
  Json All = {{"root", Of.SaidRoot.empty() ? Of.Root : Of.SaidRoot},
              {"units", std::move(Units)}};
  if (Part)
    All["shard"] = {Part->Number, Part->Of};
  std::string Document;
  Json::to_cbor(All, Document);
  if (Error Problem =
          writeWhole(File, sealed(littleEndian(Document.size()) + Document + Summaries)))
    return createStringError(Twine(File) + ": cannot write the results: " +
                             toString(std::move(Problem)));
  return Error::success();
}

Expected<ProjectResults> readResults(ArrayRef<std::string> Files, const std::string &Root) {
  if (!Root.empty() && !sys::fs::is_directory(Root))
    return createStringError("--root=" + Twine(Root) + ": no such folder");
  Gathering All(Root);
  for (const std::string &File : Files) {
    Expected<std::unique_ptr<MemoryBuffer>> Buffer = readFile(File);
    if (!Buffer)
      return createStringError(File + ": cannot read the results: " +
                               toString(Buffer.takeError()));
    if (Error Problem = All.add(File, (*Buffer)->getBuffer()))
      return std::move(Problem);
  }
  return All.take();
}

Expected<ProjectResults> parseResults(StringRef Bytes, const std::string &Name,
                                      const std::string &Root) {
  Gathering All(Root);
  if (Error Problem = All.add(Name, Bytes))
    return std::move(Problem);
  return All.take();
}

} // namespace corolint
