"""The gap that agreements leave, which unrestricted money fills first (M4).

What agreements do not pay: overhead that none of them covers (each pays its share, up to its cap);
service, reporting and management beyond the price; the bridging of late payments. Unrestricted
income (mission grants, own income, donations) fills that gap; what is left is slack. Care of people
nobody pays for comes out of slack, in hours, and is not counted here a second time in money
(docs/decisions/0004).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from partnersim.declarations import POSITIVE, Assumption, Column, Group, Parameter, Role, Step, Text
from partnersim.state.calendar import Phase
from partnersim.state.income import awarded
from partnersim.state.kernel import kernel

if TYPE_CHECKING:
    from partnersim.state.world import Table, World

GROUP = Group(
    "gap",
    Text("What agreements leave unpaid"),
    (
        Parameter(
            name="bridging_rate",
            default=0.01,
            unit="share of the bridged sum a month",
            bounds=(0.0, 0.1),
            role=Role.SETTING,
            meaning=Text("Cost of bridging late payments"),
            evidence=Assumption(
                "a credit margin and the time spent on it",
                "Meinhard et al. 2015 sect. 5.1: late payment, no cost given",
            ),
        ),
    ),
)
COLUMNS = {
    "organizations": (
        Column("unrestricted", "2020 dollars a month", POSITIVE,
               Text("unrestricted income")),
        Column("restricted", "2020 dollars a month", POSITIVE,
               Text("restricted income")),
        Column("gap", "2020 dollars a month", POSITIVE,
               Text("core costs that agreements leave unpaid")),
        Column("slack", "2020 dollars a month", POSITIVE,
               Text("unrestricted money left after core costs")),
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
    parameters: Table,
    staff: Table,
    delivery: Table,
    hours_plan: Table,
) -> None:
    """Monthly dollars: unrestricted, restricted, gap and slack of each organisation."""
    p = parameters[0]
    in_arrears = np.flatnonzero(instruments["in_arrears"])
    paid_per_client = awarded(contracts, instruments["per_client"])
    hour_cost = staff[0]["cost_a_month"] / staff[0]["hours_a_month"]
    episode = delivery[0]["hours_per_episode"]
    for i in range(len(organizations)):
        o = organizations[i]
        if not o["alive"]:
            o["unrestricted"] = 0.0
            o["restricted"] = 0.0
            o["gap"] = 0.0
            o["slack"] = 0.0
            continue
        o["unrestricted"] = 0.0
        o["restricted"] = 0.0
        receivable = 0.0
        for m in range(len(instruments)):
            monthly = 0.0
            for f in range(len(funders)):
                monthly += contracts[i, f, m]["amount"] / 12.0
            if instruments[m]["unrestricted"]:
                o["unrestricted"] += monthly
            else:
                o["restricted"] += monthly
        for f in range(len(funders)):
            for n in in_arrears:
                receivable += contracts[i, f, n]["receivable"]
        o["unrestricted"] += o["own_income"]
        o["unrestricted"] += o["donations"]
        o["restricted"] += o["leveraged"]
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
            work *= 1.0 + hours_plan[0]["management"]
            uncovered -= covered
            gap += max(0.0, work * hour_cost - (pay - covered))
        gap += max(0.0, uncovered)
        gap += p["bridging_rate"] * max(0.0, receivable - max(0.0, o["reserve"]))
        o["gap"] = gap
        o["slack"] = max(0.0, o["unrestricted"] - gap)


def act(world: World) -> None:
    """Gap and slack of this month."""
    measure_gap(
        world.organizations,
        world.funders,
        world.relations,
        world.contracts,
        world.instruments,
        world.parameters["gap"],
        world.parameters["staff"],
        world.parameters["delivery"],
        world.parameters["hours"],
    )


STEPS = {
    Phase.HOURS: Step(
        act,
        reads={
            "contracts": "amount receivable target",
            "funders": "overhead_cap",
            "organizations": "alive donations fixed_cost leveraged own_income reserve",
            "relations": "reporting_hours",
        },
        writes={"organizations": "gap restricted slack unrestricted"},
        after=("accountability",),
    )
}
