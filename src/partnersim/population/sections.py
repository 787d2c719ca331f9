"""Rows of the entries that a section of a scenario holds: what they name, and their levers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import numpy as np

from partnersim.declarations import Scope
from partnersim.language import UserError, did_you_mean
from partnersim.population.choices import APPLICATIONS, GROUPS
from partnersim.population.tables import new_table, set_levers
from partnersim.state.arrays import Numbers, Table
from partnersim.state.choices import ITS_BOARD


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
    places: Sequence[str],
    funders: Sequence[str],
) -> None:
    """Write what the scenario states of each entry to its row, with the numbers of what it names."""
    for row, entry in zip(table, entries.values(), strict=True):
        for reference, name in entry.references.items():
            row[reference] = (places if reference == "place" else funders).index(name)
        set_levers(row, scope, entry.values)


def choice_table(names: Sequence[str], made: Mapping[str, Mapping[str, dict[str, Any]]]) -> Table:
    """A row for each organisation: what is chosen in place of its board; made: by name, then group.

    Raises UserError where there is no organisation of a name.
    """
    table = new_table("choices", len(names))
    left = {group.name: {each.name: each.default for each in group.numbers} for group in GROUPS}
    set_levers(table, Scope.ORGANIZATION, left)
    for name, values in made.items():
        if name not in names:
            raise UserError(
                "organizations.{name}: the run has no organisation of that name; it has {known}, …{hint}",
                name=name,
                known=", ".join(names[:12]),
                hint=did_you_mean(name, names),
            )
        set_levers(table[names.index(name) :][:1], Scope.ORGANIZATION, {**values})
    return table


def asked_shares(choices: Table, programmes: Sequence[str]) -> Numbers:
    """Shares asked for in place of boards (organisations, programmes)."""
    asked = np.full((len(choices), len(programmes)), ITS_BOARD)
    for k, name in enumerate(programmes):
        if f"{APPLICATIONS.name}_{name}" in (choices.dtype.names or ()):
            asked[:, k] = choices[f"{APPLICATIONS.name}_{name}"]
    return asked
