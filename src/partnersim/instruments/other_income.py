"""Other income: what organisations earn, and what fundraising brings, free of purpose.

Donations = dollars_per_hour x hours of fundraising among donors ^ 0.8 x (1 - crowding_out x government share); the
exponent states that the first hours bring most.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnersim.declarations import (
    POSITIVE,
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
from partnersim.state.columns import FIRST_ORGANIZATION, OUTSIDE
from partnersim.state.kernel import kernel
from partnersim.state.money import receive
from partnersim.state.payments import DONATIONS, OWN_INCOME, write_flow

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from partnersim.state.world import Table, World

GROUP = Group(
    "other_income",
    Text("Donations"),
    (
        Parameter(
            name="dollars_per_hour",
            default=70.0,
            unit="dollars an hour of fundraising, for the first hours",
            bounds=(0.0, 1000.0),
            prior=(35.0, 120.0),
            role=Role.UNCERTAINTY,
            meaning=Text("What fundraising brings"),
            evidence=Assumption(
                "two to four dollars for a dollar of staff time",
                "Imagine Canada and sector guides, read in part",
            ),
        ),
        Parameter(
            name="crowding_out",
            default=0.2,
            unit="share of donations lost at full government funding",
            bounds=(0.0, 1.0),
            prior=(0.0, 0.6),
            role=Role.UNCERTAINTY,
            meaning=Text("Donations that public money displaces"),
            evidence=Source(
                "andreoni_payne_2011", "X19: 757 $ a 1,000 $ in the US, little in Canada"
            ),
        ),
    ),
)
GROUPS = (GROUP,)
COLUMNS = {
    "organizations": (
        Column("donations", "2020 dollars a month", POSITIVE,
               Text("donations, from fundraising"), closes=True),
    ),
}  # fmt: skip


@kernel
def raise_money(
    organizations: Table,
    funders: Table,
    relations: Table,
    parameters: Table,
    flows: Table,
    count: NDArray[np.int64],
    month: int,
) -> None:
    """Organisations earn their own income, and raise donations by the hours given to fundraising.

    Parameters
    ----------
    organizations : table (organisations,)
        Own income and hours of fundraising. Written: donations (2020 dollars a month), reserve and
        receipts.
    funders : table (funders,)
        Which are governments.
    relations : table (organisations, funders)
        Income of twelve months from each funder.
    parameters : table (1,)
        The group `other_income`.
    flows : table (payments,)
        Written: payments from outside.
    count : array (1,)
        Payments written so far.
    month
        Months since the run began.

    Notes
    -----
    The module's equation; donations move a sixth of the way to it each month.
    """
    p = parameters[0]
    for i in range(len(organizations)):
        o = organizations[i]
        if not o["alive"]:
            o["donations"] = 0.0
            continue
        government = 0.0
        for f in range(len(funders)):
            if funders[f]["is_ministry"]:
                government += relations[i, f]["yearly_income"]
        share = min(1.0, government / max(o["yearly_income"], 1.0))
        gifts = p["dollars_per_hour"] * o["hours_raising"] ** 0.8
        gifts *= 1.0 - p["crowding_out"] * share
        o["donations"] += (gifts - o["donations"]) / 6.0
        for purpose, amount in ((OWN_INCOME, o["own_income"]), (DONATIONS, o["donations"])):
            if amount > 0.0:
                receive(o, amount)
                write_flow(flows, count, month, OUTSIDE, FIRST_ORGANIZATION + i, purpose, amount)


def pay(world: World) -> None:
    """Other income of the month."""
    world.flows.room_for(2 * len(world.organizations))
    raise_money(
        world.organizations, world.funders, world.relations, world.parameters["other_income"],
        world.flows.rows, world.flows.count, world.now,
    )  # fmt: skip


STEPS = {
    Phase.REPORTS_AND_PAYMENTS: Step(
        pay,
        reads={
            "funders": "is_ministry",
            "organizations": "alive hours_raising yearly_income",
            "relations": "yearly_income",
        },
        writes={"flows": "count rows", "organizations": "donations receipts reserve"},
        after=("mission_grant",),
    )
}
