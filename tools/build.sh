# Sourced by hub.sh, scenario.sh and demo.sh: builds what they run and shows that something is happening.
#
#   build_tools PROJECT…   paths from the repository's root; done at once where nothing changed since the last time

_tools_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# Whether nothing that goes into a build is newer than the last build of a project. Asking `dotnet build` takes seconds.
_is_built() {
  local stamp=$_tools_root/artifacts/built/$1
  [[ -f $stamp && -f $_tools_root/$1/bin/Debug/net10.0/${1##*/}.dll ]] || return 1
  [[ -z $(cd "$_tools_root" && find src tools proto Directory.*.props global.json .editorconfig \
    \( -name bin -o -name obj \) -prune -o -newer "$stamp" -print -quit) ]]
}

_build() {
  local project stamp
  # Two scripts at once would write the same files.
  exec 9>"$_tools_root/artifacts/.build.lock"
  flock 9
  for project in "$@"; do
    stamp=$_tools_root/artifacts/built/$project
    mkdir -p "$(dirname "$stamp")"
    # What is edited while the build runs is newer than the stamp.
    touch "$stamp.new"
    # Without the lock: a compiler that stays warm would hold it.
    dotnet build "$_tools_root/$project" --nologo -v q 9>&- || return 1
    mv "$stamp.new" "$stamp"
  done
}

build_tools() {
  local log project seconds=0 build stale=()
  for project in "$@"; do _is_built "$project" || stale+=("$project"); done
  ((${#stale[@]})) || return 0

  source "$_tools_root/tools/env.sh"
  mkdir -p "$_tools_root/artifacts"
  log=$(mktemp "${TMPDIR:-/tmp}/gateway-build-XXXXXX.log")
  (_build "${stale[@]}") >"$log" 2>&1 &
  build=$!
  while kill -0 "$build" 2>/dev/null; do
    sleep 1
    seconds=$((seconds + 1))
    if [[ -t 2 ]]; then
      printf '\rbuilding … %d s ' "$seconds" >&2
    elif ((seconds % 15 == 5)); then
      echo "building … $seconds s" >&2
    fi
  done
  if [[ -t 2 ]]; then printf '\r\033[K' >&2; fi
  if ! wait "$build"; then
    grep -E ' error ' "$log" | sort -u >&2 || cat "$log" >&2
    echo "the build failed; all that it said is in $log" >&2
    return 1
  fi
  rm -f "$log"
}
