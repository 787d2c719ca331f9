"""Every report lists the assumptions it rests on: which act, which were drawn, why each was made."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from partnersim.analysis.sweeps.execution import SweepExecution
from partnersim.analysis.sweeps.experiment_files import load_experiment
from partnersim.cli.main import cli
from partnersim.evidence.registry.assumptions import (
    COLUMNS,
    FILE,
    VARIED,
    YES,
    Listed,
    names_in_system,
    read,
    rows_of,
    write,
)
from partnersim.evidence.registry.provenance import UNSOURCED, evidence_summary
from partnersim.language import LANGUAGES, use
from partnersim.model import PartnershipModel
from partnersim.report.formatting.assumptions import sentence_of_folder
from partnersim.scenario.library import shipped
from partnersim.scenario.loading import load
from partnersim.systems import packages

SMALL = ("--runs", "2", "--years", "1", "--scale", "2000", "--out", "out")
EXPERIMENT = """
title: {en: Small, fr: Petit}
question: {en: What, fr: Quoi}
scenario: mifi_status_quo
uncertainties:
  members.leaving:
  members.joining:
outcomes: [identity_mean]
design: {method: lhs, samples: 8, seed: 3}
replicates: 1
years: 1
scale: 2000
"""


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    yield
    use("en")


def rows_in(folder: str) -> list[dict[str, str]]:
    result = read(Path(folder))
    assert result is not None
    return result


@pytest.mark.usefixtures("no_figures")
def test_a_run_lists_its_assumptions_with_reasons_and_what_was_drawn() -> None:
    path = "knowledge.precision"
    arguments = ["run", "mifi_status_quo", *SMALL, "--set", f"{path}=0.1", "--lang", "en"]
    result = CliRunner().invoke(cli, arguments)
    assert result.exit_code == 0, result.output
    rows, settings = rows_in("out"), load("mifi_status_quo", [f"{path}=0.1"])
    assert tuple(rows[0]) == COLUMNS
    whole = {row["path"] for row in rows if row["grade"] != "C"}
    assert whole == set(evidence_summary(settings).assumptions)
    sized = [row for row in rows if row["grade"] == "C"]  # known direction, assumed size
    assert len(sized) == evidence_summary(settings).values["C"]
    assert rows[-len(sized) :] == sized
    assert all(row["reason"] and row["meaning"] and row["unit"] for row in rows)
    drawn = json.loads(Path("out/manifest.json").read_text(encoding="utf-8"))["drawn"]["1"]
    assert {row["path"] for row in rows if row["drawn"]} == drawn.keys() & {r["path"] for r in rows}
    by = {row["path"]: row for row in rows}
    assert by[path]["drawn"] == ""  # the command line fixed it
    assert "command line" in by[path]["reason"]
    said, listed = " ".join(result.stdout.split()), Listed.of(rows)
    assert f"{listed.assumed} of them assumptions and {listed.sized} of known direction" in said
    assert (
        f"{listed.acting} of these act here, {listed.drawn} of which were drawn or varied" in said
    )
    assert FILE in said


def test_the_list_is_in_the_readers_language() -> None:
    settings = {"mifi_status_quo": load("mifi_status_quo")}
    table = {}
    for language in LANGUAGES:
        use(language)
        table[language] = {row["path"]: row["meaning"] for row in rows_of(settings, "prior")}
    assert table["en"].keys() == table["fr"].keys()
    assert table["en"]["members.leaving"] != table["fr"]["members.leaving"]


@pytest.mark.parametrize("name", sorted(shipped()))
def test_every_value_that_a_shipped_scenario_sets_has_a_source_or_a_reason(name: str) -> None:
    settings = {name: load(name)}
    rows = rows_of(settings, "prior")
    assert [row["path"] for row in rows if row["grade"] == UNSOURCED] == []
    assert [row["path"] for row in rows if "without a source" in row["reason"]] == []


def test_the_source_of_a_map_is_that_of_what_has_none_and_paths_of_machines_are_not_told() -> None:
    Path("mine.yaml").write_text(
        "extends: mifi_status_quo\nministries:\n  mifi:\n    source: told by nobody\n"
        "    consultation: {access: 0.5, responsiveness: {value: 0.1, source: a letter}}\n"
        "donors: {centraide: {envelope: 1.0e+6}}\n",
        encoding="utf-8",
    )
    settings = load(str(Path("mine.yaml").resolve()))
    assert settings.origin("ministries.mifi.consultation.access").source == "told by nobody"
    assert settings.origin("ministries.mifi.consultation.responsiveness").source == "a letter"
    by = {row["path"]: row for row in rows_of({"mine": settings}, "point")}
    assert by["donors.centraide.envelope"]["grade"] == UNSOURCED
    assert by["donors.centraide.envelope"]["reason"] == "set in mine.yaml without a source"


def test_what_a_user_gives_as_a_reason_is_never_a_formula_in_the_table() -> None:
    reason = "'Assumption: =HYPERLINK(1)'"
    Path("mine.yaml").write_text(
        f"extends: mifi_status_quo\nmembers: {{leaving: {{value: 0.1, source: {reason}}}}}\n"
    )
    write(rows_of({"mine": load("mine.yaml")}, "point"), Path())
    by = {row["path"]: row for row in rows_in(".")}
    assert by["members.leaving"]["reason"] == "'=HYPERLINK(1)"


def test_under_point_values_nothing_is_drawn() -> None:
    rows = rows_of({"mifi_status_quo": load("mifi_status_quo")}, "point")
    assert Listed.of(rows).drawn == 0


def test_what_is_said_to_be_idle_changes_nothing_and_acts_where_it_should() -> None:
    quiet, crisis = load("mifi_status_quo"), load("covid_crisis")
    groups = frozenset[str]().union(*(names_in_system(name) for name in packages()))
    acts = {row["path"]: row["acts"] for row in rows_of({"quiet": quiet}, "prior")}
    idle = {path for path, acting in acts.items() if acting != YES}
    assert all(groups & set(path.split(".")[:-1]) for path in idle)
    assert idle
    sets = []
    for path in sorted(text for text in idle if text.split(".")[0] in groups):
        group, name = path.split(".")
        value = quiet.parameters[group][name]
        if isinstance(value, float) and 0.0 < value <= 1.0:
            sets.append(f"{path}={value / 2.0}")
    assert len(sets) > 5
    both = []
    for over in ([], sets):
        model = PartnershipModel(load("mifi_status_quo", over, years=1, scale=2000.0), seed=3)
        model.run()
        both.append(model.recorder.values)
    assert np.array_equal(*both, equal_nan=True)
    there = {row["path"]: row["acts"] for row in rows_of({"crisis": crisis}, "prior")}
    assert {there[path] for path in idle if path.startswith(("crisis.", "outsourcing."))} == {YES}


@pytest.mark.usefixtures("no_figures")
def test_a_comparison_has_one_list_that_says_which_scenario_has_what() -> None:
    arguments = ["compare", "mifi_status_quo", "covid_crisis", *SMALL, "--lang", "en"]
    result = CliRunner().invoke(cli, arguments)
    assert result.exit_code == 0, result.output
    by = {row["path"]: row for row in rows_in("out")}
    assert by["crisis.intensity"]["value"] == "mifi_status_quo: 0; covid_crisis: 1"
    assert "Behind it: " in result.stdout
    apart = rows_of({"a": load("mifi_status_quo"), "b": load("federal_annual_contracts")}, "prior")
    assert {row["scenarios"] for row in apart} >= {"a", "b", ""}


def test_interviews_list_what_is_assumed_of_answers() -> None:
    arguments = ["interview", "mifi_status_quo", *SMALL, "--samples", "5", "--lang", "fr",
                 "--set", "interview.lean_shown=3"]  # fmt: skip
    result = CliRunner().invoke(cli, arguments)
    assert result.exit_code == 0, result.output
    by = {row["path"]: row for row in rows_in("out")}
    assert by["interview.lean_shown"]["value"] == "3"
    assert FILE in result.stdout


def test_a_sweep_says_what_it_varied_and_its_studies_name_the_list() -> None:
    Path("e.yaml").write_text(EXPERIMENT, encoding="utf-8")
    sweeping = SweepExecution(load_experiment("e.yaml"))
    sweeping.make(sweeping.folder(Path("s"), resume=False), workers=1)
    by = {row["path"]: row for row in rows_in("s")}
    assert by["members.leaving"]["drawn"] == VARIED
    for words in (["sensitivity", "s", "--method", "lhs"],
                  ["discover", "s", "--outcome", "identity_mean", "--above", "0.4"],
                  ["sweep", "e.yaml", "--out", "s", "--resume"]):  # fmt: skip
        result = CliRunner().invoke(cli, [*words, "--lang", "en"])
        assert result.exit_code == 0, result.output
        assert " ".join(sentence_of_folder(Path("s")).split()) in " ".join(result.stdout.split())
    (Path("s") / FILE).unlink()  # a folder made before such lists
    assert sentence_of_folder(Path("s")) == ""
