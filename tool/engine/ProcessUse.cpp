// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/engine/Processes.h"
#include <algorithm>
#include <fstream>
#include <unistd.h>

namespace corolint {
namespace {

/// The number that \p File begins with; 0 if there is none ("max").
uint64_t numberIn(const std::string &File) {
  uint64_t Number = 0;
  std::ifstream(File) >> Number;
  return Number;
}

/// The least limit of the control groups (version 2) that this process is in; 0 without any.
uint64_t groupLimit() {
  std::ifstream Groups("/proc/self/cgroup");
  uint64_t Least = 0;
  for (std::string Line; std::getline(Groups, Line);) {
    if (Line.rfind("0::", 0) != 0)
      continue;
    // Inside of a container its own group is the root.
    for (std::string Path = Line.substr(3);; Path.erase(Path.rfind('/'))) {
      uint64_t Limit = numberIn("/sys/fs/cgroup" + Path + "/memory.max");
      if (Limit && (!Least || Limit < Least))
        Least = Limit;
      if (Path.find('/') == std::string::npos)
        break;
    }
  }
  return Least;
}

} // namespace

uint64_t availableMemory() {
  long Pages = sysconf(_SC_PHYS_PAGES), Size = sysconf(_SC_PAGESIZE);
  uint64_t Machine = Pages > 0 && Size > 0 ? uint64_t(Pages) * uint64_t(Size) : 0;
  uint64_t Group = groupLimit();
  return Group && (!Machine || Group < Machine) ? Group : Machine;
}

uint64_t memoryOf(int Id) {
  std::ifstream File(Id ? "/proc/" + std::to_string(Id) + "/statm" : "/proc/self/statm");
  uint64_t Total = 0, Resident = 0, OfFiles = 0;
  File >> Total >> Resident >> OfFiles;
  return (Resident - std::min(Resident, OfFiles)) * uint64_t(sysconf(_SC_PAGESIZE));
}

std::chrono::nanoseconds waitForProcessor(int Id) {
  std::ifstream File("/proc/" + std::to_string(Id) + "/schedstat");
  uint64_t Run = 0, Waited = 0;
  File >> Run >> Waited;
  return std::chrono::nanoseconds(Waited);
}

} // namespace corolint
