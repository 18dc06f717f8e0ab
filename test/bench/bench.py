#!/usr/bin/env python3
# Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The record of speed: what corolint costs, beside the compiler and clang-tidy, over the same translation units.

Each round runs every contestant in turn, so that a machine that gets slower slows all of them; a ratio is the median of the rounds'
ratios. CPU is user and system time of all processes. The code bases are the coroutine examples of Asio and Beast, those of QCoro,
and with -p any other. Prints a table; --json writes everything.

    ./dev bench [--rounds N] [--only NAME] [-p BUILD [--edit]] [--json FILE]
    ./dev bench --link                       only the linking, of programs that no machine needs to parse
"""
import argparse
import contextlib
import json
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile

import codebases
from measure import cost_of

TIDY_CHECKS = ("misc-coroutine-hostile-raii", "cppcoreguidelines-avoid-capturing-lambda-coroutines",
               "cppcoreguidelines-avoid-reference-coroutine-parameters", "cppcoreguidelines-no-suspend-with-lock")
EXAMPLES = pathlib.Path("/usr/share/doc")


@contextlib.contextmanager
def edited(file):
    """FILE with a line more at its end."""
    before = file.read_bytes()
    try:
        file.write_bytes(before + b"\n// edited\n")
        yield
    finally:
        file.write_bytes(before)


class Round:
    """Runs all contestants over one code base once."""
    def __init__(self, tools, base, edits):
        self.tools, self.base, self.edits = tools, base, edits
        self.costs = {}

    def corolint(self, name, *options):
        command = [self.tools.corolint, "-p", self.base.database, "--format=text:/dev/null", "--fail-on=never", *options]
        self.costs[name] = cost_of([(pathlib.Path.cwd(), command)], codes=(0, 3))

    def run(self):
        base, cache = self.base, f"--cache-dir={self.tools.scratch / 'cache'}"
        shutil.rmtree(self.tools.scratch / "cache", ignore_errors=True)
        self.costs["clang++ -fsyntax-only, 1 job"] = cost_of(base.syntax_checks(self.tools.clang))
        for jobs in (1, 2):
            tidy = [self.tools.run_tidy, f"-checks=-*,{','.join(TIDY_CHECKS)}", "-quiet", "-hide-progress", f"-j{jobs}", "-p",
                    base.database]
            self.costs[f"run-clang-tidy, 4 checks, {jobs} job{'s'[jobs == 1:]}"] = cost_of([(base.database, tidy)])
        self.corolint("corolint, cold, 1 job", "-j1", "--no-cache")
        self.corolint("corolint, cold, 2 jobs", "-j2", cache)
        self.corolint("corolint, warm", "-j2", cache)
        if self.edits:
            with edited(base.source()):
                self.corolint("corolint, one source edited", "-j2", cache)
            if self.tools.header:
                with edited(self.tools.header):
                    self.corolint("corolint, one header edited", "-j2", cache)
        self.corolint("corolint, no whole program", "-j1", "--no-cache", "--no-whole-program")
        self.corolint("corolint, parse everything", "-j1", "--no-cache", "--parse-everything")
        return self.costs


def bench(tools, base, rounds, edits):
    """Measures one code base and prints its table."""
    tools.header, includers = base.header(tools.clang) if edits else (None, 0)
    all_ = []
    for number in range(rounds):
        all_.append(Round(tools, base, edits).run())
        print(f"bench: {base.name}: round {number + 1} of {rounds} done", file=sys.stderr)
    names = list(all_[0])
    first = names[0]

    def median(value):
        return statistics.median(map(value, all_))

    rows = {name: {"cpu": median(lambda r: r[name].cpu), "wall": median(lambda r: r[name].wall),
                   "peak": max(r[name].peak for r in all_), "cpu_ratio": median(lambda r: r[name].ratio_to(r[first])),
                   "cpu_ratio_least": min(r[name].ratio_to(r[first]) for r in all_),
                   "cpu_ratio_most": max(r[name].ratio_to(r[first]) for r in all_)} for name in names}
    cold, scaled = "corolint, cold, 1 job", "corolint, cold, 2 jobs"
    tidy, tidy_scaled = "run-clang-tidy, 4 checks, 1 job", "run-clang-tidy, 4 checks, 2 jobs"
    figures = {
        "scaling from 1 to 2 jobs": median(lambda r: r[cold].wall / r[scaled].wall),
        "that of run-clang-tidy": median(lambda r: r[tidy].wall / r[tidy_scaled].wall),
        "warm to cold": median(lambda r: r["corolint, warm"].cpu / r[scaled].cpu),
        "cold to run-clang-tidy": median(lambda r: r[cold].cpu / r[tidy].cpu),
    }
    print(f"\n{base.name}: {len(base.entries)} units, {rounds} rounds"
          + (f"; the header edited is in {includers} of them" if tools.header else ""))
    print(f"{'':34}{'CPU s':>9}{'wall s':>9}{'peak MB':>9}{'CPU ratio':>11}{'least':>7}{'most':>7}")
    for name, row in rows.items():
        print(f"{name:34}{row['cpu']:9.2f}{row['wall']:9.2f}{row['peak'] / 1e6:9.0f}{row['cpu_ratio']:11.3f}"
              f"{row['cpu_ratio_least']:7.2f}{row['cpu_ratio_most']:7.2f}")
    for name, value in figures.items():
        print(f"{name:34}{value:9.3f}")
    return {"units": len(base.entries), "rounds": rounds, "contestants": rows, "figures": figures}


def bench_link(build):
    """Links programs of several sizes, five calls a function."""
    print(f"\nlink\n{'functions':>10}{'calls':>10}{'written MB':>12}{'CPU s':>8}{'wall s':>8}{'peak MB':>9}")
    rows = []
    for functions in (10_000, 100_000, 1_000_000):
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run([build / "bin" / "synthetic-program", str(functions), str(5 * functions), str(max(10, functions // 1000)),
                            folder], check=True)
            files = sorted(pathlib.Path(folder).iterdir())
            size = sum(file.stat().st_size for file in files)
            cost = cost_of([(folder, [build / "bin" / "corolint", "link", "--format=json:/dev/null", "--fail-on=never", *files])],
                           codes=(0,))
        rows.append({"functions": functions, "calls": 5 * functions, "bytes": size, "cpu": cost.cpu, "wall": cost.wall,
                     "peak": cost.peak})
        print(f"{functions:10}{5 * functions:10}{size / 1e6:12.1f}{cost.cpu:8.2f}{cost.wall:8.2f}{cost.peak / 1e6:9.0f}")
    return rows


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=pathlib.Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("-p", type=lambda path: pathlib.Path(path).resolve(), metavar="BUILD", help="measure the code base of this compile_commands.json")
    parser.add_argument("--edit", action="store_true",
                        help="with -p: add a line to one source and one header of it while they are measured")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", help="asio, beast or qcoro")
    parser.add_argument("--json", type=pathlib.Path, help="write the figures to this file")
    parser.add_argument("--link", action="store_true", help="measure only the linking")
    a = parser.parse_args()

    found = {"code_bases": {}}
    if not a.link:
        llvm = pathlib.Path(subprocess.run(["llvm-config-22", "--bindir"], capture_output=True, text=True, check=True).stdout.strip())
        tests = pathlib.Path(__file__).resolve().parent.parent
        if a.p:
            folder = a.p.parent if a.p.is_file() else a.p
            bases = [codebases.CodeBase(str(a.p), folder, editable=a.edit)]
        else:
            bases = [*codebases.boost(a.build, EXAMPLES / "libboost1.81-doc" / "examples", tests / "real", llvm / "clang++"),
                     codebases.qcoro(a.build, EXAMPLES / "qcoro-doc" / "examples")]
            bases = [base for base in bases if a.only in (None, base.name)]
        with tempfile.TemporaryDirectory() as scratch:
            tools = argparse.Namespace(corolint=a.build / "bin" / "corolint", clang=llvm / "clang++", scratch=pathlib.Path(scratch),
                                       run_tidy=shutil.which("run-clang-tidy-22") or llvm / "run-clang-tidy")
            for base in bases:
                found["code_bases"][base.name] = bench(tools, base, a.rounds, base.editable)
    if a.link or not a.only:
        found["link"] = bench_link(a.build)
    if a.json:
        a.json.write_text(json.dumps(found, indent=1) + "\n")


if __name__ == "__main__":
    main()
