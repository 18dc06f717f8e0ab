// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/engine/ResultFile.h"
#include "tool/engine/ResultJson.h"
#include "tool/engine/ResultPaths.h"
#include "tool/project/Paths.h"
#include "tool/report/WriteWhole.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include <map>

using namespace llvm;
using Json = nlohmann::json;

namespace corolint {
namespace {

constexpr const char *Format = "corolint-results";
constexpr int Version = 2;

Expected<Json> readDocument(const std::string &File) {
  ErrorOr<std::unique_ptr<MemoryBuffer>> Buffer =
      MemoryBuffer::getFile(File, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  if (!Buffer)
    return createStringError(Twine(File) + ": cannot read the results: " +
                             Buffer.getError().message());
  StringRef Bytes = (*Buffer)->getBuffer();
  Json All = Json::from_cbor(Bytes.begin(), Bytes.end(), /*strict=*/true, /*allow_exceptions=*/false);
  if (!All.is_object() || All.value("format", "") != Format)
    return createStringError(Twine(File) + ": these are no results of corolint, or they are cut short; "
                                           "write them anew with --emit");
  if (All.value("version", 0) != Version)
    return createStringError(Twine(File) + ": these results were written by another version of "
                                           "corolint; write them anew with --emit");
  return All;
}

/// Gathers the results of several files.
class Gathering {
public:
  explicit Gathering(const std::string &Root) : GivenRoot(Root) {}

  Error add(const std::string &File) {
    Expected<Json> All = readDocument(File);
    if (!All)
      return All.takeError();
    try {
      if (Error Problem = takeRoot(File, All->at("root")))
        return Problem;
      if (All->contains("shard"))
        if (Error Problem = takeShard(File, All->at("shard").at(0), All->at("shard").at(1)))
          return Problem;
      for (Json &Each : All->at("units"))
        addUnit(Each);
    } catch (const Json::exception &) {
      return createStringError(Twine(File) +
                               ": these results are damaged; write them anew with --emit");
    }
    return Error::success();
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

  void addUnit(Json &Each) {
    Unit Of;
    Of.File = absoluteInRoot(Each.at("file").get<std::string>(), All.Root);
    Of.Number = Each.at("number");
    auto Result = Each.at("result").get<UnitResult>();
    addRoot(Result, All.Root);
    All.Units.push_back(std::move(Of));
    All.Results.push_back(std::move(Result));
  }

  const std::string &GivenRoot;
  ProjectResults All;
  unsigned Parts = 0; ///< How many there are, if there are parts.
  std::map<unsigned, std::string> FileOf; ///< The file of each part.
};

} // namespace

Error writeResults(ProjectResults Of, const std::string &File, std::optional<Shard> Part) {
  Json Units = Json::array();
  for (size_t I = 0; I < Of.Units.size(); ++I) {
    UnitResult &Result = Of.Results[I];
    if (Error Problem = removeRoot(Result, Of.Root))
      return Problem;
    Result.Seconds = 0;
    Result.Read.clear();
    Units.push_back({{"file", withoutRoot(Of.Units[I].File, Of.Root)},
                     {"number", Of.Units[I].Number},
                     {"result", Result}});
  }
  Json All = {{"format", Format},
              {"version", Version},
              {"root", Of.SaidRoot.empty() ? Of.Root : Of.SaidRoot},
              {"units", std::move(Units)}};
  if (Part)
    All["shard"] = {Part->Number, Part->Of};
  std::vector<uint8_t> Bytes = Json::to_cbor(All);
  if (Error Problem = writeWhole(
          File, StringRef(reinterpret_cast<const char *>(Bytes.data()), Bytes.size())))
    return createStringError(Twine(File) + ": cannot write the results: " +
                             toString(std::move(Problem)));
  return Error::success();
}

Expected<ProjectResults> readResults(ArrayRef<std::string> Files, const std::string &Root) {
  if (!Root.empty() && !sys::fs::is_directory(Root))
    return createStringError("--root=" + Twine(Root) + ": no such folder");
  Gathering All(Root);
  for (const std::string &File : Files)
    if (Error Problem = All.add(File))
      return std::move(Problem);
  return All.take();
}

} // namespace corolint
