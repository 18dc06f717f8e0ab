#!/usr/bin/env python3
# Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Compares what corolint costs with what clang and clang-tidy cost, over the same translation units: the coroutine examples of
Asio and Beast. Each round runs all of them in turn, so that a machine that gets slower slows all; figures are CPU seconds (user
and system) of a round, and the ratio is the median of the rounds' ratios to `clang++ -fsyntax-only`. What following calls from unit
to unit costs shows beside what each unit costs alone; then programs of a size that no machine needs to parse are linked.

    ./dev bench [--rounds N] [-p BUILD]     another project's compilation database with -p
    ./dev bench --link                      only the linking
"""
import argparse
import json
import os
import pathlib
import resource
import shlex
import statistics
import subprocess
import sys
import tempfile
import time

TIDY_CHECKS = ("misc-coroutine-hostile-raii", "cppcoreguidelines-avoid-capturing-lambda-coroutines",
               "cppcoreguidelines-avoid-reference-coroutine-parameters", "cppcoreguidelines-no-suspend-with-lock")


def cpu_of(commands):
    """CPU seconds of running COMMANDS, pairs of folder and arguments, one after the other."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    for folder, command in commands:
        done = subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        if done.returncode not in (0, 1, 3):
            sys.exit(f"{shlex.join(command)} ended with {done.returncode}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def compile_command(entry):
    """The entry's command as a syntax check."""
    arguments = entry.get("arguments") or shlex.split(entry["command"])
    kept, skip = [], False
    for argument in arguments[1:]:
        if skip or argument in ("-o", "-c"):
            skip = argument == "-o"
            continue
        kept.append(argument)
    return [*kept, "-fsyntax-only", "-w"]


def bench_link(build):
    """Links programs of several sizes, five calls a function."""
    print(f"{'functions':>10}{'calls':>10}{'written MB':>12}{'link CPU s':>12}{'wall s':>8}{'peak MB':>9}")
    for functions in (10_000, 100_000, 1_000_000):
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run([build / "bin" / "synthetic-program", str(functions), str(5 * functions), str(max(10, functions // 1000)),
                            folder], check=True)
            files = sorted(pathlib.Path(folder).iterdir())
            size = sum(file.stat().st_size for file in files)
            start = time.monotonic()
            linking = subprocess.Popen([build / "bin" / "corolint", "link", "--format=json:/dev/null", "--fail-on=never", *files])
            _, status, usage = os.wait4(linking.pid, 0)
            if status:
                sys.exit(f"corolint link ended with {os.waitstatus_to_exitcode(status)}")
            print(f"{functions:10}{5 * functions:10}{size / 1e6:12.1f}{usage.ru_utime + usage.ru_stime:12.2f}"
                  f"{time.monotonic() - start:8.2f}{usage.ru_maxrss / 1024:9.0f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=pathlib.Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("-p", type=pathlib.Path, default=None, metavar="BUILD")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--link", action="store_true", help="measure only the linking")
    a = parser.parse_args()
    if a.link:
        return bench_link(a.build)
    here = pathlib.Path(__file__).resolve().parent
    llvm = subprocess.run(["llvm-config-22", "--bindir"], capture_output=True, text=True, check=True).stdout.strip()
    database = a.p
    if database is None:
        database = a.build / "bench"
        subprocess.run(["cmake", "-S", here / "real", "-B", database, "-G", "Ninja", f"-DCMAKE_CXX_COMPILER={llvm}/clang++",
                        "-DEXAMPLES=/usr/share/doc/libboost1.81-doc/examples"], check=True, stdout=subprocess.DEVNULL)
    entries = json.loads((database / "compile_commands.json").read_text())
    corolint = [str(a.build / "bin" / "corolint"), "-p", str(database), "-j1", "--no-cache", "--format=text:/dev/null", "--fail-on=never"]
    contestants = {
        "clang++ -fsyntax-only": [(e["directory"], [f"{llvm}/clang++", *compile_command(e)]) for e in entries],
        "clang-tidy, 4 coroutine checks": [
            (e["directory"], [f"{llvm}/clang-tidy", f"--checks=-*,{','.join(TIDY_CHECKS)}", "--quiet", "-p", str(database),
                              e["file"]]) for e in entries],
        "corolint": [(os.getcwd(), corolint)],
        "corolint --no-whole-program": [(os.getcwd(), [*corolint, "--no-whole-program"])],
        "corolint --parse-system-bodies": [(os.getcwd(), [*corolint, "--parse-system-bodies"])],
    }
    seconds = {name: [] for name in contestants}
    for number in range(a.rounds):
        for name, commands in contestants.items():
            seconds[name].append(cpu_of(commands))
        print(f"round {number + 1} of {a.rounds} done", file=sys.stderr)
    base = seconds["clang++ -fsyntax-only"]
    print(f"{len(entries)} units, {a.rounds} rounds")
    print(f"{'':34}{'CPU s (median)':>16}{'ratio (median)':>16}{'min':>8}{'max':>8}")
    for name, each in seconds.items():
        ratios = [x / y for x, y in zip(each, base)]
        print(f"{name:34}{statistics.median(each):16.1f}{statistics.median(ratios):16.2f}{min(ratios):8.2f}{max(ratios):8.2f}")
    bench_link(a.build)


if __name__ == "__main__":
    main()
