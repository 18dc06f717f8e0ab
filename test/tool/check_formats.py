#!/usr/bin/env python3
# Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Checks reports of one run, files named for their formats in FOLDER, by schemas and readers of others, and against the JSON report.

    check_formats.py --node NODE_MODULES [--baseline | --none] FOLDER
"""
import argparse
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

import jsonschema
import junitparser
import yaml

parser = argparse.ArgumentParser()
parser.add_argument("--node", type=pathlib.Path, required=True)
parser.add_argument("--baseline", action="store_true")
parser.add_argument("--none", action="store_true")
parser.add_argument("folder", type=pathlib.Path)
a = parser.parse_args()
multitool = a.node / "@microsoft/sarif-multitool-linux"
source = pathlib.Path(__file__).resolve()


def read(name):
    return json.loads((a.folder / name).read_text("utf-8"))


def run(command, **options):
    done = subprocess.run(command, capture_output=True, text=True, **options)
    if done.returncode:
        sys.exit(f"{command[0]} ended with {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


report = read("json")
run([sys.executable, str(source.parent / "validate_report.py"), str(a.folder / "json")])
findings = report["findings"]
places = sorted((f["file"], f["line"], f["check"]) for f in findings)
assert bool(findings) != a.none, findings


def sarif():
    log = read("sarif")
    schema = json.loads((multitool / "sarif-2.1.0.json").read_text("utf-8-sig"))
    kind = jsonschema.Draft7Validator if "draft-07" in schema["$schema"] else jsonschema.Draft4Validator
    for error in kind(schema).iter_errors(log):
        sys.exit(f"sarif: {list(error.absolute_path)}: {error.message}")
    # Microsoft's own validator, which reads the sources as well.
    out = a.folder / "sarif-validation"
    tool = [str(multitool / "Sarif.Multitool"), "validate", "sarif.sarif", "--output", str(out), "--log", "ForceOverwrite", "--level",
            "Error;Warning"]
    shutil.copy(a.folder / "sarif", a.folder / "sarif.sarif")
    os.chmod(tool[0], 0o755)
    subprocess.run(tool, cwd=a.folder, capture_output=True, env={**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"})
    said = json.loads(out.read_text("utf-8-sig"))["runs"][0].get("results", [])
    # SARIF2016 and the like ask for URIs on the web or for a repository, which a project need not have.
    wrong = [(r["ruleId"], r["message"]) for r in said if r.get("level", "warning") == "error"]
    assert not wrong, wrong
    (driven,) = log["runs"]
    results = driven["results"]
    counted = [r for r in results if not r["suppressions"] and r.get("baselineState", "new") == "new"]
    at = lambda r: r["locations"][0]["physicalLocation"]
    from urllib.parse import unquote
    assert sorted((unquote(at(r)["artifactLocation"]["uri"]), at(r)["region"]["startLine"], r["ruleId"]) for r in counted) == places, counted
    for r in results:
        assert driven["tool"]["driver"]["rules"][r["ruleIndex"]]["id"] == r["ruleId"]
    if a.none:
        return
    in_source = [r for r in results if r["suppressions"] and r["suppressions"][0]["kind"] == "inSource"]
    assert [r["suppressions"][0].get("justification") for r in in_source] == ['told & "known" <so>'], in_source
    chain = [r for r in results if r["ruleId"] == "async-blocking-call"]
    steps = chain[0]["codeFlows"][0]["threadFlows"][0]["locations"]
    assert [at({"locations": [s["location"]]})["artifactLocation"]["uri"] for s in steps][0] == "a.cpp" and len(steps) >= 2, steps
    # What to use instead does not run: it is told of the place, and no step.
    assert not any("use instead" in s["location"]["message"]["text"] for s in steps), steps
    assert any("use instead" in l["message"]["text"] for l in chain[0]["relatedLocations"]), chain
    if a.baseline:
        assert {r["baselineState"] for r in results} == {"new", "unchanged"}, results
        assert not driven["invocations"][0]["executionSuccessful"] or driven["invocations"][0]["toolExecutionNotifications"]
    else:
        wide = [r for r in counted if at(r)["region"]["startLine"] == 7]
        # Columns are UTF-16 code units: the emoji is two.
        assert at(wide[0])["region"]["startColumn"] == 21, wide


def gitlab():
    issues = read("gitlab")
    assert sorted((i["location"]["path"], i["location"]["lines"]["begin"], i["check_name"]) for i in issues) == places
    for i in issues:
        assert i["severity"] in ("info", "minor", "major", "critical", "blocker") and i["description"] and i["fingerprint"]
    assert len({i["fingerprint"] for i in issues}) == len(issues)


def junit():
    suites = junitparser.JUnitXml.fromfile(str(a.folder / "junit"))
    failures = sum(isinstance(r, junitparser.Failure) for s in suites for case in s for r in case.result)
    errors = sum(isinstance(r, junitparser.Error) for s in suites for case in s for r in case.result)
    assert (failures, errors) == (sum(f["level"] != "remark" for f in findings), report["summary"]["units_not_analysed_in_full"])
    assert suites.tests == sum(len(list(s)) for s in suites) > 0


def checkstyle():
    root = ElementTree.parse(a.folder / "checkstyle").getroot()
    found = [(f.get("name"), int(e.get("line")), e.get("source").removeprefix("corolint.")) for f in root for e in f]
    assert root.tag == "checkstyle" and sorted(found) == places, found


def rdjson():
    document = read("rdjson")
    validator = a.node / "@umbrelladocs/rdformat-validator/bin/rdformat-validator.js"
    run(["node", str(validator), str(a.folder / "rdjson")])
    found = [(d["location"]["path"], d["location"]["range"]["start"]["line"], d["code"]["value"]) for d in document["diagnostics"]]
    assert sorted(found) == places
    for d, f in zip(document["diagnostics"], findings):
        assert d["message"] == f["message"]
        assert len(d.get("related_locations", [])) == len(f["notes"])


def fixes():
    """clang-apply-replacements makes of them what --fix makes of the sources."""
    document = yaml.safe_load((a.folder / "fixes").read_text("utf-8"))
    assert len(document["Diagnostics"]) == len(findings)
    with tempfile.TemporaryDirectory() as temporary:
        # The file names absolute paths, so the sources are changed where they are, and put back.
        sources = {path: path.read_bytes() for path in a.folder.iterdir() if path.suffix in (".cpp", ".h")}
        shutil.copy(a.folder / "fixes", pathlib.Path(temporary) / "fixes.yaml")
        run(["clang-apply-replacements", "--ignore-insert-conflict", temporary])
        applied = {path: path.read_bytes() for path in sources}
        for path, text in sources.items():
            path.write_bytes(text)
    for path, text in sources.items():
        edits = sorted({(e["offset"], e["length"], e["text"]) for f in findings for fix in f["fixes"] if fix["applicability"] == "safe"
                        for e in fix["edits"] if e["file"] == path.name}, reverse=True)
        for offset, length, new in edits:
            text = text[:offset] + new.encode() + text[offset + length:]
        assert applied[path] == text, (path, applied[path])


def html():
    page = (a.folder / "html").read_text("utf-8")
    data = json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.S).group(1))
    assert sorted((f["file"], f["line"], f["check"]) for f in data["findings"] if f["state"] == "counts") == places
    assert not re.findall(r'(?:src|href)\s*=\s*["\']?(?:https?:|//)', re.sub(r"<script.*?</script>", "", page, flags=re.S)), "fetches something"


def github():
    lines = (a.folder / "github").read_text("utf-8", errors="replace").splitlines()
    assert len(lines) == len(findings) and all(re.match(r"::(notice|warning|error) file=", line) for line in lines), lines
    if not a.none and not a.baseline:
        shutil.copy(a.folder / "github", a.folder / "github.kept")


for check in (sarif, gitlab, junit, checkstyle, rdjson, fixes, html, github):
    check()
