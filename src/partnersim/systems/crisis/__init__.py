"""A crisis as in 2020: closed borders, work that public services send, one-time money (M19)."""

from partnersim.declarations import System, Text

SYSTEM = System("crisis.intensity", Text("no crisis"))
