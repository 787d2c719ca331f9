"""How hard a crisis strikes in each place, and how much public services there help (M19).

Without an entry of its own a place has the crisis of the province. Arrivals, goodwill, meetings and
officials are the province's; needs, files that are not opened, work that is sent, and hours that yield are
the place's.
"""

from __future__ import annotations

from partnersim.declarations import POSITIVE, Assumption, Column, Group, Step, Text, lever
from partnersim.state.calendar import Phase
from partnersim.state.columns import NEEDS
from partnersim.state.world import World
from partnersim.systems.crisis import IN_PLACE

GROUP = Group("crisis_place", Text("The crisis in a place"), (
    lever("strikes", 1.0, (0.0, 3.0), "multiple of the intensity of the crisis",
        "How hard the crisis strikes there",
        Assumption("as everywhere unless stated; relations with the network varied widely by region",
            "Observatoire de l'ACA 2021: no measure by region")),
    lever("help", 1.0, (0.0, 5.0), "multiple of what public services lend elsewhere",
        "How much staff public services there lend",
        Assumption("as everywhere unless stated; more where they were less destabilised",
            "Observatoire de l'ACA 2021: no measure by region")),
), IN_PLACE)  # fmt: skip
COLUMNS = {
    "crisis_places": (
        Column("place", "place", POSITIVE, Text("where"), whole=True, lever=True),
    ),
    "places": (
        Column("crisis_here", "0 none to 1 that of 2020", POSITIVE, Text("how acute the crisis is there")),
    ),
}  # fmt: skip
_TOUCHED = [NEEDS.index(need) for need in ("employment", "housing", "social_ties")]


def act(world: World) -> None:
    """How acute it is this month, place by place, and what it adds to needs there."""
    places, conditions = world.places, world.conditions[0]
    places.crisis_here[:] = conditions["crisis"]
    for entry in world.tables["crisis_places"]:
        places.crisis_here[int(entry["place"])] *= entry["strikes"]
    added = float(world.parameters["crisis"]["needs_added"][0])
    places.needs_added[:, _TOUCHED] = (places.crisis_here * added)[:, None]


STEPS = {Phase.SHOCKS: Step(act, writes={"places": "crisis_here needs_added"}, after=("crisis",))}
