#!/usr/bin/env bash
# Builds once and runs every test project; ends with the line "N passed, N failed".
#
#   tools/test.sh [--project NAME]… [--filter EXPR] [--no-build]
#
# --project  only these, e.g. Gateway.Register.Tests or just Register (may be repeated)
# --filter   as in `dotnet test --filter`, e.g. 'Name~release'
set -euo pipefail

usage() { sed -n '2,7s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; }

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
wanted=() filter='' build=1
while (($#)); do
  case $1 in
    --project) wanted+=("${2:?--project needs a name}"); shift 2 ;;
    --filter) filter=${2:?--filter needs an expression}; shift 2 ;;
    --no-build) build=0; shift ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
  esac
done

# The parsing below reads the test runner's English words.
export DOTNET_CLI_UI_LANGUAGE=en
# Hundreds of short-lived processes: what is called seldom is not compiled a second time (the number is hexadecimal).
export DOTNET_TC_CallCountThreshold=${DOTNET_TC_CallCountThreshold:-400}
# Nor is it watched for how it is used before it is compiled again: a fifth of such a process's work.
export DOTNET_TieredPGO=${DOTNET_TieredPGO:-0}
# The same for the Java programs that tests try the product against.
export JAVA_TOOL_OPTIONS=${JAVA_TOOL_OPTIONS:--XX:TieredStopAtLevel=1}
source tools/env.sh

projects=()
for path in tests/*/*.csproj; do
  name=$(basename "$path" .csproj)
  for want in "${wanted[@]:-$name}"; do
    case $name in
      "$want" | "$want.Tests" | "Gateway.$want" | "Gateway.$want.Tests") projects+=("$name"); break ;;
    esac
  done
done
if ((${#projects[@]} == 0)); then
  echo "no test project is called ${wanted[*]:-anything}; there are: $(basename -a tests/*/ | tr '\n' ' ')" >&2
  exit 2
fi

# The long ones first, so that the short ones fill the other core beside them.
mapfile -t projects < <(printf '%s\n' "${projects[@]}" | awk '{ print (/EndToEnd|Simulation|Worker/ ? 0 : 1), $0 }' | sort -s -k1,1n | cut -d' ' -f2)

case " ${projects[*]} " in
  *EndToEnd* | *Ingress*) need_native python3-grpcio python3-protobuf protoc:protobuf-compiler ;;
esac
case " ${projects[*]} " in
  *Ingress*) need_native nginx-light || echo "without it the front of deploy/front is not tested" >&2 ;;
esac
case " ${projects[*]} " in
  *EndToEnd*)
    # Of Debian's two the one without a window takes less of the processor; either will do.
    need_native chromium-headless-shell fonts-wqy-zenhei || need_native chromium fonts-wqy-zenhei || echo "without them the console's pages are not tested" >&2
    # Without it one test says that it left the rules out.
    bash tools/prometheus.sh fetch >/dev/null || true
    ;;
esac

started=$SECONDS
if ((build)); then
  echo "building …"
  if ((${#wanted[@]})); then
    for name in "${projects[@]}"; do dotnet build "tests/$name" --nologo -v m; done
  else
    dotnet build Gateway.sln --nologo -v m
  fi
  echo "built in $((SECONDS - started)) s"
fi

results=$root/artifacts/test-results
rm -rf "$results"
mkdir -p "$results"

run_project() {
  local name=$1 dll=tests/$1/bin/Debug/net10.0/$1.dll
  local args=("$dll" --logger "trx;LogFileName=$name.trx" --logger "console;verbosity=normal" --results-directory "$results")
  [[ -n $filter ]] && args+=(--filter "$filter")
  local from=$SECONDS code=0 child
  timeout --kill-after=30 3000 dotnet test "${args[@]}" >"$results/$name.log" 2>&1 </dev/null &
  child=$!
  # `timeout` hands the signal on to the tests and whatever they started.
  trap 'kill "$child" 2>/dev/null || true; exit 1' TERM
  wait "$child" || code=$?
  echo "$code $((SECONDS - from))" >"$results/$name.done"
}

# Nothing where a project ended before it could write its results.
counter() { sed -n "s/.*<Counters [^>]*\b$2=\"\([0-9]*\)\".*/\1/p" "$results/$1.trx" 2>/dev/null | head -n1 || true; }

passed=0 failed=0 skipped=0 reported=0
declare -A seen=()

# Prints one line for a project that has ended, and the name and message of each test that failed in it.
report() {
  local name=$1 code seconds total ok bad note=''
  read -r code seconds <"$results/$name.done"
  total=$(counter "$name" total) ok=$(counter "$name" passed) bad=$(counter "$name" failed)
  total=${total:-0} ok=${ok:-0} bad=${bad:-0}
  if ((code == 124 || code == 137)); then
    bad=$((bad + 1)) note='  TIMED OUT'
  elif ((code != 0 && bad == 0)) || grep -q '^Test Run Aborted' "$results/$name.log"; then
    bad=$((bad + 1)) note='  CRASHED'
  elif ((total == 0)) && [[ -z $filter ]]; then
    bad=1 note='  NO TESTS RAN'
  fi
  passed=$((passed + ok)) failed=$((failed + bad)) skipped=$((skipped + (total > ok + bad ? total - ok - bad : 0)))
  reported=$((reported + 1))
  printf '[%d/%d] %-32s %5d passed, %d failed  %4d s%s\n' "$reported" "${#projects[@]}" "$name" "$ok" "$bad" "$seconds" "$note"
  if ((bad)); then
    if [[ -n $note ]]; then
      tail -n 40 "$results/$name.log" 2>/dev/null || true
    fi
    # From "  Failed NAME" to the next test: the message without the rest of the run.
    awk '/^  (Passed|Skipped) |^Test Run|^Results File|^Total tests|^ *Attachments:/ { on = 0 }
         /^  Failed / { on = 1 }
         on' "$results/$name.log" || true
  fi
}

running() {
  local name line=''
  for name in "${projects[@]}"; do
    [[ -f $results/$name.log && -z ${seen[$name]:-} ]] && line+="$name ($(grep -cE '^  (Passed|Failed|Skipped) ' "$results/$name.log" || true) so far)  "
  done
  echo "      running: $line"
}

trap 'kill $(jobs -p) 2>/dev/null || true' EXIT
trap 'exit 130' INT TERM
cores=$(nproc)
next=0 quiet=$SECONDS
while ((reported < ${#projects[@]})); do
  while ((next < ${#projects[@]} && next - reported < cores)); do
    run_project "${projects[next]}" &
    next=$((next + 1))
  done
  # A tick ends either with a project or after a while, so that a long one is seen to be alive.
  sleep 15 &
  tick=$!
  wait -n || true
  kill "$tick" 2>/dev/null || true
  wait "$tick" 2>/dev/null || true
  for name in "${projects[@]}"; do
    if [[ -f $results/$name.done && -z ${seen[$name]:-} ]]; then
      seen[$name]=1
      report "$name"
      quiet=$SECONDS
    fi
  done
  if ((SECONDS - quiet >= 15 && reported < ${#projects[@]})); then
    running
    quiet=$SECONDS
  fi
done

if ((passed + failed == 0)); then
  echo "no test matched"
  failed=1
fi
((skipped == 0)) || echo "$skipped skipped"
echo "logs in artifacts/test-results, $((SECONDS - started)) s"
echo "$passed passed, $failed failed"
((failed == 0))
