#!/usr/bin/env bash
# Packs the stand-ins into artifacts/restricted-feed/packages/. Does nothing when they are already built from these sources.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
out=$here/../../artifacts/restricted-feed
mkdir -p "$out"
exec 9>"$out/.build.lock"
flock 9

# librdkafka.redist holds a native library only where there is one to link against.
librdkafka=$(PATH=$PATH:/sbin:/usr/sbin ldconfig -p 2>/dev/null | awk '!seen && $1 == "librdkafka.so.1" { print $NF; seen = 1 }')
command -v cc >/dev/null || librdkafka=''

digest=$(cd "$here" && find . -type f ! -name '*.md' | LC_ALL=C sort | xargs sha256sum | sha256sum | cut -c1-16)
# One stand-in has the version that the SDK asks for.
stamp="$digest ${librdkafka:-no librdkafka} sdk $(cd "$here" && dotnet --version)"
if [[ -f $out/built && $(<"$out/built") == "$stamp" ]]; then
  exit 0
fi

echo "restricted-feed: packing stand-ins for packages that the feed lacks …" >&2
rm -rf "$out/built" "$out/packages" "$out/build"

case $(uname -m) in
  aarch64) rid=linux-arm64 ;;
  *) rid=linux-x64 ;;
esac
native=$out/build/native/$rid/native
mkdir -p "$native"
if [[ -n $librdkafka ]]; then
  cc -shared -fPIC -nostdlib -O2 -Wl,--no-as-needed -o "$native/librdkafka.so" "$here/librdkafka.redist/librdkafka.c" "$librdkafka"
else
  echo "librdkafka1 and a C compiler are needed to use Kafka" >"$native/librdkafka.missing.txt"
fi

# These stand-ins need no packages themselves, so no feed is asked.
if ! log=$(env -u RestoreConfigFile -u NUGET_PACKAGES \
    dotnet build "$here/restricted-feed.slnx" -c Release --nologo -v q 2>&1 9>&-); then
  printf '%s\n' "$log" >&2
  exit 1
fi

# The browser's half of Blazor comes out of a runtime pack, which is asked of the user's own feed.
assets=(dotnet build "$here/Microsoft.AspNetCore.App.Internal.Assets" -c Release --nologo -v q)
if ! log=$(env -u RestoreConfigFile -u NUGET_PACKAGES ${RESTRICTED_FEED_USER_CONFIG:+RestoreConfigFile="$RESTRICTED_FEED_USER_CONFIG"} \
    ${RESTRICTED_FEED_USER_PACKAGES:+NUGET_PACKAGES="$RESTRICTED_FEED_USER_PACKAGES"} "${assets[@]}" -p:WithScript=true 2>&1 9>&-); then
  printf 'restricted-feed: the feed lacks the runtime pack that holds the script of the console; all but the console will work\n%s\n' "$(grep -m1 error <<<"$log")" >&2
  mkdir -p "$out/build/framework-script"
  echo 'document.body.textContent = "tools/restricted-feed could not take the browser script of Blazor from the package feed that this was built with.";' \
    >"$out/build/framework-script/blazor.web.js"
  if ! log=$(env -u RestoreConfigFile -u NUGET_PACKAGES "${assets[@]}" 2>&1 9>&-); then
    printf '%s\n' "$log" >&2
    exit 1
  fi
fi
echo "$stamp" >"$out/built"
