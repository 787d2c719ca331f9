"""Recording: one row a month for the sector, by status and place for newcomers, a copy of the
organisations at each fiscal year's end. Measuring never changes what it measures."""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from partnersim.declarations import Outcome
from partnersim.outcomes import (
    classification,
    dimensions,
    indicators,
    newcomers,
    programmes,
    sector,
)
from partnersim.outcomes.dimensions import DIMENSIONS
from partnersim.outcomes.rows import Division, plain, record_of
from partnersim.plugins import named_in_errors
from partnersim.state.newcomers import COUNTED
from partnersim.state.programmes import by_instrument
from partnersim.state.snapshot import Snapshot
from partnersim.systems import room

if TYPE_CHECKING:
    from partnersim.state.world import Numbers, Table, World

SECTOR_COLUMNS: tuple[Outcome, ...] = (
    *dimensions.INDEXES,
    *sector.COLUMNS,
    *newcomers.COLUMNS,
    *indicators.INDICATORS,
    *(
        outcome
        for module in room("outcomes").values()
        for outcome in getattr(module, "OUTCOMES", ())
    ),
)
SECTOR_NAMES = tuple(column.name for column in SECTOR_COLUMNS)
SECTOR = record_of(SECTOR_NAMES)
_DIVISION = Division(SECTOR_COLUMNS)
_LEVELS = dimensions.Levels(SECTOR_NAMES)
_AUTONOMY, _CAPACITY = map(SECTOR_NAMES.index, ("autonomy_index", "capacity"))


def unmeasured(switched_on: Container[str]) -> frozenset[str]:
    """Columns of the systems that are off where these are on."""
    off = [module for system, module in room("outcomes").items() if system not in switched_on]
    return frozenset(outcome.name for module in off for outcome in getattr(module, "OUTCOMES", ()))


def named(values: Numbers) -> Table:
    """Numbers (…, columns of the sector) by the columns' names."""
    return np.ascontiguousarray(values).view(SECTOR)[..., 0]


class YearEnd(NamedTuple):
    """State at the end of a fiscal year, of the spin-up or of the run; of all rows of organisations."""

    now: int
    organizations: Table
    relations: Table  # with the main ministry
    amounts: Numbers  # of the main ministry (organisations, programmes)
    dimensions: Numbers  # (6, organisations)
    funder: Table  # the main ministry's row
    demand: Numbers  # of the umbrella (kinds,)
    programmes: Table

    @classmethod
    def of(cls, world: World, dimensions: Numbers) -> YearEnd:
        """The world as it stands, copied; dimensions (6, organisations)."""
        main = world.main_funder
        return cls(
            world.now, world.organizations.copy(), world.relations[:, main].copy(),
            world.contracts["amount"][:, main].copy(), dimensions.copy(),
            world.funders[main].copy(), world.umbrella.demand.copy(), world.programmes,
        )  # fmt: skip

    def amounts_by_instrument(self, instruments: int) -> Numbers:
        """What the main ministry awards (organisations, instruments), in 2020 dollars a year."""
        return by_instrument(self.amounts, self.programmes, instruments)

    def seen(self) -> Snapshot:
        """What typologies look at: the living."""
        rows = np.flatnonzero(self.organizations["alive"])
        return Snapshot(
            self.now, rows, self.organizations[rows], self.relations[rows], self.amounts[rows],
            self.dimensions[:, rows], self.funder, self.demand, self.programmes,
        )  # fmt: skip


class Recorder:
    """Keeps what is measured in a run; rows of `sector` have a field for each of `SECTOR_NAMES`.

    `tables` are those of systems, month by month. What a system that is off would measure is unknown.

    With `only`, those months alone are measured: the rows of others stay unknown (not a number).
    """

    def __init__(self, world: World, only: Container[int] | None = None) -> None:
        months, count = world.calendar.months, len(world.organizations)
        self._only = only
        number = len(indicators.INDICATORS)
        self.sector = np.zeros(months, SECTOR)
        self.values[:] = np.nan
        self.newcomers = np.zeros((months, *world.newcomers.counts.shape), COUNTED)
        self.tables: dict[str, Table] = {
            name: np.zeros((months, *world.tables[name].shape), world.tables[name].dtype)
            for module in room("outcomes").values()
            for name in getattr(module, "TABLES", ())
            if name in world.tables
        }
        self.observed = np.zeros(count, indicators.OBSERVED)
        self.indicators = np.zeros((count, number))
        self.dimensions = np.zeros((len(DIMENSIONS), count))
        self._totals = np.zeros(1, _DIVISION.totals)
        off = [SECTOR_NAMES.index(name) for name in unmeasured(world.systems)]
        self._off = np.array(sorted(off), np.intp)
        self._of_systems = [
            named_in_errors(module.measure, module)
            for system, module in room("outcomes").items()
            if system in world.systems and hasattr(module, "measure")
        ]
        self._positions: list[classification.Positions] = []
        self.years: list[YearEnd] = []
        self.programmes: list[programmes.ProgrammeYear] = []

    @property
    def values(self) -> Numbers:
        """The sector's rows as numbers (months, columns), in the order of `SECTOR_NAMES`."""
        return plain(self.sector)

    @property
    def positions(self) -> list[classification.Positions]:
        """Where everybody stands in typologies at each kept moment; worked out when asked for."""
        self._positions.extend(
            classification.positions_of(year.seen()) for year in self.years[len(self._positions) :]
        )
        return self._positions

    def record(self, world: World) -> None:
        """Measure this month, if it is to be measured."""
        if self._only is not None and world.now not in self._only:
            return
        row, totals = self.sector[world.now : world.now + 1], self._totals
        values, divisors = plain(row)[0], plain(totals)[0]
        values[:] = 0.0
        divisors[:] = 0.0
        sector.measure(world, row, totals)
        newcomers.measure(world, self.newcomers[world.now], row, totals)
        for measure in self._of_systems:
            measure(world, row)
        _DIVISION.divide(values, divisors)
        levels = indicators.measure(world, self.observed, self.indicators, self.dimensions)
        _LEVELS.write(levels, values)
        values[_AUTONOMY] *= values[_CAPACITY]
        values[self._off] = np.nan
        for name, kept in self.tables.items():
            kept[world.now] = world.tables[name]
        if world.calendar.is_year_end or world.now in (
            world.calendar.spin_up_months - 1,
            world.calendar.months - 1,
        ):
            self.programmes.append(programmes.measure(world))
            self.years.append(YearEnd.of(world, self.dimensions))
