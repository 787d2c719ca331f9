"""Staff leave, are hired or laid off (M13); posts keep their description.

An organisation can afford the posts that its income pays once fixed costs are met, spends a reserve
above its cushion within a year, and rebuilds a lacking one over two. People leave at a base rate, faster where all
money ends each year, where payments are late and where work is thinned; hiring lags behind. A post of the
mission is refilled as one: their number moves slowly towards what the board wants, up as vacancies are
filled, never out of posts that agreements pay, down as people leave. New people learn mission work over
years, and take it with them.
"""

from __future__ import annotations

import numpy as np

from partnersim.declarations import POSITIVE, Column, Step, Text
from partnersim.state.calendar import Phase
from partnersim.state.income import contested
from partnersim.state.kernel import kernel
from partnersim.state.world import Table, World

COLUMNS = {
    "organizations": (
        Column("fixed_cost", "2020 dollars a month", POSITIVE, Text("rent, power, software"), closes=True),
        Column("staff", "full-time equivalents", POSITIVE, Text("paid staff"), closes=True,
            several="where nobody closes, a little staff stays"),
        Column("posts_mission", "posts", POSITIVE, Text("in mission work and advocacy"), closes=True),
        Column("posts_experienced", "posts", POSITIVE, Text("in mission work, by experienced people"),
            closes=True),
        Column("turnover", "share of staff a year", POSITIVE, Text("staff leaving, twelve-month memory")),
        Column("yearly_income", "2020 dollars a year", POSITIVE, Text("receipts, twelve-month memory")),
    ),
    "relations": (
        Column("yearly_income", "2020 dollars a year", POSITIVE,
            Text("receipts from this funder, twelve-month memory")),
    ),
}  # fmt: skip


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


def act(world: World) -> None:
    """Staff of the next month."""
    move_staff(
        world.organizations, world.funders, world.relations, world.contracts, world.programmes,
        world.parameters["staff"], world.parameters["delivery"],
    )  # fmt: skip


STEPS = {
    Phase.STAFF_AND_SURVIVAL: Step(
        act,
        writes={
            "organizations": (
                "fixed_cost posts_experienced posts_mission staff turnover yearly_income"
            ),
            "relations": "yearly_income",
        },
        after=("payroll",),
    )
}
