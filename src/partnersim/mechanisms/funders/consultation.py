"""Seats at the ministry's tables: how many, and who is invited (M5, M6, M9).

`consultation.access` x the minister's attitude sets the number of seats and how openly they are
filled. Part of them belongs to the umbrella's board; of the rest, an open share is drawn among all
who would come, and the ministry invites to the others those it knows, trusts and agrees with.
Nothing here says that seats concentrate: ties grow where seats are, and seats go where ties are.
How far they do is read against the same number of seats drawn by lot each year (`sat_by_lot`).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from partnersim.declarations import (
    POSITIVE,
    SHARE,
    Assumption,
    Column,
    Group,
    Parameter,
    Role,
    Scope,
    Source,
    Step,
    Text,
    yes_or_no,
)
from partnersim.state.calendar import Phase
from partnersim.state.draws import uniform
from partnersim.state.kernel import kernel

if TYPE_CHECKING:
    from partnersim.state.draws import Stream
    from partnersim.state.world import Table, World

LEVERS = Group(
    "consultation",
    Text("Consultation by the funder"),
    (
        Parameter(
            name="access",
            default=0.35,
            unit="share, 0 closed to 1 open",
            bounds=(0.0, 1.0),
            role=Role.LEVER,
            meaning=Text("Access to consultation: number of seats and openness of their choice"),
            evidence=Source(
                "bruneau_2021", "ch. 5: committees for a limited number; level assumed"
            ),
        ),
        Parameter(
            name="timing",
            default="after_draft",
            unit="when advice is asked for",
            choices=("after_draft", "before_draft"),
            role=Role.LEVER,
            meaning=Text("Advice before the draft (bottom-up) or after it (top-down)"),
            evidence=Source("bruneau_2021", "ch. 2 Consultation, ch. 5: programmes come drafted"),
        ),
        Parameter(
            name="responsiveness",
            default=0.35,
            unit="share of the way towards what is heard",
            bounds=(0.0, 1.0),
            role=Role.LEVER,
            meaning=Text("How far advice can move policy"),
            evidence=Source(
                "bruneau_2021", "ch. 5: sometimes yes, sometimes no (D); level assumed"
            ),
        ),
        Parameter(
            name="umbrella_share",
            default=0.3,
            unit="share of seats",
            bounds=(0.0, 1.0),
            role=Role.LEVER,
            meaning=Text("Seats of the umbrella's board"),
            evidence=Source("bruneau_2021", "ch. 5: joint committees with the TCRI; share assumed"),
        ),
    ),
    Scope.FUNDER,
)
GROUP = Group(
    "consultation",
    Text("Tables of the ministry"),
    (
        Parameter(
            name="seats_at_full_access",
            default=60.0,
            unit="seats a year",
            bounds=(0.0, 1000.0),
            role=Role.SETTING,
            meaning=Text("Seats when the door is open"),
            evidence=Assumption(
                "about half of the organisations could sit somewhere",
                "Bruneau 2021 ch. 5 counts those inside, not the seats",
            ),
        ),
        Parameter(
            name="hours_per_seat",
            default=7.0,
            unit="hours a month",
            bounds=(0.0, 100.0),
            role=Role.SETTING,
            meaning=Text("Hours a seat takes"),
            evidence=Assumption(
                "a meeting with its preparation", "ACC and OBS21 report the load without hours"
            ),
        ),
        Parameter(
            name="preference",
            default=3.0,
            unit="log-odds from the least to the most suitable",
            bounds=(0.0, 20.0),
            prior=(1.0, 6.0),
            role=Role.UNCERTAINTY,
            meaning=Text("How strongly the ministry prefers those it knows and agrees with"),
            evidence=Source("bruneau_2021", "ch. 4 Differences; strength assumed"),
        ),
    ),
)
GROUPS = (LEVERS, GROUP)
COLUMNS = {
    "funders": (
        Column("weight", "share of the largest envelope", POSITIVE,
               Text("weight of its tables, against the main ministry's"), lever=True),
        Column("seats", "seats", POSITIVE,
               Text("seats at its table"), whole=True),
        Column("openness", "share of seats", SHARE,
               Text("seats filled beyond those it knows")),
        Column("seats_kept", "share", SHARE,
               Text("last year's invited who are invited again")),
        Column("seats_kept_by_lot", "share", SHARE,
               Text("the same, had as many been drawn by lot")),
    ),
    "relations": (
        yes_or_no("seat",
                  Text("it sits at the funder's table"), closes=True,
               several="a seat ends with the relation, or with the officer who gave it"),
        yes_or_no("delegate",
                  Text("the seat is the umbrella's"), closes=True),
        yes_or_no("invited",
                  Text("to a seat of its own, at the last invitation")),
        Column("met", "contacts", POSITIVE,
               Text("contacts this month, at the funder's table")),
        Column("sat", "share", SHARE,
               Text("five-year memory of invitations")),
        Column("sat_by_lot", "share", SHARE,
               Text("the same, had as many been drawn by lot")),
    ),
    "conditions": (
        Column("meeting_depth", "multiple", POSITIVE,
               Text("what a meeting does for a tie, against one in person"), start=1.0),
    ),
}  # fmt: skip
_MEMORY_YEARS = 5.0


@kernel
def fill_seats(
    organizations: Table,
    funders: Table,
    relations: Table,
    parameters: Table,
    stream: Stream,
    month: int,
) -> None:
    """Fill each ministry's seats for the year."""
    p = parameters[0]
    rows = len(organizations)
    wish = np.zeros(rows)
    for f in range(len(funders)):
        funder = funders[f]
        for i in range(rows):
            relations[i, f]["seat"] = False
            relations[i, f]["delegate"] = False
        if not funder["is_ministry"]:
            continue
        openness = min(1.0, funder["access"] * funder["attitude"])
        funder["openness"] = openness
        seats = int(openness * p["seats_at_full_access"] * min(1.0, funder["weight"]) + 0.5)
        funder["seats"] = seats
        delegated = int(seats * funder["umbrella_share"])
        for round_of in range(3):
            if round_of == 0:
                places = delegated
            elif round_of == 1:
                places = int((seats - delegated) * openness)
            else:
                places = seats
                for i in range(rows):
                    if relations[i, f]["seat"]:
                        places -= 1
            for i in range(rows):
                o = organizations[i]
                r = relations[i, f]
                wish[i] = 1e9
                if not o["alive"] or r["seat"]:
                    continue
                luck = uniform(stream, month, f, round_of, i)
                if (round_of == 0 and o["on_board"] and o["umbrella_member"]) or round_of == 1:
                    wish[i] = -luck
                elif round_of == 2:
                    size = o["staff"] / (o["staff"] + 10.0)
                    suits = (r["tie"] + r["legitimacy"] + r["alignment"] + size) / 4.0
                    gumbel = -math.log(-math.log(min(max(luck, 1e-12), 1.0 - 1e-12)))
                    wish[i] = -(p["preference"] * 2.0 * suits + gumbel)
            order = np.argsort(wish)
            for n in range(min(places, rows)):
                i = order[n]
                if wish[i] < 1e9:
                    relations[i, f]["seat"] = True
                    relations[i, f]["delegate"] = round_of == 0


@kernel
def remember(
    organizations: Table, funders: Table, relations: Table, stream: Stream, month: int
) -> None:
    """Note who was invited, beside who would have been if these seats were drawn by lot.

    sat and sat_by_lot are five-year memories of a yearly invitation of one's own;
    seats_kept is the share of last year's invited who are invited again, seats_kept_by_lot what a
    lot would give.
    """
    rows = len(organizations)
    luck = np.zeros(rows)
    for f in range(len(funders)):
        seats = 0
        living = 1e-9
        held = 1e-9
        kept = 0.0
        for i in range(rows):
            r = relations[i, f]
            own = r["seat"] and not r["delegate"]
            luck[i] = 2.0
            if organizations[i]["alive"]:
                luck[i] = uniform(stream, month, f, i)
                living += 1.0
                if r["invited"]:
                    held += 1.0
                    kept += 1.0 if own else 0.0
                seats += 1 if own else 0
            r["invited"] = own
            r["sat"] += ((1.0 if own else 0.0) - r["sat"]) / _MEMORY_YEARS
            r["sat_by_lot"] -= r["sat_by_lot"] / _MEMORY_YEARS
        order = np.argsort(luck)
        for n in range(seats):
            relations[order[n], f]["sat_by_lot"] += 1.0 / _MEMORY_YEARS
        funders[f]["seats_kept"] = kept / held
        funders[f]["seats_kept_by_lot"] = seats / living if held >= 1.0 else 0.0


@kernel
def meet(organizations: Table, relations: Table, conditions: Table) -> None:
    """A seat is a contact each month, as far as one attends and as deep as meetings are."""
    depth = conditions[0]["meeting_depth"]
    for i in range(len(organizations)):
        for f in range(relations.shape[1]):
            sits = relations[i, f]["seat"] and organizations[i]["alive"]
            relations[i, f]["met"] = organizations[i]["attendance"] * depth if sits else 0.0


def act(world: World) -> None:
    """Fill the seats each June; meet every month."""
    if world.calendar.fiscal_month == 2:
        fill_seats(
            world.organizations, world.funders, world.relations, world.parameters["consultation"],
            world.draws.stream("consultation.seat"), world.now,
        )  # fmt: skip
        remember(
            world.organizations, world.funders, world.relations,
            world.draws.stream("consultation.lot"), world.now,
        )  # fmt: skip
    meet(world.organizations, world.relations, world.conditions)


CHOOSES_BY = ("alignment", "legitimacy", "tie")  # of an organisation, whom to invite
STEPS = {
    Phase.TABLES: Step(
        act,
        reads={
            "conditions": "meeting_depth",
            "funders": "access attitude is_ministry umbrella_share weight",
            "organizations": "alive attendance on_board staff umbrella_member",
            "relations": "alignment legitimacy tie",
        },
        writes={
            "funders": "openness seats seats_kept seats_kept_by_lot",
            "relations": "delegate invited met sat sat_by_lot seat",
        },
        after=("umbrella",),
    )
}
