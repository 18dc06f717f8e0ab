// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/engine/ResultFile.h"
#include "tool/report/WriteWhole.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace llvm;
using Json = nlohmann::json;

namespace corolint {
namespace {

constexpr const char *Format = "corolint-results";
constexpr int Version = 1;

} // namespace

Error writeResults(const ProjectResults &Of, const std::string &File) {
  Json Units = Json::array();
  for (size_t I = 0; I < Of.Units.size(); ++I)
    Units.push_back({{"file", Of.Units[I].File},
                     {"number", Of.Units[I].Number},
                     {"result", Of.Results[I]}});
  Json All = {{"format", Format}, {"version", Version}, {"root", Of.Root}, {"units", std::move(Units)}};
  std::vector<uint8_t> Bytes = Json::to_cbor(All);
  if (Error Problem = writeWhole(
          File, StringRef(reinterpret_cast<const char *>(Bytes.data()), Bytes.size()).str()))
    return createStringError(Twine(File) + ": cannot write the results: " +
                             toString(std::move(Problem)));
  return Error::success();
}

Error addResults(const std::string &File, ProjectResults &To) {
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
  try {
    std::string Root = All.at("root");
    if (!To.Units.empty() && Root != To.Root)
      return createStringError(Twine(File) + ": these results are of the project in '" + Root +
                               "', and those before of the one in '" + To.Root + "'");
    To.Root = Root;
    for (Json &Each : All.at("units")) {
      Unit Of;
      Of.File = Each.at("file");
      Of.Number = Each.at("number");
      To.Results.push_back(Each.at("result").get<UnitResult>());
      To.Units.push_back(std::move(Of));
    }
  } catch (const Json::exception &Problem) {
    return createStringError(Twine(File) + ": these results are damaged; write them anew with --emit");
  }
  return Error::success();
}

} // namespace corolint
