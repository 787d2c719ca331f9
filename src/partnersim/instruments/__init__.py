"""Funding instruments, one a file, found by being there.

An instrument module has `GROUPS` (its levers), `COLUMNS` and `STEPS`: what it does when awards are made
and in the phase of payments. Instruments never import one another; they meet in `world.contracts`.
"""

import functools
import importlib
import pkgutil
from types import ModuleType


@functools.cache
def found() -> tuple[ModuleType, ...]:
    """Every instrument that is there, by name."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return tuple(importlib.import_module(f"{__name__}.{name}") for name in names)
