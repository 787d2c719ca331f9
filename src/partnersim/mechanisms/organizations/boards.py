"""Each fiscal year a board chooses to comply, voice, diversify or leave (M10, M13; Hirschman 1970).

A logit over four appraisals of the main funder: what its money is worth to the organisation, what
its accountability costs, how far its policy and its horizon lie from what the organisation puts
first, how exposed it is. Leaving ends that relationship for the year; nobody who lives on it can
afford to. A board whose free money does not fill the gap sells less of its hours next year.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from partnersim.declarations import (
    POSITIVE,
    Assumption,
    Column,
    Group,
    Parameter,
    Role,
    Step,
    Text,
    yes_or_no,
)
from partnersim.state.calendar import Phase
from partnersim.state.columns import COMPLY, DIVERSIFY, LEAVE, VOICE
from partnersim.state.draws import uniform
from partnersim.state.kernel import kernel

if TYPE_CHECKING:
    from partnersim.state.draws import Stream
    from partnersim.state.world import Table, World

GROUP = Group(
    "boards",
    Text("Yearly choice of boards"),
    (
        Parameter(
            name="sharpness",
            default=4.0,
            unit="log-odds a point of appraisal",
            bounds=(0.0, 50.0),
            prior=(1.5, 8.0),
            role=Role.UNCERTAINTY,
            meaning=Text("How surely boards follow their appraisal"),
            evidence=Assumption(
                "between indifference and certainty", "Bruneau 2021 ch. 4 gives ten choices only"
            ),
        ),
        Parameter(
            name="appetite_change",
            default=0.05,
            unit="share of the appetite a year",
            bounds=(0.0, 1.0),
            role=Role.SETTING,
            meaning=Text("How much a choice changes what is sought from funders"),
            evidence=Assumption(
                "budgets move by a few per cent to a fifth a year", "X13; no Quebec series found"
            ),
        ),
    ),
)
COLUMNS = {
    "organizations": (
        Column("strategy", "comply, voice, diversify or leave", POSITIVE,
               Text("strategy of its board"), whole=True),
    ),
    "relations": (
        Column("appetite", "share of capacity", POSITIVE,
               Text("what it would sell to this funder")),
        yes_or_no("left", Text("it has ended the relationship")),
    ),
}  # fmt: skip

_MOST_PRUDENT = 0.8  # share of the appetite kept in a year of deficit


@kernel
def choose_strategy(
    organizations: Table,
    funders: Table,
    relations: Table,
    parameters: Table,
    main: int,
    stream: Stream,
    month: int,
) -> None:
    """Draw each board's strategy and let it move appetites."""
    p = parameters[0]
    appraisal = [0.0, 0.0, 0.0, 0.0]
    for i in range(len(organizations)):
        o = organizations[i]
        if not o["alive"]:
            continue
        r = relations[i, main]
        exposed = min(1.0, r["yearly_income"] / max(o["yearly_income"], 1.0))
        apart = 0.0
        for k in range(len(o["priorities"])):
            apart += 0.5 * abs(o["priorities"][k] - funders[main]["priorities"][k])
        grievance = 0.4 * min(1.0, 2.0 * o["felt_burden"]) + 0.4 * apart
        grievance += 0.2 * r["goals_apart"]
        appraisal[COMPLY] = 0.6 * exposed + 0.4 * (1.0 - o["identity"])
        appraisal[VOICE] = 0.5 * o["contention"] * (0.4 + o["identity"]) + 0.5 * grievance
        appraisal[DIVERSIFY] = 0.45 * exposed + 0.3 * grievance
        appraisal[LEAVE] = grievance - 0.2 - 2.0 * exposed
        total = 0.0
        for k in range(4):
            appraisal[k] = math.exp(p["sharpness"] * appraisal[k])
            total += appraisal[k]
        draw = uniform(stream, month, i) * total
        choice = 0
        while choice < 3 and draw >= appraisal[choice]:
            draw -= appraisal[choice]
            choice += 1
        o["strategy"] = choice
        step = p["appetite_change"]
        for f in range(len(funders)):
            other = relations[i, f]
            other["left"] = False
            if f == main:
                if choice == COMPLY:
                    other["appetite"] = min(0.95, other["appetite"] * (1.0 + step))
                elif choice == DIVERSIFY:
                    other["appetite"] *= 1.0 - step
            elif choice == DIVERSIFY:
                other["appetite"] = min(0.95, other["appetite"] * (1.0 + step) + 0.01)
        if choice == LEAVE:
            r["left"] = True
        if o["gap"] > o["unrestricted"]:  # nobody can go on selling below cost without free money
            affordable = max(_MOST_PRUDENT, o["unrestricted"] / o["gap"])
            for f in range(len(funders)):
                if funders[f]["is_ministry"]:
                    relations[i, f]["appetite"] *= affordable
        together = 0.0
        for f in range(len(funders)):
            if funders[f]["is_ministry"]:
                together += relations[i, f]["appetite"]
        if together > 0.95:  # nobody can sell more hours than there are
            for f in range(len(funders)):
                if funders[f]["is_ministry"]:
                    relations[i, f]["appetite"] *= 0.95 / together


def act(world: World) -> None:
    """Boards meet each April, once there is a year to appraise."""
    if world.now == 0:
        return
    choose_strategy(
        world.organizations, world.funders, world.relations, world.parameters["boards"],
        world.main_funder, world.draws.stream("boards.strategy"), world.now,
    )  # fmt: skip


BEHAVIOUR = True
STEPS = {
    Phase.YEARLY: Step(
        act,
        reads={
            "funders": "is_ministry priorities",
            "organizations": (
                "alive contention felt_burden gap identity priorities unrestricted yearly_income"
            ),
            "relations": "goals_apart yearly_income",
        },
        writes={"organizations": "strategy", "relations": "appetite left"},
        after=("budget",),
    )
}
