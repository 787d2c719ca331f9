"""Programmes: how a funder's money divides over them, which needs each pays for, what accounts it asks."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from partnersim import jurisdictions
from partnersim.jurisdictions import programmes_of
from partnersim.language import UserError
from partnersim.population.assembly import parameter_tables
from partnersim.population.programmes import programme_table, programmes
from partnersim.population.tables import new_table
from partnersim.scenario.loading import load
from partnersim.state.accounts import demand_accounts
from partnersim.state.programmes import by_instrument, divide, is_paid_by

QUEBEC = programmes(jurisdictions.programmes("quebec"), "quebec")
NAMES = [row.name for row in QUEBEC]
TABLE = programme_table(QUEBEC)


def divided(table: Any = TABLE, year: int = 2015, **shares: float) -> Any:
    """What a funder of 100 $ has, a fifth for the mission, the rest by these shares."""
    funders, funds = new_table("funders", 1), new_table("funds", (1, len(table)))
    funders["envelope"], funders["split"] = 100.0, [0.2, 0.7, 0.1]
    funders["programmes"][0, : len(NAMES)] = [shares.get(name, 0.0) for name in NAMES]
    divide(funds, funders, table, np.ones((1, len(table), 8), bool), year)
    return {name: funds[0, m] for m, name in enumerate(NAMES)}


def test_shares_divide_the_money_of_agreements_and_of_nothing_else() -> None:
    funds = divided(reception=0.6, francization=0.4)
    pools = {name: float(fund["pool"]) for name, fund in funds.items()}
    assert pools == pytest.approx(
        {
            "mission": 20.0,
            "reception": 42.0,
            "francization": 28.0,
            "employment": 0.0,
            "projects": 10.0,
        }
    )


def test_a_programme_out_of_force_leaves_its_money_to_the_others() -> None:
    table = TABLE.copy()
    table["last_year"][NAMES.index("francization")] = 2014
    funds = divided(table, reception=0.6, francization=0.4)
    assert funds["reception"]["pool"] == pytest.approx(70.0)
    assert funds["francization"]["pool"] == 0.0
    assert divided(table, year=2014, reception=0.6, francization=0.4)["francization"]["pool"] > 0.0


def test_where_none_of_the_stated_programmes_is_there_its_own_share_alike() -> None:
    funds = divided()
    own = programmes_of("quebec", "service_agreement")
    assert [funds[name]["pool"] for name in own] == pytest.approx([70.0 / 3.0] * 3)


def test_a_need_is_paid_for_by_the_programme_with_fewest_needs() -> None:
    alone = divided(reception=1.0)
    assert alone["reception"]["needs"].tolist() == [1.0] * 6
    both = divided(reception=0.5, francization=0.5)
    assert both["francization"]["needs"].tolist() == [1.0, 0.0, 0.0, 0.0, 0.0, 0.0]
    assert both["reception"]["needs"].tolist() == [0.0, 1.0, 1.0, 1.0, 1.0, 1.0]
    assert both["mission"]["needs"].tolist() == [1.0] * 6


def test_a_programme_for_some_takes_nothing_from_those_whom_it_does_not_pay_for() -> None:
    """A stream for three of eight statuses leaves reception its needs; francization pays for language."""
    table, pays = TABLE.copy(), np.ones((len(TABLE), 8), bool)
    stream, reception = NAMES.index("employment"), NAMES.index("reception")
    table["needs"][stream] = [1, 0, 1, 1, 0, 0]
    pays[stream] = np.arange(8) < 3
    of_funder = new_table("funds", len(table))
    of_funder["pool"] = 1.0

    def paid(m: int) -> list[bool]:
        return [bool(is_paid_by(of_funder, table, pays, m, k)) for k in range(6)]

    assert paid(reception) == [False, True, True, True, True, True]
    assert paid(stream) == [False, False, True, True, False, False]
    pays[NAMES.index("francization"), 0] = False  # one of whom the stream pays for
    assert paid(stream) == [True, False, True, True, False, False]


def test_heavier_records_and_reports_cost_more_hours_for_the_same_money() -> None:
    """At weight 1 francization takes 2.5 times the hours; a learner's price is 0.44 of the usual."""
    reporting = parameter_tables(load("mifi_status_quo").parameters)["reporting"].copy()
    funders, funds = new_table("funders", 1), new_table("funds", (1, len(TABLE)))
    funders["burden"], funders["record_time"], funders["report_time"] = 0.5, 1.0, 1.0
    funders["reports_a_year"] = 4.0
    reporting["hours_per_nominative_record"] = 0.0
    conditions = new_table("conditions", 1)
    for weight, times in ((0.0, 1.0), (1.0, 2.5), (2.0, 4.0)):
        reporting["complexity_weight"] = weight
        demand_accounts(funders[0], funds[0], TABLE, reporting[0], conditions[0])
        of = {name: funds[0, m] for m, name in enumerate(NAMES)}
        usual, heavy = of["reception"], of["francization"]
        assert heavy["hours_a_record"] / 0.44 == pytest.approx(times * usual["hours_a_record"])
        assert heavy["hours_of_reports"] == pytest.approx(times * usual["hours_of_reports"])
        assert usual["hours_of_reports"] == pytest.approx(
            4.0 * 0.5 * float(reporting["hours_per_report"][0])
        )


def test_amounts_sum_over_the_programmes_of_an_instrument() -> None:
    amounts = np.array([[1.0, 2.0, 4.0, 8.0, 16.0]])
    assert by_instrument(amounts, TABLE, 3).tolist() == [[1.0, 14.0, 16.0]]


def test_the_former_count_of_programmes_is_refused_by_its_new_name() -> None:
    with pytest.raises(UserError, match=r"goals\.programmes.*ministries\.\*\.programmes"):
        load("mifi_status_quo", ["ministries.mifi.goals.programmes=3"])


def test_shares_of_programmes_sum_to_one() -> None:
    with pytest.raises(UserError, match="sum to 0"):
        load("mifi_status_quo", ["ministries.mifi.programmes={reception: 0.5}"])
