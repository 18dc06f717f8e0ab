# Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The code bases that are measured. Those of Debian's packages are copied into the build folder, where they can be edited."""
import glob
import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess


class CodeBase:
    """Units with their commands."""
    def __init__(self, name, database, editable):
        self.name, self.database, self.editable = name, pathlib.Path(database), editable
        self.entries = json.loads((self.database / "compile_commands.json").read_text())

    def syntax_checks(self, clang):
        """What the compiler alone does with each unit."""
        return [(entry["directory"], [clang, *_without_output(entry), "-fsyntax-only", "-w"]) for entry in self.entries]

    def source(self):
        """A source file of one unit."""
        return _path(self.entries[len(self.entries) // 2])

    def header(self, clang):
        """A header of the code base's own that several units include, and how many do; (None, 0) without one."""
        root = os.path.commonpath([_path(entry).parent for entry in self.entries])
        uses = {}
        for entry in self.entries:
            made = subprocess.run([clang, *_without_output(entry), "-MM"], cwd=entry["directory"], capture_output=True, text=True)
            for name in set(made.stdout.replace("\\\n", " ").split()[2:]):
                file = pathlib.Path(entry["directory"], name).resolve()
                if str(file).startswith(root + "/"):
                    uses[file] = uses.get(file, 0) + 1
        header = max(uses, key=lambda file: (uses[file], str(file)), default=None)
        return (header, uses.get(header, 0)) if uses.get(header, 0) > 1 else (None, 0)


def _path(entry):
    return pathlib.Path(entry["directory"], entry["file"])


def _without_output(entry):
    arguments = entry.get("arguments") or shlex.split(entry["command"])
    kept, skip = [], False
    for argument in arguments[1:]:
        if skip or argument in ("-o", "-c"):
            skip = argument == "-o"
            continue
        kept.append(argument)
    return kept


def _write(folder, entries):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "compile_commands.json").write_text(json.dumps(entries, indent=1))
    (folder / ".corolint.yaml").write_text("# The root.\n")


def boost(build, examples, cmake_project, compiler):
    """Asio's and Beast's examples with coroutines."""
    copy, all_ = build / "bench" / "boost", build / "bench" / "boost-build"
    shutil.rmtree(copy, ignore_errors=True)
    for library in ("asio", "beast"):
        shutil.copytree(examples / "libs" / library, copy / "libs" / library)
    subprocess.run(["cmake", "-S", cmake_project, "-B", all_, "-G", "Ninja", f"-DCMAKE_CXX_COMPILER={compiler}", f"-DEXAMPLES={copy}"],
                   check=True, stdout=subprocess.DEVNULL)
    entries = json.loads((all_ / "compile_commands.json").read_text())
    for name in ("asio", "beast"):
        _write(copy / "libs" / name, [entry for entry in entries if f"/libs/{name}/" in entry["file"]])
        yield CodeBase(name, copy / "libs" / name, editable=True)


def qcoro(build, examples):
    """QCoro's examples, as their CMake project builds them."""
    installed = glob.glob("/usr/include/qcoro6") + glob.glob("/usr/include/*/qcoro6")
    [qt, *_] = glob.glob("/usr/include/qt6") + glob.glob("/usr/include/*/qt6")
    folders = [installed[0], f"{installed[0]}/qcoro", f"{installed[0]}/QCoro", qt] + sorted(glob.glob(f"{qt}/Qt*"))
    copy = build / "bench" / "qcoro"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(examples, copy)
    entries = []
    for source in sorted(copy.rglob("*.cpp")):
        for moc in re.findall(r'#include "(\w.*\.moc)"', source.read_text()):
            subprocess.run(["/usr/lib/qt6/libexec/moc", source, "-o", source.parent / moc], check=True, stderr=subprocess.DEVNULL)
        entries.append({"directory": str(copy), "file": str(source),
                        "arguments": ["c++", "-std=c++20", "-fPIC", *(f"-isystem{folder}" for folder in folders), "-c", str(source)]})
    _write(copy, entries)
    return CodeBase("qcoro", copy, editable=True)
