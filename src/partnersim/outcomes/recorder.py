"""Recording: one row a month for the sector, by status and place for newcomers, a copy of the
organisations at each fiscal year's end. Measuring never changes what it measures."""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import TYPE_CHECKING

import numpy as np

from partnersim.declarations import Better, Dimension, Outcome, Text
from partnersim.outcomes import indicators, movement, newcomers, placing, sector
from partnersim.state.newcomers import COUNTED
from partnersim.state.seen import Seen

if TYPE_CHECKING:
    from partnersim.state.world import World

DIMENSIONS = tuple(Dimension)
_DIMENSION_MEANINGS = {
    Dimension.RECOGNITION: Text("Recognition", "Reconnaissance"),
    Dimension.REPRESENTATION: Text("Representation", "Représentation"),
    Dimension.PARTICIPATION: Text("Participation", "Participation"),
    Dimension.CONSULTATION: Text("Consultation", "Consultation"),
    Dimension.FUNDING: Text("Funding", "Financement"),
    Dimension.ACCOUNTABILITY: Text("Accountability", "Reddition de comptes"),
}


def _mean(names: Iterable[str]) -> str:
    return f"mean({', '.join(names)})"


def _scores(dimension: Dimension) -> str:
    """The mean of an organisation's indicators, over organisations."""
    names = [one.name for one in indicators.INDICATORS if one.dimension is dimension]
    return f"mean_i({_mean(names)})"


_POLES = "0 New Public Management to 1 autonomous community action"
INDEXES = (
    Outcome(name="autonomy_index", unit=_POLES,
            meaning=Text("Autonomy index: mean of the six dimensions",
                         "Indice d'autonomie : moyenne des six dimensions"),
            better=Better.HIGHER, formula=_mean(DIMENSIONS)),
    Outcome(name="soft_index", unit=_POLES,
            meaning=Text("Soft dimensions: recognition, representation, participation, consultation",
                         "Dimensions souples : reconnaissance, représentation, participation, consultation"),
            better=Better.HIGHER, formula=_mean(one for one in DIMENSIONS if one.soft)),
    Outcome(name="hard_index", unit=_POLES,
            meaning=Text("Hard dimensions: funding, accountability",
                         "Dimensions dures : financement, reddition de comptes"),
            better=Better.HIGHER, formula=_mean(one for one in DIMENSIONS if not one.soft)),
    *(Outcome(name=str(one), unit=_POLES, meaning=_DIMENSION_MEANINGS[one], formula=_scores(one),
              better=Better.HIGHER)
      for one in DIMENSIONS),
)  # fmt: skip
SECTOR_COLUMNS: tuple[Outcome, ...] = (
    *INDEXES,
    *sector.COLUMNS,
    *newcomers.COLUMNS,
    *movement.COLUMNS,
    *indicators.INDICATORS,
)
SECTOR_NAMES = tuple(column.name for column in SECTOR_COLUMNS)
_POLE_NUMBERS = np.array(
    [[one.anchors.dependence, one.anchors.autonomy] for one in indicators.INDICATORS if one.anchors]
)
_DIMENSION_OF = np.array(
    [DIMENSIONS.index(one.dimension) for one in indicators.INDICATORS if one.dimension]
)


class Recorder:
    """Keeps what is measured in a run; rows of `sector` follow `SECTOR_NAMES`.

    With `only`, those months alone are measured: the rows of others stay unknown (not a number).
    """

    def __init__(self, world: World, only: Container[int] | None = None) -> None:
        months, count = world.calendar.months, len(world.organizations)
        self._only = only
        number = len(indicators.INDICATORS)
        self.sector = np.full((months, len(SECTOR_NAMES)), np.nan)
        self.newcomers = np.zeros((months, *world.newcomers.counts.shape), COUNTED)
        self.partnerships = np.zeros((months, len(world.partnerships)), world.partnerships.dtype)
        self.observed = np.zeros((number, count))
        self.indicators = np.zeros((number, count))
        self.dimensions = np.zeros((len(DIMENSIONS), count))
        self._levels = np.zeros(len(DIMENSIONS) + number)
        self._seen: list[Seen] = []  # at each kept moment of years
        self._positions: list[placing.Positions] = []
        self.years: list[tuple[int, np.ndarray, np.ndarray, np.ndarray, np.ndarray]] = []

    @property
    def positions(self) -> list[placing.Positions]:
        """Where everybody stands in typologies at each kept moment; worked out when asked for."""
        self._positions.extend(placing.look(one) for one in self._seen[len(self._positions) :])
        return self._positions

    def record(self, world: World) -> None:
        """Measure this month, if it is to be measured."""
        if self._only is not None and world.now not in self._only:
            return
        indicators.observe(
            world.organizations, world.funders, world.relations, world.contracts,
            world.main_funder, self.observed,
        )  # fmt: skip
        indicators.scale(
            world.organizations, self.observed, _POLE_NUMBERS, _DIMENSION_OF, self.indicators,
            self.dimensions, self._levels,
        )  # fmt: skip
        row = self.sector[world.now]
        levels = self._levels
        a, b, c, d, e, f = levels[:6].tolist()
        row[:9] = (
            (a + b + c + d + e + f) / 6.0,
            (a + b + c + d) / 4.0,
            (e + f) / 2.0,
            a,
            b,
            c,
            d,
            e,
            f,
        )
        first = 9 + len(sector.COLUMNS)
        sector.measure(world, row[9:first])
        second = first + len(newcomers.COLUMNS)
        newcomers.measure(world, self.newcomers[world.now], row[first:second])
        third = second + len(movement.COLUMNS)
        movement.measure(world, row[second:third])
        row[third:] = levels[6:]
        self.partnerships[world.now] = world.partnerships
        if world.calendar.is_year_end or world.now in (
            world.calendar.spin_up_months - 1, world.calendar.months - 1,
        ):  # fmt: skip
            self._seen.append(Seen.of(world, self.dimensions))
            self.years.append(
                (
                    world.now,
                    world.organizations.copy(),
                    world.relations[:, world.main_funder].copy(),
                    world.contracts["amount"].copy(),
                    self.dimensions.copy(),
                )
            )
