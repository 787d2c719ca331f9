"""The gap that agreements leave, which unrestricted money fills first (M4).

What agreements do not pay: overhead that none of them covers (each pays its share, up to its cap);
service, reporting and management beyond the price; the bridging of late payments. Restricted income is
what is earned of the awards, by the targets met of late. Unrestricted
income (mission grants, own income) fills that gap first because the account says so: free posts are what
is left. Care of people nobody pays for comes out of these posts, and is not counted here a second time in money
(docs/decisions/0004).
"""

from __future__ import annotations

from typing import Any

import numpy as np

from partnersim.declarations import POSITIVE, Column, Step, Text
from partnersim.state.calendar import Phase
from partnersim.state.kernel import kernel
from partnersim.state.world import Table, World

COLUMNS = {
    "organizations": (
        Column("unrestricted", "2020 dollars a month", POSITIVE, Text("unrestricted income"), closes=True),
        Column("restricted", "2020 dollars a month", POSITIVE, Text("restricted income"), closes=True),
        Column("gap", "2020 dollars a month", POSITIVE, Text("core costs that agreements leave unpaid"),
            closes=True),
        Column("leveraged", "2020 dollars a month", POSITIVE, Text("what a local partnership brings in"),
            closes=True),
    ),
}  # fmt: skip


@kernel
def add_income(o: Any, i: int, f: int, funds: Table, contracts: Table, programmes: Table) -> Any:
    """Add what a funder awards an organisation to its income of a month.

    Parameters
    ----------
    o : row of organizations
        Added to: unrestricted and restricted (2020 dollars a month).
    i, f
        Rows of both.
    funds : table (funders, programmes)
        Pools.
    contracts : table (organisations, funders, programmes)
        Amounts, targets, what is owed.
    programmes : table (programmes,)
        Their properties.

    Returns
    -------
    paid, clients, owed : float
        2020 dollars a month of agreements; clients a year of targets, by the hours of the usual price;
        2020 dollars not yet paid.
    """
    paid, clients, owed = 0.0, 0.0, 0.0
    for m in range(len(programmes)):
        kind, c = programmes[m], contracts[i, f, m]
        if kind["in_arrears"]:
            owed += c["receivable"]
        if funds[f, m]["pool"] <= 0.0:
            continue
        if kind["unrestricted"]:
            o["unrestricted"] += c["amount"] / 12.0
        else:
            o["restricted"] += c["amount"] / 12.0
        if kind["per_client"]:
            paid += c["amount"] / 12.0
            clients += c["target"] * kind["price"]
    return paid, clients, owed


@kernel
def measure_gap(
    organizations: Table,
    funders: Table,
    funds: Table,
    relations: Table,
    contracts: Table,
    programmes: Table,
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
    funds : table (funders, programmes)
        Pools: without one nothing is awarded.
    relations : table (organisations, funders)
        Hours of reports.
    contracts : table (organisations, funders, programmes)
        Amounts, targets, and what is owed.
    programmes : table (programmes,)
        Their properties.
    staff, delivery : tables (1,)
        Groups of parameters: wages and hours, hours of a client.
    """
    hour_cost = staff[0]["cost_a_month"] / staff[0]["hours_a_month"]
    episode = delivery[0]["hours_per_episode"]
    paid = np.zeros(len(funders))
    targets = np.zeros(len(funders))
    for i in range(len(organizations)):
        o = organizations[i]
        if not o["alive"]:
            continue
        o["unrestricted"] = o["earned"]
        o["restricted"] = o["leveraged"]
        receivable = 0.0
        for f in range(len(funders)):
            paid[f], targets[f], owed = add_income(o, i, f, funds, contracts, programmes)
            receivable += owed
            earned = relations[i, f]["performance"] + funders[f]["clawback_tolerance"]
            o["restricted"] -= max(0.0, 1.0 - earned) * paid[f]
        income = max(o["unrestricted"] + o["restricted"], 1.0)
        gap = 0.0
        uncovered = o["fixed_cost"]
        for f in range(len(funders)):
            pay = paid[f]
            if pay <= 0.0:
                continue
            overhead = o["fixed_cost"] * pay / income
            covered = min(overhead, funders[f]["overhead_cap"] * pay)
            work = targets[f] / 12.0 * episode
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
        world.funds,
        world.relations,
        world.contracts,
        world.programmes,
        world.parameters["staff"],
        world.parameters["delivery"],
    )


STEPS = {
    Phase.HOURS: Step(
        act, writes={"organizations": "gap restricted unrestricted"}, after=("accountability",)
    )
}
