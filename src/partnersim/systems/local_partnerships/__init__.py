"""Local immigration partnerships: a council of a place, its money, its plan, what comes of it (M20)."""

from partnersim.declarations import StateTable, System, Text

SYSTEM = System(
    "partnerships",
    Text("no local partnership"),
    tables={
        "partnerships": StateTable(Text("Local partnership"), ("partnerships",)),
        "councils": StateTable(
            Text("Organization on a council"), ("partnerships", "organizations")
        ),
    },
)
