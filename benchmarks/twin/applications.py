"""Each April organisations decide what to apply for, before they know what they get."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .board import logistic, means_of, use_of, utility
from .books import Year, year_of

if TYPE_CHECKING:
    from .contract import Contract
    from .funder import Funder
    from .organization import Organization


@dataclass(slots=True)
class Room:
    """Clients at the door, and whom programmes asked for would bring, less those of agreements."""

    left: float


SHARES = (1.0, 0.8, 0.6, 0.4, 0.2)


def apply(one: Organization) -> None:
    """Every application of the year; hours are owed whether it wins or not."""
    room = Room(one.door_eligible - year_of(one).clients)
    for funder in one.model.funders:
        narrow_first = sorted(
            funder.agreements_open(), key=lambda name: len(one.model.programmes[name].needs)
        )
        for programme in narrow_first:
            ask_for_clients(one, funder, programme, room)
        for programme in funder.programmes_open():
            instrument = one.model.instrument(programme)
            contract = one.contracts[funder.name, programme]
            if instrument == "service_agreement":
                continue
            contract.applied = contract.heard and (
                instrument == "mission_grant" or one.random.random() < answered(one)
            )
            if contract.applied:
                held = instrument == "mission_grant" and contract.amount > 0
                one.hours_due += hours_of(one, renews=held)


def hours_of(one: Organization, *, renews: bool) -> float:
    """Hours an application takes: half in a small organisation, less for a renewal."""
    calls = one.model.numbers.calls
    size = 0.5 + 0.5 * one.staff / (one.staff + calls.half_size)
    return float(calls.application_hours * size * (calls.renewal_share if renews else 1.0))


def answered(one: Organization) -> float:
    """Share of calls for projects that a team answers."""
    calls = one.model.numbers.calls
    size = one.staff / (one.staff + calls.half_size)
    return float(calls.least_answered + (1 - calls.least_answered) * size)


def sold_by(one: Organization, funder: Funder, programme: str) -> float:
    """The part of what it would sell to a funder that it could sell by a programme, by its offer."""
    alone = one.only_francization and "francization" in funder.agreements_open()
    offered = {}
    for name in funder.agreements_open():
        kinds = range(len(one.offer))
        if not alone or name == "francization":
            offered[name] = sum(
                one.offer[k] for k in kinds if one.model.pays_for((funder.name, name), k)
            )
    return offered.get(programme, 0.0) / max(1e-9, *offered.values())


def sold(one: Organization, funder: Funder, programme: str) -> float:
    """Clients that it would sell, by the hours of the usual price."""
    staff = one.model.numbers.staff
    hours = 12 * staff.hours_a_month * (1 - staff.management)
    capacity = one.staff * hours / one.model.numbers.delivery.hours_per_episode
    return float(one.relations[funder.name].appetite * capacity * sold_by(one, funder, programme))


def least_of(one: Organization, programme: str) -> float:
    """Clients of the smallest agreement, by the hours of the usual price."""
    row = one.model.programmes[programme].numbers
    return float(
        max(one.model.numbers.calls.smallest_clients, row["smallest_group"]) * row["price"]
    )


def ask_for_clients(one: Organization, funder: Funder, programme: str, room: Room) -> None:
    """Ask for the number of clients with which the year is worth most; it takes of the room."""
    contract = one.contracts[funder.name, programme]
    contract.applied, contract.asked = False, 0.0
    if contract.amount > 0 and contract.months_left > 0:
        contract.asked = contract.amount
        return
    if not contract.heard or one.relations[funder.name].appetite <= 0:
        return
    contest = one.model.numbers.contest
    usual = float(funder.value("service_agreement", "price_per_client"))
    held, least = contract.amount / usual, least_of(one, programme)
    would = sold(one, funder, programme)
    served = held * min(1.0, one.relations[funder.name].performance)
    ground = contest.ratchet * served + (1 - contest.ratchet) * held
    entry = max(min(least, would), one.model.numbers.calls.entry * would)
    brings = 0.0 if held > 0 else contract.brought
    years = float(funder.value("service_agreement", "term_years"))
    reach = max(0.0, min(contract.in_reach, room.left + brings + held))
    most = min(max((1 + contest.growth) ** years * ground, entry), reach)
    clients = best_number(one, funder, programme, contract, most, held, least)
    if clients < least or clients <= 0:
        return
    contract.applied, contract.asked = True, clients * usual
    one.hours_due += hours_of(one, renews=held > 0)
    room.left += brings - (clients - held)


def best_number(
    one: Organization, funder: Funder, programme: str, contract: Contract, most: float,
    held: float, least: float,
) -> float:  # fmt: skip
    """The best of a few numbers, none among them, by what the year would be worth."""
    points = one.model.points_without_chance(one, funder, programme, contract.points_of_fit)
    points -= funder.points_to_win.get(programme, 0.0)
    odds = logistic(points / one.model.numbers.contest.noise)
    year, use, judges = year_of(one), use_of(one), (funder, programme)
    certainty = one.model.numbers.contest.certainty
    choice, value = (
        0.0,
        utility(
            one,
            use,
            means_of(one, with_clients(one, funder, programme, year, contract, 0.0, -held), judges),
        ),
    )
    for share in SHARES:
        asked = share * most
        if asked < least or asked <= 0:
            continue
        certain = min(asked, certainty * held)
        expected = certain + (asked - certain) * odds
        changed = with_clients(one, funder, programme, year, contract, asked, expected - held)
        worth = utility(one, use, means_of(one, changed, judges))
        if worth > value:
            choice, value = asked, worth
    return choice


def with_clients(
    one: Organization, funder: Funder, programme: str, year: Year, contract: Contract,
    asked: float, more: float,
) -> Year:  # fmt: skip
    """The books, if it asked for other clients by a programme than it holds."""
    terms = funder.terms.values["service_agreement"]
    record, reports = funder.hours_of_accounts(programme)
    dollars = more * terms["price_per_client"]
    new = contract.brought if contract.amount <= 0 else 0.0
    hours = record * more / one.model.programmes[programme].numbers["price"]
    hours += reports * ((asked > 0) - (contract.amount > 0))
    hours += hours_of(one, renews=contract.amount > 0) if asked > 0 else 0.0
    return replace(
        year,
        agreements=max(0.0, year.agreements + dollars),
        overhead=max(0.0, year.overhead + terms["overhead_cap"] * dollars),
        clients=max(0.0, year.clients + more),
        brought=min(new, max(0.0, more)),
        reporting=max(0.0, year.reporting + hours),
    )
