"""The gap that agreements leave, which unrestricted money fills first (M4).

What agreements do not pay: overhead that none of them covers (each pays its share, up to its cap);
service, reporting and management beyond the price; the bridging of late payments. Restricted income is
what is earned of the awards, by the targets met of late. Unrestricted
income (mission grants, own income) fills that gap first because the account says so: free posts are what
is left. Care of people nobody pays for comes out of these posts, and is not counted here a second time in money
(docs/decisions/0004).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from partnersim.declarations import POSITIVE, Column, Step, Text
from partnersim.state.calendar import Phase
from partnersim.state.income import awarded
from partnersim.state.kernel import kernel

if TYPE_CHECKING:
    from partnersim.state.world import Table, World

COLUMNS = {
    "organizations": (
        Column("unrestricted", "2020 dollars a month", POSITIVE,
               Text("unrestricted income"), closes=True),
        Column("restricted", "2020 dollars a month", POSITIVE,
               Text("restricted income"), closes=True),
        Column("gap", "2020 dollars a month", POSITIVE,
               Text("core costs that agreements leave unpaid"), closes=True),
        Column("leveraged", "2020 dollars a month", POSITIVE,
               Text("what a local partnership brings in"), closes=True),
    ),
}  # fmt: skip


@kernel
def measure_gap(
    organizations: Table,
    funders: Table,
    relations: Table,
    contracts: Table,
    instruments: Table,
    staff: Table,
    delivery: Table,
) -> None:
    """Monthly dollars: unrestricted and restricted income, and gap, of each organisation.

    Parameters
    ----------
    organizations : table (organisations,)
        Own income and leveraged money, staff and fixed cost. Written: unrestricted, restricted and gap.
    funders : table (funders,)
        Terms of agreements.
    relations : table (organisations, funders)
        Hours of reports.
    contracts : table (organisations, funders, instruments)
        Amounts, and what is owed.
    instruments : table (instruments,)
        Their properties.
    staff, delivery : tables (1,)
        Groups of parameters: wages and hours, hours of a client.
    """
    in_arrears = np.flatnonzero(instruments["in_arrears"])
    free = awarded(contracts, instruments["unrestricted"])
    tied = awarded(contracts, ~instruments["unrestricted"])
    paid_per_client = awarded(contracts, instruments["per_client"])
    hour_cost = staff[0]["cost_a_month"] / staff[0]["hours_a_month"]
    episode = delivery[0]["hours_per_episode"]
    for i in range(len(organizations)):
        o = organizations[i]
        if not o["alive"]:
            continue
        o["unrestricted"] = free[i].sum() / 12.0 + o["earned"]
        o["restricted"] = tied[i].sum() / 12.0 + o["leveraged"]
        receivable = 0.0
        for f in range(len(funders)):
            earned = relations[i, f]["performance"] + funders[f]["clawback_tolerance"]
            o["restricted"] -= max(0.0, 1.0 - earned) * paid_per_client[i, f] / 12.0
            for n in in_arrears:
                receivable += contracts[i, f, n]["receivable"]
        income = max(o["unrestricted"] + o["restricted"], 1.0)
        gap = 0.0
        uncovered = o["fixed_cost"]
        for f in range(len(funders)):
            pay = paid_per_client[i, f] / 12.0
            if pay <= 0.0:
                continue
            overhead = o["fixed_cost"] * pay / income
            covered = min(overhead, funders[f]["overhead_cap"] * pay)
            target = 0.0
            for m in range(len(instruments)):
                target += contracts[i, f, m]["target"]
            work = target / 12.0 * episode
            work += relations[i, f]["reporting_hours"]
            work *= 1.0 + staff[0]["management"]
            uncovered -= covered
            gap += max(0.0, work * hour_cost - (pay - covered))
        gap += max(0.0, uncovered)
        gap += staff[0]["bridging_rate"] * max(0.0, receivable - max(0.0, o["reserve"]))
        o["gap"] = gap


def act(world: World) -> None:
    """Income and gap of this month."""
    measure_gap(
        world.organizations,
        world.funders,
        world.relations,
        world.contracts,
        world.instruments,
        world.parameters["staff"],
        world.parameters["delivery"],
    )


STEPS = {
    Phase.HOURS: Step(
        act,
        reads={
            "contracts": "amount receivable target",
            "funders": "clawback_tolerance overhead_cap",
            "organizations": "alive earned fixed_cost leveraged reserve",
            "relations": "performance reporting_hours",
        },
        writes={"organizations": "gap restricted unrestricted"},
        after=("accountability",),
    )
}
