// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/engine/Workers.h"
#include "tool/engine/ResultJson.h"
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <list>
#include <poll.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif
#include <sys/wait.h>
#include <unistd.h>

namespace corolint {
namespace {

using Clock = std::chrono::steady_clock;

/// A worker under way.
struct Worker {
  size_t Index;
  pid_t Process;
  int Pipe; ///< Its result comes out here.
  Clock::time_point Started;
  std::vector<uint8_t> Received;
  bool TimedOut = false;
};

void writeAll(int Pipe, const std::vector<uint8_t> &Bytes) {
  for (size_t Done = 0; Done < Bytes.size();) {
    ssize_t Written = write(Pipe, Bytes.data() + Done, Bytes.size() - Done);
    if (Written < 0 && errno != EINTR)
      return;
    Done += Written > 0 ? Written : 0;
  }
}

UnitResult failure(UnitStatus Status, std::string Reason) {
  UnitResult Result;
  Result.Status = Status;
  Result.Reason = std::move(Reason);
  return Result;
}

/// Ends this process with its parent, however that ends.
void dieWith(pid_t Parent) {
#ifdef __linux__
  prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
  if (getppid() != Parent)
    _exit(1); // It ended before it could be told of.
}

/// Starts a worker; its Process is -1 if the system lets us have no more.
Worker start(size_t Index, llvm::function_ref<UnitResult(size_t)> Analyze) {
  Worker Started{Index, -1, -1, Clock::now(), {}};
  int Ends[2];
  if (pipe(Ends) != 0)
    return Started;
  const pid_t Parent = getpid();
  Started.Process = fork();
  if (Started.Process == 0) {
    dieWith(Parent);
    close(Ends[0]);
    writeAll(Ends[1], nlohmann::json::to_cbor(nlohmann::json(Analyze(Index))));
    // Nothing of the parent's is to be flushed or destroyed here.
    _exit(0);
  }
  close(Ends[1]);
  if (Started.Process < 0)
    close(Ends[0]);
  else
    Started.Pipe = Ends[0];
  return Started;
}

/// Reads what has come. False at the end.
bool receive(Worker &From) {
  uint8_t Buffer[65536];
  ssize_t Read = read(From.Pipe, Buffer, sizeof Buffer);
  if (Read > 0)
    From.Received.insert(From.Received.end(), Buffer, Buffer + Read);
  return Read > 0 || (Read < 0 && errno == EINTR);
}

UnitResult finish(Worker &Ended, const WorkerOptions &Options) {
  close(Ended.Pipe);
  int Status = 0;
  while (waitpid(Ended.Process, &Status, 0) < 0 && errno == EINTR) {
  }
  UnitResult Result;
  nlohmann::json Json =
      nlohmann::json::from_cbor(Ended.Received, /*strict=*/true, /*allow_exceptions=*/false);
  if (Ended.TimedOut)
    Result = failure(UnitStatus::TimedOut, "gave no answer in " + std::to_string(Options.Timeout) +
                                               " s; --timeout gives it longer");
  else if (WIFSIGNALED(Status))
    Result = failure(UnitStatus::Crashed, std::string("the front end crashed on it (") +
                                              strsignal(WTERMSIG(Status)) + ")");
  else if (Json.is_discarded())
    Result = failure(UnitStatus::Crashed, "its worker ended without an answer (exit status " +
                                              std::to_string(WEXITSTATUS(Status)) + ")");
  else
    return Json.get<UnitResult>();
  Result.Seconds = std::chrono::duration<double>(Clock::now() - Ended.Started).count();
  return Result;
}

} // namespace

std::vector<UnitResult> runWorkers(size_t Count, const WorkerOptions &Options,
                                   llvm::function_ref<UnitResult(size_t)> Analyze,
                                   llvm::function_ref<void(size_t)> Finished) {
  std::vector<UnitResult> Results(Count);
  std::list<Worker> Running;
  size_t Next = 0;
  const auto Limit = std::chrono::seconds(Options.Timeout);
  while (Next < Count || !Running.empty()) {
    while (Next < Count && Running.size() < Options.Jobs) {
      Worker Started = start(Next, Analyze);
      if (Started.Process < 0) {
        // The system is short of processes: wait for one of ours, or give up on this unit.
        if (!Running.empty())
          break;
        Results[Next] =
            failure(UnitStatus::Failed, std::string("cannot start a worker: ") + strerror(errno));
        Finished(Next++);
        continue;
      }
      Running.push_back(std::move(Started));
      ++Next;
    }

    std::vector<pollfd> Pipes;
    auto Wait = std::chrono::milliseconds(1000);
    for (const Worker &Each : Running) {
      Pipes.push_back({Each.Pipe, POLLIN, 0});
      Wait = std::min(
          Wait, std::chrono::ceil<std::chrono::milliseconds>(Each.Started + Limit - Clock::now()));
    }
    poll(Pipes.data(), Pipes.size(), std::max<long>(0, Wait.count()));

    size_t At = 0;
    for (auto Each = Running.begin(); Each != Running.end(); ++At) {
      if (!Each->TimedOut && Clock::now() - Each->Started >= Limit) {
        Each->TimedOut = true;
        kill(Each->Process, SIGKILL); // Its pipe ends with it.
      }
      if (At >= Pipes.size() || !Pipes[At].revents || receive(*Each)) {
        ++Each;
        continue;
      }
      Results[Each->Index] = finish(*Each, Options);
      Finished(Each->Index);
      Each = Running.erase(Each);
    }
  }
  return Results;
}

} // namespace corolint
