#!/usr/bin/env python3
"""Measures Assay: its stages, its commands, a whole workload beside other systems, and how cost grows.

  bench.py [stages] [credit] [curves]      what to measure; the first two without any word
    --size 10k|100k|1m                     subjects of the workload beside others (default 1m)
    --rounds N                             rounds of the workload, all contestants in each (default 5)
    --record FILE                          also keeps all figures in FILE, as JSON
  bench.py compare OLD NEW                 the figures of two such files, and their ratios

Nothing passes or fails here but one thing: a result of the workload that differs from the reference in any row.
What cannot be measured on this machine is said, not hidden.
"""

import argparse
import csv
import itertools
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("ASSAY_SHARED", ROOT.parent / "shared")) / "bench"
WORK = Path(os.environ.get("ASSAY_BENCH", ROOT / ".build" / "credit-bench"))
RELEASE = Path(os.environ.get("ASSAY_RELEASE", ROOT / ".build" / "release"))
ASSAY, STAGES = RELEASE / "assay", RELEASE / "StageBenchmarks"
CREDIT = ROOT / "Benchmarks" / "credit-bench" / "policy.yaml"
DEMO = ROOT / "policies" / "wanzhi" / "market-regulation.yaml"
SIZES = {"10k": 10_000, "100k": 100_000, "1m": 1_000_000}

figures = {}


def note(name, value, unit, text=""):
    figures[name] = {"value": round(value, 4), "unit": unit}
    print(f"{name:<52}{value:>14,.3f} {unit:<12}{text}", flush=True)


def skip(what, why):
    print(f"SKIPPED {what}: {why}", flush=True)


def run(command, check=True):
    """Runs a command; returns seconds, seconds of processor time, MiB at the peak, and what it printed."""
    with tempfile.TemporaryFile() as output:
        start = time.monotonic()
        process = subprocess.Popen([str(word) for word in command], stdin=subprocess.DEVNULL, stdout=output,
                                   stderr=subprocess.STDOUT, cwd=ROOT)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        text = output.read().decode("utf-8", "replace")
    if check and process.returncode not in (0, 3):
        sys.exit(f"{' '.join(str(word) for word in command)}: exit status {process.returncode}\n{text[-2000:]}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, text


def median_of_runs(command, times):
    samples = [run(command) for _ in range(times)]
    return statistics.median(s[0] for s in samples), statistics.median(s[1] for s in samples)


# Stages and commands


def measure_stages():
    print("Stages, in one process")
    for line in run([STAGES, "--json", ROOT / "policies", 20_000])[3].splitlines():
        row = json.loads(line)
        allocations = row["allocations"]
        note(row["stage"], row["value"], row["unit"], "" if allocations is None else f"{allocations} allocations")
        if allocations is not None:
            figures[row["stage"]]["allocations"] = allocations


def measure_commands():
    print("\nCommands from a cold start, median of 15")
    with tempfile.TemporaryDirectory() as folder:
        subjects = Path(folder) / "subjects.jsonl"
        run([ASSAY, "sample", DEMO, "--count", 1, "--seed", 1, "--as-of", "2025-06-30", "--output", subjects])
        subject = next(value for value in json.loads(subjects.read_text()).values() if isinstance(value, str))
        explain = [ASSAY, "explain", DEMO, "--subjects", subjects, "--subject", subject, "--as-of", "2025-06-30"]
        for name, command in [("assay --help", [ASSAY, "--help"]), ("assay explain, one subject", explain),
                              ("assay check, the shipped policies", [ASSAY, "check", "policies"])]:
            wall, cpu = median_of_runs(command, 15)
            note(name, wall * 1000, "ms", f"{cpu * 1000:.1f} ms of processor time")
            figures[name]["cpu"] = round(cpu * 1000, 2)


# The workload beside others


def python_of_workload():
    """Makes a Python with what the workload's programs import; None where it lacks what the data are made with."""
    python = WORK / "venv" / "bin" / "python"
    if not python.exists():
        try:
            run([sys.executable, "-m", "venv", WORK / "venv"])
        except SystemExit as failure:
            shutil.rmtree(WORK / "venv", ignore_errors=True)
            skip("credit-bench", f"no virtual environment could be made (Debian: apt install python3-venv)\n{failure}")
            return None
    lacking = {}
    for package in ("numpy", "pyarrow", "duckdb"):
        if not has_module(python, package):
            # A line beginning with ERROR says why; all else that pip prints is advice and warnings.
            text = run([python, "-m", "pip", "install", "-q", "--disable-pip-version-check", package], check=False)[3]
            if not has_module(python, package):
                reasons = [line for line in text.splitlines() if line.startswith("ERROR")] or text.splitlines()[-1:]
                lacking[package] = reasons[0] if reasons else "pip said nothing"
    for package, reason in lacking.items():
        print(f"MISSING Python package {package}: {reason}", flush=True)
    needed = [package for package in ("numpy", "pyarrow") if package in lacking]
    if needed:
        skip("credit-bench", f"its data are made with {' and '.join(needed)}; install into {WORK / 'venv'}, or see above")
        return None
    return python


def has_module(python, name):
    return subprocess.run([python, "-c", f"import {name}"], capture_output=True).returncode == 0


def prepare_workload(size):
    """Makes what the workload needs and this machine lacks; returns the reference, or None where there is none."""
    if not SHARED.is_dir():
        skip("credit-bench", f"there is no {SHARED}, which has its data generator and the other systems")
        return None
    data, reference = WORK / "data" / size, WORK / "ref" / f"{size}.csv"
    for folder in (data, reference.parent, WORK / "bin", WORK / "out"):
        folder.mkdir(parents=True, exist_ok=True)
    python = python_of_workload()
    if python is None:
        return None
    if not (data / "subjects.jsonl").exists():
        run([python, SHARED / "gen.py", SIZES[size], data])
    if not reference.exists():
        run([python, SHARED / "peers" / "oracle" / "oracle.py", data, reference])
    limit = WORK / "bin" / "limit"
    if not limit.exists() and shutil.which("g++"):
        run(["g++", "-O3", "-march=native", "-std=c++20", "-o", limit, SHARED / "peers" / "limit" / "limit.cpp",
             "-lsimdjson", "-lpthread"], check=False)
    return reference


def result_path(name, form):
    return WORK / "out" / f"{name.replace(' ', '-')}_{form}.csv"


def contestants(size):
    data, out, python = WORK / "data" / size, WORK / "out", WORK / "venv" / "bin" / "python"
    limit = WORK / "bin" / "limit"
    has_duckdb = has_module(python, "duckdb")
    if not limit.exists():
        skip("limit", "it could not be built (it needs g++, libsimdjson-dev and AVX2)")
    if not has_duckdb:
        skip("DuckDB", "the Python package duckdb is not installed")
    for form, source in (("csv", data), ("jsonl", data / "subjects.jsonl")):
        if limit.exists():
            yield "limit", form, [limit, form, data, out / f"limit_{form}.csv", 2]
        # A receipt holds the SHA-256 of all that is read and written, which no other contestant works out.
        for name, options in (("assay", []), ("assay without receipt", ["--no-receipt"])):
            yield name, form, [ASSAY, "run", CREDIT, "--subjects", source, "--as-of", "2026-01-01",
                               "--threads", 2, "--output", result_path(name, form), *options]
        if has_duckdb:
            yield "duckdb", form, [python, SHARED / "peers" / "duckdb" / "run.py", form, data,
                                   out / f"duckdb_{form}.csv", 2]


def with_names_of_the_workload(path):
    """Writes Assay's results again under the column names that the workload compares by; the rows stay as they are."""
    renamed = path.with_suffix(".renamed.csv")
    with open(path, encoding="utf-8", newline="") as source, open(renamed, "w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target)
        writer.writerow(["id", "total", "grade", "red_lines", "sampling", "measures"])
        for row in csv.DictReader(source):
            measures = "|".join(m for m in row["measures"].split("|") if m != "sampling")
            writer.writerow([row["id"], row["score"], row["grade"], row["rules"], row["sampling.percent"], measures])
    return renamed


def measure_credit(size, rounds):
    print(f"\ncredit-bench, {SIZES[size]:,} subjects, 2 threads, {rounds} rounds of all contestants")
    reference = prepare_workload(size)
    if reference is None:
        return
    entries = list(contestants(size))
    samples = {(name, form): [] for name, form, _ in entries}
    for _ in range(rounds):
        for name, form, command in entries:
            samples[name, form].append(run(command)[:3])
    for name, form, _ in entries:
        check_rows(reference, name, form)
        report(name, form, samples)
    measure_evaluation(size)


def check_rows(reference, name, form):
    result = result_path(name, form)
    if name.startswith("assay"):
        result = with_names_of_the_workload(result)
    compared = subprocess.run([sys.executable, SHARED / "compare.py", reference, result],
                              capture_output=True, text=True)
    if compared.returncode != 0:
        sys.exit(f"{name} {form} differs from the reference: {compared.stdout}{compared.stderr}")
    print(f"{name} {form}: {compared.stdout.split(',')[0]}")


def report(name, form, samples):
    own, label = samples[name, form], f"{name} {form}"
    wall, cpu, peak = (statistics.median(s[i] for s in own) for i in range(3))
    note(f"{label}, wall", wall, "s", f"{min(s[0] for s in own):.2f} to {max(s[0] for s in own):.2f}")
    note(f"{label}, processor time", cpu, "s")
    note(f"{label}, peak memory", peak, "MiB")
    if not name.startswith("assay"):
        return
    for other in ("limit", "duckdb"):
        if (other, form) not in samples:
            continue
        pairs = list(zip(own, samples[other, form]))
        for index, what in enumerate(("wall", "processor time")):
            ratio = statistics.median(a[index] / b[index] for a, b in pairs)
            note(f"{label} / {other}, {what}", ratio, "times")


def measure_evaluation(size):
    """Evaluation alone, one thread; the least of many passes, which a busy machine disturbs least."""
    data = WORK / "data" / size
    subjects = WORK / "evaluation.jsonl"
    # Line by line: what this program holds at its peak would count as the peak of every command after that.
    with open(data / "subjects.jsonl", "rb") as source, open(subjects, "wb") as target:
        target.writelines(itertools.islice(source, 100_000))
    own = [float(re.search(r"least ([\d.]+)", run([STAGES, "evaluate", CREDIT, subjects, "2026-01-01"])[3])[1])
           for _ in range(3)]
    note("assay, evaluation alone", min(own), "ns/subject")
    if (WORK / "bin" / "limit").exists():
        text = run([WORK / "bin" / "limit", "mem", data, WORK / "out" / "mem.csv", 1, 15])[3]
        least = min(float(value) for value in re.findall(r"evaluate simd .*?min ([\d.]+)", text))
        note("limit, evaluation alone", least, "ns/subject")
        note("assay / limit, evaluation alone", min(own) / least, "times")


# How cost grows


def lines_of_subjects(subject_count, record_count):
    types = ["penalty", "inspection", "complaint", "arrears", "judgment", "accident"]
    for subject in range(subject_count):
        events = [{"date": f"20{20 + n % 6}-{n % 12 + 1:02}-{n % 28 + 1:02}", "type": types[n % 6],
                   "severity": ["minor", "usual", "severe"][n % 3],
                   "repaired on": None if n % 2 else f"2025-{n % 12 + 1:02}-01"} for n in range(record_count)]
        yield json.dumps({"id": f"F{subject:08}", "staff": subject % 500, "events": events}, ensure_ascii=False)


def cost(folder, subject_count, record_count, indicator_count):
    """Processor time of a run in nanoseconds for each subject; and its peak in MiB."""
    policy, data = folder / f"p{indicator_count}.yaml", folder / "subjects.jsonl"
    policy.write_text(run([STAGES, "policy", indicator_count])[3])
    with open(data, "w") as file:
        block = list(lines_of_subjects(min(subject_count, 1000), record_count))
        for start in range(0, subject_count, len(block)):
            file.write("\n".join(line.replace('"F', f'"F{start:x}-', 1) for line in block) + "\n")
    command = [ASSAY, "run", policy, "--subjects", data, "--as-of", "2026-01-01", "--output", folder / "out.csv"]
    wall, cpu, peak, _ = min((run(command) for _ in range(3)), key=lambda sample: sample[1])
    data.unlink()
    return cpu / subject_count * 1e9, peak


def measure_curves():
    print("\nHow cost grows: processor time of whole runs")
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as name:
        folder = Path(name)
        for count in (10_000, 100_000, 1_000_000, 10_000_000):
            time_each, peak = cost(folder, count, 2, 10)
            note(f"{count:,} subjects of 2 records, 10 indicators", time_each, "ns/subject", f"peak {peak:.0f} MiB")
            figures[f"{count:,} subjects of 2 records, 10 indicators"]["peak"] = round(peak, 1)
            if count == 1_000_000:
                peak_of_million = peak
            elif count > 1_000_000:
                growth = (peak - peak_of_million) * (1 << 20) / (count - 1_000_000)
                note(f"memory for each subject from 1,000,000 to {count:,}", growth, "bytes")
        for count in (1, 10, 100, 1_000, 10_000):
            time_each, _ = cost(folder, max(100, 200_000 // count), count, 10)
            note(f"{count:,} records a subject, 10 indicators", time_each / count, "ns/record")
        for count in (10, 30, 100, 300, 1_000):
            time_each, _ = cost(folder, 20_000, 10, count)
            note(f"{count:,} indicators, 10 records a subject", time_each / count, "ns/indicator")


# Keeping and comparing


def record(path):
    commit = subprocess.run(["git", "describe", "--always", "--dirty", "--abbrev=12"], cwd=ROOT, capture_output=True,
                            text=True).stdout.strip()
    model = re.search(r"model name\s*:\s*(.*)", Path("/proc/cpuinfo").read_text())
    path.parent.mkdir(parents=True, exist_ok=True)
    machine = {"processor": model[1] if model else "unknown", "cores": os.cpu_count(), "load": os.getloadavg()[0]}
    path.write_text(json.dumps({"commit": commit, "machine": machine, "figures": figures}, indent=1,
                               ensure_ascii=False) + "\n")
    print(f"\nkept in {path}")


def compare(old_path, new_path):
    old, new = (json.loads(Path(path).read_text()) for path in (old_path, new_path))
    print(f"{'':<52}{old['commit'][:14]:>14}{new['commit'][:14]:>15}   new / old")
    for name, row in new["figures"].items():
        before = old["figures"].get(name)
        if before is None or before["unit"] != row["unit"]:
            print(f"{name:<52}{'-':>14}{row['value']:>15,.3f}   new")
            continue
        ratio = f"{row['value'] / before['value']:.3f}" if before["value"] else "-"
        print(f"{name:<52}{before['value']:>14,.3f}{row['value']:>15,.3f}   {ratio} {row['unit']}")
    for name in old["figures"].keys() - new["figures"].keys():
        print(f"{name:<52}{old['figures'][name]['value']:>14,.3f}{'-':>15}   gone")


def main():
    if sys.argv[1:2] == ["compare"] and len(sys.argv) == 4:
        return compare(sys.argv[2], sys.argv[3])
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="*", choices=["stages", "credit", "curves", []], default=[])
    parser.add_argument("--size", choices=SIZES, default="1m")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--record", type=Path)
    options = parser.parse_args()
    what = options.what or ["stages", "credit"]
    if "stages" in what:
        measure_stages()
        measure_commands()
    if "credit" in what:
        measure_credit(options.size, options.rounds)
    if "curves" in what:
        measure_curves()
    if options.record:
        record(options.record)


if __name__ == "__main__":
    main()
