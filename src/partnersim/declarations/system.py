"""Systems: removable parts of the model, which a scenario switches on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import reduce
from typing import Any

from partnersim.language.text import Text


@dataclass(frozen=True, slots=True)
class StateTable:
    """A table that a system keeps in the state, where it is on.

    Parameters
    ----------
    title
        What a row is.
    rows
        What it has a row for, such as organisations or what a section of the scenario names; of
        several, it has a row for each combination. One row, where there is nothing.
    """

    title: Text
    rows: tuple[str, ...] = ()


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
    tables
        Tables of the state that no other part declares, by name; its modules declare their columns.
    """

    switch: str
    absence: Text
    in_spin_up: bool = False
    tables: Mapping[str, StateTable] = field(default_factory=dict)

    def is_on(self, values: Mapping[str, Any]) -> bool:
        """Whether a scenario switches it on.

        Parameters
        ----------
        values
            Of the scenario.

        Returns
        -------
        on : bool
        """
        return bool(reduce(lambda level, key: level.get(key, {}), self.switch.split("."), values))
