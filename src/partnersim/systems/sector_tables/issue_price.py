"""A programme's terms: the price of a client (B21 ch. 5 Funding: agreements pay services, and not all of them).

    brings   with the same money fewer clients are asked for: c / (1 + c) of the posts that targets take
    costs    none to organisations: the envelope stays, and all are paid alike; newcomers pay, of whom fewer are
             asked for, which comes out of the run
    moves    price of a client = as the scenario states x (1 + won), for agreements signed from then on

c is `policy.concession`.
"""

from __future__ import annotations

from partnersim.declarations import ANY, Column, Step, Text
from partnersim.state.calendar import Phase
from partnersim.state.world import World
from partnersim.systems.sector_tables.agenda import NAMES, Issue, is_weighed

ISSUE = Issue(Text("Price of a client"), Text("what agreements pay for a client"))
ROW = NAMES.index("price")
COLUMNS = {
    "issue_stakes": (
        Column("price", "posts", ANY, Text("that a better price of its clients would free")),
    ),
}  # fmt: skip


def weigh(world: World) -> None:
    """Posts that the ministry's targets would not take any more."""
    if not is_weighed(world):
        return
    groups, per_client = world.parameters, world.programmes["per_client"]
    targets = world.contracts["target"][:, world.main_funder, per_client]
    clients = (targets * world.programmes["price"][per_client]).sum(axis=1)
    hours = clients / 12.0 * groups["delivery"]["hours_per_episode"][0]
    won = groups["policy"]["concession"][0]
    posts = hours / groups["staff"]["hours_a_month"][0] * won / (1.0 + won)
    world.tables["issue_stakes"]["price"] = posts * world.organizations["alive"]


def move(world: World) -> None:
    """Prices change with the fiscal year, before its agreements are signed."""
    if world.calendar.is_year_start:
        stated = world.scenario_funders["price_per_client"][world.main_funder]
        won = world.tables["sector_issues"]["won"][ROW]
        world.funders["price_per_client"][world.main_funder] = stated * (1.0 + won)


STEPS = {
    Phase.SHOCKS: Step(move, writes={"funders": "price_per_client"}),
    Phase.TABLES: Step(weigh, writes={"issue_stakes": "price"}, after=("stakes",)),
}
