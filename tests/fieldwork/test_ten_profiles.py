"""The ten of the thesis beside those of a run: what holds, what agrees, and that shuffled letters do not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner

from partnersim.cli.main import cli
from partnersim.evidence import told_profiles as ten
from partnersim.evidence.told_profiles import FACTS, LETTERS, Told, fact
from partnersim.fieldwork import ten_profiles
from partnersim.language import use
from partnersim.scenario.loading import load
from studies.saved import rows_of

SAVED = rows_of("profiles_agreement")  # read before tests go elsewhere
SMALL = ("--runs", "2", "--years", "1", "--scale", "1000")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    use("en")
    yield
    use("en")


def as_told(noise: float = 0.0, runs: int = 3) -> np.ndarray:
    """Values in which every told fact holds (runs, facts, letters)."""
    random = np.random.default_rng(1)
    values = np.full((runs, len(FACTS), len(LETTERS)), 0.5)
    for f, each in enumerate(FACTS):
        for one in ten.told():
            if one.fact != each.name:
                continue
            k = LETTERS.index(one.organization)
            if one.low is not None and one.high is not None:
                values[:, f, k] = (one.low + one.high) / 2.0
            elif one.level is not None:
                values[:, f, k] = 0.5 + 0.4 * one.level
    return values + noise * random.standard_normal(values.shape)


def test_every_told_fact_is_known_and_can_fail() -> None:
    for each in ten.told():
        assert each.organization in LETTERS
        assert fact(each.fact).name == each.fact
        assert each.where.startswith(
            (f"ch. 4 ({each.organization})", f"ch. 5 ({each.organization})")
        )
        assert len(each.paragraph.split()) >= 3
        assert (each.low is None) == (each.high is None)
        assert each.level in (-1, 0, 1) or (each.level is None and each.low is not None)
    assert len({(each.organization, each.fact) for each in ten.told()}) == len(ten.told())


@pytest.mark.parametrize(
    ("told", "values", "held"),
    [
        (Told("A", "ministry_share", None, 0.5, 0.7, "", ""), [0.6, 0.8, np.nan], [1, 0, np.nan]),
        (Told("A", "mission_support", 1, None, None, "", ""), [1.0, 0.0, np.nan], [1, 0, np.nan]),
        (Told("A", "mission_support", -1, None, None, "", ""), [1.0, 0.0, np.nan], [0, 1, np.nan]),
        (Told("A", "access", 1, None, None, "", ""), [1.0, 0.0, 0.0], [1, 0, 0]),
        (Told("A", "access", -1, None, None, "", ""), [1.0, 0.0, 0.0], [0, 1, 1]),
    ],
)
def test_when_a_fact_holds(told: Told, values: list[float], held: list[float]) -> None:
    np.testing.assert_array_equal(ten.holds(told, np.array([values])), [held])


@pytest.mark.long
def test_what_is_as_told_agrees_beyond_chance_and_shuffled_letters_do_not() -> None:
    told = ten.profiles_of(as_told())
    assert told.held > 0.9  # a level that as many share as not has no other side of the median
    assert told.held_as_well < 0.001
    assert told.agreement > 0.95
    assert told.as_well < 0.001
    order = np.random.default_rng(4).permutation(len(LETTERS))
    shuffled = ten.profiles_of(as_told()[:, :, order])
    assert shuffled.agreement < 0.5
    assert shuffled.as_well > 0.05
    assert shuffled.held < told.held - 0.2
    noise = ten.profiles_of(as_told(100.0))
    assert noise.as_well > 0.05


@pytest.mark.long
def test_agreement_emerges_or_fails_where_it_is_and_hardly_ever_by_chance() -> None:
    told = ten.profiles_of(as_told())
    assert ten.verdict_of(told.low, told.high) == "emerges"
    assert ten.wrong_sign_of(told.low, told.high) == "fails"
    reversed_ = ten.profiles_of(1.0 - as_told())
    assert ten.verdict_of(reversed_.low, reversed_.high) == "fails"
    assert ten.wrong_sign_of(reversed_.low, reversed_.high) == "emerges"
    random = np.random.default_rng(11)
    shape = (1, len(FACTS), len(LETTERS))
    by_chance = [ten.profiles_of(random.standard_normal(shape)) for _ in range(20)]
    found = [ten.verdict_of(each.low, each.high) for each in by_chance]
    assert found.count("not decided") >= 19


@pytest.mark.long
def test_what_a_profile_fixes_counts_in_no_verdict() -> None:
    values = as_told()
    other = values.copy()
    fixed = [n for n, each in enumerate(FACTS) if each.fixed]
    other[:, fixed] = 0.0
    one, two = ten.profiles_of(values), ten.profiles_of(other)
    assert one.summary() == two.summary()
    assert [row.held for row in one.rows] != [row.held for row in two.rows]


def test_an_organization_that_has_closed_counts_in_no_run_of_its_own() -> None:
    values = as_told(runs=2)
    values[1, :, LETTERS.index("B")] = np.nan
    rows = [row for row in ten.profiles_of(values).rows if row.told.organization == "B"]
    assert all(row.held == 1.0 for row in rows if ten.is_tested(row.told))


def test_the_command_says_and_keeps_what_it_finds() -> None:
    result = CliRunner().invoke(cli, ["profiles", *SMALL, "--out", "ten"])
    assert result.exit_code == 0, result.output
    assert "Of what no profile fixes" in result.output
    assert all(len(line) <= 80 for line in result.stdout.splitlines())
    table = pd.read_csv("ten/profiles.csv")
    assert len(table) == len(ten.told())
    assert table["held_share"].between(0, 1).sum() > 40
    kept = json.loads(Path("ten/manifest.json").read_text())["profiles"]
    assert kept["runs"] == 2
    assert set(kept["by_fact"]) == {"mission_support", "reporting_time", "felt_burden", "access",
                                    "advocacy", "members", "calls_itself_provider"}  # fmt: skip
    names = {path.name for path in Path("ten").iterdir()}
    assert names >= {
        "profiles.csv",
        "profiles.png",
        "profiles.svg",
        "screen.txt",
        "assumptions.csv",
    }


def test_in_french_nothing_is_english() -> None:
    result = CliRunner().invoke(cli, ["profiles", *SMALL, "--lang", "fr", "--out", "dix"])
    assert result.exit_code == 0, result.output
    for word in ("high", "low", "between", "Budget that", "Direct access"):
        assert word not in Path("dix/screen.txt").read_text()
    assert "De ce qu'aucun profil ne fixe" in result.output.replace("\n", " ")


@pytest.mark.parametrize(
    ("scenario", "asked", "month"),
    [
        ("mifi_2010_2024", None, "2020-09"),
        ("mifi_status_quo", None, "2020-03"),  # its years end before the interviews
        ("mifi_status_quo", "2015-06", "2015-06"),
        ("mifi_status_quo", "2010-04", "2010-04"),
        ("mifi_status_quo", "2020-03", "2020-03"),
    ],
)
def test_the_month_is_that_of_the_interviews_or_the_last_or_the_one_asked_for(
    scenario: str, asked: str | None, month: str
) -> None:
    assert str(ten_profiles.month_in(load(scenario), asked)) == month


def test_asked_for_the_wrong_way_round_the_saved_ten_are_not_as_expected() -> None:
    assert [ten.wrong_sign_of(*ends) for ends in ((0.2, 0.6), (-0.6, -0.2))] == ["fails", "emerges"]
    assert len(SAVED) == 4
    for case in SAVED:
        low, high = float(case["low"]), float(case["high"])
        assert case["wrong_sign"] == ten.wrong_sign_of(low, high)
        assert case["wrong_sign"] != "emerges", case["case"]


@pytest.mark.parametrize("wrong", ["2010-03", "2020-04", "2020-13", "September 2020", ""])
@pytest.mark.parametrize(
    ("language", "said"), [("en", "go from 2010-04"), ("fr", "vont de 2010-04")]
)
def test_a_month_outside_of_the_years_is_refused(wrong: str, language: str, said: str) -> None:
    result = CliRunner().invoke(cli, ["profiles", "--month", wrong, "--lang", language])
    assert result.exit_code == 2
    told = result.output.replace("\n", " ")
    assert f"{wrong!r}" in told
    assert said in told


def test_the_month_is_lived_to_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ten, "SHUFFLES", 50)
    runs = {}
    for month in ("2010-05", "2011-03"):
        result = CliRunner().invoke(cli, ["profiles", *SMALL, "--month", month, "--out", month])
        assert result.exit_code == 0, result.output
        runs[month] = pd.read_csv(f"{month}/profiles.csv")["mean"]
        kept = json.loads(Path(f"{month}/manifest.json").read_text())["profiles"]
        assert kept["month"] == month
    assert "May 2010" in Path("2010-05/screen.txt").read_text().splitlines()[0]
    assert "May 2010" in Path("2010-05/profiles.svg").read_text()
    assert not runs["2010-05"].equals(runs["2011-03"])
    CliRunner().invoke(cli, ["profiles", *SMALL, "--out", "last"])
    assert pd.read_csv("last/profiles.csv")["mean"].equals(runs["2011-03"])


def test_where_the_ten_are_not_it_is_said() -> None:
    result = CliRunner().invoke(cli, ["profiles", "lip_huron", *SMALL])
    assert result.exit_code == 2
    assert "the ten organisations of the thesis are not in it" in result.output.replace("\n", " ")
