"""Awards of the year: agreements, projects and mission grants."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING

from .applications import ground

if TYPE_CHECKING:
    from .contract import Contract
    from .funder import Funder
    from .organization import Organization


def points(one: Organization, funder: Funder, programme: str, chance: bool = True) -> float:
    """record x ln(targets met) - fit x distance - cost of advocacy, and chance."""
    model, contest = one.model, one.model.numbers.contest
    named = [
        share if model.pays_for((funder.name, programme), kind) else 0.0
        for kind, share in enumerate(funder.priorities)
    ]
    total = sum(named) or 1.0
    distance = sum(abs(n / total - o) for n, o in zip(named, one.offer, strict=True)) / 2
    record = contest.record * math.log(max(0.05, one.relations[funder.name].performance))
    score = record - contest.fit * distance
    score -= model.cost_of_advocacy(funder, one.posts_advocacy / max(0.1, one.staff))
    if chance:
        draw = min(1 - 1e-12, max(1e-12, one.random.random()))
        score += contest.noise * math.log(draw / (1 - draw))
    return float(score)


def sign(funder: Funder, contract: Contract, amount: float) -> None:
    """Write an award down."""
    contract.years_held = contract.years_held + 1 if contract.amount > 0 else 1
    contract.amount = amount
    contract.claimed = contract.paid = contract.clawback = 0.0
    funder.awarded += amount


def drop(contract: Contract) -> None:
    """Nothing is awarded for the year."""
    contract.amount = contract.target = contract.claimed = contract.paid = 0.0
    contract.years_held = contract.months_left = 0


def agreements(funder: Funder, programme: str) -> None:
    """Renew a part without a contest; the rest in the order of points, place by place."""
    model = funder.model
    pool = funder.pool(programme)
    everyone = [(one, one.contracts[funder.name, programme]) for one in model.living()]
    running = [(o, c) for o, c in everyone if c.amount > 0 and c.months_left > 0]
    for _, contract in running:
        sign(funder, contract, contract.amount)
        pool -= contract.amount
    doors: dict[int, float] = defaultdict(float)
    for one, contract in everyone:
        doors[one.place] += contract.door
    total = sum(doors.values()) or 1.0
    running_now = {id(contract) for _, contract in running}
    last = None
    for place in sorted(doors):
        here = [(o, c) for o, c in everyone if o.place == place and id(c) not in running_now]
        lowest = award_place(funder, programme, here, max(0.0, pool) * doors[place] / total)
        if lowest is not None:
            last = lowest if last is None else min(last, lowest)
    if last is not None:
        funder.points_to_win[programme] = (funder.points_to_win.get(programme, last) + last) / 2


def award_place(
    funder: Funder, programme: str, here: list[tuple[Organization, Contract]], money: float
) -> float | None:
    """Divide a place's money; the points of the last who won anything."""
    certainty = funder.model.numbers.contest.certainty
    asked = [(one, contract) for one, contract in here if contract.applied]
    for _, contract in here:
        if not contract.applied:
            drop(contract)
    granted: dict[int, float] = {}
    for one, contract in asked:
        renewed = certainty * ground(one, contract) * contract.price if contract.amount > 0 else 0.0
        granted[id(contract)] = min(contract.asked, renewed)
    whole = sum(granted.values())
    if whole > money:
        granted = {key: amount * money / whole for key, amount in granted.items()}
    left = max(0.0, money - sum(granted.values()))
    scored = sorted(
        ((points(one, funder, programme), one.name, contract) for one, contract in asked),
        key=lambda row: (-row[0], row[1]),
    )
    lowest = None
    for score, _, contract in scored:
        contract.score = score
        more = min(contract.asked - granted[id(contract)], left)
        if more > 0:
            granted[id(contract)] += more
            left -= more
            lowest = score
    for _, contract in asked:
        close_award(funder, contract, granted[id(contract)])
    return lowest


def close_award(funder: Funder, contract: Contract, amount: float) -> None:
    """Sign what is at least the smallest agreement; else nothing."""
    numbers = funder.model.numbers
    least = numbers.calls.smallest_clients * numbers.delivery.hours_per_episode
    if amount / contract.price * contract.staff_hours < least - 1e-9:
        drop(contract)
        return
    sign(funder, contract, amount)
    contract.target = amount / contract.price
    contract.months_left = 12 * int(funder.value("service_agreement", "term_years"))


def projects(funder: Funder) -> None:
    """The pool in projects of a fixed amount; the best applications win, for a year."""
    contest_of_fixed(funder, "projects", int(funder.pool("projects") // funder.project_amount))


def contest_of_fixed(funder: Funder, programme: str, number: int) -> None:
    """Award so many projects by points."""
    model = funder.model
    everyone = [(one, one.contracts[funder.name, programme]) for one in model.living()]
    scored = sorted(
        ((points(o, funder, programme), o.name, c) for o, c in everyone if c.applied),
        key=lambda row: (-row[0], row[1]),
    )
    winners = {id(contract) for _, _, contract in scored[:number]}
    for _, contract in everyone:
        if id(contract) in winners:
            sign(funder, contract, funder.project_amount)
            contract.months_left = 12
            contract.years_held = 1
        else:
            drop(contract)


def grants(funder: Funder) -> None:
    """Recognise a share of organisations: those that are, then those that win; divide the pool."""
    model = funder.model
    everyone = [(one, one.contracts[funder.name, "mission"]) for one in model.living()]
    number = round(funder.value("mission_grant", "coverage") * len(everyone))
    if funder.pool("mission") <= 0:
        number = 0
    asking = [(one, contract) for one, contract in everyone if contract.applied]
    scored = sorted(
        asking,
        key=lambda row: (row[1].amount <= 0, -points(row[0], funder, "mission"), row[0].name),
    )
    recognised = scored[:number]
    kept = {id(contract) for _, contract in recognised}
    for _, contract in everyone:
        if id(contract) not in kept:
            drop(contract)
    divide(funder, recognised)


def divide(funder: Funder, recognised: list[tuple[Organization, Contract]]) -> None:
    """A part equally, the rest by staff; as far as the grant is conditional, by the record too."""
    if not recognised:
        return
    pool, base = funder.pool("mission"), funder.value("mission_grant", "base_share")
    tied = funder.value("mission_grant", "conditionality")
    record = funder.model.numbers.contest.record
    staff = sum(one.staff for one, _ in recognised)
    weights = []
    for one, _ in recognised:
        met = max(0.05, one.relations[funder.name].performance) ** record
        share = base / len(recognised) + (1 - base) * one.staff / staff
        weights.append(share * (1 - tied + tied * met))
    total = sum(weights)
    for (_, contract), weight in zip(recognised, weights, strict=True):
        sign(funder, contract, pool * weight / total)
        contract.months_left = 12


def first_year(funder: Funder) -> None:
    """The very first year: agreements follow kinds of income; all who ask share alike."""
    model = funder.model
    for programme in funder.programmes_open():
        instrument = model.instrument(programme)
        everyone = [(one, one.contracts[funder.name, programme]) for one in model.living()]
        for one, contract in everyone:
            contract.applied = instrument != "project" or one.random.random() < 0.5
        if instrument == "project":
            projects(funder)
        elif instrument == "mission_grant":
            grants(funder)
        else:
            share_alike(funder, programme, everyone)


def share_alike(
    funder: Funder, programme: str, everyone: list[tuple[Organization, Contract]]
) -> None:
    """Pro rata of what each would sell."""
    open_ones = funder.programmes_open()
    asked: list[tuple[Contract, float]] = []
    part = funder.pool(programme) / max(1.0, funder.pool_of_agreements())
    for one, contract in everyone:
        funder.price(contract, programme)
        if one.only_francization and "francization" in open_ones:
            mine = 1.0 if programme == "francization" else 0.0
        else:
            mine = part
        hours = one.relations[funder.name].appetite * one.month_hours * 12 * mine
        asked.append((contract, hours / contract.staff_hours * contract.price))
    total = sum(amount for _, amount in asked)
    scale = min(1.0, funder.pool(programme) / total) if total > 0 else 0.0
    for contract, amount in asked:
        contract.asked = amount
        if amount > 0:
            close_award(funder, contract, amount * scale)
        if contract.amount > 0:
            contract.claimed = contract.amount / 4
