"""Organisations among themselves: attendance, trust, dissent, whose priorities are heard."""

from __future__ import annotations

import numpy as np
import pytest

from partnersim.model import PartnershipModel
from partnersim.scenario.loading import load
from partnersim.systems.interorganizational_relations import dissent, representation, trust
from tests.conftest import paired_difference

QUICK = {"years": 3, "scale": 500.0}


@pytest.fixture
def lived(model: PartnershipModel) -> PartnershipModel:
    """Half a year on, so that everything has moved once."""
    for _ in range(6):
        model.step()
    return model


# --- attendance --------------------------------------------------------------------------------


def test_where_tables_ask_more_than_can_be_borne_attendance_falls(lived: PartnershipModel) -> None:
    organizations = lived.world.organizations
    organizations["attendance"] = 1.0
    organizations["staff"][0], organizations["staff"][1] = 1.0, 100.0
    organizations["umbrella_member"][:2] = True
    representation.act(lived.world)
    assert organizations["attendance"][0] < 1.0
    assert organizations["attendance"][1] == 1.0
    assert organizations["tables_asked"][0] >= 20.0


def test_seats_and_conversations_take_hours(lived: PartnershipModel) -> None:
    world = lived.world
    for name in ("umbrella_member", "on_board", "policy_hours", "council_hours"):
        world.organizations[name][:3] = 0
    world.relations["seat"][:3], world.relations["talks"][:3] = False, False
    world.relations["seat"][0, 0] = world.relations["talks"][1, 0] = True
    representation.act(world)
    assert world.organizations["tables_asked"][:3].tolist() == [7.0, 8.0, 0.0]


def test_hours_at_tables_are_what_is_asked_as_far_as_one_attends(lived: PartnershipModel) -> None:
    o = lived.world.organizations[lived.world.organizations["alive"]]
    borne = o["tables_asked"] * o["attendance"]
    assert (o["hours_tables"] <= borne + 1e-9).all()
    assert np.isclose(o["hours_tables"], borne).mean() > 0.5


def test_who_attends_less_is_heard_less(lived: PartnershipModel) -> None:
    from partnersim.mechanisms.funders import policy

    world, f = lived.world, lived.world.main_funder
    world.relations["seat"][:, f] = False
    world.relations["seat"][:2, f] = True
    world.relations["delegate"][:2, f] = False
    world.organizations["priorities"][0] = [1, 0, 0, 0, 0, 0]
    world.organizations["priorities"][1] = [0, 1, 0, 0, 0, 0]
    world.organizations["attendance"][:2] = 1.0
    policy.act(world)
    both = world.funders["heard"][f].copy()
    world.organizations["attendance"][0] = 0.2
    policy.act(world)
    assert world.funders["heard"][f][0] < both[0]
    assert world.funders["heard"][f][1] > both[1]


def test_more_tables_leave_less_for_the_mission() -> None:
    """The work of being represented is work: hours for it come from somewhere."""
    base = load("mifi_status_quo", **QUICK)
    heavy = load("mifi_status_quo", ["umbrella.meeting_hours=80"], **QUICK)
    _, low, _ = paired_difference(base, heavy, "representation_load_share", runs=6)
    assert low > 0.0
    _, _, high = paired_difference(base, heavy, "attendance_mean", runs=6)
    assert high < 0.0


# --- trust ------------------------------------------------------------------------


def trusting(lived: PartnershipModel, row: int = 0) -> float:
    before = float(lived.world.organizations["trust_in_peers"][row])
    trust.act(lived.world)
    return float(lived.world.organizations["trust_in_peers"][row]) - before


def test_rivalry_costs_trust_and_meeting_builds_it(lived: PartnershipModel) -> None:
    world = lived.world
    kept = world.organizations.copy()
    moves = {}
    for months_left, contact in ((3, 0.0), (3, 2.0), (36, 0.0)):
        world.organizations[:] = kept
        world.organizations["trust_in_peers"] = 0.5
        world.organizations["peer_contact"] = contact
        world.contracts["months_left"][0, :, world.programme("reception")] = months_left
        moves[months_left, contact] = trusting(lived)
    assert moves[3, 2.0] > moves[3, 0.0]
    assert moves[36, 0.0] > moves[3, 0.0]


# --- dissent -----------------------------------------------------------------------------------


def test_a_member_far_from_the_demand_dissents_and_does_not_mobilise(
    lived: PartnershipModel,
) -> None:
    from partnersim.mechanisms.sector import mobilization

    world = lived.world
    o = world.organizations
    o["umbrella_member"][0], o["dissents"] = True, False
    o["hours_advocacy"] = 1000.0
    world.umbrella.demand[:] = [0, 0, 0, 0, 0, 1]
    o["priorities"][0] = [1, 0, 0, 0, 0, 0]
    o["priorities"][1:] = [0, 0, 0, 0, 0, 1]
    parameters = world.parameters["dissent"]
    dissent.dissent(
        o, parameters, world.umbrella.demand, world.draws.stream("dissent.leaving"), 1, False
    )
    assert o["dissents"][0]
    assert not o["dissents"][1]
    while not world.calendar.is_quarter_end:
        world.calendar.now += 1
    mobilization.act(world)
    assert not o["mobilised"][0]
    assert o["mobilised"].any()


def test_dissenters_leave_and_come_back(lived: PartnershipModel) -> None:
    world = lived.world
    o, parameters = world.organizations, world.parameters["dissent"]
    parameters["leaving_a_year"] = 1.0
    o["umbrella_member"][0], o["priorities"][0] = True, [1, 0, 0, 0, 0, 0]
    world.umbrella.demand[:] = [0, 0, 0, 0, 0, 1]
    stream = world.draws.stream("dissent.leaving")
    dissent.dissent(o, parameters, world.umbrella.demand, stream, 1, True)
    assert o["left_table"][0]
    assert not o["umbrella_member"][0]
    world.umbrella.demand[:] = [1, 0, 0, 0, 0, 0]
    dissent.dissent(o, parameters, world.umbrella.demand, stream, 13, True)
    assert o["umbrella_member"][0]
    assert not o["left_table"][0]


def test_a_vote_is_borne_by_more_members_than_a_strict_consensus() -> None:
    narrow = [
        "umbrella.acceptance=0.95",
        "dissent.bearable_distance=0.4",
        "dissent.leaving_a_year=0",
    ]
    base = load("mifi_status_quo", narrow, **QUICK)
    vote = load("mifi_status_quo", [*narrow, "umbrella.consensus=false"], **QUICK)
    _, _, high = paired_difference(base, vote, "dissent_share", runs=8)
    assert high < 0.0


# --- whose priorities are heard ----------------------------------------------------------------


def test_whose_priorities_the_ministry_hears_is_told_by_size(lived: PartnershipModel) -> None:
    world, f = lived.world, lived.world.main_funder
    o = world.organizations
    small = o["staff"] < 8.0
    o["priorities"][small] = [1, 0, 0, 0, 0, 0]
    o["priorities"][~small] = [0, 1, 0, 0, 0, 0]
    world.funders["heard"][f] = [0, 1, 0, 0, 0, 0]
    lived.recorder.record(world)
    row = lived.recorder.sector[world.now]
    assert row["heard_of_small"] == pytest.approx(0.0)
    assert row["heard_of_others"] == pytest.approx(1.0)
