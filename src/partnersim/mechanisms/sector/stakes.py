"""What each organisation has at stake in the issues that the umbrella's table deliberates, in posts.

    needs            posts x distance of its priorities from the ministry's policy
    reports          posts that reporting to the main ministry takes
    mission support  posts that the main ministry's mission money pays

Winning an issue changes a share of these, so that shares of the stakes say what is worth pressing for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from partnersim.declarations import POSITIVE, Column, Step, Text
from partnersim.state.calendar import Phase
from partnersim.state.issues import ISSUES, MISSION_SUPPORT, POLICY, REPORTS
from partnersim.state.kernel import kernel

if TYPE_CHECKING:
    from partnersim.state.world import Table, World

COLUMNS = {
    "organizations": (
        Column("stakes", "posts, by issue", POSITIVE,
               Text("what it has at stake in what the umbrella may press for"), shape=(len(ISSUES),)),
    ),
}  # fmt: skip


@kernel
def weigh(
    organizations: Table,
    funders: Table,
    relations: Table,
    contracts: Table,
    programmes: Table,
    staff: Table,
    main: int,
) -> None:
    """Each organisation's stakes in what the main ministry decides.

    Parameters
    ----------
    organizations : table (organisations,)
        Staff and priorities. Written: stakes (posts, by issue).
    funders : table (funders,)
        Priorities of policy (shares by kind of need).
    relations : table (organisations, funders)
        Hours of reporting (hours a month).
    contracts : table (organisations, funders, programmes)
        Amounts (2020 dollars a year).
    programmes : table (programmes,)
        Which support the mission: recurrent and unrestricted.
    staff : table (1,)
        Hours and cost of a post in a month.
    main
        Row of the main ministry.

    References
    ----------
    Bruneau (2021), ch. 5: mission support, reports and information asked for are brought to the table.
    """
    mission = np.flatnonzero(programmes["recurrent"] & programmes["unrestricted"])
    for i in range(len(organizations)):
        o = organizations[i]
        o["stakes"][:] = 0.0
        if not o["alive"]:
            continue
        apart = 0.0
        for k in range(len(o["priorities"])):
            apart += 0.5 * abs(o["priorities"][k] - funders[main]["priorities"][k])
        o["stakes"][POLICY] = o["staff"] * apart
        o["stakes"][REPORTS] = relations[i, main]["reporting_hours"] / staff[0]["hours_a_month"]
        for m in mission:
            paid = contracts[i, main, m]["amount"] / (12.0 * staff[0]["cost_a_month"])
            o["stakes"][MISSION_SUPPORT] += paid


def act(world: World) -> None:
    """Before the table deliberates."""
    if world.calendar.fiscal_month % 3 == 1 or world.calendar.is_quarter_end or world.now == 0:
        weigh(
            world.organizations, world.funders, world.relations, world.contracts, world.programmes,
            world.parameters["staff"], world.main_funder,
        )  # fmt: skip


STEPS = {
    Phase.TABLES: Step(
        act,
        reads={
            "contracts": "amount",
            "funders": "priorities",
            "organizations": "alive priorities staff",
            "relations": "reporting_hours",
        },
        writes={"organizations": "stakes"},
        before=("umbrella",),
    )
}
