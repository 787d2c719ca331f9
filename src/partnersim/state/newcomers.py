"""The table of newcomers: separate arrays, grown as people arrive, closed up as they settle.

One row stands for `scale` people. Rows that settle or leave are taken out; what was measured of
them stays in the counts by status and place and in the cohorts.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from partnersim.state.columns import HORIZONS_MONTHS, NEEDS

COUNTS = (
    "present",
    "arrived",
    "settled",
    "left",
    "seeking",
    "served",
    "waiting_months",
    "dropped_out",
    "unmet_need",
    "ineligible_seeking",
    "ineligible_served",
    "taking_part",
    "changed_status",
)
COUNTED = np.dtype([(name, np.float64) for name in COUNTS])
TURNOVER = np.dtype([(name, np.float64) for name in ("arrived", "settled", "left")])
COHORT = np.dtype([(name, np.float64) for name in ("need", "people")])

BLOCK = 1024  # people a kernel takes at a time: their columns stay near the processor
LANES = 4  # sums of a group kept side by side, so that adding one person need not wait for the last


class NewcomerTable:
    """Columns of newcomers; `rows` of them are in use.

    need (kinds, rows) float32 in [0, 1], each kind in one piece; status, arrival_status, place int8;
    arrived int16 the month of arrival (negative: before the run); waiting int16 months without service;
    identity uint64 the key of the person's draws, luck float32 the draw of this month for leaving;
    asking (this month), active (still asks), member int8 flags; language and trust in organisations
    float32 in [0, 1].
    counts (statuses, places) are what happens this month; what stands at its end (present, taking
    part, need left, requests in vain) is summed in the copy that is measured (outcomes/newcomers.py).
    """

    FIELDS: tuple[tuple[str, str], ...] = (
        ("status", "i1"),
        ("arrival_status", "i1"),
        ("place", "i1"),
        ("arrived", "i2"),
        ("asking", "i1"),
        ("waiting", "i2"),
        ("active", "i1"),
        ("member", "i1"),
        ("language", "f4"),
        ("trust", "f4"),
        ("identity", "u8"),
        ("luck", "f4"),
    )

    def __init__(
        self,
        weight: float,
        months: int,
        months_before: int,
        statuses: int,
        places: int,
        capacity: int = 1024,
    ) -> None:
        self.weight = weight
        self.rows = 0
        self.need: NDArray[np.float32] = np.zeros((len(NEEDS), capacity), np.float32)
        for name, kind in self.FIELDS:
            setattr(self, name, np.zeros(capacity, kind))
        self.counts = np.zeros((statuses, places), COUNTED)
        self.totals = np.zeros(statuses, TURNOVER)  # by status at arrival
        self.months_before = months_before
        shape = (months + months_before, statuses, places, len(HORIZONS_MONTHS))
        self.cohorts = np.zeros(shape, COHORT)  # need left and people, by horizon

    status: NDArray[np.int8]
    arrival_status: NDArray[np.int8]
    place: NDArray[np.int8]
    arrived: NDArray[np.int16]
    asking: NDArray[np.int8]
    waiting: NDArray[np.int16]
    active: NDArray[np.int8]
    member: NDArray[np.int8]
    language: NDArray[np.float32]
    trust: NDArray[np.float32]
    identity: NDArray[np.uint64]
    luck: NDArray[np.float32]

    def room_for(self, rows: int) -> None:
        """Make sure that many more rows can be written; what stands beyond `rows` means nothing."""
        end = self.rows + rows
        if end > len(self.status):
            self._grow(max(end, int(len(self.status) * 1.5)))

    def _grow(self, capacity: int) -> None:
        for name in ("need", *(name for name, _ in self.FIELDS)):
            old = getattr(self, name)
            fresh = np.zeros((*old.shape[:-1], capacity), old.dtype)
            fresh[..., : self.rows] = old[..., : self.rows]
            setattr(self, name, fresh)

    def keep_rows(self, stays: NDArray[np.bool_]) -> None:
        """Close up the table over the rows that stay."""
        kept = np.flatnonzero(stays)
        for name in ("need", *(name for name, _ in self.FIELDS)):
            column = getattr(self, name)
            column[..., : len(kept)] = column[..., kept]
        self.rows = len(kept)

    def begin_month(self) -> None:
        """Counts of the month start at zero."""
        self.counts[...] = 0.0
