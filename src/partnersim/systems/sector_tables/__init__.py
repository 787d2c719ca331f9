"""Tables as they are: issues on the agenda, tables beside the umbrella, advocacy groups, MPs (M8 to M10).

An issue is a file of this folder named `issue_…`, found by being there: it says what winning it brings to
each organisation, by the rule that it moves, and moves that lever once it is won.
"""

from partnersim.declarations import Scope, StateTable, System, Text
from partnersim.systems.sector_tables.agenda import NAMES

TABLE = Scope(
    "sector_table",
    ("sector_tables",),
    "sector_table",
    "sector_tables",
    Text("Tables of organisations beside the umbrella, by name"),
)
ADVOCACY = Scope(
    "advocacy_group",
    ("advocacy_groups",),
    "advocacy_group",
    "advocacy_groups",
    Text("Members of the umbrella that serve nobody and have no money of the ministry, by name"),
)

SYSTEM = System(
    "sector_tables",
    Text("the umbrella alone, with three issues"),
    tables={
        "sector_tables": StateTable(Text("Table beside the umbrella"), ("sector_tables",)),
        "table_members": StateTable(
            Text("Organization at a table"), ("sector_tables", "organizations")
        ),
        "advocacy_groups": StateTable(Text("Advocacy groups"), ("advocacy_groups",)),
        "issue_stakes": StateTable(Text("Organization, in issues"), ("organizations",)),
        "sector_issues": StateTable(Text("Issue"), names=NAMES),
        "stated_terms": StateTable(Text("Terms as the scenario states them")),
    },
    sections=(TABLE, ADVOCACY),
)
