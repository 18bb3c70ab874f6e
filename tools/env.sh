# Sourced by every script here, and by people: source tools/env.sh
#
# Makes `dotnet restore` work on a feed that holds only a part of NuGet (tools/restricted-feed/README.md says which
# packages and how). On a feed that has everything it changes nothing. Works from any folder and under
# `set -euo pipefail`; several checkouts may source it at once.
#
# Gives the scripts:  need_native PACKAGE|COMMAND:PACKAGE …   the Debian packages that they need beside .NET

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
# One warm compiler for all projects: a build of the whole takes a fraction of the time. It ends by itself when idle.
export UseSharedCompilation=true

_gw_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# Installs what is missing where that is possible, else says in one line what to install.
need_native() {
  local item missing=()
  for item in "$@"; do
    if [[ $item == *:* ]]; then
      command -v "${item%%:*}" >/dev/null && continue
    elif [[ $(dpkg-query -W -f='${Status}' "$item" 2>/dev/null) == *' installed' ]]; then
      continue
    fi
    missing+=("${item##*:}")
  done
  ((${#missing[@]})) || return 0
  if [[ $(id -u) != 0 ]] || ! command -v apt-get >/dev/null; then
    echo "missing: ${missing[*]}. Install them, on Debian with: sudo apt-get install ${missing[*]}" >&2
    return 1
  fi
  echo "installing ${missing[*]} …" >&2
  (
    exec 9>"${TMPDIR:-/tmp}/gateway-apt.lock"
    flock 9
    export DEBIAN_FRONTEND=noninteractive
    install=(apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=300 "${missing[@]}")
    "${install[@]}" >/dev/null 2>&1 9>&- || { apt-get update -qq >/dev/null 9>&- && "${install[@]}" >/dev/null 9>&-; }
  ) || {
    echo "could not install ${missing[*]} with apt-get" >&2
    return 1
  }
}

# The configuration files that decide where packages come from, nearest first.
_gw_nuget_configs() {
  if [[ -n ${RESTRICTED_FEED_USER_CONFIG:-} ]]; then
    echo "$RESTRICTED_FEED_USER_CONFIG"
    return
  fi
  (cd "$_gw_root" && dotnet nuget config paths)
}

# Asks the feed once for each family of stand-ins; prints the ids that it lacks, on one line.
_gw_probe() {
  local dir=$1 probe version ids asked log failed=() unreachable
  # NuGet reads every nuget.config above a project: a generated one of that name would answer for the feed.
  rm -rf "$dir" "$(dirname "$dir")/nuget.config"
  mkdir -p "$dir"
  # Nothing of the repository's rules applies to the probes.
  for log in Directory.Build.props Directory.Build.targets Directory.Packages.props; do echo '<Project />' >"$dir/$log"; done
  {
    echo '<Solution>'
    while read -r probe version ids; do
      mkdir "$dir/$probe"
      if [[ $version == sdk ]]; then
        asked='<PropertyGroup><RequiresAspNetWebAssets>true</RequiresAspNetWebAssets></PropertyGroup>'
      else
        asked="<ItemGroup><PackageReference Include=\"$probe\" Version=\"$version\" /></ItemGroup>"
      fi
      cat >"$dir/$probe/$probe.probe.csproj" <<PROJECT
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework><NuGetAudit>false</NuGetAudit></PropertyGroup>
  $asked
</Project>
PROJECT
      echo "  <Project Path=\"$probe/$probe.probe.csproj\" />"
    done
    echo '</Solution>'
  } < <(grep -v '^#' "$_gw_root/tools/restricted-feed/stand-ins.txt") >"$dir/probe.slnx"

  # Into a folder of its own: what lies in the user's package folder says nothing about the feed.
  if ! log=$(NUGET_PACKAGES=$dir/packages dotnet restore "$dir/probe.slnx" --nologo -v q 2>&1 219>&-); then
    # NU1101-NU1103: the feed answered and has no such package or version. Anything else says nothing about what it has.
    if unreachable=$(grep -m1 -E 'error (NU[0-9]+|MSB[0-9]+|NETSDK[0-9]+)' <<<"$(grep -vE 'error NU110[123]' <<<"$log")"); then
      echo "restricted-feed: cannot tell what the package feed has: $unreachable" >&2
      return 1
    fi
    while read -r probe version ids; do
      grep -qF "/$probe.probe.csproj : error" <<<"$log" && failed+=($ids)
    done < <(grep -v '^#' "$_gw_root/tools/restricted-feed/stand-ins.txt")
  fi
  rm -rf "$dir/packages"
  echo "${failed[*]:-}"
}

_gw_restricted_feed() {
  local feed=$_gw_root/artifacts/restricted-feed sources=$_gw_root/tools/restricted-feed digest key lacking config
  digest=$(cd "$sources" && find . -type f ! -name '*.md' | LC_ALL=C sort | xargs sha256sum | sha256sum | cut -c1-16) || return 1
  [[ ${RESTRICTED_FEED_FOR:-} == "$_gw_root $digest" ]] && return 0

  # Sourced before, from another checkout or other sources: start from what the user had.
  if [[ -n ${RESTRICTED_FEED_FOR:-} ]]; then
    unset RestoreConfigFile NUGET_PACKAGES
    [[ -n ${RESTRICTED_FEED_USER_CONFIG:-} ]] && export RestoreConfigFile=$RESTRICTED_FEED_USER_CONFIG
    [[ -n ${RESTRICTED_FEED_USER_PACKAGES:-} ]] && export NUGET_PACKAGES=$RESTRICTED_FEED_USER_PACKAGES
  fi
  export RESTRICTED_FEED_USER_CONFIG=${RestoreConfigFile:-} RESTRICTED_FEED_USER_PACKAGES=${NUGET_PACKAGES:-}

  mkdir -p "$feed" || return 1
  exec 219>"$feed/.env.lock" || return 1
  flock 219

  # The answer is kept until the stand-ins, the SDK or the user's NuGet configuration change.
  config=$(_gw_nuget_configs) || return 1
  key=$digest-$({ (cd "$_gw_root" && dotnet --version); while read -r file; do cat "$file" 2>/dev/null; done <<<"$config"; } | sha256sum | cut -c1-16)
  if [[ -f $feed/probed && $(head -n1 "$feed/probed") == "$key" ]]; then
    lacking=$(tail -n1 "$feed/probed")
  else
    echo "restricted-feed: asking the package feed what it has …" >&2
    # No answer says nothing: go on with the feed as it is (everything may be in the package folder), and ask again next time.
    lacking=$(_gw_probe "$feed/probe") || return 0
    printf '%s\n%s\n' "$key" "$lacking" >"$feed/probed"
  fi

  if [[ -n ${lacking// /} ]]; then
    if [[ " $lacking " == *' librdkafka.redist '* ]]; then
      need_native cc:gcc librdkafka1 || echo "without them everything but Kafka works" >&2
    fi
    # A compiler server that the build leaves running must not keep the lock.
    bash "$sources/build.sh" 219>&- || return 1
    mapfile -t config <<<"$config"
    # Only for the user's eyes: it repeats the credentials of the sources.
    (umask 077 && dotnet "$feed/build/bin/FeedConfig/Release/net10.0/FeedConfig.dll" \
      "$feed/restore.config.new" "$feed/packages" "${lacking// /,}" "${config[@]}") || return 1
    # Another script may be restoring with it: never half-written, and untouched where nothing changed.
    cmp -s "$feed/restore.config.new" "$feed/restore.config" || mv "$feed/restore.config.new" "$feed/restore.config"
    export RestoreConfigFile=$feed/restore.config
    # Stand-ins never enter the user's package folder, and changed ones never meet the old ones.
    NUGET_PACKAGES=${XDG_CACHE_HOME:-$HOME/.cache}/chakong-gateway/packages-$(cat "$feed/built" <(echo "$lacking") | sha256sum | cut -c1-16)
    export NUGET_PACKAGES
  fi
  export RESTRICTED_FEED_FOR="$_gw_root $digest"
}

_gw_restricted_feed && _gw_status=0 || _gw_status=1
exec 219>&-
unset -f _gw_restricted_feed _gw_probe _gw_nuget_configs
unset _gw_root
# A failed probe must stop a script under `set -e`, and tell an interactive shell.
(exit "$_gw_status")
