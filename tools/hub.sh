#!/usr/bin/env bash
# The court side's command line: keys, orders, receipts, seals.
#
#   tools/hub.sh pki init DIR
#   tools/hub.sh order submit FILE.json --pki DIR
#   tools/hub.sh receipts watch --pki DIR
#   tools/hub.sh receipt verify FILE.ofd --trust ca.cer
#   tools/hub.sh receipt show FILE.ofd
#   tools/hub.sh seal verify --trust ca.cer [--data DOCUMENT] FILE
#   tools/hub.sh COMMAND --help
set -euo pipefail
tools=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$tools/build.sh"
build_tools tools/Gateway.Hub
exec dotnet "$tools/Gateway.Hub/bin/Debug/net10.0/Gateway.Hub.dll" "$@"
