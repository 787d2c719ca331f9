"""Typologies, one a file, found by being there, or brought by a plug-in.

A module has TYPOLOGY, GROUPS (its cut-offs), `place(snapshot)`, the position of every living organisation
on each axis (axes, organisations), and, where the theory speaks of the sector as a whole,
`place_sector(snapshot)`, its position (axes,). Both read a `Snapshot`, and change nothing.
"""

import functools
from types import ModuleType

from partnersim import plugins


@functools.cache
def modules() -> tuple[ModuleType, ...]:
    """Every typology that is there, by name; then those of plug-ins."""
    return plugins.modules_of("typologies", __name__, __path__)
