"""`partnersim calibrate` from end to end, on small designs of the model; its pages; its Python face."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner, Result

import partnersim
from partnersim.analysis.calibration import design, history_matching, procedure, synthetic_truth
from partnersim.analysis.calibration.result import FILE, Calibration
from partnersim.analysis.calibration.targets import USED
from partnersim.analysis.validation.verdicts import judge
from partnersim.cli.main import cli
from partnersim.evidence.patterns import patterns
from partnersim.language import LANGUAGES, use
from partnersim.model import PartnershipModel
from partnersim.report.formatting import words
from partnersim.report.screens.calibration import cautions
from partnersim.scenario import parameter_groups, posterior
from partnersim.scenario.loading import load
from partnersim.scenario.posterior import ABOUT, TABLE
from studies import calibration
from studies.pages import calibration as pages
from studies.saved import values_of
from tests.release.public_face import kept

FREE = ("reporting.hours_per_record", "reporting.hours_per_report", "reporting.complexity_weight",
        "members.leaving")  # fmt: skip
SIZE: dict[str, Any] = {"years": 1, "scale": 2000.0}
ROOT = Path(__file__).parents[2]


def stated() -> list[str]:
    """Every uncertain parameter but four, at its default."""
    base = load("mifi_status_quo")
    paths = [declaration for declaration in parameter_groups.priors() if declaration not in FREE]
    values = [base.parameters[path.split(".")[0]][path.split(".")[1]] for path in paths]
    return [f"{path}={value}" for path, value in zip(paths, values, strict=True)]


@pytest.fixture(scope="module")
def few() -> Iterator[None]:
    """Less of everything that only makes answers finer."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(synthetic_truth, "POOLS", 1)
        patch.setattr(procedure, "CHECKS", 3)
        yield


@pytest.fixture(scope="module")
def small(few: None, tmp_path_factory: pytest.TempPathFactory) -> tuple[Calibration, Path]:
    """Four parameters fitted on 256 rows of one coarse year."""
    folder = tmp_path_factory.mktemp("small") / "out"
    settings = load("mifi_status_quo", stated(), **SIZE)
    result = partnersim.calibrate(settings, rows=256, seed=4, workers=1, out=folder)
    return result, folder


@pytest.mark.long
def test_the_model_is_recovered_within_the_stated_coverage(small: tuple[Calibration, Path]) -> None:
    result, _ = small
    assert result.truths == 256 // synthetic_truth.HELD_OUT
    assert any(parameter.exact_identified for parameter in result.learned)
    for parameter in result.learned:
        for covered in parameter.covered:
            assert covered.low - 0.02 <= covered.level <= covered.high + 0.02, covered
    identified = [row for row in result.covered if row.of == "identified"]
    assert all(abs(row.share - row.level) < 0.15 for row in identified), identified


@pytest.mark.long
def test_reporting_is_told_by_the_hours_of_reports_and_not_all_is_told(
    small: tuple[Calibration, Path],
) -> None:
    result, folder = small
    learned = {parameter.path: parameter for parameter in result.learned}
    assert {aim.part.id for aim in result.aims if aim.status == USED} & {"time", "accountability"}
    assert max(learned, key=lambda path: learned[path].contraction).startswith("reporting.")
    assert not all(parameter.identified for parameter in result.learned)
    assert posterior.read(folder) == result.posterior


def called(*arguments: str) -> Result:
    result = CliRunner().invoke(cli, arguments)
    use("en")
    return result


OPTIONS = [*(f"--set={requirement}" for requirement in stated()), "--years", "1", "--scale", "2000"]
MINE = ("calibrate", *OPTIONS, "--design", "64", "--workers", "1", "--out", "mine")


@pytest.fixture(scope="module")
def fitted(few: None, tmp_path_factory: pytest.TempPathFactory) -> tuple[Result, Path]:
    """What the command says of a small fit, and where it was called."""
    folder = tmp_path_factory.mktemp("fitted")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("COLUMNS", "200")
        return called(*MINE, "--lang", "en"), folder


def test_what_is_written_can_be_drawn_from(fitted: tuple[Result, Path]) -> None:
    folder = fitted[1] / "mine"
    there = {file.name for file in folder.iterdir() if file.is_file()} - {"screen_fr.txt"}
    assert {name for _, command, name, _ in kept("file") if command == "calibrate"} == there
    first = posterior.read(folder)
    assert set(first.names) == set(FREE)
    assert json.loads((folder / FILE).read_text())["posterior"] == first.provenance()
    settings = load("prsca_compliant", stated(), **SIZE)
    model = PartnershipModel(settings, seed=1, uncertainty=first)
    drawn = [model.parameter_values[p.split(".")[0]][p.split(".")[1]] for p in first.names]
    assert (np.abs(first.rows - np.array(drawn)).max(axis=1) < 1e-12).any()


@pytest.mark.long
def test_the_same_seed_gives_the_same_bytes(few: None, tmp_path: Path) -> None:
    settings = load("mifi_status_quo", stated(), **SIZE)
    for name, seed in (("one", 1), ("again", 1), ("other", 2)):
        partnersim.calibrate(settings, rows=64, seed=seed, workers=1, out=tmp_path / name)
    for file in (TABLE, ABOUT, FILE):
        first, again, other = (
            (tmp_path / name / file).read_bytes() for name in ("one", "again", "other")
        )
        assert first == again
        assert first != other


def test_the_command_from_end_to_end(
    fitted: tuple[Result, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    english, folder = fitted
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COLUMNS", "200")

    def check(result: Result, text: str, *said: str) -> None:
        assert result.exit_code == 0, result.output
        for line in said:
            assert line in result.output.replace("\u00a0", " "), line
        written = (Path("mine") / text).read_text(encoding="utf-8")
        assert said[-1] in written.replace("\u00a0", " ")

    check(english, "screen.txt", "128 runs", "Coverage of simulated truths", "rows of the prior",
          "not a forecast")  # fmt: skip
    assert "Note: the patterns tell" not in english.output
    for name in ("posterior.png", "coverage.svg", TABLE, ABOUT, FILE):
        assert (Path("mine") / name).exists(), name
    assert called(*MINE).exit_code == 2  # never overwritten
    check(called(*MINE, "--resume", "--lang", "fr"), "screen_fr.txt",
          "Couverture des vérités simulées", "lignes de la loi a priori", "pas une prévision")  # fmt: skip
    drawing = ["run", "open_door", *OPTIONS, "--runs", "1", "--uncertainty", "posterior"]
    run = called(*drawing, "--posterior", "mine", "--out", "ran")
    assert run.exit_code == 0, run.output
    reported = json.loads((folder / "ran" / "manifest.json").read_text())["posterior"]
    assert reported == posterior.read("mine").provenance()


@pytest.mark.long
def test_a_thin_fit_says_so_and_so_does_one_of_another_world(
    few: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    result = called("calibrate", "open_door", *MINE[1:], "--lang", "en")
    assert result.exit_code == 0, result.output
    assert "Note: the patterns describe mifi_status_quo. This fits open_door" in result.output
    assert "simulated truths prove little" in result.output


def test_what_makes_a_fit_doubtful_is_said() -> None:
    enough = {"truths": 400, "dummies": 0.01, "floor": 0.1}
    assert cautions(enough) == []
    assert "by 0.13" in cautions({**enough, "dummies": 0.13})[0]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["calibrate", "federal_annual_contracts"], "mifi_status_quo"),
        (["calibrate", "nowhere"], "no scenario named"),
        (["calibrate", "--design", "100"], "power of two"),
        (["calibrate", "--design", "8"], "--design"),
        (["calibrate", "--replicates", "1"], "--replicates"),
        (["calibrate", "--out", " "], "it is empty"),
        (["run", "open_door", "--posterior", "x"], "uncertainty is prior"),
        (["run", "open_door", "--uncertainty", "posterior", "--posterior", "x"], "no posterior"),
        (["run", "lip_peel", "--uncertainty", "posterior"], "does not build on"),
        (
            ["compare", "open_door", "federal_annual_contracts", "--uncertainty", "posterior"],
            "does not build on",
        ),
        (["interview", "lip_peel", "--uncertainty", "posterior"], "does not build on"),
        (["validate", "--pattern", "P14", "--uncertainty", "posterior"], "None of these patterns"),
    ],
)
def test_what_is_wrong_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    result = called(*arguments, "--lang", "en")
    assert result.exit_code == 2, result.output
    assert said in result.output
    assert "Traceback" not in result.output
    assert not list(tmp_path.iterdir())


def test_an_interrupted_design_is_gone_on_with_to_the_same_bytes(
    fitted: tuple[Result, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from partnersim.analysis.sweeps import worker

    monkeypatch.chdir(tmp_path)
    make, made = worker.run_of, []

    def interrupted(*given: Any) -> Any:
        made.append(given[2])
        if len(made) > 70:
            raise KeyboardInterrupt
        return make(*given)

    monkeypatch.setattr(worker, "run_of", interrupted)
    result = called(*MINE, "--lang", "en")
    assert result.exit_code == 130, result.output
    assert "--resume" in result.output
    assert len(set(made[4:])) == len(
        made[4:]
    )  # after those that were timed, each run has its own luck
    monkeypatch.setattr(worker, "run_of", make)
    assert called(*MINE, "--resume").exit_code == 0
    for file in (TABLE, ABOUT, FILE):
        assert Path("mine", file).read_bytes() == (fitted[1] / "mine" / file).read_bytes(), file


def test_judging_under_a_posterior_draws_from_it() -> None:
    which = [pattern for pattern in patterns() if pattern.id == "P19"]
    first = posterior.shipped()
    judged = [judge(which, 3, 5, 1, uncertainty=kind, **SIZE) for kind in ("prior", first, first)]
    assert judged[0][0].mean != judged[1][0].mean
    assert judged[1] == judged[2]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", sorted(pages.TABLES))
def test_the_tables_are_those_of_the_saved_data(name: str, language: str) -> None:
    with words.speaking(language):
        assert pages.TABLES[name]() in (ROOT / pages.PAGES[language]).read_text(encoding="utf-8")


def test_the_saved_study_is_of_the_posterior_that_ships() -> None:
    """The table of parameters, made once more from the rows; the study's own design; today's patterns."""
    shipped, rows = (
        posterior.shipped(),
        {value["parameter"]: value for value in values_of("calibration")},
    )
    assert set(rows) == set(shipped.names)
    for path, column in zip(shipped.names, shipped.rows.T, strict=True):
        low, high = rows[path]["prior_low"], rows[path]["prior_high"]
        assert (low, high) == pytest.approx(parameter_groups.priors()[path])
        assert column.mean() == pytest.approx(rows[path]["mean"], abs=0.05 * (high - low))
    aims = calibration.plan().aims
    saved = values_of("calibration_patterns")
    assert [(row["pattern"], row["part"]) for row in saved] == [
        (aim.pattern.id, aim.part.id) for aim in aims
    ]
    used = [f"{row['pattern']}.{row['part']}" for row in saved if row["status"] == USED]
    assert shipped.about["fitted_to"] == used


def test_todays_model_gives_what_the_study_measured() -> None:
    """A few runs of the design's first rows lie among those that were saved; if not, `make evidence`."""
    first = calibration.plan()
    positions = first.experiment.positions()[:6]
    values = list(first.experiment.values(positions))
    from partnersim.analysis.runs import pattern_measures
    from partnersim.analysis.runs.overlays import overlaid

    places = [factor.place for factor in first.experiment.factors]
    result = []
    for n, row in enumerate(values):
        model = PartnershipModel(overlaid(first.settings, places, row), seed=first.seed, run=2 * n)
        model.run()
        result.append(pattern_measures.measure(model, tuple(first.names)))
    saved = {row["part"]: row["mean_before"] for row in values_of("calibration_patterns")}
    for aim in first.aims:
        column = np.array(result)[:, first.column(aim)]
        spread = max(float(column.std(ddof=1)), 1e-3)
        away = abs(float(column.mean()) - saved[aim.part.id])
        assert away < 4.0 * spread / np.sqrt(6), aim.name


def test_lengths_of_the_design_and_fit_are_as_asked() -> None:
    experiment = design.plan_of(load("mifi_status_quo"), 128, 3, 9).experiment
    assert (experiment.rows, experiment.runs, experiment.own_luck) == (128, 384, True)
    assert len(design.factors_of(load("mifi_status_quo"))) == len(parameter_groups.priors())
    kept = np.arange(20.0).reshape(10, 2)
    assert history_matching.thinned(kept, 4, 1).shape == (4, 2)
    assert (history_matching.thinned(kept, 4, 1) == history_matching.thinned(kept, 4, 1)).all()
