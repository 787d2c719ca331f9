"""Members of a council send people on to where there is room (M20).

Of the requests that reach members of a place's council, a part goes on to those of them that offer
that kind and met a larger share of requests last month:

    part = sent_on x coordination x trust among members

What people choose and what organisations are asked for move together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from partnersim.declarations import Group, Parameter, Role, Source, Text
from partnersim.state.calendar import Phase

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from partnersim.state.world import World

GROUP = Group(
    "partnership_coordination",
    Text("Coordination by a council", "Coordination par un conseil"),
    (
        Parameter(
            name="sent_on",
            default=0.6,
            unit="share of requests to members, at full coordination and trust",
            bounds=(0.0, 1.0),
            role=Role.SETTING,
            meaning=Text(
                "Requests that coordination sends to where there is room",
                "Demandes que la coordination dirige là où il y a de la place",
            ),
            evidence=Source(
                "bradford_andrew_2011",
                "Transition 2: barriers to referral talked through; size assumed",
            ),
        ),
    ),
)
AFTER = ("choice",)


def act(world: World) -> None:
    """Send part of the members' requests on."""
    if not world.partnerships_act:
        return
    most = float(world.parameters["partnership_coordination"]["sent_on"][0])
    for n, p in enumerate(world.partnerships):
        sitting = np.flatnonzero(world.council[n])
        part = most * float(p["coordination"] * p["trust"])
        p["moved"] = 0.0
        if part > 0.0 and len(sitting) > 1:
            p["moved"] = _send_on(world, int(p["place"]), sitting, part)


def _send_on(world: World, place: int, sitting: NDArray[np.intp], part: float) -> float:
    """Divide that part of members' requests anew; return how many people went elsewhere."""
    o, demand = world.organizations, world.demand
    room = o["staff"][sitting] * o["delivery_plan"][sitting]
    moved = 0.0
    for c in range(demand.requests.shape[1]):
        for k in range(demand.requests.shape[2]):
            free = room * o["offer"][sitting, k] * demand.chance[sitting, c]
            if free.sum() <= 0.0 or demand.chosen[c, place, k, -1] <= 0.0:
                continue
            free = free / free.sum()
            asked = demand.requests[sitting, c, k]
            after = (1.0 - part) * asked + part * asked.sum() * free
            moved += 0.5 * float(np.abs(after - asked).sum())
            demand.requests[sitting, c, k] = after
            chances = np.diff(demand.chosen[c, place, k], prepend=0.0)
            mine = chances[sitting]
            chances[sitting] = (1.0 - part) * mine + part * mine.sum() * free
            demand.chosen[c, place, k] = np.cumsum(chances)
            demand.chosen[c, place, k, -1] = 1.0
    return moved


STEPS = {Phase.SERVICES: act}
