"""The same state laid on the twin: decisions that follow from it and from the same draws agree."""

from __future__ import annotations

import pytest

from benchmarks.twin.inputs import read, table
from benchmarks.twin.one_rule import BOARD, POSTS, Pairs, compare

EXACT = ["awarded", "points to win", "projects and grants", "in June: seat", "in June: delegate"]
EXACT += [f"in May: {name}" for name in POSTS] + ["posts_tied"]
ASKED_APART = 0.03  # share of contracts: boards near indifference decide otherwise
POSTS_APART = 0.1  # of all posts that boards want of the mission: utility is flat near its best


@pytest.fixture(scope="module")
def found() -> dict[str, Pairs]:
    return compare(organizations=60, scale=2000.0)


@pytest.fixture(scope="module")
def under_the_policy() -> dict[str, Pairs]:
    return compare(organizations=60, scale=2000.0, scenario="prsca_compliant")


@pytest.mark.parametrize("decision", EXACT)
def test_under_the_policy_too(under_the_policy: dict[str, Pairs], decision: str) -> None:
    """Mission grants widen as the umbrella wins them; terms are of three years."""
    assert any(under_the_policy[decision].ours)
    assert under_the_policy[decision].far(1e-6) == 0, under_the_policy[decision]


@pytest.mark.parametrize("decision", EXACT)
def test_decisions_on_the_same_state_and_draws_agree(
    found: dict[str, Pairs], decision: str
) -> None:
    assert any(found[decision].ours)
    assert found[decision].far(1e-6) == 0, found[decision]


def test_boards_ask_for_the_same_clients(found: dict[str, Pairs]) -> None:
    asked = found["asked"]
    assert sum(value > 0 for value in asked.ours) > 50
    assert asked.far(1e-3) <= ASKED_APART * len(asked.ours)


def test_boards_want_nearly_the_same_posts(found: dict[str, Pairs]) -> None:
    for name in ("posts_raising", "posts_mission_wanted"):
        assert name in BOARD
        ours, twin = sum(found[name].ours), sum(found[name].twin)
        assert abs(twin - ours) < POSTS_APART * ours


def test_a_pair_apart_is_counted() -> None:
    assert Pairs([1.0, 2.0], [1.0, 2.1]).far(1e-3) == 1


def test_the_ten_begin_in_the_money_of_the_start() -> None:
    inputs = read("mifi_status_quo", seed=1, run=0, years=1, scale=5000.0, organizations=12)
    lacks = 1 - inputs.numbers.population.ministry_money
    assert lacks == pytest.approx(0.3)
    told = {row["name"]: row for row in table("archetypes")}
    for one in inputs.organizations[:10]:
        row = told[one["name"]]
        size = float(row["staff"]) * (1 - float(row["mifi"]) * lacks)
        assert one["staff"] == pytest.approx(size, rel=1e-6)
