"""Local immigration partnerships: a council of a place, its money, its plan, what comes of it (M20)."""

from partnersim.declarations import System, Text

SYSTEM = System("partnerships", Text("no local partnership"))
