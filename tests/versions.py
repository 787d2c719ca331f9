"""Chosen files of tests under the versions that are installed, recorded as data.

python -m tests.versions lowest     or newest, in an environment that nox made; into docs/data/tested_versions.json
"""

from __future__ import annotations

import contextlib
import datetime
import importlib.metadata
import json
import platform
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree

DATA = Path("docs/data/tested_versions.json")
# from the rules to the screen, in a few minutes
TESTS = ("test_ledgers", "test_kernels", "test_mesa", "test_sweep", "test_sensitivity_command", "test_discovery",
         "test_calibrate", "test_cli", "test_bad_input", "test_damage")  # fmt: skip


def versions() -> dict[str, str]:
    """Of every package that partnersim needs, with its extras, by name."""
    stated = importlib.metadata.requires("partnersim") or []
    names = {match[0] for requirement in stated if (match := re.match(r"[\w.-]+", requirement))}
    found = {}
    for name in sorted(names, key=str.lower):
        with contextlib.suppress(importlib.metadata.PackageNotFoundError):  # of another extra
            found[name] = importlib.metadata.version(name)
    return found


def results(report: Path) -> tuple[int, list[str]]:
    """How many tests ran, skipped ones aside, and the names of those that did not pass."""
    cases = list(ElementTree.parse(report).iter("testcase"))
    failed = [
        f"{case.get('classname')}::{case.get('name')}"
        for case in cases
        if case.find("failure") is not None or case.find("error") is not None
    ]
    return sum(case.find("skipped") is None for case in cases), failed


def main() -> None:
    """Run, record, and end with an error where a test did not pass."""
    end = sys.argv[1]
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        files = [str(file) for name in TESTS for file in Path("tests").rglob(f"{name}.py")]
        subprocess.run(
            [sys.executable, "-m", "pytest", *files, f"--junitxml={report}"], check=False
        )
        ran, failed = results(report)
    kept = json.loads(DATA.read_text(encoding="utf-8"))
    kept[f"Python {'.'.join(platform.python_version_tuple()[:2])}, {end}"] = {
        "date": f"{datetime.date.today():%Y-%m-%d}",
        "python": platform.python_version(),
        "versions": versions(),
        "tests": {"files": list(TESTS), "ran": ran, "failed": failed},
    }
    DATA.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print(f"{DATA}: {ran} tests, {len(failed)} failed", *failed, sep="\n")
    sys.exit(bool(failed) or not ran)


if __name__ == "__main__":
    main()
