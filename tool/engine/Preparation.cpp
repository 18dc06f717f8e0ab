// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/engine/Preparation.h"
#include "tool/engine/Interruption.h"
#include "tool/engine/ScanUnits.h"
#include "tool/engine/UnitResult.h"
#include "tool/engine/ResultJson.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"

using namespace llvm;
using Json = nlohmann::json;

namespace corolint {
namespace {

/// What units must have in common to share headers: all of a command but the file.
std::string sharedPart(const UnitAtHand &Unit) {
  StringRef Name = sys::path::filename(Unit.Of->File);
  std::vector<std::string> Parts = {Unit.Of->Directory};
  copy_if(Unit.Command, std::back_inserter(Parts), [&](StringRef Argument) {
    return Argument.starts_with("-") || sys::path::filename(Argument) != Name;
  });
  // A header precompiled as one language is of no use to another.
  Parts.push_back(sys::path::extension(Name).str());
  return join(Parts, StringRef("\0", 1));
}

Json toJson(const FilesAsked &Asked) {
  Json List = Json::array();
  for (const auto &Each : Asked)
    List.push_back(
        {Each.first().str(), int(Each.second.Of), Each.second.Size, Each.second.Modified});
  return List;
}

FilesAsked filesAsked(const Json &List) {
  FilesAsked Asked;
  for (const Json &Each : List)
    Asked[Each.at(0).get<std::string>()] = {static_cast<FileAsked::Kind>(Each.at(1).get<int>()),
                                            Each.at(2), Each.at(3)};
  return Asked;
}

Json toJson(const Inclusions &Of) {
  Json List = Json::array();
  for (const auto &[File, Included] : Of) {
    Json Each = {File.getDevice(), File.getFile()};
    for (const sys::fs::UniqueID &Other : Included) {
      Each.push_back(Other.getDevice());
      Each.push_back(Other.getFile());
    }
    List.push_back(std::move(Each));
  }
  return List;
}

Inclusions inclusions(const Json &List) {
  Inclusions Of;
  for (const Json &Each : List) {
    std::set<sys::fs::UniqueID> &Included = Of[{Each.at(0), Each.at(1)}];
    for (size_t I = 2; I + 1 < Each.size(); I += 2)
      Included.insert({Each.at(I), Each.at(I + 1)});
  }
  return Of;
}

class Preparing {
public:
  Preparing(ArrayRef<UnitAtHand> Units, const ProcessLimits &Limits)
      : Units(Units), Limits(Limits) {
    Done.Idle.resize(Units.size());
    Done.HeadersOf.resize(Units.size());
    Standard.resize(Units.size());
  }

  template <typename Callback>
  void scan(const LibraryModels &Models, bool MaySkip, Callback OnIdle) {
    // As many scanners as there are processes: each keeps what it has read.
    size_t Scanners = std::min<size_t>(Limits.Jobs, Units.size());
    auto Work = [&](size_t Scanner) {
      UnitScanner Scan(Models);
      Json Answer = Json::array();
      for (size_t I = Scanner; I < Units.size(); I += Scanners) {
        FilesAsked Asked;
        UnitScan Found = Scan.scan(*Units[I].Of, Units[I].Command, MaySkip ? &Asked : nullptr);
        bool IsIdle = MaySkip && Found.IsComplete && !Found.MayBeAsynchronous;
        if (IsIdle)
          OnIdle(I, Found.Files, Asked);
        Answer.push_back({I, IsIdle, IsIdle ? Found.Files : Found.StandardHeaders});
      }
      return Json::to_cbor(Answer);
    };
    runProcesses(Scanners, Limits, Work, [&](size_t, ProcessEnd End) {
      forEachAnswer(End, [&](const Json &Each) {
        size_t I = Each.at(0);
        std::vector<std::string> Files = Each.at(2);
        if (Each.at(1))
          Done.Idle[I] = std::move(Files);
        else
          Standard[I] = std::move(Files);
      });
    });
  }

  void share() {
    std::vector<std::string> CommandOf;
    for (const UnitAtHand &Each : Units)
      CommandOf.push_back(sharedPart(Each));
    std::vector<HeaderChoice> Choices = chooseSharedHeaders(Standard, CommandOf);
    Done.Headers.resize(Choices.size());
    auto Work = [&](size_t N) {
      const UnitAtHand &First = Units[Choices[N].Units.front()];
      Json Answer = Json::array();
      if (std::optional<SharedHeaders> Read =
              precompile(*First.Of, First.Command, Choices[N].Headers))
        Answer.push_back({toJson(Read->asked()), toJson(Read->inclusions()),
                          Bytes{Read->data().str()}});
      return Json::to_cbor(Answer);
    };
    runProcesses(Choices.size(), Limits, Work, [&](size_t N, ProcessEnd End) {
      forEachAnswer(End, [&](const Json &Each) {
        Done.Headers[N] = SharedHeaders(Each.at(2).get<Bytes>().Data, filesAsked(Each.at(0)),
                                        inclusions(Each.at(1)));
        for (size_t I : Choices[N].Units)
          Done.HeadersOf[I] = &Done.Headers[N];
      });
    });
  }

  Preparation take() { return std::move(Done); }

private:
  /// Calls \p Read with each element of what a process answered, if it did.
  static void forEachAnswer(const ProcessEnd &End, function_ref<void(const Json &)> Read) {
    if (End.How != ProcessEnd::Answered)
      return;
    Json Answer = Json::from_cbor(End.Answer, /*strict=*/true, /*allow_exceptions=*/false);
    if (Answer.is_array())
      for (const Json &Each : Answer)
        Read(Each);
  }

  ArrayRef<UnitAtHand> Units;
  const ProcessLimits &Limits;
  std::vector<std::vector<std::string>> Standard; ///< What each unit reads of the C++ library.
  Preparation Done;
};

} // namespace

Preparation
prepare(ArrayRef<UnitAtHand> Units, const LibraryModels &Models, const ProcessLimits &Limits,
        bool MaySkip,
        function_ref<void(size_t, const std::vector<std::string> &, const FilesAsked &)> OnIdle) {
  Preparing Work(Units, Limits);
  Work.scan(Models, MaySkip, OnIdle);
  if (!interruption())
    Work.share();
  return Work.take();
}

} // namespace corolint
