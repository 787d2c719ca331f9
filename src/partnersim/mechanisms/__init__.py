"""Mechanisms, one a file, found by being there.

A mechanism module has GROUP or GROUPS (its parameters), COLUMNS (what it keeps of whom) and STEPS: what
it does in which phases of the month. Mechanisms never import one another; they meet in the state.
"""

import functools
import importlib
import pkgutil
from types import ModuleType


@functools.cache
def found() -> tuple[ModuleType, ...]:
    """Every mechanism that is there, by name."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return tuple(importlib.import_module(f"{__name__}.{name}") for name in names)
