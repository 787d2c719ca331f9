"""The bill of materials of a wheel (CycloneDX): what it brings with it, and what is bundled in its page.

python -m tests.release.bom PYTHON WHEEL     the Python of an environment that holds the wheel and nothing else
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

from tests.release.build import date_of_last_commit, write_sums

INSIDE = "sboms/components.cdx.json"


def bundled(wheel: Path) -> list[dict[str, Any]]:
    """Components that are within the wheel itself, as its own bill says."""
    with zipfile.ZipFile(wheel) as archive:
        name = next(name for name in archive.namelist() if name.endswith(INSIDE))
        components: list[dict[str, Any]] = json.loads(archive.read(name))["components"]
    return components


def joined(bill: dict[str, Any], within: list[dict[str, Any]]) -> dict[str, Any]:
    """The bill of an environment, with what is bundled in the package as parts of the package.

    The package itself is what the bill is about, so it is no component of its own.
    """
    about = bill["metadata"]["component"]
    itself = {one["bom-ref"] for one in bill["components"] if one["name"] == about["name"]}
    needs = {
        need
        for row in bill["dependencies"]
        if row["ref"] in itself | {about["bom-ref"]}
        for need in row.get("dependsOn", [])
    } - itself
    others = [row for row in bill["dependencies"] if row["ref"] not in itself | {about["bom-ref"]}]
    own = {"ref": about["bom-ref"], "dependsOn": sorted(needs)}
    return bill | {
        "metadata": bill["metadata"] | {"component": about | {"components": within}},
        "components": [one for one in bill["components"] if one["bom-ref"] not in itself],
        "dependencies": [own, *others, *({"ref": one["bom-ref"]} for one in within)],
    }


def main() -> None:
    """Beside the wheel, by its name; then the sums anew."""
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    python, wheel = sys.argv[1], Path(sys.argv[2])
    done = subprocess.run(
        [sys.executable, "-m", "cyclonedx_py", "environment", python, "--pyproject", "pyproject.toml",
         "--spec-version", "1.6", "--output-reproducible"],
        env=os.environ | {"SOURCE_DATE_EPOCH": date_of_last_commit()}, capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode:
        sys.exit(done.stderr)
    bill = joined(json.loads(done.stdout), bundled(wheel))
    text = json.dumps(bill, indent=1, sort_keys=True) + "\n"
    if wrong := JsonStrictValidator(SchemaVersion.V1_6).validate_str(text):
        sys.exit(f"the bill of materials is not as CycloneDX has it: {wrong}")
    name, version = wheel.name.split("-")[:2]
    file = wheel.parent / f"{name}-{version}.cdx.json"
    file.write_text(text, encoding="utf-8")
    write_sums(wheel.parent)
    parts = bill["metadata"]["component"]["components"]
    print(f"{file}: {len(bill['components'])} packages needed, {len(parts)} bundled in the page")


if __name__ == "__main__":
    main()
