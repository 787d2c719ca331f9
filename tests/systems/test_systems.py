"""Each system can be taken away, all of them too: the core runs on, as where they are switched off."""

from __future__ import annotations

import functools
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from ruamel.yaml import YAML

from partnersim import systems
from partnersim.analysis.runs.ensembles import run_one
from partnersim.evidence.registry.assumptions import names_in_system
from partnersim.model import PartnershipModel
from partnersim.scenario import library
from partnersim.scenario.loading import load
from partnersim.scenario.parameter_groups import parameters
from tests.baseline import Digests

HERE = Path(systems.__file__).parent
REQUIRING = {  # a shipped scenario of each system that has one
    "crisis": "covid_crisis",
    "framework_policy": "prsca_first_draft",
    "local_partnerships": "lip_peel",
    "sector_tables": "tables_as_they_are",
}
NAMES = sorted(file.name for file in HERE.iterdir() if (file / "__init__.py").exists())

HIDE = """
import importlib, json, sys
from pathlib import Path
import partnersim.systems as systems
for file in Path(sys.argv[1]).iterdir():  # from where they are, so that their compiled rules are found
    importlib.import_module(f"partnersim.systems.{file.name}")
systems.__path__[:] = [sys.argv.pop(1)]
"""

LIVE = (
    HIDE
    + """
from click.testing import CliRunner
from partnersim.analysis.runs.ensembles import run_one
from partnersim.analysis.runs.pattern_measures import MEASURES
from partnersim.cli.main import cli
from partnersim.evidence.patterns import patterns
from partnersim.evidence.registry.collection import entries
from partnersim.glossary import index
from partnersim.outcomes.recorder import SECTOR_NAMES
from partnersim.scenario.loading import load
from partnersim.scenario.parameter_groups import parameters
from tests.baseline import digest
index._path = lambda name: None  # what is kept is of the whole package
world = ["population.organizations=20", "spin_up.months=6"]
settings = load("mifi_status_quo", [*json.loads(sys.argv.pop(1)), *world], years=1, scale=10000.0)
tables = run_one(settings, 0, seed=3, uncertainty="prior").tables
digests = {
    table: {column: digest([rows[column]]) for column in rows.column_names} for table, rows in tables.items()
}
acting = [module.__name__ for module in systems.modules()]
commands = {
    line: CliRunner().invoke(cli, [*line.split(), "--lang", "en"])
    for line in sys.argv[1:]
}
said = {line: [done.exit_code, done.output] for line, done in commands.items()}
asked = {part.measure for pattern in patterns() for part in pattern.parts}
print(json.dumps([acting, digests, said, sorted(asked - {*SECTOR_NAMES, *MEASURES}), len(entries())]))
"""
)

COMMAND = (
    HIDE
    + """
from partnersim.cli.main import main
main()
"""
)


class Left(NamedTuple):
    """What is left in a house without some systems."""

    acting: set[str]
    digests: Digests
    said: dict[str, tuple[int, str]]
    unmeasured: list[str]
    entries: int


def without(*gone: str, off: tuple[str, ...] = (), lines: Sequence[str] = ()) -> Left:
    """Systems that are found, every column of every table with some settings, and what commands say.

    Rules run uncompiled: for other columns of the state each would be compiled anew.
    """
    with tempfile.TemporaryDirectory() as folder:
        for name in set(NAMES) - set(gone):
            Path(folder, name).symlink_to(HERE / name)
        done = subprocess.run(
            [sys.executable, "-c", LIVE, folder, json.dumps(off), *lines],
            capture_output=True, text=True, check=False, env=os.environ | {"NUMBA_DISABLE_JIT": "1"},
        )  # fmt: skip
    assert done.returncode == 0, done.stderr
    acting, *rest = json.loads(done.stdout.splitlines()[-1])
    return Left({text.split(".")[2] for text in acting}, *rest)


@functools.cache
def complete(*off: str) -> Left:
    """The same with all of them, some switched off."""
    return without(off=off)


def off(system: str) -> str:
    """The setting that switches a part of every scenario off."""
    path = systems.packages()[system].SYSTEM.switch
    whether = isinstance(parameters()[path][1].default, bool)
    return f"{path}={'false' if whether else '0'}"


COMMANDS = ("list", "schema", "explain ministries.*.accountability.burden")
EVERYWHERE = [name for name in NAMES if systems.packages()[name].SYSTEM.throughout]


# one at a time those whose columns another system or the core reads; then all of them
@pytest.mark.parametrize(
    "gone",
    [
        pytest.param(["crisis"], marks=pytest.mark.long),
        ["interorganizational_relations"],
        NAMES,
    ],
    ids="-".join,
)
def test_the_core_runs_without_a_system(gone: list[str]) -> None:
    whole = complete(*(off(name) for name in gone if name in EVERYWHERE))
    shows = [f"show {REQUIRING[name]}" for name in gone if name in REQUIRING]
    left = without(*gone, lines=[*COMMANDS, *shows])
    assert whole.acting - left.acting == set(gone)
    for table, columns in left.digests.items():
        moved = {name for name, digest in columns.items() if whole.digests[table][name] != digest}
        assert not moved, (table, moved)
    assert left.digests["sector"].keys() == whole.digests["sector"].keys()
    assert not left.unmeasured
    assert 0 < left.entries < whole.entries
    for line, (code, output) in left.said.items():
        assert code == (2 if line.startswith("show") else 0), output
        if code:
            assert any(f"requires the system '{name}'" in output for name in gone)


@pytest.mark.parametrize("name", EVERYWHERE)
def test_a_part_of_every_scenario_can_be_switched_off(name: str) -> None:
    assert all(name in load(scenario).systems for scenario in library.shipped())
    model = PartnershipModel(
        load("covid_crisis", [off(name)], years=1, scale=2000.0), seed=3, check_ledgers=True
    )
    model.run()
    acting = {act.__module__.split(".")[2] for acts in model._steps.values() for act in acts}
    assert name not in acting
    assert "crisis" in acting
    outcomes = systems.room("outcomes").get(name)
    own = {outcome.name for outcome in getattr(outcomes, "OUTCOMES", ())}
    measured = set(
        run_one(model.settings, 0, seed=3, uncertainty="point").tables["sector"].column_names
    )
    assert own or outcomes is None
    assert not own & measured


def test_a_scenario_requires_the_systems_whose_values_it_sets() -> None:
    for name, file in library.shipped().items():
        content = YAML(typ="safe").load(file.read_text(encoding="utf-8"))
        inside = [
            value
            for kind in ("ministries", "donors")
            for value in (content.get(kind) or {}).values()
        ]
        keys = {*content, *(key for value in inside for key in value if isinstance(value, dict))}
        owners = {system for system in NAMES if keys & own_keys(system)}
        assert owners <= set(content.get("requires", [])), name


def own_keys(system: str) -> set[str]:
    """Keys of a scenario that a system declares."""
    sections = systems.packages()[system].SYSTEM.sections
    return {*names_in_system(system), *(key for section in sections for key in section.sections)}


@pytest.mark.parametrize("uncompiled", ["1", pytest.param("0", marks=pytest.mark.long)])
def test_the_command_runs_and_reports_without_any_system(tmp_path: Path, uncompiled: str) -> None:
    empty = tmp_path / "systems"
    empty.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", COMMAND, str(empty), "run", "mifi_status_quo", "--runs", "1",
         "--years", "1", "--scale", "10000", "--set", "population.organizations=20", "--seed", "3",
         "--out", str(tmp_path / "out")],
        capture_output=True, text=True, check=False,
        env=os.environ | {"NUMBA_DISABLE_JIT": uncompiled},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assumed = (tmp_path / "out" / "assumptions.csv").read_text(encoding="utf-8")
    assert "rules.arrivals." in assumed
    assert "rules.framework_policy." not in assumed
