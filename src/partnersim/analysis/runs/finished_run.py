"""A finished run as patterns look at it: its last year, its organisations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from partnersim.analysis.runs.paired_runs import last_year
from partnersim.outcomes.recorder import named

if TYPE_CHECKING:
    from partnersim.model import PartnershipModel
    from partnersim.state.arrays import Numbers

_AT_A_THIRD, _AT_TWO_THIRDS = 1.0 / 3.0, 2.0 / 3.0


@dataclass(frozen=True, slots=True)
class FinishedRun:
    """A finished run, seen from its last year."""

    model: PartnershipModel

    def sector(self, name: str) -> float:
        """Mean of a sector column over the last twelve months."""
        return float(named(last_year(self.model))[name])

    def months(self, name: str, first: int, last: int) -> Numbers:
        """A sector column from one month of the scenario to another."""
        begin = self.model.world.calendar.spin_up_months
        return self.model.recorder.sector[name][begin + first : begin + last]

    @property
    def standing(self) -> NDArray[np.intp]:
        """Rows of organisations that the run began with and that are alive."""
        organizations = self.model.world.organizations
        began = organizations["founded_month"] < 0
        return np.flatnonzero(organizations["alive"] & began)

    def organizations(self, name: str) -> Numbers:
        """A column of those still standing."""
        return self.model.world.organizations[name][self.standing]

    def relations(self, name: str) -> Numbers:
        """A column of their relation with the main ministry."""
        world = self.model.world
        values: Numbers = world.relations[name][self.standing, world.main_funder]
        return values

    def thirds_apart(self, by: Numbers, values: Numbers, rest: bool = False) -> float:
        """Mean of `values` in the highest third by a column, less the lowest (or all the rest)."""
        low, high = np.quantile(by, [_AT_A_THIRD, _AT_TWO_THIRDS])
        others = by < high if rest else by <= low
        return float(values[by >= high].mean() - values[others].mean())

    def distant(self, values: Numbers) -> float:
        """The third founded with the most autonomous orientation, less the rest."""
        return self.thirds_apart(self.organizations("founding_identity"), values, rest=True)
