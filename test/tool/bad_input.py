#!/usr/bin/env python3
# Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Gives corolint broken input of every kind, each in a folder of its own, and checks its exit code, the one line that it says, and
that every file is afterwards what it was before.

    bad_input.py COROLINT PROJECT FOLDER [NAME]     only the rows whose names contain NAME
"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time

TOOL, PROJECT, FOLDER = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
ONLY = sys.argv[4] if len(sys.argv) > 4 else ""
NOBODY = 65534  # Root may read and write what others may not.
SOURCE = b'#include "task.h"\nTask<void> a() {\n  save();\n  co_return;\n}\n'
FIXED = SOURCE.replace(b"save()", b"co_await save()")
DEEP = b"[" * 200000
BINARY = bytes(range(256)) * 16
FLAGS = ["--", "-std=c++20"]
DIRECTORY, DANGLING, PIPE = object(), object(), object()
CLOSED = object()  # A file that its reader may not read, or a folder that may not be written.


class Row:
    """ARGS may hold FILE, a broken file with CONTENT. Says SAYS, a pattern, on standard error in one line where CODE is 2. AFTER: the files that
    may have changed, and what they hold then (None: whatever)."""

    def __init__(self, name, args, content=None, code=2, says="", file="broken", more=None, after=None, user=None, stdout=None, run=None):
        self.__dict__.update(locals())


def reader(kind, option, messages, file):
    """Rows for a file of KIND given by OPTION. MESSAGES: what is said of each kind of breakage."""
    for name, content, says in messages:
        yield Row(f"{kind}: {name}", [option + file, "a.cpp", *FLAGS], content, says=says, file=file,
                  user=NOBODY if content is CLOSED else None)


CANNOT = "cannot read"
ENDLESS = "it is no ordinary file, and might never end"
SETTINGS = [
    ("broken", b"checks: 'a\nb", "c.yaml:"),
    ("truncated", b"model-files: [a, b", "c.yaml:"),
    ("no mapping", b"- a\n", "c.yaml:1:1: not a mapping"),
    ("text", b"hello", "c.yaml:1:1: not a mapping"),
    ("binary", BINARY, "c.yaml: not a configuration file: it is no UTF-8 text"),
    ("Latin-1", b"profile: \xe4", "c.yaml: not a configuration file: it is no UTF-8 text"),
    ("UTF-16", "profile: strict".encode("utf-16"), "c.yaml: not a configuration file: it is no UTF-8 text"),
    ("a NUL", b"profile: strict\n\0", "c.yaml: not a configuration file: it is no UTF-8 text"),
    ("nested deep", b"paths: " + DEEP, "c.yaml: not a configuration file: nested deeper than"),
    ("nested deep in blocks", b"".join(b" " * i + b"- \n" for i in range(2000)), "c.yaml: not a configuration file: nested deeper than"),
    ("nested deep in one line", b"- " * 100000, "c.yaml: not a configuration file: nested deeper than"),
    ("no document", b"p+++ \x03diff\n--- a\n++p+ a\n@\njobs: 1*b.n :l\nu@ -1 @@ f\n---1,n: N:\n  - path: 't'\n    \x7f0 @@\ns: '-a'\n    level: e", "c.yaml:"),
    ("unknown key", b"profil: strict", "c.yaml:1:1: unknown key 'profil'; did you mean 'profile'"),
    ("a key twice", b"jobs: 1\njobs: 2", "c.yaml:2:1: duplicated mapping key 'jobs'"),
    ("wrong value", b"profile: loud", "unknown profile 'loud'"),
    ("nearly a value", b"profile: strct", "unknown profile 'strct'; did you mean 'strict'?"),
    ("no value", b"profile: ''", "c.yaml:1:1: profile: no value is given"),
    ("list for text", b"checks: [a, b]", "c.yaml:1:10: 'checks' takes one text: globs separated by commas"),
    ("text for number", b"jobs: many", "c.yaml:1:7: 'jobs' takes a positive number"),
    ("number out of range", b"jobs: 99999999999", "c.yaml:1:7: 'jobs' takes"),
    ("text for a list", b"paths: a", "c.yaml:1:8: 'paths' takes a list of entries"),
    ("wrong level of a path", b"paths:\n  - path: a\n    level: warn", "c.yaml:3:12: 'level' takes remark, warning or error"),
    ("key of a path at the top", b"skip: true", "c.yaml:1:1: unknown key 'skip' here; it belongs to an entry of 'paths'"),
    ("top key in a path", b"paths:\n  - path: a\n    jobs: 1", "c.yaml:3:5: unknown key 'jobs' here; it does not belong"),
    ("alias", b"profile: &a strict\nchecks: *a", "c.yaml:.*: an alias"),
    ("second document", b"jobs: 1\n---\nprofile: strict\n", "c.yaml:3:1: settings are one document; another begins here"),
    ("path without its glob", b"paths:\n  - checks: a", "c.yaml:2:.*path"),
    ("wrong glob", b"paths:\n  - path: 'a[b'", "c.yaml: 'a\\[b' is not a glob"),
    ("unknown check", b"checks: async-nonsense", "there is no check 'async-nonsense'"),
    ("nearly a check", b"checks: async-blocking-cal", "there is no check 'async-blocking-cal'; did you mean 'async-blocking-call'?"),
    ("missing model", b"model-files: [nowhere.yaml]", "nowhere.yaml: cannot read this model file"),
    ("missing baseline", b"baseline: nowhere.json", "nowhere.json: no such baseline"),
    ("a folder", DIRECTORY, "c.yaml: cannot read this configuration"),
    ("a pipe", PIPE, "c.yaml: cannot read this configuration: " + ENDLESS),
    ("dangling link", DANGLING, "c.yaml: cannot read this configuration: No such file"),
    ("unreadable", CLOSED, "c.yaml: cannot read this configuration: Permission denied"),
]
MODEL = b"schema: corolint-model/1\nlibrary: mine\n"
MODELS = [
    ("broken", MODEL + b"functions: 'a\nb", "m.yaml:"),
    ("truncated", MODEL + b"functions:\n  - {name: a", "m.yaml:"),
    ("empty", b"", "m.yaml"),
    ("wrong version", b"schema: corolint-model/9\nlibrary: mine\n", "m.yaml:.*corolint-model/9"),
    ("no version", b"library: mine\n", "m.yaml:.*schema"),
    ("unknown key", MODEL + b"colour: red", "m.yaml:3:1: unknown key 'colour'"),
    ("binary", BINARY, "m.yaml"),
    ("nested deep", MODEL + b"functions: " + DEEP, "m.yaml: not a model file: nested deeper than"),
    ("a folder", DIRECTORY, "m.yaml: cannot read this model file"),
    ("a pipe", PIPE, "m.yaml: cannot read this model file: " + ENDLESS),
    ("dangling link", DANGLING, "m.yaml: cannot read this model file"),
    ("unreadable", CLOSED, "m.yaml: cannot read this model file"),
]
ENTRY = {"file": "a.cpp", "check": "async-x", "function": "", "message": "m", "fingerprint": "0" * 32}


def baseline(**changes):
    return json.dumps({"schema": "corolint-baseline/1", "findings": [{**ENTRY, **changes}]}).encode()


BASELINES = [
    ("broken", b'{"schema": ', "b.json: not a baseline: "),
    ("truncated", baseline()[:-9], "b.json: not a baseline: "),
    ("empty", b"", "b.json: not a baseline: "),
    ("no object", b"[]", "b.json: not a baseline: no JSON object"),
    ("other JSON", b"{}", "b.json: not a baseline: it has no key 'schema'"),
    ("newer version", b'{"schema": "corolint-baseline/2", "findings": []}', "its schema is 'corolint-baseline/2', and this version"),
    ("newer report", b'{"schema_version": "2.0", "findings": []}', "a report of version '2.0'"),
    ("no findings", b'{"schema": "corolint-baseline/1"}', "it has no list 'findings'"),
    ("a number for a fingerprint", baseline(fingerprint=1), "findings\\[0\\] has no text 'fingerprint'"),
    ("an entry that is none", b'{"schema": "corolint-baseline/1", "findings": [1]}', "findings\\[0\\] has no text"),
    ("binary", BINARY, "b.json: not a baseline: "),
    ("nested deep", DEEP, "b.json: not a baseline: nested deeper than"),
    ("merge conflict", b'{"schema": "corolint-baseline/1", "findings": [\n<<<<<<< HEAD\n=======\n>>>>>>> other\n]}', "it holds the marks of a merge conflict"),
    ("a folder", DIRECTORY, "b.json: cannot read this file"),
    ("a pipe", PIPE, "b.json: cannot read this file: " + ENDLESS),
    ("dangling link", DANGLING, "b.json: no such baseline"),
    ("unreadable", CLOSED, "b.json: cannot read this file: Permission denied"),
]
REPORTS = [(name, content, says.replace("no such baseline", CANNOT)) for name, content, says in BASELINES
           if name in ("broken", "empty", "a folder", "dangling link")]
UNIT = {"directory": ".", "file": "a.cpp", "command": "c++ -std=c++20 -c a.cpp"}


def database(*entries):
    return json.dumps(entries).encode()


DATABASES = [
    ("broken", b"[{", "d.json: not a compilation database: "),
    ("truncated", database(UNIT)[:-5], "d.json: not a compilation database: "),
    ("empty file", b"", "d.json: not a compilation database: "),
    ("empty list", b"[]", "d.json: the compilation database is empty"),
    ("an object", b"{}", "d.json: not a compilation database"),
    ("no file", database({"directory": ".", "command": "c++"}), "d.json: not a compilation database"),
    ("no command", database({"directory": ".", "file": "a.cpp"}), "d.json: not a compilation database"),
    ("a number for a file", database({**UNIT, "file": 1}), "d.json: not a compilation database: the 'file' of entry 0 is no text"),
    ("binary", BINARY, "d.json: not a compilation database: "),
    ("UTF-16", database(UNIT).decode().encode("utf-16"), "d.json: not a compilation database: "),
    ("nested deep", DEEP, "d.json: not a compilation database: nested deeper than"),
    ("dangling link", DANGLING, "d.json: no such file"),
    ("a pipe", PIPE, "d.json: cannot read this file: " + ENDLESS),
    ("unreadable", CLOSED, "d.json: cannot read this file: Permission denied"),
]
TIDIES = [
    ("broken", b'Checks: "-*\nfoo', ".clang-tidy:"),
    ("unknown key", b"Cheks: '-*'", ".clang-tidy:1:1: unknown key 'Cheks'"),
    ("wrong type", b"Checks: {a: b}", ".clang-tidy:1:"),
    ("nested deep", b"Checks: " + DEEP, ".clang-tidy: not a .clang-tidy file: nested deeper than"),
    ("binary", BINARY, ".clang-tidy: not a .clang-tidy file: it is no UTF-8 text"),
    ("a folder", DIRECTORY, ".clang-tidy: cannot read this configuration: Is a directory"),
    ("a pipe", PIPE, ".clang-tidy: cannot read this configuration: " + ENDLESS),
    ("dangling link", DANGLING, ".clang-tidy: cannot read this configuration: No such file"),
    ("unreadable", CLOSED, ".clang-tidy: cannot read this configuration: Permission denied"),
    ("a model file that is a device", b"CheckOptions: {async.ModelFiles: /dev/zero}", "/dev/zero: cannot read this model file: " + ENDLESS),
]


def vanish(row, folder, command):
    """Deletes the second unit's source once the first is being analysed."""
    (folder / "first.cpp").write_bytes(b"constexpr long f() { long s = 0; for (long i = 0; i < 40000; ++i) s += i; return s; }\nconstexpr long s = f();\n")
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    workers = pathlib.Path(f"/proc/{process.pid}/task/{process.pid}/children")
    while process.poll() is None and not workers.read_text():
        time.sleep(0.001)
    (folder / "b.cpp").unlink()
    out, said = process.communicate(timeout=60)
    return subprocess.CompletedProcess(command, process.returncode, out, said)


def rows():
    yield from reader("settings", "--config=", SETTINGS, "c.yaml")
    yield from reader("model", "--model-file=", MODELS, "m.yaml")
    yield from reader("baseline", "--baseline=", BASELINES, "b.json")
    yield from reader("base report", "--changed-since=HEAD --base-report=", REPORTS, "b.json")
    for name, content, says in DATABASES:
        yield Row(f"database: {name}", ["-p", "d.json"], content, says=says, file="d.json", user=NOBODY if content is CLOSED else None)
    yield Row("database: a folder without one", ["-p", "d.json"], DIRECTORY, says="compile_commands.json: no such file; -p takes", file="d.json")
    for name, content, says in TIDIES:
        yield Row(f".clang-tidy: {name}", ["a.cpp", *FLAGS], content, says=says, file=".clang-tidy", user=NOBODY if content is CLOSED else None)
    for name, content, says in (("unknown option", b"CheckOptions:\n  async-blocking-call.Strct: true\n  other.Strct: true\n",
                                 r".clang-tidy:2: there is no option 'async-blocking-call.Strct'; did you mean 'async-blocking-call.Strict'\?\n$"),
                                ("unknown shared option", b"CheckOptions: {async.Strikt: true, async.Strict: true}\n", "'async.Strikt'; did you mean 'async.Strict'"),
                                ("unknown check", b"Checks: '-async-blocking-cal, async-*, modernize-x'\n", "there is no check 'async-blocking-cal'; did you mean")):
        yield Row(f".clang-tidy: {name}", ["a.cpp", *FLAGS], content, code=1, says="^corolint: warning: .*" + says, file=".clang-tidy")
    yield Row("link: a pipe", ["link", "r"], PIPE, file="r", says="r: cannot read the results: " + ENDLESS)
    yield Row("link: a device", ["link", "/dev/zero"], says="/dev/zero: cannot read the results: " + ENDLESS)
    yield Row("link: nested deep", ["link", "r"], b"\x81" * 200000, file="r", says="r: these are no results of corolint")
    yield Row("link: another type", ["link", "r"], b"\xa1ffformat\x01", file="r", says="r: these are no results of corolint")

    yield Row("output: standard output is full", ["a.cpp", *FLAGS], stdout="/dev/full", says="cannot write to standard output: No space left on device")
    yield Row("output: the report's disk is full", ["--format=sarif:/dev/full", "a.cpp", *FLAGS], says="/dev/full: cannot write the report: No space left")
    yield Row("output: no such folder", ["--format=json:nowhere/r.json", "a.cpp", *FLAGS], says="nowhere/r.json: cannot write the report: No such file")
    yield Row("output: a folder", ["--format=html:there", "a.cpp", *FLAGS], DIRECTORY, file="there", says="there: cannot write the report: Is a directory")
    yield Row("output: a closed folder", ["--format=json:there/r.json", "a.cpp", *FLAGS], more={"there": "closed folder"}, user=NOBODY,
              says="there/r.json: cannot write the report: Permission denied")
    for name, args, says in (("the source", ["--format=json:a.cpp"], "--format=json:a.cpp would overwrite a source file"),
                             ("the source, by --emit", ["--emit=a.cpp"], "--emit=a.cpp would overwrite a source file"),
                             ("another source", ["--format=json:./b.cpp", "--fix"], "--format=json:./b.cpp would overwrite a source file"),
                             ("a header", ["--format=html:task.h"], "--format=html:task.h would overwrite a source file"),
                             ("the configuration", ["--config=x", "--format=json:x"], "--format=json:x would overwrite what is read: .*x$"),
                             ("another report", ["--format=json:r", "--format=sarif:./r"], "--format=json:r and --format=sarif:./r write to one place"),
                             ("each other", ["--format=json", "--format=sarif"], "--format=json and --format=sarif write to one place; give all but one a file"),
                             ("the depfile", ["--emit=r", "--depfile=r"], "--emit=r and --depfile=r write to one place"),
                             ("the new baseline", ["--baseline=n", "--update-baseline", "--format=json:n"], "--format=json:n and --baseline=.* write to one place")):
        yield Row(f"output over {name}", [*args, "a.cpp", *FLAGS], b"", file="x", says=says)
    for name, args in (("report", ["--format=json:r"]), ("baseline", ["--baseline=r", "--update-baseline", "--fail-on=never"])):
        yield Row(f"output through a link: {name}", [*args, "a.cpp", *FLAGS], DANGLING, file="r", code=0 if name == "baseline" else 1, after={"nowhere": None})
    yield Row("baseline: no such folder", ["--baseline=nowhere/b.json", "--update-baseline", "a.cpp", *FLAGS],
              says="nowhere/b.json: cannot write the baseline: No such file")
    yield Row("baseline: a closed folder", ["--baseline=there/b.json", "--update-baseline", "a.cpp", *FLAGS], more={"there": "closed folder"},
              user=NOBODY, says="there/b.json: cannot write the baseline: Permission denied")

    yield Row("source: missing", ["nowhere.cpp", *FLAGS], says="nowhere.cpp: no such source file")
    yield Row("source: a folder", ["x.cpp", *FLAGS], DIRECTORY, file="x.cpp", says="x.cpp: no such source file")
    yield Row("source: a pipe", ["x.cpp", *FLAGS], PIPE, file="x.cpp", says="x.cpp: no such source file")
    yield Row("source: a pipe in the database", ["-p", "d.json"], database({**UNIT, "file": "x.cpp"}), file="d.json", more={"x.cpp": PIPE}, code=3,
              says="x.cpp: not analysed: it is no ordinary file")
    yield Row("source: many in the database, not on disk", ["-p", "d.json"], database(*({**UNIT, "file": f"gone{n}.cpp"} for n in range(2000))), file="d.json",
              code=3, says=r"^(.*gone\d.cpp: not analysed: .*\n){5}.*likewise 1995 more units: the source file does not exist.*\n$")
    yield Row("source: dangling link", ["x.cpp", *FLAGS], DANGLING, file="x.cpp", says="x.cpp: no such source file")
    yield Row("source: unreadable", ["x.cpp", *FLAGS], CLOSED, file="x.cpp", code=3, user=NOBODY, says="x.cpp: .*(Permission denied|cannot open|error reading)")
    yield Row("source: empty", ["x.cpp", *FLAGS], b"", file="x.cpp", code=0)
    yield Row("source: binary", ["x.cpp", *FLAGS], BINARY, file="x.cpp", code=3, says="x.cpp: analysed only as far as it parsed: ")
    yield Row("source: nested deep", ["x.cpp", *FLAGS], b"int x = " + b"(" * 100000, file="x.cpp", code=3, says="x.cpp: ")
    yield Row("source: not in the database", ["-p", "d.json", "b.cpp"], database(UNIT), file="d.json", says="b.cpp: no translation unit")
    yield Row("source: in the database, not on disk", ["-p", "d.json"], database({**UNIT, "file": "gone.cpp"}), file="d.json", code=3,
              says="gone.cpp: not analysed: the source file does not exist")
    yield Row("source: its folder is gone", ["-p", "d.json"], database({**UNIT, "directory": "gone", "file": str(FOLDER / "row" / "a.cpp")}), file="d.json",
              code=3, says="a.cpp: not analysed: the folder .* does not exist")
    yield Row("source: an include is gone", ["x.cpp", *FLAGS], b'#include "nowhere.h"\n', file="x.cpp", code=3, says="'nowhere.h' file not found")
    yield Row("source: vanishes during the run", ["-j1", "first.cpp", "b.cpp", *FLAGS, "-fconstexpr-steps=2147483647"], SOURCE, file="b.cpp", code=3,
              says="b.cpp: not analysed", run=vanish, after={"first.cpp": None, "b.cpp": None})
    yield Row("path: a wrong glob", ["-p", "d.json", "[z-a]*"], database(UNIT), file="d.json", says="not a glob")
    yield Row("revision: unknown", ["--changed-since=nowhere", "a.cpp", *FLAGS], says="--changed-since=nowhere: git knows no such revision")
    yield Row("revision: an option", ["--changed-since=--help", "a.cpp", *FLAGS], says="--changed-since=--help: not a revision")

    for name, text, fixed in (("CRLF", SOURCE.replace(b"\n", b"\r\n"), FIXED.replace(b"\n", b"\r\n")),
                              ("byte order mark", b"\xef\xbb\xbf" + SOURCE, b"\xef\xbb\xbf" + FIXED),
                              ("Latin-1", b"// \xe4\n" + SOURCE, b"// \xe4\n" + FIXED),
                              ("no last line end", SOURCE[:-1], FIXED[:-1]),
                              ("a NUL in a comment", b"// \0\n" + SOURCE, b"// \0\n" + FIXED)):
        yield Row(f"fix: {name}", ["--fix", "x.cpp", *FLAGS], text, file="x.cpp", code=1, says="applied 1 fix", after={"x.cpp": fixed})
    yield Row("fix: a header of two units", ["--fix", "x.cpp", "y.cpp", *FLAGS], SOURCE.replace(b"Task<void> a", b"inline Task<void> h"), file="h.h",
              code=1, says="applied 1 fix", more={"x.cpp": b'#include "h.h"\n', "y.cpp": b'#include "h.h"\n'},
              after={"h.h": FIXED.replace(b"Task<void> a", b"inline Task<void> h")})
    yield Row("fix: a read-only folder", ["--fix", "there/x.cpp", *FLAGS, "-I."], more={"there": "closed folder", "there/x.cpp": SOURCE}, user=NOBODY,
              says="there/x.cpp: cannot write the fixed file: Permission denied")
    yield Row("suppressions: a read-only folder", ["--add-suppressions", "there/x.cpp", *FLAGS, "-I."],
              more={"there": "closed folder", "there/x.cpp": SOURCE}, user=NOBODY, says="there/x.cpp: cannot write the fixed file: Permission denied")


def snapshot(folder):
    found = {}
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        if name.startswith(".git/"):
            continue
        found[name] = os.readlink(path) if path.is_symlink() else path.read_bytes() if path.is_file() else "folder"
    return found


def make(row, folder):
    shutil.copytree(PROJECT, folder)
    (folder / "a.cpp").write_bytes(SOURCE)
    (folder / "b.cpp").write_bytes(SOURCE.replace(b"a()", b"b()"))
    if any("--changed-since" in each for each in row.args):
        for command in (["init", "-q"], ["add", "."], ["-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "-q", "-m", "a"]):
            subprocess.run(["git", *command], cwd=folder, check=True, env={**os.environ, "GIT_CONFIG_GLOBAL": "/dev/null"})
    closed = []
    for name, content in {**({row.file: row.content} if row.content is not None else {}), **(row.more or {})}.items():
        path = folder / name
        path.unlink(missing_ok=True)
        if content is DIRECTORY or content == "closed folder":
            path.mkdir()
            closed += [path] * (content == "closed folder")
        elif content is DANGLING:
            path.symlink_to("nowhere")
        elif content is PIPE:
            os.mkfifo(path)
        else:
            path.write_bytes(b"x" if content is CLOSED else content)
            if content is CLOSED:
                path.chmod(0)
    for path in closed:
        path.chmod(0o555)


def check(row):
    folder = FOLDER / "row"
    shutil.rmtree(folder, ignore_errors=True)
    make(row, folder)
    before = snapshot(folder)
    args = [part for each in row.args for part in (each.split(" ", 1) if each.startswith("--changed-since=HEAD ") else [each])]
    command = [TOOL, *args]
    began = time.monotonic()
    if row.run:
        done = row.run(row, folder, command)
    else:
        out = open(row.stdout, "wb") if row.stdout else subprocess.PIPE
        done = subprocess.run(command, cwd=folder, stdout=out, stderr=subprocess.PIPE, text=True, errors="replace", timeout=60,
                              **({"user": row.user, "group": row.user, "extra_groups": []} if row.user else {}))
    lines = done.stderr.splitlines()
    told = [line for line in lines if not line.startswith("  ")]
    problems = []
    if done.returncode != row.code:
        problems.append(f"ended with {done.returncode}, not {row.code}")
    if row.code == 2 and not (len(lines) == 1 and lines[0].startswith("corolint: error: ")):
        problems.append(f"{len(lines)} lines, not one")
    if row.code == 2 and not row.stdout and done.stdout and not any("--format" in each for each in row.args) and "--fix" not in row.args \
            and "--add-suppressions" not in row.args:
        problems.append("something on standard output")
    if not re.search(row.says, done.stderr):
        problems.append(f"says nothing like {row.says!r}")
    if re.search("Stack dump|PLEASE submit|terminate called|Assertion|LLVM ERROR", done.stderr):
        problems.append("a crash")
    if any(len(line) > 600 for line in told):
        problems.append("a line of more than 600 characters")
    after, allowed = snapshot(folder), row.after or {}
    for name in before.keys() | after.keys():
        if name in allowed:
            if allowed[name] is not None and after.get(name) != allowed[name]:
                problems.append(f"{name} holds {after.get(name)!r}")
        elif before.get(name) != after.get(name):
            problems.append(f"{name} changed")
    seconds = time.monotonic() - began
    if seconds > 60:
        problems.append(f"took {seconds:.0f} s")
    if problems:
        print(f"{row.name}: {'; '.join(problems)}\n    {' '.join(command)}\n    {done.stderr[:600]!r}")
    return not problems


table = [row for row in rows() if ONLY in row.name]
assert len({row.name for row in table}) == len(table)
if os.getuid() != 0:
    table = [row for row in table if not row.user]
failed = sum(not check(row) for row in table)
print(f"{len(table)} kinds of bad input, {failed} wrong")
sys.exit(failed > 0 or (not ONLY and len(table) < 60))
