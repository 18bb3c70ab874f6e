#!/usr/bin/env bash
# Measures on this machine.
#
#   tools/bench.sh crypto                       sealing and verification against the bare primitives
#   tools/bench.sh privacy                      what encryption at rest costs an order
#   tools/bench.sh growth [--to N] [--json]     what a turn costs as freezes grow in number: 1 to 1 000 on its account,
#                                               a thousand to N (default a million) on others. A million take 5 GB in TMPDIR
#   tools/bench.sh flood [--quick] [--waiting N] [--freezes N] [--json]
#                                               a freeze while 100 000 (--quick: 2 000) inquiries wait, against a quiet gateway; exit 1 above twice its time
set -euo pipefail
tools=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$tools/env.sh"
dotnet build "$tools/Gateway.Bench" -c Release --nologo -v q
if [[ ${1-} == flood ]]; then
  # What it starts as processes.
  dotnet build "$tools/Gateway.CoreSim" -c Release --nologo -v q
  dotnet build "$tools/../src/Gateway.Host" -c Release --nologo -v q
fi
exec dotnet "$tools/Gateway.Bench/bin/Release/net10.0/Gateway.Bench.dll" "$@"
