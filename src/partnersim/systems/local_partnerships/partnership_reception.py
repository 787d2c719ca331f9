"""What a place becomes for newcomers, and its funder for the place, through a partnership (M20).

Schools, clinics, employers and city halls at the table open their doors: people make progress of
their own faster. A place that attracts receives more people and loses fewer. And what the council
learns of needs reaches the funder's officers.

    own progress x (1 + reception x action x doors)      arrivals x (1 + drawn x attraction)
    leaving x (1 - kept x attraction)
    officers' knowledge += told x action x representativeness x what they do not know
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnersim.declarations import Group, Parameter, Role, Source, Step, Text
from partnersim.state.calendar import Phase

if TYPE_CHECKING:
    from partnersim.state.world import World

GROUP = Group(
    "partnership_reception",
    Text("Reception by a place"),
    (
        Parameter(
            name="reception",
            default=0.3,
            unit="share of own progress added at full action, all doors open",
            bounds=(0.0, 5.0),
            role=Role.SETTING,
            meaning=Text("How much easier institutions at the table make settling"),
            evidence=Source(
                "bradford_andrew_2011", "Transition 4: institutions learn to adapt; size assumed"
            ),
        ),
        Parameter(
            name="drawn",
            default=0.2,
            unit="share of arrivals added at full attraction",
            bounds=(0.0, 5.0),
            role=Role.SETTING,
            meaning=Text("People drawn by a place that attracts"),
            evidence=Source(
                "bradford_andrew_2011", "Part 2, Annex B: recruitment and marketing; size assumed"
            ),
        ),
        Parameter(
            name="kept",
            default=0.3,
            unit="share of those leaving who stay at full attraction",
            bounds=(0.0, 1.0),
            role=Role.SETTING,
            meaning=Text("People kept by a place that attracts"),
            evidence=Source("bradford_andrew_2011", "Part 2: retention; size assumed"),
        ),
        Parameter(
            name="told",
            default=0.03,
            unit="share of what officers do not know, a month, at full action",
            bounds=(0.0, 1.0),
            role=Role.SETTING,
            meaning=Text("What the funder's officers learn of local needs"),
            evidence=Source(
                "bradford_andrew_2011", "Part 1: local knowledge for policy; pace assumed"
            ),
        ),
    ),
)


def act(world: World) -> None:
    """Open doors, and tell the funder."""
    s, places = world.parameters["partnership_reception"][0], world.places
    for p in world.tables["partnerships"]:
        a = int(p["place"])
        places.progress[a] = 1.0 + s["reception"] * p["action"] * p["doors"]
        places.arriving[a] = 1.0 + s["drawn"] * p["attraction"]
        places.leaving[a] = 1.0 - s["kept"] * p["attraction"]
        theirs = world.officers["funder"] == p["funder"]
        known = world.officers["knowledge"][theirs]
        learnt = s["told"] * p["action"] * p["representativeness"] * p["funded"]
        world.officers["knowledge"][theirs] = known + learnt * (1.0 - known)


STEPS = {
    Phase.RELATIONS: Step(
        act,
        reads={
            "officers": "funder",
            "partnerships": "action attraction doors funded funder place representativeness",
        },
        writes={"officers": "knowledge", "places": "arriving leaving progress"},
        after=("partnership_progress", "officeholders"),
    ),
}
