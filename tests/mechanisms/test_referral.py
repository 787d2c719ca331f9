"""Referral: organisations pass on whom they cannot serve, as far as they trust."""

from __future__ import annotations

import pytest

from partnersim.mechanisms.newcomers import referral
from partnersim.model import PartnershipModel
from partnersim.scenario.loading import load
from tests.conftest import paired_difference

QUICK = {"years": 3, "scale": 500.0}


@pytest.fixture
def lived(model: PartnershipModel) -> PartnershipModel:
    """Half a year on, so that everything has moved once."""
    for _ in range(6):
        model.step()
    return model


def crowd(lived: PartnershipModel) -> None:
    """Everybody asks the first organisation of Montreal, which has no hours; the second has many."""
    world = lived.world
    o = world.organizations
    o["alive"][2:] = False
    o["place"][:2] = 0
    o["trust_in_peers"][:2] = 1.0
    o["openness"][:2] = 1.0
    o["staff"][:2] = [1.0, 50.0]
    o["delivery_plan"][:2] = 0.6
    world.demand.waiting[:] = 0.0
    world.demand.waiting[0, 0, 0] = 100.0
    world.demand.requests[:] = world.demand.waiting
    world.demand.here[0, :3] = [0, 1, world.demand.organizations]
    world.demand.number_here[:] = [3, *[1] * (len(world.demand.number_here) - 1)]


def test_people_go_where_there_are_hours_and_nobody_is_lost(lived: PartnershipModel) -> None:
    crowd(lived)
    demand, o = lived.world.demand, lived.world.organizations
    referral.act(lived.world)
    moved = demand.waiting[1, 0, 0]
    assert 10.0 < moved < 100.0
    assert demand.waiting.sum() == pytest.approx(100.0)
    clients = moved * 22.0 / 6.5  # hours of a course over those of a client
    assert o["passed_on"][0] == pytest.approx(clients) == pytest.approx(o["taken_in"][1])


def test_without_trust_people_wait_at_one_door(lived: PartnershipModel) -> None:
    crowd(lived)
    lived.world.organizations["trust_in_peers"][0] = 0.0
    referral.act(lived.world)
    assert lived.world.demand.waiting[1, 0, 0] == 0.0


def test_referral_serves_more_of_those_who_ask() -> None:
    base = load("mifi_status_quo", ["referral.passed_on=0"], **QUICK)
    open_ = load("mifi_status_quo", ["referral.passed_on=1"], **QUICK)
    _, low, _ = paired_difference(base, open_, "referred_share", runs=6)
    assert low > 0.0
