"""Local immigration partnerships: a council of a place, its money, its plan, what comes of it (M20)."""

from partnersim.declarations import Scope, StateTable, System, Text

PARTNERSHIP = Scope(
    "partnership",
    ("partnerships",),
    "mandate",
    "partnerships",
    Text("Local immigration partnerships, by name"),
    {
        "place": Text("The place a partnership is of"),
        "funder": Text("The ministry that pays a partnership"),
    },
    exclusive="place",
)

SYSTEM = System(
    "partnerships",
    Text("no local partnership"),
    tables={
        "partnerships": StateTable(Text("Local partnership"), ("partnerships",), accounts=True),
        "councils": StateTable(
            Text("Organization on a council"), ("partnerships", "organizations")
        ),
    },
    sections=(PARTNERSHIP,),
)
