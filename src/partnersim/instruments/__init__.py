"""Funding instruments, one a file, found by being there, or brought by a plug-in.

An instrument module has `GROUPS` (its levers), `COLUMNS` and `STEPS`: what it does when awards are made
and in the phase of payments. Instruments never import one another; they meet in `world.contracts`.
"""

import functools
from types import ModuleType

from partnersim import plugins


@functools.cache
def found() -> tuple[ModuleType, ...]:
    """Every instrument that is there, by name; then those of plug-ins."""
    return plugins.modules_of("instruments", __name__, __path__)
