#!/usr/bin/env python3
# Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Checks JSON reports.

    validate_report.py REPORT...    by docs/report.schema.json, and its counts against what they count; prints OK
    validate_report.py --same A B   whether two reports are the same apart from times; prints OK

Exits with 1 and the first error otherwise. "-" is standard input.
"""
import argparse
import collections
import json
import pathlib
import sys

import jsonschema

SCHEMA = pathlib.Path(__file__).resolve().parents[2] / "docs" / "report.schema.json"


def no_twice(pairs):
    keys = [key for key, _ in pairs]
    for key in keys:
        if keys.count(key) > 1:
            raise ValueError(f"the key {key!r} stands twice in one object")
    return dict(pairs)


def read(name):
    try:
        text = sys.stdin.buffer.read() if name == "-" else pathlib.Path(name).read_bytes()
        return json.loads(text.decode("utf-8"), object_pairs_hook=no_twice)
    except (OSError, ValueError) as problem:
        sys.exit(f"{name}: {problem}")


def where(path):
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".") or "the report"


def first_error(report, validator):
    for error in sorted(validator.iter_errors(report), key=lambda error: (-len(error.absolute_path), list(map(str, error.absolute_path)))):
        return f"{where(error.absolute_path)}: {error.message}"
    findings, units, summary = report["findings"], report["units"], report["summary"]
    levels = dict.fromkeys(("remark", "warning", "error"), 0) | collections.Counter(f["level"] for f in findings)
    expected = {
        "findings": len(findings),
        "silenced": len(report["silenced"]),
        "by_level": levels,
        "by_check": dict(collections.Counter(f["check"] for f in findings)),
        "units": len(units),
        "units_not_analysed_in_full": sum(u["status"] != "analysed" for u in units),
    }
    for key, value in expected.items():
        if summary[key] != value:
            return f"summary.{key}: {summary[key]} where {value} is right"
    prints = [f["fingerprint"] for f in findings]
    for i, f in enumerate(findings):
        if f["fingerprint"] in prints[:i]:
            return f"findings[{i}].fingerprint: stands twice"
        if (f["end_line"], f["end_column"]) < (f["line"], f["column"]):
            return f"findings[{i}]: ends before it starts"
        for j, fix in enumerate(f["fixes"]):
            edits = [(e["file"], e["offset"], e["offset"] + e["length"]) for e in fix["edits"]]
            if edits != sorted(edits) or any(a[0] == b[0] and a[2] > b[1] for a, b in zip(edits, edits[1:])):
                return f"findings[{i}].fixes[{j}].edits: out of order or overlapping"
    return None


def without_times(value):
    if isinstance(value, dict):
        return {key: without_times(each) for key, each in value.items() if key != "seconds"}
    return [without_times(each) for each in value] if isinstance(value, list) else value


def difference(a, b, path=()):
    """The first place where two values differ, in words; None if nowhere."""
    if isinstance(a, dict) and isinstance(b, dict) and list(a) == list(b):
        return next(filter(None, (difference(a[key], b[key], (*path, key)) for key in a)), None)
    if isinstance(a, list) and isinstance(b, list) and len(a) == len(b):
        return next(filter(None, (difference(x, y, (*path, i)) for i, (x, y) in enumerate(zip(a, b)))), None)
    if type(a) is type(b) and a == b:
        return None
    return f"{where(path)}: {json.dumps(a):.200} in one, {json.dumps(b):.200} in the other"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--same", action="store_true")
    parser.add_argument("reports", nargs="+", metavar="REPORT")
    a = parser.parse_args()
    if a.same:
        if len(a.reports) != 2:
            parser.error("--same takes two reports")
        problem = difference(*(without_times(read(name)) for name in a.reports))
        if problem:
            sys.exit(f"{a.reports[0]} and {a.reports[1]} differ: {problem}")
    else:
        schema = json.loads(SCHEMA.read_text())
        jsonschema.Draft202012Validator.check_schema(schema)
        validator = jsonschema.Draft202012Validator(schema)
        for name in a.reports:
            problem = first_error(read(name), validator)
            if problem:
                sys.exit(f"{name}: {problem}")
    print("OK")


if __name__ == "__main__":
    main()
