"""A solidarity fund of the umbrella: members pay in, those who cannot pay their bills draw (M15).

Each month members pay a share of their income; members who could not pay their bills, beyond what a bank
lends on late payments, receive what they lack, in proportion where the fund is short. What is not drawn
stays in the fund. Fund = contributions - aid, and every payment is a flow.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from partnersim.declarations import POSITIVE, Assumption, Column, Group, Step, Text, lever
from partnersim.state.calendar import Phase
from partnersim.state.columns import FIRST_ORGANIZATION, UMBRELLA
from partnersim.state.kernel import kernel
from partnersim.state.money import count_unpaid, receive, spend
from partnersim.state.payments import purpose, write_flow
from partnersim.state.world import Numbers, Table, World

PURPOSES = ("contributions", "solidarity")
CONTRIBUTIONS, SOLIDARITY = map(purpose, PURPOSES)
GROUP = Group("solidarity_fund", Text("Solidarity fund"), (
    lever("contribution", 0.0, (0.0, 0.1), "share of members' income",
        "What members pay into a solidarity fund",
        Assumption("no fund is mentioned", "the five documents; none names one")),
))  # fmt: skip
COLUMNS = {
    "solidarity": (
        Column("fund", "2020 dollars", POSITIVE, Text("contributions that nobody has drawn")),
    ),
}  # fmt: skip


@kernel
def share(
    organizations: Table,
    parameters: Table,
    fund: Numbers,
    flows: Table,
    count: NDArray[np.int64],
    month: int,
) -> None:
    """Members who can pay contribute to the fund; members who cannot receive what they lack.

    Parameters
    ----------
    organizations : table (organisations,)
        Members, their income, who could not pay. Written: reserve, receipts, other_costs, months_unpaid.
    parameters : table (1,)
        The group `solidarity_fund`.
    fund : array (1,)
        Written: 2020 dollars.
    flows : table (payments,)
        Written: contributions and aid.
    count : array (1,)
        Payments written so far.
    month
        Months since the run began.

    Notes
    -----
    Aid = lacking x min(1, fund / lacking of all).
    """
    rate = parameters[0]["contribution"]
    lacking = 0.0
    for i in range(len(organizations)):
        o = organizations[i]
        if not (o["alive"] and o["umbrella_member"]):
            continue
        if o["months_unpaid"] > 0:
            lacking -= min(0.0, o["reserve"])
            continue
        paid = min(o["reserve"], rate * (o["unrestricted"] + o["restricted"]))
        if paid > 0.0:
            spend(o, paid)
            fund[0] += paid
            write_flow(flows, count, month, FIRST_ORGANIZATION + i, UMBRELLA, CONTRIBUTIONS, paid)
    part = min(1.0, fund[0] / lacking) if lacking > 0.0 else 0.0
    if part <= 0.0:
        return
    for i in range(len(organizations)):
        o = organizations[i]
        if o["alive"] and o["umbrella_member"] and o["months_unpaid"] > 0:
            aid = -part * min(0.0, o["reserve"])
            fund[0] -= aid
            receive(o, aid)
            if part >= 1.0:
                count_unpaid(o, False)
            write_flow(flows, count, month, UMBRELLA, FIRST_ORGANIZATION + i, SOLIDARITY, aid)
    fund[0] = max(0.0, fund[0])


def act(world: World) -> None:
    """The month's contributions and aid."""
    world.flows.room_for(len(world.organizations))
    share(
        world.organizations, world.parameters["solidarity_fund"], world.tables["solidarity"]["fund"],
        world.flows.rows, world.flows.count, world.now,
    )  # fmt: skip


STEPS = {
    Phase.STAFF_AND_SURVIVAL: Step(
        act,
        writes={
            "flows": "count rows",
            "organizations": "months_unpaid other_costs receipts reserve",
            "solidarity": "fund",
        },
        after=("posts",),
        before=("entry_exit",),
    )
}
