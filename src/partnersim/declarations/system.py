"""Systems: removable parts of the model, which a scenario switches on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import reduce
from typing import Any

from partnersim.declarations.scope import Scope
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
    names
        What its rows are called, where the system itself names them.
    accounts
        Whether each row has an account in the ledger of payments: what it `received` and `spent`,
        ever, and the difference, its `account`, are columns of it.
    """

    title: Text
    rows: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    accounts: bool = False


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
    throughout
        Whether it acts in the spin-up where the scenario itself switches it on, whatever the regime
        has: a part of every scenario that can be left out, but not begun or ended midway.
    tables
        Tables of the state that no other part declares, by name; its modules declare their columns.
    sections
        Sections of a scenario that it declares, as scopes of groups.
    """

    switch: str
    absence: Text
    in_spin_up: bool = False
    throughout: bool = False
    tables: Mapping[str, StateTable] = field(default_factory=dict)
    sections: tuple[Scope, ...] = ()

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
