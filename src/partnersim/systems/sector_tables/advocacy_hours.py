"""Members beyond those that serve: groups of advocacy alone, without the ministry's money (F5).

They live on dues and gifts that no funder here pays, so that their money is in no ledger; their hours are
their own and balance, month by month:

    posts x hours of a post = management + tables + advocacy

Tables get what they ask, up to a share of all hours. What is left is open advocacy.
"""

from __future__ import annotations

import numpy as np

from partnersim.declarations import (
    POSITIVE,
    SHARE,
    Assumption,
    Column,
    Group,
    Role,
    Shares,
    Step,
    Text,
    lever,
)
from partnersim.state.calendar import Phase
from partnersim.state.world import World
from partnersim.systems.sector_tables import ADVOCACY
from partnersim.systems.sector_tables.agenda import NAMES

_DEFENDED = {"asylum_eligibility": 0.6, "nominative_data": 0.2, "diplomas": 0.2}
GROUP = Group("advocacy_group", Text("Advocacy groups"), (
    lever("groups", 58, (0, 500), "groups", "Groups of this kind, members of the umbrella",
        Assumption("more than 160 members (F5) less the 102 of the 126 who are members here",
            "Bruneau 2021 ch. 3: not how many of the others are of advocacy alone")),
    lever("posts", 2.0, (0.0, 100.0), "full-time equivalents", "Posts of each group",
        Assumption("a coordinator and some hours of others", "Bruneau 2021 ch. 3: no size given")),
    lever("bears", 0.2, (0.0, 1.0), "share of its hours", "Hours at tables that such a group can bear",
        Assumption("more than those who serve: to speak is its work", "no measure")),
    Shares(name="agenda", default={name: _DEFENDED.get(name, 0.0) for name in NAMES}, role=Role.LEVER,
        meaning=Text("What it presses for, as shares of what it has at stake"),
        evidence=Assumption(
            "protection of asylum seekers and refugees first, rights of those who are here next",
            "Bruneau 2021 ch. 3: missions of advocacy alone; no shares")),
), ADVOCACY)  # fmt: skip
COLUMNS = {
    "advocacy_groups": (
        Column("hours_available", "hours a month", POSITIVE, Text("of all posts of these groups")),
        Column("hours_of_management", "hours a month", POSITIVE, Text("of these, on management")),
        Column("hours_at_tables", "hours a month", POSITIVE, Text("of these, at the umbrella")),
        Column("hours_of_advocacy", "hours a month", POSITIVE, Text("of these, in open advocacy")),
        Column("attends", "share of the hours asked", SHARE, Text("what they give to the umbrella")),
    ),
}  # fmt: skip


def act(world: World) -> None:
    """What these groups do with their month."""
    staff, groups = world.parameters["staff"], world.tables["advocacy_groups"]
    conditions = world.conditions[0]
    asked = groups["groups"] * world.parameters["umbrella"]["meeting_hours"][0]
    asked = asked * conditions["meetings"] * conditions["meeting_hours"]
    groups["hours_available"] = groups["groups"] * groups["posts"] * staff["hours_a_month"][0]
    groups["hours_of_management"] = staff["management"][0] * groups["hours_available"]
    groups["hours_at_tables"] = np.minimum(asked, groups["bears"] * groups["hours_available"])
    groups["attends"] = groups["hours_at_tables"] / np.maximum(asked, 1e-9)
    left = groups["hours_available"] - groups["hours_of_management"] - groups["hours_at_tables"]
    groups["hours_of_advocacy"] = np.maximum(0.0, left)
    groups["hours_at_tables"] += np.minimum(0.0, left)


STEPS = {
    Phase.HOURS: Step(
        act,
        writes={
            "advocacy_groups": (
                "attends hours_at_tables hours_available hours_of_advocacy hours_of_management"
            )
        },
    )
}
