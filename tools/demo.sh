#!/usr/bin/env bash
# One whole case on this machine: builds, starts the core simulator and the gateway on the embedded default (one
# process, nothing else needed), or over Kafka as one ingress, two workers and one ops process; lets the hub play
# inquiry, freeze, a second court's queued freeze, renewal, partial deduction and release, prints every step and every
# verified receipt, and leaves the service running until Ctrl-C.
#
#   tools/demo.sh [--once] [--kafka] [--hub-today]     --once ends after the case; --kafka needs a Kafka: tools/kafka.sh;
#       --hub-today plays the case through a stub of the SOAP service that banks poll today
set -euo pipefail
tools=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
case ${1:-} in
  -h | --help) sed -n '2,8s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;;
esac
source "$tools/build.sh"
echo "building the gateway, the core simulator and the hub (a minute or two the first time) …"
build_tools tools/Gateway.CoreSim src/Gateway.Host tools/Gateway.Hub
exec dotnet "$tools/Gateway.Hub/bin/Debug/net10.0/Gateway.Hub.dll" demo "$@"
