"""How far a local partnership comes: four transitions, a plan, and what of it is done (M20).

Stage 0 convening, 1 council, 2 strategic plan, 3 implementation, 4 evaluation and learning. A month
moves it by pace x staff effort x meetings x efficacy x the condition of the transition it is in:

    0 to 1  what the place did together before          2 to 3  certainty x champions
    1 to 2  representativeness x trust                  3 to 4  representativeness x share done

champions = directive + (1 - directive) x trust: told or willing. A plan is as wide as the council is
representative and the funding certain; it is done as far as there are champions and staff. What was learnt from
other partnerships makes it faster and its plan wider (`partnership_network.py`).
"""

from __future__ import annotations

from typing import Any

from partnersim.declarations import SHARE, Assumption, Column, Group, Source, Step, Text, setting
from partnersim.state.calendar import Phase
from partnersim.state.world import World
from partnersim.systems.local_partnerships.names import AIMS, STAGES

GROUP = Group("partnership_progress", Text("Progress of local partnerships"), (
    setting("pace", 0.25, (0.0, 4.0), "stages a month under full conditions",
        "How fast a partnership can move",
        Assumption("two years after the call most were about to implement",
            "Bradford and Andrew 2011, Part 2; pace of single partnerships not given")),
    setting("start_from_nothing", 0.3, (0.0, 1.0), "share of the full pace of convening",
        "Convening where nobody worked together before",
        Source("bradford_andrew_2011", "Pre-LIP Activity: early efforts shape; share assumed")),
    setting("narrow_plan", 0.3, (0.0, 1.0), "width of a plan when nothing is certain",
        "How narrow a plan becomes under uncertain funding",
        Source("bradford_andrew_2011", "Strategic plans: practical or ambitious; width assumed")),
    setting("doing", 0.06, (0.0, 1.0), "share of the distance a month",
        "How fast a plan is done, or undone without staff",
        Assumption("yearly cycles of priorities (Kingston)", "Bradford and Andrew 2011; no pace")),
    setting("early", 0.2, (0.0, 1.0), "share of what a partnership can do",
        "What meeting and planning achieve before a plan is done",
        Source("bradford_andrew_2011", "Transition 4: outcomes while planning; share assumed")),
    setting("aside", 0.3, (0.0, 1.0), "share of the effect on what it aims at first",
        "What a partnership does for the two other aims",
        Source("bradford_andrew_2011", "Key Lessons: all plans hold each; weight assumed")),
))  # fmt: skip
COLUMNS = {
    "partnerships": (
        Column("stage", "0 convening to 4 learning", (0.0, 4.0), Text("how far it has come")),
        Column("planned", "share", SHARE, Text("width of the plan")),
        Column("done", "share of the plan", SHARE, Text("what is done")),
        Column("action", "share", SHARE, Text("what it does so far, in plans and in deeds")),
        Column("attraction", "share", SHARE, Text("action towards attracting newcomers")),
        Column("capacity", "share", SHARE, Text("action towards the capacity of services")),
        Column("coordination", "share", SHARE, Text("action towards coordination")),
    ),
}  # fmt: skip
_LAST = float(len(STAGES) - 1)
_ADOPTED, _IMPLEMENTED = 2, 3
_REVISION = 0.02  # of the distance a month, once a plan is adopted
_ENABLING_FLOOR = 0.05


def act(world: World) -> None:
    """One month on the way."""
    s, staff = world.parameters["partnership_progress"][0], world.parameters["staff"][0]
    quicker = float(world.parameters["partnership_network"]["quicker"][0])
    for p in world.tables["partnerships"]:
        people = float(p["staff_dollars"]) / float(staff["cost_a_month"])
        given = float(p["given_hours"] - p["away_hours"]) / float(staff["hours_a_month"])
        people = max(0.0, people + given)
        effort = people / (people + 1.0)
        meets = p["members"] + p["others"] > 0.0
        champions = p["directive"] + (1.0 - p["directive"]) * p["trust"]
        if meets:
            step = s["pace"] * effort * min(1.0, p["meetings_a_year"] / 8.0) * p["efficacy"]
            step *= max(_ENABLING_FLOOR, _condition(p, s, champions))
            ahead = min(1.0, max(0.0, p["learnt_way"] * _LAST - p["stage"]))
            step *= 1.0 + quicker * ahead
            p["stage"] = min(_LAST, p["stage"] + step)
            width = s["narrow_plan"] + (1.0 - s["narrow_plan"]) * p["certainty"]
            width *= max(p["representativeness"], p["learnt_plan"])
            revised = 1.0 if p["stage"] < _ADOPTED else _REVISION
            p["planned"] += revised * (width - p["planned"])
        begun = min(1.0, max(0.0, float(p["stage"]) - _ADOPTED))
        reach = p["planned"] * champions * effort * begun if meets else 0.0
        p["done"] += s["doing"] * (reach - p["done"])
        met = p["stage"] / _LAST * p["representativeness"]  # fades as members leave
        p["action"] = s["early"] * met + (1.0 - s["early"]) * p["done"]
        for aim, name in enumerate(AIMS):
            weight = s["aside"] + (1.0 - s["aside"]) * p["puts_first"][aim]
            if p["deciding"] <= 0.0:  # it follows what the place is said to need first
                weight = 1.0 if aim == p["kind"] else s["aside"]
            p[name] = p["action"] * weight


def _condition(p: Any, s: Any, champions: float) -> float:
    """What the transition at hand depends on, 0 to 1."""
    if p["stage"] < 1.0:
        low = s["start_from_nothing"]
        return float(low + (1.0 - low) * p["prior_collaboration"])
    if p["stage"] < _ADOPTED:
        return float(p["representativeness"] * (0.5 + 0.5 * p["trust"]))
    if p["stage"] < _IMPLEMENTED:
        return float(p["certainty"] * champions)
    return float(p["representativeness"] * p["done"] / max(float(p["planned"]), 1e-9))


STEPS = {
    Phase.RELATIONS: Step(
        act, writes={"partnerships": "action attraction capacity coordination done planned stage"}
    )
}
