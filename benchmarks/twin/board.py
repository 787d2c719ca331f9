"""A board: what free posts are for, as is worth most to those who sit on it.

In posts, R those that all at the door would take, E and X of those paid and not paid for:

U = t B R [(O / R)^g + w (A / R)^g] + (1 - t) [E (e - e^2 / 2) + n X (u - u^2 / 2) + s N] - 2 x unpaid

This is the form of the model, taken over after the first docking, when model.md did not have it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .books import Year, drawn_of_reserve, rent_unpaid, year_of

if TYPE_CHECKING:
    from .funder import Funder
    from .organization import Organization

LEAST_RECORD = 0.37


@dataclass(slots=True)
class Use:
    """Shares: raising of free posts; mission of the rest; advocacy of that; care of what is left."""

    raising: float
    mission: float
    advocacy: float
    care: float


@dataclass(slots=True)
class Means:
    """Posts a year that a board has to do with, and what it faces."""

    year: Year
    free: float
    own: float
    start: float
    agreement: float
    reporting: float
    project: float
    client: float
    price: float
    points: float
    cost: float
    weight: float
    advocacy_value: float
    heard: float
    forgiven: float


def weight_of_mission(one: Organization) -> float:
    """The mean over seats, and the founders' view, between professionals' and allies'."""
    board = one.model.numbers.board
    seats = one.seats_members + one.seats_allies + one.seats_professionals
    mean = (
        one.seats_members * board.value_of_members
        + one.seats_allies * board.value_of_allies
        + one.seats_professionals * board.value_of_professionals
    ) / seats
    low, high = board.value_of_professionals, board.value_of_allies
    founders = low + (high - low) * one.founding_identity
    return float((1 - board.founders_weight) * mean + board.founders_weight * founders)


def value_of_advocacy(one: Organization) -> float:
    """What open advocacy is worth, by seats of members and allies and by readiness to oppose."""
    board = one.model.numbers.board
    seats = one.seats_members + one.seats_allies + one.seats_professionals
    community = (one.seats_members + one.seats_allies) / seats
    part = board.founders_weight
    return float(board.advocacy_value * ((1 - part) * community + part * one.contention))


def heard_share(one: Organization, uptake: float) -> float:
    """What a post of advocacy yields, by what was taken up."""
    unheard = one.model.numbers.board.unheard
    return float(unheard + (1 - unheard) * min(1.0, uptake))


def means_of(one: Organization, year: Year, asked: tuple[Funder, str] | None = None) -> Means:
    """What a board has to do with, with these books; who judges is asked, or pays most."""
    numbers, staff = one.model.numbers, one.model.numbers.staff
    wage = 12 * staff.cost_a_month
    hours = 12 * staff.hours_a_month * (1 - staff.management)
    money = year.grants + drawn_of_reserve(one) - rent_unpaid(one, year)
    start = numbers.fundraising.start * one.staff
    ordinary = (numbers.fundraising.ordinary * one.staff + start) ** numbers.fundraising.returns
    paid = max(0.0, year.agreements - year.overhead) / wage
    funder, programme = asked or one.largest_agreement()
    margin = one.contracts[funder.name, programme].points_of_fit
    margin -= funder.points_to_win.get(programme, 0.0)
    return Means(
        year=year,
        free=money / wage,
        own=12 * one.model.potential_income(one) / wage / max(ordinary, 1e-9),
        start=start,
        agreement=paid,
        reporting=year.reporting / hours,
        project=year.projects / wage,
        client=numbers.delivery.hours_per_episode / hours,
        price=paid / year.clients if year.clients > 0 else 0.0,
        points=margin,
        cost=one.model.cost_of_advocacy(funder, 1.0),
        weight=weight_of_mission(one),
        advocacy_value=value_of_advocacy(one),
        heard=heard_share(one, funder.uptake),
        forgiven=float(funder.value("service_agreement", "clawback_tolerance")),
    )


def raised(one: Organization, m: Means, share: float) -> tuple[float, float]:
    """Posts that raise money, and posts free of any agreement that this leaves."""
    returns = one.model.numbers.fundraising.returns
    posts = share * max(0.0, m.free + m.own * m.start**returns)
    return posts, m.free + m.own * (posts + m.start) ** returns - posts


def utility(one: Organization, use: Use, m: Means) -> float:
    """What a use of free posts is worth to the board, in posts of service."""
    _, left = raised(one, m, use.raising)
    unpaid, left = max(0.0, -left), max(0.0, left)
    mission = mission_next(one, use.mission * left, left)
    advocacy = use.advocacy * mission
    service = left - mission
    worth = of_mission(one, m, mission - advocacy, advocacy)
    care, clients = of_care(one, m, use, service, unpaid)
    care += one.model.numbers.board.money_value * next_year(one, m, advocacy, clients)
    return float(m.weight * worth + (1 - m.weight) * care - 2 * unpaid - 1e-6 * mission)


def mission_next(one: Organization, wanted: float, most: float) -> float:
    """Mission posts in the year: vacancies fill slowly, posts end as people leave."""
    now = one.posts_mission
    if wanted > now:
        reached = now + one.model.numbers.staff.refilling * (wanted - now)
    else:
        reached = max(wanted, now * (1 - min(1.0, one.turnover)))
    return float(min(reached, most))


def of_mission(one: Organization, m: Means, life: float, advocacy: float) -> float:
    """Worth of mission work and of advocacy, which grows with the people at the door."""
    board = one.model.numbers.board
    reach = (one.door_eligible + m.year.brought + one.door_ineligible) * m.client
    if reach <= 0:
        return 0.0
    output = max(0.0, life - board.beginning) * one.skill * one.of_members
    spoken = advocacy * m.heard * one.of_members
    value = min(1.0, output / reach) ** board.mission_returns
    value += m.advocacy_value * min(1.0, spoken / reach) ** board.mission_returns
    return float(board.mission_value * reach * value)


def of_care(
    one: Organization, m: Means, use: Use, service: float, unpaid: float
) -> tuple[float, float]:
    """Worth of care for the paid and the others, and clients counted."""
    numbers = one.model.numbers
    door = one.door_eligible + m.year.brought
    of_project = m.project * door / max(door + one.door_ineligible, 1e-9)
    counted = max(0.0, m.agreement - m.reporting - unpaid) + (1 - use.care) * service + of_project
    others = use.care * service + m.project - of_project
    clients, quality = min(counted / m.client, door), 1.0
    wanted = min(m.year.clients, door)
    if clients < wanted:
        thick = max(counted / (m.client * wanted), numbers.delivery.thinnest)
        clients = counted / (m.client * thick)
        quality = max(0.0, (thick - numbers.board.worthless) / (1 - numbers.board.worthless))
    served = clients / max(door, 1e-9) * quality
    reached = min(1.0, others / max(m.client * one.door_ineligible, 1e-9))
    care = door * m.client * (served - served**2 / 2)
    not_paid = one.door_ineligible * m.client * (reached - reached**2 / 2)
    return float(care + numbers.board.ineligible_value * not_paid), clients


def next_year(one: Organization, m: Means, advocacy: float, clients: float) -> float:
    """Posts of next year: what is certain, the rest by the odds, grants as far as they hang on it."""
    contest, asked = one.model.numbers.contest, m.year.clients
    points = m.points - m.cost * advocacy / max(one.staff, 1e-9)
    if asked > 0:
        points += contest.record * math.log(max(min(clients / asked, 1.0), LEAST_RECORD))
    odds = logistic(points / contest.noise)
    request = (1 - contest.ratchet) * asked + contest.ratchet * (1 + contest.growth) * clients
    certain = min(contest.certainty * asked, request)
    money = m.price * (certain + (request - certain) * odds)
    money += 2 * m.year.conditional / (12 * one.model.numbers.staff.cost_a_month) * logistic(points)
    return float(money - m.price * max(0.0, (1 - m.forgiven) * asked - clients))


def logistic(x: float) -> float:
    """From points to a chance."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, x))))


def use_of(one: Organization) -> Use:
    """The use of the year before."""
    return Use(one.raising_share, one.mission_use, one.advocacy_use, one.uncounted_use)


def best(one: Organization, m: Means) -> Use:
    """The use of most utility: a coarse grid, then each share in turn by steps that halve."""
    use = use_of(one)
    value = utility(one, use, m)
    for mission, advocacy in ((0.15 * n, 0.25 * k) for n in range(1, 6) for k in range(3)):
        tried = replace(use, mission=mission, advocacy=advocacy)
        worth = utility(one, tried, m)
        if worth > value:
            use, value = tried, worth
    step = 0.2
    while step > 0.01:
        moved = True
        while moved:
            moved = False
            for name in ("raising", "mission", "advocacy", "care"):
                for sign in (step, -step):
                    share = min(1.0, max(0.0, getattr(use, name) + sign))
                    tried = replace(use, **{name: share})
                    worth = utility(one, tried, m)
                    if worth > value + 1e-9:
                        use, value, moved = tried, worth, True
        step /= 2
    return use


def decide(one: Organization) -> None:
    """Each April, once awards are known."""
    m = means_of(one, year_of(one))
    use = best(one, m)
    one.raising_share, one.mission_use = use.raising, use.mission
    one.advocacy_use, one.uncounted_use = use.advocacy, use.care
    one.posts_raising, left = raised(one, m, use.raising)
    one.posts_mission_wanted = use.mission * max(0.0, left)
    one.posts_unpaid = max(0.0, -left)
    one.posts_tied = m.agreement + m.project
    for contract in one.contracts.values():
        contract.new = False
