"""A month of service: files under way first, then files for those who wait."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .organization import Organization, Short


def deliver(one: Organization) -> None:
    """Serve the paid and the unpaid with the hours planned, and open files.

    Hours of agreements never go to people nobody pays for; what either side leaves goes to the
    other as far as that allows. Files are thinned, to a floor, before a target is missed.
    """
    model, numbers = one.model, one.model.numbers
    hours = one.delivery_plan * one.month_hours
    own = min(one.own_hours, hours)
    paid, unpaid = sides(one)
    under_way = {side: work(one, one.files, keys) for side, keys in ((True, paid), (False, unpaid))}
    listed = {side: work(one, one.lists, keys) for side, keys in ((True, paid), (False, unpaid))}
    all_unpaid = under_way[False] + listed[False]
    if not paid:
        own = hours
    others = min(all_unpaid, own * one.openness)
    spare = max(0.0, hours - others - under_way[True] - listed[True])
    others += max(0.0, min(spare, own - others, all_unpaid - others))
    have = {True: hours - others, False: others}
    wanted = sum(contract.owed * contract.staff_hours for contract in one.contracts.values())
    standard = max(
        under_way[True],
        min(
            under_way[True] + listed[True],
            max(have[True], min(wanted, have[True] / numbers.delivery.thinnest)),
        ),
    )
    one.thickness[True] = min(1.0, have[True] / standard) if standard else 1.0
    one.thickness[False] = min(1.0, have[False] / under_way[False]) if under_way[False] else 1.0
    one.opened = {}
    own = min(hours, own)
    open_files(one, paid, have[True], min(hours - own, have[True]), one.thickness[True], True)
    open_files(one, unpaid, have[False], 0.0, one.thickness[False], False)
    used = min(have[True], one.thickness[True] * (under_way[True] + work(one, one.opened, paid)))
    used += one.thickness[False] * under_way[False] + work(one, one.opened, unpaid)
    one.hours["served"] = min(hours, used)
    for short, number in one.opened.items():
        one.files[short] += number
        one.lists[short] = max(0.0, one.lists[short] - number)
    model.count_clients(one)


def sides(one: Organization) -> tuple[list[Short], list[Short]]:
    """Classes and kinds of need that somebody pays it for, and the others."""
    paid: list[Short] = []
    unpaid: list[Short] = []
    for short in sorted(set(one.lists) | set(one.files)):
        (paid if one.paid_for(*short) else unpaid).append(short)
    return paid, unpaid


def staff_share(one: Organization, short: Short) -> float:
    """Part of a file's hours that its own staff give: the least of those who pay for it."""
    if short not in one.part_now:
        one.part_now[short] = min((c.staff_hours / c.hours for c in one.held(*short)), default=1.0)
    return one.part_now[short]


def work(one: Organization, numbers: dict[Short, float], keys: list[Short]) -> float:
    """Staff hours of a month that files take."""
    return sum(
        numbers.get(short, 0.0) * one.model.service[short[1]].monthly * staff_share(one, short)
        for short in keys
    )


def open_files(
    one: Organization, keys: list[Short], hours: float, tied: float, thin: float, paid: bool
) -> None:
    """Divide hours over kinds of need, files under way included; what is left opens files.

    Tied hours as targets want them and, within each, as the offer has it; the others as the list.
    Hours claimed for a class that does not begin this month stay set aside.
    """
    model, kinds = one.model, range(len(one.offer))
    room: dict[int, float] = defaultdict(float)
    under: dict[int, float] = defaultdict(float)
    for short in keys:
        room[short[1]] += work(one, one.lists, [short]) * thin
        under[short[1]] += work(one, one.files, [short]) * thin
    listed, left = sum(room.values()), hours - sum(under.values())
    if left <= 0 or listed <= 0:
        return
    mix = shares(one)
    claims = [
        min(room[k], max(0.0, tied * mix[k] + (hours - tied) * room[k] / listed - under[k]))
        for k in kinds
    ]
    fits = min(1.0, left / sum(claims)) if sum(claims) > 0 else 1.0
    claims = [claim * fits for claim in claims]
    left -= sum(claims)
    begins = [model.month % model.service[k].session == 0 for k in kinds]
    short_of = sum(room[k] - claims[k] for k in kinds if begins[k])
    more = min(1.0, left / short_of) if short_of > 0 else 0.0
    for short in keys:
        k = short[1]
        if begins[k] and room[k] > 0:
            given = claims[k] + (room[k] - claims[k]) * more
            one.opened[short] = one.lists.get(short, 0.0) * min(1.0, given / room[k])
    if paid and all(begins):
        smallest_groups(one, keys)


def shares(one: Organization) -> list[float]:
    """Shares of tied hours by kind: as targets want them and, within each, as its offer has it."""
    kinds = range(len(one.offer))
    weights = [0.0 for _ in kinds]
    for key, contract in one.contracts.items():
        of = [one.offer[kind] if one.model.pays_for(key, kind) else 0.0 for kind in kinds]
        if contract.owed > 0 and sum(of) > 0:
            for kind in kinds:
                weights[kind] += contract.owed * contract.staff_hours * of[kind] / sum(of)
    total = sum(weights)
    return [weight / total for weight in weights] if total > 0 else list(one.offer)


def smallest_groups(one: Organization, keys: list[Short]) -> None:
    """A class with too few people does not open, and its programme counts nobody."""
    for key, contract in one.contracts.items():
        smallest = one.model.programmes[key[1]].numbers["smallest_group"]
        if not smallest or contract.amount <= 0:
            continue
        mine = [short for short in keys if key in short[0] and one.model.pays_for(key, short[1])]
        people = sum(one.opened.get(short, 0.0) for short in mine)
        contract.group_meets = people >= smallest
        if contract.group_meets:
            continue
        for short in mine:
            if one.held(*short) == [contract]:
                one.opened.pop(short, None)
