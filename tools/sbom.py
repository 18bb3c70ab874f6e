"""Writes what an archive of tools/publish.sh is made of as CycloneDX 1.5 JSON.

sbom.py PACKAGES DEPS FOLDER VERSION COMMIT STAMP

PACKAGES  what `dotnet list package --include-transitive --format json` printed: every package that was resolved
DEPS      Gateway.Host.deps.json: what of it ships, and the .NET runtime that ships with it
FOLDER    NuGet's package folder: hashes and licences
"""

import base64
import datetime
import json
import pathlib
import re
import sys
import uuid


def details(folder, name, version):
    """Hash and licence as the package itself has them; nothing where the folder lacks it."""
    place = folder / name.lower() / version.lower()
    found = {}
    digest = place / f"{name.lower()}.{version.lower()}.nupkg.sha512"
    if digest.is_file():
        found["hashes"] = [{"alg": "SHA-512", "content": base64.b64decode(digest.read_text().strip()).hex()}]
    nuspec = place / f"{name.lower()}.nuspec"
    if nuspec.is_file():
        licence = re.search(r'<license type="expression">([^<]+)</license>', nuspec.read_text(encoding="utf-8-sig"))
        if licence:
            found["licenses"] = [{"expression": licence.group(1).strip()}]
    origin = place / ".nupkg.metadata"
    if origin.is_file() and not json.loads(origin.read_text()).get("source", "http").startswith("http"):
        found["properties"] = [{"name": "chakong:origin", "value": "a folder of the building machine, not a feed"}]
    return found


def component(folder, name, version, ships):
    reference = f"pkg:nuget/{name}@{version}"
    return {
        "type": "library",
        "bom-ref": reference,
        "name": name,
        "version": version,
        "scope": "required" if ships else "excluded",
        "purl": reference,
        **details(folder, name, version),
    }


def main(packages, deps, folder, version, commit, stamp):
    folder = pathlib.Path(folder)
    shipped = {tuple(key.split("/", 1)): entry["type"] for key, entry in json.loads(pathlib.Path(deps).read_text())["libraries"].items()}
    resolved = set()
    for project in json.loads(pathlib.Path(packages).read_text())["projects"]:
        for framework in project.get("frameworks", []):
            for package in framework.get("topLevelPackages", []) + framework.get("transitivePackages", []):
                resolved.add((package["id"], package["resolvedVersion"]))
    if not resolved:
        sys.exit("no package was resolved: the list is not what it should be")
    resolved |= {key for key, kind in shipped.items() if kind == "package"}
    components = [component(folder, name, number, (name, number) in shipped) for name, number in resolved]
    for (name, number), kind in shipped.items():
        if kind == "runtimepack":
            components.append(component(folder, name.removeprefix("runtimepack."), number, True))
    reference = f"pkg:generic/chakong-gateway@{version}"
    json.dump(
        {
            "bomFormat": "CycloneDX",
            "specVersion": "1.5",
            # The same commit gives the same list, number and all.
            "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, reference + '#' + commit)}",
            "version": 1,
            "metadata": {
                "timestamp": datetime.datetime.fromtimestamp(int(stamp), datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
                "component": {"type": "application", "bom-ref": reference, "name": "chakong-gateway", "version": version},
            },
            "components": sorted(components, key=lambda c: (c["name"].lower(), c["version"])),
        },
        sys.stdout,
        indent=2,
    )
    print()


main(*sys.argv[1:])
