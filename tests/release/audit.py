"""Known faults of the packages that are pinned, by name, and licences of those that an installation brings.

python -m tests.release.audit PYTHON     the Python of an environment that holds partnersim and what it needs

Ends with 0 where all were looked up and nothing is wrong, 1 where something is, 2 where some could not be looked
up. The tools that ask for faults say "none" or fail where no service answers: here that is said for what it is.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from typing import NamedTuple

# what asks more of who hands it on than to name it, and what nobody told
NOT_WANTED = ("gpl", "general public license", "proprietary", "unknown")
ACCEPTED = {
    "Platypus-Opt": "GPL 3; the extra experiments brings it by ema-workbench; not in the wheel, not named in our code",
}
CLEAN, WRONG, NOT_LOOKED_UP = 0, 1, 2


class Found(NamedTuple):
    """What a service said of packages."""

    asked: int
    looked_up: int
    faults: list[str]


def of_python(text: str) -> Found:
    """What `pip-audit --format json` wrote: a package it could not ask for is there as skipped."""
    rows = _json(text).get("dependencies", [])
    faults = [
        f"{row['name']} {row['version']}: {fault['id']}"
        + (f", mended in {' '.join(fault['fix_versions'])}" if fault.get("fix_versions") else "")
        for row in rows
        for fault in row.get("vulns", [])
    ]
    return Found(len(rows), sum("vulns" in row for row in rows), faults)


def of_npm(text: str) -> Found:
    """What `npm audit --json` wrote: without a service, an error in place of a report."""
    told = _json(text)
    if "auditReportVersion" not in told:
        return Found(0, 0, [])
    count = told["metadata"]["dependencies"]["total"]
    faults = [
        f"{name} {one['range']}: {one['severity']}" for name, one in told["vulnerabilities"].items()
    ]
    return Found(count, count, faults)


def licences_not_wanted(text: str) -> list[str]:
    """Packages whose licence, as `pip-licenses --format json` wrote it, is not wanted and not accepted."""
    rows = json.loads(text)
    return [
        f"{row['Name']} {row['Version']}: {row['License'].strip().splitlines()[0]}"
        for row in rows
        if row["Name"] not in ACCEPTED
        and any(word in row["License"].lower() for word in NOT_WANTED)
    ]


def sentence(what: str, found: Found) -> str:
    """What is known, and of how many nothing is."""
    if not found.looked_up:
        return f"{what}: no service for known faults answers from here. Nothing is known of any package."
    unknown = found.asked - found.looked_up
    told = f"{what}: {found.looked_up} of {found.asked} packages looked up, {len(found.faults)} known faults."
    return told + (
        f" Of {unknown} nothing is known: no service answers for them." if unknown else ""
    )


def code(findings: list[Found], licences_wrong: bool) -> int:
    """The exit code of all that was found."""
    if licences_wrong or any(found.faults for found in findings):
        return WRONG
    return CLEAN if all(0 < found.looked_up == found.asked for found in findings) else NOT_LOOKED_UP


def _json(text: str) -> dict:
    try:
        told = json.loads(text)
    except json.JSONDecodeError:  # a tool that fell over
        return {}
    return told if isinstance(told, dict) else {}


def _said(*command: str, folder: str = ".") -> str:
    """What a tool writes; nothing where it is not here."""
    if shutil.which(command[0]) is None:
        return ""
    return subprocess.run(command, cwd=folder, capture_output=True, text=True).stdout


def main() -> int:
    """Ask, and say what came out."""
    python = _said(
        sys.executable, "-m", "pip_audit", "--requirement", "requirements.txt", "--no-deps",
        "--disable-pip", "--format", "json", "--progress-spinner", "off",
    )  # fmt: skip
    npm = _said("npm", "audit", "--package-lock-only", "--json", folder="front")
    findings = {
        "Python (requirements.txt)": of_python(python),
        "The page (front/package-lock.json)": of_npm(npm),
    }
    for what, found in findings.items():
        print(sentence(what, found), *found.faults, sep="\n  ")
    licences = _said(
        sys.executable, "-m", "piplicenses", "--python", sys.argv[1], "--from", "mixed",
        "--format", "json",
    )  # fmt: skip
    wrong = licences_not_wanted(licences)
    told = f"Licences of {len(json.loads(licences))} packages that an installation brings: {len(wrong)} not wanted."
    print(told, *wrong, sep="\n  ")
    for name, reason in ACCEPTED.items():
        print(f"  accepted: {name} ({reason})")
    return code(list(findings.values()), bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
