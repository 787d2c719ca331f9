"""The table of newcomers: separate arrays, grown as people arrive, closed up as they settle.

One row stands for `scale` people. Rows that settle or leave are taken out; what was measured of
them stays in the counts by status and place, in the cohorts and in the services.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from partnersim.declarations import Column
from partnersim.state.columns import HORIZONS_MONTHS, KINDS

COUNTS = (
    "present",
    "arrived",
    "settled",
    "left",
    "seeking",
    "served",
    "met",
    "waiting",
    "in_service",
    "dropped_out",
    "unmet_need",
    "ineligible_seeking",
    "ineligible_served",
    "taking_part",
    "changed_status",
)
COUNTED = np.dtype([(name, np.float64) for name in COUNTS])
TURNOVER = np.dtype([(name, np.float64) for name in ("arrived", "settled", "left")])
COHORT = np.dtype([("need", np.float64, (KINDS,)), ("people", np.float64)])
SERVED = np.dtype([(name, np.float64) for name in ("waiting", "started", "met", "dropped_out")])

BLOCK = 1024  # people a kernel takes at a time: their columns stay near the processor
LANES = 4  # sums of a group kept side by side, so that adding one person need not wait for the last


class NewcomerTable:
    """Columns of newcomers, each an array of its own; `rows` of them are in use.

    A column with several values a person (stage, by kind) has each kind in one piece: (kinds, rows).
    counts (statuses, places) are what happens this month; what stands at its end (present, taking
    part, need left, waiting) is summed in the copy that is measured (outcomes/newcomers.py).
    """

    def __init__(
        self,
        columns: Mapping[str, Column],
        weight: float,
        months: int,
        months_before: int,
        statuses: int,
        places: int,
        capacity: int = 1024,
    ) -> None:
        self.columns = tuple(columns)
        self.weight = weight
        self.rows = 0
        for name, column in columns.items():
            setattr(self, name, np.zeros((*column.shape, capacity), column.kind))
        self.counts = np.zeros((statuses, places), COUNTED)
        self.totals = np.zeros(statuses, TURNOVER)  # by status at arrival
        self.months_before = months_before
        shape = (months + months_before, statuses, places, len(HORIZONS_MONTHS))
        self.cohorts = np.zeros(shape, COHORT)  # need left by kind and people, by horizon
        self.eligible = np.zeros(shape[:2], np.bool_)  # on arrival, for the main ministry
        self.services = np.zeros((months, 2, KINDS), SERVED)  # by month and eligibility

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> NDArray[Any]: ...

    def room_for(self, rows: int) -> None:
        """Make sure that many more rows can be written; what stands beyond `rows` means nothing."""
        end = self.rows + rows
        if end > len(self.status):
            self._grow(max(end, int(len(self.status) * 1.5)))

    def _grow(self, capacity: int) -> None:
        for name in self.columns:
            old = getattr(self, name)
            fresh = np.zeros((*old.shape[:-1], capacity), old.dtype)
            fresh[..., : self.rows] = old[..., : self.rows]
            setattr(self, name, fresh)

    def begin_month(self) -> None:
        """Counts of the month start at zero."""
        self.counts.view(np.float64)[...] = 0.0  # as plain numbers, which is quicker than by name
