"""Rows of the entries that a system's section of a scenario holds: what they name, and their levers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from partnersim.declarations import Scope
from partnersim.population.tables import set_levers
from partnersim.state.world import Table


class EntryValues(Protocol):
    """What this module reads of an entry of a scenario."""

    @property
    def references(self) -> Mapping[str, str]:
        """The place or the funder it names."""

    @property
    def values(self) -> dict[str, dict[str, Any]]:
        """Its numbers, as the scenario states them."""


def set_entries(
    table: Table,
    scope: Scope,
    entries: Mapping[str, EntryValues],
    names: Mapping[str, Sequence[str]],
) -> None:
    """Write what the scenario states of each entry to its row; names: of places and of funders."""
    for row, entry in zip(table, entries.values(), strict=True):
        for reference, name in entry.references.items():
            row[reference] = names[reference].index(name)
        set_levers(row, scope, entry.values)
