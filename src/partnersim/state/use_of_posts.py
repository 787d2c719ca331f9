"""What a use of posts is worth to a board; `best_use.py` finds the use that is worth most.

A board divides the posts that no agreement pays (free posts) among fundraising, mission work, open
advocacy, care for people nobody pays for, and more of the service that funders count. In posts:

    U = t B R [(O / R)^g + w (A / R)^g]
        + (1 - t) [E (e - e^2 / 2) + n X (u - u^2 / 2) + s N] - 2 x posts it cannot pay

t: the board's weight of the mission; R: posts that all people at the door would take; O and A: output of
mission work and of advocacy; e and u: share served of those a funder pays for (E posts) and of those
nobody pays for (X posts); N: the money it expects next year. Each part has decreasing returns, so that a
share of every use is kept as far as it is worth it (Holmstrom and Milgrom 1991; docs/model.md).
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

from partnersim.state.kernel import kernel

UNPAID = 2.0  # utility that a post without money costs: more than the best use of any
LEAST_RECORD = 0.37  # of targets met: below, a record is as bad as it can be
_IDLE = 1e-6  # of two uses worth the same, the one with fewer mission posts


class Means(NamedTuple):
    """What an organisation has to do with in the year, and what it faces; posts a year unless said."""

    free: float  # that money without own income pays; may be negative
    own: float  # that own income pays for each unit of (raising + start)^returns
    returns: float  # of fundraising
    start: float  # own income comes in as if this much were raised with no post at all
    agreement: float  # that agreements pay
    reporting: float  # of these, what reports take
    project: float  # that projects pay
    client: float  # that a client takes at the standard
    clients: float  # a year, that agreements ask for
    eligible: float  # clients a year at the door whom a funder pays for
    ineligible: float  # clients a year at the door whom nobody pays for
    mission: float  # in mission work now
    hired: float  # share of vacancies filled in a year
    leaving: float  # share of posts left in a year
    experience: float  # achieved by a mission post, of what an experienced one does
    beginning: float  # that mission work takes before it yields
    members: float  # what mission work yields with the members it has
    heard: float  # what a post of advocacy yields, by what was taken up
    weight: float  # of the mission, to the board
    mission_value: float  # of a mission that does all it could
    curve: float  # returns of mission work
    advocacy_value: float  # of advocacy against other mission work
    ineligible_value: float  # of people nobody pays for, against others
    money_value: float  # of a post next year
    thinnest: float  # service, share of the standard hours
    worthless: float  # service of so few hours achieves nothing
    price: float  # posts that a client pays
    missed: float  # share of clients asked for below which money is claimed back
    certain: float  # clients renewed without a contest
    ratchet: float  # weight of clients served in what is asked for next year
    growth: float  # that may be asked for
    record: float  # weight of targets met in the contest
    cost: float  # points that it would cost to give all posts to open advocacy
    margin: float  # points by which it would win, with targets met and no advocacy
    noise: float  # scale of the chance in the judgment, in points
    conditional: float  # posts of mission grants that hang on what funders count
    total: float  # posts in all


class Use(NamedTuple):
    """Shares of what is left at each step: free posts to fundraising, the rest to the mission, of it to
    advocacy; of other free posts to people nobody pays for."""

    raising: float
    mission: float
    advocacy: float
    uncounted: float


@kernel
def logistic(points: float) -> Any:
    """1 / (1 + exp(-points)).

    Parameters
    ----------
    points

    Returns
    -------
    odds : float
        0 to 1.
    """
    return 1.0 / (1.0 + math.exp(-min(max(points, -30.0), 30.0)))


@kernel
def odds_with(points: float, noise: float) -> Any:
    """The chance to win with so many points more than the last that won, as juries differ.

    Parameters
    ----------
    points
    noise
        Scale of the chance in the judgment (points; `contest.noise`).

    Returns
    -------
    odds : float
        0 to 1.
    """
    return logistic(points / max(noise, 1e-6))


@kernel
def cost_of_advocacy(contest: Any, funder: Any) -> Any:
    """Points that giving all posts to open advocacy would cost under the minister in office.

    Parameters
    ----------
    contest : row of parameters
        The cost of 5 % of posts under a minister of usual taste, 1.
    funder : row
        The minister's taste, around 1: one of taste 0, or below, does not mind; what a policy recognises
        costs nothing.

    Returns
    -------
    points : float
    """
    minded = max(0.0, funder["taste"]) * (1.0 - funder["advocacy_recognised"])
    return 20.0 * contest["advocacy_cost"] * minded


@kernel
def points_without_chance(o: Any, funder: Any, relation: Any, fit: float, contest: Any) -> Any:
    """Points of an application: the record, fit, and what open advocacy costs with a ministry.

    Parameters
    ----------
    o, funder, relation : rows
        Posts in advocacy; what the minister minds; targets met.
    fit
        Points of fit with what the call names.
    contest : row of parameters

    Returns
    -------
    points : float
    """
    points = fit
    points += contest["record"] * math.log(max(min(relation["performance"], 1.0), LEAST_RECORD))
    if funder["is_ministry"]:
        advocacy = o["posts_mission"] * o["advocacy_use"] / max(o["staff"], 1e-9)
        points -= cost_of_advocacy(contest, funder) * advocacy
    return points


@kernel
def raising_posts(m: Means, share: float) -> Any:
    """Posts given to fundraising: a share of what would be free without any.

    Parameters
    ----------
    m, share
        Means of the year; the share given.

    Returns
    -------
    posts : float
    """
    return share * max(0.0, m.free + m.own * m.start**m.returns)


@kernel
def posts_without_pay(m: Means, raising: float) -> Any:
    """Posts free of any agreement once own income is in, fundraising taken off.

    Parameters
    ----------
    m, raising
        Means of the year; posts given to fundraising.

    Returns
    -------
    posts : float
        Negative where money lacks.
    """
    return m.free + m.own * (raising + m.start) ** m.returns - raising


@kernel
def mission_next(m: Means, wanted: float, most: float) -> Any:
    """Mission posts in the year: vacancies fill slowly, and posts end as people leave.

    Parameters
    ----------
    m, wanted, most
        Means of the year; posts wanted; posts that there is money for.

    Returns
    -------
    posts : float
    """
    if wanted > m.mission:
        reached = m.mission + m.hired * (wanted - m.mission)
    else:
        reached = max(wanted, m.mission * (1.0 - m.leaving))
    return min(reached, most)


@kernel
def worth(m: Means, use: Use) -> Any:
    """Utility of a use of posts to the board.

    Parameters
    ----------
    m, use
        Means of the year, and shares of them.

    Returns
    -------
    utility : float
        In posts of service to people at the door.

    References
    ----------
    Holmstrom and Milgrom (1991): what is counted crowds out what is not; Stinchcombe (1965).
    """
    return worth_of_the_rest(m, posts_without_pay(m, raising_posts(m, use.raising)), use)


@kernel
def worth_of_the_rest(m: Means, left: float, use: Use) -> Any:
    """Utility of a use of posts to the board, once it is known what fundraising leaves.

    Parameters
    ----------
    m, left, use
        Means of the year, posts free of any agreement (negative where money lacks), and shares of them.

    Returns
    -------
    utility : float
        In posts of service to people at the door.
    """
    unpaid = max(0.0, -left)
    left = max(0.0, left)
    mission = mission_next(m, use.mission * left, left)
    advocacy = use.advocacy * mission
    service = left - mission
    reach = (m.eligible + m.ineligible) * m.client
    value = 0.0
    if reach > 0.0:
        output = max(0.0, mission - advocacy - m.beginning) * m.experience * m.members
        spoken = advocacy * m.heard * m.members
        value = min(1.0, output / reach) ** m.curve
        value += m.advocacy_value * min(1.0, spoken / reach) ** m.curve
        value *= m.mission_value * reach
    people = max(m.eligible + m.ineligible, 1e-9)
    of_project = m.project * m.eligible / people
    counted = max(0.0, m.agreement - m.reporting - unpaid) + (1.0 - use.uncounted) * service
    counted += of_project
    others = use.uncounted * service + m.project - of_project
    clients = min(counted / m.client, m.eligible)
    quality = 1.0
    wanted = min(m.clients, m.eligible)
    if clients < wanted:  # service is thinned before a target is missed
        thick = max(counted / (m.client * max(wanted, 1e-9)), m.thinnest)
        clients = counted / (m.client * thick)
        quality = max(0.0, (thick - m.worthless) / (1.0 - m.worthless))
    served = clients / max(m.eligible, 1e-9) * quality
    reached = min(1.0, others / max(m.client * m.ineligible, 1e-9))
    care = m.eligible * m.client * (served - 0.5 * served * served)
    care += m.ineligible_value * m.ineligible * m.client * (reached - 0.5 * reached * reached)
    points = m.margin - m.cost * advocacy / max(m.total, 1e-9)
    if m.clients > 0.0:
        points += m.record * math.log(max(min(clients / m.clients, 1.0), LEAST_RECORD))
    odds = odds_with(points, m.noise)
    next_asked = (1.0 - m.ratchet) * m.clients + m.ratchet * (1.0 + m.growth) * clients
    certain = min(m.certain, next_asked)
    money = m.price * (certain + (next_asked - certain) * odds) + 2.0 * m.conditional * logistic(
        points
    )
    money -= m.price * max(0.0, m.missed * m.clients - clients)
    worth_of_care = care + m.money_value * money
    return m.weight * value + (1.0 - m.weight) * worth_of_care - UNPAID * unpaid - _IDLE * mission
