"""Places of a scenario's own, instead of those of its jurisdiction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray


class PlaceValues(Protocol):
    """What this module reads of a scenario's place."""

    @property
    def values(self) -> dict[str, Any]:
        """Its numbers, as the scenario states them."""


@dataclass(frozen=True, slots=True)
class OwnPlaces:
    """names; newcomers a year, organisations, and size against the archetypes (places,)."""

    names: tuple[str, ...]
    newcomers_a_year: NDArray[np.float64]
    organizations: NDArray[np.int64]
    size: NDArray[np.float64]

    @property
    def key(self) -> tuple[Any, ...]:
        """All of it, as one key."""
        columns = (self.newcomers_a_year, self.organizations, self.size)
        return (self.names, *(column.tobytes() for column in columns))

    @property
    def shares(self) -> NDArray[np.float64]:
        """Share of newcomers by place: where communities found organisations (an assumption)."""
        total = self.newcomers_a_year.sum()
        if total <= 0.0:
            return np.full(len(self.names), 1.0 / len(self.names))
        return self.newcomers_a_year / total


def own_places(places: Mapping[str, PlaceValues]) -> OwnPlaces | None:
    """A scenario's places as columns; None where it has none of its own."""
    if not places:
        return None
    rows = [place.values for place in places.values()]
    return OwnPlaces(
        tuple(places),
        np.array([float(row["newcomers_a_year"]) for row in rows]),
        np.array([int(row["organizations"]) for row in rows]),
        np.array([float(row["size"]) for row in rows]),
    )
