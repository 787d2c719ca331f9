"""Members take part in the life of the organisation, and root it in its community (M11).

Participation moves towards what associative life makes possible, p* = a / (a + half), a being the
share of hours given to it, x the part that members who can take part do take (time, language).
Rootedness follows participation, the organisation's own offer, and whom it serves regardless.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from partnersim.declarations import (
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
from partnersim.state.activities import all_hours
from partnersim.state.calendar import Phase
from partnersim.state.kernel import kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from partnersim.state.world import Numbers, Table, World

GROUP = Group(
    "participation",
    Text("Members' participation"),
    (
        Parameter(
            name="half",
            default=0.12,
            unit="share of hours in associative life at which half of what can be is reached",
            bounds=(0.001, 1.0),
            prior=(0.05, 0.25),
            role=Role.UNCERTAINTY,
            meaning=Text("Associative life that participation needs"),
            evidence=Source(
                "bruneau_2021", "ch. 5 Participation (D, H, I): time and money; size assumed"
            ),
        ),
        Parameter(
            name="pace",
            default=0.06,
            unit="share of the distance a month",
            bounds=(0.0, 1.0),
            role=Role.SETTING,
            meaning=Text("How fast participation is won or lost"),
            evidence=Assumption("a year or two to build an assembly", "B21 ch. 5; no measure"),
        ),
    ),
)
COLUMNS = {
    "organizations": (
        Column("participation", "share", SHARE,
               Text("members' part in its decisions")),
        Column("rootedness", "share", SHARE,
               Text("known and trusted in its community")),
    ),
}  # fmt: skip


@kernel
def members_here(
    rows: int, place: NDArray[np.int8], member: NDArray[np.int8], shares: Numbers
) -> None:
    """The share of those present in each place who take part in the life of an organisation."""
    for here in range(len(shares)):
        present, members = np.int32(0), np.int32(0)
        for n in range(rows):
            at_home = np.int32(place[n] == here)
            present += at_home
            members += at_home * np.int32(member[n])
        shares[here] = members / present if present > 0 else 0.0


@kernel
def take_part(organizations: Table, parameters: Table, members: Numbers) -> None:
    """Participation and rootedness of each organisation; members, shares of those present (places,)."""
    p = parameters[0]
    for i in range(len(organizations)):
        o = organizations[i]
        if not o["alive"]:
            continue
        hours = all_hours(o)
        life = o["hours_associative_life"] / max(hours, 1e-9)
        ready = 0.6 + 0.4 * min(1.0, 5.0 * members[o["place"]])
        possible = life / (life + p["half"]) * ready
        o["participation"] += p["pace"] * (possible - o["participation"])
        welcome = o["openness"] * o["chance_ineligible"]
        rooted = 0.5 * o["participation"] + 0.3 * o["alternative"] + 0.2 * welcome
        o["rootedness"] += 0.5 * p["pace"] * (rooted - o["rootedness"])


def act(world: World) -> None:
    """Members take part."""
    table, members = world.newcomers, np.zeros(len(world.places.names))
    members_here(table.rows, table.place, table.member, members)
    take_part(world.organizations, world.parameters["participation"], members)


STEPS = {
    Phase.RELATIONS: Step(
        act,
        reads={
            "newcomers": "member place rows",
            "organizations": (
                "alive alternative chance_ineligible hours_advocacy "
                "hours_associative_life hours_delivery hours_fundraising hours_management "
                "hours_reporting hours_tables openness place"
            ),
        },
        writes={"organizations": "participation rootedness"},
        after=("own_offer",),
    )
}
