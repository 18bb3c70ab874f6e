#!/usr/bin/env bash
# Changes src/Gateway.Register in one place at a time (comparisons, bounds, orderings, operators, conditions) and looks
# whether its tests notice. Takes about a quarter of an hour on two free cores.
#
#   tools/mutation.sh [--file NAME]…
#
# --file  only these source files, e.g. FreezeQueue.cs (may be repeated)
#
# Prints every change that no test noticed, with the reason why none can from tools/mutation-survivors.txt. The last
# line is "killed N of M". Fails below 95 %, on a survivor without a reason, and (in a whole run) on a reason that no
# survivor needs any more.
set -euo pipefail
usage() { sed -n '2,11s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; }

cd "$(dirname "${BASH_SOURCE[0]}")/.."
root=$PWD
only=()
while (($#)); do
  case $1 in
    --file) only+=(--mutate "**/${2:?--file needs a name}"); shift 2 ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
  esac
done
source tools/env.sh

# VSTest, a process for each change: the other runner keeps its processes, and reports kills that are none (RESULTS.md in tools/Gateway.Bench).
# On a copy: what is built with all the changes in it must never lie about in anybody's bin folders.
work=$root/artifacts/mutation
rm -rf "$work/tree" "$work/report"
mkdir -p "$work/tree"
git ls-files -z --cached --others --exclude-standard -- src/Gateway.Register tests/Gateway.Register.Tests .config/dotnet-tools.json .editorconfig global.json 'Directory.*.props' |
  xargs -0 cp --parents -t "$work/tree"

dotnet build tools/Gateway.Mutation -c Release --nologo -v q
(
  cd "$work/tree/tests/Gateway.Register.Tests"
  export GATEWAY_MUTATION=true
  dotnet tool restore ${RestoreConfigFile:+--configfile "$RestoreConfigFile"} >/dev/null
  dotnet tool run dotnet-stryker -- --config-file "$root/tools/stryker.json" --output "$work/report" "${only[@]}"
)
exec dotnet tools/Gateway.Mutation/bin/Release/net10.0/Gateway.Mutation.dll \
  "$work/report/reports/mutation-report.json" tools/mutation-survivors.txt ${only[0]:+--part}
