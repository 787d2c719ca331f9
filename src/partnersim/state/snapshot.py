"""What typologies look at: the living organisations and the main ministry, at one moment.

A copy, so that it can be looked at when somebody asks, however the run went on.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from partnersim.state.arrays import Numbers, Table
from partnersim.state.income import dependence


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The month of the run, and columns of the living: organizations, relations with the main
    ministry (organisations,), its amounts (organisations, programmes), the six dimensions (6,
    organisations); the ministry's row; the umbrella's demand (kinds,); the programmes."""

    now: int
    rows: NDArray[np.intp]
    organizations: Table
    relations: Table
    amounts: Numbers
    dimensions: Numbers
    funder: Table
    demand: Numbers
    programmes: Table

    @property
    def voice(self) -> Numbers:
        """A seat is a whole voice; a member of the table shares the table's; others have none."""
        member = self.organizations["umbrella_member"] * float(self.funder["umbrella_voice"])
        voice: Numbers = np.where(self.relations["seat"], 1.0, member)
        return voice

    @property
    def voice_that_counts(self) -> Numbers:
        """Voice x what advice moves, full where decision and advice meet half-way."""
        return self.voice * min(1.0, 2.0 * float(self.funder["uptake"]))

    @property
    def shared_goals(self) -> Numbers:
        """Closeness of priorities, 0 apart to 1 the same."""
        apart = np.abs(self.organizations["priorities"] - self.funder["priorities"][None, :])
        goals: Numbers = 1.0 - 0.5 * apart.sum(axis=1)
        return goals

    @property
    def dependence(self) -> Numbers:
        """Share of twelve months' receipts from the main ministry."""
        return dependence(self.relations, self.organizations)

    @property
    def opposition(self) -> Numbers:
        """Advocacy in advocacy and services, in hours."""
        advocacy = self.organizations["hours_advocacy"]
        share: Numbers = advocacy / np.maximum(
            advocacy + self.organizations["hours_delivery"], 1e-9
        )
        return share
