#!/usr/bin/env bash
# Courts order without end on 2 000 accounts while things go wrong at random: processes are killed (-9), stand still
# longer than their leases, leave and join; brokers die and come back; messages come again in any order; the core fails
# before or after its effect, or does not answer. Then everything must settle, and what was acknowledged, answered,
# registered and done in the core must agree.
#
#   tools/chaos.sh [--minutes N] [--seed S] [--kafka] [--older DLL]
#
# --minutes  how long things go wrong (10)
# --seed     replays a run's schedule (drawn; it is printed)
# --kafka    two ingress, three worker and one ops process over three brokers (tools/kafka.sh); else one process
#
# --older    in place of that, a rolling upgrade: all processes are an earlier release's (Gateway.Host.dll, built in a checkout of it), and are
#            replaced one by one under the same load
#
# The last line is "acknowledged N, receipts N, lost 0, doubled 0, differences 0"; exit code 1 unless all is well.
set -euo pipefail
tools=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
case ${1:-} in
  -h | --help) sed -n '2,16s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;;
esac
source "$tools/build.sh"
build_tools tools/Gateway.CoreSim src/Gateway.Host tools/Gateway.Hub
exec dotnet "$tools/Gateway.Hub/bin/Debug/net10.0/Gateway.Hub.dll" chaos "$@"
