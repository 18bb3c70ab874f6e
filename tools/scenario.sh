#!/usr/bin/env bash
# Plays scenario files through the real service: gateway, core simulator, sealed orders, verified receipts.
#
#   tools/scenario.sh [--receipts DIR] FILE|DIR…
#
# Prints one line a file ("ok NAME" or "FAILED NAME: step N field: expected X, got Y"), then "N passed, N failed";
# exit code 1 if any failed. --receipts keeps every receipt as DIR/FILE/ORDER.ofd and the trust anchor as DIR/ca.cer.
set -euo pipefail
tools=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$tools/build.sh"
build_tools tools/Gateway.CoreSim src/Gateway.Host tools/Gateway.Hub
exec dotnet "$tools/Gateway.Hub/bin/Debug/net10.0/Gateway.Hub.dll" scenario "$@"
