"""A partnership brings in local money and skill for the organisations of its place (M20).

    money a month = leverage x the funder's money x capacity x doors opened x (1 + public_lead)

from municipalities, school boards, employers and charities, to the place's organisations by staff.
What members learn of each other and of the field raises what an hour of theirs achieves.
"""

from __future__ import annotations

import numpy as np

from partnersim.declarations import POSITIVE, Assumption, Column, Group, Source, Step, Text, setting
from partnersim.state.calendar import MONTHS_A_YEAR, Phase
from partnersim.state.columns import FIRST_ORGANIZATION, OUTSIDE
from partnersim.state.money import receive_each
from partnersim.state.payments import purpose, write_flow
from partnersim.state.world import World
from partnersim.systems.local_partnerships.names import PUBLIC_LEADS

PURPOSES = ("leveraged",)
(LEVERAGED,) = map(purpose, PURPOSES)
GROUP = Group("partnership_capacity", Text("Capacity by a partnership"), (
    setting("leverage", 1.0, (0.0, 20.0), "dollars for a dollar of the funder, at full action",
        "Money that local institutions add",
        Source("bradford_andrew_2011", "Transition 2: Peel, Thunder Bay leverage money; size assumed")),
    setting("public_lead", 0.5, (0.0, 5.0), "share added",
        "What a municipality, county or region that leads adds to it",
        Source("bradford_andrew_2011", "Transition 1 (Peel): policy and funding; size assumed")),
    setting("skill", 0.1, (0.0, 1.0), "share of quality added at full capacity",
        "What members learn together",
        Assumption("tacit knowledge is exchanged", "Bradford and Andrew 2011, Part 1, 2; no size")),
))  # fmt: skip
COLUMNS = {
    "partnerships": (
        Column("leveraged", "2020 dollars", POSITIVE,
            Text("this month, from local institutions to organisations")),
    ),
}  # fmt: skip


def learn(world: World) -> None:
    """Members' hours achieve more."""
    skill = float(world.parameters["partnership_capacity"]["skill"][0])
    world.organizations["support"] = 1.0
    for n, p in enumerate(world.tables["partnerships"]):
        world.organizations["support"][world.tables["councils"]["sits"][n]] *= 1.0 + skill * float(
            p["capacity"]
        )


def lever(world: World) -> None:
    """Local money of the month."""
    o = world.organizations
    s = world.parameters["partnership_capacity"][0]
    o["leveraged"] = 0.0
    for p in world.tables["partnerships"]:
        rows = np.flatnonzero(o["alive"] & (o["place"] == p["place"]) & (o["staff"] > 0.0))
        money = s["leverage"] * p["amount"] / MONTHS_A_YEAR * p["capacity"] * p["doors"]
        money *= 1.0 + s["public_lead"] * (p["lead"] < PUBLIC_LEADS)
        p["leveraged"] = money if len(rows) and p["funded"] else 0.0
        if p["leveraged"] <= 0.0:
            continue
        world.flows.room_for(len(rows))
        shares = p["leveraged"] * o["staff"][rows] / o["staff"][rows].sum()
        o["leveraged"][rows] = shares
        receive_each(o, rows, shares)
        for i, dollars in zip(map(int, rows), map(float, shares), strict=True):
            write_flow(world.flows.rows, world.flows.count, world.now, OUTSIDE,
                       FIRST_ORGANIZATION + i, LEVERAGED, dollars)  # fmt: skip


STEPS = {
    Phase.SERVICES: Step(
        learn, writes={"organizations": "support"}, after=("delivery",), before=("stages",)
    ),
    Phase.REPORTS_AND_PAYMENTS: Step(
        lever,
        writes={
            "flows": "count rows",
            "organizations": "leveraged receipts reserve",
            "partnerships": "leveraged",
        },
        after=("partnership_money", "service_agreement"),
    ),
}
