"""Recognition of diplomas: newcomers find work by themselves sooner, and fewer ask for help with it.

    brings   (1 - (a + r) / (a + (1 + c) r)) of the posts given to help with work that nobody pays for
    costs    none to organisations: it takes away only help that nobody pays for; that fewer paid clients come
             with work is left out, an assumption, since more come to most doors than are paid for
    moves    own progress with needs of employment = as the jurisdiction states x (1 + won)

a is the chance a month of asking on arrival, r that of finding work by oneself: of those who know of help a / (a + r)
ask for it. c is `policy.concession`. What it brings to newcomers themselves is no organisation's stake.
"""

from __future__ import annotations

from partnersim.declarations import ANY, POSITIVE, Column, Step, Text
from partnersim.state.calendar import Phase
from partnersim.state.columns import NEEDS
from partnersim.state.world import World
from partnersim.systems.sector_tables.agenda import NAMES, Issue, is_weighed

ISSUE = Issue(Text("Recognition of diplomas"), Text("how soon newcomers find work by themselves"))
ROW = NAMES.index("diplomas")
WORK = NEEDS.index("employment")
COLUMNS = {
    "issue_stakes": (
        Column("diplomas", "posts", ANY,
            Text("of help with work that nobody pays for, of those who would not ask any more")),
    ),
    "stated_terms": (
        Column("progress_with_work", "chance a month", POSITIVE,
            Text("of finding work by oneself, as the jurisdiction states it")),
    ),
}  # fmt: skip


def weigh(world: World) -> None:
    """Posts of unpaid help with work that would not be asked for."""
    if not is_weighed(world):
        return
    groups, o = world.parameters, world.organizations
    own = groups["settling"]["own_progress"][0] * world.services["own_progress"][WORK]
    asking = groups["seeking"]["asking"][0]
    sooner = (1.0 + groups["policy"]["concession"][0]) * own
    fewer = 1.0 - (asking + own) / (asking + sooner)
    hours = o["served_ineligible"] * groups["delivery"]["hours_per_episode"][0]
    posts = hours * o["offer"][:, WORK] / groups["staff"]["hours_a_month"][0]
    world.tables["issue_stakes"]["diplomas"] = fewer * posts * o["alive"]


def move(world: World) -> None:
    """Newcomers find work sooner by what was won."""
    stated = world.tables["stated_terms"][0]
    if world.now == world.calendar.spin_up_months:
        world.services = world.services.copy()  # that of the jurisdiction is shared by all runs
        stated["progress_with_work"] = world.services["own_progress"][WORK]
    won = world.tables["sector_issues"]["won"][ROW]
    world.services["own_progress"][WORK] = stated["progress_with_work"] * (1.0 + won)


STEPS = {
    Phase.SHOCKS: Step(move, writes={"stated_terms": "progress_with_work"}),
    Phase.TABLES: Step(weigh, writes={"issue_stakes": "diplomas"}, after=("stakes",)),
}
