"""Clients are counted on agreements, and a record is made of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .delivery import staff_share

if TYPE_CHECKING:
    from .organization import Organization


def targets(one: Organization, months_left: int) -> None:
    """What each target still wants is spread over the months left in the fiscal year."""
    one.held_now, one.part_now = {}, {}
    for contract in one.contracts.values():
        contract.owed = max(0.0, contract.target - contract.served) / months_left
        contract.records = 0.0


def count(one: Organization) -> None:
    """A month of a file counts as its standard hours over those that a client's price pays for.

    Help with the fewest payers is counted first, each on its payers in proportion to what their
    targets still want this month.
    """
    usual = one.model.numbers.delivery.hours_per_episode
    room = {id(c): c.owed * c.staff_hours / usual for c in one.contracts.values()}
    eligible = ineligible = 0.0
    helped = sorted(one.files.items(), key=lambda item: len(one.held(*item[0])))
    for short, number in helped:
        clients = number * one.model.service[short[1]].monthly * staff_share(one, short) / usual
        held = [contract for contract in one.held(*short) if contract.group_meets]
        wants = [room[id(contract)] for contract in held]
        total = sum(wants)
        for contract, want in zip(held, wants, strict=True):
            mine = min(want, clients * want / total) if total > 0 else 0.0
            contract.records += mine * usual / contract.staff_hours
            room[id(contract)] -= mine
        opened = one.opened.get(short, 0.0)
        eligible += opened if held else 0.0
        ineligible += 0.0 if held else opened
    for contract in one.contracts.values():
        contract.served += contract.records
        contract.served_quarter += contract.records
    one.hours["served_eligible"], one.hours["served_ineligible"] = eligible, ineligible


def remember_door(one: Organization) -> None:
    """People at the door in twelve months, and whom each programme would bring; a memory."""
    usual = one.model.numbers.delivery.hours_per_episode
    paid = unpaid = 0.0
    came: dict[tuple[str, str], float] = {}
    elsewhere: dict[tuple[str, str], float] = {}
    for (payers, kind), number in one.requests.items():
        clients = number * one.model.service[kind].hours / usual
        clients *= staff_share(one, (payers, kind))
        if one.paid_for(payers, kind):
            paid += clients
        else:
            unpaid += clients
        held = one.held(payers, kind)
        for key in payers:
            if not one.model.pays_for(key, kind):
                continue
            came[key] = came.get(key, 0.0) + clients
            if held:
                elsewhere[key] = elsewhere.get(key, 0.0) + clients
    one.door_eligible += (12 * paid - one.door_eligible) / 12
    one.door_ineligible += (12 * unpaid - one.door_ineligible) / 12
    for key, contract in one.contracts.items():
        contract.door += (12 * came.get(key, 0.0) - contract.door) / 12
        holds = contract.amount > 0
        reach = came.get(key, 0.0) if holds else contract.would
        brings = 0.0 if holds else max(0.0, reach - elsewhere.get(key, 0.0))
        contract.in_reach += (12 * reach - contract.in_reach) / 12
        contract.brought += (12 * brings - contract.brought) / 12
