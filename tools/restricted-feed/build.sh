#!/usr/bin/env bash
# Packs the stand-ins into artifacts/restricted-feed/packages/. Does nothing when they are already built from these sources.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
out=$here/../../artifacts/restricted-feed
mkdir -p "$out"
exec 9>"$out/.build.lock"
flock 9

digest=$(cd "$here" && find . -type f ! -name '*.md' | LC_ALL=C sort | xargs sha256sum | sha256sum | cut -c1-16)
if [[ -f $out/built && $(<"$out/built") == "$digest" ]]; then
  exit 0
fi

echo "restricted-feed: packing stand-ins for packages that the feed lacks …" >&2
rm -rf "$out/built" "$out/packages" "$out/build"
# The stand-ins need no packages themselves, so no feed is asked.
if ! log=$(env -u RestoreConfigFile -u NUGET_PACKAGES \
    dotnet build "$here/restricted-feed.slnx" -c Release --nologo -v q 2>&1 9>&-); then
  printf '%s\n' "$log" >&2
  exit 1
fi
echo "$digest" >"$out/built"
