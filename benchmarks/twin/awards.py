"""Awards of the year: agreements, projects and mission grants."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING

from .applications import least_of, sold
from .board import logistic

if TYPE_CHECKING:
    from .contract import Contract
    from .funder import Funder
    from .organization import Organization


def points(one: Organization, funder: Funder, programme: str) -> float:
    """record x ln(targets met) - fit x distance - cost of advocacy, and chance."""
    draw = min(1 - 1e-12, max(1e-12, one.random.random()))
    chance = one.model.numbers.contest.noise * math.log(draw / (1 - draw))
    return float(one.model.points_without_chance(one, funder, programme) + chance)


def sign(funder: Funder, contract: Contract, amount: float) -> None:
    """Write an award down."""
    contract.new = contract.amount <= 0
    contract.years_held = 1 if contract.new else contract.years_held + 1
    contract.amount = amount
    contract.claimed = contract.paid = contract.clawback = 0.0
    funder.awarded += amount


def drop(contract: Contract) -> None:
    """Nothing is awarded for the year."""
    contract.amount = contract.target = contract.claimed = contract.paid = 0.0
    contract.years_held = contract.months_left = 0
    contract.new = False


def agreements(funder: Funder, programme: str) -> None:
    """Those in force go on, a part is renewed, the rest goes in the order of points.

    Place by place, by the people at the doors; what a place does not use is offered to all.
    """
    model, pool = funder.model, funder.pool(programme)
    everyone = [(one, one.contracts[funder.name, programme]) for one in model.living()]
    running = [c for _, c in everyone if c.amount > 0 and c.months_left > 0]
    committed = sum(contract.amount for contract in running)
    shrink = min(1.0, pool / committed) if committed > 0 else 1.0
    for contract in running:
        close_award(funder, contract, contract.amount * shrink, 0)
    contested = {id(c) for _, c in everyone} - {id(c) for c in running}
    asked = [(o, c) for o, c in everyone if id(c) in contested and c.applied]
    for _, contract in asked:
        funder.price(contract, programme)
    certainty = model.numbers.contest.certainty
    granted = {id(c): min(c.asked, certainty * c.amount) for _, c in asked}
    rest = max(0.0, pool - committed * shrink)
    certain = sum(granted.values())
    renewed = min(1.0, rest / certain) if certain > 0 else 1.0
    granted = {key: amount * renewed for key, amount in granted.items()}
    left = money_of_places(everyone, max(0.0, rest - certain * renewed))
    scored = [(points(one, funder, programme), one, contract) for one, contract in asked]
    scored.sort(key=lambda row: (-row[0], row[1].name))
    least = least_dollars(funder, programme)
    for score, one, contract in scored:
        contract.score = score
        left[one.place] -= give(contract, granted, left[one.place], least)
    over = sum(left.values())
    for _, _, contract in scored:
        over -= give(contract, granted, over, least)
    remember_points(funder, programme, scored, granted)
    months = 12 * int(funder.value("service_agreement", "term_years"))
    for _, contract in everyone:
        if id(contract) in contested:
            amount = granted.get(id(contract), 0.0)
            close_award(funder, contract, amount, months)


def money_of_places(
    everyone: list[tuple[Organization, Contract]], money: float
) -> dict[int, float]:
    """Divide money over places by the people at the doors there."""
    doors: dict[int, float] = defaultdict(float)
    for one, contract in everyone:
        doors[one.place] += contract.door + 1e-9
    total = sum(doors.values())
    return {place: money * doors[place] / total for place in sorted(doors)}


def least_dollars(funder: Funder, programme: str) -> float:
    """Dollars of the smallest agreement: as many clients of the programme as it takes."""
    row = funder.model.programmes[programme].numbers
    clients = max(funder.model.numbers.calls.smallest_clients, row["smallest_group"])
    return float(clients * row["price"] * funder.value("service_agreement", "price_per_client"))


def give(contract: Contract, granted: dict[int, float], left: float, least: float) -> float:
    """Grant what is still asked as far as money is left, where an agreement can be signed."""
    more = min(contract.asked - granted[id(contract)], left)
    if more <= 0 or granted[id(contract)] + more < least - 1e-9:
        return 0.0
    granted[id(contract)] += more
    return more


def remember_points(
    funder: Funder,
    programme: str,
    scored: list[tuple[float, Organization, Contract]],
    granted: dict[int, float],
) -> None:
    """Points of the best that was cut, or of the last where nobody was; half last year's."""
    if not scored:
        return
    cut = [score for score, _, c in scored if granted[id(c)] < 0.999 * c.asked]
    last = max(cut) if cut else scored[-1][0]
    before = funder.points_to_win.get(programme, 0.0)
    funder.points_to_win[programme] = before + 0.5 * (last - before)


def close_award(funder: Funder, contract: Contract, amount: float, months: int) -> None:
    """Sign an award, or none; its target follows."""
    if amount <= 0:
        drop(contract)
        return
    sign(funder, contract, amount)
    contract.target = amount / contract.price
    contract.months_left = months or contract.months_left


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
    number = int(funder.coverage() * len(everyone) + 0.5)
    if funder.pool("mission") <= 0:
        number = 0
    asking = [(one, contract) for one, contract in everyone if contract.applied]
    for one, contract in asking:
        contract.score = points(one, funder, "mission")
    scored = sorted(asking, key=lambda row: (row[1].amount <= 0, -row[1].score, row[0].name))
    recognised = scored[:number]
    kept = {id(contract) for _, contract in recognised}
    for _, contract in everyone:
        if id(contract) not in kept:
            drop(contract)
    divide(funder, recognised)


def divide(funder: Funder, recognised: list[tuple[Organization, Contract]]) -> None:
    """A part equally, the rest by staff; as far as it is conditional, by staff x points ahead."""
    if not recognised:
        return
    pool, base = funder.pool("mission"), funder.value("mission_grant", "base_share")
    tied = funder.value("mission_grant", "conditionality")
    usual = sum(contract.score for _, contract in recognised) / len(recognised)
    staff = sum(one.staff for one, _ in recognised)
    weights = []
    for one, contract in recognised:
        ahead = 2 * logistic(contract.score - usual)
        share = base / len(recognised) + (1 - base) * one.staff / staff
        weights.append((1 - tied) * share + tied * ahead * one.staff / staff)
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
    """The same part of what each would sell."""
    usual = float(funder.value("service_agreement", "price_per_client"))
    asking: list[Contract] = []
    for one, contract in everyone:
        funder.price(contract, programme)
        clients = sold(one, funder, programme)
        contract.asked = 0.0
        if clients >= least_of(one, programme):
            contract.asked = clients * usual
            asking.append(contract)
    total = sum(contract.asked for contract in asking)
    scale = min(1.0, funder.pool(programme) / total) if total > 0 else 0.0
    months = 12 * int(funder.value("service_agreement", "term_years"))
    for contract in asking:
        close_award(funder, contract, contract.asked * scale, months)
