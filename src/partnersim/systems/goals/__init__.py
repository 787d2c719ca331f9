"""Goals of funders and organisations: short-term output against long-term outcome (M17)."""

from partnersim.declarations import System, Text

SYSTEM = System("horizons.pace", Text("goals that do not move"), throughout=True)
