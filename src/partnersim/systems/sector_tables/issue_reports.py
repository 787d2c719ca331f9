"""Lighter reports (B21 ch. 5 Accountability).

    brings   as the core weighs it (`sector/stakes.py`)
    costs    none to organisations, an assumption: E finds use in counting and F that public money is watched,
             and neither tells of a loss if less is asked
    moves    the burden of accountability, by the core

The core deliberates it without this system too (decision 33).
"""

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
