"""Needs that policy should put first (B21 ch. 5 Representation: needs as organisations see them).

    brings   as the core weighs it (`sector/stakes.py`)
    costs    none weighed, an assumption: what others' agreements lose is lost at the next contest, to whom
             nobody knows beforehand, and no organisation tells of opposing a need
    moves    the ministry's priorities

The core deliberates it without this system too (decision 33).
"""

from __future__ import annotations

from partnersim.declarations import ANY, Column, Step, Text
from partnersim.state.calendar import Phase
from partnersim.state.issues import POLICY
from partnersim.state.world import World
from partnersim.systems.sector_tables.agenda import Issue, is_weighed

ISSUE = Issue(
    Text("Needs that policy should put first"), Text("the ministry's priorities among needs")
)
COLUMNS = {
    "issue_stakes": (
        Column("needs", "posts", ANY, Text("agreements it would win if policy named what it offers")),
    ),
}  # fmt: skip


def act(world: World) -> None:
    """As the core weighs it."""
    if is_weighed(world):
        world.tables["issue_stakes"]["needs"] = world.organizations["stakes"][:, POLICY]


STEPS = {Phase.TABLES: Step(act, writes={"issue_stakes": "needs"}, after=("stakes",))}
