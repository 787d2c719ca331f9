"""How agreements are awarded: renewed, contested, cut and refused; money is never more than there is."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from partnersim import jurisdictions
from partnersim.instruments import service_agreement
from partnersim.model import PartnershipModel
from partnersim.population.assembly import parameter_tables
from partnersim.population.programmes import programme_table, programmes
from partnersim.population.tables import new_table
from partnersim.scenario.loading import load
from partnersim.state.agreement_awards import award_agreements
from tests.conftest import SMALL, paired_difference

QUEBEC = programmes(jurisdictions.programmes("quebec"), "quebec")
PROGRAMMES = programme_table(QUEBEC)
M = [row.name for row in QUEBEC].index("reception")
PRICE = 100.0
PARAMETERS = parameter_tables(load("mifi_status_quo").parameters)


def tables(asked: list[float], scores: list[float], places: list[int]) -> Any:
    """Organisations that ask one funder for so many clients, with their points and places."""
    organizations = new_table("organizations", len(asked))
    organizations["alive"] = True
    organizations["place"] = places
    funders = new_table("funders", 1)
    funders["price_per_client"] = PRICE
    funders["term_years"] = 1
    funders["part_of_year"] = 1.0
    contracts = new_table("contracts", (len(asked), 1, len(PROGRAMMES)))
    contracts["door"] = 1000.0
    contracts["asked"][:, 0, M] = np.array(asked) * PRICE
    contracts["applied"][:, 0, M] = np.array(asked) > 0.0
    contracts["score"][:, 0, M] = scores
    return organizations, funders, contracts, new_table("funds", (1, len(PROGRAMMES)))


def awarded(
    state: Any, clients: float, least: float = 10.0, certainty: float = 0.0, first: bool = False
) -> list[float]:
    """Clients awarded, of a budget of so many."""
    organizations, funders, contracts, funds = state
    funders["envelope"] = funders["budget"] = clients * PRICE
    funds["pool"][0, M] = clients * PRICE
    calls, contest = PARAMETERS["calls"].copy(), PARAMETERS["contest"].copy()
    calls["smallest_clients"], contest["certainty"] = least, certainty
    award_agreements(
        organizations, funders, funds, contracts, PROGRAMMES, calls, contest, 2, M, first, 12
    )
    amounts = contracts["amount"][:, 0, M]
    assert amounts.sum() <= clients * PRICE + 1e-6
    assert funders["awarded"][0] == pytest.approx(amounts.sum())
    np.testing.assert_allclose(contracts["target"][:, 0, M], amounts / PRICE)
    return [round(float(amount / PRICE), 6) for amount in amounts]


def test_where_money_suffices_all_get_what_they_ask_for() -> None:
    assert awarded(tables([50, 30, 20], [1, 2, 3], [0, 0, 0]), 200) == [50, 30, 20]


def test_the_best_are_served_first_the_next_is_cut_and_the_last_refused() -> None:
    state = tables([50, 50, 50, 50], [4, 3, 2, 1], [0, 0, 0, 0])
    assert awarded(state, 120) == [50, 50, 20, 0]
    assert state[3]["points_to_win"][0, M] == pytest.approx(1.0)  # half of the 2 of the one cut


def test_nobody_gets_less_than_the_smallest_agreement() -> None:
    assert awarded(tables([50, 50, 50], [3, 2, 1], [0, 0, 0]), 105, least=30) == [50, 50, 0]


def test_a_part_of_last_year_is_renewed_without_a_contest() -> None:
    """Six tenths of the worst holder's 50 stay; the rest of the money goes by points."""
    state = tables([50, 50], [1, 5], [0, 0])
    state[2]["amount"][0, 0, M] = 50 * PRICE
    state[2]["years_held"][0, 0, M] = 1.0
    assert awarded(state, 60, certainty=0.6) == [30, 30]


def test_places_have_their_part_and_what_they_leave_is_offered_to_all() -> None:
    """Two thirds of those at the door are of the first place: so is the money, whatever points say."""
    assert awarded(tables([50, 50, 50], [9, 8, 1], [0, 0, 1]), 100) == pytest.approx(
        [50, 50 / 3, 100 / 3]
    )
    assert awarded(tables([50, 50, 20], [9, 8, 1], [0, 0, 1]), 100) == [50, 30, 20]


def test_the_first_year_all_share_alike() -> None:
    assert awarded(tables([60, 40], [1, 2], [0, 0]), 50, first=True) == [30, 20]


def test_agreements_of_several_years_go_on_and_shrink_with_the_budget() -> None:
    state = tables([50, 50], [1, 2], [0, 0])
    state[2]["amount"][:, 0, M] = 50 * PRICE
    state[2]["months_left"][:, 0, M] = 12
    assert awarded(state, 80) == [40, 40]


def test_the_closed_get_nothing() -> None:
    state = tables([50, 50], [1, 2], [0, 0])
    state[0]["alive"][1] = False
    assert awarded(state, 80) == [50, 0]


def test_some_are_refused_and_more_money_refuses_fewer() -> None:
    rich = load("mifi_status_quo", ["ministries.mifi.envelope=76e6"], **SMALL)
    difference = paired_difference(load("mifi_status_quo", **SMALL), rich, "refused_share")
    model = PartnershipModel(load("mifi_status_quo", **SMALL), seed=3)
    model.run()
    assert model.recorder.sector["refused_share"][-1] > 0.01
    assert difference[2] < 0.0


def test_awards_do_not_swing_from_year_to_year() -> None:
    """Without newcomers there is little to sell; what is awarded falls and never comes back."""
    empty = load("mifi_status_quo", ["arrivals.level=0"], years=6, scale=500.0)
    model = PartnershipModel(empty, seed=3)
    awards = []
    while model.world.now < model.world.calendar.months:
        model.step()
        if model.world.now % 12 == 2:
            awards.append(
                float(
                    model.world.contracts["amount"]
                    .sum(axis=(0, 1))[model.world.programmes["per_client"]]
                    .sum()
                )
            )
    rises = np.maximum(np.diff(awards), 0.0)
    assert rises.max() < 0.05 * max(awards)
    assert service_agreement.INSTRUMENT.per_client
