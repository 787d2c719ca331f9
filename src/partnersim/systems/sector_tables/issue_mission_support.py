"""Mission support: what it brings is weighed by the core; what it costs those who live on agreements, here.

The money comes out of that of agreements (`state/programmes.py`), in proportion:

    cost = c x mission money / money of agreements x agreements held, in posts

c is `policy.concession`.
"""

from __future__ import annotations

from partnersim.declarations import ANY, Column, Step, Text
from partnersim.state.calendar import Phase
from partnersim.state.issues import MISSION_SUPPORT
from partnersim.state.world import World
from partnersim.systems.sector_tables.agenda import Issue, is_weighed

ISSUE = Issue(
    Text("Mission support"), Text("mission money and its places, out of the money of agreements")
)
COLUMNS = {
    "issue_stakes": (
        Column("mission_support", "posts", ANY,
            Text("grants it would gain, less agreements it would lose to them")),
    ),
}  # fmt: skip


def act(world: World) -> None:
    """Gains as the core weighs them, less what leaves agreements."""
    if not is_weighed(world):
        return
    programmes, main = world.programmes, world.main_funder
    mission = programmes["recurrent"] & programmes["unrestricted"]
    pool = world.funds["pool"][main]
    money, of_agreements = pool[mission].sum(), max(pool[programmes["per_client"]].sum(), 1e-9)
    part = min(1.0, world.parameters["policy"]["concession"][0] * money / of_agreements)
    held = world.contracts["amount"][:, main, programmes["per_client"]].sum(axis=1)
    cost = part * held / (12.0 * world.parameters["staff"]["cost_a_month"][0])
    gain = world.organizations["stakes"][:, MISSION_SUPPORT]
    world.tables["issue_stakes"]["mission_support"] = (gain - cost) * world.organizations["alive"]


STEPS = {Phase.TABLES: Step(act, writes={"issue_stakes": "mission_support"}, after=("stakes",))}
