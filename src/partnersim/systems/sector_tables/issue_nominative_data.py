"""Nominative data: the ministry asks for data on named clients (B21 ch. 5, F: from PRINT to PASI).

    brings   c x hours of nominative data of its records for the ministry, in posts
    costs    none: A, E, F and I object to the demand, nobody tells of a use that an organisation has of it, nor
             of what refusing costs
    moves    data asked for = as the scenario states x (1 - won)

c is `policy.concession`. Those with many records have most at stake.
"""

from __future__ import annotations

from partnersim.declarations import ANY, Column, Step, Text
from partnersim.state.calendar import Phase
from partnersim.state.issues import REPORTS
from partnersim.state.world import World
from partnersim.systems.sector_tables.agenda import NAMES, Issue, is_weighed

ISSUE = Issue(Text("Nominative data"), Text("hours that data on named clients take, by record"))
ROW = NAMES.index("nominative_data")
COLUMNS = {
    "issue_stakes": (
        Column("nominative_data", "posts", ANY, Text("that data on named clients take")),
    ),
}  # fmt: skip


def weigh(world: World) -> None:
    """Hours that would be freed, by this month's records."""
    if not is_weighed(world):
        return
    main, groups = world.main_funder, world.parameters
    funder = world.funders[main]
    burden = funder["burden"] * (1.0 - funder["won"][REPORTS])
    burden = burden * (1.0 - world.conditions["relaxed"][0])
    a_record = groups["reporting"]["hours_per_nominative_record"][0] * burden
    hours = a_record * funder["nominative_data"] * groups["policy"]["concession"][0]
    records = world.demand.records[:, world.demand.payers[:, 0] == main].sum(axis=1)
    posts = hours * records / groups["staff"]["hours_a_month"][0]
    world.tables["issue_stakes"]["nominative_data"] = posts * world.organizations["alive"]


def move(world: World) -> None:
    """What was won is not asked for."""
    asked = world.scenario_funders["nominative_data"][world.main_funder]
    won = world.tables["sector_issues"]["won"][ROW]
    world.funders["nominative_data"][world.main_funder] = asked * (1.0 - won)


STEPS = {
    Phase.SHOCKS: Step(move, writes={"funders": "nominative_data"}),
    Phase.TABLES: Step(
        weigh, writes={"issue_stakes": "nominative_data"}, after=("stakes",), before=("policy",)
    ),
}
