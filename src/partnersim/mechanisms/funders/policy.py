"""The ministry's priorities move towards what it hears, or back to its own agenda (M7, M14).

What it hears: the priorities of those on its seats, the umbrella's demand (its voice is a share of
seats and pressure) and what its officers know of true needs. It moves a share of the way each month:

    target = agenda + r (heard - agenda),  r = responsiveness x attitude x (1 before, else less)
             x the voice heard

so that with nobody heard policy is the agenda alone. `uptake` is where policy lies between the two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnersim.declarations import (
    POSITIVE,
    SHARE,
    Assumption,
    Column,
    Group,
    Parameter,
    Role,
    Source,
    Step,
    Text,
)
from partnersim.state.calendar import Phase
from partnersim.state.columns import NEEDS
from partnersim.state.kernel import kernel

if TYPE_CHECKING:
    from partnersim.state.world import Numbers, Table, World

GROUP = Group(
    "policy",
    Text("How policy moves"),
    (
        Parameter(
            name="pace",
            default=0.06,
            unit="share of the distance a month",
            bounds=(0.0, 1.0),
            role=Role.SETTING,
            meaning=Text("Pace of policy"),
            evidence=Assumption("programmes are redrafted within one or two years", "B21 ch. 6"),
        ),
        Parameter(
            name="seats_of_pressure",
            default=40.0,
            unit="seats that full mobilisation is worth",
            bounds=(0.0, 200.0),
            role=Role.SETTING,
            meaning=Text("Voice that mobilisation adds"),
            evidence=Assumption("gains are reported, not counted (I)", "B21 ch. 5; no measure"),
        ),
        Parameter(
            name="seats_of_officers",
            default=8.0,
            unit="seats that officers who know the whole field are worth",
            bounds=(0.0, 100.0),
            role=Role.SETTING,
            meaning=Text("Voice of officers who know"),
            evidence=Assumption("a few voices inside", "B21 ch. 5, 6; no measure"),
        ),
        Parameter(
            name="half_heard",
            default=10.0,
            unit="seats at which half of the possible effect is reached",
            bounds=(0.1, 200.0),
            role=Role.SETTING,
            meaning=Text("Voices that policy needs to hear"),
            evidence=Assumption("a committee's size", "B21 ch. 5; no measure"),
        ),
        Parameter(
            name="after_draft",
            default=0.3,
            unit="share of the effect of advice before the draft",
            bounds=(0.0, 1.0),
            prior=(0.05, 0.6),
            role=Role.UNCERTAINTY,
            meaning=Text("What advice after the draft can still change"),
            evidence=Source("bruneau_2021", "ch. 2 Consultation, ch. 5: a formality; size assumed"),
        ),
    ),
)
COLUMNS = {
    "funders": (
        Column("priorities", "shares by kind of need", SHARE,
               Text("priorities of policy"), shape=(len(NEEDS),)),
        Column("heard", "shares by kind of need", SHARE,
               Text("advice as it was heard"), shape=(len(NEEDS),)),
        Column("uptake", "share", SHARE,
               Text("where policy lies between agenda (0) and what was heard (1)")),
        Column("umbrella_voice", "share", POSITIVE,
               Text("part of a voice that a member has through the umbrella")),
    ),
}  # fmt: skip


@kernel
def hear(
    organizations: Table,
    funders: Table,
    relations: Table,
    officers: Table,
    parameters: Table,
    demand: Numbers,
    true_need: Numbers,
    main: int,
) -> None:
    """Each ministry hears seats, umbrella and officers this month, and its priorities move.

    Parameters
    ----------
    organizations : table (organisations,)
        Attendance and priorities of those on seats.
    funders : table (funders,)
        Agenda, responsiveness, timing of advice, the minister's attitude, pressure. Written: heard
        and priorities (shares by kind of need), uptake and umbrella_voice (shares).
    relations : table (organisations, funders)
        Seats, and whether the umbrella's delegate holds them.
    officers : table (officers,)
        Knowledge of the field.
    parameters : table (1,)
        The group `policy`.
    demand : array (kinds,)
        The umbrella's common demand, shares.
    true_need : array (kinds,)
        Shares of the needs of all newcomers present.
    main
        Row of the main ministry, the one that mobilisation presses on.

    References
    ----------
    Bruneau (2021), ch. 2 (Consultation), ch. 5 and ch. 6.
    """
    p = parameters[0]
    kinds = len(demand)
    for f in range(len(funders)):
        funder = funders[f]
        if not funder["is_ministry"]:
            continue
        seats = 0.0
        delegates = 0.0
        for k in range(kinds):
            funder["heard"][k] = 0.0
        for i in range(len(organizations)):
            r = relations[i, f]
            if r["seat"] and organizations[i]["alive"]:
                there = organizations[i]["attendance"]
                if r["delegate"]:
                    delegates += there
                else:
                    seats += there
                    for k in range(kinds):
                        funder["heard"][k] += there * organizations[i]["priorities"][k]
        known = 0.0
        number = 1e-9
        for k in range(len(officers)):
            if officers[k]["funder"] == f and number < funder["officers_number"]:
                known += officers[k]["knowledge"]
                number += 1.0
        known /= number
        pressure = funder["pressure"] if f == main else 0.0
        umbrella = delegates + p["seats_of_pressure"] * pressure
        from_officers = p["seats_of_officers"] * known
        total = seats + umbrella + from_officers
        for k in range(kinds):
            heard = funder["heard"][k] + umbrella * demand[k] + from_officers * true_need[k]
            funder["heard"][k] = heard / total if total > 0.0 else funder["agenda"][k]
        voice = total / (total + p["half_heard"])
        timing = funder["timing"] + (1.0 - funder["timing"]) * p["after_draft"]
        weight = min(1.0, funder["responsiveness"] * timing * funder["attitude"]) * voice
        apart = 1e-12
        moved = 0.0
        for k in range(kinds):
            target = funder["agenda"][k] + weight * (funder["heard"][k] - funder["agenda"][k])
            funder["priorities"][k] += p["pace"] * (target - funder["priorities"][k])
            way = funder["heard"][k] - funder["agenda"][k]
            apart += way * way
            moved += way * (funder["priorities"][k] - funder["agenda"][k])
        funder["uptake"] = min(1.0, max(0.0, moved / apart))
        funder["umbrella_voice"] = umbrella / max(total, 1e-9)


def act(world: World) -> None:
    """Ministries hear and move."""
    hear(
        world.organizations, world.funders, world.relations, world.officers,
        world.parameters["policy"], world.umbrella.demand, world.demand.true_need,
        world.main_funder,
    )  # fmt: skip


STEPS = {
    Phase.TABLES: Step(
        act,
        reads={
            "demand": "true_need",
            "funders": (
                "agenda attitude is_ministry officers_number pressure responsiveness timing"
            ),
            "officers": "funder knowledge",
            "organizations": "alive attendance priorities",
            "relations": "delegate seat",
            "umbrella": "demand",
        },
        writes={"funders": "heard priorities umbrella_voice uptake"},
        after=("consultation", "mobilization"),
    )
}
