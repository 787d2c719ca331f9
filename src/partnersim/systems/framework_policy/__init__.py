"""A framework policy for community action: its making, its criteria, its application by ministries (M18)."""

from partnersim.declarations import StateTable, System, Text

SYSTEM = System(
    "framework_policy.proposed",
    Text("no framework policy"),
    tables={
        "framework": StateTable(Text("Framework policy"), names=("framework_policy",)),
        "framework_members": StateTable(
            Text("Organization under a framework policy"), ("organizations",)
        ),
    },
)
