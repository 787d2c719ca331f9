"""Partnerships' rows from a scenario's values: their levers, before anybody has met."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from partnersim.declarations import Scope
from partnersim.population.tables import set_levers
from partnersim.state.world import Table


class PartnershipValues(Protocol):
    """What this module reads of a scenario's partnership."""

    @property
    def place(self) -> str:
        """Where it is."""

    @property
    def funder(self) -> str:
        """Who pays it."""

    @property
    def values(self) -> dict[str, dict[str, Any]]:
        """Its numbers, as the scenario states them."""


def set_partnerships(
    table: Table,
    partnerships: Iterable[PartnershipValues],
    places: Sequence[str],
    funders: Sequence[str],
) -> None:
    """Write what the scenario states of each partnership to its row."""
    for row, partnership in zip(table, partnerships, strict=True):
        row["place"] = places.index(partnership.place)
        row["funder"] = funders.index(partnership.funder)
        set_levers(row, Scope.PARTNERSHIP, partnership.values)
