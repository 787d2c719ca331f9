"""Scenarios and experiments given as maps in Python; experiments of one's own from `new`, and their schema."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import numpy as np
import pytest
from click.testing import CliRunner, Result
from ruamel.yaml import YAML

import partnersim
from partnersim import UserError
from partnersim.analysis.sweeps.experiment_files import load_experiment, shipped
from partnersim.cli.main import cli
from partnersim.language import use

BURDEN = "ministries.mifi.accountability.burden"
SCENARIO: dict[str, Any] = {
    "extends": "mifi_status_quo",
    "years": 1,
    "scale": 2000,
    "ministries": {"mifi": {"accountability": {"burden": 0.25}}},
}
EXPERIMENT: dict[str, Any] = {
    "scenario": "mifi_status_quo",
    "levers": {BURDEN: {"choices": np.array([0.1, 0.9])}},
    "uncertainties": {"board.money_value": None},
    "outcomes": ("identity_mean", {"name": "autonomy_index", "over": "change"}),
    "design": {"method": "morris", "samples": np.int64(2)},
    "years": np.int64(1),
    "scale": np.float64(2000.0),
}


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    use("en")
    yield
    use("en")


def invoke(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments)


def as_file(content: dict[str, Any]) -> str:
    """The same as a file would hold it."""
    Path("same.yaml").write_text(
        json.dumps(content, default=lambda array: array.tolist()), encoding="utf-8"
    )
    return "same.yaml"


def test_a_scenario_given_is_what_its_file_is() -> None:
    given, read = partnersim.load(SCENARIO), partnersim.load(as_file(SCENARIO))
    assert (given.name, read.name) == ("given", "same")
    assert given.funders == read.funders
    assert given.parameters == read.parameters
    assert given.funders["mifi"].values["accountability"]["burden"] == 0.25
    assert given.fixed == read.fixed
    results = partnersim.run(SCENARIO, runs=1)
    assert results.sector.equals(partnersim.run("same.yaml", runs=1).sector)
    assert results.manifest["provenance"][BURDEN] == {"from": "given"}


def test_scenarios_given_are_compared_and_stepped() -> None:
    heavy = {**SCENARIO, "ministries": {"mifi": {"accountability": {"burden": np.float64(0.9)}}}}
    result = partnersim.compare(SCENARIO, heavy, runs=2)
    assert result.manifest["scenarios"] == ["given", "given-2"]
    rows = result.differences.set_index("measure")
    assert rows.loc["reporting_share", "difference"] > 0.0
    model = partnersim.PartnershipModel(heavy, seed=1)
    assert model.settings.funders["mifi"].values["accountability"]["burden"] == 0.9


def test_a_sweep_of_a_map_is_that_of_its_file_and_goes_on_from_what_was_saved() -> None:
    done = partnersim.sweep(EXPERIMENT, workers=1, out="given")
    assert done.manifest["experiment"]["name"] == "given"
    again = partnersim.sweep(done.manifest["given"], workers=1, out="given", resume=True)
    assert again.manifest == done.manifest
    read = partnersim.sweep(as_file(EXPERIMENT), workers=1, out="read")
    assert read.manifest["design_hash"] == done.manifest["design_hash"]
    assert read.outcomes.equals(done.outcomes)
    assert "given" not in read.manifest
    assert set(done.outcomes[BURDEN]) == {0.1, 0.9}
    result = partnersim.sensitivity(EXPERIMENT, "morris", "identity_mean", workers=1, out="given")
    assert set(result.indices["factor"]) == {BURDEN, "board.money_value"}


def test_without_a_folder_a_sweep_of_a_map_has_one_of_its_design() -> None:
    done = partnersim.sweep({**EXPERIMENT, "title": "Mine"}, workers=1)
    assert re.fullmatch(r"results/given-[0-9a-f]{8}", done.folder.as_posix())
    assert done.manifest["experiment"]["title"] == {"en": "Mine", "fr": "Mine"}


LOOP: dict[str, Any] = {}
LOOP["loop"] = LOOP


@pytest.mark.parametrize(
    ("call", "content", "problem"),
    [
        (partnersim.load, {**SCENARIO, "yeers": 3}, "scenario given: yeers: there is no such key.*'years'"),
        (partnersim.load, {**SCENARIO, "years": "many"}, "scenario given: years: 'many' is not allowed"),
        (partnersim.run, {"extends": "mifi_status_qu"}, "given: `extends`.*'mifi_status_quo'"),
        (partnersim.run, {}, "scenario given: ministries is missing"),
        (partnersim.load, {**SCENARIO, "title": "a\x1b[2J"}, "title: the control character U.001B"),
        (partnersim.load, {**SCENARIO, "years": {1}}, r"scenario given: a file could not hold this \(set"),
        (partnersim.load, LOOP, "scenario given: a file could not hold this"),
        (partnersim.sweep, {**EXPERIMENT, "outcomes": ["identity_men"]},
         r"experiment given: outcomes\.1: there is no outcome 'identity_men'.*'identity_mean'"),
        (partnersim.sweep, {**EXPERIMENT, "levers": {BURDEN: {"min": 0.1, "max": np.float64(1.5)}}},
         r"burden\.max: 1\.5 is out of bounds; allowed: a number from 0 to 1"),
        (partnersim.sweep, {**EXPERIMENT, "design": {"method": "lhs", "samples": np.float64(4.5)}},
         r"experiment given: design\.samples: 4\.5 is not allowed; allowed: a whole number"),
        (partnersim.sensitivity, {}, "experiment given: scenario is missing"),
        (partnersim.compare, ["mifi_status_quo", "prsca_compliant"], "a list: a scenario is one name"),
        (partnersim.sweep, [EXPERIMENT], "a list: an experiment is one name"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_what_is_given_is_told_as_in_a_file(
    call: Callable[[Any], Any], content: Any, problem: str
) -> None:
    with pytest.raises(UserError, match=problem):
        call(content)
    assert not list(Path().iterdir())


def test_a_path_in_a_map_stands_where_the_user_is() -> None:
    Path("lists").mkdir()
    given = {**SCENARIO, "population": {"file": Path("lists") / "own.csv"}}
    with pytest.raises(UserError, match=r"scenario given: population\.file: lists/own\.csv"):
        partnersim.load(given)
    as_file(SCENARIO)
    assert partnersim.load({"extends": "same.yaml"}).years == 1


# --- an experiment of one's own -----------------------------------------------------------------------


@pytest.mark.parametrize(("lang", "name"), [("en", "my_experiment"), ("fr", "mon_experience")])
def test_a_new_experiment_says_what_it_makes_as_it_is_and_is_never_overwritten(
    lang: str, name: str
) -> None:
    made = invoke("new", "--experiment", "--lang", lang)
    assert made.exit_code == 0, made.output
    path = Path(f"{name}.yaml")
    text = path.read_text(encoding="utf-8")
    dry = invoke("sweep", path.name, "--dry-run", "--workers", "1", "--lang", lang)
    assert dry.exit_code == 0, dry.output
    assert "256" in dry.stdout  # 16 worlds x 8 settings x 2 replicates
    again = invoke("new", "--experiment", "--lang", lang)
    assert again.exit_code == 2
    assert path.name in again.stderr
    assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_line_that_is_commented_out_may_be_used(lang: str) -> None:
    assert invoke("new", "mine", "--experiment", "--lang", lang).exit_code == 0
    text = Path("mine.yaml").read_text(encoding="utf-8")
    used = re.sub(r"(?m)^( *)# (?=(\w+\.[\w.]+|uncertainty):)", r"\1", text)
    assert used.count("\n  contest.") == 2
    Path("used.yaml").write_text(used, encoding="utf-8")
    experiment = load_experiment("used.yaml")
    assert len(experiment.factors) == 6
    assert experiment.uncertainty == "prior"


def test_a_new_experiment_takes_no_name_of_a_shipped_one_and_a_scenario_needs_a_name() -> None:
    taken = invoke("new", "provider_identity", "--experiment", "--lang", "en")
    assert taken.exit_code == 2
    assert "is the name of a shipped experiment" in taken.stderr
    assert invoke("new", "--lang", "en").exit_code == 2
    assert not list(Path().iterdir())


def test_the_schema_of_experiments_accepts_those_that_are_right_and_no_others() -> None:
    printed = invoke("schema", "--experiment", "--lang", "en")
    assert printed.exit_code == 0, printed.output
    schema = json.loads(printed.stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    check = jsonschema.Draft202012Validator(schema)
    assert invoke("new", "mine", "--experiment").exit_code == 0
    for path in (*shipped().values(), Path("mine.yaml")):
        content = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
        assert not list(check.iter_errors(content)), path
    good = json.loads(Path(as_file(EXPERIMENT)).read_text())
    for wrong in ({"outcomes": ["identity_men"]}, {"levers": {BURDEN: {"mini": 0.1}}}, {"years": 0},
                  {"design": {"method": "lsh", "samples": 2}}, {"titel": "x"}):  # fmt: skip
        assert list(check.iter_errors({**good, **wrong})), wrong
    assert "scenario" in schema["required"]
    assert schema["properties"]["years"]["description"] == "years of the scenario"
    french = json.loads(invoke("schema", "--experiment", "--lang", "fr").stdout)
    assert french["properties"]["design"]["description"].startswith("comment sont choisies")
    forms = [french, *french["$defs"].values()]
    described = [
        ("description" in form_property)
        for form in forms
        for form_property in form["properties"].values()
    ]
    assert sum(described) >= len(described) - 2  # all but the two languages of a text
