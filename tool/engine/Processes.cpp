// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/engine/Processes.h"
#include "tool/engine/Interruption.h"
#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <list>
#include <numeric>
#include <poll.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif
#include <sys/wait.h>
#include <unistd.h>

namespace corolint {
namespace {

using Clock = std::chrono::steady_clock;
using Work = llvm::function_ref<std::vector<uint8_t>(size_t)>;

/// A process under way.
struct Process {
  size_t Index;
  pid_t Id;
  int Pipe; ///< Its answer comes out here.
  Clock::time_point Started;
  std::vector<uint8_t> Received;
  uint64_t Memory = 0;
  enum { Running, TimedOut, TooLarge, Postponed } State = Running;
};

void writeAll(int Pipe, const std::vector<uint8_t> &Bytes) {
  for (size_t Done = 0; Done < Bytes.size();) {
    ssize_t Written = write(Pipe, Bytes.data() + Done, Bytes.size() - Done);
    if (Written < 0 && errno != EINTR)
      return;
    Done += Written > 0 ? Written : 0;
  }
}

/// Ends this process with its parent, however that ends.
void dieWith(pid_t Parent) {
#ifdef __linux__
  prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
  if (getppid() != Parent)
    _exit(1); // It ended before it could be told of.
}

class Pool {
public:
  Pool(size_t Count, const ProcessLimits &Limits, Work Do,
       llvm::function_ref<void(size_t, ProcessEnd)> Ended)
      : Limits(Limits), Do(Do), Ended(Ended), Left(Count) {
    std::iota(Left.rbegin(), Left.rend(), 0);
  }

  void run() {
    while (!interruption() && (!Left.empty() || !Running.empty())) {
      startSome();
      wait();
      watchMemory();
      watchTime();
    }
    // Who does not end by this ends with this process.
    for (const Process &Each : Running)
      interruptProcess(Each.Id);
  }

private:
  void startSome() {
    while (!Left.empty() && Running.size() < Limits.Jobs && (Running.empty() || hasRoom())) {
      size_t Next = Left.back();
      if (!start(Next)) {
        // The system is short of processes: wait for one of ours, or give up on this work.
        if (!Running.empty())
          return;
        Left.pop_back();
        Ended(
            Next,
            {ProcessEnd::NotStarted, std::string("cannot start a worker: ") + strerror(errno), {}});
        continue;
      }
      Left.pop_back();
    }
  }

  /// Whether one more, if it needs as much as the largest so far, does not need more than all may
  /// have.
  bool hasRoom() const {
    if (!Limits.Memory)
      return true;
    uint64_t Needed = memoryOf(0) + Largest;
    for (const Process &Each : Running)
      Needed += std::max(Each.Memory, Largest);
    return Needed <= Limits.Memory;
  }

  bool start(size_t Index) {
    int Ends[2];
    if (pipe(Ends) != 0)
      return false;
    const pid_t Parent = getpid();
    pid_t Id = fork();
    if (Id == 0) {
      leaveInterruptionsToParent();
      dieWith(Parent);
      close(Ends[0]);
      writeAll(Ends[1], Do(Index));
      // Nothing of the parent's is to be flushed or destroyed here.
      _exit(0);
    }
    int Problem = errno;
    close(Ends[1]);
    if (Id < 0) {
      close(Ends[0]);
      errno = Problem;
      return false;
    }
    Running.push_back({Index, Id, Ends[0], Clock::now(), {}});
    return true;
  }

  void wait() {
    std::vector<pollfd> Pipes;
    for (const Process &Each : Running)
      Pipes.push_back({Each.Pipe, POLLIN, 0});
    // The time limit is of whole seconds, but memory can grow fast.
    if (poll(Pipes.data(), Pipes.size(), Limits.Memory ? 50 : 200) <= 0)
      return;
    size_t At = 0;
    for (auto Each = Running.begin(); Each != Running.end(); ++At)
      if (Pipes[At].revents && !receive(*Each)) {
        Process Done = std::move(*Each);
        Each = Running.erase(Each);
        finish(Done);
      } else {
        ++Each;
      }
  }

  /// Reads what has come. False at the end.
  static bool receive(Process &From) {
    uint8_t Buffer[65536];
    ssize_t Read = read(From.Pipe, Buffer, sizeof Buffer);
    if (Read > 0)
      From.Received.insert(From.Received.end(), Buffer, Buffer + Read);
    return Read > 0 || (Read < 0 && errno == EINTR);
  }

  void watchTime() {
    const std::chrono::seconds Limit(Limits.Timeout);
    for (Process &Each : Running)
      if (const auto Age = Clock::now() - Each.Started; Each.State == Process::Running &&
                                                        Age >= Limit &&
                                                        Age - waitForProcessor(Each.Id) >= Limit)
        end(Each, Process::TimedOut);
  }

  void watchMemory() {
    if (!Limits.Memory)
      return;
    uint64_t Sum = memoryOf(0);
    Process *Youngest = nullptr;
    unsigned Live = 0;
    for (Process &Each : Running) {
      Each.Memory = memoryOf(Each.Id);
      Largest = std::max(Largest, Each.Memory);
      Sum += Each.Memory;
      if (Each.State == Process::Running) {
        Youngest = &Each;
        ++Live;
      }
    }
    // One that is being ended frees its memory first.
    if (Sum > Limits.Memory && Live && Live == Running.size())
      end(*Youngest, Live == 1 ? Process::TooLarge : Process::Postponed);
  }

  static void end(Process &Each, decltype(Process::State) State) {
    Each.State = State;
    kill(Each.Id, SIGKILL); // Its pipe ends with it.
  }

  static int reap(Process &Each) {
    close(Each.Pipe);
    int Status = 0;
    while (waitpid(Each.Id, &Status, 0) < 0 && errno == EINTR) {
    }
    return Status;
  }

  void finish(Process &Done) {
    int Status = reap(Done);
    if (Done.State == Process::Postponed) {
      Left.insert(Left.begin(), Done.Index);
      return;
    }
    ProcessEnd End;
    End.Seconds = std::chrono::duration<double>(Clock::now() - Done.Started).count();
    if (Done.State == Process::TimedOut) {
      End.How = ProcessEnd::TimedOut;
      End.Reason =
          "gave no answer in " + std::to_string(Limits.Timeout) + " s; --timeout gives it longer";
    } else if (Done.State == Process::TooLarge) {
      End.How = ProcessEnd::OutOfMemory;
      End.Reason = "needs more than the " + std::to_string(Limits.Memory >> 20) +
                   " MiB of memory that there are for it; --memory-limit gives it more";
    } else if (WIFSIGNALED(Status)) {
      End.How = ProcessEnd::Crashed;
      End.Reason = std::string("the front end crashed on it (") + strsignal(WTERMSIG(Status)) + ")";
    } else if (WEXITSTATUS(Status) != 0) {
      End.How = ProcessEnd::Crashed;
      End.Reason = "its worker ended without an answer (exit status " +
                   std::to_string(WEXITSTATUS(Status)) + ")";
    } else {
      End.How = ProcessEnd::Answered;
      End.Answer = std::move(Done.Received);
    }
    Ended(Done.Index, std::move(End));
  }

  const ProcessLimits &Limits;
  Work Do;
  llvm::function_ref<void(size_t, ProcessEnd)> Ended;
  std::vector<size_t> Left;   ///< The next one last.
  std::list<Process> Running; ///< The youngest last.
  uint64_t Largest = 0;       ///< Bytes that one process has had.
};

} // namespace

void runProcesses(size_t Count, const ProcessLimits &Limits, Work Do,
                  llvm::function_ref<void(size_t, ProcessEnd)> Ended) {
  Pool(Count, Limits, Do, Ended).run();
}

} // namespace corolint
