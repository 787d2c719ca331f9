"""Who leads a local partnership, and what that body brings of its own (M20).

A lead that gives hours is more than a name. A municipality, county, region, charity or health centre gives
hours of its own employees and may add money, which goes on while the funder's has ended; seats of its own sector
fill whether or not the future is certain. Elections, every four years from October 2010 as by law, empty a
municipality's seats, and with the chance `agenda_changes` those who come in leave the partnership to itself until
the next. A settlement agency that leads is the largest organisation of the place: it sits, and its hours are its
own, as far as it keeps up with its tables.
Peers that live of the same programmes find less of a neutral space there:

    rivalry = sum over programmes paid per client of the smaller of the two shares of their money
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from partnersim.declarations import (
    POSITIVE,
    SHARE,
    Column,
    Group,
    Source,
    Step,
    Text,
    lever,
    setting,
    yes_or_no,
)
from partnersim.state.calendar import MONTHS_A_YEAR, Month, Phase
from partnersim.state.decisions import REGISTER
from partnersim.state.world import World
from partnersim.systems.local_partnerships import PARTNERSHIP
from partnersim.systems.local_partnerships.names import AGENCY, CONSULTANT, ELECTED_LEADS

REGISTER.add("partnership_lead.election", ("partnership",))
LEADERSHIP = Group("leadership", Text("Lead of a partnership"), (
    lever("hours_a_month", 0.0, (0.0, 2000.0), "hours a month",
        "Hours that the lead's own staff give; without, it leads in name alone",
        Source("bradford_andrew_2011",
            "Part 2, Setting the Transitions: a leadership circle drives it; no hours, none assumed")),
    lever("money", 0.0, (0.0, 5.0e6), "2020 dollars a year",
        "What an institution that leads adds of its own",
        Source("bradford_andrew_2011",
            "Part 2, Transition 2: Peel pays a position; no amount, none assumed")),
), PARTNERSHIP)  # fmt: skip
GROUP = Group("partnership_lead", Text("What a lead brings to a partnership"), (
    setting("wary", 0.5, (0.0, 1.0), "share of the trust gained, where all money is of the same programmes",
        "How far peers hold back where a rival leads",
        Source("bradford_andrew_2011",
            "Annex B, 5: mistrust, competition for limited funds; that it is of the lead too is ours")),
    setting("agenda_changes", 0.25, (0.0, 1.0), "chance at an election",
        "Newly elected who leave the partnership to itself",
        Source("bradford_andrew_2011", "Annex B, 5: agendas, results of elections; chance assumed")),
))  # fmt: skip
GROUPS = (LEADERSHIP, GROUP)
COLUMNS = {
    "partnerships": (
        Column("host", "organisation", (-1.0, np.inf), Text("that leads; -1: none does"), whole=True,
            start=-1.0),
        yes_or_no("abandoned", Text("those newly elected leave it to itself")),
        yes_or_no("vacated", Text("an election empties its lead's seats this month")),
        Column("given_hours", "hours a month", POSITIVE, Text("that its lead gives")),
        Column("lead_dollars", "2020 dollars", POSITIVE, Text("its lead adds this month")),
        yes_or_no("meeting", Text("it has money of its funder or its lead this month")),
    ),
    "councils": (
        Column("rivalry", "share", SHARE, Text("of its money that is of the same programmes as its lead's")),
    ),
}  # fmt: skip
_ELECTION = Month(2010, 11)  # the month after votes are cast
_YEARS_IN_OFFICE = 4


def act(world: World) -> None:
    """Elections, who leads, and what the lead gives this month."""
    for n, p in enumerate(world.tables["partnerships"]):
        since = world.now - world.calendar.spin_up_months - int(p["begins_after"])
        present = p["hours_a_month"] > 0.0 and since >= 0 and p["size"] >= 1.0
        p["vacated"] = present and p["lead"] < ELECTED_LEADS and _elected(world)
        if p["vacated"]:
            luck = world.draws.uniform("partnership_lead.election", world.now, n)
            chance = float(world.parameters["partnership_lead"]["agenda_changes"][0])
            p["abandoned"] = luck < chance
        stays = present and not p["abandoned"]
        institution = p["lead"] not in (AGENCY, CONSULTANT)
        p["lead_dollars"] = p["money"] / MONTHS_A_YEAR if stays and institution else 0.0
        p["meeting"] = p["funded"] or p["lead_dollars"] > 0.0
        if not (present and p["lead"] == AGENCY):
            p["host"] = -1
        elif p["host"] < 0 or not world.organizations["alive"][int(p["host"])]:
            p["host"] = _largest(world, int(p["place"]))
        share = 1.0  # of the hours asked of an organisation, what it keeps up with
        if p["host"] >= 0:
            share = float(world.organizations["attendance"][int(p["host"])])
        elif p["lead"] == AGENCY:
            share = 0.0
        p["given_hours"] = p["hours_a_month"] * share if stays and p["meeting"] else 0.0
        world.tables["councils"]["rivalry"][n] = _rivalry(world, int(p["host"]))


def _elected(world: World) -> bool:
    return _ELECTION.months_until(world.calendar.month) % (_YEARS_IN_OFFICE * MONTHS_A_YEAR) == 0


def _largest(world: World, place: int) -> int:
    """The organisation of the place with most staff; -1 where there is none."""
    o = world.organizations
    staff = np.where(o["alive"] & (o["place"] == place), o["staff"], -1.0)
    return int(np.argmax(staff)) if staff.max() >= 0.0 else -1


def _rivalry(world: World, host: int) -> NDArray[np.float64]:
    """How far each organisation lives of the same programmes as the host (organisations,)."""
    if host < 0:
        return np.zeros(len(world.organizations))
    per_client = world.contracts["amount"][:, :, world.programmes["per_client"]]
    money = per_client.reshape(len(per_client), -1)  # by funder and programme
    shares = money / np.maximum(money.sum(axis=1, keepdims=True), 1e-9)
    same: NDArray[np.float64] = np.minimum(1.0, np.minimum(shares, shares[host]).sum(axis=1))
    same[host] = 0.0
    return same


STEPS = {
    Phase.SHOCKS: Step(
        act,
        writes={
            "partnerships": "abandoned given_hours host lead_dollars meeting vacated",
            "councils": "rivalry",
        },
        after=("partnership_money",),
    )
}
