"""Wages and bills are paid; staff leave, are hired or laid off (M13); posts keep their description.

An organisation can afford the posts that its income pays once fixed costs are met, spends a reserve
above its cushion within a year, and rebuilds a lacking one over two. People leave at a base rate, faster where all
money ends each year, where payments are late and where work is thinned; hiring lags behind. A post of the
mission is refilled as one: their number moves slowly towards what the board wants, up as vacancies are
filled, never out of posts that agreements pay, down as people leave. New people learn mission work over
years, and take it with them.
"""

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
from partnersim.state.income import contested
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
            name="cost_a_month",
            default=4550.0,
            unit="2020 dollars a full-time equivalent, charges included",
            bounds=(1000.0, 20000.0),
            role=Role.SETTING,
            meaning=Text("Cost of one employee"),
            evidence=Assumption(
                "24 $ an hour with a quarter of charges, 35 hours, between the wages of X14",
                "sector survey 2019 (X14), read in part",
            ),
        ),
        Parameter(
            name="hours_a_month",
            default=130.0,
            unit="hours worked a full-time equivalent",
            bounds=(10.0, 200.0),
            role=Role.SETTING,
            meaning=Text("Hours worked a month"),
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
                "cicp_turnover_2026", "11 to 18 % of staff a year, derived from two bands"
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
            evidence=Source("meinhard_2015", "sect. 5.1: staff lost each year; size assumed"),
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
            name="hiring",
            default=0.25,
            unit="share of vacancies filled a month",
            bounds=(0.01, 1.0),
            role=Role.SETTING,
            meaning=Text("How fast vacancies are filled"),
            evidence=Assumption("about four months to hire and train", "no Quebec figure found"),
        ),
        Parameter(
            name="cushion_months",
            default=3.0,
            unit="months of costs",
            bounds=(0.0, 24.0),
            role=Role.SETTING,
            meaning=Text("Reserve aimed at"),
            evidence=Assumption("a usual advice to nonprofits", "sector guides"),
        ),
        Parameter(
            name="management",
            default=0.09,
            unit="share of staff hours",
            bounds=(0.0, 0.5),
            role=Role.SETTING,
            meaning=Text("Hours that management takes"),
            evidence=Assumption(
                "one director and half an assistant in an organisation of fourteen",
                "Repères 2022; Bruneau 2021: no figure",
            ),
        ),
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
        Parameter(
            name="credit",
            default=0.65,
            unit="share of what funders owe",
            bounds=(0.0, 1.0),
            role=Role.SETTING,
            meaning=Text("What is lent on payments that are late"),
            evidence=Assumption(
                "a margin on receivables, as banks give", "no figure; no headline sees it"
            ),
        ),
        Parameter(
            name="refilling",
            default=0.6,
            unit="share of wanted posts a year",
            bounds=(0.0, 1.0),
            role=Role.SETTING,
            meaning=Text("How fast posts of the mission are added"),
            evidence=Assumption("hiring by job description", "no figure; no headline sees it"),
        ),
        Parameter(
            name="learning_years",
            default=2.5,
            unit="years",
            bounds=(0.1, 20.0),
            role=Role.SETTING,
            meaning=Text("Years that mission work takes to learn"),
            evidence=Assumption("contacts and trust take years", "Bruneau 2021 ch. 5 (J)"),
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
)
COLUMNS = {
    "organizations": (
        Column("fixed_cost", "2020 dollars a month", POSITIVE,
               Text("rent, power, software"), closes=True),
        Column("staff", "full-time equivalents", POSITIVE,
               Text("paid staff"), closes=True,
               several="where nobody closes, a little staff stays"),
        Column("posts_mission", "posts", POSITIVE,
               Text("in mission work and advocacy"), closes=True),
        Column("posts_experienced", "posts", POSITIVE,
               Text("in mission work, by experienced people"), closes=True),
        Column("turnover", "share of staff a year", POSITIVE,
               Text("staff leaving, twelve-month memory")),
        Column("wages", "2020 dollars", POSITIVE,
               Text("wages paid this month")),
        Column("overhead", "2020 dollars", POSITIVE,
               Text("fixed costs paid this month")),
        Column("yearly_income", "2020 dollars a year", POSITIVE,
               Text("receipts, twelve-month memory")),
    ),
    "relations": (
        Column("yearly_income", "2020 dollars a year", POSITIVE,
               Text("receipts from this funder, twelve-month memory")),
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


@kernel
def move_staff(
    organizations: Table,
    funders: Table,
    relations: Table,
    contracts: Table,
    programmes: Table,
    parameters: Table,
    delivery: Table,
) -> None:
    """Leaving, hiring, layoffs; memories of income and turnover.

    Parameters
    ----------
    organizations : table (organisations,)
        Income, reserve, posts of the mission wanted. Written: staff, posts of the
        mission and those with experience, turnover, yearly_income and fixed_cost.
    funders : table (funders,)
        As many as there are.
    relations : table (organisations, funders)
        Receipts. Written: yearly_income.
    contracts : table (organisations, funders, programmes)
        Amounts, their terms, and what is owed.
    programmes : table (programmes,)
        Which are paid in arrears, and which recur.
    parameters, delivery : tables (1,)
        Groups `staff` and `delivery`.
    """
    p = parameters[0]
    in_arrears = np.flatnonzero(programmes["in_arrears"])
    ending = np.flatnonzero(~programmes["recurrent"])
    for i in range(len(organizations)):
        o = organizations[i]
        if not o["alive"]:
            continue
        o["yearly_income"] += o["receipts"] - o["yearly_income"] / 12.0
        receivable = 0.0
        for f in range(len(funders)):
            r = relations[i, f]
            r["yearly_income"] += r["receipts"] - r["yearly_income"] / 12.0
            for m in in_arrears:
                receivable += contracts[i, f, m]["receivable"]
        income = o["unrestricted"] + o["restricted"]
        precarious = min(1.0, contested(contracts, ending, i) / 12.0 / max(income, 1.0))
        late = min(1.0, receivable / max(p["late_months"] * income, 1.0))
        standard = delivery[0]["hours_per_episode"]
        thin = (standard - o["hours_per_episode"]) / (
            standard * (1.0 - delivery[0]["thinnest"]) + 1e-9
        )
        rate = p["base_turnover"] * (1.0 + p["precarity"] * min(1.0, precarious + late))
        rate *= 1.0 + p["workload"] * min(1.0, max(0.0, thin))
        leaving = min(1.0, rate / 12.0) * o["staff"]
        costs = o["staff"] * p["cost_a_month"] + o["fixed_cost"]
        spare = o["reserve"] - p["cushion_months"] * costs
        rebuilt = max(spare / (12.0 * p["rebuilding_years"]), -p["cut_at_once"] * costs)
        drawn = spare / 12.0 if spare > 0.0 else rebuilt
        affordable = max(0.0, (income + drawn - o["fixed_cost"]) / p["cost_a_month"])
        staff = o["staff"] - leaving
        vacant = affordable - staff
        if vacant > 0.0:
            staff += min(p["hiring"] * vacant, p["hired_share"] * staff + p["hired_least"])
        else:
            laid_off = min(-p["laid_off_share"] * vacant, p["laid_off_most"] * staff)
            staff -= laid_off
            leaving += laid_off
        o["turnover"] += leaving / max(o["staff"], 1e-9) - o["turnover"] / 12.0
        left = leaving / max(o["staff"], 1e-9)  # laid off or gone, alike in every job
        mission = o["posts_mission"]
        wanted = o["posts_mission_wanted"] - mission
        if wanted > 0.0:
            moved = (1.0 - (1.0 - p["refilling"]) ** (1.0 / 12.0)) * wanted
            moved = min(moved, max(0.0, staff - o["posts_tied"] - mission))
        else:
            moved = max(wanted, -left * mission)
        stayed = o["posts_experienced"] * (1.0 - left)
        o["posts_mission"] = min(max(0.0, mission + moved), staff)
        new = max(0.0, o["posts_mission"] - stayed)
        o["posts_experienced"] = stayed + new / (12.0 * p["learning_years"])
        o["staff"] = staff
        fixed = p["fixed_cost_share"] * staff * p["cost_a_month"]
        o["fixed_cost"] += p["lease_end"] * (fixed - o["fixed_cost"])


def pay(world: World) -> None:
    """Bills of the month."""
    world.flows.room_for(4 * len(world.organizations))
    pay_month(
        world.organizations, world.contracts, world.programmes, world.parameters["staff"],
        world.flows.rows, world.flows.count, world.now,
    )  # fmt: skip


def move(world: World) -> None:
    """Staff of the next month."""
    move_staff(
        world.organizations, world.funders, world.relations, world.contracts, world.programmes,
        world.parameters["staff"], world.parameters["delivery"],
    )  # fmt: skip


def act(world: World) -> None:
    """Pay, then staff the next month."""
    pay(world)
    move(world)


STEPS = {
    Phase.STAFF_AND_SURVIVAL: Step(
        act,
        reads={
            "contracts": "amount months_left receivable",
            "organizations": (
                "alive hours_per_episode posts_mission_wanted posts_tied receipts restricted "
                "unrestricted"
            ),
            "relations": "receipts",
        },
        writes={
            "flows": "count rows",
            "organizations": (
                "fixed_cost months_unpaid other_costs overhead posts_experienced posts_mission "
                "reserve staff turnover wages yearly_income"
            ),
            "relations": "yearly_income",
        },
    )
}
