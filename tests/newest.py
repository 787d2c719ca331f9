"""The newest versions that pyproject allows: tests of the whole under them, recorded as data.

python -m tests.newest      in an environment without pins (`make newest`); writes docs/data/newest_versions.json
"""

from __future__ import annotations

import datetime
import importlib.metadata
import json
import platform
import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from xml.etree import ElementTree

DATA = Path("docs/data/newest_versions.json")
# from the rules to the screen, in a few minutes
TESTS = ("test_ledgers", "test_kernels", "test_mesa", "test_sweep", "test_sensitivity_command", "test_discovery",
         "test_calibrate", "test_cli", "test_bad_input", "test_damage")  # fmt: skip


def versions() -> dict[str, str]:
    """Of every package that pyproject names, by name."""
    project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    stated = [*project["dependencies"], *(extra for name in extras for extra in extras[name])]
    names = {match[0] for requirement in stated if (match := re.match(r"[\w.-]+", requirement))}
    return {name: importlib.metadata.version(name) for name in sorted(names, key=str.lower)}


def results(report: Path) -> tuple[int, list[str]]:
    """How many tests ran, and the names of those that did not pass."""
    cases = list(ElementTree.parse(report).iter("testcase"))
    failed = [
        f"{case.get('classname')}::{case.get('name')}"
        for case in cases
        if case.find("failure") is not None or case.find("error") is not None
    ]
    return len(cases), failed


def main() -> None:
    """Run, record, and end with an error where a test did not pass."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        files = [str(file) for name in TESTS for file in Path("tests").rglob(f"{name}.py")]
        subprocess.run(
            [sys.executable, "-m", "pytest", *files, f"--junitxml={report}"], check=False
        )
        ran, failed = results(report)
    reported = {
        "date": f"{datetime.date.today():%Y-%m-%d}",
        "python": platform.python_version(),
        "versions": versions(),
        "tests": {"files": list(TESTS), "ran": ran, "failed": failed},
    }
    DATA.write_text(json.dumps(reported, indent=1) + "\n", encoding="utf-8")
    print(f"{DATA}: {ran} tests, {len(failed)} failed")
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
