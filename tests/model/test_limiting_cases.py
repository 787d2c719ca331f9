"""Limiting cases of money, people and rules: what must happen to organisations in each.

Each case is the status quo with one thing at its end, eight years of it, on the same seeds as the status quo.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from partnersim.model import PartnershipModel
from partnersim.scenario.loading import load

STATUS_QUO = "mifi_status_quo"
GOVERNMENTS = [name for name, funder in load(STATUS_QUO).funders.items() if funder.is_ministry]
RUNS = 3
SWING = 0.1  # of the mean award: what goes down and comes back, or the other way


def everywhere(path: str, value: Any) -> dict[str, Any]:
    """A lever of every government."""
    return {f"ministries.{name}.{path}": value for name in GOVERNMENTS}


def money(multiple: float) -> dict[str, Any]:
    """So many times the envelopes of the status quo."""
    return {
        f"ministries.{name}.envelope": multiple * funder.values["funding"]["envelope"]
        for name, funder in load(STATUS_QUO).funders.items()
        if name in GOVERNMENTS
    }


def reports(multiple: float) -> dict[str, Any]:
    """So many times the hours of records, reports, visits and nominative data."""
    levers = everywhere("accountability.visits_a_year", 2.5 * multiple)
    for name in ("record_time", "report_time", "nominative_data"):
        levers |= everywhere(f"accountability.{name}", multiple)
    return levers


def split(mission: float) -> dict[str, Any]:
    """All money to the mission of everyone, or to service agreements alone."""
    shares = {"mission": mission, "service_agreement": 1.0 - mission, "project": 0.0}
    return everywhere("split", shares) | everywhere("mission_grant.coverage", 1.0)


CASES: dict[str, dict[str, Any]] = {
    "base": {},
    "no_money": money(0.0),
    "twice_the_money": money(2.0),
    "ten_times_the_money": money(10.0),
    "no_newcomers": {"arrivals.level": 0.0, "years": 16},
    "ten_times_the_newcomers": {"arrivals.level": 10.0},
    "no_reports": reports(0.0),
    "five_times_the_reports": reports(5.0),
    "doors_shut": everywhere("consultation.access", 0.0) | {"conversations.a_year": 0.0},
    "all_invited": everywhere("consultation.access", 1.0)
    | everywhere("consultation.by_lot", 1.0)
    | {"consultation.seats_at_full_access": 1000.0},
    "all_mission": split(1.0),
    "all_agreements": split(0.0),
    "late": everywhere("service_agreement.payment_lag_months", 12),
    "no_umbrella": {"population.umbrella_members": 0.0},
    "one_organization": {"population.organizations": 1},
    "forty_years": {"years": 40},
}


@dataclass
class Lived:
    """One run of a case: measures by month, what agreements come to each year, who closed."""

    rows: NDArray[np.void]
    awards: NDArray[np.float64]
    closed: frozenset[int]


@functools.cache
def runs_of(case: str, runs: int = RUNS) -> list[Lived]:
    """A few runs with drawn parameters, ledgers checked every month."""
    lived = []
    for run in range(runs):
        model = PartnershipModel(
            STATUS_QUO, seed=5, run=run, uncertainty="prior", check_ledgers=True,
            settings={"years": 8, "scale": 500.0} | CASES[case],
        )  # fmt: skip
        world = model.world
        of, awards, closed = world.instrument("service_agreement"), [], set()
        before = world.organizations["alive"].copy()
        while world.now < world.calendar.months:
            model.step()
            alive = world.organizations["alive"]
            closed |= set(np.flatnonzero(before & ~alive).tolist())
            before = alive.copy()
            if world.now % 12 == 1:
                awards.append(float(world.amounts_by_instrument[..., of].sum()))
        spin_up = world.calendar.spin_up_months // 12
        lived.append(
            Lived(model.recorder.sector.copy(), np.array(awards[spin_up:]), frozenset(closed))
        )
    return lived


def last_year(case: str, measure: str) -> float:
    """Mean over the last twelve months of the runs."""
    return float(np.mean([np.mean(lived.rows[measure][-12:]) for lived in runs_of(case)]))


def ratio(case: str, measure: str) -> float:
    """Against the status quo."""
    return last_year(case, measure) / last_year("base", measure)


def swing(awards: NDArray[np.float64]) -> float:
    """The largest fall that is followed by a rise, or the other way, as a share of the mean award."""
    steps = np.diff(awards)
    back = np.where(steps[:-1] * steps[1:] < 0.0, np.minimum(*np.abs([steps[:-1], steps[1:]])), 0.0)
    return float(back.max() / max(awards.mean(), 1.0))


def test_what_comes_back_is_a_swing_and_what_grows_or_falls_is_none() -> None:
    assert swing(np.array([10.0, 0.0, 10.0, 0.0])) == 2.0
    assert swing(np.array([10.0, 9.0, 12.0])) == pytest.approx(3.0 / 31.0)
    assert swing(np.array([1.0, 2.0, 30.0, 40.0])) == swing(np.array([30.0, 8.0, 0.0, 0.0])) == 0.0


@pytest.mark.parametrize("case", CASES)
def test_every_case_lives_and_balances(case: str) -> None:
    for lived in runs_of(case):
        assert (lived.rows["organizations_alive"] >= 1.0).all()
        for share in ("identity_mean", "capacity", "autonomy_index", "refused_share"):
            assert lived.rows[share].min() >= 0.0
            assert lived.rows[share].max() <= 1.0


# --- money ----------------------------------------------------------------------------------------


def test_without_government_money_there_is_less_of_everything() -> None:
    assert ratio("no_money", "staff_total") < 0.6
    assert ratio("no_money", "mission_hours") < 0.8
    assert ratio("no_money", "served_share") < 0.8
    assert last_year("no_money", "with_agreement") == 0.0
    assert last_year("no_money", "reporting_share") < 0.001  # donors ask a little


def test_without_government_money_there_is_less_freedom() -> None:
    assert last_year("no_money", "autonomy_index") < last_year("base", "autonomy_index") - 0.05


@pytest.mark.parametrize(
    ("case", "staff"), [("twice_the_money", 1.15), ("ten_times_the_money", 2.0)]
)
def test_more_money_is_more_work(case: str, staff: float) -> None:
    assert ratio(case, "staff_total") > staff
    assert ratio(case, "mission_hours") > 1.2
    assert last_year(case, "refused_share") < last_year("base", "refused_share")
    closed, usual = (sum(len(lived.closed) for lived in runs_of(name)) for name in (case, "base"))
    assert closed < usual


@pytest.mark.xfail(
    strict=True,
    reason="others who grow draw the people whom small organisations need for their targets: over 30 runs 41 of the "
    "791 that close under twice the money, 30 of 565 under ten times, live on the usual one",
)
@pytest.mark.parametrize("case", ["twice_the_money", "ten_times_the_money"])
def test_more_money_closes_nobody(case: str) -> None:
    for more, usual in zip(runs_of(case, 10), runs_of("base", 10), strict=True):
        assert more.closed <= usual.closed


@pytest.mark.parametrize("case", [name for name in CASES if name != "one_organization"])
def test_awards_do_not_swing(case: str) -> None:
    for lived in runs_of(case):
        assert swing(lived.awards) < SWING


def test_late_money_makes_staff_leave_and_closes_no_sector() -> None:
    assert ratio("late", "organizations_alive") > 0.9
    assert ratio("late", "gap_share") > 1.05
    for late, usual in zip(runs_of("late"), runs_of("base"), strict=True):
        assert late.rows["staff_turnover"].mean() > usual.rows["staff_turnover"].mean()


def test_all_mission_and_all_agreements_pull_apart() -> None:
    free, usual, tied = "all_mission", "base", "all_agreements"
    for more in ("identity_mean", "mission_hours", "served_at_own_expense", "autonomy_index"):
        assert last_year(free, more) > last_year(usual, more) > last_year(tied, more), more
    for less in ("service_provider_share", "reporting_share"):
        assert last_year(free, less) < last_year(usual, less) < last_year(tied, less), less
    assert last_year(free, "with_agreement") == last_year(tied, "mission_share") == 0.0


# --- people ---------------------------------------------------------------------------------------


def test_without_newcomers_awards_go_for_good_and_the_mission_with_them() -> None:
    """Never more than the year before, but for one smallest agreement that the last who ask would fill."""
    smallest = 80.0 * 300.0
    for lived in runs_of("no_newcomers"):
        assert (
            np.diff(lived.awards)[1:] <= smallest
        ).all()  # the first April counts last year's doors
        assert lived.awards[-6:].max() == 0.0  # people are followed for six years
    assert last_year("no_newcomers", "served_share") == 0.0
    assert ratio("no_newcomers", "mission_hours") < 0.3
    assert ratio("no_newcomers", "members_total") < 0.1


def test_ten_times_the_newcomers_wait_longer_for_the_same_posts() -> None:
    many = "ten_times_the_newcomers"
    assert 0.9 < ratio(many, "staff_total") < 1.1
    assert ratio(many, "capacity") < 0.3
    assert ratio(many, "served_share") < 0.3
    assert ratio(many, "months_waited_eligible") > 5.0
    assert last_year(many, "refused_share") > last_year("base", "refused_share")
    assert last_year(many, "need_after_24_months") > last_year("base", "need_after_24_months")


# --- rules ----------------------------------------------------------------------------------------


def test_reports_take_hours_from_what_they_report_on() -> None:
    none, many = "no_reports", "five_times_the_reports"
    assert last_year(none, "reporting_share") < 0.001
    assert 1.5 < ratio(many, "reporting_share") < 5.0  # who is asked for more asks for less money
    for less in ("mission_hours", "served_share", "with_agreement", "staff_total"):
        assert last_year(none, less) > last_year("base", less) > last_year(many, less), less
    assert ratio(none, "months_waited_eligible") < 1.0 < ratio(many, "months_waited_eligible")


def test_where_doors_are_shut_nobody_has_access() -> None:
    assert last_year("doors_shut", "direct_access_share") == 0.0
    assert last_year("doors_shut", "seats_kept_share") == 0.0
    assert abs(last_year("doors_shut", "access_excess")) < 0.05 < last_year("base", "access_excess")
    assert last_year("doors_shut", "policy_uptake") < last_year("base", "policy_uptake")


def test_where_all_are_invited_more_have_access() -> None:
    assert ratio("all_invited", "direct_access_share") > 1.5
    assert ratio("all_invited", "seats_kept_share") > 1.2


def test_where_all_are_invited_there_is_no_excess() -> None:
    assert last_year("base", "access_excess") > 0.03
    assert abs(last_year("all_invited", "access_excess")) < 0.01


def test_without_an_umbrella_nobody_mobilises() -> None:
    assert last_year("no_umbrella", "mobilized_share") == 0.0
    assert 0.9 < ratio("no_umbrella", "staff_total") < 1.1


def test_one_organisation_alone_gets_what_it_asks_for_and_asks_for_a_little_more() -> None:
    for lived in runs_of("one_organization"):
        rows = lived.rows[:48]
        assert (rows["organizations_alive"] == 1.0).all()
        assert (rows["refused_share"] == 0.0).all()
        assert (rows["access_gini"] == 0.0).all()
        growth = lived.awards[1:5] / lived.awards[:4] - 1.0
        assert growth.mean() > 0.0
        assert (growth < 0.15 + 1e-9).all()


def test_forty_years_settle() -> None:
    assert 0.7 < ratio("forty_years", "organizations_alive") < 1.3
    assert 0.7 < ratio("forty_years", "staff_total") < 1.3
    for lived in runs_of("forty_years"):
        last = lived.awards[-10:]
        assert last.std() < 0.05 * last.mean()
        assert (lived.rows["identity_spread"][-120:] > 0.05).all()  # they do not become one
