"""Sensitivity and discovery over real sweeps, from the command line and from Python."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

import partnersim
from partnersim.analysis.discovery.prim import Box, Restriction
from partnersim.analysis.sensitivity.indices import Components, Convergence, OutcomeSensitivity
from partnersim.analysis.sweeps import experiment_files
from partnersim.cli.main import cli
from partnersim.language import UserError, use
from partnersim.report.formatting import words
from partnersim.report.formatting.factors import in_lines
from partnersim.report.screens.discovery import box_in_words
from partnersim.report.screens.sensitivity import dependent_ranges, trust
from partnersim.results.sweep_result import Sweep

EXPERIMENT = """
title: {{en: A small study, fr: Une petite étude}}
scenario: mifi_status_quo
levers:
  ministries.mifi.split.mission: {{min: 0.05, max: 0.60}}
  ministries.mifi.accountability.burden: {{min: 0.1, max: 0.9}}
uncertainties:
  board.mission_value:
outcomes: [service_provider_share, mission_share]
design: {{{design}, seed: 1}}
replicates: 2
years: 2
scale: 2000
{more}
"""


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    use("en")
    yield
    use("en")


def written(folder: Path, design: str, more: str = "", name: str = "small") -> Path:
    path = folder / f"{name}.yaml"
    path.write_text(EXPERIMENT.format(design=design, more=more), encoding="utf-8")
    return path


def same_words(text: Path, screen: str) -> bool:
    """Whether the saved text is what the screen said, but for the files, wherever lines end."""
    words = text.read_text(encoding="utf-8").split()
    return " ".join(words) in " ".join(screen.split())


def invoke(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def crossed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished sweep of twelve choices in three worlds."""
    folder = tmp_path_factory.mktemp("crossed")
    path = written(folder, "method: crossed, samples: 3, settings: 12")
    return partnersim.sweep(path, workers=1, out=folder / "sweep").folder


def test_a_sobol_study_runs_what_is_missing_and_says_what_matters(tmp_path: Path) -> None:
    path = written(tmp_path, "method: lhs, samples: 7")  # not the design of the method: made for it
    arguments = (
        "sensitivity",
        path,
        "--method",
        "sobol",
        "--out",
        tmp_path / "s",
        "--workers",
        "1",
    )
    first = invoke(*arguments)
    assert first.exit_code == 0, first.output
    assert "Call themselves service providers" in first.stdout
    assert "Luck alone makes" in first.stdout
    assert "How much a mission is worth to somebody" in " ".join(first.stdout.split())
    assert "samples" in first.stdout
    manifest = Sweep.read(tmp_path / "s").manifest
    assert manifest["experiment"]["design"]["method"] == "saltelli"
    assert manifest["experiment"]["design"]["samples"] == 8
    table = pq.read_table(tmp_path / "s" / "sensitivity_sobol.parquet")
    assert table.schema.field("value").metadata[b"unit"] == b"index"
    frame = table.to_pandas()
    totals = frame[(frame["outcome"] == "mission_share") & (frame["kind"] == "total")]
    result = totals.set_index("factor")
    split = result.loc["ministries.mifi.split.mission"]
    assert split["value"] == pytest.approx(1.0, abs=0.35)  # the share is what the split says
    assert split["detectable"]
    assert not result.loc["board.mission_value"]["detectable"]
    again = invoke(*arguments, "--lang", "fr")  # what is there is read, nobody need say so
    assert again.exit_code == 0, again.output
    pd.testing.assert_frame_equal(
        pq.read_table(tmp_path / "s" / "sensitivity_sobol.parquet").to_pandas(), frame
    )
    name = "sensitivity_sobol_mission_share"
    figure, french = tmp_path / "s" / f"{name}.png", tmp_path / "s" / f"{name}_fr.png"
    assert figure.stat().st_size > 10_000
    assert figure.read_bytes() != french.read_bytes()
    both = tmp_path / "s" / "sensitivity_sobol.txt"
    assert same_words(both, first.stdout)
    assert same_words(both.with_stem("sensitivity_sobol_fr"), again.stdout)
    once = invoke(*arguments, "--outcome", "mission_share", "--outcome", "mission_share")
    assert once.exit_code == 0, once.output
    assert same_words(tmp_path / "s" / f"{name}.txt", once.stdout)
    assert same_words(both, first.stdout)  # that of both outcomes stays
    pd.testing.assert_frame_equal(  # indices of the other outcome are kept
        pq.read_table(tmp_path / "s" / "sensitivity_sobol.parquet").to_pandas()
        .sort_values(["outcome", "factor", "kind", "of"], ignore_index=True),
        frame.sort_values(["outcome", "factor", "kind", "of"], ignore_index=True),
    )  # fmt: skip


def test_groups_have_one_index_together(tmp_path: Path) -> None:
    groups = (
        "groups: {ministry: [ministries.mifi.split.mission, ministries.mifi.accountability.burden]}"
    )
    path = written(tmp_path, "method: saltelli, samples: 4", groups)
    result = partnersim.sensitivity(path, "sobol", ["mission_share"], workers=1, out=tmp_path / "g")
    assert result.sweep.manifest["runs"] == 4 * (2 + 2) * 2
    names = set(result.indices["factor"])
    assert names == {"ministry", "board.mission_value"}
    assert result.indices.attrs["units"]["value"] == "index"


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ("groups: {a: [ministries.mifi.split.misson]}", r"groups\.a.*not varied here.*mission"),
        ("groups: {a: [board.mission_value], b: [board.mission_value]}",
         r"groups\.b.*stands twice"),
    ],
)  # fmt: skip
def test_wrong_groups_are_refused(tmp_path: Path, more: str, problem: str) -> None:
    with pytest.raises(UserError, match=problem):
        partnersim.sweep(written(tmp_path, "method: saltelli, samples: 4", more), workers=1)


def test_a_method_that_cannot_read_the_design_is_refused(crossed: Path) -> None:
    result = invoke("sensitivity", crossed, "--method", "sobol")
    assert result.exit_code == 2
    assert "reads a design of saltelli; this sweep has crossed" in result.output
    assert "Traceback" not in result.output


def test_an_unknown_outcome_is_refused_with_those_there_are(crossed: Path) -> None:
    result = invoke("discover", crossed, "--outcome", "providers", "--above", "0.5")
    assert result.exit_code == 2
    assert "service_provider_share, mission_share" in result.output


def test_discover_says_what_leads_there_and_what_avoids_it(crossed: Path) -> None:
    result = invoke("discover", crossed, "--outcome", "mission_share", "--below", "0.3")
    assert result.exit_code == 0, result.output
    assert "lie below 30\u00a0%?" in result.output
    assert "Rows of this design were drawn together" in " ".join(result.output.split())
    assert "split.mission is below" in result.output
    reported = "Split of the envelope over the instruments: mission"
    assert reported in " ".join(result.output.split())  # wrapped
    assert "Most robust choices" in result.output
    name = "discover_mission_share_below_0.3_prim"
    assert (crossed / f"{name}.png").exists()
    assert same_words(crossed / f"{name}.txt", result.stdout)
    conditions = pd.read_csv(crossed / f"{name}_conditions.csv")
    assert set(conditions["factor"]) == {"ministries.mifi.split.mission"}
    assert list(pd.read_csv(crossed / f"{name}_levers.csv").columns[:2]) == ["lever", "value"]
    assert len(pd.read_csv(crossed / f"{name}_regret.csv")) == 12


def test_discovery_from_python_knows_regret_only_where_choices_are_crossed(crossed: Path) -> None:
    result = partnersim.discover(crossed, "mission_share", below=0.3)
    assert result.regret is not None
    assert len(result.regret) == 12
    best = result.regret.iloc[0]
    assert (
        best["ministries.mifi.split.mission"]
        == result.regret["ministries.mifi.split.mission"].max()
    )
    assert best["regret_in_most_worlds"] == pytest.approx(0.0, abs=1e-9)
    assert "coverage 100" in box_in_words(result.boxes[0], 1)


def test_several_sweeps_are_looked_at_together_but_none_twice(
    crossed: Path, tmp_path: Path
) -> None:
    with pytest.raises(UserError, match="holds the same runs as"):
        partnersim.discover([crossed, crossed], "mission_share", below=0.3)
    path = written(tmp_path, "method: crossed, samples: 3, settings: 12")
    path.write_text(path.read_text().replace("seed: 1", "seed: 2"))
    other = partnersim.sweep(path, workers=1, out=tmp_path / "other")
    alone, both = (
        partnersim.discover(sweeps, "mission_share", below=0.3)
        for sweeps in ([crossed], [crossed, other])
    )
    assert len(both.cases.outcome) == 2 * len(alone.cases.outcome) == 72
    assert both.regret is None
    settings, worlds = both.cases.families
    assert len(set(settings)) == 24
    assert len(set(worlds)) == 6
    assert both.cases.effective_rows > 1.5 * alone.cases.effective_rows


def test_conditions_are_told_in_the_language_asked_for() -> None:
    yes, path = Restriction("umbrella.consensus", values=("True",)), "policy.after_draft"
    box = Box((yes, Restriction(path, high=0.25)), coverage=0.75, density=0.5, mass=0.1, rows=9)
    with words.speaking("en"):
        assert box_in_words(box, 1) == (
            "1. When umbrella.consensus is yes; policy.after_draft is below 0.25: "
            "density 50\u00a0%, coverage 75\u00a0% (9 rows)."
        )
    with words.speaking("fr"):
        assert "umbrella.consensus vaut oui; policy.after_draft est sous 0,25" in box_in_words(
            box, 1
        )


@pytest.mark.parametrize("width", [20, 32, 40])
def test_a_long_path_breaks_after_a_dot(width: int) -> None:
    path = "ministries.mifi.service_agreement.overhead_cap"
    lines = in_lines(path, width).split("\n")
    assert "".join(line.strip() for line in lines) == path
    assert all(len(line) <= width for line in lines)
    assert all(line.endswith(".") for line in lines[:-1])
    assert in_lines("board.unheard", width) == "board.unheard"


@pytest.mark.parametrize("options", [(), ("--above", "0.5", "--below", "0.2"), ("--worst", "1.5")])
def test_discover_wants_one_condition(crossed: Path, options: tuple[str, ...]) -> None:
    result = invoke("discover", crossed, "--outcome", "mission_share", *options)
    assert result.exit_code == 2
    assert "worst" in result.output


@pytest.mark.parametrize(("samples", "methods"), [(8, ["morris"]), (32, ["lhs", "pawn"])])
def test_the_other_methods_run_to_the_end(tmp_path: Path, samples: int, methods: list[str]) -> None:
    path = written(tmp_path, f"method: lhs, samples: {samples}")
    for method in methods:  # of the same runs
        result = invoke("sensitivity", path, "--method", method, "--outcome", "mission_share",
                        "--workers", "1", "--out", tmp_path / "m")  # fmt: skip
        assert result.exit_code == 0, result.output
        assert "split.mission" in result.stdout


def test_in_french_the_screen_is_french(crossed: Path) -> None:
    result = invoke("discover", crossed, "--outcome", "mission_share", "--below", "0.3",
                    "--lang", "fr")  # fmt: skip
    assert "Quand «" in result.output
    assert "Choix les plus robustes" in result.output


@pytest.mark.parametrize("name", sorted(experiment_files.shipped()))
def test_every_shipped_study_has_its_findings_and_results_that_can_be_read(name: str) -> None:
    folder = experiment_files.shipped()[name].parent
    assert folder.name == name
    page = (folder / "README.md").read_text(encoding="utf-8")
    assert f"partnersim sweep {name}" in page
    assert "**Findings**" in page
    assert "En bref" in page
    kept = Sweep.read(folder / "results")
    experiment = experiment_files.load_experiment(name)
    reported = kept.manifest["experiment"]
    assert reported["factors"] == experiment.described()["factors"]
    assert reported["design"] == experiment.described()["design"]
    assert kept.runs_failed == 0


@pytest.mark.parametrize("method", ["pawn", "delta"])
def test_too_few_rows_are_refused_rather_than_read(tmp_path: Path, method: str) -> None:
    path = written(tmp_path, "method: lhs, samples: 8")
    result = invoke(
        "sensitivity", path, "--method", method, "--workers", "1", "--out", tmp_path / "m"
    )
    assert result.exit_code == 2
    assert f"{method} needs 32 rows of the design at least; this sweep has 8" in result.output
    assert not list((tmp_path / "m").glob("sensitivity_*"))


def test_an_index_of_a_range_that_depends_on_another_factor_is_told(tmp_path: Path) -> None:
    factors = [
        {"path": "a", "min": 0.0, "max": {"parameter": "b", "times": 1.0, "plus": 0.0}},
        {"path": "b", "min": 0.0, "max": 1.0},
    ]
    (said,) = dependent_ranges(factors)
    assert said.startswith("The range of a depends on b")


def test_the_size_of_sample_is_told_for_the_width_it_gives() -> None:
    steps = (Convergence(16, 0.4, {}), Convergence(32, 0.2, {}))
    study = OutcomeSensitivity(
        "x", "sobol", (), 32, 2, Components(1.0, 0.0, 0.0), steps, needed=512
    )
    assert "16 (±0.40); 32 (±0.20)." in list(trust(study))[1]
    assert list(trust(study))[2] == "For none wider than ±0.05 about 512 samples are needed."


# --- mistakes from Python -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("call", "problem"),
    [
        (lambda _: partnersim.run("open_door", runs=0), "runs is 0; it must be a whole number from 1"),
        (lambda _: partnersim.compare("open_door", "closed_door", runs=0), "runs is 0"),
        (lambda _: partnersim.sweep("provider_identity", workers=-1), "workers is -1"),
        (lambda done: partnersim.discover(done, "mission_share", below=0.3, method="cartt"),
         "no method 'cartt'; there are prim, cart"),
        (lambda done: partnersim.discover(done, "mission_share", below=float("nan")),
         "below is nan; it must be a finite number"),
        (lambda done: partnersim.discover(done, "mission_share", above="0.5"), "above is '0.5'"),
        (lambda done: partnersim.discover(done, "mission_share", worst=True), "worst is True"),
        (lambda done: partnersim.sensitivity(done, "sobol", workers=3), "workers has no place"),
        (lambda done: partnersim.sensitivity(done, "morris", "nothing"), "reads a design of morris"),
    ],
)  # fmt: skip
def test_mistakes_are_told_and_nothing_is_left(
    crossed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: Any, problem: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UserError, match=problem):
        call(crossed)
    assert not list(tmp_path.iterdir())


def test_what_is_returned_says_in_a_line_what_it_is(crossed: Path) -> None:
    sweep = Sweep.read(crossed)
    result = partnersim.discover(sweep, "mission_share", below=0.3)
    assert repr(sweep) == f"<Sweep in {crossed}: 72 runs, 0 failed>"
    assert repr(result) == "<Discovery of mission_share_below_0.3, prim: 1 sets of conditions>"
    assert list(result.conditions["high"]) == [result.boxes[0].restrictions[0].high]


def test_a_list_of_assumptions_that_was_cut_is_told_and_made_again(
    crossed: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(crossed, folder)
    whole = (folder / "assumptions.csv").read_text(encoding="utf-8")
    for text in (whole[: len(whole) // 2], None):
        if text is None:
            (folder / "assumptions.csv").unlink()
        else:
            (folder / "assumptions.csv").write_text(text, encoding="utf-8")
        with pytest.raises(UserError, match=r"assumptions\.csv is damaged"):
            Sweep.read(folder)
        experiment = written(tmp_path, "method: crossed, samples: 3, settings: 12")
        partnersim.sweep(experiment, out=folder, resume=True, workers=1)
        assert (folder / "assumptions.csv").read_text(encoding="utf-8") == whole
