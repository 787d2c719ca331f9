"""Systems: removable parts of the model, which a scenario switches on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any

from partnersim.language.text import Text


@dataclass(frozen=True, slots=True)
class System:
    """What switches a system on, and how its absence is said.

    Parameters
    ----------
    switch
        The path, in a scenario, of what is no, 0 or empty where the system is off.
    absence
        That a scenario has none, in a few words.
    in_spin_up
        Whether it acts in the spin-up too, where the regime switches it on.
    """

    switch: str
    absence: Text
    in_spin_up: bool = False

    def is_on(self, values: Mapping[str, Any]) -> bool:
        """Whether a scenario of these values switches it on."""
        return bool(reduce(lambda level, key: level.get(key, {}), self.switch.split("."), values))
