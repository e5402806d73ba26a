#!/usr/bin/env python3
"""Measures `assay eval` against conformance cases of the DMN TCK, and prints what grammar/README.md states.

  .ci/conformance.py [--program .build/release/assay] [--cases ../shared/feel-tck] [--json FILE]

The cases and the checker that judges the answers (feel_conformance.py) are kept outside of this repository. Nothing here
knows an expected value: the program is asked, the checker compares, this script counts.
"""
import argparse, collections, json, os, subprocess, sys, tempfile

# What a static language leaves out, by group, as the notes beside the cases propose; and what it takes in part.
LEFT_OUT = """0021 0031 0034 0070 0076 0080 0081 0082 0085 0086 0088 0089 0092 0103 1145 1146 1147 1148 1149 1156""".split()
# Their values have no exact decimal, so agreement within 1e-8 counts.
INEXACT = "0051 0052 0053 0063".split()


def area(group):
    return "left out" if group[:4] in LEFT_OUT else "taken"


def main():
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    shared = os.environ.get("ASSAY_SHARED", os.path.join(root, "..", "shared"))
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--program", default=os.path.join(root, ".build", "release", "assay"))
    ap.add_argument("--cases", default=os.path.join(shared, "feel-tck"))
    ap.add_argument("--json", help="also write the counts to a file")
    a = ap.parse_args()
    checker = os.path.join(a.cases, "feel_conformance.py")
    if not os.path.exists(checker):
        print("conformance: skipped, there are no cases in " + a.cases)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        report = os.path.join(folder, "report.json")
        command = [sys.executable, checker, "--cmd", a.program + " eval --jsonl", "--report", report, "--fail-on", "",
                   "--expressions", os.path.join(a.cases, "expressions.jsonl"),
                   "--tables", os.path.join(a.cases, "tables.jsonl")]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        with open(report, encoding="utf-8") as f:
            cases = json.load(f)["cases"]
    null = expected_null(a.cases)
    counts = {"all": count(cases, null), "without 0100-arithmetic":
              count([c for c in cases if c["group"] != "0100-arithmetic"], null)}
    show(counts, cases, null)
    if a.json:
        with open(a.json, "w", encoding="utf-8") as f:
            json.dump(counts, f, indent=1)
    return 1 if counts["all"]["wrong"] else 0


def expected_null(folder):
    """The ids of the cases that expect null."""
    found = set()
    with open(os.path.join(folder, "expressions.jsonl"), encoding="utf-8") as f:
        for line in f:
            case = json.loads(line)
            if case["expected"]["type"] == "null":
                found.add(case["id"])
    return found


def count(cases, null):
    n = collections.Counter()
    for c in cases:
        verdict, group = c["verdict"], c["group"]
        n["cases"] += 1
        n["wrong"] += verdict == "wrong-value"
        n["unanswered"] += verdict in ("unsupported", "missing")
        if c["fit"] == "null-on-error":
            n["null-on-error"] += 1
            n["null-on-error refused"] += verdict == "null-rejected"
        if c["fit"] == "dynamic":
            n["dynamic"] += 1
            n["dynamic equal"] += verdict in ("equal", "equal-tolerance")
            n["dynamic refused"] += verdict in ("rejected-dynamic", "null-rejected", "unsupported")
        if "#" in c["id"] and c["fit"] == "typed" and area(group) == "taken":
            is_equal = verdict == "equal" or verdict == "equal-tolerance" and group[:4] in INEXACT
            kind = "typed null" if c["id"] in null else "typed value"
            n[kind] += 1
            n[kind + " equal"] += is_equal
            n[kind + " equal but for rounded expectations"] += is_equal or verdict == "equal-tolerance"
    return n


def show(counts, cases, null):
    for name, n in counts.items():
        print("%s: %d cases" % (name, n["cases"]))
        print("  typed values equal         %4d of %4d (%d of them within 1e-8 only, where the expectation is rounded)" % (
            n["typed value equal but for rounded expectations"], n["typed value"],
            n["typed value equal but for rounded expectations"] - n["typed value equal"]))
        print("  typed nulls null           %4d of %4d" % (n["typed null equal"], n["typed null"]))
        print("  null-on-error refused      %4d of %4d" % (n["null-on-error refused"], n["null-on-error"]))
        print("  dynamic refused / equal    %4d / %d of %d" % (n["dynamic refused"], n["dynamic equal"], n["dynamic"]))
        print("  wrong values               %4d" % n["wrong"])
    print("excepted, of the groups that are taken:")
    for c in cases:
        if c["fit"] != "typed" or area(c["group"]) == "left out":
            continue
        good = c["verdict"] == "equal" or c["verdict"] == "equal-tolerance" and c["group"][:4] in INEXACT
        if not good:
            print("  %-16s %s  %s" % (c["verdict"], c["id"], c["why"][:100]))


if __name__ == "__main__":
    sys.exit(main())
