#!/usr/bin/env bash
# Installs, upgrades and rolls back the gateway on a server with systemd (Debian- or RHEL-like). Run it as root.
#
#   install.sh install|upgrade ARCHIVE [--units all|ingress,worker,ops,hub] [--root DIR]
#   install.sh rollback [--schema-restored] [--root DIR]
#   install.sh status [--root DIR]
#
# ARCHIVE            chakong-gateway-VERSION-linux-x64.tar.gz of tools/publish.sh, its .sha256 beside it. It holds one folder with bin/gateway, systemd/,
#                    gateway.example.json, RELEASE (lines version=, schema=: the last migration's number) and SHA256SUMS
# --units            what runs on this machine (default: what runs already, else all)
# --schema-restored  roll back to a release with an older schema: the store of that time has been restored
# --root             installs below DIR, without user, rights and systemd: for trying it out and for images
#
# Programs: /opt/chakong-gateway/releases/VERSION, `current` and `previous` point at two of them. Configuration in
# /etc/chakong-gateway and data in /var/lib/chakong-gateway are never altered or removed. A release that finds a fault in the
# configuration is not switched to. Exit codes: 0 done, 1 not done, 2 wrong call, 3 installed but the configuration is wrong.
set -euo pipefail

usage() { sed -n '2,18s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; }
fail() { echo "install.sh: $1" >&2; exit "${2:-1}"; }

verb=${1:-}
shift || true
archive='' units='' root='' restored=0
while (($#)); do
  case $1 in
    --units) units=${2:?--units needs names}; shift 2 ;;
    --root) root=$(mkdir -p "${2:?--root needs a folder}" && cd "$2" && pwd); shift 2 ;;
    --schema-restored) restored=1; shift ;;
    -*) usage >&2; exit 2 ;;
    *) [[ -z $archive ]] || { usage >&2; exit 2; }; archive=$1; shift ;;
  esac
done
case $verb in
  install | upgrade) [[ -n $archive ]] || { usage >&2; exit 2; } ;;
  rollback | status) [[ -z $archive ]] || { usage >&2; exit 2; } ;;
  *) usage >&2; exit 2 ;;
esac

readonly account=chakong
readonly opt=$root/opt/chakong-gateway etc=$root/etc/chakong-gateway var=$root/var/lib/chakong-gateway
readonly unit_folder=$root/usr/local/lib/systemd/system wanted=$root/etc/chakong-gateway/units
live() { [[ -z $root ]]; }

value() { sed -n "s/^$2=//p" "$1/RELEASE"; }
target() { [[ -L $opt/$1 ]] && readlink -f "$opt/$1" || true; }

# One rename: whoever starts meanwhile finds the old one or the new one.
point() {
  ln -sfn "releases/$(basename "$2")" "$opt/.$1.new"
  mv -T "$opt/.$1.new" "$opt/$1"
}

# The program brings its own .NET along; what that takes from the system is looked for here, where it can be said in one line.
need_libraries() {
  local known missing=()
  known=$(PATH=$PATH:/sbin:/usr/sbin ldconfig -p)
  grep -qE 'libssl\.so\.(3|1\.1)' <<<"$known" || missing+=(OpenSSL)
  grep -q 'libicuuc\.so' <<<"$known" || [[ " ${settings[*]} " == *'DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1'* ]] || missing+=(ICU)
  [[ -e /usr/share/zoneinfo/Asia/Shanghai ]] || missing+=('time zones')
  ((${#missing[@]} == 0)) || fail "this system lacks ${missing[*]}. Debian: apt-get install libssl3 libicu72 tzdata (names go with the version); RHEL: dnf install openssl-libs libicu tzdata"
}

# As the service will see the files and the environment: a key that its account cannot read is found here, not at the start.
check() {
  local release=$1 unit=$2 as=() roles
  if live; then as=(runuser -u "$account" --); fi
  # With the roles that its unit names.
  roles=$(sed -n 's/^ExecStart=.* \(--roles [a-z,-]*\)$/\1/p' "$release/systemd/chakong-gateway-$unit.service")
  # shellcheck disable=SC2086
  env "${settings[@]}" "${as[@]}" "$release/bin/gateway" --check --config "$etc/gateway.json" $roles
}
check_all() {
  local unit
  [[ -f $etc/gateway.json ]] || { echo "there is no $etc/gateway.json: write it (gateway.example.json is a beginning; gateway doctor says what is still lacking), then run upgrade with the same archive" >&2; return 1; }
  for unit in $(listed); do
    check "$1" "$unit" || return 1
  done
}

listed() { if [[ -n $units ]]; then echo "${units//,/ }"; elif [[ -f $wanted ]]; then cat "$wanted"; else echo all; fi; }
for unit in $(listed); do
  case $unit in all | ingress | worker | ops | hub) ;; *) fail "--units: no unit is called $unit" 2 ;; esac
done
[[ " $(listed) " != *' all '* || $(listed) == all ]] || fail "--units: all stands alone" 2

take_units() {
  mkdir -p "$unit_folder"
  rm -rf "$unit_folder"/chakong-gateway-* "$unit_folder"/chakong-backup.*
  cp -r "$1"/systemd/chakong-* "$unit_folder/"
  listed >"$wanted.new" && mv "$wanted.new" "$wanted"
}

start_all() {
  local unit
  live || return 0
  systemctl daemon-reload
  for unit in all ingress worker ops hub; do
    [[ " $(listed) " == *" $unit "* ]] || systemctl disable --now --quiet "chakong-gateway-$unit.service" 2>/dev/null || true
  done
  for unit in $(listed); do
    systemctl enable --quiet "chakong-gateway-$unit.service"
    # Type=notify: comes back when it is ready, or says that it is not.
    systemctl restart "chakong-gateway-$unit.service" || return 1
  done
}

# What the service reads belongs to root and may be read by its group alone; only data are its own.
prepare() {
  mkdir -p "$opt/releases" "$etc/secrets" "$var"
  live || return 0
  id -u "$account" >/dev/null 2>&1 || useradd --system --user-group --home-dir "$var" --shell "$(command -v nologin || echo /usr/sbin/nologin)" "$account"
  chown root:"$account" "$etc" "$etc/secrets"
  chmod 750 "$etc" "$etc/secrets"
  chown "$account:$account" "$var"
  chmod 700 "$var"
}

unpack() {
  local file folder new
  file=$(cd "$(dirname "$archive")" && pwd)/$(basename "$archive")
  [[ -f $file && -f $file.sha256 ]] || fail "$archive or its .sha256 is not there"
  (cd "$(dirname "$file")" && sha256sum --quiet --strict -c "$(basename "$file").sha256") || fail "$archive is not what its checksum says"
  new=$opt/releases/.new
  rm -rf "$new" && mkdir -p "$new"
  tar -C "$new" --no-same-owner -xzf "$file"
  folder=$(find "$new" -mindepth 1 -maxdepth 1 -type d)
  (cd "$folder" && sha256sum --quiet --strict -c SHA256SUMS) || fail "the archive's contents are not what its checksums say"
  release=$opt/releases/$(value "$folder" version)
  if [[ -d $release ]]; then
    # The same again changes nothing; another content under the same version is a mistake of whoever made it.
    cmp -s "$release/SHA256SUMS" "$folder/SHA256SUMS" || fail "version $(value "$folder" version) is installed with other contents"
    if (cd "$release" && sha256sum --quiet --strict -c SHA256SUMS >/dev/null 2>&1); then
      rm -rf "$new"
      return 0
    fi
    rm -rf "$release"
  fi
  mv "$folder" "$release"
  rm -rf "$new"
  # RHEL: programs under bin/ get the type that systemd may start.
  if live && command -v restorecon >/dev/null; then restorecon -R "$release"; fi
}

switch_to() {
  local release=$1 before=$2 older
  older=$(target previous)
  [[ -n $before && $before != "$release" ]] && point previous "$before"
  point current "$release"
  take_units "$release"
  if start_all; then return 0; fi
  echo "$(value "$release" version) did not become ready: journalctl -u 'chakong-gateway-*' says why" >&2
  if [[ -n $before && $(value "$before" schema) == "$(value "$release" schema)" ]]; then
    point current "$before"
    if [[ -n $older ]]; then point previous "$older"; else rm -f "$opt/previous"; fi
    take_units "$before"
    start_all || fail "$(value "$before" version) is back in its place and does not start either"
    fail "$(value "$before" version) runs again"
  fi
  fail "it stays in its place: the release before it may not know the store's schema"
}

status() {
  local link
  for link in current previous; do
    [[ -n $(target "$link") ]] && echo "$link $(value "$(target "$link")" version) schema $(value "$(target "$link")" schema)"
  done
  echo "units $(listed)"
  if live; then systemctl --no-pager --no-legend list-units 'chakong-gateway-*'; fi
}

[[ $verb == status ]] && { status; exit 0; }
# What the units read by EnvironmentFile=.
settings=()
if [[ -f $etc/environment ]]; then mapfile -t settings < <(sed -nE "s/^([A-Za-z_][A-Za-z0-9_]*=)(\"(.*)\"|'(.*)'|(.*))\$/\1\3\4\5/p" "$etc/environment"); fi
need_libraries
live && [[ $(id -u) != 0 ]] && fail "only root may do that (or --root DIR)"
prepare
exec 9>"$opt/.lock"
flock -n 9 || fail "another install.sh is at work"

case $verb in
  install | upgrade)
    before=$(target current)
    [[ $verb == install && -n $before ]] && fail "$(value "$before" version) is installed: say upgrade"
    unpack
    [[ -n $before && $(value "$before" schema) -gt $(value "$release" schema) ]] && fail "$(value "$release" version) is older than the store's schema: see rollback"
    if ! [[ -f $etc/gateway.example.json ]] || ! cmp -s "$release/gateway.example.json" "$etc/gateway.example.json"; then cp "$release/gateway.example.json" "$etc/"; fi
    if ! check_all "$release"; then
      [[ -n $before ]] && fail "the configuration does not suit $(value "$release" version); $(value "$before" version) goes on" 3
      fail "$(value "$release" version) is unpacked, and not started" 3
    fi
    switch_to "$release" "$before"
    echo "$(value "$release" version) is in place"
    # This one, the one before, and one more for looking at.
    find "$opt/releases" -mindepth 1 -maxdepth 1 -type d ! -path "$(target current)" ! -path "$(target previous)" -printf '%T@ %p\n' | sort -rn | tail -n +2 | cut -d' ' -f2- | xargs -r rm -rf
    ;;
  rollback)
    before=$(target current)
    release=$(target previous)
    [[ -n $release ]] || fail "there is no release before this one"
    if [[ $(value "$release" schema) != "$(value "$before" schema)" ]] && ((!restored)); then
      fail "$(value "$release" version) has schema $(value "$release" schema), the store has $(value "$before" schema): restore the store of that time first, then say --schema-restored"
    fi
    check_all "$release" || fail "the configuration does not suit $(value "$release" version); $(value "$before" version) goes on" 3
    switch_to "$release" "$before"
    echo "$(value "$release" version) is in place again"
    ;;
esac
