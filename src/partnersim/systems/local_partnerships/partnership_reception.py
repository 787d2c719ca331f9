"""What a place becomes for newcomers, and its funder for the place, through a partnership (M20).

Schools, clinics, employers and city halls at the table open their doors: people make progress of
their own faster. A place that attracts receives more people and loses fewer. And the council tells the
funder what newcomers of its place need.

    own progress x (1 + reception x action x doors)      arrivals x (1 + drawn x attraction)
    leaving x (1 - kept x attraction)
    the place's voice at the funder's, in seats = told x action x representativeness
"""

from __future__ import annotations

from partnersim.declarations import Group, Source, Step, Text, setting
from partnersim.state.calendar import Phase
from partnersim.state.world import World

GROUP = Group("partnership_reception", Text("Reception by a place"), (
    setting("reception", 0.3, (0.0, 5.0), "share of own progress added at full action, all doors open",
        "How much easier institutions at the table make settling",
        Source("bradford_andrew_2011", "Transition 4: institutions learn to adapt; size assumed")),
    setting("drawn", 0.2, (0.0, 5.0), "share of arrivals added at full attraction",
        "People drawn by a place that attracts",
        Source("bradford_andrew_2011", "Part 2, Annex B: recruitment and marketing; size assumed")),
    setting("kept", 0.3, (0.0, 1.0), "share of those leaving who stay at full attraction",
        "People kept by a place that attracts",
        Source("bradford_andrew_2011", "Part 2: retention; size assumed")),
    setting("told", 4.0, (0.0, 100.0), "seats that a council is worth at full action",
        "What the funder hears of local needs",
        Source("bradford_andrew_2011", "Part 1: local knowledge for policy; size assumed")),
))  # fmt: skip


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
        writes={"funders": "local_voice", "places": "arriving leaving progress"},
        after=("partnership_progress",),
    )
}
