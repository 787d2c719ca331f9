"""Agents are views on rows, live in Mesa, and decide: what one sees changes what it does."""

from __future__ import annotations

import mesa
import numpy as np
import pytest

from partnersim.agents import Donor, Ministry, Organization, UmbrellaTable
from partnersim.model import PartnershipModel
from partnersim.scenario.loading import load
from partnersim.scenario.settings import Settings
from partnersim.state.columns import HORIZONS_MONTHS, MET
from tests.conftest import SMALL


def test_views_read_and_write_the_columns(model: PartnershipModel) -> None:
    organization = model.agents_by_type[Organization][0]
    assert organization.name == "A"
    organization.identity = 0.42
    assert model.world.organizations["identity"][organization.row] == 0.42
    model.world.organizations["staff"][organization.row] = 7.0
    assert organization.staff == 7.0
    assert organization.tie("mifi") == model.world.relations["tie"][0, model.world.main_funder]
    main = model.world.main_funder
    agreements = model.world.instrument("service_agreement")
    awarded = model.world.amounts_by_instrument[0, main, agreements]
    assert organization.amount("mifi", "service_agreement") == awarded > 0.0
    with pytest.raises(AttributeError, match="colour"):
        _ = organization.colour


def test_every_type_of_agent_is_there(model: PartnershipModel) -> None:
    types = model.agents_by_type
    assert {Organization, Ministry, Donor, UmbrellaTable} <= set(types)
    assert len(types[Ministry]) == 4
    assert len(types[Donor]) == 2
    assert isinstance(model.agents_by_type[UmbrellaTable][0].unity, float)
    person = model.newcomer(0)
    assert person.need.shape == (6,)
    assert person.unique_id == int(model.world.newcomers.identity[0])
    with pytest.raises(IndexError):
        model.newcomer(10**9)


def test_mesa_collects_and_batch_runs(small: Settings) -> None:
    model = PartnershipModel(small, seed=1)
    collector = mesa.DataCollector(
        model_reporters={"alive": lambda m: int(m.world.organizations["alive"].sum())},
        agenttype_reporters={Organization: {"identity": "identity"}},
    )
    for _ in range(3):
        model.step()
        collector.collect(model)
    assert len(collector.get_model_vars_dataframe()) == 3
    identities = collector.get_agenttype_vars_dataframe(Organization)["identity"]
    assert identities.between(0, 1).all()


def test_batch_run_of_mesa() -> None:
    class Class(PartnershipModel):
        def __init__(self, scenario: str = "mifi_status_quo", rng: object = None) -> None:
            super().__init__(load(scenario, **SMALL), rng=rng)
            self.datacollector = mesa.DataCollector(
                {"staff": lambda m: m.world.organizations["staff"].sum()}
            )

        def step(self) -> None:
            super().step()
            self.datacollector.collect(self)
            self.running = self.world.now < 4

    rows = mesa.batch_run(
        Class, {"scenario": ["mifi_status_quo", "aca_ideal"]}, rng=[1, 2], display_progress=False,
        max_steps=4,
    )  # fmt: skip
    assert len(rows) == 4
    assert len({round(row["staff"], 6) for row in rows}) >= 2


def test_a_board_of_members_wants_more_mission_work_than_one_of_professionals(
    small: Settings,
) -> None:
    from partnersim.mechanisms.organizations import board_decision

    wanted = []
    for kind in ("seats_professionals", "seats_members"):
        model = PartnershipModel(small, seed=3)
        organizations = model.world.organizations
        for seats in ("seats_members", "seats_allies", "seats_professionals"):
            organizations[seats] = 9.0 if seats == kind else 0.0
        board_decision.act(model.world)
        wanted.append(float(organizations["posts_mission_wanted"].sum()))
    assert wanted[1] > 1.3 * wanted[0] > 0.0


def test_nobody_asks_for_more_people_than_are_in_reach(small: Settings) -> None:
    """Nor for fewer than the smallest agreement, 80 clients."""
    from partnersim.mechanisms.organizations import applications

    asked = []
    for people in (600.0, 100.0, 60.0):
        model = PartnershipModel(small, seed=3)
        world, f = model.world, model.world.main_funder
        model.step()
        world.contracts["in_reach"][0] = people
        world.calendar.now = 12
        world.contracts["months_left"] = 0
        world.contracts["heard"] = True
        applications.act(world)
        dollars = world.contracts["asked"][0, f, world.programme("reception")]
        asked.append(float(dollars / world.funders["price_per_client"][f]))
    assert asked == pytest.approx([600.0, 100.0, 0.0])


def test_a_ministry_that_hears_somebody_else_moves_elsewhere(small: Settings) -> None:
    """Removing one seat-holder moves the priority it argued for."""
    from partnersim.mechanisms.funders import policy

    moved = []
    for present in (True, False):
        model = PartnershipModel(small, seed=3)
        world, f = model.world, model.world.main_funder
        world.relations["seat"] = False
        world.relations["delegate"] = False
        world.relations["seat"][:3, f] = True
        world.organizations["priorities"][0] = [0, 0, 1, 0, 0, 0]
        world.relations["seat"][0, f] = present
        world.organizations["attendance"][:3] = world.relations["tie"][:3, f] = 1.0
        for _ in range(12):
            policy.act(world)
        moved.append(float(world.funders["priorities"][f, 2]))
    assert moved[0] > moved[1] + 0.001


def test_an_umbrella_with_another_member_demands_something_else(model: PartnershipModel) -> None:
    from partnersim.mechanisms.sector.umbrella import deliberate

    world = model.world
    model.step()
    parameters, umbrella = world.parameters["umbrella"], world.umbrella
    deliberate(world.organizations, parameters, umbrella.demand, umbrella.asked, umbrella.unity)
    before = umbrella.demand.copy()
    popular = int(before.argmax())
    world.organizations["priorities"][4] = np.eye(6)[popular]
    deliberate(world.organizations, parameters, umbrella.demand, umbrella.asked, umbrella.unity)
    assert umbrella.demand[popular] > before[popular]


def test_a_newcomer_goes_where_it_is_welcome(model: PartnershipModel) -> None:
    from partnersim.mechanisms.newcomers import provider_choice

    world = model.world
    model.step()
    demand = world.demand
    demand.payable[:] = False
    demand.waiting[:] = 0.0
    provider_choice.act(world)
    before = demand.requests[0].sum()
    world.organizations["openness"][0] = 0.0
    demand.waiting[:] = 0.0
    provider_choice.act(world)
    assert demand.requests[0].sum() < 0.5 * before


def test_a_newcomer_with_no_need_never_asks_and_settles(model: PartnershipModel) -> None:
    table = model.world.newcomers
    table.stage[:, : table.rows] = MET
    model.world.parameters["settling"]["returning"] = 0.0
    arrived = model.world.now
    model.step()
    rest = table.arrived[: table.rows]
    assert (rest > arrived - HORIZONS_MONTHS[-1]).all()
    before = table.stage[:, : table.rows][:, rest < arrived]
    assert (before == MET).all()


def test_a_donor_gives_to_those_whose_offer_fits_its_own_agenda(small: Settings) -> None:
    from partnersim.instruments import mission_grant
    from partnersim.mechanisms.funders import contest
    from partnersim.mechanisms.organizations import applications

    chances = []
    for fits in (False, True):
        world = PartnershipModel(small, seed=3).world
        donor = world.funder_names.index("centraide")
        agenda = world.funders["priorities"][donor]
        world.organizations["offer"][:20] = agenda if fits else np.eye(6)[0]
        world.contracts["years_held"] = 0.0
        applications.act(world)
        contest.act(world)
        mission_grant.award(world)
        chances.append((world.contracts["amount"][:20, donor, 0] > 0).mean())
    assert chances[1] > chances[0]


def test_mesa_lists_the_living() -> None:
    model = PartnershipModel(load("mifi_status_quo", years=4, scale=1000.0), seed=4)
    seen = set()
    kept = None  # a set asked for once knows who came and went since
    while model.world.now < model.world.calendar.months:
        model.step()
        alive = {int(i) for i in np.flatnonzero(model.world.organizations["alive"])}
        assert kept is None or {view.row for view in kept} == alive
        assert {view.row for view in model.agents_by_type[Organization]} == alive
        kept = model.agents_by_type[Organization]
        seen.add(frozenset(alive))
    assert len(seen) > 3
