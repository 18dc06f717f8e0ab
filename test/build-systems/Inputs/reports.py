#!/usr/bin/env python3
# Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Compares what ways of running corolint report.

    reports.py run FOLDER CODE COMMAND...  runs the command, which must end with CODE; FORMATS in it becomes options that write every format
                                           to FOLDER (separated by semicolons, where it is a part of an argument)
    reports.py same FOLDER OTHER [FORMAT]  fails unless the reports of both, but for FORMAT, are the same bytes, but for times
"""
import os
import pathlib
import re
import subprocess
import sys

FORMATS = ["text", "json", "sarif", "github", "gitlab", "junit", "checkstyle", "rdjson", "fixes", "html"]


def run(folder, code, command):
    folder = pathlib.Path(folder).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    options = [f"--format={name}:{folder}/{name}" for name in FORMATS]
    words = []
    for word in command:
        words += options if word == "FORMATS" else [word.replace("FORMATS", ";".join(options))]
    done = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    print(done.stdout, end="")
    if done.returncode != int(code):
        sys.exit(f"reports.py: ended with {done.returncode}, not {code}: {' '.join(command)}")


def same(one, other, left_out=None):
    for name in FORMATS:
        if name == left_out:
            continue
        texts = [re.sub(rb'("seconds": ?|time=")[0-9.e+-]+', rb"\g<1>0", pathlib.Path(folder, name).read_bytes()) for folder in (one, other)]
        if not texts[0]:
            sys.exit(f"reports.py: {one}/{name} is empty")
        if texts[0] != texts[1]:
            for old, new in zip(*(text.splitlines() for text in texts)):
                if old != new:
                    print(f"-{old[:600]}\n+{new[:600]}")
                    break
            sys.exit(f"reports.py: {name} differs between {one} and {other}")


if sys.argv[1] == "run":
    run(sys.argv[2], sys.argv[3], sys.argv[4:])
else:
    same(*sys.argv[2:])
