#!/usr/bin/env python3
# Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs a command that must end with a certain exit code.

    exits.py [--stdout FILE | --closed-stdout] CODE COMMAND...

Whatever the code, the command may not print a stack trace; with code 2 it must say why in exactly one line on standard error.
"""
import argparse
import os
import subprocess
import sys

parser = argparse.ArgumentParser()
parser.add_argument("--stdout")
parser.add_argument("--closed-stdout", action="store_true")
parser.add_argument("code", type=int)
parser.add_argument("command", nargs=argparse.REMAINDER)
a = parser.parse_args()

done = subprocess.run(a.command, stderr=subprocess.PIPE, text=True, errors="replace",
                      stdout=open(a.stdout, "wb") if a.stdout else None,
                      preexec_fn=(lambda: os.close(1)) if a.closed_stdout else None)
sys.stderr.write(done.stderr)
if done.returncode != a.code:
    sys.exit(f"exits.py: ended with {done.returncode}, not {a.code}: {' '.join(a.command)}")
if "Stack dump" in done.stderr or "PLEASE submit" in done.stderr or " #0 " in done.stderr:
    sys.exit("exits.py: a stack trace")
lines = done.stderr.splitlines()
if a.code == 2 and not (len(lines) == 1 and lines[0].startswith("corolint: error: ")):
    sys.exit(f"exits.py: {len(lines)} lines on standard error, not one that starts with 'corolint: error: '")
