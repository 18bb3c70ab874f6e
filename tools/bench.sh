#!/usr/bin/env bash
# Measures on this machine, everything beside what it is compared with in the same run; prints tables, and JSON if wanted.
#
#   tools/bench.sh [--quick] [--json FILE] [OPTIONS] [SECTION …]
#
# crypto     sealing and verification against the bare primitives
# load       the whole service over mutual TLS: throughput, times, processor time against the bare SM2 and SM3 work, syncs (--kafka: over Kafka too)
# growth     what a turn costs as freezes grow in number (--to N; a million take 5 GB in TMPDIR)
# flood      a freeze while inquiries wait, against a quiet gateway (--waiting N, --freezes N)
# pages      what the console asks of a store with a million orders, and what its indexes cost an order (5 GB in TMPDIR)
# privacy    what encryption at rest costs an order
# soak       half the saturated rate for half an hour (--minutes N); only when it is named
#
# --quick    less of everything, under five minutes: a look, not a result
# tools/bench.sh --help tells all options.
set -euo pipefail
tools=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$tools/env.sh"
# The last two are what it starts as processes.
for project in "$tools/Gateway.Bench" "$tools/Gateway.CoreSim" "$tools/../src/Gateway.Host"; do dotnet build "$project" -c Release --nologo -v q; done
exec dotnet "$tools/Gateway.Bench/bin/Release/net10.0/Gateway.Bench.dll" "$@"
