#!/usr/bin/env bash
# Measures on this machine.
#
#   tools/bench.sh crypto   sealing and verification against the bare primitives
set -euo pipefail
tools=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$tools/env.sh"
dotnet build "$tools/Gateway.Bench" -c Release --nologo -v q
exec dotnet "$tools/Gateway.Bench/bin/Release/net10.0/Gateway.Bench.dll" "$@"
