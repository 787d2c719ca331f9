"""Who comes to a door, and whom an agreement would bring to one that does not hold it (decision 52)."""

from __future__ import annotations

import copy

import numpy as np
import pytest

from partnersim.mechanisms.newcomers import provider_choice
from partnersim.mechanisms.organizations import agreement_targets, applications, door
from partnersim.model import PartnershipModel
from partnersim.scenario.loading import load
from partnersim.state.world import World

LANGUAGE = 0
A_LEARNER = 0.13 * 22.0  # staff's hours of a course


@pytest.fixture(scope="module")
def lived() -> World:
    model = PartnershipModel(load("mifi_status_quo", years=1, scale=500.0), seed=3)
    for _ in range(18):
        model.step()
    return model.world


@pytest.fixture
def world(lived: World) -> World:
    """After a year and a half; no file is to be opened, and memories are empty."""
    world = copy.deepcopy(lived)
    world.demand.started[:] = 0.0
    for column in ("in_reach", "brought"):
        world.contracts[column] = 0.0
    return world


def paid_for_french(world: World, organization: int, clients: float) -> World:
    """This month's lists, where its targets are these clients of francization alone."""
    world = copy.deepcopy(world)
    contracts = world.contracts[organization]
    contracts["target"] = 0.0
    contracts["target"][world.main_funder, world.programme("francization")] = clients
    agreement_targets.act(world)
    provider_choice.act(world)
    return world


def of_french(world: World, column: str) -> np.ndarray:
    return world.contracts[column][:, world.main_funder, world.programme("francization")]


def test_what_an_agreement_would_bring_is_what_it_brings(world: World) -> None:
    """Learners who come to one with targets are those who were said to, when it had none; nearly, as its
    list is counted when this month's have come."""
    compared = 0
    for i in np.flatnonzero(world.organizations["alive"])[:12]:
        without, holding = (paid_for_french(world, i, clients) for clients in (0.0, 100.0))
        door.act(without)
        demand = holding.demand
        of_french_pays = demand.payable[i, :, LANGUAGE]
        come = demand.requests[i, of_french_pays, LANGUAGE].sum()
        client = float(world.parameters["delivery"]["hours_per_episode"][0])
        assert of_french(without, "in_reach")[i] == pytest.approx(
            come * A_LEARNER / client, rel=0.02
        )
        assert of_french(without, "brought")[i] == of_french(without, "in_reach")[i]
        before = without.demand.requests[i, of_french_pays, LANGUAGE].sum()
        compared += come > 2.0 * before > 0.0  # hardly anybody comes while nobody is paid for
    assert compared >= 6


def test_of_a_programme_that_it_holds_those_who_come_are_in_reach(world: World) -> None:
    holding = paid_for_french(world, 0, 100.0)
    q = int(np.flatnonzero((holding.demand.payers == [
        holding.main_funder, holding.programme("francization")
    ]).all(axis=1))[0])  # fmt: skip
    holding.demand.came_for[0, q] = 7.0
    door.act(holding)
    assert of_french(holding, "in_reach")[0] == 7.0
    assert of_french(holding, "brought")[0] == 0.0


def test_whom_another_agreement_pays_for_already_is_not_brought_again(world: World) -> None:
    """A city that pays for all needs: its learners would be in reach, and are at the door already."""
    world = copy.deepcopy(world)
    contracts = world.contracts[0]
    contracts["target"] = 0.0
    city = world.funder_names.index("municipalities")
    contracts["target"][city, world.programme("reception")] = 500.0
    agreement_targets.act(world)
    provider_choice.act(world)
    door.act(world)
    assert 0.0 <= of_french(world, "brought")[0] < of_french(world, "in_reach")[0]


def test_who_holds_no_agreement_may_ask_for_one(world: World) -> None:
    """Nobody who wants French comes to it, as nobody pays it for them: that bars it from nothing."""
    world.calendar.now = 24
    o, contracts = world.organizations, world.contracts
    contracts["amount"], contracts["target"], contracts["months_left"] = 0.0, 0.0, 0
    contracts["heard"] = True
    o["door_eligible"] = 0.0
    of_french(world, "door")[:] = 0.0
    for column in ("in_reach", "brought"):
        of_french(world, column)[:] = 200.0
    world.asked_shares[:] = 1.0
    applications.act(world)
    can = (
        o["alive"] & (o["staff"] > 5.0) & (world.relations["appetite"][:, world.main_funder] > 0.1)
    )
    assert can.sum() > 20
    assert of_french(world, "applied")[can].all()
    assert (of_french(world, "asked")[can] >= 80.0 * 0.44 * 300.0 - 1e-6).all()
    assert (of_french(world, "asked") <= 200.0 * 300.0 + 1e-6).all()
