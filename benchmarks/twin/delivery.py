"""A month of service: files under way first, then files for those who wait."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .organization import Organization, Short


def deliver(one: Organization) -> None:
    """Serve the paid and the unpaid with the hours planned, and open files.

    Hours of agreements never go to people nobody pays for; what either side leaves goes to the
    other as far as that allows. Files are thinned, to a floor, before a target is missed. People of
    whom a target has no more room come after those it has room for.
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
    have = max(0.0, hours - others)
    closed = groups(one, paid, one.lists)
    due, more = by_room(one, [short for short in paid if short[1] not in closed])
    wanted = sum(contract.owed * contract.staff_hours for contract in one.contracts.values())
    target = min(wanted, under_way[True] + work(one, due, paid))
    thin = min(1.0, max(numbers.delivery.thinnest, have / target if target else 1.0))
    tied = min(hours - own, have)
    one.thickness[True] = min(thin, have / under_way[True]) if under_way[True] else thin
    one.thickness[False] = min(1.0, others / under_way[False]) if under_way[False] else 1.0
    one.opened = defaultdict(float)
    used, aside = open_files(one, paid, due, one.files, have, tied, thin)
    used += open_files(one, paid, more, {}, max(0.0, have - used - aside), 0.0, thin)[0]
    for short in [s for s in paid if s[1] in groups(one, paid, one.opened)]:  # hours may be short
        used -= work(one, {short: one.opened.pop(short, 0.0)}, [short]) * thin
    used += open_files(one, unpaid, one.lists, one.files, others, 0.0, 1.0)[0]
    one.hours["served"] = min(hours, used)
    for short, number in one.opened.items():
        one.files[short] += number
        one.lists[short] = max(0.0, one.lists[short] - number)
    model.count_clients(one)


def by_room(one: Organization, paid: list[Short]) -> tuple[dict[Short, float], dict[Short, float]]:
    """Of the lists, those whom targets have room for this month, and those beyond.

    People with the fewest payers come first; each takes of its targets in proportion to their room.
    """
    room = {id(c): c.owed * c.staff_hours for c in one.contracts.values()}
    sets: dict[tuple[tuple[str, str], ...], list[Short]] = defaultdict(list)
    for payers, kind in paid:
        sets[tuple(key for key in payers if one.model.pays_for(key, kind))].append((payers, kind))
    due: dict[Short, float] = {}
    more: dict[Short, float] = {}
    for _, shorts in sorted(sets.items(), key=lambda item: (len(item[0]), item[0])):
        held = one.held(*shorts[0])
        wanting = sum(room[id(contract)] for contract in held)
        files, listed = work(one, one.files, shorts), work(one, one.lists, shorts)
        within = min(1.0, max(0.0, wanting - files) / listed) if listed > 0 else 0.0
        taken = min(wanting, files + within * listed)
        for contract in held:
            if wanting > 0:
                room[id(contract)] -= taken * room[id(contract)] / wanting
        for short in shorts:
            due[short] = within * one.lists.get(short, 0.0)
            more[short] = (1 - within) * one.lists.get(short, 0.0)
    return due, more


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


def begins(one: Organization) -> list[bool]:
    """Whether files of each kind can begin this month."""
    return [one.model.month % one.model.service[k].session == 0 for k in range(len(one.offer))]


def open_files(
    one: Organization,
    keys: list[Short],
    lists: dict[Short, float],
    files: dict[Short, float],
    hours: float,
    tied: float,
    thin: float,
) -> tuple[float, float]:
    """Divide hours over kinds of need, files under way included; what is left opens files.

    Tied hours as targets want them and, within each, as the offer has it; the others as the list.
    Hours claimed for a class that does not begin this month stay set aside. Returns the hours that
    are used, and those that are set aside.
    """
    kinds, begin = range(len(one.offer)), begins(one)
    room: dict[int, float] = defaultdict(float)
    under: dict[int, float] = defaultdict(float)
    for short in keys:
        room[short[1]] += work(one, lists, [short]) * thin
        under[short[1]] += work(one, files, [short]) * thin
    mix = shares(one)
    aside = sum(min(room[k], max(0.0, tied * mix[k] - under[k])) for k in kinds if not begin[k])
    listed, used = sum(room.values()), sum(under.values())
    left = hours - used
    if left <= 0 or listed <= 0:
        return min(used, hours), aside
    claims = [
        min(room[k], max(0.0, tied * mix[k] + (hours - tied) * room[k] / listed - under[k]))
        for k in kinds
    ]
    fits = min(1.0, left / sum(claims)) if sum(claims) > 0 else 1.0
    claims = [claim * fits for claim in claims]
    left -= sum(claims)
    short_of = sum(room[k] - claims[k] for k in kinds if begin[k])
    part = min(1.0, left / short_of) if short_of > 0 else 0.0
    for short in keys:
        k = short[1]
        if begin[k] and room[k] > 0:
            given = claims[k] + (room[k] - claims[k]) * part
            opened = lists.get(short, 0.0) * min(1.0, given / room[k])
            one.opened[short] += opened
            used += opened * one.model.service[k].monthly * staff_share(one, short) * thin
    return min(used, hours), aside


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


def groups(one: Organization, keys: list[Short], people: dict[Short, float]) -> set[int]:
    """Kinds whose class does not open: too few people, and no other programme pays for it.

    A programme whose class does not open counts nobody until the next could.
    """
    begin, kinds = begins(one), range(len(one.offer))
    meets: dict[int, list[bool]] = defaultdict(list)
    for key, contract in one.contracts.items():
        paid = [k for k in kinds if one.model.pays_for(key, k)]
        smallest = one.model.programmes[key[1]].numbers["smallest_group"]
        if smallest and contract.amount > 0 and any(begin[k] for k in paid):
            could = [short for short in keys if key in short[0] and short[1] in paid]
            there = sum(people.get(short, 0.0) for short in could if begin[short[1]])
            contract.group_meets = there >= smallest
        for k in paid if contract.owed > 0 else []:
            meets[k].append(contract.group_meets)
    return {k for k, each in meets.items() if begin[k] and not any(each)}
