"""What is at stake for members, what their table agrees on, who mobilises: by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from partnersim import jurisdictions
from partnersim.instruments import names
from partnersim.mechanisms.sector.mobilization import mobilize
from partnersim.mechanisms.sector.stakes import weigh
from partnersim.mechanisms.sector.umbrella import agree, elect
from partnersim.population.programmes import programme_table, programmes
from partnersim.population.tables import new_table
from partnersim.state.draws import Draws
from partnersim.state.issues import coverage_with
from partnersim.state.programmes import add_to_missions
from partnersim.state.use_of_posts import logistic
from tests.mechanisms.test_ministry import a_ministry, parameters

PROGRAMMES = programme_table(programmes(jurisdictions.programmes("quebec"), "quebec"))
MISSION = int(np.flatnonzero(PROGRAMMES["instrument"] == names().index("mission_grant"))[0])
AGREEMENT = int(np.flatnonzero(PROGRAMMES["per_client"])[0])


def stakes_of(count: int, coverage: float, contracts: Any, **relations: Any) -> Any:
    """Stakes of organisations of ten posts, with a concession of a half."""
    organizations, funders, related = a_ministry(count, **relations)
    funders["coverage"] = coverage
    funds = new_table("funds", (1, len(PROGRAMMES)))
    funds["points_to_win"] = 0.5
    p = parameters(policy__concession=0.5, staff__cost_a_month=1000.0, staff__hours_a_month=100.0)
    weigh(
        organizations,
        funders,
        funds,
        related,
        contracts,
        PROGRAMMES,
        p["policy"],
        p["staff"],
        p["contest"],
        0,
    )
    return organizations["stakes"]


def test_stakes_are_the_posts_that_a_win_brings_by_hand() -> None:
    """A post is 12,000 $. One of four holds a grant of two posts; half as many places more are two eighths
    of the places, so that each of the others has one chance in six of two posts."""
    contracts = new_table("contracts", (4, 1, len(PROGRAMMES)))
    contracts["amount"][0, 0, MISSION] = 24_000.0
    contracts["asked"][1, 0, AGREEMENT] = 36_000.0
    contracts["points_of_fit"][1, 0, AGREEMENT] = -1.0
    stakes = stakes_of(4, 0.25, contracts, reporting_hours=[40.0, 0.0, 0.0, 0.0])
    chance = logistic(-0.5 / 0.6) - logistic(-1.5 / 0.6)
    assert stakes[:, 0] == pytest.approx([0.0, 3.0 * chance, 0.0, 0.0])
    assert stakes[:, 1] == pytest.approx([0.5 * 0.4, 0.0, 0.0, 0.0])
    assert stakes[:, 2] == pytest.approx([0.0, 1.0 / 3.0, 1.0 / 3.0, 1.0 / 3.0])


def test_where_all_hold_a_grant_more_money_is_a_larger_one() -> None:
    contracts = new_table("contracts", (2, 1, len(PROGRAMMES)))
    contracts["amount"][:, 0, MISSION] = 24_000.0
    assert stakes_of(2, 1.0, contracts)[:, 2] == pytest.approx([1.0, 1.0])
    assert coverage_with(0.8, 0.5) == 1.0


@pytest.mark.parametrize(
    ("consensus", "expected"), [(True, [0.0, 1.0, 0.0]), (False, [0.25, 0.5, 0.25])]
)
def test_by_consensus_what_enough_can_live_with_passes_alone(
    consensus: bool, expected: list[float]
) -> None:
    p = parameters(umbrella__acceptance=0.75, umbrella__tolerance=0.6)["umbrella"]
    p["consensus"] = consensus
    shares = np.array([[0.5, 0.5, 0.0], [0.0, 0.5, 0.5]])
    agreed = np.zeros(3)
    agree(shares, np.array([1.0, 1.0]), p, agreed)
    assert agreed == pytest.approx(expected)


def test_where_nothing_is_accepted_by_enough_the_most_accepted_passes_alone() -> None:
    p = parameters(umbrella__acceptance=0.9, umbrella__tolerance=1.0)["umbrella"]
    agreed = np.zeros(2)
    agree(np.array([[1.0, 0.0], [0.0, 1.0]]), np.array([2.0, 1.0]), p, agreed)
    assert agreed.tolist() == [1.0, 0.0]


def test_seats_on_the_board_are_drawn_by_votes() -> None:
    """Of two members for a seat, one with nine times the posts has three times the odds at a root."""
    organizations = new_table("organizations", 2)
    organizations["alive"] = organizations["umbrella_member"] = True
    organizations["staff"] = [9.0, 1.0]
    p = parameters(umbrella__gamma=0.5, umbrella__board_seats=1)["umbrella"]
    stream = Draws(3, 0).stream("umbrella.election")
    seats = np.zeros(2)
    for month in range(4000):
        elect(organizations, p, stream, month)
        seats += organizations["on_board"]
    assert seats.sum() == 4000
    assert seats[0] / 4000 == pytest.approx(0.75, abs=0.025)
    assert organizations["influence"] == pytest.approx([0.9, 0.1])


def test_those_mobilise_whose_open_advocacy_suffices_outside_the_channels() -> None:
    organizations, ministry, _ = a_ministry(4)
    organizations["umbrella_member"] = [True, True, True, False]
    organizations["influence"] = [0.5, 0.3, 0.2, 0.0]
    organizations["hours_advocacy"] = [20.0, 12.0, 50.0, 50.0]
    organizations["dissents"] = [False, False, True, False]
    ministry["uptake"] = 0.5
    p = parameters(mobilization__hours=10.0)["mobilization"]
    unity, taking_part = np.array([0.8]), np.zeros(1)
    mobilize(organizations, ministry, p, unity, 0.0, taking_part)
    assert organizations["mobilised"].tolist() == [True, False, False, False]
    assert taking_part[0] == pytest.approx(0.5)
    assert ministry["pressure"][0] == pytest.approx(0.4)
    mobilize(organizations, ministry, p, unity, 0.4, taking_part)
    assert organizations["mobilised"].tolist() == [True, True, False, False]


def test_what_is_won_for_missions_comes_out_of_agreements() -> None:
    funds = new_table("funds", len(PROGRAMMES))
    funds["pool"] = 10.0
    before = funds["pool"].sum()
    add_to_missions(funds, PROGRAMMES, 0.5)
    assert funds["pool"].sum() == pytest.approx(before)
    assert funds["pool"][MISSION] == pytest.approx(15.0)
    agreements = funds["pool"][PROGRAMMES["per_client"]]
    assert agreements == pytest.approx(10.0 - 5.0 / len(agreements))
