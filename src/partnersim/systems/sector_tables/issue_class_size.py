"""A programme's terms: the smallest group that opens a class (F15; B21 ch. 4, G: twenty, and a small organisation).

    brings   c x money of programmes whose class could not open this session, in posts
    costs    none weighed, an assumption: money of a class that does not open stays with its agreement, so that
             no other loses by it; what a smaller class costs the ministry a learner is not told
    moves    smallest group = as the scenario states x (1 - won)

c is `policy.concession`, and the chance that a list too short for the group, of any length, suffices for one
smaller by c. Francization alone asks for a group.
"""

from __future__ import annotations

import numpy as np

from partnersim.declarations import ANY, POSITIVE, Column, Step, Text
from partnersim.state.calendar import Phase
from partnersim.state.programmes import MOST
from partnersim.state.world import World
from partnersim.systems.sector_tables.agenda import NAMES, Issue, is_weighed

ISSUE = Issue(Text("Size of classes"), Text("smallest group that opens a class of francization"))
ROW = NAMES.index("class_size")
COLUMNS = {
    "issue_stakes": (
        Column("class_size", "posts", ANY, Text("of classes that did not open for want of a group")),
    ),
    "stated_terms": (
        Column("smallest_group", "people, by programme", POSITIVE,
            Text("smallest group as the scenario states it"), shape=(MOST,)),
    ),
}  # fmt: skip


def weigh(world: World) -> None:
    """Money at risk where the ministry's groups do not meet."""
    if not is_weighed(world):
        return
    demand, programmes = world.demand, world.programmes
    posts = np.zeros(len(world.organizations))
    cost = 12.0 * world.parameters["staff"]["cost_a_month"][0]
    for q, (f, m) in enumerate(demand.payers):
        if f == world.main_funder and programmes["smallest_group"][m] > 0.0:
            amount = world.contracts["amount"][:, f, m]
            posts += amount / cost * ~demand.group_meets[:, q]
    posts *= world.parameters["policy"]["concession"][0] * world.organizations["alive"]
    world.tables["issue_stakes"]["class_size"] = posts


def move(world: World) -> None:
    """Groups that open a class may be smaller by what was won."""
    stated, size = world.tables["stated_terms"][0], world.programmes["smallest_group"]
    if world.now == world.calendar.spin_up_months:
        stated["smallest_group"][: len(size)] = size
    won = world.tables["sector_issues"]["won"][ROW]
    world.programmes["smallest_group"] = stated["smallest_group"][: len(size)] * (1.0 - won)


STEPS = {
    Phase.SHOCKS: Step(move, writes={"stated_terms": "smallest_group"}),
    Phase.TABLES: Step(weigh, writes={"issue_stakes": "class_size"}, after=("stakes",)),
}
