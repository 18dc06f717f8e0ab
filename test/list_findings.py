#!/usr/bin/env python3
# Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Prints the findings of a JSON report, and the units that were not analysed in full, one a line."""
import json
import sys

report = json.load(open(sys.argv[1]))
for f in report["findings"]:
    print(f"{f['file']}:{f['line']}: {f['level']}: {f['check']}: {f['function']}")
for u in report["units"]:
    if u["status"] != "analysed":
        print(f"{u['file']}: {u['status']}: {u['reason']}")
