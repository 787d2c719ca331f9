"""What a place becomes for newcomers, and its funder for the place, through a partnership (M20).

Schools, clinics, employers and city halls at the table open their doors: people make progress of
their own faster. A place that attracts receives more people and loses fewer. And the council tells the
funder what newcomers of its place need.

    own progress x (1 + reception x action x doors)      arrivals x (1 + drawn x attraction)
    leaving x (1 - kept x attraction)
    the place's voice at the funder's, in seats = told x action x representativeness
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
            default=4.0,
            unit="seats that a council is worth at full action",
            bounds=(0.0, 100.0),
            role=Role.SETTING,
            meaning=Text("What the funder hears of local needs"),
            evidence=Source(
                "bradford_andrew_2011", "Part 1: local knowledge for policy; size assumed"
            ),
        ),
    ),
)


def act(world: World) -> None:
    """Open doors, and tell the funder."""
    s, places = world.parameters["partnership_reception"][0], world.places
    world.funders["local_voice"] = 0.0
    for p in world.tables["partnerships"]:
        a = int(p["place"])
        places.progress[a] = 1.0 + s["reception"] * p["action"] * p["doors"]
        places.arriving[a] = 1.0 + s["drawn"] * p["attraction"]
        places.leaving[a] = 1.0 - s["kept"] * p["attraction"]
        voice = s["told"] * p["action"] * p["representativeness"] * p["funded"]
        world.funders["local_voice"][int(p["funder"])] += voice


STEPS = {
    Phase.RELATIONS: Step(
        act,
        reads={
            "partnerships": "action attraction doors funded funder place representativeness",
        },
        writes={"funders": "local_voice", "places": "arriving leaving progress"},
        after=("partnership_progress",),
    ),
}
