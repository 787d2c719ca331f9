"""Typologies, one a file, found by being there.

A module has TYPOLOGY, GROUPS (its cut-offs), `place(seen)`, the position of every living organisation
on each axis (axes, organisations), and, where the theory speaks of the sector as a whole,
`place_sector(seen)`, its position (axes,). Both read a `Seen`, and change nothing.
"""

import functools
import importlib
import pkgutil
from types import ModuleType


@functools.cache
def found() -> tuple[ModuleType, ...]:
    """Every typology that is there, by name."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return tuple(importlib.import_module(f"{__name__}.{name}") for name in names)
