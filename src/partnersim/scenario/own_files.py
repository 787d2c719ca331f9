"""A user's own list of organisations and amounts: the keys that say how they are read, and what they hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from partnersim.population.lists.form import OF_THE_CREDITS, OF_THE_LIST

if TYPE_CHECKING:
    from partnersim.population.organization_list import Amount, Listed

SCALE_MONEY = "scale_money"
_OF_A_FILE = ("columns", "decimal", "sheet")
FILE_OPTIONS = (
    *(f"{kind}{key}" for kind in (OF_THE_LIST, OF_THE_CREDITS) for key in _OF_A_FILE),
    SCALE_MONEY,
)


@dataclass(frozen=True, slots=True)
class OwnFiles:
    """What the files hold; what all envelopes are multiplied by; what is odd about them, in words."""

    listed: tuple[Listed, ...] = ()
    amounts: tuple[Amount, ...] = ()
    money_factor: float = 1.0
    doubts: tuple[str, ...] = ()


def file_options(population: Mapping[str, Any]) -> dict[str, Any]:
    """Keys of the map `population` that say how its files are read, without the names of the files."""
    return {key: population[key] for key in FILE_OPTIONS if population.get(key)}
