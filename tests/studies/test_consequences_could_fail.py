"""Of the statements of consequences: whether single draws could have made them fail."""

from __future__ import annotations

import importlib
import math
from pathlib import Path

import numpy as np
import pytest

from partnersim.language import LANGUAGES
from studies.consequences import could_fail, pages, statements

WORDS = Path(pages.__file__).with_name("words.yaml")


def test_runs_and_statements_are_those_of_the_studies() -> None:
    for study, (runs, names) in could_fail.MEANS.items():
        assert runs == importlib.import_module(f"studies.consequences.{study}").RUNS, study
        assert set(names) <= set(statements.expectations()[study]["statements"]), study


@pytest.mark.parametrize("side", ["at_least", "at_most"])
def test_the_share_is_that_of_draws_beyond_the_limit(side: str) -> None:
    draws = np.random.default_rng(8).normal(0.4, 0.5, 40)
    found = statements.mean_of(draws)
    row = {"statement": "news", "value": found.mean, "low": found.low, "high": found.high}
    share = could_fail.other_side("umbrella", row, {side: 0.02})
    beyond = draws < 0.02 if side == "at_least" else draws > 0.02
    assert share == pytest.approx(beyond.mean(), abs=0.12)
    assert abs(share - 0.5) > 0.15  # the sides differ


def test_a_number_of_all_draws_at_once_tells_no_share() -> None:
    row = {"statement": "agreements", "value": 0.1, "low": 0.0, "high": 0.2}
    assert math.isnan(could_fail.other_side("umbrella", row, {"at_least": 0.02}))
    for verdict in ("holds", "fails"):
        unknown = row | {"verdict": verdict}
        assert not could_fail.could_hardly_fail("umbrella", unknown, NEWS)
        assert not could_fail.could_hardly_hold("umbrella", unknown, NEWS)


def test_draws_of_the_paradox_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(could_fail, "DATA", tmp_path)
    (tmp_path / "paradox_runs.csv").write_text(
        "run,freed_money,mission_money,freed_light,mission_light\n"
        "0,10,5,10,6\n1,10,5,10,5\n2,10,5,10,1\n3,10,1,10,2\n",
        encoding="utf-8",
    )
    row = {"statement": "paradox", "value": 0.0, "low": 0.0, "high": 0.0}
    assert could_fail.other_side("paradox", row, {"at_least": 0.02}) == 0.5
    row["statement"] = "mission_part_of_light_terms"
    assert could_fail.other_side("paradox", row, {"at_least": 0.2}) == 0.25


@pytest.mark.parametrize(
    ("study", "statement", "met"),
    [
        ("history", {"at_most": 0.05}, True),
        ("history", {"at_least": 0.02}, False),
        ("proximity_and_drift", {"at_least": -0.02}, True),
        ("freezing", {"at_most": 0.5}, False),  # no difference: a part of one
    ],
)
def test_a_difference_of_zero_meets_what_leaves_room_for_it(
    study: str, statement: dict[str, float], met: bool
) -> None:
    assert could_fail.met_by_nothing(study, statement) is met


NEWS = {"at_least": 0.02}


@pytest.mark.parametrize(
    ("verdict", "high", "hardly"),
    [("holds", 0.18, True), ("holds", 0.30, False), ("fails", 0.18, False)],
)
def test_only_what_holds_bears_the_mark(verdict: str, high: float, hardly: bool) -> None:
    row = {"statement": "news", "value": 0.17, "low": 0.34 - high, "high": high, "verdict": verdict}
    assert could_fail.could_hardly_fail("umbrella", row, NEWS) is hardly


@pytest.mark.parametrize(
    ("verdict", "high", "hardly"),
    [("fails", -0.16, True), ("fails", 0.01, False), ("holds", -0.16, False)],
)
def test_only_what_fails_bears_the_mirror_mark(verdict: str, high: float, hardly: bool) -> None:
    row = {"statement": "news", "value": -0.17, "low": -0.34 - high, "high": high}
    assert could_fail.could_hardly_hold("umbrella", row | {"verdict": verdict}, NEWS) is hardly


def test_what_is_not_met_without_choices_could_have_failed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(could_fail, "DATA", tmp_path)
    row = {
        "statement": "invited_again",
        "value": 0.43,
        "low": 0.42,
        "high": 0.44,
        "verdict": "holds",
    }
    for among_the_willing, met in ((0.37, False), (0.39, True)):
        (tmp_path / "impulses_invited_again.csv").write_text(
            f"case,share\nby lot among the willing,{among_the_willing}\nby lot among all,0.18\n",
            encoding="utf-8",
        )
        asked = {"at_least": 0.2}
        assert could_fail.met_without_choices("impulses", "invited_again", asked) is met
        assert could_fail.could_hardly_fail("impulses", row, asked) is met
    (tmp_path / "nulls_scores.csv").write_text("outcome,lagged_share\nawards,0.3\n")
    statement = "awards_against_a_lottery"
    assert could_fail.met_without_choices("nulls", statement, {"at_least": 0.1})
    assert could_fail.met_without_choices("nulls", statement, {"at_least": 0.4}) is False
    assert could_fail.met_without_choices("umbrella", "news", NEWS) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_say_what_is_counted_and_count_nothing_that_could_hardly_fail(language: str) -> None:
    say = statements.yaml_of(WORDS)[language]
    contents = (pages.FOLDER / pages._file("README", language)).read_text(encoding="utf-8")
    rows = [row for row in contents.splitlines() if " / " in row]
    totals = [0, 0]
    for study, line in zip(statements.expectations(), rows, strict=False):
        text = (pages.FOLDER / pages._file(study, language)).read_text(encoding="utf-8")
        hardly = text.count(f"; {say['hardly']}")
        assert hardly == len(pages.marked(study, could_fail.could_hardly_fail)), study
        assert text.count(f"; {say['hardly_hold']}") == len(
            pages.marked(study, could_fail.could_hardly_hold)
        )
        verdicts = [row["verdict"] for row in pages.verdicts_of(study)]
        held, of = verdicts.count("holds") - hardly, len(verdicts) - hardly
        assert f"| {held} / {of} |" in line, study
        totals = [totals[0] + held, totals[1] + of]
        assert " ".join(say["processor"].split()) in text
    assert f"| {totals[0]} / {totals[1]} |" in rows[-1]
    assert " ".join(say["counted"].split()) in contents
