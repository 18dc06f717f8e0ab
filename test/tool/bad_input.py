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
import resource
import select
import shutil
import signal
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
BLANKS, COMMENTS = b" " * 20000000, b"# nothing\n" * 2000000  # Much to read before what counts.
MANY = 30000
FLAGS = ["--", "-std=c++20"]
DIRECTORY, DANGLING, PIPE, DEVICE = object(), object(), object(), object()
GONE = object()
CLOSED = object()  # A file that its reader may not read, or a folder that may not be written.


class Row:
    """ARGS may hold FILE, a broken file with CONTENT. Says SAYS, a pattern, on standard error in one line or in LINES, and nothing if SAYS is
    empty. AFTER: the files that may have changed, and what they hold then (None: whatever), or GONE. FULL: no file can be written to."""

    def __init__(self, name, args, content=None, code=2, says="", file="broken", more=None, after=None, user=None, stdout=None, run=None, lines=1,
                 full=False):
        self.__dict__.update(locals())


def reader(kind, args, messages, file):
    """Rows for FILE, one of KIND that ARGS make corolint read. MESSAGES: what is said of each kind of breakage."""
    for name, content, says in messages:
        yield Row(f"{kind}: {name}", args, content, says=says, file=file, user=NOBODY if content is CLOSED else None)


ENDLESS = "it is no ordinary file, and might never end"
SETTINGS = [
    ("broken", b"checks: 'a\nb", "c.yaml:2:2: Expected quote at end of scalar$"),
    ("truncated", b"model-files: [a, b", "c.yaml:1:19: Could not find closing ]!$"),
    ("no mapping", b"- a\n", "c.yaml:1:1: not a mapping$"),
    ("text", b"hello", "c.yaml:1:1: not a mapping$"),
    ("huge", COMMENTS + b"profil: strict", "c.yaml:2000001:1: unknown key 'profil'"),
    ("binary", BINARY, "c.yaml: not a configuration file: it is no UTF-8 text"),
    ("Latin-1", b"profile: \xe4", "c.yaml: not a configuration file: it is no UTF-8 text"),
    ("UTF-16", "profile: strict".encode("utf-16"), "c.yaml: not a configuration file: it is no UTF-8 text"),
    ("a NUL", b"profile: strict\n\0", "c.yaml: not a configuration file: it is no UTF-8 text"),
    ("nested deep", b"paths: " + DEEP, "c.yaml: not a configuration file: nested deeper than"),
    ("nested deep in blocks", b"".join(b" " * i + b"- \n" for i in range(2000)), "c.yaml: not a configuration file: nested deeper than"),
    ("nested deep in one line", b"- " * 100000, "c.yaml: not a configuration file: nested deeper than"),
    ("no document", b"p+++ \x03diff\n--- a\n++p+ a\n@\njobs: 1*b.n :l\nu@ -1 @@ f\n---1,n: N:\n  - path: 't'\n    \x7f0 @@\ns: '-a'\n    level: e", "c.yaml:1:6: Got empty plain scalar$"),
    ("unknown key", b"profil: strict", "c.yaml:1:1: unknown key 'profil'; did you mean 'profile'[?]$"),
    ("a key twice", b"jobs: 1\njobs: 2", "c.yaml:2:1: duplicated mapping key 'jobs'"),
    ("wrong value", b"profile: loud", "c.yaml:1:1: unknown profile 'loud'; the profiles are recommended, strict"),
    ("nearly a value", b"profile: strct", "c.yaml:1:1: unknown profile 'strct'; did you mean 'strict'[?] the profiles are"),
    ("no value", b"profile: ''", "c.yaml:1:1: profile: no value is given"),
    ("list for text", b"checks: [a, b]", "c.yaml:1:10: 'checks' takes one text: globs separated by commas"),
    ("text for number", b"jobs: many", "c.yaml:1:7: 'jobs' takes a positive number"),
    ("number out of range", b"jobs: 99999999999", "c.yaml:1:7: 'jobs' takes a positive number$"),
    ("text for a list", b"paths: a", "c.yaml:1:8: 'paths' takes a list of entries"),
    ("wrong level of a path", b"paths:\n  - path: a\n    level: warn", "c.yaml:3:12: 'level' takes remark, warning or error"),
    ("key of a path at the top", b"skip: true", "c.yaml:1:1: unknown key 'skip' here; it belongs to an entry of 'paths'"),
    ("top key in a path", b"paths:\n  - path: a\n    jobs: 1", "c.yaml:3:5: unknown key 'jobs' here; it does not belong"),
    ("alias", b"profile: &a strict\nchecks: *a", "c.yaml:.*: an alias .* is not read here; write out what it stands for$"),
    ("second document", b"jobs: 1\n---\nprofile: strict\n", "c.yaml:3:1: settings are one document; another begins here"),
    ("path without its glob", b"paths:\n  - checks: a", "c.yaml:2:5: missing required key 'path'$"),
    ("wrong glob", b"paths:\n  - path: 'a[b'", "c.yaml: 'a\\[b' is not a glob: .*unmatched"),
    ("unknown check", b"checks: async-nonsense", "c.yaml:1:1: there is no check 'async-nonsense'; see corolint list-checks$"),
    ("nearly a check", b"checks: async-blocking-cal", "c.yaml:1:1: there is no check 'async-blocking-cal'; did you mean 'async-blocking-call'[?]$"),
    ("missing model", b"model-files: [nowhere.yaml]", "nowhere.yaml: cannot read this model file: No such file"),
    ("missing baseline", b"baseline: nowhere.json", "nowhere.json: no such baseline; --update-baseline makes one$"),
    ("a folder", DIRECTORY, "c.yaml: cannot read this configuration: Is a directory$"),
    ("a pipe", PIPE, "c.yaml: cannot read this configuration: " + ENDLESS),
    ("dangling link", DANGLING, "c.yaml: cannot read this configuration: No such file"),
    ("unreadable", CLOSED, "c.yaml: cannot read this configuration: Permission denied"),
]
MODEL = b"schema: corolint-model/1\nlibrary: mine\n"
MODELS = [
    ("broken", MODEL + b"functions: 'a\nb", "m.yaml:3:12: not a sequence$"),
    ("truncated", MODEL + b"functions:\n  - {name: a", "m.yaml:4:12: Unexpected token. Expected Key, Flow Entry, or Flow Mapping End.$"),
    ("empty", b"", "m.yaml:1:1: not a model file$"),
    ("huge", COMMENTS + MODEL + b"colour: red", "m.yaml:2000003:1: unknown key 'colour'$"),
    ("wrong version", b"schema: corolint-model/9\nlibrary: mine\n", "m.yaml:1:1: schema 'corolint-model/9' is not 'corolint-model/1'$"),
    ("no version", b"library: mine\n", "m.yaml:1:1: missing required key 'schema'$"),
    ("unknown key", MODEL + b"colour: red", "m.yaml:3:1: unknown key 'colour'"),
    ("binary", BINARY, "m.yaml: not a model file: it is no UTF-8 text$"),
    ("nested deep", MODEL + b"functions: " + DEEP, "m.yaml: not a model file: nested deeper than"),
    ("a folder", DIRECTORY, "m.yaml: cannot read this model file: Is a directory$"),
    ("a pipe", PIPE, "m.yaml: cannot read this model file: " + ENDLESS),
    ("dangling link", DANGLING, "m.yaml: cannot read this model file: No such file"),
    ("unreadable", CLOSED, "m.yaml: cannot read this model file: Permission denied$"),
]
ENTRY = {"file": "a.cpp", "check": "async-x", "function": "", "message": "m", "fingerprint": "0" * 32}


def baseline(**changes):
    return json.dumps({"schema": "corolint-baseline/1", "findings": [{**ENTRY, **changes}]}).encode()


BASELINES = [
    ("broken", b'{"schema": ', "b.json: not a baseline: .*: Unexpected EOF$"),
    ("truncated", baseline()[:-9], "b.json: not a baseline: .*: Unterminated string$"),
    ("empty", b"", "b.json: not a baseline: .*: Unexpected EOF$"),
    ("huge", BLANKS + baseline()[:-9], "b.json: not a baseline: .*byte=20000160.*: Unterminated string$"),
    ("no object", b"[]", "b.json: not a baseline: no JSON object$"),
    ("other JSON", b"{}", "b.json: not a baseline: it has no key 'schema'$"),
    ("newer version", b'{"schema": "corolint-baseline/2", "findings": []}', "its schema is 'corolint-baseline/2', and this version"),
    ("newer report", b'{"schema_version": "2.0", "findings": []}', "a report of version '2.0'"),
    ("no findings", b'{"schema": "corolint-baseline/1"}', "it has no list 'findings'"),
    ("a number for a fingerprint", baseline(fingerprint=1), "findings\\[0\\] has no text 'fingerprint'"),
    ("an entry that is none", b'{"schema": "corolint-baseline/1", "findings": [1]}', "findings\\[0\\] has no text"),
    ("binary", BINARY, "b.json: not a baseline: it is no UTF-8 text$"),
    ("nested deep", DEEP, "b.json: not a baseline: nested deeper than"),
    ("merge conflict", b'{"schema": "corolint-baseline/1", "findings": [\n<<<<<<< HEAD\n=======\n>>>>>>> other\n]}', "it holds the marks of a merge conflict"),
    ("a folder", DIRECTORY, "b.json: cannot read this file: Is a directory$"),
    ("a pipe", PIPE, "b.json: cannot read this file: " + ENDLESS),
    ("dangling link", DANGLING, "b.json: no such baseline; --update-baseline makes one$"),
    ("unreadable", CLOSED, "b.json: cannot read this file: Permission denied"),
]
REPORTS = [(name, content, "b.json: cannot read this file: No such file" if content is DANGLING else says) for name, content, says in BASELINES
           if name in ("broken", "empty", "huge", "a folder", "dangling link")]
UNIT = {"directory": ".", "file": "a.cpp", "command": "c++ -std=c++20 -c a.cpp"}


def database(*entries):
    return json.dumps(entries).encode()


DATABASES = [
    ("broken", b"[{", "d.json: not a compilation database: .*: Expected object key$"),
    ("truncated", database(UNIT)[:-5], "d.json: not a compilation database: .*: Unterminated string$"),
    ("empty file", b"", "d.json: not a compilation database: .*: Unexpected EOF$"),
    ("huge", BLANKS + b"[{", "d.json: not a compilation database: .*byte=20000002.*: Expected object key$"),
    ("empty list", b"[]", "d.json: the compilation database is empty; build or configure the project first$"),
    ("an object", b"{}", "d.json: not a compilation database: Expected array.$"),
    ("no file", database({"directory": ".", "command": "c++"}), "d.json: not a compilation database: Missing key: \"file\".$"),
    ("no command", database({"directory": ".", "file": "a.cpp"}), "d.json: not a compilation database: Missing key: \"command\" or \"arguments\".$"),
    ("a number for a file", database({**UNIT, "file": 1}), "d.json: not a compilation database: the 'file' of entry 0 is no text"),
    ("binary", BINARY, "d.json: not a compilation database: .*: Invalid JSON value$"),
    ("UTF-16", database(UNIT).decode().encode("utf-16"), "d.json: not a compilation database: .*: Invalid JSON value$"),
    ("nested deep", DEEP, "d.json: not a compilation database: nested deeper than"),
    ("dangling link", DANGLING, "d.json: no such file; -p takes a build folder or a compile_commands.json$"),
    ("a pipe", PIPE, "d.json: cannot read this file: " + ENDLESS),
    ("unreadable", CLOSED, "d.json: cannot read this file: Permission denied"),
]
TIDIES = [
    ("broken", b'Checks: "-*\nfoo', ".clang-tidy:2:3: Expected quote at end of scalar$"),
    ("unknown key", b"Cheks: '-*'", ".clang-tidy:1:1: unknown key 'Cheks'$"),
    ("huge", COMMENTS + b"Cheks: '-*'", ".clang-tidy:2000001:1: unknown key 'Cheks'$"),
    ("wrong type", b"Checks: {a: b}", ".clang-tidy:1:10: expected string or sequence$"),
    ("nested deep", b"Checks: " + DEEP, ".clang-tidy: not a .clang-tidy file: nested deeper than"),
    ("binary", BINARY, ".clang-tidy: not a .clang-tidy file: it is no UTF-8 text"),
    ("a folder", DIRECTORY, ".clang-tidy: cannot read this configuration: Is a directory"),
    ("a pipe", PIPE, ".clang-tidy: cannot read this configuration: " + ENDLESS),
    ("dangling link", DANGLING, ".clang-tidy: cannot read this configuration: No such file"),
    ("unreadable", CLOSED, ".clang-tidy: cannot read this configuration: Permission denied"),
    ("a model file that is a device", b"CheckOptions: {async.ModelFiles: /dev/zero}", "/dev/zero: cannot read this model file: " + ENDLESS),
]


ANEW = "; write them anew with --emit$"
FOREIGN = "^corolint: error: r: these are no results of corolint" + ANEW
DAMAGED = "^corolint: error: r: these results are damaged, or cut short" + ANEW
OTHERS = "^corolint: error: r: these results were written by another version of corolint" + ANEW


def emitted():
    """What --emit writes of a project that is there no more then."""
    folder = FOLDER / "emitted"
    make(Row("", []), folder)
    subprocess.run([TOOL, "--emit=r", "a.cpp", *FLAGS], cwd=folder, check=True)
    written = (folder / "r").read_bytes()
    shutil.rmtree(folder)
    return written


def results(whole):
    """Breakages of WHOLE, what --emit writes."""
    head, rest = whole.split(b"\n", 1)
    form, version = head.split()
    return [
        ("broken", whole[:-9] + bytes([whole[-9] ^ 1]) + whole[-8:], DAMAGED),
        ("truncated", whole[:-5], DAMAGED),
        ("truncated behind its head", head + b"\n", DAMAGED),
        ("truncated in its head", head[:9], FOREIGN),
        ("longer", whole + b"x", DAMAGED),
        ("empty", b"", FOREIGN),
        ("huge", whole + BLANKS, DAMAGED),
        ("huge and foreign", BLANKS, FOREIGN),
        ("older version", b"%s %d\n%s" % (form, int(version) - 1, rest), OTHERS),
        ("newer version", b"%s %d\n%s" % (form, int(version) + 1, rest), OTHERS),
        ("no version", form + b" \n" + rest, OTHERS),
        ("line ends of another system", head + b"\r\n" + rest, OTHERS),
        ("binary", BINARY, FOREIGN),
        ("JSON", baseline(), FOREIGN),
        ("nested deep", head + b"\n" + rest[:8] + b"\x81" * 200000, DAMAGED),
        ("the project is gone", whole, "^corolint: error: r: the project was in '.*/emitted', and is there no more; say with --root where it is$"),
        ("a folder", DIRECTORY, "r: cannot read the results: Is a directory$"),
        ("a pipe", PIPE, "r: cannot read the results: " + ENDLESS),
        ("dangling link", DANGLING, "r: cannot read the results: No such file"),
        ("unreadable", CLOSED, "r: cannot read the results: Permission denied$"),
    ]


def start(command, folder):
    return subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def end(process):
    out, said = process.communicate(timeout=60)
    return subprocess.CompletedProcess(process.args, process.returncode, out, said)


LONG = b"constexpr long f() { long s = 0; for (long i = 0; i < 200000; ++i) s += i; return s; }\nconstexpr long s = f();\n"


def vanish(row, folder, command):
    """Deletes the file, which only the second unit reads, once the first is being analysed."""
    process = start(command, folder)
    workers = pathlib.Path(f"/proc/{process.pid}/task/{process.pid}/children")
    while process.poll() is None and not workers.read_text():
        time.sleep(0.001)
    (folder / row.file).unlink()
    return end(process)


def vanish_later(row, folder, command):
    """Deletes the file once all is analysed: when there is a report in the pipe 'first', and none yet in 'second', which nobody reads until then."""
    first = os.open(folder / "first", os.O_RDONLY | os.O_NONBLOCK)
    process = start(command, folder)
    select.select([first], [], [], 60)
    (folder / row.file).unlink()
    second = os.open(folder / "second", os.O_RDONLY | os.O_NONBLOCK)
    done = end(process)
    os.close(first)
    os.close(second)
    return done


def no_room():
    """Lets no file grow, as on a full disk."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def run_as(row, folder, command):
    """Runs as the row's user. Who is not root is nobody else, and may do as little with what is closed."""
    who = {"user": row.user, "group": row.user, "extra_groups": []} if row.user and os.getuid() == 0 else {}
    return subprocess.run(command, cwd=folder, stdout=open(row.stdout, "wb") if row.stdout else subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                          errors="replace", timeout=60, preexec_fn=no_room if row.full else None, **who)


# What is not in UTF-8.
MODELS += [
    ("Latin-1", MODEL + b"title: B\xfccher\n", "m.yaml: not a model file: it is no UTF-8 text$"),
    ("UTF-16", MODEL.decode().encode("utf-16"), "m.yaml: not a model file: it is no UTF-8 text$"),
]
BASELINES += [
    ("Latin-1", baseline(function="Q").replace(b'"Q"', b'"B\xfccher"'), "b.json: not a baseline: it is no UTF-8 text$"),
    ("UTF-16", baseline().decode().encode("utf-16"), "b.json: not a baseline: it is no UTF-8 text$"),
]


def encodings():
    for name, codec in (("UTF-16 (LE)", "utf-16-le"), ("UTF-16 (BE)", "utf-16-be"), ("UTF-32 (LE)", "utf-32-le"), ("UTF-32 (BE)", "utf-32-be")):
        text = ("\ufeff" + SOURCE.decode()).encode(codec)
        says = f"corolint: warning: .*x.cpp: not analysed: it is {name[:6]}; clang reads UTF-8\n"
        yield Row(f"source: {name}", ["x.cpp", *FLAGS], text, file="x.cpp", code=3, says=f"^{says}$")
        yield Row(f"types: {name}", ["types", "x.cpp", *FLAGS], text, file="x.cpp", code=3, says=f"^{says}$")
        yield Row(f"models: {name}", ["models", "--explain", "save", "x.cpp", *FLAGS], text, file="x.cpp", code=3, says=says, lines=2)
    yield Row("source: a header in UTF-16", ["x.cpp", *FLAGS], b'#include "h.h"\n', file="x.cpp", more={"h.h": "int x;\n".encode("utf-16")}, code=3,
              says="x.cpp: analysed only as far as it parsed: .*UTF-16")
    # Files have names of any bytes, and flags hold them.
    yield Row("database: Latin-1 in a flag", ["-p", "d.json"], database(UNIT).replace(b"-c ", b"-DNAME=\xe4 -c "), file="d.json", code=1)


def endless():
    """What may never end, and stands where clang, or the report, reads."""
    yield Row("types: a header that is a pipe", ["types", "x.cpp", *FLAGS], b'#include "h.h"\n', file="x.cpp", more={"h.h": PIPE}, code=3,
              lines=3, says="x.cpp:1:10: fatal error: cannot open file '.*h.h': ")
    yield Row("source: a header that is a device", ["x.cpp", *FLAGS], b'#include "h.h"\n' + SOURCE, file="x.cpp", more={"h.h": DEVICE}, code=1)
    for name, content in (("pipe", PIPE), ("device", DEVICE)):
        yield Row(f"database: response file that is a {name}", ["-p", "d.json"], database({**UNIT, "command": "c++ @r -std=c++20 -c a.cpp"}), file="d.json",
                  more={"r": content}, code=1)


def slips():
    for option, says in (("--format=sarfi", "unknown format 'sarfi'; did you mean 'sarif'\\? the formats are text, json, "),
                         ("--format=xml", "unknown format 'xml'; the formats are text, json, "),
                         ("--fail-on=eror", "unknown level 'eror' for --fail-on; did you mean 'error'\\? the levels are remark, warning, error, never"),
                         ("--unused-suppressions=of", "unknown level 'of' for --unused-suppressions; did you mean 'off'\\? the levels are off, remark, ")):
        yield Row(f"slip: {option}", [option, "a.cpp", *FLAGS], says=says)
    for text, says in ((b"fail-on: warnin", "c.yaml:1:1: unknown level 'warnin' for fail-on; did you mean 'warning'\\? the levels are "),
                       (b"unused-suppressions: eror", "c.yaml:1:1: unknown level 'eror' for unused-suppressions; did you mean 'error'\\? the levels are ")):
        yield Row(f"slip: {text.decode()}", ["--config=c.yaml", "a.cpp", *FLAGS], text, file="c.yaml", says=says)


def protected(*names):
    """Runs as one who may write to the folder and to all that is in it but NAMES."""

    def run(row, folder, command):
        for path in (folder, *folder.iterdir()):
            path.chmod(0o444 if path.name in names else 0o777)
        return run_as(row, folder, command)

    return run


def write_protected():
    header, user = SOURCE.replace(b"Task<void> a", b"inline Task<void> h"), b'#include "h.h"\n'
    cannot = "^corolint: error: .*%s: cannot write the fixed file: Permission denied\n$"
    yield Row("fix: a write-protected source", ["--fix", "x.cpp", "a.cpp", *FLAGS], SOURCE, file="x.cpp", user=NOBODY, run=protected("x.cpp"),
              says=cannot % "x.cpp", after={"a.cpp": FIXED})
    yield Row("fix: a write-protected header of two units", ["--fix", "x.cpp", "y.cpp", "a.cpp", *FLAGS], header, file="h.h", user=NOBODY,
              more={"x.cpp": user, "y.cpp": user}, run=protected("h.h"), says=cannot % "h.h", after={"a.cpp": FIXED})
    yield Row("suppressions: a write-protected source", ["--add-suppressions", "x.cpp", *FLAGS], SOURCE, file="x.cpp", user=NOBODY,
              run=protected("x.cpp"), says=cannot % "x.cpp")
    yield Row("baseline: write-protected", ["--baseline=b.json", "--add-to-baseline", "a.cpp", *FLAGS], baseline(), file="b.json", user=NOBODY,
              run=protected("b.json"), says="b.json: cannot write the baseline: Permission denied\n$")


CACHE = FOLDER / "cache"


def cached(harm):
    """Fills a cache, does HARM to it, and runs with it twice. What is found must be the same each time."""

    def run(row, folder, command):
        if CACHE.exists():
            CACHE.chmod(0o777)
            shutil.rmtree(CACHE)
        first = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60)
        harm()
        second, third = run_as(row, folder, command), run_as(row, folder, command)
        CACHE.chmod(0o755)
        codes = {done.returncode if done.stdout == first.stdout else f"other findings: {done.stdout}" for done in (first, second, third)}
        return subprocess.CompletedProcess(command, codes.pop() if len(codes) == 1 else codes, first.stdout, second.stderr + third.stderr)

    return run


def entries():
    found = sorted(path for path in CACHE.glob("llvmcache-*") if path.read_bytes().startswith(b"corolint-results"))
    assert len(found) == 2, found
    return found


def each(replace):
    """Has every entry be what REPLACE makes of its path, once it is gone."""

    def harm():
        for path in entries():
            path.unlink()
            replace(path)

    return harm


def all_pipes():
    """In place of all files that a run has left there, the one with the time of the last pruning among them."""
    for path in sorted(CACHE.iterdir()):
        path.unlink()
        os.mkfifo(path)
        os.utime(path, (0, 0))


def grown():
    for path in entries():
        os.truncate(path, 1 << 28)


def other_version():
    for path in entries():
        path.write_bytes(re.sub(rb"^corolint-results \d+", b"corolint-results 0", path.read_bytes()))


def unreadable():
    CACHE.chmod(0o777)
    for path in entries():
        path.chmod(0)


def read_only():
    CACHE.chmod(0o555)


def read_only_in_part():
    entries()[0].unlink()
    read_only()


def caches():
    args = [f"--cache-dir={CACHE}", "--statistics", "-p", "d.json"]
    of_both = {"content": database(UNIT, {**UNIT, "file": "b.cpp", "command": "c++ -std=c++20 -c b.cpp"}), "file": "d.json", "code": 1, "lines": 14}
    healed = r"(?s)^(?!.*corolint:).*\n2 units, 0 of them from the cache.*\n2 units, 2 of them from the cache"
    for name, harm in (("empty entries", each(lambda path: path.write_bytes(b""))), ("binary entries", each(lambda path: path.write_bytes(BINARY))),
                       ("entries that are folders", each(lambda path: path.mkdir())), ("entries that are pipes", each(os.mkfifo)),
                       ("entries that are dangling links", each(lambda path: path.symlink_to("nowhere"))),
                       ("entries that are devices", each(lambda path: path.symlink_to("/dev/zero"))),
                       ("huge entries", grown), ("entries of another version", other_version), ("nothing but pipes", all_pipes)):
        yield Row(f"cache: {name}", args, says=healed, run=cached(harm), **of_both)
    yield Row("cache: unreadable entries", args, says=healed, user=NOBODY, run=cached(unreadable), **of_both)
    of_both["lines"] += 2
    kept = r"corolint: warning: [^\n]*cache: cannot write to the cache: Permission denied; what it holds is used, and nothing new is kept\n"
    for name, harm, number in (("read-only", read_only, 2), ("read-only, with one unit of two", read_only_in_part, 1)):
        yield Row(f"cache: {name}", args, says=rf"(?s)^({kept}.*\n2 units, {number} of them from the cache.*?){{2}}$", user=NOBODY, run=cached(harm), **of_both)
    for name, content in (("a dangling link", DANGLING), ("a file", b"x"), ("a pipe", PIPE)):
        yield Row(f"cache: {name} for its folder", ["--cache-dir=there", "--statistics", "a.cpp", "b.cpp", *FLAGS], content, file="there", code=1,
                  lines=8, says=r"there: cannot make the folder of the cache: Not a directory; going on without\n(?s:.*)\n +2 +2 +2 +0  all\n")


def rows():
    for section in (encodings, endless, slips, write_protected, caches):
        yield from section()
    yield from reader("settings", ["--config=c.yaml", "a.cpp", *FLAGS], SETTINGS, "c.yaml")
    yield from reader("model", ["--model-file=m.yaml", "a.cpp", *FLAGS], MODELS, "m.yaml")
    yield from reader("baseline", ["--baseline=b.json", "a.cpp", *FLAGS], BASELINES, "b.json")
    yield from reader("base report", ["--changed-since=HEAD", "--base-report=b.json", "a.cpp", *FLAGS], REPORTS, "b.json")
    yield from reader("database", ["-p", "d.json"], DATABASES, "d.json")
    yield Row("database: a folder without one", ["-p", "d.json"], DIRECTORY, says="compile_commands.json: no such file; -p takes", file="d.json")
    yield from reader(".clang-tidy", ["a.cpp", *FLAGS], TIDIES, ".clang-tidy")
    for name, content, says in (("unknown option", b"CheckOptions:\n  async-blocking-call.Strct: true\n  other.Strct: true\n",
                                 r".clang-tidy:2: there is no option 'async-blocking-call.Strct'; did you mean 'async-blocking-call.Strict'\?\n$"),
                                ("unknown shared option", b"CheckOptions: {async.Strikt: true, async.Strict: true}\n", "'async.Strikt'; did you mean 'async.Strict'"),
                                ("unknown check", b"Checks: '-async-blocking-cal, async-*, modernize-x'\n", "there is no check 'async-blocking-cal'; did you mean")):
        yield Row(f".clang-tidy: {name}", ["a.cpp", *FLAGS], content, code=1, says="^corolint: warning: .*" + says, file=".clang-tidy")
    whole = emitted()
    yield from reader("link", ["link", "r"], results(whole), "r")
    yield Row("link: sound", ["link", "r", "--root=."], whole, file="r", code=1)
    yield Row("link: a device", ["link", "/dev/zero"], says="/dev/zero: cannot read the results: " + ENDLESS)
    many = [{**ENTRY, "fingerprint": f"{number:032x}"} for number in range(MANY)]
    for kind, args, file, content in (("settings", ["--config=c.yaml", "a.cpp", *FLAGS], "c.yaml", COMMENTS + b"profile: strict"),
                                      ("model", ["--model-file=m.yaml", "a.cpp", *FLAGS], "m.yaml", COMMENTS + MODEL),
                                      ("baseline", ["--baseline=b.json", "a.cpp", *FLAGS], "b.json",
                                       json.dumps({"schema": "corolint-baseline/1", "findings": many}).encode()),
                                      ("database", ["-p", "d.json", "a.cpp"], "d.json", database(*({**UNIT, "file": f"{n}.cpp"} for n in range(MANY)), UNIT)),
                                      (".clang-tidy", ["a.cpp", *FLAGS], ".clang-tidy", COMMENTS + b"Checks: '*'")):
        yield Row(f"{kind}: huge and sound", args, content, file=file, code=1)

    yield Row("output: standard output is full", ["a.cpp", *FLAGS], stdout="/dev/full", says="cannot write to standard output: No space left on device")
    yield Row("output: the report's disk is full", ["--format=sarif:/dev/full", "a.cpp", *FLAGS], says="/dev/full: cannot write the report: No space left")
    yield Row("output: no such folder", ["--format=json:nowhere/r.json", "a.cpp", *FLAGS], says="nowhere/r.json: cannot write the report: No such file")
    yield Row("output: a folder", ["--format=html:there", "a.cpp", *FLAGS], DIRECTORY, file="there", says="there: cannot write the report: Is a directory")
    yield Row("output: a closed folder", ["--format=json:there/r.json", "a.cpp", *FLAGS], more={"there": "closed folder"}, user=NOBODY,
              says="there/r.json: cannot write the report: Permission denied")
    for name, args, says in (("results'", ["--emit=/dev/full"], "/dev/full: cannot write the results: No space left on device$"),
                             ("dependencies'", ["--emit=r", "--depfile=/dev/full"], "/dev/full: cannot write the dependencies: No space left on device$")):
        yield Row(f"output: the {name} disk is full", [*args, "a.cpp", *FLAGS], says=says)
    formats = ("text", "json", "sarif", "github", "gitlab", "junit", "checkstyle", "rdjson", "fixes", "html")
    for name, args, says in (*((f"a report as {each}", [f"--format={each}:r"], "r: cannot write the report") for each in formats),
                             ("results", ["--emit=r"], "r: cannot write the results"),
                             ("dependencies", ["--emit=new", "--depfile=r"], "r: cannot write the dependencies"),
                             ("a new baseline", ["--baseline=new", "--update-baseline"], "new: cannot write the baseline"),
                             ("a baseline", ["--baseline=b.json", "--update-baseline"], "b.json: cannot write the baseline"),
                             ("a fix", ["--fix"], "a.cpp: cannot write the fixed file"),
                             ("a suppression", ["--add-suppressions"], "a.cpp: cannot write the fixed file")):
        yield Row(f"full disk: {name}", [*args, "a.cpp", *FLAGS], b"before", file="r", more={"b.json": baseline(check="async-blocking-call")}, full=True,
                  says=says + ": File too large$")
    yield Row("full disk: fixes of two files", ["--fix", "a.cpp", "b.cpp", *FLAGS], full=True, lines=2,
              says="a.cpp: cannot write the fixed file: File too large\n.*b.cpp: cannot write the fixed file: File too large$")
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
        yield Row(f"output through a link: {name}", [*args, "a.cpp", *FLAGS], DANGLING, file="r", code=0 if name == "baseline" else 1, after={"nowhere": None},
                  says="note: r: added 1, removed 0$" if name == "baseline" else "")
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
              code=3, lines=6, says=r"^(.*gone\d.cpp: not analysed: .*\n){5}.*likewise 1995 more units: the source file does not exist.*\n$")
    yield Row("source: dangling link", ["x.cpp", *FLAGS], DANGLING, file="x.cpp", says="x.cpp: no such source file")
    yield Row("source: unreadable", ["x.cpp", *FLAGS], CLOSED, file="x.cpp", code=3, user=NOBODY,
              says="x.cpp: not analysed: clang cannot run its command: error reading '.*/x.cpp': Permission denied$")
    yield Row("source: empty", ["x.cpp", *FLAGS], b"", file="x.cpp", code=0)
    yield Row("source: binary", ["x.cpp", *FLAGS], BINARY, file="x.cpp", code=3,
              says="x.cpp: analysed only as far as it parsed: 1 error: x.cpp:1: expected unqualified-id$")
    yield Row("source: nested deep", ["x.cpp", *FLAGS], b"int x = " + b"(" * 100000, file="x.cpp", code=3,
              says="x.cpp: (not analysed: the front end crashed on it |.* bracket nesting level exceeded)")  # by clang's version
    yield Row("source: not in the database", ["-p", "d.json", "b.cpp"], database(UNIT), file="d.json", says="b.cpp: no translation unit")
    yield Row("source: in the database, not on disk", ["-p", "d.json"], database({**UNIT, "file": "gone.cpp"}), file="d.json", code=3,
              says="gone.cpp: not analysed: the source file does not exist")
    yield Row("source: its folder is gone", ["-p", "d.json"], database({**UNIT, "directory": "gone", "file": str(FOLDER / "row" / "a.cpp")}), file="d.json",
              code=3, says="a.cpp: not analysed: the folder .* does not exist")
    yield Row("source: an include is gone", ["x.cpp", *FLAGS], b'#include "nowhere.h"\n', file="x.cpp", code=3, says="'nowhere.h' file not found")
    for name, file, second, says in (("the source", "b.cpp", SOURCE, "b.cpp: not analysed: the source file does not exist"),
                                     ("a header", "h.h", b'#include "h.h"\n', "b.cpp: analysed only as far as it parsed: 1 error: b.cpp:1: 'h.h' file not found$")):
        yield Row(f"source: {name} vanishes during the run", ["-j1", "--no-cache", "first.cpp", "b.cpp", *FLAGS, "-fconstexpr-steps=2147483647"], SOURCE,
                  file=file, more={"first.cpp": LONG, "b.cpp": second}, code=3, says=says, run=vanish, after={file: GONE})
    changed = "a.cpp: not edited: it has changed since it was analysed; run corolint on it again$"
    for name, args, code, lines, says in (("a report", [], 1, 0, ""), ("--fix", ["--fix"], 2, 1, changed), ("--diff", ["--diff"], 2, 1, changed),
                                          ("--add-suppressions", ["--add-suppressions"], 1, 2,
                                           "note: wrote 0 comments\n.*a.cpp:3: no comment can be written here: the file has changed since it was analysed$")):
        yield Row(f"source: vanishes before {name}", [*args, "--format=json:first", "--format=text:second", "a.cpp", *FLAGS], SOURCE, file="a.cpp",
                  more={"first": PIPE, "second": PIPE}, code=code, lines=lines, says=says, run=vanish_later, after={"a.cpp": GONE})
    yield Row("path: a wrong glob", ["-p", "d.json", "[z-a]*"], database(UNIT), file="d.json", says=r"\[z-a]\*: not a glob: invalid glob pattern")
    yield Row("revision: unknown", ["--changed-since=nowhere", "a.cpp", *FLAGS], says="--changed-since=nowhere: git knows no such revision")
    yield Row("revision: an option", ["--changed-since=--help", "a.cpp", *FLAGS], says="--changed-since=--help: not a revision")

    for name, text, fixed in (("CRLF", SOURCE.replace(b"\n", b"\r\n"), FIXED.replace(b"\n", b"\r\n")),
                              ("byte order mark", b"\xef\xbb\xbf" + SOURCE, b"\xef\xbb\xbf" + FIXED),
                              ("Latin-1", b"// \xe4\n" + SOURCE, b"// \xe4\n" + FIXED),
                              ("no last line end", SOURCE[:-1], FIXED[:-1]),
                              ("a NUL in a comment", b"// \0\n" + SOURCE, b"// \0\n" + FIXED)):
        yield Row(f"fix: {name}", ["--fix", "x.cpp", *FLAGS], text, file="x.cpp", code=1, says="note: applied 1 fix$", after={"x.cpp": fixed})
    yield Row("fix: a header of two units", ["--fix", "x.cpp", "y.cpp", *FLAGS], SOURCE.replace(b"Task<void> a", b"inline Task<void> h"), file="h.h",
              code=1, says="note: applied 1 fix$", more={"x.cpp": b'#include "h.h"\n', "y.cpp": b'#include "h.h"\n'},
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


def given(row):
    """The files that are the row's own."""
    return {**({row.file: row.content} if row.content is not None else {}), **(row.more or {})}


def make(row, folder):
    shutil.copytree(PROJECT, folder)
    (folder / "a.cpp").write_bytes(SOURCE)
    (folder / "b.cpp").write_bytes(SOURCE.replace(b"a()", b"b()"))
    if any("--changed-since" in each for each in row.args):
        for command in (["init", "-q"], ["add", "."], ["-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "-q", "-m", "a"]):
            subprocess.run(["git", *command], cwd=folder, check=True, env={**os.environ, "GIT_CONFIG_GLOBAL": "/dev/null"})
    for name, content in given(row).items():
        path = folder / name
        path.unlink(missing_ok=True)
        if content is DIRECTORY or content == "closed folder":
            path.mkdir()
        elif content is DANGLING:
            path.symlink_to("nowhere")
        elif content is PIPE:
            os.mkfifo(path)
        elif content is DEVICE:
            path.symlink_to("/dev/zero")
        else:
            path.write_bytes(b"x" if content is CLOSED else content)


def close(row, folder, closes=True):
    """Takes the rights to what is to be closed, or gives them back."""
    for name, content in given(row).items():
        if content is CLOSED:
            (folder / name).chmod(0 if closes else 0o644)
        elif content == "closed folder":
            (folder / name).chmod(0o555 if closes else 0o755)


def check(row):
    folder = FOLDER / "row"
    shutil.rmtree(folder, ignore_errors=True)
    make(row, folder)
    before = snapshot(folder)
    close(row, folder)
    command = [TOOL, *row.args]
    began = time.monotonic()
    done = (row.run or run_as)(row, folder, command)
    close(row, folder, closes=False)
    lines, expected = done.stderr.splitlines(), row.lines if row.says else 0
    problems = []
    if done.returncode != row.code:
        problems.append(f"ended with {done.returncode}, not {row.code}")
    if len(lines) != expected:
        problems.append(f"{len(lines)} lines, not {expected}")
    if row.code == 2 and not all(line.startswith("corolint: error: ") for line in lines):
        problems.append("a line that is no error")
    if row.code == 2 and not row.says:
        problems.append("the row does not know what is said")
    if row.code == 2 and not row.stdout and done.stdout and not any("--format" in each for each in row.args) and "--fix" not in row.args \
            and "--add-suppressions" not in row.args:
        problems.append("something on standard output")
    if not re.search(row.says, done.stderr):
        problems.append(f"says nothing like {row.says!r}")
    if re.search("Stack dump|PLEASE submit|terminate called|Assertion|LLVM ERROR", done.stderr):
        problems.append("a crash")
    if any(len(line) > 600 for line in lines):
        problems.append("a line of more than 600 characters")
    after, allowed = snapshot(folder), row.after or {}
    for name in before.keys() | after.keys():
        if name in allowed:
            if allowed[name] is not None and after.get(name, GONE) != allowed[name]:
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
failed = sum(not check(row) for row in table)
print(f"{len(table)} kinds of bad input, {failed} wrong")
sys.exit(failed > 0 or (not ONLY and len(table) < 60))
