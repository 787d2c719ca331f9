"""Each April organisations decide what to apply for, before they know what they get."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .board import logistic, posts_of
from .contract import Contract

if TYPE_CHECKING:
    from .funder import Funder
    from .organization import Organization


def apply(one: Organization) -> None:
    """Every application of the year; hours are owed whether it wins or not."""
    for funder in one.model.funders:
        for programme in funder.programmes_open():
            instrument = one.model.instrument(programme)
            contract = one.contracts.setdefault((funder.name, programme), Contract())
            contract.applied, contract.asked = False, 0.0
            if contract.months_left > 0 and contract.amount > 0:
                continue
            if not contract.heard:
                continue
            if instrument == "service_agreement":
                ask_for_clients(one, funder, programme, contract)
            elif instrument == "project":
                contract.applied = one.random.random() < answered(one)
            else:
                contract.applied = True
            if contract.applied:
                one.hours_due += hours_of(one, contract)


def hours_of(one: Organization, contract: Contract) -> float:
    """Hours an application takes: half in a small organisation, less for a renewal."""
    calls = one.model.numbers.calls
    size = 0.5 + 0.5 * one.staff / (one.staff + calls.half_size)
    renewal = calls.renewal_share if contract.amount > 0 else 1.0
    return float(calls.application_hours * size * renewal)


def answered(one: Organization) -> float:
    """Share of calls for projects that a team answers."""
    calls = one.model.numbers.calls
    size = one.staff / (one.staff + calls.half_size)
    return float(calls.least_answered + (1 - calls.least_answered) * size)


def ground(one: Organization, contract: Contract) -> float:
    """Clients on which the next request rests: between those awarded and those served."""
    ratchet = one.model.numbers.contest.ratchet
    served = min(contract.served_last_year, contract.target)
    return float(ratchet * served + (1 - ratchet) * contract.target)


def most(one: Organization, funder: Funder, contract: Contract) -> float:
    """Clients that it could ask for: not above its door, nor much above what it had."""
    numbers, usual = one.model.numbers, one.model.numbers.delivery.hours_per_episode
    door = contract.door * usual / contract.hours
    if contract.amount > 0:
        return min(door, ground(one, contract) * (1 + numbers.contest.growth))
    relation = one.relations[funder.name]
    capacity = one.month_hours * 12 / contract.staff_hours
    return float(min(door, numbers.calls.entry * relation.appetite * capacity))


def ask_for_clients(one: Organization, funder: Funder, programme: str, contract: Contract) -> None:
    """Compare a few numbers of clients by what the year would be worth with the award expected."""
    if funder.sells_as == "nobody" or one.relations[funder.name].appetite <= 0:
        return
    if (
        one.only_francization
        and "francization" in funder.programmes_open()
        and (programme != "francization")
    ):
        return
    funder.price(contract, programme)
    could = most(one, funder, contract)
    smallest = one.model.numbers.calls.smallest_clients
    usual = contract.hours * contract.staff_hours / contract.hours
    least = smallest * one.model.numbers.delivery.hours_per_episode / max(usual, 1e-9)
    if could < least:
        return
    odds = one.model.odds(one, funder.name, programme)
    choice, value = 0.0, 0.0
    for share in (0.25, 0.5, 0.75, 1.0):
        clients = share * could
        if clients < least:
            continue
        worth = worth_of(one, contract, clients, odds)
        if worth > value:
            choice, value = clients, worth
    if choice > 0:
        contract.applied, contract.asked = True, choice * contract.price
        contract.asked_clients = choice


def worth_of(one: Organization, contract: Contract, clients: float, odds: float) -> float:
    """What an award expected is worth: care for clients whom its hours would serve, less its costs.

    The page says that the year as a whole is compared; the twin compares what the award adds.
    """
    numbers = one.model.numbers
    certain = 0.0
    if contract.amount > 0:
        certain = min(clients, numbers.contest.certainty * ground(one, contract))
    expected = certain + odds * (clients - certain)
    posts = expected * contract.staff_hours / (12 * numbers.staff.hours_a_month)
    paid = expected * contract.price / (12 * numbers.staff.cost_a_month)
    reports = 0.1 * posts + hours_of(one, contract) / (12 * numbers.staff.hours_a_month)
    door = max(1e-9, posts_of(one, one.door_eligible))
    share = min(1.0, posts / door)
    return float(door * (1 - (1 - share) ** 2) + numbers.board.money_value * paid - posts - reports)


__all__ = ["apply", "ground", "logistic"]
