#!/usr/bin/env python3
# Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Checks reports of one run, files named for their formats in FOLDER, by schemas and readers of others, and against the JSON report.

FOLDER/fixed holds the sources as --fix leaves them.

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
from urllib.parse import unquote

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


def as_fixed(edits):
    """Holds that EDITS, each (file, offset, length, new text), make of the sources what --fix does."""
    changed = 0
    for path in a.folder.iterdir():
        if path.suffix in (".cpp", ".h"):
            before = text = path.read_bytes()
            for _, offset, length, new in sorted((edit for edit in edits if edit[0] == path.name), reverse=True):
                text = text[:offset] + new.encode() + text[offset + length:]
            assert text == (a.folder / "fixed" / path.name).read_bytes(), (path, text)
            changed += text != before
    assert bool(changed) == bool(edits) == any(fix["applicability"] == "safe" for f in findings for fix in f["fixes"]), edits


def sarif_offset(text, line, column):
    """Where in TEXT a place of SARIF is: columns count UTF-16 code units from 1."""
    lines = text.splitlines(keepends=True)
    before = sum(map(len, lines[:line - 1]))
    for character in (lines[line - 1] if line <= len(lines) else b"").decode("utf-8", "surrogateescape"):
        if column <= 1:
            break
        column -= 2 if ord(character) > 0xffff else 1
        before += len(character.encode("utf-8", "surrogateescape"))
    assert column == 1, (line, column)
    return before


def sarif_edits(fix):
    """The edits of a fix of SARIF, as (file, offset, length, new text)."""
    for change in fix["artifactChanges"]:
        name = unquote(change["artifactLocation"]["uri"])
        text = (a.folder / name).read_bytes()
        for each in change["replacements"]:
            region = each["deletedRegion"]
            start = sarif_offset(text, region["startLine"], region["startColumn"])
            yield name, start, sarif_offset(text, region["endLine"], region["endColumn"]) - start, each["insertedContent"]["text"]


def sarif_rules(rules):
    """Each rule explains itself by the check's page."""
    pages = {path.stem: path.read_text("utf-8") for path in (source.parents[2] / "docs/checks").glob("async-*.md")}
    assert pages.keys() <= {rule["id"] for rule in rules}
    for rule in rules:
        if page := pages.get(rule["id"]):
            assert rule["help"] == {"text": page, "markdown": page}, rule["help"]
            assert rule["fullDescription"]["text"] == page.split("\n\n")[1], rule["fullDescription"]
            assert re.fullmatch(r"[A-Z].*\.", rule["shortDescription"]["text"]), rule["shortDescription"]


def sarif_flows(results):
    """The lifetime paths of life.cpp, by line: where it starts, each suspension that is crossed, and where that matters."""
    flows = {}
    for r in results:
        if unquote(at(r)["artifactLocation"]["uri"]) == "life.cpp":
            (flow,) = r["codeFlows"]
            (thread,) = flow["threadFlows"]
            assert [s["executionOrder"] for s in thread["locations"]] == [*range(1, len(thread["locations"]) + 1)], thread
            flows[r["ruleId"]] = [(s["location"]["physicalLocation"]["region"]["startLine"], s["location"]["message"]["text"]) for s in thread["locations"]]
    message = {f["check"]: f["message"] for f in findings if f["file"] == "life.cpp"}
    suspended = "the coroutine may be suspended here"
    assert flows == {
        "async-invalidated-reference": [(21, message["async-invalidated-reference"]), (17, "it is taken here"), (18, suspended), (20, suspended),
                                        (14, "meanwhile 'names' may be removed from here")],
        "async-lock-across-await": [(24, message["async-lock-across-await"]), *((line, suspended + ", and holds it") for line in (25, 26, 27))],
        "async-dangling-argument": [(34, message["async-dangling-argument"]), (34, "it is kept in 'task'"),
                                    (29, "'add' is suspended at its start, until it is run"), (30, "it may be suspended here"),
                                    (31, "'add' uses 'n' here, when it runs")],
    }, flows


def at(result):
    return result["locations"][0]["physicalLocation"]


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
    run(tool, cwd=a.folder, env={**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"})
    said = json.loads(out.read_text("utf-8-sig"))["runs"][0].get("results", [])
    # SARIF2016 and the like ask for URIs on the web or for a repository, which a project need not have.
    wrong = [(r["ruleId"], r["message"]) for r in said if r.get("level", "warning") == "error"]
    assert not wrong, wrong
    (driven,) = log["runs"]
    results = driven["results"]
    counted = [r for r in results if not r["suppressions"] and r.get("baselineState", "new") == "new"]
    assert sorted((unquote(at(r)["artifactLocation"]["uri"]), at(r)["region"]["startLine"], r["ruleId"]) for r in counted) == places, counted
    for r in results:
        assert driven["tool"]["driver"]["rules"][r["ruleIndex"]]["id"] == r["ruleId"]
    sarif_rules(driven["tool"]["driver"]["rules"])
    # The same finding in both reports, told the same way, with the same ways to repair it.
    assert [r["partialFingerprints"]["corolint/v2"] for r in counted] == [f["fingerprint"] for f in findings]
    safe = set()
    for r, f in zip(counted, findings):
        assert r["message"]["text"] == f["message"] and len(r.get("fixes", [])) == len(f["fixes"]), r
        for fix, told in zip(r.get("fixes", []), f["fixes"]):
            edits = [*sarif_edits(fix)]
            assert edits == [(e["file"], e["offset"], e["length"], e["text"]) for e in told["edits"]], (edits, told)
            if told["applicability"] == "safe":
                safe.update(edits)
    as_fixed(safe)
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
    sarif_flows(results)
    if a.baseline:
        assert {r["baselineState"] for r in results} == {"new", "unchanged", "absent"}, results
        # Found no more: told once, by what the baseline says of it, and with no fix.
        (absent,) = [r for r in results if r["baselineState"] == "absent"]
        assert (absent["ruleId"], absent["level"], at(absent)["artifactLocation"]["uri"]) == ("async-unawaited-result", "none", "a.cpp"), absent
        known = {e["fingerprint"]: e for e in read("old.json")["findings"]}
        assert known[absent["partialFingerprints"]["corolint/v2"]]["function"] == "mended" and "fixes" not in absent, absent
        # In the baseline, and there still: external, and told why.
        still = [r for r in results if r["baselineState"] == "unchanged"]
        assert {r["partialFingerprints"]["corolint/v2"] for r in (*still, absent)} == known.keys(), still
        assert all(r["suppressions"][0]["kind"] == "external" and r["suppressions"][0]["justification"] for r in still), still
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
    for path in sources:
        assert applied[path] == (a.folder / "fixed" / path.name).read_bytes(), (path, applied[path])


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
