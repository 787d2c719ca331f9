"""What posts cost, and what moves them; wages and bills of the month, with credit on what funders owe (M13)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

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
from partnersim.state.columns import (
    FIRST_ORGANIZATION,
    OUTSIDE,
)
from partnersim.state.kernel import kernel
from partnersim.state.money import count_unpaid, pay_bills
from partnersim.state.payments import OTHER_COSTS, OVERHEAD, WAGES, write_flow

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from partnersim.state.world import Table, World


GROUP = Group(
    "staff",
    Text("Staff"),
    (
        Parameter(
            name="cost_a_month", default=4550.0, bounds=(1000.0, 20000.0), role=Role.UNCERTAINTY,
            prior=(3400.0, 5000.0),
            unit="2020 dollars a full-time equivalent, charges included", meaning=Text("Cost of one employee"),
            evidence=Assumption(
                "24 $ an hour with a quarter of charges, 35 hours; 18 to 26 $, between the wages of X14",
                "sector survey 2019 (X14), read in part",
            ),
        ),
        Parameter(
            name="hours_a_month", default=130.0, bounds=(10.0, 200.0), role=Role.SETTING,
            unit="hours worked a full-time equivalent", meaning=Text("Hours worked a month"),
            evidence=Assumption(
                "1,820 paid hours a year less holidays, leave and training", "labour standards"
            ),
        ),
        Parameter(
            name="base_turnover",
            default=0.13,
            unit="share of staff a year",
            bounds=(0.0, 2.0),
            prior=(0.08, 0.25),
            role=Role.UNCERTAINTY,
            meaning=Text("Staff leaving in steady times"),
            evidence=Source(
                "cicp_turnover_2026", "11 to 18 % of staff a year, derived from two bands (X36)"
            ),
        ),
        Parameter(
            name="precarity",
            default=0.5,
            unit="multiple of turnover when all money ends within the year, or is months late",
            bounds=(0.0, 10.0),
            prior=(0.15, 1.2),
            role=Role.UNCERTAINTY,
            meaning=Text("How much precarious money makes staff leave"),
            evidence=Source("meinhard_2015", "sect. 5.6: several years keep staff; size assumed"),
        ),
        Parameter(
            name="workload",
            default=0.8,
            unit="multiple of turnover when service is at its thinnest",
            bounds=(0.0, 10.0),
            role=Role.SETTING,
            meaning=Text("How much overwork makes staff leave"),
            evidence=Source("iris_2021", "X15: 68 % report an unrealistic workload; size assumed"),
        ),
        Parameter(
            name="hiring", default=0.25, bounds=(0.01, 1.0), role=Role.SETTING,
            unit="share of vacancies filled a month", meaning=Text("How fast vacancies are filled"),
            evidence=Assumption("about four months to hire and train", "no Quebec figure found"),
        ),
        Parameter(
            name="cushion_months", default=3.0, bounds=(0.0, 24.0), role=Role.SETTING,
            unit="months of costs", meaning=Text("Reserve aimed at"),
            evidence=Assumption("a usual advice to nonprofits", "sector guides"),
        ),
        Parameter(
            name="management", default=0.09, bounds=(0.0, 0.5), role=Role.SETTING,
            unit="share of staff hours", meaning=Text("Hours that management takes"),
            evidence=Assumption(
                "one director and half an assistant in an organisation of fourteen",
                "Repères 2022; Bruneau 2021: no figure",
            ),
        ),
        Parameter(
            name="bridging_rate", default=0.01, bounds=(0.0, 0.1), role=Role.SETTING,
            unit="share of the bridged sum a month", meaning=Text("Cost of bridging late payments"),
            evidence=Assumption(
                "a credit margin and the time spent on it",
                "Meinhard et al. 2015 sect. 5.1: late payment, no cost given",
            ),
        ),
        Parameter(
            name="credit", default=0.65, bounds=(0.0, 1.0), role=Role.SETTING,
            unit="share of what funders owe", meaning=Text("What is lent on payments that are late"),
            evidence=Assumption(
                "a margin on receivables, as banks give", "no figure; no headline sees it"
            ),
        ),
        Parameter(
            name="refilling", default=0.6, bounds=(0.0, 1.0), role=Role.SETTING,
            unit="share of wanted posts a year", meaning=Text("How fast posts of the mission are added"),
            evidence=Assumption("hiring by job description", "no figure; no headline sees it"),
        ),
        Parameter(
            name="learning_years",
            default=2.5,
            unit="years",
            bounds=(0.1, 20.0),
            role=Role.SETTING,
            meaning=Text("Years that mission work takes to learn"),
            evidence=Assumption(
                "contacts and trust take years; employees have been there for six on average, part-time "
                "ones for three (X36)",
                "Bruneau 2021 ch. 5 (J)",
            ),
        ),
        Parameter(
            name="lease_end",
            default=0.06,
            unit="share of the distance a month",
            bounds=(0.005, 1.0),
            role=Role.SETTING,
            meaning=Text("How fast fixed costs follow the size of the organisation"),
            evidence=Assumption("leases of one to two years", "no figure found"),
        ),
        Parameter(
            name="fixed_cost_share",
            default=0.22,
            unit="share of the wage bill",
            bounds=(0.0, 1.0),
            role=Role.SETTING,
            meaning=Text("Rent, power and other fixed costs"),
            evidence=Assumption("wages are about four fifths of budgets", "Repères 2022, in part"),
        ),
        Parameter(
            name="late_months",
            default=4.0,
            unit="months of income owed",
            bounds=(0.1, 60.0),
            role=Role.SETTING,
            meaning=Text("Lateness at which staff leave as if all money ended within the year"),
            evidence=Assumption(
                "a third of a year unpaid", "Bruneau 2021 and Meinhard et al. 2015; no size"
            ),
        ),
        Parameter(
            name="rebuilding_years",
            default=2.0,
            unit="years",
            bounds=(0.1, 20.0),
            role=Role.SETTING,
            meaning=Text("Years over which a lacking reserve is rebuilt"),
            evidence=Assumption("two budgets", "no figure found"),
        ),
        Parameter(
            name="cut_at_once",
            default=0.25,
            unit="share of a month's costs",
            bounds=(0.0, 1.0),
            role=Role.SETTING,
            meaning=Text("Most that rebuilding a reserve takes from a month"),
            evidence=Assumption("a quarter can be cut at once", "no figure found"),
        ),
        Parameter(
            name="hired_share",
            default=0.1,
            unit="share of staff a month",
            bounds=(0.0, 1.0),
            role=Role.SETTING,
            meaning=Text("Most that is hired in a month"),
            evidence=Assumption("a search takes its time", "no figure found"),
        ),
        Parameter(
            name="hired_least",
            default=0.25,
            unit="posts a month",
            bounds=(0.0, 10.0),
            role=Role.SETTING,
            meaning=Text("Most that the smallest hire in a month, besides"),
            evidence=Assumption("one post in four months", "no figure found"),
        ),
        Parameter(
            name="laid_off_share",
            default=0.4,
            unit="share of posts without money, a month",
            bounds=(0.0, 1.0),
            role=Role.SETTING,
            meaning=Text("How fast posts without money end"),
            evidence=Assumption("notice, and hope for the next agreement", "no figure found"),
        ),
        Parameter(
            name="laid_off_most",
            default=0.3,
            unit="share of staff a month",
            bounds=(0.0, 1.0),
            role=Role.SETTING,
            meaning=Text("Most that is laid off in a month"),
            evidence=Assumption("notice, and hope for the next agreement", "no figure found"),
        ),
    ),
)  # fmt: skip
COLUMNS = {
    "organizations": (
        Column("wages", "2020 dollars", POSITIVE,
               Text("wages paid this month")),
        Column("overhead", "2020 dollars", POSITIVE,
               Text("fixed costs paid this month")),
    ),
}  # fmt: skip


@kernel
def pay_month(
    organizations: Table,
    contracts: Table,
    programmes: Table,
    parameters: Table,
    flows: Table,
    count: NDArray[np.int64],
    month: int,
) -> None:
    """Wages, overhead and the cost of bridging leave the reserve, which may fall below zero.

    Parameters
    ----------
    organizations : table (organisations,)
        Staff and fixed cost. Written: wages, overhead, other_costs and reserve (2020 dollars), months_unpaid.
    contracts : table (organisations, funders, programmes)
        What is owed.
    programmes : table (programmes,)
        Which are paid in arrears.
    parameters : table (1,)
        The group `staff`.
    flows : table (payments,)
        Written: a payment for each bill.
    count : array (1,)
        Payments written so far.
    month
        Months since the run began.
    """
    p = parameters[0]
    in_arrears = np.flatnonzero(programmes["in_arrears"])
    for i in range(len(organizations)):
        o = organizations[i]
        o["wages"] = 0.0
        o["overhead"] = 0.0
        if not o["alive"]:
            continue
        o["wages"] = o["staff"] * p["cost_a_month"]
        o["overhead"] = o["fixed_cost"]
        receivable = 0.0
        for f in range(contracts.shape[1]):
            for m in in_arrears:
                receivable += contracts[i, f, m]["receivable"]
        bridged = min(receivable, max(0.0, o["wages"] + o["overhead"] - o["reserve"]))
        pay_bills(o, p["bridging_rate"] * bridged)
        payer = FIRST_ORGANIZATION + i
        write_flow(flows, count, month, payer, OUTSIDE, WAGES, o["wages"])
        write_flow(flows, count, month, payer, OUTSIDE, OVERHEAD, o["overhead"])
        if o["other_costs"] > 0.0:
            write_flow(flows, count, month, payer, OUTSIDE, OTHER_COSTS, o["other_costs"])
        month_of_bills = o["wages"] + o["overhead"]
        count_unpaid(o, o["reserve"] < -p["credit"] * receivable - month_of_bills / 2.0)


def act(world: World) -> None:
    """Bills of the month."""
    world.flows.room_for(4 * len(world.organizations))
    pay_month(
        world.organizations, world.contracts, world.programmes, world.parameters["staff"],
        world.flows.rows, world.flows.count, world.now,
    )  # fmt: skip


STEPS = {
    Phase.STAFF_AND_SURVIVAL: Step(
        act,
        reads={"contracts": "receivable", "organizations": "alive fixed_cost staff"},
        writes={
            "flows": "count rows",
            "organizations": "months_unpaid other_costs overhead reserve wages",
        },
    )
}
