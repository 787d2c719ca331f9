"""Systems, one a folder, found by being there, or brought by a plug-in: what a document adds to the core.

A system is a package of mechanisms and instruments of its own: each of its modules that has `STEPS`
acts, and declares groups and columns as those of the core do. A scenario switches it on. What the core
reads of a system (the hours of a council, say) is a column of the core that stays at its start where no
system writes it, so that the model runs without any of them. Systems never import one another, nor does
the core import them; they meet in the state.
"""

import functools
from types import ModuleType

from partnersim import plugins


@functools.cache
def found() -> tuple[ModuleType, ...]:
    """The modules of every system that is there, by name; then those of plug-ins."""
    return plugins.modules_of("systems", __name__, __path__)
