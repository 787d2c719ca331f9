"""Columns by which systems meet: one writes, another reads, and either may be taken away."""

from partnersim.declarations import POSITIVE, SHARE, Column, Text

COLUMNS = {
    "organizations": (
        Column("felt_burden", "share", SHARE, Text("burden against what it has grown used to")),
        Column("policy_hours", "hours a month", POSITIVE, Text("what the policy's own tables take")),
        Column("other_tables_hours", "hours a month", POSITIVE,
            Text("what tables beside the umbrella take"), closes=True),
        Column("council_hours", "hours a month", POSITIVE, Text("on the council of a local partnership"),
            closes=True),
    ),
    "conditions": (
        Column("meetings", "multiple", POSITIVE, Text("tables against ordinary times"), start=1.0),
        Column("meeting_hours", "multiple", POSITIVE, Text("hours of a meeting, against one in person"),
            start=1.0),
        Column("crisis", "0 none to 1", POSITIVE, Text("how acute a crisis is")),
    ),
}  # fmt: skip
