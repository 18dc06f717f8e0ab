#!/usr/bin/env python3
# Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Checks what corolint says of one source file against what the file says it should.

    check_corolint.py [OPTIONS] FILE TEMP [COROLINT OPTIONS] -- [COMPILER FLAGS]

In FILE, `// CHECK-MESSAGES: :[[@LINE-1]]:COL: warning: … [check]` expects a finding, `… note: …` and `remark` likewise; any
finding without such a line fails the test. All messages are also compared with those of clang-tidy with the plugin.

Where FILE has `// CHECK-FIXES` lines, they are matched against it with the safe fixes applied; `// CHECK-SUGGESTED` likewise
with the suggested ones too. Whether or not there are such lines, every fix offered is applied to a copy, which must then parse
without new errors and without the findings that were fixed.
"""
import argparse
import json
import pathlib
import re
import subprocess
import sys


HEAD = re.compile(r"^[^ ].*?:(\d+:\d+: (?:warning|error|remark|note): .*)$", re.M)


def run(command, accept=(0, 1, 3), **options):
    done = subprocess.run(command, capture_output=True, text=True, **options)
    if done.returncode not in accept:
        sys.exit(f"{' '.join(map(str, command))}\nended with {done.returncode}\n{done.stdout}{done.stderr}")
    return done


def file_check(llvm, source, prefix, text, *more):
    done = subprocess.run([f"{llvm}/FileCheck", source, f"--check-prefix={prefix}", "--allow-empty", *more],
                          input=text, text=True)
    if done.returncode:
        sys.exit(f"--- the text that {prefix} was matched against:\n{text}")


def report(a, source, options, flags):
    """The text and the JSON report of one run on SOURCE."""
    out = pathlib.Path(f"{a.temp}.json")
    done = run([a.corolint, *options, "--no-color", "--format=text", f"--format=json:{out}", str(source), "--", *flags],
               cwd=a.source.parent)
    return done, json.loads(out.read_text())


def key(finding):
    return finding["check"], finding["message"]


def check_fixes(a, options, flags, suggested, prefix):
    """Applies the fixes to a copy beside TEMP, and looks at what came of it."""
    kinds = {"safe", "suggested"} if suggested else {"safe"}
    # The copy keeps the name's ending; the folder is the source's for its relative includes.
    copy = pathlib.Path(f"{a.temp}.{prefix}{a.source.suffix}")
    text = a.source.read_text()
    # The copy's expectations must not count as its text.
    copy.write_text(re.sub(r"// CHECK-[A-Z]+(-[A-Z]+)?:.*", "//", text))
    flags = [*flags, f"-I{a.source.parent}"]
    before = report(a, copy, options, flags)[1]
    run([a.corolint, *options, "--fix-suggested" if suggested else "--fix", "--format=text:/dev/null", str(copy), "--", *flags])
    fixed = copy.read_text()
    after = report(a, copy, options, flags)[1]
    if before["units"][0]["status"] == "analysed" and after["units"][0]["status"] != "analysed":
        sys.exit(f"the fixed file has new errors: {after['units'][0]['reason']}\n{fixed}")
    expected = [key(f) for f in before["findings"] if not any(x["applicability"] in kinds for x in f["fixes"])]
    if sorted(expected) != sorted(key(f) for f in after["findings"]):
        sys.exit(f"after the fixes these findings should be left: {expected}\nbut these are: "
                 f"{[(f['line'], *key(f)) for f in after['findings']]}\n{fixed}")
    if f"// {prefix}" in text:
        file_check(a.llvm, a.source, prefix, fixed)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--corolint", required=True)
    parser.add_argument("--plugin", required=True)
    parser.add_argument("--llvm", required=True)
    parser.add_argument("source", type=pathlib.Path)
    parser.add_argument("temp", type=pathlib.Path)
    known, rest = parser.parse_known_args(sys.argv[1:sys.argv.index("--")])
    flags = sys.argv[sys.argv.index("--") + 1:]
    a, options = known, rest
    a.source = a.source.resolve()

    text, original = report(a, a.source, options, flags)
    if text.stderr:
        print(text.stderr)
    # Without the source lines shown, which hold the expectations themselves.
    messages = "".join(line + "\n" for line in text.stdout.splitlines() if HEAD.match(line))
    if "CHECK-MESSAGES" in a.source.read_text():
        file_check(a.llvm, a.source, "CHECK-MESSAGES", messages, "--implicit-check-not={{(warning|error|remark):}}")
    elif text.stdout:
        sys.exit(f"nothing was expected, but:\n{text.stdout}")

    chosen = [option for option in options if option.startswith("--checks=")]
    if options == chosen:
        # Clang-tidy knows no profiles; without a choice corolint runs the recommended one.
        listed = [line.split()[:2] for line in run([a.corolint, "list-checks"]).stdout.splitlines()]
        recommended = ",".join(check for check, profile in listed if profile == "recommended")
        checks = chosen[-1] if chosen else f"--checks=-*,{recommended}"
        tidy = run([f"{a.llvm}/clang-tidy", f"--load={a.plugin}", checks, "--quiet", str(a.source), "--", *flags, "-w"])
        ours, theirs = HEAD.findall(text.stdout), HEAD.findall(tidy.stdout)
        if sorted(ours) != sorted(theirs):
            sys.exit("the plugin says something else:\n" + "\n".join(sorted(set(ours) ^ set(theirs))) + "\n" + tidy.stdout)

    offered = {fix["applicability"] for finding in original["findings"] for fix in finding["fixes"]}
    if "safe" in offered or "// CHECK-FIXES" in a.source.read_text():
        check_fixes(a, options, flags, suggested=False, prefix="CHECK-FIXES")
    if "suggested" in offered or "// CHECK-SUGGESTED" in a.source.read_text():
        check_fixes(a, options, flags, suggested=True, prefix="CHECK-SUGGESTED")


if __name__ == "__main__":
    main()
