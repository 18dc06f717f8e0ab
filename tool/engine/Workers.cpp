// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/engine/Workers.h"
#include "tool/engine/ResultJson.h"

using Json = nlohmann::json;

namespace corolint {
namespace {

UnitStatus statusOf(const ProcessEnd &End) {
  switch (End.How) {
  case ProcessEnd::Crashed:
    return UnitStatus::Crashed;
  case ProcessEnd::TimedOut:
    return UnitStatus::TimedOut;
  default:
    return UnitStatus::Failed;
  }
}

} // namespace

void runWorkers(size_t Count, const ProcessLimits &Limits,
                llvm::function_ref<UnitResult(size_t)> Analyze,
                llvm::function_ref<void(size_t, UnitResult)> Finished) {
  auto Work = [&](size_t I) { return Json::to_cbor(Json(Analyze(I))); };
  runProcesses(Count, Limits, Work, [&](size_t I, ProcessEnd End) {
    if (End.How == ProcessEnd::Answered) {
      Json Answer = Json::from_cbor(End.Answer, /*strict=*/true, /*allow_exceptions=*/false);
      if (!Answer.is_discarded())
        return Finished(I, Answer.get<UnitResult>());
      End.How = ProcessEnd::Crashed;
      End.Reason = "its worker ended in the middle of its answer";
    }
    UnitResult Result;
    Result.Status = statusOf(End);
    Result.Reason = std::move(End.Reason);
    Result.Seconds = End.Seconds;
    Finished(I, std::move(Result));
  });
}

} // namespace corolint
