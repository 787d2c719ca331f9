"""A system of its own: circles of peers that somebody facilitates."""

from partnersim.declarations import System, Text

SYSTEM = System("facilitation.relief", Text("no facilitation", "pas d'animation"))
