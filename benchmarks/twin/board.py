"""A board: what free posts are for, as is worth most to those who sit on it.

U = t x [mission and advocacy] + (1 - t) x [care for the paid, care for others, next year's money].
The page gives the parts and says that each has decreasing returns; forms and units are guessed
(README.md, board).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .organization import Organization

GRID = [step / 10 for step in range(11)]


@dataclass(slots=True)
class Use:
    """Shares of free posts: raising of all; mission of the rest; advocacy of that; care of what is left."""

    raising: float
    mission: float
    advocacy: float
    care: float


@dataclass(slots=True)
class View:
    """What a board reckons with when it decides.

    Attributes
    ----------
    free, tied
        Posts.
    clients
        Posts that clients of agreements take at the standard.
    paid_door, unpaid_door
        Posts that serving everyone at the door would take.
    money
        Posts that next year's agreements and grants would pay at the odds of today.
    grants
        Posts that this year's grants pay, and how far they hang on what is counted.
    """

    free: float
    tied: float
    clients: float
    paid_door: float
    unpaid_door: float
    money: float
    grants: float
    conditional: float
    chance: float


def weight_of_mission(one: Organization) -> float:
    """The mean over seats, and the founders' view."""
    board = one.model.numbers.board
    seats = one.seats_members + one.seats_allies + one.seats_professionals
    mean = (
        one.seats_members * board.value_of_members
        + one.seats_allies * board.value_of_allies
        + one.seats_professionals * board.value_of_professionals
    ) / seats
    part = board.founders_weight
    return float((1 - part) * mean + part * one.founding_identity)


def posts_of(one: Organization, clients: float) -> float:
    """Posts that usual clients a year take."""
    numbers = one.model.numbers
    return float(clients * numbers.delivery.hours_per_episode / (12 * numbers.staff.hours_a_month))


def view(one: Organization, free: float) -> View:
    """What the board sees: its door, its contracts and the last contest."""
    model, staff = one.model, one.model.numbers.staff
    clients = money = grants = conditional = 0.0
    for (funder, programme), contract in one.contracts.items():
        if contract.amount <= 0:
            continue
        posts = contract.amount / (12 * staff.cost_a_month)
        if model.instrument(programme) == "service_agreement":
            clients += contract.target * contract.staff_hours / (12 * staff.hours_a_month)
            money += posts
        elif model.instrument(programme) == "mission_grant":
            grants += posts
            conditional += posts * model.funder(funder).value("mission_grant", "conditionality")
    main = model.main
    chance = model.odds(one, main.name, None)
    return View(
        free=free,
        tied=one.posts_tied,
        clients=clients,
        paid_door=posts_of(one, one.door_eligible),
        unpaid_door=posts_of(one, one.door_ineligible),
        money=money,
        grants=grants,
        conditional=conditional / grants if grants else 0.0,
        chance=chance,
    )


def utility(one: Organization, use: Use, seen: View, t: float) -> float:
    """What a use of free posts is worth to the board."""
    board = one.model.numbers.board
    raising = use.raising * seen.free
    mission = use.mission * (seen.free - raising)
    advocacy = use.advocacy * mission
    others = (seen.free - raising - mission) * use.care
    counted = seen.free - raising - mission - others
    door = seen.paid_door + seen.unpaid_door
    worth = of_mission(one, mission - advocacy, advocacy, door)
    hours = min(1.0, (seen.tied + counted) / seen.clients) if seen.clients > 0 else 1.0
    quality = max(0.0, (hours - board.worthless) / (1 - board.worthless))
    care = seen.clients * (1 - (1 - quality) ** 2)
    care += board.ineligible_value * seen.unpaid_door * served(others, seen.unpaid_door)
    care += board.money_value * next_year(one, seen, raising, advocacy, hours)
    return t * worth + (1 - t) * care


def served(posts: float, door: float) -> float:
    """Share of a door that is served, with decreasing returns."""
    share = min(1.0, posts / door) if door > 0 else 0.0
    return 1 - (1 - share) ** 2


def of_mission(one: Organization, life: float, advocacy: float, door: float) -> float:
    """Worth of mission work and of advocacy, which grows with the people at the door."""
    board = one.model.numbers.board
    returns = board.mission_returns
    done = max(0.0, one.achieved(life) - board.beginning)
    heard = board.unheard + (1 - board.unheard) * one.model.main.uptake
    spoken = board.advocacy_value * one.contention * heard * one.achieved(advocacy) ** returns
    return float(board.mission_value * door ** (1 - returns) * (done**returns + spoken))


def next_year(one: Organization, seen: View, raising: float, advocacy: float, met: float) -> float:
    """Posts of next year: agreements by the odds, grants as far as they hang on it, own income."""
    model, staff = one.model, one.model.numbers.staff
    points = model.numbers.contest.record * math.log(max(0.05, min(1.0, met / 0.95)))
    points -= model.cost_of_advocacy(model.main, advocacy / max(0.1, one.staff))
    certain = model.numbers.contest.certainty
    odds = logistic(logit(seen.chance) + points / model.numbers.contest.noise)
    kept = certain * min(1.0, met / 0.95) + (1 - certain) * odds
    grants = seen.grants * (1 - seen.conditional + seen.conditional * odds)
    own = model.own_income(one, raising / max(0.1, one.staff)) / staff.cost_a_month
    return float(seen.money * kept + grants + own)


def logistic(x: float) -> float:
    """From points over their scale to a chance."""
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, x))))


def logit(chance: float) -> float:
    """Points over their scale, from a chance."""
    chance = min(0.999, max(0.001, chance))
    return math.log(chance / (1 - chance))


def best(one: Organization, free: float) -> tuple[Use, float]:
    """The use of most utility: each share searched in turn, some rounds, from where it stands."""
    seen, t = view(one, free), weight_of_mission(one)
    use = Use(one.raising_share, one.mission_use, one.advocacy_use, one.uncounted_use)
    value = utility(one, use, seen, t)
    for _ in range(3):
        for name in ("raising", "mission", "advocacy", "care"):
            for share in GRID:
                tried = Use(use.raising, use.mission, use.advocacy, use.care)
                setattr(tried, name, share)
                worth = utility(one, tried, seen, t)
                if worth > value + 1e-12:
                    use, value = tried, worth
    return use, value


def decide(one: Organization) -> None:
    """Each April, once awards are known."""
    staff = one.model.numbers.staff
    one.posts_tied = tied_posts(one)
    spare = one.unrestricted - one.gap
    cushion = staff.cushion_months * (one.staff * staff.cost_a_month + one.fixed_cost)
    spare += max(0.0, one.reserve - cushion) / 12
    free = max(0.0, spare / staff.cost_a_month)
    one.posts_unpaid = max(0.0, -spare / staff.cost_a_month)
    if free > 0:
        use, _ = best(one, free)
        one.raising_share, one.mission_use = use.raising, use.mission
        one.advocacy_use, one.uncounted_use = use.advocacy, use.care
    raising = one.raising_share * free
    mission = one.mission_use * (free - raising)
    one.posts_raising = raising
    one.posts_mission_wanted = mission
    one.free.posts = free
    one.own_hours = one.uncounted_use * (free - raising - mission) * staff.hours_a_month


def tied_posts(one: Organization) -> float:
    """Posts that agreements and projects pay on their own activity alone."""
    numbers, model = one.model.numbers, one.model
    posts = 0.0
    for (_, programme), contract in one.contracts.items():
        if model.instrument(programme) == "service_agreement":
            posts += contract.target * contract.staff_hours / (12 * numbers.staff.hours_a_month)
        elif model.instrument(programme) == "project":
            money = numbers.own_offer.work_of_projects * contract.amount
            posts += money / (12 * numbers.staff.cost_a_month)
    return float(posts)
