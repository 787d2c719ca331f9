"""Who leads a partnership and how its council decides: what each brings and costs, with answers known beforehand."""

from __future__ import annotations

import numpy as np
import pytest

from partnersim.model import PartnershipModel
from partnersim.scenario.loading import load
from partnersim.scenario.settings import Settings
from partnersim.state.columns import OUTSIDE
from partnersim.systems.local_partnerships import partnership_decision, partnership_lead
from partnersim.systems.local_partnerships.names import AIMS, RULES
from partnersim.systems.local_partnerships.partnership_money import LEAD
from tests.bounds import out_of_bounds
from tests.conftest import paired_difference

ATTRACTION, CAPACITY, COORDINATION = range(len(AIMS))
AGENCY_LEADS = ("lead=settlement_agency", "leadership.hours_a_month=65", "renewal=1")


def hamilton(*sets: str, years: int = 3) -> Settings:
    """Hamilton with settings of its partnership."""
    own = [f"partnerships.lip_hamilton.{setting}" for setting in sets]
    return load("lip_hamilton", own, years=years, scale=200.0)


def begun(*sets: str, months: int = 6, years: int = 3) -> PartnershipModel:
    """Hamilton, some months after its partnership began, its ledgers checked."""
    model = PartnershipModel(hamilton(*sets, years=years), seed=3, check_ledgers=True)
    for _ in range(model.world.calendar.spin_up_months + months):
        model.step()
        assert out_of_bounds(model.world) == []
    return model


def at_end(model: PartnershipModel, column: str) -> float:
    """A column of the first partnership in the last month."""
    return float(model.recorder.tables["partnerships"][column][-1, 0])


def divided_council(rule: str) -> PartnershipModel:
    """Eight members of one size alone at the table: five with lists of eight months, three with none."""
    model = PartnershipModel(
        load("lip_toronto_west", years=1, scale=500.0), seed=3, uncertainty="point"
    )
    world = model.world
    o, p = world.organizations, world.tables["partnerships"]
    members = np.flatnonzero(o["alive"])[:8]
    world.tables["councils"]["sits"][0] = False
    world.tables["councils"]["sits"][0, members] = True
    o["alive"] = world.tables["councils"]["sits"][0]
    o["staff"][members], o["delivery_plan"][members] = 10.0, 0.5
    world.demand.waiting[:] = 0.0
    each = 5.0 * float(world.parameters["staff"]["hours_a_month"][0])  # hours a month of delivery
    world.demand.waiting[members[:5], 0, 0] = 8.0 * each / world.services["hours"][0]
    p["others"], p["decides_by"] = 0.0, RULES.index(rule)
    world.calendar.now = 24
    assert world.calendar.is_quarter_start
    partnership_decision.act(world)
    return model


def test_a_majority_keeps_in_the_plan_what_a_consensus_leaves_out() -> None:
    """Lists to even out matter to all, those to shorten to five of eight, hours to fill to three."""
    consensus, majority = (
        divided_council(rule).world.tables["partnerships"] for rule in ("consensus", "majority")
    )
    assert consensus["puts_first"][0] == pytest.approx([0.0, 0.0, 1.0])
    assert majority["puts_first"][0, ATTRACTION] == 0.0
    assert majority["puts_first"][0, CAPACITY] > 0.2
    assert majority["puts_first"][0, COORDINATION] > 0.2
    assert majority["apart"][0] < consensus["apart"][0]


def test_those_in_the_minority_get_no_more_by_either_rule_and_talking_through_takes_hours() -> None:
    consensus, majority = (
        divided_council(rule).world.tables["councils"] for rule in ("consensus", "majority")
    )
    sits = np.flatnonzero(consensus["sits"][0])
    many, few = sits[:5], sits[5:]
    assert (majority["apart"][0, many] < consensus["apart"][0, many] - 0.1).all()
    assert (majority["apart"][0, few] >= consensus["apart"][0, few]).all()
    assert (consensus["hours_of_meeting"][0, sits] > 1.2).all()
    assert (majority["hours_of_meeting"][0] == 1.0).all()


def test_where_a_lead_in_name_has_the_last_word_nobody_deliberates() -> None:
    model = divided_council("lead")
    assert model.world.tables["partnerships"]["deciding"][0] == 0.0
    assert (model.world.tables["councils"]["hours_of_meeting"] == 1.0).all()
    assert (model.world.tables["councils"]["apart"] == 0.0).all()


@pytest.mark.parametrize(("agency", "first"), [(False, COORDINATION), (True, CAPACITY)])
def test_a_lead_with_the_last_word_puts_the_place_or_an_agency_its_own_lists_first(
    agency: bool, first: int
) -> None:
    model = divided_council("lead")
    p, councils = model.world.tables["partnerships"], model.world.tables["councils"]
    long_list = np.flatnonzero(councils["sits"][0])[0]
    p["hours_a_month"], p["host"] = 65.0, long_list if agency else -1
    partnership_decision.act(model.world)
    assert np.argmax(p["puts_first"][0]) == first
    assert p["deciding"][0] == 1.0
    assert (councils["apart"][0, long_list] < 1e-9) == agency


def test_a_small_executive_decides_and_the_others_endorse() -> None:
    model = begun("council.decides_by=executive", "council.size=30", "renewal=1", months=8)
    world, p = model.world, model.world.tables["partnerships"][0]
    council = world.tables["councils"][0]
    assert council["decides"].sum() < council["sits"].sum()
    assert p["deciding"] <= 5.0
    assert p["efficacy"] > p["efficacy_of_all"]
    hours = 10.0 * p["meetings_a_year"] / 12.0
    members = council["sits"] & world.organizations["alive"]
    asked = world.organizations["council_hours"]
    assert asked[members & council["decides"]] == pytest.approx(2.0 * hours)
    assert asked[members & ~council["decides"]] == pytest.approx(0.5 * hours)


def test_an_executive_goes_further_in_a_large_council_that_represents_less() -> None:
    west = "partnerships.lip_toronto_west."
    base, few = (
        load("lip_toronto_west", [f"{west}renewal=1", f"{west}council.decides_by={rule}"],
             years=4, scale=500.0)
        for rule in ("consensus", "executive")
    )  # fmt: skip
    for column, sign in (("stage", 1), ("representativeness", -1)):
        mean, low, high = paired_difference(base, few, column, runs=8, measure=at_end)
        assert min(low * sign, high * sign) > 0.0, f"{column} {mean:+.3f} [{low:+.3f}, {high:+.3f}]"


def test_a_plan_that_leaves_out_what_members_want_costs_trust() -> None:
    sets = ("renewal=1", "council.decides_by=consensus")
    base, blind = (
        load("lip_hamilton", [
            *(f"partnerships.lip_hamilton.{setting}" for setting in sets),
            f"partnership_trust.outvoted={loss}",
        ], years=3, scale=200.0)
        for loss in (0.0, 0.1)
    )  # fmt: skip
    mean, _, high = paired_difference(base, blind, "trust", runs=8, measure=at_end)
    assert high < 0.0, f"{mean:+.3f}"


def test_an_agency_that_leads_sits_and_gives_hours_of_its_own() -> None:
    model = begun(*AGENCY_LEADS)
    world, p = model.world, model.world.tables["partnerships"][0]
    o, host = world.organizations, int(p["host"])
    here = o["alive"] & (o["place"] == p["place"])
    assert here[host]
    assert world.tables["councils"]["sits"][0, host]
    meetings = 10.0 * p["meetings_a_year"] / 12.0
    assert o["council_hours"][host] == pytest.approx(65.0 + meetings)
    o["attendance"][host] = 0.4
    partnership_lead.act(world)
    assert p["given_hours"] == pytest.approx(0.4 * 65.0)
    closed = host
    o["alive"][closed] = False
    partnership_lead.act(world)
    assert int(p["host"]) not in (-1, closed)


def test_without_hours_a_lead_is_a_name_alone() -> None:
    model = begun("lead=settlement_agency", "renewal=1")
    p = model.world.tables["partnerships"][0]
    assert p["host"] == -1
    assert p["given_hours"] == p["lead_dollars"] == 0.0
    assert (model.world.tables["councils"]["rivalry"] == 0.0).all()


def test_peers_of_the_same_programmes_are_rivals_of_the_agency_that_leads() -> None:
    model = begun(*AGENCY_LEADS, months=2)
    world, host = model.world, int(model.world.tables["partnerships"]["host"][0])
    per_client = np.flatnonzero(world.programmes["per_client"])
    other = next(i for i in np.flatnonzero(world.organizations["alive"]) if i != host)
    third = next(i for i in np.flatnonzero(world.organizations["alive"]) if i not in (host, other))
    world.contracts["amount"][[host, other, third]] = 0.0
    world.contracts["amount"][host, 0, per_client[0]] = 100.0
    world.contracts["amount"][other, 0, per_client[0]] = 25.0
    world.contracts["amount"][other, 0, per_client[1]] = 75.0
    world.contracts["amount"][third, 0, per_client[1]] = 50.0
    partnership_lead.act(world)
    rivalry = world.tables["councils"]["rivalry"][0]
    assert rivalry[[host, other, third]] == pytest.approx([0.0, 0.25, 0.0])


@pytest.mark.parametrize(
    ("base", "other", "column", "sign"),
    [
        (("leadership.hours_a_month=0",), ("leadership.hours_a_month=130",), "stage", 1),
        (("renewal=0.3",), ("renewal=0.3", "leadership.hours_a_month=65", "leadership.money=60000"),
         "stage", 1),
    ],
)  # fmt: skip
def test_leads_move_what_they_should(
    base: tuple[str, ...], other: tuple[str, ...], column: str, sign: int
) -> None:
    first, second = (hamilton("renewal=0.9", *sets, years=4) for sets in (base, other))
    mean, low, high = paired_difference(first, second, column, runs=12, measure=at_end)
    assert min(low * sign, high * sign) > 0.0, f"{mean:+.3f} [{low:+.3f}, {high:+.3f}]"


def test_peers_trust_less_where_they_are_wary_of_a_rival_that_leads() -> None:
    own = [f"partnerships.lip_hamilton.{setting}" for setting in AGENCY_LEADS]
    trusting, wary = (
        load("lip_hamilton", [*own, f"partnership_lead.wary={wary}"], years=4, scale=200.0)
        for wary in (0, 1)
    )
    mean, _, high = paired_difference(trusting, wary, "trust", runs=8, measure=at_end)
    assert high < 0.0, f"{mean:+.3f}"


def test_money_of_the_lead_goes_on_while_that_of_the_funder_has_ended() -> None:
    lead = ("leadership.hours_a_month=65", "leadership.money=60000", "renewal=0")
    model = begun(*lead, months=15)
    p = model.world.tables["partnerships"][0]
    assert not p["funded"]
    assert p["meeting"]
    assert p["staff_dollars"] > 0.0
    flows = model.world.flows.written()
    added = flows[flows["purpose"] == LEAD]
    assert (added["payer"] == OUTSIDE).all()
    assert added["amount"].sum() == pytest.approx(15 * 60000.0 / 12.0)
    assert p["received"] == pytest.approx(p["spent"])
    alone = begun("leadership.hours_a_month=65", "renewal=0", months=15)
    assert not alone.world.tables["partnerships"]["meeting"][0]


@pytest.mark.parametrize("chance", [0.0, 1.0])
def test_an_election_empties_seats_and_may_leave_the_partnership_to_itself(chance: float) -> None:
    settings = load(
        "lip_hamilton",
        ["partnerships.lip_hamilton.leadership.hours_a_month=65", "partnerships.lip_hamilton.renewal=1",
         f"partnership_lead.agenda_changes={chance}"], years=3, scale=200.0,
    )  # fmt: skip
    model = PartnershipModel(settings, seed=3, check_ledgers=True)
    p = model.world.tables["partnerships"]
    seats, vacated = [], []
    for _ in range(settings.spin_up_months + 24):
        model.step()
        seats.append(float(p["others"][0]))
        vacated.append(bool(p["vacated"][0]))
    (month,) = np.flatnonzero(vacated)
    assert str(model.world.calendar.first.plus(int(month))) == "2010-11"
    assert seats[month] < 0.9 * seats[month - 1]
    assert p["abandoned"][0] == bool(chance)
    assert p["given_hours"][0] == (0.0 if chance else 65.0)
