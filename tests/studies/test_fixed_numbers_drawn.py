"""Fixed numbers are drawn by run and name, within bounds; what is left out is left out by its declaration."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from partnersim.analysis.runs.paired_runs import do
from partnersim.analysis.validation.part_verdict import PartVerdict
from partnersim.analysis.validation.verdicts import jobs_by_case, saved
from partnersim.declarations import Role, Scope
from partnersim.evidence.patterns import patterns
from partnersim.evidence.registry import by_path
from partnersim.language import UserError, use
from partnersim.report.formatting.verdicts import name_of
from partnersim.scenario.loading import load
from partnersim.scenario.parameter_groups import parameters
from studies import fixed_numbers_drawn as study
from studies.fixed_numbers_drawn import (
    BROKE_OFF,
    CLOSED,
    attempted,
    drawn,
    ends,
    fixed_numbers,
    found_in,
    headlines,
    impossible,
    jobs,
    not_drawn,
    weak_settings,
    with_drawn,
)
from studies.pages.patterns_table import changed, table, with_fixed_numbers_drawn
from studies.saved import FIXED_NUMBERS, PRIOR_VERDICTS, rows_of

SEED = 5
LATER = {"years": 1, "scale": 1000.0}


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    use("en")
    yield
    use("en")


def value_of(settings: Any, path: str) -> float:
    group, _, name = path.partition(".")
    return float(settings.parameters[group][name])


def test_all_cases_of_a_run_share_its_draws_and_runs_do_not() -> None:
    first, second = (load(name) for name in ("mifi_status_quo", "prsca_second_draft"))
    one, other = (with_drawn(each, SEED, 3) for each in (first, second))
    later = with_drawn(first, SEED, 4)
    for path, value in drawn(SEED, 3).items():
        assert value_of(one, path) == value_of(other, path) == value, path
    apart = sum(value_of(one, path) != value_of(later, path) for path in fixed_numbers())
    assert apart > 0.9 * len(fixed_numbers())


def test_every_case_of_a_run_is_given_them_and_keeps_its_levers() -> None:
    which = [pattern for pattern in patterns() if pattern.id == "P8"]
    own, with_them = (make(which, 2, SEED) for make in (jobs_by_case, jobs))
    assert len(own) == len(with_them) == 1
    for before, after in zip(own, with_them, strict=True):
        for job, other in zip(before, after, strict=True):
            assert other.settings == with_drawn(job.settings, SEED, job.run)
            assert other.settings.parameters != job.settings.parameters
            assert other.settings.funders == job.settings.funders


def test_draws_lie_from_half_to_double_within_bounds_and_whole_numbers_stay_whole() -> None:
    values = [drawn(SEED, run) for run in range(60)]
    for path, (group, parameter) in fixed_numbers().items():
        least, most = parameter.bounds or (math.nan, math.nan)
        low, high = ends(parameter)
        own = np.array([each[path] for each in values])
        assert least <= own.min() < own.max() <= most, path
        # a pair that must increase is put in order, each end of it within the ends of one of both
        ordered = any(parameter.name in names for names in group.increasing)
        assert ordered or (low <= own.min() + 0.5 and own.max() <= high + 0.5), path
        whole = isinstance(parameter.default, int)
        assert whole == bool((own == np.round(own)).all()), path
        assert ordered or whole or abs(np.log(own / math.sqrt(low * high)).mean()) < 0.25, path
    below, above = (f"self_perception.{name}" for name in ("provider_below", "partner_above"))
    assert all(each[below] < each[above] for each in values)


def test_what_is_drawn_is_weak_and_nobody_chooses_or_draws_it_already() -> None:
    graded = by_path()
    for path, (group, parameter) in fixed_numbers().items():
        assert parameter.role is Role.SETTING, path
        assert graded[path].grade in ("C", "D"), path
        assert group.scope is Scope.MODEL, path
        assert isinstance(parameter.default, int | float), path
        assert not isinstance(parameter.default, bool), path


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("umbrella.board_seats", "a count"),
        ("survival.selection", "yes or no, or a choice"),
        ("population.jurisdiction", "yes or no, or a choice"),
        ("programmes.*.first_year", "stands in an entry"),
        ("places.*.newcomers_a_year", "stands in an entry"),
        ("staff.credit", "moves no measure"),
        ("typology_bruneau.autonomy_cut", "moves no measure"),
        ("survival.months_unpaid", ""),
        ("policy.pace", ""),
        ("partnership_progress.pace", ""),
        ("crisis.later_share", ""),
    ],
)
def test_why_a_weak_setting_is_not_drawn(path: str, why: str) -> None:
    assert not_drawn(path, *weak_settings()[path]) == why


def test_levers_and_unknowns_and_what_is_read_are_no_weak_settings() -> None:
    for path, (_, parameter) in parameters().items():
        if parameter.role is not Role.SETTING or by_path()[path].grade in ("A", "B"):
            assert path not in weak_settings()
    group, parameter = fixed_numbers()["policy.pace"]
    assert not_drawn("policy.pace", group, replace(parameter, default=0.0)) == "zero"


def test_what_a_case_states_stands() -> None:
    stated = load("mifi_status_quo", ["policy.pace=0.01"])
    assert value_of(with_drawn(stated, SEED, 1), "policy.pace") == 0.01


def test_a_run_that_is_impossible_in_one_case_is_left_out_of_all() -> None:
    which = [replace(headlines(), parts=headlines().parts[:1])]
    assert impossible([np.zeros(2), CLOSED]) == "closed"
    assert impossible([BROKE_OFF.copy(), CLOSED]) == "broke off"
    assert not impossible([np.zeros(2), np.ones(2)])
    number = len(headlines().parts)
    usual = [np.zeros(number), np.zeros(number)]

    def results(policy: float) -> list[np.ndarray]:
        first = np.full(number, policy)  # the cases of headlines are those of `which`, in its order
        return [first, np.zeros(number)]

    rounds = [(results(x), usual) for x in (1.0, 2.0, 3.0)]
    broken = ([CLOSED, np.zeros(number)], usual)
    found = found_in([], [*rounds, broken])
    assert found.left_out == {"closed": 1}
    assert found.bands[0].middle == 2.0
    assert found.usual[0].middle == 0.0
    assert which[0].parts[0].case != which[0].parts[0].against


@pytest.mark.slow
def test_a_run_breaks_off_or_closes_instead_of_ending_the_study(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    job = jobs([headlines()], 1, SEED, **LATER)[0][0]

    def refused(_: Any) -> None:
        raise UserError("nothing goes together")

    assert np.isfinite(attempted(job)).all()
    np.testing.assert_array_equal(attempted(job), do(job))
    monkeypatch.setattr(study, "FEWEST_STANDING", 10.0)
    assert attempted(job) is CLOSED
    assert attempted(replace(job, prepare=refused)) is BROKE_OFF
    assert "nothing goes together" in capsys.readouterr().err


@pytest.fixture(scope="module")
def judged() -> list[PartVerdict]:
    return saved(PRIOR_VERDICTS)


def test_every_part_is_judged_and_the_page_shows_what_changes(judged: list[PartVerdict]) -> None:
    then = with_fixed_numbers_drawn(judged)
    assert set(then) == {verdict.name for verdict in judged}
    changes = [each for each in judged if changed(each, then)]
    assert changes
    alone = next(each for each in judged if each.said == "may be chance")
    lucky = {alone.name: replace(then[alone.name], verdict="emerges", stands=False)}
    assert changed(replace(alone, verdict="fails"), lucky) != "emerges"  # under its own limit
    page = Path("docs/patterns.md").read_text(encoding="utf-8")
    for verdict in judged:
        (row,) = re.findall(rf"^\| \*?{re.escape(name_of(verdict))}\*?†?: .*$", page, re.MULTILINE)
        last = re.split(r"(?<!\\)\|", row)[-2].strip()
        assert last == changed(verdict, then), verdict.name


def test_the_page_does_without_the_study(
    judged: list[PartVerdict], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("studies.saved.FIXED_NUMBERS", tmp_path / "not_there.csv")
    assert with_fixed_numbers_drawn(judged) == {}
    assert all(line.endswith("|  |") for line in table(judged, {}).splitlines()[2:])


def test_saved_verdicts_follow_from_the_saved_intervals() -> None:
    expected = {f"{p.id}.{part.id}": part.expected for p in patterns() for part in p.parts}
    assert FIXED_NUMBERS.is_file()
    for row in rows_of("fixed_numbers"):
        low, high = float(row["low"]), float(row["high"])
        assert expected[row["part"]].judge(low, high) == row["then"], row["part"]
