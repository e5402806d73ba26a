#!/usr/bin/env bash
# Grades 10,000 made-up enterprises by the market-regulation policy of Wanzhi and explains one of the worst.

set -euo pipefail
cd "$(dirname "$0")/.."

policy=policies/wanzhi/market-regulation.yaml
as_of=2025-06-30
out=demo-output
assay=$(swift build -c release --product assay --show-bin-path)/assay

show() { printf '\n$ assay %s\n' "$*" && "$assay" "$@"; }

mkdir -p "$out"
show sample "$policy" --count 10000 --seed 1 --as-of "$as_of" --faults 2 --output "$out/subjects.jsonl"

# The sample has some data faults, and a run that set subjects aside ends with status 3.
status=0
show run "$policy" --subjects "$out/subjects.jsonl" --as-of "$as_of" --output "$out/results.jsonl" || status=$?
[ "$status" -eq 3 ] || [ "$status" -eq 0 ] || exit "$status"

printf '\nThe first three of the subjects that were set aside (%s):\n' "$out/results.faults.jsonl"
head -n 3 "$out/results.faults.jsonl"

# A subject of the worst grade that has penalties, so that there is something to explain. The id comes first in a line.
subject=$(awk -F '"' '
  FNR == NR { if (/"grade":"差"/) worst[$4]; next }
  !found && ($4 in worst) && /"penalties"/ { print $4; found = 1 }
' "$out/results.jsonl" "$out/subjects.jsonl")
show explain "$policy" --subjects "$out/subjects.jsonl" --subject "$subject" --as-of "$as_of" --language zh
