"""Sensitivity and discovery over real sweeps, from the command line and from Python."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

import partnersim
from partnersim.analysis.discovery.boxes import Box, Restriction
from partnersim.analysis.sweeps import reading
from partnersim.cli.main import cli
from partnersim.language import UserError, use
from partnersim.report import words
from partnersim.report.discovery_table import box_in_words
from partnersim.report.factors import in_lines
from partnersim.results.swept import Sweep

EXPERIMENT = """
title: {{en: A small study, fr: Une petite étude}}
scenario: mifi_status_quo
levers:
  ministries.mifi.split.mission: {{min: 0.05, max: 0.60}}
  ministries.mifi.accountability.burden: {{min: 0.1, max: 0.9}}
uncertainties:
  hours.slack_to_mission_provider:
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


def invoke(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(one) for one in arguments])


@pytest.fixture(scope="module")
def crossed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished sweep of six choices in five worlds."""
    folder = tmp_path_factory.mktemp("crossed")
    path = written(folder, "method: crossed, samples: 5, settings: 6")
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
    assert "of service providers gives to the mission" in " ".join(first.stdout.split())
    assert "samples" in first.stdout
    manifest = Sweep.read(tmp_path / "s").manifest
    assert manifest["experiment"]["design"]["method"] == "saltelli"
    assert manifest["experiment"]["design"]["samples"] == 8
    table = pq.read_table(tmp_path / "s" / "sensitivity_sobol.parquet")
    assert table.schema.field("value").metadata[b"unit"] == b"index"
    frame = table.to_pandas()
    totals = frame[(frame["outcome"] == "mission_share") & (frame["kind"] == "total")]
    found = totals.set_index("factor")
    split = found.loc["ministries.mifi.split.mission"]
    assert split["value"] == pytest.approx(1.0, abs=0.35)  # the share is what the split says
    assert split["detectable"]
    assert not found.loc["hours.slack_to_mission_provider"]["detectable"]
    again = invoke(*arguments, "--resume")
    assert again.exit_code == 0, again.output
    pd.testing.assert_frame_equal(
        pq.read_table(tmp_path / "s" / "sensitivity_sobol.parquet").to_pandas(), frame
    )
    assert (tmp_path / "s" / "sensitivity_sobol_mission_share.png").stat().st_size > 10_000


def test_groups_have_one_index_together(tmp_path: Path) -> None:
    groups = (
        "groups: {ministry: [ministries.mifi.split.mission, ministries.mifi.accountability.burden]}"
    )
    path = written(tmp_path, "method: saltelli, samples: 4", groups)
    found = partnersim.sensitivity(path, "sobol", ["mission_share"], workers=1, out=tmp_path / "g")
    assert found.sweep.manifest["runs"] == 4 * (2 + 2) * 2
    names = set(found.indices["factor"])
    assert names == {"ministry", "hours.slack_to_mission_provider"}
    assert found.indices.attrs["units"]["value"] == "index"


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ("groups: {a: [ministries.mifi.split.misson]}", r"groups\.a.*not varied here.*mission"),
        ("groups: {a: [hours.slack_to_mission_provider], b: [hours.slack_to_mission_provider]}",
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
    assert "lie below 0.30?" in result.output
    assert "split.mission is below" in result.output
    told = "Split of the envelope over the three instruments: mission"
    assert told in " ".join(result.output.split())  # wrapped
    assert "Most robust choices" in result.output
    assert (crossed / "discover_mission_share.png").exists()


def test_discovery_from_python_knows_regret_only_where_choices_are_crossed(crossed: Path) -> None:
    found = partnersim.discover(crossed, "mission_share", below=0.3)
    assert found.regret is not None
    assert len(found.regret) == 6
    best = found.regret.iloc[0]
    assert (
        best["ministries.mifi.split.mission"] == found.regret["ministries.mifi.split.mission"].max()
    )
    assert best["regret_in_most_worlds"] == pytest.approx(0.0, abs=1e-9)
    assert "coverage 100" in box_in_words(found.boxes[0], 1)
    twice = partnersim.discover([crossed, crossed], "mission_share", below=0.3)
    assert len(twice.cases.outcome) == 2 * len(found.cases.outcome)
    assert twice.regret is None


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
    assert in_lines("identity.doing", width) == "identity.doing"


@pytest.mark.parametrize("options", [(), ("--above", "0.5", "--below", "0.2"), ("--worst", "1.5")])
def test_discover_wants_one_condition(crossed: Path, options: tuple[str, ...]) -> None:
    result = invoke("discover", crossed, "--outcome", "mission_share", *options)
    assert result.exit_code == 2
    assert "worst" in result.output


@pytest.mark.parametrize("method", ["morris", "lhs", "pawn"])
def test_the_other_methods_run_to_the_end(tmp_path: Path, method: str) -> None:
    path = written(tmp_path, "method: lhs, samples: 12")
    result = invoke("sensitivity", path, "--method", method, "--outcome", "mission_share",
                    "--workers", "1", "--out", tmp_path / "m")  # fmt: skip
    assert result.exit_code == 0, result.output
    assert "split.mission" in result.stdout


def test_in_french_the_screen_is_french(crossed: Path) -> None:
    result = invoke("discover", crossed, "--outcome", "mission_share", "--below", "0.3",
                    "--lang", "fr")  # fmt: skip
    assert "Quand «" in result.output
    assert "Choix les plus robustes" in result.output


@pytest.mark.parametrize("name", sorted(reading.shipped()))
def test_every_shipped_study_has_its_findings_and_results_that_can_be_read(name: str) -> None:
    folder = reading.shipped()[name].parent
    assert folder.name == name
    page = (folder / "README.md").read_text(encoding="utf-8")
    assert f"partnersim sweep {name}" in page
    assert "**Findings**" in page
    assert "En bref" in page
    kept = Sweep.read(folder / "results")
    experiment = reading.load_experiment(name)
    told = kept.manifest["experiment"]
    assert told["factors"] == experiment.described()["factors"]
    assert told["design"] == experiment.described()["design"]
    assert kept.runs_failed == 0
