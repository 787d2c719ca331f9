"""Lighter reports: what they bring is weighed by the core (`sector/stakes.py`), which lifts the burden."""

from __future__ import annotations

from partnersim.declarations import ANY, Column, Step, Text
from partnersim.state.calendar import Phase
from partnersim.state.issues import REPORTS
from partnersim.state.world import World
from partnersim.systems.sector_tables.agenda import Issue, is_weighed

ISSUE = Issue(Text("Lighter reports"), Text("the burden of accountability"))
COLUMNS = {
    "issue_stakes": (
        Column("reports", "posts", ANY, Text("that lighter reports would free")),
    ),
}  # fmt: skip


def act(world: World) -> None:
    """As the core weighs it."""
    if is_weighed(world):
        world.tables["issue_stakes"]["reports"] = world.organizations["stakes"][:, REPORTS]


STEPS = {Phase.TABLES: Step(act, writes={"issue_stakes": "reports"}, after=("stakes",))}
