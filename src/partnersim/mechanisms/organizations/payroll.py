"""What posts cost, and what moves them; wages and bills of the month, with credit on what funders owe (M13)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from partnersim.declarations import (
    POSITIVE,
    Assumption,
    Column,
    Group,
    Source,
    Step,
    Text,
    setting,
    uncertainty,
)
from partnersim.state.calendar import Phase
from partnersim.state.columns import FIRST_ORGANIZATION, OUTSIDE
from partnersim.state.kernel import kernel
from partnersim.state.money import count_unpaid, pay_bills
from partnersim.state.payments import OTHER_COSTS, OVERHEAD, WAGES, write_flow
from partnersim.state.world import Table, World

GROUP = Group("staff", Text("Staff"), (
    uncertainty("cost_a_month", 4550.0, (3400.0, 5000.0), (1000.0, 20000.0),
        "2020 dollars a full-time equivalent, charges included", "Cost of one employee",
        Assumption("24 $ an hour with a quarter of charges, 35 hours; 18 to 26 $, between the wages of X14",
            "sector survey 2019 (X14), read in part")),
    setting("hours_a_month", 130.0, (10.0, 200.0), "hours worked a full-time equivalent",
        "Hours worked a month",
        Assumption("1,820 paid hours a year less holidays, leave and training", "labour standards")),
    uncertainty("base_turnover", 0.13, (0.08, 0.25), (0.0, 2.0), "share of staff a year",
        "Staff leaving in steady times",
        Source("cicp_turnover_2026", "11 to 18 % of staff a year, derived from two bands (X36)")),
    uncertainty("precarity", 0.5, (0.15, 1.2), (0.0, 10.0),
        "multiple of turnover when all money ends within the year, or is months late",
        "How much precarious money makes staff leave",
        Source("meinhard_2015", "sect. 5.6: several years keep staff; size assumed")),
    setting("workload", 0.8, (0.0, 10.0), "multiple of turnover when service is at its thinnest",
        "How much overwork makes staff leave",
        Source("iris_2021", "X15: 68 % report an unrealistic workload; size assumed")),
    setting("hiring", 0.25, (0.01, 1.0), "share of vacancies filled a month",
        "How fast vacancies are filled",
        Assumption("about four months to hire and train", "no Quebec figure found")),
    setting("cushion_months", 3.0, (0.0, 24.0), "months of costs", "Reserve aimed at",
        Assumption("a usual advice to nonprofits", "sector guides")),
    setting("management", 0.09, (0.0, 0.5), "share of staff hours", "Hours that management takes",
        Assumption("one director and half an assistant in an organisation of fourteen",
            "Repères 2022; Bruneau 2021: no figure")),
    setting("bridging_rate", 0.01, (0.0, 0.1), "share of the bridged sum a month",
        "Cost of bridging late payments",
        Assumption("a credit margin and the time spent on it",
            "Meinhard et al. 2015 sect. 5.1: late payment, no cost given")),
    setting("credit", 0.65, (0.0, 1.0), "share of what funders owe",
        "What is lent on payments that are late",
        Assumption("a margin on receivables, as banks give", "no figure; no headline sees it")),
    setting("refilling", 0.6, (0.0, 1.0), "share of wanted posts a year",
        "How fast posts of the mission are added",
        Assumption("hiring by job description", "no figure")),
    setting("learning_years", 2.5, (0.1, 20.0), "years", "Years that mission work takes to learn",
        Assumption(
            "contacts and trust take years; employees have been there for six on average, part-time ones "
            "for three (X36)", "Bruneau 2021 ch. 5 (J)")),
    setting("lease_end", 0.06, (0.005, 1.0), "share of the distance a month",
        "How fast fixed costs follow the size of the organisation",
        Assumption("leases of one to two years", "no figure found")),
    setting("fixed_cost_share", 0.22, (0.0, 1.0), "share of the wage bill",
        "Rent, power and other fixed costs",
        Assumption("wages are about four fifths of budgets", "Repères 2022, in part")),
    setting("late_months", 4.0, (0.1, 60.0), "months of income owed",
        "Lateness at which staff leave as if all money ended within the year",
        Assumption("a third of a year unpaid", "Bruneau 2021 and Meinhard et al. 2015; no size")),
    setting("rebuilding_years", 2.0, (0.1, 20.0), "years", "Years over which a lacking reserve is rebuilt",
        Assumption("two budgets", "no figure found")),
    setting("cut_at_once", 0.25, (0.0, 1.0), "share of a month's costs",
        "Most that rebuilding a reserve takes from a month",
        Assumption("a quarter can be cut at once", "no figure found")),
    setting("hired_share", 0.1, (0.0, 1.0), "share of staff a month", "Most that is hired in a month",
        Assumption("a search takes its time", "no figure found")),
    setting("hired_least", 0.25, (0.0, 10.0), "posts a month",
        "Most that the smallest hire in a month, besides",
        Assumption("one post in four months", "no figure found")),
    setting("laid_off_share", 0.4, (0.0, 1.0), "share of posts without money, a month",
        "How fast posts without money end",
        Assumption("notice, and hope for the next agreement", "no figure found")),
    setting("laid_off_most", 0.3, (0.0, 1.0), "share of staff a month", "Most that is laid off in a month",
        Assumption("notice, and hope for the next agreement", "no figure found")),
))  # fmt: skip
COLUMNS = {
    "organizations": (
        Column("wages", "2020 dollars", POSITIVE, Text("wages paid this month")),
        Column("overhead", "2020 dollars", POSITIVE, Text("fixed costs paid this month")),
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
        writes={
            "flows": "count rows",
            "organizations": "months_unpaid other_costs overhead reserve wages",
        },
    )
}
