"""A framework policy for community action: its making, its criteria, its application by ministries (M18)."""

from partnersim.declarations import System, Text

SYSTEM = System("framework_policy.proposed", Text("no framework policy"))
