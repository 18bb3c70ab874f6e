#!/usr/bin/env bash
# Checks a live implementation of the core's contract (proto/corebanking/v1/openapi.yaml): a bank's own adapter, or the simulator.
#
#   tools/core-check.sh --url http://HOST:PORT [--accounts FILE]
#   tools/core-check.sh --soap            the worked example: an adapter before a SOAP core that loses answers
#
# One line a check, then "N passed, N failed"; exit code 1 if any failed. src/Gateway.CoreBanking/README.md says what FILE holds.
set -euo pipefail
tools=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$tools/build.sh"
build_tools tools/Gateway.CoreSim
sim=("dotnet" "$tools/Gateway.CoreSim/bin/Debug/net10.0/Gateway.CoreSim.dll")
if [[ ${1:-} != --soap ]]; then exec "${sim[@]}" check "$@"; fi

said=$(mktemp)
"${sim[@]}" soap >"$said" &
bank=$!
trap 'kill "$bank"; rm -f "$said"' EXIT
until grep -q listening "$said"; do kill -0 "$bank" && sleep 0.1; done
"${sim[@]}" check --url "$(sed 's/.* //' "$said")" --accounts "$tools/Gateway.CoreSim/Soap/accounts.json"
