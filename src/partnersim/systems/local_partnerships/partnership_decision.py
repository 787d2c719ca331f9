"""How a council decides what its plan puts first: attraction, capacity or coordination (M20).

Where the lead has the last word the plan follows what the place is said to need first, or, where an agency leads
and gives hours, what that agency would put first. Otherwise the council deliberates each quarter, by the rule by
which the umbrella's table agrees (`state/deliberation.py`): an aim is in the plan where enough votes can live with
it. By consensus these are `umbrella.acceptance`, by majority one half. A small executive decides alone by consensus
of its own; the others endorse. A seat is a vote. Organisations hold to what their month shows, other sectors to
what the place is said to need:

    attraction      hours without anybody to serve              capacity    hours of lists beyond its own
    coordination    hours that would even out lists of the place

What is not agreed on at once is talked through, which takes hours. Who finds little of its own in the plan trusts
its peers less (`partnership_trust.py`).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from partnersim.declarations import (
    POSITIVE,
    SHARE,
    Column,
    Group,
    Source,
    Step,
    Text,
    setting,
    yes_or_no,
)
from partnersim.state.calendar import Phase
from partnersim.state.deliberation import agree
from partnersim.state.world import World
from partnersim.systems.local_partnerships.names import AGENCY, AIMS, RULES

GROUP = Group("partnership_decision", Text("Deciding in a local council"), (
    setting("majority", 0.5, (0.0, 1.0), "share of votes", "Votes that pass a proposal by majority",
        Source("bradford_andrew_2011", "Part 2, table: 50 % or 66 % majority voting")),
    setting("executive_seats", 5, (1, 50), "seats", "Seats of a small executive, the lead's among them",
        Source("bradford_andrew_2011", "Annex B, 5: a few leaders control; number assumed")),
    setting("talking_through", 1.0, (0.0, 10.0),
        "share added to the hours of a meeting, where members want nothing in common",
        "Hours it takes to talk differences through to a consensus",
        Source("bradford_andrew_2011",
            "Transition 2 (Toronto West): differences are talked through; size assumed")),
    setting("executive_hours", 2.0, (0.0, 10.0), "multiple of a member's hours",
        "Hours of a member of the executive",
        Source("bradford_andrew_2011",
            "Setting the Transitions: a small circle works between meetings; size assumed")),
    setting("endorsing_hours", 0.5, (0.0, 10.0), "multiple of a member's hours",
        "Hours of those who endorse what an executive decides",
        Source("bradford_andrew_2011",
            "Setting the Transitions: the council might endorse key decisions; size assumed")),
))  # fmt: skip
COLUMNS = {
    "partnerships": (
        Column("puts_first", "shares by aim", SHARE, Text("what the plan puts first"), shape=(len(AIMS),),
            start=1.0 / len(AIMS)),
        Column("deciding", "seats", POSITIVE, Text("that decide; nothing: the plan follows the place")),
        Column("apart", "distance, 0 same to 1", SHARE,
            Text("of its plan from what its organisations would put first")),
        Column("apart_of_small", "distance, 0 same to 1", SHARE,
            Text("of its plan from what its small organisations would put first")),
    ),
    "councils": (
        yes_or_no("decides", Text("it is one of those that decide")),
        Column("apart", "distance, 0 same to 1", SHARE, Text("of the plan from what it would put first")),
        Column("hours_of_meeting", "multiple of a member's hours", POSITIVE,
            Text("that a meeting takes of it"), start=1.0),
    ),
}  # fmt: skip
_LEAD, _CONSENSUS, _MAJORITY, _EXECUTIVE = range(len(RULES))


def act(world: World) -> None:
    """Each quarter those who decide settle what the plan puts first."""
    s = world.parameters["partnership_decision"][0]
    small_staff = float(world.parameters["partnership_council"]["small_staff"][0])
    small = world.organizations["staff"] < small_staff
    councils = world.tables["councils"]
    for n, p in enumerate(world.tables["partnerships"]):
        sits = councils["sits"][n]
        seats = float(sits.sum() + p["others"])
        in_name_alone = p["decides_by"] == _LEAD and p["hours_a_month"] <= 0.0
        if in_name_alone or seats <= 0.0 or not world.calendar.is_quarter_start:
            continue
        votes = _votes(world, p, sits, int(s["executive_seats"]))
        stakes = _stakes(world, p)
        plan = _plan(world, p, stakes, votes)
        p["puts_first"], p["deciding"] = plan, votes.sum()
        councils["decides"][n] = votes[:-1] > 0.0
        apart = np.minimum(1.0, 0.5 * np.abs(stakes[:-1] - plan).sum(axis=1))
        councils["apart"][n] = np.where(sits, apart, 0.0)
        p["apart"] = apart[sits].mean() if sits.any() else 0.0
        p["apart_of_small"] = apart[sits & small].mean() if (sits & small).any() else p["apart"]
        hours = np.ones(len(sits))
        if p["decides_by"] == _CONSENSUS:
            hours += s["talking_through"] * p["apart"]
        if p["decides_by"] == _EXECUTIVE:
            hours = np.where(votes[:-1] > 0.0, s["executive_hours"], s["endorsing_hours"])
        councils["hours_of_meeting"][n] = hours


def _votes(world: World, p: Any, sits: NDArray[np.bool_], seats: int) -> NDArray[np.float64]:
    """A vote a seat of those who decide: by organisation, then those of other sectors together."""
    if p["decides_by"] == _EXECUTIVE:
        return _executive(world, p, sits, seats)
    if p["decides_by"] != _LEAD:
        return np.append(sits.astype(np.float64), float(p["others"]))
    votes = np.zeros(len(sits) + 1)
    votes[int(p["host"])] = 1.0  # the last where an institution leads
    return votes


def _plan(
    world: World, p: Any, stakes: NDArray[np.float64], votes: NDArray[np.float64]
) -> NDArray[np.float64]:
    """What the plan puts first (aims,)."""
    plan = np.zeros(len(AIMS))
    if p["decides_by"] == _LEAD:
        plan[int(p["kind"])] = 1.0
        return stakes[int(p["host"])] if p["host"] >= 0 else plan
    rule = world.parameters["umbrella"].copy()
    rule["consensus"] = True
    if p["decides_by"] == _MAJORITY:
        rule["acceptance"] = world.parameters["partnership_decision"]["majority"]
    agree(stakes, votes, rule, plan)
    return plan


def _stakes(world: World, p: Any) -> NDArray[np.float64]:
    """What each organisation would put first, from its lists and its hours, then what other sectors would."""
    o = world.organizations
    hours = world.services["hours"]
    lists = (world.demand.waiting[: len(o)].sum(axis=1) * hours).sum(axis=1)
    room = o["staff"] * world.parameters["staff"]["hours_a_month"][0] * o["delivery_plan"]
    here = o["alive"] & (o["place"] == p["place"])
    level = lists[here].sum() / max(float(room[here].sum()), 1e-9)
    by_aim = np.zeros((len(o) + 1, len(AIMS)))
    by_aim[:-1, AIMS.index("attraction")] = np.maximum(0.0, room - lists)
    by_aim[:-1, AIMS.index("capacity")] = np.maximum(0.0, lists - room)
    by_aim[:-1, AIMS.index("coordination")] = np.abs(lists - level * room)
    by_aim[-1] = world.parameters["partnership_progress"]["aside"][0]
    by_aim[-1, int(p["kind"])] = 1.0
    by_aim += 1e-9  # who has nothing at stake would put all alike
    shares: NDArray[np.float64] = by_aim / by_aim.sum(axis=1, keepdims=True)
    return shares


def _executive(world: World, p: Any, sits: NDArray[np.bool_], seats: int) -> NDArray[np.float64]:
    """Votes: the lead's, then organisations by staff and other sectors, by their part of the council."""
    of_others = float(p["others"]) / (float(sits.sum()) + float(p["others"]))
    others = min(seats, max(round(seats * of_others), 0 if p["lead"] == AGENCY else 1))
    order_by = np.where(sits, -world.organizations["staff"], np.inf)
    host = int(p["host"])
    if host >= 0 and sits[host]:
        order_by[host] = -np.inf
        others = min(others, seats - 1)
    votes = np.zeros(len(sits) + 1)
    chosen = np.argsort(order_by, kind="stable")[: min(seats - others, int(sits.sum()))]
    votes[chosen] = 1.0
    votes[-1] = others
    return votes


STEPS = {
    Phase.TABLES: Step(
        act,
        writes={
            "partnerships": "apart apart_of_small deciding puts_first",
            "councils": "apart decides hours_of_meeting",
        },
        after=("partnership_council",),
        before=("partnership_trust",),
    )
}
