"""Seats at the ministry's tables: how many, and who is invited (M5, M6, M9).

In June each ministry has seats x `consultation.access` x the minister's attitude to fill, in proportion to
its envelope. A part goes to delegates of the umbrella's board; of the rest a share may be drawn by lot among
those who would come; to the others it invites those of most value to it (`invitations.py`). Nothing says
that seats concentrate. How far they do is read against as many drawn each year by lot among those who would
come (`sat_by_lot`).
"""

from __future__ import annotations

import numpy as np

from partnersim.declarations import (
    POSITIVE,
    SHARE,
    Assumption,
    Column,
    Group,
    Scope,
    Source,
    Step,
    Text,
    lever,
    setting,
    uncertainty,
    yes_or_no,
)
from partnersim.state.calendar import Phase
from partnersim.state.draws import Stream, uniform
from partnersim.state.kernel import kernel
from partnersim.state.world import Table, World

LEVERS = Group("consultation", Text("Consultation by the funder"), (
    lever("access", 0.35, (0.0, 1.0), "share, 0 closed to 1 open",
        "Door to consultation: share of the seats at the ministry's table that are filled",
        Source("bruneau_2021", "ch. 4 (F): committees for a limited number; level assumed")),
    lever("timing", "after_draft", ("after_draft", "before_draft"), "when advice is asked for",
        "When advice is asked for: before the draft (bottom-up) or after it (top-down)",
        Source("bruneau_2021", "ch. 2 Consultation, ch. 5: programmes come drafted")),
    lever("responsiveness", 0.35, (0.0, 1.0), "share of the way towards what is heard",
        "Weight of the sector's advice in the decision",
        Source("bruneau_2021", "ch. 5: sometimes yes, sometimes no (D); level assumed")),
    lever("umbrella_share", 0.3, (0.0, 1.0), "share of seats", "Seats of the umbrella's board",
        Source("bruneau_2021", "ch. 5: joint committees with the TCRI; share assumed")),
    lever("by_lot", 0.0, (0.0, 1.0), "share of the seats that are not the umbrella's",
        "Seats drawn by lot among those who would come",
        Assumption("no ministry draws lots; a reform to try", "no case in the documents")),
), Scope.FUNDER)  # fmt: skip
GROUP = Group("consultation", Text("Tables of the ministry"), (
    uncertainty("seats_at_full_access", 75.0, (40.0, 130.0), (0.0, 1000.0), "seats a year",
        "Seats when the door is open",
        Assumption("14 to 45 under the status quo, for 126 organisations of which four in ten have access",
            "Bruneau 2021 ch. 5 counts those inside (F16), not the seats")),
    setting("hours_per_seat", 7.0, (0.0, 100.0), "hours a month", "Hours a seat takes",
        Assumption("a meeting with its preparation", "ACC and OBS21 report the load without hours")),
))  # fmt: skip
GROUPS = (LEVERS, GROUP)
COLUMNS = {
    "funders": (
        Column("weight", "share of the largest envelope", POSITIVE,
            Text("weight of its tables, against the main ministry's"), lever=True),
        Column("seats", "seats", POSITIVE, Text("seats at its table"), whole=True),
        Column("seats_kept", "share", SHARE, Text("last year's invited who are invited again")),
        Column("seats_kept_by_lot", "share", SHARE,
            Text("the same, had as many been drawn by lot among all")),
    ),
    "relations": (
        yes_or_no("seat", Text("it sits at the funder's table"), closes=True),
        yes_or_no("delegate", Text("the seat is the umbrella's"), closes=True),
        yes_or_no("invited", Text("to a seat of its own, at the last invitation")),
        Column("sat", "share", SHARE, Text("five-year memory of invitations")),
        Column("sat_by_lot", "share", SHARE,
            Text("the same, had as many been drawn by lot among those who would come")),
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
    """Fill each ministry's seats for the year: delegates, then the lot, then those of most value.

    Parameters
    ----------
    organizations : table (organisations,)
        Who would come, and who is on the umbrella's board.
    funders : table (funders,)
        Access and its shares, the minister's attitude. Written: seats.
    relations : table (organisations, funders)
        Who can be invited, and its value. Written: seat and delegate.
    parameters : table (1,)
        The group `consultation`.
    stream
        Draws by funder, round and organisation.
    month
        Months since the run began.
    """
    rows = len(organizations)
    wish = np.zeros(rows)
    for f in range(len(funders)):
        funder = funders[f]
        for i in range(rows):
            relations[i, f]["seat"] = False
            relations[i, f]["delegate"] = False
        if not funder["is_ministry"]:
            continue
        open_to = funder["access"] * funder["attitude"] * min(1.0, funder["weight"])
        left = int(open_to * parameters[0]["seats_at_full_access"] + 0.5)
        funder["seats"] = left
        for round_of in range(3):
            places = left
            if round_of == 0:
                places = int(left * funder["umbrella_share"])
            elif round_of == 1:
                places = int(left * funder["by_lot"])
            for i in range(rows):
                o, r = organizations[i], relations[i, f]
                wish[i] = 1e9
                if not o["alive"] or r["seat"]:
                    continue
                if round_of == 2 and r["invitable"]:
                    wish[i] = -r["value"]
                drawn = o["willing"] if round_of == 1 else o["on_board"] and o["umbrella_member"]
                if round_of < 2 and drawn:
                    wish[i] = uniform(stream, month, f, round_of, i)
            order = np.argsort(wish)
            for n in range(min(places, rows)):
                i = order[n]
                if wish[i] < 1e9:
                    relations[i, f]["seat"] = True
                    relations[i, f]["delegate"] = round_of == 0
                    left -= 1


@kernel
def remember(
    organizations: Table, funders: Table, relations: Table, stream: Stream, month: int
) -> None:
    """Note who was invited, beside who would have been if a lot among those who would come gave these seats.

    Parameters
    ----------
    organizations : table (organisations,)
        Which are alive, and would come.
    funders : table (funders,)
        Written: seats_kept, the share of last year's invited who are invited again, and
        seats_kept_by_lot, what a lot among all would give.
    relations : table (organisations, funders)
        Seats. Written: invited; sat and sat_by_lot, five-year memories of a yearly invitation of one's own.
    stream
        Draw by funder and organisation.
    month
        Months since the run began.
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
            o = organizations[i]
            if o["alive"]:
                if o["willing"] and not r["delegate"]:
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


def act(world: World) -> None:
    """Fill the seats each June."""
    if world.calendar.fiscal_month == 2:
        fill_seats(
            world.organizations, world.funders, world.relations, world.parameters["consultation"],
            world.draws.stream("consultation.seat"), world.now,
        )  # fmt: skip
        remember(
            world.organizations, world.funders, world.relations,
            world.draws.stream("consultation.lot"), world.now,
        )  # fmt: skip


STEPS = {
    Phase.TABLES: Step(
        act,
        writes={
            "funders": "seats seats_kept seats_kept_by_lot",
            "relations": "delegate invited sat sat_by_lot seat",
        },
        after=("umbrella", "invitations"),
    )
}
