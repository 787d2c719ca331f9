"""Each system can be taken away, all of them too: the core runs on, and no value of it moves."""

from __future__ import annotations

import functools
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from partnersim import systems
from tests.baseline import Digests

HERE = Path(systems.__file__).parent
NAMES = sorted(file.name for file in HERE.iterdir() if (file / "__init__.py").exists())

LIVE = """
import json, sys
import partnersim.systems as systems
systems.__path__[:] = [sys.argv[1]]
from partnersim.analysis.runs.ensembles import run_one
from partnersim.scenario.loading import load
from tests.baseline import digest
settings = load("mifi_status_quo", years=2, scale=2000.0)
tables = run_one(settings, 0, seed=3, uncertainty="prior").tables
digests = {
    table: {name: digest([one[name]]) for name in one.column_names} for table, one in tables.items()
}
acting = [one.__name__ for one in systems.modules()]
print(json.dumps([acting, digests]))
"""

COMMAND = """
import sys
import partnersim.systems as systems
systems.__path__[:] = [sys.argv.pop(1)]
from partnersim.cli.main import main
main()
"""


def without(*gone: str) -> tuple[list[str], Digests]:
    """Which modules of systems are found, and every column of every table, in a house without these."""
    with tempfile.TemporaryDirectory() as folder:
        for name in set(NAMES) - set(gone):
            Path(folder, name).symlink_to(HERE / name)
        done = subprocess.run(
            [sys.executable, "-c", LIVE, folder], capture_output=True, text=True, check=False
        )
    assert done.returncode == 0, done.stderr
    acting, digests = json.loads(done.stdout.splitlines()[-1])
    return acting, digests


@functools.cache
def complete() -> tuple[list[str], Digests]:
    """The same with all of them."""
    return without()


@pytest.mark.parametrize("gone", [*([name] for name in NAMES), NAMES], ids="-".join)
def test_the_core_runs_without_a_system(gone: list[str]) -> None:
    acting, expected = complete()
    left, found = without(*gone)
    assert {one.split(".")[2] for one in acting} - {one.split(".")[2] for one in left} == set(gone)
    for table, columns in found.items():
        moved = {name for name, digest in columns.items() if expected[table][name] != digest}
        assert not moved, (table, moved)
    assert found["sector"].keys() == expected["sector"].keys()


def test_the_command_runs_and_reports_without_any_system(tmp_path: Path) -> None:
    empty = tmp_path / "systems"
    empty.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", COMMAND, str(empty), "run", "mifi_status_quo", "--runs", "1",
         "--years", "1", "--scale", "2000", "--seed", "3", "--out", str(tmp_path / "out")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assumed = (tmp_path / "out" / "assumptions.csv").read_text(encoding="utf-8")
    assert "rules.boards." in assumed
    assert "rules.framework_policy." not in assumed
