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
    new = {True: standard - under_way[True], False: max(0.0, have[False] - under_way[False])}
    one.opened = {}
    for side, keys in ((True, paid), (False, unpaid)):
        open_files(one, side, keys, new[side])
    used = one.thickness[True] * standard
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
    for short in set(one.lists) | set(one.files):
        (paid if one.paid_for(*short) else unpaid).append(short)
    return sorted(paid, key=order), sorted(unpaid, key=order)


def order(short: Short) -> tuple[list[tuple[str, str]], int]:
    """A fixed order."""
    return sorted(short[0]), short[1]


def staff_share(one: Organization, short: Short) -> float:
    """Part of a file's hours that its own staff give, by what its payers still want."""
    held = one.held(*short)
    if not held:
        return 1.0
    weights = [contract.owed * contract.hours + 1e-9 for contract in held]
    shares = [contract.staff_hours / contract.hours for contract in held]
    return sum(w * s for w, s in zip(weights, shares, strict=True)) / sum(weights)


def work(one: Organization, numbers: dict[Short, float], keys: list[Short]) -> float:
    """Staff hours of a month that files take."""
    return sum(
        numbers.get(short, 0.0) * one.model.service[short[1]].monthly * staff_share(one, short)
        for short in keys
    )


def open_files(one: Organization, side: bool, keys: list[Short], hours: float) -> None:
    """Divide hours for new files over kinds of need, then over classes by their lists."""
    model = one.model
    kinds = range(len(model.kinds))
    room: dict[int, float] = defaultdict(float)
    for short in keys:
        room[short[1]] += work(one, one.lists, [short])
    session = [kind for kind in kinds if model.month % model.service[kind].session]
    hours = max(0.0, hours - (one.set_aside[side] if session else 0.0))
    given = fill(hours, shares(one, side, room), room)
    for kind in kinds:
        if kind in session:
            one.set_aside[side] += given[kind]
            given[kind] = 0.0
        elif model.service[kind].session > 1:
            one.set_aside[side] = 0.0
    for short in keys:
        kind = short[1]
        if given[kind] > 0 and room[kind] > 0:
            one.opened[short] = one.lists.get(short, 0.0) * min(1.0, given[kind] / room[kind])
    if side and not session:
        smallest_groups(one, keys)


def shares(one: Organization, side: bool, room: dict[int, float]) -> list[float]:
    """Paid hours as targets want them and, within each, as the offer has it; own as the list."""
    kinds = range(len(one.offer))
    if not side:
        return [room[kind] for kind in kinds]
    weights = [0.0 for _ in kinds]
    for key, contract in one.contracts.items():
        of = [one.offer[kind] if one.model.pays_for(key, kind) else 0.0 for kind in kinds]
        if contract.owed > 0 and sum(of) > 0:
            for kind in kinds:
                weights[kind] += contract.owed * contract.staff_hours * of[kind] / sum(of)
    return weights if sum(weights) > 0 else list(one.offer)


def fill(hours: float, weights: list[float], room: dict[int, float]) -> list[float]:
    """Hours by kind, in proportion to weights, never above the room; the rest goes to others."""
    given = [0.0] * len(weights)
    left = hours
    for _ in range(len(weights)):
        open_kinds = [k for k in range(len(weights)) if room[k] - given[k] > 1e-12]
        total = sum(weights[k] for k in open_kinds)
        if left <= 1e-12 or not open_kinds:
            break
        before = left
        for k in open_kinds:
            part = weights[k] / total if total > 0 else 1 / len(open_kinds)
            more = min(room[k] - given[k], before * part)
            given[k] += more
            left -= more
    return given


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
