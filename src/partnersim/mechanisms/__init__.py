"""The core: mechanisms, one a file, found by being there, or brought by a plug-in.

Rooms by who acts: `newcomers`, `organizations`, `funders`, and `sector` for what organisations are together.

A mechanism module has GROUP or GROUPS (its parameters), COLUMNS (what it keeps of whom) and STEPS: what
it does in which phases of the month. Mechanisms never import one another; they meet in the state.
"""

import functools
from types import ModuleType

from partnersim import plugins


@functools.cache
def modules() -> tuple[ModuleType, ...]:
    """Every mechanism that is there, by name; then those of plug-ins."""
    modules = plugins.modules_of("mechanisms", __name__, __path__)
    return tuple(part for module in modules for part in plugins.acting(module))
