"""Local partnerships learn from one another where they meet, in the province's network (M20).

Those that go to its conferences pay for it, and their staff are away. Each hears from each other one with the chance
`speaks`, and comes nearer to what the other has worked out itself, where that is further: its way through the
transitions, how deep its outreach goes, how wide its adopted plan is. From a place of another kind less can be used.

    learnt += passes_on x usable x (what the other worked out - what it knows)     where above zero

What is known beyond a partnership's own way makes it faster (`partnership_progress.py`), its outreach reach further
(`partnership_council.py`) and its plan wider. Nothing is passed on at second hand.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from partnersim.declarations import (
    POSITIVE,
    SHARE,
    Assumption,
    Column,
    Group,
    Source,
    Step,
    Text,
    lever,
    setting,
    yes_or_no,
)
from partnersim.state.calendar import MONTHS_A_YEAR, Phase
from partnersim.state.decisions import REGISTER
from partnersim.state.world import World
from partnersim.systems.local_partnerships import PARTNERSHIP
from partnersim.systems.local_partnerships.names import STAGES

REGISTER.add("partnership_network.speaks", ("learner", "teacher"))
NETWORK = Group("network", Text("Network of partnerships"), (
    lever("conferences", 0, (0, 12), "a year", "Conferences of the province's partnerships that it goes to",
        Source("bradford_andrew_2011",
            "Annex B, 5: inter-LIP conferences; a network is recommended (Part 3), none by default")),
), PARTNERSHIP)  # fmt: skip
GROUP = Group("partnership_network", Text("Learning between local partnerships"), (
    setting("conference_dollars", 1500.0, (0.0, 100_000.0), "2020 dollars",
        "What going to a conference costs",
        Assumption("two people, travel and two nights",
            "Bradford and Andrew 2011, Annex B, 5: a funding priority, no amount")),
    setting("conference_hours", 40.0, (0.0, 1000.0), "hours of staff",
        "Time that staff are away for a conference",
        Assumption("two people, two to three days with travel", "Bradford and Andrew 2011: no hours")),
    setting("speaks", 0.5, (0.0, 1.0), "chance, of each other one there",
        "Whom a partnership hears from at a conference",
        Assumption("some thirty are there, and two days", "Bradford and Andrew 2011: no contacts told")),
    setting("passes_on", 0.3, (0.0, 1.0), "share of the distance",
        "What one is told that another has worked out",
        Source("bradford_andrew_2011", "Annex B, 5: conducive for knowledge transfer; size assumed")),
    setting("other_kind", 0.5, (0.0, 1.0), "share that is of use",
        "What is of use from a place of another kind",
        Source("bradford_andrew_2011",
            "Transition 4: no one size fits all three kinds of places; size assumed")),
    setting("quicker", 1.0, (0.0, 10.0), "share added to the pace, a whole stage known ahead",
        "How much faster one goes who knows the way ahead",
        Source("bradford_andrew_2011", "Annex A: sharing knowledge and successes; size assumed")),
))  # fmt: skip
GROUPS = (NETWORK, GROUP)
COLUMNS = {
    "partnerships": (
        yes_or_no("attends", Text("it is at a conference this month")),
        Column("travel_dollars", "2020 dollars", POSITIVE, Text("spent on a conference this month")),
        Column("away_hours", "hours a month", POSITIVE, Text("that its staff are at a conference")),
        Column("learnt_way", "share of the way", SHARE, Text("how far it knows the way from others")),
        Column("learnt_outreach", "share", SHARE, Text("how deep outreach can go, from others")),
        Column("learnt_plan", "share", SHARE, Text("how wide a plan can be, from others")),
    ),
}  # fmt: skip
_LAST = float(len(STAGES) - 1)
_ADOPTED = 2.0
_MOST_FOR_TRAVEL = 0.5  # of a month's money


def go(world: World) -> None:
    """Who goes to this month's conference, and what that costs."""
    s = world.parameters["partnership_network"][0]
    months = world.now - world.calendar.spin_up_months
    for p in world.tables["partnerships"]:
        p["attends"], p["travel_dollars"], p["away_hours"] = False, 0.0, 0.0
        if p["conferences"] < 1 or not p["meeting"] or months < 0:
            continue
        year = months % MONTHS_A_YEAR * int(p["conferences"])
        due = year // MONTHS_A_YEAR < (year + int(p["conferences"])) // MONTHS_A_YEAR
        money = p["lead_dollars"] + p["amount"] / MONTHS_A_YEAR * p["funded"]
        p["attends"] = due and s["conference_dollars"] <= _MOST_FOR_TRAVEL * money
        if p["attends"]:
            p["travel_dollars"] = s["conference_dollars"]
            p["away_hours"] = s["conference_hours"]


def learn(world: World) -> None:
    """What those who met take home."""
    s = world.parameters["partnership_network"][0]
    table = world.tables["partnerships"]
    there = np.flatnonzero(table["attends"])
    for n in map(int, there):
        for m in map(int, there):
            if n == m:
                continue
            luck = world.draws.uniform("partnership_network.speaks", world.now, n, m)
            if luck >= s["speaks"]:
                continue
            usable = 1.0 if table["kind"][n] == table["kind"][m] else s["other_kind"]
            _take(table[n], table[m], float(s["passes_on"] * usable))


def _take(p: Any, other: Any, share: float) -> None:
    """One comes nearer to what the other has worked out."""
    known = max(p["stage"] / _LAST, p["learnt_way"])
    if other["stage"] / _LAST > known:
        p["learnt_way"] = known + share * (other["stage"] / _LAST - known)
    known = max(p["outreached"], p["learnt_outreach"])
    if other["outreached"] > known:
        p["learnt_outreach"] = known + share * (other["outreached"] - known)
    known = max(p["planned"], p["learnt_plan"])
    if other["stage"] >= _ADOPTED and other["planned"] > known:
        p["learnt_plan"] = known + share * (other["planned"] - known)


STEPS = {
    Phase.SHOCKS: Step(
        go,
        writes={"partnerships": "attends away_hours travel_dollars"},
        after=("partnership_lead",),
    ),
    Phase.RELATIONS: Step(
        learn,
        writes={"partnerships": "learnt_outreach learnt_plan learnt_way"},
        after=("partnership_progress",),
    ),
}
