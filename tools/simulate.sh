#!/usr/bin/env bash
# Simulates the whole gateway on one thread, a world for each seed; ends with the line "seeds N, failed F".
#
#   tools/simulate.sh [--seeds N] [--from S] [--keep-all]
#
# --seeds     how many (1000)
# --from      the first seed (drawn; it is printed): the same seed is the same world, event by event
# --keep-all  the schedules of seeds that did not fail too
#
# The schedule of a seed that failed is printed, and kept in artifacts/simulation. Exit code 1 if any did.
set -euo pipefail

usage() { sed -n '2,10s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; }

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
seeds=1000 from=$((RANDOM * 32768 + RANDOM)) more=()
while (($#)); do
  case $1 in
    --seeds) seeds=${2:?--seeds needs a number}; shift 2 ;;
    --from) from=${2:?--from needs a seed}; shift 2 ;;
    --keep-all) more+=(--keep-all); shift ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
  esac
done
[[ $seeds =~ ^[1-9][0-9]*$ && $from =~ ^[0-9]+$ ]] || { usage >&2; exit 2; }

source "$root/tools/env.sh"
dotnet build "$root/tests/Gateway.Simulation" --nologo -v q
traces=$root/artifacts/simulation
mkdir -p "$traces"
rm -f "$traces"/*
echo "$seeds seeds from $from …"
# One thread in the pool is what makes a run repeat itself.
export DOTNET_ThreadPool_ForceMinWorkerThreads=1 DOTNET_ThreadPool_ForceMaxWorkerThreads=1 DOTNET_gcConcurrent=0 DOTNET_TieredPGO=0
exec dotnet "$root/tests/Gateway.Simulation/bin/Debug/net10.0/Gateway.Simulation.dll" run --seeds "$seeds" --from "$from" --traces "$traces" "${more[@]}"
