#!/usr/bin/env bash
# Makes the archive that deploy/install.sh installs: the service for linux-x64 with its own .NET, compiled ahead (ReadyToRun).
#
#   tools/publish.sh [--out DIR] [--twice] [--allow-dirty]
#
# --out          where to (default artifacts/publish)
# --twice        builds it twice from nothing and compares the bytes
# --allow-dirty  though files are changed that are not committed; such an archive is marked and is no release
#
# The version is that of the nearest tag v1.2.3 (git describe); without one 0.0.0. Two runs of one commit with one SDK and one
# package feed give the same bytes. Needs git, python3, and of the feed beside the packages of src/ those of the SDK's own version for
# linux-x64: Microsoft.NETCore.App.Runtime, Microsoft.AspNetCore.App.Runtime, Microsoft.NETCore.App.Crossgen2.
set -euo pipefail

usage() { sed -n '2,12s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; }

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
out=$root/artifacts/publish twice=0 dirty_allowed=0
while (($#)); do
  case $1 in
    --out) out=$(mkdir -p "${2:?--out needs a folder}" && cd "$2" && pwd); shift 2 ;;
    --twice) twice=1; shift ;;
    --allow-dirty) dirty_allowed=1; shift ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
  esac
done

mkdir -p "$out"
exec 8>"$out/.lock"
flock 8

dirty=''
if [[ -n $(git status --porcelain) ]]; then
  if ((!dirty_allowed)); then
    echo "there are changes that are not committed: nobody could make this archive again (--allow-dirty makes one for trying out)" >&2
    exit 1
  fi
  dirty=.dirty
fi
described=$(git describe --tags --match 'v[0-9]*' --always --abbrev=10)
case $described in
  v*-*-g*) version=${described#v} ;;
  v*) version=${described#v} ;;
  *) version=0.0.0-g$described ;;
esac
version+=$dirty
commit=$(git rev-parse HEAD)
stamp=$(git log -1 --format=%ct)
schema=$(ls src/Gateway.Store/Sqlite/Migrations | sed -n 's/^0*\([0-9]*\)_.*\.sql$/\1/p' | sort -n | tail -n1)

# shellcheck source=tools/env.sh
source tools/env.sh 8>&-
# What stands in for packages that the feed lacks belongs into no bank's production.
stand_ins=none
if [[ -f ${RestoreConfigFile:-} && $RestoreConfigFile == "$root"/* ]]; then
  stand_ins=$(tail -n1 "$root/artifacts/restricted-feed/probed")
  echo "the package feed lacks some packages, stand-ins are in their place: an archive for trying out, not for production" >&2
fi

name=chakong-gateway-$version-linux-x64
# One folder for all runs: whatever a tool writes down of where it worked is the same each time.
build=$root/artifacts/publish-build

make_archive() { # FOLDER
  local to=$1 stage=$build/$name
  rm -rf "$build"
  mkdir -p "$stage/bin"
  # MSBuild reads it as a property, in each of the commands below: nothing of this meets bin/ and obj/ of the projects.
  export ArtifactsPath=$build/msbuild
  # DebugType: lines in stack traces without further files. No compiler server: it would keep the lock.
  if ! dotnet publish src/Gateway.Host -c Release -r linux-x64 --self-contained -o "$stage/bin" --nologo -v q -nodeReuse:false 8>&- \
    -p:PublishReadyToRun=true -p:Version="$version" -p:ContinuousIntegrationBuild=true -p:DebugType=embedded \
    -p:UseSharedCompilation=false -p:RunAnalyzers=false -p:PathMap="$root/=/_/" | tee "$build/publish.log"; then
    if grep -qE 'NU110[123].*(App\.Runtime|Crossgen2)' "$build/publish.log"; then
      echo "the package feed lacks .NET $(dotnet --version) itself as packages (named above): mirror them, or take an SDK whose packages the feed has" >&2
    fi
    exit 1
  fi
  dotnet list src/Gateway.Host package --include-transitive --no-restore --format json 8>&- >"$build/packages.json"
  python3 tools/sbom.py "$build/packages.json" "$stage/bin/Gateway.Host.deps.json" "$NUGET_FOLDER" "$version" "$commit" "$stamp" >"$stage/sbom.cdx.json"
  unset ArtifactsPath

  rm -f "$stage/bin/createdump" "$stage"/bin/*.pdb
  ln -s Gateway.Host "$stage/bin/gateway"
  cp -r deploy/systemd deploy/prometheus deploy/grafana "$stage/"
  cp deploy/install.sh deploy/gateway.example.json deploy/RUNBOOK.md deploy/CAPACITY.md deploy/SECURITY.md LICENSE "$stage/"
  cp -r deploy/front "$stage/"
  printf 'version=%s\ncommit=%s\nschema=%s\nstand_ins=%s\n' "$version" "$commit" "$schema" "$stand_ins" >"$stage/RELEASE"
  find "$stage" -type d -exec chmod 755 {} +
  find "$stage" -type f -exec chmod 644 {} +
  chmod 755 "$stage/bin/Gateway.Host" "$stage/install.sh"
  (cd "$stage" && find . -type f ! -name SHA256SUMS -printf '%P\0' | LC_ALL=C sort -z | xargs -0 sha256sum >SHA256SUMS)
  mkdir -p "$to"
  tar -C "$build" --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$stamp" --format=ustar -cf - "$name" | gzip -9n >"$to/$name.tar.gz"
  (cd "$to" && sha256sum "$name.tar.gz" >"$name.tar.gz.sha256")
  cp "$stage/sbom.cdx.json" "$to/$name.cdx.json"
}

NUGET_FOLDER=${NUGET_PACKAGES:-$(dotnet nuget locals global-packages --list | sed 's/^global-packages: //')}
make_archive "$out"
if ((twice)); then
  make_archive "$out/again"
  if ! cmp "$out/$name.tar.gz" "$out/again/$name.tar.gz"; then
    mkdir -p "$build/a" "$build/b"
    tar -C "$build/a" -xzf "$out/$name.tar.gz" && tar -C "$build/b" -xzf "$out/again/$name.tar.gz"
    diff -rq "$build/a" "$build/b" >&2 || true
    echo "two runs gave different bytes" >&2
    exit 1
  fi
  rm -r "$out/again"
  echo "two runs gave the same bytes"
fi
rm -rf "$build"
echo "$out/$name.tar.gz  $(du -h "$out/$name.tar.gz" | cut -f1)  $(cut -d' ' -f1 "$out/$name.tar.gz.sha256")"
