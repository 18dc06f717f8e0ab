// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/engine/FileDependencies.h"
#include "clang/Basic/Diagnostic.h"
#include "llvm/Config/llvm-config.h"

#if LLVM_VERSION_MAJOR < 22
#include "clang/Tooling/DependencyScanning/DependencyScanningTool.h"
#else
#include "clang/DependencyScanning/DependencyScanningService.h"
#include "clang/DependencyScanning/DependencyScanningUtils.h"
#include "clang/DependencyScanning/DependencyScanningWorker.h"
#include "clang/Tooling/DependencyScanningTool.h"
#endif

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

#if LLVM_VERSION_MAJOR < 22
using namespace clang::tooling::dependencies;

bool computeDependencies(DependencyScanningWorker &Worker, StringRef Directory,
                         const std::vector<std::string> &Command, DependencyConsumer &Consumer,
                         DependencyActionController &Controller, DiagnosticConsumer &Diagnostics) {
  return Worker.computeDependencies(Directory, Command, Consumer, Controller, Diagnostics);
}
#else
using namespace clang::dependencies;
using clang::tooling::computeDependencies;
#endif

/// Gathers the files, and hears of nothing else.
class FileList : public DependencyConsumer {
public:
  void handleFileDependency(StringRef File) override { Files.push_back(File.str()); }
  void handleDependencyOutputOpts(const DependencyOutputOptions &) override {}
  void handlePrebuiltModuleDependency(PrebuiltModuleDep) override {}
  void handleModuleDependency(ModuleDeps) override {}
  void handleDirectModuleDependency(ModuleID) override {}
#if LLVM_VERSION_MAJOR >= 22
  void handleVisibleModule(std::string) override {}
#endif
  void handleContextHash(std::string) override {}

  std::vector<std::string> Files;
};

} // namespace

struct DependencyScanner::Service {
  DependencyScanningService Of{ScanningMode::DependencyDirectivesScan, ScanningOutputFormat::Make};
};

DependencyScanner::DependencyScanner() : Shared(std::make_unique<Service>()) {}

DependencyScanner::~DependencyScanner() = default;

std::optional<std::vector<std::string>>
DependencyScanner::filesOf(const std::vector<std::string> &Command, const std::string &Directory,
                           IntrusiveRefCntPtr<vfs::FileSystem> Disk) {
  if (Command.empty() || Disk->setCurrentWorkingDirectory(Directory))
    return std::nullopt;
  DependencyScanningWorker Worker(Shared->Of, std::move(Disk));
  FileList List;
  CallbackActionController Controller(nullptr);
  IgnoringDiagConsumer Ignored;
  if (!computeDependencies(Worker, Directory, Command, List, Controller, Ignored))
    return std::nullopt;
  return std::move(List.Files);
}

} // namespace corolint
