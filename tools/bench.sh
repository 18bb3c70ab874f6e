#!/usr/bin/env bash
# Measures on this machine, everything beside what it is compared with in the same run; prints tables, and JSON if wanted.
#
#   tools/bench.sh [--quick] [--json FILE] [OPTIONS] [SECTION …]
#
# crypto      sealing and verification against the bare primitives                                                             1 min
# load        the whole service over mutual TLS: throughput, times, processor time against the bare SM2 and SM3 work, syncs
#             (--kind inquiry|freeze|mix, --in-flight N: only these)                                                           6 min
# kafka       the same over a Kafka of its own (KAFKA_HOME), with one ingress, two workers, one ops                            5 min
# sql-server  the same on SQL Server, where GATEWAY_BENCH_SQLSERVER holds the connection string of an empty database           5 min
# growth      turns, start, memory and orders as freezes and orders grow in number (--to N)                                    6 min
# flood       a freeze while inquiries wait, against a quiet gateway (--waiting N, --freezes N)                                3 min
# pages       what the console asks of a store with a million orders, and what its indexes cost an order                       3 min
# privacy     what encryption at rest costs an order                                                                           1 min
# soak        half the saturated rate for half an hour (--minutes N): do memory, handles and files level off                   32 min
#
# Without names: all, without --quick but soak. --quick: less of everything, all under five minutes: a look, not a result.
# growth and pages take 5 GB in TMPDIR. Exit code 1: what flood promises, or soak, was not so.
# tools/bench.sh --help tells all options; tools/Gateway.Bench/README.md how to read what comes out.
set -euo pipefail
tools=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$tools/env.sh"
# The last two are what it starts as processes.
for project in "$tools/Gateway.Bench" "$tools/Gateway.CoreSim" "$tools/../src/Gateway.Host"; do dotnet build "$project" -c Release --nologo -v q; done
exec dotnet "$tools/Gateway.Bench/bin/Release/net10.0/Gateway.Bench.dll" "$@"
