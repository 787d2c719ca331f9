"""Scenarios side by side: pairs, intervals, how many runs are enough, who changed, who gained."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner, Result
from matplotlib.figure import Figure
from scipy import stats

import partnersim
from partnersim import Comparison, Results
from partnersim.analysis.comparison import differences, paired_comparison
from partnersim.analysis.runs.convergence import more_runs
from partnersim.analysis.runs.paired_runs import finals
from partnersim.cli.main import cli
from partnersim.evidence.directness import set_by
from partnersim.language import use
from partnersim.outcomes.recorder import SECTOR_NAMES, unmeasured
from partnersim.report.figures import comparison
from partnersim.report.figures.comparison import MEASURES
from partnersim.report.formatting.words import label
from partnersim.scenario.loading import load

TINY = {"years": 1, "scale": 2000.0}
SMALL = ("--runs", "3", "--years", "1", "--scale", "2000")
RUNS = 6
MEASURED = [
    name for name in SECTOR_NAMES if name not in unmeasured(load("mifi_status_quo").systems)
]


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "160")
    yield
    use("en")


@pytest.fixture(scope="module")
def compared() -> Comparison:
    return partnersim.compare(
        "mifi_status_quo", "prsca_compliant", runs=RUNS, seed=5, years=3, scale=500.0
    )


def called(*arguments: str, code: int = 0) -> Result:
    result = CliRunner().invoke(cli, ["compare", *arguments, "--full"])
    assert result.exit_code == code, result.output
    return result


def test_differences_are_those_of_paired_last_years(compared: Comparison) -> None:
    first, other = (
        finals(load(name, years=3, scale=500.0), RUNS, 5)
        for name in ("mifi_status_quo", "prsca_compliant")
    )
    frame = compared.differences.set_index("measure")
    assert list(frame.index) == MEASURED
    measured = np.isin(SECTOR_NAMES, MEASURED)
    first, other = first[:, measured], other[:, measured]
    with_value = np.isfinite(other - first).all(axis=0)
    for n in np.flatnonzero(with_value):
        line, values = frame.iloc[n], other[:, n] - first[:, n]
        assert line["difference"] == pytest.approx(values.mean(), rel=1e-12, abs=1e-12)
        assert line["reference"] == pytest.approx(first[:, n].mean())
        if values.std() > 0.0:
            interval = stats.ttest_1samp(values, 0.0).confidence_interval()
            assert (line["low"], line["high"]) == pytest.approx(tuple(interval))
            assert line["decided"] == (stats.ttest_1samp(values, 0.0).pvalue < 0.05)
    assert with_value.sum() > 70


def test_a_scenario_beside_itself_differs_in_nothing() -> None:
    same = partnersim.compare("mifi_status_quo", "mifi_status_quo", runs=2, **TINY)
    assert same.others == ["mifi_status_quo-2"]
    numbers = same.differences[["difference", "low", "high"]].to_numpy()
    assert np.nanmax(np.abs(numbers)) == 0.0
    assert not same.differences["decided"].any()
    assert same.differences["more_runs"].isna().all()
    assert (same.classes["changed"] == 0.0).all()
    assert (same.changed_class["changed"] == 0.0).all()
    assert set(same.newcomers["verdict"]) == {"undecided"}
    assert same.manifest["same_start"]


def test_another_spin_up_is_another_start(tmp_path: Path) -> None:
    path = tmp_path / "late.yaml"
    path.write_text("extends: mifi_status_quo\nspin_up: {regime: npm_tightening}\n")
    other = partnersim.compare("mifi_status_quo", path, runs=1, **TINY)
    assert not other.manifest["same_start"]
    assert other.differences["low"].isna().all()  # one run has no interval


def test_as_many_more_runs_as_said_would_decide() -> None:
    draws = np.random.default_rng(4).normal(0.0, 1.0, 20)
    values = (draws - draws.mean()) / draws.std(ddof=1) + 0.2
    needed = 20 + more_runs(values)
    assert stats.t.ppf(0.975, needed - 1) / math.sqrt(needed) < 0.2
    assert stats.t.ppf(0.975, needed - 2) / math.sqrt(needed - 1) >= 0.2
    few = (values[:4] - values[:4].mean()) / values[:4].std(ddof=1) + 1.2  # t counts most here
    assert more_runs(few) == 2.0
    assert math.isnan(more_runs(values - 0.199))  # hopeless
    assert math.isnan(more_runs(np.zeros(5)))


def test_only_what_is_undecided_asks_for_more_runs(compared: Comparison) -> None:
    frame = compared.differences
    assert frame.loc[frame["decided"], "more_runs"].isna().all()
    assert frame["decided"].any()
    assert (~frame["decided"]).any()


def test_organisations_that_changed_class_are_counted_run_by_run(compared: Comparison) -> None:
    first, other = (
        results.typologies.query("level != 'sector'") for results in compared.results.values()
    )
    shares, organization = [], compared.changed_class.query("typology == 'bruneau'")
    seen: dict[str, list[bool]] = {}
    for run in range(RUNS):
        kinds = [
            frame[(frame["run"] == run) & (frame["typology"] == "bruneau")
                  & (frame["month"] == frame["month"].max())].set_index("organization")["kind"]
            for frame in (first, other)
        ]  # fmt: skip
        both = kinds[0].index.intersection(kinds[1].index)
        changed = [bool(kinds[0][name] != kinds[1][name]) for name in both]
        shares.append(np.mean(changed))
        for name, value in zip(both, changed, strict=True):
            seen.setdefault(name, []).append(value)
    line = compared.classes.query("typology == 'bruneau'").iloc[0]
    assert line["changed"] == pytest.approx(np.mean(shares))
    assert 0.0 < line["changed"] < 1.0
    assert line["towards_autonomy"] > line["towards_state"]
    by_name = organization.set_index("organization")["changed"]
    assert by_name.to_dict() == pytest.approx({name: np.mean(v) for name, v in seen.items()})


def test_newcomers_who_gained_have_less_need_or_are_served_more(compared: Comparison) -> None:
    frame = compared.newcomers
    need = frame["measure"] == differences.NEED
    better = np.where(need, -frame["difference"], frame["difference"]) > 0
    decided = frame["verdict"] != "undecided"
    assert (decided == frame["decided"]).all()
    assert ((frame["verdict"] == "gained")[decided] == better[decided]).all()
    assert set(frame["verdict"]) >= {"gained", "lost"}

    results = compared.results["mifi_status_quo"]
    cohorts = results.cohorts.query("status == 'refugee' and arrival_quarter >= '2010-04'")
    known = cohorts.dropna(subset=["need_after_24_months"])
    people = known["people_after_24_months"]
    sums = (known["need_after_24_months"] * people).groupby(known["run"]).sum()
    by_hand = (sums / people.groupby(known["run"]).sum()).mean()
    line = frame[need & (frame["status"] == "refugee")].iloc[0]
    assert line["reference"] == pytest.approx(by_hand)


def test_frames_know_their_units_and_measures_their_directness(compared: Comparison) -> None:
    frame = compared.differences
    assert frame.attrs["units"]["difference"] == "unit of the measure"
    by_measure = frame.set_index("measure")
    assert by_measure.loc["mission_share", "unit"] == "share of the ministry's awards"
    assert by_measure.loc["mission_share", "directness"] == "set by the scenario"
    assert by_measure.loc["power_of_members", "directness"] == "response"
    assert set(MEASURES) <= set(by_measure.index)


@pytest.mark.usefixtures("no_figures")
def test_scenarios_with_and_without_a_system_are_compared_on_what_both_measure() -> None:
    result = partnersim.compare("mifi_status_quo", "prsca_first_draft", runs=2, seed=5, **TINY)
    assert "policy_drafts" in result.results["prsca_first_draft"].sector
    assert list(result.differences["measure"]) == MEASURED
    done = CliRunner().invoke(cli, ["run", "prsca_first_draft", *SMALL, "--full", "--out", "own"])
    assert done.exit_code == 0, done.output
    effects = differences.own_effects(Results.read("own"))
    assert effects is not None
    assert list(effects["measure"]) == MEASURED


# --- the command -----------------------------------------------------------------------------------


def test_a_comparison_writes_a_whole_folder_and_says_what_differs() -> None:
    said = called("mifi_status_quo", "prsca_compliant", *SMALL, "--out", "c", "--export", "csv")
    assert "3 paired runs to year 1, month 12" in said.stdout
    assert "Mission grants, of the ministry's awards" in said.stdout
    assert " *" not in said.stdout
    assert "Runs enough?" in said.stdout
    assert "3 of 3 runs" in said.stderr
    again = Comparison.read("c")
    assert again.reference == "mifi_status_quo"
    assert again.others == ["prsca_compliant"]
    assert len(again.differences) == len(MEASURED)
    assert len(again.by_run) == 3 * len(MEASURED)
    for name in ("mifi_status_quo", "prsca_compliant"):
        assert len(Results.read(Path("c") / name).sector) == 3 * (12 + 12)
    files = {path.name for path in Path("c").iterdir()}
    assert {"comparison.parquet", "comparison.png", "comparison.svg", "enough_runs.png",
            "manifest.json", "csv"} <= files  # fmt: skip
    csv = pd.read_csv("c/csv/comparison.csv")
    assert csv["difference"].to_numpy() == pytest.approx(
        again.differences["difference"].to_numpy(), nan_ok=True
    )
    assert json.loads(Path("c/manifest.json").read_text())["runs_done"] == 3
    assert [path.name for path in Path().iterdir()] == ["c"]


@pytest.mark.usefixtures("no_figures")
def test_stars_are_of_runs_as_long_as_measured_and_drawn_from_the_priors() -> None:
    pair = ("mifi_status_quo", "prsca_compliant", "--runs", "1", "--scale", "2000")
    drawn = called(*pair, "--out", "drawn").stdout
    mission = next(line for line in drawn.splitlines() if line.startswith("Mission grants"))
    assert re.search(r" \d+\s%\s+\d\d\s%\s\*", mission)  # at the second alone, which sets it
    assert "not for this run" not in drawn
    for other in (("--uncertainty", "point"), ("--years", "1")):
        said = " ".join(called(*pair, *other, "--out", other[-1]).stdout.split())
        assert " *" not in said
        assert "docs/limits.md): not for this run" in said


def test_each_scenario_has_its_own_stars_on_the_screen_and_in_the_figure(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    names = ("mifi_status_quo", "prsca_compliant", "open_door")
    draw, figures = comparison.draw, []

    def drawn(*arguments: Any) -> Figure:
        figures.append(draw(*arguments))
        return figures[-1]

    monkeypatch.setattr(comparison, "draw", drawn)
    lines = called(*names, "--runs", "1", "--scale", "2000", "--out", "c").stdout.splitlines()
    starts = [next(line for line in lines if names[2] in line and names[1] in line).index(name)
              for name in names]  # fmt: skip
    ends = [*starts[1:], 200]
    for measure in ("mission_share", "service_agreement_share", "identity_mean", "gap_share"):
        line = next(line for line in lines if line.startswith(label(measure)))
        starred = ["*" in line[start:end] for start, end in zip(starts, ends, strict=True)]
        assert starred == [measure in set_by(name) for name in names], measure
    assert "mission_share" in set_by("prsca_compliant") - set_by("open_door")

    called(*names, "--runs", "3", "--scale", "2000", "--out", "d")  # of one run nothing is decided
    differences = Comparison.read("d").differences
    for name, figure in zip(names[1:], figures[2:], strict=True):  # as they were written
        dots = [[line.get_marker() for line in axes.lines if len(line.get_xdata()) == 1]
                for axes in figure.axes[0::2]]  # fmt: skip
        marks = [mark for panel in reversed(dots) for mark in panel]
        shown = [measure for group in comparison._groups() for measure in group.measures]
        assert set(marks[0::2]) == {"o"}
        own = differences[differences["scenario"] == name].set_index("measure")["decided"]
        assert marks[1::2] == ["*" if each in set_by(name) and own[each] else "o" for each in shown]
        assert "*" in marks
        named = [text.get_text() for text in figure.legends[0].get_texts()]
        assert named[-1] == "star: more than half set by the scenario"


def test_three_scenarios_stand_side_by_side() -> None:
    said = called("mifi_status_quo", "open_door", "closed_door", *SMALL, "--out", "c").stdout
    for name in ("mifi_status_quo", "open_door", "closed_door"):
        assert name in said
    assert Path("c/comparison_open_door.png").exists()
    assert Path("c/enough_runs_closed_door.svg").exists()


@pytest.mark.usefixtures("no_figures")
def test_the_same_seed_gives_the_same_bytes() -> None:
    for folder in ("a", "b"):
        called("mifi_status_quo", "open_door", *SMALL, "--out", folder)
    for name in ("comparison", "by_run", "classes", "changed_class", "newcomers_compared"):
        first, other = (Path(folder) / f"{name}.parquet" for folder in ("a", "b"))
        assert first.read_bytes() == other.read_bytes(), name


@pytest.mark.usefixtures("no_figures")
def test_an_interruption_keeps_whole_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    made = paired_comparison.run_one
    calls = []

    def interrupted(*arguments: object, **options: object) -> object:
        calls.append(arguments)
        if len(calls) == 4:  # the second of the second pair
            raise KeyboardInterrupt
        return made(*arguments, **options)

    monkeypatch.setattr(paired_comparison, "run_one", interrupted)
    result = called("mifi_status_quo", "open_door", *SMALL, "--out", "c", code=130)
    assert "Runs of each scenario that are finished: 1 of 3" in result.stderr
    again = Comparison.read("c")
    assert {name: set(result.sector["run"]) for name, result in again.results.items()} == {
        "mifi_status_quo": {0}, "open_door": {0},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "parts"),
    [
        (("mifi_status_quo",), ["two scenarios at least"]),
        ((), ["SCENARIO"]),
        (("mifi_status_quo", "open_dor"), ["'open_door'"]),
        (("mifi_status_quo", "short.yaml"), ["years is 10 in one and 3 in the other", "--years"]),
        (("mifi_status_quo", "late.yaml"), ["start is 2010-04 in one and 2015-04"]),
        (("mifi_status_quo", "open_door", "--out", "short.yaml"), ["exists already"]),
        (("mifi_status_quo", "open_door", "--set", "board.money_valu=2"), ["'money_value'"]),
    ],
)
def test_what_cannot_be_compared_is_said_and_nothing_is_written(
    arguments: tuple[str, ...], parts: list[str]
) -> None:
    Path("short.yaml").write_text("extends: mifi_status_quo\nyears: 3\n")
    Path("late.yaml").write_text('extends: mifi_status_quo\nstart: "2015-04"\n')
    result = called(*arguments, "--lang", "en", code=2)
    for part in parts:
        assert part in result.stderr
    assert sorted(path.name for path in Path().iterdir()) == ["late.yaml", "short.yaml"]


def test_a_folder_that_is_no_comparison_is_refused() -> None:
    with pytest.raises(partnersim.UserError, match="There is no folder nowhere"):
        Comparison.read("nowhere")
