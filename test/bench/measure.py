# Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What commands cost: CPU and wall seconds, and the most memory that all of their processes had together."""
import concurrent.futures
import dataclasses
import os
import pathlib
import shlex
import subprocess
import sys
import threading
import time

PAGE = os.sysconf("SC_PAGESIZE")


@dataclasses.dataclass
class Cost:
    cpu: float = 0   # user and system seconds
    wall: float = 0  # seconds
    peak: int = 0    # bytes that are not shared with files

    def ratio_to(self, other):
        return self.cpu / other.cpu if other.cpu else 0


def _memory_below(process):
    """Bytes that PROCESS and all below it have now."""
    try:
        _, resident, shared = pathlib.Path(f"/proc/{process}/statm").read_text().split()[:3]
        children = [c for f in pathlib.Path(f"/proc/{process}/task").glob("*/children") for c in f.read_text().split()]
    except OSError:
        return 0  # It has ended.
    return (int(resident) - int(shared)) * PAGE + sum(map(_memory_below, children))


class _Watch:
    """Watches the memory of this process's children."""
    def __enter__(self):
        self.peak, self._end = 0, threading.Event()
        self._thread = threading.Thread(target=self._look)
        self._thread.start()
        return self

    def _look(self):
        own = os.getpid()
        _, resident, shared = pathlib.Path("/proc/self/statm").read_text().split()[:3]
        base = (int(resident) - int(shared)) * PAGE
        while not self._end.wait(0.05):
            self.peak = max(self.peak, _memory_below(own) - base)

    def __exit__(self, *_):
        self._end.set()
        self._thread.join()


def _run(folder, command, codes):
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in codes:
        sys.exit(f"bench: {shlex.join(map(str, command))} ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime


def cost_of(commands, jobs=1, codes=(0, 1, 3)):
    """Of running COMMANDS, pairs of a folder and arguments, JOBS at a time; each must end with one of CODES."""
    with _Watch() as watch:
        start = time.monotonic()
        with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
            cpu = sum(pool.map(lambda each: _run(*each, codes), commands))
        return Cost(cpu, time.monotonic() - start, watch.peak)
