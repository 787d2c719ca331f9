"""Kinds of agreements between governments, in the order of their numbers."""

CONTROLS = ("receiver", "shared")
SHARED = CONTROLS.index("shared")
