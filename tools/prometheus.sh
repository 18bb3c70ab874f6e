#!/usr/bin/env bash
# Prometheus for the gateway's alerts: the machine's own, else Debian's package, unpacked into artifacts/ (nothing is installed or started).
#
#   tools/prometheus.sh check              promtool: the rules are well-formed, each fires on what it is for, a healthy gateway fires none
#   tools/prometheus.sh run [HOST:PORT]    scrapes a running gateway (default 127.0.0.1:7080) every 5 s with the rules; http://127.0.0.1:9090 until Ctrl-C
#   tools/prometheus.sh fetch              only makes sure that both programs are there; prints the folder they are in
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
own=$root/artifacts/prometheus

programs() {
  if command -v prometheus >/dev/null && command -v promtool >/dev/null; then
    dirname "$(command -v promtool)"
    return
  fi
  if [[ ! -x $own/usr/bin/promtool ]]; then
    command -v apt-get >/dev/null || { echo "install prometheus with promtool, and put both on the PATH" >&2; return 1; }
    mkdir -p "$own"
    (cd "$own" && { apt-get download -qq prometheus || { apt-get update -qq && apt-get download -qq prometheus; }; } >/dev/null 2>&1 && dpkg -x prometheus_*.deb . && rm prometheus_*.deb) ||
      { echo "could not fetch Debian's prometheus" >&2; return 1; }
  fi
  echo "$own/usr/bin"
}

case ${1-} in
  check)
    bin=$(programs)
    cd "$root/deploy/prometheus"
    "$bin/promtool" check config prometheus.yml
    "$bin/promtool" test rules gateway-alerts.test.yml
    ;;
  run)
    bin=$(programs)
    folder=$(mktemp -d)
    trap 'rm -rf "$folder"' EXIT
    sed -e "s/127.0.0.1:7080/${2:-127.0.0.1:7080}/" -e 's/: 15s/: 5s/' -e "s#gateway-alerts.yml#$root/deploy/prometheus/gateway-alerts.yml#" "$root/deploy/prometheus/prometheus.yml" >"$folder/prometheus.yml"
    "$bin/prometheus" --config.file="$folder/prometheus.yml" --storage.tsdb.path="$folder/data" --web.listen-address="${PROMETHEUS_LISTEN:-127.0.0.1:9090}"
    ;;
  fetch) programs ;;
  *)
    sed -n '2,7s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2
    exit 2
    ;;
esac
