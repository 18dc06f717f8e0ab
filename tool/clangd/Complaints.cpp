// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/clangd/Complaints.h"
#include "tool/clangd/ClangdParts.h"
#include "llvm/Support/raw_ostream.h"
#include <mutex>
#include <set>

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

struct Complaints {
  std::mutex Mutex;
  std::set<std::string> Told;
  unique_function<void(const std::string &)> To;
};

Complaints &complaints() {
  static Complaints All;
  return All;
}

/// Makes complaints of diagnostics.
class ComplainingConsumer : public DiagnosticConsumer {
  void HandleDiagnostic(DiagnosticsEngine::Level, const Diagnostic &Of) override {
    SmallString<128> Text;
    Of.FormatDiagnostic(Text);
    complain(Text.str().str());
  }
};

struct ComplainingEngine {
  DiagnosticOptions Options;
  ComplainingConsumer Consumer;
  DiagnosticsEngine Engine{DiagnosticIDs::create(), Options, &Consumer,
                           /*ShouldOwnClient=*/false};
};

} // namespace

void complain(std::string Message) {
  Complaints &All = complaints();
  std::lock_guard<std::mutex> Lock(All.Mutex);
  if (!All.Told.insert(Message).second)
    return;
  if (All.To)
    All.To(Message);
  else
    errs() << "corolint: " << Message << '\n';
}

void sendComplaints(unique_function<void(const std::string &)> To) {
  Complaints &All = complaints();
  std::lock_guard<std::mutex> Lock(All.Mutex);
  All.To = std::move(To);
  if (All.To)
    for (const std::string &Message : All.Told)
      All.To(Message);
}

DiagnosticBuilder askedToReportOption(tidy::ClangTidyContext *, StringRef Message,
                                      DiagnosticIDs::Level Level) {
  // What is returned reports once its caller has filled it in.
  static thread_local ComplainingEngine Of;
  return Of.Engine.Report(Of.Engine.getDiagnosticIDs()->getCustomDiagID(Level, Message));
}

} // namespace corolint
