"""Organisations divide hours over files: by hand, never more than there are, and at whose cost."""

from __future__ import annotations

import copy

import numpy as np
import pytest

from partnersim.mechanisms.newcomers.provider_choice import pull
from partnersim.mechanisms.organizations import agreement_targets, client_records, delivery
from partnersim.model import PartnershipModel
from partnersim.scenario.loading import load
from partnersim.state.columns import KINDS
from partnersim.state.hours_of_files import allot
from partnersim.state.waiting_lists import spread
from partnersim.state.world import World

ALWAYS = np.ones(KINDS, np.bool_)
EVEN = np.full(KINDS, 1.0 / KINDS)


def wants(*, under_way: float = 0.0, listed: tuple[float, ...] = (0.0,) * KINDS) -> np.ndarray:
    """Standard hours of files of one kind under way, and of opening all that wait."""
    want = np.zeros((2, KINDS + 1))
    want[0, 1] = want[0, KINDS] = under_way
    want[1] = (*listed, sum(listed))
    return want


def test_files_under_way_come_first_and_take_no_more_than_there_is() -> None:
    share = np.ones(KINDS)
    want = wants(under_way=120.0, listed=(10.0,) * KINDS)
    assert allot(100.0, 100.0, EVEN, 1.0, want, ALWAYS, share) == 100.0
    assert (share == 0.0).all()


def test_hours_follow_the_offer_and_what_a_kind_does_not_need_goes_to_others() -> None:
    """Of 60 tied hours half are for the first kind, which wants 10: the second has the other 50."""
    offer = np.array([0.5, 0.5, 0.0, 0.0, 0.0, 0.0])
    share = np.zeros(KINDS)
    want = wants(listed=(10.0, 100.0, 0.0, 0.0, 0.0, 0.0))
    assert allot(60.0, 60.0, offer, 1.0, want, ALWAYS, share) == pytest.approx(60.0)
    assert share[0] == pytest.approx(1.0)
    assert share[1] == pytest.approx(0.5)


def test_own_hours_follow_the_list() -> None:
    share = np.zeros(KINDS)
    want = wants(listed=(30.0, 90.0, 0.0, 0.0, 0.0, 0.0))
    assert allot(60.0, 0.0, EVEN, 1.0, want, ALWAYS, share) == pytest.approx(60.0)
    assert share[:2] == pytest.approx([0.5, 0.5])


def test_thin_files_let_more_begin() -> None:
    share = np.zeros(KINDS)
    want = wants(listed=(100.0, 0.0, 0.0, 0.0, 0.0, 0.0))
    assert allot(40.0, 0.0, EVEN, 0.5, want, ALWAYS, share) == pytest.approx(40.0)
    assert share[0] == pytest.approx(0.8)


def test_hours_of_a_class_are_set_aside_until_its_session() -> None:
    offer = np.array([0.5, 0.5, 0.0, 0.0, 0.0, 0.0])
    share = np.zeros(KINDS)
    between = np.array([False, True, True, True, True, True])
    want = wants(listed=(50.0, 50.0, 0.0, 0.0, 0.0, 0.0))
    assert allot(60.0, 60.0, offer, 1.0, want, between, share) == pytest.approx(30.0)
    assert share[0] == 0.0
    assert share[1] == pytest.approx(0.6)


@pytest.fixture
def two() -> World:
    """The first two organisations alone, in one place, with hours of both kinds, after a month lived."""
    model = PartnershipModel(load("mifi_status_quo", years=1, scale=500.0), seed=3)
    model.step()
    world = model.world
    world.parameters["staff"]["hours_a_month"] = 150.0
    o = world.organizations
    o["alive"][2:] = False
    o["place"][:2] = 0
    o["staff"][:2] = [2.0, 6.0]
    o["delivery_plan"][:2] = 0.5
    o["displaced"][:2] = 0.0
    o["openness"][:2] = 0.5
    o["own_hours"][:2] = 40.0
    o["offer"][:2] = EVEN
    world.demand.here[0, :3] = [0, 1, world.demand.organizations]
    world.demand.number_here[0] = 3
    world.demand.waiting[:] = 0.0
    world.demand.in_service[:] = 0.0
    world.places.public_files[:] = 0.0
    return world


def test_people_choose_by_hours_over_one_plus_the_months_of_the_list(two: World) -> None:
    """150 hours a month a post: 150 and 450 hours, of which half the own go to others first."""
    demand, hours = two.demand, 150.0
    demand.payable[:2] = True
    demand.paid_for[:2] = True
    demand.waiting[1, 0, 1] = 10.0  # ten files for work, 12 hours each
    pull(two.organizations, two.services, hours, two.places.public_files, demand.payable,
         demand.set_of, demand.paid_for, demand.staff_share, demand.waiting, demand.pulls)  # fmt: skip
    small, large = (150.0 - 20.0) / 6.0, (450.0 - 20.0) / 6.0
    assert demand.pulls[0, 1, 1] == pytest.approx(small)
    assert demand.pulls[1, 1, 1] == pytest.approx(large / (1.0 + 120.0 / large))
    shape = demand.listed.shape
    listed, asked, followed = np.zeros(shape), np.zeros(shape), np.zeros(shape)
    listed[0, 0, 1], asked[0, 0, 1], followed[0, 0, 1] = 70.0, 60.0, 8.0
    demand.in_service[0, 0, 1] = 4.0
    nowhere = np.zeros(len(demand.number_here))
    spread(nowhere, demand.public, demand.payable, demand.pulls, demand.here, demand.number_here, listed,
           asked, followed, demand.waiting, demand.in_service, demand.requests)  # fmt: skip
    part = demand.pulls[:2, 1, 1] / demand.pulls[:2, 1, 1].sum()
    assert demand.requests[:2, 0, 1] == pytest.approx(60.0 * part)
    assert demand.waiting[1, 0, 1] == pytest.approx(10.0 + 60.0 * part[1])
    assert demand.in_service[0, 0, 1] == pytest.approx(8.0)


def payer(world: World, programme: str, funder: str = "mifi") -> int:
    """The number of a programme of a funder among payers."""
    here = (world.funder_names.index(funder), world.programme(programme))
    return int(np.flatnonzero((world.demand.payers == here).all(axis=1))[0])


def a_class(world: World, q: int, paid: bool = True) -> int:
    """The first class that a payer pays for, or that another one alone pays for."""
    pays = world.demand.pays
    return int(np.flatnonzero(pays[:, q] if paid else pays.any(axis=1) & ~pays[:, q])[0])


def serve(world: World, owed: float, waiting: float) -> None:
    """A month in which the first organisation has people of one class on its list, all for work."""
    demand, q = world.demand, payer(world, "reception")
    demand.paid_for[:2] = True
    demand.owed[:] = 0.0
    demand.owed[0, q] = owed
    demand.waiting[0, a_class(world, q), 1] = waiting
    delivery.act(world)


def test_agreements_never_pay_for_those_nobody_pays_for(two: World) -> None:
    """Of 150 hours 40 are its own; where it has a target, at most these go to people of no payer."""
    demand = two.demand
    demand.paid_for[0, 1:] = True  # a target, of other classes
    demand.paid_for[0, 0] = False
    demand.owed[:] = 0.0
    demand.waiting[0, 0, 1] = 1000.0
    delivery.act(two)
    assert demand.started[0, 0, 1] * 12.0 / 4.0 == pytest.approx(40.0)
    assert two.organizations["hours_delivery"][0] == pytest.approx(40.0)


def test_service_is_thinned_as_far_as_a_target_asks_and_no_further_than_the_floor(
    two: World,
) -> None:
    """150 hours and people enough: targets of 150/6.5, 200/6.5 and 900/6.5 clients a month."""
    found = []
    for hours in (150.0, 200.0, 900.0):
        serve(two, owed=hours / 6.5, waiting=1000.0)
        found.append(two.demand.thickness[0, 1])
    assert found == pytest.approx([1.0, 0.75, 0.5])
    assert two.organizations["hours_per_episode"][0] == pytest.approx(0.5 * 6.5)
    serve(two, owed=900.0 / 6.5, waiting=50.0)  # the list itself is short
    assert two.demand.thickness[0, 1] == pytest.approx(1.0)


def test_people_of_whom_no_target_has_room_come_after_the_others(two: World) -> None:
    """150 hours, a target of 60: twenty files for work of its class fill it; the rest is for both lists."""
    demand, q = two.demand, payer(two, "reception")
    two.organizations["own_hours"][0] = 0.0
    paying, small = a_class(two, q), a_class(two, q, paid=False)
    demand.paid_for[0] = False
    demand.paid_for[0, demand.set_of[[paying, small], 1]] = True
    demand.owed[:] = 0.0
    demand.owed[0, q] = 60.0 / 6.5
    demand.waiting[0, paying, 1] = 40.0  # three hours a month each
    demand.waiting[0, small, 1] = 40.0
    delivery.act(two)
    opened = demand.started[0, [paying, small], 1] * 3.0
    assert opened.sum() == pytest.approx(150.0)
    assert opened == pytest.approx([60.0 + 90.0 * 60.0 / 180.0, 90.0 * 120.0 / 180.0])


def test_a_month_of_a_file_counts_as_its_standard_hours(two: World) -> None:
    """Twenty files for work, three hours a month each, at 6.5 hours a client; a target wants 5 a month."""
    demand, f = two.demand, two.main_funder
    agreement = two.programme("reception")
    two.contracts["target"] = 0.0
    two.contracts["served"] = 0.0
    two.contracts["target"][0, f, agreement] = 5.0 * two.calendar.months_left_in_fiscal_year
    q = payer(two, "reception")
    paying = a_class(two, q)
    demand.in_service[0, paying, 1] = 20.0
    agreement_targets.act(two)
    assert demand.owed[0].sum() == pytest.approx(5.0)
    delivery.act(two)
    assert demand.clients[0, demand.set_of[paying, 1]] == pytest.approx(20.0 * 3.0 / 6.5)
    client_records.act(two)
    assert demand.records[0, q] == pytest.approx(5.0)  # no more than is paid for
    assert two.contracts["served"][0, f, agreement] == pytest.approx(5.0)


def learners(world: World, waiting: float, reception: float = 0.0, hours: float = 150.0) -> int:
    """A session begins: so many wait for French with one that has targets of francization, and of
    reception; the class of these people."""
    demand, q = world.demand, payer(world, "francization")
    months = world.calendar.months_left_in_fiscal_year
    world.organizations["staff"][0] = hours / 150.0 / 0.5
    world.organizations["own_hours"][0] = 0.0
    world.contracts["target"] = 0.0
    world.contracts["served"] = 0.0
    world.contracts["target"][0, world.main_funder, world.programme("francization")] = (
        100.0 * months
    )
    world.contracts["target"][0, world.main_funder, world.programme("reception")] = (
        reception * months
    )
    demand.waiting[0, a_class(world, q), 0] = waiting
    agreement_targets.act(world)
    delivery.act(world)
    client_records.act(world)
    return a_class(world, q)


def test_a_class_below_the_smallest_group_does_not_open(two: World) -> None:
    """Francization opens with 20, F15; with 19 nobody is taught, though hours are left."""
    two.calendar.now = 12  # April: a session begins
    demand, q = two.demand, payer(two, "francization")
    c = learners(two, waiting=19.0)
    assert demand.started[0, c, 0] == 0.0
    assert not demand.group_meets[0, q]
    assert demand.records[0, q] == 0.0
    c = learners(two, waiting=20.0)
    assert demand.started[0, c, 0] == pytest.approx(20.0)
    assert demand.group_meets[0, q]
    assert two.organizations["hours_delivery"][0] == pytest.approx(20.0 * 22.0 / 3.0 * 0.13)
    two.calendar.now = 13  # between sessions what has met goes on
    demand.waiting[0, c, 0] = 3.0
    delivery.act(two)
    assert demand.group_meets[0, q]


def test_a_class_for_which_hours_are_short_does_not_open_either(two: World) -> None:
    """Twenty of them take 19 hours a month of the organisation's own; it has 5, 10 where files are thin."""
    two.calendar.now = 12
    c = learners(two, waiting=20.0, hours=5.0)
    assert two.demand.started[0, c, 0] == 0.0


def test_a_francization_target_counts_learners_alone(two: World) -> None:
    """Thirty followed for work and 24 in class: each programme counts its own, a third of a file a month."""
    two.calendar.now = 12
    demand = two.demand
    q, work = payer(two, "francization"), payer(two, "reception")
    c = a_class(two, q)
    demand.in_service[0, c, 0], demand.in_service[0, c, 1] = 24.0, 30.0
    learners(two, waiting=20.0, reception=100.0)
    two.demand.waiting[:] = 0.0
    price = 0.44 * 6.5  # hours that a learner's price pays for
    taught = (24.0 + 20.0) * 22.0 / 3.0 * 0.13 / price
    assert demand.records[0, q] == pytest.approx(taught)
    assert demand.records[0, work] == pytest.approx(30.0 * 3.0 / 6.5)


def test_money_of_one_programme_cannot_pay_for_another(two: World) -> None:
    """Beside a class of 20, people in need of work fill no target of francization, however many."""
    two.calendar.now = 12
    demand, q = two.demand, payer(two, "francization")
    c = a_class(two, q)
    demand.in_service[0, c, 1:] = 100.0
    learners(two, waiting=20.0, hours=1500.0)
    assert demand.clients[0].sum() > 100.0
    assert demand.records[0].sum() == pytest.approx(20.0 * 22.0 / 3.0 * 0.13 / (0.44 * 6.5))
    assert not demand.payable[0, c, 1:].any()
    assert demand.payable[0, c, 0]


@pytest.mark.parametrize("scenario", ["mifi_status_quo", "mission_money_only", "covid_crisis"])
def test_hours_are_never_exceeded_and_no_stock_is_negative(scenario: str) -> None:
    model = PartnershipModel(load(scenario, years=3, scale=200.0), seed=4, uncertainty="prior")
    while model.world.now < model.world.calendar.months:
        model.step()
        world = copy.deepcopy(model.world)
        delivery.act(world)
        demand, o = world.demand, world.organizations
        for stock in (demand.waiting, demand.in_service, demand.started, demand.requests):
            assert (stock >= 0.0).all()
        assert (demand.started <= demand.waiting + 1e-9).all()
        hours = o["staff"] * float(world.parameters["staff"]["hours_a_month"][0])
        offered = hours * (o["delivery_plan"] + o["displaced"])
        assert (o["hours_delivery"] <= offered + 1e-6).all()
        a_month = world.services["hours"] / world.services["months"]
        paid = demand.payable[: len(o)]
        own_part = np.take_along_axis(
            demand.staff_share, demand.set_of.reshape(1, -1).repeat(len(o), axis=0), axis=1
        ).reshape(paid.shape)
        for who, mask in enumerate((~paid, paid)):
            files = (demand.in_service[: len(o)] * own_part * mask).sum(axis=1) @ a_month
            assert (files * demand.thickness[: len(o), who] <= offered + 1e-6).all()


def test_those_paid_for_pay_for_openness() -> None:
    """Where organisations are more open with hours of their own, others are served, and they wait."""
    started = []
    for openness in (0.1, 0.9):
        of_runs = np.zeros(2)
        for seed in range(4):
            model = PartnershipModel(load("prsca_compliant", years=3, scale=100.0), seed=seed)
            model.world.organizations["openness"] = openness
            model.run()
            hours = model.world.services["hours"]
            of_runs += (model.world.newcomers.services["started"][-24:] @ hours).sum(axis=0)
        started.append(of_runs)
    (others, eligible), (others_open, eligible_open) = started
    assert others_open > 1.1 * others
    assert eligible_open < eligible
