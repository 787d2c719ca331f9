"""How a council decides what its plan puts first: attraction, capacity or coordination (M20).

Where the lead has the last word the plan follows what the place is said to need first. Otherwise the council
deliberates each quarter, by the rule by which the umbrella's table agrees (`state/deliberation.py`): an aim is in the
plan where enough votes can live with it. By consensus these are `umbrella.acceptance`, by majority one half. A small
executive decides alone by consensus of its own; the others endorse. A seat is a vote. Organisations hold to what
their month shows, other sectors to what the place is said to need:

    attraction      hours without anybody to serve              capacity    hours of lists beyond its own
    coordination    hours that would even out lists of the place

What is not agreed on at once is talked through, which takes hours. Who finds little of its own in the plan trusts
its peers less (`partnership_trust.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from partnersim.declarations import (
    POSITIVE,
    SHARE,
    Column,
    Group,
    Parameter,
    Role,
    Source,
    Step,
    Text,
    yes_or_no,
)
from partnersim.state.calendar import Phase
from partnersim.state.deliberation import agree
from partnersim.systems.local_partnerships.names import AGENCY, AIMS, RULES

if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

    from partnersim.state.world import World

GROUP = Group(
    "partnership_decision",
    Text("Deciding in a local council"),
    (
        Parameter(
            name="majority",
            default=0.5,
            unit="share of votes",
            bounds=(0.0, 1.0),
            role=Role.SETTING,
            meaning=Text("Votes that pass a proposal by majority"),
            evidence=Source("bradford_andrew_2011", "Part 2, table: 50 % or 66 % majority voting"),
        ),
        Parameter(
            name="executive_seats",
            default=5,
            unit="seats",
            bounds=(1, 50),
            role=Role.SETTING,
            meaning=Text("Seats of a small executive, the lead's among them"),
            evidence=Source(
                "bradford_andrew_2011", "Annex B, 5: a few leaders control; number assumed"
            ),
        ),
        Parameter(
            name="talking_through",
            default=1.0,
            unit="share added to the hours of a meeting, where members want nothing in common",
            bounds=(0.0, 10.0),
            role=Role.SETTING,
            meaning=Text("Hours it takes to talk differences through to a consensus"),
            evidence=Source(
                "bradford_andrew_2011",
                "Transition 2 (Toronto West): differences are talked through; size assumed",
            ),
        ),
        Parameter(
            name="executive_hours",
            default=2.0,
            unit="multiple of a member's hours",
            bounds=(0.0, 10.0),
            role=Role.SETTING,
            meaning=Text("Hours of a member of the executive"),
            evidence=Source(
                "bradford_andrew_2011",
                "Setting the Transitions: a small circle works between meetings; size assumed",
            ),
        ),
        Parameter(
            name="endorsing_hours",
            default=0.5,
            unit="multiple of a member's hours",
            bounds=(0.0, 10.0),
            role=Role.SETTING,
            meaning=Text("Hours of those who endorse what an executive decides"),
            evidence=Source(
                "bradford_andrew_2011",
                "Setting the Transitions: the council might endorse key decisions; size assumed",
            ),
        ),
    ),
)
COLUMNS = {
    "partnerships": (
        Column("puts_first", "shares by aim", SHARE, Text("what the plan puts first"),
               shape=(len(AIMS),), start=1.0 / len(AIMS)),
        Column("deciding", "seats", POSITIVE, Text("that decide; nothing: all do")),
        Column("apart", "distance, 0 same to 1", SHARE,
               Text("of its plan from what its organisations would put first")),
        Column("apart_of_small", "distance, 0 same to 1", SHARE,
               Text("of its plan from what its small organisations would put first")),
    ),
    "councils": (
        yes_or_no("decides", Text("it is one of those that decide")),
        Column("apart", "distance, 0 same to 1", SHARE,
               Text("of the plan from what it would put first")),
        Column("hours_of_meeting", "multiple of a member's hours", POSITIVE,
               Text("that a meeting takes of it"), start=1.0),
    ),
}  # fmt: skip
_LEAD, _CONSENSUS, _MAJORITY, _EXECUTIVE = range(len(RULES))


def act(world: World) -> None:
    """Each quarter a council that decides itself agrees on its plan."""
    s = world.parameters["partnership_decision"][0]
    aside = float(world.parameters["partnership_progress"]["aside"][0])
    small_staff = float(world.parameters["partnership_council"]["small_staff"][0])
    small = world.organizations["staff"] < small_staff
    councils = world.tables["councils"]
    for n, p in enumerate(world.tables["partnerships"]):
        rule, sits = int(p["decides_by"]), councils["sits"][n]
        if rule == _LEAD or not world.calendar.is_quarter_start:
            continue
        votes = np.append(sits.astype(np.float64), float(p["others"]))
        if votes.sum() <= 0.0:
            continue
        if rule == _EXECUTIVE:
            votes = _executive(world, p, votes, int(s["executive_seats"]))
        stakes = np.full((len(votes), len(AIMS)), aside)
        stakes[-1, int(p["kind"])] = 1.0  # other sectors, as one voter with their seats
        stakes[-1] /= stakes[-1].sum()
        stakes[:-1] = _stakes(world, int(p["place"]))
        agreement = world.parameters["umbrella"].copy()
        agreement["consensus"] = True
        if rule == _MAJORITY:
            agreement["acceptance"] = s["majority"]
        plan = np.zeros(len(AIMS))
        agree(stakes, votes, agreement, plan)
        p["puts_first"], p["deciding"] = plan, votes.sum()
        councils["decides"][n] = votes[:-1] > 0.0
        apart = np.minimum(1.0, 0.5 * np.abs(stakes[:-1] - plan).sum(axis=1))
        councils["apart"][n] = np.where(sits, apart, 0.0)
        p["apart"] = apart[sits].mean() if sits.any() else 0.0
        p["apart_of_small"] = apart[sits & small].mean() if (sits & small).any() else p["apart"]
        councils["hours_of_meeting"][n] = 1.0
        if rule == _CONSENSUS:
            councils["hours_of_meeting"][n] = 1.0 + s["talking_through"] * p["apart"]
        if rule == _EXECUTIVE:
            decides = councils["decides"][n]
            hours = np.where(decides, s["executive_hours"], s["endorsing_hours"])
            councils["hours_of_meeting"][n] = hours


def _stakes(world: World, place: int) -> NDArray[np.float64]:
    """What each organisation would put first, by aim, from its lists and its hours (organisations, aims)."""
    o = world.organizations
    hours = world.services["hours"]
    lists = (world.demand.waiting[: len(o)].sum(axis=1) * hours).sum(axis=1)
    room = o["staff"] * world.parameters["staff"]["hours_a_month"][0] * o["delivery_plan"]
    here = o["alive"] & (o["place"] == place)
    level = lists[here].sum() / max(float(room[here].sum()), 1e-9)
    by_aim = np.empty((len(o), len(AIMS)))
    by_aim[:, AIMS.index("attraction")] = np.maximum(0.0, room - lists)
    by_aim[:, AIMS.index("capacity")] = np.maximum(0.0, lists - room)
    by_aim[:, AIMS.index("coordination")] = np.abs(lists - level * room)
    by_aim += 1e-9  # who has nothing at stake would put all alike
    shares: NDArray[np.float64] = by_aim / by_aim.sum(axis=1, keepdims=True)
    return shares


def _executive(
    world: World, p: Any, council: NDArray[np.float64], seats: int
) -> NDArray[np.float64]:
    """Votes: the lead's, then organisations by staff and other sectors, by their part of the council."""
    sits, of_others = council[:-1] > 0.0, float(council[-1] / council.sum())
    others = min(seats, max(round(seats * of_others), 0 if p["lead"] == AGENCY else 1))
    order_by = np.where(sits, -world.organizations["staff"], np.inf)
    host = int(p["host"])
    if host >= 0 and sits[host]:
        order_by[host] = -np.inf
        others = min(others, seats - 1)
    votes = np.zeros(len(council))
    chosen = np.argsort(order_by, kind="stable")[: min(seats - others, int(sits.sum()))]
    votes[chosen] = 1.0
    votes[-1] = others
    return votes


STEPS = {
    Phase.TABLES: Step(
        act,
        reads={
            "demand": "waiting",
            "organizations": "alive delivery_plan place staff",
            "partnerships": "decides_by host kind lead others place",
            "councils": "sits",
        },
        writes={
            "partnerships": "apart apart_of_small deciding puts_first",
            "councils": "apart decides hours_of_meeting",
        },
        after=("partnership_council",),
        before=("partnership_trust",),
    )
}
