"""A fund by which organisations of the umbrella help one another (M15)."""

from partnersim.declarations import StateTable, System, Text

SYSTEM = System(
    "solidarity_fund.contribution",
    Text("no solidarity fund"),
    in_spin_up=True,
    tables={"solidarity": StateTable(Text("Solidarity fund"))},
)
