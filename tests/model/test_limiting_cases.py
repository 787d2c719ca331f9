"""Limiting cases of money, people and rules: what must happen to organisations in each."""

from __future__ import annotations

import functools
from typing import Any

import numpy as np
import pytest

from partnersim.model import PartnershipModel

GOVERNMENTS = {"mifi": 38e6, "mtess": 14e6, "other_ministries": 9e6, "municipalities": 3e6}
RUNS = 3


def everywhere(path: str, value: Any) -> dict[str, Any]:
    return {f"ministries.{name}.{path}": value for name in GOVERNMENTS}


def money(multiple: float) -> dict[str, Any]:
    return {f"ministries.{name}.envelope": multiple * sum_ for name, sum_ in GOVERNMENTS.items()}


CASES: dict[str, dict[str, Any]] = {
    "base": {},
    "no_money": money(0.0),
    "twice_the_money": money(2.0),
    "ten_times_the_money": money(10.0),
    "no_newcomers": {"arrivals.level": 0.0},
    "five_times_the_newcomers": {"arrivals.level": 5.0},
    "no_reports": everywhere("accountability.burden", 0.0),
    "all_reports": everywhere("accountability.burden", 1.0),
    "all_mission": everywhere("split", {"mission": 1.0, "service_agreement": 0.0, "project": 0.0})
    | everywhere("mission_grant.coverage", 1.0),
    "all_agreements": everywhere(
        "split", {"mission": 0.0, "service_agreement": 1.0, "project": 0.0}
    ),
    "late": everywhere("service_agreement.payment_lag_months", 12),
    "doors_shut": everywhere("consultation.access", 0.0),
    "no_umbrella": {"population.umbrella_members": 0.0},
    "one_organization": {"population.organizations": 1},
    "forty_years": {"years": 40},
}


@functools.cache
def last_year(case: str) -> dict[str, float]:
    """Measures of the last year of eight, means of a few runs on the same seeds."""
    settings = {"years": 8, "scale": 500.0} | CASES[case]
    rows = []
    for run in range(RUNS):
        model = PartnershipModel(
            "mifi_status_quo", seed=5, run=run, uncertainty="prior", settings=settings,
            check_ledgers=True,
        )  # fmt: skip
        model.run()
        row = model.recorder.sector[-12:]
        rows.append({name: float(np.nanmean(row[name])) for name in row.dtype.names})
    return {name: float(np.mean([row[name] for row in rows])) for name in rows[0]}


def ratio(case: str, measure: str) -> float:
    return last_year(case)[measure] / last_year("base")[measure]


@pytest.mark.parametrize("case", CASES)
def test_every_case_lives_and_balances(case: str) -> None:
    values = last_year(case)
    assert values["organizations_alive"] >= 1.0 or case == "one_organization"
    assert 0.0 <= values["identity_mean"] <= 1.0
    assert 0.0 <= values["capacity"] <= 1.0


def test_without_government_money_there_is_less_of_everything_and_no_freedom() -> None:
    assert ratio("no_money", "staff_total") < 0.5
    assert ratio("no_money", "mission_hours") < 0.8
    assert last_year("no_money")["autonomy_index"] < last_year("base")["autonomy_index"] - 0.05
    assert last_year("no_money")["with_agreement"] == 0.0


def test_more_money_is_more_work_and_closes_nobody() -> None:
    for case in ("twice_the_money", "ten_times_the_money"):
        assert ratio(case, "staff_total") > 1.3
        assert ratio(case, "mission_hours") > 1.2
        assert ratio(case, "organizations_alive") > 0.95
    assert ratio("ten_times_the_money", "refused_share") < 0.5


def test_without_newcomers_the_mission_goes_too() -> None:
    assert ratio("no_newcomers", "mission_hours") < 0.6
    assert last_year("no_newcomers")["delivery_share"] > 0.0
    assert ratio("no_newcomers", "with_agreement") < 0.3


def test_many_newcomers_are_served_thinner_not_for_more_money() -> None:
    assert 0.9 < ratio("five_times_the_newcomers", "staff_total") < 1.1
    assert last_year("five_times_the_newcomers")["capacity"] < last_year("base")["capacity"]


def test_reports_take_hours_from_what_they_report_on() -> None:
    none, some, most = (last_year(case) for case in ("no_reports", "base", "all_reports"))
    assert none["reporting_share"] < 0.02 < some["reporting_share"] < most["reporting_share"]
    assert none["mission_hours"] > most["mission_hours"]


def test_all_mission_and_all_agreements_pull_apart() -> None:
    free, tied = last_year("all_mission"), last_year("all_agreements")
    assert free["identity_mean"] > last_year("base")["identity_mean"] > tied["identity_mean"]
    assert free["service_provider_share"] < tied["service_provider_share"]


def test_where_doors_are_shut_nobody_sits() -> None:
    assert last_year("doors_shut")["seats_kept_share"] == 0.0


def test_late_money_does_not_close_the_sector() -> None:
    assert ratio("late", "organizations_alive") > 0.9
    assert ratio("late", "gap_share") > 1.0
