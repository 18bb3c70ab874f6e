#!/usr/bin/env bash
# Verifies damaged seals and documents for as long as wanted; ends with the line "inputs N, failed F".
#
#   tools/fuzz.sh [--minutes N] [--seed S]
#
# --minutes  how long (10)
# --seed     which inputs (drawn; it is printed): the same seed gives the same inputs in the same order
#
# Inputs that fail are kept in artifacts/fuzz. Exit code 1 if any did.
set -euo pipefail

usage() { sed -n '2,9s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; }

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
minutes=10 seed=$((RANDOM * 32768 + RANDOM))
while (($#)); do
  case $1 in
    --minutes) minutes=${2:?--minutes needs a number}; shift 2 ;;
    --seed) seed=${2:?--seed needs a number}; shift 2 ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
  esac
done
[[ $minutes =~ ^[1-9][0-9]*$ && $seed =~ ^[0-9]+$ ]] || { usage >&2; exit 2; }

source "$root/tools/env.sh"
dotnet build "$root/tests/Gateway.Sealing.Tests" --nologo -v q
report=$root/artifacts/fuzz
mkdir -p "$report"
rm -f "$report"/*
echo "$minutes minutes with seed $seed …"
code=0
GATEWAY_FUZZ_MINUTES=$minutes GATEWAY_FUZZ_SEED=$seed GATEWAY_FUZZ_REPORT=$report \
  dotnet test "$root/tests/Gateway.Sealing.Tests/bin/Debug/net10.0/Gateway.Sealing.Tests.dll" --nologo --filter 'Name~Damaged_input' \
  >"$report/log" 2>&1 || code=$?
inputs=0 failed=0
for kind in ses gbt35275 ofd; do
  if [[ -f $report/$kind.txt ]]; then
    read -r some bad <"$report/$kind.txt"
    inputs=$((inputs + some)) failed=$((failed + bad))
  else
    echo "the run over $kind did not come to its end" >&2
    failed=$((failed + 1))
  fi
done
((code == 0 || failed > 0)) || failed=1
((failed == 0)) || grep -E '(ses|gbt35275|ofd) input' "$report/log" || tail -n 40 "$report/log"
echo "inputs $inputs, failed $failed"
((failed == 0))
