"""A crisis by place: hours lent balance, officials see what is done, and out of reach they hold nothing."""

from __future__ import annotations

import functools

import numpy as np
import pytest

from partnersim.language import UserError
from partnersim.model import PartnershipModel
from partnersim.scenario.loading import load
from partnersim.state.ledgers import LedgerError
from partnersim.systems.crisis import lent_staff, officials_who_see, out_of_reach
from studies import crisis_by_region as study

SCENARIO = "covid_crisis_by_region"
SOON = ["crisis.starts_after_months=6", "crisis.ends_after_months=30"]
QUICK = {"years": 3, "scale": 500.0}


def begun(months: int, *sets: str, scenario: str = SCENARIO) -> PartnershipModel:
    """So many months into a crisis."""
    settings = load(scenario, [*SOON, *sets], **QUICK)
    model = PartnershipModel(settings, seed=3, check_ledgers=True)
    for _ in range(model.world.calendar.spin_up_months + 6 + months):
        model.step()
    return model


# --- by place ---------------------------------------------------------------------------------------


def test_a_place_of_its_own_that_is_as_the_province_changes_no_value() -> None:
    nothing = ["lent_staff.by_public_services=0", "lent_staff.by_organizations=0",
               "officials_who_see.meetings=0", "out_of_reach.share=0"]  # fmt: skip
    runs = [
        begun(12, *study.EVEN, *nothing),
        begun(12, scenario="covid_crisis"),
    ]
    np.testing.assert_array_equal(*(model.recorder.values for model in runs))


def test_where_it_strikes_twice_as_hard_twice_as_much_is_left_undone() -> None:
    sets = ("crisis_places.montreal.strikes=1.5", "crisis_places.regions.strikes=0.75")
    world = begun(2, *sets).world
    places, named = world.places, world.places.names
    hard, mild = named.index("montreal"), named.index("regions")
    assert places.crisis_here[hard] == pytest.approx(1.5)
    assert places.public_unanswered[hard] == pytest.approx(1.5 * 0.6)
    assert places.public_unanswered[mild] == pytest.approx(0.75 * 0.6)
    np.testing.assert_allclose(places.needs_added[hard], 2.0 * places.needs_added[mild])
    assert places.needs_added[hard].max() == pytest.approx(1.5 * 0.01)
    sent = places.referred / (1.0 - places.referred)
    assert sent[hard] == pytest.approx(2.0 * sent[mild])


def test_nothing_is_more_than_all_of_it() -> None:
    world = begun(2, "crisis_places.montreal.strikes=3").world
    assert world.places.public_unanswered.max() == 1.0
    assert (world.organizations["displaced"] <= world.organizations["mission_plan"] + 1e-12).all()


def test_a_place_stands_once_and_must_be_there() -> None:
    with pytest.raises(UserError, match="montreal"):
        load(SCENARIO, ["crisis_places.quebec_city.place=montreal"])
    with pytest.raises(UserError, match=r"crisis_places\.montreal\.strikes"):
        load(SCENARIO, ["crisis_places.montreal.strikes=-1"])


# --- staff lent -------------------------------------------------------------------------------------


def two_in_a_place(model: PartnershipModel) -> tuple[np.ndarray, np.ndarray]:
    """Two organisations of one place, alone there, of two posts each; nobody asks anything yet."""
    model.step()
    world = model.world
    o = world.organizations
    two = np.flatnonzero(o["alive"])[:2]
    o["place"], o["place"][two] = 1, 0
    o["alive"], o["alive"][two] = False, True
    o["staff"][two], o["delivery_plan"][two], o["trust_in_peers"][two] = 2.0, 0.5, 0.5
    world.demand.waiting[:] = 0.0
    world.demand.in_service[:] = 0.0
    world.demand.staff_share[:] = 1.0
    return o, two


@pytest.mark.parametrize(
    ("files_short", "public", "lent_by_peer", "lent_by_public"),
    [
        (1.5, 0.0, 0.4 * 0.5 * 130.0, 0.0),  # all that is offered: a part of idle hours, by trust
        (1.5, 39.0, 0.4 * 0.5 * 130.0, 39.0),
        (1.1, 0.0, 13.0, 0.0),  # no more than what is short
        (1.1, 26.0, 13.0 / 2.0, 13.0 / 2.0),
        (0.5, 39.0, 0.0, 0.0),  # nobody is short, so that nobody lends
    ],
)
def test_hours_move_from_those_who_are_idle_to_those_who_are_short(
    model: PartnershipModel,
    files_short: float,
    public: float,
    lent_by_peer: float,
    lent_by_public: float,
) -> None:
    """A post of delivery each, one without files, one with files of so many posts."""
    o, (idle, short) = two_in_a_place(model)
    world, demand = model.world, model.world.demand
    kind = world.services[0]
    demand.in_service[short, 0, 0] = files_short * 130.0 / (kind["hours"] / kind["months"])
    by_public = np.zeros(len(world.places.names))
    by_public[0] = public
    lent_staff.lend(
        o, world.services, demand.set_of, demand.staff_share, demand.waiting, demand.in_service,
        by_public, 0.4, 130.0, world.places.lent_hours,
    )  # fmt: skip
    assert o["borrowed_hours"][idle] == pytest.approx(-lent_by_peer)
    assert o["borrowed_hours"][short] == pytest.approx(lent_by_peer + lent_by_public)
    assert world.places.lent_hours[0] == pytest.approx(lent_by_public)


def test_hours_lent_balance_in_each_place_and_come_from_files_not_opened() -> None:
    model = begun(0, "lent_staff.by_organizations=1", "lent_staff.by_public_services=0.5")
    world = model.world
    for month in range(8):
        before = world.places.public_unanswered.copy()
        model.step()
        o, lent = world.organizations, world.places.lent_hours
        got = np.bincount(o["place"], o["borrowed_hours"], len(lent))
        np.testing.assert_allclose(got, lent, atol=1e-6)
        opened = world.arrivals[world.now - 1].T @ world.public_files @ world.services["hours"]
        assert (lent <= before * opened + 1e-6).all()
        assert (o["borrowed_hours"][o["borrowed_hours"] < 0.0].sum() < 0.0) == (month < 6)
        assert (lent.sum() > 0.0) == (0 < month < 6)
    assert not o["borrowed_hours"].any()


def test_hours_that_nobody_lent_do_not_balance() -> None:
    model = begun(2)
    model.world.organizations["borrowed_hours"][0] += 1.0
    with pytest.raises(LedgerError, match="hours"):
        model._ledgers._hours(model.world)  # type: ignore[union-attr]


def test_lent_hours_serve_and_are_of_no_agreement() -> None:
    """Hours of delivery that month are those of its own staff and those lent to it."""
    none, lent = (
        begun(2, f"lent_staff.by_public_services={share}", "lent_staff.by_organizations=0")
        for share in (0.0, 1.0)
    )
    served = [
        model.world.organizations["hours_delivery"][:100].sum()
        + sum(model.world.organizations[f"hours_{what}"][:100].sum()
              for what in ("advocacy", "associative_life", "tables", "reporting",
                           "fundraising", "management"))
        for model in (none, lent)
    ]  # fmt: skip
    more = lent.world.organizations["borrowed_hours"][:100].sum()
    assert more > 0.0
    assert served[1] - served[0] == pytest.approx(more, rel=1e-6)


# --- officials --------------------------------------------------------------------------------------


def test_ministries_see_what_is_done_with_those_who_were_sent(model: PartnershipModel) -> None:
    model.step()
    world = model.world
    world.conditions["crisis"], world.parameters["officials_who_see"]["meetings"] = 1.0, 2.0
    o = world.organizations
    o["served_eligible"], o["served_ineligible"] = 30.0, 20.0
    world.places.referred[:] = 0.4
    officials_who_see.act(world)
    alive, seen = o["alive"], world.relations["seen"]
    ministries = world.funders["is_ministry"]
    assert seen[alive][:, ministries] == pytest.approx(0.02 * 50.0 * 0.4)
    assert not seen[:, ~ministries].any()
    world.conditions["crisis"] = 0.0
    officials_who_see.act(world)
    assert not seen.any()


def test_what_is_seen_teaches_as_a_meeting_and_gives_no_points() -> None:
    """A ministry that saw enough believes of everybody what is so: it is no better of them all."""
    model = begun(
        8, "officials_who_see.meetings=100", "knowledge.precision=5", "knowledge.ageing=0"
    )
    world = model.world
    o, r = world.organizations, world.relations[:, world.main_funder]
    known = o["alive"] & (r["tie"] > 0.98)
    assert known.sum() > 30
    apart = r["usefulness_believed"][known] - o["usefulness"][known]
    assert abs(apart.mean()) < 0.1
    assert np.corrcoef(r["usefulness_believed"][known], o["usefulness"][known])[0, 1] > 0.95


def test_out_of_reach_is_for_some_months_as_far_as_the_crisis_is_acute(
    model: PartnershipModel,
) -> None:
    world = model.world
    world.parameters["out_of_reach"]["share"] = 0.8
    begins = world.calendar.spin_up_months + int(
        world.parameters["crisis"]["starts_after_months"][0]
    )
    for month, level, reach in ((0, 0.5, 0.6), (3, 1.0, 0.2), (4, 1.0, 1.0)):
        world.calendar.now, world.conditions["crisis"] = begins + month, level
        out_of_reach.act(world)
        assert world.conditions["within_reach"][0] == pytest.approx(reach)


def test_a_visit_that_is_not_held_takes_no_hours_and_teaches_nothing() -> None:
    open_to, away = (begun(2, f"out_of_reach.share={share}") for share in (0.0, 1.0))
    visits = [model.world.funders["hours_of_visits"] for model in (open_to, away)]
    assert visits[0].max() > 0.0
    assert visits[1].max() == 0.0
    contacts = [
        model.world.relations["contact"][:, model.world.main_funder] for model in (open_to, away)
    ]
    assert contacts[1].sum() < 0.7 * contacts[0].sum()


# --- over paired seeds ------------------------------------------------------------------------------


@functools.cache
def measured() -> dict[str, dict[str, tuple[float, float]]]:
    told = study.measured(12, scale=500.0)
    return {
        part: {name: (each.low, each.high) for name, each in measures.items()}
        for part, measures in told.items()
    }


@pytest.mark.parametrize(
    ("part", "measure", "sign"),
    [
        ("places", "mission in acute months, Montreal", -1),
        ("places", "mission in acute months, elsewhere", 1),
        ("lent", "posts of public services, acute months", 1),
        ("lent", "posts of peers, acute months", 1),
        ("lent", "mission in acute months, Montreal", 1),
        ("lent", "mission in acute months, elsewhere", 1),
        ("recognition", "tie, all, at its end", 1),
        ("recognition", "tie, held the net less the others, after 6 months", 1),
        ("recognition", "tie, held the net less the others, at its end", 1),
        ("recognition", "tie, all, two years after", 1),
        ("out of reach", "conversations not held, four months", 1),
        ("out of reach", "tie, after 4 months", -1),
        ("out of reach", "direct_access, after a year", -1),
    ],
)
@pytest.mark.long
def test_no_part_is_dead(part: str, measure: str, sign: int) -> None:
    low, high = measured()[part][measure]
    assert min(low * sign, high * sign) > 0.0, f"{low:+.4f} {high:+.4f}"


@pytest.mark.long
def test_those_who_held_the_net_are_known_better_and_invited_hardly_more() -> None:
    """A finding: who is known comes to mind more, but seats and conversations are as many as before."""
    told = measured()["recognition"]
    for when in study.AT:
        low, high = told[f"direct_access, all, {when}"]
        assert -0.05 < low <= high < 0.05, f"{when}: {low:+.4f} {high:+.4f}"
    at_its_end, after = (told[f"tie, all, {when}"] for when in ("at its end", "two years after"))
    assert sum(after) < sum(at_its_end)
