"""Whole numbers, seeds and words from Python: what counts as one, and what is wrong is said by the
name of the argument, where the command line names its option."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner

import partnersim
from partnersim import PartnershipModel, UserError
from partnersim.analysis.runs.paired_runs import jobs_of
from partnersim.analysis.validation.verdicts import judge
from partnersim.cli.main import cli
from partnersim.scenario.loading import load

TINY = {"years": 1, "scale": 2000.0}
NO_WHOLE_NUMBERS = (
    "3",
    True,
    np.True_,
    -1,
    2**64,
    1.5,
    np.float64(2.0),
    float("nan"),
    float("inf"),
)


def refused(call: Callable[[], object]) -> str:
    with pytest.raises(UserError) as error:
        call()
    assert "--" not in str(error.value), "a Python error names an option of the command line"
    return str(error.value)


def run_tiny(**arguments: Any) -> partnersim.Results:
    return partnersim.run("mifi_status_quo", **{"runs": 1, **TINY, **arguments})


def sector_of(results: partnersim.Results) -> np.ndarray:
    return results.sector.select_dtypes("number").to_numpy()


# --- numbers ------------------------------------------------------------------------------------


def test_whole_numbers_of_numpy_are_pythons_own() -> None:
    by_numpy = run_tiny(
        runs=np.int64(1), seed=np.uint32(7), years=np.int8(1), scale=np.float32(2000.0)
    )
    by_python = run_tiny(seed=7)
    np.testing.assert_array_equal(sector_of(by_numpy), sector_of(by_python))
    assert type(by_numpy.manifest["seed"]) is int
    assert type(by_numpy.manifest["runs_asked"]) is int
    assert by_numpy.manifest["scenario"] == by_python.manifest["scenario"]
    assert type(by_numpy.manifest["scenario"]["scale"]) is float
    inside = load("mifi_status_quo", population={"organizations": np.int64(40)})
    assert inside.parameters["population"]["organizations"] == 40
    model = PartnershipModel(load("mifi_status_quo", **TINY), seed=np.int16(7), run=np.int64(2))
    assert (model.seed, type(model.seed)) == (7, int)


@pytest.mark.parametrize("value", NO_WHOLE_NUMBERS, ids=repr)
def test_what_is_no_whole_number_is_refused_by_the_arguments_name(value: Any) -> None:
    small = load("mifi_status_quo", **TINY)
    calls: dict[str, list[Callable[[], object]]] = {
        "seed": [
            lambda: run_tiny(seed=value),
            lambda: partnersim.compare("mifi_status_quo", "open_door", runs=1, seed=value, **TINY),
            lambda: partnersim.calibrate(small, seed=value),
            lambda: PartnershipModel(small, seed=value),
            lambda: judge(seed=value),
            lambda: jobs_of(small, 1, value),
        ],
        "rng": [lambda: PartnershipModel(small, rng=value)],
        "run": [lambda: PartnershipModel(small, seed=1, run=value)],
        "runs": [
            lambda: run_tiny(runs=value),
            lambda: partnersim.compare("mifi_status_quo", "open_door", runs=value, **TINY),
            lambda: judge(runs=value),
            lambda: jobs_of(small, value, 1),
        ],
        "rows": [lambda: partnersim.calibrate(small, rows=value)],
        "replicates": [lambda: partnersim.calibrate(small, replicates=value)],
        "workers": [
            lambda: partnersim.sweep("mission_money_fails", workers=value),
            lambda: partnersim.calibrate(small, workers=value),
        ],
        "argument: years": [
            lambda: run_tiny(years=value),
            lambda: partnersim.compare("mifi_status_quo", "open_door", runs=1, years=value),
            lambda: load("mifi_status_quo", years=value),
        ],
    }
    for name, several in calls.items():
        for call in several:
            message = refused(call)
            assert message.startswith(f"{name} is " if ":" not in name else f"{name}: "), message
            assert "a whole number from " in message


@pytest.mark.parametrize("value", ["3", True, -1, 0, 2**64, float("nan"), float("inf")], ids=repr)
def test_what_is_no_scale_is_refused(value: Any) -> None:
    message = refused(lambda: run_tiny(scale=value))
    assert message.startswith("argument: scale: ")
    assert "a number from 1 to 10000" in message


def test_python_has_the_bounds_of_the_command_line() -> None:
    assert "from 1 to 100000." in refused(lambda: run_tiny(runs=100_001))
    assert "from 0 to 4294967295." in refused(lambda: run_tiny(seed=2**32))
    for option, value in (("--runs", 100_001), ("--seed", 2**32)):
        outcome = CliRunner().invoke(
            cli, ["run", "mifi_status_quo", option, str(value), "--lang", "en"]
        )
        assert outcome.exit_code == 2
        assert ("from 1 to 100000." if option == "--runs" else "4294967295.") in outcome.stderr


# --- None is entropy ------------------------------------------------------------------------------


def test_without_a_seed_one_is_drawn_and_told() -> None:
    results = [run_tiny(seed=None) for _ in range(2)]
    seeds = [result.manifest["seed"] for result in results]
    assert seeds[0] != seeds[1]
    assert not np.array_equal(*map(sector_of, results), equal_nan=True)
    np.testing.assert_array_equal(sector_of(run_tiny(seed=seeds[0])), sector_of(results[0]))
    small = load("mifi_status_quo", **TINY)
    models = [PartnershipModel(small), PartnershipModel(small, seed=None, rng=None)]
    assert models[0].seed != models[1].seed
    again = PartnershipModel(small, seed=models[0].seed)
    for model in (models[0], again):
        model.run()
    np.testing.assert_array_equal(again.recorder.values, models[0].recorder.values)


def test_scenarios_compared_without_a_seed_share_the_one_that_is_drawn() -> None:
    """Two scenarios alike but for a change of 1e-7 differ by next to nothing, run by run."""
    near = load("mifi_status_quo", ["ministries.mifi.accountability.burden=0.5500001"], **TINY)
    here = load("mifi_status_quo", ["ministries.mifi.accountability.burden=0.55"], **TINY)
    pair = partnersim.compare(here, near, runs=2, seed=None)
    seeds = {result.manifest["seed"] for result in pair.results.values()} | {pair.manifest["seed"]}
    assert len(seeds) == 1
    difference = pair.differences.set_index("measure")["difference"]["identity_mean"]
    assert 0.0 < abs(difference) < 1e-4


def test_a_run_has_a_number_within_a_seed() -> None:
    small = load("mifi_status_quo", **TINY)
    assert "seed" in refused(lambda: PartnershipModel(small, run=3))
    assert "one of them" in refused(lambda: PartnershipModel(small, seed=1, rng=1))


# --- words ----------------------------------------------------------------------------------------


def test_a_mistake_is_named_as_it_was_written() -> None:
    wrong = "ministries.mif.accountability.burden=0.2"
    assert refused(lambda: load("mifi_status_quo", [wrong])).startswith("sets ministries.mif: ")
    assert refused(lambda: load("mifi_status_quo", ["years 3"])).startswith("sets 'years 3': ")
    outcome = CliRunner().invoke(cli, ["run", "mifi_status_quo", "--set", wrong, "--lang", "en"])
    assert outcome.stderr.startswith("--set ministries.mif: ")
    pair = (load("mifi_status_quo", years=1), load("open_door", years=2))
    assert "Give years=… to set it for all." in refused(lambda: partnersim.compare(*pair))
    assert load("mifi_status_quo", years=1).provenance["years"].place == "argument"


def test_what_would_change_nothing_is_refused() -> None:
    ready = load("mifi_status_quo", **TINY)
    for call in (
        lambda: partnersim.run(ready, runs=1, years=3),
        lambda: partnersim.compare("open_door", ready, runs=1, years=3),
        lambda: partnersim.calibrate(ready, years=3),
    ):
        assert refused(call).startswith("years: mifi_status_quo is loaded already")
    sets = ["arrivals.level=1.2"]
    assert refused(lambda: partnersim.compare(ready, ready, sets=sets)).startswith("sets: ")


def test_folders_of_sweeps_are_refused_in_pythons_words(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "letter.txt").write_text("mine")
    for path, words, argument in (
        ("other", "choose another out.", False), ("nothing", "Leave resume=True out", True),
    ):  # fmt: skip
        said = refused(
            lambda path=path, argument=argument: partnersim.sweep(
                "mission_money_fails", out=tmp_path / path, resume=argument
            )
        )
        assert words in said


def test_no_sentence_that_python_hears_names_an_option() -> None:
    """Below the command line and its screens, an option stands in `named(option, argument)` alone."""
    root = Path(partnersim.__file__).parent
    options: list[str] = []
    for path in root.rglob("*.py"):
        if path.relative_to(root).parts[0] in ("cli", "report"):
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
        by_name = [call for call in calls if getattr(call.func, "id", "") in ("say", "named")]
        chosen = {
            id(inner)
            for name in by_name
            if getattr(name.func, "id", "") == "named"
            for inner in ast.walk(name)
        }
        options += [
            f"{path.relative_to(root)}: {name.args[0].value}"
            for name in by_name
            if id(name) not in chosen and name.args and isinstance(name.args[0], ast.Constant)
            and re.search(r"--[a-z{]", re.sub(r"`[^`]*`", "", str(name.args[0].value)))
        ]  # fmt: skip
    assert options == []
