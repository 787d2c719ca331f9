"""Agents as views: an agent knows its row, and reads and writes the columns of the state."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

import mesa
import numpy as np

from partnersim.state.columns import MET

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from partnersim.state.world import Table, World


@functools.cache
def _columns_of(kind: np.dtype[np.void]) -> frozenset[str]:
    return frozenset(kind.names or ())


class View(mesa.Agent):  # type: ignore[misc]
    """A row of a table. `agent.identity` reads the column, `agent.identity = 0.4` writes it."""

    _table: Table
    _row: int
    _columns: frozenset[str]

    def __init__(self, model: Any, table: Table, row: int, name: str, world: World) -> None:
        object.__setattr__(self, "_table", table)
        object.__setattr__(self, "_columns", _columns_of(table.dtype))
        object.__setattr__(self, "_row", row)
        object.__setattr__(self, "_name", name)
        object.__setattr__(self, "_world", world)
        super().__init__(model)

    def __getattr__(self, name: str) -> Any:
        if name in object.__getattribute__(self, "_columns"):
            return self._table[name][self._row]
        raise AttributeError(f"{type(self).__name__} has no attribute {name!r}")

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *self._columns})

    def __setattr__(self, name: str, value: Any) -> None:
        if name in self._columns:
            self._table[name][self._row] = value
        else:
            object.__setattr__(self, name, value)

    @property
    def name(self) -> str:
        """The name in files and columns."""
        return str(self._name)

    @property
    def row(self) -> int:
        """The row in the state's table."""
        return self._row

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._name}>"


class Organization(View):
    """An immigrant-serving organisation: how it uses hours, what money it seeks, whom it serves."""

    def tie(self, funder: str) -> float:
        """Its tie with a funder, 0 to 1."""
        return float(
            self._world.relations["tie"][self._row, self._world.funder_names.index(funder)]
        )

    def amount(self, funder: str, instrument: str) -> float:
        """What a funder awards it this year through an instrument, in 2020 dollars."""
        f, m = self._world.funder_names.index(funder), self._world.instrument(instrument)
        return float(self._world.amounts_by_instrument[self._row, f, m])


class Ministry(View):
    """A government that funds, asks for accounts, consults and sets priorities."""


class Donor(View):
    """A foundation, federated charity or other private funder."""


class UmbrellaTable(mesa.Agent):  # type: ignore[misc]
    """The table of organisations (TCRI-like): common demand, unity, mobilisation."""

    def __init__(self, model: Any, world: World) -> None:
        super().__init__(model)
        self._world = world

    @property
    def demand(self) -> Any:
        """The common demand, shares by kind of need."""
        return self._world.umbrella.demand

    @property
    def unity(self) -> float:
        """How near members are to the demand, 0 to 1."""
        return float(self._world.umbrella.unity[0])

    @property
    def mobilized(self) -> float:
        """Share of members' influence in the last mobilisation."""
        return float(self._world.umbrella.mobilised[0])


class Newcomer:
    """A view of one row of newcomers, made when somebody asks; not kept in Mesa's lists."""

    def __init__(self, world: World, row: int) -> None:
        self._world = world
        self._row = row

    def __getattr__(self, name: str) -> Any:
        if name in self._columns():
            return getattr(self._world.newcomers, name)[..., self._row]
        raise AttributeError(f"Newcomer has no attribute {name!r}")

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *self._columns()})

    def _columns(self) -> set[str]:
        return set(self._world.newcomers.columns)

    @property
    def need(self) -> NDArray[np.bool_]:
        """Which kinds of need are left."""
        left: NDArray[np.bool_] = self._world.newcomers.stage[:, self._row] != MET
        return left

    @property
    def unique_id(self) -> int:
        """The key of the person's draws: the same person in every scenario of one seed."""
        return int(self._world.newcomers.identity[self._row])


def table_views(model: Any, world: World) -> list[mesa.Agent]:
    """Views of every funder and of the table of organisations."""
    kinds = [Ministry if is_ministry else Donor for is_ministry in world.funders["is_ministry"]]
    funders = [
        kind(model, world.funders, f, name, world)
        for f, (kind, name) in enumerate(zip(kinds, world.funder_names, strict=True))
    ]
    return [*funders, UmbrellaTable(model, world)]
